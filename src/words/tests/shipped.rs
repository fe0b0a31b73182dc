//! The words of the default theme: complete in all six languages.

use std::collections::BTreeSet;

use include_dir::{Dir, include_dir};

use super::*;
use crate::model::date::Day;
use crate::model::date::when::When;

/// Embedded rather than read, so that a file is missing or there, and nothing else.
static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default/words");

const LANGUAGES: [&str; 6] = ["en", "ar", "fr", "es", "ru", "uk"];

/// Those that are there; [`all_six_languages_are_there`] asks for the rest.
fn present() -> Vec<&'static str> {
    LANGUAGES.into_iter().filter(|tag| SHIPPED.contains(format!("{tag}.toml"))).collect()
}

#[test]
fn all_six_languages_are_there() {
    assert_eq!(present(), LANGUAGES);
}

fn text(tag: &str) -> &'static str {
    SHIPPED
        .get_file(format!("{tag}.toml"))
        .and_then(|file| file.contents_utf8())
        .unwrap_or_else(|| panic!("{tag}.toml"))
}

/// The words of one file alone, with nothing under it.
fn alone(tag: &str) -> toml::Table {
    text(tag).parse().unwrap_or_else(|error| panic!("{tag}: {error}"))
}

fn shipped(tag: &str) -> Words {
    let paths: Vec<String> = present().iter().map(|tag| format!("words/{tag}.toml")).collect();
    let files: Vec<(&str, &str)> = present().iter().zip(&paths).map(|(tag, path)| (path.as_str(), text(tag))).collect();
    let (words, notes) = load(&files, tag);
    assert_eq!(notes.notes(), [], "{tag}");
    words
}

/// Every key with its table, and the placeholders of its text; `first` is only for languages that have such a word.
fn keys(tag: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for (table, entries) in alone(tag) {
        for (key, value) in entries.as_table().into_iter().flatten().filter(|(key, _)| *key != "first") {
            let phrase = if table == "phrases" { value.as_str().unwrap_or_default() } else { "" };
            let names =
                phrase.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_owned());
            keys.insert(format!("{table}.{key}"), names.collect());
        }
    }
    keys
}

#[test]
fn all_files_have_the_same_keys_and_placeholders() {
    let english = keys("en");
    for tag in present() {
        let own = keys(tag);
        let missing: Vec<&String> = english.keys().filter(|key| !own.contains_key(*key)).collect();
        let further: Vec<&String> = own.keys().filter(|key| !english.contains_key(*key)).collect();
        assert_eq!((missing, further), (vec![], vec![]), "{tag}: missing, and not in English");
        let differ: Vec<_> = own.iter().filter(|(key, names)| english.get(*key) != Some(names)).collect();
        assert_eq!(differ, vec![], "{tag}: placeholders");
    }
}

#[test]
fn every_count_has_the_forms_cldr_demands() {
    for (tag, wanted) in [
        ("en", &["one", "other"][..]),
        ("ar", &["few", "many", "one", "other", "two", "zero"]),
        ("fr", &["one", "other"]),
        ("es", &["one", "other"]),
        ("ru", &["few", "many", "one", "other"]),
        ("uk", &["few", "many", "one", "other"]),
    ] {
        if !present().contains(&tag) {
            continue;
        }
        for (key, forms) in alone(tag)["counts"].as_table().expect("a table") {
            let own: BTreeSet<&str> = forms.as_table().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
            // French and Spanish `many` begins at a million; without it `other` stands in.
            let optional: &[&str] = if matches!(tag, "fr" | "es") { &["many"] } else { &[] };
            let lacks: Vec<_> = wanted.iter().filter(|form| !own.contains(*form)).collect();
            let further: Vec<_> =
                own.iter().filter(|form| !wanted.contains(form) && !optional.contains(form)).collect();
            assert_eq!((lacks, further), (vec![], vec![]), "{tag} counts.{key}: missing, and never used");
        }
    }
}

#[test]
fn every_count_and_pattern_says_something_whole() {
    for tag in present() {
        let words = shipped(tag);
        for (key, forms) in &words.counts {
            assert_eq!(forms.language, tag, "{key}");
            for n in [0, 1, 2, 3, 11, 21, 22, 100, 1_000_000] {
                let said = words.count(key, n);
                assert!(!said.contains(['{', '}']), "{tag} {said}");
            }
        }
        let day = Day::parse_iso("2016-09-08").expect("a day");
        let month = day.month_of_year();
        for said in [
            words.full(day),
            words.long(day),
            words.short(day),
            words.day_month(day),
            words.day_month_short(day),
            words.weekday_day(day),
            words.month_year(month),
            words.month_year_short(month),
        ] {
            assert!(!said.is_empty() && !said.contains(['{', '}', '-']), "{tag} {said}");
        }
        for edtf in [
            "2016",
            "2016-09",
            "2016-09-XX",
            "2016-09-12T19:00+03:00",
            "2016-09-05~/2016-09-07?",
            "2014/..",
            "../2016-02%",
        ] {
            let said = words.when(&When::parse(edtf).expect("EDTF"));
            assert!(!said.words.contains(['{', '}', '_']) && !said.short.contains(['{', '}', '_']), "{tag} {said:?}");
        }
    }
}

/// The year in a date, and the day in a full date, in Latin digits.
#[test]
fn dates_hold_their_figures_in_latin_digits() {
    for tag in present() {
        let words = shipped(tag);
        let full = words.full(Day::parse_iso("2016-09-08").expect("a day"));
        assert!(full.contains('8') && full.contains("2016") && full.contains(words.weekday(3)), "{tag} {full}");
        let arabic_indic = |c: char| ('٠'..='٩').contains(&c) || ('۰'..='۹').contains(&c);
        assert!(!text(tag).contains(arabic_indic), "{tag}");
    }
}

#[test]
fn english_reads_as_it_should() {
    let words = shipped("en");
    assert_eq!(words.full(Day::parse_iso("2016-09-08").expect("a day")), "Thursday 8 September 2016");
    assert_eq!((words.count("reports", 1), words.count("reports", 5)), ("1 report".into(), "5 reports".into()));
    assert_eq!(words.when(&When::parse("2016-09-12~").expect("EDTF")).words, "about 12 September 2016");
    assert_eq!((words.label("skip"), words.compact(1234)), ("Skip to content", "1.2k".into()));
}

#[test]
fn no_word_of_the_program_is_missing() {
    let words = shipped("en");
    let used = [
        "strip_label",
        "strip_label_one",
        "strip_caption",
        "peak",
        "matrix_caption",
        "cell",
        "scale_label",
        "clock_label",
        "time",
        "time_zone",
        "span",
        "span_short",
        "open_end",
        "open_start",
        "some_day_of",
        "some_month_of",
        "approximate",
        "approximate_short",
        "uncertain",
        "uncertain_short",
        "approximate_uncertain",
        "approximate_uncertain_short",
        "doubt_approximate",
        "doubt_uncertain",
        "doubt_both",
        "unknown_date",
        "same_day",
        "next_day",
        "before_event",
        "during_event",
    ];
    let missing: Vec<&str> = used.into_iter().filter(|key| !words.phrases.contains_key(*key)).collect();
    assert_eq!(missing, Vec::<&str>::new());
    for list in crate::words::date::LISTS {
        assert!(words.dates.lists.contains_key(list.0), "{list:?}");
    }
    for pattern in crate::words::date::PATTERNS.iter().filter(|pattern| **pattern != "first") {
        assert!(words.dates.patterns.contains_key(*pattern), "{pattern}");
    }
}

/// Cases and plurals as the languages want them: the month after a day, the month alone, and 2, 5 and 21 of a thing.
#[test]
fn each_language_inflects() {
    let day = Day::parse_iso("2016-09-08").expect("a day");
    for (tag, after_a_day, alone, two, five, twenty_one) in [
        ("en", "8 September 2016", "September 2016", "2 reports", "5 reports", "21 reports"),
        ("ar", "8 سبتمبر 2016", "سبتمبر 2016", "تقريران", "5 تقارير", "21 تقرير"),
        ("fr", "8 septembre 2016", "septembre 2016", "2 articles", "5 articles", "21 articles"),
        ("es", "8 de septiembre de 2016", "septiembre de 2016", "2 artículos", "5 artículos", "21 artículos"),
        ("ru", "8 сентября 2016", "сентябрь 2016", "2 сообщения", "5 сообщений", "21 сообщение"),
        ("uk", "8 вересня 2016", "вересень 2016", "2 повідомлення", "5 повідомлень", "21 повідомлення"),
    ] {
        if !present().contains(&tag) {
            continue;
        }
        let words = shipped(tag);
        assert!(
            words.full(day).contains(after_a_day) && words.long(day).contains(after_a_day),
            "{tag} {}",
            words.full(day)
        );
        assert!(words.month_year(day.month_of_year()).contains(alone), "{tag} {alone}");
        for (n, said) in [(2, two), (5, five), (21, twenty_one)] {
            assert!(words.count("reports", n).starts_with(said), "{tag} {}", words.count("reports", n));
        }
    }
}
