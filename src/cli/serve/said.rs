//! What a preview has said to be wrong, so that it is said once, and that it is said when it is mended.

use crate::cli::serve::overlay::Problems;

/// What was said in the terminal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// Notes on the content.
    pub(super) notes: String,
    /// What kept the program from its work.
    pub(super) failure: String,
    /// Whether it kept newer pages back.
    pub(super) blocks: bool,
}

impl Said {
    /// What is said when something of this is no longer wrong.
    pub(super) fn mended(&self, now: &Said) -> Option<&'static str> {
        let is_quiet = |said: &Said| said.notes.is_empty() && said.failure.is_empty();
        match (is_quiet(self), is_quiet(now)) {
            (false, true) => Some("Nothing is wrong any more."),
            (false, false) if self.blocks && !now.blocks => Some("The errors are gone; the warnings above are left."),
            _ => None,
        }
    }
}

/// What is wrong.
#[derive(Default)]
pub(super) struct Wrong {
    /// For the overlay.
    pub(super) problems: Problems,
    /// In the terminal.
    pub(super) said: Said,
}
