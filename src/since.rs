//! Since: which problems were absent before. Two sets of notes on two states of the same files are compared.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::source::{SourceFile, SourcePath};

mod moved;

/// Files, and what is wrong with them.
#[derive(Debug, Clone, Copy)]
pub struct State<'a> {
    /// The files that the notes speak of.
    pub files: &'a [SourceFile],
    /// What is wrong with them.
    pub notes: &'a Diagnostics,
}

/// What tells one problem from another: nothing in it changes when lines above are added or the file is renamed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Identity {
    rule: &'static str,
    message: String,
    /// The file, and the text in it that is marked, without line ends, which differ between a repository and a disk. Of a
    /// pair both, in order: which of the two bears the note hangs on their names.
    at: Vec<(SourcePath, Vec<u8>)>,
}

/// The problems of before, ready to be compared with.
#[derive(Debug)]
pub struct Before {
    /// How many problems of an identity there were, by their severity.
    counts: BTreeMap<(Identity, Severity), usize>,
    /// Files that are as they were, under the name that they had.
    same: BTreeSet<SourcePath>,
}

impl Before {
    /// Counts the problems of `before` under the names that their files have `now`.
    #[must_use]
    pub fn new(before: &State<'_>, now: &[SourceFile]) -> Before {
        let moved = moved::moved(before.files, now);
        let files = by_path(before.files);
        let mut counts = BTreeMap::new();
        for note in before.notes.notes() {
            let mut identity = identity(note, &files);
            for (file, _) in &mut identity.at {
                if let Some(new) = moved.get(file) {
                    *file = new.clone();
                }
            }
            identity.at.sort();
            *counts.entry((identity, note.severity)).or_default() += 1;
        }
        let is_same = |file: &&SourceFile| files.get(&file.path).is_some_and(|old| is_as(old, file));
        Before { counts, same: now.iter().filter(is_same).map(|file| file.path.clone()).collect() }
    }

    /// Lets the notes on pairs stand at the file that came or changed: nobody did anything to the other one.
    pub fn blame(&self, notes: &mut Diagnostics) {
        notes.each(|note| {
            let is_same = |place: Option<&Place>| place.is_some_and(|place| self.same.contains(&place.file));
            let other = note.related.first().map(|(place, _)| place);
            if is_same(note.place.as_ref()) && !is_same(other) {
                note.exchange();
            }
        });
    }

    /// For each note of `now`, in their order, whether it was there before.
    ///
    /// A problem that was there twice and is there three times is new once. One that was a warning and is an error, as
    /// when a draft becomes an article, is new; the other way round it is not.
    #[must_use]
    pub fn knows(&self, now: &State<'_>) -> Vec<bool> {
        let files = by_path(now.files);
        let mut left = self.counts.clone();
        let mut known = vec![false; now.notes.notes().len()];
        let identities: Vec<Identity> = now.notes.notes().iter().map(|note| identity(note, &files)).collect();
        // First what is as serious as it was, then what has become milder.
        for was in [None, Some(Severity::Error)] {
            for ((note, identity), known) in now.notes.notes().iter().zip(&identities).zip(&mut known) {
                let severity = was.unwrap_or(note.severity);
                if *known || severity < note.severity {
                    continue;
                }
                if let Some(count) = left.get_mut(&(identity.clone(), severity)).filter(|count| **count > 0) {
                    *count -= 1;
                    *known = true;
                }
            }
        }
        known
    }
}

/// The new name of each file of `before` that was renamed, as far as what is in it says so.
#[must_use]
pub fn renamed(before: &[SourceFile], now: &[SourceFile]) -> BTreeMap<SourcePath, SourcePath> {
    moved::moved(before, now)
}

/// Files by their paths: of thousands few are looked into.
type Files<'f> = BTreeMap<&'f SourcePath, &'f SourceFile>;

fn by_path(files: &[SourceFile]) -> Files<'_> {
    files.iter().map(|file| (&file.path, file)).collect()
}

/// Whether two files hold the same; of those whose sums are known, none is read for that.
fn is_as(old: &SourceFile, new: &SourceFile) -> bool {
    match (old.sum, new.sum) {
        (Some(old), Some(new)) => old == new,
        _ => old.bytes == new.bytes,
    }
}

fn identity(note: &Diagnostic, files: &Files<'_>) -> Identity {
    let marked = |place: &Place| {
        let bytes = files.get(&place.file).and_then(|file| file.bytes.get(place.range.start..place.range.end));
        let bytes = bytes.unwrap_or_default().trim_ascii();
        (place.file.clone(), bytes.iter().copied().filter(|byte| *byte != b'\r').collect())
    };
    let other = note.related.first().filter(|_| note.is_pair).map(|(place, _)| place);
    let mut at: Vec<(SourcePath, Vec<u8>)> = note.place.iter().chain(other).map(marked).collect();
    at.sort();
    Identity { rule: note.rule.name(), message: note.message.clone(), at }
}

/// The paths of files, for telling which came and which went.
fn paths(files: &[SourceFile]) -> BTreeSet<&SourcePath> {
    files.iter().map(|file| &file.path).collect()
}

#[cfg(test)]
mod tests;
