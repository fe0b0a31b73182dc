//! The output folder: its files written beside their places and renamed over them, removed, and swept of the traces of
//! killed builds. Paths in it are relative and have `/` between their parts.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::publish::disk::{self, Disk, Found};
use crate::publish::hashes::sha256_of;
use crate::publish::waiting::STAGE;
use crate::source::stat::Stat;

/// What the names of files begin with that are written to first.
pub(super) const TEMPORARY: &str = ".digest-tmp-";

/// The folder that is published into, and the disk that it lies on.
#[derive(Clone, Copy)]
pub(super) struct Folder<'a> {
    /// What changes it.
    pub(super) disk: &'a dyn Disk,
    /// Where it is.
    pub(super) top: &'a Path,
}

impl Folder<'_> {
    /// Where a file lies.
    pub(super) fn place(&self, path: &str) -> PathBuf {
        self.top.join(path)
    }

    /// Looks at a path.
    pub(super) fn look(&self, path: &str) -> Result<Found> {
        disk::look(&self.place(path))
    }

    /// What the system says of a regular file.
    pub(super) fn stat(&self, path: &str) -> Result<Option<Stat>> {
        disk::stat(&self.place(path))
    }

    /// The bytes of a file, or nothing where this user may not read it: it can be replaced all the same.
    pub(super) fn read(&self, path: &str) -> Result<Option<Vec<u8>>> {
        let place = self.place(path);
        match fs::read(&place) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", place.display())),
        }
    }

    /// The SHA-256 of a file, or nothing where this user may not read it.
    pub(super) fn hash(&self, path: &str) -> Result<Option<[u8; 32]>> {
        let place = self.place(path);
        match File::open(&place).and_then(sha256_of) {
            Ok(hash) => Ok(Some(hash)),
            Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", place.display())),
        }
    }

    /// Makes the folder itself, and those above it, where they are missing. Gives those that it made, the deepest first.
    pub(super) fn make(&self) -> Result<Vec<PathBuf>> {
        let missing = |path: &&Path| disk::look(path).is_ok_and(|found| found == Found::Nothing);
        let missing: Vec<&Path> = self.top.ancestors().take_while(missing).collect();
        missing.iter().rev().try_for_each(|path| self.make_at(path))?;
        Ok(missing.into_iter().map(Path::to_path_buf).collect())
    }

    /// Makes a folder whose parent is there; it may be there itself.
    pub(super) fn make_folder(&self, path: &str) -> Result<()> {
        self.make_at(&self.place(path))
    }

    fn make_at(&self, place: &Path) -> Result<()> {
        made(place, self.disk.create_dir(place))
    }

    /// Puts `bytes` at `path`: at every moment the file there is the old one or the new one.
    pub(super) fn replace(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let place = self.place(path);
        let beside = place.with_file_name(format!("{TEMPORARY}0"));
        let written = self.write_new(&beside, bytes).and_then(|_| self.disk.rename(&beside, &place));
        if let Err(error) = written {
            // The first fault is the one to report; the next build sweeps what may be left.
            let _ = self.disk.remove_file(&beside);
            return Err(error).with_context(|| format!("cannot write {}", place.display()));
        }
        Ok(())
    }

    /// Makes a file with these bytes, in the place of a trace of a killed build, and gives what the disk says of it.
    pub(super) fn write_new(&self, beside: &Path, bytes: &[u8]) -> io::Result<Option<Stat>> {
        let mut file = self.create(beside)?;
        self.disk.write_all(&mut file, bytes)?;
        Ok(file.metadata().ok().map(|found| Stat::of(&found)))
    }

    fn create(&self, beside: &Path) -> io::Result<File> {
        match self.disk.create_new(beside) {
            // What is in the way is the trace of a killed build: the lock is ours.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                self.disk.remove_file(beside)?;
                self.disk.create_new(beside)
            }
            other => other,
        }
    }

    /// Removes a file that may be gone already.
    pub(super) fn remove(&self, path: &str) -> Result<()> {
        let place = self.place(path);
        match self.disk.remove_file(&place) {
            Ok(()) => Ok(()),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(()),
            Err(error) => Err(error).with_context(|| format!("cannot remove {}", place.display())),
        }
    }

    /// Removes a folder of ours if nothing is left in it.
    pub(super) fn remove_empty(&self, path: &str) -> Result<()> {
        let place = self.place(path);
        match self.disk.remove_dir(&place) {
            Ok(()) => Ok(()),
            Err(error) if matches!(error.kind(), ErrorKind::DirectoryNotEmpty | ErrorKind::NotFound) => Ok(()),
            // Some systems say this of a folder that is not empty, and of one that became a file.
            Err(error) if matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::NotADirectory) => Ok(()),
            Err(error) => Err(error).with_context(|| format!("cannot remove the folder {}", place.display())),
        }
    }

    /// Those of `folders`, parents first, that are folders and lie in folders: no link is on the way to them.
    pub(super) fn real<'p>(&self, folders: BTreeSet<&'p str>) -> Result<BTreeSet<&'p str>> {
        let mut real = BTreeSet::from([""]);
        for folder in folders {
            let parent = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
            if real.contains(parent) && self.look(folder)? == Found::Folder {
                real.insert(folder);
            }
        }
        Ok(real)
    }

    /// Removes the temporary files of killed builds from these folders. It looks into no others: there may be anything.
    pub(super) fn sweep(&self, folders: &BTreeSet<&str>) -> Result<()> {
        folders.iter().try_for_each(|folder| self.sweep_one(folder))
    }

    /// Removes the temporary files of killed builds from this folder.
    pub(super) fn sweep_one(&self, folder: &str) -> Result<()> {
        for name in self.names(folder)? {
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let is_ours = is_temporary(OsStr::new(path.rsplit('/').next().unwrap_or_default()));
            if is_ours && matches!(self.look(&path)?, Found::File(_)) {
                self.remove(&path)?;
            }
        }
        Ok(())
    }

    /// The names in a folder, sorted; those that are not UTF-8 are none of ours and read as near as they can.
    pub(super) fn names(&self, folder: &str) -> Result<Vec<String>> {
        let place = self.place(folder);
        let listed = fs::read_dir(&place).and_then(|entries| {
            entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect::<io::Result<Vec<_>>>()
        });
        let mut names = listed.with_context(|| format!("cannot list {}", place.display()))?;
        names.sort();
        Ok(names)
    }
}

/// What came of making a folder, which may be there itself.
pub(super) fn made(place: &Path, result: io::Result<()>) -> Result<()> {
    match result {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && disk::look(place)? == Found::Folder => Ok(()),
        Err(error) => Err(error).with_context(|| format!("cannot make the folder {}", place.display())),
    }
}

/// Every folder above these files, parents first, without the output folder itself.
pub(super) fn folders_of<'p>(paths: impl Iterator<Item = &'p str>) -> BTreeSet<&'p str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let mut rest = path;
        while let Some((folder, _)) = rest.rsplit_once('/') {
            // What is known has known parents.
            if !folders.insert(folder) {
                break;
            }
            rest = folder;
        }
    }
    folders
}

/// Whether a name is one that this program writes to first, or that of the folder in which files wait.
pub(super) fn is_temporary(name: &OsStr) -> bool {
    if name == STAGE {
        return true;
    }
    let number = name.to_str().and_then(|name| name.strip_prefix(TEMPORARY));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}
