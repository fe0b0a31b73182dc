//! `digest init`: the sample is a good site, and nobody's folder is touched.

use crate::site::Site;

#[test]
fn the_sample_builds_without_a_word() {
    let site = Site::empty();
    let output = site.run(&["init", "new/site", "--today", "2026-05-04"]).ends(0).says("digest --root new/site build");
    assert_eq!(output.stdout, "");
    assert!(site.read("new/site/site.toml").contains("feed_authority = \"example.org,2026\""));
    assert!(site.read("new/site/.gitignore").contains("/public"));
    assert!(!site.path("new/site/themes").exists());
    let check = site.run(&["--root", "new/site", "check", "--strict", "--today", "2026-05-04"]).ends(0);
    assert_eq!(check.stdout, "");
    site.run(&["--root", "new/site", "build"]).ends(0).says("Published 3 articles, 1 event: ");
    assert!(site.path("new/site/public/2024/03/11/озеро-затихло/index.html").exists());
}

#[test]
fn two_samples_are_the_same() {
    let site = Site::empty();
    for dir in ["one", "two"] {
        site.run(&["init", dir, "--today", "2026-05-04"]).ends(0);
    }
    assert_eq!(site.files("one"), site.files("two"));
    for (path, bytes) in site.files("one").iter().filter(|(path, _)| path.starts_with("content/articles/")) {
        assert!(String::from_utf8_lossy(bytes).contains("https://example."), "{path}");
    }
}

#[test]
fn a_folder_in_use_is_refused() {
    let site = Site::empty();
    site.write("home/letter.txt", "mine");
    site.write("home/a.txt", "mine");
    site.run(&["init", "home"]).ends(2).says("home is not empty: it holds a.txt; name a new or empty folder");
    site.remove("home/a.txt");
    site.run(&["init", "home/letter.txt"]).ends(2).says("letter.txt");
    assert_eq!(site.tree("home"), ["letter.txt"]);
    // A repository that was just made holds nothing of anybody yet.
    site.write("fresh/.git/HEAD", "ref: refs/heads/main");
    site.run(&["init", "fresh"]).ends(0);
}

/// What is printed can be typed, whatever the folder is called.
#[test]
fn a_command_that_is_shown_can_be_typed() {
    let site = Site::empty();
    for (dir, typed) in [("a b", "'a b'"), ("it's", "'it'\\''s'"), ("$(touch x)", "'$(touch x)'"), ("озеро", "озеро")]
    {
        site.run(&["init", dir]).ends(0).says(&format!("  digest --root {typed} build "));
    }
}
