//! Curated timelines: a query over the digest, with an introduction.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Span;
use crate::gate::route::Route;
use crate::gate::slug::Slug;
use crate::model::article::{Text, Written};
use crate::model::date::Day;
use crate::model::date::when::When;
use crate::model::lang::Lang;
use crate::model::term::Term;
use crate::model::{ArticleId, Digest, EventId};
use crate::source::SourcePath;

/// The front matter of a curated timeline (content.md, "A curated timeline").
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TimelineHead {
    /// The file.
    pub source: SourcePath,
    /// From the file name, or `slug:`.
    pub slug: Slug,
    /// Where the slug was said: `slug:`, else the whole file.
    pub slug_span: Span,
    /// Headline.
    pub title: Written,
    /// Plain text for lists.
    pub summary: Option<String>,
    /// All lists given must match; within a list any.
    pub tags: Vec<Written>,
    /// See `tags`.
    pub places: Vec<Written>,
    /// See `tags`.
    pub actors: Vec<Written>,
    /// Not before the earliest day of this.
    pub from: Option<When>,
    /// Not after the latest day of this.
    pub to: Option<When>,
    /// Slugs of articles or events that stand on it besides.
    pub include: Vec<Written>,
    /// Slugs of articles or events that do not.
    pub exclude: Vec<Written>,
    /// Language of the text; by default the site's.
    pub lang: Option<Lang>,
    /// Old addresses.
    pub aliases: Vec<(Route, Span)>,
    /// Left out unless drafts are asked for.
    pub draft: bool,
}

/// A curated timeline of the digest.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// As read.
    pub head: TimelineHead,
    /// The introduction.
    pub body: Text,
    /// `/timelines/slug/`.
    pub route: Route,
    /// Language of the text.
    pub lang: Lang,
    /// What stands on it, in the order of time.
    pub entries: Vec<Entry>,
}

/// What stands on a timeline: an event with its reports, or an article that names no event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Entry {
    /// An event.
    Event(EventId),
    /// An article, at its date.
    Article(ArticleId),
}

impl Digest {
    /// The day an entry stands on: an article's date, an event's first day, or the end of one whose beginning is open.
    #[must_use]
    pub fn stand(&self, entry: Entry) -> Day {
        match entry {
            Entry::Article(id) => self.article(id).day,
            Entry::Event(id) => self.event(id).head.when.stands_on(),
        }
    }

    /// The entries of a term: events that carry it or are reported by an article that does, and its articles outside events.
    #[must_use]
    pub fn term_entries(&self, term: &Term) -> Vec<Entry> {
        let events = term.events.iter().copied().filter(|id| self.stands(*id)).map(Entry::Event);
        let articles = term.articles.iter().copied().filter(|id| self.article(*id).events.is_empty());
        self.in_order_of_time(events.chain(articles.map(Entry::Article)).collect())
    }

    /// Whether an event has anything to show: a page, or a report. (One written in place by a withdrawn article has neither.)
    #[must_use]
    pub fn stands(&self, id: EventId) -> bool {
        let event = self.event(id);
        event.route.is_some() || !event.reports.is_empty()
    }

    /// Sorted by earliest day, then latest, an open end last, then by slug (content.md, Dates).
    #[must_use]
    pub fn in_order_of_time(&self, mut entries: Vec<Entry>) -> Vec<Entry> {
        entries.sort_by_cached_key(|entry| {
            let (latest, slug) = match entry {
                Entry::Article(id) => (Some(self.article(*id).day), &self.article(*id).head.slug),
                Entry::Event(id) => (self.event(*id).head.when.latest(), &self.event(*id).head.slug),
            };
            (self.stand(*entry), latest.is_none(), latest, slug.clone(), *entry)
        });
        entries
    }
}
