//! How serious a note is, what a site may change of that, and which mistakes mend themselves.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Rule;

/// How serious a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Not shown (only by site.toml).
    Off,
    /// Shown; the build goes on.
    Warning,
    /// Shown; nothing is published.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Off => "off",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// Whether `digest check --fix` mends what breaks a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mends {
    /// Always.
    Yes,
    /// Where there is exactly one right answer.
    Often,
    /// Only a person can tell what is right.
    No,
}

impl fmt::Display for Mends {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Mends::Yes => "yes",
            Mends::Often => "often",
            Mends::No => "no",
        })
    }
}

/// Why site.toml cannot make a rule less serious.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Guard {
    /// It guards readers, machines and what is published already.
    Safety,
    /// What breaks it cannot be published whole: lowered, a file or a part of it would vanish in silence.
    Whole,
}

impl Rule {
    /// Why the rule may be raised and never lowered (config.md, `[rules]`), if it is one of those.
    #[must_use]
    pub fn guard(self) -> Option<Guard> {
        match self {
            Rule::FileRefused
            | Rule::FileKind
            | Rule::FileName
            | Rule::FileTooLarge
            | Rule::YamlFeature
            | Rule::TooMany
            | Rule::LinkRefused
            | Rule::ImageRefused
            | Rule::ImageBroken
            | Rule::TooDeep
            | Rule::HtmlTooLarge
            | Rule::BidiControl
            | Rule::InvisibleCharacter
            | Rule::ControlCharacter
            | Rule::RouteTaken
            | Rule::SlugTaken
            | Rule::Internal => Some(Guard::Safety),
            Rule::NotUtf8
            | Rule::FrontMatterMissing
            | Rule::YamlInvalid
            | Rule::KeyMissing
            | Rule::Placeholder
            | Rule::ValueInvalid
            | Rule::DateMissing
            | Rule::DateUnreadable
            | Rule::EventDateInvalid
            | Rule::UrlInvalid
            | Rule::SlugInvalid
            | Rule::TagsInvalid
            | Rule::ClaimIncomplete
            | Rule::VocabularyInvalid
            | Rule::Config
            | Rule::ThemeInvalid => Some(Guard::Whole),
            _ => None,
        }
    }

    /// Whether the rule may be raised and never lowered.
    #[must_use]
    pub fn guards_safety(self) -> bool {
        self.guard().is_some()
    }

    /// The most serious that site.toml may make the rule. A date lies in the future on one day and not on the next, so
    /// that as an error the same content would fail today and pass tomorrow.
    #[must_use]
    pub fn most(self) -> Severity {
        if self == Rule::DateFuture { Severity::Warning } else { Severity::Error }
    }
}
