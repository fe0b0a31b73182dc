//! What honest Markdown becomes.

use super::*;

#[test]
fn blocks_and_spans() {
    for (markdown, html) in [
        (
            "One *two* **three** ~~four~~ `five`.",
            "<p>One <em>two</em> <strong>three</strong> <s>four</s> <code dir=\"ltr\">five</code>.</p>",
        ),
        ("a\nb  \nc", "<p>a\nb<br>c</p>"),
        ("> quoted\n\n---", "<blockquote><p>quoted</p></blockquote><hr>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>"),
        ("1. a\n\n   b", "<ol><li><p>a</p><p>b</p></li></ol>"),
        ("AT&amp;T \"quoted\" it's 1 < 2 \\*", "<p>AT&amp;T &quot;quoted&quot; it's 1 &lt; 2 *</p>"),
        ("{{ site.title }} {% raw %} ${x}", "<p>{{ site.title }} {% raw %} ${x}</p>"),
        ("- [ ] task", "<ul><li>[ ] task</li></ul>"),
        ("$x$ [[wiki]] -- ...", "<p>$x$ [[wiki]] -- ...</p>"),
        ("Cafe\u{301}", "<p>Café</p>"),
    ] {
        assert_eq!(clean_html(markdown), html);
    }
    assert_eq!(Html::text("<b>\"").as_str(), "&lt;b&gt;&quot;");
    assert!(body("").html.is_empty());
}

#[test]
fn headings_begin_at_two_and_skip_no_level() {
    let levels = |markdown: &str| -> Vec<(u8, String)> {
        body(markdown).headings.into_iter().map(|heading| (heading.level, heading.id)).collect()
    };
    let expect = |levels: &[(u8, &str)]| -> Vec<(u8, String)> {
        levels.iter().map(|(level, id)| (*level, (*id).to_owned())).collect()
    };
    assert_eq!(
        clean_html("## What *is* `known`"),
        "<h2 id=\"h-what-is-known\">What <em>is</em> <code dir=\"ltr\">known</code></h2>"
    );
    assert_eq!(levels("# A\n## B\n### C\n# D"), expect(&[(2, "h-a"), (3, "h-b"), (4, "h-c"), (2, "h-d")]));
    assert_eq!(
        levels("## A\n### B\n## C\n# D\n## E"),
        expect(&[(2, "h-a"), (3, "h-b"), (2, "h-c"), (2, "h-d"), (3, "h-e")])
    );
    assert_eq!(levels("# A\n#### B\n##### C\n## D"), expect(&[(2, "h-a"), (3, "h-b"), (4, "h-c"), (3, "h-d")]));
    assert_eq!(kinds("# A\n#### B\n##### C\n## D"), [Kind::SkippedHeading { level: 4, expected: 2 }]);
    assert_eq!(kinds("### A"), [Kind::SkippedHeading { level: 3, expected: 2 }]);
    assert_eq!(levels("# A\n## A\n### A\n#### A\n##### A\n###### A").last().unwrap(), &(6, "h-a-6".to_owned()));
}

#[test]
fn headings_get_ids_of_ours() {
    let ids =
        |markdown: &str| -> Vec<String> { body(markdown).headings.into_iter().map(|heading| heading.id).collect() };
    assert_eq!(ids("# هدنة\n# !?"), ["h-هدنة", "h-part"]);
    assert_eq!(ids("# A\n# A\n# A 2\n# A"), ["h-a", "h-a-2", "h-a-2-2", "h-a-3"]);
    assert_eq!((html("#"), kinds("#")), (String::new(), vec![Kind::EmptyHeading]));
    assert_eq!(clean_html("Title {#x onclick=y}\n==="), "<h2 id=\"h-title-x-onclick-y\">Title {#x onclick=y}</h2>");
}

#[test]
fn links_of_every_kind() {
    for (markdown, html) in [
        ("[a](https://example.com/س)", "<p><a href=\"https://example.com/%D8%B3\" rel=\"external\">a</a></p>"),
        (
            "<https://example.com/س>",
            "<p><a href=\"https://example.com/%D8%B3\" rel=\"external\">https://example.com/س</a></p>",
        ),
        (
            "[a](<https://example.com/'x'> \"say \\\"hi\\\"\")",
            "<p><a href=\"https://example.com/&#39;x&#39;\" rel=\"external\" title=\"say &quot;hi&quot;\">a</a></p>",
        ),
        (
            "[a][1]\n\n[1]: https://example.com/?a&b",
            "<p><a href=\"https://example.com/?a&amp;b\" rel=\"external\">a</a></p>",
        ),
        ("<news@example.org>", "<p><a href=\"mailto:news@example.org\">news@example.org</a></p>"),
        (
            "[a](/about/) [b](../about.md) [c](ب)",
            "<p><a href=\"/base/about/\">a</a> <a href=\"/base/about/\">b</a> <a href=\"/base/%D8%A8/\">c</a></p>",
        ),
        (
            "[up](#known) [up](#h-known)\n\n## Known",
            "<p><a href=\"#h-known\">up</a> <a href=\"#h-known\">up</a></p><h2 id=\"h-known\">Known</h2>",
        ),
        (
            "[![The map](map.png)](/about/)",
            "<p><a href=\"/base/about/\"><img src=\"/base/a/map.png\" alt=\"The map\" width=\"640\" height=\"480\" loading=\"lazy\" decoding=\"async\"></a></p>",
        ),
    ] {
        assert_eq!(clean_html(markdown), html);
    }
    let links = body("[a](https://example.com/س) and [b](/about/)").links;
    assert_eq!(
        links[0],
        BodyLink { range: 4..26, target: "https://example.com/%D8%B3".to_owned(), place: HrefPlace::External }
    );
    assert_eq!(links[1].target, "/about/");
}

#[test]
fn links_that_are_not_made_are_text() {
    for (markdown, html, kind) in [
        ("[a](/gone/)", "<p>a</p>", Kind::BrokenLink("/gone/".to_owned())),
        ("[a](#gone)", "<p>a</p>", Kind::BrokenFragment("gone".to_owned())),
        ("[a](draft)", "<p>a</p>", Kind::RefusedLink("`draft` is a draft".to_owned())),
        ("[a](evil)", "<p>a</p>", Kind::BrokenLink("evil".to_owned())),
        (
            "[](https://example.com)",
            "<p><a href=\"https://example.com/\" rel=\"external\">https://example.com/</a></p>",
            Kind::EmptyLink,
        ),
        ("[ ](/about/)", "<p><a href=\"/base/about/\"> /base/about/</a></p>", Kind::EmptyLink),
    ] {
        assert_eq!((self::html(markdown), kinds(markdown)), (html.to_owned(), vec![kind]), "{markdown}");
    }
    assert_eq!(html("![a map](gone.png)"), "<p>a map</p>");
    assert_eq!(kinds("![a map](x.svg)"), [Kind::RefusedImage("`x.svg` is not a png, jpg, webp or gif".to_owned())]);
    assert_eq!(kinds("![](map.png)"), [Kind::ImageWithoutAlt]);
    let images = body("![a *map* of `x`](map.png)").images;
    assert_eq!((images[0].src.as_str(), images[0].alt.as_str()), ("map.png", "a map of x"));
    assert_eq!(
        self::html("![a *map* of [`x`](/about/)](map.png)"),
        "<p><img src=\"/base/a/map.png\" alt=\"a map of x\" width=\"640\" height=\"480\" loading=\"lazy\" decoding=\"async\"></p>"
    );
}

#[test]
fn footnotes_are_numbered_by_us_and_lead_back() {
    let html = clean_html("A[^x\"<] b[^y] c[^x\"<].\n\n[^y]: Why.\n[^x\"<]: See [b](/about/).\n");
    assert_eq!(
        html,
        "<p>A<sup><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup> b<sup><a href=\"#fn-2\" id=\"fnref-2\">2</a></sup> \
         c<sup><a href=\"#fn-1\" id=\"fnref-1.2\">1</a></sup>.</p><section class=\"notes\" aria-label=\"Notes\"><ol>\
         <li id=\"fn-1\"><p>See <a href=\"/base/about/\">b</a>. \
         <a class=\"back\" href=\"#fnref-1\" aria-label=\"Back to note 1\">↩\u{fe0e}</a> \
         <a class=\"back\" href=\"#fnref-1.2\" aria-label=\"Back to note 1.2\">↩\u{fe0e}</a></p></li>\
         <li id=\"fn-2\"><p>Why. <a class=\"back\" href=\"#fnref-2\" aria-label=\"Back to note 2\">↩\u{fe0e}</a></p></li></ol></section>"
    );
    assert_eq!(kinds("a\n\n[^1]: unused"), [Kind::UnusedNote("1".to_owned())]);
    let twice = "a[^1]\n\n[^1]: one\n\n[^1]: two";
    assert_eq!(kinds(twice), [Kind::DuplicateNote("1".to_owned())]);
    assert_ours(&self::html("a\n\n[^1]: unused # no\n\n[^2]: b[^2]\n\n    ## Heading\n"));
    assert_eq!(self::html("a[^none]"), "<p>a[^none]</p>");
    assert_eq!(kinds("a[^none] b \\[^no] [^ no] `[^no]`"), [Kind::MissingNote("none".to_owned())]);
    // The parser lets no footnote stand in a link; were that to change, it would follow the link.
    assert!(clean_html("[a[^1] b](/about/)\n\n[^1]: n").starts_with("<p>[a<sup>"));
    assert_ours(&self::html("![a[^1] b](map.png)\n\n[^1]: n\n\n[^1]: again"));
}

#[test]
fn two_bodies_on_one_page_share_no_id() {
    let prefix = Slug::of("event a").unwrap();
    let options = Options { prefix: Some(&prefix), ..OPTIONS };
    let body = Html::markdown("# A[^1]\n\n[a](#a)\n\n[^1]: n", &Site, &options);
    assert_eq!(body.headings[0].id, "h-event-a.a");
    assert!(
        body.html.as_str().contains("id=\"fn-event-a.1\"") && body.html.as_str().contains("id=\"fnref-event-a.1\"")
    );
    assert_ours(body.html.as_str());
}

#[test]
fn tables_scroll_and_have_names() {
    let html = clean_html("| a | b |  |\n|:-:|--:|--|\n| 1 | سوريا |\n\n|x|\n|-|\n");
    assert_eq!(
        html,
        "<section class=\"scroll\" tabindex=\"0\" aria-label=\"Table 1\"><table><thead><tr>\
         <th scope=\"col\" class=\"center\">a</th><th scope=\"col\" class=\"right\">b</th><td></td></tr></thead><tbody><tr>\
         <td class=\"center\">1</td><td class=\"right\" dir=\"rtl\">سوريا</td><td></td></tr></tbody></table></section>\
         <section class=\"scroll\" tabindex=\"0\" aria-label=\"Table 2\"><table><thead><tr>\
         <th scope=\"col\">x</th></tr></thead></table></section>"
    );
}

#[test]
fn a_quotation_that_runs_the_other_way_says_so() {
    assert_eq!(
        html("> قال الرئيس Assad إن الهدنة بدأت"),
        "<blockquote dir=\"rtl\"><p>قال الرئيس Assad إن الهدنة بدأت</p></blockquote>"
    );
    assert_eq!(html("> سوريا is a name"), "<blockquote><p>سوريا is a name</p></blockquote>");
    let rtl = Html::markdown("> English\n\n> عربي", &Site, &Options { dir: Dir::Rtl, ..OPTIONS });
    assert_eq!(
        rtl.html.as_str(),
        "<blockquote dir=\"ltr\"><p>English</p></blockquote><blockquote><p>عربي</p></blockquote>"
    );
    assert_eq!(
        html("> عربي عربي عربي\n>\n> > inner"),
        "<blockquote dir=\"rtl\"><p>عربي عربي عربي</p><blockquote dir=\"ltr\"><p>inner</p></blockquote></blockquote>"
    );
}

#[test]
fn plain_text_for_listings_and_search() {
    let body = body(
        "# Title\n\n> quote\n\n![alt](map.png)\n\nFirst *para*[^1]\nof [two](/about/) lines.\n\nSecond.\n\n- a\n- b\n\n|c|d|\n|-|-|\n|e|f|\n\n[^1]: note",
    );
    assert_eq!(body.first_paragraph.as_deref(), Some("First para of two lines."));
    assert_eq!(body.plain_text, "Title\nquote\nFirst para of two lines.\nSecond.\na\nb\nc d \ne f \nnote");
    assert_eq!(self::body("- only\n\n> this").first_paragraph, None);
}

#[test]
fn feeds_get_absolute_addresses() {
    let body = body(
        "[a](/about/) ![b](map.png) [c](https://example.com/) text \" href=\"/x and ` src=\"/y`\n\n# D\n\n[d](#d)",
    );
    let html = body.html.absolute("https://digest.example/", "https://digest.example/a/");
    assert!(html.contains("<a href=\"https://digest.example/base/about/\">a</a>"), "{html}");
    assert!(html.contains("<img src=\"https://digest.example/base/a/map.png\""), "{html}");
    assert!(html.contains("href=\"https://example.com/\"") && html.contains("&quot; href=&quot;/x"), "{html}");
    assert!(html.contains("<a href=\"https://digest.example/a/#h-d\">d</a>"), "{html}");
    assert_eq!(html.matches("https://digest.example").count(), 3);
}

#[test]
fn addresses_are_made_relative_to_where_a_page_lies() {
    let text = "[A](/about/) [b](/about/#what) [c](#d) ![e](map.png) [f](https://example.org/base/about/)\n\n## D\n\nHe wrote =\"/base/x/\".";
    let html = body(text).html.relative("/base", "../..", "index.html");
    for link in
        ["=\"../../about/index.html\"", "=\"#h-d\"", "=\"https://example.org/base/about/\"", "=&quot;/base/x/&quot;"]
    {
        assert!(html.as_str().contains(link), "{link} is not in {html}");
    }
    assert!(!html.as_str().contains("=\"/"), "{html}");
    // A site at the root of a host has no base path, and a folder that begins like it is another.
    let root = Html::trusted("<a href=\"/x/\">x</a>".to_owned());
    assert_eq!(root.relative("", ".", "index.html").as_str(), "<a href=\"./x/index.html\">x</a>");
    assert_eq!(root.relative("/", ".", "index.html").as_str(), root.as_str());
    let near = Html::trusted("<a href=\"/based/\">x</a>".to_owned());
    assert_eq!(near.relative("/base", ".", "index.html"), near);
}

#[test]
fn a_link_by_a_label_that_nothing_defines_is_named() {
    let kinds = |text: &str| -> Vec<Kind> { body(text).problems.into_iter().map(|problem| problem.kind).collect() };
    let undefined = |label: &str| vec![Kind::UndefinedLink(label.to_owned())];
    assert_eq!(kinds("See [the talks][talks] there."), undefined("talks"));
    assert_eq!(kinds("See [the talks][]."), undefined("the talks"));
    assert_eq!(kinds("See [the talks][talks], he said [sic].\n\n[talks]: https://example.org/"), vec![]);
    assert_eq!(kinds("`[a][b]` and \\[a\\]\\[b\\]"), vec![]);
    assert_eq!(body("See [the talks][1] there.").problems[0].range, 4..18);
}
