//! Where what a build knew is kept: `.digest/memory` beside site.toml.
#![expect(clippy::disallowed_methods, reason = "the writing end of the program")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::memory::{Draft, Front, Key, Memory, Sheet, Shelf, Written};
use crate::publish::disk::{self, Found};
use crate::publish::places;
use crate::source;

/// What the last build remembered under this key; nothing where there is none that can be believed.
pub(super) fn load(root: &Path, key: Key) -> Written {
    let place = place(root);
    // What is not a file was not put there by a build.
    match disk::look(&place) {
        Ok(Found::File(_)) => {
            source::open(&place).and_then(Kept::new).map(|kept| Written::open(kept, key)).unwrap_or_default()
        }
        _ => Written::default(),
    }
}

/// A memory in its file. Where another takes its name, this one is read to the end.
#[derive(Debug)]
struct Kept {
    file: File,
    length: u64,
}

impl Kept {
    fn new(file: File) -> io::Result<Kept> {
        let length = file.metadata()?.len();
        Ok(Kept { file, length })
    }
}

impl Shelf for Kept {
    fn length(&self) -> u64 {
        self.length
    }

    fn read(&self, at: u64, length: usize) -> Option<Vec<u8>> {
        places::read(&self.file, at, length).ok()
    }
}

const REFUSED: &str = "cannot write what is to be remembered";

/// A memory on its way into the place of the last one.
#[derive(Debug)]
pub struct Pending {
    draft: Draft<Beside>,
}

impl Pending {
    /// Begins to write what the build of a site knows, which is locked.
    pub(super) fn begin(root: &Path) -> Result<Pending> {
        let place = place(root);
        let cannot = || format!("cannot write {}", place.display());
        if !matches!(disk::look(&place)?, Found::Nothing | Found::File(_)) {
            bail!("{} is not a file: move it away", place.display());
        }
        let beside = place.with_file_name("memory.new");
        // The trace of a killed build: the lock is ours. A link is removed, never followed.
        let _ = fs::remove_file(&beside);
        let file = OpenOptions::new().write(true).create_new(true).open(&beside).with_context(cannot)?;
        let draft = Draft::begin(Beside { place: beside, file }).with_context(cannot)?;
        Ok(Pending { draft })
    }

    /// Writes what a build knows.
    pub(super) fn write(mut self, memory: Memory) -> Result<Pending> {
        memory.write(&mut self.draft).context(REFUSED)?;
        Ok(self)
    }

    /// Writes what the last build knew.
    pub(super) fn hand_on(mut self, before: &Written, key: Key) -> Result<Pending> {
        before.hand_on(key, &mut self.draft).context(REFUSED)?;
        Ok(self)
    }

    /// Writes the rest, and takes the place of what the last build knew.
    pub(super) fn end(self, root: &Path, key: Key, front: &Front) -> Result<()> {
        let place = place(root);
        let written = self.draft.end(key, front).and_then(|beside| fs::rename(&beside.place, &place));
        written.with_context(|| format!("cannot write {}", place.display()))
    }
}

/// A file that goes where it is not given another name.
#[derive(Debug)]
struct Beside {
    place: PathBuf,
    file: File,
}

impl Sheet for Beside {
    fn add(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    fn put(&mut self, at: u64, bytes: &[u8]) -> io::Result<()> {
        places::write(&self.file, bytes, at)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // It is not there any more where it has its name.
        let _ = fs::remove_file(&self.place);
    }
}

fn place(root: &Path) -> PathBuf {
    root.join(".digest").join("memory")
}
