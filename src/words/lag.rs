//! Stretches of time in words: from an event to a report of it, and from one report to the next.

use super::Words;
use crate::model::date::Day;
use crate::model::date::when::{Edge, Point, Precision, When};

/// From here up a stretch is counted in months.
const MONTHS_FROM: i64 = 60;

/// From here up it is counted in years.
const YEARS_FROM: i64 = 730;

impl Words {
    /// How long after an event a report came: `the same day`, `2 days later`, `before it ended`.
    ///
    /// It is never more exact than the event's date: after "September 2016", only months are counted.
    /// From 60 days up months are counted, from 730 days up years, each to the nearest.
    #[must_use]
    pub fn lag(&self, event: &When, report: Day) -> String {
        if report < event.earliest() {
            let days = event.earliest().days_since(report);
            return match self.counts.contains_key("lag_days_before") {
                true => self.count("lag_days_before", whole(days)),
                false => self.phrase("before_event", &[]),
            };
        }
        match (event.end(), event.start()) {
            (Edge::Open, _) => self.phrase("during_event", &[]),
            (Edge::At(end), _) if event.is_interval() && report < end.first() => self.phrase("during_event", &[]),
            // An end that is not known: the time is counted from the start.
            (Edge::At(end), _) | (Edge::Unknown, Edge::At(end)) => self.since(end, report),
            _ => self.phrase("unknown_date", &[]),
        }
    }

    /// From a date to a day that does not lie before it.
    fn since(&self, point: Point, report: Day) -> String {
        let years = i64::from(report.year()) - i64::from(point.first().year());
        let months = years * 12 + i64::from(report.month()) - i64::from(point.first().month());
        match point.precision() {
            Precision::Year if years == 0 => self.within("same_year", &report.year().to_string()),
            Precision::Year => self.count("lag_years", whole(years)),
            Precision::Month if months == 0 => self.within("same_month", &self.month_year(report.month_of_year())),
            Precision::Month if months < 24 => self.count("lag_months", whole(months)),
            Precision::Month => self.count("lag_years", whole(months / 12)),
            Precision::Day | Precision::Minute => match report.days_since(point.first()) {
                0 => self.phrase("same_day", &[]),
                1 => self.phrase("next_day", &[]),
                days => self.stretch(["lag_days", "lag_months", "lag_years"], days),
            },
        }
    }

    /// The same month or year; without a phrase for it, its name: no more is known.
    fn within(&self, key: &str, name: &str) -> String {
        if self.phrases.contains_key(key) { self.phrase(key, &[]) } else { name.to_owned() }
    }

    /// How long after a day another lies, or how long before it: `3 days later`, `2 months before`.
    #[must_use]
    pub fn apart(&self, from: Day, to: Day) -> String {
        match to.days_since(from) {
            0 => self.phrase("same_day", &[]),
            1 => self.phrase("next_day", &[]),
            days @ 2.. => self.stretch(["lag_days", "lag_months", "lag_years"], days),
            days => self.stretch(["lag_days_before", "lag_months_before", "lag_years_before"], days.saturating_neg()),
        }
    }

    /// Days without a report: `46 days without a report`, from 60 days up in months, from 730 up in years.
    #[must_use]
    pub fn gap(&self, days: i64) -> String {
        self.stretch(["days_gap", "months_gap", "years_gap"], days)
    }

    fn stretch(&self, keys: [&str; 3], days: i64) -> String {
        let [in_days, in_months, in_years] = keys;
        // The mean month and year of the calendar, 30.44 and 365.25 days, to the nearest.
        match days {
            YEARS_FROM.. => self.count(in_years, whole(days.saturating_mul(100).saturating_add(18_262) / 36_525)),
            MONTHS_FROM.. => self.count(in_months, whole((days * 100 + 1522) / 3044)),
            _ => self.count(in_days, whole(days)),
        }
    }
}

/// A number of days that is not negative.
fn whole(n: i64) -> usize {
    usize::try_from(n).unwrap_or(0)
}
