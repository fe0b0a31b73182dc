//! Figures in claims: reads the first number or range of a printed value, so that it can stand on a scale.
//!
//! The printed words stay what they are; this reading only places a bar. What is not understood is not drawn:
//! a figure that is left out of a chart does less harm than one that is wrong.

use unicode_normalization::UnicodeNormalization as _;

mod number;
mod phrase;

use number::{Number, Reading};
use phrase::Bound;

/// Lowest and highest, at least one of them; an open end has none.
pub type Figure = (Option<u64>, Option<u64>);

/// Reads the first figure of a value as printed, in any of the six interface languages.
///
/// `62` and `about 20` are one point; `80-90` and `between 80 and 90` a range; `at least 10`, `more than 15` and `15+`
/// are open above, `up to 20` and `fewer than 20` below. "More than 15" keeps the 15: the printed number is what was
/// said, and 16 was not. Thousands may be set apart (`1,200`, `1 200`, `1.200` are all 1200) and counted in words
/// (`1.5 million`). Fractions, clock times, dates and numbers in words (`several dozen`) are not figures.
#[must_use]
pub fn read_figure(text: &str) -> Option<Figure> {
    let chars: Vec<char> = plain(text).collect();
    let mut at = 0;
    loop {
        let start = at + chars.get(at..)?.iter().position(char::is_ascii_digit)?;
        match number::read(&chars, start) {
            Reading::Number(first) => return figure(&chars, start, first),
            Reading::Unusable => return None,
            Reading::Name(end) => at = end,
        }
    }
}

/// The figure that begins with this number.
fn figure(chars: &[char], start: usize, first: Number) -> Option<Figure> {
    let before = phrase::before(chars, start);
    let (low, high, end) = match second(chars, first, before.between) {
        Second::Range(second) => {
            let low = shared(first, second);
            if low > second.value {
                return None;
            }
            (low, second.value, second.end)
        }
        Second::Unusable => return None,
        Second::Absent => (first.value, first.value, first.end),
    };
    Some(match before.bound.or_else(|| phrase::after(chars, end)) {
        Some(Bound::AtLeast) => (Some(low), None),
        Some(Bound::AtMost) => (None, Some(high)),
        None => (Some(low), Some(high)),
    })
}

/// What follows a first number.
enum Second {
    /// The other end of a range.
    Range(Number),
    /// Something that looks like a range and is none: `2016-09-19`, `120-30`.
    Unusable,
    /// Nothing that belongs to it.
    Absent,
}

fn second(chars: &[char], first: Number, between: bool) -> Second {
    let Some(start) = phrase::joined(chars, first.end, between) else {
        return Second::Absent;
    };
    // A spaced dash may also begin a remark: `20 – 5 of them children`.
    let tight = start == first.end + 1;
    match number::read(chars, start) {
        Reading::Number(number) if shared(first, number) <= number.value => {
            let date = chars.get(number.end).is_some_and(|c| phrase::is_dash(*c))
                && chars.get(number.end + 1).is_some_and(char::is_ascii_digit);
            if date { Second::Unusable } else { Second::Range(number) }
        }
        Reading::Number(_) | Reading::Unusable if tight => Second::Unusable,
        _ => Second::Absent,
    }
}

/// The lower end of a range: in `2-3 million` the word stands for both, in `800 to 1 million` for the second.
fn shared(first: Number, second: Number) -> u64 {
    let same = first.value.checked_mul(second.times);
    match same {
        Some(low) if first.times == 1 && low <= second.value => low,
        _ => first.value,
    }
}

/// The text in one plain form: small letters, ASCII digits, Arabic letters without marks and variants, no direction controls.
fn plain(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfc().flat_map(char::to_lowercase).filter_map(|c| match c {
        '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10),
        '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10),
        'أ' | 'إ' | 'آ' => Some('ا'),
        'ى' | 'ی' => Some('ي'),
        'ک' => Some('ك'),
        'ё' => Some('е'),
        '’' => Some('\''),
        // Vowel marks and the stretching sign change no word; direction controls are no text at all.
        '\u{64b}'..='\u{652}' | '\u{640}' => None,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        _ => Some(c),
    })
}

#[cfg(test)]
mod tests;
