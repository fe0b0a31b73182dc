//! One file at a time: written beside its place, renamed over it, removed; and the traces of killed builds.

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use walkdir::WalkDir;

use crate::publish::manifest::State;

const TEMPORARY: &str = ".digest-tmp-";

/// What stands at a path, without looking through links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// A regular file of this length.
    File(u64),
    /// A folder.
    Folder,
    /// A link or something stranger.
    Other,
}

/// Looks at a path.
pub(super) fn look(path: &Path) -> Result<Found> {
    match fs::symlink_metadata(path) {
        Ok(what) if what.is_file() => Ok(Found::File(what.len())),
        Ok(what) if what.is_dir() => Ok(Found::Folder),
        Ok(_) => Ok(Found::Other),
        // A file where a folder was expected leaves nothing below it.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(Found::Nothing),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// Puts `bytes` at `folder/path`: at every moment the file there is the old one or the new one. The number tells
/// temporary files apart that are written at the same time.
pub(super) fn replace(folder: &Path, path: &str, bytes: &[u8], number: usize) -> Result<()> {
    let place = folder.join(path);
    let beside = place.with_file_name(format!("{TEMPORARY}{number}"));
    let written = write_new(&beside, bytes).and_then(|()| fs::rename(&beside, &place));
    if let Err(error) = written {
        // The first fault is the one to report; the next build sweeps what may be left.
        let _ = fs::remove_file(&beside);
        return Err(error).with_context(|| format!("cannot write {}", place.display()));
    }
    Ok(())
}

fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    // `create_new` never follows a link. What is in the way is the trace of a killed build: the lock is ours.
    let open = || OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = match open() {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            open()?
        }
        other => other?,
    };
    file.write_all(bytes)
}

/// Makes a folder whose parent is there; it may be there itself.
pub(super) fn make_folder(path: &Path) -> Result<()> {
    match fs::create_dir(path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && look(path)? == Found::Folder => Ok(()),
        Err(error) => Err(error).with_context(|| format!("cannot make the folder {}", path.display())),
    }
}

/// Removes a file that may be gone already.
pub(super) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Ok(()) => Ok(()),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(()),
        Err(error) => Err(error).with_context(|| format!("cannot remove {}", path.display())),
    }
}

/// Removes a folder of ours if nothing is left in it.
pub(super) fn remove_empty(path: &Path) -> Result<()> {
    match fs::remove_dir(path) {
        Ok(()) => Ok(()),
        Err(error) if matches!(error.kind(), ErrorKind::DirectoryNotEmpty | ErrorKind::NotFound) => Ok(()),
        // Some systems say this of a folder that is not empty, and of one that became a file.
        Err(error) if matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::NotADirectory) => Ok(()),
        Err(error) => Err(error).with_context(|| format!("cannot remove the folder {}", path.display())),
    }
}

/// Whether a name is one that [`replace`] writes to first.
pub(super) fn is_temporary(name: &OsStr) -> bool {
    let number = name.to_str().and_then(|name| name.strip_prefix(TEMPORARY));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Removes what killed builds left. The manifest is the first and the last thing to be written, so where it says that
/// a build came to its end, only its own temporary file can be there.
pub(super) fn sweep(folder: &Path, state: State) -> Result<()> {
    let depth = if state == State::Publishing { usize::MAX } else { 1 };
    for entry in WalkDir::new(folder).follow_links(false).max_depth(depth) {
        let entry = entry.with_context(|| format!("cannot list {}", folder.display()))?;
        if entry.file_type().is_file() && is_temporary(entry.file_name()) {
            remove(entry.path())?;
        }
    }
    Ok(())
}
