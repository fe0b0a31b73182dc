//! Where a new article is put: folders are made, links are never followed, and no file is ever written over.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::source::SourceFile;

/// Writes a file that was not there before, with the folders it needs.
pub(super) fn write(root: &Path, file: &SourceFile) -> Result<()> {
    let mut folder = root.to_path_buf();
    for part in file.path.folder().split('/') {
        folder.push(part);
        make(&folder)?;
    }
    let place = folder.join(file.path.name());
    let shown = place.display();
    // `create_new` looks at the name itself: a link there is in the way, wherever it leads.
    let mut new = match OpenOptions::new().write(true).create_new(true).open(&place) {
        Ok(new) => new,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{shown} is there already, and is left as it is: give this article another title")
        }
        Err(error) => return Err(error).with_context(|| format!("cannot write {shown}")),
    };
    if let Err(error) = new.write_all(&file.bytes) {
        // Half an article is worse than none; the first fault is the one to report.
        let _ = fs::remove_file(&place);
        return Err(error).with_context(|| format!("cannot write {shown}"));
    }
    Ok(())
}

fn make(folder: &Path) -> Result<()> {
    let shown = folder.display();
    match fs::create_dir(folder) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let what = fs::symlink_metadata(folder).with_context(|| format!("cannot read {shown}"))?;
            if what.is_symlink() {
                bail!(
                    "{shown} is a symbolic link, and content is never written through one: put the folder itself there"
                );
            }
            if !what.is_dir() {
                bail!("{shown} is not a folder: move it away");
            }
            Ok(())
        }
        Err(error) => Err(error).with_context(|| format!("cannot make the folder {shown}")),
    }
}
