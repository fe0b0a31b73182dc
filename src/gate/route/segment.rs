//! One part of a path, between two slashes: what every file system and every browser takes for the same name.

use std::fmt;

use crate::gate::line::line;
use crate::gate::slug::is_reserved;
use crate::gate::text::{Suspicion, suspicious};

/// The most bytes of UTF-8 in one part: file systems take 255, and a temporary name is written beside.
const MAX_BYTES: usize = 200;

/// Why a part of a path is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SegmentProblem {
    /// There is nothing between two slashes.
    Empty,
    /// `.` or `..`: a way to another folder.
    Dots,
    /// It starts with `.`, so that hosts and tools hide it or read it as settings.
    Hidden(String),
    /// It ends in `.` or a space, or starts with a space: Windows would drop it, and people do not see it.
    Edge(String),
    /// It holds a character that Windows refuses or that parts a path.
    Character(char),
    /// It holds a control, bidi or invisible character, or one that was lost.
    Suspicious(Suspicion),
    /// Windows keeps the name for a device.
    Reserved(String),
    /// It is too long.
    TooLong,
}

impl fmt::Display for SegmentProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SegmentProblem::Empty => f.write_str("a part of the path is empty"),
            SegmentProblem::Dots => f.write_str("`.` and `..` cannot stand in the path"),
            SegmentProblem::Hidden(part) => write!(f, "`{}` starts with a dot", line(part)),
            SegmentProblem::Edge(part) => write!(f, "`{}` starts or ends with a space, or ends with a dot", line(part)),
            SegmentProblem::Character(c) => {
                write!(f, "the character `{}` cannot stand in the path", line(&c.to_string()))
            }
            SegmentProblem::Suspicious(suspicion) => write!(f, "the path holds {suspicion}"),
            SegmentProblem::Reserved(part) => {
                write!(f, "windows keeps the name `{}` for a device", line(part))
            }
            SegmentProblem::TooLong => {
                write!(f, "a part of the path is longer than {MAX_BYTES} bytes")
            }
        }
    }
}

/// Checks one part of a path, already decoded and in NFC.
///
/// # Errors
/// The first [`SegmentProblem`] found.
pub fn check(part: &str) -> Result<(), SegmentProblem> {
    if part.is_empty() {
        return Err(SegmentProblem::Empty);
    }
    if part == "." || part == ".." {
        return Err(SegmentProblem::Dots);
    }
    // Source: Microsoft, "Naming Files, Paths, and Namespaces". `%` would be decoded a second time by somebody.
    if let Some(c) = part.chars().find(|c| "<>:\"/\\|?*%".contains(*c)) {
        return Err(SegmentProblem::Character(c));
    }
    if let Some((_, suspicion)) = suspicious(part).into_iter().find(|(_, found)| is_harmful(found)) {
        return Err(SegmentProblem::Suspicious(suspicion));
    }
    if part.starts_with('.') {
        return Err(SegmentProblem::Hidden(part.to_owned()));
    }
    if part.starts_with(char::is_whitespace) || part.ends_with(char::is_whitespace) || part.ends_with('.') {
        return Err(SegmentProblem::Edge(part.to_owned()));
    }
    if is_reserved(part) {
        return Err(SegmentProblem::Reserved(part.to_owned()));
    }
    if part.len() > MAX_BYTES { Err(SegmentProblem::TooLong) } else { Ok(()) }
}

/// A name that merely looks garbled is ugly and not a danger: the file is there under this name and no other.
fn is_harmful(suspicion: &Suspicion) -> bool {
    match suspicion {
        Suspicion::Control(_) | Suspicion::Bidi(_) | Suspicion::Invisible(_) | Suspicion::Lost => true,
        Suspicion::Mojibake { .. } | Suspicion::Mixed { .. } | Suspicion::Placeholder(_) | Suspicion::PrivateUse(_) => {
            false
        }
    }
}

/// Whether the part ends like a file name: a dot and one to eight ASCII letters and digits, at least one a letter.
pub fn has_extension(part: &str) -> bool {
    part.rsplit_once('.').is_some_and(|(_, extension)| {
        (1..=8).contains(&extension.len())
            && extension.bytes().all(|b| b.is_ascii_alphanumeric())
            && extension.bytes().any(|b| b.is_ascii_alphabetic())
    })
}

/// The text with every `%XX` decoded, or `None` where an escape is broken or the bytes are not UTF-8.
pub fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The path with every byte percent-encoded that is not `/` or unreserved (RFC 3986, 2.3): one spelling for one path.
pub fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
