//! What was published.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::source::stat::{Moment, Stat};
use crate::source::sum::Sum;

/// The files of a site as they were left in the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// They were looked at then or later.
    pub moment: Moment,
    /// The sum of the manifest that lists them; nothing where none was written.
    pub manifest: Option<Sum>,
    /// By the path from the output folder, without a slash before it: `2016/index.html`.
    pub files: BTreeMap<String, Left>,
}

/// A file as it was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// SHA-256 of its bytes.
    pub hash: [u8; 32],
    /// What the disk says of it.
    pub stat: Stat,
}
