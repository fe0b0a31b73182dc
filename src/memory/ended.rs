//! How a build ended: enough to say the same again where nothing that it read is another.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostics;
use crate::model::date::Day;
use crate::source::sum::Sum;

/// How a build ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// The sum of all that it read, besides what the key of the memory stands for; nothing where it cannot be known again.
    pub inputs: Option<Sum>,
    /// The sum of what it published (`ledger.rs`).
    pub ledger: Sum,
    /// What there was to say, in order, but for what was published before.
    pub notes: Diagnostics,
    /// How many articles the site has.
    pub articles: usize,
    /// How many events have a page.
    pub events: usize,
    /// When each article was taken in.
    pub taken_in: Vec<Day>,
    /// Pages for people: files of HTML.
    pub pages: usize,
    /// Those of them that carry the style sheet of the site.
    pub styled: usize,
}
