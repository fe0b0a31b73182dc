//! Each key that may be written in `content/` does something that a reader can see.

use std::sync::LazyLock;

use crate::site::Site;
use crate::web::{WHOLE, Web, whole};

/// A key, the lines that set it, where it shows, in which elements, and what they hold.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const ARTICLE: &[Row] = &[
    ("title", "title: A headline", "", "h1", "A headline"),
    ("author", "author: [Ann One, Bo Two]", "", "aside dd", ">Ann One</a>, <a href=\"/authors/bo-two/\">"),
    ("author", "author: unknown", "", "aside dd", "Not recorded"),
    ("date", "date: 2016-02-03T19:00+03:00", "/2016/02/03/{}/", ".by", "19:00 (+03:00)"),
    ("date", "date: 2016-02-03 09:05:07", "/2016/02/03/{}/", ".by", ">09:05:07</bdi>"),
    (
        "original_url",
        "original_url: https://example.net/орла",
        "",
        "aside",
        "href=\"https://example.net/%D0%BE%D1%80%D0%BB%D0%B0\" rel=\"external\">example.net/орла<",
    ),
    ("tags", "tags: [First tag, 2016]", "", "a[rel=tag]", "href=\"/tags/first-tag/\" rel=\"tag\">First tag<"),
    ("tags", "tags: [First tag, 2016]", "", "a[rel=tag]", "href=\"/tags/2016/\" rel=\"tag\">2016<"),
    ("publisher", "publisher: Some Paper", "", "aside dd", "href=\"/publishers/some-paper/\">Some Paper<"),
    ("lang", "lang: ar", "", "h1", "dir=\"rtl\" lang=\"ar\""),
    ("original_title", "original_title: La une\noriginal_lang: fr", "", ".orig", "dir=\"ltr\" lang=\"fr\">La une<"),
    ("original_lang", "original_lang: fr", "", "aside dd", "French"),
    ("summary", "summary: In one sentence.", "", "p.lede", ">In one sentence.<"),
    ("summary", "summary: In one sentence.", "/2016/01/01/", ".p-summary", ">In one sentence.<"),
    ("places", "places: [The Quay]", "", ".tags", "href=\"/places/the-quay/\">The Quay<"),
    ("actors", "actors: [Port Guard]", "", ".tags", "href=\"/actors/port-guard/\">Port Guard<"),
    ("events", "events: [crossing]", "/events/crossing/", "ol.lag", "/2016/01/01/{}/"),
    (
        "events",
        "events: [{when: 2015-12-24~, what: A boat sails, where: The Quay}]",
        "",
        "ul.evs",
        "about 24 December 2015",
    ),
    (
        "events",
        "events: [{when: 2015-12-24~, what: A boat sails, where: The Quay}]",
        "/timeline/",
        ".tl",
        "A boat sails",
    ),
    ("archived", "archived: https://archive.example.org/a", "", "aside dd", "href=\"https://archive.example.org/a\""),
    (
        "archived",
        "archived: [{url: \"https://archive.example.org/a\", date: 2016-01-09}]",
        "",
        "aside dd",
        "2016-01-09",
    ),
    ("sources", "sources: [\"https://example.edu/x\"]", "", ".cites", "href=\"https://example.edu/x\""),
    (
        "sources",
        "sources:\n- {title: T1, url: \"https://example.edu/x\", publisher: P1, date: 2016-01-07}",
        "",
        ".cites",
        "<bdi>P1</bdi></span> <time class=\"dt-published\" datetime=\"2016-01-07\">",
    ),
    ("accessed", "accessed: 2016-01-08", "", "aside dd", "datetime=\"2016-01-08\""),
    ("original_state", "original_state: changed", "", "aside .st", "hanged"),
    ("original_state", "original_state: paywalled", "", "aside .st", "ay"),
    ("original_state", "original_state: gone", "", "aside .st", "No longer at its address"),
    ("added", "added: 2016-01-05", "", ".track", "<b>Added</b> <time datetime=\"2016-01-05\">"),
    (
        "updated",
        "updated: 2016-01-06\ncorrections: [{date: 2016-01-06, note: N1}]",
        "",
        ".track",
        "<b>Updated</b> <time class=\"dt-updated\" datetime=\"2016-01-06\">",
    ),
    ("translator", "translator: Rana Mithal", "", "aside dd", "Rana Mithal"),
    ("key", "key: true", "/timeline/", ".tl .h-entry.k", "/2016/01/01/{}/"),
    (
        "corrections",
        "corrections: [{date: 2016-01-06, note: N1, kind: clarification, was: W1, now: W2}]",
        "",
        ".chg",
        "Clarification</span></p><p>N1</p><dl><div><dt>Was</dt><dd><del>W1</del></dd></div><div><dt>Now</dt><dd><ins>W2</ins>",
    ),
    ("corrections", "corrections: [{date: 2016-01-06, note: N1, kind: update}]", "/corrections/", ".chg", "Update"),
    ("withdrawn", "withdrawn: {date: 2016-01-06, reason: R1}", "", ".note", "<bdi>R1</bdi>"),
    ("warning", "warning: Blood", "", ".note", "Blood"),
    (
        "image",
        "image: {src: map.png, alt: A map, credit: C1}",
        "",
        "figure",
        "alt=\"A map\" class=\"u-photo\" height=\"1\" src=\"/2016/01/01/{}/map.png\" width=\"2\"",
    ),
    ("image", "image: {src: map.png, alt: A map, credit: C1}", "", "figcaption", ">C1<"),
    ("aliases", "aliases: [/old/place/]", "/old/place/", "main a", "href=\"/2016/01/01/{}/\""),
    (
        "translation_of",
        "translation_of: title\nlang: ar",
        "",
        "head link[hreflang]",
        "href=\"https://example.org/2016/01/01/title/\" hreflang=\"en\"",
    ),
    ("slug", "slug: other-words", "/2016/01/01/other-words/", "h1", "Of slug"),
];

const EVENT: &[Row] = &[
    ("title", "title: A thing happens", "", "h1", "A thing happens"),
    ("date", "date: 2015-11-02/2015-11-05?", "", ".by", "2 November 2015 to 5 November 2015 (uncertain)"),
    ("places", "places: [The Quay]", "", "aside dd", "href=\"/places/the-quay/\""),
    ("actors", "actors: [Port Guard]", "", "aside dd", "href=\"/actors/port-guard/\""),
    ("tags", "tags: [First tag]", "/tags/first-tag/timeline/", ".tl", "/events/{}/"),
    ("status", "status: confirmed", "", "header .note", "Confirmed"),
    ("status", "status: contested", "", "header .note", "Contested"),
    ("status", "status: retracted", "", "header .note", "Retracted"),
    (
        "claims",
        "claims: [{what: killed, value: about 20, by: Red Cross, date: 2015-11-04, source: title}]",
        "",
        "table.cl",
        "<bdi>about 20</bdi></b></td><td><time datetime=\"2015-11-04\">4 Nov 2015</time> <a href=\"/2016/01/01/title/\">",
    ),
    ("key", "key: true", "/timeline/", ".tl .h-entry.k", "/events/{}/"),
    ("lang", "lang: ar", "", "h1", "dir=\"rtl\" lang=\"ar\""),
    ("summary", "summary: An event in short.", "/timeline/", ".tl", "An event in short."),
    ("aliases", "aliases: [/events/old-name/]", "/events/old-name/", "main a", "href=\"/events/{}/\""),
    ("slug", "slug: renamed", "/events/renamed/", "h1", "Of slug"),
];

const TIMELINE: &[Row] = &[
    ("title", "title: A story", "", "h1", "A story"),
    ("summary", "summary: A story in short.", "/timelines/", "main", "A story in short."),
    ("match", "match: {tags: [aid, nothing], places: [The Quay, nowhere]}", "", ".tl", "/2016/01/01/places/"),
    ("from", "from: 2016-02", "", ".tl", "/2016/02/03/date/"),
    ("to", "to: 2015-12", "", ".tl", "A boat sails"),
    ("include", "include: [translator, crossing]\nmatch: {tags: [nothing]}", "", ".tl", "/2016/01/01/translator/"),
    ("include", "include: [translator, crossing]\nmatch: {tags: [nothing]}", "", ".tl", "/events/crossing/"),
    ("lang", "lang: ar", "", "h1", "dir=\"rtl\" lang=\"ar\""),
    ("aliases", "aliases: [/stories/old/]", "/stories/old/", "main a", "href=\"/timelines/{}/\""),
    ("slug", "slug: renamed", "/timelines/renamed/", "h1", "Of slug"),
];

const PAGE: &[Row] = &[
    ("title", "title: A page", "/title/", "h1", "A page"),
    ("summary", "summary: A page in short.", "/summary/", "head meta[name=description]", "A page in short."),
    ("lang", "lang: ar", "/lang/", "article > div", "dir=\"rtl\" lang=\"ar\""),
    ("aliases", "aliases: [/old-page/]", "/old-page/", "main a", "href=\"/aliases/\""),
    ("slug", "slug: renamed", "/renamed/", "h1", "Of slug"),
];

const VOCABULARIES: &[(&str, &str)] = &[
    (
        "tags",
        "aid: Aid\nt1: {label: L1, description: D1, aliases: [A1], labels: {ar: عربي}}\nt2: {label: L2, parent: t1}\n",
    ),
    ("places", "p1: {label: P1, country: CH, lat: 46.5, lon: 6.25, precision: by the lake, note: Both claim it.}\n"),
    ("actors", "a1: {label: A1, kind: lake police}\n"),
    ("authors", "w1: Wanda One\n"),
    ("publishers", "b1: {label: B1, hosts: [example.net], lang: ru, note: state-owned}\n"),
];

/// Every term of the vocabularies stands in one article.
const USES: &str = "author: w1\ntags: [t1, t2]\nplaces: [p1]\nactors: [a1]";

const TERM: &[Row] = &[
    ("label", "", "/tags/t1/", "h1", ">L1<"),
    ("label", "", "/authors/w1/", "h1", ">Wanda One<"),
    ("description", "", "/tags/t1/", "p.lede", ">D1<"),
    ("aliases", "", "/tags/a1/", "main a", "href=\"/tags/t1/\">L1<"),
    ("labels", "", "/tags/t1/", "aside", "عربي"),
    ("parent", "", "/tags/t1/", "aside .rows", "href=\"/tags/t2/\">L2<"),
    ("country", "", "/places/p1/", "aside dl", "CH"),
    ("lat, lon", "", "/places/p1/", "aside dl", "46.5"),
    ("lat, lon", "", "/places/p1/", "aside dl", "6.25"),
    ("precision", "", "/places/p1/", "aside dl", "by the lake"),
    ("note", "", "/places/p1/", ".note", "Both claim it."),
    ("kind", "", "/actors/a1/", "aside dl", "lake police"),
    ("hosts", "", "/publishers/b1/", ".list", "/2016/01/01/uses/"),
    ("lang", "", "/publishers/b1/", "aside dl", "Russian"),
    ("note", "", "/publishers/b1/", ".note", "state-owned"),
];

/// One site with one file for each row.
static KEYS: LazyLock<Web> = LazyLock::new(|| {
    let site = Site::empty();
    site.write("site.toml", "title = \"Keys\"\nbase_url = \"https://example.org/\"\n");
    for (name, text) in VOCABULARIES {
        site.write(&format!("content/{name}.yaml"), text);
    }
    let article = |slug: &str, lines: &str| {
        let original = format!("original_url: https://example.net/{slug}");
        let usual = ["title: Of {}", "author: unknown", "date: 2016-01-01", &original, "tags: [aid]"];
        site.write(&format!("content/{slug}.md"), document(slug, &usual, lines));
    };
    ARTICLE.iter().zip(slugs(ARTICLE)).for_each(|(row, slug)| article(&slug, row.1));
    article("uses", USES);
    for (folder, rows, usual) in [
        ("events", EVENT, &["title: Of {}", "date: 2015-11-03"][..]),
        ("timelines", TIMELINE, &["title: Of {}", "match: {tags: [aid]}"]),
        ("pages", PAGE, &["title: Of {}"]),
    ] {
        for (row, slug) in rows.iter().zip(slugs(rows)) {
            site.write(&format!("content/{folder}/{slug}.md"), document(&slug, usual, row.1));
        }
    }
    site.write("content/events/crossing.md", document("crossing", &["title: The crossing", "date: 2015-12-30"], ""));
    site.write("content/map.png", &WHOLE.files["2016/09/08/talks-begin/map.png"]);
    Web::build(&site, &["--quiet"])
});

/// The names of a table's files: the key, with a number where it stands again with other lines.
fn slugs(rows: &[Row]) -> Vec<String> {
    let name = |(index, row): (usize, &Row)| {
        let mut before: Vec<&str> = rows[..index].iter().filter(|r| r.0 == row.0).map(|r| r.1).collect();
        before.dedup();
        let count = before.iter().position(|lines| *lines == row.1).unwrap_or(before.len());
        let key = row.0.replace('_', "-");
        if count == 0 { key } else { format!("{key}-{}", count + 1) }
    };
    rows.iter().enumerate().map(name).collect()
}

/// Front matter of the usual lines and others, which take the place of those with the same key.
fn document(slug: &str, usual: &[&str], lines: &str) -> String {
    let key = |line: &str| line.split(':').next().unwrap().to_owned();
    let own: Vec<String> = lines.lines().map(key).collect();
    let kept: Vec<&str> = usual.iter().copied().filter(|line| !own.contains(&key(line))).chain(lines.lines()).collect();
    format!("---\n{}\n---\nA text.\n\nAnd a second paragraph.\n", kept.join("\n")).replace("{}", slug)
}

#[track_caller]
fn show(rows: &[Row], folder: &str) {
    let mut complaints = Vec::new();
    for ((key, lines, address, css, wanted), slug) in rows.iter().zip(slugs(rows)) {
        let own = format!("{folder}{slug}/");
        let address = if address.is_empty() { own } else { address.replace("{}", &slug) };
        let wanted = wanted.replace("{}", &slug);
        if !KEYS.has(&address) {
            complaints.push(format!("{key}: nothing at {address}"));
        } else if !KEYS.page(&address).sources(css).contains(&wanted) {
            let found = KEYS.page(&address).sources(css);
            complaints.push(format!("{key}: `{lines}`: {address} `{css}` has no {wanted:?}:\n{found}"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
}

#[test]
fn keys_of_articles() {
    show(ARTICLE, "/2016/01/01/");
}

#[test]
fn keys_of_events() {
    show(EVENT, "/events/");
}

#[test]
fn keys_of_timelines() {
    show(TIMELINE, "/timelines/");
    let held = |slug: &str| KEYS.page(&format!("/timelines/{slug}/")).sources(".tl");
    assert!(!held("to").contains("\"y2016\""), "later than `to`");
    assert!(!held("from").contains("/2016/01/01/"), "earlier than `from`");
    assert!(!held("match").contains("/2016/01/01/actors/"), "all lists given must match");
    assert!(!held("include").contains("/2016/01/01/title/"));
}

#[test]
fn keys_of_pages() {
    show(PAGE, "/");
}

#[test]
fn keys_of_vocabularies() {
    show(TERM, "/");
}

#[test]
fn what_has_no_mark_is_plain() {
    let title = KEYS.page("/2016/01/01/summary/");
    for css in [".orig", ".note", "figure", ".chg", "aside .st", "link[hreflang]", "h1[dir]"] {
        assert!(title.find(css).is_empty(), "{css} without its key");
    }
    assert!(!KEYS.page("/timeline/").sources(".tl .h-entry.k").contains("/2016/01/01/title/"));
    assert!(!KEYS.text("/2016/01/01/uses/").contains("2016-01-05"));
}

#[test]
fn a_gone_original_comes_after_its_copy() {
    let page = WHOLE.page("/2016/09/08/talks-begin/").main();
    assert!(page.find("Archived copy").unwrap() < page.find("Original").unwrap());
    let page = KEYS.page("/2016/01/01/archived/").main();
    assert!(page.find("Archived copy").unwrap() > page.find("Original").unwrap());
}

#[test]
fn extra_is_never_interpreted() {
    let site = whole();
    let before = Web::build(&site, &[]);
    site.edit("content/articles/2017/2017-01-05-convoy-arrives.md", "tags:", "extra: {title: No, tags: [none]}\ntags:");
    assert!(Web::build(&site, &[]).files == before.files);
}

#[test]
fn drafts_are_built_when_asked_for() {
    let site = whole();
    for (folder, lines) in [("events", "date: 2016-01-01\n"), ("timelines", "match: {tags: [aid]}\n"), ("pages", "")] {
        site.write(
            &format!("content/{folder}/hidden.md"),
            format!("---\ntitle: Hidden\n{lines}draft: true\n---\nA text.\n"),
        );
    }
    let drafts = ["/2017/02/01/not-yet/", "/events/hidden/", "/timelines/hidden/", "/hidden/"];
    let web = Web::build(&site, &[]);
    assert!(drafts.iter().all(|draft| !web.has(draft)));
    assert!(web.files == WHOLE.files);
    let web = Web::build(&site, &["--drafts"]);
    assert!(drafts.iter().all(|draft| web.has(draft)));
    assert!(web.text("/feed.xml").contains("Not yet ready"));
}
