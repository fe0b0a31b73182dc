//! Tests of what is refused of EDTF.

use crate::model::date::human::Human;
use crate::model::date::when::tests::{refused, when};

#[test]
fn what_is_left_out_is_refused_by_name() {
    for (text, message) in [
        ("2016-21", "seasons and quarters are not read"),
        ("2016-33", "seasons and quarters are not read"),
        ("201X", "years are not read with digits left open"),
        ("20XX", "years are not read with digits left open"),
        ("201X-09", "years are not read with digits left open"),
        ("2016S2", "years are not read with digits left open"),
        ("-2016", "the year is out of reach"),
        ("-0044-03-15", "the year is out of reach"),
        ("Y20160", "the year is out of reach"),
        ("Y-20160", "the year is out of reach"),
        ("0000", "the year is out of reach"),
        ("0000-01-01", "the year is out of reach"),
        ("2016-1X", "only a whole month or day can be left open"),
        ("2016-09-1X", "only a whole month or day can be left open"),
        ("2016-XX-12", "only a whole month or day can be left open"),
        ("2016?-09", "parts of a date cannot be marked one by one"),
        ("2016-09~-19", "parts of a date cannot be marked one by one"),
        ("2016-09-XX/2016-10-02", "an interval takes no X"),
        ("{2016,2017}", "sets of dates are not read"),
        ("[2016-09-01..2016-09-05]", "sets of dates are not read"),
    ] {
        let (found, human) = refused(text);
        assert_eq!(found, message, "{text}");
        assert!(matches!(human, Human::Unreadable(_)), "{text}: {human:?}");
    }
}

#[test]
fn what_contradicts_itself_is_refused() {
    for (text, message) in [
        ("2016-09-07/2016-09-05", "the interval ends before it begins"),
        ("2017/2016", "the interval ends before it begins"),
        ("2016-09-05~/2016-08", "the interval ends before it begins"),
        ("2016-09-12T19:00/2016-09-12T18:59", "the interval ends before it begins"),
        ("2016-09-12T19:00Z/2016-09-12T20:59+02:00", "the interval ends before it begins"),
        ("2016-09-12T23:30-05:00/2016-09-13T00:30+03:00", "the interval ends before it begins"),
        ("../..", "the interval has no date"),
        ("/", "the interval has no date"),
        ("2016-09-12T19:00?", "a date with a time cannot be marked as uncertain"),
        ("2016-09-12~T19:00", "a date with a time cannot be marked as uncertain"),
        ("2016-09-12T24:00", "there is no such date"),
        ("2016-09-12T19:00+15:00", "there is no such date"),
    ] {
        let (found, human) = refused(text);
        assert_eq!(found, message, "{text}");
        assert!(matches!(human, Human::Unreadable(_)), "{text}: {human:?}");
    }
    // These are in order as far as can be known.
    for text in [
        "2016-09-12T19:00Z/2016-09-12T21:01+02:00",
        "2016-09-12T23:00/2016-09-13T01:00",
        "2016-09-12T19:00Z/2016-09-12T18:00",
    ] {
        assert_eq!(when(text).edtf(), text);
    }
}
