//! The one function that escapes for HTML, and its names. Templates escape with it too (theme/engine.rs).

use std::convert::Infallible;
use std::io;

/// Text for the content of an element. `"` is escaped too, so that no text can look like an attribute of ours.
///
/// What HTML cannot carry even when escaped (control characters, noncharacters) is dropped.
/// Source: HTML, "Text", and "Preprocessing the input stream".
pub fn escape_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push_escaped(&mut out, text);
    out
}

/// Text for the value of an attribute in quotes of either kind.
pub fn escape_attr(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let Ok(()) = pieces(text, "&#39;", |piece| -> Result<(), Infallible> {
        out.push_str(piece);
        Ok(())
    });
    out
}

/// As [`escape_attr`], into a writer: what a template prints, be it in an element or in an attribute.
///
/// # Errors
/// Those of the writer.
pub fn write_attr(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    pieces(text, "&#39;", |piece| out.write_all(piece.as_bytes()))
}

/// As [`escape_text`], at the end of `out`.
pub fn push_escaped(out: &mut String, text: &str) {
    let Ok(()) = pieces(text, "'", |piece| -> Result<(), Infallible> {
        out.push_str(piece);
        Ok(())
    });
}

/// Gives the text in pieces: stretches that stay as they are, and what stands for the characters between them.
fn pieces<E>(text: &str, apostrophe: &str, mut take: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let bytes = text.as_bytes();
    let (mut copied, mut at) = (0, 0);
    // Nearly all bytes stay: those that need a look are found without decoding the others.
    while let Some(next) = bytes[at..].iter().position(|byte| NEEDS_A_LOOK[usize::from(*byte)]) {
        at += next;
        let Some(c) = text[at..].chars().next() else { break };
        let after = at + c.len_utf8();
        if let Some(instead) = instead(c, apostrophe) {
            if copied < at {
                take(&text[copied..at])?;
            }
            take(instead)?;
            copied = after;
        }
        at = after;
    }
    if copied < text.len() { take(&text[copied..]) } else { Ok(()) }
}

/// Bytes with which a character begins that may not stand as it is: five of ASCII, its controls, those of U+0080 to
/// U+009F, and the noncharacters.
const NEEDS_A_LOOK: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'&' | b'<' | b'>' | b'"' | b'\'' | 0x7F => true,
            b'\n' | b'\t' => false,
            0..0x20 | 0xC2 | 0xEF | 0xF0..=0xF4 => true,
            _ => false,
        };
        byte += 1;
    }
    table
};

/// What is written for a character, nothing where it may stand as it is.
fn instead(c: char, apostrophe: &str) -> Option<&str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => (apostrophe != "'").then_some(apostrophe),
        '\n' | '\t' | ' '..='~' => None,
        _ => (c.is_control() || crate::gate::text::is_noncharacter(c)).then_some(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_characters_are_escaped_and_controls_dropped() {
        assert_eq!(escape_text("<a href=\"x\">&amp;'</a>"), "&lt;a href=&quot;x&quot;&gt;&amp;amp;'&lt;/a&gt;");
        assert_eq!(escape_attr("'\" onload='x"), "&#39;&quot; onload=&#39;x");
        assert_eq!(escape_text("a\0b\u{1b}c\rd\u{85}e\u{fffe}f\u{1ffff}\tg\nسوريا"), "abcdef\tg\nسوريا");
        assert_eq!(escape_text(""), "");
        let mut written = Vec::new();
        write_attr("<i title='a'>\"b\" & c\u{b}</i>", &mut written).unwrap();
        assert_eq!(written, b"&lt;i title=&#39;a&#39;&gt;&quot;b&quot; &amp; c&lt;/i&gt;");
    }

    #[test]
    fn every_character_is_looked_at_that_needs_it() {
        for c in '\0'..=char::MAX {
            let escaped = escape_attr(&format!("a{c}b"));
            assert_eq!(escaped, format!("a{}b", instead(c, "&#39;").map_or(c.to_string(), str::to_owned)), "{c:?}");
        }
    }
}
