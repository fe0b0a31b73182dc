//! Any text becomes one printable terminal line: nothing in it can move the cursor, colour the screen or start a line.

use crate::gate::text::{is_bidi_control, is_control, is_invisible_at};

/// The text as one line: control characters, line ends, tabs and what turns the direction are shown as `\n`, `\u{1b}`.
/// Invisible characters are shown too, where their script does not need them.
pub fn line(text: &str) -> String {
    shown(text, "\\t")
}

/// One line of a file for a snippet: as [`line()`], with a tab as four spaces.
///
/// Columns that are counted in the source must be counted after this.
pub fn source_line(text: &str) -> String {
    shown(text, "    ")
}

/// The name of a character as Unicode writes it: `U+202E`.
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

fn shown(text: &str, tab: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\t' => out.push_str(tab),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            _ if is_control(c) || is_bidi_control(c) || is_invisible_at(text, at, c) => {
                out.extend(c.escape_unicode());
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_commands_a_terminal_is_shown() {
        for (text, shown) in [
            ("plain سوريا 🔥", "plain سوريا 🔥"),
            ("a\n::error::b", "a\\n::error::b"),
            ("\u{1b}[31mred", "\\u{1b}[31mred"),
            ("a\rb\tc", "a\\rb\\tc"),
            ("a\u{202e}b\u{2028}c\u{9b}d\u{7f}", "a\\u{202e}b\\u{2028}c\\u{9b}d\\u{7f}"),
            ("a\u{200b}b", "a\\u{200b}b"),
            ("می\u{200c}شود", "می\u{200c}شود"),
        ] {
            assert_eq!(line(text), shown);
        }
        assert_eq!(source_line("\ta\u{1b}\n"), "    a\\u{1b}\\n");
    }

    proptest! {
        #[test]
        fn any_text_is_one_line(text in "\\PC{0,40}|.{0,80}|(?s).{0,80}") {
            for shown in [line(&text), source_line(&text)] {
                prop_assert!(!shown.chars().any(|c| is_control(c) || is_bidi_control(c)), "{:?}", shown);
            }
        }
    }
}
