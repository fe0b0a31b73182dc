//! Code blocks: which are coloured, and how large they may be.

use super::*;

#[test]
fn code_is_coloured_where_the_language_is_known() {
    let html = clean_html("```rust,ignore\nfn main() { // <b>\n    \"x\"; 1 }\n```");
    assert_eq!(
        html,
        "<pre dir=\"ltr\" tabindex=\"0\"><code class=\"language-rust\"><span class=\"c-keyword\">fn</span> \
         <span class=\"c-name\">main</span>() { <span class=\"c-comment\">// &lt;b&gt;\n</span>    \
         <span class=\"c-string\">&quot;x&quot;</span>; <span class=\"c-number\">1</span> }\n</code></pre>"
    );
    for (info, class) in [("c++", "cpp"), ("C#", "csharp"), ("py", "python"), ("json", "json"), ("diff", "diff")] {
        let html = clean_html(&format!("```{info}\nx = 1\n```"));
        assert!(html.contains(&format!("<code class=\"language-{class}\">")), "{html}");
    }
    for plain in [
        "```\na\n```",
        "```text\na\n```",
        "```txt\na\n```",
        "```make\na\n```",
        "```nonsense\na\n```",
        "```\"><script>\na\n```",
        "    a\n",
    ] {
        assert_eq!(clean_html(plain), "<pre dir=\"ltr\" tabindex=\"0\"><code>a\n</code></pre>", "{plain}");
    }
    let body = body("```rust\nlet a = \"\u{feff}⊠\";\n```");
    assert!(body.has_code && !body.html.as_str().contains('\u{feff}') && body.html.as_str().contains('⊠'));
    assert!(!self::body("`a`").has_code);
}

#[test]
fn large_code_stays_plain() {
    let coloured = |markdown: &str| html(markdown).contains("<span");
    assert!(coloured(&format!("```rust\nlet a = \"{}\";\n```", "x".repeat(180))));
    assert!(!coloured(&format!("```rust\nlet a = \"{}\";\n```", "x".repeat(190))));
    let block = |lines: usize| format!("```rust\n{}```\n\n", "let a = 12345;\n".repeat(lines));
    assert!(coloured(&block(2184)) && !coloured(&block(2185)));
    let many = html(&block(2000).repeat(5));
    assert_eq!(many.matches("class=\"language-rust\"").count(), 4);
}
