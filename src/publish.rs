//! Publish: outputs become files in a folder, whole at every moment. Nothing is drawn here; no other file writes a site.
//!
//! So that a reader never meets half a page or a dead link, even when the program is killed: every file is staged
//! beside the site and renamed into its place, and the files come in the order of `steps`. There is no fsync: what this
//! guards against is the end of the process, not of the power.
#![expect(clippy::disallowed_methods, reason = "the writing end of the program")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow};

use crate::config::Layout;
use crate::gate::html::attic::Attic;
use crate::gate::route::Route;
use crate::ledger::Ledger;
use crate::memory::pages::Standing;
use crate::memory::{Front, Key, Memory, Written};
use crate::publish::attic::Texts;
use crate::publish::disk::Real;
use crate::publish::lock::Lock;
use crate::publish::manifest::{Listing, Manifest, Unreadable};
use crate::publish::staging::Staging;
use crate::render::Outlet;
use crate::source::stat::Moment;

mod destination;
mod staging;
mod steps;
mod waiting;
mod recovery;
mod remembered;
mod manifest;
mod attic;
mod places;
mod folder;
mod hashes;
mod disk;
mod lock;
pub mod copy;

pub(crate) use hashes::{hexadecimal, sha256};
pub use remembered::Pending;

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
    root: PathBuf,
    folder: PathBuf,
    /// How the folder was named.
    shown: PathBuf,
    /// How the links of the site are written.
    layout: Layout,
    /// The manifest of what stands in the folder.
    found: Option<Listing>,
    lock: Lock,
}

impl Target {
    /// Judges the folder `out` for the site at `site_root` and locks the site. Take it before reading: two builds that
    /// only publish one after the other could leave the older text on top.
    ///
    /// What stands in the folder is looked through when it is asked for, by [`Target::published`].
    ///
    /// # Errors
    /// When `out` is no folder to publish into (safety.md: not empty and not ours, the site itself or a part of it, a
    /// symbolic link), or when another build is running.
    pub fn open(site_root: &Path, out: &Path, layout: Layout) -> Result<Target> {
        let (folder, found) = destination::checked(site_root, out)?;
        let lock = Lock::of_site(site_root)?;
        Ok(Target { root: site_root.to_owned(), folder, shown: out.to_owned(), layout, found, lock })
    }

    /// Whether the manifest in the folder is the one that the last build left, so that nobody need look into it.
    #[must_use]
    pub fn is_left(&self, before: &Standing) -> bool {
        self.found.as_ref().is_some_and(|found| found.is_left(before))
    }

    /// What time it is by the clock of the disk on which the site lies.
    #[must_use]
    pub fn moment(&self) -> Moment {
        self.lock.moment()
    }

    /// Begins to keep what a build knows for the next one.
    ///
    /// # Errors
    /// When the disk refuses; the next build is slower then, and no worse.
    pub fn note(&self, memory: Memory) -> Result<Pending> {
        Pending::begin(&self.root)?.write(memory)
    }

    /// Begins to keep what was known `before`, where nothing is added to it.
    ///
    /// # Errors
    /// As those of [`Target::note`].
    pub fn hand_on(&self, before: &Written, key: Key) -> Result<Pending> {
        Pending::begin(&self.root)?.hand_on(before, key)
    }

    /// Keeps what was noted, under this key, in the place of what was known before.
    ///
    /// # Errors
    /// As those of [`Target::note`].
    pub fn remember(&self, noted: Pending, key: Key, front: &Front) -> Result<()> {
        noted.end(&self.root, key, front)
    }

    /// What stands published in the folder; nothing where no site of ours does.
    ///
    /// # Errors
    /// When its manifest is damaged, or of another program, or lists a site whose links are written for other readers.
    pub fn published(&self) -> Result<Option<&Ledger>> {
        Ok(self.listed()?.map(|manifest| &manifest.ledger))
    }

    /// The manifest of what stands in the folder, once it has passed.
    fn listed(&self) -> Result<Option<&Arc<Manifest>>> {
        let Some(found) = &self.found else { return Ok(None) };
        let passed = || {
            let manifest = found.manifest(&self.folder)?;
            destination::for_the_same(manifest.ledger.layout, self.layout).map(|()| Some(manifest))
        };
        passed().with_context(|| format!("cannot publish into {}", self.shown.display()))
    }

    /// The folder that is published into.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// What the last build of the site at `site_root` remembered under this key, for those who only look; nothing where there
/// is none that can be believed.
#[must_use]
pub fn recall(site_root: &Path, key: Key) -> Written {
    remembered::load(site_root, key)
}

/// An output folder, for those who only look.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    found: Option<Listing>,
}

impl Output {
    /// What stands in this folder, which nobody has looked into yet.
    ///
    /// # Errors
    /// When there is a manifest that cannot be read.
    pub fn find(folder: &Path) -> Result<Output> {
        Ok(Output { folder: folder.to_owned(), found: Listing::find(folder)? })
    }

    /// Whether its manifest is the one that the last build left.
    #[must_use]
    pub fn is_left(&self, before: &Standing) -> bool {
        self.found.as_ref().is_some_and(|found| found.is_left(before))
    }

    /// What stands published in it; nothing where no site of ours does.
    ///
    /// # Errors
    /// When its manifest is damaged, or of another program.
    pub fn published(&self) -> Result<Option<Ledger>> {
        let Some(found) = &self.found else { return Ok(None) };
        Ok(Some(found.manifest(&self.folder)?.ledger.clone()))
    }
}

/// What a manifest says that was fetched from a published site.
///
/// # Errors
/// When there is no such file, or when it is no manifest of ours.
pub fn published_as(file: &Path) -> Result<Ledger> {
    let shown = file.display();
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {shown}, which --published names"))?;
    let parsed = Manifest::parse(&bytes);
    let manifest = parsed.map_err(|why| match why {
        Unreadable::Damaged => anyhow!(
            "{shown}, which --published names, is no manifest of a published site: it is damaged, or another page was fetched; \
             fetch manifest.json again, or leave the flag away for a site that was never published"
        ),
        Unreadable::Foreign => anyhow!(
            "{shown}, which --published names, was written by another program or a newer version of this one; \
             take the version that publishes the site"
        ),
    })?;
    Ok(manifest.ledger)
}

/// Puts the files of a site into a folder as they are drawn, and publishes them when all are there.
pub struct Publisher<'t> {
    target: &'t Target,
    /// What the last build left.
    before: &'t Standing,
    /// None before the first file is drawn.
    staging: Option<Staging<'t>>,
}

impl<'t> Publisher<'t> {
    /// Publishes into this folder, which is not touched before the first file is drawn. Files that are as they were left
    /// `before` are believed by what the disk says of them.
    #[must_use]
    pub fn new(target: &'t Target, before: &'t Standing) -> Publisher<'t> {
        Publisher { target, before, staging: None }
    }

    /// Makes the folder hold exactly what was drawn and its manifest, which says what is published by `ledger`, besides files
    /// that others put there; no ledger is needed where all files were kept. Gives what was done, and what the next build may
    /// believe, if that is another thing than before; `weigh` is told the address and the bytes of each file, the manifest's
    /// too.
    ///
    /// # Errors
    /// When the disk refuses, or when a file that is not ours stands where one of ours must go. What was published before
    /// is then still there, or the site is a whole mixture of old and new that the next build completes.
    pub fn publish(
        self,
        ledger: Option<Ledger>,
        weigh: &mut dyn FnMut(&str, u64),
    ) -> Result<(Published, Option<Standing>)> {
        self.staging.context("nothing was drawn, so nothing can be published")?.publish(ledger, weigh)
    }
}

impl Outlet for Publisher<'_> {
    fn attic(&self) -> Option<Arc<dyn Attic>> {
        Some(Arc::new(Texts::of(&self.target.root)))
    }

    fn begin(&mut self) -> Result<()> {
        if self.staging.is_none() {
            self.staging = Some(Staging::begin(&Real, self.target, self.before)?);
        }
        Ok(())
    }

    fn keep_all(&mut self) -> Result<bool> {
        if self.target.is_left(self.before) {
            self.staging = Staging::again(&Real, self.target, self.before)?;
        }
        Ok(self.staging.is_some())
    }

    fn keep(&self, route: &Route) -> Result<bool> {
        self.staging.as_ref().context("no file is expected yet")?.keep(route)
    }

    fn take(&self, route: &Route, bytes: Vec<u8>) -> Result<()> {
        self.staging.as_ref().context("no file is expected yet")?.take(route, &bytes)
    }
}

/// Publishes files that are all in memory, on a disk that may break.
#[cfg(test)]
fn publish_on(disk: &dyn disk::Disk, target: &Target, outputs: &crate::render::Outputs) -> Result<Published> {
    use rayon::prelude::*;

    let before = Standing::default();
    let staging = Staging::begin(disk, target, &before)?;
    outputs.par_iter().map(|(route, bytes)| staging.take(route, bytes)).collect::<Result<()>>()?;
    Ok(staging.publish(Some(Ledger::default()), &mut |_, _| ())?.0)
}

#[cfg(test)]
mod tests;
