//! Days, spans and stretches of time in words.

use super::small;
use crate::model::date::clock::{Clock, Offset};
use crate::model::date::when::When;
use crate::model::date::{Day, Month};

fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

fn when(text: &str) -> When {
    When::parse(text).expect("EDTF")
}

#[test]
fn days_in_six_languages() {
    let full = |tag: &str| small(tag).full(day("2016-09-08"));
    assert_eq!(full("en"), "Thursday 8 September 2016");
    assert_eq!(full("ar"), "الخميس، 8 سبتمبر 2016");
    assert_eq!(full("fr"), "jeudi 8 septembre 2016");
    assert_eq!(full("es"), "jueves, 8 de septiembre de 2016");
    assert_eq!(full("ru"), "четверг, 8 сентября 2016 г.");
    assert_eq!(full("uk"), "четвер, 8 вересня 2016 р.");
    assert_eq!(small("fr").long(day("2016-03-01")), "1er mars 2016");
    assert_eq!(small("fr").long(day("2016-03-21")), "21 mars 2016");
}

#[test]
fn a_month_alone_is_not_the_month_of_a_day() {
    let (russian, month) = (small("ru"), Month::new(2016, 9).expect("a month"));
    assert_eq!(russian.month_year(month), "сентябрь 2016");
    assert_eq!(russian.month(9), "сентябрь");
    assert_eq!(russian.day_month(day("2016-09-08")), "8 сентября");
}

#[test]
fn the_shorter_forms() {
    let (words, day) = (small("en"), day("2016-09-08"));
    assert_eq!((words.short(day), words.day_month_short(day)), ("8 Sep 2016".into(), "8 Sep".into()));
    assert_eq!(
        (words.weekday_day(day), words.month_year_short(day.month_of_year())),
        ("Thu 8".into(), "Sep 2016".into())
    );
    assert_eq!((words.month_short(9), words.month_narrow(9), words.weekday(3)), ("Sep", "S", "Thursday"));
    assert_eq!((words.weekday_short(3), words.weekday_min(6)), ("Thu", "Su"));
    assert_eq!((words.month(0), words.month(13), words.weekday(7)), ("", "", ""));
    assert_eq!((words.week_starts(), small("ar").week_starts()), (0, 5));
}

#[test]
fn a_time_is_the_one_that_was_written() {
    let clock = |minutes: Option<i16>| Clock::new(19, 0, None, minutes.and_then(Offset::new)).expect("a time");
    let words = small("en");
    assert_eq!(words.time(&clock(None)), "19:00");
    assert_eq!(words.time(&clock(Some(180))), "19:00 (+03:00)");
    assert_eq!(words.time(&clock(Some(0))), "19:00 (UTC)");
    assert_eq!(words.time(&Clock::new(9, 5, Some(7), None).expect("a time")), "09:05:07");
    assert_eq!(small("ar").time(&clock(Some(180))), "19:00 (\u{2066}+03:00\u{2069})");
}

#[test]
fn dates_of_events_as_exact_as_known() {
    let words = small("en");
    for (edtf, long, short, doubt) in [
        ("2016-09-17", "17 September 2016", "17 Sep", None),
        ("2016-09", "September 2016", "Sep", None),
        ("2016", "2016", "2016", None),
        ("2016-09-XX", "a day in September 2016, not known which", "Sep", None),
        ("2016-09-12T19:00", "12 September 2016, 19:00", "12 Sep", None),
        ("2016-09-12T19:00+03:00", "12 September 2016, 19:00 (+03:00)", "12 Sep", None),
        ("2016-09-12~", "about 12 September 2016", "about 12 Sep", Some("approximate")),
        ("2016-09~", "about September 2016", "about Sep", Some("approximate")),
        ("2016-09-12?", "12 September 2016 (uncertain)", "12 Sep?", Some("uncertain")),
        ("2016-09-12%", "about 12 September 2016 (uncertain)", "about 12 Sep?", Some("approximate and uncertain")),
    ] {
        let said = words.when(&when(edtf));
        assert_eq!((said.words.as_str(), said.short.as_str(), said.doubt.as_deref()), (long, short, doubt), "{edtf}");
    }
}

#[test]
fn spans_say_once_what_their_ends_share() {
    let words = small("en");
    for (edtf, long, short) in [
        ("2016-09-05/2016-09-07", "5 to 7 September 2016", "5–7 Sep"),
        ("2016-02-27/2016-03-03", "27 February to 3 March 2016", "27 Feb–3 Mar"),
        ("2015-12-30/2016-01-02", "30 December 2015 to 2 January 2016", "30 Dec 2015–2 Jan 2016"),
        ("2016-02/2016-12", "February to December 2016", "Feb–Dec"),
        ("2015-11/2016-02", "November 2015 to February 2016", "Nov 2015–Feb 2016"),
        ("2014/2016", "2014 to 2016", "2014–2016"),
        ("2016-09-12/..", "from 12 September 2016 on", "from 12 Sep on"),
        ("../2016-09-12", "until 12 September 2016", "until 12 Sep"),
        ("2016-09-12/", "from 12 September 2016 on", "from 12 Sep on"),
        ("2016-09-05~/2016-09-07~", "about 5 to 7 September 2016", "about 5–7 Sep"),
        ("2016-09-05/2016-09-07~", "5 September 2016 to about 7 September 2016", "5 Sep–about 7 Sep"),
        ("2016-09-05/2016-10", "5 September 2016 to October 2016", "5 Sep–Oct"),
        ("2015-09-05/2016-10", "5 September 2015 to October 2016", "5 Sep 2015–Oct 2016"),
        ("2016-09-12T19:00/2016-09-12T21:30", "12 September 2016, 19:00 to 21:30", "12 Sep"),
        ("2016-09-12T19:00/2016-09-13T07:00", "12 September 2016, 19:00 to 13 September 2016, 07:00", "12–13 Sep"),
        ("2016-09-12/2016-09-12", "12 September 2016", "12 Sep"),
    ] {
        let said = words.when(&when(edtf));
        assert_eq!((said.words.as_str(), said.short.as_str()), (long, short), "{edtf}");
    }
    assert_eq!(words.when(&when("2016-09-05?/2016-09-07~")).doubt.as_deref(), Some("approximate and uncertain"));
}

#[test]
fn spans_in_other_languages() {
    let said = |tag: &str, edtf: &str| small(tag).when(&when(edtf)).words;
    assert_eq!(said("es", "2016-09-05/2016-09-07"), "del 5 al 7 de septiembre de 2016");
    assert_eq!(said("es", "2016-02-27/2016-03-03"), "del 27 de febrero al 3 de marzo de 2016");
    assert_eq!(said("ru", "2016-02-27/2016-03-03"), "27 февраля – 3 марта 2016");
    assert_eq!(said("ru", "2016-02/2016-12"), "февраль – декабрь 2016");
    assert_eq!(said("ru", "2016-09-12~"), "около 12 сентября 2016");
    assert_eq!(said("ar", "2016-09-05/2016-09-07"), "من 5 إلى 7 سبتمبر 2016");
}

#[test]
fn the_time_a_report_took_is_never_more_exact_than_the_event() {
    let words = small("en");
    for (event, report, lag) in [
        ("2016-09-19", "2016-09-19", "the same day"),
        ("2016-09-19T23:00", "2016-09-20", "the next day"),
        ("2016-09-19", "2016-09-21", "2 days later"),
        ("2016-09-19", "2016-11-17", "59 days later"),
        ("2016-09-19", "2016-11-18", "2 months later"),
        ("2016-09-19", "2016-12-21", "3 months later"),
        ("2016-09-19", "2018-09-18", "24 months later"),
        ("2016-09-19", "2018-09-19", "2 years later"),
        ("2016-09-19", "2016-09-18", "before the event"),
        ("2016-09-05/2016-09-07", "2016-09-05", "before it ended"),
        ("2016-09-05/2016-09-07", "2016-09-07", "the same day"),
        ("2016-09-05/2016-09-07", "2016-09-09", "2 days later"),
        ("2016-09-12/..", "2019-01-01", "before it ended"),
        ("2016-09-12/", "2016-09-14", "2 days later"),
        ("../2016-09-12", "2016-09-01", "before it ended"),
        ("2016-09", "2016-09-12", "September 2016"),
        ("2016-09-XX", "2016-10-01", "1 month later"),
        ("2016-09", "2018-10-01", "2 years later"),
        ("2016", "2016-12-01", "2016"),
        ("2016", "2017-01-01", "1 year later"),
        ("2016-08/2016-09", "2016-08-30", "before it ended"),
    ] {
        assert_eq!(words.lag(&when(event), day(report)), lag, "{event} {report}");
    }
}

#[test]
fn gaps_are_counted_in_days_months_and_years() {
    let words = small("en");
    let gap = |days: i64| words.gap(days);
    assert_eq!(gap(46), "46 days without a report");
    assert_eq!((gap(59), gap(60)), ("59 days without a report".into(), "2 months without a report".into()));
    assert_eq!((gap(122), gap(729)), ("4 months without a report".into(), "24 months without a report".into()));
    assert_eq!(gap(730), "2 years without a report");
    // Whatever is asked, something is said.
    assert_eq!(gap(-1), "0 days without a report");
    assert!(gap(i64::MAX).ends_with(" years without a report"));
}
