//! `digest check`: the form of its report, and who is asked for.

use crate::site::Site;

const TALKS: &str = "content/articles/2016/2016-09-08-talks-in-geneva.md";
const TRUCE: &str = "content/articles/2016/2016-09-12-truce-begins.md";

fn broken() -> Site {
    let site = Site::from("small");
    site.edit(TALKS, "date: 2016-09-08", "date: September 08, 2016");
    site
}

#[test]
fn a_clean_site_says_nothing() {
    let output = Site::from("small").run(&["check", "--strict"]).ends(0).says("No problems in 3 files.");
    assert_eq!(output.stdout, "");
    let site = Site::from("small");
    site.run(&["check"]).ends(0);
    assert!(!site.path("public").exists() && !site.path(".digest").exists(), "check writes nothing");
}

#[test]
fn the_report_is_in_the_form_of_rustc() {
    let output = broken().run(&["check"]).ends(1);
    let head = format!(
        "error[date-unreadable]: this date is not in the form YYYY-MM-DD\n  --> {TALKS}:4:7\n   |\n \
         4 | date: September 08, 2016\n   |       ^^^^^^^^^^^^^^^^^^"
    );
    assert!(output.stdout.starts_with(&head), "{}", output.stdout);
    assert!(output.stdout.contains("   = help: write `date: 2016-09-08`"), "{}", output.stdout);
    assert!(output.stdout.ends_with("\n1 error\n`digest check --fix` mends it.\n"), "{}", output.stdout);
    assert_eq!(output.stderr, "");
}

#[test]
fn json_is_one_object_a_line() {
    let output = broken().run(&["check", "--format", "json", "--today", "2016-09-15"]).ends(1);
    let notes: Vec<serde_json::Value> = output.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(notes.len(), 2);
    let first = notes.iter().find(|note| note["rule"] == "date-unreadable").unwrap();
    let keys: Vec<&str> = first.as_object().unwrap().keys().map(String::as_str).collect();
    let mut wanted =
        ["rule", "severity", "message", "file", "line", "column", "end_line", "end_column", "help", "fix", "related"];
    wanted.sort_unstable();
    let mut sorted = keys;
    sorted.sort_unstable();
    assert_eq!(sorted, wanted);
    assert_eq!((first["file"].as_str(), first["line"].as_u64()), (Some(TALKS), Some(4)));
    assert_eq!((first["column"].as_u64(), first["end_column"].as_u64()), (Some(7), Some(25)));
}

#[test]
fn paths_choose_what_is_reported() {
    let site = broken();
    for path in [TALKS, "content", ".", "content/articles/2016/"] {
        site.run(&["check", path]).ends(1);
    }
    let truce = site.run(&["check", TRUCE]).ends(0);
    truce.says(&format!("No problems in 1 file ({TRUCE}); 1 error elsewhere.\n"));
    site.run(&["check", "site.toml", TRUCE]).ends(0).says(&format!("No problems in 2 files (site.toml, {TRUCE});"));
    site.run(&["check", TRUCE, TALKS]).ends(1);
    site.run(&["check", "content/articles/2016/2016-09"]).ends(2).says("no such file");
    site.run(&["check", "/"]).ends(2).says("is not in the site");
}

#[test]
fn paths_are_taken_from_the_working_directory_or_else_from_the_root() {
    let site = Site::empty();
    for (path, bytes) in broken().files("") {
        site.write(&format!("site/{path}"), bytes);
    }
    let root = ["check", "--root", "site"];
    for path in [TALKS.to_owned(), format!("site/{TALKS}"), format!("./site/{TALKS}"), "content".to_owned()] {
        site.run(&[&root[..], &[&path]].concat()).ends(1);
    }
    site.run(&[&root[..], &[TRUCE]].concat()).ends(0).says(&format!("1 file ({TRUCE}); 1 error elsewhere"));
    // What lies here under the same name is not of the site.
    site.write(TALKS, "");
    site.run(&[&root[..], &[TALKS]].concat()).ends(1);
    site.run(&[&root[..], &["../site/nothing"]].concat()).ends(2).says("../site/nothing: there is no such file");
}

#[test]
fn strict_counts_warnings() {
    let site = Site::from("small");
    site.run(&["check", "--today", "2016-09-15"]).ends(0);
    site.run(&["check", "--today", "2016-09-15", "--strict"]).ends(1);
}

#[test]
fn columns_are_counted_in_characters() {
    let site = broken();
    let text = site.read(TALKS).replace("Talks in Geneva", "محادثات").replace('\n', "\r\n");
    site.write(TALKS, format!("\u{feff}{text}"));
    let output = site.run(&["check"]).ends(1);
    assert!(output.stdout.contains(&format!("{TALKS}:4:7\n")), "{}", output.stdout);
    assert!(
        output.stdout.contains("\n 4 | date: September 08, 2016\n   |       ^^^^^^^^^^^^^^^^^^"),
        "{}",
        output.stdout
    );
}

/// `::error` at the start of a line is a command to a build service, `ESC [` one to a terminal.
#[cfg(unix)]
#[test]
fn nothing_of_a_file_commands_a_terminal() {
    let site = Site::from("small");
    let article = site.read(TALKS).replace("date: 2016-09-08", "date: \"\u{1b}[2J ##[group]x\"");
    site.write("content/articles/\n::error::x\u{1b}[31m.md", &article);
    site.write("content/articles/2016/2016-01-01-::warning::y.md", article.replace("2016/09/08", "2016/01/01"));
    for args in [&["check"][..], &["check", "--format", "json"], &["build"]] {
        let output = site.run(args).ends(1);
        let text = output.stdout + &output.stderr;
        assert!(!text.contains('\u{1b}') && !text.contains("##["), "{text}");
        // `  ::: path` is the place beside; a command begins with its name right after two colons.
        let commands = |line: &str| line.trim_start().strip_prefix("::").is_some_and(|rest| !rest.starts_with(": "));
        assert!(!text.lines().any(commands), "{text}");
    }
}

/// A workflow may pass on what strangers wrote.
#[test]
fn nothing_of_an_argument_commands_a_terminal() {
    let site = Site::from("small");
    let value = "z\n::error::y\n##[group]\u{1b}[2J";
    for args in [&["new", "x", "--date", value][..], &["new", "x", &format!("--url={value}")], &["explain", value]] {
        let output = site.run(args).ends(2);
        let text = output.stdout + &output.stderr;
        assert!(!text.contains('\u{1b}') && !text.contains("##["), "{text}");
        assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{text}");
    }
}
