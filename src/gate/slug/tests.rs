//! Slugs of many scripts, of hostile names, and the laws that hold for any text.

use proptest::prelude::*;

use super::*;

fn of(text: &str) -> Option<String> {
    Slug::of(text).map(|slug| slug.to_string())
}

#[test]
fn words_of_every_script_are_kept() {
    for (text, slug) in [
        ("Syrian Ceasefire in the Balance", "syrian-ceasefire-in-the-balance"),
        ("  --Hello,   World!-- ", "hello-world"),
        ("هدنة سوريا ٢٠١٦", "هدنة-سوريا-٢٠١٦"),
        ("مُحَمَّد", "مُحَمَّد"),
        ("می\u{200c}شود", "میشود"),
        ("Перемирие в Сирии", "перемирие-в-сирии"),
        ("सीरिया में युद्धविराम", "सीरिया-में-युद्धविराम"),
        ("停战 2016", "停战-2016"),
        ("Assad's allies’ view", "assads-allies-view"),
        ("Cafe\u{301}", "café"),
        ("İSTANBUL Straße ΟΔΟΣ", "istanbul-straße-οδος"),
        ("ﻫﺪﻧﺔ", "هدنة"),
        ("Ｆｕｌｌ ﬁt 𝐁𝐨𝐥𝐝", "full-fit-bold"),
        ("น้ำ", "น้ำ"),
        ("كـــتاب", "كتاب"),
        ("4.5 km² ½", "4-5-km"),
    ] {
        assert_eq!(of(text).as_deref(), Some(slug), "{text}");
    }
}

#[test]
fn what_is_not_a_word_vanishes() {
    for text in ["", "-", "🔥🅰️Ⓐ", "..", "../..", "\u{202e}\u{200b}\u{feff}", "\u{301}\u{301}", "\u{3164}", "½²①", "\0"]
    {
        assert_eq!(of(text), None, "{text:?}");
    }
    assert_eq!(of("a\u{202e}b\u{200d}c\u{ad}d").as_deref(), Some("abcd"));
    assert_eq!(of("../../etc/passwd").as_deref(), Some("etc-passwd"));
    assert_eq!(of("a.html").as_deref(), Some("a-html"));
}

#[test]
fn a_name_that_windows_keeps_gets_a_number() {
    for name in ["con", "CON", "nul", "COM1", "lpt9", "aux", "prn", "com0"] {
        let slug = of(name).unwrap();
        assert_eq!(slug, format!("{}-1", name.to_lowercase()));
        assert!(!is_reserved(&slug));
    }
    assert_eq!(of("console").as_deref(), Some("console"));
    assert_eq!(of("com10").as_deref(), Some("com10"));
    assert!(is_reserved("NUL.tar.gz") && is_reserved("COM¹.png") && is_reserved("con .txt"));
    assert!(!is_reserved("null.png") && !is_reserved("com") && !is_reserved("comb"));
}

#[test]
fn long_names_are_cut_between_words_or_graphemes() {
    let long = of(&"ceasefire ".repeat(20)).unwrap();
    assert_eq!(long, ["ceasefire"; 8].join("-"));
    assert_eq!(of(&"a".repeat(100)).unwrap().len(), MAX_CHARS);
    let exactly = format!("{} b", "a".repeat(MAX_CHARS));
    assert_eq!(of(&exactly).unwrap(), "a".repeat(MAX_CHARS));
    let han = of(&"停".repeat(100)).unwrap();
    assert_eq!(han.len(), 198);
    let zalgo = of(&format!("z{}", "\u{335}".repeat(300))).unwrap();
    assert_eq!(zalgo.chars().count(), 1 + MAX_MARKS);
}

#[test]
fn exact_takes_slugs_only_and_suggests() {
    assert_eq!(Slug::exact("urum-al-kubra").unwrap().as_str(), "urum-al-kubra");
    let problem = Slug::exact("Urum al-Kubra").unwrap_err();
    assert_eq!(problem.suggestion().unwrap().as_str(), "urum-al-kubra");
    assert_eq!(problem.to_string(), "not a slug: write `urum-al-kubra`");
    assert_eq!(Slug::exact("¡!").unwrap_err().to_string(), "not a slug: it has no letter or digit");
    for text in ["a--b", "-a", "a-", "a.b", "con", "cafe\u{301}", "a\u{200d}b", "A", "a b"] {
        assert!(Slug::exact(text).is_err(), "{text:?}");
    }
    assert_eq!(serde_json::to_string(&Slug::of("A b").unwrap()).unwrap(), "\"a-b\"");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn ascii_goes_the_short_way_to_the_same_words(text in "[ -~\\x00-\\x1f]{0,40}|[a-zA-Z0-9'` _.-]{0,40}") {
        prop_assert_eq!(ascii_words(&text), any_words(&text));
    }

    #[test]
    fn any_text_makes_a_slug_or_none(text in "\\PC{0,60}|.{0,120}|[aİi\u{307}\u{301}\u{200d}‘ﬁﻫΣ -]{0,90}") {
        if let Some(slug) = Slug::of(&text) {
            let slug = slug.as_str();
            prop_assert!(!slug.is_empty() && slug.len() <= MAX_BYTES && slug.chars().count() <= MAX_CHARS);
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
            prop_assert!(!is_reserved(slug) && unicode_normalization::is_nfc(slug));
            prop_assert!(slug.chars().all(|c| c == '-' || is_letter(c) || is_digit(c) || is_combining_mark(c)));
            prop_assert_eq!(of(slug), Some(slug.to_owned()));
        }
    }
}
