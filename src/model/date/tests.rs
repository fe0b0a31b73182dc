//! Tests of days, months and clocks, and what the tests of other dates are made from.

use proptest::prelude::*;

use super::clock::{Clock, Offset};
use super::{Day, Month, names};

pub(super) fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap_or_else(|| panic!("{text} is no day"))
}

pub(super) fn month(text: &str) -> Month {
    Month::parse_iso(text).unwrap_or_else(|| panic!("{text} is no month"))
}

/// Any day there is.
pub(super) fn any_day() -> impl Strategy<Value = Day> {
    (0_i64..=3_652_058).prop_map(|days| Day::FIRST.add_days(days).expect("it lies before 10000"))
}

/// Any time there is.
pub(super) fn any_clock() -> impl Strategy<Value = Clock> {
    let offset = proptest::option::of((-840_i16..=840).prop_map(|minutes| Offset::new(minutes).expect("in bounds")));
    (0_u8..24, 0_u8..60, proptest::option::of(0_u8..60), offset)
        .prop_map(|(hour, minute, second, offset)| Clock::new(hour, minute, second, offset).expect("in bounds"))
}

/// Texts that resemble dates, and texts that do not.
pub(super) fn any_text() -> impl Strategy<Value = String> {
    let pieces = [
        "2016",
        "9",
        "09",
        "32",
        "0000",
        "99999999999",
        "T",
        "t",
        " ",
        "-",
        "/",
        ".",
        ",",
        ":",
        "..",
        "X",
        "?",
        "~",
        "%",
        "Z",
        "+03",
        "+0300",
        "19",
        "00",
        "60",
        "24",
        "September",
        "أيلول",
        "كانون",
        "الثاني",
        "٢٠١٦",
        "сентября",
        "г.",
        "août",
        "1er",
        "pm",
        "UTC",
        "Thursday",
        "９",
        "\u{200f}",
        "\u{301}",
        "–",
        "年",
        "{",
        "Y",
        "E",
        "S",
        "\n",
        "(",
    ];
    prop_oneof![
        any::<String>(),
        proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..12).prop_map(|parts| parts.concat()),
        near_dates(),
    ]
}

/// Three numbers in some order, with a time behind them or not; many are dates.
fn near_dates() -> impl Strategy<Value = String> {
    let order = proptest::sample::select(vec!["y-m-d", "d.m.y", "d/m/y", "d m y", "m d, y", "y/m/d", "d-m-y/y-m-d"]);
    let month = (0_u8..14).prop_map(|month| names::SPANISH.month(month).map_or(month.to_string(), str::to_owned));
    let month =
        prop_oneof![(0_u8..14).prop_map(|month| format!("{month:02}")), (0_u8..14).prop_map(|m| m.to_string()), month];
    let time = proptest::sample::select(vec!["", " 19:00", "T9:00", " 7:30 pm", " 19:00:30 +0300", " 19:00 UTC", "?"]);
    (order, 1390_u16..2100, month, 0_u8..33, time).prop_map(|(order, year, month, day, time)| {
        let date = order.replace('y', &format!("{year:04}")).replace('d', &day.to_string());
        format!("{}{time}", date.replace('m', &month))
    })
}

#[test]
fn a_day_exists_or_is_none() {
    assert_eq!(Day::new(2016, 2, 29).map(|day| day.to_string()).as_deref(), Some("2016-02-29"));
    for (year, month, day) in [(2015, 2, 29), (1900, 2, 29), (2016, 13, 1), (2016, 0, 1), (2016, 9, 0), (2016, 9, 31)] {
        assert_eq!(Day::new(year, month, day), None, "{year}-{month}-{day}");
    }
    for (year, month, day) in [(0, 12, 31), (-1, 1, 1), (10000, 1, 1), (2016, 255, 1), (2016, 1, 255)] {
        assert_eq!(Day::new(year, month, day), None, "{year}-{month}-{day}");
    }
    assert_eq!(Day::new(1, 1, 1), Some(Day::FIRST));
    assert_eq!(Day::new(9999, 12, 31), Some(Day::LAST));
}

#[test]
fn only_the_iso_form_is_read() {
    let read = day("2016-09-08");
    assert_eq!((read.year(), read.month(), read.day()), (2016, 9, 8));
    assert_eq!(Day::parse_iso("0001-01-01"), Some(Day::FIRST));
    for text in [
        "",
        "2016",
        "2016-09",
        "2016-9-8",
        "2016-09-8",
        "20160908",
        "2016/09/08",
        " 2016-09-08",
        "2016-09-08 ",
        "+016-09-08",
        "2016-+9-08",
        "2016-09-+8",
        "2016-09-081",
        "2016-09-08T",
        "٢٠١٦-٠٩-٠٨",
        "2016-02-30",
        "0000-01-01",
        "12016-09-08",
        "2016-0٩-08",
    ] {
        assert_eq!(Day::parse_iso(text), None, "{text}");
    }
    for text in ["2016-9", "2016-13", "2016-00", "0000-01", "2016-09-", "2016-099", "2016 09"] {
        assert_eq!(Month::parse_iso(text), None, "{text}");
    }
}

#[test]
fn days_are_counted() {
    assert_eq!(day("2016-09-08").weekday(), 3, "a Thursday");
    assert_eq!(day("2016-09-12").weekday(), 0, "a Monday");
    assert_eq!(day("2016-09-11").weekday(), 6, "a Sunday");
    assert_eq!(day("2016-03-01").days_since(day("2016-02-28")), 2);
    assert_eq!(day("2016-02-28").days_since(day("2016-03-01")), -2);
    assert_eq!(Day::LAST.days_since(Day::FIRST), 3_652_058);
    assert_eq!(day("2016-12-31").add_days(1), Some(day("2017-01-01")));
    assert_eq!(day("2016-03-01").add_days(-1), Some(day("2016-02-29")));
    for days in [1, i64::MAX, 5_000_000] {
        assert_eq!(Day::LAST.add_days(days), None);
        assert_eq!(Day::FIRST.add_days(-days), None);
    }
    assert_eq!(Day::FIRST.add_days(i64::MIN), None);
    assert_eq!(day("2016-02-03").last_of_month(), day("2016-02-29"));
    assert_eq!(Day::LAST.last_of_month(), Day::LAST);
}

#[test]
fn a_month_knows_its_days() {
    let february = month("2016-02");
    assert_eq!((february.year(), february.month(), february.days()), (2016, 2, 29));
    assert_eq!((february.first_day(), february.last_day()), (day("2016-02-01"), day("2016-02-29")));
    assert_eq!(february.first_weekday(), 0, "1 February 2016 was a Monday");
    assert_eq!(month("2016-09").first_weekday(), 3, "1 September 2016 was a Thursday");
    assert_eq!(february.every_day().count(), 29);
    assert_eq!(february.every_day().last(), Some(day("2016-02-29")));
    assert_eq!(day("2016-02-17").month_of_year(), february);
    assert_eq!(february.next(), Some(month("2016-03")));
    assert_eq!(month("2016-12").next(), Some(month("2017-01")));
    assert_eq!(month("2016-01").previous(), Some(month("2015-12")));
    assert_eq!(month("9999-12").next(), None);
    assert_eq!(month("0001-01").previous(), None);
    assert_eq!(Month::new(2016, 13), None);
    assert!(month("2015-12") < month("2016-01"));
}

#[test]
fn months_are_walked() {
    let walk =
        |first: &str, last: &str| month(first).through(month(last)).map(|month| month.to_string()).collect::<Vec<_>>();
    assert_eq!(walk("2015-11", "2016-02"), ["2015-11", "2015-12", "2016-01", "2016-02"]);
    assert_eq!(walk("2016-02", "2016-02"), ["2016-02"]);
    assert!(walk("2016-02", "2016-01").is_empty());
    assert_eq!(walk("9999-11", "9999-12"), ["9999-11", "9999-12"]);
}

#[test]
fn a_clock_has_bounds() {
    let offset = |minutes| Offset::new(minutes);
    assert!(Clock::new(23, 59, Some(59), offset(840)).is_some());
    assert_eq!(Clock::new(24, 0, None, None), None);
    assert_eq!(Clock::new(0, 60, None, None), None);
    assert_eq!(Clock::new(23, 59, Some(60), None), None);
    assert_eq!((offset(841), offset(-841)), (None, None));
    let text = |minutes| offset(minutes).map(|offset| offset.to_string());
    assert_eq!(text(0).as_deref(), Some("Z"));
    assert_eq!(text(-210).as_deref(), Some("-03:30"));
    assert_eq!(text(-30).as_deref(), Some("-00:30"));
    assert_eq!(Clock::new(1, 2, Some(3), None).map(Clock::second_of_day), Some(3723));
}

#[test]
fn english_names_are_at_hand() {
    assert_eq!(names::ENGLISH.month(9), Some("September"));
    assert_eq!((names::ENGLISH.month(0), names::ENGLISH.month(13)), (None, None));
    assert_eq!((names::ENGLISH.weekday(0), names::ENGLISH.weekday(7)), (Some("Monday"), None));
    assert_eq!(names::UKRAINIAN.month(9), Some("вересня"));
}

proptest! {
    #[test]
    fn a_day_written_is_read_again(day in any_day()) {
        prop_assert_eq!(Day::parse_iso(&day.to_string()), Some(day));
        prop_assert_eq!(Day::new(day.year(), day.month(), day.day()), Some(day));
        let month = day.month_of_year();
        prop_assert_eq!(Month::parse_iso(&month.to_string()), Some(month));
        prop_assert!(month.first_day() <= day && day <= month.last_day());
    }

    #[test]
    fn days_are_ordered_as_they_are_counted_and_written(one in any_day(), two in any_day()) {
        prop_assert_eq!(one.cmp(&two), one.days_since(two).cmp(&0));
        prop_assert_eq!(one.cmp(&two), one.to_string().cmp(&two.to_string()));
        prop_assert_eq!(two.add_days(one.days_since(two)), Some(one));
        prop_assert_eq!(one.days_since(two).rem_euclid(7), (i64::from(one.weekday()) - i64::from(two.weekday())).rem_euclid(7));
    }
}
