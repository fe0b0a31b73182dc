//! Notes for machines: one JSON object a line.

use anyhow::Result;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::report::human::span;
use crate::report::{Sources, shown};
use crate::source::SourcePath;

#[derive(Serialize)]
struct Line<'a> {
    rule: &'static str,
    severity: String,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    help: Option<&'a str>,
    fix: Option<Vec<Edit<'a>>>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

/// Every note as one line.
///
/// # Errors
/// Never, as far as is known: every part is text or a number.
pub fn json(notes: &Diagnostics, sources: &Sources<'_>) -> Result<String> {
    let mut out = String::new();
    for note in notes.notes() {
        out.push_str(&shown::json(&serde_json::to_string(&line(note, sources))?));
        out.push('\n');
    }
    Ok(out)
}

fn line<'a>(note: &'a Diagnostic, sources: &Sources<'_>) -> Line<'a> {
    let place = note.place.as_ref();
    let span = place.map(|place| self::span(sources, place));
    Line {
        rule: Rule::name(note.rule),
        severity: note.severity.to_string(),
        message: &note.message,
        file: place.map(|place| place.file.as_str()),
        line: span.map(|(start, _)| start.line),
        column: span.map(|(start, _)| start.column),
        end_line: span.map(|(_, end)| end.line),
        end_column: span.map(|(_, end)| end.column),
        help: note.help.as_deref(),
        fix: place.and_then(|place| fix(note, &place.file, sources)),
        related: note.related.iter().map(|(place, sentence)| related(place, sentence, sources)).collect(),
    }
}

fn fix<'a>(note: &'a Diagnostic, file: &SourcePath, sources: &Sources<'_>) -> Option<Vec<Edit<'a>>> {
    let edits = note.fix.iter().map(|edit| {
        let (start, end) = span(sources, &Place { file: file.clone(), range: edit.range });
        Edit { line: start.line, column: start.column, end_line: end.line, end_column: end.column, text: &edit.text }
    });
    if note.fix.is_empty() { None } else { Some(edits.collect()) }
}

fn related<'a>(place: &'a Place, sentence: &'a str, sources: &Sources<'_>) -> Related<'a> {
    let (start, _) = span(sources, place);
    Related { file: place.file.as_str(), line: start.line, column: start.column, message: sentence }
}
