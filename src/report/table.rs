//! Notes as a table for the summary of a job on GitHub: Markdown in which no text of a file is more than text.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::gate::markdown;
use crate::report::{Sources, marked, shown, summary, worst_first};

/// GitHub refuses a summary of more than 1 MiB, and other commands of the same step may have something to say.
const MOST_BYTES: usize = 512 * 1024;

/// Characters of one text that are shown.
const MOST_CHARS: usize = 400;

/// Every note in one table as far as there is room, with sentences of the program below it.
#[must_use]
pub fn table(notes: &Diagnostics, sources: &Sources<'_>, sentences: &[String]) -> String {
    // What stands in the file before this may lack its last line end.
    let mut out = "\n### digest check\n\n".to_owned();
    let total = notes.notes().len();
    if total > 0 {
        let _ = writeln!(out, "{}\n", summary(notes));
        let [open, close] = markdown::TABLE;
        out.push_str(open);
        out.push_str(&markdown::headings(&["severity", "rule", "place", "problem"]));
        let mut left = total;
        for note in worst_first(notes) {
            let row = row(note, sources);
            if out.len() + row.len() > MOST_BYTES {
                break;
            }
            out.push_str(&row);
            left -= 1;
        }
        out.push_str(close);
        out.push('\n');
        if left > 0 {
            let _ = writeln!(out, "{left} more of them had no room here.\n");
        }
    }
    for sentence in sentences {
        let _ = writeln!(out, "{}\n", said(sentence));
    }
    out
}

fn row(note: &Diagnostic, sources: &Sources<'_>) -> String {
    let place = note.place.as_ref().map_or_else(String::new, |place| {
        let at = marked(sources, place).0;
        cell(&format!("{}:{}:{}", sources.in_repository(&place.file), at.line, at.column))
    });
    let problem: Vec<String> = std::iter::once(note.message.as_str()).chain(note.help.as_deref()).map(cell).collect();
    markdown::row(&[&[note.severity.to_string()], &[cell(note.rule.name())], &[place], &problem])
}

fn cell(text: &str) -> String {
    let text = shown::line(text);
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => markdown::cell(&format!("{}…", &text[..end])),
        None => markdown::cell(&text),
    }
}

/// A sentence of the program; one that names what somebody typed is shown as code.
fn said(sentence: &str) -> String {
    let is_plain = sentence.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | ';'));
    if is_plain { sentence.to_owned() } else { markdown::code_span(&shown::line(sentence)) }
}
