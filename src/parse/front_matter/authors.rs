//! Authors: a name, a list of names, or `unknown`; and names that look like several.

use crate::diagnostic::Rule;
use crate::model::article::Written;

use super::super::fields::{Reader, shown};
use super::super::yaml::{Kind, Node, Style, quote};

/// What joins two names in a byline: signs, and the words for `and` in several languages.
const JOINTS: [&str; 17] = [
    " and ", " And ", " & ", ";", ", ", " und ", " et ", " и ", " та ", " і ", " و ", " ve ", "،", "؛", "、", "，",
    "；",
];

/// Words for `and` that also stand inside one name: `José Ortega y Gasset`.
const DOUBTFUL_JOINTS: [&str; 3] = [" y ", " e ", " i "];

/// What may follow a comma in one name.
const TITLES: [&str; 14] =
    ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d.", "inc", "inc.", "ltd"];

/// Words of names that are no person's: an office may have an `and` in its name.
const OFFICES: &str = "affairs agency agencies association bureau center centre commission committee council coverage \
    department desk editors for foundation government group institute international media ministry mission news of office \
    organisation organization press releases reporters rights service staff the times union university";

/// The names; an empty list where the author is unknown.
pub(super) fn authors(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Written>> {
    let names = match &node.kind {
        Kind::List(items) if items.is_empty() => {
            reader
                .note(Rule::ValueInvalid, node.span, "`author` names nobody")
                .help("write the name, or `author: unknown`");
            return None;
        }
        Kind::List(items) => items.iter().filter_map(|item| reader.text("an author", item)).collect(),
        _ => vec![reader.text("`author`", node)?],
    };
    let names: Vec<Written> = names;
    if let [name] = names.as_slice()
        && (is_unknown(name) || other_unknown(reader, node, name))
    {
        return Some(Vec::new());
    }
    for name in &names {
        if is_unknown(name) {
            reader
                .note(Rule::ValueInvalid, name.span, "`unknown` stands beside a name")
                .help("name those who are known, or write `author: unknown` alone");
        } else if !matches!(node.kind, Kind::List(_)) {
            // Who writes a list says where each name ends: `[UN Meetings Coverage and Press Releases]`.
            several(reader, name);
        }
    }
    (!names.is_empty()).then_some(names)
}

/// `unknown` in other words, where YAML has no quotes around it.
const UNKNOWN: [&str; 20] = [
    "n/a",
    "n.a.",
    "none",
    "?",
    "unknown author",
    "no byline",
    "неизвестен",
    "неизвестно",
    "неизвестный",
    "невідомий",
    "невідомо",
    "مجهول",
    "غير معروف",
    "inconnu",
    "unbekannt",
    "desconocido",
    "sconosciuto",
    "bilinmiyor",
    "未知",
    "佚名",
];

/// Notes a word that says that the author is not known, and is not the one that says so here.
fn other_unknown(reader: &mut Reader<'_>, node: &Node, name: &Written) -> bool {
    let plain = matches!(&node.kind, Kind::Scalar(_, Style::Plain));
    if !plain || !UNKNOWN.contains(&name.text.to_lowercase().as_str()) {
        return false;
    }
    reader
        .note(Rule::ValueInvalid, node.span, format!("`{}` would be the name of an author", shown(&name.text)))
        .help("write `author: unknown` where there is no byline")
        .fix(node.span, "unknown");
    true
}

fn is_unknown(name: &Written) -> bool {
    name.text.eq_ignore_ascii_case("unknown")
}

/// Notes a name that looks like several, with the list to write.
fn several(reader: &mut Reader<'_>, name: &Written) {
    let parts = parts(&name.text);
    let is_office = |word: &str| OFFICES.split_whitespace().any(|office| office == word.to_lowercase());
    if parts.len() < 2 || name.text.split([' ', ',']).any(is_office) {
        return;
    }
    let inside = |part: &str| quote::item(quote::marked(part).map_or(part, |marked| marked.inside));
    let items: Vec<String> = parts.iter().map(|part| inside(part)).collect();
    let joined = items.join(", ");
    let note =
        reader.note(Rule::AuthorList, name.span, format!("this is read as one name, and looks like {}", parts.len()));
    note.help(format!("write `author: [{joined}]`, or `author: [{}]` if it is one name", quote::item(&name.text)));
}

fn parts(name: &str) -> Vec<&str> {
    let mut parts = vec![name];
    for joint in JOINTS {
        parts = parts.into_iter().flat_map(|part| part.split(joint)).collect();
    }
    for joint in DOUBTFUL_JOINTS {
        let whole = |part: &&str| part.split(joint).all(|name| name.split_whitespace().count() > 1);
        parts = parts
            .into_iter()
            .flat_map(|part| if whole(&part) { part.split(joint).collect() } else { vec![part] })
            .collect();
    }
    let mut parts: Vec<&str> = parts.into_iter().map(|part| part.trim().trim_start_matches("and ")).collect();
    parts.retain(|part| !part.is_empty() && !TITLES.contains(&part.to_lowercase().as_str()));
    parts
}
