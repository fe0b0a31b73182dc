//! Questions about events.

use std::collections::BTreeMap;

use crate::model::date::Day;
use crate::model::timeline::Entry;
use crate::model::{Digest, EventId, TermId};

use super::Facts;
use crate::plan::cut::Scope;

/// How many rows the home page's list of events has.
const ROWS: usize = 8;
/// Events listed on a term's page; its timeline has all.
const ON_TERM: usize = 8;
/// Related events shown on an event's page.
const RELATED: usize = 5;
/// An event that went on for longer than this many days is not named on each of them.
const SPAN: i64 = 31;

/// Events with a page that happened on exactly a day, or were going on for a known span of days around it, by the days
/// of the digest.
pub(super) fn by_day(digest: &Digest) -> BTreeMap<Day, Vec<EventId>> {
    let mut happened: BTreeMap<Day, Vec<EventId>> = BTreeMap::new();
    for (index, event) in digest.events.iter().enumerate().filter(|(_, event)| event.route.is_some()) {
        let first = event.head.when.earliest();
        let Some(last) = event.head.when.latest().filter(|last| last.days_since(first) <= SPAN) else { continue };
        for (day, _) in digest.days.range(first..=last.max(first)) {
            happened.entry(*day).or_default().push(EventId(index));
        }
    }
    happened
}

impl Facts<'_> {
    /// Events that happened on a day of the digest, or around it.
    pub(in crate::plan) fn events_on(&self, day: Day) -> &[EventId] {
        self.happened.get(&day).map_or(&[], Vec::as_slice)
    }

    /// Events of a stretch of time that have a page, newest first, each with its first day.
    pub(in crate::plan) fn events_in(&self, scope: Scope) -> Vec<(Day, EventId)> {
        let events = self.digest.events.iter().enumerate().rev().filter(|(_, event)| event.route.is_some());
        let dated = events.map(|(index, event)| (event.head.when.earliest(), EventId(index)));
        dated.filter(|(day, _)| scope.holds(*day)).collect()
    }

    /// Whether any event has a page.
    pub(in crate::plan) fn any_event(&self) -> bool {
        self.digest.events.iter().any(|event| event.route.is_some())
    }

    /// Key events of a year that have a page.
    pub(in crate::plan) fn key_events(&self, year: i16) -> Vec<EventId> {
        let all = self.digest.events.iter().enumerate();
        let inside = all
            .filter(|(_, event)| event.head.key && event.route.is_some() && event.head.when.earliest().year() == year);
        inside.map(|(index, _)| EventId(index)).collect()
    }

    /// How many key events there are, and the newest of them.
    pub(in crate::plan) fn newest_events(&self) -> (usize, Vec<EventId>) {
        let newest = self.digest.entries.iter().rev().filter_map(|entry| match entry {
            Entry::Event(id) if self.digest.event(*id).head.key => Some(*id),
            _ => None,
        });
        (newest.clone().count(), newest.take(ROWS).collect())
    }

    /// Events of a term in the order of time, each with the day it stands on.
    pub(in crate::plan) fn term_events(&self, id: TermId) -> Vec<(Day, EventId)> {
        self.digest.term(id).events.iter().map(|id| (self.digest.stand(Entry::Event(*id)), *id)).collect()
    }

    /// How many events a term's page might name, and the newest of them: those with a page, and those written in place by
    /// articles that are not listed there themselves.
    pub(in crate::plan) fn events_named(&self, id: TermId) -> (usize, Vec<EventId>) {
        let term = self.digest.term(id);
        let shown = |id: &&EventId| {
            let event = self.digest.event(**id);
            let listed = event.reports.iter().any(|report| term.articles.binary_search(report).is_ok());
            event.route.is_some() || (self.digest.stands(**id) && !listed)
        };
        let named = term.events.iter().rev().filter(shown);
        (named.clone().count(), named.take(ON_TERM).copied().collect())
    }

    /// Events that share most with one: places, actors and tags, rarer terms counting more, then nearness in time.
    ///
    /// Only events of shared terms are looked at, and at most 200 of each, so that a page's cost does not grow with the digest.
    pub(in crate::plan) fn related(&self, id: EventId) -> Vec<EventId> {
        let event = self.digest.event(id);
        let mut shared: Vec<(EventId, usize)> = Vec::new();
        for term in event.terms() {
            let events = &self.digest.term(term).events;
            let weight = 1000 / (events.len() + 1);
            let at = events.binary_search(&id).unwrap_or(0);
            let near = &events[at.saturating_sub(100)..events.len().min(at + 100)];
            shared.extend(near.iter().filter(|other| **other != id).map(|other| (*other, weight)));
        }
        shared.sort_unstable();
        let day = event.head.when.earliest();
        let far = |id: EventId| self.digest.event(id).head.when.earliest().days_since(day).abs();
        let with_page = |id: EventId| self.digest.event(id).route.is_some();
        let mut weighed: Vec<(std::cmp::Reverse<usize>, i64, EventId)> = (shared.chunk_by(|a, b| a.0 == b.0))
            .filter_map(|same| same.first().map(|(id, _)| (*id, same.iter().map(|(_, weight)| weight).sum())))
            .filter(|(id, _)| with_page(*id))
            .map(|(id, weight): (EventId, usize)| (std::cmp::Reverse(weight), far(id), id))
            .collect();
        weighed.sort_unstable();
        let mut events: Vec<EventId> = weighed.into_iter().take(RELATED).map(|(_, _, id)| id).collect();
        events.sort();
        events
    }
}
