//! A month as a table of days: a day with reports is shaded and leads to its page.

use std::collections::BTreeMap;

use super::level;
use crate::model::date::{Day, Month};
use crate::plan::view::{Calendar, Cell, Weekday};
use crate::words::Words;

/// What a calendar is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Days<'a> {
    /// Reports of each day.
    pub per_day: &'a BTreeMap<Day, usize>,
    /// The fullest day of all calendars on the page, so that they share one scale.
    pub max: usize,
    /// The page's own day.
    pub current: Option<Day>,
    /// Whether the year is named as well.
    pub with_year: bool,
}

/// A month of days. The month's own address is left to the caller.
pub fn calendar(words: &Words, month: Month, days: &Days<'_>, href: impl Fn(Day) -> Option<String>) -> Calendar {
    let Days { per_day, max, current, with_year } = *days;
    let cell = |day: Day| {
        let count = per_day.get(&day).copied().unwrap_or(0);
        let href = if count > 0 { href(day) } else { None };
        let (when, reports) = (words.day_month(day), words.count("reports", count));
        Cell {
            text: day.day().to_string(),
            label: href
                .as_ref()
                .map_or_else(String::new, |_| words.phrase("cell", &[("when", &when), ("count", &reports)])),
            href,
            level: level(count, max),
            current: current == Some(day),
        }
    };
    let empty = (month.first_weekday() + 7 - words.week_starts().min(6)) % 7;
    let mut cells: Vec<Option<Cell>> = (0..empty).map(|_| None).collect();
    cells.extend(month.every_day().map(|day| Some(cell(day))));
    cells.resize_with(cells.len().next_multiple_of(7), || None);
    let total: usize = per_day.range(month.first_day()..=month.last_day()).map(|(_, count)| *count).sum();
    let weekday = |at: u8| {
        let weekday = (at + words.week_starts()) % 7;
        Weekday { full: words.weekday(weekday).to_owned(), short: words.weekday_min(weekday).to_owned() }
    };
    Calendar {
        name: if with_year { words.month_year(month) } else { words.month(month.month()).to_owned() },
        href: None,
        count: if total > 0 { words.number(total) } else { String::new() },
        weekdays: (0..7).map(weekday).collect(),
        weeks: cells.chunks(7).map(<[Option<Cell>]>::to_vec).collect(),
    }
}
