//! The head of an event and its claims (content.md, "An event").

use crate::diagnostic::Rule;
use crate::keys::event::CLAIM;
use crate::model::date::when::When;
use crate::model::event::{ClaimHead, EventHead, Status};

use super::super::fields::Reader;
use super::super::yaml::Node;
use super::{Top, Whole, dated_stem, flag, slug, stand_in, summary, text, texts, title};

/// Reads the head; nothing when it lacks what an event cannot do without.
pub(super) fn head(reader: &mut Reader<'_>, top: &Top<'_>) -> Option<(EventHead, Whole)> {
    let table = &top.table;
    table.require(reader, Rule::KeyMissing);
    let title = title(reader, top);
    let slug = slug(reader, top);
    let when = table.get("date").and_then(|node| reader.when("date", node));
    let whole = title.is_some() && slug.is_some() && when.is_some();
    disagreement(reader, top, when.as_ref());
    let path = &reader.file.path.clone();
    let (slug, slug_span) = slug.or_else(|| stand_in::slug(path))?;
    let head = EventHead {
        source: path.clone(),
        when_span: table.get("date").map(|node| node.span).unwrap_or_default(),
        places: texts(reader, table, "places", "a place"),
        actors: texts(reader, table, "actors", "an actor"),
        tags: texts(reader, table, "tags", "a tag"),
        status: table.get("status").and_then(|node| reader.choice("status", node, &Status::WORDS)).unwrap_or_default(),
        claims: table.get("claims").map(|node| claims(reader, node)).unwrap_or_default(),
        key: flag(reader, table, "key"),
        lang: table.get("lang").and_then(|node| reader.lang("lang", node)),
        summary: summary(reader, table),
        aliases: table.get("aliases").map(|node| reader.aliases(node)).unwrap_or_default(),
        draft: top.draft,
        title: title.unwrap_or_else(|| stand_in::title(path)),
        slug,
        slug_span,
        when: when.unwrap_or_else(|| stand_in::when(path)),
    };
    Some((head, whole.into()))
}

/// Compares the date with the one in the file's name: an event may be dated less exactly than its file, and not elsewhere.
fn disagreement(reader: &mut Reader<'_>, top: &Top<'_>, when: Option<&When>) {
    let (named, _) = dated_stem(&reader.file.path);
    let (Some(named), Some(when), Some(node)) = (named, when, top.table.get("date")) else { return };
    // What is said to be uncertain may lie elsewhere.
    let is_sure = !when.to_string().contains(['?', '~', '%']);
    if is_sure && (named < when.earliest() || when.latest().is_some_and(|latest| latest < named)) {
        reader
            .note(Rule::DateDisagrees, node.span, format!("the file's name says {named}, the front matter {when}"))
            .help("the front matter counts: rename the file, or mend the date");
    }
}

fn claims(reader: &mut Reader<'_>, node: &Node) -> Vec<ClaimHead> {
    reader.each("claims", &CLAIM, node, |reader, node| {
        let table = reader.map(&CLAIM, node)?;
        table.require(reader, Rule::ClaimIncomplete);
        if !table.has("source") {
            reader
                .note(Rule::ClaimWithoutSource, table.end, "this claim names no article that reports it")
                .help("write `source:` and the slug of the article it was read in");
        }
        let (what, value, by) =
            (text(reader, &table, "what"), text(reader, &table, "value"), text(reader, &table, "by"));
        let date = table.get("date").and_then(|node| reader.day("date", node));
        let source = table.get("source").and_then(|node| reader.text("`source`", node));
        Some(ClaimHead { what: what?, value: value?, by: by?, date, source })
    })
}
