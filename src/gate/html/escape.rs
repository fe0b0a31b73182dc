//! The one function that escapes for HTML, and its two names.

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
    escape_text(text).replace('\'', "&#39;")
}

/// As [`escape_text`], at the end of `out`.
pub fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        out.push_str(&rest[..at]);
        let mut chars = rest[at..].chars();
        match chars.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            _ => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}

fn is_special(c: char) -> bool {
    match c {
        '&' | '<' | '>' | '"' => true,
        '\n' | '\t' => false,
        _ => c.is_control() || crate::gate::text::is_noncharacter(c),
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
    }
}
