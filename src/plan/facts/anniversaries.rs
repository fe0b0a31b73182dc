//! The editions of a month and day in other years.

use std::collections::BTreeMap;

use crate::model::date::Day;
use crate::model::{ArticleId, Digest};

use super::Facts;

/// Editions listed on a day's page.
const SHOWN: usize = 10;

/// An edition of another year: its day, how many reports it has, and the first of them.
pub(in crate::plan) type Edition = (Day, usize, ArticleId);

/// Days that have reports, oldest first, by month and day.
pub(super) fn by_date(digest: &Digest) -> BTreeMap<(u8, u8), Vec<Day>> {
    let mut dates: BTreeMap<(u8, u8), Vec<Day>> = BTreeMap::new();
    for (day, _) in digest.days.iter().filter(|(_, list)| !list.is_empty()) {
        dates.entry((day.month(), day.day())).or_default().push(*day);
    }
    dates
}

impl Facts<'_> {
    /// In how many other years there is an edition of a day's date, and the newest of these editions.
    pub(in crate::plan) fn other_years(&self, day: Day) -> (usize, Vec<Edition>) {
        let days = self.dates.get(&(day.month(), day.day())).map_or(&[][..], Vec::as_slice);
        let others = days.iter().rev().filter(|other| **other != day);
        let edition = |day: &Day| {
            let list = self.digest.days.get(day)?;
            Some((*day, list.len(), *list.first()?))
        };
        (others.clone().count(), others.filter_map(edition).take(SHOWN).collect())
    }
}
