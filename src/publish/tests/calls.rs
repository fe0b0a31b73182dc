//! Every call that changes the disk, one after the other: the last one before the end, or the one that fails.
//!
//! A process that is killed and a disk that refuses everything from a call on leave the same folder behind, so the end
//! is played without one. One thread, so that the calls come in the same order each time; tests/cli/killed.rs kills the
//! real program, with many.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{LazyLock, Mutex};

use rayon::{ThreadPool, ThreadPoolBuilder};
use tempfile::TempDir;

use crate::config::Layout;
use crate::gate::route::Route;
use crate::publish::disk::{Disk, Real};
use crate::publish::folder::is_temporary;
use crate::publish::{Published, Target, publish_on};
use crate::render::Outputs;

/// What happens at one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// Nothing does.
    Nothing,
    /// The process ends in the middle of it: everything from here on is refused.
    End(usize),
    /// It fails with this error of the system, and only it.
    Fault(usize, i32),
}

/// ENOSPC, EIO, EMFILE, EACCES, EXDEV.
const FAULTS: [i32; 5] = [28, 5, 24, 13, 18];

/// A disk that breaks, and what was asked of it.
struct Breaking {
    event: Event,
    asked: Mutex<Vec<String>>,
}

impl Breaking {
    fn ask(&self, what: &str, path: &Path) -> io::Result<()> {
        let mut asked = self.asked.lock().unwrap();
        let number = asked.len();
        asked.push(format!("{what} {}", path.display()));
        match self.event {
            Event::End(at) if number >= at => Err(io::Error::other("the process has ended")),
            Event::Fault(at, code) if number == at => Err(io::Error::from_raw_os_error(code)),
            _ => Ok(()),
        }
    }
}

impl Disk for Breaking {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.ask("create_dir", path)?;
        Real.create_dir(path)
    }

    fn create_new(&self, path: &Path) -> io::Result<File> {
        self.ask("create_new", path)?;
        Real.create_new(path)
    }

    fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.ask("write_all", Path::new("")) {
            // A full disk takes what it has room for.
            file.write_all(&bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        Real.write_all(file, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask("rename", to)?;
        Real.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.ask("remove_file", path)?;
        Real.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.ask("remove_dir", path)?;
        Real.remove_dir(path)
    }
}

/// A site in a temporary folder, published by one thread.
pub(super) struct Stage {
    root: TempDir,
}

static ONE_THREAD: LazyLock<ThreadPool> = LazyLock::new(|| ThreadPoolBuilder::new().num_threads(1).build().unwrap());

impl Stage {
    pub(super) fn new() -> Stage {
        // Thousands of folders are made and removed: in memory, where the system has such a place.
        let root = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        Stage { root: root.unwrap() }
    }

    /// Publishes while this happens; with what was asked of the disk.
    pub(super) fn publish(&self, outputs: &Outputs, event: Event) -> (anyhow::Result<Published>, Vec<String>) {
        let disk = Breaking { event, asked: Mutex::new(Vec::new()) };
        let target = Target::open(self.root.path(), &self.root.path().join("public"), Layout::Hosted);
        let done = target.and_then(|target| ONE_THREAD.install(|| publish_on(&disk, &target, outputs)));
        (done, disk.asked.into_inner().unwrap())
    }

    /// Where it is published.
    pub(super) fn out(&self) -> std::path::PathBuf {
        self.root.path().join("public")
    }

    /// Every file by its path.
    pub(super) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let top = self.root.path().join("public");
        let entries = walkdir::WalkDir::new(&top).into_iter().filter_map(Result::ok);
        let files = entries.filter(|entry| entry.file_type().is_file());
        let name = |path: &Path| path.strip_prefix(&top).unwrap().to_string_lossy().into_owned();
        files.map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap())).collect()
    }

    /// Every folder by its path.
    fn folders(&self) -> BTreeSet<String> {
        let top = self.root.path().join("public");
        let entries = walkdir::WalkDir::new(&top).min_depth(1).into_iter().filter_map(Result::ok);
        let folders = entries.filter(|entry| entry.file_type().is_dir());
        folders.map(|entry| entry.path().strip_prefix(&top).unwrap().to_string_lossy().into_owned()).collect()
    }

    /// What a first build makes of these.
    pub(super) fn clean(outputs: &Outputs) -> Stage {
        let clean = Stage::new();
        clean.publish(outputs, Event::Nothing).0.unwrap();
        clean
    }

    /// Fails unless the folder is, to the byte and to the folder, the other.
    #[track_caller]
    pub(super) fn is(&self, clean: &Stage, after: &str) {
        assert!(self.files() == clean.files(), "after {after}, the next build is not a clean one");
        assert_eq!(self.folders(), clean.folders(), "after {after}");
    }

    /// Fails unless every file is whole, listed, and linked to files, as far as the home page leads.
    #[track_caller]
    pub(super) fn is_whole(&self, states: &[&Outputs], after: &str) {
        let mut files = self.files();
        files.retain(|path, _| !path.split('/').any(|part| is_temporary(part.as_ref())));
        let manifest = files.remove("manifest.json").map(|bytes| String::from_utf8(bytes).unwrap());
        for (path, bytes) in &files {
            let is_whole =
                |state: &&Outputs| state.iter().any(|(route, whole)| route.file_path() == *path && whole == bytes);
            assert!(states.iter().any(is_whole), "after {after}, {path} is none of its versions");
            let listed = manifest.as_ref().is_some_and(|text| text.contains(&format!("    \"/{path}\": ")));
            assert!(listed, "after {after}, {path} is not in the manifest");
        }
        let mut seen = BTreeSet::from(["/".to_owned()]);
        let mut next = vec!["/".to_owned()];
        while let Some(address) = next.pop().filter(|_| files.contains_key("index.html")) {
            let path = address.trim_start_matches('/');
            let path =
                if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
            let bytes = files.get(&path).unwrap_or_else(|| panic!("after {after}, a link leads to {address}"));
            let text = String::from_utf8(bytes.clone()).unwrap();
            next.extend(links(&text).filter(|link| seen.insert(link.clone())));
        }
    }
}

fn links(text: &str) -> impl Iterator<Item = String> {
    text.split(" -> ").skip(1).map(|rest| rest.split_whitespace().next().unwrap().to_owned())
}

/// A site whose pages lead where they say; `word` tells its versions apart.
pub(super) fn web(pages: &[(&str, &str, &[&str])]) -> Outputs {
    let page = |(path, word, links): &(&str, &str, &[&str])| {
        let links: String = links.iter().map(|link| format!(" -> {link}")).collect();
        (Route::asset(path).unwrap(), format!("{word} of {path}{links} .").into_bytes())
    };
    pages.iter().map(page).collect()
}

/// Two states of one site: a page and an image come, change and go, a page becomes a redirect, a file of the theme
/// becomes a folder and a folder a file.
fn states() -> (Outputs, Outputs) {
    let old = web(&[
        ("index.html", "old", &["/a/", "/b/", "/feed.xml", "/style.css"]),
        ("a/index.html", "old", &["/b/", "/b/map.png"]),
        ("b/index.html", "old", &["/gone/deep/", "/same/"]),
        ("b/map.png", "old", &[]),
        ("gone/deep/index.html", "old", &["/a/", "/moved/"]),
        ("gone/deep/gone.png", "old", &[]),
        ("moved/index.html", "old", &["/"]),
        ("same/index.html", "same", &["/"]),
        ("feed.xml", "old", &["/a/", "/b/"]),
        ("style.css", "old", &[]),
        ("was-file", "old", &[]),
        ("was-folder/deep/key.txt", "old", &[]),
        ("was-folder/key.txt", "old", &[]),
    ]);
    let new = web(&[
        ("index.html", "new", &["/a/", "/new/", "/feed.xml", "/style.css", "/other.xml"]),
        ("a/index.html", "new", &["/new/", "/b/", "/b/map.png"]),
        ("b/index.html", "new", &["/same/", "/moved/", "/new/deep/"]),
        ("b/map.png", "new", &[]),
        ("moved/index.html", "redirect", &["/new/"]),
        ("new/index.html", "new", &["/new/deep/", "/new/map.png"]),
        ("new/deep/index.html", "new", &["/"]),
        ("new/map.png", "new", &[]),
        ("same/index.html", "same", &["/"]),
        ("feed.xml", "new", &["/a/", "/b/", "/new/"]),
        ("other.xml", "new", &["/new/"]),
        ("style.css", "new", &[]),
        ("was-file/key.txt", "new", &[]),
        ("was-file/deep/key.txt", "new", &[]),
        ("was-folder", "new", &[]),
    ]);
    (old, new)
}

/// Does something at every call of a publishing from `old` (nothing: a first one) to `new`, and gives their number.
fn at_every_call(old: Option<&Outputs>, new: &Outputs, event: impl Fn(usize) -> Event) -> usize {
    let clean = Stage::clean(new);
    for number in 0.. {
        let stage = Stage::new();
        let mut states = vec![new];
        if let Some(old) = old {
            stage.publish(old, Event::Nothing).0.unwrap();
            states.push(old);
        }
        let event = event(number);
        let (done, asked) = stage.publish(new, event);
        let Some(call) = asked.get(number) else {
            done.unwrap();
            return number;
        };
        let after = format!("{event:?} ({call})");
        stage.is_whole(&states, &after);
        let error = format!("{:#}", done.expect_err(&after));
        if let Event::Fault(_, code) = event {
            assert!(error.contains(stage.root.path().to_str().unwrap()), "{after}: no path in {error:?}");
            assert!(error.contains(&io::Error::from_raw_os_error(code).to_string()), "{after}: no reason in {error:?}");
        }
        stage.publish(new, Event::Nothing).0.unwrap();
        stage.is(&clean, &after);
    }
    unreachable!()
}

#[test]
fn an_end_at_any_call_leaves_a_whole_site() {
    let (old, new) = states();
    assert!(at_every_call(Some(&old), &new, Event::End) > 40);
    assert!(at_every_call(Some(&new), &old, Event::End) > 40);
    assert!(at_every_call(None, &new, Event::End) > 40);
}

#[test]
fn a_fault_at_any_call_leaves_a_whole_site() {
    let (old, new) = states();
    for code in FAULTS {
        assert!(at_every_call(Some(&old), &new, |number| Event::Fault(number, code)) > 40);
        assert!(at_every_call(None, &new, |number| Event::Fault(number, code)) > 40);
    }
}

/// Killed, and built again from the older sources: everything new goes, its empty folders as well.
#[test]
fn the_way_back_is_clean() {
    let (old, new) = states();
    let clean = Stage::clean(&old);
    for number in 0.. {
        let stage = Stage::new();
        stage.publish(&old, Event::Nothing).0.unwrap();
        let (_, asked) = stage.publish(&new, Event::End(number));
        stage.publish(&old, Event::Nothing).0.unwrap();
        stage.is(&clean, &format!("an end at call {number} and the way back"));
        if asked.len() <= number {
            return;
        }
    }
}
