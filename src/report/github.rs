//! Notes as commands of GitHub's runner, which become annotations beside the lines of a pull request.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::gate::workflow;
use crate::report::{Sources, marked, shown, worst_first};

/// GitHub shows so many annotations of a kind for one step, and drops the rest without a word.
const MOST: usize = 10;

/// The worst notes, one command each, and how many more there are.
#[must_use]
pub fn github(notes: &Diagnostics, sources: &Sources<'_>) -> String {
    let mut out = String::new();
    let mut rest = Vec::new();
    for severity in [Severity::Error, Severity::Warning] {
        for note in worst_first(notes).filter(|note| note.severity == severity).take(MOST) {
            command(&mut out, note, sources);
        }
        match notes.count(severity).saturating_sub(MOST) {
            0 => {}
            1 => rest.push(format!("1 more {severity}")),
            many => rest.push(format!("{many} more {severity}s")),
        }
    }
    if !rest.is_empty() {
        let _ = writeln!(out, "::notice title=digest::{}: `digest check` shows them all", rest.join(" and "));
    }
    out
}

fn command(out: &mut String, note: &Diagnostic, sources: &Sources<'_>) {
    let _ = write!(out, "::{} ", note.severity);
    if let Some(place) = &note.place {
        let file = property(&sources.in_repository(&place.file));
        let (start, end) = marked(sources, place);
        let _ = write!(out, "file={file},line={},", start.line);
        // Columns of two lines are refused.
        if start.line == end.line {
            let _ = write!(out, "col={},endLine={},endColumn={},", start.column, end.line, end.column);
        } else {
            let _ = write!(out, "endLine={},", end.line);
        }
    }
    let _ = writeln!(out, "title={}::{}", property(note.rule.name()), workflow::data(&text(note, sources)));
}

/// What is wrong, what to write instead, and where else to look: one line each.
fn text(note: &Diagnostic, sources: &Sources<'_>) -> String {
    let mut text = shown::line(&note.message);
    if let Some(label) = &note.label {
        let _ = write!(text, " ({})", shown::line(label));
    }
    for line in note.help.iter().flat_map(|help| help.lines()) {
        let _ = write!(text, "\n{}", shown::line(line));
    }
    for (place, sentence) in &note.related {
        let at = marked(sources, place).0;
        let file = sources.in_repository(&place.file);
        let _ = write!(text, "\n{}", shown::line(&format!("{file}:{}:{}: {sentence}", at.line, at.column)));
    }
    text
}

fn property(text: &str) -> String {
    workflow::property(&shown::line(text))
}
