//! What was read of each file of `content/`, by its path.

use serde::{Deserialize, Serialize};

/// What was read.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Files {}
