//! What is wrong is said with its rule and its place, all of it in one run, and then nothing is published.

use std::collections::BTreeMap;

use conflict_digest::diagnostic::{Rule, Severity};
use serde_json::Value;

use crate::mistakes::{BODY, HEAD};
use crate::site::Site;
use crate::web::{TODAY, WHOLE};

const TOML: &str = "title = \"Wrong\"\nbase_url = \"https://example.org/\"\n";
const USUAL: [&str; 5] =
    ["title: SLUG", "author: A", "date: 2016-01-01", "original_url: https://example.net/SLUG", "tags: [aid]"];

/// A note as the tables write it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Note {
    rule: String,
    place: String,
}

fn note(rule: &str, place: &str) -> Note {
    Note { rule: rule.to_owned(), place: place.to_owned() }
}

fn site(files: &[(&str, &[u8])]) -> Site {
    let site = Site::empty();
    site.write("site.toml", TOML);
    for (path, bytes) in files {
        site.write(&format!("content/{path}"), bytes);
    }
    site
}

/// An article of five keys, changed as the tables say.
fn article(slug: &str, lines: &str, body: &str) -> String {
    let key = lines.trim_start_matches('-').split(':').next().unwrap();
    let kept = USUAL.iter().filter(|line| lines.starts_with('+') || line.split(':').next() != Some(key));
    let mut all: Vec<&str> = kept.copied().collect();
    let own = lines.trim_start_matches('+');
    all.extend((!lines.is_empty() && !lines.starts_with('-')).then_some(own));
    format!("---\n{}\n---\n{body}\n", all.join("\n")).replace("SLUG", slug)
}

/// The notes of every file; each has the severity of its rule.
#[track_caller]
fn notes(site: &Site, args: &[&str], status: i32) -> BTreeMap<String, Vec<Note>> {
    let output = site.run(&[&["check", "--format", "json", "--today", TODAY], args].concat()).ends(status);
    let mut found: BTreeMap<String, Vec<Note>> = BTreeMap::new();
    for line in output.stdout.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        let rule = value["rule"].as_str().unwrap();
        let at = |line: &str, column: &str| format!("{}:{}", value[line], value[column]);
        let place = format!("{}-{}", at("line", "column"), at("end_line", "end_column"));
        let file = value["file"].as_str().unwrap().trim_start_matches("content/").to_owned();
        assert_eq!(value["severity"], Rule::named(rule).unwrap().severity().to_string(), "{line}");
        assert!(!value["message"].as_str().unwrap().is_empty());
        found.entry(file).or_default().push(note(rule, &place));
    }
    found
}

/// One file for each row, all in one site.
fn rows() -> (Site, Vec<(String, String, Note)>) {
    let site = site(&[("map.png", &WHOLE.files["2016/09/08/talks-begin/map.png"])]);
    let mut wanted = Vec::new();
    for (index, (lines, rule, place)) in HEAD.iter().enumerate() {
        let slug = format!("head-{index}");
        site.write(&format!("content/{slug}.md"), article(&slug, lines, "Text."));
        wanted.push((format!("{slug}.md"), (*lines).to_owned(), note(rule, place)));
    }
    for (index, (body, rule, place)) in BODY.iter().enumerate() {
        let slug = format!("body-{index}");
        site.write(&format!("content/{slug}.md"), article(&slug, "", body));
        wanted.push((format!("{slug}.md"), (*body).to_owned(), note(rule, place)));
    }
    (site, wanted)
}

#[test]
fn every_mistake_of_every_file_is_said_in_one_run() {
    let (site, wanted) = rows();
    let mut found = notes(&site, &[], 1);
    let mut complaints = Vec::new();
    for (file, text, note) in wanted {
        let got = found.remove(&file).unwrap_or_default();
        if got != [note.clone()] {
            complaints.push(format!("{text:?}: {note:?} is wanted, {got:?} was said"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn each_error_alone_stops_the_build() {
    let errors = HEAD.iter().filter(|row| Rule::named(row.1).unwrap().severity() == Severity::Error);
    for (lines, rule, _) in errors.step_by(6) {
        let site = site(&[]);
        site.write("content/good.md", article("good", "", "Text."));
        site.write("content/wrong.md", article("wrong", lines, "Text."));
        site.run(&["build", "--today", TODAY]).ends(1).says(&format!("error[{rule}]")).says("Nothing was published.");
        assert!(!site.path("public").exists(), "{lines}");
    }
}

/// Bytes that are no article, and what is said of them.
#[test]
fn files_that_cannot_be_read() {
    let good = article("a", "", "Text.");
    let wrong = article("a", "author: x", "Text.").replace("author", "auther");
    let long = format!("{good}{}", "word ".repeat(220_000));
    let line = format!("{good}{}", "w".repeat(70_000));
    let head = article("a", &format!("extra: {{a: {}}}", "x".repeat(17_000)), "Text.");
    let deep = article("a", &format!("extra: {}{}", "[".repeat(40), "]".repeat(40)), "Text.");
    let (marked, windows) = (format!("\u{feff}{wrong}"), wrong.replace('\n', "\r\n"));
    let slip = &[note("key-unknown", "6:1-6:7")];
    let rows: [(&[u8], &[Note]); 12] = [
        (b"Just text.\n", &[note("front-matter-missing", "1:1-1:11")]),
        (b"---\ntitle: T\n", &[note("front-matter-missing", "1:1-1:4")]),
        (b"", &[note("front-matter-missing", "1:1-1:1")]),
        (b"---\ntitle: T\xff\n---\n", &[note("not-utf8", "2:9-2:10")]),
        (b"\xff\xfe-\0-\0-\0\n\0", &[note("not-utf8", "1:1-1:2")]),
        (long.as_bytes(), &[note("file-too-large", "1:1-1:1")]),
        (line.as_bytes(), &[note("file-too-large", "9:1-9:1")]),
        (head.as_bytes(), &[note("file-too-large", "1:1-1:4")]),
        (deep.as_bytes(), &[note("too-deep", "7:39-7:40")]),
        (wrong.as_bytes(), slip),
        // A byte order mark has no column, and the end of a line is one character or two.
        (marked.as_bytes(), slip),
        (windows.as_bytes(), slip),
    ];
    for (bytes, wanted) in rows {
        let site = site(&[("a.md", bytes)]);
        let mut got = notes(&site, &[], 1).remove("a.md").unwrap();
        got.sort();
        assert_eq!(got, wanted, "{}", String::from_utf8_lossy(&bytes[..bytes.len().min(60)]));
        site.run(&["build"]).ends(1);
        assert!(!site.path("public").exists());
    }
}

#[test]
fn only_what_content_is_made_of_may_lie_there() {
    let good = article("a", "", "Text.");
    let image = article("a", "image: {src: m.png, alt: x}", "Text.");
    for (path, bytes, rule) in [
        ("x.html", &b"<p>"[..], "file-kind"),
        ("x.svg", b"<svg/>", "file-kind"),
        ("articles/x.js", b"1", "file-kind"),
        ("CNAME", b"example.org", "file-kind"),
        (".htaccess", b"x", "file-kind"),
        ("topics.yaml", b"a: b", "file-kind"),
        ("articles/tags.yaml", b"a: b", "file-kind"),
        ("m.png", b"<script>", "image-broken"),
        ("m.png", b"GIF89a\x01\0\x01\0\0\0\0;", "image-broken"),
        ("com1.md", good.as_bytes(), "file-name"),
        ("end./b.md", good.as_bytes(), "file-name"),
        ("A.md", good.as_bytes(), "file-name"),
    ] {
        let article = if path == "m.png" { &image } else { &good };
        let site = site(&[("a.md", article.as_bytes()), (path, bytes)]);
        let found = notes(&site, &[], 1);
        assert!(found.values().flatten().any(|note| note.rule == rule), "{path}: {found:?}");
        site.run(&["build"]).ends(1);
    }
}

/// A file that is no picture is said once: what names it is not wrong as well.
#[test]
fn a_broken_image_is_one_mistake() {
    let article = article("a", "image: {src: m.png, alt: x}", "![x](m.png)");
    let huge = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x50\0\0\0\x50\0\x08\0\0\0\0"[..], &[0; 4]].concat();
    for bytes in [&b"<script>"[..], b"GIF89a\x05\0\x05\0\0\0\0;", b"GIF89a\0\0\0\0\0\0\0;", &huge] {
        let site = site(&[("a.md", article.as_bytes()), ("m.png", bytes)]);
        let wanted = BTreeMap::from([("m.png".to_owned(), vec![note("image-broken", "1:1-1:1")])]);
        assert_eq!(notes(&site, &[], 1), wanted);
    }
}

/// A file that has to be renamed gets its address with the new name, and a list is judged once it is one.
#[test]
fn one_mistake_is_said_once() {
    let good = article("a", "", "Text.");
    for name in ["CON.md", "::error::x.md", "[x](http:evil).md", "?.md"] {
        let site = site(&[(name, good.as_bytes())]);
        let wanted = BTreeMap::from([(name.to_owned(), vec![note("file-name", "1:1-1:1")])]);
        assert_eq!(notes(&site, &[], 1), wanted);
    }
    let tagged = article("a", "tags: Syria, Truce", "Text.");
    let placed = article("b", "places: Orla", "Text.");
    let known = [("tags.yaml", &b"aid: Aid\n"[..]), ("places.yaml", b"lake: Lake\n")];
    let site = site(&[&[("a.md", tagged.as_bytes()), ("b.md", placed.as_bytes())], &known[..]].concat());
    let wanted = [("a.md", "6:7-6:19"), ("b.md", "7:9-7:13")];
    let wanted = wanted.map(|(file, place)| (file.to_owned(), vec![note("value-invalid", place)]));
    assert_eq!(notes(&site, &[], 1), BTreeMap::from(wanted));
    // The alias is one, however it is written.
    let other = article("a", "tags: [levant]", "Text.");
    let tags = b"syria: {label: Syria, aliases: levant}\n";
    let site = self::site(&[("a.md", other.as_bytes()), ("tags.yaml", tags)]);
    let wanted = BTreeMap::from([("tags.yaml".to_owned(), vec![note("value-invalid", "1:32-1:38")])]);
    assert_eq!(notes(&site, &[], 1), wanted);
}

/// A misspelt key and its broken value are two mistakes, and no third: the key that was meant is not missing.
#[test]
fn a_key_and_its_value_are_judged_in_one_run() {
    let text = article("a", "", "Text.").replace("title: a", "Title: Truce: x");
    let site = site(&[("a.md", text.as_bytes())]);
    let mut found = notes(&site, &[], 1).remove("a.md").unwrap();
    found.sort();
    assert_eq!(found, [note("key-unknown", "2:1-2:6"), note("yaml-invalid", "2:8-2:16")]);
}

/// What is nearly a file of the site is told its name.
#[test]
fn files_by_another_ending_are_told_their_name() {
    let good = article("a", "", "Text.");
    for (path, help) in [
        ("b.markdown", "name it b.md"),
        ("tags.yml", "name it tags.yaml"),
        ("c.txt", "if it is an article, name it c.md"),
        ("d.docx", "save its text as UTF-8, and name it d.md"),
    ] {
        let site = site(&[("a.md", good.as_bytes()), (path, b"x")]);
        let output = site.run(&["check"]).ends(1);
        assert!(output.stdout.contains(help) && !output.stdout.contains("neither Markdown"), "{}", output.stdout);
    }
}

/// Two pictures of one name, or of names that differ by case: one of them would be lost.
#[test]
fn two_images_do_not_share_an_address() {
    let (one, two) = (include_bytes!("../fixtures/images/moving.gif"), b"GIF89a\x01\0\x01\0\0\0\0;");
    for other in ["o/m.gif", "o/M.gif"] {
        let article = article("a", "image: {src: m.gif, alt: x}", &format!("![y](m.gif)\n![x]({other})"));
        let site = site(&[("a.md", article.as_bytes()), ("m.gif", one), (other, two)]);
        let wanted = BTreeMap::from([("a.md".to_owned(), vec![note("route-taken", "10:1-10:14")])]);
        assert_eq!(notes(&site, &[], 1), wanted);
    }
    let article = article("a", "image: {src: m.gif, alt: x}", "![y](m.gif) ![x](o/n.gif)");
    let site = site(&[("a.md", article.as_bytes()), ("m.gif", one), ("o/n.gif", two)]);
    assert!(notes(&site, &[], 0).is_empty());
}

/// What systems and editors leave behind is named as such.
#[test]
fn files_left_behind_are_to_be_deleted() {
    let good = article("a", "", "Text.");
    for (path, pattern) in [(".DS_Store", ".DS_Store"), ("a.md~", "*~"), ("articles/.a.md.swp", "*.swp")] {
        let site = site(&[("a.md", good.as_bytes()), (path, b"x")]);
        let output = site.run(&["check"]).ends(1);
        assert!(output.stdout.contains(&format!("delete it; a line `{pattern}`")), "{}", output.stdout);
    }
}

/// A checkout without its content never takes the place of a site.
#[test]
fn a_site_without_content_is_not_built() {
    let site = site(&[("a.md", article("a", "", "Text.").as_bytes())]);
    site.run(&["build", "--today", TODAY]).ends(0);
    std::fs::remove_dir_all(site.path("content")).unwrap();
    for command in ["build", "check"] {
        let output = site.run(&[command]).ends(2);
        assert!(output.stderr.contains("there is nothing in "), "{}", output.stderr);
        assert!(output.stderr.contains("`digest init DIR`"), "{}", output.stderr);
    }
    // Who took away the sample articles has a site, and needs an article.
    std::fs::create_dir(site.path("content")).unwrap();
    let output = site.run(&["check"]).ends(2);
    assert!(
        output.stderr.contains("`digest new \"A headline\"`") && !output.stderr.contains("init"),
        "{}",
        output.stderr
    );
    assert!(site.path("public/2016/01/01/a/index.html").exists());
}

#[cfg(unix)]
#[test]
fn links_and_devices_are_never_followed() {
    let site = site(&[("a.md", article("a", "", "Text.").as_bytes())]);
    std::os::unix::fs::symlink("/etc/passwd", site.path("content/passwd.md")).unwrap();
    std::os::unix::fs::symlink("/etc", site.path("content/etc")).unwrap();
    std::os::unix::fs::symlink("a.md", site.path("content/b.md")).unwrap();
    let wanted = ["b.md", "etc", "passwd.md"].map(|file| (file.to_owned(), vec![note("file-refused", "1:1-1:1")]));
    assert_eq!(notes(&site, &[], 1), BTreeMap::from(wanted));
    site.run(&["build"]).ends(1);
    assert!(!site.path("public").exists());
}

#[test]
fn errors_of_a_draft_are_warnings() {
    let draft = article("a", "draft: true\nsummary: *x\naccessed: soon", "Text.")
        .replace("tags:", "tgas:")
        .replace("author: A\n", "");
    let site = site(&[("a.md", draft.as_bytes()), ("b.md", article("b", "", "Text.").as_bytes())]);
    let output = site.run(&["check", "--today", TODAY]).ends(0);
    for rule in ["yaml-feature", "date-unreadable", "key-unknown", "key-missing"] {
        assert!(output.stdout.contains(&format!("warning[{rule}]")), "{}", output.stdout);
    }
    site.run(&["check", "--today", TODAY, "--strict"]).ends(1);
    site.run(&["build", "--today", TODAY]).ends(0);
    assert!(site.path("public/2016/01/01/b/index.html").exists());
}

#[test]
fn a_draft_that_is_built_has_errors() {
    let draft = article("a", "draft: true\naccessed: soon", "Text.");
    let site = site(&[("a.md", draft.as_bytes()), ("b.md", article("b", "", "Text.").as_bytes())]);
    site.run(&["check", "--today", TODAY, "--drafts"]).ends(1);
    site.run(&["build", "--today", TODAY, "--drafts"]).ends(1);
    assert!(!site.path("public").exists());
}

#[test]
fn the_text_of_a_draft_is_looked_at() {
    let draft = article("a", "draft: true", "[x](/nowhere/) [y](javascript:x)");
    let site = site(&[("a.md", draft.as_bytes()), ("b.md", article("b", "", "Text.").as_bytes())]);
    let output = site.run(&["check", "--today", TODAY]).ends(0);
    assert!(output.stdout.contains("warning[link-refused]") && output.stdout.contains("warning[link-broken]"));
}

/// site.toml is not content: what is wrong with it stops the program.
#[test]
fn mistakes_of_site_toml() {
    for (text, place) in [
        ("title = \"T\"\n", "site.toml:1:1"),
        ("base_url = \"https://example.org/\"\n", "site.toml:1:1"),
        ("title = \"T\"\nbase_url = \"example.org\"\n", "site.toml:2:12"),
        ("title = \"T\"\nbase_url = \"https://example.org/?q\"\n", "site.toml:2:12"),
        ("title = 5\nbase_url = \"https://example.org/\"\n", "site.toml:1:9"),
        ("title = \"T\nbase_url = \"https://example.org/\"\n", "site.toml:1:"),
        ("titel = \"T\"\nbase_url = \"https://example.org/\"\n", "site.toml:1:1"),
    ] {
        let site = Site::empty();
        site.write("site.toml", text);
        site.run(&["build"]).ends(2).says("error[config]").says(place);
        let check = site.run(&["check"]).ends(2);
        assert!(check.stdout.contains(place), "{}", check.stdout);
    }
    for (line, place) in [
        ("colour = 1", "3:1"),
        ("lang = \"english\"", "3:8"),
        ("inline_css = \"no\"", "3:14"),
        ("cname = \"https://example.org/\"", "3:9"),
        ("feed_authority = \"example.org\"", "3:18"),
        ("theme = \"../x\"", "3:9"),
        ("pages = 1", "3:9"),
        ("[pages]\ndags = true", "4:1"),
        ("[limits]\nhome_entries = 0", "4:16"),
        ("[limits]\nlist_entries = -5", "4:16"),
        ("[feeds]\ndays = \"7\"", "4:8"),
        ("[rules]\nno-such-rule = \"off\"", "4:1"),
        ("[rules]\nunknown-tag = \"fatal\"", "4:15"),
        ("[languages.klingonese]\n", "3:12"),
    ] {
        let site = Site::empty();
        site.write("site.toml", format!("{TOML}{line}\n"));
        site.run(&["build"]).ends(2).says("error[config]").says(&format!("site.toml:{place}\n"));
    }
}
