//! Report: notes become text for people and lines for machines. It writes to what it is given and decides nothing.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Severity};
use crate::report::text::Text;
use crate::source::{SourceFile, SourcePath};

pub mod human;

pub mod json;

pub mod paint;

pub mod shown;

mod snippet;

pub mod text;

/// The files that notes speak of, for their lines; a note on another file is shown without them.
#[derive(Debug, Default)]
pub struct Sources<'a> {
    files: BTreeMap<&'a SourcePath, Text<'a>>,
}

impl<'a> Sources<'a> {
    /// Lends the files. Their lines are counted when a note asks for them.
    pub fn new(files: impl IntoIterator<Item = &'a SourceFile>) -> Self {
        Sources { files: files.into_iter().map(|file| (&file.path, Text::new(&file.bytes))).collect() }
    }

    fn text(&self, path: &SourcePath) -> Option<&Text<'a>> {
        self.files.get(path)
    }
}

/// How many errors and warnings there are: `2 errors, 1 warning`, or nothing when there are none.
#[must_use]
pub fn summary(notes: &Diagnostics) -> String {
    let counted = |severity, one: &str| match notes.count(severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        many => Some(format!("{many} {one}s")),
    };
    let parts = [counted(Severity::Error, "error"), counted(Severity::Warning, "warning")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
