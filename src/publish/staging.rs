//! Staging: the files of a site on their way. Each is written into a folder of the output where no page leads to, as soon
//! as it is drawn, so that no more than a few are in memory; publishing renames them into their places.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

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
use crate::publish::manifest::{Listing, MANIFEST, Manifest, State};
use crate::publish::steps::{self, Steps};
use crate::publish::waiting::Wait;
use crate::publish::{Published, Target, destination, recovery, sha256};
use crate::source::stat::{Moment, Stat};

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
    /// What the next build may believe of the files, where all of them stand as they were left.
    whole: Option<Standing>,
}

impl<'t> Staging<'t> {
    /// Makes, locks and tidies the folder.
    pub(super) fn begin(disk: &'t dyn Disk, target: &'t Target, before: &'t Standing) -> Result<Staging<'t>> {
        let folder = Folder { disk, top: &target.folder };
        let made = folder.make()?;
        let lock = Lock::of_output(folder.top)?;
        let manifest = match Listing::again(target.found.as_ref(), folder.top)? {
            Some(manifest) => manifest,
            None => {
                // Since the target was judged, others may have been here.
                destination::ours_or_empty(folder.top)
                    .with_context(|| format!("cannot publish into {}", folder.top.display()))?;
                Arc::default()
            }
        };
        let old = recovery::recover(folder, manifest)?;
        Ok(Staging {
            folder,
            target,
            _lock: lock,
            old,
            before,
            made,
            files: Mutex::default(),
            next: AtomicUsize::new(0),
            whole: None,
        })
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

    /// Whether all files of the site stand as the last build left them; they are taken then.
    pub(super) fn keep_all(&mut self) -> Result<bool> {
        let left = self.before.files.iter().map(|(path, left)| (path, &left.hash));
        if self.old.state != State::Complete || !self.old.files.iter().eq(left) {
            return Ok(false);
        }
        let files: Vec<_> = self.before.files.iter().collect();
        let found: Option<Vec<Staged>> =
            files.into_par_iter().map(|(path, left)| self.left(path, left)).collect::<Result<_>>()?;
        let Some(found) = found else { return Ok(false) };
        let moment = self.moment(found.iter());
        let left = |(path, file): (&String, Staged)| Some((path.clone(), Left { hash: file.hash, stat: file.stat? }));
        self.whole = Some(Standing { moment, files: self.before.files.keys().zip(found).filter_map(left).collect() });
        Ok(true)
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
        // A thread that panicked holding the lock has stopped the build.
        let mut files = self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match files.entry(path) {
            Entry::Vacant(place) => _ = place.insert(staged),
            Entry::Occupied(taken) => bail!("two files claim the place of /{}: nothing was published", taken.key()),
        }
        Ok(())
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
    /// the address and the bytes of each.
    pub(super) fn publish(mut self, ledger: Ledger, weigh: &mut dyn FnMut(&str, u64)) -> Result<(Published, Standing)> {
        if let Some(standing) = self.whole.take() {
            return self.publish_again(ledger, standing, weigh);
        }
        let files = std::mem::take(&mut *self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
        distinct(&files, &self.old)?;
        // What was believed is what the manifest says it is.
        let is_known = self.old.ledger == ledger && self.old.state == State::Complete;
        let is_whole = is_known && files.keys().eq(self.old.files.keys());
        let is_as_before = is_whole && files.values().all(|file| file.is_believed);
        let steps = if is_as_before { Steps::default() } else { self.put(&files, ledger)? };
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
        Ok((published, self.standing(files)))
    }

    /// Leaves a site as it is, of which every file is what it was.
    fn publish_again(
        &self,
        ledger: Ledger,
        standing: Standing,
        weigh: &mut dyn FnMut(&str, u64),
    ) -> Result<(Published, Standing)> {
        if self.old.ledger != ledger {
            let new = Manifest::complete(ledger, self.old.files.clone());
            self.folder.replace(MANIFEST, &new.to_bytes()?)?;
        }
        for (path, left) in &standing.files {
            weigh(&address(path), left.stat.length);
        }
        self.weigh_manifest(weigh)?;
        let (files, bytes) = (standing.files.len(), standing.files.values().map(|left| left.stat.length).sum());
        Ok((Published { files, written: 0, removed: 0, unchanged: files, bytes }, standing))
    }

    fn weigh_manifest(&self, weigh: &mut dyn FnMut(&str, u64)) -> Result<()> {
        weigh(MANIFEST, self.folder.stat(MANIFEST)?.map_or(0, |stat| stat.length));
        Ok(())
    }

    /// Puts what was taken into its place.
    fn put(&self, files: &Files, ledger: Ledger) -> Result<Steps> {
        let hashes = files.iter().map(|(path, file)| (path.clone(), file.hash));
        let new = Manifest::complete(ledger, hashes.collect());
        let steps = Steps::plan(self.folder, &self.old, files)?;
        if *self.old != new || !steps.is_empty() {
            let union = Manifest::union(&self.old, &new, steps.change());
            let (union, new) = rayon::join(|| union.to_bytes(), || new.to_bytes());
            self.folder.replace(MANIFEST, &union?)?;
            steps.run(self.folder)?;
            self.folder.sweep_stage()?;
            self.folder.replace(MANIFEST, &new?)?;
        }
        Ok(steps)
    }

    /// When the files were looked at or later: where all of them were believed, the moment before holds as well.
    fn moment<'s>(&self, mut files: impl Iterator<Item = &'s Staged>) -> Moment {
        if files.all(|file| file.is_believed) { self.before.moment } else { self.target.moment() }
    }

    /// What the next build may believe of the files as they stand now.
    fn standing(&self, files: Files) -> Standing {
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
        let left: Vec<_> = files.into_par_iter().map(left).collect();
        Standing { moment, files: left.into_iter().flatten().collect() }
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
