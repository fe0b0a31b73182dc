//! The lens: the only way in which views look at the digest. It answers what [`Facts`] knows, and writes down what was asked.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use crate::gate::html::Html;
use crate::model::article::Article;
use crate::model::date::{Day, Month};
use crate::model::event::Event;
use crate::model::lang::Lang;
use crate::model::page::PlainPage;
use crate::model::term::TermKind;
use crate::model::timeline::{Entry, Timeline};
use crate::model::{ArticleId, EventId, TermId};
use crate::source::sum::Sum;

use super::cut::Scope;
use super::facts::{Akin, Beside, Channel, Edition, Facts, Found, Group, Name, Rising, Shelf, Standing};
use super::query::{Document, Query};
use super::timeline::Whose;

/// What one page is made from, as it is being made.
#[derive(Debug)]
pub(super) struct Lens<'d> {
    facts: &'d Facts<'d>,
    asked: RefCell<Vec<Query>>,
    /// Whether everything was asked for, so that nothing single is any more.
    is_all_asked: Cell<bool>,
}

impl<'d> Lens<'d> {
    /// A lens that has seen nothing yet.
    #[must_use]
    pub(super) fn new(facts: &'d Facts<'d>) -> Self {
        Lens { facts, asked: RefCell::default(), is_all_asked: Cell::default() }
    }

    /// What was asked so far, each question once, in the order of questions.
    pub(super) fn asked(&self) -> Vec<Query> {
        let mut asked = self.asked.take();
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    /// Writes down a question whose answer comes from elsewhere.
    pub(super) fn note(&self, query: Query) -> &'d Facts<'d> {
        if self.is_all_asked.get() && matches!(query, Query::Article(_) | Query::Event(_) | Query::Term(_)) {
            return self.facts;
        }
        let mut asked = self.asked.borrow_mut();
        // The same is often asked twice in a row, and lists ask of each entry in its order.
        if asked.last() != Some(&query) {
            asked.push(query);
        }
        self.facts
    }
}

impl Lens<'_> {
    /// How many articles and events there are. Who asks has asked for all that is known of each of them and of each term:
    /// what is asked of one afterwards is not written down, since a file of everything would have a list as long as itself.
    pub(super) fn archive(&self) -> (usize, usize) {
        let archive = self.note(Query::Archive).archive();
        self.is_all_asked.set(true);
        archive
    }

    /// Where an entry of a timeline stands. It is part of the answer that gave the entry, and so of its sum.
    pub(super) fn standing(&self, entry: Entry) -> Standing {
        self.facts.standing(entry)
    }
}

/// One line a question: its name is that of the answer in [`Facts`], the query what is written down.
macro_rules! questions {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $type:ty),*) -> $answer:ty = $query:expr;)*) => {
        impl<'d> Lens<'d> {
            $($(#[$doc])* pub(super) fn $name(&self, $($arg: $type),*) -> $answer {
                self.note($query).$name($($arg),*)
            })*
        }
    };
}

questions! {
    article(id: ArticleId) -> &'d Article = Query::Article(id);
    beside(id: ArticleId) -> Beside<ArticleId> = Query::Beside(id);
    around(id: ArticleId) -> &'d [ArticleId] = Query::Around(id);
    akin(id: ArticleId) -> Vec<Akin> = Query::Akin(id);
    event(id: EventId) -> &'d Event = Query::Event(id);
    related(id: EventId) -> Vec<EventId> = Query::Related(id);
    curated(index: usize) -> &'d Timeline = Query::Curated(index);
    timelines() -> std::ops::Range<usize> = Query::Timelines;
    plain_page(index: usize) -> &'d PlainPage = Query::Plain(index);
    plain_pages() -> std::ops::Range<usize> = Query::Plains;
    html(document: Document) -> Html = Query::Text(document);

    day_of(day: Day) -> Option<&'d [ArticleId]> = Query::Day(day);
    has_day(day: Day) -> bool = Query::HasDay(day);
    has_month(month: Month) -> bool = Query::HasMonth(month);
    days_beside(day: Day) -> Beside<Day> = Query::DaysBeside(day);
    months_beside(month: Month) -> Beside<Month> = Query::MonthsBeside(month);
    years_beside(year: i16) -> Beside<i16> = Query::YearsBeside(year);
    years() -> Vec<i16> = Query::Years;
    newest_year() -> Option<i16> = Query::NewestYear;
    counts(scope: Scope) -> Vec<(Day, usize)> = Query::Counts(scope);
    per_month() -> &'d BTreeMap<Month, usize> = Query::PerMonth;
    fullest(year: i16) -> usize = Query::Fullest(year);
    articles_in(scope: Scope) -> Vec<(Day, ArticleId)> = Query::ArticlesIn(scope);
    withdrawn_on(day: Day) -> &'d [ArticleId] = Query::WithdrawnOn(day);
    other_years(day: Day) -> (usize, Vec<Edition>) = Query::OtherYears(day);
    rising(month: Month) -> Option<Rising> = Query::Rising(month);
    newest_days() -> (Vec<(Day, &'d [ArticleId])>, Option<Day>) = Query::NewestDays;
    newest() -> (usize, Vec<ArticleId>) = Query::Newest;
    changed() -> Vec<ArticleId> = Query::Changed;

    events_on(day: Day) -> &'d [EventId] = Query::EventsOn(day);
    events_in(scope: Scope) -> Vec<(Day, EventId)> = Query::EventsIn(scope);
    any_event() -> bool = Query::AnyEvent;
    key_events(year: i16) -> Vec<EventId> = Query::KeyEvents(year);
    newest_events() -> (usize, Vec<EventId>) = Query::NewestEvents;

    term(id: TermId) -> Name<'d> = Query::Term(id);
    carriers(id: TermId) -> usize = Query::Carriers(id);
    children(id: TermId) -> Vec<TermId> = Query::Children(id);
    term_articles(id: TermId, scope: Scope) -> Vec<(Day, ArticleId)> = Query::TermArticles(id, scope);
    term_events(id: TermId) -> Vec<(Day, EventId)> = Query::TermEvents(id);
    events_named(id: TermId) -> (usize, Vec<EventId>) = Query::EventsNamed(id);
    company(id: TermId) -> Vec<(usize, Vec<TermId>)> = Query::Company(id);
    terms_of(kind: TermKind) -> Vec<TermId> = Query::TermsOf(kind);
    most_reported(kind: TermKind) -> (usize, Vec<TermId>) = Query::MostReported(kind);

    offered(kind: TermKind) -> (usize, Vec<TermId>) = Query::Offered(kind);
    initials(kind: Option<TermKind>, initial: Sum) -> Option<&'d Group> = Query::Initials(kind, initial);
    languages() -> Vec<&'d Lang> = Query::Languages;
    entries(whose: Whose, scope: Scope) -> Vec<(Day, Entry)> = Query::Entries(whose, scope);
    feed(channel: Channel) -> Vec<ArticleId> = Query::Feed(channel);
    shelf(shelf: Shelf) -> &'d [Found] = Query::Shelf(shelf);
    newest_editions() -> Vec<(Day, &'d [ArticleId])> = Query::NewestEditions;
}
