//! The most entries of a list in front matter (safety.md, Limits): what nobody could read would still cost every build.

use crate::diagnostic::Rule;
use crate::keys::Keys;

use super::super::fields::Reader;
use super::super::fields::table::Table;
use super::super::yaml::Kind;

/// Notes each list that is too long, at the first entry that is too many.
pub(super) fn check(reader: &mut Reader<'_>, keys: &Keys, table: &Table<'_>) {
    for (key, most) in keys.keys.iter().filter_map(|key| Some((key.name, key.most()?))) {
        let Some(Kind::List(items)) = table.get(key).map(|node| &node.kind) else { continue };
        let Some(first) = items.get(most) else { continue };
        let rule = if key == "tags" { Rule::TagsInvalid } else { Rule::TooMany };
        let span = reader.first_line(first.span);
        let name = match key {
            "author" => "authors",
            "archived" => "preserved copies",
            name => name,
        };
        let message = format!("there are {} {name}; {most} are the most", items.len());
        reader.note(rule, span, message).help(match key {
            "tags" => "keep those that readers would look for",
            _ => "keep those that say most",
        });
    }
}
