//! Every key of site.toml, each kind of wrong value, and that nothing makes it panic.

use super::*;
use crate::parse::rendered;
use proptest::prelude::*;

const REQUIRED: &str = "title = \"T\"\nbase_url = \"https://user.github.io/digest/\"\n";

/// All kinds of pages.
const PAGES: PageKinds = PageKinds {
    days: true,
    tags: true,
    places: true,
    actors: true,
    authors: true,
    publishers: true,
    events: true,
    timelines: true,
    search: true,
    data: true,
};

fn read(text: &str) -> (Option<Config>, String) {
    let mut notes = Diagnostics::default();
    let file = SourceFile::new("site.toml", text);
    let config = parse(&mut notes, &file);
    (config, rendered(&notes, &file))
}

/// The required keys and `text`: its notes.
#[track_caller]
fn check(text: &str, expected: &str) {
    let (config, notes) = read(&format!("{REQUIRED}{text}"));
    assert_eq!(notes.trim(), expected.trim());
    assert_eq!(config.is_some(), expected.is_empty());
}

fn good(text: &str) -> Config {
    let (config, notes) = read(&format!("{REQUIRED}{text}"));
    config.unwrap_or_else(|| panic!("{notes}"))
}

#[test]
fn everything_has_a_default() {
    let config = good("");
    assert_eq!((config.title.as_str(), config.description.as_str(), config.lang.as_str()), ("T", "", "en"));
    assert_eq!((config.output.as_str(), config.theme.as_str(), config.inline_css), ("public", "default", true));
    assert_eq!((config.cname, config.feed_authority, config.rules), (None, None, Vec::new()));
    assert_eq!(config.pages, PAGES);
    assert_eq!(
        config.limits,
        Limits { home_entries: 25, list_entries: 100, timeline_entries: 1000, quotation_words: 120 }
    );
    assert_eq!(config.feeds, FeedLimits { entries: 40, days: 7, terms: true });
    assert_eq!((config.base.origin.as_str(), config.base.path.as_str()), ("https://user.github.io", "/digest"));
    assert_eq!(config.base.url(), "https://user.github.io/digest/");
}

#[test]
fn every_key_is_read() {
    let config = good(
        "description = \"D\"\nlang = \"ar\"\noutput = \"out\"\ntheme = \"mine\"\ncname = \"WWW.Example.org\"\n\
         feed_authority = \"a.b@example.org,2026-01\"\ninline_css = false\n[pages]\ndata = false\ndays = false\n\
         [limits]\nhome_entries = 1\nlist_entries = 2\ntimeline_entries = 3\nquotation_words = 0x10\n\
         [feeds]\nentries = 5\ndays = 6\nterms = false\n[rules]\nunknown-tag = \"error\"\nmojibake = \"off\"\nbidi-control = \"error\"\n\
         [languages.ar]\ntitle = \"x\"\n",
    );
    assert_eq!((config.description.as_str(), config.lang.as_str(), config.output.as_str()), ("D", "ar", "out"));
    assert_eq!(
        (config.theme.as_str(), config.cname.as_deref(), config.inline_css),
        ("mine", Some("www.example.org"), false)
    );
    assert_eq!(config.feed_authority.as_ref().unwrap().0, "a.b@example.org");
    assert_eq!(config.pages, PageKinds { data: false, days: false, ..PAGES });
    assert_eq!(config.limits, Limits { home_entries: 1, list_entries: 2, timeline_entries: 3, quotation_words: 16 });
    assert_eq!(config.feeds, FeedLimits { entries: 5, days: 6, terms: false });
    assert_eq!(config.severity(Rule::TagUnknown), Some(Severity::Error));
    assert_eq!(config.severity(Rule::Mojibake), Some(Severity::Off));
    assert_eq!(config.severity(Rule::TermUnknown), None);
}

#[test]
fn missing_keys_are_named() {
    assert_eq!(
        read("").1,
        "config @1:1-1:1 `title` is missing: the name of the site / help: write `title = \"…\"`\n\
         config @1:1-1:1 `base_url` is missing: the address it will stand at / help: write `base_url = \"…\"`\n"
    );
}

#[test]
fn unknown_keys_show_the_nearest() {
    check("titel = 1", "config @3:1-3:6 there is no key `titel` / help: did you mean `title`?");
    check(
        "[limits]\nhome_entrys = 3",
        "config @4:1-4:12 there is no key `limits.home_entrys` / help: did you mean `home_entries`?",
    );
    check(
        "[pages]\nxyz = true",
        "config @4:1-4:4 there is no key `pages.xyz` / help: the keys here are days, tags, places, actors, authors, publishers, events, timelines, search, data",
    );
    check("[feeds]\nterm = true", "config @4:1-4:5 there is no key `feeds.term` / help: did you mean `terms`?");
    check(
        "[rules]\nunknown-tags = \"off\"",
        "config @4:1-4:13 there is no rule `rules.unknown-tags` / help: did you mean `unknown-tag`?",
    );
    check(
        "[rules]\nD203 = \"off\"",
        "config @4:1-4:5 there is no rule `rules.D203` / help: `digest explain` names every rule",
    );
}

#[test]
fn wrong_types_are_told() {
    check(
        "description = 3",
        "config @3:15-3:16 `description` is text, not a number / help: write `description = \"…\"`",
    );
    check(
        "inline_css = \"no\"",
        "config @3:14-3:18 `inline_css` is `true` or `false`, not text / help: write `inline_css = true` or `inline_css = false`",
    );
    check(
        "pages = true",
        "config @3:9-3:13 `pages` is a table, not `true` or `false` / help: write `[pages]` on a line of its own, then its keys",
    );
    check(
        "languages.ar = 1",
        "config @3:16-3:17 `languages.ar` is a table, not a number / help: write `[languages.ar]` on a line of its own",
    );
    for wrong in ["0", "-1", "1.5", "\"9\"", "99999999999999999999999", "[]"] {
        let end = 16 + wrong.len();
        check(
            &format!("[limits]\nhome_entries = {wrong}"),
            &format!(
                "config @4:16-4:{end} `limits.home_entries` is a whole number above 0 / help: the usual value is 25"
            ),
        );
    }
}

#[test]
fn wrong_values_are_told() {
    check(
        "lang = \"english\"",
        "config @3:8-3:17 `lang` cannot be this / help: write a BCP 47 tag: `en`, `ar`, `pt-BR`",
    );
    check(
        "[languages.english]",
        "config @3:12-3:19 `languages.english` cannot have this name / help: write a BCP 47 tag: `en`, `ar`, `pt-BR`",
    );
    check("output = \"\"", "config @3:10-3:12 `output` cannot be this / help: it is empty");
    check(
        "theme = \"../x\"",
        "config @3:9-3:15 `theme` cannot be this / help: write the name of a folder of `themes/`, without a path",
    );
    for wrong in ["https://x.org", "x", "a b.org", "x.org/y", "x.org:80"] {
        let end = 11 + wrong.len();
        check(
            &format!("cname = \"{wrong}\""),
            &format!("config @3:9-3:{end} `cname` cannot be this / help: write the domain alone: `news.example.org`"),
        );
    }
    for wrong in
        ["example.org", "example.org,26", "example.org,2026-13", ",2026", "a b.org,2026", "x@,2026", "-a.org,2026"]
    {
        let end = 20 + wrong.len();
        check(
            &format!("feed_authority = \"{wrong}\""),
            &format!(
                "config @3:18-3:{end} `feed_authority` cannot be this / help: write a domain or mail address that was yours on a day, and that day: `example.org,2026`"
            ),
        );
    }
    check(
        "[rules]\nmojibake = \"warn\"",
        "config @4:12-4:18 `rules.mojibake` cannot be this / help: write `\"off\"`, `\"warning\"` or `\"error\"`",
    );
    check(
        "[rules]\nbidi-control = \"warning\"",
        "config @4:16-4:25 `rules.bidi-control` cannot be this / help: a rule of safety stays at least `\"error\"`",
    );
}

#[test]
fn a_base_url_is_an_address_of_a_site() {
    let base = |text: &str| Base::parse(text).map(|base| (base.origin, base.path));
    assert_eq!(base("https://Example.org"), Ok(("https://example.org".into(), "".into())));
    assert_eq!(base("http://localhost:1111/a/b//"), Ok(("http://localhost:1111".into(), "/a/b".into())));
    assert_eq!(
        base("https://пример.рф/новости"),
        Ok(("https://xn--e1afmkfd.xn--p1ai".into(), "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8".into()))
    );
    for wrong in [
        "",
        "example.org",
        "/digest",
        "ftp://x.org",
        "https://",
        "https://x.org/?a",
        "https://x.org/#a",
        "https://a@x.org/",
        "https://x.org//y",
        "https://x.org/a b",
        "https:\\\\x.org",
    ] {
        assert!(base(wrong).is_err(), "{wrong}");
    }
    let config = good("").with_base_url("https://x.org/y").unwrap();
    assert_eq!(config.base.path, "/y");
    assert!(good("").with_base_url("y").is_err());
}

#[test]
fn what_is_no_toml_is_told_with_its_place() {
    let (config, notes) = read("title = Ceasefire\nbase_url = \"https://x.org\"\nlang = 3\n");
    assert!(config.is_none());
    assert!(notes.starts_with("config @1:9-1:18 this is not valid TOML: "), "{notes}");
    assert!(notes.contains("config @3:8-3:9 `lang` is text, not a number"), "{notes}");
    assert!(!notes.contains("missing"), "{notes}");
    let file = SourceFile::new("site.toml", b"title = \"\xFF\"".to_vec());
    let mut notes = Diagnostics::default();
    assert!(parse(&mut notes, &file).is_none());
    assert_eq!(rendered(&notes, &file), "config @1:10-1:11 this byte is not UTF-8 / help: save the file as UTF-8\n");
}

proptest! {
    #[test]
    fn nothing_panics(text in "[a-z_ \\[\\]{}=\"'#.,0-9\n\u{FEFF}é-]{0,80}") {
        read(&format!("{REQUIRED}{text}"));
        read(&text);
    }
}
