//! The sums of answers: an answer with the same sum is the same answer.

use serde::{Deserialize, Serialize};

use crate::model::article::{Article, Text};
use crate::model::date::Day;
use crate::model::event::Event;
use crate::model::page::PlainPage;
use crate::model::timeline::{Entry, Timeline};
use crate::model::{ArticleId, Digest, EventId, TermId};
use crate::source::sum::Sum;

use super::keys::Keys;
use super::{Found, Group, Name};
use crate::plan::query::Query;

/// The sum of a value.
#[must_use]
pub fn sum_of(value: &(impl Serialize + ?Sized)) -> Sum {
    let mut adder = Adder::default();
    adder.value(value);
    adder.sum()
}

/// Gathers what is summed. Everything that the program numbers anew in each build is added by the name that stays.
#[derive(Default)]
pub(super) struct Adder(Vec<u8>);

impl Adder {
    pub(super) fn sum(&self) -> Sum {
        Sum::of(&self.0)
    }

    pub(super) fn value(&mut self, value: &(impl Serialize + ?Sized)) {
        // Writing into a vector cannot fail, nor can a value of the model: it has no map and no sequence of unknown length.
        if let Ok(bytes) = postcard::to_extend(value, std::mem::take(&mut self.0)) {
            self.0 = bytes;
        }
    }

    pub(super) fn articles<'a>(&mut self, keys: &Keys, ids: impl IntoIterator<Item = &'a ArticleId>) {
        let ids: Vec<Sum> = ids.into_iter().map(|id| keys.articles[id.0]).collect();
        self.value(&ids);
    }

    pub(super) fn events<'a>(&mut self, keys: &Keys, ids: impl IntoIterator<Item = &'a EventId>) {
        let ids: Vec<Sum> = ids.into_iter().map(|id| keys.events[id.0]).collect();
        self.value(&ids);
    }

    pub(super) fn terms<'a>(&mut self, keys: &Keys, ids: impl IntoIterator<Item = &'a TermId>) {
        let ids: Vec<Sum> = ids.into_iter().map(|id| keys.terms[id.0]).collect();
        self.value(&ids);
    }

    pub(super) fn entries(&mut self, keys: &Keys, entries: &[(Day, Entry)]) {
        let key = |entry: &Entry| match entry {
            Entry::Article(id) => (0_u8, keys.articles[id.0]),
            Entry::Event(id) => (1, keys.events[id.0]),
        };
        let entries: Vec<(Day, (u8, Sum))> = entries.iter().map(|(day, entry)| (*day, key(entry))).collect();
        self.value(&entries);
    }

    pub(super) fn found(&mut self, keys: &Keys, found: &[Found]) {
        let key = |found: &Found| match found {
            Found::Article(id) => (0_u8, keys.articles[id.0]),
            Found::Event(id) => (1, keys.events[id.0]),
            Found::Plain(index) => (2, keys.plain[*index]),
            Found::Curated(index) => (3, keys.curated[*index]),
            Found::Term(id) => (4, keys.terms[id.0]),
        };
        self.value(&found.iter().map(key).collect::<Vec<(u8, Sum)>>());
    }

    pub(super) fn group(&mut self, keys: &Keys, group: Option<&Group>) {
        self.value(&group.map(|group| (&group.prefix, &group.finer)));
        self.terms(keys, group.iter().flat_map(|group| &group.here));
    }

    /// What is shown of a text beside its HTML.
    pub(super) fn text(&mut self, text: &Text) {
        self.value(&(&text.first, text.code));
    }

    pub(super) fn article(&mut self, keys: &Keys, article: &Article) {
        self.value(&(&article.head, &article.route, article.day, &article.lang));
        self.text(&article.body);
        for list in [&article.authors, &article.tags, &article.places, &article.actors] {
            self.terms(keys, list);
        }
        self.terms(keys, [&article.publisher]);
        self.events(keys, &article.events);
        self.articles(keys, &article.translations);
        for image in &article.attachments {
            self.value(&(&image.route, image.picture.width(), image.picture.height()));
        }
    }

    pub(super) fn event(&mut self, keys: &Keys, event: &Event) {
        self.value(&(&event.head, &event.route, &event.lang));
        self.text(&event.body);
        for list in [&event.tags, &event.places, &event.actors] {
            self.terms(keys, list);
        }
        let sources: Vec<Option<Sum>> =
            event.claims.iter().map(|claim| claim.source.map(|id| keys.articles[id.0])).collect();
        self.value(&sources);
        self.articles(keys, &event.reports);
    }

    /// A timeline without its entries, whose number it shows.
    pub(super) fn curated(&mut self, timeline: &Timeline) {
        self.value(&(&timeline.head, &timeline.route, &timeline.lang, timeline.entries.len()));
        self.text(&timeline.body);
    }

    pub(super) fn plain(&mut self, page: &PlainPage) {
        self.value(&(&page.head, &page.route, &page.lang));
        self.text(&page.body);
    }

    pub(super) fn day(&mut self, keys: &Keys, list: Option<&[ArticleId]>) {
        self.value(&list.is_some());
        self.articles(keys, list.unwrap_or_default());
    }

    pub(super) fn name(&mut self, keys: &Keys, name: &Name<'_>) {
        self.value(&(name.kind, name.entry, name.route, name.used));
        self.terms(keys, &name.parent);
    }
}

/// What related documents are found by, as sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Shape {
    pub(super) events: Sum,
    pub(super) articles: Sum,
}

impl Shape {
    /// Whether the answer to a question is what it was, because all that it is found by is.
    #[must_use]
    pub fn spares(&self, old: &Shape, query: Query) -> bool {
        match query {
            Query::Related(_) => self.events == old.events,
            Query::Akin(_) => self.articles == old.articles,
            _ => false,
        }
    }
}

/// The sum of what related articles are found by: all that articles say, which texts lead where, and which events have a
/// page and which report first.
pub(super) fn web(digest: &Digest, articles: &[Sum]) -> Sum {
    let mut adder = Adder::default();
    adder.value(articles);
    for (index, article) in digest.articles.iter().enumerate().filter(|(_, article)| !article.body.links.is_empty()) {
        adder.value(&(index, article.body.links.iter().map(|(_, route)| route).collect::<Vec<_>>()));
    }
    for event in &digest.events {
        adder.value(&(event.route.is_some(), event.reports.first().map(|id| &digest.article(*id).route)));
    }
    adder.sum()
}

/// The sum of what related events are found by: which events carry which terms, and when they were.
pub(super) fn shape(digest: &Digest, keys: &Keys) -> Sum {
    let mut adder = Adder::default();
    for term in &digest.terms {
        adder.events(keys, &term.events);
    }
    for event in &digest.events {
        adder.value(&(event.route.is_some(), event.head.when.earliest()));
        adder.terms(keys, &event.terms().collect::<Vec<_>>());
    }
    adder.sum()
}
