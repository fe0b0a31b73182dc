//! Text that may stand in Markdown as GitHub reads it: it cannot link, mention anybody, format or break what holds it.

/// A cell of a table that is written as HTML: the text in `code`, with every sign as a number.
///
/// Why HTML, and not `| … |`: between block tags without an empty line no Markdown is read, so there is nothing in the
/// text to escape from. Why `code`: mentions, issue numbers and addresses are looked for in the finished page, where
/// `&#64;` is `@` again, and not inside `code`.
#[must_use]
pub fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str("<code>");
    for c in text.chars() {
        match c {
            ' ' | '-' => out.push(c),
            // An empty line would end the table.
            _ if c.is_ascii_control() => out.push(' '),
            _ if c.is_ascii_punctuation() => out.push_str(&format!("&#{};", u32::from(c))),
            _ => out.push(c),
        }
    }
    out.push_str("</code>");
    out
}

/// A line that is not shown, by which a program finds its own comment again.
#[must_use]
pub fn mark(name: &'static str) -> String {
    format!("<!-- {name} -->\n")
}

/// A table of HTML: a row of headings, which are ours, and rows of [`cell`]s.
pub const TABLE: [&str; 2] = ["<table>\n", "</table>\n"];

/// A row of headings.
#[must_use]
pub fn headings(names: &[&'static str]) -> String {
    let cells: String = names.iter().map(|name| format!("<th>{name}</th>")).collect();
    format!("<tr>{cells}</tr>\n")
}

/// A row of cells; each is one or more texts made by [`cell`], on lines of their own.
#[must_use]
pub fn row(cells: &[&[String]]) -> String {
    let cells: String = cells.iter().map(|lines| format!("<td>{}</td>", lines.join("<br>"))).collect();
    format!("<tr>{cells}</tr>\n")
}

/// The text as a code span, in as many backticks as it takes; line ends become spaces.
#[must_use]
pub fn code_span(text: &str) -> String {
    let text = text.replace(['\r', '\n'], " ");
    let ticks = "`".repeat(longest_run(&text) + 1);
    // One space at each side is taken away again by the reader (CommonMark, 6.1).
    let gap = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{ticks}{gap}{text}{gap}{ticks}")
}

/// The signs that open and close a block of code with this text in it.
#[must_use]
pub fn fence(text: &str) -> String {
    "`".repeat(3.max(longest_run(text) + 1))
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    /// What a reader of Markdown makes of it: the text, and whether there is anything but plain text or code.
    fn read(markdown: &str) -> (String, bool) {
        let mut text = String::new();
        let mut plain = true;
        for event in Parser::new_ext(markdown, Options::all()) {
            match event {
                Event::Text(part) | Event::Code(part) => text.push_str(&part),
                Event::Start(Tag::Paragraph | Tag::CodeBlock(_)) | Event::End(_) => {}
                _ => plain = false,
            }
        }
        (text, plain)
    }

    #[test]
    fn a_cell_holds_letters_and_numbers_only() {
        assert_eq!(
            cell("a|b `c` <img> @d\n\n&#64; سوريا"),
            "<code>a&#124;b &#96;c&#96; &#60;img&#62; &#64;d  &#38;&#35;64&#59; سوريا</code>"
        );
    }

    #[test]
    fn a_span_and_a_fence_are_longer_than_what_they_hold() {
        assert_eq!(code_span("a"), "`a`");
        assert_eq!(code_span("`a``"), "``` `a`` ```");
        assert_eq!(code_span(" a"), "`  a `");
        assert_eq!(fence("a"), "```");
        assert_eq!(fence("a\n````\n"), "`````");
    }

    proptest! {
        #[test]
        fn a_cell_is_read_back_and_nothing_else(text in "[ -~é]{1,40}|[`|<>@&#;!*_\\[\\]()]{1,20}") {
            let html = format!("<table><tr><td>{}</td></tr></table>", cell(&text));
            let page = scraper::Html::parse_fragment(&html);
            prop_assert_eq!(page.root_element().text().collect::<String>(), text.clone());
            let inside = cell(&text).replace("<code>", "").replace("</code>", "");
            let harmless = !inside.contains(['<', '>', '`', '|', '@', '*', '_', '[', ':', '.', '\\']);
            prop_assert!(harmless, "{}", inside);
        }

        #[test]
        fn a_span_is_read_back_and_nothing_else(text in "[!-~]([ -~]{0,30}[!-~])?|`{1,4}a?`{0,3}") {
            prop_assert_eq!(read(&code_span(&text)), (text.clone(), true));
        }
    }
}
