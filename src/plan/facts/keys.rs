//! Keys: names of documents and terms that stay when others come and go, and with them the way from the numbers of one
//! build to those of another.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::event::Event;
use crate::model::timeline::Entry;
use crate::model::{ArticleId, Digest, EventId, TermId};
use crate::plan::facts::Channel;
use crate::plan::parts::Part;
use crate::plan::query::{Document, Query};
use crate::plan::timeline::Whose;

use crate::source::sum::Sum;

use super::sum::sum_of;

/// The key of everything, by its number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Keys {
    pub(super) articles: Vec<Sum>,
    pub(super) events: Vec<Sum>,
    pub(super) terms: Vec<Sum>,
    pub(super) curated: Vec<Sum>,
    pub(super) plain: Vec<Sum>,
}

impl Keys {
    /// The keys of a digest: addresses, and what an event without one was written by.
    #[must_use]
    pub fn of(digest: &Digest) -> Keys {
        let event = |event: &Event| match &event.route {
            Some(route) => sum_of(route),
            None => sum_of(&(&event.head.source, event.head.when.edtf(), &event.head.title.text)),
        };
        Keys {
            articles: digest.articles.iter().map(|article| sum_of(&article.route)).collect(),
            events: digest.events.iter().map(event).collect(),
            terms: digest.terms.iter().map(|term| sum_of(&term.route)).collect(),
            curated: digest.timelines.iter().map(|timeline| sum_of(&timeline.route)).collect(),
            plain: digest.pages.iter().map(|page| sum_of(&page.route)).collect(),
        }
    }

    /// The way from these numbers to those of a later build.
    #[must_use]
    pub fn way_to(&self, new: &Keys) -> Way {
        Way {
            articles: way(&self.articles, &new.articles),
            events: way(&self.events, &new.events),
            terms: way(&self.terms, &new.terms),
            curated: way(&self.curated, &new.curated),
            plain: way(&self.plain, &new.plain),
        }
    }
}

/// New numbers by old ones; nothing for what is gone, or has a key that is another's too.
fn way(old: &[Sum], new: &[Sum]) -> Vec<Option<usize>> {
    if old == new && old.len() == old.iter().collect::<std::collections::BTreeSet<_>>().len() {
        return (0..old.len()).map(Some).collect();
    }
    let mut numbers: BTreeMap<Sum, Option<usize>> = BTreeMap::new();
    for (number, key) in new.iter().enumerate() {
        numbers.entry(*key).and_modify(|number| *number = None).or_insert(Some(number));
    }
    let mut seen = BTreeMap::new();
    for key in old {
        *seen.entry(key).or_insert(0) += 1;
    }
    old.iter().map(|key| numbers.get(key).copied().flatten().filter(|_| seen.get(key) == Some(&1))).collect()
}

/// New numbers by old ones.
#[derive(Debug)]
pub struct Way {
    articles: Vec<Option<usize>>,
    events: Vec<Option<usize>>,
    terms: Vec<Option<usize>>,
    curated: Vec<Option<usize>>,
    plain: Vec<Option<usize>>,
}

impl Way {
    fn article(&self, id: ArticleId) -> Option<ArticleId> {
        self.articles.get(id.0).copied().flatten().map(ArticleId)
    }

    fn event(&self, id: EventId) -> Option<EventId> {
        self.events.get(id.0).copied().flatten().map(EventId)
    }

    fn term(&self, id: TermId) -> Option<TermId> {
        self.terms.get(id.0).copied().flatten().map(TermId)
    }

    fn curated(&self, index: usize) -> Option<usize> {
        self.curated.get(index).copied().flatten()
    }

    fn plain(&self, index: usize) -> Option<usize> {
        self.plain.get(index).copied().flatten()
    }

    fn document(&self, document: Document) -> Option<Document> {
        Some(match document {
            Document::Article(id) => Document::Article(self.article(id)?),
            Document::Event(id) => Document::Event(self.event(id)?),
            Document::Curated(index) => Document::Curated(self.curated(index)?),
            Document::Plain(index) => Document::Plain(self.plain(index)?),
        })
    }

    fn whose(&self, whose: Whose) -> Option<Whose> {
        Some(match whose {
            Whose::Everything => Whose::Everything,
            Whose::Term(id) => Whose::Term(self.term(id)?),
            Whose::Curated(index) => Whose::Curated(self.curated(index)?),
        })
    }

    fn channel(&self, channel: Channel) -> Option<Channel> {
        Some(match channel {
            Channel::Everything => Channel::Everything,
            Channel::Term(id) => Channel::Term(self.term(id)?),
            Channel::Curated(index) => Channel::Curated(self.curated(index)?),
        })
    }

    fn part(&self, part: Part) -> Option<Part> {
        Some(match part {
            Part::Card(id, length) => Part::Card(self.article(id)?, length),
            Part::Term(id) => Part::Term(self.term(id)?),
            Part::Item(Entry::Article(id), form) => Part::Item(Entry::Article(self.article(id)?), form),
            Part::Item(Entry::Event(id), form) => Part::Item(Entry::Event(self.event(id)?), form),
        })
    }

    /// The same question with the new numbers; nothing when it is about something that is gone.
    #[must_use]
    pub fn query(&self, query: Query) -> Option<Query> {
        Some(match query {
            Query::Article(id) => Query::Article(self.article(id)?),
            Query::Beside(id) => Query::Beside(self.article(id)?),
            Query::Around(id) => Query::Around(self.article(id)?),
            Query::Akin(id) => Query::Akin(self.article(id)?),
            Query::Event(id) => Query::Event(self.event(id)?),
            Query::Related(id) => Query::Related(self.event(id)?),
            Query::Curated(index) => Query::Curated(self.curated(index)?),
            Query::Plain(index) => Query::Plain(self.plain(index)?),
            Query::Text(document) => Query::Text(self.document(document)?),
            Query::Term(id) => Query::Term(self.term(id)?),
            Query::Carriers(id) => Query::Carriers(self.term(id)?),
            Query::Children(id) => Query::Children(self.term(id)?),
            Query::TermArticles(id, scope) => Query::TermArticles(self.term(id)?, scope),
            Query::TermEvents(id) => Query::TermEvents(self.term(id)?),
            Query::EventsNamed(id) => Query::EventsNamed(self.term(id)?),
            Query::Company(id) => Query::Company(self.term(id)?),
            Query::Entries(whose, scope) => Query::Entries(self.whose(whose)?, scope),
            Query::Feed(channel) => Query::Feed(self.channel(channel)?),
            Query::Part(part) => Query::Part(self.part(part)?),
            Query::FeedEntry(id) => Query::FeedEntry(self.article(id)?),
            Query::Timelines
            | Query::Plains
            | Query::Day(_)
            | Query::HasDay(_)
            | Query::HasMonth(_)
            | Query::DaysBeside(_)
            | Query::MonthsBeside(_)
            | Query::YearsBeside(_)
            | Query::Years
            | Query::NewestYear
            | Query::Counts(_)
            | Query::PerMonth
            | Query::Fullest(_)
            | Query::ArticlesIn(_)
            | Query::WithdrawnOn(_)
            | Query::OtherYears(_)
            | Query::Rising(_)
            | Query::NewestDays
            | Query::Newest
            | Query::Changed
            | Query::EventsOn(_)
            | Query::EventsIn(_)
            | Query::AnyEvent
            | Query::KeyEvents(_)
            | Query::NewestEvents
            | Query::TermsOf(_)
            | Query::MostReported(_)
            | Query::Shelf(_)
            | Query::Initials(..)
            | Query::Languages
            | Query::Offered(_)
            | Query::NewestEditions
            | Query::Archive => query,
        })
    }
}
