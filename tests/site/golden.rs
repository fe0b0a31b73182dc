//! The whole fixture against `tests/fixtures/whole/expected/`, byte for byte. `BLESS=1 cargo test` writes it anew.

use std::collections::BTreeMap;
use std::fs;

use walkdir::WalkDir;

use crate::web::{WHOLE, fixture};

/// It lists sizes and hashes of the rest, so it would only repeat every difference.
const MANIFEST: &str = "manifest.json";

#[test]
fn every_byte_is_as_expected() {
    let folder = fixture().join("expected");
    let got: BTreeMap<&String, &Vec<u8>> = WHOLE.files.iter().filter(|(path, _)| *path != MANIFEST).collect();
    if std::env::var_os("BLESS").is_some_and(|bless| bless == "1") {
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        for (path, bytes) in &got {
            let place = folder.join(path);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, bytes).unwrap();
        }
    }
    let mut complaints = Vec::new();
    let mut wanted = 0;
    for entry in WalkDir::new(&folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        wanted += 1;
        let path = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        match got.get(&path) {
            None => complaints.push(format!("{path} is expected and was not made")),
            Some(bytes) => complaints.extend(difference(&path, &fs::read(entry.path()).unwrap(), bytes)),
        }
    }
    let new = got.keys().filter(|path| !folder.join(path).exists());
    complaints.extend(new.map(|path| format!("{path} was made and is not expected")));
    assert!(wanted > 100, "the expected files were not found");
    assert!(complaints.is_empty(), "\n{}\n`BLESS=1 cargo test` writes them anew", complaints.join("\n"));
}

/// The first line in which two files differ.
fn difference(path: &str, wanted: &[u8], got: &[u8]) -> Option<String> {
    if wanted == got {
        return None;
    }
    let (wanted, got) = (String::from_utf8_lossy(wanted), String::from_utf8_lossy(got));
    let (mut left, mut right) = (wanted.lines(), got.lines());
    let mut number = 0;
    loop {
        number += 1;
        match (left.next(), right.next()) {
            (None, None) => return Some(format!("{path}: line ends")),
            (a, b) if a == b => {}
            (a, b) => return Some(format!("{path}:{number}:\n  - {}\n  + {}", shown(a, b), shown(b, a))),
        }
    }
}

/// A line from a little before where it differs.
fn shown(line: Option<&str>, other: Option<&str>) -> String {
    let Some(line) = line else { return "(the end)".to_owned() };
    let same = line.chars().zip(other.unwrap_or_default().chars()).take_while(|(a, b)| a == b).count();
    line.chars().skip(same.saturating_sub(40)).take(160).collect()
}

#[test]
fn the_manifest_names_every_file() {
    let manifest: serde_json::Value = serde_json::from_slice(&WHOLE.files[MANIFEST]).unwrap();
    let listed: Vec<&String> = manifest["files"].as_object().unwrap().keys().collect();
    let mut published: Vec<String> =
        WHOLE.files.keys().filter(|path| *path != MANIFEST).map(|path| format!("/{path}")).collect();
    published.sort();
    assert_eq!(listed, published.iter().collect::<Vec<_>>());
}
