//! Tests of the names of months and weekdays, as they are found in dates.

use super::{Meaning, fold, meaning};
use crate::model::date::names::{FILLERS, LANGUAGES};

#[test]
fn no_name_has_two_meanings() {
    for names in LANGUAGES {
        for (index, list) in names.months.iter().enumerate() {
            for name in *list {
                let expected = u8::try_from(index + 1).ok().map(Meaning::Month);
                assert_eq!(meaning(&fold(name)), expected, "{} {name}", names.tag);
            }
        }
        for (index, list) in names.weekdays.iter().enumerate() {
            for name in *list {
                let expected = u8::try_from(index).ok().map(Meaning::Weekday);
                assert_eq!(meaning(&fold(name)), expected, "{} {name}", names.tag);
            }
        }
    }
    for word in FILLERS {
        assert_eq!(meaning(&fold(word)), Some(Meaning::Filler), "{word}");
    }
}
