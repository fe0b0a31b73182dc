//! What is wrong, as the overlay in the browser shows it: text, which the script puts there as text. Pure.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::cli::serve::editor::Editor;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::report::human::one;
use crate::report::{Sources, summary};

/// Notes that the overlay shows; the terminal has them all.
const MOST: usize = 100;

/// What is wrong.
#[derive(Debug, Default, Serialize, PartialEq, Eq)]
pub(super) struct Problems {
    /// In a few words; empty when nothing is.
    title: String,
    /// Whether it stands between the reader and newer pages.
    blocks: bool,
    notes: Vec<Note>,
    /// How many more there are.
    more: usize,
}

#[derive(Debug, Serialize, PartialEq, Eq)]
struct Note {
    severity: String,
    /// As the terminal has it: message, file, line, caret, help.
    text: String,
    /// What opens the file in an editor.
    editor: Option<String>,
}

impl Problems {
    /// What the notes of a build say, the worst first; among the bad as among the worse, those of the files that were
    /// `saved` last: their writer looks at the screen.
    pub(super) fn of(
        notes: &Diagnostics,
        sources: &Sources<'_>,
        editor: Option<&Editor>,
        saved: &BTreeSet<String>,
    ) -> Problems {
        let is_saved = |note: &Diagnostic| note.place.as_ref().is_some_and(|place| saved.contains(place.file.as_str()));
        let mut all: Vec<&Diagnostic> = notes.notes().iter().collect();
        all.sort_by_key(|note| (note.severity != Severity::Error, !is_saved(note)));
        let note = |note: &&Diagnostic| Note {
            severity: note.severity.to_string(),
            text: one(note, sources),
            editor: editor.zip(note.place.as_ref()).map(|(editor, place)| editor.link(place.file.as_str())),
        };
        Problems {
            title: summary(notes),
            blocks: notes.has_errors(),
            notes: all.iter().take(MOST).map(note).collect(),
            more: all.len().saturating_sub(MOST),
        }
    }

    /// The same, and before it what kept the program from its work.
    pub(super) fn with_failure(self, text: String) -> Problems {
        let failure = Note { severity: Severity::Error.to_string(), text, editor: None };
        let title =
            if self.title.is_empty() { "1 error".to_owned() } else { format!("1 error besides {}", self.title) };
        Problems { title, blocks: true, notes: std::iter::once(failure).chain(self.notes).collect(), ..self }
    }

    /// One line of JSON.
    pub(super) fn json(&self) -> String {
        // Text and numbers can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, Rule};
    use crate::source::SourceFile;

    #[test]
    fn each_note_is_what_the_terminal_shows_and_the_worst_come_first() {
        let file = SourceFile::new("content/a.md", "---\ntitle: <b>x</b>\n---\n");
        let mut notes = Diagnostics::default();
        notes.add(Rule::TitleCapitals, Place::new(&file.path, 4..9), "a warning");
        notes.add(Rule::DateMissing, Place::new(&file.path, 11..14), "an \"error\"").help("write it");
        let problems = Problems::of(&notes, &Sources::new([&file]), None, &BTreeSet::new());
        assert_eq!((problems.title.as_str(), problems.blocks, problems.more), ("1 error, 1 warning", true, 0));
        let text = &problems.notes[0].text;
        for part in
            ["error[date-missing]: an \"error\"", "--> content/a.md:2:8", "title: <b>x</b>", "^^^", "= help: write it"]
        {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        assert_eq!(problems.notes[1].severity, "warning");
        assert!(!problems.json().contains('\n'), "an event is one line");
    }

    #[test]
    fn the_file_that_was_saved_comes_first_among_what_is_as_bad() {
        let mut notes = Diagnostics::default();
        for (file, rule) in
            [("a", Rule::DateMissing), ("b", Rule::DateMissing), ("c", Rule::TitleCapitals), ("b", Rule::TitleCapitals)]
        {
            notes.add(rule, Place::file(&SourceFile::new(format!("content/{file}.md"), "").path), file);
        }
        let saved = BTreeSet::from(["content/b.md".to_owned()]);
        let problems = Problems::of(&notes, &Sources::default(), None, &saved);
        let texts: Vec<&str> = problems.notes.iter().map(|note| note.text.lines().next().unwrap()).collect();
        let wanted = [
            "error[date-missing]: b",
            "error[date-missing]: a",
            "warning[title-capitals]: b",
            "warning[title-capitals]: c",
        ];
        assert_eq!(texts, wanted);
    }

    #[test]
    fn a_long_list_has_an_end() {
        let mut notes = Diagnostics::default();
        for _ in 0..MOST + 7 {
            notes.add(Rule::DateMissing, None, "x");
        }
        let problems = Problems::of(&notes, &Sources::default(), None, &BTreeSet::new());
        assert_eq!((problems.notes.len(), problems.more), (MOST, 7));
    }

    #[test]
    fn what_stops_the_program_comes_before_all_else() {
        let problems = Problems::default().with_failure("the theme".to_owned());
        assert_eq!((problems.title.as_str(), problems.blocks), ("1 error", true));
        assert_eq!(Problems::default().json(), "{\"title\":\"\",\"blocks\":false,\"notes\":[],\"more\":0}");
    }
}
