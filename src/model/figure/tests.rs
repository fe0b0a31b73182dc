//! Figures as reports print them, in the six interface languages.

use super::*;

fn exact(n: u64) -> Option<Figure> {
    Some((Some(n), Some(n)))
}

fn range(low: u64, high: u64) -> Option<Figure> {
    Some((Some(low), Some(high)))
}

fn at_least(n: u64) -> Option<Figure> {
    Some((Some(n), None))
}

fn at_most(n: u64) -> Option<Figure> {
    Some((None, Some(n)))
}

#[track_caller]
fn all(wanted: Option<Figure>, texts: &[&str]) {
    for text in texts {
        assert_eq!(read_figure(text), wanted, "{text}");
    }
}

#[test]
fn one_number_is_one_point() {
    all(exact(62), &["62", "62 soldiers", "killed: 62, wounded: 100", "62 (as of 19 September)", "[62]"]);
    all(exact(20), &["about 20", "~20", "some 20 people", "an estimated 20", "c. 20", "nearly 20"]);
    all(exact(20), &["environ 20", "unos 20", "около 20", "близько 20", "نحو 20", "حوالي ٢٠", "près de 20", "۲۰"]);
}

#[test]
fn thousands_are_set_apart_in_many_ways() {
    all(
        exact(1200),
        &["1,200", "1 200", "1.200", "1'200", "1\u{202f}200", "1\u{a0}200", "١٬٢٠٠", "1200", "1.2k", "1,2 тыс."],
    );
    all(exact(1_500_000), &["1.5 million", "1,5 млн", "1,500,000", "1.5m", "1٫5 مليون", "1,5 мільйона"]);
    all(exact(24), &["2 dozen"]);
    all(exact(62), &["62, 100 wounded"]);
    all(exact(2016), &["2016 300"]);
}

#[test]
fn ranges_have_two_ends() {
    all(range(80, 90), &["80-90", "80–90", "80 – 90 people", "80 to 90", "between 80 and 90", "80‑90"]);
    all(range(80, 90), &["entre 80 et 90", "de 80 à 90", "entre 80 y 90", "de 80 a 90", "от 80 до 90", "від 80 до 90"]);
    all(range(80, 90), &["بين 80 و90", "بين ٨٠ و ٩٠", "من 80 إلى 90"]);
    all(range(2_000_000, 3_000_000), &["2-3 million", "2 to 3 million"]);
    all(range(800, 1_000_000), &["800 to 1 million"]);
    all(exact(80), &["80 and 90", "80 killed, 90 wounded"]);
    all(exact(20), &["20 – 5 of them children"]);
}

#[test]
fn open_ends_stay_open() {
    all(
        at_least(15),
        &["more than 15", "over 15", "15+", ">15", "≥ 15", "at least about 15", "15 or more", "no fewer than 15"],
    );
    all(
        at_least(15),
        &["au moins 15", "plus de 15", "al menos 15", "más de 15", "не менее 15", "более 15", "свыше 15"],
    );
    all(at_least(15), &["щонайменше 15", "понад 15", "не менше 15", "ما لا يقل عن 15", "أكثر من ١٥", "لأكثر من 15"]);
    all(at_least(15), &["15 قتيلاً على الأقل", "15 morts au moins", "15 человек как минимум", "15 people at least"]);
    all(
        at_most(20),
        &["up to 20", "at most 20", "fewer than 20", "less than 20", "no more than 20", "as many as 20", "< 20"],
    );
    all(at_most(20), &["jusqu’à 20", "moins de 20", "hasta 20", "menos de 20", "no más de 20", "до 20", "не более 20"]);
    all(at_most(20), &["менше 20", "не більше 20", "حتى 20", "أقل من 20", "ما لا يزيد عن 20", "20 at most"]);
    all(at_least(80), &["at least 80-90"]);
    all(at_most(90), &["up to 80–90"]);
}

#[test]
fn a_phrase_belongs_to_its_own_number() {
    all(
        exact(20),
        &[
            "more than a dozen killed, 20 wounded",
            "20 killed and at least 5 wounded",
            "20, at least 5 of them children",
        ],
    );
}

#[test]
fn what_is_no_count_is_not_drawn() {
    all(
        None,
        &[
            "",
            "several dozen",
            "unknown",
            "dozens",
            "19:00",
            "1/3",
            "2½",
            "7.8",
            "2016-09-19",
            "120-30",
            "1,20,000",
            "-5",
            "1.2.3",
        ],
    );
    all(None, &["99999999999999999999999", "99999999999 billion", "٫", "Mi-8", "15th"]);
    all(exact(2), &["Mi-8: 2 aboard", "2 T-72 tanks"]);
    all(exact(62), &["62²"]);
}

proptest::proptest! {
    #[test]
    fn nothing_panics_and_ends_are_in_order(text in "[0-9٠-٩a-zдо.,:/+–\\- ½والى]{0,40}|\\PC{0,60}") {
        if let Some((low, high)) = read_figure(&text) {
            proptest::prop_assert!(low.is_some() || high.is_some());
            if let (Some(low), Some(high)) = (low, high) {
                proptest::prop_assert!(low <= high);
            }
        }
    }
}
