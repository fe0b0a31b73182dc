//! Dates in words: of articles, of events, and of days that many pages show.

use crate::model::date::Day;
use crate::model::date::when::When;

use super::site::Site;
use super::view::{self, Shared};

impl Site<'_> {
    /// A civil date in all its words.
    #[must_use]
    pub fn date(&self, day: Day) -> Shared<view::Date> {
        let href = self.day_href(day);
        match self.parts {
            Some(parts) => parts.date(day, || self.date_anew(day, href)),
            None => Shared::new(self.date_anew(day, href)),
        }
    }

    fn date_anew(&self, day: Day, href: Option<String>) -> view::Date {
        let words = self.words;
        view::Date {
            iso: day.to_string(),
            day: day.day().to_string(),
            weekday: words.weekday(day.weekday()).to_owned(),
            weekday_short: words.weekday_short(day.weekday()).to_owned(),
            month_year: words.month_year(day.month_of_year()),
            month_short: words.month_short(day.month()).to_owned(),
            full: words.full(day),
            long: words.long(day),
            short: words.short(day),
            href,
        }
    }

    /// When an event happened, in words.
    #[must_use]
    pub fn when(&self, when: &When) -> view::When {
        let said = self.words.when(when);
        let exact = when.is_exact_day().then(|| when.earliest());
        view::When {
            edtf: when.to_string(),
            datetime: when.datetime_attr(),
            words: said.words,
            short: said.short,
            weekday: exact.map(|day| self.words.weekday(day.weekday()).to_owned()),
            day: exact.map(|day| self.words.weekday_day(day)),
            doubt: said.doubt,
            href: exact.and_then(|day| self.day_href(day)),
        }
    }

    /// An article's date as a moment on a timeline.
    #[must_use]
    pub fn when_day(&self, day: Day) -> Shared<view::When> {
        let href = self.day_href(day);
        match self.parts {
            Some(parts) => parts.when(day, || self.when_day_anew(day, href)),
            None => Shared::new(self.when_day_anew(day, href)),
        }
    }

    fn when_day_anew(&self, day: Day, href: Option<String>) -> view::When {
        view::When {
            edtf: day.to_string(),
            datetime: Some(day.to_string()),
            words: self.words.long(day),
            short: self.words.day_month_short(day),
            weekday: Some(self.words.weekday(day.weekday()).to_owned()),
            day: Some(self.words.weekday_day(day)),
            doubt: None,
            href,
        }
    }
}
