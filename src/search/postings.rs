//! Postings: for every word the documents that hold it, and where in them. Built in parts, merged into one segment.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::source::sum::Sum;

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

/// The words of some documents.
#[derive(Debug, Default)]
pub struct Postings(IndexMap<Box<str>, List, FxBuildHasher>);

#[derive(Debug, Default)]
struct List {
    last: u32,
    bytes: Vec<u8>,
}

impl Postings {
    /// Adds a document; numbers ascend.
    pub fn add(&mut self, number: u32, content: &Content) {
        let mut text = String::new();
        let mut seen: Vec<(std::ops::Range<usize>, u32, Field)> = Vec::new();
        let mut at = 0;
        for (field, piece) in &content.texts {
            if *field != Field::Title {
                at = at.max(HEADLINE);
            }
            words(piece, |word| {
                if at < MOST && !(*field == Field::Title && at >= HEADLINE) {
                    let from = text.len();
                    text.push_str(word);
                    seen.push((from..text.len(), at, *field));
                    at += 1;
                }
            });
            at += GAP;
        }
        seen.sort_by(|a, b| (&text[a.0.clone()], a.1).cmp(&(&text[b.0.clone()], b.1)));
        for same in seen.chunk_by(|a, b| text[a.0.clone()] == text[b.0.clone()]) {
            let field = same.iter().map(|(_, _, field)| *field).min().unwrap_or(Field::Body);
            let weight = match field {
                Field::Title => Weight::Title,
                Field::Label => Weight::Label,
                Field::Body if same.len() >= OFTEN => Weight::Often,
                Field::Body => Weight::Text,
            };
            self.put(&text[same[0].0.clone()], number, weight, same.iter().map(|(_, at, _)| *at));
        }
        for mark in &content.marks {
            // No word has this sign, so no word is taken for a mark.
            self.put(&format!("~{mark}"), number, Weight::Text, std::iter::empty());
        }
    }

    fn put(&mut self, word: &str, number: u32, weight: Weight, places: impl ExactSizeIterator<Item = u32>) {
        if !self.0.contains_key(word) {
            self.0.insert(word.into(), List::default());
        }
        let Some(list) = self.0.get_mut(word) else { return };
        let count = u32::try_from(places.len()).unwrap_or(u32::MAX);
        push(&mut list.bytes, number - list.last);
        push(&mut list.bytes, weight.figure() | (count.min(u32::MAX >> 2) << 2));
        list.last = number;
        let mut before = 0;
        for place in places {
            push(&mut list.bytes, place - before);
            before = place;
        }
    }
}

/// A word of a document.
#[derive(Debug, Clone, Copy)]
pub struct Posting<'s> {
    /// The number of the document.
    pub number: u32,
    /// How much it is about the word, as a figure.
    pub weight: u32,
    count: u32,
    bytes: &'s [u8],
}

impl Posting<'_> {
    /// Places of the word in the document, ascending.
    pub fn places(&self) -> impl Iterator<Item = u32> + '_ {
        let mut reader = self.bytes;
        let mut at = 0;
        (0..self.count).map(move |_| {
            at += pull(&mut reader);
            at
        })
    }
}

/// The postings of one word.
#[derive(Debug, Clone, Copy)]
pub struct Postlist<'s>(&'s [u8]);

impl<'s> Iterator for Reader<'s> {
    type Item = Posting<'s>;

    fn next(&mut self) -> Option<Posting<'s>> {
        if self.rest.is_empty() {
            return None;
        }
        self.number = self.number.wrapping_add(pull(&mut self.rest));
        let head = pull(&mut self.rest);
        let (weight, count) = (head & 3, head >> 2);
        let from = self.rest;
        let mut left = count;
        let end = from.iter().position(|byte| {
            // A place is known to be left while one is; the end of each is a byte below 128.
            let is_over = left == 0;
            left -= u32::from(left > 0 && *byte < 128);
            is_over
        });
        let (bytes, rest) = from.split_at(end.unwrap_or(from.len()));
        self.rest = rest;
        Some(Posting { number: self.number, weight, count, bytes })
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

impl Segment {
    /// Its words, by their bytes.
    pub fn words(&self) -> impl Iterator<Item = (&str, Postlist<'_>)> {
        let mut rest = &*self.0;
        let mut part = move || {
            let length = pull(&mut rest) as usize;
            let (part, after) = rest.split_at(length.min(rest.len()));
            rest = after;
            part
        };
        std::iter::from_fn(move || {
            let word = part();
            // No word is empty.
            (!word.is_empty()).then(|| (std::str::from_utf8(word).unwrap_or_default(), Postlist(part())))
        })
    }

    /// What stays of an old segment, with its new numbers, and what is new.
    #[must_use]
    pub fn merged(old: &Segment, way: &BTreeMap<u32, u32>, parts: &[Postings]) -> Segment {
        let mut lists: BTreeMap<&str, (Option<Postlist<'_>>, Vec<&[u8]>)> = BTreeMap::new();
        if !way.is_empty() {
            lists.extend(old.words().map(|(word, list)| (word, (Some(list), Vec::new()))));
        }
        for (word, list) in parts.iter().flat_map(|part| &part.0) {
            lists.entry(word).or_default().1.push(&list.bytes);
        }
        let lists: Vec<_> = lists.into_iter().collect();
        let written: Vec<Vec<u8>> =
            lists.into_par_iter().map(|(word, (old, new))| merged_word(word, old, way, &new)).collect();
        Segment(written.concat().into())
    }
}

/// A word with its postings; nothing where no document holds it any more.
fn merged_word(word: &str, old: Option<Postlist<'_>>, way: &BTreeMap<u32, u32>, new: &[&[u8]]) -> Vec<u8> {
    let moved = old.into_iter().flat_map(|list| {
        list.read().filter_map(|posting| Some(Posting { number: *way.get(&posting.number)?, ..posting }))
    });
    let added = new.iter().flat_map(|bytes| Postlist(bytes).read());
    let mut all: Vec<Posting<'_>> = moved.chain(added).collect();
    if all.is_empty() {
        return Vec::new();
    }
    all.sort_unstable_by_key(|posting| posting.number);
    let mut bytes = Vec::new();
    let mut last = 0;
    for posting in all {
        push(&mut bytes, posting.number - last);
        push(&mut bytes, posting.weight | (posting.count << 2));
        bytes.extend_from_slice(posting.bytes);
        last = posting.number;
    }
    let mut whole = Vec::with_capacity(word.len() + bytes.len() + 8);
    for part in [word.as_bytes(), &bytes] {
        push(&mut whole, u32::try_from(part.len()).unwrap_or(u32::MAX));
        whole.extend_from_slice(part);
    }
    whole
}

/// New numbers by old ones, of documents that are what they were; and the places of those that are not in the old list.
#[must_use]
pub fn way(old: &[(u32, Sum)], new: &[(u32, Sum)]) -> (BTreeMap<u32, u32>, Vec<usize>) {
    let mut known: BTreeMap<Sum, Vec<u32>> = BTreeMap::new();
    for (number, sum) in old.iter().rev() {
        known.entry(*sum).or_default().push(*number);
    }
    let mut way = BTreeMap::new();
    let mut missing = Vec::new();
    for (place, (number, sum)) in new.iter().enumerate() {
        match known.get_mut(sum).and_then(Vec::pop) {
            Some(old) => drop(way.insert(old, *number)),
            None => missing.push(place),
        }
    }
    (way, missing)
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
