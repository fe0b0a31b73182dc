//! The action that brings the program: a release of exactly the commit that is named, or its source.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::forge::is_whole;
use crate::site::{Output, Site};

const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

/// A release in a folder, of a program that says where it is from.
fn released() -> Site {
    let site = Site::empty();
    let machine = Command::new("uname").arg("-sm").output().unwrap();
    let target = match String::from_utf8(machine.stdout).unwrap().trim() {
        "Linux x86_64" => "x86_64-unknown-linux-gnu",
        "Linux aarch64" => "aarch64-unknown-linux-gnu",
        "Darwin arm64" => "aarch64-apple-darwin",
        _ => "x86_64-apple-darwin",
    };
    let folder = concat!("releases/v", env!("CARGO_PKG_VERSION"));
    site.write("made/digest", "#!/bin/sh\necho released\n");
    let script = format!(
        "chmod +x made/digest && mkdir -p {folder} && tar -czf {folder}/digest-{target}.tar.gz -C made digest && cd {folder} && \
         echo {COMMIT} >COMMIT && (sha256sum *.tar.gz COMMIT || shasum -a 256 *.tar.gz COMMIT) >SHA256SUMS"
    );
    Output::of(Command::new("sh").args(["-c", &script]).current_dir(site.path(""))).ends(0);
    site
}

/// A step of the action, for a workflow that names it so.
fn step(site: &Site, step: &str, known: &[(&str, &str)]) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/action/program.sh");
    let mut command = Command::new("sh");
    command.arg(script).arg(step).env("RUNNER_TEMP", site.path("")).env("GITHUB_OUTPUT", site.path("output"));
    command.env("RELEASES", format!("file://{}", site.path("releases").display()));
    command.env("ACTION_REPOSITORY", "orla/digest").env("ACTION_REF", COMMIT).envs(known.iter().copied());
    let _ = fs::remove_file(site.path("output"));
    Output::of(&mut command)
}

#[test]
fn a_release_of_the_commit_is_taken_with_its_checksum() {
    if !is_whole() {
        return;
    }
    let site = released();
    for reference in [COMMIT, concat!("v", env!("CARGO_PKG_VERSION"))] {
        step(&site, "find", &[("ACTION_REF", reference)]).ends(0);
        assert!(site.read("output").contains("from=release"));
        assert_eq!(step(&site, "path", &[]).ends(0).stdout, "released\n");
    }
}

#[test]
fn another_commit_is_built_from_source() {
    if !is_whole() {
        return;
    }
    let site = released();
    let other = "f".repeat(40);
    for known in [
        ("ACTION_REF", other.as_str()),
        ("ACTION_REF", "main"),
        ("ACTION_REPOSITORY", ""),
        ("SOURCE", "true"),
        ("ACTION_REF", "v9.9.9"),
    ] {
        let said = step(&site, "find", &[known]).ends(0).stdout;
        assert!(said.contains("built from source") && site.read("output").contains("from=source"), "{known:?}: {said}");
        assert!(!site.path("digest-program/digest").exists(), "{known:?}");
        let key = site.read("output").lines().find(|line| line.starts_with("key=")).unwrap().len();
        assert!(key > 64, "{}", site.read("output"));
    }
}

#[test]
fn an_archive_that_was_exchanged_is_refused() {
    if !is_whole() {
        return;
    }
    let site = released();
    let folder = concat!("releases/v", env!("CARGO_PKG_VERSION"));
    step(&site, "find", &[("SHA256", &"0".repeat(64))]).ends(1);
    let archive = site.tree(folder).into_iter().find(|name| name.ends_with(".tar.gz")).unwrap();
    let path = format!("{folder}/{archive}");
    let mut bytes = fs::read(site.path(&path)).unwrap();
    bytes.push(0);
    site.write(&path, bytes);
    let said = step(&site, "find", &[]).ends(1).stdout;
    assert!(said.contains("has not the checksum that the release names"), "{said}");
    assert!(!site.path("digest-program/digest").exists());
    // A list without the archive names no checksum, and so none fits.
    site.write(&format!("{folder}/SHA256SUMS"), "");
    step(&site, "find", &[]).ends(1);
    site.remove(&path);
    step(&site, "find", &[]).ends(1);
}
