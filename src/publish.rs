//! Publish: outputs become files in a folder, whole at every moment. Nothing is drawn here; no other file writes a site.
//!
//! So that a reader never meets half a page or a dead link, even when the program is killed: every file is written
//! beside its place and renamed over it, and the files come in the order of `steps`. There is no fsync: what this
//! guards against is the end of the process, not of the power.
#![expect(clippy::disallowed_methods, reason = "the writing end of the program")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::publish::disk::{Disk, Real};
use crate::publish::folder::{Folder, folders_of};
use crate::publish::lock::Lock;
use crate::publish::manifest::{MANIFEST, Manifest, State};
use crate::publish::steps::Steps;
use crate::render::Outputs;

mod destination;
mod steps;
mod recovery;
mod manifest;
mod folder;
mod disk;
mod lock;

/// What publishing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Published {
    /// Files of the site, its manifest not counted.
    pub files: usize,
    /// Files that are new or changed.
    pub written: usize,
    /// Files that are gone.
    pub removed: usize,
    /// Files that were left alone, because they are already as they should be.
    pub unchanged: usize,
    /// Bytes of the whole site.
    pub bytes: u64,
}

/// A folder that may be published into, and the lock that keeps every other build out while this value lives.
#[derive(Debug)]
pub struct Target {
    folder: PathBuf,
    _lock: Lock,
}

impl Target {
    /// Judges the folder `out` for the site at `site_root` and locks the site. Take it before reading: two builds that
    /// only publish one after the other could leave the older text on top.
    ///
    /// # Errors
    /// When `out` is no folder to publish into (safety.md: not empty and not ours, the site itself or a part of it, a
    /// symbolic link), or when another build is running.
    pub fn open(site_root: &Path, out: &Path) -> Result<Target> {
        let folder = destination::checked(site_root, out)?;
        let lock = Lock::of_site(site_root)?;
        Ok(Target { folder, _lock: lock })
    }

    /// The folder that is published into.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// Makes the folder hold exactly `outputs` and its manifest, besides files that others put there.
///
/// # Errors
/// When the disk refuses, or when a file that is not ours stands where one of ours must go. What was published before
/// is then still there, or the site is a whole mixture of old and new that the next build completes.
pub fn publish(target: &Target, outputs: &Outputs) -> Result<Published> {
    publish_on(&Real, target, outputs)
}

fn publish_on(disk: &dyn Disk, target: &Target, outputs: &Outputs) -> Result<Published> {
    let new = Manifest { state: State::Complete, files: hashes(outputs)? };
    let folder = Folder { disk, top: &target.folder };
    folder.make()?;
    let _lock = Lock::of_output(folder.top)?;
    let before = match Manifest::read(folder.top)? {
        Some(manifest) => manifest,
        None => {
            // Since the target was judged, others may have been here.
            destination::ours_or_empty(folder.top).with_context(|| refusal(folder.top))?;
            Manifest::default()
        }
    };
    let old = recovery::recover(folder, before)?;
    let steps = Steps::plan(folder, &old, outputs)?;
    if old != new || !steps.is_empty() {
        let union = Manifest::union(&old, &new, steps.change());
        folder.replace(MANIFEST, &union.to_bytes()?, 0)?;
        steps.run(folder)?;
        folder.replace(MANIFEST, &new.to_bytes()?, 0)?;
    }
    Ok(Published {
        files: outputs.len(),
        written: steps.written(),
        removed: steps.removed(),
        unchanged: outputs.len() - steps.written(),
        bytes: outputs.values().map(|bytes| bytes.len() as u64).sum(),
    })
}

fn refusal(folder: &Path) -> String {
    format!("cannot publish into {}", folder.display())
}

/// The SHA-256 of every file, by its path with a leading `/`.
fn hashes(outputs: &Outputs) -> Result<BTreeMap<String, String>> {
    distinct(outputs)?;
    let pairs: Vec<(String, String)> =
        outputs.par_iter().map(|(route, bytes)| (format!("/{}", route.file_path()), sha256(bytes))).collect();
    Ok(pairs.into_iter().collect())
}

/// Whether every file has a place of its own, on a disk too that does not tell `A` from `a`.
fn distinct(outputs: &Outputs) -> Result<()> {
    let mut files = BTreeSet::from([MANIFEST.to_owned()]);
    for route in outputs.keys() {
        if !files.insert(route.collision_key()) {
            bail!("two files claim the place of {route}, or one that of {MANIFEST}: nothing was published");
        }
    }
    match folders_of(files.iter().map(String::as_str)).into_iter().find(|folder| files.contains(*folder)) {
        Some(both) => bail!("/{both} would be a file and a folder: nothing was published"),
        None => Ok(()),
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
