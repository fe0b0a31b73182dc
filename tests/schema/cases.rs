//! Files with one mistake each, or none, and what `digest check` and the schema say of them: one list for both.
//!
//! `Both` refuse is the rule. What only `check` can refuse is marked with the reason: a schema sees the values of one
//! file, not how they were written, not where, and no other file.

use std::collections::BTreeSet;

use conflict_digest::keys::File;
use serde_json::Value;

use crate::site::Site;
use crate::{kind, printed, validator, values};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// Both take it, `check` perhaps with a warning.
    Good,
    /// Both refuse it.
    Both,
    /// Only `check` refuses it, because a schema cannot know this.
    OnlyCheck(&'static str),
    /// Only the schema refuses it, because `check` makes it a warning and a schema has none.
    OnlySchema(&'static str),
}

use Said::{Both, Good, OnlyCheck, OnlySchema};

const ORDER: &str = "that two values belong together";
const WRITTEN: &str = "how a value was written: YAML gives the same value";
const OTHERS: &str = "other files";
const TEXT: &str = "what a text means";
const DRAFT: &str = "what a draft lacks is a warning, and a schema has none";

/// Lines that take the place of those with the same key, or are added; and what is said of the file.
type Rows = &'static [(&'static str, Said)];

const ARTICLES: Rows = &[
    ("", Good),
    ("title: 2016", Good),
    ("title: no", Good),
    ("title: \"~\"", Good),
    ("title: ~", Both),
    ("title:", Both),
    ("title: ''", Both),
    ("title: [a]", Both),
    ("title: Foo: bar", Both),
    ("-title", Both),
    ("-author", Both),
    ("-date", Both),
    ("-original_url", Both),
    ("-tags", Both),
    ("titel: x", Both),
    ("language: en", Both),
    ("author: unknown", Good),
    ("author: A and B", Good),
    ("author: [A, B]", Good),
    ("author: []", Both),
    ("author: {name: A}", Both),
    ("author: [A, unknown]", OnlyCheck(TEXT)),
    ("date: 2016-9-8", Good),
    ("date: 2016-09-08 14:30", Good),
    ("date: \"2016-09-08T14:30+0300\"", Good),
    ("date: September 8, 2016", Both),
    ("date: 08/09/2016", Both),
    ("date: 2016", Both),
    ("date: 2016-13-01", Both),
    ("date: 2016-02-30", OnlyCheck("which months have thirty days")),
    ("original_url: example.org/x", Both),
    ("original_url: ftp://example.org/x", Both),
    ("original_url: https://localhost/x", Both),
    ("original_url: https://me@example.org/x", Both),
    ("original_url: https://example.org/a b", Both),
    ("original_url: https://example.org/одна", Good),
    ("original_url: https://-.example/x", OnlyCheck("which names are hosts")),
    ("original_url: https://example.org/0", OnlyCheck(OTHERS)),
    ("tags: syria", Both),
    ("tags: []", Both),
    ("tags:", Both),
    ("tags: [2016, no]", Good),
    ("tags: [a, [b]]", Both),
    ("tags: [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t]", Good),
    ("tags: [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u]", Both),
    ("tags: ['!']", OnlyCheck(TEXT)),
    ("lang: pt-BR", Good),
    ("lang: english", Both),
    ("lang: en_GB", Both),
    ("places: [one]\nactors: []", Good),
    ("places: {one: two}", Both),
    ("events: [{when: 2016-09-19~, what: A thing}]", Good),
    ("events: [{when: yesterday, what: A thing}]", Both),
    ("events: [{what: A thing}]", Both),
    ("events: [nowhere]", OnlyCheck(OTHERS)),
    ("archived: https://example.org/copy", Good),
    ("archived: [https://example.org/copy, {url: 'https://example.org/b', date: 2016-09-09}]", Good),
    ("archived: [{date: 2016-09-09}]", Both),
    ("archived: {url: 'https://example.org/b', sha256: abc}", Both),
    ("sources: [{url: 'https://example.org/s', title: T}]", Good),
    ("sources: https://example.org/s", Both),
    ("sources: [{title: T}]", Both),
    ("original_state: gone", Good),
    ("original_state: Gone", Both),
    ("updated: 2016-09-10", Good),
    ("updated: soon", Both),
    ("key: true", Good),
    ("key: 'true'", Good),
    ("key: yes", Both),
    ("key: True", Good),
    ("corrections: [{date: 2016-09-10, note: N, kind: update, was: a, now: b}]", Good),
    ("corrections: [{date: 2016-09-10}]", Both),
    ("corrections: [{date: 2016-09-10, note: N, kind: fix}]", Both),
    ("corrections: {date: 2016-09-10, note: N}", Both),
    ("withdrawn: {date: 2016-09-20, reason: R}", Good),
    ("withdrawn: true", Both),
    ("withdrawn: {date: 2016-09-20}", Both),
    ("image: {src: map.png}", Both),
    ("image: {src: 'https://example.org/map.png', alt: A}", Both),
    ("image: {src: map.png, alt: A}", OnlyCheck(OTHERS)),
    ("aliases: [/old/name/]", Good),
    ("aliases: [old/name]", Both),
    ("aliases: [/]", Both),
    ("aliases: [/../x/]", OnlyCheck(TEXT)),
    ("translation_of: nothing", OnlyCheck(OTHERS)),
    ("slug: some-words", Good),
    ("slug: слова", Good),
    ("slug: Some Words", Both),
    ("slug: a--b", Both),
    ("slug: con", OnlyCheck(TEXT)),
    ("extra: {a: [1, {b: null}]}", Good),
    ("extra: text", Both),
    ("draft: true", Good),
    ("draft: true\n-tags", OnlySchema(DRAFT)),
    ("summary: a\nsummary: b", OnlyCheck(WRITTEN)),
    ("summary: &a b", OnlyCheck(WRITTEN)),
    ("summary: \"a\\u202Eb\"", OnlyCheck(TEXT)),
];

const EVENTS: Rows = &[
    ("", Good),
    ("date: 2016", Good),
    ("date: 2016-09-05/2016-09-07", Good),
    ("date: 2016-09-12/..", Good),
    ("date: 2016-09-12T19:00+03:00", Good),
    ("date: 2016-09-XX?", Good),
    ("date: 201X", Both),
    ("date: 2016-21", Both),
    ("date: -0500", Both),
    ("date: Monday", Both),
    ("date: 2016-09-07/2016-09-05", OnlyCheck(ORDER)),
    ("-date", Both),
    ("author: A", Both),
    ("status: contested", Good),
    ("status: disputed", Both),
    ("claims: [{what: killed, value: 62, by: A}]", Good),
    ("claims: [{what: killed, by: A}]", Both),
    ("claims: [{what: killed, value: 62, by: A, who: B}]", Both),
    ("claims: [{what: killed, value: 62, by: A, source: nothing}]", OnlyCheck(OTHERS)),
    ("tags: []", Good),
];

const TIMELINES: Rows = &[
    ("", Good),
    ("match: {tags: [a], places: [b]}", Good),
    ("match: {tag: [a]}", Both),
    ("match: [a]", Both),
    ("from: 2016\nto: 2017-03", Good),
    ("from: spring", Both),
    ("from: 2017\nto: 2016", OnlyCheck(ORDER)),
    ("include: [nothing]", OnlyCheck(OTHERS)),
    ("exclude: nothing", Both),
    ("-title", Both),
];

const PAGES: Rows =
    &[("", Good), ("summary: S", Good), ("date: 2016-09-08", Both), ("aliases: /old/", Both), ("-title", Both)];

const VOCABULARIES: &[(&str, &str, Said)] = &[
    ("tags", "", Good),
    ("tags", "a: A\nb: {label: B, labels: {ar: ب}, description: D, aliases: [C], parent: a}", Good),
    ("tags", "a: {}", Good),
    ("tags", "a:", Both),
    ("tags", "a: {lable: A}", Both),
    ("tags", "a: [A]", Both),
    ("tags", "Two Words: A", Both),
    ("tags", "a: {country: SY}", Both),
    ("tags", "a: {labels: {arabic: ب}}", Both),
    ("tags", "a: {parent: b}", OnlyCheck("whether another key of the file is meant")),
    ("tags", "a: {aliases: [x]}\nb: {aliases: [x]}", OnlyCheck(ORDER)),
    ("tags", "a: {aliases: ['!']}", OnlyCheck(TEXT)),
    ("places", "a: {country: sy, lat: 36.2, lon: -37, precision: city, note: N}", Good),
    ("places", "a: {country: Syria}", Both),
    ("places", "a: {lat: 36.2}", Both),
    ("places", "a: {lat: 91, lon: 0}", Both),
    ("places", "a: {lat: north, lon: 0}", Both),
    ("actors", "a: {kind: state}", Good),
    ("actors", "a: {hosts: [example.org]}", Both),
    ("authors", "a: Ann One", Good),
    ("authors", "a: {name: Ann}", Both),
    ("publishers", "a: {hosts: [example.org, пример.рф], lang: ru, note: N}", Good),
    ("publishers", "a: {hosts: [www.example.org]}", Both),
    ("publishers", "a: {hosts: ['https://example.org/']}", Both),
    ("publishers", "a: {hosts: [example.org]}\nb: {hosts: [example.org]}", OnlyCheck(ORDER)),
];

const SITES: Rows = &[
    ("", Good),
    ("description = ''\nlang = 'ar'\ncname = ''\nfeed_authority = 'example.org,2026'\ninline_css = false", Good),
    ("-title", Both),
    ("-base_url", Both),
    ("title = 3", Both),
    ("title = ' '", Both),
    ("titel = 'T'", Both),
    ("base_url = 'example.org'", Both),
    ("base_url = 'https://example.org/?x'", Both),
    ("lang = 'english'", Both),
    ("theme = 'themes/x'", Both),
    ("cname = 'https://example.org'", Both),
    ("feed_authority = 'example.org'", Both),
    ("feed_authority = 'example.org,2026-13'", OnlyCheck(TEXT)),
    ("inline_css = 'no'", Both),
    ("[pages]\ndata = false", Good),
    ("[pages]\nxyz = true", Both),
    ("[limits]\nhome_entries = 10", Good),
    ("[limits]\nhome_entries = 0", Both),
    ("[feeds]\ndays = 1.5", Both),
    ("[rules]\nunknown-tag = 'off'\nbidi-control = 'error'", Good),
    ("[rules]\nunknown-tag = 'fatal'", Both),
    ("[rules]\nbidi-control = 'warning'", Both),
    ("[rules]\nD203 = 'off'", Both),
    ("[languages.ar]\nlabel = 'x'", Good),
    ("[languages]\narabic = {}", Both),
];

/// The usual lines and others, which take the place of those with the same key; `-key` takes one away.
fn lines(usual: &[String], other: &str) -> String {
    let key = |line: &str| line.split([':', '=']).next().unwrap_or_default().trim().to_owned();
    let own: BTreeSet<String> = other.lines().map(|line| key(line.trim_start_matches('-'))).collect();
    let kept = usual.iter().map(String::as_str).filter(|line| !own.contains(&key(line)));
    kept.chain(other.lines().filter(|line| !line.starts_with('-'))).map(|line| format!("{line}\n")).collect()
}

/// A site, the file that matters in it, and what is said of it.
struct Case {
    path: String,
    text: String,
    said: Said,
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let documents: [(&str, Rows, &[&str]); 4] = [
        ("articles", ARTICLES, &["title: T", "author: A", "date: 2016-09-08", "tags: [a]"]),
        ("events", EVENTS, &["title: T", "date: 2016-09-08"]),
        ("timelines", TIMELINES, &["title: T"]),
        ("pages", PAGES, &["title: T"]),
    ];
    for (folder, rows, usual) in documents {
        for (number, (other, said)) in rows.iter().enumerate() {
            let mut usual: Vec<String> = usual.iter().map(|line| (*line).to_owned()).collect();
            if folder == "articles" {
                usual.push(format!("original_url: https://example.org/{number}"));
            }
            let text = format!("---\n{}---\nText.\n", lines(&usual, other));
            cases.push(Case { path: format!("content/{folder}/case-{number:03}.md"), text, said: *said });
        }
    }
    for (name, text, said) in VOCABULARIES {
        cases.push(Case { path: format!("content/{name}.yaml"), text: format!("{text}\n"), said: *said });
    }
    let usual = ["title = 'T'".to_owned(), "base_url = 'https://example.org/'".to_owned()];
    cases.extend(SITES.iter().map(|(other, said)| Case {
        path: "site.toml".to_owned(),
        text: lines(&usual, other),
        said: *said,
    }));
    cases
}

/// The files in which the binary finds errors.
fn refused(site: &Site) -> BTreeSet<String> {
    let output = site.run(&["check", "--format", "json", "--today", "2030-01-01"]);
    let notes = output.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let errors = notes.filter(|note| note["severity"] == "error");
    errors.flat_map(|note| note["file"].as_str().map(str::to_owned)).collect()
}

/// All documents stand in one site; a vocabulary or a site.toml has a site to itself.
#[test]
fn check_and_the_schema_refuse_the_same() {
    let cases = cases();
    let usual = "title = 'T'\nbase_url = 'https://example.org/'\n";
    let together = Site::empty();
    together.write("site.toml", usual);
    cases.iter().filter(|case| case.path.ends_with(".md")).for_each(|case| together.write(&case.path, &case.text));
    let documents = refused(&together);
    let validators = File::ALL.map(|file| (file.name(), validator(&printed(file.name()))));
    let mut complaints = Vec::new();
    for case in &cases {
        let checked = if case.path.ends_with(".md") {
            documents.contains(&case.path)
        } else {
            let site = Site::empty();
            site.write("site.toml", usual);
            site.write("content/pages/about.md", "---\ntitle: T\n---\nText.\n");
            site.write(&case.path, &case.text);
            refused(&site).contains(&case.path)
        };
        let (_, schema) = validators.iter().find(|(name, _)| Some(*name) == kind(&case.path)).unwrap();
        // What is no YAML has no values, and every editor says so.
        let drawn = values(&case.path, &case.text).map_or(true, |values| !schema.is_valid(&values));
        let wanted = match case.said {
            Good => (false, false),
            Both => (true, true),
            OnlyCheck(_) => (true, false),
            OnlySchema(_) => (false, true),
        };
        if (checked, drawn) != wanted {
            complaints.push(format!(
                "{} (check, schema) = {:?}, not {:?}\n{}",
                case.path,
                (checked, drawn),
                case.said,
                case.text
            ));
        }
    }
    assert!(cases.len() > 150);
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
