//! Tests of dates as people write them.

use proptest::prelude::*;

use super::{Human, read_human};
use crate::model::date::Day;
use crate::model::date::names::LANGUAGES;
use crate::model::date::stamp::parse_article_date;
use crate::model::date::tests::{any_text, day};

pub(super) fn one(text: &str, iso: &str) {
    assert_eq!(read_human(text), Human::One(iso.to_owned()), "{text}");
}

fn several(text: &str, forms: [&str; 2]) {
    assert_eq!(read_human(text), Human::Several(forms.map(str::to_owned).to_vec()), "{text}");
}

pub(super) fn hint(text: &str) -> String {
    match read_human(text) {
        Human::Unreadable(hint) => hint,
        other => panic!("{text} is read as {other:?}"),
    }
}

#[test]
fn a_date_in_words_has_one_reading() {
    for text in [
        // English
        "September 08, 2016",
        "September 8 2016",
        "Sept. 8, 2016",
        "Sep 8, 2016",
        "8 Sept 2016",
        "8 SEPTEMBER 2016",
        "8th of September 2016",
        "the 8th of September, 2016",
        "Thursday, 8 September 2016",
        "Thu, 08 Sep 2016",
        "2016 September 8",
        "2016, 8 September",
        "08-Sep-2016",
        "8/Sep/2016",
        "08SEP2016",
        "(8 September 2016)",
        "8\u{a0}September\u{a0}2016",
        "8 September 2016.",
        // Arabic, Persian digits, full width
        "٨ سبتمبر ٢٠١٦",
        "٨ أيلول ٢٠١٦",
        "8 ايلول 2016",
        "٨ أيلول/سبتمبر ٢٠١٦",
        "8 سبتمبر (أيلول) 2016م",
        "الخميس، ٨ سبتمبر ٢٠١٦",
        "الخميس 8 شتنبر 2016",
        "٨ سَبْتَمْبَر ٢٠١٦",
        "\u{200f}٨ سبتمبر ٢٠١٦\u{200f}",
        "۸ سبتمبر ۲۰۱۶",
        "８ September ２０１６",
        // Russian, Ukrainian
        "8 сентября 2016",
        "8 сентября 2016 г.",
        "8 сентября 2016 года",
        "Четверг, 8 сентября 2016",
        "8-го сентября 2016",
        "8 вересня 2016",
        "8 вересня 2016 р.",
        "8 вересня 2016 року",
        "четвер, 8 вер. 2016",
        // French, Spanish, German
        "8 septembre 2016",
        "jeudi 8 septembre 2016",
        "le 8 sept. 2016",
        "8 de septiembre de 2016",
        "jueves, 8 de setiembre de 2016",
        "8. September 2016",
        "Donnerstag, den 8. September 2016",
        "Do., 8. Sept. 2016",
    ] {
        one(text, "2016-09-08");
    }
}

#[test]
fn a_date_in_numbers_has_one_reading() {
    for text in [
        "2016-09-08",
        "2016-9-8",
        "2016/09/08",
        "2016/9/8",
        "2016.09.08",
        "2016 09 08",
        "20160908",
        "08.09.2016",
        "8.9.2016",
        "8. 9. 2016",
        "8.9.2016.",
        "08.09.2016 г.",
        "٢٠١٦-٠٩-٠٨",
        "۲۰۱۶/۰۹/۰۸",
        "２０１６／０９／０８",
        "٨.٩.٢٠١٦",
        "2016年9月8日",
        "2016–09–08",
        "2016\u{2010}09\u{2010}08",
        "\u{feff}2016-09-08",
        "Thursday 08/09/2016",
        "jeudi 08/09/2016",
    ] {
        one(text, "2016-09-08");
    }
    one("13/09/2016", "2016-09-13");
    one("09/13/2016", "2016-09-13");
    one("8/8/2016", "2016-08-08");
    one("31-12-2016", "2016-12-31");
    one("29.02.2016", "2016-02-29");
    one("30/01/2016", "2016-01-30");
}

#[test]
fn where_two_readings_are_possible_none_is_chosen() {
    for text in ["08/09/2016", "8/9/2016", "09/08/2016", "08-09-2016", "08 09 2016", "٨/٩/٢٠١٦", "٠٨؍٠٩؍٢٠١٦"]
    {
        several(text, ["2016-08-09", "2016-09-08"]);
    }
    several("08/09/2016 19:00", ["2016-08-09T19:00", "2016-09-08T19:00"]);
    several("12/11/2016", ["2016-11-12", "2016-12-11"]);
    assert_eq!(hint("Friday 08/09/2016"), "2016-08-09 is a Tuesday and 2016-09-08 is a Thursday, not a Friday");
}

#[test]
fn accents_may_be_there_or_not() {
    for text in [
        "11 août 2016",
        "11 aout 2016",
        "11 aou\u{302}t 2016",
        "11 AOÛT 2016",
        "11 آب 2016",
        "11 اب 2016",
        "11 ا\u{653}ب 2016",
    ] {
        one(text, "2016-08-11");
    }
    for text in [
        "1er mai 2016",
        "1º de mayo de 2016",
        "1 мая 2016",
        "1 май 2016",
        "1 ма\u{438}\u{306} 2016",
        "1 أيار 2016",
        "1. Mai 2016",
    ] {
        one(text, "2016-05-01");
    }
    for text in
        ["5 März 2016", "5 Marz 2016", "5. Maerz 2016", "5 mars 2016", "5 آذار 2016", "5 березня 2016", "5 марта 2016"]
    {
        one(text, "2016-03-05");
    }
    for text in [
        "9 décembre 2016",
        "п’ятниця, 9 грудня 2016",
        "п'ятниця, 9 грудня 2016",
        "9 كانون الأول 2016",
        "9 كانون الاول 2016",
    ] {
        one(text, "2016-12-09");
    }
    one("3 كانون الثاني ٢٠١٦", "2016-01-03");
    one("3 تشرين الأول 2016", "2016-10-03");
    one("3 تشرين الثاني 2016", "2016-11-03");
    one("3 miércoles febrero 2016", "2016-02-03");
}

#[test]
fn what_is_impossible_is_said() {
    for (text, expected) in [
        ("2016-02-30", "February 2016 has 29 days"),
        ("30 February 2015", "February 2015 has 28 days"),
        ("30/02/2016", "February 2016 has 29 days"),
        ("02/30/2016", "February 2016 has 29 days"),
        ("31/04/2016", "April 2016 has 30 days"),
        ("2016-13-01", "there is no month 13"),
        ("13/13/2016", "there is no month 13"),
        ("09.13.2016", "there is no month 13"),
        ("20161301", "there is no month 13"),
        ("0/9/2016", "there is no day 00"),
        ("0/13/2016", "there is no month 13"),
        ("32 September 2016", "there is no day 32"),
        ("0 September 2016", "there is no day 00"),
        ("Friday, 8 September 2016", "2016-09-08 is a Thursday, not a Friday"),
    ] {
        assert_eq!(hint(text), expected, "{text}");
    }
}

#[test]
fn what_is_missing_is_said() {
    for (text, expected) in [
        ("8 Sept 16", "a year has four digits: write the date as YYYY-MM-DD"),
        ("08/09/16", "a year has four digits: write the date as YYYY-MM-DD"),
        ("16-09-08", "a year has four digits: write the date as YYYY-MM-DD"),
        ("8 Sept '16", "a year has four digits: write the date as YYYY-MM-DD"),
        ("8 September", "the year is missing: write the date as YYYY-MM-DD"),
        ("08.09", "the year is missing: write the date as YYYY-MM-DD"),
        ("September 2016", "the day is missing: write the date as YYYY-MM-DD"),
        ("2016-09", "the day is missing: write the date as YYYY-MM-DD"),
        ("09/2016", "the day is missing: write the date as YYYY-MM-DD"),
        ("2016", "the month and the day are missing: write the date as YYYY-MM-DD"),
        ("8 September October 2016", "two months are named: write one date as YYYY-MM-DD"),
        ("Mon Tue 8 September 2016", "two weekdays are named: write one date as YYYY-MM-DD"),
        ("۱۳۹۵/۰۶/۱۸", "the year 1395 may be of another calendar: write the Gregorian date as YYYY-MM-DD"),
        ("08092016", "the year 0809 may be of another calendar: write the Gregorian date as YYYY-MM-DD"),
        ("", "the date is empty: write it as YYYY-MM-DD"),
        (" \u{200f} ", "the date is empty: write it as YYYY-MM-DD"),
    ] {
        assert_eq!(hint(text), expected, "{text}");
    }
}

#[test]
fn nothing_is_guessed() {
    for text in [
        "yesterday",
        "about 8 September 2016",
        "5-7 September 2016",
        "8 or 9 September 2016",
        "8 Smarch 2016",
        "September",
        "-2016-09-08",
        "2016-09-08/..",
        "2016-09-08..",
        ".2016-09-08",
        "8 September 2016/..",
        "/2016/09/08",
        "2016-09-08-",
        "2016-09.08",
        "08.09/2016",
        "2016,09,08",
        "8 September 2016 1",
        "2016 8",
        "2016-09-08-01",
        "١٢٣٤٥٦٧٨٩",
        "1473292800",
        "8 September 20161",
        "008 September 2016",
        "September 2016 8",
        "2016:09:08",
        "{{date}}",
        "2016-09-08; rm",
        "TBD",
        "٨ كانون ٢٠١٦",
        "2016-2017",
        "٨ محرم ٢٠١٦",
        "8--9--2016",
        "201609",
        "8 September 2016 September 8 2016",
        "2016--09",
        "8 2016 September",
        "2016 8 September 1",
    ] {
        let hint = hint(text);
        assert!(!hint.is_empty() && !hint.contains('\n'), "{text}");
    }
    one(&format!("{:300}", "8 September 2016"), "2016-09-08");
    assert_eq!(hint(&format!("{:301}", "8 September 2016")), "this is too long for a date: write it as YYYY-MM-DD");
    assert_eq!(hint(&"8 September 2016 ".repeat(1000)), "this is too long for a date: write it as YYYY-MM-DD");
    assert_eq!(hint(&"٨".repeat(100_000)), "this is too long for a date: write it as YYYY-MM-DD");
}

#[test]
fn every_full_name_is_read_in_a_date() {
    for names in LANGUAGES {
        for month in 1..=12_u8 {
            let name = names.month(month).expect("twelve months");
            one(&format!("7 {name} 2016"), &format!("2016-{month:02}-07"));
        }
    }
}

/// Any day whose year cannot be taken for one of another calendar.
fn any_gregorian_day() -> impl Strategy<Value = Day> {
    let start = day("1500-01-01");
    (0..=Day::LAST.days_since(start)).prop_map(move |days| start.add_days(days).expect("in bounds"))
}

proptest! {
    #[test]
    fn a_day_in_words_is_read_again(day in any_gregorian_day(), language in 0_usize..7, style in 0_usize..4) {
        let name = LANGUAGES[language].month(day.month()).expect("twelve months");
        let weekday = LANGUAGES[language].weekday(day.weekday()).expect("seven days");
        let (year, number) = (day.year(), day.day());
        let text = match style {
            0 => format!("{number} {name} {year}"),
            1 => format!("{weekday}, {number:02}. {name} {year}"),
            2 => format!("{name} {number}, {year} ({weekday})"),
            _ => format!("{number:02}.{:02}.{year}", day.month()),
        };
        prop_assert_eq!(read_human(&text), Human::One(day.to_string()));
        let digits = |zero: u32| text.chars().map(|c| match c.to_digit(10) {
            Some(digit) => char::from_u32(zero + digit).unwrap_or(c),
            None => c,
        }).collect::<String>();
        for zero in [0x660, 0x6f0, 0xff10] {
            prop_assert_eq!(read_human(&digits(zero)), Human::One(day.to_string()));
        }
    }

    #[test]
    fn what_is_offered_can_be_written(text in any_text()) {
        let forms = match read_human(&text) {
            Human::One(form) => vec![form],
            Human::Several(forms) => {
                prop_assert!(forms.len() > 1 && forms.is_sorted());
                forms
            }
            Human::Unreadable(hint) => {
                prop_assert!(!hint.is_empty() && !hint.contains('\n'));
                vec![]
            }
        };
        for form in forms {
            let (stamp, suggestion) = parse_article_date(&form).expect("what is offered is read");
            prop_assert_eq!((stamp.to_string(), suggestion), (form, None));
        }
    }
}
