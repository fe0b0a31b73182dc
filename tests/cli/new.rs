//! `digest new`: an article in its place, that `check` takes; nothing overwritten, nothing guessed, nobody kept waiting.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::site::{Output, Site};

const TOML: &str = "title = \"T\"\nbase_url = \"https://example.org/\"\n";

/// A site with nothing in it but its settings.
fn bare() -> Site {
    let site = Site::empty();
    site.write("site.toml", TOML);
    site
}

/// A site that knows tags, authors and publishers.
fn listed() -> Site {
    let site = bare();
    site.write("content/tags.yaml", "ceasefire: {label: Ceasefires, aliases: [truce]}\ntalks: Talks\n");
    site.write("content/authors.yaml", "mara-lind: Mara Lind\n");
    site.write("content/publishers.yaml", "courier: {label: The Courier, hosts: [courier.example.net]}\n");
    site
}

/// All five required keys.
const WHOLE: &[&str] = &[
    "--author",
    "Mara Lind",
    "--date",
    "2016-09-08",
    "--url",
    "https://courier.example.net/a",
    "--tag",
    "ceasefire",
    "--tag",
    "talks",
];

fn new(title: &str, args: &[&str]) -> Vec<String> {
    ["new", title].iter().chain(args).map(|arg| (*arg).to_owned()).collect()
}

fn run(site: &Site, title: &str, args: &[&str]) -> Output {
    let args = new(title, args);
    site.run(&args.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn what_it_writes_passes_check() {
    let site = listed();
    let output = run(&site, "Truce: what is known", WHOLE).ends(0).says("Write the summary below the second `---`");
    let path = "content/articles/2016/2016-09-08-truce-what-is-known.md";
    assert_eq!(output.stdout, format!("{path}\n"));
    assert_eq!(
        site.read(path),
        "---\ntitle: \"Truce: what is known\"\nauthor: Mara Lind\ndate: 2016-09-08\n\
         original_url: https://courier.example.net/a\ntags: [ceasefire, talks]\n---\n"
    );
    let check = site.run(&["check"]).ends(0);
    assert_eq!(check.stdout.matches("warning[").count(), 1, "{}", check.stdout);
    assert!(check.stdout.contains("warning[body-empty]"), "{}", check.stdout);
    site.write(path, site.read(path) + "A summary.\n");
    site.run(&["check", "--strict"]).ends(0).says("No problems");
    site.run(&["build"]).ends(0);
    assert!(site.path("public/2016/09/08/truce-what-is-known/index.html").exists());
}

#[test]
fn any_title_makes_a_clean_article() {
    let site = bare();
    let titles = [
        "no",
        "2016",
        "1.10: \"quoted\" and 'so'",
        "# not a comment",
        "- not a list",
        "[not] a {list} either",
        "🔥 fire 🇺🇦 and 👩‍🚒",
        "وقف إطلاق النار: ما نعرفه حتى الآن",
        "Перемирие — «вступило в силу»",
        "*&!|>%@`~ signs \\ and ends:",
        "con",
        "  spaces \t around\nand lines  ",
        "می‌شود",
        "2015-01-02 in the title",
    ];
    for (number, title) in titles.iter().enumerate() {
        // As for every command, what begins with `-` stands behind `=` or `--`.
        let (author, tag) = (format!("--author={title}"), format!("--tag={title}"));
        let (author, url) = (author.replace("and", "or"), format!("--url=https://example.net/{number}"));
        let output = site.run(&["new", &author, &tag, &url, "--date", "2016-09-08", "--", title]).ends(0);
        let path = output.stdout.trim_end();
        site.write(path, site.read(path) + "A summary.\n");
    }
    assert_eq!(site.tree("content").len(), titles.len());
    let check = site.run(&["check", "--format", "json"]).ends(0);
    assert_eq!(check.stdout, "");
}

#[test]
fn long_titles_are_cut_at_a_word() {
    let site = bare();
    let title = "перемирие ".repeat(40);
    let output = run(&site, &title, &["--date", "2016-09-08"]).ends(0);
    let name = output.stdout.trim_end().rsplit('/').next().unwrap();
    assert!(name.len() < 220 && name.ends_with("-перемирие.md"), "{name}");
    run(&site, &"word ".repeat(20_000), &["--date", "2016-09-09"]).ends(2).says("100006 bytes; 65536 are the most");
    run(&site, &"word ".repeat(5_000), &["--date", "2016-09-09"]).ends(2).says("the front matter has 25");
    run(&site, "- a sign", WHOLE).ends(2).says("to pass '- ' as a value");
}

#[test]
fn the_messages_of_check_lead_to_a_clean_article() {
    let site = bare();
    let output = run(&site, "A title", &[]).ends(0).says("It still needs `author`, `date`, `original_url`, `tags`");
    assert_eq!(output.stdout, "content/articles/undated/a-title.md\n");
    let path = "content/articles/undated/a-title.md";
    // Every help that says `write …` is written before the second `---`, and nothing else is done.
    for _ in 0..3 {
        let check = site.run(&["check", "--format", "json"]);
        let notes: Vec<serde_json::Value> =
            check.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        for note in &notes {
            let help = note["help"].as_str().unwrap();
            let key = note["message"].as_str().unwrap().split('`').nth(1).unwrap_or("date");
            let wanted = help.split('`').find(|part| part.starts_with(&format!("{key}: ")));
            let text = site.read(path);
            let line = match key {
                _ if wanted.is_none() => {
                    site.write(path, text + "One sentence.\n");
                    continue;
                }
                "original_url" => "original_url: https://example.net/x",
                "date" => "date: 2016-09-08",
                "author" => "author: unknown",
                "tags" => "tags: [talks]",
                _ => wanted.unwrap(),
            };
            site.write(path, text.replacen("\n---\n", &format!("\n{line}\n---\n"), 1));
        }
    }
    site.run(&["check", "--strict"]).ends(0).says("No problems in 1 file");
    site.run(&["build"]).ends(0).says("Published 1 article");
}

#[test]
fn a_date_is_taken_from_the_address_and_said() {
    let site = bare();
    let url = "https://example.net/2016/09/08/a";
    let output = run(&site, "One", &["--url", url]).ends(0).says("The date 2016-09-08 is the one in the address");
    assert_eq!(output.stdout, "content/articles/2016/2016-09-08-one.md\n");
    // What is given counts.
    let args = ["--url", "https://example.net/2016/09/08/b", "--date", "2016-09-07T19:00+03:00"];
    let output = run(&site, "Two", &args).ends(0).says("The address has another date, 2016-09-08.");
    assert_eq!(output.stdout, "content/articles/2016/2016-09-07-two.md\n");
    assert!(site.read("content/articles/2016/2016-09-07-two.md").contains("\ndate: 2016-09-07T19:00+03:00\n"));
    // No day is invented, not even today's.
    let output = run(&site, "Three", &["--url", "https://example.net/c"]).ends(0);
    assert_eq!(output.stdout, "content/articles/undated/three.md\n");
    assert!(!site.read("content/articles/undated/three.md").contains("\ndate:"));
}

#[test]
fn wrong_values_are_refused_with_what_to_write() {
    let site = bare();
    run(&site, "T", &["--date", "September 8, 2016"]).ends(2).says("write 2016-09-08");
    run(&site, "T", &["--date", "08/09/2016"]).ends(2).says("2016-08-09 or 2016-09-08");
    run(&site, "T", &["--date", "2016-02-30"]).ends(2).says("2016-02");
    run(&site, "T", &["--url", "example.net/x"]).ends(2).says("write https://example.net/x");
    run(&site, "T", &["--url", "ftp://example.net/x"]).ends(2).says("ftp");
    run(&site, "!!!", WHOLE).ends(2).says("no letter or digit").says("put a word into it");
    run(&site, " ", WHOLE).ends(2).says("it is empty");
    run(&site, "T", &["--author", "A", "--author", "unknown"]).ends(2).says("`unknown` stands beside a name");
    run(&site, "gnihtemos\u{202E} bad", WHOLE).ends(2).says("U+202E turns the direction");
    run(&site, "T\u{1b}[31m", WHOLE).ends(2).says("U+001B");
    let tags: Vec<String> = (0..21).flat_map(|n| ["--tag".to_owned(), format!("tag {n}")]).collect();
    run(&site, "T", &tags.iter().map(String::as_str).collect::<Vec<_>>()).ends(2).says("20 are the most");
    let two = run(&site, "T", &["--author", "Ann One and Bo Two", "--date", "2016-09-08"]).ends(0);
    assert!(two.says("`digest check` will say: this is read as one name").stdout.ends_with("-t.md\n"));
    assert_eq!(site.tree("content"), ["articles/2016/2016-09-08-t.md"]);
}

#[test]
fn nothing_is_overwritten() {
    let site = bare();
    let path = "content/articles/2016/2016-09-08-a-title.md";
    site.write(path, "mine");
    run(&site, "A title", WHOLE).ends(2).says("is there already, and nothing is ever overwritten");
    assert_eq!(site.read(path), "mine");
    // The same address from another folder.
    site.remove(path);
    run(&site, "A title", WHOLE).ends(0);
    fs::rename(site.path(path), site.path("content/2016-09-08-a-title.md")).unwrap();
    run(&site, "A  Title!", WHOLE)
        .ends(2)
        .says("content/2016-09-08-a-title.md has the address /2016/09/08/a-title/ already");
    assert!(!site.path(path).exists());
    run(&site, "Another", WHOLE).ends(0).says("content/2016-09-08-a-title.md is about the same original");
}

#[cfg(unix)]
#[test]
fn links_are_never_written_through() {
    let site = bare();
    fs::create_dir_all(site.path("content/articles")).unwrap();
    fs::create_dir(site.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(site.path("elsewhere"), site.path("content/articles/2016")).unwrap();
    run(&site, "T", WHOLE).ends(2).says("content/articles/2016 is a symbolic link");
    fs::remove_file(site.path("content/articles/2016")).unwrap();
    fs::create_dir(site.path("content/articles/2016")).unwrap();
    let hole = site.path("elsewhere/made.md");
    std::os::unix::fs::symlink(&hole, site.path("content/articles/2016/2016-09-08-t.md")).unwrap();
    run(&site, "T", WHOLE).ends(2).says("2016-09-08-t.md is a symbolic link");
    assert_eq!(site.tree("elsewhere"), Vec::<String>::new());
    site.write("content/articles/2017", "a file");
    run(&site, "T", &["--date", "2017-01-01"]).ends(2).says("content/articles/2017 is not a folder");
}

#[test]
fn it_works_from_any_folder_of_the_site() {
    let site = bare();
    site.write("content/articles/2016/.keep/x", "");
    site.remove("content/articles/2016/.keep/x");
    let inside = |folder: &str, title: &str| {
        let args = new(title, &["--date", "2016-09-08"]);
        let mut command = site.command(&args.iter().map(String::as_str).collect::<Vec<_>>());
        Output::of(command.current_dir(site.path(folder))).ends(0).stdout
    };
    assert_eq!(inside("content/articles", "one"), "2016/2016-09-08-one.md\n");
    assert_eq!(inside("content/articles/2016", "two"), "2016-09-08-two.md\n");
    let elsewhere = Site::empty();
    let root = site.path("");
    let args = ["--root", root.to_str().unwrap(), "new", "three", "--date", "2016-09-08"];
    let output = elsewhere.run(&args).ends(0);
    assert!(Path::new(output.stdout.trim_end()).is_file(), "{}", output.stdout);
    assert_eq!(site.tree("content").len(), 3);
    elsewhere.run(&["new", "T"]).ends(2).says("there is no site.toml");
    site.write("site.toml", "title = 3");
    run(&site, "T", WHOLE).ends(2).says("`title` is text");
}

#[test]
fn unknown_terms_are_named_with_the_nearest() {
    let site = listed();
    let args = ["--tag", "ceasefier", "--tag", "harbour", "--author", "Mara Lnd", "--date", "2016-09-08"];
    run(&site, "T", &args)
        .ends(0)
        .says("The tag `ceasefier` is new: did you mean `ceasefire`?")
        .says("The tag `harbour` is not in content/tags.yaml.")
        .says("The author `Mara Lnd` is new: did you mean `Mara Lind`?");
    let known = run(&site, "U", WHOLE).ends(0);
    assert!(!known.stderr.contains("is new") && !known.stderr.contains("is not in"), "{}", known.stderr);
    // An alias is as good as its key, and an unlisted host is said.
    let args = ["--tag", "truce", "--url", "https://www.example.net/2016/09/08/x?utm_source=mail"];
    let output = run(&site, "V", &args).ends(0).says("No entry of content/publishers.yaml has the host example.net.");
    assert!(!output.stderr.contains("truce"), "{}", output.stderr);
    assert!(output.stderr.contains("Left out of the address: utm_source."), "{}", output.stderr);
    assert!(
        site.read("content/articles/2016/2016-09-08-v.md")
            .contains("original_url: https://www.example.net/2016/09/08/x\n")
    );
    // Without a vocabulary, the articles that are there know the terms.
    let site = bare();
    run(&site, "T", WHOLE).ends(0);
    run(&site, "U", &["--tag", "ceasefier", "--tag", "new", "--date", "2016-09-08"])
        .ends(0)
        .says("did you mean `ceasefire`?");
}

#[test]
fn quiet_leaves_only_the_path() {
    let site = listed();
    let output = run(&site, "T", &["--tag", "ceasefier", "--date", "2016-09-08", "--quiet"]).ends(0);
    assert_eq!((output.stdout.as_str(), output.stderr.as_str()), ("content/articles/2016/2016-09-08-t.md\n", ""));
}

/// A pipe that stays open and says nothing would keep a question waiting for ever.
#[test]
fn nobody_is_asked_who_is_not_at_a_terminal() {
    let site = listed();
    let mut child = site
        .command(&["new", "A title"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let held = child.stdin.take();
    let output = child.wait_with_output().unwrap();
    drop(held);
    assert!(output.status.success());
    assert!(!String::from_utf8(output.stderr).unwrap().contains("Address of the original"));
}

/// A pseudo terminal needs `script` of util-linux; where it is not there, this says so and the rest is for the
/// conversations beside the code.
#[test]
#[expect(clippy::print_stderr, reason = "says that it was skipped")]
fn somebody_at_a_terminal_is_asked() {
    let version = Command::new("script").arg("--version").output();
    if !version.is_ok_and(|version| String::from_utf8_lossy(&version.stdout).contains("util-linux")) {
        eprintln!("skipped: there is no `script` of util-linux to make a terminal with");
        return;
    }
    let site = listed();
    let mut child = Command::new("script")
        .args(["--quiet", "--return", "--command", "\"$DIGEST\" new 'A truce on the lake'", "/dev/null"])
        .env("DIGEST", env!("CARGO_BIN_EXE_digest"))
        .env("SHELL", "/bin/sh")
        .current_dir(site.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let answers = "https://courier.example.net/2016/09/08/x\n\nMara Lnd\ny\n\nceasefire, talks\n";
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let shown = String::from_utf8_lossy(&output.stdout).replace('\r', "");
    assert!(output.status.success(), "{shown}");
    assert!(shown.contains("Date of the original, YYYY-MM-DD [2016-09-08, as in the address]: "), "{shown}");
    assert!(shown.contains("`Mara Lnd` is new. Is `Mara Lind` meant? [Y/n]: "), "{shown}");
    assert!(shown.contains("Tags, with commas between them (in the title: ceasefire)"), "{shown}");
    assert_eq!(
        site.read("content/articles/2016/2016-09-08-a-truce-on-the-lake.md"),
        "---\ntitle: A truce on the lake\nauthor: Mara Lind\ndate: 2016-09-08\n\
         original_url: https://courier.example.net/2016/09/08/x\ntags: [ceasefire, talks]\n---\n"
    );
}
