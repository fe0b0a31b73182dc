//! Import: the text of an article, or the page it stood on, becomes a draft and a report of every guess. No disk.

use std::fmt;

use crate::model::lang::Lang;
use crate::model::term::TermEntry;

pub mod draft;
pub mod report;

mod input;
mod mojibake;
mod damage;

mod text;
mod fields;
mod address;
mod byline;
mod dateline;
mod headline;
mod language;
mod paragraphs;
mod markdown;
mod publisher;

mod page;

#[cfg(test)]
mod tests;

use draft::Draft;
use report::{Report, Sure};

/// The most bytes that are read: an article is some kilobytes, a saved page a few hundred.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// The most bytes of a text that `check` takes, with room for front matter (a file may have 1 MiB).
const MOST_DRAFT: usize = 1_000_000;

/// What the input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text, as it was pasted or extracted.
    Text,
    /// A page, as a browser saved it.
    Html,
}

/// What is known before anything is read.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The site's language: a text in it needs no `lang`.
    pub lang: &'a Lang,
    /// publishers.yaml; nothing where the site has none.
    pub publishers: Option<&'a [TermEntry]>,
}

/// A draft, and how it came about.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The draft.
    pub draft: Draft,
    /// Every guess and every repair.
    pub report: Report,
}

/// Why nothing can be made of an input: one line, lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// More than [`MOST_BYTES`].
    TooLarge,
    /// There is not one letter or digit in it.
    Empty,
    /// It is no text: what it is instead.
    NotText(&'static str),
    /// HTML that cannot be read in reasonable time: elements too deep inside each other, tags of a thousand attributes.
    TooDeep,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::TooLarge => {
                f.write_str("it has more than 8 MiB: an article is far smaller, so take out what is not the article")
            }
            Refusal::Empty => f.write_str("there is no text in it"),
            Refusal::NotText(what) => write!(f, "it is {what}: save it as text or as a web page first"),
            Refusal::TooDeep => {
                f.write_str("its markup is too tangled to be read in reasonable time: save its text instead")
            }
        }
    }
}

impl std::error::Error for Refusal {}

/// Makes a draft of an article. Without a format, the first bytes say which it is.
///
/// Nothing is dropped: every word of the input is in the draft or in the report; of a page, what stands around the
/// article is counted there.
///
/// # Errors
/// A [`Refusal`], where there is no text to be had.
pub fn import(bytes: &[u8], format: Option<Format>, known: Known<'_>) -> Result<Imported, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::TooLarge);
    }
    let mut report = Report::default();
    let text = input::decode(&mut report, bytes)?;
    let format = format.unwrap_or_else(|| input::format(&text));
    let draft = match format {
        Format::Text => text::read(&mut report, &text, known)?,
        Format::Html => page::read(&mut report, &text, known)?,
    };
    if draft.body.is_empty() {
        report.note("text", Sure::Open, "nothing is left but the fields");
    }
    if draft.body.len() > MOST_DRAFT {
        let why = "a file may have 1 MiB: take out what is not the article";
        report.note("size", Sure::Open, why).read(format!("{} bytes", draft.body.len()));
    }
    Ok(Imported { draft, report })
}
