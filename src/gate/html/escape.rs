//! The one function that escapes for HTML, and its names. Templates escape with it too (theme/engine.rs).

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
    for piece in pieces(text, true) {
        out.push_str(piece);
    }
    out
}

/// As [`escape_attr`], into a writer: what a template prints, be it in an element or in an attribute.
///
/// # Errors
/// Those of the writer.
pub fn write_attr(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    pieces(text, true).try_for_each(|piece| out.write_all(piece.as_bytes()))
}

/// As [`escape_text`], at the end of `out`.
pub fn push_escaped(out: &mut String, text: &str) {
    for piece in pieces(text, false) {
        out.push_str(piece);
    }
}

/// The text in pieces: stretches that stay as they are, and what stands for the characters between them.
fn pieces(text: &str, with_apostrophe: bool) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut chars = rest.char_indices();
        let found = chars.find_map(|(at, c)| Some((at, c, instead(c, with_apostrophe)?)));
        match found {
            Some((0, c, instead)) => {
                rest = &rest[c.len_utf8()..];
                Some(instead)
            }
            Some((at, _, _)) => {
                let (plain, tail) = rest.split_at(at);
                rest = tail;
                Some(plain)
            }
            None => Some(std::mem::take(&mut rest)),
        }
    })
}

/// What is written for a character, nothing where it may stand as it is.
fn instead(c: char, with_apostrophe: bool) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => with_apostrophe.then_some("&#39;"),
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
}
