//! Tests of the dates of articles.

use proptest::prelude::*;

use super::{Stamp, parse_article_date};
use crate::model::date::human::{DateProblem, Human};
use crate::model::date::tests::{any_clock, any_day, any_text, day};

/// What an article's date is read as, and what is suggested with it.
fn read(text: &str) -> (String, Option<String>) {
    let (stamp, suggestion) = parse_article_date(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
    (stamp.to_string(), suggestion)
}

fn refused(text: &str) -> DateProblem {
    match parse_article_date(text) {
        Err(problem) => problem,
        Ok((stamp, _)) => panic!("{text} is read as {stamp}"),
    }
}

#[test]
fn the_dates_promised_to_authors_are_read_without_a_word() {
    for (text, canonical) in [
        ("2016-09-08", "2016-09-08"),
        ("  2016-09-08\n", "2016-09-08"),
        ("2016-09-12T19:00", "2016-09-12T19:00"),
        ("2016-09-12 19:00", "2016-09-12T19:00"),
        ("2016-09-12T19:00:30", "2016-09-12T19:00:30"),
        ("2016-09-12T19:00Z", "2016-09-12T19:00Z"),
        ("2016-09-12T19:00+00:00", "2016-09-12T19:00Z"),
        ("2016-09-12T19:00-00:00", "2016-09-12T19:00Z"),
        ("2016-09-12T19:00+03:00", "2016-09-12T19:00+03:00"),
        ("2016-09-12 19:00:30+0300", "2016-09-12T19:00:30+03:00"),
        ("2016-09-12 19:00:30 -0330", "2016-09-12T19:00:30-03:30"),
        ("2016-09-12T19:00+14:00", "2016-09-12T19:00+14:00"),
        ("2016-09-12T00:00", "2016-09-12T00:00"),
    ] {
        assert_eq!(read(text), (canonical.to_owned(), None), "{text}");
    }
}

#[test]
fn an_untidy_date_is_read_with_the_form_to_write() {
    for (text, canonical) in [
        ("2016-9-8", "2016-09-08"),
        ("2016-09-8", "2016-09-08"),
        ("2016-9-08", "2016-09-08"),
        ("2016-09-08 9:05", "2016-09-08T09:05"),
        ("2016-9-8 9:05", "2016-09-08T09:05"),
        ("2016-09-08t19:00z", "2016-09-08T19:00Z"),
        ("2016-09-08T19:00z", "2016-09-08T19:00Z"),
        ("2016-09-08t19:00", "2016-09-08T19:00"),
        ("2016-09-08  19:00", "2016-09-08T19:00"),
        ("2016-09-08T19:00:30.250Z", "2016-09-08T19:00:30Z"),
        ("2016-09-08T19:00:30,250+0300", "2016-09-08T19:00:30+03:00"),
    ] {
        assert_eq!(read(text), (canonical.to_owned(), Some(canonical.to_owned())), "{text}");
    }
}

#[test]
fn the_day_never_moves_with_an_offset() {
    for offset in ["", "Z", "+14:00", "-14:00"] {
        for time in ["00:00", "23:59"] {
            let (stamp, _) = parse_article_date(&format!("2016-09-12T{time}{offset}")).expect("it is a date");
            assert_eq!(stamp.day(), day("2016-09-12"));
            assert!(stamp.utc_rfc3339().starts_with("2016-09-12T"));
        }
    }
}

#[test]
fn what_does_not_exist_is_refused_with_the_reason() {
    for (text, reason) in [
        ("2016-02-30", "February 2016 has 29 days"),
        ("2015-2-29", "February 2015 has 28 days"),
        ("2016-13-01", "there is no month 13"),
        ("2016-00-01", "there is no month 00"),
        ("2016-09-00", "there is no day 00"),
        ("2016-09-31", "September 2016 has 30 days"),
        ("2016-09-32", "there is no day 32"),
        ("0000-09-08", "years are 0001 to 9999"),
        ("2016-09-08T24:00", "there is no hour 24: midnight is 00:00 of the next day"),
        ("2016-09-08T25:00", "times are 00:00 to 23:59, with seconds 23:59:59"),
        ("2016-09-08T19:60", "times are 00:00 to 23:59, with seconds 23:59:59"),
        ("2016-09-08T23:59:60Z", "leap seconds are not read: seconds are 00 to 59"),
        ("2016-09-08T19:00+14:01", "offsets from UTC are -14:00 to +14:00"),
        ("2016-09-08T19:00-1500", "offsets from UTC are -14:00 to +14:00"),
        ("2016-09-08T19:00+03:60", "offsets from UTC are -14:00 to +14:00"),
    ] {
        let problem = refused(text);
        assert_eq!(problem.human, Human::Unreadable(reason.to_owned()), "{text}");
        assert_eq!(problem.to_string(), "there is no such date", "{text}");
    }
}

#[test]
fn other_dates_are_refused_with_what_they_may_mean() {
    let problem = refused("September 08, 2016");
    assert_eq!(problem.message, "the date is not written as YYYY-MM-DD");
    assert_eq!(problem.human, Human::One("2016-09-08".to_owned()));
    let problem = refused("08/09/2016");
    assert_eq!(problem.message, "the date can be read in more than one way");
    assert_eq!(problem.human, Human::Several(vec!["2016-08-09".to_owned(), "2016-09-08".to_owned()]));
    assert_eq!(refused("12016-09-08").message, "the date cannot be read");
    let problem = refused("yesterday");
    assert_eq!(problem.message, "the date cannot be read");
    assert!(matches!(problem.human, Human::Unreadable(_)));
    for text in [
        "",
        "2016-09",
        "2016",
        "2016-09-08/2016-09-09",
        "2016-09-08?",
        "2016-09-XX",
        "2016-09-08T19",
        "2016-09-08TT19:00:00:00",
    ] {
        assert!(matches!(refused(text).human, Human::Unreadable(_)), "{text}");
    }
    assert_eq!(refused("2016-09-08T").human, Human::One("2016-09-08".to_owned()));
    assert_eq!(refused("2016-09-08T19:00+3").human, refused("2016-09-08 19:00 +3").human);
}

#[test]
fn feeds_get_a_full_time() {
    for (text, feed) in [
        ("2016-09-12", "2016-09-12T00:00:00Z"),
        ("2016-09-12T19:00", "2016-09-12T19:00:00Z"),
        ("2016-09-12T19:00Z", "2016-09-12T19:00:00Z"),
        ("2016-09-12T19:00+03:00", "2016-09-12T19:00:00+03:00"),
        ("2016-09-12T09:05:07-0330", "2016-09-12T09:05:07-03:30"),
    ] {
        let (stamp, _) = parse_article_date(text).expect("it is a date");
        assert_eq!(stamp.utc_rfc3339(), feed, "{text}");
    }
}

proptest! {
    #[test]
    fn a_stamp_written_is_read_again(day in any_day(), time in proptest::option::of(any_clock())) {
        let stamp = Stamp::new(day, time);
        prop_assert_eq!(parse_article_date(&stamp.to_string()), Ok((stamp, None)));
        let (again, _) = parse_article_date(&stamp.utc_rfc3339()).expect("RFC 3339 is read");
        prop_assert_eq!(again.utc_rfc3339(), stamp.utc_rfc3339());
    }

    #[test]
    fn no_text_breaks_the_reader_of_articles(text in any_text()) {
        match parse_article_date(&text) {
            Ok((stamp, suggestion)) => {
                prop_assert_eq!(parse_article_date(&stamp.to_string()), Ok((stamp, None)));
                prop_assert!(suggestion.is_none_or(|form| form == stamp.to_string()));
            }
            Err(problem) => prop_assert!(!problem.message.contains('\n')),
        }
    }
}
