//! Staging: the files of a site on their way. Each is written into a folder of the output where no page leads to, as soon
//! as it is drawn, so that no more than a few are in memory; publishing renames them into their places.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, bail};

use crate::gate::route::Route;
use crate::publish::disk::{Disk, Found};
use crate::publish::folder::{Folder, folders_of};
use crate::publish::lock::Lock;
use crate::publish::manifest::{MANIFEST, Manifest, State};
use crate::publish::steps::Steps;
use crate::publish::{Published, Target, destination, recovery, sha256};

/// A file as it shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Staged {
    /// SHA-256 in hexadecimal digits.
    pub(super) hash: String,
    /// In bytes.
    pub(super) length: u64,
    /// The number of the staged file; none where the file stands in its place already.
    pub(super) number: Option<usize>,
}

/// The files of a site on their way into a folder that is locked for them.
pub(super) struct Staging<'t> {
    folder: Folder<'t>,
    _lock: Lock,
    old: Manifest,
    /// Folders that were made for the site, the deepest first.
    made: Vec<PathBuf>,
    files: Mutex<BTreeMap<Route, Staged>>,
    next: AtomicUsize,
}

impl<'t> Staging<'t> {
    /// Makes, locks and tidies the folder.
    pub(super) fn begin(disk: &'t dyn Disk, target: &'t Target) -> Result<Staging<'t>> {
        let folder = Folder { disk, top: &target.folder };
        let made = folder.make()?;
        let lock = Lock::of_output(folder.top)?;
        let before = match Manifest::read(folder.top)? {
            Some(manifest) => manifest,
            None => {
                // Since the target was judged, others may have been here.
                destination::ours_or_empty(folder.top)
                    .with_context(|| format!("cannot publish into {}", folder.top.display()))?;
                Manifest::default()
            }
        };
        let old = recovery::recover(folder, before)?;
        Ok(Staging { folder, _lock: lock, old, made, files: Mutex::default(), next: AtomicUsize::new(0) })
    }

    /// Takes a file. One that stands in its place already, byte for byte, is not written again.
    pub(super) fn take(&self, route: &Route, bytes: &[u8]) -> Result<()> {
        let path = route.file_path();
        let number = if self.stands(&path, bytes)? {
            None
        } else {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            self.folder
                .stage(number, bytes)
                .with_context(|| format!("cannot write {}", self.folder.place(&path).display()))?;
            Some(number)
        };
        let staged = Staged { hash: sha256(bytes), length: bytes.len() as u64, number };
        // A thread that panicked holding the lock has stopped the build.
        let mut files = self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match files.insert(route.clone(), staged) {
            None => Ok(()),
            Some(_) => bail!("two files claim the place of {route}: nothing was published"),
        }
    }

    fn stands(&self, path: &str, bytes: &[u8]) -> Result<bool> {
        if !self.old.files.contains_key(&format!("/{path}"))
            || self.folder.look(path)? != Found::File(bytes.len() as u64)
        {
            return Ok(false);
        }
        Ok(self.folder.read(path)?.as_deref() == Some(bytes))
    }

    /// Makes the folder hold exactly what was taken and its manifest, besides files that others put there.
    pub(super) fn publish(mut self) -> Result<Published> {
        let files = std::mem::take(&mut *self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
        distinct(&files)?;
        let hashes = files.iter().map(|(route, file)| (format!("/{}", route.file_path()), file.hash.clone()));
        let new = Manifest { state: State::Complete, files: hashes.collect() };
        let steps = Steps::plan(self.folder, &self.old, &files)?;
        if self.old != new || !steps.is_empty() {
            let union = Manifest::union(&self.old, &new, steps.change());
            self.folder.replace(MANIFEST, &union.to_bytes()?)?;
            steps.run(self.folder)?;
            self.folder.sweep_stage()?;
            self.folder.replace(MANIFEST, &new.to_bytes()?)?;
        }
        self.made.clear();
        Ok(Published {
            files: files.len(),
            written: steps.written(),
            removed: steps.removed(),
            unchanged: files.len() - steps.written(),
            bytes: files.values().map(|file| file.length).sum(),
        })
    }
}

impl Drop for Staging<'_> {
    /// What was staged and not published goes, and the folders that were made for it. A fault here was reported before, or the next build finds the rest.
    fn drop(&mut self) {
        let _ = self.folder.sweep_stage();
        // One that is not empty stays: a site was begun in it, or somebody put something there.
        for folder in &self.made {
            let _ = self.folder.disk.remove_dir(folder);
        }
    }
}

/// Whether every file has a place of its own, on a disk too that does not tell `A` from `a`.
fn distinct(files: &BTreeMap<Route, Staged>) -> Result<()> {
    let mut taken = BTreeSet::from([MANIFEST.to_owned()]);
    for route in files.keys() {
        if !taken.insert(route.collision_key()) {
            bail!("two files claim the place of {route}, or one that of {MANIFEST}: nothing was published");
        }
    }
    match folders_of(taken.iter().map(String::as_str)).into_iter().find(|folder| taken.contains(*folder)) {
        Some(both) => bail!("/{both} would be a file and a folder: nothing was published"),
        None => Ok(()),
    }
}
