//! The watch over a site's files: it says that something changed, and never what; whoever is told looks at everything.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// After so long without a further change, a burst is over.
const QUIET: Duration = Duration::from_millis(10);

/// A burst is not waited for any longer: what comes after is another one.
const LONGEST: Duration = Duration::from_millis(250);

/// What a site is made of, below its root.
const FOLDERS: [&str; 2] = ["content", "themes"];
const FILE: &str = "site.toml";

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Happened {
    /// A file of the site may be another one.
    Change,
    /// A folder that is watched may be another one.
    Folder,
}

/// A watch.
#[derive(Debug)]
pub(super) struct Watch {
    root: PathBuf,
    watcher: Option<RecommendedWatcher>,
    /// Why there is none any more, until somebody asks.
    lost: Option<String>,
    happened: Receiver<Happened>,
    /// Kept, so that a watch without a watcher is silent and not at its end.
    _sender: Sender<Happened>,
}

impl Watch {
    /// Watches the site at `root`, a path without links. Where the system refuses, the reason comes along, and
    /// [`Watch::wait`] does nothing but let time pass.
    pub(super) fn over(root: &Path) -> (Watch, Option<String>) {
        let (sender, happened) = channel();
        let (top, tell) = (root.to_owned(), sender.clone());
        let told = move |event: notify::Result<Event>| {
            // What the system could not say is looked at.
            let what = event.map_or(Some(Happened::Folder), |event| happened_to(&top, &event));
            if let Some(what) = what {
                let _ = tell.send(what);
            }
        };
        let mut watch = Watch { root: root.to_owned(), watcher: None, lost: None, happened, _sender: sender };
        let made = notify::recommended_watcher(told).and_then(|mut watcher| {
            watcher.watch(root, RecursiveMode::NonRecursive)?;
            watch.watcher = Some(watcher);
            watch.watch_folders()
        });
        let why = made.err().map(|error| error.to_string());
        if why.is_some() {
            watch.watcher = None;
        }
        (watch, why)
    }

    /// Why the system tells of no changes any more; once, when that begins.
    pub(super) fn lost(&mut self) -> Option<String> {
        self.lost.take()
    }

    /// Whether the system tells of changes.
    pub(super) fn is_awake(&self) -> bool {
        self.watcher.is_some()
    }

    /// Waits for a change and for the end of the burst it belongs to, at most `patience` for its beginning. Whether there
    /// was one.
    pub(super) fn wait(&mut self, patience: Option<Duration>) -> bool {
        let first = match patience {
            Some(patience) => self.happened.recv_timeout(patience),
            None => self.happened.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let Ok(first) = first else { return false };
        let start = Instant::now();
        let mut is_other = first == Happened::Folder;
        while start.elapsed() < LONGEST {
            match self.happened.recv_timeout(QUIET) {
                Ok(what) => is_other |= what == Happened::Folder,
                Err(_) => break,
            }
        }
        if is_other && let Err(error) = self.watch_folders() {
            // Without a watch that is whole, time decides when to look.
            (self.watcher, self.lost) = (None, Some(error.to_string()));
        }
        true
    }

    /// Watches the folders that are there, anew: one that was moved away and made again is another one.
    fn watch_folders(&mut self) -> notify::Result<()> {
        let Some(watcher) = &mut self.watcher else { return Ok(()) };
        for name in FOLDERS {
            let folder = self.root.join(name);
            // It was not watched when it was not there.
            let _ = watcher.unwatch(&folder);
            if folder.is_dir()
                && let Err(error) = watcher.watch(&folder, RecursiveMode::Recursive)
                && folder.is_dir()
                && !matches!(error.kind, notify::ErrorKind::PathNotFound)
            {
                return Err(error);
            }
        }
        Ok(())
    }
}

/// What an event means for the site; nothing where it is none of its files, or was only looked at.
fn happened_to(root: &Path, event: &Event) -> Option<Happened> {
    if event.need_rescan() {
        return Some(Happened::Folder);
    }
    if matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)) {
        return None;
    }
    let mut found = None;
    for path in &event.paths {
        let Ok(below) = path.strip_prefix(root) else { continue };
        let mut parts = below.iter();
        let Some(first) = parts.next() else { continue };
        if FOLDERS.iter().any(|name| first == *name) {
            if parts.next().is_none() {
                return Some(Happened::Folder);
            }
            found = Some(Happened::Change);
        } else if first == FILE {
            found = Some(Happened::Change);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, Flag, ModifyKind};

    use super::*;

    #[test]
    fn without_a_watch_time_passes() {
        let (mut watch, why) = Watch::over(Path::new("/nothing/is/here"));
        assert!(why.is_some() && !watch.is_awake());
        assert!(!watch.wait(Some(Duration::from_millis(1))), "silent, and not at its end");
    }

    #[test]
    fn only_the_files_of_the_site_matter() {
        let event = |kind: EventKind, path: &str| happened_to(Path::new("/s"), &Event::new(kind).add_path(path.into()));
        let modified = EventKind::Modify(ModifyKind::Any);
        assert_eq!(event(modified, "/s/content/a.md"), Some(Happened::Change));
        assert_eq!(event(modified, "/s/themes/x/static/style.css"), Some(Happened::Change));
        assert_eq!(event(modified, "/s/site.toml"), Some(Happened::Change));
        assert_eq!(event(EventKind::Create(CreateKind::Folder), "/s/content"), Some(Happened::Folder));
        for other in ["/s/public/index.html", "/s/.digest/memory", "/s/contents/a.md", "/s", "/t/content/a.md"] {
            assert_eq!(event(modified, other), None, "{other}");
        }
        assert_eq!(event(EventKind::Access(AccessKind::Open(AccessMode::Any)), "/s/content/a.md"), None);
        assert_eq!(
            event(EventKind::Access(AccessKind::Close(AccessMode::Write)), "/s/content/a.md"),
            Some(Happened::Change)
        );
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(happened_to(Path::new("/s"), &lost), Some(Happened::Folder));
    }
}
