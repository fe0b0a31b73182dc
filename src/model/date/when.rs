//! When something happened, as precisely as is known and no more: the part of EDTF (ISO 8601-2) that news needs.

mod parse;
mod repair;

#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::clock::Clock;
use super::human::{DateProblem, Human};
use super::{Day, Month};

/// The date of an event: a year, a month, a day, a day with a time, or an interval between two of these.
///
/// Its text is EDTF level 0, with times to the minute, and level 1, without negative years, seasons (`2016-21`) and
/// masked years (`201X`): `2016-09~`, `2016-09-XX`, `2016-09-05/2016-09-07`, `2016-09-12/..`.
///
/// Ordered by the earliest day, then by the latest (an open end last), then by the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct When {
    edtf: String,
    start: Edge,
    /// `None` for what is no interval: it ends where it starts.
    end: Option<Edge>,
}

impl When {
    /// Reads an EDTF date. Whatever else a person may have written is a [`DateProblem`] that shows the form to write.
    pub fn parse(text: &str) -> Result<When, DateProblem> {
        let text = text.trim();
        match parse::read(text) {
            Ok(when) => Ok(when),
            Err(parse::Fault::Refused(message, hint)) => {
                Err(DateProblem { message: message.to_owned(), human: Human::Unreadable(hint) })
            }
            Err(parse::Fault::Syntax) => {
                let human = repair::suggest(text);
                let message = match human {
                    Human::One(_) => "the date is not written in EDTF (ISO 8601-2)",
                    Human::Several(_) => "the date can be read in more than one way",
                    Human::Unreadable(_) => "the date cannot be read",
                };
                Err(DateProblem { message: message.to_owned(), human })
            }
        }
    }

    /// A plain day.
    pub fn on(day: Day) -> When {
        let point =
            Point { first: day, last: day, precision: Precision::Day, qualifier: None, masked: false, clock: None };
        When { edtf: day.to_string(), start: Edge::At(point), end: None }
    }

    /// The date in EDTF, in its canonical form: reading it gives this date again.
    pub fn edtf(&self) -> &str {
        &self.edtf
    }

    /// The first day it can have touched; [`Day::FIRST`] where the start is open or unknown (see [`When::begins`]).
    pub fn earliest(&self) -> Day {
        self.begins().unwrap_or(Day::FIRST)
    }

    /// The last day it can have touched; `None` where the end is open or unknown.
    pub fn latest(&self) -> Option<Day> {
        self.end().point().map(Point::last)
    }

    /// The first day it can have touched, where there is one: `../2016-09-12` has none.
    pub fn begins(&self) -> Option<Day> {
        self.start.point().map(Point::first)
    }

    /// The day to file it under: its first, or, where the start is open or unknown, the first its end may have had.
    pub fn stands_on(&self) -> Day {
        let ends = self.end().point().map(Point::first);
        self.begins().or(ends).unwrap_or(Day::FIRST)
    }

    /// Where it starts; for what is no interval, the date itself.
    pub fn start(&self) -> Edge {
        self.start
    }

    /// Where it ends; for what is no interval, the date itself.
    pub fn end(&self) -> Edge {
        self.end.unwrap_or(self.start)
    }

    /// Whether it was written as an interval, `a/b`.
    pub fn is_interval(&self) -> bool {
        self.end.is_some()
    }

    /// Whether it is one known day, without any doubt expressed: `2016-09-19`, with or without a time.
    pub fn is_exact_day(&self) -> bool {
        let certain = |edge: Edge| edge.point().is_some_and(|point| point.qualifier.is_none());
        self.latest() == self.begins() && certain(self.start) && certain(self.end())
    }

    /// Whether it can have touched this day.
    pub fn covers(&self, day: Day) -> bool {
        self.touches(day, day)
    }

    /// Whether it can have touched a day from `first` to `last`, both included.
    pub fn touches(&self, first: Day, last: Day) -> bool {
        self.earliest() <= last && self.latest().is_none_or(|latest| latest >= first)
    }

    /// The months it can have touched, of those from `first` to `last`, both included.
    // Cut at both ends by the caller: an open interval has months up to the year 9999.
    pub fn months_within(&self, first: Month, last: Month) -> impl Iterator<Item = Month> {
        let from = self.earliest().month_of_year().max(first);
        let to = self.latest().map_or(last, |latest| latest.month_of_year().min(last));
        from.through(to)
    }

    /// The order of two dates by their days alone: earliest, then latest, an open end last.
    ///
    /// This is [`Ord`] without its last step, for callers that break ties by a slug.
    pub fn compare_days(&self, other: &When) -> Ordering {
        let key = |when: &When| (when.earliest(), when.latest().is_none(), when.latest());
        key(self).cmp(&key(other))
    }

    /// The date for schema.org's `temporalCoverage`: ISO 8601 without marks of doubt, an interval with `..` at an
    /// open or unknown end.
    pub fn schema_org(&self) -> String {
        match self.end {
            None => self.start.iso(),
            Some(end) => format!("{}/{}", self.start.iso(), end.iso()),
        }
    }

    /// A value for `datetime` of HTML's `<time>`: the date without marks of doubt, of an interval its start.
    ///
    /// `None` where the start is open or unknown; HTML can write neither that nor an interval.
    pub fn datetime_attr(&self) -> Option<String> {
        self.start.point().map(Point::iso)
    }
}

impl Ord for When {
    fn cmp(&self, other: &When) -> Ordering {
        // The text is canonical, so two dates of one text are one date, and this order agrees with `Eq`.
        self.compare_days(other).then_with(|| self.edtf.cmp(&other.edtf))
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &When) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.edtf)
    }
}

/// One end of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Edge {
    /// It lies there.
    At(Point),
    /// It is open (`..`): the interval goes on.
    Open,
    /// It is not known (nothing before or after the `/`).
    Unknown,
}

impl Edge {
    /// The date of this end, if it has one.
    pub fn point(self) -> Option<Point> {
        match self {
            Edge::At(point) => Some(point),
            Edge::Open | Edge::Unknown => None,
        }
    }

    fn iso(self) -> String {
        self.point().map_or_else(|| "..".to_owned(), Point::iso)
    }
}

/// A year, a month, a day, or a day with a time, and how sure its source was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Point {
    first: Day,
    last: Day,
    precision: Precision,
    qualifier: Option<Qualifier>,
    masked: bool,
    clock: Option<Clock>,
}

impl Point {
    /// The first day of it: for `2016-09`, 2016-09-01.
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day of it: for `2016-09`, 2016-09-30.
    pub fn last(self) -> Day {
        self.last
    }

    /// What is known of it: of `2016-09-XX`, the month.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// The doubt its source expressed, if any.
    pub fn qualifier(self) -> Option<Qualifier> {
        self.qualifier
    }

    /// Whether it was one day or month that is not known (`2016-09-XX`, `2016-XX`), rather than the whole.
    pub fn is_masked(self) -> bool {
        self.masked
    }

    /// The time of day, with [`Precision::Minute`].
    pub fn clock(self) -> Option<Clock> {
        self.clock
    }

    /// ISO 8601-1, without doubt and masks: `2016`, `2016-09`, `2016-09-19`, `2016-09-12T19:00+03:00`.
    pub fn iso(self) -> String {
        match self.precision {
            Precision::Year => format!("{:04}", self.first.year()),
            Precision::Month => self.first.month_of_year().to_string(),
            Precision::Day | Precision::Minute => match self.clock {
                Some(clock) => format!("{}T{clock}", self.first),
                None => self.first.to_string(),
            },
        }
    }
}

/// The smallest part of a date that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Precision {
    /// The year.
    Year,
    /// The month.
    Month,
    /// The day.
    Day,
    /// The minute, or the second.
    Minute,
}

/// What the source said of its own date: EDTF's qualification of a whole date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Qualifier {
    /// `?`: it may not be right.
    Uncertain,
    /// `~`: it is near.
    Approximate,
    /// `%`: near, and it may not be right.
    Both,
}
