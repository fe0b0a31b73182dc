//! Names this build of the program by what it is made from, so that what one build remembers no other believes. Has
//! cargo look again when a file joins what is embedded in the binary. And tells a released program its commit.
#![expect(clippy::disallowed_methods, reason = "it reads the source of the program")]

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

fn main() {
    let mut hasher = DefaultHasher::new();
    for path in ["src", "themes/default", "Cargo.toml", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={path}");
        add(Path::new(path), &mut hasher);
    }
    println!("cargo:rustc-env=DIGEST_BUILD={:016x}", hasher.finish());
    commit();
}

/// Tells a program that is built to be used which commit it is of: the variable `DIGEST_COMMIT`, else the clone that it
/// lies in. `digest init --github` writes it down. One that is built to be worked on is not made anew by every commit.
fn commit() {
    println!("cargo:rerun-if-env-changed=DIGEST_COMMIT");
    let asked = |name: &str| std::env::var(name).unwrap_or_default();
    let is_told = !asked("DIGEST_COMMIT").is_empty() || asked("PROFILE") != "release";
    if !is_told && let Some(commit) = head(Path::new(".git")) {
        println!("cargo:rustc-env=DIGEST_COMMIT={commit}");
    }
}

/// The commit of a clone, read from git's own files; the program git need not be there.
fn head(git: &Path) -> Option<String> {
    // In a second work tree `.git` is a file that says where its own part lies, and that says where the rest is.
    let own = match fs::read_to_string(git) {
        Ok(file) => PathBuf::from(file.strip_prefix("gitdir: ")?.trim_end()),
        Err(_) => git.to_path_buf(),
    };
    let common = fs::read_to_string(own.join("commondir")).map_or(own.clone(), |path| own.join(path.trim_end()));
    // Every commit and checkout is a line of the log, also where the branch itself is packed away with others. What is
    // not there must not be named: cargo would take it for changed each time.
    for path in [own.join("HEAD"), own.join("logs/HEAD")].iter().filter(|path| path.exists()) {
        println!("cargo:rerun-if-changed={}", path.display());
    }
    let head = fs::read_to_string(own.join("HEAD")).ok()?;
    let Some(name) = head.trim_end().strip_prefix("ref: ") else {
        return Some(head.trim_end().to_owned());
    };
    if let Ok(commit) = fs::read_to_string(common.join(name)) {
        return Some(commit.trim_end().to_owned());
    }
    let refs = fs::read_to_string(common.join("packed-refs")).ok()?;
    let (commit, _) = refs.lines().find_map(|line| line.split_once(' ').filter(|(_, known)| *known == name))?;
    Some(commit.to_owned())
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
