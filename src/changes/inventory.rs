//! What a state of a site holds, as far as those who review it are told.

use std::collections::{BTreeMap, BTreeSet};

use crate::changes::said;
use crate::gate::route::Route;
use crate::gate::slug::Slug;
use crate::model::Digest;
use crate::model::term::TermKind;
use crate::source::SourcePath;
use crate::source::sum::Sum;

/// What sort of file it is, by its place and name (content.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// An article.
    Article,
    /// An event.
    Event,
    /// A curated timeline.
    Timeline,
    /// A plain page.
    Page,
    /// A vocabulary.
    Vocabulary,
    /// An image, or what is not published.
    Other,
}

impl Sort {
    /// The sort of a file.
    #[must_use]
    pub fn of(path: &SourcePath) -> Sort {
        use crate::parse::kinds::{Kind, kind};
        match kind(path) {
            Kind::Article => Sort::Article,
            Kind::Event => Sort::Event,
            Kind::Timeline => Sort::Timeline,
            Kind::Page => Sort::Page,
            Kind::Vocabulary(_) => Sort::Vocabulary,
            Kind::Image | Kind::Other => Sort::Other,
        }
    }

    /// The word for one of them.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Sort::Article => "article",
            Sort::Event => "event",
            Sort::Timeline => "timeline",
            Sort::Page => "page",
            Sort::Vocabulary => "vocabulary",
            Sort::Other => "file",
        }
    }
}

/// What a key says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// In words that can be shown. They are a stranger's.
    Words(String),
    /// At length: only whether it is the same is of interest.
    Text(Sum),
}

/// What is published of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What sort of file.
    pub sort: Sort,
    /// Its headline.
    pub title: String,
    /// The civil date of an article, or the date of an event in EDTF.
    pub date: Option<String>,
    /// Labels of its places.
    pub places: Vec<String>,
    /// The label of an article's publisher.
    pub publisher: Option<String>,
    /// How many preserved copies an article names.
    pub copies: usize,
    /// Why an article was withdrawn.
    pub withdrawn: Option<String>,
    /// All that it says, key by key.
    pub said: Vec<(&'static str, Value)>,
}

/// A term as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// In the site's language.
    pub label: String,
    /// All that its vocabulary says of it, key by key.
    pub said: Vec<(&'static str, Value)>,
}

/// What a state of a site holds.
#[derive(Debug, Default)]
pub struct Inventory {
    /// Documents by file.
    pub documents: BTreeMap<SourcePath, Document>,
    /// Drafts, which are left out.
    pub drafts: BTreeSet<SourcePath>,
    /// Terms, whether a vocabulary knows them or not.
    pub terms: BTreeMap<(TermKind, Slug), Label>,
    /// Every address, each with the file that asked for it; empty where the content has errors.
    pub addresses: BTreeMap<Route, Option<SourcePath>>,
}

impl Inventory {
    /// What a digest holds, and at which addresses it stands.
    #[must_use]
    pub fn of<'r>(digest: &Digest, addresses: impl Iterator<Item = (&'r Route, Option<&'r SourcePath>)>) -> Inventory {
        let articles = digest.articles.iter().map(|one| (one.head.source.clone(), said::article(digest, one)));
        // One that was written in place is a part of its article.
        let events = digest.events.iter().filter(|event| event.route.is_some());
        let events = events.map(|one| (one.head.source.clone(), said::event(digest, one)));
        let timelines = digest.timelines.iter().map(|one| (one.head.source.clone(), said::timeline(one)));
        let pages = digest.pages.iter().map(|one| (one.head.source.clone(), said::page(one)));
        let term = |term: &crate::model::term::Term| {
            let label = Label { label: term.entry.label.clone(), said: said::term(&term.entry) };
            ((term.kind, term.entry.slug.clone()), label)
        };
        Inventory {
            documents: articles.chain(events).chain(timelines).chain(pages).collect(),
            drafts: digest.left_out.iter().map(|(path, _)| path.clone()).collect(),
            terms: digest.terms.iter().map(term).collect(),
            addresses: addresses.map(|(route, source)| (route.clone(), source.cloned())).collect(),
        }
    }
}
