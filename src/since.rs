//! Since: which problems were absent before. Two sets of notes on two states of the same files are compared.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
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
    file: Option<SourcePath>,
    message: String,
    /// The text that is marked, without line ends, which differ between a repository and a disk.
    marked: Vec<u8>,
}

/// The problems of before, ready to be compared with.
#[derive(Debug)]
pub struct Before {
    /// How many problems of an identity there were, by their severity.
    counts: BTreeMap<(Identity, Severity), usize>,
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
            identity.file = identity.file.map(|file| moved.get(&file).cloned().unwrap_or(file));
            // A message may name the other file of a pair, which may have been renamed as well.
            for (place, _) in &note.related {
                if let Some(new) = moved.get(&place.file) {
                    identity.message = identity.message.replace(place.file.as_str(), new.as_str());
                }
            }
            *counts.entry((identity, note.severity)).or_default() += 1;
        }
        Before { counts }
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

fn by_path(files: &[SourceFile]) -> BTreeMap<&SourcePath, &[u8]> {
    files.iter().map(|file| (&file.path, file.bytes.as_slice())).collect()
}

fn identity(note: &Diagnostic, files: &BTreeMap<&SourcePath, &[u8]>) -> Identity {
    let marked = note.place.as_ref().and_then(|place| {
        let bytes = files.get(&place.file)?;
        bytes.get(place.range.start..place.range.end)
    });
    let marked = marked.unwrap_or_default().trim_ascii();
    Identity {
        rule: note.rule.name(),
        file: note.place.as_ref().map(|place| place.file.clone()),
        message: note.message.clone(),
        marked: marked.iter().copied().filter(|byte| *byte != b'\r').collect(),
    }
}

/// The paths of files, for telling which came and which went.
fn paths(files: &[SourceFile]) -> BTreeSet<&SourcePath> {
    files.iter().map(|file| &file.path).collect()
}

#[cfg(test)]
mod tests;
