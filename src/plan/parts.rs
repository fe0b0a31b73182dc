//! Parts that stand on many pages: an article in the lists of its terms, an entry on timelines. Each is drawn once, and
//! pages hold what was drawn: an article of twelve terms stands on some twenty lists.

use std::collections::BTreeMap;
use std::sync::{OnceLock, PoisonError, RwLock};

use serde::{Deserialize, Serialize};

use crate::model::date::Day;
use crate::model::timeline::Entry;
use crate::model::{ArticleId, EventId, TermId};
use crate::words::Words;

use super::facts::Facts;
use super::feed::Entry as FeedEntry;
use super::query::Query;
use super::site::Site;
use super::view::{Date, Drawn, Part as View, Shared, When};
use super::way;
use super::{Page, Subject};

/// A part that is drawn once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// An article in the list of a term.
    Card(ArticleId, Length),
    /// An entry of a timeline.
    Item(Entry, Form),
    /// A link to a term, among others of its kind.
    Term(TermId),
}

/// How much of a summary a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Length {
    /// All of it.
    Whole,
    /// What says most: the list is long, and must stay light on a bad line.
    Short,
}

/// How much of an entry a timeline shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Form {
    /// Its title, and what can be said beside it.
    Folded,
    /// Its summary too.
    Opened,
}

/// Who draws parts: a theme does.
pub trait Artist: Sync {
    /// Draws a part for pages of this level.
    ///
    /// # Errors
    /// The words of the template engine, when the template of the part fails.
    fn part(&self, part: &View<'_>, level: usize) -> Result<Drawn, String>;
}

/// A part as it was drawn, or why it could not be.
type Once = OnceLock<Result<Drawn, String>>;

/// The parts of a site by the level of the pages that they stand on: on a host it is one for all.
pub struct Levels<'d> {
    facts: &'d Facts<'d>,
    words: &'d Words,
    artist: &'d dyn Artist,
    parts: BTreeMap<usize, OnceLock<Parts<'d>>>,
}

impl<'d> Levels<'d> {
    /// No part is drawn before somebody asks for it.
    #[must_use]
    pub fn new(facts: &'d Facts<'d>, words: &'d Words, artist: &'d dyn Artist, pages: &[Page]) -> Levels<'d> {
        // An old address shows no part, and may lie as deep as its writer liked.
        let pages = pages.iter().filter(|page| !matches!(page.subject, Subject::Moved(..)));
        let parts = way::levels(facts.config, pages).into_iter().map(|level| (level, OnceLock::new())).collect();
        Levels { facts, words, artist, parts }
    }

    /// The same without what was drawn.
    #[must_use]
    pub fn emptied(self) -> Levels<'d> {
        let parts = self.parts.into_keys().map(|level| (level, OnceLock::new())).collect();
        Levels { parts, ..self }
    }

    /// What a page looks at, and the level it is drawn for.
    #[must_use]
    pub fn site(&self, page: &Page) -> (Site<'_>, usize) {
        let level = page.level(self.facts.config);
        let anew = || Parts::new(self.facts, self.words, self.artist, level);
        let parts = self.parts.get(&level).map(|parts| parts.get_or_init(anew));
        (Site::at(self.facts, self.words, level).with_parts(parts), level)
    }
}

/// Every part of one level that somebody asked for.
pub struct Parts<'d> {
    facts: &'d Facts<'d>,
    words: &'d Words,
    artist: &'d dyn Artist,
    level: usize,
    /// By the number of the article: whole and short.
    cards: Vec<[Once; 2]>,
    /// By the number of the article: folded and opened.
    articles: Vec<[Once; 2]>,
    /// By the number of the event: folded and opened.
    events: Vec<[Once; 2]>,
    /// By the number of the article.
    feeds: Vec<OnceLock<FeedEntry>>,
    /// By the number of the term.
    terms: Vec<Once>,
    /// Days in all their words, and as moments of a timeline.
    dates: RwLock<BTreeMap<Day, Shared<Date>>>,
    whens: RwLock<BTreeMap<Day, Shared<When>>>,
}

impl<'d> Parts<'d> {
    fn new(facts: &'d Facts<'d>, words: &'d Words, artist: &'d dyn Artist, level: usize) -> Parts<'d> {
        let empty = |length: usize| std::iter::repeat_with(Default::default).take(length).collect();
        let (articles, events) = (facts.digest.articles.len(), facts.digest.events.len());
        let feeds = std::iter::repeat_with(OnceLock::new).take(articles).collect();
        let terms = std::iter::repeat_with(OnceLock::new).take(facts.digest.terms.len()).collect();
        let (cards, articles, events) = (empty(articles), empty(articles), empty(events));
        let (dates, whens) = Default::default();
        Parts { facts, words, artist, level, cards, articles, events, feeds, terms, dates, whens }
    }

    /// A day in all its words.
    pub(super) fn date(&self, day: Day, anew: impl FnOnce() -> Date) -> Shared<Date> {
        once(&self.dates, day, anew)
    }

    /// A day as a moment of a timeline.
    pub(super) fn when(&self, day: Day, anew: impl FnOnce() -> When) -> Shared<When> {
        once(&self.whens, day, anew)
    }

    /// An article as it stands in the feeds of its terms.
    pub(super) fn entry(&self, id: ArticleId) -> &FeedEntry {
        self.feeds[id.0].get_or_init(|| {
            let site = Site::at(self.facts, self.words, self.level);
            let entry = site.summary_entry(id);
            check(&site, &entry_questions(self.facts, id));
            entry
        })
    }

    /// A part as it is drawn.
    pub(super) fn drawn(&self, part: Part) -> &Result<Drawn, String> {
        self.place(part).get_or_init(|| {
            let site = Site::at(self.facts, self.words, self.level);
            let view = match part {
                Part::Card(id, Length::Whole) => View::Card(Box::new(site.card(id))),
                Part::Card(id, Length::Short) => View::Card(Box::new(site.short_card(id))),
                Part::Item(entry, Form::Folded) => View::Folded(site.moment_item(entry, false)),
                Part::Item(entry, Form::Opened) => View::Opened(site.moment_item(entry, true)),
                Part::Term(id) => View::Term(site.term_link(id), self.facts.term(id).kind.plural()),
            };
            check(&site, &part.questions(self.facts));
            self.artist.part(&view, self.level)
        })
    }

    fn place(&self, part: Part) -> &Once {
        match part {
            Part::Card(id, length) => &self.cards[id.0][usize::from(length == Length::Short)],
            Part::Item(Entry::Article(id), form) => &self.articles[id.0][usize::from(form == Form::Opened)],
            Part::Item(Entry::Event(id), form) => &self.events[id.0][usize::from(form == Form::Opened)],
            Part::Term(id) => &self.terms[id.0],
        }
    }
}

/// What is kept of a day, or is made now. A thread that panicked holding the lock has stopped the build.
fn once<T: Serialize>(kept: &RwLock<BTreeMap<Day, Shared<T>>>, day: Day, anew: impl FnOnce() -> T) -> Shared<T> {
    if let Some(known) = kept.read().unwrap_or_else(PoisonError::into_inner).get(&day) {
        return known.clone();
    }
    let new = Shared::new(anew());
    kept.write().unwrap_or_else(PoisonError::into_inner).entry(day).or_insert(new).clone()
}

/// What was asked for a part must be among what it is said to be made from: pages remember no more of it.
fn check(site: &Site<'_>, known: &[Query]) {
    debug_assert!(
        site.asked().iter().all(|query| known.contains(query)),
        "a part asked more than it is said to be made from: {known:?}"
    );
}

impl Part {
    /// What a part is made from: every question that its view asks, whatever the configuration.
    pub(super) fn questions(self, facts: &Facts<'_>) -> Vec<Query> {
        match self {
            Part::Card(id, _) => {
                let article = facts.article(id);
                let terms = article.places.first().into_iter().chain([&article.publisher]).chain(&article.authors);
                let own = [Query::Article(id), Query::HasDay(article.day)];
                own.into_iter().chain(terms.map(|term| Query::Term(*term))).collect()
            }
            Part::Item(Entry::Article(id), _) => vec![Query::Article(id), Query::Term(facts.article(id).publisher)],
            Part::Item(Entry::Event(id), form) => event(facts, id, form),
            Part::Term(id) => vec![Query::Term(id)],
        }
    }
}

/// What the entry of an article in the feeds of its terms is made from.
pub(super) fn entry_questions(facts: &Facts<'_>, id: ArticleId) -> Vec<Query> {
    let article = facts.article(id);
    let terms = article.authors.iter().chain([&article.publisher]).chain(&article.tags);
    std::iter::once(Query::Article(id)).chain(terms.map(|term| Query::Term(*term))).collect()
}

fn event(facts: &Facts<'_>, id: EventId, form: Form) -> Vec<Query> {
    let named = if form == Form::Opened { super::moments::NAMED_REPORTS } else { 1 };
    let mut questions = vec![Query::Event(id)];
    for report in facts.event(id).reports.iter().take(named) {
        questions.extend([Query::Article(*report), Query::Term(facts.article(*report).publisher)]);
    }
    questions
}
