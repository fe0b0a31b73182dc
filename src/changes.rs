//! Changes: what two states of a site differ in, for those who review the second. It compares, and judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::gate::route::Route;
use crate::gate::slug::Slug;
use crate::model::term::TermKind;
use crate::since;
use crate::source::{SourceFile, SourcePath};

use inventory::{Document, Inventory, Sort, Value};

pub mod inventory;

mod said;

/// A state of a site: its files, and what they say.
#[derive(Debug, Clone, Copy)]
pub struct State<'s> {
    /// The files of `content/`, sorted by path.
    pub files: &'s [SourceFile],
    /// What they say.
    pub inventory: &'s Inventory,
}

/// What became of something, the gravest first: nobody must overlook what goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// It is gone.
    Removed,
    /// It stays as a page that says that it was withdrawn.
    Withdrawn,
    /// It lies under another name, and may say other things too.
    Renamed,
    /// It says other things.
    Changed,
    /// It is new.
    Added,
}

impl What {
    /// Each, with the word for it, the gravest first.
    pub const WORDS: [(What, &'static str); 5] = [
        (What::Removed, "removed"),
        (What::Withdrawn, "withdrawn"),
        (What::Renamed, "renamed"),
        (What::Changed, "changed"),
        (What::Added, "added"),
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        What::WORDS.into_iter().find(|(what, _)| *what == self).map_or("", |(_, word)| word)
    }
}

/// A key that says something else than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The key as people write it.
    pub key: &'static str,
    /// What it said; nothing where it was not there.
    pub was: Option<Value>,
    /// What it says.
    pub now: Option<Value>,
}

/// A file that differs.
#[derive(Debug, Clone)]
pub struct Change<'s> {
    /// What became of it.
    pub what: What,
    /// What sort of file it is.
    pub sort: Sort,
    /// Where it lies, or lay.
    pub path: &'s SourcePath,
    /// Where it lay before it was renamed.
    pub from: Option<&'s SourcePath>,
    /// What is published of it; of what is gone, what was. Nothing for drafts, images, and files that cannot be read.
    pub document: Option<&'s Document>,
    /// Whether it is a draft, which is not published.
    pub is_draft: bool,
    /// What became of its page.
    pub page: Fate,
    /// What it says otherwise.
    pub differences: Vec<Difference>,
}

/// What became of what a file has published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Something is published of it, as before.
    Stays,
    /// Something is published of it for the first time.
    Comes,
    /// Nothing is published of it any more.
    Goes,
    /// Nothing is published of it, as before.
    Never,
}

/// A term that differs.
#[derive(Debug, Clone)]
pub struct Changed<'s> {
    /// What became of it.
    pub what: What,
    /// Its kind.
    pub kind: TermKind,
    /// Its key.
    pub key: &'s Slug,
    /// Its label in the site's language.
    pub label: &'s str,
    /// What it says otherwise.
    pub differences: Vec<Difference>,
}

/// An address that a reader may have kept and that leads nowhere any more.
#[derive(Debug, Clone)]
pub struct Gone<'s> {
    /// The address.
    pub route: &'s Route,
    /// What would keep it.
    pub advice: Advice<'s>,
}

/// What would keep an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice<'s> {
    /// An old address in this file, which is what stood there.
    Alias(&'s SourcePath),
    /// To withdraw this article instead of removing it.
    Withdraw(&'s SourcePath),
    /// Nothing: it was a list of what is gone.
    Nothing,
}

/// What two states differ in.
#[derive(Debug, Default)]
pub struct Changes<'s> {
    /// Files, the gravest changes first, then by path.
    pub files: Vec<Change<'s>>,
    /// Terms, the gravest changes first, then by kind and key.
    pub terms: Vec<Changed<'s>>,
    /// Pages that vanish, by address.
    pub gone: Vec<Gone<'s>>,
    /// How many addresses vanish besides: feeds, images.
    pub gone_besides: usize,
}

impl<'s> Changes<'s> {
    /// Compares two states.
    #[must_use]
    pub fn between(before: State<'s>, now: State<'s>) -> Changes<'s> {
        let (files, came_from) = files(before, now);
        let mut gone: Vec<Gone<'s>> = Vec::new();
        let mut gone_besides = 0;
        // A site with errors has no page, and that is another matter.
        let is_known = !now.inventory.addresses.is_empty();
        for (route, source) in &before.inventory.addresses {
            if !is_known || now.inventory.addresses.contains_key(route) {
                continue;
            }
            if route.file_path().ends_with(".html") {
                gone.push(Gone { route, advice: advice(source.as_ref(), before.inventory, now, &came_from) });
            } else {
                gone_besides += 1;
            }
        }
        Changes { files, terms: terms(before.inventory, now.inventory), gone, gone_besides }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.terms.is_empty() && self.gone.is_empty() && self.gone_besides == 0
    }
}

/// The new name of each renamed file by its old one.
type Names<'s> = BTreeMap<&'s SourcePath, &'s SourcePath>;

fn files<'s>(before: State<'s>, now: State<'s>) -> (Vec<Change<'s>>, Names<'s>) {
    let by_path = |files: &'s [SourceFile]| -> BTreeMap<&'s SourcePath, &'s SourceFile> {
        files.iter().map(|file| (&file.path, file)).collect()
    };
    let (old, new) = (by_path(before.files), by_path(now.files));
    let moved = since::renamed(before.files, now.files);
    let names: Names<'s> = moved
        .iter()
        .filter_map(|(from, to)| Some((*old.get_key_value(from)?.0, *new.get_key_value(to)?.0)))
        // Under another folder it may have become something else.
        .filter(|(from, to)| Sort::of(from) == Sort::of(to))
        .collect();
    let olds: Names<'s> = names.iter().map(|(from, to)| (*to, *from)).collect();
    let mut changes = Vec::new();
    for path in old.keys().copied().filter(|path| !new.contains_key(path) && !names.contains_key(path)) {
        changes.push(change(What::Removed, path, None, (before, now)));
    }
    for (path, file) in &new {
        let (what, from) = match (old.get(path), olds.get(path)) {
            (Some(was), _) if was.bytes == file.bytes => continue,
            (Some(_), _) => (What::Changed, None),
            (None, Some(from)) => (What::Renamed, Some(*from)),
            (None, None) => (What::Added, None),
        };
        changes.push(change(what, path, from, (before, now)));
    }
    changes.sort_by(|a, b| (a.what, a.path).cmp(&(b.what, b.path)));
    (changes, names)
}

fn change<'s>(
    what: What,
    path: &'s SourcePath,
    from: Option<&'s SourcePath>,
    (before, now): (State<'s>, State<'s>),
) -> Change<'s> {
    let was = before.inventory.documents.get(from.unwrap_or(path));
    let is = now.inventory.documents.get(path);
    let is_withdrawn = |document: Option<&Document>| document.is_some_and(|document| document.withdrawn.is_some());
    let what = match what {
        What::Removed | What::Added => what,
        _ if is_withdrawn(is) && !is_withdrawn(was) => What::Withdrawn,
        _ => what,
    };
    let differences = match (was, is) {
        (Some(was), Some(is)) => differences(&was.said, &is.said),
        _ => Vec::new(),
    };
    let page = match (was, is) {
        (Some(_), Some(_)) => Fate::Stays,
        (None, Some(_)) => Fate::Comes,
        (Some(_), None) => Fate::Goes,
        (None, None) => Fate::Never,
    };
    let state = if what == What::Removed { before } else { now };
    Change {
        what,
        sort: Sort::of(path),
        path,
        from,
        document: is.or(was),
        is_draft: state.inventory.drafts.contains(path),
        page,
        differences,
    }
}

/// What is said otherwise, in the order of the lists, which is that of all documents.
fn differences(was: &[(&'static str, Value)], now: &[(&'static str, Value)]) -> Vec<Difference> {
    let find = |list: &[(&'static str, Value)], key: &str| {
        list.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    };
    let lost = was.iter().filter(|(key, _)| find(now, key).is_none());
    let keys = now.iter().chain(lost).map(|(key, _)| *key);
    keys.map(|key| Difference { key, was: find(was, key), now: find(now, key) })
        .filter(|difference| difference.was != difference.now)
        .collect()
}

fn terms<'s>(before: &'s Inventory, now: &'s Inventory) -> Vec<Changed<'s>> {
    let mut changes = Vec::new();
    let all: BTreeSet<&(TermKind, Slug)> = before.terms.keys().chain(now.terms.keys()).collect();
    for key in all {
        let (was, is) = (before.terms.get(key), now.terms.get(key));
        let (what, term) = match (was, is) {
            (Some(was), Some(is)) if was == is => continue,
            (Some(_), Some(is)) => (What::Changed, is),
            (None, Some(is)) => (What::Added, is),
            (Some(was), None) => (What::Removed, was),
            (None, None) => continue,
        };
        let differences = match (was, is) {
            (Some(was), Some(is)) => differences(&was.said, &is.said),
            _ => Vec::new(),
        };
        changes.push(Changed { what, kind: key.0, key: &key.1, label: &term.label, differences });
    }
    changes.sort_by(|a, b| (a.what, a.kind, a.key).cmp(&(b.what, b.kind, b.key)));
    changes
}

/// What would keep an address of before that was asked for by this file.
fn advice<'s>(source: Option<&'s SourcePath>, before: &'s Inventory, now: State<'s>, names: &Names<'s>) -> Advice<'s> {
    let Some(source) = source else { return Advice::Nothing };
    let name = names.get(source).copied().unwrap_or(source);
    match now.inventory.documents.get_key_value(name) {
        Some((path, _)) => Advice::Alias(path),
        None if before.documents.get(source).is_some_and(|document| document.sort == Sort::Article) => {
            Advice::Withdraw(source)
        }
        None => Advice::Nothing,
    }
}

#[cfg(test)]
mod tests;
