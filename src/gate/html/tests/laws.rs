//! Laws that hold for any Markdown, put together at random from what means something.

use proptest::prelude::*;

use super::*;

const PIECES: [&str; 65] = [
    "a",
    "b c",
    "\n",
    "\n\n",
    "    ",
    "> ",
    "- ",
    "1. ",
    "# ",
    "### ",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "```rust\n",
    "|",
    "|-|-|\n",
    "\n|a|b|\n|-|-|\n",
    "[",
    "](",
    ")",
    "](#a)",
    "](/about/)",
    "](https://a.example/)",
    "](javascript:x)",
    "![",
    "](map.png)",
    "[^1]",
    "\n[^1]: ",
    "\n[^2]: ",
    "[x]",
    "\n[x]: /about/\n",
    "<",
    ">",
    "<script>",
    "</p>",
    "<b onclick='x'>",
    "<!--",
    "-->",
    "<a href=\"x\">",
    "\"",
    "'",
    "&",
    "&lt;",
    "&#x202e;",
    "\u{202e}",
    "\u{200b}",
    "\u{fffd}",
    "\0",
    "<https://a.example>",
    "<a@b.example>",
    "سوريا",
    "é",
    "e\u{301}",
    "\\",
    "  \n",
    "---\n",
    "===\n",
    "\t",
    "\r\n",
    "{{",
    "%}",
    "$x$",
];

/// Pieces that mean something to Markdown, to HTML, to addresses or to the gate, put together at random.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(&PIECES[..]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces: Vec<&str>| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_markdown_becomes_html_of_ours(text in markdown()) {
        let body = body(&text);
        assert_ours(body.html.as_str());
        prop_assert_eq!(&self::body(&text), &body);
        for problem in &body.problems {
            prop_assert!(text.get(problem.range.clone()).is_some(), "{:?}", problem);
            let message = problem.kind.to_string();
            prop_assert!(!message.contains('\n') && !message.contains('\u{202e}'), "{:?}", message);
        }
        for link in &body.links {
            prop_assert!(text.get(link.range.clone()).is_some(), "{:?}", link);
        }
        let hidden = body.html.as_str().contains(['\u{202e}', '\u{200b}', '\0', '\r']);
        prop_assert!(!hidden);
    }

    #[test]
    fn any_text_becomes_html_of_ours(text in "(?s).{0,200}|[<>&\"'a-z =/!-]{0,80}") {
        assert_ours(body(&text).html.as_str());
        prop_assert!(!Html::text(&text).as_str().contains(['<', '>', '"']));
    }
}
