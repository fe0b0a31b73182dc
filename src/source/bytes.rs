//! The bytes of a file: read, or left on the disk until somebody asks, when it is known what they are.

use std::fmt;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::sum::Sum;

/// The bytes of a file.
#[derive(Clone)]
pub struct Bytes(Inner);

#[derive(Clone)]
enum Inner {
    Read(Vec<u8>),
    Left(Arc<Left>),
}

/// A file that is believed to hold what it held.
struct Left {
    place: PathBuf,
    length: u64,
    sum: Sum,
    /// Nothing where it turned out to hold something else.
    read: OnceLock<Option<Vec<u8>>>,
}

impl Bytes {
    /// The bytes of a file that is known by its length and sum, to be read when they are asked for.
    pub(super) fn left(place: PathBuf, length: u64, sum: Sum) -> Bytes {
        Bytes(Inner::Left(Arc::new(Left { place, length, sum, read: OnceLock::new() })))
    }

    /// How many there are, without reading them.
    #[must_use]
    pub fn length(&self) -> u64 {
        match &self.0 {
            Inner::Read(bytes) => bytes.len() as u64,
            Inner::Left(left) => left.length,
        }
    }

    /// Whether they were left on the disk, to be read when somebody asks for them.
    #[must_use]
    pub fn are_left(&self) -> bool {
        matches!(self.0, Inner::Left(_))
    }

    /// Whether they were asked for and are no longer what they were believed to be: somebody wrote the file meanwhile.
    /// What was made of them, which were none, must be thrown away.
    #[must_use]
    pub fn are_gone(&self) -> bool {
        matches!(&self.0, Inner::Left(left) if left.read.get().is_some_and(Option::is_none))
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Inner::Read(bytes) => bytes,
            Inner::Left(left) => {
                let again = || super::folder::bytes_at(&left.place).ok().filter(|bytes| Sum::of(bytes) == left.sum);
                left.read.get_or_init(again).as_deref().unwrap_or_default()
            }
        }
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Bytes {
        Bytes(Inner::Read(bytes))
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Bytes) -> bool {
        **self == **other
    }
}

impl Eq for Bytes {}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Read(bytes) => bytes.fmt(f),
            Inner::Left(left) => write!(f, "{} bytes of {}", left.length, left.place.display()),
        }
    }
}
