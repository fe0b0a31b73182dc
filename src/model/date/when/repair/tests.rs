//! Tests of what is offered for the date of an event that is not EDTF.

use crate::model::date::human::Human;
use crate::model::date::when::tests::{refused, when};

#[test]
fn what_a_person_writes_is_shown_in_edtf() {
    for (text, edtf) in [
        ("19 September 2016", "2016-09-19"),
        ("2016-9-19", "2016-09-19"),
        ("September 2016", "2016-09"),
        ("أيلول ٢٠١٦", "2016-09"),
        ("09/2016", "2016-09"),
        ("2016-9", "2016-09"),
        ("٢٠١٦", "2016"),
        ("2016 г.", "2016"),
        ("2016-09-xx", "2016-09-XX"),
        ("٢٠١٦-٠٩-XX", "2016-09-XX"),
        ("19 September 2016?", "2016-09-19?"),
        ("сентябрь 2016~", "2016-09~"),
        ("2016-09-12 19:00+0300", "2016-09-12T19:00+03:00"),
        ("2016-09-12T9:00", "2016-09-12T09:00"),
        ("2016-09-12T19:00+0300", "2016-09-12T19:00+03:00"),
        ("2016-09-12t19:00z", "2016-09-12T19:00Z"),
        ("12 September 2016, 19:00", "2016-09-12T19:00"),
        ("2016-9-5/2016-9-7", "2016-09-05/2016-09-07"),
        ("2016-09-05 / 2016-09-07", "2016-09-05/2016-09-07"),
        ("2016-09-05 - 2016-09-07", "2016-09-05/2016-09-07"),
        ("5 Sept 2016 to 7 Sept 2016", "2016-09-05/2016-09-07"),
        ("2015–2016", "2015/2016"),
        ("September 2015 – October 2016", "2015-09/2016-10"),
        ("2016-09-05..2016-09-07", "2016-09-05/2016-09-07"),
        ("12 September 2016/..", "2016-09-12/.."),
    ] {
        assert_eq!(
            refused(text),
            ("the date is not written in EDTF (ISO 8601-2)".to_owned(), Human::One(edtf.to_owned())),
            "{text}"
        );
        assert_eq!(when(edtf).edtf(), edtf);
    }
    let (message, human) = refused("08/09/2016");
    assert_eq!(message, "the date can be read in more than one way");
    assert_eq!(human, Human::Several(vec!["2016-08-09".to_owned(), "2016-09-08".to_owned()]));
}

#[test]
fn what_cannot_be_read_is_said() {
    let generic = "write YYYY, YYYY-MM or YYYY-MM-DD, or an interval such as 2016-09-05/2016-09-07";
    for (text, hint) in [
        ("2016-02-30", "February 2016 has 29 days"),
        ("2016-13", "there is no month 13"),
        ("2016-02-30T19:00", "February 2016 has 29 days"),
        ("", "the date is empty: write it as YYYY-MM-DD"),
        ("last week", generic),
        ("5-7 September 2016", generic),
        ("2016/2017/2018", generic),
        ("2016-09-07 - 2016-09-05", generic),
        ("08/09/2016 - 10/09/2016", generic),
        ("2016-09-12/...", generic),
        ("2016-09-12/2016-09-13/..", generic),
    ] {
        assert_eq!(refused(text), ("the date cannot be read".to_owned(), Human::Unreadable(hint.to_owned())), "{text}");
    }
    assert!(matches!(refused(&"2016/".repeat(10_000)).1, Human::Unreadable(_)));
}
