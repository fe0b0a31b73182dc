//! Where texts wait on the disk for their pages: a file in `.digest/` that has no name any more once it is open, so that
//! nobody else can write to it, and that is gone with the process.
#![expect(clippy::disallowed_methods, reason = "the writing end of the program")]

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::gate::html::attic::Attic;
use crate::publish::places;

/// A file that is made when the first text is put away. A disk that refuses has no room for any.
#[derive(Debug)]
pub(super) struct Texts {
    place: PathBuf,
    file: OnceLock<Option<File>>,
    end: AtomicU64,
}

impl Texts {
    /// Those of the site at `root`, which is locked.
    pub(super) fn of(root: &Path) -> Texts {
        let place = root.join(".digest").join("texts");
        Texts { place, file: OnceLock::new(), end: AtomicU64::new(0) }
    }

    fn file(&self) -> Option<&File> {
        let open = || {
            // The trace of a killed build: the lock is ours. A link is removed, never followed.
            let _ = fs::remove_file(&self.place);
            let file = OpenOptions::new().read(true).write(true).create_new(true).open(&self.place).ok()?;
            fs::remove_file(&self.place).ok()?;
            Some(file)
        };
        self.file.get_or_init(open).as_ref()
    }
}

impl Attic for Texts {
    fn put(&self, bytes: &[u8]) -> Option<u64> {
        let file = self.file()?;
        let at = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        places::write(file, bytes, at).ok().map(|()| at)
    }

    fn get(&self, at: u64, length: usize) -> Option<Vec<u8>> {
        places::read(self.file()?, at, length).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_from_a_file_without_a_name() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join(".digest");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("texts"), "of a killed build").unwrap();
        let texts = Texts::of(root.path());
        let places: Vec<u64> = ["one", "", "three"].map(|text| texts.put(text.as_bytes()).unwrap()).into();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        let back = |index: usize, length| texts.get(places[index], length);
        assert_eq!(
            (back(2, 5), back(0, 3), back(1, 0)),
            (Some(b"three".into()), Some(b"one".into()), Some(Vec::new()))
        );
        assert_eq!(back(2, 6), None);
    }

    #[test]
    fn a_disk_that_refuses_has_no_room() {
        let root = tempfile::tempdir().unwrap();
        let texts = Texts::of(&root.path().join("gone"));
        assert_eq!((texts.put(b"one"), texts.get(0, 1)), (None, None));
    }

    /// What a link leads to stays as it is.
    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join(".digest")).unwrap();
        fs::write(root.path().join("own"), "mine").unwrap();
        std::os::unix::fs::symlink(root.path().join("own"), root.path().join(".digest/texts")).unwrap();
        assert!(Texts::of(root.path()).put(b"one").is_some());
        assert_eq!(fs::read(root.path().join("own")).unwrap(), b"mine");
    }
}
