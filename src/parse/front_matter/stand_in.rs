//! What stands in for a value that is missing or wrong, so that the rest of the file is checked in the same run.
//!
//! Nothing of it is ever published: the missing value was noted, which is an error, and in a draft a reason to leave the
//! whole document out (parse.rs).

use crate::diagnostic::Span;
use crate::gate::href::Href;
use crate::gate::slug::Slug;
use crate::model::article::Written;
use crate::model::date::Day;
use crate::model::date::stamp::Stamp;
use crate::model::date::when::When;
use crate::source::SourcePath;

use super::{dated_stem, stem_slug};

/// The file name's slug; nothing when there is none to be had.
pub(super) fn slug(path: &SourcePath) -> Option<(Slug, Span)> {
    Some((stem_slug(path)?, Span::default()))
}

/// The file's name as a headline.
pub(super) fn title(path: &SourcePath) -> Written {
    Written { text: path.stem().to_owned(), span: Span::default() }
}

/// The day in the file's name, else the first day of all.
pub(super) fn date(path: &SourcePath) -> Stamp {
    Stamp::new(dated_stem(path).0.unwrap_or(Day::FIRST), None)
}

/// The same for an event.
pub(super) fn when(path: &SourcePath) -> When {
    When::on(date(path).day())
}

/// An address that leads nowhere (RFC 6761, `.invalid`).
pub(super) fn original() -> Option<Href> {
    Href::external("https://missing.invalid/").ok()
}
