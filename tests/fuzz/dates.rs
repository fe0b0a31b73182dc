//! Dates: what is read is written again as it was, its bounds are in order, and what is proposed instead can be read.

use std::cmp::Ordering;

use conflict_digest::model::date::human::{Human, read_human};
use conflict_digest::model::date::stamp::parse_article_date;
use conflict_digest::model::date::when::When;
use conflict_digest::model::date::{Day, Month};

use crate::engine::Marks;

pub(crate) fn law(input: &[u8]) -> Marks {
    let text = String::from_utf8_lossy(input);
    let text = text.as_ref();
    let mut marks = Marks::new();
    match When::parse(text) {
        Ok(when) => {
            marks.insert(format!("when {:?} {:?}", shape(text), when.is_interval()));
            assert_eq!(When::parse(when.edtf()), Ok(when.clone()));
            assert!(when.latest().is_none_or(|latest| when.earliest() <= latest));
            assert!(when.covers(when.earliest()) && when.covers(when.stands_on()));
            let plain = When::parse(&when.schema_org()).unwrap();
            assert_eq!(plain.compare_days(&when), Ordering::Equal);
            assert!(when.datetime_attr().is_none_or(|attr| attr.bytes().all(|byte| byte.is_ascii_graphic())));
            let (first, last) = (Month::new(1, 1).unwrap(), Month::new(9999, 12).unwrap());
            assert!(when.months_within(first, last).take(2).count() <= 2);
        }
        Err(problem) => {
            marks.insert(format!("refused {}", problem.message.chars().take(30).collect::<String>()));
            proposed(&problem.human, &mut marks);
        }
    }
    match parse_article_date(text) {
        Ok((stamp, _)) => {
            marks.insert(format!("stamp {:?}", shape(text)));
            let written = stamp.to_string();
            assert_eq!(parse_article_date(&written).map(|(stamp, _)| stamp).ok(), Some(stamp), "{written}");
            assert_eq!(Day::parse_iso(&stamp.day().to_string()), Some(stamp.day()));
            assert!(stamp.utc_rfc3339().bytes().all(|byte| byte.is_ascii_graphic()));
        }
        Err(problem) => proposed(&problem.human, &mut marks),
    }
    proposed(&read_human(text), &mut marks);
    marks
}

/// What is proposed can be read, and is what it says.
fn proposed(human: &Human, marks: &mut Marks) {
    let forms = match human {
        Human::One(form) => std::slice::from_ref(form),
        Human::Several(forms) => forms.as_slice(),
        Human::Unreadable(_) => &[],
    };
    marks.insert(format!("forms {}", forms.len()));
    for form in forms {
        marks.insert(format!("form {:?}", shape(form)));
        assert_eq!(When::parse(form).map(|when| when.to_string()).as_ref(), Ok(form));
    }
}

/// A text with its digits as `0` and its letters as `a`.
fn shape(text: &str) -> String {
    let of = |c: char| {
        if c.is_ascii_digit() {
            '0'
        } else if c.is_alphabetic() {
            'a'
        } else {
            c
        }
    };
    text.chars().take(24).map(of).collect()
}
