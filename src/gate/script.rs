//! Which script a letter belongs to, as far as deception asks: a coarse table, not the Unicode Script property.

use std::ops::Range;

/// The scripts that the gate tells apart. What is not listed counts as no script and mixes with everything.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs, reason = "the names are those of ISO 15924 and say all there is to say")]
pub enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Syriac,
    Thaana,
    Indic,
    Thai,
    Lao,
    Khmer,
    Myanmar,
    Georgian,
    Ethiopic,
    Cherokee,
    Mongolian,
    Hangul,
    Kana,
    Bopomofo,
    Han,
}

/// Blocks of the Basic Multilingual Plane that hold one script's letters, in order. Source: Unicode Blocks.txt.
const BLOCKS: [(u32, u32, Script); 50] = [
    (0x41, 0x5A, Script::Latin),
    (0x61, 0x7A, Script::Latin),
    (0xAA, 0xAA, Script::Latin),
    (0xBA, 0xBA, Script::Latin),
    (0xC0, 0x2B8, Script::Latin),
    (0x370, 0x3FF, Script::Greek),
    (0x400, 0x52F, Script::Cyrillic),
    (0x530, 0x58F, Script::Armenian),
    (0x590, 0x5FF, Script::Hebrew),
    (0x600, 0x6FF, Script::Arabic),
    (0x700, 0x74F, Script::Syriac),
    (0x750, 0x77F, Script::Arabic),
    (0x780, 0x7BF, Script::Thaana),
    (0x860, 0x86F, Script::Syriac),
    (0x870, 0x8FF, Script::Arabic),
    (0x900, 0xDFF, Script::Indic),
    (0xE00, 0xE7F, Script::Thai),
    (0xE80, 0xEFF, Script::Lao),
    (0xF00, 0xFFF, Script::Indic),
    (0x1000, 0x109F, Script::Myanmar),
    (0x10A0, 0x10FF, Script::Georgian),
    (0x1100, 0x11FF, Script::Hangul),
    (0x1200, 0x139F, Script::Ethiopic),
    (0x13A0, 0x13FF, Script::Cherokee),
    (0x1780, 0x17FF, Script::Khmer),
    (0x1800, 0x18AF, Script::Mongolian),
    (0x1C80, 0x1C8F, Script::Cyrillic),
    (0x1C90, 0x1CBF, Script::Georgian),
    (0x1E00, 0x1EFF, Script::Latin),
    (0x1F00, 0x1FFF, Script::Greek),
    (0x212A, 0x212B, Script::Latin),
    (0x2C60, 0x2C7F, Script::Latin),
    (0x2D00, 0x2D2F, Script::Georgian),
    (0x2D80, 0x2DDF, Script::Ethiopic),
    (0x2DE0, 0x2DFF, Script::Cyrillic),
    (0x2E80, 0x2FDF, Script::Han),
    (0x3005, 0x3007, Script::Han),
    (0x3041, 0x30FF, Script::Kana),
    (0x3105, 0x312F, Script::Bopomofo),
    (0x3131, 0x318E, Script::Hangul),
    (0x31F0, 0x31FF, Script::Kana),
    (0x3400, 0x9FFF, Script::Han),
    (0xA640, 0xA69F, Script::Cyrillic),
    (0xA720, 0xA7FF, Script::Latin),
    (0xA8E0, 0xA8FF, Script::Indic),
    (0xAB30, 0xAB6F, Script::Latin),
    (0xAB70, 0xABBF, Script::Cherokee),
    (0xAC00, 0xD7FF, Script::Hangul),
    (0xF900, 0xFAFF, Script::Han),
    (0x20000, 0x3FFFF, Script::Han),
];

impl Script {
    /// The script of a letter or mark, or `None` for digits, punctuation, symbols and scripts that are not listed.
    pub fn of(c: char) -> Option<Script> {
        if !c.is_alphabetic() && !unicode_normalization::char::is_combining_mark(c) {
            return None;
        }
        let code = u32::from(c);
        let after = BLOCKS.partition_point(|(first, _, _)| *first <= code);
        let (_, last, script) = BLOCKS[..after].last()?;
        (code <= *last).then_some(*script)
    }

    /// Whether a zero width joiner or non-joiner changes how this script's letters are written, and so may stand there.
    pub fn needs_joiners(self) -> bool {
        matches!(
            self,
            Script::Arabic | Script::Syriac | Script::Indic | Script::Khmer | Script::Myanmar | Script::Mongolian
        )
    }

    /// Whether this script is written without spaces, so that a zero width space may mark where a line can break.
    pub fn needs_breaks(self) -> bool {
        matches!(self, Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar)
    }
}

/// Whether the letters are of scripts that nobody writes together in one word. Chinese, Japanese and Korean mix with
/// each other and with Latin. Source: UTS #39, section 5.2, Highly Restrictive.
pub fn is_mixed(word: &str) -> bool {
    let mut seen: Vec<Script> = Vec::new();
    for script in word.chars().filter_map(Script::of) {
        if !seen.contains(&script) {
            seen.push(script);
        }
    }
    let within = |allowed: &[Script]| seen.iter().all(|script| allowed.contains(script));
    seen.len() > 1
        && !within(&[Script::Latin, Script::Han, Script::Kana])
        && !within(&[Script::Latin, Script::Han, Script::Bopomofo])
        && !within(&[Script::Latin, Script::Han, Script::Hangul])
}

/// The first word whose letters are of scripts that nobody writes together (`раypal`): where it is, and the word.
pub fn mixed_script_word(text: &str) -> Option<(Range<usize>, &str)> {
    let part = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let mut at = 0;
    for word in text.split(|c: char| !part(c)) {
        // Pieces borrow from `text`, and one separator character lies between two of them.
        if is_mixed(word) {
            return Some((at..at + word.len(), word));
        }
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_knows_the_common_letters() {
        assert!(BLOCKS.windows(2).all(|pair| pair[0].1 < pair[1].0));
        for (c, script) in [
            ('a', Script::Latin),
            ('é', Script::Latin),
            ('я', Script::Cyrillic),
            ('ω', Script::Greek),
            ('ع', Script::Arabic),
            ('ש', Script::Hebrew),
            ('क', Script::Indic),
            ('停', Script::Han),
            ('カ', Script::Kana),
            ('한', Script::Hangul),
            ('ก', Script::Thai),
        ] {
            assert_eq!(Script::of(c), Some(script), "{c}");
        }
        for c in ['1', ' ', '-', '€', '٣', '🔥', '\u{200d}'] {
            assert_eq!(Script::of(c), None, "{c:?}");
        }
    }

    #[test]
    fn words_that_mix_scripts_are_found() {
        assert_eq!(mixed_script_word("see раypal now"), Some((4..12, "раypal")));
        assert_eq!(mixed_script_word("é… раypal"), Some((6..14, "раypal")));
        for fine in ["", "Сирия and Syria", "東京タワーABC", "한국語", "Wi-Fi в Сирии", "T-72 и Ка-52", "5μ", "naïve"]
        {
            assert_eq!(mixed_script_word(fine), None, "{fine}");
        }
    }
}
