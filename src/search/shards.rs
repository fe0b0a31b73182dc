//! Shards: the index cut into files. The format is that of docs/search.md; `themes/default/static/search.js` reads it.
//!
//! Where a cut is depends on the words beside it alone, so that a change in one place leaves the other files as they were.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::source::sum::Sum;

use super::Name;
use super::digits;
use super::merge::Fresh;
use super::postings::{Entry, HEADLINE, Postlist, Segment};

/// Characters of a file of places that are aimed at; a file of words has about a third of it.
const AIM: usize = 12_000;

/// What no file is under, and no file of more than one word is over.
const LEAST: usize = AIM / 4;
const MOST: usize = AIM * 5 / 2;

/// Characters that the places of one word may take. Of a word that is said more often only the places in headlines are
/// kept: two such words would cost more than a whole search may.
const PLACES: usize = 18_000;

/// Sizes in the directory are counted in so many characters.
const UNIT: usize = 64;

/// The first words of every directory: the format and its version.
const FORMAT: &str = "digest-search 1";

/// An index cut into files.
#[derive(Debug, Default)]
pub struct Cut {
    segment: Segment,
    directory: String,
    shards: BTreeMap<u32, Shard>,
}

/// What the next build may believe of a shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its number.
    number: u32,
    /// How many words it has.
    words: usize,
    sums: Sums,
}

/// The sums of the two files of a shard: words, and places.
type Sums = (Sum, Sum);

/// Some words that are in files of their own.
#[derive(Debug)]
struct Shard {
    kept: Kept,
    /// Its words in the segment.
    bytes: Range<usize>,
    /// How long its files are.
    sizes: (usize, usize),
    /// Its files; drawn when somebody asks for one where the last build left them.
    files: OnceLock<Files>,
}

/// Words, and places.
type Files = (String, String);

/// A word as files have it.
#[derive(Debug, Clone)]
pub struct Line {
    documents: String,
    places: String,
}

/// Words from one cut to the next.
struct Stretch<'s> {
    number: u32,
    entries: &'s [Entry<'s>],
    fresh: &'s [Fresh],
    /// Its words in the segment.
    bytes: Range<usize>,
    sizes: (usize, usize),
}

impl Cut {
    /// Cuts an index, of whose words `fresh` says what became of each. What `old` has of shards that are what they were
    /// is believed.
    #[must_use]
    pub fn of(head: &str, segment: &Segment, fresh: &[Fresh], old: &[Kept]) -> Cut {
        let entries: Vec<Entry<'_>> = segment.words().collect();
        let old: BTreeMap<u32, &Kept> = old.iter().map(|kept| (kept.number, kept)).collect();
        let stretches = stretches(&entries, fresh);
        let shards: Vec<(&str, Shard)> =
            stretches.into_par_iter().map(|stretch| (stretch.entries[0].word, stretch.shard(&old))).collect();
        let directory = directory(head, &shards);
        let shards = shards.into_iter().map(|(_, shard)| (shard.kept.number, shard)).collect();
        Cut { segment: segment.clone(), directory, shards }
    }

    /// The names of all files, with the sums of their bytes.
    pub fn pieces(&self) -> impl Iterator<Item = (Name, Sum)> + '_ {
        let kept = || self.shards.values().map(|shard| &shard.kept);
        let words = kept().map(|kept| (Name::Words(kept.number), kept.sums.0));
        let places = kept().map(|kept| (Name::Places(kept.number), kept.sums.1));
        std::iter::once((Name::Directory, Sum::of(self.directory.as_bytes()))).chain(words).chain(places)
    }

    /// What the next build may believe.
    #[must_use]
    pub fn kept(&self) -> Vec<Kept> {
        self.shards.values().map(|shard| shard.kept).collect()
    }

    /// The bytes of a file.
    #[must_use]
    pub fn bytes(&self, name: Name) -> Vec<u8> {
        let files = |number: u32| {
            let shard = self.shards.get(&number)?;
            Some(
                shard
                    .files
                    .get_or_init(|| files(self.segment.words_in(shard.bytes.clone()).map(|entry| (entry, None)))),
            )
        };
        let text = match name {
            Name::Directory => Some(&self.directory),
            Name::Words(number) => files(number).map(|(words, _)| words),
            Name::Places(number) => files(number).map(|(_, places)| places),
        };
        text.map(|text| text.as_bytes().to_vec()).unwrap_or_default()
    }
}

/// Where a segment is cut: by the sizes of its words alone.
fn stretches<'s>(entries: &'s [Entry<'s>], fresh: &'s [Fresh]) -> Vec<Stretch<'s>> {
    let mut cuts: Vec<(usize, u32)> = Vec::new();
    let mut names = BTreeSet::new();
    let (mut before, mut full) = (0, usize::MAX);
    for (index, entry) in entries.iter().enumerate() {
        let size = size(entry);
        let name = hash(entry.word);
        // The larger the word before, the likelier a cut, so that files come out alike in size.
        let is_place = full >= LEAST && u64::from(name) * (AIM as u64) < (before as u64) << 32;
        // Two words of one hash stay in one file.
        if (is_place || full.saturating_add(size) > MOST) && (names.insert(name) || cuts.is_empty()) {
            cuts.push((index, name));
            full = 0;
        }
        full += size;
        before = size;
    }
    let mut from = 0;
    let mut all = Vec::new();
    for (at, (start, number)) in cuts.iter().enumerate() {
        let end = cuts.get(at + 1).map_or(entries.len(), |(next, _)| *next);
        let entries = &entries[*start..end];
        let fresh = fresh.get(*start..end).unwrap_or_default();
        let words = entries.iter().map(|entry| entry.word.len() + 2 + entry.sizes.0 as usize).sum();
        let places = entries.iter().map(|entry| 1 + entry.sizes.1 as usize).sum();
        let to = from + entries.iter().map(|entry| entry.bytes.len()).sum::<usize>();
        all.push(Stretch { number: *number, entries, fresh, bytes: from..to, sizes: (words, places) });
        from = to;
    }
    all
}

/// What a word takes in files, with what stands around it.
fn size(entry: &Entry<'_>) -> usize {
    entry.word.len() + entry.sizes.0 as usize + entry.sizes.1 as usize + 3
}

impl Stretch<'_> {
    fn shard(&self, old: &BTreeMap<u32, &Kept>) -> Shard {
        let (number, words, bytes) = (self.number, self.entries.len(), self.bytes.clone());
        let is_as_before = self.fresh.iter().all(|fresh| matches!(fresh, Fresh::AsBefore));
        let known = old.get(&number).filter(|kept| is_as_before && kept.words == words);
        if let Some(kept) = known {
            return Shard { kept: **kept, bytes, sizes: self.sizes, files: OnceLock::new() };
        }
        let lines = self.fresh.iter().map(|fresh| if let Fresh::Line(line) = fresh { Some(line) } else { None });
        let files = files(self.entries.iter().copied().zip(lines.chain(std::iter::repeat(None))));
        let sums = (Sum::of(files.0.as_bytes()), Sum::of(files.1.as_bytes()));
        Shard { kept: Kept { number, words, sums }, bytes, sizes: self.sizes, files: files.into() }
    }
}

/// The files of some words; a line that is at hand is taken.
fn files<'s>(entries: impl Iterator<Item = (Entry<'s>, Option<&'s Line>)>) -> Files {
    let (mut words, mut places) = Files::default();
    for (entry, line) in entries {
        let line = line.map_or_else(|| Cow::Owned(Line::of(entry.list)), Cow::Borrowed);
        let _ = writeln!(words, "{} {}", entry.word, line.documents);
        let _ = writeln!(places, "{}", line.places);
    }
    (words, places)
}

fn directory(head: &str, shards: &[(&str, Shard)]) -> String {
    let mut text = String::new();
    let mut hasher = blake3::Hasher::new();
    hasher.update(head.as_bytes());
    for (first, shard) in shards {
        let _ = write!(text, "{first} ");
        for size in [shard.sizes.0, shard.sizes.1] {
            digits::push(&mut text, u32::try_from(size.div_ceil(UNIT)).unwrap_or(u32::MAX));
        }
        text.push('\n');
        let (words, places) = shard.kept.sums;
        hasher.update(words.as_bytes()).update(places.as_bytes());
    }
    hasher.update(text.as_bytes());
    // The edition: what a browser has kept of another is not believed.
    let edition = &hasher.finalize().to_hex()[..8];
    format!("{FORMAT} {edition}\n{head}\n{text}")
}

impl Line {
    /// The line of a word that is there.
    #[must_use]
    pub fn of(list: Postlist<'_>) -> Line {
        let mut documents = String::new();
        let mut next = 0;
        for posting in list.read() {
            let gap = u64::from(posting.number - next) * 4 + u64::from(posting.weight);
            digits::push(&mut documents, u32::try_from(gap).unwrap_or(u32::MAX));
            next = posting.number + 1;
        }
        let mut all = String::new();
        let whole = places(&mut all, list, u32::MAX);
        if !whole {
            // What begins with a space holds the places in headlines alone.
            all.clear();
            all.push(' ');
            places(&mut all, list, HEADLINE);
        }
        // Of a frequent word much was written before it turned out to be too much.
        all.shrink_to_fit();
        documents.shrink_to_fit();
        Line { documents, places: all }
    }

    /// How many characters its documents and its places take.
    #[must_use]
    pub fn sizes(&self) -> (u32, u32) {
        let size = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        (size(&self.documents), size(&self.places))
    }
}

/// Writes the places below a limit, document by document; whether there was room for them.
fn places(text: &mut String, list: Postlist<'_>, below: u32) -> bool {
    for posting in list.read() {
        let kept: Vec<u32> = posting.places().take_while(|place| *place < below).collect();
        digits::push(text, u32::try_from(kept.len()).unwrap_or(u32::MAX));
        let mut next = 0;
        for place in kept {
            digits::push(text, place - next);
            next = place + 1;
        }
        if below == u32::MAX && text.len() > PLACES {
            return false;
        }
    }
    true
}

/// The name of a file, from its first word (FNV-1a; Fowler, Noll and Vo, 1991): the browser computes the same.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
