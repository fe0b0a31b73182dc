//! Text for XML: the characters that XML 1.0 cannot carry are dropped. Escaping is the writer's work.

use std::borrow::Cow;

/// The text without the characters that XML 1.0 forbids even when escaped (section 2.2, Char): most control characters,
/// U+FFFE and U+FFFF. `quick-xml` writes them as they come, and one of them makes a whole feed unreadable.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_allowed) { Cow::Borrowed(text) } else { text.chars().filter(|c| is_allowed(*c)).collect() }
}

fn is_allowed(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        // DEL and the C1 controls are legal and discouraged; no reader shows them, so they go too.
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_carry_is_dropped() {
        assert_eq!(clean("a\u{b}b\0c\u{1b}d\u{fffe}e\u{ffff}f\u{85}g"), "abcdefg");
        assert!(matches!(clean("a <b> & \"c\"\n\tسوريا 🔥\u{fffd}"), Cow::Borrowed(_)));
        assert_eq!(clean("a\rb"), "a\rb");
    }
}
