//! Tests of the dates of events.

use std::cmp::Ordering;

use proptest::prelude::*;

use super::{Edge, Precision, Qualifier, When};
use crate::model::date::Day;
use crate::model::date::human::Human;
use crate::model::date::tests::{any_clock, any_day, any_text, day, month};

pub(super) fn when(text: &str) -> When {
    When::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
}

pub(super) fn refused(text: &str) -> (String, Human) {
    match When::parse(text) {
        Err(problem) => (problem.message, problem.human),
        Ok(when) => panic!("{text} is read as {when}"),
    }
}

fn days(when: &When) -> (String, String) {
    (when.earliest().to_string(), when.latest().map_or_else(|| "open".to_owned(), |day| day.to_string()))
}

#[test]
fn what_the_specification_takes_is_read_as_written() {
    for (text, earliest, latest) in [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-09-19", "2016-09-19", "2016-09-19"),
        ("2016-09-12T19:00+03:00", "2016-09-12", "2016-09-12"),
        ("2016-09-12T23:30:15-05:00", "2016-09-12", "2016-09-12"),
        ("2016-09-12T19:00", "2016-09-12", "2016-09-12"),
        ("2016-09-12T19:00Z", "2016-09-12", "2016-09-12"),
        ("2016-09-05/2016-09-07", "2016-09-05", "2016-09-07"),
        ("2016-09/2016-10", "2016-09-01", "2016-10-31"),
        ("2016/2017-02", "2016-01-01", "2017-02-28"),
        ("2016-09-05/2016-09-05", "2016-09-05", "2016-09-05"),
        ("2016-09-12/2016-09", "2016-09-12", "2016-09-30"),
        ("2016-09-12/..", "2016-09-12", "open"),
        ("2016-09~/..", "2016-09-01", "open"),
        ("2016-09-12/", "2016-09-12", "open"),
        ("../2016-09-12", "0001-01-01", "2016-09-12"),
        ("/2016-09", "0001-01-01", "2016-09-30"),
        ("2016?", "2016-01-01", "2016-12-31"),
        ("2016-09~", "2016-09-01", "2016-09-30"),
        ("2016-09-19%", "2016-09-19", "2016-09-19"),
        ("2016-09-05~/2016-09-07?", "2016-09-05", "2016-09-07"),
        ("2016-09-XX", "2016-09-01", "2016-09-30"),
        ("2016-XX", "2016-01-01", "2016-12-31"),
        ("2016-XX-XX", "2016-01-01", "2016-12-31"),
        ("2016-02-XX?", "2016-02-01", "2016-02-29"),
        ("2016-09-12T19:00+03:00/2016-09-19T18:00+03:00", "2016-09-12", "2016-09-19"),
        ("2016-09-12T19:00+03:00/..", "2016-09-12", "open"),
        ("2016-09-12/2016-09-12T19:00", "2016-09-12", "2016-09-12"),
        ("0001/9999", "0001-01-01", "9999-12-31"),
    ] {
        let when = when(text);
        assert_eq!(when.edtf(), text);
        assert_eq!(when.to_string(), text);
        assert_eq!(days(&when), (earliest.to_owned(), latest.to_owned()), "{text}");
    }
}

#[test]
fn the_text_becomes_canonical() {
    for (text, canonical) in [
        (" 2016-09-19\n", "2016-09-19"),
        ("?2016-?09-?19", "2016-09-19?"),
        ("2016-09-12T19:00+03", "2016-09-12T19:00+03:00"),
        ("2016-09-12T19:00+00:00", "2016-09-12T19:00Z"),
    ] {
        assert_eq!(when(text).edtf(), canonical, "{text}");
    }
}

#[test]
fn each_end_keeps_its_precision_and_qualifier() {
    let point = |text: &str| when(text).start().point().expect("it has a start");
    for (text, precision, qualifier, masked) in [
        ("2016", Precision::Year, None, false),
        ("2016-09~", Precision::Month, Some(Qualifier::Approximate), false),
        ("2016-09-19?", Precision::Day, Some(Qualifier::Uncertain), false),
        ("2016-09-19%", Precision::Day, Some(Qualifier::Both), false),
        ("2016-09-12T19:00", Precision::Minute, None, false),
        ("2016-09-12T19:00:30Z", Precision::Minute, None, false),
        ("2016-09-XX", Precision::Month, None, true),
        ("2016-XX", Precision::Year, None, true),
        ("2016-XX-XX~", Precision::Year, Some(Qualifier::Approximate), true),
    ] {
        let point = point(text);
        assert_eq!((point.precision(), point.qualifier(), point.is_masked()), (precision, qualifier, masked), "{text}");
        assert_eq!(when(text).start(), when(text).end(), "{text}");
        assert!(!when(text).is_interval());
        assert_eq!(point.clock().is_some(), precision == Precision::Minute);
    }
    let span = when("2016-09~/2016-10-02?");
    assert!(span.is_interval());
    let (start, end) = (span.start().point().expect("dated"), span.end().point().expect("dated"));
    assert_eq!((start.precision(), start.qualifier()), (Precision::Month, Some(Qualifier::Approximate)));
    assert_eq!((end.precision(), end.qualifier()), (Precision::Day, Some(Qualifier::Uncertain)));
    assert_eq!((start.first(), start.last()), (day("2016-09-01"), day("2016-09-30")));
    assert_eq!(when("2016-09-12/..").end(), Edge::Open);
    assert_eq!(when("2016-09-12/").end(), Edge::Unknown);
    assert_eq!(when("/2016-09-12").start(), Edge::Unknown);
    assert_eq!(when("../2016-09-12").start(), Edge::Open);
}

#[test]
fn an_open_start_has_a_day_to_be_filed_under() {
    let open = when("../2016-09");
    assert_eq!((open.begins(), open.stands_on()), (None, day("2016-09-01")));
    let closed = when("2016-09-05/2016-09-07");
    assert_eq!((closed.begins(), closed.stands_on()), (Some(day("2016-09-05")), day("2016-09-05")));
}

#[test]
fn dates_are_ordered_by_earliest_then_latest_then_text() {
    let sorted = [
        "../2016-09-12",
        "2016-01-01",
        "2016",
        "2016-09-01",
        "2016-09-01/2016-09-02",
        "2016-09",
        "2016-09-XX",
        "2016-09~",
        "2016-09-01/..",
        "2016-09-12",
        "2016-09-12?",
        "2016-09-12T18:00",
        "2016-09-12T19:00",
        "2017",
    ];
    let mut dates: Vec<When> = sorted.iter().rev().map(|text| when(text)).collect();
    dates.sort();
    let texts: Vec<&str> = dates.iter().map(When::edtf).collect();
    assert_eq!(texts, sorted);
    assert_eq!(when("2016-09-12").compare_days(&when("2016-09-12T19:00")), Ordering::Equal);
    assert_eq!(when("2016-09-12/..").compare_days(&when("2016-09-12/9999")), Ordering::Greater);
    assert_eq!(when("2016-09-12").partial_cmp(&when("2016-09-12?")), Some(Ordering::Less));
}

#[test]
fn spans_cover_days_and_months() {
    let truce = when("2016-09-12/2016-10-02");
    assert!(truce.covers(day("2016-09-12")) && truce.covers(day("2016-10-02")));
    assert!(!truce.covers(day("2016-09-11")) && !truce.covers(day("2016-10-03")));
    assert!(truce.touches(day("2016-10-02"), day("2017-01-01")) && truce.touches(day("2016-01-01"), day("2016-09-12")));
    assert!(
        !truce.touches(day("2016-10-03"), day("2017-01-01")) && !truce.touches(day("2016-01-01"), day("2016-09-11"))
    );
    let open = when("2016-11-12/..");
    assert!(open.covers(Day::LAST) && !open.covers(day("2016-11-11")));
    assert!(when("../2016-09-12").covers(Day::FIRST));
    let months = |when: &When, first: &str, last: &str| {
        when.months_within(month(first), month(last)).map(|month| month.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(months(&truce, "2016-01", "2017-01"), ["2016-09", "2016-10"]);
    assert_eq!(months(&truce, "2016-10", "2017-01"), ["2016-10"]);
    assert_eq!(months(&truce, "2016-01", "2016-09"), ["2016-09"]);
    assert!(months(&truce, "2016-11", "2017-01").is_empty());
    assert_eq!(months(&open, "2016-01", "2017-01"), ["2016-11", "2016-12", "2017-01"]);
    assert_eq!(months(&when("../2016-02"), "2016-01", "2017-01"), ["2016-01", "2016-02"]);
}

#[test]
fn an_exact_day_is_one_day_without_doubt() {
    for text in ["2016-09-19", "2016-09-19T19:00", "2016-09-19/2016-09-19"] {
        assert!(when(text).is_exact_day(), "{text}");
    }
    for text in [
        "2016-09",
        "2016-09-19?",
        "2016-09-19~",
        "2016-09-XX",
        "2016-09-19/2016-09-20",
        "2016-09-19/..",
        "../2016-09-19",
        "2016-09-19/2016-09-19~",
    ] {
        assert!(!when(text).is_exact_day(), "{text}");
    }
    assert_eq!(When::on(day("2016-09-19")), when("2016-09-19"));
}

#[test]
fn schema_org_and_html_get_what_they_can_read() {
    for (text, schema, html) in [
        ("2016", "2016", Some("2016")),
        ("2016-09~", "2016-09", Some("2016-09")),
        ("2016-09-XX", "2016-09", Some("2016-09")),
        ("2016-XX-XX", "2016", Some("2016")),
        ("2016-09-19?", "2016-09-19", Some("2016-09-19")),
        ("2016-09-12T19:00+03:00", "2016-09-12T19:00+03:00", Some("2016-09-12T19:00+03:00")),
        ("2016-09-05~/2016-09", "2016-09-05/2016-09", Some("2016-09-05")),
        ("2016-09-12/..", "2016-09-12/..", Some("2016-09-12")),
        ("2016-09-12/", "2016-09-12/..", Some("2016-09-12")),
        ("../2016-09-12", "../2016-09-12", None),
        ("0033-04", "0033-04", Some("0033-04")),
    ] {
        let when = when(text);
        assert_eq!(when.schema_org(), schema, "{text}");
        assert_eq!(when.datetime_attr().as_deref(), html, "{text}");
    }
}

/// The text of a date without a slash.
fn any_point() -> impl Strategy<Value = String> {
    let qualifier = proptest::sample::select(vec!["", "?", "~", "%"]);
    prop_oneof![
        (any_day(), any_clock()).prop_map(|(day, clock)| format!("{day}T{clock}")),
        (any_day(), 0_usize..3, qualifier).prop_map(|(day, length, qualifier)| {
            let text = day.to_string();
            format!("{}{qualifier}", &text[..[4, 7, 10][length]])
        }),
    ]
}

/// The text of a date, one in order and of this specification or nearly so.
fn any_when() -> impl Strategy<Value = String> {
    let open = proptest::sample::select(vec!["..".to_owned(), String::new()]);
    let edge = prop_oneof![4 => any_point(), 1 => open];
    prop_oneof![any_point(), (edge.clone(), edge).prop_map(|(start, end)| format!("{start}/{end}"))]
}

proptest! {
    #[test]
    fn a_date_written_is_read_again(text in any_when()) {
        if let Ok(when) = When::parse(&text) {
            prop_assert_eq!(When::parse(when.edtf()), Ok(when.clone()));
            prop_assert_eq!(when.edtf(), text.as_str());
            prop_assert!(when.latest().is_none_or(|latest| when.earliest() <= latest));
            prop_assert!(when.covers(when.earliest()) && when.covers(when.latest().unwrap_or(Day::LAST)));
            prop_assert!(when.covers(when.stands_on()));
            // What goes to schema.org is EDTF too, and of the same days.
            let plain = When::parse(&when.schema_org()).expect("ISO 8601 is read");
            prop_assert_eq!(plain.compare_days(&when), Ordering::Equal);
        } else {
            prop_assert!(text.contains('/'), "{} is refused", text);
        }
    }

    #[test]
    fn the_order_is_total(texts in proptest::collection::vec(any_when(), 3)) {
        let dates: Vec<When> = texts.iter().filter_map(|text| When::parse(text).ok()).collect();
        for one in &dates {
            for two in &dates {
                prop_assert_eq!(one.cmp(two), two.cmp(one).reverse());
                prop_assert_eq!(one == two, one.cmp(two) == Ordering::Equal);
                prop_assert!(one.earliest() <= two.earliest() || one > two);
            }
        }
    }

    #[test]
    fn no_text_breaks_the_reader_of_events(text in any_text()) {
        match When::parse(&text) {
            Ok(when) => prop_assert_eq!(When::parse(when.edtf()), Ok(when)),
            Err(problem) => {
                prop_assert!(!problem.message.contains('\n'));
                let forms = match problem.human {
                    Human::One(form) => vec![form],
                    Human::Several(forms) => forms,
                    Human::Unreadable(_) => vec![],
                };
                for form in forms {
                    prop_assert_eq!(When::parse(&form).map(|when| when.to_string()), Ok(form));
                }
            }
        }
    }
}
