//! Staging: the files of a site on their way. Each is written into a folder of the output where no page leads to, as soon
//! as it is drawn, so that no more than a few are in memory; publishing renames them into their places.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use anyhow::{Context as _, Result, bail};
use rayon::prelude::*;

use crate::gate::route::Route;
use crate::gate::text::caseless;
use crate::ledger::Ledger;
use crate::memory::pages::{Left, Standing};
use crate::publish::disk::Disk;
use crate::publish::folder::Folder;
use crate::publish::hashes::Hash;
use crate::publish::lock::Lock;
use crate::publish::manifest::{Lines, Listing, MANIFEST, Manifest, PROGRAM, State};
use crate::publish::steps::{self, Steps};
use crate::publish::waiting::Wait;
use crate::publish::{Published, Target, destination, recovery, sha256};
use crate::source::stat::{Moment, Stat};
use crate::source::sum::Sum;

/// A file as it shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Staged {
    /// Its sum.
    pub(super) hash: Hash,
    /// In bytes.
    pub(super) length: u64,
    /// Where it waits; nowhere where the file stands in its place already.
    pub(super) waits: Option<Wait>,
    /// What the disk said of it before it was read, or when it was staged; where it was believed, what it says still.
    stat: Option<Stat>,
    /// Whether it was believed to be what the last build left, unread.
    pub(super) is_believed: bool,
}

/// Files by their paths from the output folder, as a manifest lists them.
pub(super) type Files = BTreeMap<String, Staged>;

/// The files of a site on their way into a folder that is locked for them.
pub(super) struct Staging<'t> {
    folder: Folder<'t>,
    target: &'t Target,
    _lock: Lock,
    old: Arc<Manifest>,
    /// What the last build left.
    before: &'t Standing,
    /// Folders that were made for the site, the deepest first.
    made: Vec<PathBuf>,
    files: Mutex<Files>,
    next: AtomicUsize,
    /// Every file of the site stands as it was left, by what the disk says of it; none is in `files` then.
    is_as_left: bool,
}

impl<'t> Staging<'t> {
    /// Makes, locks and tidies the folder.
    pub(super) fn begin(disk: &'t dyn Disk, target: &'t Target, before: &'t Standing) -> Result<Staging<'t>> {
        let mut staging = Staging::locked(disk, target, before)?;
        let top = staging.folder.top;
        let stands = target.found.as_ref().map(|found| found.stands(top)).transpose()?;
        let manifest = match target.listed()? {
            Some(manifest) if stands == Some(true) => Arc::clone(manifest),
            // Since the target was judged, others may have been here.
            _ => match destination::ours_or_empty(top).with_context(|| cannot(top))? {
                Some(found) => Arc::clone(found.manifest(top)?),
                None => Arc::default(),
            },
        };
        staging.old = recovery::recover(staging.folder, manifest)?;
        Ok(staging)
    }

    /// Takes all files of the site, where each of them stands as the last build left it, and so does the manifest, which
    /// nobody has to look into then; nothing where one of them is another.
    pub(super) fn again(disk: &'t dyn Disk, target: &'t Target, before: &'t Standing) -> Result<Option<Staging<'t>>> {
        let mut staging = Staging::locked(disk, target, before)?;
        let Some(found) = &target.found else { return Ok(None) };
        if !found.stands(staging.folder.top)? {
            return Ok(None);
        }
        recovery::tidy(staging.folder)?;
        let files: Vec<_> = before.files.iter().collect();
        let look = |(path, left): (&String, &Left)| staging.left(path, left);
        let found: Option<Vec<Staged>> = files.into_par_iter().map(look).collect::<Result<_>>()?;
        let Some(found) = found else { return Ok(None) };
        staging.is_as_left = found.iter().all(|file| file.is_believed);
        if !staging.is_as_left {
            *staging.taken() = before.files.keys().cloned().zip(found).collect();
        }
        Ok(Some(staging))
    }

    /// A folder that is there, and locked.
    fn locked(disk: &'t dyn Disk, target: &'t Target, before: &'t Standing) -> Result<Staging<'t>> {
        let folder = Folder { disk, top: &target.folder };
        let made = folder.make()?;
        let lock = Lock::of_output(folder.top)?;
        let (old, files) = (Arc::default(), Mutex::default());
        let (next, is_as_left) = (AtomicUsize::new(0), false);
        Ok(Staging { folder, target, _lock: lock, old, before, made, files, next, is_as_left })
    }

    /// Whether the file of this address stands as the last build left it; it is taken then.
    pub(super) fn keep(&self, route: &Route) -> Result<bool> {
        let path = route.file_path();
        let Some(left) = self.before.files.get(&path) else { return Ok(false) };
        if self.old.files.get(&path) != Some(&left.hash) {
            return Ok(false);
        }
        match self.left(&path, left)? {
            Some(staged) => self.insert(path, staged).map(|()| true),
            None => Ok(false),
        }
    }

    /// The file at this path, if it stands as it was left.
    fn left(&self, path: &str, left: &Left) -> Result<Option<Staged>> {
        let Some(stat) = self.folder.stat(path)? else { return Ok(None) };
        let is_believed = stat == left.stat && stat.is_settled(self.before.moment);
        // A copy of the site has other times; its bytes say what it is.
        if !is_believed && self.folder.hash(path)? != Some(left.hash) {
            return Ok(None);
        }
        let (hash, length) = (left.hash, left.stat.length);
        Ok(Some(Staged { hash, length, waits: None, stat: Some(stat), is_believed }))
    }

    /// Takes a file. One that stands in its place already, byte for byte, is not written again.
    pub(super) fn take(&self, route: &Route, bytes: &[u8]) -> Result<()> {
        let path = route.file_path();
        let (waits, stat) = match self.stands(&path, bytes)? {
            Some(stat) => (None, Some(stat)),
            None => {
                let number = self.next.fetch_add(1, Ordering::Relaxed);
                let place = || format!("cannot write {}", self.folder.place(&path).display());
                let (wait, stat) = self.folder.stage(number, &path, bytes).with_context(place)?;
                (Some(wait), stat)
            }
        };
        let length = bytes.len() as u64;
        self.insert(path, Staged { hash: sha256(bytes), length, waits, stat, is_believed: false })
    }

    fn insert(&self, path: String, staged: Staged) -> Result<()> {
        match self.taken().entry(path) {
            Entry::Vacant(place) => _ = place.insert(staged),
            Entry::Occupied(taken) => bail!("two files claim the place of /{}: nothing was published", taken.key()),
        }
        Ok(())
    }

    fn taken(&self) -> MutexGuard<'_, Files> {
        // A thread that panicked holding the lock has stopped the build.
        self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// What the disk says of the file at this path, if it is ours and has these bytes.
    fn stands(&self, path: &str, bytes: &[u8]) -> Result<Option<Stat>> {
        if !self.old.files.contains_key(path) {
            return Ok(None);
        }
        let Some(stat) = self.folder.stat(path)?.filter(|stat| stat.length == bytes.len() as u64) else {
            return Ok(None);
        };
        Ok(self.folder.read(path)?.filter(|read| read == bytes).map(|_| stat))
    }

    /// Makes the folder hold exactly what was taken and its manifest, besides files that others put there; `weigh` is told
    /// the address and the bytes of each. Where no ledger is given, all files stand as they were left.
    pub(super) fn publish(
        mut self,
        ledger: Option<Ledger>,
        weigh: &mut dyn FnMut(&str, u64),
    ) -> Result<(Published, Option<Standing>)> {
        if self.is_as_left {
            return Ok((self.published_again(weigh)?, None));
        }
        let files = std::mem::take(&mut *self.taken());
        let (steps, manifest) = match ledger {
            None => Default::default(),
            Some(ledger) => {
                distinct(&files, &self.old)?;
                self.put(&files, ledger)?
            }
        };
        self.made.clear();
        files.iter().for_each(|(path, file)| weigh(&address(path), file.length));
        self.weigh_manifest(weigh)?;
        let published = Published {
            files: files.len(),
            written: steps.written(),
            removed: steps.removed(),
            unchanged: files.len() - steps.written(),
            bytes: files.values().map(|file| file.length).sum(),
        };
        // What was believed is what was left, and nothing is added to it.
        let is_news = manifest.is_some() || !files.values().all(|file| file.is_believed);
        let standing = || self.standing(files, manifest.or(self.before.manifest));
        Ok((published, is_news.then(standing)))
    }

    /// What there is to say of a site that stands as it was left.
    fn published_again(&self, weigh: &mut dyn FnMut(&str, u64)) -> Result<Published> {
        let mut published = Published::default();
        for (path, left) in &self.before.files {
            weigh(&address(path), left.stat.length);
            published.files += 1;
            published.bytes += left.stat.length;
        }
        self.weigh_manifest(weigh)?;
        Ok(Published { unchanged: published.files, ..published })
    }

    fn weigh_manifest(&self, weigh: &mut dyn FnMut(&str, u64)) -> Result<()> {
        weigh(MANIFEST, self.folder.stat(MANIFEST)?.map_or(0, |stat| stat.length));
        Ok(())
    }

    /// Puts what was taken into its place, and gives the sum of the manifest, where it is another than the last build left.
    fn put(&self, files: &Files, ledger: Ledger) -> Result<(Steps, Option<Sum>)> {
        // What was believed is what the manifest says it is.
        let is_known = self.old.ledger == ledger && self.old.state == State::Complete;
        let is_whole = is_known && files.keys().eq(self.old.files.keys());
        let left = self.target.found.as_ref().map(Listing::sum);
        let is_left = left == self.before.manifest;
        if is_whole && files.values().all(|file| file.is_believed) {
            return Ok((Steps::default(), left.filter(|_| !is_left)));
        }
        let new = Lines::complete(PROGRAM, &ledger, files.iter().map(|(path, file)| (path.as_str(), &file.hash)));
        let steps = Steps::plan(self.folder, &self.old, files)?;
        if new.are(&self.old) && steps.is_empty() {
            return Ok((steps, left.filter(|_| !is_left)));
        }
        let listed = new.listed()?;
        let union = Manifest::union(&self.old, &new, steps.change());
        let bytes = if union.lists(&new) { union.headed(&listed)? } else { union.to_bytes()? };
        self.folder.replace(MANIFEST, &bytes)?;
        drop((union, bytes));
        steps.run(self.folder)?;
        self.folder.sweep_stage()?;
        let bytes = new.headed(&listed)?;
        self.folder.replace(MANIFEST, &bytes)?;
        Ok((steps, Some(Sum::of(&bytes))))
    }

    /// When the files were looked at or later: where all of them were believed, the moment before holds as well.
    fn moment<'s>(&self, mut files: impl Iterator<Item = &'s Staged>) -> Moment {
        if files.all(|file| file.is_believed) { self.before.moment } else { self.target.moment() }
    }

    /// What the next build may believe of the files as they stand now.
    fn standing(&self, files: Files, manifest: Option<Sum>) -> Standing {
        let moment = self.moment(files.values());
        // A file that the disk has nothing to say of is not believed.
        let left = |(path, file): (String, Staged)| {
            let stat = match file.waits {
                None => file.stat,
                Some(_) => {
                    self.folder.stat(&path).ok()?.filter(|now| file.stat.is_some_and(|then| now.is_renamed(&then)))
                }
            };
            Some((path, Left { hash: file.hash, stat: stat? }))
        };
        let count = files.len();
        let left: Vec<_> = files.into_par_iter().map(left).collect();
        // It is enough to know the manifest only where all that it lists is known.
        let manifest = manifest.filter(|_| left.iter().flatten().count() == count);
        Standing { moment, manifest, files: left.into_iter().flatten().collect() }
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

fn cannot(folder: &Path) -> String {
    format!("cannot publish into {}", folder.display())
}

/// The address of the file at this path: `/2016/` of `2016/index.html`.
fn address(path: &str) -> String {
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", folder.unwrap_or(path))
}

/// Whether every file has a place of its own, on a disk too that does not tell `A` from `a`. Those that were published before
/// had; the others are compared with all.
fn distinct(files: &Files, old: &Manifest) -> Result<()> {
    let fresh: Vec<&String> = steps::missing(files, &old.files).collect();
    if fresh.is_empty() {
        return Ok(());
    }
    let mut taken: Vec<String> = files.par_iter().map(|(path, _)| caseless(path)).collect();
    taken.push(MANIFEST.to_owned());
    taken.par_sort_unstable();
    if let Some(twice) = taken.windows(2).find(|pair| pair[0] == pair[1]).and_then(<[String]>::first) {
        bail!("two files claim the place of /{twice}, or one that of {MANIFEST}: nothing was published");
    }
    let is_taken = |key: &str| taken.binary_search_by(|known| known.as_str().cmp(key)).is_ok();
    let below = |key: &str| {
        let first = format!("{key}/");
        let at = taken.partition_point(|known| *known < first);
        taken.get(at).is_some_and(|known| known.starts_with(&first)).then(|| key.to_owned())
    };
    let both = |path: &&String| {
        let key = caseless(path);
        let above = key.match_indices('/').map(|(end, _)| &key[..end]).find(|folder| is_taken(folder));
        above.map(str::to_owned).or_else(|| below(&key))
    };
    match fresh.par_iter().find_map_first(both) {
        Some(both) => bail!("/{both} would be a file and a folder: nothing was published"),
        None => Ok(()),
    }
}
