//! Colours of a report, as rustc has them; or none.

/// Whether a report is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paint {
    /// Plain text.
    #[default]
    Plain,
    /// With ANSI escape sequences.
    Coloured,
}

/// What a stretch of a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// An error's name and its carets.
    Error,
    /// A warning's name and its carets.
    Warning,
    /// Line numbers, arrows and the rule at the left.
    Frame,
    /// A note's sentence.
    Strong,
}

impl Ink {
    fn sequence(self) -> &'static str {
        match self {
            Ink::Error => "\u{1b}[1m\u{1b}[91m",
            Ink::Warning => "\u{1b}[1m\u{1b}[33m",
            Ink::Frame => "\u{1b}[1m\u{1b}[94m",
            Ink::Strong => "\u{1b}[1m",
        }
    }
}

impl Paint {
    /// The text in this ink.
    #[must_use]
    pub fn ink(self, ink: Ink, text: &str) -> String {
        match self {
            Paint::Plain => text.to_owned(),
            Paint::Coloured if text.trim().is_empty() => text.to_owned(),
            Paint::Coloured => format!("{}{text}\u{1b}[0m", ink.sequence()),
        }
    }
}
