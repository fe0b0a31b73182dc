//! The files of data, each read by a library of its format: over a site with one of everything, over this repository's own,
//! over texts that attack, and by somebody who fetches only what is new.
#![expect(clippy::disallowed_methods, reason = "tests make and look at files")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "the harness fails as a test does")]

mod agree;
mod consumer;
mod facts;
mod formats;
mod hostile;
mod page;
#[path = "../cli/random.rs"]
mod random;
#[path = "../cli/site.rs"]
#[allow(dead_code, reason = "the harness of tests/cli; not all of it is needed here")]
mod site;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use walkdir::WalkDir;

use site::Site;

/// No test depends on the clock.
const TODAY: &str = "2030-01-01";

/// What was published, by path.
type Files = BTreeMap<String, Vec<u8>>;

/// `tests/fixtures/whole`, built once.
static WHOLE: LazyLock<Files> = LazyLock::new(|| build(&sources("tests/fixtures/whole", &["content", "site.toml"])));

/// This repository's own site, built once.
static OWN: LazyLock<Files> = LazyLock::new(|| build(&sources("", &["content", "site.toml"])));

/// A site of some of the files of a folder of this repository.
fn sources(folder: &str, parts: &[&str]) -> Site {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let site = Site::in_memory();
    for part in parts {
        for entry in WalkDir::new(top.join(part)).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file()) {
            let path = entry.path().strip_prefix(&top).unwrap().to_str().unwrap().replace('\\', "/");
            site.write(&path, fs::read(entry.path()).unwrap());
        }
    }
    site
}

/// Builds a site and takes what was published.
fn build(site: &Site) -> Files {
    site.run(&["build", "--today", TODAY]).ends(0);
    site.files("public")
}

/// A published text.
#[track_caller]
fn text<'f>(files: &'f Files, path: &str) -> &'f str {
    let bytes = files.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    std::str::from_utf8(bytes).unwrap()
}

/// The lines of a published file, each as JSON.
#[track_caller]
fn lines(files: &Files, path: &str) -> Vec<Value> {
    let text = text(files, path);
    assert!(text.is_empty() || text.ends_with('\n'), "{path}");
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{path}: {error}: {line}")))
        .collect()
}

/// The line with this value under a key.
#[track_caller]
fn line<'l>(lines: &'l [Value], key: &str, value: &str) -> &'l Value {
    lines.iter().find(|line| line[key] == value).unwrap_or_else(|| panic!("no line has {key} {value}: {lines:#?}"))
}

/// Both sites, with their names.
fn both() -> [(&'static str, &'static Files); 2] {
    [("the whole", &WHOLE), ("our own", &OWN)]
}

/// The files that end so, by path.
fn ending<'f>(files: &'f Files, end: &str) -> Vec<(&'f String, &'f Vec<u8>)> {
    files.iter().filter(|(path, _)| path.ends_with(end)).collect()
}
