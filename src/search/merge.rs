//! Merging: what stays of the segment of the last build, and what is new, become the segment of this one. A word that is
//! where it was is copied as it stands.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::postings::{Entry, Posting, Postings, Postlist, Segment, list_of, push_entry};
use super::shards::Line;
use super::{Listed, OTHERS};

/// New numbers by old ones, of documents that are what they were.
#[derive(Debug, Default)]
pub struct Way {
    articles: Vec<Option<u32>>,
    others: Vec<Option<u32>>,
}

/// What became of a word.
#[derive(Debug)]
pub enum Fresh {
    /// It is where it was, and so is the word before it.
    AsBefore,
    /// It is where it was, and a word before it is gone.
    Beside,
    /// It is elsewhere: as files have it.
    Line(Line),
}

/// A segment, and what became of each of its words.
#[derive(Debug)]
pub struct Merged {
    /// All words.
    pub segment: Segment,
    /// In their order.
    pub fresh: Vec<Fresh>,
}

impl Way {
    /// The way from a list to the next, and the places of those documents of the new one that are not in the old.
    #[must_use]
    pub fn new(old: &[Listed], new: &[Listed]) -> (Way, Vec<usize>) {
        let mut way = Way::default();
        // After most changes nearly all stand where they stood.
        let stood = |document: &Listed, in_other: &[Listed]| {
            let at = in_other.binary_search_by_key(&document.number, |other| other.number);
            at.is_ok_and(|at| in_other.get(at) == Some(document))
        };
        let mut known: BTreeMap<_, Vec<u32>> = BTreeMap::new();
        for document in old.iter().rev().filter(|document| !stood(document, new)) {
            known.entry((document.outline, document.body)).or_default().push(document.number);
        }
        let mut missing = Vec::new();
        for (place, document) in new.iter().enumerate() {
            if stood(document, old) {
                way.set(document.number, document.number);
                continue;
            }
            match known.get_mut(&(document.outline, document.body)).and_then(Vec::pop) {
                Some(old) => way.set(old, document.number),
                None => missing.push(place),
            }
        }
        (way, missing)
    }

    fn set(&mut self, old: u32, new: u32) {
        let (numbers, index) = match old.checked_sub(OTHERS) {
            Some(index) => (&mut self.others, index as usize),
            None => (&mut self.articles, old as usize),
        };
        if numbers.len() <= index {
            numbers.resize(index + 1, None);
        }
        if let Some(number) = numbers.get_mut(index) {
            *number = Some(new);
        }
    }

    fn get(&self, old: u32) -> Option<u32> {
        let number = match old.checked_sub(OTHERS) {
            Some(index) => self.others.get(index as usize),
            None => self.articles.get(old as usize),
        };
        number.copied().flatten()
    }

    /// Whether every document of a list has the number it had.
    fn is_same(&self, list: Postlist<'_>) -> bool {
        list.read().all(|posting| self.get(posting.number) == Some(posting.number))
    }
}

/// A word before it is merged: where it was, and where it is new.
type Both<'s> = (&'s str, Option<Entry<'s>>, Vec<Postlist<'s>>);

/// What stays of an old segment, with its new numbers, and what is new.
#[must_use]
pub fn merged(old: &Segment, way: &Way, parts: &[Postings]) -> Merged {
    let mut added: BTreeMap<&str, Vec<Postlist<'_>>> = BTreeMap::new();
    for (word, list) in parts.iter().flat_map(Postings::lists) {
        added.entry(word).or_default().push(list);
    }
    let mut all: Vec<Both<'_>> = Vec::new();
    for entry in old.words() {
        all.push((entry.word, Some(entry), added.remove(entry.word).unwrap_or_default()));
    }
    let is_sorted = added.is_empty();
    all.extend(added.into_iter().map(|(word, lists)| (word, None, lists)));
    if !is_sorted {
        all.sort_by_key(|(word, ..)| *word);
    }
    let written: Vec<Option<(Vec<u8>, Option<Line>)>> = all.par_iter().map(|both| word(both, way)).collect();
    let lengths = all.iter().zip(&written).map(|((_, entry, _), word)| match (word, entry) {
        (Some((_, None)), Some(entry)) => entry.bytes.len(),
        (Some((whole, _)), _) => whole.len(),
        (None, _) => 0,
    });
    let mut bytes = Vec::with_capacity(lengths.sum());
    let mut fresh = Vec::with_capacity(all.len());
    let mut is_beside = false;
    for ((_, entry, _), word) in all.iter().zip(written) {
        let Some((whole, line)) = word else {
            is_beside = true;
            continue;
        };
        match (line, entry) {
            (None, Some(entry)) => {
                bytes.extend_from_slice(entry.bytes);
                fresh.push(if is_beside { Fresh::Beside } else { Fresh::AsBefore });
            }
            (line, _) => {
                bytes.extend_from_slice(&whole);
                fresh.extend(line.map(Fresh::Line));
            }
        }
        is_beside = false;
    }
    Merged { segment: Segment::new(bytes), fresh }
}

/// A word as it stands in the new segment and in files: nothing where no document holds it any more, and no line where it
/// is where it was.
fn word((word, old, new): &Both<'_>, way: &Way) -> Option<(Vec<u8>, Option<Line>)> {
    if old.is_some_and(|entry| new.is_empty() && way.is_same(entry.list)) {
        return Some((Vec::new(), None));
    }
    let moved = old.iter().flat_map(|entry| entry.list.read());
    let moved = moved.filter_map(|posting| {
        let number = way.get(posting.number)?;
        Some(Posting { number, ..posting })
    });
    let mut all: Vec<_> = moved.chain(new.iter().flat_map(|list| list.read())).collect();
    if all.is_empty() {
        return None;
    }
    all.sort_unstable_by_key(|posting| posting.number);
    let list = list_of(all.into_iter());
    let line = Line::of(Postlist(&list));
    let mut bytes = Vec::with_capacity(word.len() + list.len() + 16);
    push_entry(&mut bytes, word, line.sizes(), &list);
    Some((bytes, Some(line)))
}
