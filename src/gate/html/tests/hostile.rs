//! What hostile Markdown does not become.

use super::problem::BodyProblem;
use super::*;

#[test]
fn raw_html_is_text() {
    assert_eq!(html("a <b onclick=\"x\">b</b>"), "<p>a &lt;b onclick=&quot;x&quot;&gt;b&lt;/b&gt;</p>");
    assert_eq!(kinds("a <b>b</b>"), [Kind::RawHtml, Kind::RawHtml]);
    let block = body("<script>\nalert(1)\n</script>\n");
    assert_eq!(block.html.as_str(), "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;\n</p>");
    assert_eq!(block.problems, [BodyProblem { range: 0..28, kind: Kind::RawHtml }]);
    assert_eq!(block.plain_text, "");
    assert_eq!(body("<!-- hidden -->").problems.len(), 1);
}

#[test]
fn addresses_that_attack_are_no_links() {
    for dest in [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "javascript&colon;x",
        "java&Tab;script:x",
        "javascript&#58;x",
        "javascript%3Ax",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "/\\\\evil.example",
        "https://a@evil.example/",
        "vbscript:x",
        "ftp://a.example/",
        "https://a.example/&#x202e;x",
        "&#1;javascript:x",
        "https:evil.example",
        "www.evil.example",
    ] {
        for markdown in [format!("[a]({dest})"), format!("[a][1]\n\n[1]: {dest}"), format!("[a](<{dest}>)")] {
            let body = body(&markdown);
            assert_eq!(body.html.as_str(), "<p>a</p>", "{markdown}");
            assert!(matches!(body.problems[0].kind, Kind::BadLink(_)), "{:?}", body.problems);
        }
        let image = body(&format!("![a]({dest})"));
        assert!(!image.html.as_str().contains("<img"), "{}", image.html);
        assert_ours(image.html.as_str());
    }
    assert_eq!(html("<javascript:alert(1)>"), "<p>javascript:alert(1)</p>");
}

#[test]
fn remote_images_are_links() {
    assert_eq!(
        html("![a \"map\"](https://evil.example/x.png)"),
        "<p><a href=\"https://evil.example/x.png\" rel=\"external\">a &quot;map&quot;</a></p>"
    );
    assert_eq!(kinds("![a](https://evil.example/x.png)"), [Kind::RemoteImage("https://evil.example/x.png".to_owned())]);
    assert_eq!(html("[![a](https://evil.example/x.png)](/about/)"), "<p><a href=\"/base/about/\">a</a></p>");
    for dest in
        ["data:image/png;base64,x", "//evil.example/x.png", "/\\\\evil.example/x.png", "\\\\\\\\evil.example/x.png"]
    {
        let body = body(&format!("![a]({dest})"));
        assert_eq!((body.html.as_str(), body.images.len()), ("<p>a</p>", 0), "{dest}");
    }
    assert_eq!(html("![a](evil.png)"), "<p>a</p>");
}

/// The gate believes nobody, and not the rest of the program.
#[test]
fn the_answer_of_the_site_is_judged_too() {
    for dest in ["evil", "far"] {
        assert_eq!(html(&format!("[a]({dest})")), "<p>a</p>", "{dest}");
    }
    for dest in ["evil.png", "far.png"] {
        assert_eq!(html(&format!("![a]({dest})")), "<p>a</p>", "{dest}");
    }
    assert_eq!(html("[a](raw)"), "<p><a href=\"/base/a%7Cb%3Cc%3E%22/\">a</a></p>");
}

#[test]
fn a_text_that_names_another_host_is_reported() {
    let lies = |text: &str, dest: &str| {
        kinds(&format!("[{text}]({dest})")).iter().any(|kind| matches!(kind, Kind::LinkTextNamesOtherHost { .. }))
    };
    for text in [
        "https://bbc.co.uk/news",
        "bbc.co.uk",
        "www.bbc.co.uk",
        "see https://bbc.co.uk",
        "(http://BBC.co.uk)",
        "https://bbc.co.uk@evil.example",
        "bbc.co.uk/news/x",
        "**bbc**.co.uk",
    ] {
        assert!(lies(text, "https://evil.example/"), "{text}");
        assert!(lies(text, "https://bbc.co.uk.evil.example/"), "{text}");
        assert!(lies(text, "/about/"), "{text}");
        if !text.contains('@') {
            assert!(!lies(text, "https://news.bbc.co.uk/x"), "{text}");
        }
    }
    for text in ["report.pdf", "e.g.", "the U.N. said", "1.5", "Node.js", "news", "A.B", "desk@bbc.co.uk", "3.5.2016"] {
        assert!(!lies(text, "https://evil.example/"), "{text}");
    }
    assert!(
        lies("раураl.com", "https://paypal.com/")
            && lies("paypal.com", "https://раураl.com/")
            && lies("раураl.com", "https://раураl.com/")
    );
    assert!(!lies("пример.рф", "https://пример.рф/") && !lies("https://a.example", "mailto:x@b.example"));
    assert_eq!(
        html("<https://раураl.com/>"),
        "<p><a href=\"https://xn--l-7sba6dbr.com/\" rel=\"external\">https://xn--l-7sba6dbr.com/</a></p>"
    );
}

#[test]
fn characters_that_deceive_are_dropped_and_reported() {
    let body = body("ab\u{202e}cd\u{2066}e\u{200b}f\u{ad}g\u{1b}h &#x202e; `x\u{202d}y`");
    assert_eq!(body.html.as_str(), "<p>abcdefgh  <code dir=\"ltr\">xy</code></p>");
    let found: Vec<_> = body.problems.iter().map(|problem| (problem.range.clone(), problem.kind.clone())).collect();
    assert_eq!(
        found[..5],
        [
            (2..5, Kind::BidiControl('\u{202e}')),
            (7..10, Kind::BidiControl('\u{2066}')),
            (11..14, Kind::Invisible('\u{200b}')),
            (15..17, Kind::Invisible('\u{ad}')),
            (18..19, Kind::Control('\u{1b}')),
        ]
    );
    assert_eq!(found.len(), 7);
    assert_eq!(html("عربي\u{200f}. می\u{200c}شود"), "<p>عربي\u{200f}. می\u{200c}شود</p>");
    assert_eq!(kinds("عربي\u{200f}. می\u{200c}شود"), []);
    assert_eq!(kinds("a\u{fffd}b"), [Kind::LostCharacter]);
    assert_eq!((html("a\0b"), kinds("a\0b")), ("<p>ab</p>".to_owned(), vec![Kind::Control('\0')]));
    assert_eq!(kinds("the⊠truce"), [Kind::Placeholder('⊠')]);
    assert_eq!(kinds("cafÃ©"), [Kind::Mojibake { repaired: "é".to_owned() }]);
    assert_eq!(
        self::body(&"\u{200b}".repeat(5000)).problems,
        [BodyProblem { range: 0..15000, kind: Kind::Invisible('\u{200b}') }]
    );
    assert_eq!(self::body(&"\u{200b}a".repeat(5000)).problems.len(), 1000);
}

#[test]
fn nesting_is_limited() {
    for (sign, blocks) in [(">", 64), ("- ", 32), ("1. ", 32)] {
        let fine = format!("{}deep *text*", sign.repeat(blocks));
        assert_eq!(kinds(&fine), [], "{sign}");
        let deep = body(&format!("{}deep *text*\n\nafter", sign.repeat(blocks + 40)));
        assert!(deep.problems.iter().any(|problem| problem.kind == Kind::TooDeep), "{sign}");
        assert!(deep.html.as_str().contains("deep <em>text</em>"), "{}", deep.html);
        assert!(deep.html.as_str().ends_with("<p>after</p>"), "{}", deep.html);
        assert_ours(deep.html.as_str());
    }
    assert_ours(&html(&format!("{}a{}", "*_".repeat(5000), "_*".repeat(5000))));
    let items = format!("{}one\n{}- two", "- ".repeat(40), " ".repeat(78));
    assert!(html(&items).contains("one two"), "{}", html(&items));
    assert_ours(&html(&"- > ".repeat(500)));
    let emphasis = html(&format!("{}b{}", "*a ".repeat(500), " c*".repeat(500)));
    assert_eq!(emphasis.matches("<em>").count(), emphasis.matches("</em>").count());
    assert!((100..=250).contains(&emphasis.matches("<em>").count()), "{emphasis}");
    assert_ours(&emphasis);
}

#[test]
fn size_is_limited() {
    let wide = format!("{}\n{}\n{}", "|a".repeat(500), "|-".repeat(500), "|a\n".repeat(3000));
    let body = body(&wide);
    assert!(body.html.is_empty());
    assert_eq!(body.problems.last().unwrap().kind, Kind::TooLarge(4 * 1024 + 40 * wide.len()));
    // A mebibyte of references to one note is as dense as honest Markdown gets.
    let dense = self::body(&format!("{}\n\n[^a]: n", "[^a]".repeat(20_000)));
    assert!(dense.html.as_str().len() <= 4 * 1024 + 40 * 80_010);
}

#[test]
fn hostile_shapes_stay_text() {
    for text in [
        ">".repeat(48 * 1024),
        "[".repeat(50_000),
        "[a](".repeat(20_000),
        "![".repeat(30_000),
        "*a_".repeat(30_000),
        "`a``".repeat(20_000),
        "<".repeat(50_000),
        "- ".repeat(20_000),
        "[^a]".repeat(10_000),
        "|".repeat(50_000),
        "&#x202e;".repeat(5_000),
        "\u{202e}a".repeat(20_000),
        "a\n===\n".repeat(5_000),
        "# a\n".repeat(5_000),
        "[a](#a) ".repeat(5_000),
        "<b>".repeat(20_000),
        "```rust\n\"\n```\n".repeat(2_000),
        "> ".repeat(500) + &"> عر\n".repeat(5_000),
        "Ã©".repeat(20_000),
        "Ã©a".repeat(20_000),
        "# a\n[a](#b)\n".repeat(5_000),
    ] {
        assert!(!html(&text).contains("<script"));
    }
}
