//! The manifest: which files of the output folder are ours, in a file that readers can verify a copy against.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};

use crate::config::Layout;
use crate::ledger::{Ledger, Published};
use crate::memory::pages::Standing;
use crate::publish::hashes::{self, Hash, Hex};
use crate::source::sum::Sum;

/// Its name in the output folder.
pub(super) const MANIFEST: &str = "manifest.json";

const GENERATOR: &str = "digest";
/// The second names the documents.
const VERSION: u32 = 2;
/// The version of this program, for whoever compares a site with what another version makes of its sources.
pub(super) const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// Whether the last build came to its end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum State {
    /// Every file listed is there.
    #[default]
    Complete,
    /// A build is at work or was killed: old and new files together.
    Publishing(Change),
}

/// What a build at work adds and takes away, so that the next one knows, when it is killed, which of its files no page
/// may lead to yet, or any more. By their paths, as in [`Manifest::files`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Change {
    /// Files that were not there. No page that was there is changed before the last of them is written.
    pub(super) coming: BTreeSet<String>,
    /// Files that shall go. The first of them is removed when every page is as it shall be.
    pub(super) going: BTreeSet<String>,
}

/// Every file of ours with its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Manifest {
    /// The version of the program that wrote it; empty where it does not say.
    pub(super) program: String,
    /// Whether the last build came to its end.
    pub(super) state: State,
    /// What is published.
    pub(super) ledger: Ledger,
    /// By path from the output folder, `2016/index.html`, which is written with a slash before it; the manifest itself is
    /// not listed.
    pub(super) files: BTreeMap<String, Hash>,
}

#[derive(Deserialize)]
struct Written {
    generator: String,
    version: u32,
    #[serde(default)]
    program: String,
    #[serde(default)]
    base_url: Option<String>,
    #[serde(default)]
    layout: Layout,
    #[serde(default)]
    state: Word,
    #[serde(default)]
    coming: BTreeSet<String>,
    #[serde(default)]
    going: BTreeSet<String>,
    #[serde(default)]
    documents: Option<BTreeMap<String, Published>>,
    #[serde(deserialize_with = "hashes::listed")]
    files: BTreeMap<String, Hash>,
}

/// Why bytes are no manifest of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// They are not what this program writes.
    Damaged,
    /// Another program wrote them, or a newer version of this one.
    Foreign,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "lowercase")]
enum Word {
    #[default]
    Complete,
    Publishing,
}

impl Manifest {
    /// What a build leaves that came to its end: what is published, and path to hash.
    pub(super) fn complete(ledger: Ledger, files: BTreeMap<String, Hash>) -> Manifest {
        Manifest { program: PROGRAM.to_owned(), state: State::Complete, ledger, files }
    }

    /// Reads the manifest of a folder, if there is one.
    ///
    /// A damaged one is refused, not guessed at: without it nobody can tell our files from others.
    pub(super) fn read(folder: &Path) -> Result<Option<Manifest>> {
        bytes_in(folder)?.map(|bytes| Manifest::of(&bytes, folder)).transpose()
    }

    /// The manifest of a folder, by its bytes.
    fn of(bytes: &[u8], folder: &Path) -> Result<Manifest> {
        let path = folder.join(MANIFEST);
        let manifest = match Manifest::parse(bytes) {
            Ok(manifest) => manifest,
            Err(Unreadable::Damaged) => bail!(
                "{} is damaged or not of this program, so it cannot be told which files here are the site's; \
                 move the folder away and build again",
                path.display()
            ),
            Err(Unreadable::Foreign) => {
                bail!("{} was written by another program or a newer version of this one", path.display())
            }
        };
        if let Some(odd) = manifest.files.keys().find(|path| !is_plain(path)) {
            bail!("{} lists {odd:?}, which is no path inside the folder", path.display());
        }
        Ok(manifest)
    }

    /// Reads a manifest, wherever it comes from.
    pub(super) fn parse(bytes: &[u8]) -> Result<Manifest, Unreadable> {
        let written = serde_json::from_slice::<Written>(bytes).map_err(|_| Unreadable::Damaged)?;
        if written.generator != GENERATOR || written.version > VERSION {
            return Err(Unreadable::Foreign);
        }
        let listed = |paths: BTreeSet<String>| -> BTreeSet<String> {
            let plain = paths.into_iter().filter_map(|path| Some(path.strip_prefix('/')?.to_owned()));
            plain.filter(|path| written.files.contains_key(path)).collect()
        };
        let state = match written.state {
            Word::Complete => State::Complete,
            Word::Publishing => {
                State::Publishing(Change { coming: listed(written.coming), going: listed(written.going) })
            }
        };
        let Written { program, base_url, layout, documents, files, .. } = written;
        Ok(Manifest { program, state, ledger: Ledger { base_url, layout, documents }, files })
    }

    /// Old and new together: what may be in the folder while it is being changed.
    pub(super) fn union<'m>(old: &'m Manifest, new: &Lines<'m>, change: Change) -> Lines<'m> {
        let mut files: BTreeMap<&str, &Hash> = listed(&old.files).collect();
        files.extend(new.files.iter().copied());
        Lines {
            program: new.program,
            state: Cow::Owned(State::Publishing(change)),
            ledger: new.ledger,
            documents: Some(Ledger::union(&old.ledger, new.ledger).into_iter().collect()),
            files: files.into_iter().collect(),
        }
    }

    /// As it is written.
    #[cfg(test)]
    pub(super) fn lines(&self) -> Lines<'_> {
        Lines { state: Cow::Borrowed(&self.state), ..Lines::complete(&self.program, &self.ledger, listed(&self.files)) }
    }
}

/// A manifest as it is written. That of a large site has a line for each of thirty thousand files: they are lent.
pub(super) struct Lines<'m> {
    program: &'m str,
    state: Cow<'m, State>,
    /// Of which the documents are left out.
    ledger: &'m Ledger,
    /// Sorted.
    documents: Option<Vec<(&'m str, &'m Published)>>,
    /// Sorted.
    files: Vec<(&'m str, &'m Hash)>,
}

impl<'m> Lines<'m> {
    /// What a build leaves that came to its end: what is published, and the files in the order of their paths.
    pub(super) fn complete(
        program: &'m str,
        ledger: &'m Ledger,
        files: impl Iterator<Item = (&'m str, &'m Hash)>,
    ) -> Lines<'m> {
        let documents = ledger.documents.as_ref().map(|documents| listed(documents).collect());
        Lines { program, state: Cow::Owned(State::Complete), ledger, documents, files: files.collect() }
    }

    /// Whether a manifest says the same.
    pub(super) fn are(&self, manifest: &Manifest) -> bool {
        (self.program, &*self.state, self.ledger) == (&manifest.program, &manifest.state, &manifest.ledger)
            && self.files.iter().copied().eq(listed(&manifest.files))
    }

    /// Whether another lists the same documents and files, so that they need be written out once for both.
    pub(super) fn lists(&self, other: &Lines<'_>) -> bool {
        self.files == other.files && self.documents == other.documents
    }

    /// The file's bytes: sorted, one line a file, the same for the same site.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>> {
        self.headed(&self.listed()?)
    }

    /// The file, of which the documents and the files are written already.
    pub(super) fn headed(&self, listed: &[u8]) -> Result<Vec<u8>> {
        let mut text = Vec::with_capacity(512 + listed.len());
        text.extend_from_slice(b"{\n");
        field(&mut text, "generator", &GENERATOR)?;
        field(&mut text, "program", &self.program)?;
        field(&mut text, "version", &VERSION)?;
        if let Some(base_url) = &self.ledger.base_url {
            field(&mut text, "base_url", base_url)?;
        }
        if self.ledger.layout != Layout::default() {
            field(&mut text, "layout", &self.ledger.layout)?;
        }
        if let State::Publishing(change) = &*self.state {
            let at_root =
                |paths: &BTreeSet<String>| -> Vec<String> { paths.iter().map(|path| format!("/{path}")).collect() };
            field(&mut text, "state", &"publishing")?;
            field(&mut text, "coming", &at_root(&change.coming))?;
            field(&mut text, "going", &at_root(&change.going))?;
        }
        text.extend_from_slice(listed);
        Ok(text)
    }

    /// The documents and the files.
    pub(super) fn listed(&self) -> Result<Vec<u8>> {
        // A line is some 120 bytes.
        let mut text = Vec::with_capacity(512 + 128 * self.files.len());
        if let Some(documents) = &self.documents {
            lines(&mut text, "documents", "", documents.iter().copied())?;
            text.extend_from_slice(b",\n");
        }
        lines(&mut text, "files", "/", self.files.iter().map(|(path, hash)| (*path, Hex(**hash))))?;
        text.extend_from_slice(b"\n}\n");
        Ok(text)
    }
}

fn listed<T>(map: &BTreeMap<String, T>) -> impl Iterator<Item = (&str, &T)> {
    map.iter().map(|(key, value)| (key.as_str(), value))
}

/// A manifest as it was found. That of a large site has a line for each of thirty thousand files, so it is read through
/// once, and only where somebody asks what it says: whether it is the one that was left, its bytes tell.
#[derive(Debug)]
pub(super) struct Listing {
    bytes: Vec<u8>,
    sum: OnceLock<Sum>,
    manifest: OnceLock<Arc<Manifest>>,
}

impl Listing {
    /// The manifest of a folder, if there is one.
    pub(super) fn find(folder: &Path) -> Result<Option<Listing>> {
        let found = |bytes| Listing { bytes, sum: OnceLock::new(), manifest: OnceLock::new() };
        Ok(bytes_in(folder)?.map(found))
    }

    /// The sum of its bytes.
    pub(super) fn sum(&self) -> Sum {
        *self.sum.get_or_init(|| Sum::of(&self.bytes))
    }

    /// Whether it is the one that the last build left.
    pub(super) fn is_left(&self, before: &Standing) -> bool {
        before.manifest == Some(self.sum())
    }

    /// What it says; it was found in this folder.
    pub(super) fn manifest(&self, folder: &Path) -> Result<&Arc<Manifest>> {
        match self.manifest.get() {
            Some(manifest) => Ok(manifest),
            None => {
                let manifest = Manifest::of(&self.bytes, folder)?;
                Ok(self.manifest.get_or_init(|| Arc::new(manifest)))
            }
        }
    }

    /// Whether it is still the one that stands in the folder.
    pub(super) fn stands(&self, folder: &Path) -> Result<bool> {
        Ok(bytes_in(folder)?.is_some_and(|bytes| bytes == self.bytes))
    }
}

/// The bytes of the manifest of a folder, if there is one.
fn bytes_in(folder: &Path) -> Result<Option<Vec<u8>>> {
    let path = folder.join(MANIFEST);
    match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        Ok(what) if !what.is_file() => bail!("{} is not a file", path.display()),
        Ok(_) => {}
    }
    fs::read(&path).map(Some).with_context(|| format!("cannot read {}", path.display()))
}

/// A line of its own, with a comma.
fn field(text: &mut Vec<u8>, name: &str, value: &impl Serialize) -> Result<()> {
    text.extend_from_slice(format!("  \"{name}\": ").as_bytes());
    serde_json::to_writer(&mut *text, value)?;
    text.extend_from_slice(b",\n");
    Ok(())
}

/// A map with a line for each of its entries, whose names have `before` before them.
fn lines<'m>(
    text: &mut Vec<u8>,
    name: &str,
    before: &str,
    entries: impl Iterator<Item = (&'m str, impl Serialize)>,
) -> Result<()> {
    text.extend_from_slice(format!("  \"{name}\": {{").as_bytes());
    let mut full = before.to_owned();
    for (number, (key, value)) in entries.enumerate() {
        text.extend_from_slice(if number == 0 { b"\n    " } else { b",\n    " });
        full.truncate(before.len());
        full.push_str(key);
        serde_json::to_writer(&mut *text, &full)?;
        text.extend_from_slice(b": ");
        serde_json::to_writer(&mut *text, &value)?;
    }
    text.extend_from_slice(b"\n  }");
    Ok(())
}

/// Whether a listed path is one that this program can have written, inside the folder; what is listed may be removed one
/// day, so `/.git/config` in the checkout of a published branch is none.
fn is_plain(path: &str) -> bool {
    let odd = |part: &str| part.is_empty() || part.starts_with('.') || part.contains(['\\', '\0', ':']);
    path == ".nojekyll" || (path != MANIFEST && !path.split('/').any(odd))
}
