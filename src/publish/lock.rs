//! Locks: one build at a time, by locks that the system releases when their holder dies.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::publish::disk::{self, Found};
use crate::source::stat::{Moment, Stat};

/// A lock that is held while the value lives, and no longer than the process.
#[derive(Debug)]
pub(super) struct Lock {
    file: Option<File>,
}

impl Lock {
    /// Keeps a second build of this site out.
    pub(super) fn of_site(root: &Path) -> Result<Lock> {
        let folder = root.join(".digest");
        make_folder(&folder)?;
        let path = folder.join("lock");
        // Through a link, a file would be made elsewhere.
        if !matches!(disk::look(&path)?, Found::Nothing | Found::File(_)) {
            bail!("the lock {} is not a file: move it away", path.display());
        }
        // The file stays when the lock is gone: removing it would let two builds hold locks on two files of one name.
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(|| format!("cannot open the lock {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { file: Some(file) }),
            Err(TryLockError::WouldBlock) => {
                bail!("another build of this site is running: it holds {}", path.display())
            }
            Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("cannot lock {}", path.display())),
        }
    }

    /// What time it is by the clock of the site's disk: that of a file that is written now.
    pub(super) fn moment(&self) -> Moment {
        // A disk that refuses has no clock to go by, and nothing is believed then.
        let written = self.file.as_ref().and_then(|mut file| {
            file.set_len(0).ok()?;
            file.write_all(b"\n").ok()?;
            file.metadata().ok()
        });
        written.map_or_else(Moment::default, |found| Stat::of(&found).moment())
    }

    /// Keeps a second site out of one output folder, where the system can lock a folder.
    pub(super) fn of_output(folder: &Path) -> Result<Lock> {
        let file = match File::open(folder) {
            Ok(file) => file,
            Err(_) if cfg!(windows) => return Ok(Lock { file: None }),
            Err(error) => return Err(error).with_context(|| format!("cannot open {}", folder.display())),
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => bail!("another build is publishing into {}", folder.display()),
            // Network disks have no locks for folders.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Lock { file: Some(file) }),
        }
    }
}

impl Drop for Lock {
    /// Closing the file is not enough: a program that was being started at that moment holds a copy of it for a while.
    fn drop(&mut self) {
        if let Some(file) = &self.file {
            // It fails only where nothing could be locked.
            let _ = file.unlock();
        }
    }
}

fn make_folder(folder: &Path) -> Result<()> {
    match fs::create_dir(folder) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => match disk::look(folder)? {
            Found::Folder => Ok(()),
            _ => bail!("{} is not a folder, and the site's lock lies in it: move it away", folder.display()),
        },
        Err(error) => Err(error).with_context(|| format!("cannot make the folder {}", folder.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_the_file_does_not_keep_the_lock() {
        let root = tempfile::tempdir().unwrap();
        let lock = Lock::of_site(root.path()).unwrap();
        let copy = lock.file.as_ref().unwrap().try_clone().unwrap();
        assert!(Lock::of_site(root.path()).is_err());
        drop(lock);
        drop(Lock::of_site(root.path()).unwrap());
        drop(copy);
    }
}
