//! The moments of a timeline: entries grouped by when they happened, in months and years, with the gaps between them.

use std::collections::BTreeMap;

use crate::gate::excerpt::cut_at_sentence;
use crate::model::date::{Day, Month};
use crate::model::timeline::Entry;
use crate::model::{ArticleId, EventId};

use super::chart;
use super::facts::Standing;
use super::parts::{Form, Part};
use super::site::Site;
use super::view::{Link, Shared, Text, TimelineGroup, TimelineItem, TimelineMonth, TimelineYear, When};

/// Gaps longer than this many days are said in words.
const GAP: i64 = 45;
/// Months that stand open from the start.
const OPEN_MONTHS: usize = 2;
/// Reports of an event that are named on a timeline.
pub(super) const NAMED_REPORTS: usize = 2;
/// Characters of a summary on a timeline, at most: the sentence that says what happened.
const SUMMARY: usize = 140;

/// What stands together on a timeline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Moment {
    /// A day that is certain and exact.
    Day(Day),
    /// Another date, as written.
    Written(String),
}

/// Which way a timeline runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As news is read.
    NewestFirst,
    /// As a story is told.
    OldestFirst,
}

impl<'d> Site<'d> {
    /// Entries, already in reading order, by year and (unless the form is `open`) by month.
    pub(super) fn timeline_years(&self, entries: &[Entry], form: &'static str, order: Order) -> Vec<TimelineYear> {
        let day = |entry: &Entry| self.digest.standing(*entry).day;
        let mut last: Option<Day> = None;
        let mut opened = 0;
        let mut years = Vec::new();
        for inside in entries.chunk_by(|a, b| day(a).year() == day(b).year()) {
            let year = day(&inside[0]).year();
            let mut months = Vec::new();
            let mut groups = Vec::new();
            let mut gap = None;
            if form == "open" {
                groups = self.groups(inside, true, &mut last);
                // Said before the year's heading rather than after it.
                gap = groups.first_mut().and_then(|group| group.gap.take());
            } else {
                for month in inside.chunk_by(|a, b| day(a).month_of_year() == day(b).month_of_year()) {
                    months.push(self.timeline_month(day(&month[0]).month_of_year(), month, opened < OPEN_MONTHS));
                    opened += 1;
                }
            }
            years.push(TimelineYear {
                year: year.to_string(),
                id: format!("y{year}"),
                gap,
                total: self.words.count("entries", inside.len()),
                groups,
                months,
            });
        }
        debug_assert!(order == Order::NewestFirst || form == "open", "only short timelines run both ways");
        years
    }

    fn timeline_month(&self, month: Month, entries: &[Entry], open: bool) -> TimelineMonth {
        let mut days: BTreeMap<u8, usize> = BTreeMap::new();
        for entry in entries {
            *days.entry(self.digest.standing(*entry).day.day()).or_insert(0) += 1;
        }
        TimelineMonth {
            name: self.words.month_year(month),
            id: format!("m{month}"),
            count: self.words.count("entries", entries.len()),
            open,
            rug: chart::rug(&days.into_iter().collect::<Vec<_>>()),
            groups: self.groups(entries, false, &mut None),
        }
    }

    /// What stands at one moment stands together. `last` is the day of the group before, for the gaps.
    fn groups(&self, entries: &[Entry], full: bool, last: &mut Option<Day>) -> Vec<TimelineGroup> {
        let mut order: Vec<Vec<Entry>> = Vec::new();
        let mut index: BTreeMap<Moment, usize> = BTreeMap::new();
        for entry in entries {
            let at = *index.entry(self.moment(*entry)).or_insert(order.len());
            match order.get_mut(at) {
                Some(group) => group.push(*entry),
                None => order.push(vec![*entry]),
            }
        }
        order.into_iter().map(|entries| self.group(&entries, full, last)).collect()
    }

    fn group(&self, entries: &[Entry], full: bool, last: &mut Option<Day>) -> TimelineGroup {
        let first = entries[0];
        let form = if full { Form::Opened } else { Form::Folded };
        let Standing { day, exact, .. } = self.digest.standing(first);
        let gap = last.map(|last| last.days_since(day).abs()).filter(|days| full && *days > GAP);
        *last = Some(day);
        TimelineGroup {
            id: exact.map(|day| format!("d{day}")),
            // Times of day stand with the entries: several of one day share its heading.
            when: if exact.is_some() { self.when_day(day) } else { self.entry_when(first) },
            key: entries.iter().any(|entry| self.digest.standing(*entry).is_key),
            gap: gap.map(|days| self.words.gap(days)),
            items: entries.iter().map(|entry| self.part(Part::Item(*entry, form))).collect(),
        }
    }

    /// What groups entries: the day where it is certain and exact, else the date as written.
    fn moment(&self, entry: Entry) -> Moment {
        match (self.digest.standing(entry).exact, entry) {
            (Some(day), _) => Moment::Day(day),
            (None, Entry::Event(id)) => Moment::Written(self.digest.event(id).head.when.to_string()),
            (None, Entry::Article(id)) => Moment::Day(self.digest.article(id).day),
        }
    }

    /// When an entry happened.
    pub(super) fn entry_when(&self, entry: Entry) -> Shared<When> {
        match entry {
            Entry::Article(id) => self.when_day(self.digest.article(id).day),
            Entry::Event(id) => Shared::new(self.when(&self.digest.event(id).head.when)),
        }
    }

    /// A link to an entry.
    pub(super) fn entry_link(&self, entry: Entry) -> Link<'d> {
        match entry {
            Entry::Article(id) => self.article_link(id),
            Entry::Event(id) => self.event_link(id),
        }
    }

    /// An entry with what is said of it.
    pub(super) fn moment_item(&self, entry: Entry, full: bool) -> TimelineItem<'d> {
        match entry {
            Entry::Article(id) => self.article_item(id, full),
            Entry::Event(id) => self.event_item(id, full),
        }
    }

    fn article_item(&self, id: ArticleId, full: bool) -> TimelineItem<'d> {
        let article = self.digest.article(id);
        TimelineItem {
            link: self.article_link(id),
            summary: article.summary().filter(|_| full).map(short),
            summary_lang: self.foreign(&article.lang).then(|| article.lang.as_str().into()),
            publisher: Some(self.term_link(article.publisher).text),
            language: self.language(&article.lang),
            event: false,
            reports: None,
            reported_by: Vec::new(),
            key: article.head.key,
            time: None,
            status: None,
        }
    }

    fn event_item(&self, id: EventId, full: bool) -> TimelineItem<'d> {
        let event = self.digest.event(id);
        let when = &event.head.when;
        let named = event.reports.iter().take(if full { NAMED_REPORTS } else { 0 });
        TimelineItem {
            link: self.event_link(id),
            summary: event.summary().filter(|_| full).map(short),
            summary_lang: self.foreign(&event.lang).then(|| event.lang.as_str().into()),
            publisher: None,
            language: self.language(&event.lang),
            event: true,
            reports: self.reported(id),
            reported_by: named.map(|id| self.reporter(*id)).collect(),
            key: event.head.key,
            time: when
                .start()
                .point()
                .and_then(|point| point.clock())
                .filter(|_| when.is_exact_day())
                .map(|clock| self.words.time(&clock)),
            status: self.status(event),
        }
    }

    /// An article under its publisher's name.
    fn reporter(&self, id: ArticleId) -> Link<'d> {
        let publisher = self.term_link(self.digest.article(id).publisher);
        Link { href: self.href(&self.digest.article(id).route), ..publisher }
    }

    /// `3 reports, the first the same day`
    fn reported(&self, id: EventId) -> Option<String> {
        let event = self.digest.event(id);
        let first = self.digest.article(*event.reports.first()?).day;
        let reports = self.words.count("reports", event.reports.len());
        let lag = self.words.lag(&event.head.when, first);
        let key = if event.reports.len() == 1 { "report_only" } else { "reports_first" };
        Some(self.words.phrase(key, &[("reports", &reports), ("lag", &lag)]))
    }
}

/// The beginning of a summary, cut at a sentence.
fn short(summary: &str) -> Text<'_> {
    if summary.chars().count() <= SUMMARY { summary.into() } else { cut_at_sentence(summary, SUMMARY).into() }
}
