//! What search finds, numbered: articles in the order of time, oldest first, so that a new one leaves the numbers of the
//! others; and everything else that has a page.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::config::PageKinds;
use crate::model::lang::Lang;
use crate::model::term::TermKind;
use crate::model::{ArticleId, EventId, TermId};

use super::Facts;

/// How many stand on a shelf: what a browser asks for at once to show one of them.
const SHELF: usize = 8;

/// Something that search finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// An article.
    Article(ArticleId),
    /// An event.
    Event(EventId),
    /// A plain page, by its number.
    Plain(usize),
    /// A curated timeline, by its number.
    Curated(usize),
    /// A term.
    Term(TermId),
}

/// A row of a few that stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Shelf {
    /// Whether it holds articles, or everything else.
    pub of_articles: bool,
    /// Its number, from 0.
    pub number: u32,
}

/// Everything that search finds, by its number.
#[derive(Debug, Default)]
pub(in crate::plan) struct Numbered {
    /// Articles.
    pub(in crate::plan) articles: Vec<Found>,
    /// Everything else.
    pub(in crate::plan) others: Vec<Found>,
}

impl Numbered {
    /// All shelves.
    pub(in crate::plan) fn shelves(&self) -> impl Iterator<Item = Shelf> {
        let shelves = |list: &[Found], of_articles| {
            let count = u32::try_from(list.len().div_ceil(SHELF)).unwrap_or(u32::MAX);
            (0..count).map(move |number| Shelf { of_articles, number })
        };
        shelves(&self.articles, true).chain(shelves(&self.others, false))
    }
}

impl<'d> Facts<'d> {
    /// Everything that search finds.
    pub(in crate::plan) fn numbered(&self) -> &Numbered {
        self.numbered.get_or_init(|| {
            let (digest, pages) = (self.digest, &self.config.pages);
            let mut articles: Vec<Found> = digest.listed().map(Found::Article).collect();
            articles.reverse();
            let events = digest.events.iter().enumerate().filter(|(_, event)| pages.events && event.route.is_some());
            let mut others: Vec<Found> = events.map(|(index, _)| Found::Event(EventId(index))).collect();
            others.extend((0..digest.pages.len()).map(Found::Plain));
            others.extend((0..digest.timelines.len()).filter(|_| pages.timelines).map(Found::Curated));
            let terms = digest.terms.iter().enumerate();
            let terms = terms.filter(|(_, term)| term.is_used() && has_kind(pages, term.kind));
            others.extend(terms.map(|(index, _)| Found::Term(TermId(index))));
            Numbered { articles, others }
        })
    }

    /// Languages of listed articles, by their tags.
    pub(in crate::plan) fn languages(&self) -> Vec<&'d Lang> {
        let all: BTreeSet<&'d Lang> = self.digest.listed().map(|id| &self.digest.article(id).lang).collect();
        all.into_iter().collect()
    }

    /// What stands on a shelf.
    pub(in crate::plan) fn shelf(&self, shelf: Shelf) -> &[Found] {
        let numbered = self.numbered();
        let list = if shelf.of_articles { &numbered.articles } else { &numbered.others };
        let from = (shelf.number as usize).saturating_mul(SHELF).min(list.len());
        &list[from..list.len().min(from + SHELF)]
    }
}

/// Whether a kind of terms has pages on a site (config.md, `[pages]`).
pub(in crate::plan) fn has_kind(pages: &PageKinds, kind: TermKind) -> bool {
    match kind {
        TermKind::Tag => pages.tags,
        TermKind::Place => pages.places,
        TermKind::Actor => pages.actors,
        TermKind::Author => pages.authors,
        TermKind::Publisher => pages.publishers,
    }
}
