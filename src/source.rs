//! Read: folders on disk become sorted lists of bytes, not yet believed. The only place that opens content.
#![expect(clippy::disallowed_methods, reason = "the reading end of the program")]

use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use bytes::Bytes;
use stat::Stat;
use sum::Sum;

pub mod bytes;
mod folder;
pub mod known;
pub mod revision;
pub mod stat;
pub mod sum;

pub(crate) use folder::open;
pub use folder::{Walked, read, walk};

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
    pub bytes: Bytes,
    /// The sum of the bytes, by which they are known again; nothing for files made in memory.
    pub sum: Option<Sum>,
    /// What the disk said of the file before it was read; nothing for what does not lie in a folder.
    pub stat: Option<Stat>,
}

impl SourceFile {
    /// The file with its bytes in memory for as long as this is held; where they are there already, the file itself.
    #[must_use]
    pub fn held(&self) -> Cow<'_, SourceFile> {
        match self.bytes.held() {
            Some(bytes) => Cow::Owned(SourceFile { path: self.path.clone(), bytes, sum: self.sum, stat: self.stat }),
            None => Cow::Borrowed(self),
        }
    }

    /// A file made in memory: for tests, what is embedded in the binary, and what was mended.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        SourceFile { path: SourcePath::new(path), bytes: bytes.into().into(), sum: None, stat: None }
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

fn unreadable(path: &Path) -> String {
    format!("cannot read {}", path.display())
}

#[cfg(test)]
mod tests;
