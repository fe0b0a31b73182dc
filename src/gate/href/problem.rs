//! What can be wrong with an address, in words, and what to write instead.

use std::fmt;

use crate::gate::href::{Href, HrefPlace, MAX_BYTES};
use crate::gate::line::{code_point, line};

/// A text that is no address a link may have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HrefProblem {
    kind: HrefProblemKind,
    suggestion: Option<String>,
}

impl HrefProblem {
    /// A suggestion is kept only if it would pass: it must never lead from one problem to the next.
    pub(super) fn of(kind: HrefProblemKind, suggestion: Option<String>) -> HrefProblem {
        let passes = |text: &String| Href::link(text).is_ok_and(|href| href.place() != HrefPlace::Inside);
        HrefProblem { kind, suggestion: suggestion.filter(passes) }
    }

    /// What is wrong.
    pub fn kind(&self) -> &HrefProblemKind {
        &self.kind
    }

    /// What to write instead, where one reading is likely; it passes the gate, and nobody has checked that it is meant.
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion.as_deref()
    }
}

impl From<HrefProblemKind> for HrefProblem {
    fn from(kind: HrefProblemKind) -> HrefProblem {
        HrefProblem { kind, suggestion: None }
    }
}

impl fmt::Display for HrefProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl std::error::Error for HrefProblem {}

/// What is wrong with a text that should be an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HrefProblemKind {
    /// There is nothing.
    Empty,
    /// It is longer than servers take.
    TooLong,
    /// A character in it commands, is invisible, turns the direction or was lost.
    Character(char),
    /// There is a space in it.
    Space,
    /// There is a backslash in it, which browsers read as a slash.
    Backslash,
    /// Its scheme is none that a link may have: `javascript`, `data`, `file`, `ftp` and all others.
    Scheme(String),
    /// Its scheme is written so that it shows only after decoding.
    Disguised(String),
    /// It has no scheme, or starts with `//`.
    NoScheme,
    /// There are not exactly two slashes after the scheme.
    Slashes,
    /// There is a user name before the host: `https://bank.example@evil.example/`.
    UserName,
    /// The host has no dot, or is not a name.
    Host(String),
    /// It is not one plain mailbox with at most a subject.
    Mailbox,
    /// The URL standard refuses it, with its reason.
    NotAnAddress(String),
}

impl fmt::Display for HrefProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HrefProblemKind::Empty => f.write_str("the address is empty"),
            HrefProblemKind::TooLong => write!(f, "the address is longer than {MAX_BYTES} bytes"),
            HrefProblemKind::Character(c) => {
                write!(f, "the address holds the character {}", code_point(*c))
            }
            HrefProblemKind::Space => f.write_str("the address holds a space"),
            HrefProblemKind::Backslash => f.write_str("the address holds a backslash, which browsers read as a slash"),
            HrefProblemKind::Scheme(scheme) => {
                write!(f, "`{}:` is not allowed: only http, https and mailto are", line(scheme))
            }
            HrefProblemKind::Disguised(scheme) => {
                write!(f, "the address hides that it is `{}:`", line(scheme))
            }
            HrefProblemKind::NoScheme => f.write_str("the address does not start with `https://` or `http://`"),
            HrefProblemKind::Slashes => f.write_str("the address has not exactly two slashes after the colon"),
            HrefProblemKind::UserName => f.write_str("the address has a user name before the host"),
            HrefProblemKind::Host(host) => write!(f, "`{}` is not the name of a host", line(host)),
            HrefProblemKind::Mailbox => f.write_str("the address is not one plain mailbox with at most a subject"),
            HrefProblemKind::NotAnAddress(why) => write!(f, "not an address: {}", line(why)),
        }
    }
}
