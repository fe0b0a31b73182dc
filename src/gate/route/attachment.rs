//! The name of an image beside an article: published under its own name, so the name is checked, never changed.

use std::fmt;

use serde::Serialize;
use unicode_normalization::is_nfc;

use crate::gate::line::line;
use crate::gate::route::segment::{self, SegmentProblem};

/// The kinds of image that are published. No SVG: it is a program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ImageKind {
    /// `image/png`
    Png,
    /// `image/jpeg`
    Jpeg,
    /// `image/webp`
    Webp,
    /// `image/gif`
    Gif,
}

impl fmt::Display for ImageKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ImageKind::Png => "png",
            ImageKind::Jpeg => "jpg",
            ImageKind::Webp => "webp",
            ImageKind::Gif => "gif",
        })
    }
}

/// The name of an image file: one part of a path, in NFC, with an extension of an [`ImageKind`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(transparent)]
pub struct Attachment {
    name: String,
    #[serde(skip)]
    kind: ImageKind,
}

impl Attachment {
    /// Takes a file's name, without folders.
    ///
    /// # Errors
    /// An [`AttachmentProblem`] where the name is no safe part of a path or is not that of an image we publish.
    pub fn new(name: &str) -> Result<Attachment, AttachmentProblem> {
        segment::check(name).map_err(AttachmentProblem::Name)?;
        if !is_nfc(name) {
            return Err(AttachmentProblem::NotNfc);
        }
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        let kind = match extension.as_deref() {
            Some("png") => ImageKind::Png,
            Some("jpg" | "jpeg") => ImageKind::Jpeg,
            Some("webp") => ImageKind::Webp,
            Some("gif") => ImageKind::Gif,
            _ => return Err(AttachmentProblem::Kind(name.to_owned())),
        };
        Ok(Attachment { name: name.to_owned(), kind })
    }

    /// The file's name.
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// The kind that the extension claims; whoever has the bytes compares.
    pub fn kind(&self) -> ImageKind {
        self.kind
    }
}

impl fmt::Display for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// Why a file's name is not that of an image we publish.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AttachmentProblem {
    /// It is no safe part of a path.
    Name(SegmentProblem),
    /// Its letters are decomposed (as old macOS writes them), so that two systems would spell its address differently.
    NotNfc,
    /// Its extension is not one of those we publish.
    Kind(String),
}

impl fmt::Display for AttachmentProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AttachmentProblem::Name(problem) => problem.fmt(f),
            AttachmentProblem::NotNfc => f.write_str("the file name's accents are decomposed: rename it in NFC"),
            AttachmentProblem::Kind(name) => {
                write!(f, "`{}` is not a png, jpg, webp or gif: nothing else is published", line(name))
            }
        }
    }
}

impl std::error::Error for AttachmentProblem {}
