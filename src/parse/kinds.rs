//! What a file under `content/` is, by its place and name (content.md).

use crate::model::term::TermKind;
use crate::source::SourcePath;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A `.md` file anywhere but in the three folders below.
    Article,
    /// `content/events/….md`
    Event,
    /// `content/timelines/….md`
    Timeline,
    /// `content/pages/….md`
    Page,
    /// `content/tags.yaml` and the other four.
    Vocabulary(TermKind),
    /// png, jpg, jpeg, webp, gif.
    Image,
    /// Nothing that is published.
    Other,
}

/// The kind of a file; the path begins with `content/`.
#[must_use]
pub fn kind(path: &SourcePath) -> Kind {
    let inside = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    if let Some(kind) = TermKind::ALL.into_iter().find(|kind| inside == format!("{}.yaml", kind.plural())) {
        return Kind::Vocabulary(kind);
    }
    match path.extension().to_ascii_lowercase().as_str() {
        "md" => match inside.split('/').next() {
            Some("events") => Kind::Event,
            Some("timelines") => Kind::Timeline,
            Some("pages") => Kind::Page,
            _ => Kind::Article,
        },
        "png" | "jpg" | "jpeg" | "webp" | "gif" => Kind::Image,
        _ => Kind::Other,
    }
}
