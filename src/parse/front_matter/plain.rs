//! The heads of curated timelines and plain pages (content.md, "A curated timeline").

use crate::diagnostic::Rule;
use crate::keys::plain::MATCH;
use crate::model::article::Written;
use crate::model::date::when::When;
use crate::model::page::PageHead;
use crate::model::timeline::TimelineHead;

use super::super::fields::Reader;
use super::super::fields::table::Table;
use super::{Top, Whole, slug, stand_in, summary, texts, title};

/// Reads the head of a timeline.
pub(super) fn timeline(reader: &mut Reader<'_>, top: &Top<'_>) -> Option<(TimelineHead, Whole)> {
    let table = &top.table;
    table.require(reader, Rule::KeyMissing);
    let title = title(reader, top);
    let slug = slug(reader, top);
    let query = table.get("match").and_then(|node| reader.map(&MATCH, node));
    let (from, to) = (edge(reader, table, "from"), edge(reader, table, "to"));
    if let (Some(from), Some(to)) = (&from, &to)
        && to.latest().is_some_and(|latest| latest < from.earliest())
    {
        let span = table.get("to").map(|node| node.span).unwrap_or_default();
        reader.note(Rule::ValueInvalid, span, "`to` lies before `from`").help("exchange them");
    }
    let whole = title.is_some() && slug.is_some();
    let path = &reader.file.path.clone();
    let (slug, slug_span) = slug.or_else(|| stand_in::slug(path))?;
    let head = TimelineHead {
        source: path.clone(),
        summary: summary(reader, table),
        tags: listed(reader, query.as_ref(), "tags", "a tag"),
        places: listed(reader, query.as_ref(), "places", "a place"),
        actors: listed(reader, query.as_ref(), "actors", "an actor"),
        from,
        to,
        include: texts(reader, table, "include", "a slug"),
        exclude: texts(reader, table, "exclude", "a slug"),
        lang: table.get("lang").and_then(|node| reader.lang("lang", node)),
        aliases: table.get("aliases").map(|node| reader.aliases(node)).unwrap_or_default(),
        draft: top.draft,
        title: title.unwrap_or_else(|| stand_in::title(path)),
        slug,
        slug_span,
    };
    Some((head, whole.into()))
}

fn listed(reader: &mut Reader<'_>, query: Option<&Table<'_>>, key: &str, item: &str) -> Vec<Written> {
    query.map(|table| texts(reader, table, key, item)).unwrap_or_default()
}

fn edge(reader: &mut Reader<'_>, table: &Table<'_>, key: &str) -> Option<When> {
    table.get(key).and_then(|node| reader.when(key, node))
}

/// Reads the head of a page.
pub(super) fn page(reader: &mut Reader<'_>, top: &Top<'_>) -> Option<(PageHead, Whole)> {
    let table = &top.table;
    table.require(reader, Rule::KeyMissing);
    let title = title(reader, top);
    let slug = slug(reader, top);
    let whole = title.is_some() && slug.is_some();
    let path = &reader.file.path.clone();
    let (slug, slug_span) = slug.or_else(|| stand_in::slug(path))?;
    let head = PageHead {
        source: path.clone(),
        summary: summary(reader, table),
        lang: table.get("lang").and_then(|node| reader.lang("lang", node)),
        aliases: table.get("aliases").map(|node| reader.aliases(node)).unwrap_or_default(),
        draft: top.draft,
        title: title.unwrap_or_else(|| stand_in::title(path)),
        slug,
        slug_span,
    };
    Some((head, whole.into()))
}
