//! Memory: what the last build knew, as a value. A build with an empty memory makes the same bytes, later.
//!
//! It is one file in `.digest/`, its parts in the format of postcard, for this very program: what another one wrote, what is
//! damaged, and what was remembered of another configuration or theme is forgotten, never guessed at. Its first parts
//! say whether anything is another than it was; the rest is read only then.

use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::check::checked::Checked;
use crate::parse::memo::Memo;
use crate::plan::trace::Trace;
use crate::search::Remembered;
use crate::source::SourceFile;
use crate::source::known::Known;

use ended::Ended;
use pages::Standing;

pub mod ended;
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

/// What the last build knew of files, and how it ended: enough to say the same again where nothing is another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Front {
    /// The files of `content/`, by what the disk says of them.
    pub known: Known,
    /// How it ended.
    pub ended: Ended,
    /// What was published.
    pub standing: Standing,
}

/// What the last build knew of what it read and drew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    /// What the files of `content/` said.
    pub memo: Memo,
    /// What was said of them together.
    pub checked: Checked,
    /// What pages were made from.
    pub trace: Trace,
    /// What words were looked up in.
    pub search: Remembered,
}

/// What is asked of a memory, whether it is at hand or still to be read.
pub trait Recall: Sync {
    /// What the files of `content/` said.
    fn memo(&self) -> &Memo;

    /// What was said of them together.
    fn checked(&self) -> &Checked;

    /// What pages were made from.
    fn trace(&self) -> &Trace;

    /// What words were looked up in.
    fn search(&self) -> &Remembered;
}

impl Recall for Memory {
    fn memo(&self) -> &Memo {
        &self.memo
    }

    fn checked(&self) -> &Checked {
        &self.checked
    }

    fn trace(&self) -> &Trace {
        &self.trace
    }

    fn search(&self) -> &Remembered {
        &self.search
    }
}

/// A memory as it is written: the key, and then each part: its length, its hash, and itself.
#[derive(Debug, Default)]
pub struct Written {
    key: Key,
    bytes: Vec<u8>,
    memo: OnceLock<Memo>,
    checked: OnceLock<Checked>,
    trace: OnceLock<Trace>,
    search: OnceLock<Remembered>,
}

/// A [`Memory`] as it is written.
#[derive(Debug)]
pub struct Parts([Vec<u8>; 4]);

/// How many parts a memory is written in, so that they are read and written at once, or not at all: first those of
/// [`Front`], then those of [`Memory`].
const PARTS: usize = 7;

impl Written {
    /// What was remembered under this key; nothing where the bytes are not what a build under it wrote.
    #[must_use]
    pub fn open(bytes: Vec<u8>, key: Key) -> Written {
        let is_whole = parts(&bytes, key).is_some();
        Written { key, bytes: if is_whole { bytes } else { Vec::new() }, ..Written::default() }
    }

    /// Whether nothing is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// What is asked first.
    #[must_use]
    pub fn front(&self) -> Front {
        let Some([known, ended, standing, ..]) = self.parts() else { return Front::default() };
        let (standing, (known, ended)) = rayon::join(|| value(standing), || (value(known), value(ended)));
        let front = || Some(Front { known: known?, ended: ended?, standing: standing? });
        front().unwrap_or_default()
    }

    /// The part at this place among all, looked at when it is first asked for. Threads that ask meanwhile wait, so nothing is shared out in here: one
    /// that takes up other work could come to ask again.
    fn part<'w, T: DeserializeOwned + Default>(&self, known: &'w OnceLock<T>, place: usize) -> &'w T {
        known.get_or_init(|| self.parts().and_then(|parts| value(parts[place])).unwrap_or_default())
    }

    /// The memory to keep in the place of this one, as bytes to be written one after the other: `front`, and `memory`;
    /// where that is nothing, what this one knows.
    #[must_use]
    pub fn with(&self, key: Key, front: &Front, memory: Option<Parts>) -> Vec<Vec<u8>> {
        let first = || part(&front.standing, 0);
        let (standing, (known, ended)) = rayon::join(first, || (part(&front.known, 0), part(&front.ended, 0)));
        let rest = match (memory, self.parts()) {
            (Some(Parts(parts)), _) => parts,
            (None, Some([_, _, _, rest @ ..])) if key == self.key => rest.map(<[u8]>::to_vec),
            (None, _) => Memory::default().into_parts().0,
        };
        let parts = [known, ended, standing].into_iter().chain(rest);
        let parts = parts.flat_map(|part| [(part.len() as u64).to_le_bytes().to_vec(), part]);
        std::iter::once(key.0.to_vec()).chain(parts).collect()
    }

    fn parts(&self) -> Option<[&[u8]; PARTS]> {
        parts(&self.bytes, self.key)
    }
}

impl Recall for Written {
    fn memo(&self) -> &Memo {
        self.part(&self.memo, 3)
    }

    fn checked(&self) -> &Checked {
        self.part(&self.checked, 4)
    }

    fn trace(&self) -> &Trace {
        self.part(&self.trace, 5)
    }

    fn search(&self) -> &Remembered {
        self.part(&self.search, 6)
    }
}

impl Memory {
    /// As it is written. What is written goes, so that it is not held twice.
    #[must_use]
    pub fn into_parts(self) -> Parts {
        fn last(value: impl Serialize, about: usize) -> Vec<u8> {
            part(&value, about)
        }
        let Memory { memo, checked, trace, search } = self;
        let (about_memo, about_trace, about_search) = (memo.about(), trace.about(), search.about());
        let first = || (last(memo, about_memo), last(checked, 0));
        let second = || rayon::join(|| last(trace, about_trace), || last(search, about_search));
        let ((memo, checked), (trace, search)) = rayon::join(first, second);
        Parts([memo, checked, trace, search])
    }
}

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

/// A part: the hash of its bytes, and these, of which there are `about` so many.
fn part(value: &impl Serialize, about: usize) -> Vec<u8> {
    let mut room = Vec::with_capacity(HASH + about);
    room.resize(HASH, 0);
    // A value without maps of unknown length can always be written.
    let mut bytes = postcard::to_extend(value, room).unwrap_or_default();
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
mod tests;
