//! What was drawn: of each file of the site what it was made from, and its bytes' hash.

use serde::{Deserialize, Serialize};

/// What was drawn.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Pages {}
