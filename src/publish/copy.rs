//! A copy of a published site, wherever it lies: what is in it beside what should be. It is read as a stranger's: no link
//! is followed, nothing is waited for, and nothing in it is believed.
#![expect(clippy::disallowed_methods, reason = "it looks at folders that the program does not read otherwise")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result, bail};
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::config::Layout;
use crate::gate::route::Route;
use crate::ledger::Ledger;
use crate::publish::hashes::{Hash, sha256, sha256_of};
use crate::publish::manifest::{MANIFEST, Manifest, PROGRAM, State};
use crate::render::Outlet;
use crate::source;

/// The largest file that is looked into: hosts take whole sites of this size. A file of holes costs its maker nothing.
const MOST_BYTES: u64 = 1 << 30;

/// What a file should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wanted {
    hash: Hash,
    length: u64,
}

/// Takes the files of a build and keeps what it needs to know them again.
#[derive(Debug, Default)]
pub struct Sums(Mutex<BTreeMap<String, Wanted>>);

impl Outlet for Sums {
    fn begin(&mut self) -> Result<()> {
        Ok(())
    }

    fn take(&self, route: &Route, bytes: Vec<u8>) -> Result<()> {
        let wanted = Wanted { hash: sha256(&bytes), length: bytes.len() as u64 };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(route.file_path(), wanted);
        Ok(())
    }
}

/// What is in the folder.
#[derive(Debug)]
enum Found {
    /// A file of so many bytes.
    File(u64),
    /// What can be in no published site.
    Odd(&'static str),
}

/// How a file differs from what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// It is not there.
    Missing,
    /// It has other bytes.
    Changed,
    /// It should not be there.
    Extra,
    /// It is no file, or none that can be read: what it is.
    Odd(&'static str),
}

/// Files by path, each with how it differs.
pub type Differences = BTreeMap<String, Difference>;

/// A folder that may hold a published site.
#[derive(Debug)]
pub struct Copy<'f> {
    folder: &'f Path,
    found: BTreeMap<String, Found>,
    /// What its manifest says; or why it says nothing.
    manifest: Result<Manifest, String>,
}

impl<'f> Copy<'f> {
    /// Looks at every name in a folder; nothing but its manifest is read.
    ///
    /// # Errors
    /// When there is no such folder.
    pub fn look(folder: &'f Path) -> Result<Copy<'f>> {
        let what = fs::symlink_metadata(folder).with_context(|| format!("cannot read {}", folder.display()))?;
        if !what.is_dir() {
            bail!("{} is not a folder", folder.display());
        }
        let mut found = BTreeMap::new();
        let walk = WalkDir::new(folder).min_depth(1).follow_links(false).sort_by_file_name().into_iter();
        // The checkout of a branch that a host publishes is a copy as well.
        for entry in walk.filter_entry(|entry| entry.depth() != 1 || entry.file_name() != ".git") {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => {
                    let (name, is_utf8) = name(folder, entry.path());
                    found.insert(name, if is_utf8 { what_is(&entry) } else { Found::Odd("a name that is not UTF-8") });
                }
                Err(error) => {
                    let (name, _) = name(folder, error.path().unwrap_or(folder));
                    found.insert(name, Found::Odd("closed, or too deep to be read"));
                }
            }
        }
        let manifest = match found.get(MANIFEST) {
            Some(Found::File(length)) if *length <= MOST_BYTES / 4 => {
                let none = || "it has no manifest.json".to_owned();
                Manifest::read(folder).map_err(|error| format!("{error:#}")).and_then(|found| found.ok_or_else(none))
            }
            Some(Found::File(_)) => Err("its manifest.json is too large to be one".to_owned()),
            Some(Found::Odd(what)) => Err(format!("its manifest.json is {what}")),
            None => Err("it has no manifest.json".to_owned()),
        };
        Ok(Copy { folder, found, manifest })
    }

    /// The version of the program that made it, where that is said and is another than this one.
    #[must_use]
    pub fn other_program(&self) -> Option<&str> {
        let program = self.manifest.as_ref().ok().map(|manifest| manifest.program.as_str())?;
        (program != PROGRAM).then_some(program)
    }

    /// Where its manifest says that it stands, where that is elsewhere than these sources say.
    #[must_use]
    pub fn other_place(&self, ledger: &Ledger) -> Option<&str> {
        let place = self.manifest.as_ref().ok()?.ledger.base_url.as_deref()?;
        ledger.base_url.as_deref().is_some_and(|own| own != place).then_some(place)
    }

    /// Whether its manifest says that a build was at work or was killed.
    #[must_use]
    pub fn is_half_published(&self) -> bool {
        self.manifest.as_ref().is_ok_and(|manifest| manifest.state != State::Complete)
    }

    /// For whom its links are written.
    #[must_use]
    pub fn layout(&self) -> Layout {
        self.manifest.as_ref().map(|manifest| manifest.ledger.layout).unwrap_or_default()
    }

    /// How many files it has.
    #[must_use]
    pub fn files(&self) -> usize {
        self.found.len()
    }

    /// How it differs from what a build made, the manifest being one of its files.
    #[must_use]
    pub fn beside(&self, built: Sums, ledger: &Ledger) -> Differences {
        let built = built.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut differences = self.compare(&built, |wanted| (wanted.hash, Some(wanted.length)));
        let listed = built.iter().map(|(path, wanted)| (path.clone(), wanted.hash));
        let listed = Manifest::complete(ledger.clone(), listed.collect());
        differences.remove(MANIFEST);
        match (&self.manifest, self.found.get(MANIFEST)) {
            (_, None) => _ = differences.insert(MANIFEST.to_owned(), Difference::Missing),
            (_, Some(Found::Odd(what))) => _ = differences.insert(MANIFEST.to_owned(), Difference::Odd(what)),
            // Another version of the program names itself there, and that is said already.
            (Ok(own), _) if *own == Manifest { program: own.program.clone(), ..listed } => {}
            _ => _ = differences.insert(MANIFEST.to_owned(), Difference::Changed),
        }
        differences
    }

    /// How it differs from what its own manifest says of it.
    ///
    /// # Errors
    /// Why its manifest says nothing.
    pub fn beside_its_manifest(&self) -> Result<Differences, &str> {
        let manifest = self.manifest.as_ref().map_err(String::as_str)?;
        let mut differences = self.compare(&manifest.files, |hash| (*hash, None));
        differences.remove(MANIFEST);
        Ok(differences)
    }

    fn compare<W: Sync>(
        &self,
        wanted: &BTreeMap<String, W>,
        of: impl Fn(&W) -> (Hash, Option<u64>) + Sync,
    ) -> Differences {
        let missing = wanted.keys().filter(|path| !self.found.contains_key(*path));
        let mut differences: Differences = missing.map(|path| (path.clone(), Difference::Missing)).collect();
        let judged = self.found.par_iter().filter_map(|(path, found)| {
            let difference = match (found, wanted.get(path)) {
                (Found::Odd(what), _) => Difference::Odd(what),
                (Found::File(_), None) => Difference::Extra,
                (Found::File(length), Some(wanted)) => {
                    let (hash, wanted) = of(wanted);
                    let is_other = || self.hash(path).map(|found| found != hash);
                    match if wanted.is_some_and(|wanted| wanted != *length) { Ok(true) } else { is_other() } {
                        Ok(false) => return None,
                        Ok(true) => Difference::Changed,
                        Err(_) => Difference::Odd("closed, or no longer a file"),
                    }
                }
            };
            Some((path.clone(), difference))
        });
        differences.extend(judged.collect::<Vec<_>>());
        differences
    }

    /// The SHA-256 of a file.
    fn hash(&self, path: &str) -> io::Result<Hash> {
        sha256_of(source::open(&self.folder.join(path))?.take(MOST_BYTES))
    }
}

/// Its path below the folder, with `/`, and whether that is how the disk has it.
fn name(folder: &Path, place: &Path) -> (String, bool) {
    let below = place.strip_prefix(folder).unwrap_or(place);
    let text = below.to_string_lossy();
    let is_utf8 = below.to_str().is_some();
    (if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }, is_utf8)
}

fn what_is(entry: &walkdir::DirEntry) -> Found {
    match entry.metadata() {
        _ if entry.path_is_symlink() => Found::Odd("a symbolic link"),
        Ok(found) if !found.is_file() => Found::Odd("neither a file nor a folder"),
        Ok(found) if found.len() > MOST_BYTES => Found::Odd("a file of more than 1 GiB"),
        Ok(found) => Found::File(found.len()),
        Err(_) => Found::Odd("closed to this user"),
    }
}
