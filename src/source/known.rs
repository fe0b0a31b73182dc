//! What is known of files that were read before: enough not to read them again.

use serde::{Deserialize, Serialize};

use super::stat::{Moment, Stat};
use super::sum::Sum;
use super::{SourceFile, SourcePath};

/// A file as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    /// What the disk said of it before it was read.
    stat: Stat,
    /// The sum of its bytes.
    sum: Sum,
}

/// The files that were read before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// They were looked at then or later.
    moment: Moment,
    /// Sorted by path.
    files: Vec<(SourcePath, Seen)>,
}

impl Known {
    /// What may be known of these files the next time. They are sorted by path, and none was looked at before `moment`.
    /// Where all that can be believed was, the moment before holds as well.
    #[must_use]
    pub fn after(&self, files: &[SourceFile], moment: Moment) -> Known {
        let was_believed = |file: &SourceFile| !Known::is_believable(&file.path) || file.bytes.are_believed();
        let moment = if files.iter().all(was_believed) { self.moment } else { moment };
        let seen = |file: &SourceFile| Some((file.path.clone(), Seen { stat: file.stat?, sum: file.sum? }));
        Known { moment, files: files.iter().filter_map(seen).collect() }
    }

    /// Whether files of this name may be believed unread: only Markdown is remembered by what was read in it.
    pub(super) fn is_believable(path: &SourcePath) -> bool {
        path.extension() == "md"
    }

    /// The sum of a file that is what it was by what the disk says of it (safety.md, What is believed unread).
    pub(super) fn believed(&self, path: &SourcePath, stat: &Stat) -> Option<Sum> {
        if !Known::is_believable(path) {
            return None;
        }
        let index = self.files.binary_search_by(|(known, _)| known.cmp(path)).ok()?;
        let seen = &self.files.get(index)?.1;
        (seen.stat == *stat && stat.is_settled(self.moment)).then_some(seen.sum)
    }
}
