//! Each key of site.toml does something that can be seen.

use conflict_digest::diagnostic::{Guard, Rule};

use crate::addresses::nothing_is_broken;
use crate::site::Site;
use crate::web::{TODAY, WHOLE, Web, whole};

/// The fixture with further lines in site.toml: keys first, then tables.
fn with(keys: &str, tables: &str) -> Site {
    let site = whole();
    let toml = site.read("site.toml");
    site.write("site.toml", format!("{keys}\n{toml}\n{tables}\n"));
    site
}

#[test]
fn names_and_places() {
    let site = with("", "");
    site.edit("site.toml", "Whole Digest", "Other \\\"name\\\" & <more>");
    site.edit("site.toml", "An invented digest: every kind of entry once.", "Described.");
    site.edit("site.toml", "https://example.org/digest/", "https://example.org/elsewhere");
    site.edit("site.toml", "example.org,2016", "me@example.org,2016-02");
    let web = Web::build(&site, &[]);
    let home = web.page("/");
    assert_eq!(home.texts("header .name"), ["Other \"name\" & <more>"]);
    assert_eq!(home.attributes("meta[name=description]", "content"), ["Described."]);
    assert_eq!(home.attributes("link[rel=canonical]", "href"), ["https://example.org/elsewhere/"]);
    assert!(web.text("/feed.xml").contains("<id>tag:me@example.org,2016-02:/feed.xml</id>"));
    assert!(web.text("/feed.xml").contains("<subtitle>Described.</subtitle>"));
}

#[test]
fn the_language_of_the_interface() {
    for (lang, dir, label, tag) in [
        ("ar", "rtl", "التصحيحات", "Ceasefire"),
        ("ru", "ltr", "Исправления", "Перемирие"),
        ("uk", "ltr", "Виправлення", "Ceasefire"),
    ] {
        let web = Web::build(&with(&format!("lang = \"{lang}\""), ""), &[]);
        let page = web.page("/corrections/");
        assert_eq!(
            (page.attributes("html", "lang"), page.attributes("html", "dir")),
            (vec![lang.into()], vec![dir.into()])
        );
        assert_eq!(page.texts("h1"), [label]);
        assert_eq!(web.page("/tags/ceasefire/").texts("h1"), [tag], "the label of that language, where there is one");
        assert_eq!(web.page("/2016/09/12/shots-reported/").attributes("h1", "lang"), Vec::<String>::new());
    }
}

#[test]
fn the_output_folder() {
    let site = with("output = \"site-out\"", "");
    site.run(&["build", "--today", TODAY]).ends(0);
    assert!(site.path("site-out/index.html").exists() && !site.path("public").exists());
}

#[test]
fn styles_inlined_or_linked() {
    let site = with("", "");
    site.edit("site.toml", "inline_css = false\n", "");
    let inlined = Web::build(&site, &[]);
    assert_eq!(inlined.page("/").find("link[rel=stylesheet]").len(), 0);
    assert_eq!(inlined.page("/").texts("style").len(), 1);
    assert_eq!(WHOLE.page("/").attributes("link[rel=stylesheet]", "href"), ["/digest/style.css"]);
}

/// Builds without these kinds: no page of theirs, no link to one, and the rest as it was.
#[track_caller]
fn leave_out(kinds: &[(&str, &[&str])]) -> Web {
    let lines: Vec<String> = kinds.iter().map(|(kind, _)| format!("{kind} = false\n")).collect();
    let site = with("", &format!("[pages]\n{}", lines.concat()));
    // What is written in the content would be an error, and rightly.
    site.edit("content/articles/2016/2016-09-08-talks-begin.md", "[the convoy](/events/harbour-convoy/)", "the convoy");
    let web = Web::build(&site, &[]);
    for start in kinds.iter().flat_map(|(_, starts)| *starts) {
        assert!(WHOLE.files.keys().any(|path| path.starts_with(start)), "{start}");
        let left: Vec<&String> = web.files.keys().filter(|path| path.starts_with(start)).collect();
        assert!(left.is_empty(), "{lines:?} leave {left:?}");
    }
    for kept in ["/", "/2016/09/08/talks-begin/", "/corrections/", "/about/", "/feed.xml"] {
        assert!(web.has(kept), "{lines:?} take {kept}");
    }
    nothing_is_broken(&web);
    web
}

const PLAIN: [(&str, &[&str]); 4] = [
    ("days", &["2015/index", "2016/09/index", "2016/09/12/index", "editions.xml"]),
    ("publishers", &["publishers/"]),
    ("timelines", &["timeline/", "timelines/", "tags/aid/timeline/"]),
    ("search", &["search/"]),
];

const WITH_ALIASES: [(&str, &[&str]); 5] = [
    ("tags", &["tags/"]),
    ("places", &["places/"]),
    ("actors", &["actors/"]),
    ("authors", &["authors/"]),
    ("events", &["events/"]),
];

#[test]
fn kinds_of_pages_may_be_left_out() {
    for kind in PLAIN {
        leave_out(&[kind]);
    }
}

#[test]
fn kinds_with_old_addresses_may_be_left_out() {
    for kind in WITH_ALIASES {
        leave_out(&[kind]);
    }
}

#[test]
fn a_site_of_articles_alone() {
    let all: Vec<(&str, &[&str])> = PLAIN.into_iter().chain(WITH_ALIASES).chain([("data", &[][..])]).collect();
    let pages: Vec<String> = leave_out(&all).pages().map(|(address, _)| address).collect();
    assert_eq!(pages.len(), 15, "{pages:#?}");
}

#[test]
fn feeds_of_terms_may_be_left_out() {
    let web = Web::build(&with("", "[feeds]\nterms = false"), &[]);
    let feeds: Vec<&String> = web.files.keys().filter(|path| path.contains("feed")).collect();
    assert_eq!(feeds, ["feed.json", "feed.xml"]);
    nothing_is_broken(&web);
    assert!(web.has("/editions.xml"));
}

#[test]
fn severities_may_be_changed() {
    let site = with("", "[rules]\nunknown-tag = \"error\"\nbody-empty = \"off\"\nkey-unknown = \"warning\"\n");
    let path = "content/articles/2017/2017-01-05-convoy-arrives.md";
    site.edit(path, "[aid, lake-truce]", "[aid, ceasefyre]");
    site.run(&["build", "--today", TODAY]).ends(1).says("error[unknown-tag]").says("Nothing was published.");
    site.edit(path, "ceasefyre", "talks");
    site.edit(path, "title:", "titel: x\ntitle:");
    site.edit(path, "Twelve trucks arrived, the council says. The office counts nine.\n", "");
    let output = site.run(&["build", "--today", TODAY]).ends(0).says("warning[key-unknown]");
    assert!(!output.stderr.contains("body-empty"), "{}", output.stderr);
}

#[test]
fn rules_of_safety_are_never_lowered() {
    let safety: Vec<Rule> = Rule::ALL.iter().copied().filter(|rule| rule.guards_safety()).collect();
    let site = Site::empty();
    for rule in &safety {
        for lower in ["off", "warning"].into_iter().filter(|lower| *lower != rule.severity().to_string()) {
            let toml = "title = \"T\"\nbase_url = \"https://example.org/\"\n[rules]\n";
            site.write("site.toml", format!("{toml}{rule} = \"{lower}\"\n"));
            let said = match rule.guard() {
                Some(Guard::Whole) => format!("would vanish in silence: it stays `\"{}\"`", rule.severity()),
                _ => format!("a rule of safety stays at least `\"{}\"`", rule.severity()),
            };
            site.run(&["build"]).ends(2).says("error[config]").says("site.toml:4:").says(&said);
        }
    }
    let raised: Vec<String> = safety.iter().map(|rule| format!("{rule} = \"error\"\n")).collect();
    with("", &format!("[rules]\n{}", raised.concat())).run(&["build", "--today", TODAY]).ends(0);
}
