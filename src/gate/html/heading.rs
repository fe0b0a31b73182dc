//! Headings of a body: no level skipped, and ids of our own.

use std::collections::{BTreeMap, BTreeSet};

use crate::gate::html::Options;
use crate::gate::slug::Slug;

/// Keeps the outline of a body while it is written.
#[derive(Default)]
pub(super) struct Outline {
    /// The levels, as written, of the headings that the next one may stand below.
    above: Vec<u8>,
    ids: BTreeSet<String>,
    /// For each id that was wanted twice, the number that comes next: a thousand headings `Update` take no time.
    next: BTreeMap<String, usize>,
}

impl Outline {
    /// The level a heading gets, and the level expected where one was skipped.
    ///
    /// The page's own heading is the only `h1`: the first of a body is `h2`, whether it was written `#` or `##`.
    pub(super) fn level(&mut self, written: u8) -> (u8, Option<u8>) {
        while self.above.last().is_some_and(|above| *above >= written) {
            self.above.pop();
        }
        let expected = self.above.last().map_or(2, |above| above + 1);
        self.above.push(written);
        let level = u8::try_from(self.above.len()).unwrap_or(5).saturating_add(1).min(6);
        (level, (written > expected).then_some(expected))
    }

    /// An id for a heading of this text, unlike all before.
    pub(super) fn id(&mut self, text: &str, options: &Options<'_>) -> String {
        let slug = Slug::of(text).map_or_else(|| "part".to_owned(), |slug| slug.as_str().to_owned());
        let first = prefixed("h", &slug, options);
        let mut id = first.clone();
        while !self.ids.insert(id.clone()) {
            let number = self.next.entry(first.clone()).or_insert(1);
            *number += 1;
            id = format!("{first}-{number}");
        }
        id
    }

    /// The ids given by now.
    pub(super) fn into_ids(self) -> BTreeSet<String> {
        self.ids
    }
}

/// An id of ours. A slug has no `.`, so that no prefix and name can run together into another's id.
pub(super) fn prefixed(kind: &str, name: &str, options: &Options<'_>) -> String {
    match options.prefix {
        Some(prefix) => format!("{kind}-{prefix}.{name}"),
        None => format!("{kind}-{name}"),
    }
}

/// The id of the heading that a fragment means: the id itself, or with our `h-`, or the words of the heading.
pub(super) fn find<'a>(ids: &'a BTreeSet<String>, fragment: &str, options: &Options<'_>) -> Option<&'a str> {
    let decoded = crate::gate::route::segment::percent_decoded(fragment)?;
    let worded = || ids.get(&prefixed("h", Slug::of(&decoded)?.as_str(), options));
    ids.get(&decoded).or_else(worded).map(String::as_str)
}
