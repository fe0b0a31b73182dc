//! Every rule: something breaks it, something near does not, and what mends itself is mended and nothing else is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use conflict_digest::diagnostic::{Guard, Mends, Rule, Severity};
use serde_json::Value;

use crate::firing::{BODIES, HEADS, TOGETHER};
use crate::site::Site;
use crate::web::{TODAY, WHOLE};

const TOML: &str = "title = \"Rules\"\nbase_url = \"https://example.org/\"\n";
const USUAL: [(&str, &str); 5] = [
    ("title", "title: A title"),
    ("author", "author: unknown"),
    ("date", "date: 2016-09-08"),
    ("original_url", "original_url: https://example.net/SLUG"),
    ("tags", "tags: [aid]"),
];
/// The file that the tables of heads and bodies are about.
const TALKS: &str = "content/2016-09-08-talks.md";

type Files = BTreeMap<String, Vec<u8>>;

/// A rule, a site that breaks it, one that does not.
struct Case {
    rule: Rule,
    name: String,
    wrong: Files,
    right: Files,
}

/// An article with these lines instead of the usual ones, and a text.
fn article(slug: &str, lines: &str, body: &str) -> String {
    let keys: BTreeSet<&str> =
        lines.lines().map(|line| line.trim_start_matches('-').split(':').next().unwrap()).collect();
    let mut all: Vec<&str> = USUAL.iter().filter(|(key, _)| !keys.contains(key)).map(|(_, line)| *line).collect();
    all.extend(lines.lines().filter(|line| !line.starts_with('-')));
    format!("---\n{}\n---\n{body}\n", all.join("\n")).replace("SLUG", slug)
}

fn one(lines: &str, body: &str) -> Files {
    let mut files = Files::from([(TALKS.to_owned(), article("talks", lines, body).into_bytes())]);
    // An image that nobody names would be another mistake.
    if (lines.to_owned() + body).contains("map.png") {
        files.insert("content/map.png".to_owned(), WHOLE.files["2016/09/08/talks-begin/map.png"].clone());
    }
    files
}

fn several(files: &[(&str, &str)]) -> Files {
    let text = |content: &str| {
        let Some(rest) = content.strip_prefix('@') else { return content.to_owned() };
        let (slug, more) = rest.split_once('\n').unwrap_or((rest, ""));
        let (lines, body) =
            more.split_once("\n\n").or_else(|| Some(("", more.strip_prefix('\n')?))).unwrap_or((more, "Text."));
        let lines = if lines.contains("title:") { lines.to_owned() } else { format!("title: About {slug}\n{lines}") };
        article(slug, lines.trim_end(), body)
    };
    let outside = |path: &str| path == "site.toml" || path.starts_with("themes/") || path.starts_with("public/");
    let path = |path: &str| if outside(path) { path.to_owned() } else { format!("content/{path}") };
    files.iter().map(|(name, content)| (path(name), text(content).into_bytes())).collect()
}

/// What is too long for a table, or is no text.
fn odd() -> Vec<(&'static str, Files, Files)> {
    let file = |path: &str, bytes: &[u8]| Files::from([(format!("content/{path}"), bytes.to_vec())]);
    let both = |mut files: Files, more: Files| {
        files.extend(more);
        files
    };
    let words = |count: usize| "word ".repeat(count);
    let names =
        |count: usize| format!("author: [{}]", (0..count).map(|n| format!("A{n}")).collect::<Vec<_>>().join(", "));
    let image = || file("map.png", &WHOLE.files["2016/09/08/talks-begin/map.png"]);
    let vocabulary = |text: &str| file("tags.yaml", text.as_bytes());
    let long = article("a", "", &words(220_000));
    vec![
        ("file-too-large", file("a.md", long.as_bytes()), one("", &words(1000))),
        ("not-utf8", file("a.md", b"---\ntitle: T\xff\n---\n"), one("title: ÿ", "Text.")),
        ("too-deep", one("", &format!("{} x", ">".repeat(70))), one("", &format!("{} x", ">".repeat(60)))),
        (
            "html-too-large",
            one("", &format!("{}\n{}\n{}", "|a".repeat(500), "|-".repeat(500), "|a\n".repeat(3000))),
            one("", "|a|\n|-|\n|b|"),
        ),
        (
            "summary-long",
            one(&format!("summary: {}", words(70)), "Text."),
            one(&format!("summary: {}", words(60)), "Text."),
        ),
        ("quotation-long", one("", &format!("> {}", words(130))), one("", &format!("> {}", words(110)))),
        (
            "quotation-long",
            one("", &format!("He said: \"{}.\"", words(130))),
            one("", &format!("He said: \"yes\". {} \"no\"", words(130))),
        ),
        (
            "quotation-long",
            one("", &format!("“{}\n\n“{}”", words(70), words(70))),
            one("", &format!("“{}”\n\n“{}”", words(70), words(70))),
        ),
        ("image-unused", both(one("", "Text."), image()), one("", "![x](map.png)")),
        ("image-broken", both(one("", "![x](m.png)"), file("m.png", b"<script>")), one("", "![x](map.png)")),
        (
            "key-duplicate",
            both(one("", "Text."), vocabulary("aid: Aid\naid: Help\n")),
            both(one("", "Text."), vocabulary("aid: Aid\n")),
        ),
        ("too-many", one(&names(21), "Text."), one(&names(20), "Text.")),
        ("symbol-for-space", vocabulary("aid: Aid⊠work\n"), vocabulary("aid: Aid work\n")),
    ]
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let case = |rule: &str, name: &str, wrong: Files, right: Files| Case {
        rule: Rule::named(rule).unwrap_or_else(|| panic!("there is no rule {rule}")),
        name: format!("{rule}: {name:?}"),
        wrong,
        right,
    };
    let heads = HEADS.iter().map(|(rule, wrong, right)| case(rule, wrong, one(wrong, "Text."), one(right, "Text.")));
    let bodies = BODIES.iter().map(|(rule, wrong, right)| case(rule, wrong, one("", wrong), one("", right)));
    let together = TOGETHER.iter().map(|(rule, wrong, right)| case(rule, wrong[0].1, several(wrong), several(right)));
    let odd = odd().into_iter().map(|(rule, wrong, right)| case(rule, "…", wrong, right));
    heads.chain(bodies).chain(together).chain(odd).collect()
});

/// What is said of each case.
static SAID: LazyLock<Vec<Vec<Note>>> =
    LazyLock::new(|| CASES.iter().map(|case| notes(&site(&case.wrong), &[])).collect());

/// Rule, severity, whether it has a fix.
type Note = (Rule, String, bool);

fn site(files: &Files) -> Site {
    let site = Site::empty();
    site.write("site.toml", TOML);
    files.iter().for_each(|(path, bytes)| site.write(path, bytes));
    site
}

/// The notes of a site.
fn notes(site: &Site, args: &[&str]) -> Vec<Note> {
    let output = site.run(&[&["check", "--format", "json", "--today", TODAY], args].concat());
    assert!(output.status <= 2, "{}", output.stderr);
    let note = |line: &str| {
        let note: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| note[key].as_str().unwrap().to_owned();
        (Rule::named(&text("rule")).unwrap(), text("severity"), !note["fix"].is_null())
    };
    output.stdout.lines().map(note).collect()
}

#[track_caller]
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_rule_has_something_that_breaks_it_and_something_that_does_not() {
    let mut complaints = Vec::new();
    for (case, found) in CASES.iter().zip(SAID.iter()) {
        match found.iter().find(|(rule, ..)| *rule == case.rule) {
            None => complaints.push(format!("{} does not fire: {found:?}", case.name)),
            Some((rule, severity, _)) if *severity != rule.severity().to_string() => {
                complaints.push(format!("{} is of severity {severity}", case.name));
            }
            Some(_) => {}
        }
        let found = notes(&site(&case.right), &[]);
        if found.iter().any(|(rule, ..)| *rule == case.rule) {
            complaints.push(format!("{} fires on what is right: {found:?}", case.name));
        }
    }
    // A link is no file of a table, and a fault of the program cannot be written down.
    let elsewhere = [Rule::FileRefused, Rule::Internal];
    let fired: BTreeSet<Rule> = CASES.iter().map(|case| case.rule).chain(elsewhere).collect();
    complaints
        .extend(Rule::ALL.iter().filter(|rule| !fired.contains(rule)).map(|rule| format!("nothing breaks {rule}")));
    none(complaints);
}

#[cfg(unix)]
#[test]
fn links_are_refused_and_files_are_not() {
    let site = site(&one("", "Text."));
    assert_eq!(notes(&site, &[]), []);
    std::os::unix::fs::symlink("2016-09-08-talks.md", site.path("content/b.md")).unwrap();
    assert_eq!(notes(&site, &[]), [(Rule::FileRefused, "error".to_owned(), false)]);
}

#[test]
fn what_a_rule_says_of_mending_is_so() {
    let mut seen: BTreeMap<Rule, (bool, bool)> = BTreeMap::new();
    for (rule, _, has_fix) in SAID.iter().flatten() {
        let (with, without) = seen.entry(*rule).or_default();
        *with |= has_fix;
        *without |= !has_fix;
    }
    let said = |rule: &Rule, (with, without): (bool, bool)| match rule.mends() {
        Mends::Yes => with && !without,
        Mends::Often => with && without,
        Mends::No => !with,
    };
    let wrong = seen.iter().filter(|(rule, seen)| !said(rule, **seen));
    none(
        wrong
            .map(|(rule, seen)| format!("{rule} is said to mend itself: {}; with and without: {seen:?}", rule.mends()))
            .collect(),
    );
}

/// A file with a byte order mark and the line ends of Windows, and a comment in its front matter.
fn of_windows(bytes: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            format!("\u{feff}{}", text.replacen("---\n", "---\n# a comment\n", 1).replace('\n', "\r\n")).into_bytes()
        }
        Err(_) => bytes.to_vec(),
    }
}

#[test]
fn what_has_one_right_answer_is_mended_and_nothing_else_is_touched() {
    let mut complaints = Vec::new();
    for (case, _) in CASES.iter().zip(SAID.iter()).filter(|(_, said)| said.iter().any(|(.., has_fix)| *has_fix)) {
        let made = site(&case.wrong);
        let left = notes(&made, &["--fix"]);
        let mended = made.files("content");
        if left.iter().any(|(.., has_fix)| *has_fix) || notes(&made, &[]) != left {
            complaints.push(format!("{}: something is left: {left:?}", case.name));
        }
        made.run(&["check", "--fix"]);
        if made.files("content") != mended {
            complaints.push(format!("{}: mending twice is not mending once", case.name));
        }
        let theirs = |path: &str, bytes: &[u8]| {
            // What was published is written by the program alone.
            if path.starts_with("public/") { bytes.to_vec() } else { of_windows(bytes) }
        };
        let windows: Files = case.wrong.iter().map(|(path, bytes)| (path.clone(), theirs(path, bytes))).collect();
        let windows = site(&windows);
        windows.run(&["check", "--fix"]);
        for (path, bytes) in windows.files("content") {
            if bytes != of_windows(&mended[&path]) {
                let (got, wanted) = (
                    String::from_utf8_lossy(&bytes),
                    String::from_utf8_lossy(&of_windows(&mended[&path])).into_owned(),
                );
                complaints.push(format!("{}: {path}\n  became {got:?}\n  wanted {wanted:?}", case.name));
            }
        }
    }
    none(complaints);
}

/// Everything that mends itself, in one file: each change is made beside the others.
#[test]
fn many_mistakes_of_one_file_are_mended_together() {
    let mut keys = BTreeSet::new();
    let is_mended = |rule: &str| Rule::named(rule).unwrap().mends() != Mends::No;
    let fresh = |(rule, wrong, _): &&(&str, &'static str, &str)| {
        is_mended(rule)
            && !wrong.starts_with('-')
            && wrong.contains(": ")
            && keys.insert(wrong.split(':').next().unwrap())
    };
    let heads: Vec<&str> = HEADS.iter().rev().filter(fresh).map(|row| row.1).collect();
    let bodies: Vec<&str> = BODIES.iter().filter(|(rule, ..)| is_mended(rule)).map(|row| row.1).collect();
    assert!(heads.len() > 5 && bodies.len() > 5, "{heads:?} {bodies:?}");
    let text = article("talks", &heads.join("\n"), &bodies.join("\n\n"));
    let of = |text: &[u8]| site(&Files::from([(TALKS.to_owned(), text.to_vec())]));
    let (made, windows) = (of(text.as_bytes()), of(&of_windows(text.as_bytes())));
    assert!(notes(&made, &[]).iter().filter(|(.., has_fix)| *has_fix).count() > 10);
    let left = notes(&made, &["--fix"]);
    assert!(left.iter().all(|(.., has_fix)| !has_fix), "{left:?}");
    let mended = made.read(TALKS);
    notes(&windows, &["--fix"]);
    assert_eq!(windows.read(TALKS), String::from_utf8(of_windows(mended.as_bytes())).unwrap());
    notes(&made, &["--fix"]);
    assert_eq!(made.read(TALKS), mended);
}

/// What is mended is what stands beside it in the table, letter by letter.
#[test]
fn the_right_answer_is_the_one_that_is_written() {
    let answers = [
        ("date-form", "date: '2016-9-8' # of the paper"),
        ("date-unreadable", "date: \"8 сентября 2016\""),
        ("url-invalid", "original_url: https://example.com/a-\n  b"),
        ("url-invalid", "original_url: \"https:/example.com/x\""),
        ("url-tracking", "original_url: https://example.com/?utm_source=a&id=7"),
        ("symbol-for-space", "title: \"The**⊠**Post: it ∎goes on\""),
        ("mixed-scripts", "title: Бои в Cирии"),
        ("mojibake", "summary: cafÃ© au lait"),
        ("yaml-invalid", "summary: Aleppo: what is known"),
        ("value-invalid", "tags: aid, truce"),
        ("lang-invalid", "original_lang: 'sr_Latn'"),
        ("event-date-invalid", "events: [{when: 19.09.2016, what: x}]"),
        ("date-missing", "-date"),
    ];
    for (rule, wrong) in answers {
        let (.., right) = HEADS.iter().find(|row| (row.0, row.1) == (rule, wrong)).unwrap();
        let made = site(&one(wrong, "Text."));
        made.run(&["check", "--fix", "--today", TODAY]);
        let sorted = |text: String| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
        assert_eq!(sorted(made.read(TALKS)), sorted(article("talks", right, "Text.")), "{wrong}");
    }
}

#[test]
fn what_is_right_in_one_script_has_no_note_at_all() {
    for body in ["Text.", "> Quoted.\n\n«Сирия» и IT-центр — 5 μm, COVID-19ом.", "مرحبا بالـNATO في ٢٠١٦."]
    {
        assert_eq!(notes(&site(&one("", body)), &[]), [], "{body}");
    }
}

#[test]
fn rules_that_would_make_a_file_vanish_stay_errors() {
    for rule in Rule::ALL.iter().filter(|rule| rule.guard() == Some(Guard::Whole)) {
        let site = site(&one("", "Text."));
        site.write("site.toml", format!("{TOML}[rules]\n{rule} = \"warning\"\n"));
        let said = site.run(&["check"]).ends(2).stdout;
        assert!(said.contains("would vanish in silence") && said.contains("site.toml:4:"), "{said}");
    }
    // Whatever a site lowers, an article that is not published as it was written stops the build or is a draft.
    let free: String =
        Rule::ALL.iter().filter(|rule| rule.guard().is_none()).map(|rule| format!("{rule} = \"off\"\n")).collect();
    let is_free = |rule: Rule| rule.guard().is_none() && rule.severity() == Severity::Error;
    for case in CASES.iter().filter(|case| is_free(case.rule) && case.wrong.contains_key(TALKS)) {
        let site = site(&case.wrong);
        site.write("site.toml", format!("{TOML}[rules]\n{free}"));
        let status = site.run(&["build", "--today", TODAY]).status;
        let is_there = site.path("public/2016/09/08/talks/index.html").exists();
        assert!(status == 1 || is_there, "{}: {status}", case.name);
    }
}

#[test]
fn fragments_lead_to_the_headings_of_other_texts() {
    let mut files = one(
        "",
        "[a](/p/#known) [b](pages/p.md#h-known-2) [c](/p/#%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0) [d](#here)\n\n## Here",
    );
    files.extend(several(&[(
        "pages/p.md",
        "---\ntitle: P\n---\n## Known\n\n## Known\n\n## Война\n\n[e](/2016/09/08/talks/#corrections)",
    )]));
    let site = site(&files);
    site.run(&["build", "--today", TODAY]).ends(0);
    let page = site.read("public/2016/09/08/talks/index.html");
    for href in ["/p/#h-known", "/p/#h-known-2", "/p/#h-%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0", "#h-here"] {
        assert!(page.contains(&format!("<a href=\"{href}\">")), "{href}: {page}");
    }
    assert!(site.read("public/p/index.html").contains("<a href=\"/2016/09/08/talks/#corrections\">"));
}

#[test]
fn the_length_of_quotations_is_a_setting() {
    let site = site(&one("", "He said \"one two three four\"."));
    assert_eq!(notes(&site, &[]), []);
    site.write("site.toml", format!("{TOML}[limits]\nquotation_words = 3\n"));
    assert_eq!(notes(&site, &[]), [(Rule::QuotationLong, "warning".to_owned(), false)]);
}

#[test]
fn a_date_in_the_future_is_never_an_error() {
    let site = site(&one("date: 2106-09-08", "Text."));
    site.write("site.toml", format!("{TOML}[rules]\ndate-in-future = \"error\"\n"));
    let said = site.run(&["check"]).ends(2).stdout;
    assert!(said.contains("a date in the future is never more than `\"warning\"`"), "{said}");
}
