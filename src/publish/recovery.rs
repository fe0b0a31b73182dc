//! What a killed build left, made whole: afterwards every page of ours links to files that are there.
//!
//! The pages that a reader can reach are whole without this. Those that no page leads to yet, or any more, may link to
//! pages that were never written or are gone; a later build that leads to them again could be killed in its turn. So
//! they go first, while nothing leads to them.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::Result;

use crate::publish::disk::Found;
use crate::publish::folder::{Folder, folders_of};
use crate::publish::manifest::{Manifest, State};

/// Whose a file is that stands where a killed build wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// It is as the manifest has it.
    Ours,
    /// It is not there.
    Nobodys,
    /// Somebody made it, or changed ours.
    Theirs,
}

/// Removes what a killed build left that no page leads to, and gives the manifest without the files that turn out to be
/// somebody's.
pub(super) fn recover(folder: Folder<'_>, mut old: Arc<Manifest>) -> Result<Arc<Manifest>> {
    let State::Publishing(change) = &old.state else { return tidy(folder).map(|()| old) };
    folder.sweep_stage()?;
    let real = folder.real(folders_of(old.files.keys().map(String::as_str)))?;
    folder.sweep(&real)?;
    let coming = look(folder, &old, &real, &change.coming)?;
    let mut foreign = Vec::new();
    // Were all of them there, pages might have been changed since that lead to them.
    if coming.iter().any(|(_, whose)| *whose == Whose::Nobodys) {
        remove(folder, &coming)?;
        foreign = coming.iter().filter(|(_, whose)| *whose == Whose::Theirs).map(|(path, _)| path.clone()).collect();
    }
    let going = look(folder, &old, &real, &change.going)?;
    // Were all of them there, pages might be left that lead to them.
    if going.iter().any(|(_, whose)| *whose == Whose::Nobodys) {
        remove(folder, &going)?;
    }
    if !foreign.is_empty() {
        Arc::make_mut(&mut old).files.retain(|path, _| !foreign.contains(path));
    }
    Ok(old)
}

/// Removes what a build left beside a site that is whole.
pub(super) fn tidy(folder: Folder<'_>) -> Result<()> {
    folder.sweep_stage()?;
    // The manifest is the first and the last thing to be written in its place: only its own temporary file can be there.
    folder.sweep(&BTreeSet::from([""]))
}

fn look(
    folder: Folder<'_>,
    old: &Manifest,
    real: &BTreeSet<&str>,
    paths: &BTreeSet<String>,
) -> Result<Vec<(String, Whose)>> {
    let whose = |path: &String| {
        let is_real = real.contains(path.rsplit_once('/').map_or("", |(parent, _)| parent));
        let whose = match folder.look(path)? {
            Found::Nothing => Whose::Nobodys,
            Found::File(_) if !is_real => Whose::Theirs,
            Found::Folder | Found::Other => Whose::Theirs,
            Found::File(_) => match folder.hash(path)? {
                Some(hash) if old.files.get(path) == Some(&hash) => Whose::Ours,
                _ => Whose::Theirs,
            },
        };
        Ok((path.clone(), whose))
    };
    paths.iter().map(whose).collect()
}

fn remove(folder: Folder<'_>, paths: &[(String, Whose)]) -> Result<()> {
    let mut ours = paths.iter().filter(|(_, whose)| *whose == Whose::Ours);
    ours.try_for_each(|(path, _)| folder.remove(path))
}
