//! Characters that do not belong in a title, a name or a caption, and the direction in which a text runs.

use std::fmt;
use std::ops::Range;

use serde::Serialize;
use unicode_bidi::{BidiClass, bidi_class};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use crate::gate::line::{code_point, line};
use crate::gate::script::Script;

pub mod gap;

pub mod lookalike;

pub mod mojibake;

/// Why a stretch of text is suspicious.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Suspicion {
    /// A control character, a line or paragraph separator, or a code point that is no character at all.
    Control(char),
    /// A character that turns the direction of the text around it (Unicode Bidi_Control).
    Bidi(char),
    /// A character that shows nothing, where its script does not need it.
    Invisible(char),
    /// U+FFFD: a character was lost before the text came here.
    Lost,
    /// UTF-8 that was once read as Windows-1252 (`Ã©` for `é`), with what it was.
    Mojibake {
        /// The text as it was before it was read wrongly.
        repaired: String,
    },
    /// A word of letters of two scripts that look alike.
    Mixed {
        /// The word.
        word: String,
        /// The word in one script, where only one can be meant.
        repaired: Option<String>,
    },
    /// A symbol that stands where a space or a letter was lost when the text was copied.
    Placeholder(char),
    /// A private use character: what it shows depends on the reader's fonts.
    PrivateUse(char),
}

impl fmt::Display for Suspicion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Suspicion::Control(c) => write!(f, "the control character {}", code_point(*c)),
            Suspicion::Bidi(c) => write!(f, "the character {} turns the direction of the text", code_point(*c)),
            Suspicion::Invisible(c) => write!(f, "the invisible character {}", code_point(*c)),
            Suspicion::Lost => f.write_str("a lost character (U+FFFD): look up what the original says"),
            Suspicion::Mojibake { repaired } => {
                write!(f, "text read in the wrong encoding: this was `{repaired}`")
            }
            Suspicion::Mixed { word, .. } => {
                write!(f, "the word `{}` mixes letters of two scripts that look alike", line(word))
            }
            Suspicion::Placeholder(c) => {
                let lost = if gap::is_for_space(*c) { "space" } else { "letter" };
                write!(f, "the symbol `{c}` stands where a {lost} was lost")
            }
            Suspicion::PrivateUse(c) => write!(f, "the private use character {}", code_point(*c)),
        }
    }
}

/// Everything suspicious in a field that is one line of plain text, in order, with the bytes where it stands.
pub fn suspicious(text: &str) -> Vec<(Range<usize>, Suspicion)> {
    let mut found: Vec<(Range<usize>, Suspicion)> = Vec::new();
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return found;
    }
    let garbled = mojibake::find(text);
    let mut next = garbled.iter().map(|(range, _)| range).peekable();
    for (at, c) in text.char_indices() {
        while next.next_if(|range| range.end <= at).is_some() {}
        // C1 controls inside mojibake are part of it and not a second finding.
        if next.peek().is_some_and(|range| range.contains(&at)) {
            continue;
        }
        if let Some(suspicion) = judge(text, at, c) {
            found.push((at..at + c.len_utf8(), suspicion));
        }
    }
    // Letters that are themselves misread are no letters of another script. Both lists are in order: one look at each.
    let mut next = garbled.iter().map(|(range, _)| range).peekable();
    let mixed = lookalike::find(text).into_iter().filter(|(range, _)| {
        while next.next_if(|other| other.end <= range.start).is_some() {}
        next.peek().is_none_or(|other| range.end <= other.start)
    });
    // A word that holds another finding is judged when that is gone.
    let is_whole = |range: &Range<usize>| {
        let next = found.partition_point(|(other, _)| other.end <= range.start);
        found.get(next).is_none_or(|(other, _)| range.end <= other.start)
    };
    let mixed = mixed.filter(|(range, _)| is_whole(range) && !is_in_address(text, range));
    let mixed: Vec<_> = mixed
        .map(|(range, repaired)| (range.clone(), Suspicion::Mixed { word: text[range].to_owned(), repaired }))
        .collect();
    found.extend(mixed);
    found.extend(garbled.into_iter().map(|(range, repaired)| (range, Suspicion::Mojibake { repaired })));
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Whether a word is part of an address: that of another host, if it were mended.
fn is_in_address(text: &str, word: &Range<usize>) -> bool {
    // Backwards, and not far: a long text without a space would be walked through for each of its words.
    let before: String = text[..word.start].chars().rev().take(200).take_while(|c| !c.is_whitespace()).collect();
    before.contains("//:") || before.contains('@')
}

/// What is suspicious about the character `c` at byte `at` of `text`, seen in its surroundings.
fn judge(text: &str, at: usize, c: char) -> Option<Suspicion> {
    match c {
        ' '..='~' => None,
        _ if is_control(c) => Some(Suspicion::Control(c)),
        _ if is_bidi_control(c) => Some(Suspicion::Bidi(c)),
        '\u{FFFD}' => Some(Suspicion::Lost),
        '⊠' | '■' | '∎' | '□' | '▯' => Some(Suspicion::Placeholder(c)),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => Some(Suspicion::PrivateUse(c)),
        _ if is_invisible_at(text, at, c) => Some(Suspicion::Invisible(c)),
        _ => None,
    }
}

/// Whether a character commands and does not show: C0, DEL, C1, U+2028, U+2029 and the noncharacters of Unicode.
pub fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || is_noncharacter(c)
}

/// A name as systems see it that ignore case and Unicode form. Upper and then lower case is close to full case folding:
/// `ß` and `ss`, `ſ` and `s`, `ς` and `σ` fall together.
pub fn caseless(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().collect::<String>().to_uppercase().to_lowercase().nfc().collect()
}

/// Whether Unicode promises that this code point will never be a character (U+FDD0 to U+FDEF, U+xxFFFE and U+xxFFFF).
pub fn is_noncharacter(c: char) -> bool {
    matches!(u32::from(c), 0xFDD0..=0xFDEF) || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Whether a character has the Unicode property Bidi_Control (UAX #9, table 3 and 4).
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}') || is_bidi_override(c)
}

/// Whether a character embeds, overrides or isolates: what can show a text in another order than it is read in.
pub fn is_bidi_override(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether the character `c` at byte `at` of `text` shows nothing, and nothing around it has need of it.
pub fn is_invisible_at(text: &str, at: usize, c: char) -> bool {
    let before = || text[..at].chars().next_back();
    let after = || text[at + c.len_utf8()..].chars().next();
    match u32::from(c) {
        0x200C | 0x200D => !is_joiner_needed(before(), c, after()),
        // A line may break here in scripts that are written without spaces.
        0x200B => !before().and_then(Script::of).is_some_and(Script::needs_breaks),
        0xAD | 0x34F | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180E | 0x2800 | 0x3164 | 0xFEFF | 0xFFA0 => true,
        0x2060..=0x2064 | 0x206A..=0x206F | 0xFFF9..=0xFFFB | 0x1D173..=0x1D17A => true,
        // A variation selector chooses a shape for the character before it; a row of them hides a message.
        0xFE00..=0xFE0F | 0xE0100..=0xE01EF => {
            before().is_none_or(|c| c.is_ascii_alphabetic() || c.is_whitespace() || is_selector(c))
        }
        // Tags after a black flag choose the flag of a region (UTS #51, emoji tag sequences).
        0xE0020..=0xE007F => text[..at].chars().rev().take(8).find(|c| !is_tag(*c)) != Some('\u{1F3F4}'),
        0xE0000..=0xE0FFF => true,
        _ => false,
    }
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0020}'..='\u{E007F}')
}

fn is_selector(c: char) -> bool {
    matches!(u32::from(c), 0xFE00..=0xFE0F | 0xE0100..=0xE01EF)
}

/// The combining class of signs that take the vowel from a letter (Unicode, table 4-3).
const VIRAMA: u8 = 9;

/// A joiner belongs between two letters of a script that joins, and (the joiner alone) between two emoji.
fn is_joiner_needed(before: Option<char>, joiner: char, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    // After a virama a joiner says how the letter before it is written (the Malayalam chillu, the explicit half form), and
    // after an Arabic letter that its joined form is meant (`ه` as the sign of the Hijri era): at the end of a word too.
    let virama = canonical_combining_class(before) == VIRAMA;
    if virama || (joiner == '\u{200D}' && before.is_alphabetic() && Script::of(before) == Some(Script::Arabic)) {
        return true;
    }
    let Some(after) = after else { return false };
    let emoji = |c: char| matches!(u32::from(c), 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0xFE0F | 0x1F000..=0x1FAFF);
    let joins = |c: char| Script::of(c).is_some_and(Script::needs_joiners);
    let written = |c: char| c.is_alphabetic() || is_combining_mark(c);
    (joins(before) && written(before) && joins(after) && written(after))
        || (joiner == '\u{200D}' && emoji(before) && emoji(after))
}

/// The direction of a text or a language.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dir {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Dir {
    /// The value of the HTML attribute `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Dir::Ltr => "ltr",
            Dir::Rtl => "rtl",
        }
    }
}

impl fmt::Display for Dir {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The direction of a text by its first strong character (UAX #9, rules P2 and P3); left to right where it has none.
pub fn direction(text: &str) -> Dir {
    let strong =
        text.chars().map(bidi_class).find(|class| matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL));
    match strong {
        Some(BidiClass::R | BidiClass::AL) => Dir::Rtl,
        _ => Dir::Ltr,
    }
}

/// The direction in which most letters of a text run, or `None` where it has no strong character or as many of each.
///
/// For whole passages: an English quotation that begins with an Arabic name is still English.
pub fn main_direction(text: &str) -> Option<Dir> {
    let mut balance = 0_i64;
    for c in text.chars() {
        match bidi_class(c) {
            BidiClass::L => balance += 1,
            BidiClass::R | BidiClass::AL => balance -= 1,
            _ => {}
        }
    }
    match balance {
        0 => None,
        1.. => Some(Dir::Ltr),
        _ => Some(Dir::Rtl),
    }
}

/// The direction of a language by its BCP 47 tag: by the script subtag where there is one (RFC 5646, 2.2.3), else by
/// the script in which the language is mostly written.
pub fn lang_dir(tag: &str) -> Dir {
    let tag = tag.to_ascii_lowercase();
    let mut subtags = tag.split(['-', '_']);
    let language = subtags.next().unwrap_or_default();
    // What follows a single letter is an extension or private use, and a tag may be nothing but that (`x-arab`).
    let script = subtags
        .take_while(|part| part.len() > 1 && language.len() > 1)
        .find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let rtl = match script {
        Some(script) => RTL_SCRIPTS.contains(&script),
        None => RTL_LANGUAGES.contains(&language),
    };
    if rtl { Dir::Rtl } else { Dir::Ltr }
}

/// Scripts written from right to left. Source: ISO 15924 and the Bidi_Class of their letters.
const RTL_SCRIPTS: [&str; 11] =
    ["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi"];

/// Languages whose usual script runs from right to left. Source: CLDR likely subtags.
const RTL_LANGUAGES: [&str; 40] = [
    "acm", "acq", "aeb", "afb", "aii", "ajp", "apc", "apd", "ar", "arb", "arc", "arq", "ars", "ary", "arz", "ayl",
    "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "ks", "lrc", "mzn", "nqo", "pbt", "pes", "pnb", "prs",
    "ps", "sd", "sdh", "syr", "ug", "ur", "yi",
];

#[cfg(test)]
mod tests;
