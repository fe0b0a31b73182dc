//! Notes as suggestions: whole lines as they should be, in the blocks that GitHub's pages turn into a button.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Span};
use crate::fix::{self, Mended};
use crate::gate::markdown;
use crate::report::human::span;
use crate::report::text::Text;
use crate::report::{Sources, shown};
use crate::source::{SourceFile, SourcePath};

/// Lines of a file, from 1, and the notes whose changes lie in them.
struct Group<'a> {
    first: usize,
    last: usize,
    notes: Vec<&'a Diagnostic>,
}

/// A suggestion for each note that brings its change along, and how many bring none.
///
/// Notes on the same lines share one suggestion: GitHub would refuse the second of two.
#[must_use]
pub fn suggest(notes: &Diagnostics, files: &[SourceFile], sources: &Sources<'_>) -> String {
    let mut of_file: BTreeMap<&SourcePath, Vec<&Diagnostic>> = BTreeMap::new();
    for note in notes.notes().iter().filter(|note| !note.fix.is_empty()) {
        if let Some(place) = &note.place {
            of_file.entry(&place.file).or_default().push(note);
        }
    }
    let mut out = String::new();
    let mut suggested = 0;
    for file in files {
        for group in of_file.remove(&file.path).map(|notes| groups(notes, sources)).unwrap_or_default() {
            suggested += block(&mut out, file, &group, sources);
        }
    }
    match notes.notes().len() - suggested {
        0 => {}
        1 => out.push_str("1 problem has no suggestion: `digest check` shows it.\n"),
        many => {
            let _ = writeln!(out, "{many} problems have no suggestion: `digest check` shows them.");
        }
    }
    out
}

/// The notes of one file by the lines that they change.
fn groups<'a>(notes: Vec<&'a Diagnostic>, sources: &Sources<'_>) -> Vec<Group<'a>> {
    let mut single: Vec<Group<'a>> = notes.into_iter().filter_map(|note| alone(note, sources)).collect();
    single.sort_by_key(|group| (group.first, group.last));
    let mut groups: Vec<Group<'a>> = Vec::new();
    for group in single {
        match groups.last_mut().filter(|before| group.first <= before.last) {
            Some(before) => {
                before.last = before.last.max(group.last);
                before.notes.extend(group.notes);
            }
            None => groups.push(group),
        }
    }
    groups
}

fn alone<'a>(note: &'a Diagnostic, sources: &Sources<'_>) -> Option<Group<'a>> {
    let place = note.place.as_ref()?;
    let start = note.fix.iter().map(|edit| edit.range.start).min()?;
    let end = note.fix.iter().map(|edit| edit.range.end).max()?.max(start);
    let (start, end) = span(sources, &Place { file: place.file.clone(), range: Span { start, end } });
    Some(Group { first: start.line, last: end.line, notes: vec![note] })
}

/// Writes one suggestion; says how many notes it mends.
fn block(out: &mut String, file: &SourceFile, group: &Group<'_>, sources: &Sources<'_>) -> usize {
    let Some((mended, lines)) = mended_lines(file, group) else {
        return 0;
    };
    let name = markdown::code_span(&shown::line(&sources.in_repository(&file.path)));
    let place = match group.first == group.last {
        true => format!("line {}", group.first),
        false => format!("lines {} to {}", group.first, group.last),
    };
    let _ = writeln!(out, "{name}, {place}:");
    for note in &mended.notes {
        let said = shown::line(&format!("{}: {}", note.rule, note.message));
        let _ = writeln!(out, "- {}", markdown::code_span(&said));
    }
    if lines.iter().all(|line| is_harmless(line)) {
        let text = lines.join("\n");
        let fence = markdown::fence(&text);
        let gap = if lines.is_empty() { "" } else { "\n" };
        let _ = writeln!(out, "\n{fence}suggestion\n{text}{gap}{fence}\n");
    } else {
        out.push_str("\nThe line holds signs that cannot be shown here: `digest check --fix` mends it.\n\n");
    }
    mended.notes.len()
}

/// The file with the notes of a group mended, and the lines of the group as they are then.
fn mended_lines(file: &SourceFile, group: &Group<'_>) -> Option<(Mended, Vec<String>)> {
    let mut wanted = Diagnostics::default();
    for note in &group.notes {
        *wanted.add(note.rule, None, "") = (*note).clone();
    }
    let mended = fix::fix(std::slice::from_ref(file), &wanted).pop()?;
    let (before, text) = (Text::new(&mended.before), Text::new(&mended.after));
    // Whatever was changed was changed in these lines, so that all lines added or lost are among them.
    let last = (group.last + text.lines()).saturating_sub(before.lines());
    let lines = (group.first..=last).map(|number| text.line(number).into_owned()).collect();
    Some((mended, lines))
}

/// The lines of a note as they should be; none where it brings no change along. They have not passed the gate.
pub(super) fn mended(note: &Diagnostic, files: &[SourceFile], sources: &Sources<'_>) -> Vec<String> {
    let lines = || {
        let group = alone(note, sources)?;
        let path = &note.place.as_ref()?.file;
        let at = files.binary_search_by(|file| file.path.cmp(path)).ok()?;
        Some(mended_lines(&files[at], &group)?.1)
    };
    lines().unwrap_or_default()
}

/// A suggestion is the line itself and cannot be escaped: one that would command a terminal or a build service, or not
/// be seen as what it is, is not printed.
fn is_harmless(line: &str) -> bool {
    let line = line.replace('\t', " ");
    shown::line(&line) == line && !line.trim_start().starts_with("::") && !line.contains('\u{FFFD}')
}
