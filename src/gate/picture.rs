//! Pictures: an image of a stranger, copied part by part from an allow-list, so that what is published is the picture
//! and nothing beside it: no place where it was taken, no name, no earlier version in a corner, no text behind its end.
//!
//! Only containers are read, pixels never: the bytes of the picture itself stay as they are (spec: safety, Attachments).

mod exif;
mod gif;
mod jpeg;
mod png;
mod reader;
mod webp;

use std::fmt;

use crate::gate::route::attachment::ImageKind;

/// Pixels of a side, at most.
pub const SIDE: usize = 16_384;

/// Pixels of a picture, at most: drawn, each takes four bytes of a reader's memory.
pub const PIXELS: usize = 64 << 20;

/// An image that may be published: of a known kind, of a size a reader can draw, without metadata.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    bytes: Vec<u8>,
    width: usize,
    height: usize,
}

impl Picture {
    /// Copies the picture out of a file that is named as this kind. How it is turned is kept, nothing else about it.
    ///
    /// # Errors
    /// A [`PictureProblem`] where the bytes are not such an image, whole.
    pub fn new(bytes: &[u8], named: ImageKind) -> Result<Picture, PictureProblem> {
        let kind = kind(bytes).ok_or(PictureProblem::NotAnImage)?;
        if kind != named {
            return Err(PictureProblem::Named { named, kind });
        }
        let size = imagesize::blob_size(bytes).map_err(|_| PictureProblem::Broken)?;
        let (width, height) = (size.width, size.height);
        if width == 0 || height == 0 || width > SIDE || height > SIDE || width * height > PIXELS {
            return Err(PictureProblem::Size { width, height });
        }
        let copied = match kind {
            ImageKind::Png => png::copy(bytes),
            ImageKind::Jpeg => jpeg::copy(bytes),
            ImageKind::Webp => webp::copy(bytes),
            ImageKind::Gif => gif::copy(bytes),
        };
        let Copied { bytes, turned } = copied.ok_or(PictureProblem::Broken)?;
        let (width, height) = if turned { (height, width) } else { (width, height) };
        Ok(Picture { bytes, width, height })
    }

    /// The bytes to publish.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Width in pixels, as it is shown.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Height in pixels, as it is shown.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({} × {}, {} bytes)", self.width, self.height, self.bytes.len())
    }
}

/// A picture without what stood beside it.
struct Copied {
    bytes: Vec<u8>,
    /// It is shown lying on its side, so that width and height change places.
    turned: bool,
}

/// What a file is by its first bytes.
fn kind(bytes: &[u8]) -> Option<ImageKind> {
    match imagesize::image_type(bytes).ok()? {
        imagesize::ImageType::Png => Some(ImageKind::Png),
        imagesize::ImageType::Jpeg => Some(ImageKind::Jpeg),
        imagesize::ImageType::Webp => Some(ImageKind::Webp),
        imagesize::ImageType::Gif => Some(ImageKind::Gif),
        _ => None,
    }
}

/// Why a file is no picture that is published.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PictureProblem {
    /// By its first bytes it is none of the four kinds.
    NotAnImage,
    /// It is of another kind than its name says.
    Named {
        /// The kind its name says.
        named: ImageKind,
        /// The kind it is.
        kind: ImageKind,
    },
    /// It is empty, or too large to draw.
    Size {
        /// Width in pixels.
        width: usize,
        /// Height in pixels.
        height: usize,
    },
    /// It is cut off or damaged: its parts do not follow from each other to its end.
    Broken,
}

impl fmt::Display for PictureProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PictureProblem::NotAnImage => f.write_str("these bytes are not a png, jpg, webp or gif"),
            PictureProblem::Named { named, kind } => write!(f, "this file is named {named} but is a {kind}"),
            PictureProblem::Size { width, height } => write!(
                f,
                "this image is {width} × {height} pixels; a side has 1 to {SIDE}, the whole at most {}",
                PIXELS
            ),
            PictureProblem::Broken => f.write_str("this image is cut off or damaged"),
        }
    }
}

impl std::error::Error for PictureProblem {}

#[cfg(test)]
mod tests;
