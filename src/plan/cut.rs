//! Lists are cut by time, never by page number, so that a page that was published never changes because something newer came.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::gate::route::Route;
use crate::model::date::{Day, Month};

/// The stretch of time a list covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// Everything.
    All,
    /// One year.
    Year(i16),
    /// One month.
    Month(Month),
    /// One day.
    Day(Day),
}

impl Scope {
    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, day: Day) -> bool {
        match self {
            Scope::All => true,
            Scope::Year(year) => day.year() == year,
            Scope::Month(month) => day.month_of_year() == month,
            Scope::Day(only) => day == only,
        }
    }

    /// Its first and last day; nothing for everything.
    #[must_use]
    pub fn bounds(self) -> Option<RangeInclusive<Day>> {
        match self {
            Scope::All => None,
            Scope::Year(year) => Some(Month::new(year, 1)?.first_day()..=Month::new(year, 12)?.last_day()),
            Scope::Month(month) => Some(month.first_day()..=month.last_day()),
            Scope::Day(day) => Some(day..=day),
        }
    }

    /// The address of this stretch below a list's own address.
    #[must_use]
    pub fn route(self, list: &Route) -> Route {
        let list = list.clone();
        match self {
            Scope::All => list,
            Scope::Year(year) => list.year(year),
            Scope::Month(month) => list.year(month.year()).month(month.month()),
            Scope::Day(day) => list.year(day.year()).month(day.month()).day(day.day()),
        }
    }

    /// The stretch one step finer that a day of this one lies in.
    fn finer(self, day: Day) -> Option<Scope> {
        match self {
            Scope::All => Some(Scope::Year(day.year())),
            Scope::Year(_) => Some(Scope::Month(day.month_of_year())),
            Scope::Month(_) => Some(Scope::Day(day)),
            Scope::Day(_) => None,
        }
    }
}

/// A list as one page shows it.
#[derive(Debug)]
pub struct Cut<T> {
    /// How many lie in the scope.
    pub total: usize,
    /// What is shown in full.
    pub shown: Vec<T>,
    /// What is shown as titles only: the end of a day past the limit.
    pub rest: Vec<T>,
    /// Finer stretches with their counts, when not everything is shown.
    pub finer: Vec<(Scope, usize)>,
}

/// Cuts a list for one page: all of it up to `limit`, else its newest `newest` and the finer stretches.
///
/// `items` are newest first, each with its day.
#[must_use]
pub fn cut<T: Copy>(items: &[(Day, T)], scope: Scope, limit: usize, newest: usize) -> Cut<T> {
    let inside: Vec<(Day, T)> = items.iter().copied().filter(|(day, _)| scope.holds(*day)).collect();
    let total = inside.len();
    if total <= limit {
        return Cut {
            total,
            shown: inside.into_iter().map(|(_, item)| item).collect(),
            rest: Vec::new(),
            finer: Vec::new(),
        };
    }
    let (first, last) = inside.split_at(newest.min(total));
    let shown = first.iter().map(|(_, item)| *item).collect();
    if let Scope::Day(_) = scope {
        return Cut { total, shown, rest: last.iter().map(|(_, item)| *item).collect(), finer: Vec::new() };
    }
    let mut finer: Vec<(Scope, usize)> = Vec::new();
    for step in inside.iter().filter_map(|(day, _)| scope.finer(*day)) {
        match finer.last_mut() {
            Some((last, count)) if *last == step => *count += 1,
            _ => finer.push((step, 1)),
        }
    }
    Cut { total, shown, rest: Vec::new(), finer }
}

/// Every stretch that has a page of its own: all, and below each that is past the limit its finer ones.
///
/// `days` are in order, either way.
#[must_use]
pub fn scopes(days: &[Day], limit: usize) -> Vec<Scope> {
    let mut found = vec![Scope::All];
    below(&mut found, days, Scope::All, limit);
    found
}

fn below(found: &mut Vec<Scope>, days: &[Day], scope: Scope, limit: usize) {
    if days.len() <= limit {
        return;
    }
    for group in days.chunk_by(|a, b| scope.finer(*a) == scope.finer(*b)) {
        if let Some(finer) = group.first().and_then(|day| scope.finer(*day)) {
            found.push(finer);
            below(found, group, finer, limit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).expect("a day")
    }

    fn items(days: &[&str]) -> Vec<(Day, usize)> {
        days.iter().enumerate().map(|(index, text)| (day(text), index)).collect()
    }

    #[test]
    fn a_list_up_to_the_limit_is_whole() {
        let list = items(&["2016-09-08", "2016-09-08", "2015-01-01"]);
        let cut = cut(&list, Scope::All, 3, 3);
        assert_eq!((cut.total, cut.shown.len(), cut.finer.len()), (3, 3, 0));
    }

    #[test]
    fn past_the_limit_come_years_then_months_then_days_then_titles() {
        let list = items(&["2016-09-08", "2016-09-08", "2016-09-07", "2016-02-01", "2015-01-01"]);
        let all = cut(&list, Scope::All, 2, 2);
        assert_eq!(all.shown, [0, 1]);
        assert_eq!(all.finer, [(Scope::Year(2016), 4), (Scope::Year(2015), 1)]);
        let day_scope = Scope::Day(day("2016-09-08"));
        let one = cut(&list, day_scope, 1, 1);
        assert_eq!((one.shown, one.rest), (vec![0], vec![1]));
    }

    #[test]
    fn pages_exist_for_what_is_past_the_limit_only() {
        let days: Vec<Day> = ["2016-09-08", "2016-09-08", "2016-09-07", "2016-02-01", "2015-01-01"].map(day).into();
        assert_eq!(scopes(&days, 5), [Scope::All]);
        let september = Month::new(2016, 9).expect("a month");
        let february = Month::new(2016, 2).expect("a month");
        assert_eq!(
            scopes(&days, 3),
            [Scope::All, Scope::Year(2016), Scope::Month(september), Scope::Month(february), Scope::Year(2015)]
        );
    }
}
