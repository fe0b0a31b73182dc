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

/// A file that is read when somebody asks for it: it was read before, in this run or in another.
struct Left {
    place: PathBuf,
    length: u64,
    sum: Sum,
    /// Whether it is believed to hold what it held in another run.
    is_believed: bool,
    /// Nothing where it turned out to hold something else.
    read: OnceLock<Option<Vec<u8>>>,
}

impl Bytes {
    /// The bytes of a file that is believed to be what it was by its length and sum, to be read when they are asked for.
    pub(super) fn believed(place: PathBuf, length: u64, sum: Sum) -> Bytes {
        Bytes(Inner::Left(Arc::new(Left { place, length, sum, is_believed: true, read: OnceLock::new() })))
    }

    /// The bytes of a file that was read a moment ago, and is not kept in memory.
    pub(super) fn left(place: PathBuf, length: u64, sum: Sum) -> Bytes {
        Bytes(Inner::Left(Arc::new(Left { place, length, sum, is_believed: false, read: OnceLock::new() })))
    }

    /// The same bytes, read for as long as somebody holds what this gives; asked for as they are, they stay in memory.
    pub(super) fn held(&self) -> Option<Bytes> {
        match &self.0 {
            Inner::Left(left) if left.read.get().is_none() => match left.again() {
                Some(bytes) => Some(bytes.into()),
                None => {
                    let _ = left.read.set(None);
                    None
                }
            },
            _ => None,
        }
    }

    /// How many there are, without reading them.
    #[must_use]
    pub fn length(&self) -> u64 {
        match &self.0 {
            Inner::Read(bytes) => bytes.len() as u64,
            Inner::Left(left) => left.length,
        }
    }

    /// Whether they were believed to be what they were, unread.
    #[must_use]
    pub fn are_believed(&self) -> bool {
        matches!(&self.0, Inner::Left(left) if left.is_believed)
    }

    /// Whether they were asked for and are no longer what they were believed to be: somebody wrote the file meanwhile.
    /// What was made of them, which were none, must be thrown away.
    #[must_use]
    pub fn are_gone(&self) -> bool {
        matches!(&self.0, Inner::Left(left) if left.read.get().is_some_and(Option::is_none))
    }
}

impl Left {
    /// The bytes, if they are still what they were.
    fn again(&self) -> Option<Vec<u8>> {
        super::folder::bytes_at(&self.place).ok().filter(|bytes| Sum::of(bytes) == self.sum)
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Inner::Read(bytes) => bytes,
            Inner::Left(left) => left.read.get_or_init(|| left.again()).as_deref().unwrap_or_default(),
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
