//! The sum of every answer.

use crate::model::date::Day;
use crate::model::timeline::Entry;
use crate::model::{ArticleId, EventId, TermId};
use crate::plan::facts::{Akin, Beside, Edition, Rising};
use crate::plan::parts::entry_questions;
use crate::plan::query::Query;
use crate::source::sum::Sum;

use super::Facts;
use super::keys::Keys;
use super::sum::{Adder, Shape, shape, web};

impl Facts<'_> {
    /// The sum of the answer to a question.
    #[must_use]
    pub fn sum(&self, keys: &Keys, query: Query) -> Sum {
        match query {
            // Many parts are made from the same article or term.
            Query::Article(ArticleId(index)) => *self.sums.articles[index].get_or_init(|| self.sum_of(keys, query)),
            Query::Term(TermId(index)) => *self.sums.terms[index].get_or_init(|| self.sum_of(keys, query)),
            _ => self.sum_of(keys, query),
        }
    }

    fn sum_of(&self, keys: &Keys, query: Query) -> Sum {
        let mut adder = Adder::default();
        self.add(&mut adder, keys, query);
        adder.sum()
    }

    /// The sums of what the answers depend on that are dear to find: while they stay, the answers do.
    #[must_use]
    pub fn shape(&self, keys: &Keys) -> Shape {
        let all = (0..self.digest.articles.len()).map(|index| self.sum(keys, Query::Article(ArticleId(index))));
        Shape { events: shape(self.digest, keys), articles: web(self.digest, &all.collect::<Vec<_>>()) }
    }

    fn add_all(&self, adder: &mut Adder, keys: &Keys, queries: &[Query]) {
        queries.iter().for_each(|query| adder.value(&self.sum(keys, *query)));
    }

    fn add_entries(&self, adder: &mut Adder, keys: &Keys, entries: &[(Day, Entry)]) {
        adder.entries(keys, entries);
        entries.iter().for_each(|(_, entry)| adder.value(&self.standing(*entry)));
    }

    /// In the order of their numbers, which is part of what is known.
    fn add_archive(&self, adder: &mut Adder, keys: &Keys) {
        let (articles, events) = self.archive();
        (0..articles).for_each(|index| adder.value(&self.sum(keys, Query::Article(ArticleId(index)))));
        (0..events).for_each(|index| adder.value(&self.sum(keys, Query::Event(EventId(index)))));
        (0..self.digest.terms.len()).for_each(|index| adder.value(&self.sum(keys, Query::Term(TermId(index)))));
    }

    // No arm for all others: a new question stops the compiler here.
    fn add(&self, adder: &mut Adder, keys: &Keys, query: Query) {
        match query {
            Query::Article(id) => adder.article(keys, self.article(id)),
            Query::Beside(id) => add_beside(adder, keys, self.beside(id)),
            Query::Around(id) => adder.articles(keys, self.around(id)),
            Query::Akin(id) => add_akin(adder, keys, &self.akin(id)),
            Query::Event(id) => adder.event(keys, self.event(id)),
            Query::Related(id) => adder.events(keys, &self.related(id)),
            Query::Curated(index) => adder.curated(self.curated(index)),
            Query::Timelines => adder.value(&keys.curated),
            Query::Plain(index) => adder.plain(self.plain_page(index)),
            Query::Plains => adder.value(&keys.plain),
            Query::Text(document) => adder.value(&self.text(document).1.sum),
            Query::Day(day) => adder.day(keys, self.day_of(day)),
            Query::HasDay(day) => adder.value(&self.has_day(day)),
            Query::HasMonth(month) => adder.value(&self.has_month(month)),
            Query::DaysBeside(day) => adder.value(&self.days_beside(day)),
            Query::MonthsBeside(month) => adder.value(&self.months_beside(month)),
            Query::YearsBeside(year) => adder.value(&self.years_beside(year)),
            Query::Years => adder.value(&self.years()),
            Query::NewestYear => adder.value(&self.newest_year()),
            Query::Counts(scope) => adder.value(&self.counts(scope)),
            Query::PerMonth => adder.value(self.per_month()),
            Query::Fullest(year) => adder.value(&self.fullest(year)),
            Query::ArticlesIn(scope) => add_dated(adder, keys, &self.articles_in(scope)),
            Query::WithdrawnOn(day) => adder.articles(keys, self.withdrawn_on(day)),
            Query::OtherYears(day) => add_editions(adder, keys, &self.other_years(day)),
            Query::Rising(month) => add_rising(adder, keys, self.rising(month).as_ref()),
            Query::NewestDays => add_newest(adder, keys, &self.newest_days()),
            Query::NewestEditions => add_days(adder, keys, &self.newest_editions()),
            Query::Newest => add_counted(adder, keys, &self.newest()),
            Query::Changed => adder.articles(keys, &self.changed()),
            Query::EventsOn(day) => adder.events(keys, self.events_on(day)),
            Query::EventsIn(scope) => add_dated_events(adder, keys, &self.events_in(scope)),
            Query::AnyEvent => adder.value(&self.any_event()),
            Query::KeyEvents(year) => adder.events(keys, &self.key_events(year)),
            Query::NewestEvents => add_some_events(adder, keys, &self.newest_events()),
            Query::Term(id) => adder.name(keys, &self.term(id)),
            Query::Carriers(id) => adder.value(&self.carriers(id)),
            Query::Children(id) => adder.terms(keys, &self.children(id)),
            Query::TermArticles(id, scope) => add_dated(adder, keys, &self.term_articles(id, scope)),
            Query::TermEvents(id) => add_dated_events(adder, keys, &self.term_events(id)),
            Query::EventsNamed(id) => add_some_events(adder, keys, &self.events_named(id)),
            Query::TermsOf(kind) => adder.terms(keys, &self.terms_of(kind)),
            Query::Offered(kind) => add_some_terms(adder, keys, &self.offered(kind)),
            Query::Initials(kind, initial) => adder.group(keys, self.initials(kind, initial)),
            Query::Languages => adder.value(&self.languages()),
            Query::MostReported(kind) => add_some_terms(adder, keys, &self.most_reported(kind)),
            Query::Entries(whose, scope) => self.add_entries(adder, keys, &self.entries(whose, scope)),
            Query::Company(id) => self.company(id).iter().for_each(|some| add_some_terms(adder, keys, some)),
            Query::Feed(channel) => adder.articles(keys, &self.feed(channel)),
            Query::Part(part) => self.add_all(adder, keys, &part.questions(self)),
            Query::Archive => self.add_archive(adder, keys),
            Query::Shelf(shelf) => adder.found(keys, self.shelf(shelf)),
            Query::FeedEntry(id) => self.add_all(adder, keys, &entry_questions(self, id)),
        }
    }
}

fn add_beside(adder: &mut Adder, keys: &Keys, (earlier, later): Beside<ArticleId>) {
    adder.articles(keys, &earlier);
    adder.articles(keys, &later);
}

fn add_akin(adder: &mut Adder, keys: &Keys, akin: &[Akin]) {
    for akin in akin {
        adder.articles(keys, [&akin.article]);
        adder.terms(keys, &akin.shared);
        adder.events(keys, &akin.event);
    }
}

fn add_editions(adder: &mut Adder, keys: &Keys, (total, editions): &(usize, Vec<Edition>)) {
    adder.value(total);
    for (day, reports, first) in editions {
        adder.value(&(day, reports));
        adder.articles(keys, [first]);
    }
}

fn add_rising(adder: &mut Adder, keys: &Keys, rising: Option<&Rising>) {
    if let Some(rising) = rising {
        adder.value(&(rising.reports, rising.before, rising.total));
        for (term, now, was) in &rising.terms {
            adder.terms(keys, [term]);
            adder.value(&(now, was));
        }
    }
}

fn add_dated(adder: &mut Adder, keys: &Keys, articles: &[(Day, ArticleId)]) {
    adder.value(&articles.iter().map(|(day, _)| *day).collect::<Vec<Day>>());
    adder.articles(keys, articles.iter().map(|(_, id)| id));
}

fn add_dated_events(adder: &mut Adder, keys: &Keys, events: &[(Day, EventId)]) {
    adder.value(&events.iter().map(|(day, _)| *day).collect::<Vec<Day>>());
    adder.events(keys, events.iter().map(|(_, id)| id));
}

fn add_days(adder: &mut Adder, keys: &Keys, days: &[(Day, &[ArticleId])]) {
    for (day, list) in days {
        adder.value(day);
        adder.articles(keys, *list);
    }
}

fn add_newest(adder: &mut Adder, keys: &Keys, (days, next): &(Vec<(Day, &[ArticleId])>, Option<Day>)) {
    adder.value(next);
    add_days(adder, keys, days);
}

fn add_some_events(adder: &mut Adder, keys: &Keys, (total, events): &(usize, Vec<EventId>)) {
    adder.value(total);
    adder.events(keys, events);
}

fn add_some_terms(adder: &mut Adder, keys: &Keys, (total, terms): &(usize, Vec<TermId>)) {
    adder.value(total);
    adder.terms(keys, terms);
}

fn add_counted(adder: &mut Adder, keys: &Keys, (count, articles): &(usize, Vec<ArticleId>)) {
    adder.value(count);
    adder.articles(keys, articles);
}
