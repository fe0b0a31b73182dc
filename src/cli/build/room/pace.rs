//! How fast a site grows, read from its content and never from a clock: the same content says the same on every day.

use crate::cli::build::{grouped, size};
use crate::model::date::Day;

/// Days of twelve months, and of one.
const YEAR: i64 = 365;
const MONTH: f64 = 365.25 / 12.0;

/// How fast a site grows. What counts is when an article was taken in (`added`), since an archive of old articles fills a
/// site on the day it is taken in; where that is not said, its date has to do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pace {
    /// The newest day on which an article was taken in.
    last: Day,
    /// How many months are looked at: twelve, or fewer where the content is younger, and one at least.
    months: f64,
    /// How many articles were taken in since.
    lately: usize,
    /// How many there are.
    articles: usize,
}

impl Pace {
    /// The pace of the last twelve months of content, up to its newest day; nothing where there is no article.
    pub(super) fn of(taken_in: &[Day]) -> Option<Pace> {
        let (first, last) = (*taken_in.iter().min()?, *taken_in.iter().max()?);
        let lately = taken_in.iter().filter(|day| last.days_since(**day) < YEAR).count();
        let days = last.days_since(first) + 1;
        let months = if days < YEAR { (days as f64 / MONTH).max(1.0) } else { 12.0 };
        Some(Pace { last, months, lately, articles: taken_in.len() })
    }

    fn articles_a_month(&self) -> f64 {
        self.lately as f64 / self.months
    }

    /// When a site of so many bytes will be full; nothing where it is already.
    pub(super) fn sentence(&self, bytes: u64, most: u64) -> Option<String> {
        let left = most.checked_sub(bytes)?;
        let each = bytes / self.articles as u64;
        let months = left as f64 / (self.articles_a_month() * each.max(1) as f64);
        Some(format!(
            "at the pace of the {} of content to {} ({} articles a month, {} each) it will be full {}",
            span(self.months),
            self.last,
            rate(self.articles_a_month()),
            size(each),
            when(months)
        ))
    }
}

fn span(months: f64) -> String {
    match months.round() as u64 {
        12 => "last twelve months".to_owned(),
        0 | 1 => "first month".to_owned(),
        months => format!("first {months} months"),
    }
}

/// Articles a month, with a decimal where they are few.
fn rate(number: f64) -> String {
    if number < 10.0 { format!("{number:.1}") } else { grouped(number.round() as usize) }
}

fn when(months: f64) -> String {
    match months.round() as u64 {
        0 => "within a month".to_owned(),
        1 => "in about a month".to_owned(),
        months @ 2..24 => format!("in about {months} months"),
        months if months <= 1200 => format!("in about {} years", (months + 6) / 12),
        _ => "in more than a hundred years".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(list: &[(&str, usize)]) -> Vec<Day> {
        list.iter().flat_map(|(day, count)| vec![Day::parse_iso(day).unwrap(); *count]).collect()
    }

    fn sentence(list: &[(&str, usize)], bytes: u64) -> String {
        Pace::of(&days(list)).unwrap().sentence(bytes, 1_000_000_000).unwrap_or_default()
    }

    #[test]
    fn the_pace_is_that_of_the_last_twelve_months_of_content() {
        // Of 6 000 articles 3 720 came in the twelve months before the newest; each is 145 kB of the site.
        let list = [("2001-01-01", 2280), ("2015-10-01", 1800), ("2016-09-08", 1920)];
        assert_eq!(
            sentence(&list, 870_000_000),
            "at the pace of the last twelve months of content to 2016-09-08 (310 articles a month, 145.0 kB each) it \
             will be full in about 3 months"
        );
        // A day before them is not one of them.
        let edge = |day: &str| sentence(&[(day, 6), ("2016-09-08", 6)], 12_000);
        assert!(edge("2015-09-10").contains("(1.0 articles a month, 1.0 kB each)"), "{}", edge("2015-09-10"));
        assert!(edge("2015-09-09").contains("(0.5 articles a month"), "{}", edge("2015-09-09"));
    }

    #[test]
    fn young_content_is_measured_by_its_own_months() {
        let said = sentence(&[("2016-07-01", 40), ("2016-09-08", 20)], 900_000_000);
        assert!(said.starts_with("at the pace of the first 2 months of content to 2016-09-08 (26 articles"), "{said}");
        let said = sentence(&[("2016-09-08", 20)], 10_000_000);
        assert!(said.starts_with("at the pace of the first month of content to 2016-09-08 (20 articles"), "{said}");
        assert!(said.ends_with("full in about 8 years"), "{said}");
        assert_eq!(Pace::of(&[]), None);
    }

    #[test]
    fn how_long_is_said_as_people_say_it() {
        let said: Vec<String> = [0.2, 1.2, 14.4, 23.4, 23.6, 40.0, 1200.0, 1201.0, 1e30].map(when).into();
        assert_eq!(
            said,
            [
                "within a month",
                "in about a month",
                "in about 14 months",
                "in about 23 months",
                "in about 2 years",
                "in about 3 years",
                "in about 100 years",
                "in more than a hundred years",
                "in more than a hundred years"
            ]
        );
        // What is full has no time left to speak of.
        assert_eq!(sentence(&[("2016-09-08", 2)], 1_000_000_001), "");
        assert!(sentence(&[("2016-09-08", 2)], 1_000_000_000).ends_with("within a month"));
    }
}
