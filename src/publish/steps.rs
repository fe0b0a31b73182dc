//! What has to be written and removed, and in which order, so that no page that can be reached links to nothing.
//!
//! New files first: nothing links to them yet. Then changed pages: what they link to is there. Then changed feeds,
//! lists for machines and the sitemap, and the home page last of all, so that a first build shows nothing unfinished.
//! Removals come when nothing links to what is removed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use rayon::prelude::*;

use crate::publish::disk::{self, Found};
use crate::publish::manifest::Manifest;
use crate::render::Outputs;

/// When a file is written; phases come one after the other, the files of one phase in any order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    New,
    ChangedPage,
    ChangedList,
    Home,
}

const PHASES: [Phase; 4] = [Phase::New, Phase::ChangedPage, Phase::ChangedList, Phase::Home];

struct Job<'a> {
    phase: Phase,
    path: String,
    bytes: &'a [u8],
}

/// Everything that publishing has to do, decided before anything is touched.
pub(super) struct Steps<'a> {
    /// By phase, the deepest first.
    jobs: Vec<Job<'a>>,
    /// Old files of ours that stand where a folder must be, or in a folder that must become a file.
    obstacles: BTreeSet<String>,
    /// Old files of ours that the site no longer has.
    removals: BTreeSet<String>,
    /// How many of them are still there.
    removed: usize,
}

impl<'a> Steps<'a> {
    /// Compares the outputs with what stands in the folder.
    pub(super) fn plan(folder: &Path, old: &Manifest, outputs: &'a Outputs) -> Result<Steps<'a>> {
        let new: BTreeSet<String> = outputs.keys().map(|route| route.file_path()).collect();
        let ours: BTreeSet<&str> = old.files.keys().map(|path| path.trim_start_matches('/')).collect();
        let removals: BTreeSet<String> =
            ours.iter().filter(|path| !new.contains(**path)).map(|path| (*path).to_owned()).collect();
        let obstacles = obstacles(&new, &removals);
        for path in folders_of(new.iter().chain(&removals)) {
            check_folder(folder, path, &removals)?;
        }
        let jobs: Vec<Option<Job>> = outputs
            .par_iter()
            .map(|(route, bytes)| job(folder, route.file_path(), bytes, &ours, &obstacles))
            .collect::<Result<_>>()?;
        let mut jobs: Vec<Job> = jobs.into_iter().flatten().collect();
        jobs.sort_by_cached_key(|job| (job.phase, std::cmp::Reverse(job.path.matches('/').count()), job.path.clone()));
        let mut removed = 0;
        for path in &removals {
            let place = folder.join(path);
            removed += match disk::look(&place)? {
                Found::Nothing => 0,
                Found::File(_) => 1,
                Found::Folder | Found::Other => bail!("{} is not what was published: move it away", place.display()),
            };
        }
        Ok(Steps { jobs, obstacles, removals, removed })
    }

    /// Whether the folder is already as it should be.
    pub(super) fn is_empty(&self) -> bool {
        self.jobs.is_empty() && self.removed == 0
    }

    /// How many files are written.
    pub(super) fn written(&self) -> usize {
        self.jobs.len()
    }

    /// How many files are removed.
    pub(super) fn removed(&self) -> usize {
        self.removed
    }

    /// Does it all.
    pub(super) fn run(&self, folder: &Path) -> Result<()> {
        remove_all(folder, &self.obstacles)?;
        for path in folders_of(self.jobs.iter().map(|job| &job.path)) {
            disk::make_folder(&folder.join(path))?;
        }
        for phase in PHASES {
            self.jobs
                .par_iter()
                .enumerate()
                .filter(|(_, job)| job.phase == phase)
                .try_for_each(|(number, job)| disk::replace(folder, &job.path, job.bytes, number))?;
        }
        remove_all(folder, &self.removals.difference(&self.obstacles).cloned().collect())
    }
}

fn job<'a>(
    folder: &Path,
    path: String,
    bytes: &'a [u8],
    ours: &BTreeSet<&str>,
    obstacles: &BTreeSet<String>,
) -> Result<Option<Job<'a>>> {
    let place = folder.join(&path);
    let is_new = match disk::look(&place)? {
        Found::Nothing => true,
        Found::Folder if obstacles.iter().any(|old| is_below(old, &path)) => true,
        Found::File(length) if ours.contains(path.as_str()) => {
            if length == bytes.len() as u64 && read(&place)? == bytes {
                return Ok(None);
            }
            false
        }
        Found::File(_) => bail!("{} is not a file of this site: move it away", place.display()),
        Found::Folder => bail!("{} is a folder where a page must go: move it away", place.display()),
        Found::Other => bail!("{} is neither a file nor a folder: move it away", place.display()),
    };
    let phase = match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        _ if path == "index.html" => Phase::Home,
        _ if is_new => Phase::New,
        "html" | "css" | "js" | "svg" | "png" | "jpg" | "jpeg" | "webp" | "gif" => Phase::ChangedPage,
        _ => Phase::ChangedList,
    };
    Ok(Some(Job { phase, path, bytes }))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// A folder on the way must be a folder or nothing: through a link, files would land elsewhere.
fn check_folder(folder: &Path, path: &str, removals: &BTreeSet<String>) -> Result<()> {
    let place = folder.join(path);
    match disk::look(&place)? {
        Found::Nothing | Found::Folder => Ok(()),
        Found::File(_) if removals.contains(path) => Ok(()),
        Found::File(_) | Found::Other => {
            bail!("{} is not a folder, and pages must go into it: move it away", place.display())
        }
    }
}

fn remove_all(folder: &Path, paths: &BTreeSet<String>) -> Result<()> {
    for path in paths {
        disk::remove(&folder.join(path))?;
    }
    // Backwards, a folder comes after what is in it.
    for path in folders_of(paths.iter()).into_iter().rev() {
        disk::remove_empty(&folder.join(path))?;
    }
    Ok(())
}

/// Every folder above these files, parents first, without the output folder itself.
fn folders_of<'p>(paths: impl Iterator<Item = &'p String>) -> BTreeSet<&'p str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let mut rest = path.as_str();
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

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn obstacles(new: &BTreeSet<String>, removals: &BTreeSet<String>) -> BTreeSet<String> {
    let folders = folders_of(new.iter());
    let in_the_way = |old: &String| {
        folders.contains(old.as_str()) || folders_of(std::iter::once(old)).iter().any(|folder| new.contains(*folder))
    };
    removals.iter().filter(|old| in_the_way(old)).cloned().collect()
}

#[cfg(test)]
mod tests;
