//! Words from small files in six languages, and from the files of the default theme.

mod dates;
mod shipped;
mod small;

use super::*;
use crate::diagnostic::Severity;
use crate::words::plural::{Category, category};

/// The words of a language from these files, and what was noted.
fn load(files: &[(&str, &str)], tag: &str) -> (Words, Diagnostics) {
    let files: Vec<SourceFile> = files.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect();
    let mut notes = Diagnostics::default();
    let words = Words::load(&mut notes, &files, &Lang::parse(tag).expect("a tag"));
    (words, notes)
}

/// The words of one of the small files, without any note.
pub(crate) fn small(tag: &str) -> Words {
    let (words, notes) = load(&small::FILES, tag);
    assert_eq!(notes.notes(), [], "{tag}");
    words
}

#[test]
fn categories_follow_cldr() {
    use Category::{Few, Many, One, Other, Two, Zero};
    let all = |language: &str, wanted: &[(usize, Category)]| {
        for (n, wanted) in wanted {
            assert_eq!(category(language, *n), *wanted, "{language} {n}");
        }
    };
    all("en", &[(0, Other), (1, One), (2, Other), (11, Other), (21, Other)]);
    all(
        "ar",
        &[(0, Zero), (1, One), (2, Two), (3, Few), (10, Few), (11, Many), (99, Many), (100, Other), (102, Other)],
    );
    all("ar", &[(103, Few), (111, Many), (200, Other), (1000, Other)]);
    all("fr", &[(0, One), (1, One), (2, Other), (1_000_000, Many), (1_000_001, Other), (2_000_000, Many)]);
    all("es", &[(0, Other), (1, One), (2, Other), (1_000_000, Many)]);
    for language in ["ru", "uk"] {
        all(
            language,
            &[(0, Many), (1, One), (2, Few), (4, Few), (5, Many), (11, Many), (12, Many), (14, Many), (20, Many)],
        );
        all(
            language,
            &[(21, One), (22, Few), (25, Many), (100, Many), (101, One), (111, Many), (112, Many), (122, Few)],
        );
    }
    all("pl", &[(1, One), (2, Few), (12, Many), (21, Many), (22, Few)]);
    all("sr", &[(1, One), (21, One), (22, Few), (25, Other)]);
    all("he", &[(1, One), (2, Two), (3, Other)]);
    all("fa", &[(0, One), (1, One), (2, Other)]);
    all("ja", &[(1, Other)]);
    all("eo", &[(1, One), (2, Other)]);
}

#[test]
fn counts_take_the_form_of_their_language() {
    let all = |tag: &str, wanted: &[(usize, &str)]| {
        let words = small(tag);
        for (n, wanted) in wanted {
            assert_eq!(words.count("reports", *n), *wanted, "{tag} {n}");
        }
    };
    all("en", &[(0, "0 reports"), (1, "1 report"), (1001, "1\u{202f}001 reports")]);
    all(
        "ar",
        &[(0, "لا تقارير"), (1, "تقرير واحد"), (2, "تقريران"), (3, "3 تقارير"), (11, "11 تقريرا"), (100, "100 تقرير")],
    );
    all("fr", &[(0, "0 article"), (2, "2 articles"), (1_000_000, "1\u{202f}000\u{202f}000 d’articles")]);
    all("es", &[(1, "1 noticia"), (9999, "9999 noticias"), (10_000, "10\u{202f}000 noticias")]);
    all(
        "ru",
        &[(1, "1 сообщение"), (2, "2 сообщения"), (5, "5 сообщений"), (11, "11 сообщений"), (21, "21 сообщение")],
    );
    all("ru", &[(22, "22 сообщения")]);
    all("uk", &[(1, "1 повідомлення"), (2, "2 повідомлення"), (5, "5 повідомлень")]);
    assert_eq!(small("en").count("unheard of", 1), "1 unheard of");
}

#[test]
fn a_missing_key_falls_back_to_english_and_is_counted_in_english() {
    let words = small("ru");
    assert_eq!(words.label("only_english"), "Only English");
    assert_eq!(words.label("nowhere"), "nowhere");
    assert_eq!(words.count("claims", 21), "21 claims");
    assert_eq!(words.phrase("nowhere", &[]), "nowhere");
    let keys: Vec<&str> = words.labels().map(|(key, _)| key).collect();
    assert_eq!(keys, ["latest", "only_english"]);
    assert_eq!(words.label("latest"), "Новое");
}

#[test]
fn longer_tags_and_later_files_lie_over_shorter_and_earlier_ones() {
    let files = [
        ("themes/child/words/sr-Latn.toml", "labels.b = 'sr-Latn'"),
        ("themes/parent/words/en.toml", "[labels]\na = 'en'\nb = 'en'\nc = 'en'\nd = 'en'\ne = 'en'"),
        ("themes/parent/words/sr.toml", "labels.b = 'sr'\nlabels.c = 'sr'\nlabels.d = 'sr'"),
        ("themes/child/words/en.toml", "labels.c = 'child en'\nlabels.e = 'child en'"),
        ("themes/child/words/sr.toml", "labels.d = 'child sr'"),
        ("themes/child/passwords/sr.toml", "labels.a = 'no'"),
        ("themes/child/mywords/sr.toml", "labels.a = 'no'"),
    ];
    let (words, notes) = load(&files, "sr-Latn-RS");
    assert_eq!(notes.notes(), []);
    let all: Vec<(&str, &str)> = words.labels().collect();
    assert_eq!(all, [("a", "en"), ("b", "sr-Latn"), ("c", "sr"), ("d", "child sr"), ("e", "child en")]);
}

#[test]
fn a_language_without_words_stays_english_with_a_warning() {
    let (words, notes) = load(&small::FILES, "de");
    assert_eq!(words.lang().as_str(), "en");
    assert_eq!((notes.count(Severity::Warning), notes.count(Severity::Error)), (1, 0));
    let (words, notes) = load(&[], "en");
    assert!(notes.has_errors());
    assert_eq!((words.label("skip"), words.count("reports", 1001).as_str()), ("skip", "1\u{202f}001 reports"));
    let (words, notes) = load(&small::FILES, "en-GB");
    assert_eq!((words.lang().as_str(), notes.notes().len()), ("en-GB", 0));
}

#[test]
fn malformed_files_are_noted_and_the_rest_is_kept() {
    let noted = |text: &str| {
        let (words, notes) = load(&[("words/en.toml", text)], "en");
        let first = notes.notes().first().map(|note| {
            let range = note.place.as_ref().expect("a place").range;
            (note.message.clone(), text.get(range.start..range.end).unwrap_or("").to_owned())
        });
        (words, first)
    };
    for (text, message, place) in [
        ("labels.a = 3", "`a` is text between quotes", "3"),
        ("labels = 3", "`labels` is not a table", "labels"),
        ("[counts]\nx = 'y'", "`x` takes its plural forms: { one = \"…\", other = \"…\" }", "'y'"),
        ("[counts]\nx = { one = 'y' }", "`x` lacks its form `other`", "{ one = 'y' }"),
        ("[counts]\nx = { some = 'y', other = 'z' }", "plural forms are zero, one, two, few, many and other", "some"),
        ("[dates]\nmonths = ['a']", "`months` is a list of 12 names", "['a']"),
        ("[dates]\nweekdays = 'a'", "`weekdays` is a list of 7 names", "'a'"),
        ("[dates]\nlonger = 'a'", "unknown key `longer`", "longer"),
    ] {
        let (_, first) = noted(text);
        assert_eq!(first, Some((message.to_owned(), place.to_owned())), "{text}");
    }
    assert!(noted("[dates]\nweek_starts = 'mo'").1.is_some());
    assert!(noted("[lables]\na = 'b'").1.is_some_and(|(message, _)| message.starts_with("unknown table `lables`")));
    assert!(noted("labels = [").1.is_some());
    let (words, first) = noted("labels.a = 3\nlabels.b = 'B'");
    assert_eq!((words.label("b"), first.is_some()), ("B", true));
    let mut notes = Diagnostics::default();
    Words::load(&mut notes, &[SourceFile::new("words/en.toml", b"labels.a = '\xff'".to_vec())], words.lang());
    assert_eq!(notes.notes().len(), 1);
}

#[test]
fn placeholders_are_filled_once_and_unknown_ones_stay() {
    let filled = |pattern: &str| {
        fill(pattern, |name| match name {
            "a" => Some(Cow::Borrowed("{b}")),
            "b" => Some(Cow::Borrowed("B")),
            _ => None,
        })
    };
    assert_eq!(filled("{a} {b} {c} { {a"), "{b} B {c} { {a");
    assert_eq!(filled("{{a}} }"), "{{b}} }");
    assert_eq!(filled(""), "");
}

#[test]
fn numbers_are_grouped_and_shortened() {
    let english = small("en");
    assert_eq!(
        ["999", "1\u{202f}000", "12\u{202f}345", "1\u{202f}234\u{202f}567"],
        [english.number(999), english.number(1000), english.number(12_345), english.number(1_234_567)]
    );
    let compact = |n| english.compact(n);
    assert_eq!(
        ["0", "999", "1k", "1.2k", "9.9k", "10k", "12k"],
        [compact(0), compact(999), compact(1049), compact(1299), compact(9999), compact(10_400), compact(12_900)]
    );
    assert_eq!(small("fr").compact(1250), "1,2k");
    let (grouped, _) = load(&[("words/en.toml", "phrases.group = ','")], "en");
    assert_eq!(grouped.number(1001), "1,001");
}

#[test]
fn languages_have_names_or_their_tag() {
    let name = |tag: &str| small("en").language_name(&Lang::parse(tag).expect("a tag"));
    assert_eq!((name("ar"), name("ar-SY"), name("xx-Latn")), ("Arabic".into(), "Arabic".into(), "xx-Latn".into()));
}
