//! The most entries of a list in front matter (safety.md, Limits): what nobody could read would still cost every build.

use crate::diagnostic::Rule;

use super::super::fields::Reader;
use super::super::fields::table::Table;
use super::super::yaml::Kind;

/// Key, how a message calls its entries, and the most of them; each key means one thing wherever it stands.
const MOST: [(&str, &str, usize); 10] = [
    ("author", "authors", 20),
    ("tags", "tags", 20),
    ("places", "places", 50),
    ("actors", "actors", 50),
    ("events", "events", 50),
    ("sources", "sources", 100),
    ("archived", "preserved copies", 20),
    ("aliases", "aliases", 20),
    ("corrections", "corrections", 100),
    ("claims", "claims", 200),
];

/// Notes each list that is too long, at the first entry that is too many.
pub(super) fn check(reader: &mut Reader<'_>, table: &Table<'_>) {
    for (key, name, most) in MOST {
        let Some(Kind::List(items)) = table.get(key).map(|node| &node.kind) else { continue };
        let Some(first) = items.get(most) else { continue };
        let rule = if key == "tags" { Rule::TagsInvalid } else { Rule::TooMany };
        let span = reader.first_line(first.span);
        let message = format!("there are {} {name}; {most} are the most", items.len());
        reader.note(rule, span, message).help(match key {
            "tags" => "keep those that readers would look for",
            _ => "keep those that say most",
        });
    }
}
