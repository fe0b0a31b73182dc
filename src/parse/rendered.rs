//! Notes as tests compare them; nothing but tests uses it.

use crate::diagnostic::Diagnostics;
use crate::source::SourceFile;

/// Notes as tests compare them: `rule @line:column-line:column message / label: … / help: … / fix: …`, one a line.
pub(crate) fn rendered(notes: &Diagnostics, file: &SourceFile) -> String {
    let skip = if file.bytes.starts_with("\u{FEFF}".as_bytes()) { 3 } else { 0 };
    let slice = |start: usize, end: usize| String::from_utf8_lossy(file.bytes.get(start..end).unwrap_or(b"?"));
    let at = |byte: usize| {
        let before = slice(skip.min(byte), byte);
        let line = before.matches('\n').count() + 1;
        format!("{line}:{}", before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
    };
    let mut out = String::new();
    for note in notes.notes() {
        let place = note.place.as_ref().map(|place| format!(" @{}-{}", at(place.range.start), at(place.range.end)));
        out.push_str(&format!("{}{} {}", note.rule, place.unwrap_or_default(), note.message));
        if note.severity != note.rule.severity() {
            out.push_str(&format!(" / {}", note.severity));
        }
        for (name, value) in [("label", &note.label), ("help", &note.help)] {
            if let Some(value) = value {
                out.push_str(&format!(" / {name}: {value}"));
            }
        }
        for edit in &note.fix {
            let old = slice(edit.range.start, edit.range.end);
            out.push_str(&format!(" / fix @{}: {old:?} -> {:?}", at(edit.range.start), edit.text));
        }
        for (place, sentence) in &note.related {
            out.push_str(&format!(" / {} @{}", sentence, at(place.range.start)));
        }
        out.push('\n');
    }
    out
}
