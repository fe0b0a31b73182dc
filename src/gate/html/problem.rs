//! What can be wrong with a body, in words.

use std::fmt;
use std::ops::Range;

use crate::gate::href::problem::HrefProblem;
use crate::gate::line::line;
use crate::gate::text::Suspicion;

/// Something in a body that was not shown as written, or should not have been written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BodyProblem {
    /// Where it stands: bytes of the Markdown.
    pub range: Range<usize>,
    /// What it is.
    pub kind: BodyProblemKind,
}

/// What is wrong. The text of each is lower case and one line, safe to print.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BodyProblemKind {
    /// HTML was written; it is shown as text.
    RawHtml,
    /// The address of a link is refused; its text is shown without the link.
    BadLink(HrefProblem),
    /// The site refuses the link; its text is shown without it.
    RefusedLink(String),
    /// There is no such page inside the site; the text is shown without a link.
    BrokenLink(String),
    /// The text has no heading of this name (without the `#`); the text of the link is shown without it.
    BrokenFragment(String),
    /// The link names its address by a label that nothing defines; it is shown as it is written.
    UndefinedLink(String),
    /// The link has no text; its address is shown.
    EmptyLink,
    /// The text of the link looks like an address on another host than the one it leads to.
    LinkTextNamesOtherHost {
        /// The host that the text names.
        text: String,
        /// The host that the link leads to; empty where it stays inside the site.
        host: String,
    },
    /// The image is on another site; a link to it is shown.
    RemoteImage(String),
    /// The image may not be shown; its description is.
    RefusedImage(String),
    /// There is no such image; its description is shown.
    BrokenImage(String),
    /// The image has no description.
    ImageWithoutAlt,
    /// The heading is more than one level below the one before; it was moved up.
    SkippedHeading {
        /// The level written.
        level: u8,
        /// The level that comes next.
        expected: u8,
    },
    /// The heading has no text; it is left out.
    EmptyHeading,
    /// Nothing refers to the footnote; it stands at the end of the notes.
    UnusedNote(String),
    /// Two footnotes have one label; the second is added to the first.
    DuplicateNote(String),
    /// The text refers to a footnote that is not there; the reference is shown as it is written.
    MissingNote(String),
    /// A character that commands; it is left out.
    Control(char),
    /// A character that turns the direction of the text; it is left out.
    BidiControl(char),
    /// A character that shows nothing; it is left out.
    Invisible(char),
    /// U+FFFD: a character was lost before the text came here.
    LostCharacter,
    /// UTF-8 that was once read as Windows-1252.
    Mojibake {
        /// The text as it was.
        repaired: String,
    },
    /// A word of letters of two scripts that look alike.
    MixedScripts {
        /// The word.
        word: String,
        /// The word in one script, where only one can be meant.
        repaired: Option<String>,
    },
    /// A symbol that stands where a space or a letter was lost.
    Placeholder(char),
    /// A private use character.
    PrivateUse(char),
    /// More than [`super::MAX_DEPTH`] blocks inside each other; what is deeper is shown as text.
    TooDeep,
    /// The HTML would be larger than this many bytes; nothing is shown.
    TooLarge(usize),
}

impl fmt::Display for BodyProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RawHtml => f.write_str("html is shown as text"),
            Self::BadLink(problem) => problem.fmt(f),
            Self::RefusedLink(why) | Self::RefusedImage(why) => f.write_str(&line(why)),
            Self::BrokenLink(dest) => write!(f, "there is no page `{}`", line(dest)),
            Self::BrokenFragment(name) => write!(f, "this text has no heading `{}`", line(name)),
            Self::UndefinedLink(label) => {
                write!(f, "nothing in this text says where `[{}]` leads, so it is no link", line(label))
            }
            Self::EmptyLink => f.write_str("the link has no text"),
            Self::LinkTextNamesOtherHost { text, host } if host.is_empty() => {
                write!(f, "the link's text names `{}` and the link stays inside this site", line(text))
            }
            Self::LinkTextNamesOtherHost { text, host } => {
                write!(f, "the link's text names `{}` and the link leads to `{}`", line(text), line(host))
            }
            Self::RemoteImage(src) => {
                write!(f, "the image `{}` is on another site: only a link to it is shown", line(src))
            }
            Self::BrokenImage(src) => write!(f, "there is no image `{}`", line(src)),
            Self::ImageWithoutAlt => f.write_str("the image has no description"),
            Self::SkippedHeading { level, expected } => {
                write!(f, "the heading is of level {level}, after one that allows level {expected}")
            }
            Self::EmptyHeading => f.write_str("the heading has no text"),
            Self::UnusedNote(label) => {
                write!(f, "nothing refers to the footnote `{}`", line(label))
            }
            Self::DuplicateNote(label) => write!(f, "there are two footnotes `{}`", line(label)),
            Self::MissingNote(label) => write!(f, "there is no footnote `{}`", line(label)),
            Self::Control(c) => Suspicion::Control(*c).fmt(f),
            Self::BidiControl(c) => Suspicion::Bidi(*c).fmt(f),
            Self::Invisible(c) => Suspicion::Invisible(*c).fmt(f),
            Self::LostCharacter => Suspicion::Lost.fmt(f),
            Self::Mojibake { repaired } => Suspicion::Mojibake { repaired: line(repaired) }.fmt(f),
            Self::MixedScripts { word, .. } => Suspicion::Mixed { word: word.clone(), repaired: None }.fmt(f),
            Self::Placeholder(c) => Suspicion::Placeholder(*c).fmt(f),
            Self::PrivateUse(c) => Suspicion::PrivateUse(*c).fmt(f),
            Self::TooDeep => write!(f, "more than {} blocks stand inside each other", super::MAX_DEPTH),
            Self::TooLarge(limit) => write!(f, "the text becomes more than {limit} bytes of html"),
        }
    }
}

impl From<Suspicion> for BodyProblemKind {
    fn from(suspicion: Suspicion) -> Self {
        match suspicion {
            Suspicion::Control(c) => Self::Control(c),
            Suspicion::Bidi(c) => Self::BidiControl(c),
            Suspicion::Invisible(c) => Self::Invisible(c),
            Suspicion::Lost => Self::LostCharacter,
            Suspicion::Mojibake { repaired } => Self::Mojibake { repaired },
            Suspicion::Mixed { word, repaired } => Self::MixedScripts { word, repaired },
            Suspicion::Placeholder(c) => Self::Placeholder(c),
            Suspicion::PrivateUse(c) => Self::PrivateUse(c),
        }
    }
}
