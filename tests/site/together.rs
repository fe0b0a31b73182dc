//! What is wrong only between files: duplicates, addresses, references, vocabularies.

use crate::site::Site;
use crate::web::{TODAY, WHOLE, Web};

const TOML: &str = "title = \"Together\"\nbase_url = \"https://example.org/\"\n";
const EVENT: &str = "---\ntitle: E\ndate: 2015\n---\nText.\n";
const PAGE: &str = "---\ntitle: P\n---\nText.\n";

/// Files by name, with `@slug` for an article whose original is that, and the lines that follow; and what is said.
type Row<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);

fn text(content: &str) -> String {
    let Some(rest) = content.strip_prefix('@') else { return content.to_owned() };
    let (slug, more) = rest.split_once('\n').unwrap_or((rest, ""));
    let date = if more.contains("date:") { "" } else { "date: 2016-01-01\n" };
    let tags = if more.contains("tags:") { "" } else { "tags: [aid]\n" };
    let more = if more.is_empty() { String::new() } else { format!("{more}\n") };
    format!(
        "---\ntitle: T {slug}\nauthor: unknown\noriginal_url: https://example.net/{slug}\n{date}{tags}{more}---\nText.\n"
    )
}

#[track_caller]
fn look(rows: &[Row<'_>]) {
    let mut complaints = Vec::new();
    for (files, wanted) in rows {
        let site = Site::empty();
        site.write("site.toml", TOML);
        for (path, content) in *files {
            site.write(&format!("content/{path}"), text(content));
        }
        let output = site.run(&["check", "--format", "json", "--today", TODAY]);
        let said: Vec<String> = output.stdout.lines().map(shown).collect();
        let errors = output.stdout.contains("\"severity\":\"error\"");
        if said != *wanted || output.status != i32::from(errors) {
            complaints.push(format!("{files:?}\n  wanted {wanted:?}\n  said   {said:?}"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// `rule file:line:column` and `< file:line` for each related place.
fn shown(line: &str) -> String {
    let note: serde_json::Value = serde_json::from_str(line).unwrap();
    let file = |note: &serde_json::Value| note["file"].as_str().unwrap().trim_start_matches("content/").to_owned();
    let mut out = format!("{} {}:{}:{}", note["rule"].as_str().unwrap(), file(&note), note["line"], note["column"]);
    for place in note["related"].as_array().unwrap() {
        out += &format!(" < {}:{}", file(place), place["line"]);
    }
    out
}

#[test]
fn one_original_has_one_article() {
    look(&[
        (&[("a.md", "@same"), ("b.md", "@same#top")], &["original-duplicate b.md:4:15 < a.md:4"]),
        (&[("a.md", "@same"), ("b.md", "@same/")], &["original-duplicate b.md:4:15 < a.md:4"]),
        (&[("a.md", "@same"), ("b.md", "@same\ntranslation_of: a\nlang: ar")], &[]),
        (&[("a.md", "@same?id=1"), ("b.md", "@same?id=2")], &[]),
    ]);
}

#[test]
fn one_address_has_one_page() {
    look(&[
        (&[("x.md", "@a"), ("y/x.md", "@b")], &["slug-taken y/x.md:1:1 < x.md:1"]),
        (&[("x.md", "@a"), ("2016-01-02-x.md", "@b\ndate: 2016-01-02")], &[]),
        (&[("x.md", "@a"), ("b.md", "@b\nslug: x")], &["slug-taken x.md:1:1 < b.md:7"]),
        (&[("a.md", "@a\naliases: [/2016/01/01/a/]")], &["route-taken a.md:7:11 < a.md:1"]),
        (&[("a.md", "@a\naliases: [/old/]"), ("b.md", "@b\naliases: [/old/]")], &["route-taken b.md:7:11 < a.md:7"]),
    ]);
}

#[test]
fn an_address_of_the_site_is_said_once() {
    look(&[
        (&[("a.md", "@a\naliases: [/tags/]")], &["route-taken a.md:7:11"]),
        (&[("a.md", "@a"), ("pages/tags.md", PAGE)], &["route-taken pages/tags.md:2:8"]),
        (&[("a.md", "@a"), ("pages/2016.md", PAGE)], &["route-taken pages/2016.md:2:8"]),
    ]);
}

/// What lists may come to need is not given away, or an article of that day would find its address taken.
#[test]
fn an_address_that_the_site_may_need_is_kept() {
    look(&[
        (&[("a.md", "@a\naliases: [/2031/05/]")], &["route-taken a.md:7:11"]),
        (&[("a.md", "@a\naliases: [/tags/aid/2031/]")], &["route-taken a.md:7:11"]),
        (&[("a.md", "@a"), ("pages/404.md", PAGE)], &["route-taken pages/404.md:2:8"]),
        (&[("a.md", "@a\naliases: [/20311/, /2031/05/10/a/]"), ("pages/about.md", PAGE)], &[]),
    ]);
}

#[test]
fn what_is_named_is_there() {
    look(&[
        (&[("a.md", "@a\nevents: [e]"), ("events/e.md", EVENT)], &[]),
        (&[("a.md", "@a\nevents: [f]"), ("events/e.md", EVENT)], &["event-unknown a.md:7:10"]),
        (&[("a.md", "@a\nevents: [2015-01-01-e]"), ("events/e.md", EVENT)], &["event-unknown a.md:7:10"]),
        (
            &[
                ("2016-01-01-x.md", "@a"),
                ("2016-01-02-x.md", "@b\ndate: 2016-01-02"),
                ("c.md", "@c\ntranslation_of: x"),
            ],
            &["article-unknown c.md:7:17"],
        ),
        (
            &[
                ("2016-01-01-x.md", "@a"),
                ("2016-01-02-x.md", "@b\ndate: 2016-01-02"),
                ("c.md", "@c\nlang: ar\ntranslation_of: 2016-01-02-x"),
            ],
            &[],
        ),
        // What could not be read was noted where it stands, and is not missed a second time.
        (&[("a.md", "@a\nevents: [e]"), ("events/e.md", "---\ntitle: E\n---\n")], &["key-missing events/e.md:3:1"]),
    ]);
}

#[test]
fn events_and_their_claims() {
    let claims = "---\ntitle: E\ndate: 2015\nclaims:\n- {what: x, value: 3, source: a}\n- {what: x, value: 3, by: B}\n\
                  - {what: x, value: 3, by: B, source: none}\n---\nText.\n";
    look(&[
        (
            &[("a.md", "@a\nevents: [e]"), ("events/e.md", claims)],
            &[
                "claim-incomplete events/e.md:5:3",
                "claim-without-source events/e.md:6:3",
                "article-unknown events/e.md:7:38",
            ],
        ),
        (
            &[("a.md", "@a\nevents: [e]"), ("events/e.md", "---\ntitle: E\ndate: 2016-02\n---\nText.\n")],
            &["event-after-reports events/e.md:3:7 < a.md:5"],
        ),
        (
            &[("a.md", "@a"), ("events/e.md", "---\ntitle: E\ndate: 2016-13\nauthor: x\n---\nText.\n")],
            &["event-date-invalid events/e.md:3:7", "key-unknown events/e.md:4:1"],
        ),
    ]);
}

#[test]
fn timelines_match_something() {
    look(&[
        (
            &[("a.md", "@a"), ("timelines/t.md", "---\ntitle: T\nmatch: {tags: [none]}\n---\n")],
            &["unknown-tag timelines/t.md:3:16"],
        ),
        (
            &[
                ("a.md", "@a"),
                ("timelines/t.md", "---\ntitle: T\nmatch: {tags: [aid], kinds: [x]}\nfrom: 2017\nto: 2015\n---\n"),
            ],
            &["key-unknown timelines/t.md:3:22", "value-invalid timelines/t.md:5:5"],
        ),
    ]);
}

#[test]
fn a_timeline_that_is_empty_says_so_where_nothing_else_does() {
    let timeline = |lines: &'static str, wanted: &[&str]| {
        let file = format!("---\ntitle: T\n{lines}\n---\n");
        look(&[(&[("a.md", "@a"), ("events/e.md", EVENT), ("timelines/t.md", &file)], wanted)]);
    };
    timeline("match: {tags: [aid]}\nfrom: 2018", &["timeline-empty timelines/t.md:2:8"]);
    timeline("include: []", &["timeline-empty timelines/t.md:2:8"]);
    timeline("from: soon", &["event-date-invalid timelines/t.md:3:7"]);
    timeline("match: [aid]", &["value-invalid timelines/t.md:3:8"]);
    timeline("include: [nothing]", &["article-unknown timelines/t.md:3:11"]);
    timeline("include: [a]", &[]);
    timeline("include: [e]\nexclude: [nothing]", &["article-unknown timelines/t.md:4:11"]);
}

/// `include` may name both kinds, so what both are called is neither.
#[test]
fn a_name_of_two_kinds_is_ambiguous() {
    let timeline = ("timelines/t.md", "---\ntitle: T\ninclude: [e, a]\n---\n");
    look(&[
        (&[("a.md", "@a"), ("e.md", "@e"), ("events/e.md", EVENT), timeline], &["article-unknown timelines/t.md:3:11"]),
        (
            &[
                ("a.md", "@a"),
                ("2016-01-01-e.md", "@e"),
                ("2016-01-02-e.md", "@f\ndate: 2016-01-02"),
                ("events/e.md", EVENT),
                timeline,
            ],
            &["article-unknown timelines/t.md:3:11"],
        ),
        // An article inside the event stands for the event: both readings are one.
        (&[("a.md", "@a"), ("e.md", "@e\nevents: [e]"), ("events/e.md", EVENT), timeline], &[]),
    ]);
    let site = Site::empty();
    site.write("site.toml", TOML);
    site.write("content/syria.md", text("@a"));
    site.write("content/events/lake.md", EVENT);
    site.write("content/timelines/t.md", "---\ntitle: T\ninclude: [syrai, lkae, 2017, zzz]\n---\n");
    let output = site.run(&["check", "--today", TODAY]).ends(1).stdout;
    for said in [
        "there is no article or event `syrai`",
        "did you mean `syria`?",
        "did you mean `lake`?",
        "no article or event `zzz`",
    ] {
        assert!(output.contains(said), "{said}: {output}");
    }
    assert!(!output.contains("write the event in place"), "a timeline takes no map: {output}");
}

#[test]
fn two_documents_of_one_address_are_said_once() {
    let (event, timeline) =
        ("---\ntitle: E\ndate: 2015\nslug: one\n---\nText.\n", "---\ntitle: T\nmatch: {tags: [aid]}\n---\n");
    look(&[
        (
            &[("a.md", "@a"), ("events/2015-01-01-one.md", EVENT), ("events/two.md", event)],
            &["slug-taken events/two.md:4:7 < events/2015-01-01-one.md:1"],
        ),
        (
            &[("a.md", "@a"), ("timelines/x/t.md", timeline), ("timelines/y/t.md", timeline)],
            &["slug-taken timelines/y/t.md:1:1 < timelines/x/t.md:1"],
        ),
        (
            &[("a.md", "@a"), ("pages/x/p.md", PAGE), ("pages/y/p.md", PAGE)],
            &["slug-taken pages/y/p.md:1:1 < pages/x/p.md:1"],
        ),
        // Addresses that differ by case folding only are one file on some systems; so are file names in one folder.
        (
            &[("a.md", "@a"), ("events/b/straße.md", EVENT), ("events/strasse.md", EVENT)],
            &["slug-taken events/strasse.md:1:1 < events/b/straße.md:1"],
        ),
    ]);
}

#[test]
fn a_translation_is_another_article_in_another_language() {
    look(&[
        (&[("a.md", "@a\ntranslation_of: a")], &["translation-invalid a.md:7:17"]),
        (&[("a.md", "@a"), ("b.md", "@a\ntranslation_of: a")], &["translation-invalid b.md:7:17 < a.md:2"]),
        (
            &[("a.md", "@a"), ("b.md", "@b\nlang: ar\ntranslation_of: a"), ("c.md", "@c\nlang: ar\ntranslation_of: a")],
            &["translation-invalid c.md:8:17 < b.md:2"],
        ),
        (&[("a.md", "@a"), ("b.md", "@b\nlang: en-GB\ntranslation_of: a")], &[]),
        // One that was withdrawn makes room for a better one.
        (
            &[
                ("a.md", "@a"),
                (
                    "b.md",
                    "@b\ndate: 2016-01-02\nlang: ar\ntranslation_of: a\nwithdrawn: {date: 2016-01-03, reason: Wrong.}",
                ),
                ("c.md", "@c\nlang: ar\ntranslation_of: a"),
            ],
            &[],
        ),
    ]);
}

#[test]
fn terms_and_their_spellings() {
    look(&[
        (&[("a.md", "@a\ntags: [aid work]"), ("b.md", "@b\ntags: [Aid  Work]")], &[]),
        (&[("a.md", "@a\ntags: [aid work]"), ("b.md", "@b\ntags: [aid-work]")], &["term-spelling b.md:6:8 < a.md:6"]),
        (&[("a.md", "@a\nplaces: [Geneve]"), ("b.md", "@b\nplaces: [Genève]")], &["term-spelling b.md:7:10"]),
        (&[("a.md", "@a\ntags: [ait]"), ("tags.yaml", "aid: Aid\n")], &["unknown-tag a.md:6:8"]),
        (&[("a.md", "@a\ntags: [AID, Help]"), ("tags.yaml", "aid: {label: Aid, aliases: [help]}\n")], &[]),
        (&[("a.md", "@a\nactors: [X]"), ("actors.yaml", "y: Y\n")], &["unknown-term a.md:7:10"]),
    ]);
}

#[test]
fn vocabularies_agree_with_themselves() {
    let vocabulary = |name: &'static str, text: &'static str, wanted: &[&str]| {
        look(&[(&[("a.md", "@a"), (name, text)], wanted)]);
    };
    vocabulary("tags.yaml", "aid: {label: Aid, parent: nowhere}\n", &["vocabulary-invalid tags.yaml:1:27"]);
    vocabulary(
        "tags.yaml",
        "aid: {label: A, parent: b}\nb: {label: B, parent: aid}\n",
        &["vocabulary-invalid tags.yaml:2:23"],
    );
    vocabulary(
        "tags.yaml",
        "aid: {label: A, aliases: [x]}\nb: {label: B, aliases: [x]}\n",
        &["vocabulary-invalid tags.yaml:2:25 < tags.yaml:1"],
    );
    vocabulary("tags.yaml", "aid: Aid\nNot A Key: X\n", &["slug-invalid tags.yaml:2:1"]);
    vocabulary("tags.yaml", "aid: {label: Aid, hosts: [x.org]}\n", &["key-unknown tags.yaml:1:19"]);
    vocabulary("tags.yaml", "aid: Aid\naid: Aid\n", &["key-duplicate tags.yaml:2:1 < tags.yaml:1"]);
    vocabulary("tags.yaml", "aid: Aid\nb: {labels: {klingonese: x}, label: B}\n", &["lang-invalid tags.yaml:2:14"]);
    vocabulary("places.yaml", "p: {label: P, lat: 91, lon: 5}\n", &["value-invalid places.yaml:1:20"]);
    vocabulary("places.yaml", "p: {label: P, lat: 5}\n", &["value-invalid places.yaml:1:15"]);
    vocabulary("places.yaml", "p: {label: P, country: Switzerland}\n", &["value-invalid places.yaml:1:24"]);
    let twice = "p: {label: P, hosts: [example.net]}\nq: {label: Q, hosts: [example.net]}\n";
    vocabulary("publishers.yaml", twice, &["publisher-host publishers.yaml:2:23 < publishers.yaml:1"]);
    let thrice = "p: {label: P, hosts: [example.net, example.net]}\n";
    vocabulary("publishers.yaml", thrice, &[]);
    vocabulary("tags.yaml", "- aid\n", &["unknown-tag a.md:6:8", "yaml-invalid tags.yaml:1:1"]);
}

/// Two texts of one language are both on the site; machines are led to one of them.
#[test]
fn a_language_stands_once_among_the_translations() {
    let site = Site::empty();
    site.write("site.toml", TOML);
    for (name, more) in [("a", ""), ("b", "\nlang: ar\ntranslation_of: a"), ("c", "\nlang: ar\ntranslation_of: a")] {
        site.write(&format!("content/{name}.md"), text(&format!("@{name}{more}")));
    }
    let web = Web::build(&site, &[]);
    for name in ["a", "b", "c"] {
        let mut langs = web.page(&format!("/2016/01/01/{name}/")).attributes("link[hreflang]", "hreflang");
        langs.sort();
        assert_eq!(langs, ["ar", "en"], "{name}");
    }
}

/// An image has no lines that a note could show.
#[test]
fn a_note_on_an_image_prints_none_of_it() {
    let site = Site::empty();
    site.write("site.toml", TOML);
    site.write("content/a.md", text("@a"));
    site.write("content/map.png", &WHOLE.files["2016/09/08/talks-begin/map.png"]);
    site.write("content/bad.png", b"GIF89a\x01\0\x01\0\0\0\0;");
    let output = site.run(&["check", "--today", TODAY]).ends(1).stdout;
    assert!(output.contains("warning[image-unused]") && output.contains("error[image-broken]"), "{output}");
    assert!(!output.contains("PNG") && !output.contains("GIF"), "{output}");
}
