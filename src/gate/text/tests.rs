//! Characters that must be reported, those that must not, and directions.

use proptest::prelude::*;

use super::*;

fn kinds(text: &str) -> Vec<Suspicion> {
    suspicious(text).into_iter().map(|(_, suspicion)| suspicion).collect()
}

#[test]
fn what_does_not_belong_in_a_field_is_reported_with_its_place() {
    use Suspicion::{Bidi, Control, Invisible, Lost, Placeholder, PrivateUse};
    for (text, suspicion) in [
        ("a\u{1b}[31m", Control('\u{1b}')),
        ("a\tb", Control('\t')),
        ("a\u{2028}b", Control('\u{2028}')),
        ("a\u{fffe}b", Control('\u{fffe}')),
        ("a\u{202e}b", Bidi('\u{202e}')),
        ("a\u{2066}b", Bidi('\u{2066}')),
        ("a\u{200f}b", Bidi('\u{200f}')),
        ("a\u{200b}b", Invisible('\u{200b}')),
        ("a\u{ad}b", Invisible('\u{ad}')),
        ("a\u{feff}b", Invisible('\u{feff}')),
        ("a\u{2060}b", Invisible('\u{2060}')),
        ("a\u{200d}b", Invisible('\u{200d}')),
        ("a\u{e0041}b", Invisible('\u{e0041}')),
        ("a\u{fe0f}b", Invisible('\u{fe0f}')),
        ("a\u{fffd}b", Lost),
        ("a⊠b", Placeholder('⊠')),
        ("a■b", Placeholder('■')),
        ("a∎b", Placeholder('∎')),
        ("a\u{e000}b", PrivateUse('\u{e000}')),
    ] {
        let found = suspicious(text);
        assert_eq!(found.len(), 1, "{text:?}: {found:?}");
        assert_eq!((found[0].0.start, &found[0].1), (1, &suspicion), "{text:?}");
    }
    assert_eq!(kinds("CafÃ©"), [Suspicion::Mojibake { repaired: "é".to_owned() }]);
    assert_eq!(kinds("â€\u{9d}"), [Suspicion::Mojibake { repaired: "”".to_owned() }]);
}

#[test]
fn joiners_stay_where_a_script_needs_them() {
    for fine in [
        "می\u{200c}شود",
        "क्\u{200d}ष",
        "👨\u{200d}👩\u{200d}👧",
        "❤\u{fe0f}",
        "ไทย\u{200b}ไทย",
        "ന\u{d4d}\u{200d}",
        "क\u{94d}\u{200c} x",
        "1437 ه\u{200d}.",
        "ع\u{200d}",
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "«Café — naïve» … 50 €",
        "",
    ] {
        assert_eq!(kinds(fine), [], "{fine:?}");
    }
    for bad in ["می\u{200c}", "\u{200c}می", "می\u{200c} شود", "a\u{200c}b", "पाठ\u{200d}a", "a\u{200d}", "न\u{200d}"]
    {
        assert_eq!(kinds(bad).len(), 1, "{bad:?}");
    }
}

#[test]
fn messages_are_one_line_and_show_no_raw_character() {
    for text in ["\u{1b}", "\u{202e}", "\u{200b}", "\u{fffd}", "■", "\u{e000}", "Ã©"] {
        for suspicion in kinds(text) {
            let message = suspicion.to_string();
            assert!(!message.chars().any(|c| is_control(c) || is_bidi_control(c)), "{message:?}");
        }
    }
    assert_eq!(Suspicion::Bidi('\u{202e}').to_string(), "the character U+202E turns the direction of the text");
}

#[test]
fn directions_of_texts_and_languages() {
    for (text, dir) in [
        ("Syria", Dir::Ltr),
        ("سوريا", Dir::Rtl),
        ("2016 سوريا", Dir::Rtl),
        ("«שלום» a", Dir::Rtl),
        ("", Dir::Ltr),
        ("12", Dir::Ltr),
    ] {
        assert_eq!(direction(text), dir, "{text}");
    }
    for tag in [
        "ar",
        "AR-EG",
        "fa",
        "he",
        "ur-PK",
        "ps",
        "ckb",
        "ug",
        "sd",
        "dv",
        "syr",
        "yi",
        "az-Arab",
        "ku-Arab-IQ",
        "pa-aran",
        "he-Hebr",
    ] {
        assert_eq!(lang_dir(tag), Dir::Rtl, "{tag}");
    }
    for tag in ["en", "ar-Latn", "ug-Cyrl", "ku", "az", "ru", "", "x-arab", "en-x-arab", "tr", "zh-Hant"] {
        assert_eq!(lang_dir(tag), Dir::Ltr, "{tag}");
    }
    assert_eq!(serde_json::to_string(&Dir::Rtl).unwrap(), "\"rtl\"");
}

proptest! {
    #[test]
    fn any_text_is_judged_in_order_and_on_character_borders(text in "\\PC{0,40}|.{0,80}|[ÃâØ©€™»\u{9d}\u{200d}ی ]{0,60}") {
        let found = suspicious(&text);
        prop_assert!(found.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start));
        prop_assert!(found.iter().all(|(range, _)| text.get(range.clone()).is_some()));
        let _ = direction(&text);
        let _ = lang_dir(&text);
        let _ = crate::gate::script::mixed_script_word(&text);
    }
}
