//! A calendar day and a calendar month, and the doors to the other dates; nothing here asks what day it is today.

pub mod clock;
pub mod stamp;
pub mod when;

pub mod human;
pub mod names;

#[cfg(test)]
mod tests;

use std::fmt;

use jiff::{Span, civil};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A real day of the proleptic Gregorian calendar, 0001-01-01 to 9999-12-31.
///
/// It is written `YYYY-MM-DD` (ISO 8601-1, the extended calendar date) and belongs to no time zone.
// The field is jiff's date: its arithmetic is tested by many, and a day that does not exist cannot be put into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(civil::Date);

/// Four digits of year, two of month, two of day, as one number: what is remembered of a day.
impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number =
            u32::from(self.year().unsigned_abs()) * 10_000 + u32::from(self.month()) * 100 + u32::from(self.day());
        number.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let number = u32::deserialize(deserializer)?;
        let part = |divisor: u32, modulus: u32| u8::try_from(number / divisor % modulus).ok();
        let day = || Day::new(i16::try_from(number / 10_000).ok()?, part(100, 100)?, part(1, 100)?);
        day().ok_or_else(|| D::Error::custom("no day"))
    }
}

impl Day {
    /// The first day there is, 0001-01-01.
    pub const FIRST: Day = Day(civil::Date::constant(1, 1, 1));

    /// The last day there is, 9999-12-31.
    pub const LAST: Day = Day(civil::Date::constant(9999, 12, 31));

    /// The day of this year (1 to 9999), month (1 to 12) and day of the month; `None` if there is no such day.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Day> {
        let month = i8::try_from(month).ok()?;
        let day = i8::try_from(day).ok()?;
        civil::Date::new(year, month, day).ok().and_then(Day::of)
    }

    /// Reads `YYYY-MM-DD` in ASCII digits and nothing else; `None` for any other text and for a day that does not exist.
    pub fn parse_iso(text: &str) -> Option<Day> {
        let (year_month, day) = (text.get(..7)?, text.get(7..)?);
        let month = Month::parse_iso(year_month)?;
        let day = digits(day.strip_prefix('-')?, 2)?;
        Day::new(month.year(), month.month(), u8::try_from(day).ok()?)
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    /// The month this day lies in.
    pub fn month_of_year(self) -> Month {
        Month(Day(self.0.first_of_month()))
    }

    /// The day of the week, Monday 0 to Sunday 6 (the order of ISO 8601).
    pub fn weekday(self) -> u8 {
        self.0.weekday().to_monday_zero_offset().unsigned_abs()
    }

    /// How many days `other` lies before this day; negative where it lies after.
    pub fn days_since(self, other: Day) -> i64 {
        self.0.duration_since(other.0).as_hours() / 24
    }

    /// The day this many days later, or earlier if negative; `None` outside the years 0001 to 9999.
    pub fn add_days(self, days: i64) -> Option<Day> {
        let span = Span::new().try_days(days).ok()?;
        self.0.checked_add(span).ok().and_then(Day::of)
    }

    /// The last day of this day's month.
    pub fn last_of_month(self) -> Day {
        Day(self.0.last_of_month())
    }

    /// Lets through what lies in the years 0001 to 9999; jiff also has years before them.
    fn of(date: civil::Date) -> Option<Day> {
        (date.year() >= 1).then_some(Day(date))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

/// A month of one year, 0001-01 to 9999-12, written `YYYY-MM` (ISO 8601-1).
// Kept as its first day, so that the first and last day are always there without a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month(Day);

impl Month {
    /// The month of this year (1 to 9999) and number (1 to 12); `None` if there is no such month.
    pub fn new(year: i16, month: u8) -> Option<Month> {
        Day::new(year, month, 1).map(Month)
    }

    /// Reads `YYYY-MM` in ASCII digits and nothing else; `None` for any other text and for a month that does not exist.
    pub fn parse_iso(text: &str) -> Option<Month> {
        let (year, month) = (text.get(..4)?, text.get(4..)?);
        let year = i16::try_from(digits(year, 4)?).ok()?;
        let month = u8::try_from(digits(month.strip_prefix('-')?, 2)?).ok()?;
        Month::new(year, month)
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month()
    }

    /// The first day of the month.
    pub fn first_day(self) -> Day {
        self.0
    }

    /// The last day of the month.
    pub fn last_day(self) -> Day {
        self.0.last_of_month()
    }

    /// How many days the month has, 28 to 31.
    pub fn days(self) -> u8 {
        self.last_day().day()
    }

    /// The day of the week of its first day, Monday 0 to Sunday 6: how many cells a calendar leaves empty.
    pub fn first_weekday(self) -> u8 {
        self.0.weekday()
    }

    /// The month after this one; `None` after 9999-12.
    pub fn next(self) -> Option<Month> {
        self.last_day().add_days(1).map(Month)
    }

    /// The month before this one; `None` before 0001-01.
    pub fn previous(self) -> Option<Month> {
        self.0.add_days(-1).map(Day::month_of_year)
    }

    /// Every month from this one to `last`, both included; none at all where `last` lies before this one.
    pub fn through(self, last: Month) -> impl Iterator<Item = Month> {
        std::iter::successors(Some(self), |month| month.next()).take_while(move |month| *month <= last)
    }

    /// Every day of the month, in order.
    pub fn every_day(self) -> impl Iterator<Item = Day> {
        (1..=self.days()).filter_map(move |day| Day::new(self.year(), self.month(), day))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

/// The number these ASCII digits write, if there are exactly `count` of them and nothing else.
// `str::parse` alone would also take a sign.
fn digits(text: &str, count: usize) -> Option<u32> {
    let all = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}

/// The day of these numbers, or why there is none in one lower-case line ("February 2016 has 29 days").
///
/// The numbers are as an author wrote them and may be anything.
fn real_day(year: u32, month: u32, day: u32) -> Result<Day, String> {
    let month = real_month(year, month)?;
    let found = u8::try_from(day).ok().and_then(|day| Day::new(month.year(), month.month(), day));
    found.ok_or_else(|| match day {
        0 => "there is no day 00".to_owned(),
        29..=31 => {
            let name = names::ENGLISH.month(month.month()).unwrap_or_default();
            format!("{name} {:04} has {} days", month.year(), month.days())
        }
        _ => format!("there is no day {day}"),
    })
}

/// The month of these numbers, or why there is none in one lower-case line.
fn real_month(year: u32, month: u32) -> Result<Month, String> {
    let Some(year) = i16::try_from(year).ok().filter(|year| (1..=9999).contains(year)) else {
        return Err("years are 0001 to 9999".to_owned());
    };
    let found = u8::try_from(month).ok().and_then(|month| Month::new(year, month));
    found.ok_or_else(|| format!("there is no month {month:02}"))
}
