//! Memory: what the last build knew, as a value. A build with an empty memory makes the same bytes, later.
//!
//! It is one file in `.digest/`, its parts in the format of postcard, for this very program: what another one wrote, what is
//! damaged, and what was remembered of another configuration or theme is forgotten, never guessed at.

use serde::de::DeserializeOwned;
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
        parts(bytes, key).and_then(|parts| Memory::of(key, parts)).unwrap_or_default()
    }

    fn of(key: Key, [known, memo, checked, trace, search, standing]: [&[u8]; PARTS]) -> Option<Memory> {
        let first = || (value(known), (value(memo), value(checked)));
        let second = || rayon::join(|| value(trace), || (value(search), value(standing)));
        let ((known, (memo, checked)), (trace, (search, standing))) = rayon::join(first, second);
        Some(Memory {
            key,
            known: known?,
            memo: memo?,
            checked: checked?,
            trace: trace?,
            search: search?,
            standing: standing?,
        })
    }

    /// The bytes to keep: the key, and then each part: its length, its hash, and itself.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let first = || (part(&self.known), (part(&self.memo), part(&self.checked)));
        let second = || rayon::join(|| part(&self.trace), || (part(&self.search), part(&self.standing)));
        let ((known, (memo, checked)), (trace, (search, standing))) = rayon::join(first, second);
        let mut all = self.key.0.to_vec();
        for part in [known, memo, checked, trace, search, standing] {
            all.extend((part.len() as u64).to_le_bytes());
            all.extend(part);
        }
        all
    }
}

/// How many parts a memory is written in, so that they are read and written at once.
const PARTS: usize = 6;

/// The parts of a memory that was written under this key.
fn parts(bytes: &[u8], key: Key) -> Option<[&[u8]; PARTS]> {
    // The key comes first, so that what another program wrote is not even looked at.
    let mut rest = bytes.strip_prefix(&key.0)?;
    let mut parts = [&[] as &[u8]; PARTS];
    for part in &mut parts {
        let (length, after) = rest.split_first_chunk::<8>()?;
        (*part, rest) = after.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    }
    rest.is_empty().then_some(parts)
}

/// A part: the hash of its bytes, and these.
fn part(value: &impl Serialize) -> Vec<u8> {
    // A value without maps of unknown length can always be written.
    let mut bytes = postcard::to_extend(value, vec![0; HASH]).unwrap_or_default();
    if let Some((hash, rest)) = bytes.split_first_chunk_mut::<HASH>() {
        *hash = blake3::hash(rest).into();
    }
    bytes
}

/// The value of a part that is whole.
fn value<T: DeserializeOwned>(part: &[u8]) -> Option<T> {
    let (hash, bytes) = part.split_first_chunk::<HASH>()?;
    if blake3::hash(bytes).as_bytes() == hash { postcard::from_bytes(bytes).ok() } else { None }
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
            // The same with everything before it as it should be, in the place of each part.
            let mut hashed = blake3::hash(&bytes).as_bytes().to_vec();
            hashed.extend(&bytes);
            for place in 0..PARTS {
                let mut all = Key::default().0.to_vec();
                let whole = [part(&Known::default()), part(&Memo::default()), part(&Checked::default()), part(&Trace::default()), part(&Remembered::default()), part(&Standing::default())];
                for (number, whole) in whole.iter().enumerate() {
                    let part = if number == place { &hashed } else { whole };
                    all.extend((part.len() as u64).to_le_bytes());
                    all.extend(part);
                }
                let _ = Memory::from_bytes(&all, Key::default());
            }
        }
    }
}
