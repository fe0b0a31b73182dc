//! A person's date as plain tokens: numbers, words and marks, whatever script they were written in.

#[cfg(test)]
mod tests;

use crate::model::date::names::{FILLERS, LANGUAGES, Names};

/// A piece of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// A run of ASCII digits.
    Number(&'t str),
    /// A run of letters, folded.
    Word(&'t str),
    /// Any other character; every kind of space is `' '`.
    Mark(char),
}

/// What a word means in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A month, 1 to 12.
    Month(u8),
    /// A weekday, Monday 0 to Sunday 6.
    Weekday(u8),
    /// A word that says nothing, such as "of".
    Filler,
}

/// The text in lower case and ASCII digits, without accents, vowel points, apostrophes and invisible characters.
// One table serves composed and decomposed text alike: the accents are dropped from both, so that no Unicode
// normalisation is needed and `й` is `и` in the names and in the author's text.
pub(super) fn fold(text: &str) -> String {
    let folded: String = text.chars().flat_map(char::to_lowercase).filter_map(fold_character).collect();
    folded.replace("p.m.", "pm").replace("a.m.", "am")
}

/// The pieces of a folded text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same: fn(char) -> bool = if first.is_ascii_digit() {
            |c| c.is_ascii_digit()
        } else if first.is_alphabetic() {
            char::is_alphabetic
        } else {
            |_| false
        };
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (piece, after) = rest.split_at(end);
        tokens.push(match first {
            '0'..='9' => Token::Number(piece),
            _ if first.is_alphabetic() => Token::Word(piece),
            _ => Token::Mark(first),
        });
        rest = after;
    }
    tokens
}

/// What a folded word, or two joined by a space, means in a date; `None` for a word nobody expects in one.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    let is_it = |spelling: &&str| fold(spelling) == word;
    let month = |names: &&Names| names.months.iter().position(|list| list.iter().any(is_it));
    let weekday = |names: &&Names| names.weekdays.iter().position(|list| list.iter().any(is_it));
    let number = |index: usize| u8::try_from(index).ok();
    if let Some(index) = LANGUAGES.iter().find_map(month) {
        return number(index + 1).map(Meaning::Month);
    }
    if let Some(index) = LANGUAGES.iter().find_map(weekday) {
        return number(index).map(Meaning::Weekday);
    }
    FILLERS.iter().any(is_it).then_some(Meaning::Filler)
}

/// One character of a date without what does not matter; `None` for a character that says nothing.
fn fold_character(c: char) -> Option<char> {
    Some(match c {
        // Combining accents, Arabic vowel points and hamzas apart from their letter, the stretching of letters.
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' => return None,
        // Joiners, marks of direction, the byte order mark, the soft hyphen.
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => return None,
        '\u{61c}' | '\u{feff}' | '\u{ad}' => return None,
        // Apostrophes (п’ятниця) and the signs of ordinals (1º).
        '\'' | '’' | '‘' | 'ʼ' | '`' | 'º' | 'ª' | '°' => return None,
        // Arabic, Persian and full-width digits; the last lie in one block with full-width marks and letters.
        '\u{660}'..='\u{669}' => shifted(c, 0x660, '0'),
        '\u{6f0}'..='\u{6f9}' => shifted(c, 0x6f0, '0'),
        '\u{ff01}'..='\u{ff5e}' => shifted(c, 0xff01, '!'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '،' => ',',
        '\u{60d}' | '\u{2044}' | '\u{2215}' => '/',
        // 2016年9月8日.
        '年' | '月' => '-',
        '日' => ' ',
        'á' | 'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ó' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        'й' => 'и',
        'ё' => 'е',
        'ї' => 'і',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        _ if c.is_whitespace() => ' ',
        _ => c,
    })
}

/// The character as far from `zero` as `c` is from the start of its block.
fn shifted(c: char, start: u32, zero: char) -> char {
    let distance = u32::from(c).saturating_sub(start);
    char::from_u32(u32::from(zero) + distance).unwrap_or(c)
}
