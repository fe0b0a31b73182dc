//! Postings: for every word the documents that hold it, and where in them. Built in parts, merged into one segment
//! (`merge.rs`).

use std::sync::Arc;

use indexmap::IndexMap;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fold::words;
use super::{Content, Field};

/// Places of words in headlines are below this number, all others from it on.
pub const HEADLINE: u32 = 64;

/// Places between two texts of a document, so that no phrase reaches from one into the next.
const GAP: u32 = 8;

/// The most words of a document that are looked at: the rest of a whole book is left out.
const MOST: u32 = 200_000;

/// How much a document is about a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The word is in its text.
    Text,
    /// It is there again and again.
    Often,
    /// It is in its summary, or in the name of one of its terms.
    Label,
    /// It is in its headline.
    Title,
}

/// How often a word is said when it is said again and again.
const OFTEN: usize = 4;

impl Weight {
    /// As a figure, from 0 to 3.
    #[must_use]
    pub fn figure(self) -> u32 {
        match self {
            Weight::Text => 0,
            Weight::Often => 1,
            Weight::Label => 2,
            Weight::Title => 3,
        }
    }
}

/// The words of some documents. Strangers choose them, so they are hashed with a secret (SipHash), which no order depends on;
/// each word of a text once.
#[derive(Debug, Default)]
pub struct Postings {
    words: IndexMap<Box<str>, List>,
    /// How many documents were added.
    documents: u32,
    /// The words of the document at hand, in the order in which they were met.
    seen: Vec<Seen>,
    /// Where they stand, and which of these comes next for the same word.
    places: Vec<(u32, usize)>,
    /// The places of a word, as they are kept.
    bytes: Vec<u8>,
}

/// A word in the document at hand.
#[derive(Debug)]
struct Seen {
    /// Its number among all words.
    word: usize,
    /// The earliest field.
    field: Field,
    /// The first and the last of its places.
    first: usize,
    last: usize,
    /// How many they are.
    count: usize,
}

#[derive(Debug, Default)]
struct List {
    /// The number of the last document.
    last: u32,
    bytes: Vec<u8>,
    /// Which of the added documents met it last, and where it stands among what that one met.
    met: (u32, usize),
}

impl Postings {
    /// Adds a document; numbers ascend.
    pub fn add(&mut self, number: u32, content: &Content) {
        self.documents += 1;
        self.seen.clear();
        self.places.clear();
        let mut at = 0;
        for (field, piece) in &content.texts {
            if *field != Field::Title {
                at = at.max(HEADLINE);
            }
            words(piece, |word| {
                if at < MOST && !(*field == Field::Title && at >= HEADLINE) {
                    self.meet(word, *field, at);
                    at += 1;
                }
            });
            at += GAP;
        }
        let seen = std::mem::take(&mut self.seen);
        for Seen { word, field, first, count, .. } in &seen {
            let weight = match field {
                Field::Title => Weight::Title,
                Field::Label => Weight::Label,
                Field::Body if *count >= OFTEN => Weight::Often,
                Field::Body => Weight::Text,
            };
            self.put(*word, number, weight, Some(*first));
        }
        self.seen = seen;
        for mark in &content.marks {
            // No word has this sign, so no word is taken for a mark.
            let mark = self.number_of(&format!("~{mark}"));
            self.put(mark, number, Weight::Text, None);
        }
    }

    /// A word of the document at hand, at this place.
    fn meet(&mut self, word: &str, field: Field, at: u32) {
        let (word, place) = (self.number_of(word), self.places.len());
        self.places.push((at, usize::MAX));
        let Some((_, list)) = self.words.get_index_mut(word) else { return };
        let known = Some(list.met).filter(|met| met.0 == self.documents).and_then(|met| self.seen.get_mut(met.1));
        let Some(seen) = known else {
            list.met = (self.documents, self.seen.len());
            self.seen.push(Seen { word, field, first: place, last: place, count: 1 });
            return;
        };
        self.places[seen.last].1 = place;
        seen.field = seen.field.min(field);
        seen.last = place;
        seen.count += 1;
    }

    /// The number of a word among all.
    fn number_of(&mut self, word: &str) -> usize {
        match self.words.get_index_of(word) {
            Some(number) => number,
            None => self.words.insert_full(word.into(), List::default()).0,
        }
    }

    fn put(&mut self, word: usize, number: u32, weight: Weight, first: Option<usize>) {
        let Some((_, list)) = self.words.get_index_mut(word) else { return };
        self.bytes.clear();
        let (mut before, mut next) = (0, first.unwrap_or(usize::MAX));
        while let Some((place, after)) = self.places.get(next) {
            push(&mut self.bytes, place - before);
            (before, next) = (*place, *after);
        }
        push(&mut list.bytes, number - list.last);
        Posting { number, weight: weight.figure(), bytes: &self.bytes }.push(&mut list.bytes);
        list.last = number;
    }

    /// The same in one row, once all documents were added: a map of words takes several times as much. Words stand as they
    /// were met, and how long they are in files is not known yet.
    #[must_use]
    pub fn closed(self) -> Segment {
        let mut bytes =
            Vec::with_capacity(self.words.iter().map(|(word, list)| word.len() + list.bytes.len() + 8).sum());
        self.words.iter().for_each(|(word, list)| push_entry(&mut bytes, word, (0, 0), &list.bytes));
        Segment::new(bytes)
    }
}

/// A word of a document.
#[derive(Debug, Clone, Copy)]
pub struct Posting<'s> {
    /// The number of the document.
    pub number: u32,
    /// How much it is about the word, as a figure.
    pub weight: u32,
    /// Its places, as they are remembered.
    pub(super) bytes: &'s [u8],
}

impl Posting<'_> {
    /// Places of the word in the document, ascending.
    pub fn places(&self) -> impl Iterator<Item = u32> + '_ {
        let mut reader = self.bytes;
        let mut at = 0_u32;
        std::iter::from_fn(move || {
            (!reader.is_empty()).then(|| {
                at = at.saturating_add(pull(&mut reader));
                at
            })
        })
    }

    /// How much it is about the word, how many bytes its places take, and these: who looks for a document goes past them.
    fn push(&self, bytes: &mut Vec<u8>) {
        let length = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX).min(u32::MAX >> 2);
        push(bytes, self.weight | (length << 2));
        bytes.extend_from_slice(self.bytes);
    }
}

/// The postings of one word.
#[derive(Debug, Clone, Copy)]
pub struct Postlist<'s>(pub(super) &'s [u8]);

impl<'s> Iterator for Reader<'s> {
    type Item = Posting<'s>;

    fn next(&mut self) -> Option<Posting<'s>> {
        if self.rest.is_empty() {
            return None;
        }
        self.number = self.number.wrapping_add(pull(&mut self.rest));
        let head = pull(&mut self.rest);
        let (bytes, rest) = self.rest.split_at((head as usize >> 2).min(self.rest.len()));
        self.rest = rest;
        Some(Posting { number: self.number, weight: head & 3, bytes })
    }
}

/// Reads a list of postings.
#[derive(Debug)]
pub struct Reader<'s> {
    rest: &'s [u8],
    number: u32,
}

impl<'s> Postlist<'s> {
    /// How many bytes it takes.
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.len()
    }

    /// The documents that hold the word, in the order of their numbers.
    #[must_use]
    pub fn read(self) -> Reader<'s> {
        Reader { rest: self.0, number: 0 }
    }
}

/// All words of a site in their order, each with its postings: one row of bytes, as it is remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segment(Arc<Vec<u8>>);

/// A word of a segment.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'s> {
    /// The word.
    pub word: &'s str,
    /// How many characters its documents and its places take in files.
    pub sizes: (u32, u32),
    /// Where it is.
    pub list: Postlist<'s>,
    /// All of this, as it stands in the segment.
    pub bytes: &'s [u8],
}

impl Segment {
    /// A segment of these entries, one after the other.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Segment {
        Segment(Arc::new(bytes))
    }

    /// How many bytes it has.
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.len()
    }

    /// Its words, by their bytes.
    pub fn words(&self) -> impl Iterator<Item = Entry<'_>> {
        Segment::read(&self.0)
    }

    /// The words of a stretch of it.
    pub fn words_in(&self, bytes: std::ops::Range<usize>) -> impl Iterator<Item = Entry<'_>> {
        Segment::read(self.0.get(bytes).unwrap_or_default())
    }

    fn read(bytes: &[u8]) -> impl Iterator<Item = Entry<'_>> {
        let mut rest = bytes;
        std::iter::from_fn(move || {
            let from = rest;
            let word = part(&mut rest);
            let sizes = (pull(&mut rest), pull(&mut rest));
            let list = Postlist(part(&mut rest));
            let bytes = &from[..from.len() - rest.len()];
            let word = std::str::from_utf8(word).unwrap_or_default();
            // No word is empty.
            (!word.is_empty()).then_some(Entry { word, sizes, list, bytes })
        })
    }
}

/// Writes an entry of a segment.
pub fn push_entry(bytes: &mut Vec<u8>, word: &str, sizes: (u32, u32), list: &[u8]) {
    push_part(bytes, word.as_bytes());
    push(bytes, sizes.0);
    push(bytes, sizes.1);
    push_part(bytes, list);
}

/// A list of these postings, in the order of their numbers; it has `about` so many bytes.
#[must_use]
pub fn list_of<'p>(postings: impl Iterator<Item = Posting<'p>>, about: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(about);
    let mut last = 0;
    for posting in postings {
        push(&mut bytes, posting.number - last);
        posting.push(&mut bytes);
        last = posting.number;
    }
    bytes
}

fn push_part(bytes: &mut Vec<u8>, part: &[u8]) {
    push(bytes, u32::try_from(part.len()).unwrap_or(u32::MAX));
    bytes.extend_from_slice(part);
}

fn part<'s>(rest: &mut &'s [u8]) -> &'s [u8] {
    let length = pull(rest) as usize;
    let (part, after) = rest.split_at(length.min(rest.len()));
    *rest = after;
    part
}

/// Seven bits to the byte, the lowest first; the last has no eighth.
fn push(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 128 {
        bytes.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    bytes.push((number & 127) as u8);
}

fn pull(bytes: &mut &[u8]) -> u32 {
    let (mut number, mut shift) = (0_u32, 0);
    while let Some((byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u32::from(byte & 127).checked_shl(shift).unwrap_or(0);
        shift += 7;
        if *byte < 128 {
            break;
        }
    }
    number
}

// As bytes at once: it is the largest part of a memory.
impl Serialize for Segment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Segment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Segment, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Segment;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Segment, E> {
                Ok(Segment(Arc::new(bytes.to_vec())))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}
