//! Notes for people, in the form that rustc made familiar.
//!
//! Not by a crate: the form fixes the width of the gutter, columns count characters of the file and not of what is
//! shown for them, and what comes from a file has to pass the gate before it is measured.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity, Span};
use crate::report::paint::{Ink, Paint};
use crate::report::snippet::snippet;
use crate::report::text::Position;
use crate::report::{Sources, shown, summary};

/// Every note, one after the other, and how many there are; nothing when there are none.
#[must_use]
pub fn human(notes: &Diagnostics, sources: &Sources<'_>, paint: Paint) -> String {
    let mut out = String::new();
    for note in notes.notes() {
        Writer::new(note, sources, paint).note(&mut out, note);
        out.push('\n');
    }
    let summary = summary(notes);
    if !summary.is_empty() {
        out.push_str(&paint.ink(Ink::Strong, &summary));
        out.push('\n');
    }
    let (all, mended) = (notes.notes().len(), notes.notes().iter().filter(|note| !note.fix.is_empty()).count());
    if mended > 0 {
        let what = if all == 1 { "it".to_owned() } else { format!("{mended} of them") };
        let _ = writeln!(out, "`digest check --fix` mends {what}.");
    }
    out
}

/// One note, without colours: for those who show it elsewhere than in a terminal.
#[must_use]
pub fn one(note: &Diagnostic, sources: &Sources<'_>) -> String {
    let mut out = String::new();
    Writer::new(note, sources, Paint::Plain).note(&mut out, note);
    out
}

/// Writes one note; its places share the width of their line numbers.
struct Writer<'a, 's> {
    sources: &'a Sources<'s>,
    paint: Paint,
    gutter: usize,
}

impl<'a, 's> Writer<'a, 's> {
    fn new(note: &Diagnostic, sources: &'a Sources<'s>, paint: Paint) -> Self {
        let places = note.place.iter().chain(note.related.iter().map(|(place, _)| place));
        let last = places.map(|place| span(sources, place).0.line).max().unwrap_or(1);
        Writer { sources, paint, gutter: last.to_string().len().max(2) }
    }

    fn note(&self, out: &mut String, note: &Diagnostic) {
        let ink = if note.severity == Severity::Error { Ink::Error } else { Ink::Warning };
        let name = self.paint.ink(ink, &format!("{}[{}]", note.severity, note.rule));
        let message = self.paint.ink(Ink::Strong, &format!(": {}", shown::line(&note.message)));
        let _ = writeln!(out, "{name}{message}");
        if let Some(place) = &note.place {
            let label = note.label.as_deref().unwrap_or_default();
            self.place(out, "-->", place, &Mark { sign: "^", ink, label });
        }
        for (place, sentence) in &note.related {
            self.place(out, ":::", place, &Mark { sign: "-", ink: Ink::Frame, label: sentence });
        }
        if let Some(help) = &note.help {
            if note.place.is_some() {
                self.rule(out, "");
            }
            self.help(out, help);
        }
    }

    fn place(&self, out: &mut String, arrow: &str, place: &Place, mark: &Mark<'_>) {
        let (start, end) = span(self.sources, place);
        let arrow = self.paint.ink(Ink::Frame, &format!("{:gutter$}{arrow}", "", gutter = self.gutter));
        let path = shown::line(place.file.as_str());
        let _ = writeln!(out, "{arrow} {path}:{}:{}", start.line, start.column);
        let text = self.sources.text(&place.file);
        let line = text.map(|text| text.around(start.line, place.range.start, place.range.end));
        // A note on a whole file says nothing of its first line, which in an image is no line at all.
        let whole = place.range == Span::default();
        let line = line.filter(|line| !(line.text.is_empty() || whole && is_binary(&line.text)));
        let Some(line) = line else {
            if !mark.label.is_empty() {
                self.rule(out, &shown::line(mark.label));
            }
            return;
        };
        let goes_on = end.line > start.line;
        let to = if goes_on { usize::MAX } else { end.column - 1 - line.skipped };
        let snippet = snippet(&line.text, start.column - 1 - line.skipped, to);
        self.rule(out, "");
        let number = self.paint.ink(Ink::Frame, &format!("{:>gutter$} |", start.line, gutter = self.gutter));
        let _ = writeln!(out, "{number} {}", snippet.text);
        let mut under = mark.sign.repeat(snippet.marks);
        if goes_on {
            under.push_str("...");
        }
        if !mark.label.is_empty() {
            let _ = write!(under, " {}", shown::line(mark.label));
        }
        let under = self.paint.ink(mark.ink, &under);
        self.rule(out, &format!("{:indent$}{under}", "", indent = snippet.indent));
    }

    /// A line that begins with the rule at the left, so that nothing of a file can begin one.
    fn rule(&self, out: &mut String, text: &str) {
        let rule = self.paint.ink(Ink::Frame, &format!("{:gutter$} |", "", gutter = self.gutter));
        let gap = if text.is_empty() { "" } else { " " };
        let _ = writeln!(out, "{rule}{gap}{text}");
    }

    fn help(&self, out: &mut String, help: &str) {
        let sign = self.paint.ink(Ink::Frame, &format!("{:gutter$} =", "", gutter = self.gutter));
        for (number, line) in help.lines().enumerate() {
            let word = if number == 0 { self.paint.ink(Ink::Strong, "help:") } else { "     ".to_owned() };
            let _ = writeln!(out, "{sign} {word} {}", shown::line(line));
        }
    }
}

/// Whether this is a stretch of bytes rather than a line of text.
fn is_binary(line: &str) -> bool {
    line.contains(|c: char| c == char::REPLACEMENT_CHARACTER || (c.is_control() && c != '\t'))
}

/// The sign under a line, its colour, and what it means.
struct Mark<'a> {
    sign: &'static str,
    ink: Ink,
    label: &'a str,
}

/// Where a place starts and ends; at the start of a file whose text is not at hand.
pub(super) fn span(sources: &Sources<'_>, place: &Place) -> (Position, Position) {
    sources.text(&place.file).map_or((Position::START, Position::START), |text| {
        let end = place.range.end.max(place.range.start);
        (text.position(place.range.start), text.position(end))
    })
}
