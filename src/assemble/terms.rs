//! From words to terms: keys, labels, aliases, hosts; what a vocabulary does not know is noted and taken as written.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use indexmap::IndexMap;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostic::nearest::Known;
use crate::diagnostic::{Diagnostics, Place, Rule};
use crate::gate::route::Route;
use crate::gate::slug::Slug;
use crate::model::article::{Head, Written};
use crate::model::term::{Term, TermEntry, TermKind};
use crate::model::{ArticleId, Digest, EventId, TermId};
use crate::parse::yaml::quote::scalar;
use crate::parse::{Vocabularies, Vocabulary};
use crate::source::SourcePath;

/// Terms while they are being gathered; a [`TermId`] handed out early is renumbered by [`Terms::settle`].
#[derive(Debug)]
pub(super) struct Terms {
    entries: Vec<(TermKind, TermEntry)>,
    /// Every spelling's slug, for each kind.
    spellings: BTreeMap<(TermKind, Slug), TermId>,
    /// Spellings without their accents, to find terms that differ only there.
    folded: BTreeMap<(TermKind, String), TermId>,
    /// Kinds that have a vocabulary, with its keys once a slip asks for the nearest of them.
    listed: BTreeMap<TermKind, OnceCell<Known>>,
    /// How many of the entries stand in vocabularies: only these are proposed.
    known: usize,
    /// Hosts of publishers.
    hosts: BTreeMap<String, TermId>,
    /// First place of a term that no vocabulary knows.
    met: BTreeMap<TermId, Place>,
    /// What words of each kind were found to be, where there was nothing to note: the same few stand in every article.
    found: BTreeMap<TermKind, IndexMap<String, TermId>>,
}

impl Terms {
    /// Starts with the vocabularies.
    pub(super) fn of(vocabularies: &Vocabularies) -> Terms {
        let mut terms = Terms {
            entries: Vec::new(),
            spellings: BTreeMap::new(),
            folded: BTreeMap::new(),
            listed: BTreeMap::new(),
            known: 0,
            hosts: BTreeMap::new(),
            met: BTreeMap::new(),
            found: BTreeMap::new(),
        };
        for Vocabulary { kind, entries, .. } in vocabularies.iter() {
            terms.listed.insert(*kind, OnceCell::new());
            for (entry, _) in entries {
                terms.take(*kind, entry);
            }
        }
        terms.known = terms.entries.len();
        terms
    }

    fn take(&mut self, kind: TermKind, entry: &TermEntry) {
        let id = self.push(kind, entry.clone());
        let labels = entry.labels.iter().map(|(_, label)| label);
        for spelling in entry.aliases.iter().chain([&entry.label]).chain(labels) {
            if let Some(slug) = Slug::of(spelling) {
                self.folded.entry((kind, fold(&slug))).or_insert(id);
                self.spellings.entry((kind, slug)).or_insert(id);
            }
        }
        for host in &entry.hosts {
            // One that two publishers claim was noted with the vocabulary.
            self.hosts.entry(host.clone()).or_insert(id);
        }
    }

    fn push(&mut self, kind: TermKind, entry: TermEntry) -> TermId {
        let id = TermId(self.entries.len());
        self.folded.entry((kind, fold(&entry.slug))).or_insert(id);
        // A key always wins over another term's label or alias.
        self.spellings.insert((kind, entry.slug.clone()), id);
        self.entries.push((kind, entry));
        id
    }

    /// The terms of these words, each once, in the order written.
    pub(super) fn resolve_all(
        &mut self,
        notes: &mut Diagnostics,
        kind: TermKind,
        words: &[Written],
        file: &SourcePath,
    ) -> Vec<TermId> {
        let mut ids = Vec::with_capacity(words.len());
        for written in words {
            if let Some(id) = self.resolve(notes, kind, written, file).filter(|id| !ids.contains(id)) {
                ids.push(id);
            }
        }
        ids
    }

    fn resolve(
        &mut self,
        notes: &mut Diagnostics,
        kind: TermKind,
        word: &Written,
        file: &SourcePath,
    ) -> Option<TermId> {
        if let Some(id) = self.found.get(&kind).and_then(|found| found.get(&word.text)) {
            return Some(*id);
        }
        let Some(slug) = Slug::of(&word.text) else {
            let message = format!("`{}` has no letter or digit to make an address of", word.text);
            notes.add(Rule::ValueInvalid, word.place(file), message);
            return None;
        };
        if let Some(id) = self.spellings.get(&(kind, slug.clone())).copied() {
            if self.is_spelt_alike(notes, id, word, file) {
                self.found.entry(kind).or_default().insert(word.text.clone(), id);
            }
            return Some(id);
        }
        self.note_unknown(notes, (kind, &slug), word, file);
        let id = self.push(kind, TermEntry::new(slug, &word.text));
        self.met.insert(id, word.place(file));
        Some(id)
    }

    /// Without a vocabulary two spellings of one slug deserve a word (content.md, "Vocabularies").
    fn is_spelt_alike(&self, notes: &mut Diagnostics, id: TermId, word: &Written, file: &SourcePath) -> bool {
        let Some(first) = self.met.get(&id) else { return true };
        let label = &self.entries[id.0].1.label;
        let is_alike = spaced(label) == spaced(&word.text);
        if !is_alike {
            let (first_by_name, second_by_name) = (label.min(&word.text), label.max(&word.text));
            let message = format!("one term is spelt two ways: `{first_by_name}` and `{second_by_name}`");
            notes
                .add(Rule::TermSpelling, word.place(file), message)
                .help("choose one of the two, or give the vocabulary an alias")
                .pair(first.clone(), "the other spelling");
        }
        is_alike
    }

    fn note_unknown(
        &self,
        notes: &mut Diagnostics,
        (kind, slug): (TermKind, &Slug),
        word: &Written,
        file: &SourcePath,
    ) {
        if let Some(near) = self.folded.get(&(kind, fold(slug))) {
            let near = &self.entries[near.0].1;
            let message = format!("`{}` differs from `{}` only by accents", word.text, near.label);
            notes.add(Rule::TermSpelling, word.place(file), message).help(format!(
                "write `{}`, or add `{}` to its aliases in {}.yaml",
                near.slug,
                word.text,
                kind.plural()
            ));
        } else if let Some(known) = self.listed.get(&kind) {
            let rule = if kind == TermKind::Tag { Rule::TagUnknown } else { Rule::TermUnknown };
            let message = format!("the {} `{}` is not in {}.yaml", kind.singular(), word.text, kind.plural());
            let note = notes.add(rule, word.place(file), message);
            let add = format!("add the line `{slug}: {}` to content/{}.yaml", scalar(&word.text), kind.plural());
            note.help(match known.get_or_init(|| self.keys(kind)).nearest(slug.as_str()) {
                Some(near) => format!("did you mean `{near}`? else {add}"),
                None => add,
            });
        }
    }

    /// The keys that the vocabulary of a kind has.
    fn keys(&self, kind: TermKind) -> Known {
        let written = self.entries.iter().take(self.known).filter(|(k, _)| *k == kind);
        Known::of(written.map(|(_, entry)| entry.slug.as_str()))
    }

    /// The publisher as written, else the one that owns the original's host, else the host itself.
    pub(super) fn publisher(&mut self, notes: &mut Diagnostics, head: &Head) -> TermId {
        let written = head.publisher.as_ref();
        if let Some(id) = written.and_then(|w| self.resolve(notes, TermKind::Publisher, w, &head.source)) {
            return id;
        }
        let host = head.original.host();
        let mut rest = host;
        loop {
            if let Some(id) = self.hosts.get(rest) {
                return *id;
            }
            match rest.split_once('.') {
                Some((_, parent)) if parent.contains('.') => rest = parent,
                _ => break,
            }
        }
        let slug = Slug::of(host).unwrap_or_else(|| head.slug.clone());
        match self.spellings.get(&(TermKind::Publisher, slug.clone())) {
            Some(id) => *id,
            None => self.push(TermKind::Publisher, TermEntry::new(slug, host)),
        }
    }

    /// Numbers the terms in their final order, joins them with articles and events, and hands them to the digest.
    pub(super) fn settle(self, digest: &mut Digest) {
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        order.sort_by(|a, b| key(&self.entries[*a]).cmp(&key(&self.entries[*b])));
        let mut place = vec![TermId(0); order.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = TermId(new);
        }
        renumber(digest, &place);
        let mut entries: Vec<Option<(TermKind, TermEntry)>> = self.entries.into_iter().map(Some).collect();
        digest.terms =
            order.iter().filter_map(|old| entries[*old].take()).map(|(kind, entry)| term(kind, entry)).collect();
        parents(digest);
        members(digest);
    }
}

fn key(entry: &(TermKind, TermEntry)) -> (TermKind, &Slug) {
    (entry.0, &entry.1.slug)
}

fn term(kind: TermKind, entry: TermEntry) -> Term {
    let route = Route::root().fixed(kind.plural()).slug(&entry.slug);
    Term { kind, entry, route, parent: None, children: Vec::new(), articles: Vec::new(), events: Vec::new() }
}

fn renumber(digest: &mut Digest, place: &[TermId]) {
    let change = |ids: &mut Vec<TermId>| ids.iter_mut().for_each(|id| *id = place[id.0]);
    for article in &mut digest.articles {
        for list in [&mut article.tags, &mut article.places, &mut article.actors, &mut article.authors] {
            change(list);
        }
        article.publisher = place[article.publisher.0];
    }
    for event in &mut digest.events {
        for list in [&mut event.tags, &mut event.places, &mut event.actors] {
            change(list);
        }
    }
}

fn parents(digest: &mut Digest) {
    for index in 0..digest.terms.len() {
        let term = &digest.terms[index];
        let Some(parent) = term.entry.parent.as_ref().and_then(|slug| digest.find_term(term.kind, slug)) else {
            continue;
        };
        digest.terms[index].parent = Some(parent);
        digest.terms[parent.0].children.push(TermId(index));
    }
}

/// A term's timeline takes the events that carry it and those reported by an article that carries it (content.md, Dates).
fn members(digest: &mut Digest) {
    let mut articles: Vec<Vec<ArticleId>> = vec![Vec::new(); digest.terms.len()];
    let mut events: Vec<Vec<EventId>> = vec![Vec::new(); digest.terms.len()];
    for (index, event) in digest.events.iter().enumerate() {
        for term in event.terms() {
            events[term.0].push(EventId(index));
        }
    }
    for id in digest.listed() {
        let article = digest.article(id);
        for term in article.terms() {
            articles[term.0].push(id);
            events[term.0].extend(&article.events);
        }
    }
    for (term, (articles, mut events)) in digest.terms.iter_mut().zip(articles.into_iter().zip(events)) {
        events.sort_unstable();
        events.dedup();
        (term.articles, term.events) = (articles, events);
    }
}

/// White space joined and case dropped: what may differ without being another spelling.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A slug without its accents.
fn fold(slug: &Slug) -> String {
    slug.as_str().nfd().filter(|c| !is_combining_mark(*c)).collect()
}

#[cfg(test)]
mod tests;
