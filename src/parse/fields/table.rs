//! The keys of one map: known ones are handed out, unknown ones are noted with the key that was meant.

use crate::diagnostic::{Rule, Span};

use super::super::yaml::{Key, Node, quote};
use super::{Reader, shown};
use crate::diagnostic::nearest::nearest;
use crate::keys::Keys;
use crate::keys::other::{self, Sure};

/// The keys and values of one map, each key once.
#[derive(Debug)]
pub struct Table<'n> {
    /// The keys it may have.
    pub keys: &'static Keys,
    /// Known keys and their values.
    pub entries: Vec<(&'n Key, &'n Node)>,
    /// Keys whose value could not be read.
    pub broken: Vec<String>,
    /// Keys that were meant by names that are none: they are not missing.
    pub meant: Vec<&'static str>,
    /// Where a missing key is noted.
    pub end: Span,
}

impl<'n> Table<'n> {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|(known, _)| known.text == key).map(|(_, node)| *node)
    }

    /// The place of a key itself.
    #[must_use]
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|(known, _)| known.text == key).map(|(known, _)| known.span)
    }

    /// Whether a key is there, readable or not.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some() || self.broken.iter().any(|broken| broken == key) || self.meant.contains(&key)
    }

    /// Notes each key that is missing and that this rule wants, with the form to write.
    pub fn require(&self, reader: &mut Reader<'_>, rule: Rule) {
        let needed = self.keys.keys.iter().filter_map(|key| Some((key.name, key.need?)));
        for (name, need) in needed.filter(|(name, need)| need.rule == rule && !self.has(name)) {
            let message = format!("{} needs `{name}`", self.keys.what);
            reader.note(rule, self.end, message).help(format!("write `{}`", need.form));
        }
    }
}

/// Notes an unknown key, with the key that was meant; gives that key.
pub(super) fn unknown(
    reader: &mut Reader<'_>,
    keys: &'static Keys,
    key: &Key,
    node: Option<&Node>,
    is_free: &dyn Fn(&str) -> bool,
) -> Option<&'static str> {
    if key.text == "key" && node.and_then(Node::text) == Some("value") {
        stands_for_keys(reader, key.span);
        return None;
    }
    let near = || nearest(&key.text, keys.names()).map(|near| (near, Sure::Likely));
    let meant = other::meant(keys, &key.text, is_free).or_else(near);
    let source = reader.source(key.span);
    let message = format!("{} has no key `{}`", keys.what, shown(&key.text));
    let note = reader.note(Rule::KeyUnknown, key.span, message);
    match meant {
        // Where the known key is there as well, nobody can tell which value counts.
        Some((known, _)) if !is_free(known) => {
            note.help(format!("did you mean `{known}`? it is there already: keep one of them"));
        }
        Some((known, Sure::Same)) => {
            note.help(format!("write `{known}:`; keys are in English, in small letters"))
                .fix(key.span, quote::like(source, known));
        }
        Some((known, Sure::Likely)) => {
            note.help(format!("did you mean `{known}`?"));
        }
        None if keys.get("extra").is_some() => {
            let needed = keys.keys.iter().filter(|key| key.need.is_some() && is_free(key.name));
            let needed: Vec<String> = needed.map(|key| format!("`{}`", key.name)).collect();
            note.help(if needed.is_empty() {
                "remove it; what only a theme reads goes under `extra`".to_owned()
            } else {
                format!(
                    "keys are in English: {} are still needed; what only a theme reads goes under `extra`",
                    needed.join(", ")
                )
            });
        }
        None => {
            note.help(format!("its keys are {}", keys.names().collect::<Vec<_>>().join(", ")));
        }
    }
    meant.map(|(known, _)| known).filter(|known| is_free(known))
}

/// Notes `key: value`, as helps write it.
pub(super) fn stands_for_keys(reader: &mut Reader<'_>, span: Span) {
    reader
        .note(Rule::Placeholder, span, "`key: value` stands for the keys and is none of them")
        .help("write the keys themselves, such as `title: ` and the headline");
}
