//! Prose becomes Markdown that shows exactly that prose: every sign that would mean something gets a backslash.

/// A paragraph of plain text on one line of Markdown.
pub(super) fn paragraph(text: &str) -> String {
    let text = text.split_whitespace_kept();
    let inline = inline(&text);
    opening(&inline)
}

/// Text inside a paragraph.
pub(super) fn inline(text: &str) -> String {
    let tildes = text.matches('~').count() > 1;
    let mut out = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let after = rest.chars().next();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let means = match c {
            '*' | '`' | '[' | ']' => true,
            '~' => tildes,
            '_' => !(word(before) && word(after)),
            '\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
            '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
            '&' => is_entity(rest),
            _ => false,
        };
        if means {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// Whether what follows an ampersand ends in a semicolon as an entity does.
fn is_entity(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
    end.is_some_and(|end| end > 0 && rest.get(end..).is_some_and(|rest| rest.starts_with(';')))
}

/// A line whose first signs would make it a heading, a list, a quotation or a rule.
pub(super) fn opening(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let sign = line.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
    if (1..=9).contains(&digits) && sign {
        let (number, rest) = line.split_at(digits);
        return format!("{number}\\{rest}");
    }
    if line.starts_with(['#', '>', '-', '+', '=', '|', ':']) { format!("\\{line}") } else { line.to_owned() }
}

/// Spaces that Markdown would take for layout.
trait Spaces {
    /// The text on one line: runs of spaces as one, none at the ends; spaces that do not break stay.
    fn split_whitespace_kept(&self) -> String;
}

impl Spaces for str {
    fn split_whitespace_kept(&self) -> String {
        let words = self.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ").trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    /// What a reader sees, provided that it is one paragraph of text and nothing else.
    fn shown(markdown: &str) -> Option<String> {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        let mut text = String::new();
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::Start(Tag::Paragraph) | Event::End(_) => {}
                _ => return None,
            }
        }
        Some(text)
    }

    #[test]
    fn signs_stay_signs() {
        for text in [
            "# not a heading",
            "> not a quotation",
            "- not an item",
            "+ 5 degrees",
            "1. not a list",
            "12) nor this",
            "2016. A year",
            "--- ",
            "===",
            "***",
            "___",
            "[x]: https://example.org",
            "[a](b)",
            "![a](b)",
            "[^1]: note",
            "<script>alert(1)</script>",
            "<b>",
            "a < b",
            "&amp; &lt; &#60; AT&T",
            "a * b * c",
            "snake_case and _this_",
            "`code`",
            "~~gone~~ ~5",
            "C:\\temp\\*",
            "ends with \\",
            "| a | b |",
            "~~~",
            "```",
            "http://example.org/a_b_c",
            "**bold**",
            "a\u{a0}b",
            ": x",
            "<https://example.org>",
        ] {
            assert_eq!(shown(&paragraph(text)).as_deref(), Some(text.trim()), "{}", paragraph(text));
        }
        assert_eq!(
            paragraph("It is plain, e.g. U.S.-led (5%), snake_case."),
            "It is plain, e.g. U.S.-led (5%), snake_case."
        );
    }

    proptest! {
        #[test]
        fn any_line_is_shown_as_it_is(text in "[-#>*_`~\\[\\]()!<>&;:|=+.\\\\a-c1 ]{0,40}|\\PC{0,60}") {
            let plain = text.split_whitespace_kept();
            prop_assert_eq!(shown(&paragraph(&text)), Some(plain.replace('\0', "\u{FFFD}")), "{}", paragraph(&text));
        }
    }
}
