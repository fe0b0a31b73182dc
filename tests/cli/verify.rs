//! `digest verify`: a copy of a published site beside its sources, and beside its own manifest.

use std::fs;

use crate::site::{Output, Site};

const TODAY: &str = "2030-01-01";

/// A built site, and a copy of what was published in `copy`.
fn published() -> Site {
    let site = Site::from("small");
    site.run(&["build", "--quiet", "--today", TODAY]).ends(0);
    for (path, bytes) in site.files("public") {
        site.write(&format!("copy/{path}"), bytes);
    }
    site
}

fn verify(site: &Site, args: &[&str]) -> Output {
    site.run(&[&["verify", "--today", TODAY, "copy"], args].concat())
}

/// The lines of a report that name files.
fn named(output: &Output) -> Vec<&str> {
    output.stdout.lines().filter(|line| line.starts_with("  ")).map(str::trim).collect()
}

#[test]
fn a_whole_copy_is_what_the_sources_build() {
    let site = published();
    let said = verify(&site, &[]).ends(0);
    let files = site.tree("copy").len();
    assert_eq!(said.stdout, format!("copy carries exactly what these sources build: {files} files.\n"));
    // The checkout of a branch that a host publishes.
    site.write("copy/.git/config", "[core]\n");
    verify(&site, &[]).ends(0);
    assert!(site.tree(".digest").is_empty() || !site.path("copy/.digest").exists(), "nothing is written there");
}

#[test]
fn each_file_that_differs_is_named_twice_over() {
    let site = published();
    let mut home = fs::read(site.path("copy/index.html")).unwrap();
    let middle = home.len() / 2;
    home[middle] ^= 1;
    site.write("copy/index.html", &home);
    let feed = fs::read(site.path("copy/feed.xml")).unwrap();
    site.write("copy/feed.xml", &feed[..feed.len() / 2]);
    site.remove("copy/robots.txt");
    site.write("copy/wp/login.php", "<?php");
    let said = verify(&site, &[]).ends(1);
    let wanted = ["changed /feed.xml", "changed /index.html", "missing /robots.txt", "extra   /wp/login.php"];
    assert_eq!(named(&said), [wanted, wanted].concat());
    assert!(said.stdout.starts_with("Beside what these sources build, 4 files differ in copy:\n"), "{}", said.stdout);
    assert!(said.stdout.contains("\nBeside its own manifest, 4 files differ in copy:\n"), "{}", said.stdout);
}

#[test]
fn other_sources_and_a_damaged_copy_are_told_apart() {
    let site = published();
    let about = site.tree("content").into_iter().find(|path| path.starts_with("articles/")).unwrap();
    let file = format!("content/{about}");
    let text = site.read(&file);
    site.write(&file, format!("{text}\nOne more sentence.\n"));
    let said = verify(&site, &[]).ends(1);
    assert!(said.stdout.contains("Beside what these sources build"), "{}", said.stdout);
    assert!(!said.stdout.contains("Beside its own manifest"), "it arrived as it was sent: {}", said.stdout);
    assert!(named(&said).contains(&"changed /manifest.json"));
    let said = verify(&site, &["--base-url", "https://elsewhere.example/"]).ends(1);
    assert!(named(&said).contains(&"changed /index.html"), "{}", said.stdout);
}

#[test]
fn flags_are_those_of_the_build() {
    let site = published();
    let elsewhere = ["--base-url", "https://elsewhere.example/folder/"];
    site.run(&[&["build", "--quiet", "--output", "other", "--today", TODAY][..], &elsewhere].concat()).ends(0);
    site.run(&[&["verify", "other", "--today", TODAY][..], &elsewhere].concat()).ends(0);
    site.run(&["verify", "other", "--today", TODAY]).ends(1);
}

#[test]
fn the_manifest_of_another_site_is_said_first() {
    let site = published();
    let own = site.read("site.toml");
    let elsewhere = "https://elsewhere.example/";
    site.run(&["build", "--quiet", "--output", "other", "--today", TODAY, "--base-url", elsewhere]).ends(0);
    site.write("copy/manifest.json", site.read("other/manifest.json"));
    let said = verify(&site, &[]).ends(1);
    let first = format!("copy says that it was built for {elsewhere}; these sources build ");
    assert!(said.stdout.starts_with(&first), "{}\n{own}", said.stdout);
    assert!(named(&said).contains(&"changed /manifest.json"), "{}", said.stdout);
    site.edit("copy/manifest.json", elsewhere, "https://elsewhere.example/\\u001b[31m");
    let said = verify(&site, &[]).ends(1);
    assert!(!said.stdout.contains('\u{1b}'), "nothing of the copy reaches a terminal as it is");
    let alone = site.run(&["verify", "--manifest", "copy"]).ends(1);
    assert!(!alone.stdout.contains("was built for"), "there are no sources to compare with: {}", alone.stdout);
}

#[test]
fn its_manifest_alone_needs_no_sources() {
    let site = published();
    fs::remove_dir_all(site.path("content")).unwrap();
    site.remove("site.toml");
    let said = site.run(&["verify", "--manifest", "copy"]).ends(0);
    assert!(said.stdout.starts_with("copy carries exactly what its manifest says: "), "{}", said.stdout);
    site.write("copy/index.html", "");
    assert_eq!(named(&site.run(&["verify", "--manifest", "copy"]).ends(1)), ["changed /index.html"]);
    for (manifest, why) in [
        (Some("{\"generator\":"), "is damaged or not of this program"),
        (Some("{\"generator\":\"digest\",\"version\":1,\"files\":{\"/../x\":\"00\"}}"), "no path inside the folder"),
        (None, "it has no manifest.json"),
    ] {
        match manifest {
            Some(text) => site.write("copy/manifest.json", text),
            None => site.remove("copy/manifest.json"),
        }
        let said = site.run(&["verify", "--manifest", "copy"]).ends(2);
        assert!(said.stdout.contains(why), "{why}: {}", said.stdout);
    }
}

#[test]
fn another_version_of_the_program_is_said_first() {
    let site = published();
    let own = format!("\"program\": \"{}\"", env!("CARGO_PKG_VERSION"));
    site.edit("copy/manifest.json", &own, "\"program\": \"0.0.1\\u001b[31m\"");
    site.write("copy/index.html", "");
    let said = verify(&site, &[]).ends(1);
    assert!(said.stdout.starts_with("copy was made by digest 0.0.1"), "{}", said.stdout);
    assert!(!said.stdout.contains('\u{1b}'), "nothing of the copy reaches a terminal as it is");
    assert_eq!(named(&said), ["changed /index.html"; 2], "the manifest itself differs by the version alone");
}

#[test]
fn a_build_that_was_killed_is_said() {
    let site = published();
    site.edit("copy/manifest.json", "\"version\": 2,", "\"version\": 2,\n  \"state\": \"publishing\",");
    let said = verify(&site, &[]).ends(1);
    assert!(said.stdout.contains("did not come to its end"), "{}", said.stdout);
}

#[test]
fn what_is_no_folder_cannot_be_compared() {
    let site = published();
    site.run(&["verify", "nowhere"]).ends(2);
    site.run(&["verify", "site.toml"]).ends(2);
    site.write("content/articles/2024-01-01-x.md", "---\ntitle: X\n---\n");
    verify(&site, &[]).ends(1).says("Nothing was compared.");
}

#[cfg(unix)]
#[test]
fn links_are_named_and_never_followed() {
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;

    let site = published();
    site.write("secret.html", fs::read(site.path("copy/index.html")).unwrap());
    site.remove("copy/index.html");
    // The bytes are right, and it is no file all the same.
    symlink(site.path("secret.html"), site.path("copy/index.html")).unwrap();
    symlink(site.path("content"), site.path("copy/sources")).unwrap();
    symlink("loop", site.path("copy/loop")).unwrap();
    let odd = site.path("copy").join(std::ffi::OsStr::from_bytes(b"a\xff\x1b[31m"));
    fs::write(odd, "").unwrap();
    let fifo = std::process::Command::new("mkfifo").arg(site.path("copy/waits")).status().unwrap();
    assert!(fifo.success());
    let said = verify(&site, &[]).ends(1);
    let names = named(&said);
    for wanted in [
        "odd     /index.html (a symbolic link)",
        "odd     /sources (a symbolic link)",
        "odd     /loop (a symbolic link)",
        "odd     /waits (neither a file nor a folder)",
    ] {
        assert_eq!(names.iter().filter(|name| **name == wanted).count(), 2, "{wanted}: {names:#?}");
    }
    assert!(names.iter().all(|name| !name.contains("sources/")), "{names:#?}");
    assert!(!said.stdout.contains('\u{1b}'), "{}", said.stdout);
    symlink(site.path("copy"), site.path("linked")).unwrap();
    site.run(&["verify", "linked"]).ends(2);
}

/// More text than waits in memory for its pages: what waits in a file comes back as it was, and nothing is left of the file.
/// `verify` builds in memory alone.
#[test]
fn texts_that_wait_in_a_file_reach_their_own_pages() {
    let site = Site::from("small");
    for number in 0..150 {
        let title = format!("Report {number}");
        let head = format!(
            "title: {title}\nauthor: A\ndate: 2016-10-01\noriginal_url: https://news.example/{number}\ntags: [a]"
        );
        let line = format!("Line of *report* {number}, in [words](/tags/a/) that stand in no other.\n\n");
        let text = line.repeat(32_000 / line.len());
        site.write(
            &format!("content/articles/2016/2016-10-01-report-{number}.md"),
            format!("---\n{head}\n---\n\n{text}"),
        );
    }
    let built = site.run(&["build", "--quiet", "--today", TODAY, "--output", "copy"]).ends(0);
    assert_eq!(built.stderr, "");
    verify(&site, &[]).ends(0);
    let page = String::from_utf8(site.files("copy").remove("2016/10/01/report-149/index.html").unwrap()).unwrap();
    assert!(page.contains("<em>report</em> 149,") && !page.contains("<em>report</em> 148,"));
    assert_eq!(site.tree(".digest"), ["lock", "memory"]);
}
