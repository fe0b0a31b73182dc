//! Names become slugs: words in any script that are safe in a path, in an address and on every file system.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// The most characters (Unicode scalar values) a slug may have.
pub const MAX_CHARS: usize = 80;

/// The most bytes of UTF-8 a slug may have: with a date and an extension it stays under the 255 that file systems take.
pub const MAX_BYTES: usize = 200;

/// Marks that one letter may carry; more is decoration, not writing. Tibetan, the richest, needs five.
const MAX_MARKS: usize = 8;

/// A name that is safe in a path and in an address: letters and digits of every script in NFC and lower case, words
/// joined by `-`, at most [`MAX_CHARS`] characters and [`MAX_BYTES`] bytes, never empty and never a name that Windows keeps.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// Makes a slug of any text, or `None` where the text has no letter or digit.
    pub fn of(text: &str) -> Option<Slug> {
        let mut slug = words(text);
        // Leaving out a character can bring a letter and a mark together that compose, so once may not be enough.
        // Three rounds settle every case known; the bound is there so that no text can keep us here.
        for _ in 0..8 {
            let again = words(&slug);
            if again == slug {
                break;
            }
            slug = again;
        }
        let slug = shortened(&slug);
        if slug.is_empty() {
            return None;
        }
        // `con-1` rather than nothing: a person called Con, or a tag `aux`, still gets an address.
        Some(Slug(if is_reserved(&slug) { format!("{slug}-1") } else { slug }))
    }

    /// Takes a text that claims to be a slug already.
    ///
    /// # Errors
    /// A [`SlugProblem`] with the slug that the text would become, if it has any letter or digit at all.
    pub fn exact(text: &str) -> Result<Slug, SlugProblem> {
        match Slug::of(text) {
            Some(slug) if slug.0 == text => Ok(slug),
            suggestion => Err(SlugProblem { suggestion }),
        }
    }

    /// The slug as it is read, not percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text that is not a slug.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SlugProblem {
    suggestion: Option<Slug>,
}

impl SlugProblem {
    /// The slug that the text would become, or `None` where it has no letter or digit.
    pub fn suggestion(&self) -> Option<&Slug> {
        self.suggestion.as_ref()
    }
}

impl fmt::Display for SlugProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.suggestion {
            Some(slug) => write!(f, "not a slug: write `{slug}`"),
            None => f.write_str("not a slug: it has no letter or digit"),
        }
    }
}

impl std::error::Error for SlugProblem {}

/// Whether Windows keeps this name for a device, with or without an extension, in any case.
///
/// Source: Microsoft, "Naming Files, Paths, and Namespaces". The superscript digits count there as digits.
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_lowercase();
    if matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$") {
        return true;
    }
    let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    number.is_some_and(|rest| {
        let mut digits = rest.chars();
        matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    })
}

/// One round: letters, digits and the marks that belong to letters, in NFC and lower case, all else a single `-`.
fn words(text: &str) -> String {
    if text.is_ascii() { ascii_words(text) } else { any_words(text) }
}

/// [`words`] of ASCII, where nothing is composed, folded or a mark.
fn ascii_words(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().filter(|c| !is_dropped(*c)) {
        if c.is_ascii_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            slug.push(c.to_ascii_lowercase());
        }
        gap = !c.is_ascii_alphanumeric();
    }
    slug
}

/// [`words`] of any text.
fn any_words(text: &str) -> String {
    let unfolded: String = text.nfc().flat_map(folded).collect();
    let lower = unfolded.to_lowercase().replace("i\u{307}", "i");
    let mut slug = String::with_capacity(lower.len());
    let mut gap = false;
    let mut marks = None;
    for c in lower.nfc() {
        if is_dropped(c) {
            continue;
        }
        if is_combining_mark(c) {
            // A mark with no letter before it in its word is decoration that would hang on the hyphen.
            if let Some(count) = marks.as_mut().filter(|count| **count < MAX_MARKS) {
                *count += 1;
                slug.push(c);
            }
        } else if is_letter(c) || is_digit(c) {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            marks = Some(0);
            slug.push(c);
        } else {
            gap = true;
            marks = None;
        }
    }
    slug.nfc().collect()
}

/// Letters in disguise become the letters they stand for: presentation forms (an Arabic PDF is full of them),
/// full-width and mathematical letters, ligatures. NFKC as a whole is not taken: it breaks the vowels of Thai and Lao.
fn folded(c: char) -> Vec<char> {
    match u32::from(c) {
        0xFB00..=0xFDFF | 0xFE70..=0xFEFC | 0xFF01..=0xFFEF | 0x1D400..=0x1D7FF => c.to_string().nfkc().collect(),
        _ => vec![c],
    }
}

/// Characters that vanish without parting the word they stand in.
fn is_dropped(c: char) -> bool {
    let apostrophe = matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '׳' | '״' | '`' | '´');
    // Tatweel stretches an Arabic word and means nothing; the fillers of Hangul and Khmer are letters that show nothing.
    let hollow = matches!(c, 'ـ' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{17B4}' | '\u{17B5}');
    let selector =
        matches!(u32::from(c), 0x34F | 0x180B..=0x180F | 0x20D0..=0x20FF | 0xFE00..=0xFE0F | 0xE0000..=0xE0FFF);
    let format = matches!(u32::from(c), 0xAD | 0x61C | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF);
    apostrophe || hollow || selector || format
}

/// A letter of some script. Circled and squared letters are symbols (and emoji) that Unicode merely calls alphabetic.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(u32::from(c), 0x24B6..=0x24E9 | 0x1F130..=0x1F189)
}

/// A decimal digit of some script; fractions, circled and superscript numbers are not.
fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    let code = u32::from(c);
    c.is_numeric() && DIGIT_ZEROS.iter().any(|zero| (*zero..*zero + 10).contains(&code))
}

/// The zero of each script that has its own digits; nine follow it. Source: Unicode 14, General_Category=Nd, without
/// ASCII, full-width and mathematical digits, which are folded before.
const DIGIT_ZEROS: [u32; 59] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20,
    0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0,
    0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450,
    0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16AC0, 0x16B50,
    0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
];

/// The slug cut to its limits: between words where that keeps at least half of it, else between graphemes.
fn shortened(slug: &str) -> String {
    if slug.len() <= MAX_CHARS {
        return slug.to_owned();
    }
    let mut end = 0;
    let mut chars = 0;
    for (at, grapheme) in slug.grapheme_indices(true) {
        chars += grapheme.chars().count();
        if chars > MAX_CHARS || at + grapheme.len() > MAX_BYTES {
            break;
        }
        end = at + grapheme.len();
    }
    let kept = &slug[..end];
    if end == slug.len() || slug[end..].starts_with('-') {
        return kept.to_owned();
    }
    match kept.rfind('-') {
        Some(at) if at * 2 >= end => kept[..at].to_owned(),
        _ => kept.trim_end_matches('-').to_owned(),
    }
}

#[cfg(test)]
mod tests;
