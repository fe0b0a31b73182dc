//! Memory: what the last build knew, as a value. A build with an empty memory makes the same bytes, later.
//!
//! It is one file in `.digest/`, its parts in the format of postcard, for this very program: what another one wrote, what is
//! damaged, and what was remembered of another configuration or theme is forgotten, never guessed at. Its first parts
//! say whether anything is another than it was; the rest is read only then.

use std::fmt;
use std::io::{self, BufWriter};
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

/// Where a memory lies. It is read in pieces, each when it is asked for.
pub trait Shelf: fmt::Debug + Send + Sync {
    /// How many bytes lie there.
    fn length(&self) -> u64;

    /// So many bytes from this place on; nothing where they cannot be had.
    fn read(&self, at: u64, length: usize) -> Option<Vec<u8>>;
}

impl Shelf for Vec<u8> {
    fn length(&self) -> u64 {
        self.len() as u64
    }

    fn read(&self, at: u64, length: usize) -> Option<Vec<u8>> {
        let at = usize::try_from(at).ok()?;
        self.get(at..at.checked_add(length)?).map(<[u8]>::to_vec)
    }
}

/// A memory as it is written: the key, the lengths of all parts, and then each part: its hash, and itself.
#[derive(Debug, Default)]
pub struct Written {
    key: Key,
    /// Nothing where nothing is remembered.
    shelf: Option<Box<dyn Shelf>>,
    /// Where each part lies, and how long it is.
    places: [(u64, usize); PARTS],
    memo: OnceLock<Memo>,
    checked: OnceLock<Checked>,
    trace: OnceLock<Trace>,
    search: OnceLock<Remembered>,
}

/// What a memory is written on.
pub trait Sheet {
    /// Writes these bytes behind all others.
    ///
    /// # Errors
    /// When they are not taken.
    fn add(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Writes these bytes in the place of others.
    ///
    /// # Errors
    /// As [`Sheet::add`].
    fn put(&mut self, at: u64, bytes: &[u8]) -> io::Result<()>;
}

impl Sheet for Vec<u8> {
    fn add(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.extend_from_slice(bytes);
        Ok(())
    }

    fn put(&mut self, at: u64, bytes: &[u8]) -> io::Result<()> {
        let at = usize::try_from(at).map_err(io::Error::other)?;
        let place = self.get_mut(at..at + bytes.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        place.copy_from_slice(bytes);
        Ok(())
    }
}

/// A memory that is being written, part by part.
#[derive(Debug)]
pub struct Draft<S> {
    sheet: S,
    lengths: Vec<u64>,
}

/// How many parts a memory is written in, so that each is read when it is asked for: first those of [`Memory`], then those
/// of [`Front`], which are known last.
const PARTS: usize = 7;

/// Those of [`Memory`].
const BEHIND: usize = 4;

/// Bytes before the first part: the key, and the length of each part.
const HEAD: usize = HASH + 8 * PARTS;

impl Written {
    /// What was remembered under this key; nothing where what lies there is not what a build under it wrote.
    #[must_use]
    pub fn open(shelf: impl Shelf + 'static, key: Key) -> Written {
        match places(&shelf, key) {
            Some(places) => Written { key, shelf: Some(Box::new(shelf)), places, ..Written::default() },
            None => Written { key, ..Written::default() },
        }
    }

    /// Whether nothing is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shelf.is_none()
    }

    /// What is asked first.
    #[must_use]
    pub fn front(&self) -> Front {
        let (standing, (known, ended)) = rayon::join(|| self.value(6), || (self.value(4), self.value(5)));
        let front = || Some(Front { known: known?, ended: ended?, standing: standing? });
        front().unwrap_or_default()
    }

    /// The part at this place among all, looked at when it is first asked for. Threads that ask meanwhile wait, so nothing is shared out in here: one
    /// that takes up other work could come to ask again.
    fn part<'w, T: DeserializeOwned + Default>(&self, known: &'w OnceLock<T>, place: usize) -> &'w T {
        known.get_or_init(|| self.value(place).unwrap_or_default())
    }

    /// The bytes of a part, with its hash before them.
    fn bytes(&self, place: usize) -> Option<Vec<u8>> {
        let (at, length) = self.places[place];
        self.shelf.as_ref()?.read(at, length)
    }

    fn value<T: DeserializeOwned>(&self, place: usize) -> Option<T> {
        value(&self.bytes(place)?)
    }

    /// Writes what this memory knows into one under this key that knows no more.
    ///
    /// # Errors
    /// When the sheet refuses.
    pub fn hand_on<S: Sheet>(&self, key: Key, draft: &mut Draft<S>) -> io::Result<()> {
        if key != self.key || self.is_empty() {
            return Memory::default().write(draft);
        }
        // A part that cannot be read any more is empty, and so of no memory.
        (0..BEHIND).try_for_each(|place| draft.copy(&self.bytes(place).unwrap_or_default()))
    }
}

impl Recall for Written {
    fn memo(&self) -> &Memo {
        self.part(&self.memo, 0)
    }

    fn checked(&self) -> &Checked {
        self.part(&self.checked, 1)
    }

    fn trace(&self) -> &Trace {
        self.part(&self.trace, 2)
    }

    fn search(&self) -> &Remembered {
        self.part(&self.search, 3)
    }
}

impl Memory {
    /// Writes all of it, part by part; what is written goes.
    ///
    /// # Errors
    /// When the sheet refuses.
    pub fn write<S: Sheet>(self, draft: &mut Draft<S>) -> io::Result<()> {
        let Memory { memo, checked, trace, search } = self;
        draft.stream(&memo)?;
        drop(memo);
        draft.add(&checked)?;
        draft.add(&trace)?;
        drop(trace);
        draft.stream(&search)
    }
}

impl<S: Sheet> Draft<S> {
    /// Begins to write.
    ///
    /// # Errors
    /// When the sheet takes nothing.
    pub fn begin(mut sheet: S) -> io::Result<Draft<S>> {
        sheet.add(&[0; HEAD])?;
        Ok(Draft { sheet, lengths: Vec::with_capacity(PARTS) })
    }

    /// Writes a part: the hash of its bytes, and these.
    fn add(&mut self, value: &impl Serialize) -> io::Result<()> {
        let mut bytes = postcard::to_extend(value, vec![0; HASH]).map_err(io::Error::other)?;
        if let Some((hash, rest)) = bytes.split_first_chunk_mut::<HASH>() {
            *hash = blake3::hash(rest).into();
        }
        self.copy(&bytes)
    }

    /// Writes a part as its bytes come to be. It is for those that are made of long rows of bytes: of many small pieces each
    /// would take its time.
    fn stream(&mut self, value: &impl Serialize) -> io::Result<()> {
        let at = self.length();
        self.sheet.add(&[0; HASH])?;
        let pen = Pen { sheet: &mut self.sheet, hasher: blake3::Hasher::new(), length: HASH as u64 };
        let written = postcard::to_io(value, BufWriter::with_capacity(TOGETHER, pen)).map_err(io::Error::other)?;
        let pen = written.into_inner().map_err(io::IntoInnerError::into_error)?;
        let (hash, length) = (pen.hasher.finalize(), pen.length);
        self.sheet.put(at, hash.as_bytes())?;
        self.lengths.push(length);
        Ok(())
    }

    /// Writes a part that is written already.
    fn copy(&mut self, part: &[u8]) -> io::Result<()> {
        self.lengths.push(part.len() as u64);
        self.sheet.add(part)
    }

    /// How many bytes there are by now.
    fn length(&self) -> u64 {
        self.lengths.iter().fold(HEAD as u64, |sum, length| sum.saturating_add(*length))
    }

    /// Writes what is asked first, and then the key, with which it is a memory.
    ///
    /// # Errors
    /// When the sheet refuses.
    pub fn end(mut self, key: Key, front: &Front) -> io::Result<S> {
        self.add(&front.known)?;
        self.add(&front.ended)?;
        self.add(&front.standing)?;
        let lengths = self.lengths.iter().flat_map(|length| length.to_le_bytes());
        let head: Vec<u8> = key.0.into_iter().chain(lengths).collect();
        self.sheet.put(0, &head)?;
        Ok(self.sheet)
    }
}

/// Bytes that are hashed and written at once.
const TOGETHER: usize = 1 << 17;

/// Writes a part and hashes it.
struct Pen<'s, S> {
    sheet: &'s mut S,
    hasher: blake3::Hasher,
    length: u64,
}

impl<S: Sheet> io::Write for Pen<'_, S> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sheet.add(bytes)?;
        self.hasher.update(bytes);
        self.length += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where the parts of a memory lie that was written under this key.
fn places(shelf: &dyn Shelf, key: Key) -> Option<[(u64, usize); PARTS]> {
    // The key comes first, so that what another program wrote is not even looked at.
    let head = shelf.read(0, HEAD)?;
    let (lengths, _) = head.strip_prefix(&key.0)?.as_chunks::<8>();
    let mut places = [(0, 0); PARTS];
    let mut end = HEAD as u64;
    for (place, length) in places.iter_mut().zip(lengths) {
        let length = u64::from_le_bytes(*length);
        *place = (end, usize::try_from(length).ok()?);
        end = end.checked_add(length)?;
    }
    (end == shelf.length()).then_some(places)
}

/// The value of a part that is whole.
fn value<T: DeserializeOwned>(part: &[u8]) -> Option<T> {
    let (hash, bytes) = part.split_first_chunk::<HASH>()?;
    if blake3::hash(bytes).as_bytes() == hash { postcard::from_bytes(bytes).ok() } else { None }
}

#[cfg(test)]
mod tests;
