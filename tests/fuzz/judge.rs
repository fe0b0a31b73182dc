//! What holds for all notes, whatever they are about: their places are in the file, their words command no terminal, and
//! what mends a file mends it.

use std::collections::BTreeSet;

use conflict_digest::diagnostic::Diagnostics;
use conflict_digest::fix;
use conflict_digest::report::paint::Paint;
use conflict_digest::report::{Sources, github, human, json, sarif, suggest, table};
use conflict_digest::source::SourceFile;

use crate::engine::Marks;

/// Each rule is a mark, and so is each kind of help.
pub(crate) fn marks(notes: &Diagnostics) -> Marks {
    let mark = |note: &conflict_digest::diagnostic::Diagnostic| {
        let message: String = note.message.chars().filter(|c| c.is_ascii_lowercase() || *c == ' ').take(24).collect();
        format!("{} {message} {}", note.rule, note.fix.len().min(2))
    };
    notes.notes().iter().map(mark).collect()
}

/// The places and words of notes.
pub(crate) fn notes(notes: &Diagnostics, files: &[SourceFile]) {
    for note in notes.notes() {
        let places = note.place.iter().chain(note.related.iter().map(|(place, _)| place));
        for place in places {
            let Some(file) = files.iter().find(|file| file.path == place.file) else { continue };
            let bytes = file.bytes.get(place.range.start..place.range.end);
            let bytes = bytes.unwrap_or_else(|| panic!("{note:?} is not in its file"));
            if let Ok(text) = std::str::from_utf8(&file.bytes) {
                assert!(text.is_char_boundary(place.range.start), "{note:?} cuts a character");
                assert!(std::str::from_utf8(bytes).is_ok(), "{note:?} cuts a character");
            }
        }
        assert!(!note.message.is_empty() && !note.message.contains('\n'), "{note:?}");
        for edit in &note.fix {
            let file = files.iter().find(|file| note.place.as_ref().is_some_and(|place| place.file == file.path));
            let text = file.map_or("", |file| std::str::from_utf8(&file.bytes).unwrap_or_default());
            assert!(text.get(edit.range.start..edit.range.end).is_some(), "{note:?} mends what is not there");
        }
    }
}

/// Every form of the report: no character that commands, no line that a log would obey but our own.
pub(crate) fn reports(notes: &Diagnostics, files: &[SourceFile]) {
    let sources = Sources::new(files);
    let lines = github::github(notes, &sources);
    for line in lines.lines() {
        let ours = ["::error", "::warning", "::notice"].iter().any(|start| line.starts_with(start));
        assert!(ours || !is_command(line), "a log obeys {line:?}");
    }
    let human = human::human(notes, &sources, Paint::Plain);
    let suggested = suggest::suggest(notes, files, &sources);
    for text in [&human, &suggested, &table::table(notes, &sources, &[])] {
        for line in text.lines() {
            assert!(!is_command(line.trim_start()), "a log obeys {line:?}");
        }
    }
    let json = json::json(notes, &sources).unwrap();
    for line in json.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
    let sarif = sarif::sarif(notes, &sources).unwrap();
    serde_json::from_str::<serde_json::Value>(&sarif).unwrap();
    // A suggestion is the very line that is to stand in the file, with its tabs.
    for text in [lines, human, suggested.replace('\t', ""), json, sarif] {
        let found = text.chars().find(|c| *c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(c)));
        assert_eq!(found, None, "a terminal obeys {:?}", text.chars().take(2000).collect::<String>());
    }
}

/// `:::` is no command: with it a snippet goes on in another file.
fn is_command(line: &str) -> bool {
    (line.starts_with("::") && !line.starts_with("::: ")) || line.starts_with("##[")
}

/// Mends file by file as `check --fix` does, with `again` to look once more, and says what is left. It comes to an end,
/// and what it leaves is text that can be read.
pub(crate) fn mended(files: &[SourceFile], first: &Diagnostics, again: impl Fn(&[SourceFile]) -> Diagnostics) {
    let (mut files, mut notes, mut mended) = (files.to_vec(), first.clone(), Vec::new());
    let was_utf8: BTreeSet<_> = files.iter().filter(|file| is_text(file)).map(|file| file.path.clone()).collect();
    // `check --fix` does eight rounds; one more finds nothing unless two mends undo each other.
    for _ in 0..32 {
        let round = fix::fix(&files, &notes);
        if round.is_empty() {
            return;
        }
        fix::take(&mut files, &mut mended, round);
        for file in files.iter().filter(|file| was_utf8.contains(&file.path)) {
            assert!(is_text(file), "mending breaks a character");
        }
        notes = again(&files);
        self::notes(&notes, &files);
    }
    panic!("mending never ends:\n{}", String::from_utf8_lossy(&files[0].bytes));
}

fn is_text(file: &SourceFile) -> bool {
    std::str::from_utf8(&file.bytes).is_ok()
}
