//! The dated editions: home, year, month, day.

use serde::Serialize;

use super::charts::{Calendar, Strip};
use super::parts::{Card, Change, Date, DayBlock, EventLine, Link, Row};
use super::shared::Shared;

/// `/`: the newest editions, what changed, how much was reported, ways in.
#[derive(Debug, Serialize)]
pub struct Home<'d> {
    /// Whole days, newest first.
    pub days: Vec<DayBlock<'d>>,
    /// Says how much is shown when not everything is.
    pub shown: Option<String>,
    /// Where the days go on.
    pub more: Option<Link<'d>>,
    /// Reports by month.
    pub activity: Option<Strip>,
    /// The newest month.
    pub calendar: Option<Calendar>,
    /// What changed lately, newest first.
    pub changes: Vec<Change<'d>>,
    /// Says how many of them are shown when not all are.
    pub changes_shown: Option<String>,
    /// Curated timelines.
    pub timelines: Vec<Row<'d>>,
    /// Newest key events.
    pub events: Vec<EventLine<'d>>,
    /// Says how many of them are shown when not all are.
    pub events_shown: Option<String>,
    /// Most used tags.
    pub topics: Vec<Row<'d>>,
    /// Says how many of them are shown when not all are.
    pub topics_shown: Option<String>,
}

/// A year as twelve calendars.
#[derive(Debug, Serialize)]
pub struct Year<'d> {
    /// `2016`.
    pub year: String,
    /// `56 reports on 41 days…`
    pub lede: String,
    /// Months from January to the last with a report.
    pub calendars: Vec<Calendar>,
    /// Key entries and events of the year.
    pub key_events: Vec<EventLine<'d>>,
    /// How many they are: `3 events`; nothing where there is none.
    pub key_events_counted: Option<String>,
}

/// A month: calendar and days.
#[derive(Debug, Serialize)]
pub struct MonthPage<'d> {
    /// `September 2016`.
    pub heading: String,
    /// `20 reports on 9 days`.
    pub lede: String,
    /// The month.
    pub calendar: Calendar,
    /// Tags, places and actors that rose in this month.
    pub rising: Option<Rising<'d>>,
    /// Days with their articles, newest first; past the limit, the newest of them.
    pub days: Vec<DayBlock<'d>>,
    /// Says how much is shown when not everything is.
    pub shown: Option<String>,
}

/// A day: the dated edition.
#[derive(Debug, Serialize)]
pub struct DayPage<'d> {
    /// The day.
    pub date: Shared<Date>,
    /// `5 reports`, `4 publishers`, `3 languages`.
    pub facts: Vec<String>,
    /// Articles with summaries.
    pub entries: Vec<Card<'d>>,
    /// Articles past the limit, as titles.
    pub rest: Vec<Link<'d>>,
    /// Withdrawn articles of the day.
    pub withdrawn: Vec<Link<'d>>,
    /// Events that happened on this day.
    pub events: Vec<EventLine<'d>>,
    /// How many they are: `2 events`; nothing where there is none.
    pub events_counted: Option<String>,
    /// The same date in other years.
    pub other_years: Option<OtherYears<'d>>,
    /// The month of the day.
    pub calendar: Calendar,
}

/// Terms of which a month has more than chance explains.
#[derive(Debug, Serialize)]
pub struct Rising<'d> {
    /// What they are compared with, and how many they are.
    pub lede: String,
    /// Those that rose most, first.
    pub rows: Vec<Risen<'d>>,
    /// Says how many are shown when not all are.
    pub shown: Option<String>,
}

/// A term that rose.
#[derive(Debug, Serialize)]
pub struct Risen<'d> {
    /// The term.
    pub link: Link<'d>,
    /// `9 of 20; before, 4 of 180`: reports that carry it among all of the month, and of the 12 months before.
    pub figures: String,
}

/// Editions of the same month and day.
#[derive(Debug, Serialize)]
pub struct OtherYears<'d> {
    /// In how many other years there is one: `3 other years`.
    pub count: String,
    /// The newest of them, newest first.
    pub rows: Vec<OtherYear<'d>>,
    /// Says how many are shown when not all are.
    pub shown: Option<String>,
}

/// An edition of another year.
#[derive(Debug, Serialize)]
pub struct OtherYear<'d> {
    /// Its day.
    pub link: Link<'d>,
    /// `5 reports`.
    pub reports: String,
    /// The headline that stands first on it.
    pub headline: Link<'d>,
}
