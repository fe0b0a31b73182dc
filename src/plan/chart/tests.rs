//! Charts from small numbers, in English and where it matters in other languages.

use std::collections::BTreeMap;

use super::*;
use crate::model::date::when::When;
use crate::model::date::{Day, Month};
use crate::model::figure::read_figure;
use crate::plan::view::{Cell, Strip};
use crate::words::tests::small;

fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

fn month(text: &str) -> Month {
    Month::parse_iso(text).expect("a month")
}

fn when(text: &str) -> When {
    When::parse(text).expect("EDTF")
}

fn months(counts: &[(&str, usize)]) -> BTreeMap<Month, usize> {
    counts.iter().map(|(text, count)| (month(text), *count)).collect()
}

fn english(counts: &[(&str, usize)], from: &str, to: &str) -> Strip {
    strip(&small("en"), "reports", &months(counts), (month(from), month(to)), true)
}

#[test]
fn levels_are_shares_of_the_greatest() {
    let all = |max: usize, counts: &[usize]| counts.iter().map(|count| level(*count, max)).collect::<Vec<u8>>();
    assert_eq!(all(100, &[0, 1, 15, 16, 35, 36, 60, 61, 85, 86, 100]), [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    assert_eq!(all(5, &[0, 1, 2, 3, 4, 5]), [0, 1, 2, 3, 4, 5]);
    assert_eq!(all(4, &[1, 4]), [1, 4]);
    assert_eq!(all(3, &[0, 1, 2, 3]), [0, 2, 3, 4]);
    assert_eq!(all(1, &[1]), [2]);
    assert_eq!((level(9, 0), level(9, 5), level(usize::MAX, usize::MAX)), (5, 5, 5));
}

#[test]
fn a_strip_is_one_path_with_its_peak_in_words() {
    let strip = english(&[("2015-02", 1), ("2016-09", 40), ("2016-10", 20)], "2015-02", "2016-10");
    assert_eq!(strip.width, 24 * 8);
    assert_eq!(strip.path, "M9 64v-2h6V64zM161 64v-62h6V64zM169 64v-31h6V64z");
    assert_eq!(strip.axis, ["2015", "2016"]);
    assert_eq!(strip.label, "61 reports by month, February 2015 to October 2016. Most in September 2016: 40.");
    assert_eq!(strip.caption, "61 reports by month. Most in September 2016: 40.");
    let small_one = super::strip(
        &small("en"),
        "reports",
        &months(&[("2016-09", 2), ("2016-08", 1)]),
        (month("2016-08"), month("2016-09")),
        false,
    );
    assert_eq!((small_one.caption.as_str(), small_one.big), ("Most in September 2016: 2.", false));
}

#[test]
fn a_strip_says_what_there_is_to_say() {
    let one = english(&[("2016-09", 3)], "2016-09", "2016-09");
    assert_eq!(
        (one.label.as_str(), one.caption.as_str()),
        ("3 reports, all in September 2016.", "3 reports, all in September 2016.")
    );
    let none = english(&[], "2016-01", "2016-12");
    assert_eq!((none.label.as_str(), none.path.as_str()), ("0 reports", ""));
    let first = english(&[("2016-01", 3), ("2016-09", 3)], "2016-01", "2016-12");
    assert!(first.label.ends_with("Most in January 2016: 3."), "{}", first.label);
    let outside = english(&[("2015-12", 9), ("2016-01", 1), ("2016-02", 2), ("2017-01", 9)], "2016-01", "2016-12");
    assert!(outside.label.starts_with("3 reports"), "{}", outside.label);
    let reversed = english(&[("2016-09", 3)], "2016-09", "2016-01");
    assert_eq!(reversed.width, 8);
}

#[test]
fn the_columns_of_an_axis_hold_whole_years_or_months() {
    let axis = |from: &str, to: &str| english(&[("2016-09", 3)], from, to).axis;
    assert_eq!(axis("2016-09", "2016-09"), ["Sep"]);
    assert_eq!(axis("2015-11", "2016-02"), ["Nov", "Dec", "Jan", "Feb"]);
    assert_eq!(axis("2016-02", "2016-11"), ["Jan", "Apr", "Jul", "Oct"]);
    assert_eq!(axis("2009-03", "2016-11").len(), 8);
    assert_eq!(axis("2008-03", "2016-11")[..2], ["’08", "’09"]);
    assert_eq!(axis("1997-03", "2016-11").len(), 20);
    // 21 years: seven columns of three years.
    assert_eq!(axis("1996-03", "2016-11"), ["’96", "’99", "’02", "’05", "’08", "’11", "’14"]);
    // 23 years are widened to 24, at the start.
    assert_eq!(axis("1994-03", "2016-11"), ["’93", "’96", "’99", "’02", "’05", "’08", "’11", "’14"]);
}

#[test]
fn long_strips_are_drawn_by_year() {
    let twenty = english(&[("2016-09", 3)], "1997-01", "2016-12");
    assert_eq!(twenty.width, 240 * 8);
    let more = english(&[("1990-01", 1), ("1990-12", 1), ("2016-09", 4)], "1990-01", "2016-12");
    assert_eq!((more.width, more.axis.len()), (28 * 8, 7));
    assert_eq!(more.path, "M9 64v-31h6V64zM217 64v-62h6V64z");
    let all = english(&[("0001-01", 1), ("9999-12", 1)], "0001-01", "9999-12");
    assert!(all.width <= 240 * 8 && all.axis.len() <= 20, "{} {:?}", all.width, all.axis);
    assert_eq!(all.path.matches('M').count(), 2);
}

#[test]
fn a_matrix_has_every_year_between_newest_first() {
    let counts = months(&[("2014-01", 1), ("2016-09", 1250), ("2016-10", 47)]);
    let matrix = matrix(&small("en"), "reports", &counts, |month| Some(format!("#m{month}")));
    let years: Vec<String> = matrix.rows.iter().map(|row| format!("{}{}", row.century, row.year)).collect();
    assert_eq!(years, ["2016", "2015", "2014"]);
    let cell = matrix.rows[0].cells[8].as_ref().expect("a cell");
    assert_eq!((cell.text.as_str(), cell.href.as_deref(), cell.level), ("1.2k", Some("#m2016-09"), 5));
    assert_eq!(cell.label, "September 2016: 1\u{202f}250 reports");
    assert!(matrix.rows.iter().all(|row| row.cells.len() == 12));
    assert!(matrix.rows[1].cells.iter().all(Option::is_none));
    assert_eq!((matrix.months[8].full.as_str(), matrix.months[8].letter.as_str()), ("September", "S"));
    assert!(super::matrix(&small("en"), "reports", &BTreeMap::new(), |_| None).rows.is_empty());
    let far = super::matrix(&small("en"), "reports", &months(&[("0988-01", 1), ("2016-09", 1)]), |_| None);
    assert_eq!(far.rows.iter().map(|row| row.century.as_str()).collect::<Vec<_>>(), ["20", "09"]);
}

#[test]
fn a_calendar_begins_its_weeks_as_the_language_does() {
    let per_day = BTreeMap::from([(day("2016-09-08"), 3), (day("2016-08-31"), 9)]);
    let draw = |tag: &str| {
        let current = Some(day("2016-09-08"));
        calendar(&small(tag), month("2016-09"), &Days { per_day: &per_day, max: 5, current, with_year: true }, |day| {
            Some(format!("/{day}/"))
        })
    };
    // September 2016 began on a Thursday.
    let english = draw("en");
    assert_eq!((english.name.as_str(), english.count.as_str()), ("September 2016", "3"));
    assert_eq!((english.weekdays[0].full.as_str(), english.weekdays[6].short.as_str()), ("Monday", "Su"));
    let empty = |weeks: &[Vec<Option<Cell>>]| weeks[0].iter().take_while(|cell| cell.is_none()).count();
    assert_eq!((english.weeks.len(), empty(&english.weeks)), (5, 3));
    let cell = english.weeks[1][3].as_ref().expect("8 September");
    assert_eq!((cell.text.as_str(), cell.level, cell.current), ("8", 3, true));
    assert_eq!((cell.href.as_deref(), cell.label.as_str()), (Some("/2016-09-08/"), "8 September: 3 reports"));
    let quiet = english.weeks[1][4].as_ref().expect("9 September");
    assert_eq!((quiet.href.as_deref(), quiet.label.as_str(), quiet.level, quiet.current), (None, "", 0, false));
    let arabic = draw("ar");
    assert_eq!((arabic.weekdays[0].full.as_str(), empty(&arabic.weeks)), ("السبت", 5));
    assert!(arabic.weeks.iter().all(|week| week.len() == 7));
}

#[test]
fn every_month_fills_whole_weeks() {
    for month in month("2015-01").through(month("2017-12")) {
        for tag in ["en", "ar"] {
            let drawn = calendar(
                &small(tag),
                month,
                &Days { per_day: &BTreeMap::new(), max: 0, current: None, with_year: false },
                |_| None,
            );
            let days = drawn.weeks.iter().flatten().flatten().count();
            assert_eq!(days, usize::from(month.days()), "{month}");
            assert!((4..=6).contains(&drawn.weeks.len()) && drawn.weeks.iter().all(|week| week.len() == 7), "{month}");
            assert!(drawn.weeks.iter().all(|week| week.iter().any(Option::is_some)), "{month}: no empty week");
        }
    }
}

#[test]
fn a_rug_has_a_tick_a_day() {
    assert_eq!(rug(&[(1, 1), (8, 4), (31, 2)]), "M0 16v-4h3V16zM28 16v-16h3V16zM120 16v-8h3V16z");
    assert_eq!(rug(&[(8, 1)]), "M28 16v-5h3V16z");
    assert_eq!(rug(&[(0, 1), (32, 1), (3, 0)]), "");
}

fn claims<'d>(values: &[(&'d str, &'d str)]) -> Vec<Claimed<'d>> {
    values.iter().map(|(what, value)| Claimed { what, value, by: "someone", figure: read_figure(value) }).collect()
}

#[test]
fn figures_of_one_kind_share_a_scale() {
    let claims = claims(&[
        ("killed", "about 20"),
        ("trucks", "31"),
        ("killed", "at least 10"),
        ("Killed", "12-18"),
        ("killed", "several"),
        ("killed", "up to 25"),
    ]);
    let scales = scales(&small("en"), &claims);
    assert_eq!(scales.len(), 1);
    let scale = &scales[0];
    assert_eq!((scale.what, scale.low.as_str(), scale.high.as_str()), ("killed", "0", "30"));
    assert_eq!(scale.label, "killed: 4 claims on one scale from 0 to 30.");
    let bars: Vec<_> = scale.bars.iter().map(|bar| (bar.value, bar.x, bar.width, bar.open, bar.open_low)).collect();
    assert_eq!(
        bars,
        [
            ("about 20", 667, 8, false, false),
            ("at least 10", 333, 8, true, false),
            ("12-18", 400, 200, false, false),
            ("up to 25", 825, 8, false, true),
        ]
    );
}

#[test]
fn bars_stay_on_their_scale() {
    for (one, other, high) in [
        ("0", "0", "1"),
        ("10", "10", "10"),
        ("more than 10", "5", "15"),
        ("62", "80-90", "100"),
        ("1", "1.5 million", "1\u{202f}500\u{202f}000"),
    ] {
        let claims = claims(&[("killed", one), ("killed", other)]);
        let scales = scales(&small("en"), &claims);
        assert!(scales[0].high.starts_with(high), "{one} {other}: {}", scales[0].high);
        for bar in &scales[0].bars {
            assert!(bar.width >= 8 && bar.x + bar.width <= 1000, "{bar:?}");
        }
    }
    let huge = [(Some(u64::MAX), None), (None, Some(u64::MAX)), (Some(0), Some(u64::MAX)), (None, None)];
    let claims = huge.map(|figure| Claimed { what: "killed", value: "", by: "", figure: Some(figure) });
    assert_eq!(scales(&small("en"), &claims)[0].bars.len(), 3);
}

#[test]
fn the_clock_line_runs_to_the_last_report() {
    let draw = |event: &str, reports: &[&str]| {
        let days: Vec<Day> = reports.iter().map(|text| day(text)).collect();
        clock_line(&small("en"), &when(event), &days)
    };
    let line = draw("2016-09-19", &["2016-09-29", "2016-09-19", "2016-09-20", "2016-09-20"]).expect("a line");
    assert_eq!((line.event_width, line.ticks), (8, vec![0, 100, 1000]));
    assert_eq!((line.start.as_str(), line.end.as_str()), ("19 September 2016", "29 September 2016"));
    assert_eq!(line.label, "The event: 19 September 2016. 4 reports: 19 September 2016 to 29 September 2016.");
    let span = draw("2016-09-05/2016-09-07", &["2016-09-06", "2016-09-15"]).expect("a line");
    assert_eq!((span.event_width, span.ticks), (200, vec![100, 1000]));
    let open = draw("2016-09-05/..", &["2016-09-06", "2016-09-15"]).expect("a line");
    assert_eq!(open.event_width, 1000);
    let early = draw("2016-09-05", &["2016-09-01", "2016-09-15"]).expect("a line");
    assert_eq!(early.ticks, [0, 1000]);
    let year = draw("2016", &["2016-03-01"]).expect("a line");
    assert_eq!((year.event_width, year.ticks), (1000, vec![1000]));
    for nothing in [draw("2016-09-19", &[]), draw("2016-09-19", &["2016-09-19"]), draw("2016-09-19", &["2016-09-18"])] {
        assert!(nothing.is_none());
    }
}
