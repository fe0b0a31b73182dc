//! Memory: what the last build knew, as a value. A build with an empty memory makes the same bytes, later.
//!
//! It is one file in `.digest/`, in the format of postcard, for this very program: what another one wrote, what is
//! damaged, and what was remembered of another configuration or theme is forgotten, never guessed at.

use serde::{Deserialize, Serialize};

use crate::check::checked::Checked;
use crate::parse::memo::Memo;
use crate::plan::trace::Trace;
use crate::search::Remembered;
use crate::source::SourceFile;
use crate::source::known::Known;

use pages::Standing;

pub mod pages;

/// The program, by what it was made from (build.rs).
const PROGRAM: &str = env!("DIGEST_BUILD");

/// The length of a BLAKE3 hash.
const HASH: usize = 32;

/// What all else depends on: the program, site.toml, the theme, what was asked for. With another key nothing is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Key([u8; HASH]);

impl Key {
    /// The key of a build with these files, in this order, and these wishes.
    #[must_use]
    pub fn of<'f>(files: impl Iterator<Item = &'f SourceFile>, wishes: &[&str]) -> Key {
        let mut hasher = blake3::Hasher::new();
        let mut add = |bytes: &[u8]| {
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        };
        add(PROGRAM.as_bytes());
        wishes.iter().for_each(|wish| add(wish.as_bytes()));
        for file in files {
            add(file.path.as_str().as_bytes());
            add(&file.bytes);
        }
        Key(hasher.finalize().into())
    }
}

/// What the last build knew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// Under what it was made.
    pub key: Key,
    /// The files of `content/`, by what the disk says of them.
    pub known: Known,
    /// What they said.
    pub memo: Memo,
    /// What was said of them together.
    pub checked: Checked,
    /// What pages were made from.
    pub trace: Trace,
    /// What words were looked up in.
    pub search: Remembered,
    /// What was published.
    pub standing: Standing,
}

impl Memory {
    /// What was remembered under this key; nothing where the bytes are not what a build under it wrote.
    #[must_use]
    pub fn from_bytes(bytes: &[u8], key: Key) -> Memory {
        let Some((hash, rest)) = bytes.split_first_chunk::<HASH>() else { return Memory::default() };
        // The key comes first, so that what another program wrote is not even looked at.
        if !rest.starts_with(&key.0) || blake3::hash(rest).as_bytes() != hash {
            return Memory::default();
        }
        postcard::from_bytes(rest).unwrap_or_default()
    }

    /// The bytes to keep: the hash of the rest, the key, and all else.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // A value without maps of unknown length can always be written.
        let mut bytes = postcard::to_extend(self, vec![0; HASH]).unwrap_or_default();
        if let Some((hash, rest)) = bytes.split_first_chunk_mut::<HASH>() {
            *hash = blake3::hash(rest).into();
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(text: &str) -> Key {
        Key::of([SourceFile::new("site.toml", text)].iter(), &["wish"])
    }

    fn remembered() -> Memory {
        let standing: Standing = serde_json::from_str(
            r#"{"moment":{"at":5,"disk":1},"files":{"a":{"hash":[7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7],
            "stat":{"length":1,"modified":2,"changed":3,"number":[4,5]}}}}"#,
        )
        .unwrap();
        Memory { key: key("a"), standing, ..Memory::default() }
    }

    #[test]
    fn what_was_remembered_comes_back_under_its_key_alone() {
        let bytes = remembered().to_bytes();
        assert_eq!(Memory::from_bytes(&bytes, key("a")).standing, remembered().standing);
        assert_eq!(Memory::from_bytes(&bytes, key("b")).standing, Standing::default());
        let one = |wish| Key::of(std::iter::empty(), &[wish]);
        assert!(
            one("a") != one("b")
                && Key::of(std::iter::empty(), &["ab", "c"]) != Key::of(std::iter::empty(), &["a", "bc"])
        );
    }

    proptest! {
        #[test]
        fn what_is_damaged_is_forgotten(at in 0_usize..200, bit in 0_u8..8, cut in any::<bool>()) {
            let mut bytes = remembered().to_bytes();
            let at = at % bytes.len();
            if cut { bytes.truncate(at) } else { bytes[at] ^= 1 << bit }
            prop_assert_eq!(Memory::from_bytes(&bytes, key("a")).standing, Standing::default());
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes: Vec<u8>) {
            let _ = Memory::from_bytes(&bytes, key("a"));
            let mut hashed = blake3::hash(&bytes).as_bytes().to_vec();
            hashed.extend(&bytes);
            let _ = Memory::from_bytes(&hashed, Key::default());
        }
    }
}
