//! What pages are made from, as answers to questions: pure functions of the digest, each asked by a [`Query`](super::query::Query) of its name.
//!
//! Views never look at the digest itself but through a lens (`lens.rs`), which writes down what was asked. So it is known
//! of every page what it depends on, and a page whose answers are what they were need not be drawn again.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Serialize;

use crate::config::Config;
use crate::gate::html::Html;
use crate::gate::route::Route;
use crate::model::article::{Article, Bodies, Text};
use crate::model::date::{Day, Month};
use crate::model::event::Event;
use crate::model::page::PlainPage;
use crate::model::term::{TermEntry, TermKind};
use crate::model::timeline::{Entry, Timeline};
use crate::model::{ArticleId, Digest, EventId, TermId};
use crate::source::SourcePath;
use crate::source::sum::Sum;

use super::cut::Scope;
use super::query::Document;
use super::timeline::Whose;

mod akin;
mod anniversaries;
mod answers;
mod events;
mod feeds;
mod initials;
pub mod keys;
mod rising;
mod shelves;
pub mod sum;
mod terms;

pub(super) use akin::Akin;
pub(super) use anniversaries::Edition;
pub use feeds::Channel;
pub(super) use initials::{Group, initial};
pub(super) use rising::Rising;
pub(super) use shelves::has_kind;
pub use shelves::{Found, Shelf};

/// The digest, the configuration, and what is counted once for many pages.
#[derive(Debug)]
pub struct Facts<'d> {
    /// The digest, for planning, which happens in every build.
    pub(super) digest: &'d Digest,
    pub(super) config: &'d Config,
    pub(super) bodies: &'d dyn Bodies,
    per_day: BTreeMap<Day, usize>,
    per_month: BTreeMap<Month, usize>,
    /// Articles of the fullest day of each year: the scale of its calendars.
    fullest: BTreeMap<i16, usize>,
    /// Articles of each day that were withdrawn.
    withdrawn: BTreeMap<Day, Vec<ArticleId>>,
    /// Events of each day that has a page.
    happened: BTreeMap<Day, Vec<EventId>>,
    /// Days that have reports, by month and day.
    dates: BTreeMap<(u8, u8), Vec<Day>>,
    /// How many articles stand in lists.
    listed: usize,
    /// Entries of each term's timeline, once somebody has asked.
    entries: Vec<OnceLock<Vec<(Day, Entry)>>>,
    /// Articles that are related to each, once somebody has asked.
    akin: Vec<OnceLock<Vec<Akin>>>,
    /// Where each article stands, once somebody has asked.
    stands: OnceLock<Vec<akin::Stand>>,
    /// What search finds, once somebody has asked.
    numbered: OnceLock<shelves::Numbered>,
    /// Terms by the first letters of their names, once somebody has asked.
    groups: OnceLock<initials::Groups>,
    sums: Sums,
}

/// Sums of answers that parts of many pages are made from, once somebody has asked.
#[derive(Debug)]
struct Sums {
    articles: Vec<OnceLock<Sum>>,
    terms: Vec<OnceLock<Sum>>,
}

/// A term without the lists of what carries it.
#[derive(Debug, Clone, Copy)]
pub struct Name<'d> {
    /// Its kind.
    pub kind: TermKind,
    /// What the vocabulary says, or what articles wrote.
    pub entry: &'d TermEntry,
    /// Its address.
    pub route: &'d Route,
    /// The term above it.
    pub parent: Option<TermId>,
    /// Whether any page would list something under it.
    pub used: bool,
    label: &'d str,
}

impl<'d> Name<'d> {
    /// Its label in the site's language.
    #[must_use]
    pub fn label(&self) -> &'d str {
        self.label
    }
}

/// Where an entry stands on a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The day that it is sorted by.
    pub day: Day,
    /// The day on which it happened, where that is certain and exact.
    pub exact: Option<Day>,
    /// Whether it is key.
    pub is_key: bool,
}

/// What stands before and after something in an order.
pub type Beside<T> = (Option<T>, Option<T>);

impl<'d> Facts<'d> {
    /// Counts once what many pages show.
    #[must_use]
    pub fn new(digest: &'d Digest, config: &'d Config, bodies: &'d dyn Bodies) -> Self {
        let per_day: BTreeMap<Day, usize> = digest.days.iter().map(|(day, list)| (*day, list.len())).collect();
        let mut per_month = BTreeMap::new();
        let mut fullest = BTreeMap::new();
        for (day, count) in per_day.iter().filter(|(_, count)| **count > 0) {
            *per_month.entry(day.month_of_year()).or_insert(0) += count;
            let most: &mut usize = fullest.entry(day.year()).or_insert(0);
            *most = (*most).max(*count);
        }
        let mut withdrawn: BTreeMap<Day, Vec<ArticleId>> = BTreeMap::new();
        for (index, article) in digest.articles.iter().enumerate().filter(|(_, article)| !article.listed()) {
            withdrawn.entry(article.day).or_default().push(ArticleId(index));
        }
        let entries = digest.terms.iter().map(|_| OnceLock::new()).collect();
        let happened = events::by_day(digest);
        let (dates, listed) = (anniversaries::by_date(digest), digest.listed().count());
        let sums = Sums {
            articles: digest.articles.iter().map(|_| OnceLock::new()).collect(),
            terms: digest.terms.iter().map(|_| OnceLock::new()).collect(),
        };
        let akin = digest.articles.iter().map(|_| OnceLock::new()).collect();
        let (numbered, groups, stands) = Default::default();
        Facts {
            digest,
            config,
            bodies,
            per_day,
            per_month,
            fullest,
            withdrawn,
            happened,
            dates,
            listed,
            entries,
            akin,
            stands,
            numbered,
            groups,
            sums,
        }
    }

    // ---- documents

    pub(super) fn article(&self, id: ArticleId) -> &'d Article {
        self.digest.article(id)
    }

    /// Listed articles before and after one, newest first: the earlier, then the later.
    pub(super) fn beside(&self, id: ArticleId) -> Beside<ArticleId> {
        let listed = |index: &usize| self.digest.articles[*index].listed();
        let earlier = (id.0 + 1..self.digest.articles.len()).find(listed);
        (earlier.map(ArticleId), (0..id.0).rev().find(listed).map(ArticleId))
    }

    /// One after, the article itself, two before, within its main tag; nothing where it stands alone.
    pub(super) fn around(&self, id: ArticleId) -> &'d [ArticleId] {
        let Some(tag) = self.digest.article(id).tags.first() else { return &[] };
        let articles = &self.digest.term(*tag).articles;
        let Ok(at) = articles.binary_search(&id) else { return &[] };
        let near = &articles[at.saturating_sub(1)..articles.len().min(at + 3)];
        if near.len() < 2 { &[] } else { near }
    }

    pub(super) fn event(&self, id: EventId) -> &'d Event {
        self.digest.event(id)
    }

    pub(super) fn curated(&self, index: usize) -> &'d Timeline {
        &self.digest.timelines[index]
    }

    pub(super) fn plain_page(&self, index: usize) -> &'d PlainPage {
        &self.digest.pages[index]
    }

    /// The numbers of all curated timelines.
    pub(super) fn timelines(&self) -> std::ops::Range<usize> {
        0..self.digest.timelines.len()
    }

    /// The numbers of all plain pages.
    pub(super) fn plain_pages(&self) -> std::ops::Range<usize> {
        0..self.digest.pages.len()
    }

    /// The document that a file of content is, where it has a page of its own.
    #[must_use]
    pub fn document(&self, source: &SourcePath) -> Option<Document> {
        let digest = self.digest;
        let article = || digest.articles.iter().position(|article| article.head.source == *source);
        let event = || digest.events.iter().position(|event| event.route.is_some() && event.head.source == *source);
        let curated = || digest.timelines.iter().position(|timeline| timeline.head.source == *source);
        let plain = || digest.pages.iter().position(|page| page.head.source == *source);
        (article().map(|index| Document::Article(ArticleId(index))))
            .or_else(|| event().map(|index| Document::Event(EventId(index))))
            .or_else(|| curated().map(Document::Curated))
            .or_else(|| plain().map(Document::Plain))
    }

    /// The text of a document.
    pub(super) fn html(&self, document: Document) -> Html {
        self.bodies.html(self.text(document).0)
    }

    pub(super) fn text(&self, document: Document) -> (&'d SourcePath, &'d Text) {
        match document {
            Document::Article(id) => (&self.digest.article(id).head.source, &self.digest.article(id).body),
            Document::Event(id) => (&self.digest.event(id).head.source, &self.digest.event(id).body),
            Document::Curated(index) => (&self.curated(index).head.source, &self.curated(index).body),
            Document::Plain(index) => (&self.plain_page(index).head.source, &self.plain_page(index).body),
        }
    }

    // ---- days

    /// The listed articles of a day, or nothing when the digest has no such day.
    pub(super) fn day_of(&self, day: Day) -> Option<&'d [ArticleId]> {
        self.digest.days.get(&day).map(Vec::as_slice)
    }

    pub(super) fn has_day(&self, day: Day) -> bool {
        self.digest.days.contains_key(&day)
    }

    pub(super) fn has_month(&self, month: Month) -> bool {
        self.digest.days.range(month.first_day()..=month.last_day()).next().is_some()
    }

    /// The days before and after one.
    pub(super) fn days_beside(&self, day: Day) -> Beside<Day> {
        let before = self.digest.days.range(..day).next_back();
        let after = self.digest.days.range(day..).find(|(other, _)| **other != day);
        (before.map(|(day, _)| *day), after.map(|(day, _)| *day))
    }

    /// The months that have a page before and after one.
    pub(super) fn months_beside(&self, month: Month) -> Beside<Month> {
        let before = self.digest.days.range(..month.first_day()).next_back();
        let after = month.next().and_then(|next| self.digest.days.range(next.first_day()..).next());
        (before.map(|(day, _)| day.month_of_year()), after.map(|(day, _)| day.month_of_year()))
    }

    /// The years that have a page before and after one.
    pub(super) fn years_beside(&self, year: i16) -> Beside<i16> {
        let years = self.years();
        let before = years.iter().rev().find(|other| **other < year);
        (before.copied(), years.iter().find(|other| **other > year).copied())
    }

    /// Years that have a page, oldest first.
    pub(super) fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.digest.days.keys().map(|day| day.year()).collect();
        years.dedup();
        years
    }

    /// Months that have a page, oldest first.
    pub(super) fn months(&self) -> Vec<Month> {
        let mut months: Vec<Month> = self.digest.days.keys().map(|day| day.month_of_year()).collect();
        months.dedup();
        months
    }

    /// The year that the navigation's calendar leads to.
    pub(super) fn newest_year(&self) -> Option<i16> {
        self.digest.days.keys().next_back().map(|day| day.year())
    }

    /// Listed articles of each day of a stretch that has any, oldest first.
    pub(super) fn counts(&self, scope: Scope) -> Vec<(Day, usize)> {
        let inside = scope.bounds().map_or_else(|| self.per_day.range(..), |bounds| self.per_day.range(bounds));
        inside.filter(|(_, count)| **count > 0).map(|(day, count)| (*day, *count)).collect()
    }

    /// Listed articles of each month that has any.
    pub(super) fn per_month(&self) -> &BTreeMap<Month, usize> {
        &self.per_month
    }

    /// Articles of the fullest day of a year.
    pub(super) fn fullest(&self, year: i16) -> usize {
        self.fullest.get(&year).copied().unwrap_or(0)
    }

    /// Listed articles of a stretch of time, newest first.
    pub(super) fn articles_in(&self, scope: Scope) -> Vec<(Day, ArticleId)> {
        let days = &self.digest.days;
        let days = scope.bounds().map_or_else(|| days.range(..), |bounds| days.range(bounds));
        days.rev().flat_map(|(day, list)| list.iter().map(|id| (*day, *id))).collect()
    }

    /// Articles of a day that were withdrawn.
    pub(super) fn withdrawn_on(&self, day: Day) -> &[ArticleId] {
        self.withdrawn.get(&day).map_or(&[], Vec::as_slice)
    }

    /// Whole days up to the home page's limit of entries, at least one; and the first day that is left out.
    pub(super) fn newest_days(&self) -> (Vec<(Day, &'d [ArticleId])>, Option<Day>) {
        let mut days: Vec<(Day, &[ArticleId])> = Vec::new();
        let limit = self.config.limits.home_entries;
        let mut count = 0;
        for (day, list) in self.digest.days.iter().rev().filter(|(_, list)| !list.is_empty()) {
            if count > 0 && count + list.len() > limit {
                return (days, Some(*day));
            }
            // One day alone past the limit shows its first entries; its own page has the rest.
            days.push((*day, &list[..list.len().min(limit.max(1))]));
            count += list.len();
        }
        (days, None)
    }

    /// How many articles stand in lists, and the newest of them up to the limit of a timeline.
    pub(super) fn newest(&self) -> (usize, Vec<ArticleId>) {
        (self.digest.listed().count(), self.digest.listed().take(self.config.limits.timeline_entries).collect())
    }

    /// Articles that were corrected or withdrawn, newest first.
    pub(super) fn changed(&self) -> Vec<ArticleId> {
        let all = self.digest.articles.iter().enumerate();
        let changed = all.filter(|(_, article)| !article.head.corrections.is_empty() || !article.listed());
        changed.map(|(index, _)| ArticleId(index)).collect()
    }

    /// How many articles and events there are; what is known of them is part of this answer's sum.
    pub(super) fn archive(&self) -> (usize, usize) {
        (self.digest.articles.len(), self.digest.events.len())
    }

    // ---- timelines

    /// Where an entry stands.
    pub(super) fn standing(&self, entry: Entry) -> Standing {
        match entry {
            Entry::Article(id) => {
                let article = self.digest.article(id);
                Standing { day: article.day, exact: Some(article.day), is_key: article.head.key }
            }
            Entry::Event(id) => {
                let head = &self.digest.event(id).head;
                let exact = head.when.is_exact_day().then(|| head.when.earliest());
                Standing { day: head.when.stands_on(), exact, is_key: head.key }
            }
        }
    }

    /// The entries of a timeline in a stretch of time, newest first, each with the day it stands on.
    pub(super) fn entries(&self, whose: Whose, scope: Scope) -> Vec<(Day, Entry)> {
        let dated = |entries: &[Entry]| super::timeline::dated(self.digest, entries);
        let all = match whose {
            Whose::Everything => &dated(&self.digest.entries),
            Whose::Curated(index) => &dated(&self.digest.timelines[index].entries),
            Whose::Term(id) => {
                self.entries[id.0].get_or_init(|| dated(&self.digest.term_entries(self.digest.term(id))))
            }
        };
        all.iter().copied().filter(|(day, _)| scope.holds(*day)).collect()
    }
}
