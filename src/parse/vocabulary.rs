//! Vocabularies: `tags.yaml` and the other four become terms, each checked alone and then against the others of its file.

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Rule, Span};
use crate::gate::href::Href;
use crate::gate::slug::Slug;
use crate::keys;
use crate::keys::term::{MOST_ALIASES, MOST_LAT, MOST_LON};
use crate::model::lang::Lang;
use crate::model::term::{TermEntry, TermKind};
use crate::source::SourceFile;

use super::fields::table::Table;
use super::fields::{Reader, shown};
use super::front_matter::split;
use super::yaml::pieces;
use super::yaml::{Key, Kind, Node, quote};

mod family;

#[cfg(test)]
mod tests;

/// The most bytes of a vocabulary (safety.md, Limits).
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// Reads a vocabulary: its terms in the order written, each with the place of its key.
pub fn vocabulary(
    notes: &mut Diagnostics,
    kind: TermKind,
    file: &SourceFile,
    _config: &Config,
) -> Vec<(TermEntry, Span)> {
    let mut reader = Reader::new(notes, file);
    let text = match split::text(file, MOST_BYTES) {
        Ok(text) => text,
        Err(problem) => {
            reader.problem(problem);
            return Vec::new();
        }
    };
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    reader.characters((start..text.len()).into());
    let pieces = pieces::read(text.get(start..).unwrap_or_default(), start);
    for problem in pieces.problems {
        reader.problem(problem);
    }
    let entries = reader.each_key(&pieces.entries);
    let mut terms: Vec<Claimed> =
        entries.into_iter().filter_map(|(key, node)| term(&mut reader, kind, key, node)).collect();
    family::check(&mut reader, &mut terms);
    terms.into_iter().map(|term| (term.entry, term.span)).collect()
}

/// A term, and where it says what others may contradict.
struct Claimed {
    entry: TermEntry,
    span: Span,
    parent: Span,
    /// The slug of each alias, with its place.
    aliases: Vec<(Slug, Span)>,
    /// Each host, with its place.
    hosts: Vec<(String, Span)>,
}

fn term(reader: &mut Reader<'_>, kind: TermKind, key: &Key, node: &Node) -> Option<Claimed> {
    reader.escaped_key(key);
    reader.escapes(node);
    let slug = reader.exact_slug(&format!("the key `{}`", shown(&key.text)), &key.text, key.span);
    if let Kind::Scalar(..) = node.kind {
        if node.is_null() {
            let help = format!("write its label: `{}: …`", shown(&key.text));
            reader.note(Rule::VocabularyInvalid, key.span, format!("`{}` says nothing", shown(&key.text))).help(help);
            return None;
        }
        let label = reader.text("a label", node)?.text;
        let entry = plain(slug?, label);
        return Some(Claimed { entry, span: key.span, parent: key.span, aliases: Vec::new(), hosts: Vec::new() });
    }
    let table = reader.map(keys::term::keys(kind), node)?;
    let label = text(reader, &table, "label");
    let aliases = aliases(reader, &table);
    let hosts = table.get("hosts").map(|node| hosts(reader, node)).unwrap_or_default();
    let parent = table.get("parent").map(|node| (reader.slug("parent", node), node.span));
    let mut entry = TermEntry {
        labels: table.get("labels").map(|node| labels(reader, node)).unwrap_or_default(),
        description: text(reader, &table, "description"),
        country: table.get("country").and_then(|node| country(reader, node)),
        position: position(reader, &table),
        precision: text(reader, &table, "precision"),
        note: text(reader, &table, "note"),
        hosts: hosts.iter().map(|(host, _)| host.clone()).collect(),
        lang: table.get("lang").and_then(|node| reader.lang("lang", node)),
        kind: text(reader, &table, "kind"),
        ..plain(slug?, key.text.replace('-', " "))
    };
    entry.label = label.unwrap_or(entry.label);
    entry.aliases = aliases.iter().map(|(text, ..)| text.clone()).collect();
    let parent_span = parent.as_ref().map_or(key.span, |(_, span)| *span);
    entry.parent = parent.and_then(|(slug, _)| slug);
    let aliases = aliases.into_iter().map(|(_, slug, span)| (slug, span)).collect();
    Some(Claimed { entry, span: key.span, parent: parent_span, aliases, hosts })
}

/// A term with a key and a label and nothing else.
fn plain(slug: Slug, label: String) -> TermEntry {
    TermEntry {
        slug,
        label,
        labels: Vec::new(),
        description: None,
        aliases: Vec::new(),
        parent: None,
        country: None,
        position: None,
        precision: None,
        note: None,
        hosts: Vec::new(),
        lang: None,
        kind: None,
    }
}

fn text(reader: &mut Reader<'_>, table: &Table<'_>, key: &str) -> Option<String> {
    table.get(key).and_then(|node| reader.text(&format!("`{key}`"), node)).map(|written| written.text)
}

fn labels(reader: &mut Reader<'_>, node: &Node) -> Vec<(Lang, String)> {
    let Kind::Map(entries) = &node.kind else {
        let span = reader.first_line(node.span);
        reader.note(Rule::ValueInvalid, span, "`labels` is a map of languages").help("write `labels: {ar: سوريا}`");
        return Vec::new();
    };
    let mut labels = Vec::new();
    for (key, node) in reader.each_key(entries) {
        let lang = reader.lang_tag("", &key.text, key.span);
        let label = reader.text("a label", node);
        labels.extend(lang.zip(label.map(|label| label.text)));
    }
    labels
}

fn aliases(reader: &mut Reader<'_>, table: &Table<'_>) -> Vec<(String, Slug, Span)> {
    let Some(node) = table.get("aliases") else {
        return Vec::new();
    };
    let mut aliases = Vec::new();
    let texts = reader.texts("aliases", "an alias", node);
    if let Some(first) = texts.get(MOST_ALIASES) {
        let message = format!("there are {} aliases; {MOST_ALIASES} are the most", texts.len());
        reader.note(Rule::TooMany, first.span, message).help("keep those that people write");
    }
    for written in texts {
        match Slug::of(&written.text) {
            Some(slug) => aliases.push((written.text, slug, written.span)),
            None => {
                reader
                    .note(Rule::VocabularyInvalid, written.span, "this alias has no letter or digit")
                    .help("write another spelling of the term");
            }
        }
    }
    aliases
}

fn country(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let text = reader.scalar("`country`", node)?.text;
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Some(text.to_ascii_uppercase());
    }
    reader
        .note(Rule::ValueInvalid, node.span, "this is not the code of a country")
        .help("write its two letters (ISO 3166-1 alpha-2): `country: SY`");
    None
}

/// Latitude and longitude: both or neither.
fn position(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<(f64, f64)> {
    let lat = table.get("lat").map(|node| degrees(reader, "lat", node, MOST_LAT));
    let lon = table.get("lon").map(|node| degrees(reader, "lon", node, MOST_LON));
    let pairs = table.keys.pairs.iter().flat_map(|(one, two)| [(one, two), (two, one)]);
    for (here, there) in pairs {
        if let Some(span) = table.key_span(here).filter(|_| !table.has(there)) {
            reader
                .note(Rule::ValueInvalid, span, format!("`{here}` stands without `{there}`"))
                .help(format!("write `{there}` too"));
        }
    }
    Some((lat??, lon??))
}

fn degrees(reader: &mut Reader<'_>, key: &str, node: &Node, most: u8) -> Option<f64> {
    let text = reader.scalar(&format!("`{key}`"), node)?.text;
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
    let number = text.parse::<f64>().ok().filter(|number| plain && number.abs() <= f64::from(most));
    if number.is_none() {
        reader
            .note(Rule::ValueInvalid, node.span, format!("`{key}` is a number of degrees from -{most} to {most}"))
            .help(format!("write decimal degrees: `{key}: 36.2`; south and west are negative"));
    }
    number
}

fn hosts(reader: &mut Reader<'_>, node: &Node) -> Vec<(String, Span)> {
    let mut hosts = Vec::new();
    for written in reader.texts("hosts", "a host", node) {
        let after = written.text.split_once("://").map_or(written.text.as_str(), |(_, rest)| rest);
        let bare = after.split(['/', '?', '#', ':']).next().unwrap_or(after);
        match Href::external(&format!("https://{bare}/")) {
            Ok(href) => {
                let same = written.text == href.host() || written.text == href.host_ascii();
                if !same {
                    let source = reader.source(written.span);
                    reader
                        .note(
                            Rule::ValueInvalid,
                            written.span,
                            "a host is written small, without `https://`, `www.` and path",
                        )
                        .help(format!("write `{}`", href.host()))
                        .fix(written.span, quote::like(source, href.host()));
                }
                hosts.push((href.host().to_owned(), written.span));
            }
            Err(_) => {
                let help = "write the name between `https://` and the next slash, without `www.`: `themoscowtimes.com`";
                reader.note(Rule::ValueInvalid, written.span, "this is not a host").help(help);
            }
        }
    }
    hosts
}
