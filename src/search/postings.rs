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

/// The words of some documents. Strangers choose them, so they are hashed with a secret (SipHash), which no order depends on.
#[derive(Debug, Default)]
pub struct Postings(IndexMap<Box<str>, List>, Vec<u8>);

/// Where a word stands in a document.
struct Seen {
    /// The earliest field.
    field: Field,
    /// Ascending.
    places: Vec<u32>,
}

impl Seen {
    fn add(&mut self, field: Field, at: u32) {
        self.field = self.field.min(field);
        self.places.push(at);
    }
}

#[derive(Debug, Default)]
struct List {
    last: u32,
    bytes: Vec<u8>,
}

impl Postings {
    /// Adds a document; numbers ascend.
    pub fn add(&mut self, number: u32, content: &Content) {
        let mut seen: IndexMap<Box<str>, Seen> = IndexMap::default();
        let mut at = 0;
        for (field, piece) in &content.texts {
            if *field != Field::Title {
                at = at.max(HEADLINE);
            }
            words(piece, |word| {
                if at < MOST && !(*field == Field::Title && at >= HEADLINE) {
                    match seen.get_mut(word) {
                        Some(seen) => seen.add(*field, at),
                        None => drop(seen.insert(word.into(), Seen { field: *field, places: vec![at] })),
                    }
                    at += 1;
                }
            });
            at += GAP;
        }
        for (word, Seen { field, places }) in seen {
            let weight = match field {
                Field::Title => Weight::Title,
                Field::Label => Weight::Label,
                Field::Body if places.len() >= OFTEN => Weight::Often,
                Field::Body => Weight::Text,
            };
            self.put(&word, number, weight, places.into_iter());
        }
        for mark in &content.marks {
            // No word has this sign, so no word is taken for a mark.
            self.put(&format!("~{mark}"), number, Weight::Text, std::iter::empty());
        }
    }

    fn put(&mut self, word: &str, number: u32, weight: Weight, places: impl Iterator<Item = u32>) {
        if !self.0.contains_key(word) {
            self.0.insert(word.into(), List::default());
        }
        let Some(list) = self.0.get_mut(word) else { return };
        self.1.clear();
        let mut before = 0;
        for place in places {
            push(&mut self.1, place - before);
            before = place;
        }
        push(&mut list.bytes, number - list.last);
        Posting { number, weight: weight.figure(), bytes: &self.1 }.push(&mut list.bytes);
        list.last = number;
    }

    /// Each word, with the bytes of its postings.
    pub fn lists(&self) -> impl Iterator<Item = (&str, Postlist<'_>)> {
        self.0.iter().map(|(word, list)| (&**word, Postlist(&list.bytes)))
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
    /// The documents that hold the word, in the order of their numbers.
    #[must_use]
    pub fn read(self) -> Reader<'s> {
        Reader { rest: self.0, number: 0 }
    }
}

/// All words of a site in their order, each with its postings: one row of bytes, as it is remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segment(Arc<[u8]>);

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
        Segment(bytes.into())
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

/// A list of these postings, in the order of their numbers.
#[must_use]
pub fn list_of<'p>(postings: impl Iterator<Item = Posting<'p>>) -> Vec<u8> {
    let mut bytes = Vec::new();
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
                Ok(Segment(bytes.into()))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}
