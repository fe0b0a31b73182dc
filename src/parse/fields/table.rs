//! The keys of one map: known ones are handed out, unknown ones are noted with the key that was meant.

use crate::diagnostic::{Rule, Span};

use super::super::yaml::{Key, Node};
use super::{Reader, shown};
use crate::diagnostic::nearest::nearest;
use crate::keys::Keys;

/// The keys and values of one map, each key once.
#[derive(Debug)]
pub struct Table<'n> {
    /// The keys it may have.
    pub keys: &'static Keys,
    /// Known keys and their values.
    pub entries: Vec<(&'n Key, &'n Node)>,
    /// Keys whose value could not be read.
    pub broken: Vec<String>,
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
        self.get(key).is_some() || self.broken.iter().any(|broken| broken == key)
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

/// Keys that other programs use, or that come to mind first.
const OTHER_NAMES: [(&str, &str); 30] = [
    ("authors", "author"),
    ("by", "author"),
    ("byline", "author"),
    ("published", "date"),
    ("pubdate", "date"),
    ("day", "date"),
    ("url", "original_url"),
    ("link", "original_url"),
    ("original", "original_url"),
    ("source_url", "original_url"),
    ("canonical", "original_url"),
    ("language", "lang"),
    ("locale", "lang"),
    ("description", "summary"),
    ("excerpt", "summary"),
    ("abstract", "summary"),
    ("categories", "tags"),
    ("category", "tags"),
    ("keywords", "tags"),
    ("topics", "tags"),
    ("lastmod", "updated"),
    ("modified", "updated"),
    ("last_modified_at", "updated"),
    ("location", "places"),
    ("locations", "places"),
    ("archive", "archived"),
    ("permalink", "slug"),
    ("redirect_from", "aliases"),
    ("headline", "title"),
    ("name", "label"),
];

/// Notes an unknown key.
pub(super) fn unknown(reader: &mut Reader<'_>, keys: &'static Keys, key: &Key, entries: &[(Key, Node)]) {
    let is_known = |known: &str| keys.get(known).is_some();
    let other = OTHER_NAMES.iter().find(|(name, known)| *name == key.text && is_known(known)).map(|(_, known)| *known);
    let near = nearest(&key.text, keys.names());
    let message = format!("{} has no key `{}`", keys.what, shown(&key.text));
    let note = reader.note(Rule::KeyUnknown, key.span, message);
    let free = |known: &str| !entries.iter().any(|(key, _)| key.text == known);
    match near.or(other) {
        Some(known) => {
            // Where the known key is there as well, nobody can tell which value counts.
            let also = if free(known) { "" } else { " it is there already: keep one of them" };
            note.help(format!("did you mean `{known}`?{also}"));
        }
        None if is_known("extra") => {
            note.help("remove it; what only a theme reads goes under `extra`");
        }
        None => {
            note.help(format!("its keys are {}", keys.names().collect::<Vec<_>>().join(", ")));
        }
    }
}
