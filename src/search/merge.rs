//! Merging: what stays of the segment of the last build, and what is new, become the segment of this one. A word that is
//! where it was is copied as it stands.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::postings::{Entry, Posting, Postlist, Segment, list_of, push_entry};
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
pub fn merged(old: &Segment, way: &Way, parts: &[Segment]) -> Merged {
    let mut added: BTreeMap<&str, Vec<Postlist<'_>>> = BTreeMap::new();
    for Entry { word, list, .. } in parts.iter().flat_map(Segment::words) {
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
    let mut merged =
        Merging { bytes: Vec::with_capacity(about(&all)), fresh: Vec::with_capacity(all.len()), gone: false };
    for stripe in all.chunks(STRIPE) {
        let written: Vec<Option<(Vec<u8>, Option<Line>)>> = stripe.par_iter().map(|both| word(both, way)).collect();
        stripe.iter().zip(written).for_each(|((_, entry, _), word)| merged.push(entry.as_ref(), word));
    }
    Merged { segment: Segment::new(merged.bytes), fresh: merged.fresh }
}

/// Words that are merged at once, so that few of them are held twice.
const STRIPE: usize = 256;

/// How many bytes the segment of these words has about.
fn about(all: &[Both<'_>]) -> usize {
    let word = |(word, entry, lists): &Both<'_>| {
        let old = entry.map_or(word.len() + 16, |entry| entry.bytes.len());
        old + lists.iter().map(Postlist::length).sum::<usize>()
    };
    all.iter().map(word).sum()
}

/// A segment as it grows.
struct Merging {
    bytes: Vec<u8>,
    fresh: Vec<Fresh>,
    /// The word before is gone.
    gone: bool,
}

impl Merging {
    fn push(&mut self, entry: Option<&Entry<'_>>, word: Option<(Vec<u8>, Option<Line>)>) {
        match (word, entry) {
            (None, _) => {
                self.gone = true;
                return;
            }
            (Some((_, None)), Some(entry)) => {
                self.bytes.extend_from_slice(entry.bytes);
                self.fresh.push(if self.gone { Fresh::Beside } else { Fresh::AsBefore });
            }
            (Some((whole, line)), _) => {
                self.bytes.extend_from_slice(&whole);
                self.fresh.extend(line.map(Fresh::Line));
            }
        }
        self.gone = false;
    }
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
    let length = old.iter().map(|entry| entry.list.length()).chain(new.iter().map(Postlist::length)).sum();
    let list = list_of(all.into_iter(), length);
    let line = Line::of(Postlist(&list));
    let mut bytes = Vec::with_capacity(word.len() + list.len() + 16);
    push_entry(&mut bytes, word, line.sizes(), &list);
    Some((bytes, Some(line)))
}
