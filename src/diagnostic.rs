//! Notes to the people who write: what is wrong, where exactly, and what to write instead. Values, never printed here.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::source::SourcePath;

pub mod nearest;
pub mod rules;
pub mod severity;

pub use rules::Rule;
pub use severity::{Guard, Mends, Severity};

/// A stretch of a file, in bytes; lines and columns are counted when it is printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub file: SourcePath,
    /// Bytes from the start of the file.
    pub range: Span,
}

/// A byte range that can be ordered and copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span { start: range.start, end: range.end }
    }
}

impl Place {
    /// A place in a file.
    pub fn new(file: &SourcePath, range: impl Into<Span>) -> Self {
        Place { file: file.clone(), range: range.into() }
    }

    /// The whole of a file, shown at its first line.
    #[must_use]
    pub fn file(file: &SourcePath) -> Self {
        Place { file: file.clone(), range: Span::default() }
    }
}

/// A change that mends a mistake: these bytes become this text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Bytes from the start of the diagnostic's file.
    pub range: Span,
    /// What to write there.
    pub text: String,
}

/// A note to an author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What kind of mistake.
    pub rule: Rule,
    /// How serious, after `[rules]` of site.toml and the leniency for drafts.
    pub severity: Severity,
    /// Where; a mistake of the whole site has none.
    pub place: Option<Place>,
    /// One line, lower case: what is wrong.
    pub message: String,
    /// Under the carets: what was read.
    pub label: Option<String>,
    /// What to write instead.
    pub help: Option<String>,
    /// The change that mends it, when there is exactly one right answer.
    pub fix: Vec<Edit>,
    /// Other places that matter, each with a sentence.
    pub related: Vec<(Place, String)>,
    /// Whether the first related place is as much to blame, so that message, help and the sentence there would hold at
    /// either of the two.
    pub is_pair: bool,
}

impl Diagnostic {
    /// What the carets mean.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = Some(label.into());
        self
    }

    /// What to write instead.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// The change that mends it.
    pub fn fix(&mut self, range: impl Into<Span>, text: impl Into<String>) -> &mut Self {
        self.fix.push(Edit { range: range.into(), text: text.into() });
        self
    }

    /// Another place that matters.
    pub fn related(&mut self, place: Place, sentence: impl Into<String>) -> &mut Self {
        self.related.push((place, sentence.into()));
        self
    }

    /// Another place that is as much to blame: everything said must hold with the two exchanged.
    pub fn pair(&mut self, place: Place, sentence: impl Into<String>) -> &mut Self {
        self.is_pair = true;
        self.related(place, sentence)
    }

    /// Names the other place of a pair first.
    pub fn exchange(&mut self) {
        if let (true, Some(place), Some((other, _))) = (self.is_pair, &mut self.place, self.related.first_mut()) {
            std::mem::swap(place, other);
        }
    }
}

/// All notes of a run, in the order they were made until [`Diagnostics::in_order`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostics {
    notes: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a note; help, fix and related places are added to what it returns.
    pub fn add(&mut self, rule: Rule, place: impl Into<Option<Place>>, message: impl Into<String>) -> &mut Diagnostic {
        let index = self.notes.len();
        self.notes.push(Diagnostic {
            rule,
            severity: rule.severity(),
            place: place.into(),
            message: message.into(),
            label: None,
            help: None,
            fix: Vec::new(),
            related: Vec::new(),
            is_pair: false,
        });
        &mut self.notes[index]
    }

    /// Takes over the notes of another run, for instance of one file.
    pub fn append(&mut self, other: Diagnostics) {
        self.notes.extend(other.notes);
    }

    /// Changes each note.
    pub fn each(&mut self, change: impl FnMut(&mut Diagnostic)) {
        self.notes.iter_mut().for_each(change);
    }

    /// Makes every error a warning: what a draft lacks does not stop a build (content.md, `draft`).
    pub fn soften(&mut self) {
        for note in &mut self.notes {
            note.severity = note.severity.min(Severity::Warning);
        }
    }

    /// Applies the severities of site.toml; notes that are off are dropped.
    pub fn with_severities(&mut self, severity: impl Fn(Rule) -> Option<Severity>) {
        for note in &mut self.notes {
            if let Some(wanted) = severity(note.rule) {
                let softened = note.severity < note.rule.severity();
                note.severity = if softened { wanted.min(note.severity) } else { wanted };
            }
        }
        self.notes.retain(|note| note.severity > Severity::Off);
    }

    /// Sorted by file, place and rule, each once: the order in which people read them.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.notes.sort_by(|a, b| (&a.place, a.rule, &a.message).cmp(&(&b.place, b.rule, &b.message)));
        self.notes.dedup();
        self
    }

    /// The notes.
    #[must_use]
    pub fn notes(&self) -> &[Diagnostic] {
        &self.notes
    }

    /// How many have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.notes.iter().filter(|note| note.severity == severity).count()
    }

    /// Whether nothing may be published.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}
