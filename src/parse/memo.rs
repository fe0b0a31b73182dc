//! The memo of reading: what each file said, so that one whose bytes are what they were is not read again.
//!
//! A head depends on its file and the configuration alone; a drawn body on the catalogue too, if it asks it anything.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeOwned, Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::source::sum::Sum;
use crate::source::{SourceFile, SourcePath};

/// What the files of a site said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    /// The sum of the catalogue that bodies were drawn with.
    pub(super) catalogue: Sum,
    pub(super) frame: Option<Sum>,
    pub(super) files: BTreeMap<SourcePath, Noted>,
}

/// What one file said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Noted {
    /// The sum of the file.
    pub(super) sum: Sum,
    /// Its head, and what was to be said of it.
    pub(super) head: Blob,
    /// Its body, and what was to be said of it.
    pub(super) body: Option<NotedBody>,
}

/// What a body was drawn to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NotedBody {
    pub(super) blob: Blob,
    /// Whether it asked the catalogue anything.
    pub(super) asks: bool,
    /// What the rest of the site can know of the document.
    pub(super) frame: Sum,
}

impl Memo {
    /// All that the documents of the site say, but for the HTML of their texts (`frame.rs`); nothing where that is not known.
    #[must_use]
    pub fn frame(&self) -> Option<Sum> {
        self.frame
    }

    /// What this file said when its bytes were what they are.
    pub(super) fn of(&self, file: &SourceFile) -> Option<&Noted> {
        let sum = file.sum?;
        self.files.get(&file.path).filter(|noted| noted.sum == sum)
    }
}

/// A value as it is remembered: read when it is needed, and handed on as it is when it is not.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Blob(Arc<[u8]>);

impl Blob {
    /// Takes down a value; nothing where its form cannot be taken down.
    pub(super) fn of(value: &impl Serialize) -> Option<Blob> {
        postcard::to_stdvec(value).ok().map(|bytes| Blob(bytes.into()))
    }

    /// The value, where this is one of its type.
    pub(super) fn value<T: DeserializeOwned>(&self) -> Option<T> {
        postcard::from_bytes(&self.0).ok()
    }
}

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Blob, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Blob;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Blob, E> {
                Ok(Blob(bytes.into()))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}
