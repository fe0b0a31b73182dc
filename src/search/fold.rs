//! Folding: what readers type and what writers wrote become the same words.
//!
//! `themes/default/static/search.js` does the same in the browser, and `tests/pages/fold.json` holds both to it.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

mod table;

/// The most characters of a word that are looked at: what is longer is no word, and is found by its beginning.
const LONGEST: usize = 40;

/// The words of a text in their order, each with its place among them. Words of scripts that are written without spaces
/// are all pairs of letters that stand beside each other, and their last letter.
pub fn words(text: &str, mut word: impl FnMut(&str)) {
    let mut run = String::new();
    // No word and no letter reaches over a space.
    for piece in text.split_ascii_whitespace() {
        if piece.is_ascii() {
            plain_words(piece, &mut run, &mut word);
        } else if piece.chars().all(|c| table::known(c).is_some()) {
            known_words(piece, &mut run, &mut word);
        } else {
            other_words(piece, &mut run, &mut word);
        }
    }
}

fn other_words(text: &str, run: &mut String, word: &mut impl FnMut(&str)) {
    let mut is_dense = false;
    for c in folded(text).chars().chain([' ']) {
        let is_part = is_part(c);
        let dense = is_written_densely(c);
        if !is_part || dense != is_dense {
            end(run, is_dense, word);
            is_dense = dense;
        }
        if is_part {
            run.push(c);
        }
    }
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// The same of letters that are folded one by one, each looked up in a table.
fn known_words(text: &str, run: &mut String, word: &mut impl FnMut(&str)) {
    for letters in text.chars().filter_map(table::known) {
        for c in letters.iter().take_while(|c| **c != table::END) {
            match *c {
                table::BREAK => end(run, false, word),
                part => run.push(part),
            }
        }
    }
    end(run, false, word);
}

/// Most texts, at a fraction of the cost.
fn plain_words(text: &str, small: &mut String, word: &mut impl FnMut(&str)) {
    for run in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|run| !run.is_empty()) {
        small.push_str(&run[..run.len().min(LONGEST)]);
        small.make_ascii_lowercase();
        word(small);
        small.clear();
    }
}

fn end(run: &mut String, is_dense: bool, word: &mut impl FnMut(&str)) {
    if is_dense {
        let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
        for (place, from) in starts[..starts.len() - 1].iter().enumerate() {
            word(&run[*from..starts[(place + 2).min(starts.len() - 1)]]);
        }
    } else if !run.is_empty() {
        let stem = stem(run);
        let longest = stem.char_indices().nth(LONGEST).map_or(stem.len(), |(at, _)| at);
        word(&stem[..longest]);
    }
    run.clear();
}

/// A word without the Arabic article, alone or after `and`, `so`, `with`, `as`: nobody looks a word up with it. A word of
/// which fewer than three letters would be left keeps it.
fn stem(word: &str) -> &str {
    let after = word.strip_prefix(['و', 'ف', 'ب', 'ك']).and_then(|rest| rest.strip_prefix("ال"));
    let stem = after.or_else(|| word.strip_prefix("ال")).unwrap_or(word);
    if stem.chars().nth(2).is_some() { stem } else { word }
}

/// A text in which what readers do not tell apart, or cannot type, is written the same.
#[must_use]
pub fn folded(text: &str) -> String {
    let taken_apart: String = text.nfkd().collect();
    let small = taken_apart.to_lowercase();
    let mut plain = String::with_capacity(small.len());
    for c in small.nfkd().filter(|c| !is_ornament(*c)) {
        match c {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            other => plain.push(same(other)),
        }
    }
    plain.nfc().collect()
}

/// Letters that are one letter to a reader.
fn same(c: char) -> char {
    match c {
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ł' => 'l',
        'ħ' => 'h',
        'ı' => 'i',
        'ς' => 'σ',
        // The Ukrainian apostrophe, which most keyboards lack.
        'ʼ' => '\'',
        // Alef wasla; the other alefs are an alef and a mark.
        'ٱ' => 'ا',
        // Alef maksura, Farsi yeh; teh marbuta, heh goal; keheh.
        'ى' | 'ی' => 'ي',
        'ة' | 'ہ' => 'ه',
        'ک' => 'ك',
        '٠'..='٩' => figure(c, '٠'),
        '۰'..='۹' => figure(c, '۰'),
        other => other,
    }
}

fn figure(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// Marks over and under letters that readers leave out when they type: accents, points of Hebrew, vowels of Arabic, and
/// what only stretches or joins. In other scripts marks are vowels, and without them words would be others.
fn is_ornament(c: char) -> bool {
    matches!(u32::from(c),
        0x300..=0x36F | 0x483..=0x489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F
        | 0x591..=0x5BD | 0x5BF..=0x5C2 | 0x5C4..=0x5C7
        | 0x610..=0x61A | 0x640 | 0x64B..=0x65F | 0x670 | 0x6D6..=0x6ED | 0x8D3..=0x8FF
        | 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060 | 0x2066..=0x2069 | 0xFE00..=0xFE0F | 0xFEFF)
}

/// Whether words of this letter's script stand without spaces between them: Thai, Lao, Burmese, Khmer, Chinese, Japanese.
fn is_written_densely(c: char) -> bool {
    matches!(u32::from(c),
        0xE01..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3041..=0x30FF
        | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        words(text, |word| all.push(word.to_owned()));
        all
    }

    /// The table that the browser's folding is held to as well (tests/pages/search.mjs).
    #[test]
    fn the_table_of_folding_holds() {
        let table: Vec<(String, Vec<String>)> =
            serde_json::from_str(include_str!("../../tests/pages/fold.json")).unwrap();
        assert!(table.len() > 20);
        for (text, expected) in table {
            assert_eq!(words_of(&text), expected, "{text}");
        }
    }

    #[test]
    fn text_of_ascii_is_folded_as_all_other() {
        let text = "The U.N.'s 3rd CEASEFIRE-agreement, 2016!";
        assert_eq!(words_of(text), slowly(text));
        assert_eq!(words_of(text).len(), 8);
    }

    /// The words of a text by folding it whole.
    fn slowly(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        other_words(text, &mut String::new(), &mut |word: &str| all.push(word.to_owned()));
        all
    }

    #[test]
    fn each_letter_of_the_table_is_folded_as_all_other() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            for text in [format!("{c}"), format!("a{c}b ال{c}{c} {c}и{c}\u{301}")] {
                assert_eq!(words_of(&text), slowly(&text), "{text:?}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn letter_by_letter_is_as_the_whole(text in "[a-cÀ-ԯ԰-ۿ \u{2010}-\u{2026}\u{300}-\u{303}]{0,24}") {
            assert_eq!(words_of(&text), slowly(&text));
        }

        #[test]
        fn any_text_is_as_the_whole(text in "\\PC{0,24}") {
            assert_eq!(words_of(&text), slowly(&text));
        }
    }
}
