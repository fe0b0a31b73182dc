//! `digest build`: what it says, how it ends, and what it leaves alone.

use crate::site::{Output, Site};

const TALKS: &str = "content/articles/2016/2016-09-08-talks-in-geneva.md";

#[test]
fn a_site_is_published() {
    let site = Site::from("small");
    let output = site.run(&["build"]).ends(0).says("Published 3 articles, 0 events: ").says(" into ");
    assert_eq!(output.stdout, "");
    assert!(!output.stderr.contains("warning["), "{}", output.stderr);
    let tree = site.tree("public");
    for path in ["index.html", "2016/09/08/talks-in-geneva/index.html", "feed.xml", "manifest.json"] {
        assert!(tree.contains(&path.to_owned()), "{path} is missing: {tree:#?}");
    }
}

#[test]
fn errors_publish_nothing() {
    let site = Site::from("small");
    site.run(&["build"]).ends(0);
    let before = site.files("public");
    site.edit(TALKS, "2016-09-08\n", "September 08, 2016\n");
    site.run(&["build"]).ends(1).says("error[date-unreadable]").says(&format!("--> {TALKS}:4:7")).says("1 error");
    assert_eq!(site.files("public"), before);
    assert!(!Site::from("small").path("public").exists());
}

#[test]
fn a_date_in_the_future_is_a_warning() {
    let site = Site::from("small");
    site.run(&["build", "--today", "2016-09-15"]).ends(0).says("warning[date-in-future]").says("1 warning");
    assert!(site.path("public/2016/09/20/convoy-waits/index.html").exists());
}

#[test]
fn the_root_is_found_from_inside() {
    let site = Site::from("small");
    let mut command = site.command(&["build"]);
    Output::of(command.current_dir(site.path("content/articles"))).ends(0);
    assert!(site.path("public/index.html").exists());

    let elsewhere = Site::empty();
    let root = site.path("");
    elsewhere.run(&["--root", root.to_str().unwrap(), "build", "--output", "here"]).ends(0);
    assert_eq!(elsewhere.files("here"), site.files("public"));
}

#[test]
fn the_program_says_why_it_cannot_work() {
    let site = Site::empty();
    site.run(&["build"]).ends(2).says("there is no site.toml");
    site.run(&["--root", "nowhere", "build"]).ends(2).says("nowhere");
    site.write("site.toml", "title = \n");
    site.run(&["build"]).ends(2).says("error[config]").says("site.toml:1:");
    site.write("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n");
    site.run(&["build"]).ends(2).says("there is nothing in ").says("content");
    site.write("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\ntheme = \"none\"\n");
    site.write("content/pages/about.md", "---\ntitle: About\n---\nText.\n");
    site.run(&["build"]).ends(2).says("themes/none");
    site.write("file", "");
    site.write("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n");
    site.run(&["build", "--output", "file/public"]).ends(2).says("file");
    site.run(&["build", "--base-url", "nonsense"]).ends(2).says("nonsense");
}

#[test]
fn usage() {
    let site = Site::empty();
    for args in
        [&["publish"][..], &["build", "--today", "tomorrow"], &["build", "-q", "-v"], &["explain", "no-rule"], &[]]
    {
        let output = site.run(args).ends(2);
        assert_eq!(output.stdout, "", "{args:?}");
        assert!(!output.stderr.is_empty(), "{args:?}");
    }
    for args in
        [&["--help"][..], &["--version"], &["build", "--help"], &["explain"], &["completions", "bash"], &["man"]]
    {
        let output = site.run(args).ends(0);
        assert_eq!(output.stderr, "", "{args:?}");
        assert!(!output.stdout.is_empty(), "{args:?}");
    }
    let output = site.run(&["explain", "date-unreadable"]).ends(0);
    assert!(output.stdout.starts_with("date-unreadable (error)\n"), "{}", output.stdout);
}

#[test]
fn quiet_and_verbose() {
    let site = Site::from("small");
    let output = site.run(&["build", "--quiet", "--today", "2016-09-15"]).ends(0);
    assert_eq!((output.stdout, output.stderr), (String::new(), String::new()));
    site.run(&["--verbose", "build"]).ends(0).says("Read 3 files");
}

/// The table counts what is there, the manifest too, in a build that writes everything and in one that writes nothing.
#[test]
fn a_verbose_build_says_what_takes_the_room() {
    let site = Site::from("small");
    for _ in 0..2 {
        let said = site.run(&["build", "--verbose"]).ends(0).says("\n  what takes the room:\n").stderr;
        let files = site.files("public");
        assert!(
            said.contains(&format!(" in {} files, under 1 % of the 1 GB that GitHub Pages", files.len())),
            "{said}"
        );
        let row = |name: &str| {
            let rows: Vec<&str> = said.lines().filter(|line| line.starts_with(&format!("    {name} "))).collect();
            assert_eq!(rows.len(), 1, "{name}: {said}");
            rows[0].split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        let articles: Vec<&Vec<u8>> = files
            .iter()
            .filter(|(path, _)| path.starts_with("2016/09/") && path.matches('/').count() == 4)
            .map(|(_, bytes)| bytes)
            .collect();
        let bytes: usize = articles.iter().map(|bytes| bytes.len()).sum();
        let size = format!("{:.1}", bytes as f64 / 1e3);
        assert_eq!((articles.len(), row("articles")[1].clone()), (3, size), "{said}");
        // Every page but the redirects carries the sheet, which is published beside them.
        let pages = files
            .iter()
            .filter(|(path, bytes)| path.ends_with(".html") && String::from_utf8_lossy(bytes).contains("<style>"));
        let saves = format!("{:.1} kB less", (pages.count() * files["style.css"].len()) as f64 / 1e3);
        let line = said.lines().find(|line| line.contains("inline_css = false")).unwrap();
        assert!(line.ends_with(&saves), "{line}: {saves}");
        assert!(
            said.contains("at the pace of the first month of content to 2016-09-20 (3.0 articles a month"),
            "{said}"
        );
    }
    let said = site.run(&["build"]).ends(0).stderr;
    assert!(!said.contains("room") && !said.contains("GitHub"), "{said}");
}

#[test]
fn colours_are_asked_for() {
    let site = Site::from("small");
    site.edit(TALKS, "2016-09-08\n", "soon\n");
    assert!(!site.run(&["build"]).ends(1).stderr.contains('\u{1b}'));
    assert!(site.run(&["--color", "always", "build"]).ends(1).stderr.contains("\u{1b}[1m"));
}

/// A reader who has seen enough closes the pipe: no fault, and no trace of one.
#[test]
fn a_closed_pipe_is_no_fault() {
    use std::io::Read as _;
    use std::process::Stdio;

    let site = Site::empty();
    let mut child = site.command(&["explain"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""));
}
