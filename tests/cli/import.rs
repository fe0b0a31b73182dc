//! `digest import`: damaged texts and saved pages become drafts that `check` takes, and nothing of them is lost.
//!
//! `tests/fixtures/import/` has each input, `expected/` the draft and the report beside it. `BLESS=1 cargo test` writes
//! them anew; every line of them is to be read before it is committed.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::site::{Output, Site};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import")
}

/// Every input, by name.
fn inputs() -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.filter(|path| path.is_file());
    files.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap())).collect()
}

/// A site with a vocabulary of publishers and this input beside it.
fn site_with(name: &str, bytes: impl AsRef<[u8]>) -> Site {
    let site = Site::from("import-site");
    site.write(name, bytes);
    site
}

/// The path of the draft that a run wrote, below the site's root.
fn draft(site: &Site, output: &Output) -> String {
    let place = site.path("").canonicalize().unwrap();
    // The command runs in the site's folder, and its path leads from there.
    let path = site.path(output.stdout.trim_end()).canonicalize().unwrap();
    path.strip_prefix(place).unwrap().to_str().unwrap().to_owned()
}

fn is_blessing() -> bool {
    std::env::var_os("BLESS").is_some_and(|bless| bless == "1")
}

#[test]
fn every_input_becomes_what_stands_beside_it() {
    let inputs = inputs();
    assert!(inputs.len() >= 30, "the inputs were not found");
    let mut wrong = Vec::new();
    for (name, bytes) in inputs {
        let site = site_with(&name, bytes);
        let output = site.run(&["import", &name]).ends(0);
        let path = draft(&site, &output);
        let made = format!("{path}\n{}\n{}", site.read(&path), output.stderr);
        let place = fixtures().join("expected").join(format!("{name}.md"));
        if is_blessing() {
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(&place, &made).unwrap();
        }
        if fs::read_to_string(&place).unwrap_or_default() != made {
            wrong.push(format!("{name} became\n{made}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Rules that a draft may break, since nobody could know: what is named after them stands in its front matter.
fn is_open(rule: &str, draft: &str) -> bool {
    match rule {
        "tags-invalid" => true,
        "date-missing" => draft.contains("\n# date: "),
        "key-missing" => draft.contains("\n# original_url: "),
        "lost-characters" | "control-character" => draft.contains(['\u{fffd}', '\u{e0a1}', '\u{7}']),
        _ => false,
    }
}

#[test]
fn a_draft_breaks_no_rule_that_could_be_kept() {
    let mut wrong = Vec::new();
    for (name, bytes) in inputs() {
        let site = site_with(&name, bytes);
        let path = draft(&site, &site.run(&["import", &name]).ends(0));
        let text = site.read(&path);
        let strict = site.run(&["check", "--drafts", "--format", "json", "--today", "2030-01-01"]);
        let rules =
            strict.stdout.lines().map(|line| line.split("\"rule\":\"").nth(1).unwrap().split('"').next().unwrap());
        wrong.extend(rules.filter(|rule| !is_open(rule, &text)).map(|rule| format!("{name}: {rule}")));
        site.run(&["check", "--today", "2030-01-01"]).ends(0);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_finished_draft_is_an_article() {
    let site = site_with("whole.txt", fs::read(fixtures().join("whole.txt")).unwrap());
    let path = draft(&site, &site.run(&["import", "whole.txt", "--keep-source"]).ends(0));
    site.edit(&path, "tags: []\ndraft: true", "tags: [truce]");
    site.run(&["check", "--strict", "--today", "2030-01-01"]).ends(0);
    site.run(&["build"]).ends(0).says("Published 1 article");
    assert!(site.read("public/2024/03/04/index.html").contains("Orla Post"));
    assert!(!site.tree("public").iter().any(|path| path.contains("source")));
}

#[test]
fn nothing_is_overwritten() {
    let site = site_with("whole.txt", fs::read(fixtures().join("whole.txt")).unwrap());
    let path = draft(&site, &site.run(&["import", "whole.txt"]).ends(0));
    site.write(&path, "mine");
    let before = site.files("");
    let again = site.run(&["import", "whole.txt"]).ends(2).says("is there already, and nothing is ever overwritten");
    assert_eq!(again.stdout, "");
    // The source is not kept either, when its draft cannot be written.
    site.run(&["import", "whole.txt", "--keep-source"]).ends(2);
    assert_eq!(site.files(""), before);
    site.remove(&path);
    let source = "sources/2024-03-04-lake-orla-truce-in-doubt-as-ministers-prepare-for-a-second-round.txt";
    site.write(source, "mine too");
    site.run(&["import", "whole.txt", "--keep-source"]).ends(2).says("is there already");
    assert_eq!(site.read(source), "mine too");
    assert!(!site.path(&path).exists());
}

#[test]
fn the_source_is_kept_as_it_was() {
    for name in ["bom-crlf.txt", "utf16.txt", "page-opengraph.html"] {
        let bytes = fs::read(fixtures().join(name)).unwrap();
        let site = site_with(name, &bytes);
        let path = draft(&site, &site.run(&["import", name, "--keep-source"]).ends(0));
        let stem = Path::new(&path).file_stem().unwrap().to_str().unwrap().to_owned();
        let kept = format!("sources/{stem}.txt");
        assert_eq!(fs::read(site.path(&kept)).unwrap(), bytes);
        let sum = Output::of(std::process::Command::new("sha256sum").arg(site.path(&kept))).stdout;
        let sum = sum.split_whitespace().next().unwrap_or_default().to_owned();
        let line = format!("extra: {{source: \"{kept}\", source_sha256: \"{sum}\"}}\n");
        assert!(site.read(&path).contains(&line), "{line}");
    }
}

/// Runs the binary with this on its standard input.
fn piped(site: &Site, args: &[&str], input: &[u8]) -> Output {
    let mut command = site.command(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // The program may have enough before all is written.
    let _ = stdin.write_all(input);
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Output { status: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}

#[test]
fn standard_input_is_a_file_too() {
    let bytes = fs::read(fixtures().join("whole.txt")).unwrap();
    let (file, stream) = (site_with("whole.txt", &bytes), Site::from("import-site"));
    let path = draft(&file, &file.run(&["import", "whole.txt"]).ends(0));
    let output = piped(&stream, &["import", "-", "--quiet"], &bytes).ends(0);
    assert_eq!(draft(&stream, &output), path);
    assert_eq!(output.stderr, "");
    assert_eq!(file.read(&path), stream.read(&path));
    // Standard output holds the path and nothing else, whatever stands in the report.
    assert_eq!(output.stdout.lines().count(), 1);
}

#[test]
fn the_format_can_be_said() {
    let site = Site::from("import-site");
    let page = b"<p>One Headline</p>\n\n<p>text</p>";
    let output = piped(&site, &["import", "-", "--format", "text"], page).ends(0);
    assert!(site.read(&draft(&site, &output)).contains("\\<p>text\\</p>"));
    let output = piped(&site, &["import", "-", "--format", "html"], b"plain words <b>and</b> more").ends(0);
    assert!(site.read(&draft(&site, &output)).ends_with("---\nplain words and more\n"));
}

#[test]
fn what_cannot_be_imported_is_said() {
    let site = Site::from("import-site");
    for (input, why) in [
        (&b""[..], "there is no text in it"),
        (b"\n \n", "there is no text in it"),
        (b"%PDF-1.4 x", "it is a PDF: save it as text or as a web page first"),
        (&vec![b'x'; 8 * 1024 * 1024 + 1], "more than 8 MiB"),
    ] {
        let output = piped(&site, &["import", "-"], input).ends(2).says(why);
        assert_eq!(output.stdout, "");
    }
    site.run(&["import", "missing.txt"]).ends(2).says("cannot read missing.txt");
    site.run(&["import", "content"]).ends(2).says("cannot read content");
    site.run(&["import"]).ends(2);
    assert_eq!(site.tree("content"), ["publishers.yaml"]);
    let nowhere = Site::empty();
    nowhere.write("a.txt", "A Headline\n");
    nowhere.run(&["import", "a.txt"]).ends(2).says("there is no site.toml");
}

#[test]
fn a_report_commands_no_terminal() {
    let site = site_with("a.txt", "A Headline\u{1b}[31m ##[stop-commands]x\n\nBy Ed Stone\n\n::error::no\n");
    let output = site.run(&["import", "a.txt"]).ends(0);
    assert!(!output.stderr.contains('\u{1b}') && !output.stderr.contains("##["), "{}", output.stderr);
    assert!(!output.stderr.lines().any(|line| line.starts_with("::")), "{}", output.stderr);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    for link in ["content/articles", "content/articles/2024", "sources"] {
        let site = site_with("whole.txt", fs::read(fixtures().join("whole.txt")).unwrap());
        let elsewhere = tempfile::tempdir().unwrap();
        let place = site.path(link);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), &place).unwrap();
        site.run(&["import", "whole.txt", "--keep-source"]).ends(2).says("is a symbolic link");
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
        assert!(!site.path("content/articles/2024/2024-03-04-lake-orla-truce-in-doubt-as-ministers-prepare-for-a-second-round.md").exists());
    }
    let site = site_with("whole.txt", fs::read(fixtures().join("whole.txt")).unwrap());
    let secret = tempfile::NamedTempFile::new().unwrap();
    site.remove("content/publishers.yaml");
    std::os::unix::fs::symlink(secret.path(), site.path("content/publishers.yaml")).unwrap();
    let path = draft(&site, &site.run(&["import", "whole.txt"]).ends(0));
    assert!(!site.read(&path).contains("publisher:"));
}

/// The example of docs/import.md is what happens.
#[test]
fn the_document_shows_what_happens() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/import.md")).unwrap();
    let after = |start: &str, fence: &str| {
        let rest = text.split_once(start).unwrap().1.split_once(fence).unwrap().1;
        rest.split_once("```").unwrap().0.to_owned()
    };
    let site = site_with("report.txt", after("This is `report.txt`", "```text\n"));
    let output = site.run(&["import", "report.txt"]).ends(0);
    let path = draft(&site, &output);
    assert!(text.contains(&format!("The draft is `{path}`")), "{path}");
    assert_eq!(site.read(&path), after("The draft is", "```markdown\n"));
    assert_eq!(output.stderr, after("And this is said of it", "```text\n"));
}
