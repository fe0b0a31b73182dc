//! Lists and maps inside the head of an article: corrections, sources, preserved copies, events, the image, a withdrawal.

use crate::diagnostic::Rule;
use crate::gate::href::Href;
use crate::keys::article::{ARCHIVED, CORRECTION, EVENT, IMAGE, SOURCE, WITHDRAWN};
use crate::model::article::{Archived, Correction, CorrectionKind, EventMention, Image, Source, Withdrawn};

use super::super::fields::Reader;
use super::super::fields::table::Table;
use super::super::yaml::{Kind, Node};
use super::text;

/// What was corrected.
pub(super) fn corrections(reader: &mut Reader<'_>, node: &Node) -> Vec<Correction> {
    reader.each("corrections", &CORRECTION, node, |reader, node| {
        let table = reader.map(&CORRECTION, node)?;
        table.require(reader, Rule::KeyMissing);
        let day = table.get("date").and_then(|node| reader.day("date", node));
        let note = text(reader, &table, "note");
        let kind = table.get("kind").map(|node| reader.choice("kind", node, &CorrectionKind::WORDS));
        let (was, now) = (text(reader, &table, "was"), text(reader, &table, "now"));
        Some(Correction { day: day?, note: note?, kind: kind.unwrap_or(Some(CorrectionKind::Correction))?, was, now })
    })
}

/// Further coverage.
pub(super) fn sources(reader: &mut Reader<'_>, node: &Node) -> Vec<Source> {
    reader.each("sources", &SOURCE, node, |reader, node| {
        if is_address(node) {
            let href = reader.href("sources", node)?;
            return Some(Source { href, title: None, publisher: None, date: None });
        }
        let table = reader.map(&SOURCE, node)?;
        let href = url(reader, &table);
        let (title, publisher) = (text(reader, &table, "title"), text(reader, &table, "publisher"));
        let date = table.get("date").and_then(|node| reader.day("date", node));
        Some(Source { href: href?, title, publisher, date })
    })
}

/// Preserved copies: one address, one map, or a list of either.
pub(super) fn archived(reader: &mut Reader<'_>, node: &Node) -> Vec<Archived> {
    match &node.kind {
        Kind::List(items) => items.iter().filter_map(|item| copy(reader, item)).collect(),
        _ => copy(reader, node).into_iter().collect(),
    }
}

fn copy(reader: &mut Reader<'_>, node: &Node) -> Option<Archived> {
    if is_address(node) {
        let href = reader.address("archived", node)?;
        return Some(Archived { href, date: None, sha256: None });
    }
    let table = reader.map(&ARCHIVED, node)?;
    table.require(reader, Rule::KeyMissing);
    // An archive names a copy by the address as it was asked for: nothing of it may be left out.
    let href = table.get("url").and_then(|node| reader.address("url", node));
    let date = table.get("date").and_then(|node| reader.day("date", node));
    let sha256 = table.get("sha256").and_then(|node| sha256(reader, node));
    Some(Archived { href: href?, date, sha256 })
}

/// Whether a text stands where an address may; nothing at all is left to the map's message.
fn is_address(node: &Node) -> bool {
    matches!(node.kind, Kind::Scalar(..)) && !node.is_null()
}

fn url(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<Href> {
    table.require(reader, Rule::KeyMissing);
    table.get("url").and_then(|node| reader.href("url", node))
}

fn sha256(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let text = reader.scalar("`sha256`", node)?.text.to_ascii_lowercase();
    if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(text);
    }
    reader
        .note(Rule::ValueInvalid, node.span, "this is not a SHA-256")
        .help("write its 64 hexadecimal digits, as `sha256sum` prints them");
    None
}

/// Events that an article reports: slugs, or maps written in place.
pub(super) fn events(reader: &mut Reader<'_>, node: &Node) -> Vec<EventMention> {
    reader.each("events", &EVENT, node, |reader, node| {
        if !matches!(node.kind, Kind::Map(_)) {
            return reader.text("an event", node).map(EventMention::Named);
        }
        let table = reader.map(&EVENT, node)?;
        table.require(reader, Rule::KeyMissing);
        let when = table.get("when").and_then(|node| reader.when("when", node));
        let what = text(reader, &table, "what");
        let place = table.get("where").and_then(|node| reader.text("`where`", node));
        Some(EventMention::Inline { when: when?, what: what?, place })
    })
}

/// A withdrawal.
pub(super) fn withdrawn(reader: &mut Reader<'_>, node: &Node) -> Option<Withdrawn> {
    let table = reader.map(&WITHDRAWN, node)?;
    table.require(reader, Rule::KeyMissing);
    let day = table.get("date").and_then(|node| reader.day("date", node));
    let reason = text(reader, &table, "reason");
    Some(Withdrawn { day: day?, reason: reason? })
}

/// The image above the text.
pub(super) fn image(reader: &mut Reader<'_>, node: &Node) -> Option<Image> {
    let table = reader.map(&IMAGE, node)?;
    table.require(reader, Rule::KeyMissing);
    table.require(reader, Rule::AltMissing);
    let src = table.get("src").and_then(|node| reader.text("`src`", node));
    let (alt, credit) = (text(reader, &table, "alt"), text(reader, &table, "credit"));
    let src = src?;
    let is_remote = src.text.contains("//") || src.text.contains(':') || src.text.starts_with('/');
    if is_remote {
        reader
            .note(Rule::ImageRefused, src.span, "an image is a file beside the article")
            .help("save it there, if its licence allows, and write its name: `src: map.png`");
        return None;
    }
    Some(Image { src, alt: alt?, credit })
}
