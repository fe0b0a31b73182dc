//! What a file system says of a file without opening it: enough to believe that the file is the one that was read.
//!
//! This is git's rule (racy-git in git's documentation): a file whose size, times and number are what they were has the
//! bytes it had, unless it was changed in the same moment in which it was looked at; so what is too fresh is not believed.

use std::fs::Metadata;

use serde::{Deserialize, Serialize};

/// Clocks of file systems tick every ten milliseconds at most; on some disks a moment is two seconds long.
const MARGIN: i64 = 20_000_000;
const COARSE: i64 = 2_000_000_000;

/// What a file system says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stat {
    /// Bytes.
    pub length: u64,
    /// When its bytes last changed, in nanoseconds since 1970.
    modified: i64,
    /// When anything of it last changed; where a system does not say, as `modified`.
    changed: i64,
    /// Its number, and that of the disk it lies on; 0 where a system has none.
    number: (u64, u64),
}

impl Stat {
    /// What a system says of a file.
    #[cfg(unix)]
    #[must_use]
    pub fn of(found: &Metadata) -> Stat {
        use std::os::unix::fs::MetadataExt as _;
        let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
        Stat {
            length: found.len(),
            modified: nanoseconds(found.mtime(), found.mtime_nsec()),
            changed: nanoseconds(found.ctime(), found.ctime_nsec()),
            number: (found.ino(), found.dev()),
        }
    }

    /// What a system says of a file. One that does not say when anything of a file changed is believed by its bytes alone.
    #[cfg(not(unix))]
    #[must_use]
    pub fn of(found: &Metadata) -> Stat {
        Stat { length: found.len(), modified: i64::MAX, changed: i64::MAX, number: (0, 0) }
    }

    /// Whether this says of a file under another name what `other` said of it: its bytes were not changed in between.
    #[must_use]
    pub fn is_renamed(&self, other: &Stat) -> bool {
        (self.length, self.modified, self.number) == (other.length, other.modified, other.number)
    }

    /// The moment of the last change, by the clock of its disk.
    #[must_use]
    pub fn moment(&self) -> Moment {
        Moment { at: self.modified.max(self.changed), disk: self.number.1 }
    }

    /// Whether it may be believed by one who looked at `moment` or later: it was not changed just then.
    #[must_use]
    pub fn is_settled(&self, moment: Moment) -> bool {
        let is_coarse = self.modified % 1_000_000_000 == 0 && self.changed % 1_000_000_000 == 0;
        let margin = if is_coarse { COARSE } else { MARGIN };
        moment.disk == self.number.1 && self.moment().at < moment.at.saturating_sub(margin)
    }
}

/// A moment by the clock of a disk; those of two disks cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// In nanoseconds since 1970.
    at: i64,
    disk: u64,
}

impl Moment {
    /// The later of the two; of two disks, the other one.
    #[must_use]
    pub fn or_later(self, other: Moment) -> Moment {
        if self.disk == other.disk && self.at >= other.at { self } else { other }
    }
}

impl Default for Moment {
    /// Before everything, so that nothing is believed.
    fn default() -> Self {
        Moment { at: i64::MIN, disk: 0 }
    }
}
