//! Report: notes become text for people and lines for machines. It writes to what it is given and decides nothing.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::report::text::{Position, Text};
use crate::source::{SourceFile, SourcePath};

pub mod human;

pub mod json;

pub mod github;

pub mod table;

pub mod sarif;

pub mod suggest;

pub mod comment;

pub mod links;

pub mod paint;

pub mod shown;

mod layout;

mod snippet;

pub mod text;

/// The files that notes speak of, for their lines; a note on another file is shown without them.
#[derive(Debug, Default)]
pub struct Sources<'a> {
    files: BTreeMap<&'a SourcePath, (&'a SourceFile, OnceCell<Text<'a>>)>,
    /// Where the site lies in its repository, with `/` at the end; empty when that is the same.
    under: String,
}

impl<'a> Sources<'a> {
    /// Lends the files. They are looked into when a note asks for their lines.
    pub fn new(files: impl IntoIterator<Item = &'a SourceFile>) -> Self {
        let files = files.into_iter().map(|file| (&file.path, (file, OnceCell::new()))).collect();
        Sources { files, under: String::new() }
    }

    /// Says in which folder of its repository the site lies: GitHub names files from the repository's root.
    #[must_use]
    pub fn under(mut self, folder: &str) -> Self {
        self.under = if folder.is_empty() { String::new() } else { format!("{}/", folder.trim_end_matches('/')) };
        self
    }

    /// A file as its repository names it; it has not passed the gate.
    fn in_repository(&self, path: &SourcePath) -> String {
        format!("{}{path}", self.under)
    }

    fn text(&self, path: &SourcePath) -> Option<&Text<'a>> {
        let (file, text) = self.files.get(path)?;
        Some(text.get_or_init(|| Text::new(&file.bytes)))
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

/// Errors before warnings, and in each the order in which people read them.
fn worst_first(notes: &Diagnostics) -> impl Iterator<Item = &Diagnostic> {
    let of = |severity| notes.notes().iter().filter(move |note| note.severity == severity);
    of(Severity::Error).chain(of(Severity::Warning))
}

/// Where a place starts and ends. One that ends at the very start of a line ends with the line before it: whoever
/// marks whole lines would mark one that has nothing to do with it.
fn marked(sources: &Sources<'_>, place: &Place) -> (Position, Position) {
    let (start, end) = human::span(sources, place);
    if end.column > 1 || end.line <= start.line {
        return (start, end);
    }
    let line = end.line - 1;
    let length = sources.text(&place.file).map_or(0, |text| text.line(line).chars().count());
    (start, Position { line, column: length + 1 })
}

#[cfg(test)]
mod tests;
