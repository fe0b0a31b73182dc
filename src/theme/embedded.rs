//! The default theme, inside the binary: a site needs no theme of its own.

use include_dir::{Dir, include_dir};

use crate::source::SourceFile;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files of the default theme, sorted, named relative to its folder.
#[must_use]
pub fn embedded() -> Vec<SourceFile> {
    let mut files = Vec::new();
    gather(&DEFAULT, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn gather(dir: &Dir<'_>, files: &mut Vec<SourceFile>) {
    for file in dir.files() {
        files.push(SourceFile::new(file.path().to_string_lossy().into_owned(), file.contents()));
    }
    for dir in dir.dirs() {
        gather(dir, files);
    }
}
