//! Locks: one build at a time, by locks that the system releases when their holder dies.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// A lock that is held while the value lives, and no longer than the process.
#[derive(Debug)]
pub(super) struct Lock {
    _file: Option<File>,
}

impl Lock {
    /// Keeps a second build of this site out.
    pub(super) fn of_site(root: &Path) -> Result<Lock> {
        let folder = root.join(".digest");
        fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
        let path = folder.join("lock");
        // The file stays when the lock is gone: removing it would let two builds hold locks on two files of one name.
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(|| format!("cannot open the lock {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => {
                bail!("another build of this site is running: it holds {}", path.display())
            }
            Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("cannot lock {}", path.display())),
        }
    }

    /// Keeps a second site out of one output folder, where the system can lock a folder.
    pub(super) fn of_output(folder: &Path) -> Result<Lock> {
        let Ok(file) = File::open(folder) else {
            return Ok(Lock { _file: None });
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => bail!("another build is publishing into {}", folder.display()),
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Lock { _file: Some(file) }),
        }
    }
}
