//! A folder, walked and read: what is known already is left on the disk, all else is read by all cores.
#![expect(clippy::disallowed_methods, reason = "the reading end of the program")]

use std::fs;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use walkdir::WalkDir;

use super::bytes::Bytes;
use super::known::Known;
use super::stat::Stat;
use super::sum::Sum;
use super::{
    CLOSED, Folder, LINK, MOST_BYTES, NO_FILE, NOT_UTF8, Refused, SUBMODULE, SourceFile, SourcePath, TOO_DEEP,
    TOO_LARGE, below, separator, unreadable,
};

/// Bytes of Markdown that are kept in memory. Of a larger site each text is read again when it is looked at, which takes
/// the system less than to keep them all.
const ROOM: usize = 4 << 20;

/// A file that was found and not yet read.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) path: SourcePath,
    pub(super) place: PathBuf,
}

/// Reads every file of `root/folder`, sorted by path; an absent folder is empty.
///
/// Symbolic links are never followed; they, FIFOs, devices, unreadable names and files over 8 MiB are refused, not skipped.
///
/// # Errors
/// When the disk does not give what it listed; the message names the path.
pub fn read(root: &Path, folder: &str) -> Result<Folder> {
    walk(root, folder)?.read(&Known::default())
}

/// What was found in a folder, none of it opened yet.
#[derive(Debug)]
pub struct Walked {
    root: PathBuf,
    files: Vec<Listed>,
    refused: Vec<Refused>,
}

/// Finds every file of `root/folder`.
///
/// # Errors
/// As those of [`read`].
pub fn walk(root: &Path, folder: &str) -> Result<Walked> {
    let top = root.join(folder);
    let mut found = Walked { root: root.to_owned(), files: Vec::new(), refused: Vec::new() };
    match fs::symlink_metadata(&top) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error).with_context(|| unreadable(&top)),
        Ok(top) if top.is_symlink() => found.refused.push(Refused::new(SourcePath::new(folder), LINK)),
        Ok(_) => found.files = files(root, &top, &mut found.refused)?,
    }
    Ok(found)
}

impl Walked {
    /// Reads every file as [`read`] does, but for Markdown that is known: it is left where it is until somebody asks for its
    /// bytes.
    ///
    /// # Errors
    /// As those of [`read`].
    pub fn read(self, known: &Known) -> Result<Folder> {
        let Walked { root, files, refused } = self;
        let mut found = Folder { files: Vec::with_capacity(files.len()), refused };
        let room = AtomicUsize::new(ROOM);
        let read: Vec<Result<Read>> = files.into_par_iter().map(|listed| file(&root, listed, known, &room)).collect();
        // The first error in the order of the walk, whichever thread met one first.
        for file in read {
            match file? {
                Read::File(file) => found.files.push(file),
                Read::Refused(refused) => found.refused.push(refused),
            }
        }
        found.files.sort_by(|a, b| a.path.cmp(&b.path));
        found.refused.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }
}

fn files(root: &Path, top: &Path, refused: &mut Vec<Refused>) -> Result<Vec<Listed>> {
    let mut listed = Vec::new();
    let mut walk = WalkDir::new(top).follow_links(false).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(top).to_path_buf();
                refused.push(denied(root, &path, error.into())?);
                continue;
            }
        };
        if entry.depth() == 0 && entry.file_type().is_dir() {
            continue;
        }
        match visit(root, &entry)? {
            Visited::Folder => {}
            Visited::File(file) => listed.push(file),
            Visited::Refused(what) => {
                refused.push(what);
                // What is refused is not looked into: one mistake, one note.
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            }
        }
    }
    Ok(listed)
}

enum Visited {
    Folder,
    File(Listed),
    Refused(Refused),
}

fn visit(root: &Path, entry: &walkdir::DirEntry) -> Result<Visited> {
    let name = below(root, entry.path());
    if let Some(refused) = separator(&name) {
        return Ok(Visited::Refused(refused));
    }
    let what = if entry.path().to_str().is_none() {
        NOT_UTF8
    } else if entry.path_is_symlink() {
        LINK
    } else if entry.file_type().is_dir() {
        if entry.path().join(".git").symlink_metadata().is_err() {
            return Ok(Visited::Folder);
        }
        SUBMODULE
    } else if !entry.file_type().is_file() {
        NO_FILE
    } else {
        return Ok(Visited::File(Listed { path: SourcePath::new(name), place: entry.path().to_path_buf() }));
    };
    Ok(Visited::Refused(Refused::new(SourcePath::new(name), what)))
}

/// What became of it.
pub(super) enum Read {
    File(SourceFile),
    Refused(Refused),
}

/// Reads a file that was found, unless it is known. `room` is how many bytes more may be kept in memory.
pub(super) fn file(root: &Path, listed: Listed, known: &Known, room: &AtomicUsize) -> Result<Read> {
    let Listed { path, place } = listed;
    // What was a file when the folder was listed may be another thing by now.
    let stat = match fs::symlink_metadata(&place) {
        Ok(found) if found.is_symlink() => return Ok(Read::Refused(Refused::new(path, LINK))),
        Ok(found) if !found.is_file() => return Ok(Read::Refused(Refused::new(path, NO_FILE))),
        Ok(found) => Stat::of(&found),
        Err(error) => return denied(root, &place, error).map(Read::Refused),
    };
    if let Some(sum) = known.believed(&path, &stat) {
        return Ok(Read::File(SourceFile {
            path,
            bytes: Bytes::believed(place, stat.length, sum),
            sum: Some(sum),
            stat: Some(stat),
        }));
    }
    match bytes_at(&place) {
        Ok(bytes) if bytes.len() as u64 > MOST_BYTES => Ok(Read::Refused(Refused::new(path, TOO_LARGE))),
        Ok(bytes) => {
            let (sum, length) = (Sum::of(&bytes), bytes.len());
            let more = |room: usize| Some(room.saturating_sub(length));
            let has_room =
                room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).is_ok_and(|room| room >= length);
            // A vocabulary or an image is asked for as a whole, and once.
            let bytes = if has_room || !Known::is_believable(&path) {
                bytes.into()
            } else {
                Bytes::left(place, length as u64, sum)
            };
            Ok(Read::File(SourceFile { path, bytes, sum: Some(sum), stat: Some(stat) }))
        }
        Err(error) if error.kind() == ErrorKind::InvalidInput => Ok(Read::Refused(Refused::new(path, NO_FILE))),
        Err(error) => denied(root, &place, error).map(Read::Refused),
    }
}

/// The bytes of a regular file, up to one more than may be.
pub(super) fn bytes_at(place: &Path) -> std::io::Result<Vec<u8>> {
    let file = open(place)?;
    let found = file.metadata()?;
    if !found.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    // One more, so that the end is seen without asking for more room.
    let length = usize::try_from(found.len().min(MOST_BYTES)).unwrap_or(0);
    let mut bytes = Vec::with_capacity(length + 1);
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Refuses what cannot be read because of what it is, so that one file does not hide what is wrong with the others. Any
/// other failure is the disk's.
fn denied(root: &Path, disk: &Path, error: std::io::Error) -> Result<Refused> {
    let what = match error.kind() {
        ErrorKind::PermissionDenied => CLOSED,
        // Folders inside each other can be made step by step, and then no path is short enough to name what is in them.
        ErrorKind::InvalidFilename => TOO_DEEP,
        _ if disk.symlink_metadata().is_ok_and(|found| found.is_symlink()) => LINK,
        _ => return Err(error).with_context(|| unreadable(disk)),
    };
    Ok(Refused::new(SourcePath::new(below(root, disk)), what))
}

/// Opens a file to read it. A link is not followed, even one that was put there a moment ago, and a FIFO keeps nobody
/// waiting.
#[cfg(unix)]
pub(crate) fn open(disk: &Path) -> std::io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    let flags = i32::try_from(flags.bits()).map_err(std::io::Error::other)?;
    fs::OpenOptions::new().read(true).custom_flags(flags).open(disk)
}

/// Opens a file to read it.
#[cfg(not(unix))]
pub(crate) fn open(disk: &Path) -> std::io::Result<fs::File> {
    fs::File::open(disk)
}
