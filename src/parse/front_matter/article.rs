//! The head of an article (content.md, "An article").

use crate::diagnostic::{Rule, Span};
use crate::gate::slug::Slug;
use crate::model::article::{Head, OriginalState, Written};
use crate::model::date::stamp::{Stamp, parse_article_date};

use super::super::fields::{Reader, shown};
use super::super::yaml::{Kind, Node, quote};
use super::{Top, Whole, authors, dated_stem, flag, nested, slug, stand_in, summary, text, texts, title};

/// Reads the head; what an article cannot do without is noted where it lacks, and stood in for.
pub(super) fn head(reader: &mut Reader<'_>, top: &Top<'_>) -> Option<(Head, Whole)> {
    let table = &top.table;
    table.require(reader, Rule::KeyMissing);
    let title = title(reader, top);
    let slug = slug(reader, top);
    let authors = table.get("author").and_then(|node| authors::authors(reader, node));
    let date = date(reader, top);
    let original = table.get("original_url").and_then(|node| Some((reader.href("original_url", node)?, node.span)));
    let tags = table.get("tags").and_then(|node| tags(reader, node));
    let corrections = table.get("corrections").map(|node| nested::corrections(reader, node)).unwrap_or_default();
    updated(reader, top);
    let whole = title.is_some()
        && authors.is_some()
        && slug.is_some()
        && date.is_some()
        && original.is_some()
        && tags.is_some();
    let path = &reader.file.path.clone();
    let (slug, slug_span) = slug.or_else(|| stand_in::slug(path))?;
    let (original, original_span) = original.or_else(|| Some((stand_in::original()?, Span::default())))?;
    let head = Head {
        source: path.clone(),
        places: texts(reader, table, "places", "a place"),
        actors: texts(reader, table, "actors", "an actor"),
        publisher: table.get("publisher").and_then(|node| reader.text("`publisher`", node)),
        lang: lang(reader, top, "lang"),
        original_title: text(reader, table, "original_title"),
        original_lang: lang(reader, top, "original_lang"),
        summary: summary(reader, table),
        events: table.get("events").map(|node| nested::events(reader, node)).unwrap_or_default(),
        archived: table.get("archived").map(|node| nested::archived(reader, node)).unwrap_or_default(),
        sources: table.get("sources").map(|node| nested::sources(reader, node)).unwrap_or_default(),
        accessed: table.get("accessed").and_then(|node| reader.day("accessed", node)),
        original_state: state(reader, top),
        added: table.get("added").and_then(|node| reader.day("added", node)),
        updated: table.get("updated").and_then(|node| reader.day("updated", node)),
        updated_span: table.get("updated").map(|node| node.span).unwrap_or_default(),
        translator: text(reader, table, "translator"),
        key: flag(reader, table, "key"),
        withdrawn: table.get("withdrawn").and_then(|node| nested::withdrawn(reader, node)),
        warning: text(reader, table, "warning"),
        image: table.get("image").and_then(|node| nested::image(reader, node)),
        aliases: table.get("aliases").map(|node| reader.aliases(node)).unwrap_or_default(),
        translation_of: table.get("translation_of").and_then(|node| reader.text("`translation_of`", node)),
        draft: top.draft,
        extra: table.get("extra").and_then(|node| extra(reader, node)),
        corrections,
        slug_span,
        slug,
        title: title.unwrap_or_else(|| stand_in::title(path)),
        authors: authors.unwrap_or_default(),
        date_span: date.map(|(_, span)| span).unwrap_or_default(),
        date: date.map_or_else(|| stand_in::date(path), |(date, _)| date),
        original,
        original_span,
        tags: tags.unwrap_or_default(),
    };
    Some((head, whole.into()))
}

fn lang(reader: &mut Reader<'_>, top: &Top<'_>, key: &str) -> Option<crate::model::lang::Lang> {
    top.table.get(key).and_then(|node| reader.lang(key, node))
}

fn state(reader: &mut Reader<'_>, top: &Top<'_>) -> Option<OriginalState> {
    let node = top.table.get("original_state")?;
    reader.choice("original_state", node, &OriginalState::WORDS)
}

/// A changed text says what changed.
fn updated(reader: &mut Reader<'_>, top: &Top<'_>) {
    let Some(node) = top.table.get("updated") else {
        return;
    };
    let said = match top.table.get("corrections") {
        Some(node) => !node.is_null() && node.kind != Kind::List(Vec::new()),
        // A list that does not parse says something, once it is mended.
        None => top.table.has("corrections"),
    };
    if !said {
        let date = node.text().filter(|date| parse_article_date(date).is_ok()).unwrap_or("YYYY-MM-DD");
        reader
            .note(Rule::UpdatedWithoutCorrection, node.span, "`updated` has no entry in `corrections`")
            .help(format!("write `corrections: [{{date: {}, note: what changed and why}}]`", shown(date)));
    }
}

fn tags(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Written>> {
    let empty = node.is_null() || matches!(&node.kind, Kind::List(items) if items.is_empty());
    if empty {
        let hashed = hashed(reader.line_after(node.span));
        let note = reader.note(Rule::TagsInvalid, node.span, "there are no tags");
        match hashed {
            Some(list) => note.help(format!("` #` begins a comment: write `tags: [{list}]`")),
            None => note.help("write one or more: `tags: [a tag, another tag]`"),
        };
        return None;
    }
    let tags = reader.texts("tags", "a tag", node);
    (!tags.is_empty()).then_some(tags)
}

/// Tags as social networks have them, `#syria #truce`, as items of a list.
fn hashed(comment: &str) -> Option<String> {
    let is_hashed = |word: &&str| word.starts_with('#') && Slug::of(word).is_some();
    let words: Vec<&str> = comment.split([' ', ',', ';', '،']).filter(|word| !word.is_empty()).collect();
    let items: Vec<String> = words.iter().map(|word| shown(&quote::item(word.trim_start_matches('#')))).collect();
    (!words.is_empty() && words.iter().all(is_hashed)).then(|| items.join(", "))
}

fn extra(reader: &mut Reader<'_>, node: &Node) -> Option<serde_json::Value> {
    if node.is_null() {
        reader.empty("`extra`", node);
        return None;
    }
    if !matches!(node.kind, Kind::Map(_)) {
        let span = reader.first_line(node.span);
        reader
            .note(Rule::ValueInvalid, span, "`extra` is a map of keys and values")
            .help("write `extra: {key: value}`");
        return None;
    }
    Some(reader.json(node))
}

/// The date of the original, compared with the file's name.
fn date(reader: &mut Reader<'_>, top: &Top<'_>) -> Option<(Stamp, Span)> {
    let (named, _) = dated_stem(&reader.file.path);
    let node = match top.table.get("date") {
        Some(node) if !node.is_null() => node,
        node => {
            missing_date(reader, top, node);
            return None;
        }
    };
    let stamp = reader.stamp("date", node)?;
    if let Some(named) = named.filter(|named| *named != stamp.day()) {
        reader
            .note(
                Rule::DateDisagrees,
                node.span,
                format!("the file's name says {named}, the front matter {}", stamp.day()),
            )
            .help("the front matter counts: rename the file, or mend the date");
    }
    Some((stamp, node.span))
}

fn missing_date(reader: &mut Reader<'_>, top: &Top<'_>, node: Option<&Node>) {
    if node.is_none() && top.table.has("date") {
        return;
    }
    let (named, _) = dated_stem(&reader.file.path);
    let span = node.map_or(top.split.close, |node| node.span);
    let note = reader.note(Rule::DateMissing, span, "there is no date of the original");
    let Some(day) = named else {
        note.help("write `date: YYYY-MM-DD`, the day the original was published");
        return;
    };
    note.help(format!("write `date: {day}`, as the file's name says (`digest check --fix` does it)"));
    match node {
        // `date:` alone: the day goes behind it.
        Some(node) if node.span.start == node.span.end => note.fix(node.span, format!(" {day}")),
        Some(node) => note.fix(node.span, day.to_string()),
        None => note.fix(span.start..span.start, format!("date: {day}{}", top.split.line_end)),
    };
}
