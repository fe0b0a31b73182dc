//! When something happened, in words: as exact as is known, and its doubt said.

use super::Words;
use crate::model::date::Day;
use crate::model::date::when::{Edge, Point, Precision, Qualifier, When};

/// The date of an event in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhenWords {
    /// `about 12 September 2016, 19:00`
    pub words: String,
    /// Without the year, for timelines: `12 Sep`, `5–7 Sep`; with the years where it spans several.
    pub short: String,
    /// What its source doubted: `approximate`; absent for a certain date.
    pub doubt: Option<String>,
}

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Long,
    Short,
}

impl Words {
    /// The date of an event in words.
    #[must_use]
    pub fn when(&self, when: &When) -> WhenWords {
        WhenWords { words: self.said(when, Form::Long), short: self.said(when, Form::Short), doubt: self.doubt(when) }
    }

    fn said(&self, when: &When, form: Form) -> String {
        match (when.start(), when.end()) {
            (Edge::At(point), _) if !when.is_interval() => {
                self.qualified(self.point(point, form), point.qualifier(), form)
            }
            (Edge::At(from), Edge::At(to)) => self.span(from, to, form),
            (Edge::At(from), end) => {
                let from = self.qualified(self.point(from, form), from.qualifier(), form);
                let fine = if end == Edge::Unknown { "end_unknown" } else { "open_end" };
                self.first_phrase([fine, "open_end"], &[("from", &from)])
            }
            (start, Edge::At(to)) => {
                let to = self.qualified(self.point(to, form), to.qualifier(), form);
                let fine = if start == Edge::Unknown { "start_unknown" } else { "open_start" };
                self.first_phrase([fine, "open_start"], &[("to", &to)])
            }
            _ => self.phrase("unknown_date", &[]),
        }
    }

    /// A date that is no interval, without its doubt.
    fn point(&self, point: Point, form: Form) -> String {
        let (day, month) = (point.first(), point.first().month_of_year());
        match (point.precision(), form) {
            (Precision::Year, Form::Long) if point.is_masked() => {
                self.phrase("some_month_of", &[("year", &day.year().to_string())])
            }
            (Precision::Year, _) => day.year().to_string(),
            (Precision::Month, Form::Long) if point.is_masked() => {
                self.phrase("some_day_of", &[("month", &self.month_year(month))])
            }
            (Precision::Month, Form::Long) => self.month_year(month),
            (Precision::Month, Form::Short) => self.month_short(day.month()).to_owned(),
            (Precision::Day | Precision::Minute, Form::Short) => self.day_month_short(day),
            (Precision::Day | Precision::Minute, Form::Long) => match point.clock() {
                Some(clock) => self.phrase("time", &[("date", &self.long(day)), ("time", &self.time(&clock))]),
                None => self.long(day),
            },
        }
    }

    /// From one date to another, what they share said once: `5 to 7 September 2016`.
    fn span(&self, from: Point, to: Point, form: Form) -> String {
        if from.qualifier() == to.qualifier()
            && let Some(text) = self.compact_span(from, to, form)
        {
            return self.qualified(text, from.qualifier(), form);
        }
        let end = |point: Point| {
            let far = form == Form::Short && from.first().year() != to.first().year();
            let text = if far { self.short_with_year(point) } else { self.point(point, form) };
            self.qualified(text, point.qualifier(), form)
        };
        self.joined(&end(from), &end(to), form)
    }

    /// The span of two dates of one kind; nothing where their kinds differ or an end is "some day of".
    fn compact_span(&self, from: Point, to: Point, form: Form) -> Option<String> {
        if from.is_masked() || to.is_masked() {
            return None;
        }
        let (a, b) = (from.first(), to.first());
        let coarse = |point: Point| match point.precision() {
            Precision::Minute if form == Form::Short => Precision::Day,
            precision => precision,
        };
        let (one_year, one_month) = (a.year() == b.year(), a.month_of_year() == b.month_of_year());
        Some(match (coarse(from), coarse(to)) {
            (Precision::Minute, Precision::Minute) if a == b => {
                let until = to.clock().map(|clock| self.time(&clock))?;
                self.joined(&self.point(from, form), &until, form)
            }
            (Precision::Day, Precision::Day) if a == b => self.point(from, form),
            (Precision::Day, Precision::Day) if one_month => {
                self.days_span(if form == Form::Long { "days_span" } else { "days_span_short" }, a, b)
            }
            (Precision::Day, Precision::Day) if one_year && form == Form::Long => {
                self.joined(&self.day_month(a), &self.long(b), form)
            }
            (Precision::Month, Precision::Month) if one_month => self.point(from, form),
            (Precision::Month, Precision::Month) if one_year && form == Form::Long => {
                self.joined(self.month(a.month()), &self.month_year(b.month_of_year()), form)
            }
            (Precision::Year, Precision::Year) if one_year => self.point(from, form),
            (known, same) if known == same && (one_year || form == Form::Long || known == Precision::Year) => {
                self.joined(&self.point(from, form), &self.point(to, form), form)
            }
            (known, same) if known == same => self.joined(&self.short_with_year(from), &self.short_with_year(to), form),
            _ => return None,
        })
    }

    fn short_with_year(&self, point: Point) -> String {
        let day: Day = point.first();
        match point.precision() {
            Precision::Year => day.year().to_string(),
            Precision::Month => self.month_year_short(day.month_of_year()),
            Precision::Day | Precision::Minute => self.short(day),
        }
    }

    fn joined(&self, from: &str, to: &str, form: Form) -> String {
        self.phrase(if form == Form::Long { "span" } else { "span_short" }, &[("from", from), ("to", to)])
    }

    /// A date with its doubt said beside it.
    fn qualified(&self, date: String, qualifier: Option<Qualifier>, form: Form) -> String {
        let key = match (qualifier, form) {
            (None, _) => return date,
            (Some(Qualifier::Approximate), Form::Long) => "approximate",
            (Some(Qualifier::Approximate), Form::Short) => "approximate_short",
            (Some(Qualifier::Uncertain), Form::Long) => "uncertain",
            (Some(Qualifier::Uncertain), Form::Short) => "uncertain_short",
            (Some(Qualifier::Both), Form::Long) => "approximate_uncertain",
            (Some(Qualifier::Both), Form::Short) => "approximate_uncertain_short",
        };
        self.phrase(key, &[("date", &date)])
    }

    /// The doubts of both ends together.
    fn doubt(&self, when: &When) -> Option<String> {
        let ends = [when.start(), when.end()];
        let said = || ends.into_iter().filter_map(Edge::point).filter_map(Point::qualifier);
        let uncertain = said().any(|qualifier| qualifier != Qualifier::Approximate);
        let approximate = said().any(|qualifier| qualifier != Qualifier::Uncertain);
        let key = match (uncertain, approximate) {
            (false, false) => return None,
            (true, false) => "doubt_uncertain",
            (false, true) => "doubt_approximate",
            (true, true) => "doubt_both",
        };
        Some(self.phrase(key, &[]))
    }
}
