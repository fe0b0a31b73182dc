//! Names this build of the program by what it is made from, so that what one build remembers no other believes. And has
//! cargo look again when a file joins what is embedded in the binary.
#![expect(clippy::disallowed_methods, reason = "it reads the source of the program")]

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

fn main() {
    let mut hasher = DefaultHasher::new();
    for path in ["src", "themes/default", "Cargo.toml", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={path}");
        add(Path::new(path), &mut hasher);
    }
    println!("cargo:rustc-env=DIGEST_BUILD={:016x}", hasher.finish());
}

/// Adds a file, or the files of a folder in the order of their names; what cannot be read is as if it were not there.
fn add(path: &Path, hasher: &mut DefaultHasher) {
    if let Ok(entries) = fs::read_dir(path) {
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        paths.iter().for_each(|path| add(path, hasher));
    } else if let Ok(bytes) = fs::read(path) {
        (path.to_string_lossy(), bytes).hash(hasher);
    }
}
