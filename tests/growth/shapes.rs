//! Inputs of one shape and any size: nested, repeated, deep, alike.

use std::fmt::Write as _;

/// Files by path.
type Files = Vec<(String, Vec<u8>)>;

/// Inputs of one shape.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// The largest, in bytes or in files: what stands before a limit strikes.
    pub(crate) most: usize,
    /// One of this size.
    pub(crate) make: fn(usize) -> Files,
}

/// A body of one line: it ends at 64 KiB.
const LINE: usize = 60_000;
/// A body of many lines.
const BODY: usize = 240_000;
/// Front matter: it ends at 16 KiB.
const FRONT: usize = 15_000;
/// Files.
const FILES: usize = 480;
/// Files of a site that has pages of few kinds: what is looked at is not lost among them.
const MANY: usize = 1_920;
/// Short lists, so that each is cut into years, months and days.
const SHORT: &str = "[limits]\nlist_entries = 10\ntimeline_entries = 20\n";
/// Entries of a vocabulary.
const TERMS: usize = 6_000;

macro_rules! shapes {
    ($($name:literal $most:ident $make:expr;)*) => {
        &[$(Shape { name: $name, most: $most, make: $make }),*]
    };
}

/// Imports: what is repeated.
pub(crate) const IMPORTS: [(&str, &str); 12] = [
    ("import: lines", "A line of an article.\n"),
    ("import: paragraphs", "A paragraph of an article.\n\n"),
    ("import: one line", "word "),
    ("import: bylines", "By Ed Crowther and Ann Lee\n\n"),
    ("import: dates", "8 September 2016\n\n"),
    ("import: addresses", "https://www.orlapost.example/2016/09/08/a\n\n"),
    ("import: mojibake", "â€™Ã© Ð¢ÐµÑ\u{81}Ñ\u{82} "),
    ("import: elements", "<p>A <b>bold</b> <a href=/x>link</a></p>\n"),
    ("import: tables", "<table><tr><td>a<td>b</table>\n"),
    ("import: lists", "<ul><li>a<li>b</ul>\n"),
    ("import: meta", "<meta property='og:title' content='A'>\n"),
    ("import: entities", "<p>&amp;&lt;&nbsp;&#x41;"),
];

/// Every shape.
pub(crate) const SHAPES: &[Shape] = shapes! {
    "text" BODY |n| repeated("A sentence of a text. ", "\n\n", n);
    "brackets open" LINE |n| body("[".repeat(n));
    "brackets closed" LINE |n| body("[".repeat(n / 2) + &"]".repeat(n / 2));
    "brackets in turns" LINE |n| body("[](".repeat(n / 3));
    "image brackets" LINE |n| body("![".repeat(n / 2));
    "emphasis open" LINE |n| body("*a ".repeat(n / 3));
    "emphasis in turns" LINE |n| body("*a **b _c ".repeat(n / 10));
    "emphasis closed" LINE |n| body("a**b*c_".repeat(n / 7));
    "emphasis nested" LINE |n| body("*a ".repeat(n / 6) + &"b* ".repeat(n / 6));
    "strikes" LINE |n| body("~~a ~b".repeat(n / 6));
    "links" BODY |n| repeated("[a](https://a.example/b) ", "\n", n);
    "links inside" BODY |n| repeated("[a](/2016/09/08/a/#part) ", "\n", n);
    "links broken" BODY |n| numbered("[a](/none-N/)\n", n);
    "links open" LINE |n| body("[a](b".repeat(n / 5));
    "link titles open" LINE |n| body("[a](b \"".repeat(n / 7));
    "references" BODY |n| body(numbers("[xN]: /about/\n", n / 2) + "\n" + &numbers("[xN]\n", n / 2));
    "references missing" LINE |n| body("[x][y] ".repeat(n / 7));
    "references alike" BODY |n| repeated("[x]: /about/ 't'\n", "", n);
    "footnotes" BODY |n| body(numbers("a[^N] ", n / 2).replace(" a[^5", "\na[^5") + "\n\n" + &numbers("[^N]: note\n\n", n / 2));
    "footnotes missing" BODY |n| numbered("a[^N]\n", n);
    "footnotes unused" BODY |n| numbered("[^N]: note\n\n", n);
    "footnotes alike" BODY |n| repeated("[^1]: note\n\n", "", n);
    "footnote of many" BODY |n| body("a[^1]\n".repeat(n / 6) + "\n\n[^1]: note\n");
    "footnotes in footnotes" BODY |n| numbered("[^N]: a[^1N] b[^N1]\n\n", n);
    "quotations nested" LINE |n| body(">".repeat(n) + "a");
    "quotations" BODY |n| repeated("> a\n\n", "", n);
    "quotations deeper" BODY |n| body((1..).map(|depth: usize| ">".repeat(depth % 90) + "a\n").scan(0, |sum, line| until(sum, line, n)).collect());
    "lists nested" LINE |n| body("- ".repeat(n / 2) + "a");
    "lists deeper" BODY |n| body((1..).map(|depth: usize| "  ".repeat(depth % 90) + "- a\n").scan(0, |sum, line| until(sum, line, n)).collect());
    "lists" BODY |n| repeated("- a\n", "", n);
    "lists numbered" BODY |n| numbered("N. a\n", n);
    "tables long" BODY |n| body("|a|b|\n|-|-|\n".to_owned() + &"|c|d|\n".repeat(n / 6));
    "tables wide" LINE |n| body("|a".repeat(n / 4) + "|\n" + &"|-".repeat(n / 4) + "|\n");
    "tables of gaps" LINE |n| body("|a".repeat(n / 6) + "|\n" + &"|-".repeat(n / 6) + "|\n" + &"|b\n".repeat(n / 9));
    "tables" BODY |n| repeated("|a|b|\n|-|-|\n|c|d|\n\n", "", n);
    "html" BODY |n| repeated("<b onclick=x>a</b>", "\n", n);
    "html comments open" LINE |n| body("a <!-- ".repeat(n / 7));
    "html tags open" LINE |n| body("<a href=\"".repeat(n / 9));
    "html instructions" LINE |n| body("a <? <![CDATA[ ".repeat(n / 15));
    "html declarations" LINE |n| body("a <!A".repeat(n / 5));
    "html blocks" BODY |n| repeated("<div>\n\n", "", n);
    "entities" BODY |n| repeated("&amp;&#x202e;&lt;", "\n", n);
    "entities open" LINE |n| body("&".repeat(n));
    "backticks" LINE |n| body((1..).map(|count: usize| "`".repeat(count) + "a").scan(0, |sum, line| until(sum, line, n)).collect());
    "backticks open" LINE |n| body("`a``b".repeat(n / 5));
    "code" BODY |n| repeated("```rust\nfn a() { 1 }\n```\n\n", "", n);
    "code of one block" BODY |n| body("```rust\n".to_owned() + &"let a = \"b\";\n".repeat(n / 13));
    "code unknown" BODY |n| repeated("```x\na\n", "", n);
    "code indented" BODY |n| repeated("    a\n", "", n);
    "headings alike" BODY |n| repeated("# Update\n\n", "", n);
    "headings to headings" BODY |n| numbered("# Part N\n\n[a](#part-N)\n\n", n);
    "headings deeper" BODY |n| repeated("# a\n## a\n### a\n#### a\n##### a\n", "", n);
    "underlines" BODY |n| repeated("a\n===\n", "", n);
    "addresses" BODY |n| repeated("<https://a.example/b> ", "\n", n);
    "addresses bare" BODY |n| repeated("https://a.example/b ", "\n", n);
    "address long" LINE |n| body("[a](https://a.example/".to_owned() + &"b".repeat(n) + ")");
    "links to other hosts" BODY |n| repeated("[www.b.example](https://a.example/) ", "\n", n);
    "quotation marks open" LINE |n| body("“a ".repeat(n / 5));
    "quotation marks" LINE |n| body("“a” „b“ \"c\" ".repeat(n / 24));
    "word long" LINE |n| body("a".repeat(n));
    "words mixed" LINE |n| body("pаypаl ".repeat(n / 9));
    "word mixed" LINE |n| body("pа".repeat(n / 3));
    "invisible" LINE |n| body("a\u{200b}".repeat(n / 4));
    "direction" LINE |n| body("\u{202e}a\u{2066}".repeat(n / 7));
    "marks" LINE |n| body("e\u{301}\u{302}".repeat(n / 5));
    "marks on one letter" LINE |n| body("e".to_owned() + &"\u{301}\u{323}".repeat(n / 4));
    "mojibake" LINE |n| body("Ð¢ÐµÑ\u{81}Ñ\u{82} ".repeat(n / 17));
    "lost" LINE |n| body("a\u{fffd}⊠".repeat(n / 7));
    "scripts in turns" LINE |n| body("a سوريا Киев ".repeat(n / 22));
    "control" LINE |n| body("\u{1b}[31m".repeat(n / 5));
    "images" BODY |n| repeated("![a](m.gif) ", "\n", n);
    "images remote" BODY |n| repeated("![a](https://a.example/b.png) ", "\n", n);
    "images missing" BODY |n| numbered("![a](N.png)\n", n);
    "rules" BODY |n| repeated("---\n\n", "", n);
    "breaks" BODY |n| repeated("a\\\n", "", n);
    "backslashes" LINE |n| body("\\".repeat(n));
    "line ends" BODY |n| body("\n".repeat(n));
    "spaces" LINE |n| body("a".to_owned() + &" ".repeat(n) + "b");
    "angles" LINE |n| body("<".repeat(n));
    "mail" LINE |n| body("<a@".repeat(n / 3));
    "flows nested" FRONT |n| front("extra: ".to_owned() + &"[".repeat(n));
    "flows nested in pairs" FRONT |n| front("extra: ".to_owned() + &"{a: ".repeat(n / 4));
    "flow long" FRONT |n| front(format!("extra: [{}]", "a, ".repeat(n / 3)));
    "flow of maps" FRONT |n| front(format!("extra: [{}]", "{a: b}, ".repeat(n / 8)));
    "blocks nested" FRONT |n| front(format!("extra:\n{}", (1..).map(|depth: usize| " ".repeat(depth % 30) + "- a:\n").scan(0, |sum, line| until(sum, line, n)).collect::<String>()));
    "anchors" FRONT |n| front(numbers("aN: &aN b\n", n));
    "aliases" FRONT |n| front("extra: &a [b]\n".to_owned() + &numbers("kN: *a\n", n));
    "aliases of aliases" FRONT |n| front(numbers("aN: &aN [*a1, *a1]\n", n));
    "quotes" FRONT |n| front(format!("extra: \"{}\"", "\\\"".repeat(n / 2)));
    "quotes open" FRONT |n| front(format!("extra: {}", "\"a ".repeat(n / 3)));
    "quotes over lines" FRONT |n| front(format!("extra: \"{}\"", "a\n  b ".repeat(n / 6)));
    "text over lines" FRONT |n| front(format!("extra: a\n{}", "  b\n".repeat(n / 4)));
    "text in a block" FRONT |n| front(format!("extra: |\n{}", "  b\n".repeat(n / 4)));
    "text folded" FRONT |n| front(format!("extra: >\n{}", "  b\n\n".repeat(n / 5)));
    "keys unknown" FRONT |n| front(numbers("keyN: a\n", n));
    "keys nearly right" FRONT |n| front(numbers("autorN: a\n", n));
    "keys twice" FRONT |n| front("summary: a\n".repeat(n / 11));
    "colons" FRONT |n| front(format!("summary: {}", "a: ".repeat(n / 3)));
    "comments" FRONT |n| front("# a\n".repeat(n / 4));
    "tabs" FRONT |n| front("\ta: b\n".repeat(n / 6));
    "not yaml" FRONT |n| front("a\n".repeat(n / 2));
    "title long" FRONT |n| one("a", &head("a").replace("title: A", &format!("title: {}", "word ".repeat(n / 5))), "Text.");
    "authors" FRONT |n| one("a", &head("a").replace("author: unknown", &format!("author: [{}]", numbers("AN, ", n))), "Text.");
    "tags" FRONT |n| one("a", &head("a").replace("[aid]", &format!("[{}]", numbers("tN, ", n))), "Text.");
    "sources" FRONT |n| front(format!("sources: [{}]", numbers("\"https://a.example/N\", ", n)));
    "corrections" FRONT |n| front(format!("corrections: [{}]", numbers("{date: 2016-09-09, note: N}, ", n)));
    "events within" FRONT |n| front(format!("events: [{}]", numbers("{when: 2016-09-07, what: E N}, ", n)));
    "claims" FRONT |n| vec![article("a", &head("a"), "Text."), ("content/events/e.md".to_owned(), format!("---\ntitle: E\ndate: 2016-09-07\nclaims: [{}]\n---\nText.\n", numbers("{what: dead, value: N, by: B, source: a}, ", n)).into_bytes())];
    "articles" FILES |n| articles(n, |_| String::new());
    "articles with own tags" FILES |n| own_tags(n / 4, 8);
    "articles with own authors" FILES |n| each(n, |i| head(&format!("a{i}")).replace("unknown", &format!("Author {i}")));
    "articles of one day apart" FILES |n| each(n, |i| head(&format!("a{i}")).replace("2016-09-08", &format!("20{:02}-{:02}-{:02}", i % 19, i % 12 + 1, i % 28 + 1)));
    "articles with events" FILES |n| articles(n / 4, |i| format!("events: [{}]\n", (0..8).map(|e| format!("{{when: 2016-09-0{}, what: Event {i} {e}}}, ", e % 9 + 1)).collect::<String>()));
    "articles of one event" FILES |n| articles(n, |_| "events: [{when: 2016-09-07, what: The one event}]\n".to_owned());
    "articles with corrections" FILES |n| articles(n / 4, |_| format!("corrections: [{}]\n", "{date: 2016-09-09, note: N}, ".repeat(20)));
    "articles with aliases" FILES |n| articles(n / 4, |i| format!("aliases: [{}]\n", (0..10).map(|a| format!("/old-{i}-{a}/, ")).collect::<String>()));
    "translations of one" FILES |n| articles(n, |i| if i == 0 { String::new() } else { "translation_of: a0\nlang: ru\n".to_owned() });
    "translations in a row" FILES |n| articles(n, |i| if i == 0 { String::new() } else { format!("translation_of: a{}\nlang: ru\n", i - 1) });
    "titles alike" FILES |n| each(n, |i| head(&format!("a{i}")).replace(&format!("title: A{i}"), &format!("title: Talks begin on the shore of the lake, day {i}")));
    "titles the same" FILES |n| each(n, |i| head(&format!("a{i}")).replace(&format!("title: A{i}"), "title: Talks begin on the shore of the lake"));
    "titles long" FILES |n| each(n / 4, |i| head(&format!("a{i}")).replace(&format!("title: A{i}"), &format!("title: {} {i}", "Talks begin again ".repeat(40))));
    "originals the same" FILES |n| each(n, |i| head(&format!("a{i}")).replace(&format!("net/a{i}"), "net/the-same"));
    "slugs the same" FILES |n| articles(n, |_| "slug: same\n".to_owned());
    "articles to each other" FILES |n| (0..n).map(|i| article(&format!("a{i}"), &head(&format!("a{i}")), &format!("[x](/2016/09/08/a{}/)", (i * 7 + 1) % n))).collect();
    "articles to the dead" FILES |n| (0..n).map(|i| article(&format!("a{i}"), &head(&format!("a{i}")), &format!("[x](/2016/09/08/gone{i}/)"))).collect();
    "articles withdrawn" FILES |n| articles(n, |_| "withdrawn: {date: 2016-10-01, reason: R}\n".to_owned());
    "drafts" FILES |n| articles(n, |i| if i == 0 { String::new() } else { "draft: true\n".to_owned() });
    "articles with slips" FILES |n| articles(n, |i| format!("keyy{i}: a\nplaecs: [b{i}]\n"));
    "articles that are none" FILES |n| (0..n).map(|i| (format!("content/articles/a{i}.md"), b"Text.\n".to_vec())).collect();
    "files of no kind" FILES |n| (0..n).map(|i| (format!("content/x{i}.svg"), b"<svg/>".to_vec())).chain([article("a", &head("a"), "Text.")]).collect();
    "names that collide" FILES |n| (0..n).map(|i| (format!("content/articles/{}{i}.md", if i % 2 == 0 { "a" } else { "A" }), (head("a") + "Text.\n").into_bytes())).collect();
    "folders deep" FILES |n| vec![article("a", &head("a"), "Text."), (format!("content/articles/{}x.md", "d/".repeat(n)), (head("x") + "Text.\n").into_bytes())];
    "images beside" FILES |n| (0..n).map(|i| (format!("content/articles/m{i}.gif"), GIF.to_vec())).chain([article("a", &head("a"), "Text.")]).collect();
    "pages" FILES |n| (0..n).map(|i| (format!("content/pages/p{i}.md"), format!("---\ntitle: P{i}\n---\nText.\n").into_bytes())).chain([article("a", &head("a"), "Text.")]).collect();
    "events" FILES |n| (0..n).map(|i| (format!("content/events/e{i}.md"), format!("---\ntitle: E{i}\ndate: 2016-09-07\n---\nText.\n").into_bytes())).chain([article("a", &head("a"), "Text.")]).collect();
    "timelines of all" FILES |n| (0..n / 16).map(|i| (format!("content/timelines/t{i}.md"), format!("---\ntitle: T{i}\nmatch: {{tags: [t{i}]}}\n---\nText.\n").into_bytes())).chain(each(n / 4, |i| head(&format!("a{i}")).replace("aid", &format!("t{i}")))).collect();
    "terms" TERMS |n| terms(n, |i| format!("t{i}: Term {i}\n"));
    "terms in a row" TERMS |n| terms(n, |i| if i == 0 { "t0: T\n".to_owned() } else { format!("t{i}: {{label: T{i}, parent: t{}}}\n", i - 1) });
    "terms below one" TERMS |n| terms(n, |i| if i == 0 { "t0: T\n".to_owned() } else { format!("t{i}: {{label: T{i}, parent: t0}}\n") });
    "terms in a circle" TERMS |n| terms(n, |i| format!("t{i}: {{label: T{i}, parent: t{}}}\n", (i + 1) % n));
    "terms of one label" TERMS |n| terms(n, |i| format!("t{i}: Term\n"));
    "terms nearly alike" TERMS |n| terms(n, |i| format!("{}{i}: T{i}\n", "ceasefire-agreement-".repeat(2)));
    "terms with aliases" TERMS |n| terms(n / 8, |i| format!("t{i}: {{label: T{i}, aliases: [a{i}, b{i}, c{i}, d{i}]}}\n"));
    "terms with one alias" TERMS |n| terms(n, |i| format!("t{i}: {{label: T{i}, aliases: [same]}}\n"));
    "terms twice" TERMS |n| terms(n, |_| "t: T\n".to_owned());
    "terms with slips" TERMS |n| terms(n, |i| format!("T {i}: {{lable: T{i}}}\n"));
    "terms that nobody knows" FILES |n| own_tags(n / 4, 8).into_iter().chain([("content/tags.yaml".to_owned(), (0..n).map(|i| format!("ta{i}-b: T{i}\n")).collect::<String>().into_bytes())]).collect();
    "images nested" LINE |n| body("![".repeat(n / 12) + "a" + &"](&amp;b)".repeat(n / 12));
    "links of what cannot be seen" BODY |n| repeated(&format!("[a](<https://a.example/{}>)\n", "\u{200b}".repeat(400)), "", n);
    "words misread and mixed" LINE |n| body("Ã© pаypаl ".repeat(n / 14));
    "symbols for spaces" LINE |n| body("a⊠b ".repeat(n / 6));
    "aliases the same" FILES |n| articles(n, |_| "aliases: [/old/]\n".to_owned());
    "aliases of pages" FILES |n| articles(n, |i| format!("aliases: [/2016/09/08/a{}/]\n", (i + 1) % n));
    "events of one article" FILES |n| (0..n).map(|i| (format!("content/events/e{i}.md"), format!("---\ntitle: E{i}\ndate: 2016-09-07\nclaims: [{{what: dead, value: 3, by: B, source: a}}]\n---\nText.\n").into_bytes())).chain([article("a", &head("a"), "Text.")]).collect();
    "events the same" FILES |n| (0..n).map(|i| (format!("content/events/{i}/e.md"), b"---\ntitle: E\ndate: 2016-09-07\n---\nText.\n".to_vec())).chain([article("a", &head("a"), "Text.")]).collect();
    "articles of one year apart" FILES |n| each(n, |i| head(&format!("a{i}")).replace("2016-09-08", &format!("{:04}-09-08", 1000 + i)));
    "articles of one month apart" FILES |n| each(n, |i| head(&format!("a{i}")).replace("2016-09-08", &format!("{:04}-{:02}-08", 1970 + i / 12, i % 12 + 1)));
    "articles with slugs by mistake" FILES |n| articles(n, |i| format!("events: [none-{i}]\npublisher: nobody-{i}\n"));
    "timelines of lists" FILES |n| (0..n / 8).map(|i| (format!("content/timelines/t{i}.md"), format!("---\ntitle: T{i}\ninclude: [{}]\n---\nText.\n", (0..50).map(|a| format!("a{}, ", (a * 7 + i) % (n / 4).max(1))).collect::<String>()).into_bytes())).chain(each(n / 4, |i| head(&format!("a{i}")))).collect();
    "terms in a row that are used" TERMS |n| used_terms(n, |i| if i == 0 { "t0: T\n".to_owned() } else { format!("t{i}: {{label: T{i}, parent: t{}}}\n", i - 1) });
    "terms below one that are used" TERMS |n| used_terms(n, |i| if i == 0 { "t0: T\n".to_owned() } else { format!("t{i}: {{label: T{i}, parent: t0}}\n") });
    "terms broken" TERMS |n| terms(n, |i| format!("t{i}: a: b\n"));
    "terms never closed" TERMS |n| terms(n, |i| format!("t{i}: [\n"));
    "terms without colon" TERMS |n| terms(n, |i| format!("t{i}\n"));
    "terms invisible" TERMS |n| terms(n, |i| format!("t{i}: T\u{200b}{i}\n"));
    "term with unknown keys" TERMS |n| terms(1, |_| format!("aid: {{{}}}\n", (0..n).map(|i| format!("k{i}: A,\n  ")).collect::<String>()));
    "term with many aliases" TERMS |n| terms(1, |_| format!("aid: {{aliases: [{}]}}\n", (0..n).map(|i| format!("a{i},\n  ")).collect::<String>()));
    "term of escapes" TERMS |n| terms(1, |_| format!("aid: \"{}\"\n", "\\u202e\\u200b\n  ".repeat(n)));
    "term of lines" TERMS |n| terms(1, |_| format!("aid: |\n{}", "  a\n".repeat(n)));
    "term of comments" TERMS |n| terms(n, |i| format!("# t{i}\n"));
    "terms of nothing" TERMS |n| vec![article("a", &head("a"), "Text."), ("content/tags.yaml".to_owned(), "aid: ".repeat(n).into_bytes())];
    "term with many labels" TERMS |n| vec![article("a", &head("a"), "Text."), ("content/tags.yaml".to_owned(), format!("aid: {{label: A, labels: {{{}}}}}\n", (0..n).map(|i| format!("en-x-a{i}: A, ")).collect::<String>()).into_bytes())];
    "reports of one event" MANY |n| only("events", "", reports(n, |_| 0));
    "reports of one event apart" MANY |n| only("events", "", reports(n, |i| i));
    "reports of one event, lists cut" MANY |n| only("events", SHORT, reports(n, |i| i));
    "articles of one tag apart" MANY |n| only("tags", "", apart(n));
    "articles of one tag apart, lists cut" MANY |n| only("tags", SHORT, apart(n));
    "articles of one day" MANY |n| only("days", "", articles(n, |_| String::new()));
    "articles of one day, lists cut" MANY |n| only("days", SHORT, articles(n, |_| String::new()));
    "entries of one timeline" MANY |n| only("timelines", "", with(apart(n), truce("match: {tags: [aid]}")));
    "entries of one timeline, lists cut" MANY |n| only("timelines", SHORT, with(apart(n), truce("match: {tags: [aid]}")));
    "entries of one timeline by name" MANY |n| only("timelines", "", with(apart(n), truce(&format!("include: [{}]", (0..n.min(1000)).map(|i| format!("a{i}, ")).collect::<String>()))));
    "events of one timeline" MANY |n| only("timelines", "", with(events_of(n), truce("match: {tags: [aid]}")));
    "events of one timeline, lists cut" MANY |n| only("timelines", SHORT, with(events_of(n), truce("match: {tags: [aid]}")));
    "terms, all used" FILES |n| only("tags", "", with(own_tags(n / 4, 8), ("content/tags.yaml".to_owned(), (0..n / 4).flat_map(|a| (0..8).map(move |tag| format!("ta{a}-{tag}: Term {a} {tag}\n"))).collect::<String>().into_bytes())));
    "images of articles" MANY |n| only("", "", pictured(n / 4, 4));
    "images of one article" TERMS |n| pictured(1, n);
};

const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0;";

/// Front matter of an article with nothing special, from `---` to `---`.
fn head(slug: &str) -> String {
    format!(
        "---\ntitle: {}\nauthor: unknown\ndate: 2016-09-08\noriginal_url: https://example.net/{slug}\ntags: [aid]\n---\n",
        slug.to_uppercase()
    )
}

fn article(slug: &str, head: &str, body: &str) -> (String, Vec<u8>) {
    (format!("content/articles/2016-09-08-{slug}.md"), format!("{head}{body}\n").into_bytes())
}

fn one(slug: &str, head: &str, body: &str) -> Files {
    vec![article(slug, head, body), ("content/articles/m.gif".to_owned(), GIF.to_vec())]
}

fn body(text: String) -> Files {
    one("a", &head("a"), &text)
}

/// More lines of front matter.
fn front(lines: String) -> Files {
    let head = head("a");
    let open = head.strip_suffix("---\n").unwrap();
    one("a", &format!("{open}{}\n---\n", lines.trim_end()), "Text.")
}

/// A body of so many bytes: the unit again and again, in lines of a thousand characters.
fn repeated(unit: &str, end: &str, bytes: usize) -> Files {
    let line = unit.repeat((1000 / unit.len()).max(1)) + end;
    body(line.repeat(bytes / line.len()))
}

fn numbered(unit: &str, bytes: usize) -> Files {
    body(numbers(unit, bytes))
}

/// The unit again and again, each with its number for `N`.
fn numbers(unit: &str, bytes: usize) -> String {
    let mut text = String::new();
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        let _ = write!(text, "{}", unit.replace('N', &number.to_string()));
    }
    text
}

/// Pieces until there are so many bytes.
fn until(sum: &mut usize, piece: String, bytes: usize) -> Option<String> {
    *sum += piece.len();
    (*sum <= bytes).then_some(piece)
}

fn each(count: usize, head: impl Fn(usize) -> String) -> Files {
    (0..count.max(1)).map(|number| article(&format!("a{number}"), &head(number), "Text.")).collect()
}

fn articles(count: usize, more: impl Fn(usize) -> String) -> Files {
    each(count, |number| {
        let head = head(&format!("a{number}"));
        format!("{}{}---\n", head.strip_suffix("---\n").unwrap(), more(number))
    })
}

/// Articles of one tag, each on a day of its own.
fn apart(count: usize) -> Files {
    each(count, |i| head(&format!("a{i}")).replace("2016-09-08", &day(i)))
}

/// The day of this number, in months of 28 days.
fn day(number: usize) -> String {
    format!("{}-{:02}-{:02}", 2001 + number / 336, number / 28 % 12 + 1, number % 28 + 1)
}

/// An event, and what reports it on these days.
fn reports(count: usize, on: impl Fn(usize) -> usize) -> Files {
    let report = |i: usize| {
        let head = head(&format!("a{i}")).replace("2016-09-08", &day(on(i)));
        article(&format!("a{i}"), &head.replace("tags:", "events: [e]\ntags:"), "Text.")
    };
    let event = b"---\ntitle: E\ndate: 2001-01-01\n---\nText.\n".to_vec();
    (0..count.max(1)).map(report).chain([("content/events/e.md".to_owned(), event)]).collect()
}

/// Events of one tag, each on a day of its own, and an article.
fn events_of(count: usize) -> Files {
    let event = |i: usize| format!("---\ntitle: E{i}\ndate: {}\ntags: [aid]\n---\nText.\n", day(i)).into_bytes();
    let events = (0..count).map(|i| (format!("content/events/e{i}.md"), event(i)));
    events.chain([article("a", &head("a"), "Text.")]).collect()
}

/// A curated timeline.
fn truce(of: &str) -> (String, Vec<u8>) {
    ("content/timelines/truce.md".to_owned(), format!("---\ntitle: Truce\n{of}\n---\nText.\n").into_bytes())
}

fn with(mut files: Files, file: (String, Vec<u8>)) -> Files {
    files.push(file);
    files
}

/// Articles that show so many images each.
fn pictured(count: usize, images: usize) -> Files {
    let shown = |i: usize| (0..images).map(|m| format!("![An image](m{i}-{m}.gif)\n\n")).collect::<String>();
    let articles = (0..count.max(1)).map(|i| article(&format!("a{i}"), &head(&format!("a{i}")), &shown(i)));
    let image = |i: usize, m: usize| (format!("content/articles/m{i}-{m}.gif"), GIF.to_vec());
    articles.chain((0..count.max(1)).flat_map(|i| (0..images).map(move |m| image(i, m)))).collect()
}

/// An image of so many bytes, and articles that show it.
pub(crate) fn one_image(articles: usize, bytes: usize) -> Files {
    let show = |i: usize| article(&format!("a{i}"), &head(&format!("a{i}")), "![An image](m.gif)");
    // Data in blocks of 255 bytes, more of it than one point needs.
    let blocks = [&[255][..], &[0x44; 255]].concat().repeat(bytes / 256);
    let gif = [b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02", &blocks[..], b"\0;"].concat();
    (0..articles).map(show).chain([("content/articles/m.gif".to_owned(), gif)]).collect()
}

/// The same as a site with pages of this kind alone, and with more settings.
fn only(kind: &str, more: &str, files: Files) -> Files {
    let kinds = ["days", "tags", "places", "actors", "authors", "publishers", "events", "timelines", "search"];
    let none: String = kinds.iter().filter(|other| **other != kind).map(|other| format!("{other} = false\n")).collect();
    with(files, ("site.toml".to_owned(), format!("{}{more}[pages]\n{none}", super::TOML).into_bytes()))
}

/// Articles with so many tags each that no other has.
pub(crate) fn own_tags(count: usize, tags: usize) -> Files {
    let list = |article: usize| (0..tags).map(|tag| format!("ta{article}-{tag}")).collect::<Vec<_>>().join(", ");
    each(count, |number| head(&format!("a{number}")).replace("aid", &list(number)))
}

/// A vocabulary of so many terms, with an article for the last of them.
fn used_terms(count: usize, line: impl Fn(usize) -> String) -> Files {
    let mut files = terms(count, line);
    files[0] = article("a", &head("a").replace("aid", &format!("t{}", count - 1)), "Text.");
    files
}

/// An article, and a vocabulary of so many lines.
fn terms(count: usize, line: impl Fn(usize) -> String) -> Files {
    vec![
        article("a", &head("a"), "Text."),
        ("content/tags.yaml".to_owned(), (0..count).map(line).collect::<String>().into_bytes()),
    ]
}
