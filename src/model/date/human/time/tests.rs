//! Tests of the times in dates as people write them.

use crate::model::date::human::tests::{hint, one};

#[test]
fn the_time_is_kept() {
    for (text, iso) in [
        ("8 September 2016 19:00", "2016-09-08T19:00"),
        ("8 September 2016, 19:00", "2016-09-08T19:00"),
        ("8 September 2016 at 7:30 pm", "2016-09-08T19:30"),
        ("September 8, 2016 7:30 p.m.", "2016-09-08T19:30"),
        ("September 8, 2016 12:05 am", "2016-09-08T00:05"),
        ("September 8, 2016 12:05 PM", "2016-09-08T12:05"),
        ("19:00 08.09.2016", "2016-09-08T19:00"),
        ("19:00 - 08.09.2016", "2016-09-08T19:00"),
        ("19:00 -08.09.2016", "2016-09-08T19:00"),
        ("19:00 -8 September 2016", "2016-09-08T19:00"),
        ("08.09.2016 | 19:00", "2016-09-08T19:00"),
        ("08.09.2016 (19:00)", "2016-09-08T19:00"),
        ("8 septembre 2016 à 19h00", "2016-09-08T19:00"),
        ("8. September 2016 um 19:00 Uhr", "2016-09-08T19:00"),
        ("um 19:00 am 8. September 2016", "2016-09-08T19:00"),
        ("8 сентября 2016 в 19:00", "2016-09-08T19:00"),
        ("٨ سبتمبر ٢٠١٦ الساعة ١٩:٠٠", "2016-09-08T19:00"),
        ("Thu, 08 Sep 2016 19:00:30 +0300", "2016-09-08T19:00:30+03:00"),
        ("Thu, 08 Sep 2016 19:00:30 GMT", "2016-09-08T19:00:30Z"),
        ("8 Sep 2016 19:00 UTC+3", "2016-09-08T19:00+03:00"),
        ("8 Sep 2016 19:00 GMT-03:30", "2016-09-08T19:00-03:30"),
        ("2016-9-8 9:00", "2016-09-08T09:00"),
        ("2016-9-8T19:00:30.5Z", "2016-09-08T19:00:30Z"),
        ("2016/09/08 19:00+03:00", "2016-09-08T19:00+03:00"),
        ("19:00 -0300 2016-09-08", "2016-09-08T19:00-03:00"),
        ("19:00 2016-09-08", "2016-09-08T19:00"),
    ] {
        one(text, iso);
    }
}

#[test]
fn times_that_cannot_be_are_not_mended() {
    assert!(hint("8 September 2016 24:00").starts_with("there is no hour 24"));
    assert!(hint("8 September 2016 25:00").starts_with("times are"));
    assert!(hint("8 September 2016 19:60").starts_with("times are"));
    assert!(hint("8 September 2016 0:30 pm").starts_with("there is no hour 0"));
    assert!(hint("8 September 2016 19:00 +1500").starts_with("offsets from UTC"));
    assert!(hint("8 September 2016 19:00 MSK").contains("with the offset from UTC"));
    assert_eq!(
        hint("8 September 2016 19:00:00:00"),
        "write the date and time with the offset from UTC, such as 2016-09-08T19:00+03:00"
    );
    assert!(hint("19:00").starts_with("write the date"));
    assert!(hint("8 September 2016 19:0").starts_with("write the date"));
}
