//! Text becomes a YAML scalar that reads back as the same text: for fixes, and for every command that writes front matter.

/// Between quotes, on one line: double quotes, single ones where that saves escapes.
#[must_use]
pub fn quoted(text: &str) -> String {
    if !text.contains(['\'']) && text.contains(['"', '\\']) && !text.contains(is_odd) {
        return format!("'{text}'");
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // Written out, so that an invisible character in a fix can be seen in a review.
            c if is_odd(c) => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// As it is where it stays the same text in a block and in a list between brackets, else between quotes.
#[must_use]
pub fn scalar(text: &str) -> String {
    let first = text.chars().next().unwrap_or(' ');
    let opens = first.is_whitespace() || "-?:,[]{}#&*!|>'\"%@`".contains(first) || text.starts_with("...");
    // Between marks of print, a text looks as if they had been meant for quotes.
    let opens = opens || marked(text).is_some();
    let next_is_word = |at: usize| text[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
    let colon = text.match_indices(':').any(|(at, _)| !next_is_word(at));
    let inside = colon || text.contains([',', '[', ']', '{', '}']) || text.contains(" #");
    let odd = text.contains(is_odd) || text.ends_with(char::is_whitespace);
    if opens || inside || odd || super::shape::is_null(text) { quoted(text) } else { text.to_owned() }
}

/// What parts items for a writer where no `,` does: commas and semicolons of other scripts, and the semicolon.
pub(in crate::parse) const OTHER_COMMAS: [char; 6] = [';', '،', '؛', '、', '，', '；'];

/// As [`scalar`], for an item of a list between brackets, which should not look like several.
#[must_use]
pub fn item(text: &str) -> String {
    let scalar = scalar(text);
    if scalar == text && text.contains(OTHER_COMMAS) { quoted(text) } else { scalar }
}

/// Between the quotes that stand around `written`, the scalar it is to replace, where they can hold it; else as
/// [`scalar`] does.
#[must_use]
pub fn like(written: &str, text: &str) -> String {
    match written.chars().next() {
        Some('"') if !text.contains(['"', '\\']) && !text.contains(is_odd) => format!("\"{text}\""),
        Some('\'') if !text.contains('\'') && !text.contains(is_odd) => format!("'{text}'"),
        _ => scalar(text),
    }
}

/// Marks that word processors and phones write for `"`.
pub(in crate::parse) const DOUBLE: [char; 4] = ['“', '”', '„', '‟'];
/// Marks that they write for `'`; they are apostrophes and letters as well.
const SINGLE: [char; 4] = ['‘', '’', '‚', '‛'];
/// Marks that stand for `"` in French and Russian, and around the names of houses.
pub(in crate::parse) const ANGLES: [char; 2] = ['«', '»'];

/// A text between quotation marks of print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked<'t> {
    /// The mark before it.
    pub open: char,
    /// The text.
    pub inside: &'t str,
    /// The mark after it.
    pub close: char,
}

/// The text between quotation marks of print, where they stand around all of it.
#[must_use]
pub fn marked(text: &str) -> Option<Marked<'_>> {
    let open = text.chars().next()?;
    let close = text.chars().next_back()?;
    let inside = text.get(open.len_utf8()..text.len().checked_sub(close.len_utf8())?)?;
    let family: &[char] = [&DOUBLE[..], &SINGLE, &ANGLES].into_iter().find(|family| family.contains(&open))?;
    let plain = if family == SINGLE { '\'' } else { '"' };
    // `“Ed” and “Bob”` begins and ends with marks, and is not one text between them; an apostrophe is no end.
    let ends = |c: char| c != '’' && (family.contains(&c) || c == plain);
    let is_one = (family.contains(&close) || close == plain) && !inside.contains(ends);
    (is_one && !inside.trim().is_empty()).then(|| Marked { open, inside: inside.trim(), close })
}

/// Characters that the parser refuses, drops or takes for a line break.
fn is_odd(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_around_a_whole_text() {
        for (text, inside) in [
            ("“aid”", Some("aid")),
            ("„Hilfe“", Some("Hilfe")),
            ("‘b’", Some("b")),
            ("«Мир»", Some("Мир")),
            ("“2016-09-08\"", Some("2016-09-08")),
            ("“Aleppo’s fall”", Some("Aleppo’s fall")),
            ("“Ed” and “Bob”", None),
            ("“Truce”: x", None),
            ("“”", None),
            ("“ ”", None),
            ("“", None),
            ("’tis", None),
            ("aid", None),
            ("", None),
        ] {
            assert_eq!(marked(text).map(|marked| marked.inside), inside, "{text}");
        }
    }
}
