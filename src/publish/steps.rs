//! What has to be written and removed, and in which order, so that no page that can be reached links to nothing.
//!
//! New files first: nothing links to them yet. Then changed pages: what they link to is there. Then changed feeds,
//! lists for machines and the sitemap, and the home page last of all, so that a first build shows nothing unfinished.
//! Removals come when nothing links to what is removed. A folder that is new with all that is in it is one step.
//!
//! One thing cannot be done in one step on any disk: a file takes the place of a folder, or a folder that of a file.
//! Only a theme's static files can ask for that; it is done in one go once the other new files stand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Result, bail};
use rayon::prelude::*;

use crate::publish::disk::Found;
use crate::publish::folder::{Folder, folders_of};
use crate::publish::manifest::{Change, Manifest, State};
use crate::publish::staging::{Files, Staged};
use crate::publish::waiting::Wait;

/// When a file is written; phases come one after the other, the files of one phase in any order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    New,
    Swap,
    ChangedPage,
    ChangedList,
    Home,
}

const PHASES: [Phase; 5] = [Phase::New, Phase::Swap, Phase::ChangedPage, Phase::ChangedList, Phase::Home];

struct Job {
    phase: Phase,
    /// Whether nothing of ours was there before.
    is_new: bool,
    path: String,
    wait: Wait,
    /// Whether it comes into its place with the whole of a new folder.
    is_in_whole: bool,
}

/// Everything that publishing has to do, decided before anything is touched.
#[derive(Default)]
pub(super) struct Steps {
    /// By phase, the deepest first.
    jobs: Vec<Job>,
    /// New folders, in which all is new.
    whole: BTreeSet<String>,
    /// Old files of ours that stand where a folder must be, or in a folder that must become a file.
    obstacles: BTreeSet<String>,
    /// Old files of ours that the site no longer has, and that may be gone already.
    removals: BTreeSet<String>,
    /// Those of them that are still there.
    standing: BTreeSet<String>,
}

/// What was published before and what shall be.
struct Sides<'p> {
    old: &'p Manifest,
    removals: BTreeSet<String>,
    obstacles: BTreeSet<String>,
    /// New paths by the obstacle that has the same name for this disk, which does not tell `A` from `a`.
    twins: BTreeMap<String, String>,
}

impl Steps {
    /// Compares what shall be with what stands in the folder.
    pub(super) fn plan(folder: Folder<'_>, old: &Manifest, files: &Files) -> Result<Steps> {
        let removals: BTreeSet<String> = missing(&old.files, files).cloned().collect();
        // Folders that nothing is written into or removed from may be what they like.
        let touched = files.iter().filter(|(_, file)| file.waits.is_some()).map(|(path, _)| path);
        let touched: BTreeSet<&str> = touched.chain(&removals).map(String::as_str).collect();
        for path in folders_of(touched.into_iter()) {
            check_folder(folder, path, old)?;
        }
        let folders = folders_of(removals.iter().map(String::as_str));
        let mut standing = BTreeSet::new();
        for path in &removals {
            match folder.look(path)? {
                Found::Nothing => {}
                Found::File(_) => drop(standing.insert(path.clone())),
                // A killed build came as far as to make a folder of it.
                Found::Folder if folders.contains(path.as_str()) || is_folder_of(files, path) => {}
                Found::Folder | Found::Other => {
                    bail!("{} is not what was published: move it away", folder.place(path).display())
                }
            }
        }
        let twins = twins(folder, old, files, &standing)?;
        let mut obstacles = obstacles(files, &removals);
        obstacles.extend(twins.values().cloned());
        let sides = Sides { old, removals, obstacles, twins };
        // What is believed was looked at a moment ago.
        let looked_at: Vec<_> = files.iter().filter(|(_, file)| !file.is_believed).collect();
        let jobs: Vec<Option<Job>> =
            looked_at.into_par_iter().map(|(path, file)| job(folder, &sides, path, file)).collect::<Result<_>>()?;
        let mut jobs: Vec<Job> = jobs.into_iter().flatten().collect();
        jobs.sort_by_cached_key(|job| (job.phase, std::cmp::Reverse(job.path.matches('/').count()), job.path.clone()));
        let whole = whole(folder, &mut jobs)?;
        Ok(Steps { jobs, whole, obstacles: sides.obstacles, removals: sides.removals, standing })
    }

    /// Whether the folder is already as it should be.
    pub(super) fn is_empty(&self) -> bool {
        self.jobs.is_empty() && self.standing.is_empty()
    }

    /// How many files are written.
    pub(super) fn written(&self) -> usize {
        self.jobs.len()
    }

    /// How many files are removed.
    pub(super) fn removed(&self) -> usize {
        self.standing.len()
    }

    /// What is added and taken away, for a build after this one if this is killed. What makes room early is not said to
    /// be going: pages may still lead to it.
    pub(super) fn change(&self) -> Change {
        Change {
            coming: self.jobs.iter().filter(|job| job.is_new).map(|job| job.path.clone()).collect(),
            going: self.standing.difference(&self.obstacles).cloned().collect(),
        }
    }

    /// Does it all.
    pub(super) fn run(&self, folder: Folder<'_>) -> Result<()> {
        self.whole.iter().try_for_each(|path| folder.unstage_folder(path))?;
        self.make_folders(folder, |phase| phase != Phase::Swap)?;
        for phase in PHASES {
            if phase == Phase::Swap {
                self.remove(folder, &self.obstacles)?;
                self.make_folders(folder, |phase| phase == Phase::Swap)?;
            }
            self.jobs
                .par_iter()
                .filter(|job| job.phase == phase && !job.is_in_whole)
                .try_for_each(|job| folder.unstage(job.wait, &job.path))?;
        }
        self.remove(folder, &self.removals.difference(&self.obstacles).cloned().collect())
    }

    /// Removes the files of these that are there, and the folders that are empty then: a killed build may have made
    /// some before it wrote what goes into them.
    fn remove(&self, folder: Folder<'_>, paths: &BTreeSet<String>) -> Result<()> {
        paths.intersection(&self.standing).try_for_each(|path| folder.remove(path))?;
        // Backwards, a folder comes after what is in it.
        let folders = folders_of(paths.iter().map(String::as_str));
        folders.into_iter().rev().try_for_each(|path| folder.remove_empty(path))
    }

    fn make_folders(&self, folder: Folder<'_>, of: impl Fn(Phase) -> bool) -> Result<()> {
        let paths = self.jobs.iter().filter(|job| of(job.phase) && !job.is_in_whole).map(|job| job.path.as_str());
        folders_of(paths).into_iter().try_for_each(|path| folder.make_folder(path))
    }
}

fn job(folder: Folder<'_>, sides: &Sides<'_>, path: &str, file: &Staged) -> Result<Option<Job>> {
    let is_ours = sides.old.files.contains_key(path);
    let place = || folder.place(path);
    let job = |phase, is_new, wait| Ok(Some(Job { phase, is_new, path: path.to_owned(), wait, is_in_whole: false }));
    let Some(wait) = file.waits else {
        return match folder.look(path)? {
            Found::File(length) if is_ours && length == file.length => Ok(None),
            _ => bail!("{} was changed while the site was being built: build again", place().display()),
        };
    };
    let mut waits = sides.obstacles.iter().any(|old| is_below(path, old));
    match folder.look(path)? {
        Found::Nothing => {}
        Found::Folder if sides.obstacles.iter().any(|old| is_below(old, path)) => {
            check_leaving(folder, path, &sides.removals)?;
            waits = true;
        }
        Found::File(_) if is_ours => {
            return job(changed(path), false, wait);
        }
        Found::File(_) if sides.twins.contains_key(path) => waits = true,
        Found::File(_) => bail!("{} is not a file of this site: move it away", place().display()),
        Found::Folder => bail!("{} is a folder where a page must go: move it away", place().display()),
        Found::Other => bail!("{} is neither a file nor a folder: move it away", place().display()),
    }
    // Where somebody removed a page of a finished site, pages lead to the place.
    let is_new = !(is_ours && sides.old.state == State::Complete);
    let phase = match changed(path) {
        Phase::Home => Phase::Home,
        _ if waits => Phase::Swap,
        _ if is_new => Phase::New,
        phase => phase,
    };
    job(phase, is_new, wait)
}

/// The topmost folders that are not there yet and whose files are all new and wait in them: each comes into its place in one
/// step. These files are marked.
fn whole(folder: Folder<'_>, jobs: &mut [Job]) -> Result<BTreeSet<String>> {
    let mut tops: BTreeMap<String, bool> = BTreeMap::new();
    let waiting = |job: &&Job| job.wait == Wait::Path;
    for job in jobs.iter().filter(waiting) {
        let known = top_of(&tops, &job.path);
        let Some(top) = (if known.is_some() { known } else { folder.missing(&job.path)? }) else { continue };
        *tops.entry(top.to_owned()).or_insert(true) &= job.phase == Phase::New;
    }
    for job in jobs.iter().filter(|job| !waiting(job)) {
        // Its folder was there when it was drawn, and was removed since.
        if let Some(is_whole) = top_of(&tops, &job.path).map(str::to_owned).and_then(|top| tops.get_mut(&top)) {
            *is_whole = false;
        }
    }
    tops.retain(|_, is_whole| *is_whole);
    for job in jobs {
        job.is_in_whole = top_of(&tops, &job.path).is_some();
    }
    Ok(tops.into_keys().collect())
}

/// The folder of these that a path lies in.
fn top_of<'p>(tops: &BTreeMap<String, bool>, path: &'p str) -> Option<&'p str> {
    path.match_indices('/').map(|(end, _)| &path[..end]).find(|folder| tops.contains_key(*folder))
}

/// When a file is written that was there before.
fn changed(path: &str) -> Phase {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        _ if path == "index.html" => Phase::Home,
        "html" | "css" | "js" | "svg" | "png" | "jpg" | "jpeg" | "webp" | "gif" => Phase::ChangedPage,
        _ => Phase::ChangedList,
    }
}

/// A folder on the way must be a folder, nothing, or a file of ours: through a link, files would land elsewhere.
fn check_folder(folder: Folder<'_>, path: &str, old: &Manifest) -> Result<()> {
    match folder.look(path)? {
        Found::Nothing | Found::Folder => Ok(()),
        Found::File(_) if old.files.contains_key(path) => Ok(()),
        Found::File(_) | Found::Other => {
            bail!("{} is not a folder, and pages must go into it: move it away", folder.place(path).display())
        }
    }
}

/// A folder that must become a file holds nothing but files that go.
fn check_leaving(folder: Folder<'_>, path: &str, removals: &BTreeSet<String>) -> Result<()> {
    for name in folder.names(path)? {
        let below = format!("{path}/{name}");
        let goes = match folder.look(&below)? {
            Found::Folder if removals.iter().any(|old| is_below(old, &below)) => {
                check_leaving(folder, &below, removals)?;
                true
            }
            Found::File(_) => removals.contains(&below),
            Found::Nothing => true,
            Found::Folder | Found::Other => false,
        };
        if !goes {
            let (stranger, page) = (folder.place(&below), folder.place(path));
            bail!(
                "{} is not of this site, and {} must become a file: move it away",
                stranger.display(),
                page.display()
            );
        }
    }
    Ok(())
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Those of one sorted map that another does not have.
pub(super) fn missing<'m, A, B>(
    of: &'m BTreeMap<String, A>,
    in_other: &'m BTreeMap<String, B>,
) -> impl Iterator<Item = &'m String> {
    let mut other = in_other.keys().peekable();
    of.keys().filter(move |path| {
        while other.next_if(|known| known < path).is_some() {}
        other.peek() != Some(path)
    })
}

/// Whether one of these lies below this path.
fn is_folder_of(files: &Files, path: &str) -> bool {
    let first = format!("{path}/");
    files.range(first.clone()..).next().is_some_and(|(below, _)| below.starts_with(&first))
}

/// Old files that stand where a folder must be, or in what must become a file.
fn obstacles(new: &Files, removals: &BTreeSet<String>) -> BTreeSet<String> {
    let above = |old: &str| folders_of(std::iter::once(old)).iter().any(|folder| new.contains_key(*folder));
    removals.iter().filter(|old| is_folder_of(new, old) || above(old)).cloned().collect()
}

/// Where `/Old/` becomes `/old/` on a disk that takes them for one, the file that stands there is ours, and goes first:
/// written over, it would keep the old name.
fn twins(
    folder: Folder<'_>,
    old: &Manifest,
    new: &Files,
    standing: &BTreeSet<String>,
) -> Result<BTreeMap<String, String>> {
    let by_key: BTreeMap<String, &String> = standing.iter().map(|path| (path.to_lowercase(), path)).collect();
    let mut twins = BTreeMap::new();
    if by_key.is_empty() {
        return Ok(BTreeMap::new());
    }
    for path in missing(new, &old.files) {
        let Some(old) = by_key.get(&path.to_lowercase()) else { continue };
        let is_there = matches!(folder.look(path)?, Found::File(_));
        // The real name of a file is one; two files have two.
        let real = |path: &str| fs::canonicalize(folder.place(path)).ok();
        if is_there && real(path) == real(old) {
            twins.insert(path.clone(), (*old).clone());
        }
    }
    Ok(twins)
}
