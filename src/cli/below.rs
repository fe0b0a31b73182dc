//! Paths below the site's root, followed part by part and through no link.

use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// Where a file of the site stands, and what is there, if anything is.
///
/// # Errors
/// When a part of the path is a symbolic link, or when one that must be a folder is none.
pub(super) fn place(root: &Path, path: &str) -> Result<(PathBuf, Option<Metadata>)> {
    let mut place = root.to_path_buf();
    let mut found = None;
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        found = match fs::symlink_metadata(&place) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error).with_context(|| format!("cannot look at {}", place.display())),
            Ok(link) if link.is_symlink() => {
                bail!("{} is a symbolic link, and links are never followed", place.display())
            }
            Ok(file) if parts.peek().is_some() && !file.is_dir() => bail!("{} is not a folder", place.display()),
            Ok(there) => Some(there),
        };
    }
    Ok((place, found))
}
