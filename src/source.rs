//! Read: folders on disk become sorted lists of bytes, not yet believed. The only place that opens content.
#![expect(clippy::disallowed_methods, reason = "the reading end of the program")]

use std::fmt;
use std::fs;
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

pub mod revision;

/// The largest file that is read (safety.md: a vocabulary may be 8 MiB; smaller limits are judged by kind, later).
const MOST_BYTES: u64 = 8 * 1024 * 1024;

/// How a file is named to people: relative to the site's root, with `/`, never with `..`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct SourcePath(String);

impl SourcePath {
    /// Names a file; `\` becomes `/`.
    pub fn new(path: impl Into<String>) -> Self {
        SourcePath(path.into().replace('\\', "/"))
    }

    /// The whole path: `content/articles/2016/2016-09-08-slug.md`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder it lies in, without a slash at its end.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The folders it lies in, from the top, each with its own name: `content/a` and `a`.
    pub fn folders(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.match_indices('/').map(|(end, _)| {
            let folder = &self.0[..end];
            (folder, folder.rsplit_once('/').map_or(folder, |(_, name)| name))
        })
    }

    /// The file's name: `2016-09-08-slug.md`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(self.as_str(), |(_, name)| name)
    }

    /// The name without its last extension: `2016-09-08-slug`.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The last extension as written, or nothing.
    #[must_use]
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Bytes from outside, not yet believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it lies.
    pub path: SourcePath,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl SourceFile {
    /// A file made in memory: for tests and for what is embedded in the binary.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        SourceFile { path: SourcePath::new(path), bytes: bytes.into() }
    }
}

/// Something in a folder that is not a file we read (safety.md, Files).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where it lies; control characters and bytes that are not UTF-8 are shown escaped.
    pub path: SourcePath,
    /// What it is: `a symbolic link`, `a file name that is not UTF-8`.
    pub what: String,
}

impl Refused {
    fn new(path: SourcePath, what: &str) -> Self {
        Refused { path, what: what.to_owned() }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self.what.as_str() {
            NOT_UTF8 | BACKSLASH => "rename it with letters, digits, `-` and `_`",
            TOO_DEEP => "move what is in it up: content lies a few folders deep",
            CLOSED => "let this user read it, or remove it",
            TOO_LARGE => "a digest summarises and links; shorten it, or link to it where it is published",
            _ => "put the file itself there; links and devices are never followed",
        }
    }
}

/// What is refused alike on disk and in a repository.
const LINK: &str = "a symbolic link";
const NOT_UTF8: &str = "a file name that is not UTF-8";
const SUBMODULE: &str = "a repository of its own (a submodule)";
const TOO_LARGE: &str = "a file of more than 8 MiB";
const NO_FILE: &str = "neither a file nor a folder";
const BACKSLASH: &str = "a file name with a backslash in it";
const CLOSED: &str = "closed to this user (permission denied)";
const TOO_DEEP: &str = "too deep in folders: this system opens no path of that length";

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Folder {
    /// Its files, sorted by path.
    pub files: Vec<SourceFile>,
    /// What was refused, sorted by path.
    pub refused: Vec<Refused>,
}

/// Reads every file of `root/folder`, sorted by path; an absent folder is empty.
///
/// Symbolic links are never followed; they, FIFOs, devices, unreadable names and files over 8 MiB are refused, not skipped.
///
/// # Errors
/// When the disk does not give what it listed; the message names the path.
pub fn read(root: &Path, folder: &str) -> Result<Folder> {
    let top = root.join(folder);
    let mut found = Folder::default();
    match fs::symlink_metadata(&top) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(found),
        Err(error) => return Err(error).with_context(|| unreadable(&top)),
        Ok(top) if top.is_symlink() => {
            found.refused.push(Refused::new(SourcePath::new(folder), LINK));
            return Ok(found);
        }
        Ok(_) => {}
    }
    let mut walk = WalkDir::new(&top).follow_links(false).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(&top).to_path_buf();
                found.refused.push(denied(root, &path, error.into())?);
                continue;
            }
        };
        if entry.depth() > 0 || !entry.file_type().is_dir() {
            let refused = found.refused.len();
            visit(&mut found, root, &entry)?;
            // What is refused is not looked into: one mistake, one note.
            if entry.file_type().is_dir() && found.refused.len() > refused {
                walk.skip_current_dir();
            }
        }
    }
    found.files.sort_by(|a, b| a.path.cmp(&b.path));
    found.refused.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Reads one file at `root/path`, or nothing when it is absent.
///
/// # Errors
/// When it is there but cannot be read.
pub fn read_one(root: &Path, path: &str) -> Result<Option<SourceFile>> {
    match fs::read(root.join(path)) {
        Ok(bytes) => Ok(Some(SourceFile::new(path, bytes))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| unreadable(&root.join(path))),
    }
}

fn visit(found: &mut Folder, root: &Path, entry: &walkdir::DirEntry) -> Result<()> {
    let name = below(root, entry.path());
    if let Some(refused) = separator(&name) {
        found.refused.push(refused);
        return Ok(());
    }
    let what = if entry.path().to_str().is_none() {
        NOT_UTF8
    } else if entry.path_is_symlink() {
        LINK
    } else if entry.file_type().is_dir() {
        if entry.path().join(".git").symlink_metadata().is_err() {
            return Ok(());
        }
        SUBMODULE
    } else if !entry.file_type().is_file() {
        NO_FILE
    } else {
        return file(found, root, entry.path());
    };
    found.refused.push(Refused::new(SourcePath::new(name), what));
    Ok(())
}

/// How a file on disk is named below the root.
fn below(root: &Path, disk: &Path) -> String {
    disk.strip_prefix(root).unwrap_or(disk).to_string_lossy().into_owned()
}

/// Refuses a name with a `\`, which separates folders on some systems and is a letter of the name on others: what it
/// names would depend on the machine, and could lie outside `content/`.
fn separator(path: &str) -> Option<Refused> {
    let odd = cfg!(not(windows)) && path.contains('\\');
    odd.then(|| Refused::new(SourcePath::new(path.replace('\\', "%5C")), BACKSLASH))
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
fn open(disk: &Path) -> std::io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    let flags = i32::try_from(flags.bits()).map_err(std::io::Error::other)?;
    fs::OpenOptions::new().read(true).custom_flags(flags).open(disk)
}

/// Opens a file to read it.
#[cfg(not(unix))]
fn open(disk: &Path) -> std::io::Result<fs::File> {
    fs::File::open(disk)
}

fn unreadable(path: &Path) -> String {
    format!("cannot read {}", path.display())
}

fn file(found: &mut Folder, root: &Path, disk: &Path) -> Result<()> {
    let mut bytes = Vec::new();
    let path = SourcePath::new(below(root, disk));
    let file = match open(disk) {
        // What was a file when the folder was listed may be another thing by now.
        Ok(file) if file.metadata().is_ok_and(|found| !found.is_file()) => {
            found.refused.push(Refused::new(path, NO_FILE));
            return Ok(());
        }
        file => file,
    };
    if let Err(error) = file.and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes)) {
        found.refused.push(denied(root, disk, error)?);
        return Ok(());
    }
    if bytes.len() as u64 > MOST_BYTES {
        found.refused.push(Refused::new(path, TOO_LARGE));
    } else {
        found.files.push(SourceFile { path, bytes });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
