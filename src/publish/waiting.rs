//! Where files wait until all are drawn: a folder of the output that no page leads to. What goes into a folder that the
//! site does not have yet waits at its path in such a folder, which takes its place in one step, with all that is in it.
//!
//! On many disks files that are put from one folder into another come one after the other, whoever puts them there; a new
//! site of ten thousand articles is some twenty steps so, and each thread writes into folders of its own.

use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use crate::publish::disk::Found;
use crate::publish::folder::{Folder, TEMPORARY, made};
use crate::source::stat::Stat;

/// The folder in which all wait.
pub(super) const STAGE: &str = ".digest-stage";

/// Folders that wait for their places.
const TREE: &str = ".digest-stage/site";

/// Where a file waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wait {
    /// Under a number of its own: its folder is there.
    Number(usize),
    /// At its path, in a folder that waits as well.
    Path,
}

impl Folder<'_> {
    /// Writes a file that waits for its place, and gives where, and what the disk says of it.
    pub(super) fn stage(&self, number: usize, path: &str, bytes: &[u8]) -> Result<(Wait, Option<Stat>)> {
        let wait = if self.missing(path)?.is_some() { Wait::Path } else { Wait::Number(number) };
        let waiting = self.waiting(wait, path);
        match self.write_new(&waiting, bytes) {
            // Folders are made for the first file that is new.
            Err(error) if error.kind() == ErrorKind::NotFound => {
                match (wait, path.rsplit_once('/')) {
                    (Wait::Path, Some((folder, _))) => self.make_waiting(&format!("{TREE}/{folder}"))?,
                    _ => self.make_folder(STAGE)?,
                }
                Ok((wait, self.write_new(&waiting, bytes)?))
            }
            written => Ok((wait, written?)),
        }
    }

    /// Makes a folder that waits, and those above it where they are missing, which is seldom.
    fn make_waiting(&self, folder: &str) -> Result<()> {
        let place = self.place(folder);
        match (self.disk.create_dir(&place), folder.rsplit_once('/')) {
            (Err(error), Some((above, _))) if error.kind() == ErrorKind::NotFound => {
                self.make_waiting(above)?;
                self.make_folder(folder)
            }
            (result, _) => made(&place, result),
        }
    }

    /// The topmost folder on the way to a file that is not there; nothing where all are, or where something else stands.
    pub(super) fn missing<'p>(&self, path: &'p str) -> Result<Option<&'p str>> {
        for (end, _) in path.match_indices('/') {
            match self.look(&path[..end])? {
                Found::Folder => {}
                Found::Nothing => return Ok(Some(&path[..end])),
                Found::File(_) | Found::Other => return Ok(None),
            }
        }
        Ok(None)
    }

    /// Puts a file that waits into its place, over what is there.
    pub(super) fn unstage(&self, wait: Wait, path: &str) -> Result<()> {
        let place = self.place(path);
        self.disk.rename(&self.waiting(wait, path), &place).with_context(|| format!("cannot write {}", place.display()))
    }

    /// Puts a folder that waits into its place, where nothing is.
    pub(super) fn unstage_folder(&self, path: &str) -> Result<()> {
        self.unstage(Wait::Path, path)
    }

    fn waiting(&self, wait: Wait, path: &str) -> PathBuf {
        match wait {
            Wait::Number(number) => self.place(STAGE).join(format!("{TEMPORARY}{number}")),
            Wait::Path => self.place(TREE).join(path),
        }
    }

    /// Removes what waits, and the folder it waits in.
    pub(super) fn sweep_stage(&self) -> Result<()> {
        match self.look(STAGE)? {
            Found::Nothing => Ok(()),
            Found::Folder => {
                self.sweep_one(STAGE)?;
                self.sweep_tree(TREE)?;
                self.remove_empty(STAGE)
            }
            Found::File(_) | Found::Other => {
                bail!("{} is not the folder that this program makes: move it away", self.place(STAGE).display())
            }
        }
    }

    /// Removes the files in a folder and in the folders below it, and then these. This program makes no links there: one
    /// stays where it is, and nothing is removed behind it.
    fn sweep_tree(&self, folder: &str) -> Result<()> {
        if self.look(folder)? != Found::Folder {
            return Ok(());
        }
        for name in self.names(folder)? {
            let path = format!("{folder}/{name}");
            match self.look(&path)? {
                Found::Folder => self.sweep_tree(&path)?,
                Found::File(_) => self.remove(&path)?,
                Found::Nothing | Found::Other => {}
            }
        }
        self.remove_empty(folder)
    }
}
