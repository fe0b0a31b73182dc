//! Terms of one vocabulary against each other: spellings that two claim, parents that are missing, families in a circle.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::diagnostic::{Place, Rule, Span};
use crate::gate::slug::Slug;

use super::super::fields::Reader;
use super::Claimed;
use crate::diagnostic::nearest::Known;

/// Notes what is claimed twice; takes away parents that would lead nowhere or round in a circle.
pub(super) fn check(reader: &mut Reader<'_>, terms: &mut [Claimed]) {
    spellings(reader, terms);
    hosts(reader, terms);
    missing(reader, terms);
    circles(reader, terms);
}

fn spellings(reader: &mut Reader<'_>, terms: &[Claimed]) {
    let mut owners: BTreeMap<&Slug, (usize, Span)> = BTreeMap::new();
    for (index, term) in terms.iter().enumerate() {
        owners.entry(&term.entry.slug).or_insert((index, term.span));
    }
    for (index, term) in terms.iter().enumerate() {
        for (slug, span) in &term.aliases {
            let (owner, first) = *owners.entry(slug).or_insert((index, *span));
            let Some(other) = terms.get(owner).filter(|_| owner != index) else {
                continue;
            };
            let place = Place::new(&reader.file.path, first);
            reader
                .note(Rule::VocabularyInvalid, *span, format!("`{slug}` belongs to `{}` already", other.entry.slug))
                .help("keep it with one term")
                .related(place, "the other claim");
        }
    }
}

fn hosts(reader: &mut Reader<'_>, terms: &[Claimed]) {
    let mut owners: BTreeMap<&str, (usize, Span)> = BTreeMap::new();
    for (index, term) in terms.iter().enumerate() {
        for (host, span) in &term.hosts {
            let (owner, first) = *owners.entry(host).or_insert((index, *span));
            let Some(other) = terms.get(owner).filter(|_| owner != index) else {
                continue;
            };
            let place = Place::new(&reader.file.path, first);
            reader
                .note(Rule::PublisherHost, *span, format!("the host {host} belongs to `{}` already", other.entry.slug))
                .help("keep it with one publisher")
                .related(place, "the other claim");
        }
    }
}

fn missing(reader: &mut Reader<'_>, terms: &mut [Claimed]) {
    let known: std::collections::BTreeSet<Slug> = terms.iter().map(|term| term.entry.slug.clone()).collect();
    let near: OnceCell<Known> = OnceCell::new();
    for term in terms {
        let Some(parent) = term.entry.parent.take_if(|parent| !known.contains(parent)) else {
            continue;
        };
        let near = near.get_or_init(|| Known::of(known.iter().map(Slug::as_str)));
        let note = reader.note(Rule::VocabularyInvalid, term.parent, format!("there is no term `{parent}`"));
        match near.nearest(parent.as_str()) {
            Some(near) => note.help(format!("did you mean `{near}`?")),
            None => note.help("a parent is the key of a term of this file; add it, or remove `parent`"),
        };
    }
}

/// Where a walk up the family has been.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Walked {
    /// Nowhere yet.
    Not,
    /// On the walk that began at this term.
    From(usize),
}

fn circles(reader: &mut Reader<'_>, terms: &mut [Claimed]) {
    let index: BTreeMap<Slug, usize> =
        terms.iter().enumerate().map(|(index, term)| (term.entry.slug.clone(), index)).collect();
    let mut walked = vec![Walked::Not; terms.len()];
    for start in 0..terms.len() {
        let mut at = start;
        // Each term is walked once: a walk ends where another, or it itself, has been.
        while walked.get(at) == Some(&Walked::Not) {
            if let Some(walked) = walked.get_mut(at) {
                *walked = Walked::From(start);
            }
            let Some(term) = terms.get_mut(at) else { break };
            let Some(parent) = term.entry.parent.as_ref().and_then(|parent| index.get(parent)).copied() else {
                break;
            };
            if walked.get(parent) == Some(&Walked::From(start)) {
                let message = format!("`{}` is its own ancestor", term.entry.slug);
                let span = term.parent;
                term.entry.parent = None;
                reader.note(Rule::VocabularyInvalid, span, message).help("remove one `parent` of the circle");
                break;
            }
            at = parent;
        }
    }
}
