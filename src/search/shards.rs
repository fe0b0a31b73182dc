//! Shards: the index cut into files. The format is that of docs/search.md; `themes/default/static/search.js` reads it.
//!
//! Where a cut is depends on the words beside it alone, so that a change in one place leaves the other files as they were.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;

use crate::source::sum::Sum;

use super::Name;
use super::digits;
use super::postings::{HEADLINE, Postlist, Segment};

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
    directory: String,
    shards: BTreeMap<u32, Shard>,
}

#[derive(Debug, Default)]
struct Shard {
    first: String,
    words: String,
    places: String,
}

/// A word as files have it.
struct Line<'s> {
    word: &'s str,
    documents: String,
    places: String,
}

impl Cut {
    /// Cuts an index.
    #[must_use]
    pub fn of(head: &str, segment: &Segment) -> Cut {
        let words: Vec<(&str, Postlist<'_>)> = segment.words().collect();
        let lines: Vec<Line<'_>> = words.into_par_iter().map(|(word, list)| line(word, list)).collect();
        let mut shards: Vec<(u32, Shard)> = Vec::new();
        let mut names = std::collections::BTreeSet::new();
        let mut before = 0;
        for line in lines {
            let size = line.word.len() + line.documents.len() + line.places.len() + 3;
            let name = hash(line.word);
            let full = shards.last().map_or(usize::MAX, |(_, shard)| shard.words.len() + shard.places.len());
            // The larger the word before, the likelier a cut, so that files come out alike in size.
            let is_place = full >= LEAST && u64::from(name) * (AIM as u64) < (before as u64) << 32;
            // Two words of one hash stay in one file.
            if (is_place || full.saturating_add(size) > MOST) && (names.insert(name) || shards.is_empty()) {
                shards.push((name, Shard { first: line.word.to_owned(), ..Shard::default() }));
            }
            if let Some((_, shard)) = shards.last_mut() {
                let _ = writeln!(shard.words, "{} {}", line.word, line.documents);
                shard.places.push_str(&line.places);
                shard.places.push('\n');
            }
            before = size;
        }
        let directory = directory(head, &shards);
        Cut { directory, shards: shards.into_iter().collect() }
    }

    /// The names of all files, with the sums of their bytes.
    #[must_use]
    pub fn pieces(&self) -> Vec<(Name, Sum)> {
        let numbers: Vec<u32> = self.shards.keys().copied().collect();
        let names = numbers.iter().map(|number| Name::Words(*number));
        let names: Vec<Name> = names.chain(numbers.iter().map(|number| Name::Places(*number))).collect();
        let sum = |name: Name| (name, Sum::of(&self.bytes(name)));
        std::iter::once(Name::Directory).chain(names).collect::<Vec<_>>().into_par_iter().map(sum).collect()
    }

    /// The bytes of a file.
    #[must_use]
    pub fn bytes(&self, name: Name) -> Vec<u8> {
        let shard = |number: u32| self.shards.get(&number);
        let text = match name {
            Name::Directory => Some(&self.directory),
            Name::Words(number) => shard(number).map(|shard| &shard.words),
            Name::Places(number) => shard(number).map(|shard| &shard.places),
        };
        text.map(|text| text.as_bytes().to_vec()).unwrap_or_default()
    }
}

fn directory(head: &str, shards: &[(u32, Shard)]) -> String {
    let mut text = String::new();
    for (_, shard) in shards {
        let _ = write!(text, "{} ", shard.first);
        for size in [shard.words.len(), shard.places.len()] {
            digits::push(&mut text, u32::try_from(size.div_ceil(UNIT)).unwrap_or(u32::MAX));
        }
        text.push('\n');
    }
    let mut hasher = blake3::Hasher::new();
    for part in [head, &text].into_iter().chain(shards.iter().flat_map(|(_, shard)| [&*shard.words, &*shard.places])) {
        hasher.update(part.as_bytes());
    }
    // The edition: what a browser has kept of another is not believed.
    let edition = &hasher.finalize().to_hex()[..8];
    format!("{FORMAT} {edition}\n{head}\n{text}")
}

fn line<'s>(word: &'s str, list: Postlist<'_>) -> Line<'s> {
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
    Line { word, documents, places: all }
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
