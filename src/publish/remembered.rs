//! Where what a build knew is kept: `.digest/memory` beside site.toml.
#![expect(clippy::disallowed_methods, reason = "the writing end of the program")]

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::memory::{Key, Written};
use crate::publish::disk::{self, Found};

/// What the last build remembered under this key; nothing where there is none that can be believed.
pub(super) fn load(root: &Path, key: Key) -> Written {
    let place = place(root);
    // What is not a file was not put there by a build.
    match disk::look(&place) {
        Ok(Found::File(_)) => fs::read(&place).map(|bytes| Written::open(bytes, key)).unwrap_or_default(),
        _ => Written::default(),
    }
}

/// Keeps what this build knows, in the place of what the last one knew.
pub(super) fn save(root: &Path, memory: &[Vec<u8>]) -> Result<()> {
    let place = place(root);
    if !matches!(disk::look(&place)?, Found::Nothing | Found::File(_)) {
        bail!("{} is not a file: move it away", place.display());
    }
    let beside = place.with_file_name("memory.new");
    // The trace of a killed build: the lock is ours. A link is removed, never followed.
    let _ = fs::remove_file(&beside);
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)
        .and_then(|mut file| memory.iter().try_for_each(|bytes| file.write_all(bytes)))
        .and_then(|()| fs::rename(&beside, &place));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.with_context(|| format!("cannot write {}", place.display()))
}

fn place(root: &Path) -> PathBuf {
    root.join(".digest").join("memory")
}
