//! Words of two scripts whose letters look alike: `Cирия` with a Latin `C`. Honest mixtures are left alone: `SMSка`, `μm`.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::gate::script::Script;

/// The scripts that hold letters of the same look.
const SCRIPTS: [Script; 3] = [Script::Latin, Script::Cyrillic, Script::Greek];

/// Letters of one look, in the order of [`SCRIPTS`]; a space where a script has none. Source: UTS #39, confusables.txt,
/// without pairs that readers tell apart (`к` and `k`, `α` and `a`); and the letters with two dots.
const ALIKE: [[char; 3]; 32] = [
    ['A', 'А', 'Α'],
    ['B', 'В', 'Β'],
    ['C', 'С', ' '],
    ['E', 'Е', 'Ε'],
    ['H', 'Н', 'Η'],
    ['I', 'І', 'Ι'],
    ['J', 'Ј', ' '],
    ['K', 'К', 'Κ'],
    ['M', 'М', 'Μ'],
    ['N', ' ', 'Ν'],
    ['O', 'О', 'Ο'],
    ['P', 'Р', 'Ρ'],
    ['S', 'Ѕ', ' '],
    ['T', 'Т', 'Τ'],
    ['X', 'Х', 'Χ'],
    ['Y', 'У', 'Υ'],
    ['Z', ' ', 'Ζ'],
    ['Ë', 'Ё', ' '],
    ['Ï', 'Ї', 'Ϊ'],
    ['a', 'а', ' '],
    ['c', 'с', ' '],
    ['e', 'е', ' '],
    ['i', 'і', ' '],
    ['j', 'ј', ' '],
    ['o', 'о', 'ο'],
    ['p', 'р', 'ρ'],
    ['s', 'ѕ', ' '],
    ['v', ' ', 'ν'],
    ['x', 'х', ' '],
    ['y', 'у', ' '],
    ['ë', 'ё', ' '],
    ['ï', 'ї', ' '],
];

/// A shorter word is a unit, a symbol or a particle: `μA`, `ΔT`.
const SHORTEST: usize = 3;

/// Every word whose letters of one script all look like letters of another script in it, with the word in one script
/// where only one can be meant.
pub fn find(text: &str) -> Vec<(Range<usize>, Option<String>)> {
    let mut found = Vec::new();
    let mut at = 0;
    for chunk in text.split_inclusive(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()) {
        if may_deceive(chunk) {
            words(&mut found, at, chunk);
        }
        at += chunk.len();
    }
    found
}

/// Whether there are first bytes of Greek or Cyrillic letters and of others that could be of another script: in most
/// texts there is no such word.
fn may_deceive(chunk: &str) -> bool {
    let is_cyrillic = |byte: u8| matches!(byte, 0xD0..=0xD4 | 0xE1 | 0xE2 | 0xEA);
    let is_greek = |byte: u8| matches!(byte, 0xCD..=0xCF | 0xE1);
    let has = |is: &dyn Fn(u8) -> bool| chunk.bytes().any(is);
    let has_latin = || has(&|byte| byte.is_ascii_alphabetic() || byte == 0xC3);
    !chunk.is_ascii()
        && has(&|byte| is_cyrillic(byte) || is_greek(byte))
        && (has_latin() || has(&is_cyrillic) && has(&is_greek))
}

/// The words of a stretch of text that begins at this byte.
fn words(found: &mut Vec<(Range<usize>, Option<String>)>, mut at: usize, chunk: &str) {
    for piece in chunk.split_inclusive(|c: char| !(c.is_alphanumeric() || is_combining_mark(c))) {
        let word = piece.trim_end_matches(|c: char| !(c.is_alphanumeric() || is_combining_mark(c)));
        if let Some(repaired) = judge(word) {
            found.push((at..at + word.len(), repaired));
        }
        at += piece.len();
    }
}

/// Whether a word deceives, and how it is written in the script of its other letters.
fn judge(word: &str) -> Option<Option<String>> {
    let of = |script: Script| word.chars().filter(move |c| Script::of(*c) == Some(script));
    let present: Vec<usize> = (0..SCRIPTS.len()).filter(|index| of(SCRIPTS[*index]).next().is_some()).collect();
    let [first, second] = present.as_slice() else {
        return None;
    };
    let letters = of(SCRIPTS[*first]).count() + of(SCRIPTS[*second]).count();
    if letters < SHORTEST || (letters == SHORTEST && *second == 2) || is_abbreviation_with_ending(word) {
        return None;
    }
    let passes = |from: usize, to: usize| of(SCRIPTS[from]).all(|c| alike(c, from, to).is_some());
    let spelt = |from, to| Some(word.chars().map(|c| alike(c, from, to).unwrap_or(c)).collect());
    match (passes(*first, *second), passes(*second, *first)) {
        (true, true) => Some(None),
        (true, false) => Some(spelt(*first, *second)),
        (false, true) => Some(spelt(*second, *first)),
        (false, false) => None,
    }
}

/// The letter of another script that looks the same.
fn alike(c: char, from: usize, to: usize) -> Option<char> {
    let row = ALIKE.iter().find(|row| row.get(from) == Some(&c))?;
    row.get(to).copied().filter(|letter| *letter != ' ')
}

/// `SMSка`, `COVIDом`: Latin capitals with a Slavic ending are how people speak.
fn is_abbreviation_with_ending(word: &str) -> bool {
    let ending = word.trim_start_matches(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    let capitals = word.len() - ending.len();
    capitals >= 2 && ending.chars().all(|c| Script::of(c) == Some(Script::Cyrillic) && c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_of_another_script_are_found_and_written_in_one() {
        for (text, word, repaired) in [
            ("в Cирии", "Cирии", Some("Сирии")),
            ("см. Киïв!", "Киïв", Some("Київ")),
            ("Украiна", "Украiна", Some("Україна".replace('ї', "і").as_str())),
            ("see раypal now", "раypal", Some("paypal")),
            ("Cуpa", "Cуpa", None),
            ("Gеneva", "Gеneva", Some("Geneva")),
            ("Αthens", "Αthens", Some("Athens")),
            ("Αфины", "Αфины", Some("Афины")),
        ] {
            let found = find(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((&text[found[0].0.clone()], found[0].1.as_deref()), (word, repaired), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_first_bytes_tell(text in "[aАαàἀͱᲀⷠꙀ’é 1-]{0,12}") {
            let mut all = Vec::new();
            words(&mut all, 0, &text);
            prop_assert_eq!(find(&text), all);
        }
    }

    #[test]
    fn honest_words_are_left_alone() {
        for fine in [
            "",
            "COVID-19ом",
            "COVIDом",
            "SMSка",
            "IT-специалист",
            "T-72 и Ка-52",
            "Wi-Fi в Сирии",
            "5μm",
            "20 μA",
            "ΔT",
            "kΩ",
            "α-частица",
            "naïve Київ",
            "لـNATO",
            "東京タワーABC",
            "Сирия and Syria",
            "Ольга",
            "й",
        ] {
            assert_eq!(find(fine), [], "{fine}");
        }
    }

    #[test]
    fn no_letter_stands_twice_in_the_table() {
        for script in 0..3 {
            let mut letters: Vec<char> = ALIKE.iter().map(|row| row[script]).filter(|c| *c != ' ').collect();
            assert!(letters.iter().all(|c| Script::of(*c) == Some(SCRIPTS[script])), "{letters:?}");
            let count = letters.len();
            letters.sort_unstable();
            letters.dedup();
            assert_eq!(letters.len(), count);
        }
    }
}
