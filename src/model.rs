//! The nouns: the whole digest, made once and never changed, and the numbers that name its parts.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::diagnostic::Place;
use crate::gate::route::Route;
use crate::gate::slug::Slug;
use crate::model::article::{Article, Text};
use crate::model::date::Day;
use crate::model::event::Event;
use crate::model::page::PlainPage;
use crate::model::term::{Term, TermKind};
use crate::model::timeline::{Entry, Timeline};
use crate::source::SourcePath;

pub mod article;
pub mod date;
pub mod event;
pub mod figure;
pub mod lang;
pub mod page;
pub mod term;
pub mod timeline;

/// An article's number in [`Digest::articles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub usize);

/// An event's number in [`Digest::events`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EventId(pub usize);

/// A term's number in [`Digest::terms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TermId(pub usize);

/// An old address.
#[derive(Debug, Clone)]
pub struct Moved {
    /// Where it leads.
    pub to: Route,
    /// What a reader finds there.
    pub title: String,
    /// Where it was asked for; an alias of a term stands in a vocabulary and has none.
    pub place: Option<Place>,
}

/// Everything the site is made of. Orders are total, so that the same files make the same bytes.
#[derive(Debug, Default)]
pub struct Digest {
    /// Newest first; within a day key entries first, then by slug; withdrawn articles among them, drafts only when asked for.
    pub articles: Vec<Article>,
    /// By earliest day, latest day, slug; those written in place among them.
    pub events: Vec<Event>,
    /// By kind, then key.
    pub terms: Vec<Term>,
    /// By slug.
    pub timelines: Vec<Timeline>,
    /// By slug.
    pub pages: Vec<PlainPage>,
    /// The dated editions: listed articles of each day, in the order of `articles`; a day whose articles were all withdrawn is empty.
    pub days: BTreeMap<Day, Vec<ArticleId>>,
    /// Everything, by event time.
    pub entries: Vec<Entry>,
    /// Texts of drafts that are left out: their links are checked for their writers.
    pub left_out: Vec<(SourcePath, Text)>,
    /// Slugs of documents that could not be believed: what names them is not noted a second time.
    pub lost: BTreeSet<String>,
    /// Old addresses and where they lead.
    pub moved: BTreeMap<Route, Moved>,
}

impl Digest {
    /// An article.
    #[must_use]
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.articles[id.0]
    }

    /// An event.
    #[must_use]
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.0]
    }

    /// A term.
    #[must_use]
    pub fn term(&self, id: TermId) -> &Term {
        &self.terms[id.0]
    }

    /// Articles that stand in lists, newest first.
    pub fn listed(&self) -> impl Iterator<Item = ArticleId> + '_ {
        (0..self.articles.len()).map(ArticleId).filter(|id| self.article(*id).listed())
    }

    /// The term of this kind and key.
    #[must_use]
    pub fn find_term(&self, kind: TermKind, slug: &Slug) -> Option<TermId> {
        self.terms.binary_search_by(|term| (term.kind, &term.entry.slug).cmp(&(kind, slug))).ok().map(TermId)
    }
}
