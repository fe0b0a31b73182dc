//! Which folder may be published into: new, empty or ours, and never a part of the site's own sources.

use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::config::Layout;
use crate::publish::folder;
use crate::publish::manifest::{Listing, MANIFEST};

/// Folders of a site that are never its output, even when they are empty.
const SOURCES: [&str; 5] = ["content", "themes", "sources", ".digest", ".git"];

/// The folder `out` with every link and `..` in its way resolved, once it has passed, and the manifest of what stands in it,
/// which nobody has looked into yet.
pub(super) fn checked(root: &Path, out: &Path) -> Result<(PathBuf, Option<Listing>)> {
    let shown = out.display();
    // A trailing slash would make the system look through a link.
    let out: PathBuf = out.components().collect();
    let there = match fs::symlink_metadata(&out) {
        Ok(what) if what.is_symlink() => bail!("cannot publish into {shown}: it is a symbolic link"),
        Ok(what) if !what.is_dir() => bail!("cannot publish into {shown}: it is not a folder"),
        Ok(_) => true,
        Err(error) if error.kind() == ErrorKind::NotFound => false,
        Err(error) => return Err(error).with_context(|| format!("cannot publish into {shown}")),
    };
    let root = fs::canonicalize(root).with_context(|| format!("cannot read {}", root.display()))?;
    let real = resolved(&out).with_context(|| format!("cannot publish into {shown}"))?;
    if real == root {
        bail!("cannot publish into {shown}: it is the site's own folder");
    }
    if root.starts_with(&real) {
        bail!("cannot publish into {shown}: the site lies in it");
    }
    // A slip of the hand would put a thousand files among whatever stands there.
    if out == Path::new(".") {
        bail!("cannot publish into {shown}: it is the working directory; name a folder, such as public");
    }
    if let Some(part) = SOURCES.iter().find(|part| lies_in(&real, &root, part)) {
        bail!("cannot publish into {shown}: it belongs to the site's {part} folder");
    }
    if !there {
        return Ok((real, None));
    }
    let found = ours_or_empty(&real).with_context(|| format!("cannot publish into {shown}"))?;
    Ok((real, found))
}

/// Whether `real` is `root/part` or in it; a file system may not tell `Content` from `content`.
fn lies_in(real: &Path, root: &Path, part: &str) -> bool {
    let first = real.strip_prefix(root).ok().and_then(|rest| rest.components().next());
    first.is_some_and(|first| first.as_os_str().eq_ignore_ascii_case(OsStr::new(part)))
}

/// Passes a folder that is empty or has our manifest, which it gives.
pub(super) fn ours_or_empty(folder: &Path) -> Result<Option<Listing>> {
    let mut strangers = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if name == MANIFEST {
            return Listing::find(folder);
        }
        // A first build that was killed before its manifest stood leaves only this.
        if !folder::is_temporary(&name) {
            strangers.push(name.to_string_lossy().into_owned());
        }
    }
    strangers.sort();
    match strangers.first() {
        None => Ok(None),
        Some(name) => bail!(
            "it is not empty (it holds {name}) and has no {MANIFEST} of ours, so its files may be somebody's; \
             choose another folder or empty this one"
        ),
    }
}

/// Refuses a site whose links are written in the other way: a host would get pages for a folder, or a folder those for a
/// host, when only a flag was forgotten.
pub(super) fn for_the_same(there: Layout, layout: Layout) -> Result<()> {
    match (there, layout) {
        (Layout::Hosted, Layout::Portable) => bail!(
            "it holds a site that is published by a host, and a portable one has other links; name another folder with --output"
        ),
        (Layout::Portable, Layout::Hosted) => {
            bail!("it holds a portable site; build it with --portable, or name another folder with --output")
        }
        _ => Ok(()),
    }
}

/// The path without links and `..`; what does not exist yet is taken as it is written.
fn resolved(path: &Path) -> std::io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let mut real = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            Component::CurDir => {}
            other => real.push(other),
        }
        match fs::canonicalize(&real) {
            Ok(found) => real = found,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(real)
}
