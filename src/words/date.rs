//! Days and months in words: the names and patterns of `[dates]`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Words;
use super::fill::fill;
use crate::model::date::clock::Clock;
use crate::model::date::{Day, Month};

/// Lists of names and how many each must have; weekdays are listed from Monday.
pub(super) const LISTS: [(&str, usize); 7] = [
    ("months", 12),
    ("months_format", 12),
    ("months_short", 12),
    ("months_narrow", 12),
    ("weekdays", 7),
    ("weekdays_short", 7),
    ("weekdays_min", 7),
];

/// Patterns of a date, and the word for the first of a month where there is one (`1er`).
pub(super) const PATTERNS: [&str; 11] = [
    "full",
    "long",
    "short",
    "day_month",
    "day_month_short",
    "weekday_day",
    "month_year",
    "month_year_short",
    "days_span",
    "days_span_short",
    "first",
];

/// The table `[dates]`.
#[derive(Debug, Clone, Default)]
pub(super) struct Dates {
    /// By the names of [`LISTS`], each of its right length.
    pub(super) lists: BTreeMap<String, Vec<String>>,
    /// By the names of [`PATTERNS`].
    pub(super) patterns: BTreeMap<String, String>,
    /// Monday 0 to Sunday 6.
    pub(super) week_starts: u8,
}

impl Words {
    /// `Thursday 8 September 2016`
    #[must_use]
    pub fn full(&self, day: Day) -> String {
        self.dated("full", day, day)
    }

    /// `8 September 2016`
    #[must_use]
    pub fn long(&self, day: Day) -> String {
        self.dated("long", day, day)
    }

    /// `8 Sep 2016`
    #[must_use]
    pub fn short(&self, day: Day) -> String {
        self.dated("short", day, day)
    }

    /// `8 September`
    #[must_use]
    pub fn day_month(&self, day: Day) -> String {
        self.dated("day_month", day, day)
    }

    /// `8 Sep`
    #[must_use]
    pub fn day_month_short(&self, day: Day) -> String {
        self.dated("day_month_short", day, day)
    }

    /// `Thu 8`
    #[must_use]
    pub fn weekday_day(&self, day: Day) -> String {
        self.dated("weekday_day", day, day)
    }

    /// `8`, or the language's word for the first of a month.
    #[must_use]
    pub fn day_number(&self, day: Day) -> String {
        let first = self.dates.patterns.get("first").filter(|_| day.day() == 1);
        first.cloned().unwrap_or_else(|| day.day().to_string())
    }

    /// `September 2016`
    #[must_use]
    pub fn month_year(&self, month: Month) -> String {
        self.dated("month_year", month.first_day(), month.first_day())
    }

    /// `Sep 2016`
    #[must_use]
    pub fn month_year_short(&self, month: Month) -> String {
        self.dated("month_year_short", month.first_day(), month.first_day())
    }

    /// Days of one month: `5 to 7 September 2016`, short `5–7 Sep`.
    pub(super) fn days_span(&self, key: &str, from: Day, to: Day) -> String {
        self.dated(key, from, to)
    }

    /// The name of a month (1 to 12) as it stands alone: `September`.
    #[must_use]
    pub fn month(&self, month: u8) -> &str {
        self.name("months", month.wrapping_sub(1))
    }

    /// `Sep`
    #[must_use]
    pub fn month_short(&self, month: u8) -> &str {
        self.name("months_short", month.wrapping_sub(1))
    }

    /// `S`
    #[must_use]
    pub fn month_narrow(&self, month: u8) -> &str {
        self.name("months_narrow", month.wrapping_sub(1))
    }

    /// The name of a day of the week, Monday 0 to Sunday 6: `Thursday`.
    #[must_use]
    pub fn weekday(&self, weekday: u8) -> &str {
        self.name("weekdays", weekday)
    }

    /// `Thu`
    #[must_use]
    pub fn weekday_short(&self, weekday: u8) -> &str {
        self.name("weekdays_short", weekday)
    }

    /// `Th`
    #[must_use]
    pub fn weekday_min(&self, weekday: u8) -> &str {
        self.name("weekdays_min", weekday)
    }

    /// The day a week begins with, Monday 0 to Sunday 6.
    #[must_use]
    pub fn week_starts(&self) -> u8 {
        self.dates.week_starts
    }

    /// A time as it was written, with its distance from UTC: `19:00 (+03:00)`, `19:00 (UTC)`.
    #[must_use]
    pub fn time(&self, clock: &Clock) -> String {
        let second = clock.second().map(|second| format!(":{second:02}")).unwrap_or_default();
        let time = format!("{:02}:{:02}{second}", clock.hour(), clock.minute());
        match clock.offset() {
            None => time,
            Some(offset) if offset.minutes() == 0 => self.phrase("time_zone", &[("time", &time), ("offset", "UTC")]),
            Some(offset) => {
                let offset = self.left_to_right(&offset.to_string());
                self.phrase("time_zone", &[("time", &time), ("offset", &offset)])
            }
        }
    }

    /// A name of a list; nothing beyond its end.
    fn name(&self, list: &str, at: u8) -> &str {
        self.dates.lists.get(list).and_then(|names| names.get(usize::from(at))).map_or("", String::as_str)
    }

    /// A day in a pattern of `[dates]`; a missing pattern gives ISO 8601.
    fn dated(&self, key: &str, day: Day, to: Day) -> String {
        let Some(pattern) = self.dates.patterns.get(key) else {
            return day.to_string();
        };
        let month = day.month().wrapping_sub(1);
        fill(pattern, |name| {
            Some(match name {
                "weekday" => self.weekday(day.weekday()).into(),
                "weekday_short" => self.weekday_short(day.weekday()).into(),
                "day" => Cow::Owned(self.day_number(day)),
                "day_to" => Cow::Owned(self.day_number(to)),
                "month" => self.name("months_format", month).into(),
                "month_name" => self.name("months", month).into(),
                "month_short" => self.name("months_short", month).into(),
                "year" => Cow::Owned(day.year().to_string()),
                _ => return None,
            })
        })
    }
}
