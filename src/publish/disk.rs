//! The calls that change a disk, behind a trait, and what stands at a path. The trait is how tests fail and stop them
//! one by one; a build has only [`Real`].

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::source::stat::Stat;

/// Every call of publishing that changes a disk. Each fails as the function of `std::fs` does that it is named after.
pub(super) trait Disk: Sync {
    /// Makes a folder whose parent is there.
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// Makes an empty file where nothing is; a link is never followed.
    fn create_new(&self, path: &Path) -> io::Result<File>;
    /// Writes to a new file.
    fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()>;
    /// Puts a file in the place of another, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file or a link.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder that is empty.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;
}

/// The disk itself.
pub(super) struct Real;

impl Disk for Real {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)?;
        readable::folder(path);
        Ok(())
    }

    fn create_new(&self, path: &Path) -> io::Result<File> {
        let file = OpenOptions::new().write(true).create_new(true).open(path)?;
        readable::file(&file);
        Ok(file)
    }

    fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

/// What is published may be read by everybody, and written by whoever builds, whatever the umask of the shell: GitHub Pages
/// serves no files but of 0644 and folders of 0755 or more, and says so nowhere (actions/upload-pages-artifact, "File
/// permissions").
#[cfg(unix)]
mod readable {
    use std::fs::{self, File, Permissions};
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;

    const FILE: u32 = 0o644;
    const FOLDER: u32 = 0o755;

    /// The mode to set, where the one that is there keeps somebody out.
    fn wider(now: &Permissions, needed: u32) -> Option<Permissions> {
        let mode = now.mode();
        (mode & needed != needed).then(|| Permissions::from_mode((mode | needed) & 0o7777))
    }

    /// A disk that has no modes has nobody to keep out, so one that refuses is no fault.
    pub(super) fn file(file: &File) {
        if let Some(mode) = file.metadata().ok().and_then(|what| wider(&what.permissions(), FILE)) {
            let _ = file.set_permissions(mode);
        }
    }

    pub(super) fn folder(path: &Path) {
        if let Some(mode) = fs::symlink_metadata(path).ok().and_then(|what| wider(&what.permissions(), FOLDER)) {
            let _ = fs::set_permissions(path, mode);
        }
    }
}

#[cfg(not(unix))]
mod readable {
    pub(super) fn file(_: &std::fs::File) {}

    pub(super) fn folder(_: &std::path::Path) {}
}

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

/// What the system says of a regular file; nothing where there is none.
pub(super) fn stat(path: &Path) -> Result<Option<Stat>> {
    match fs::symlink_metadata(path) {
        Ok(what) => Ok(what.is_file().then(|| Stat::of(&what))),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}
