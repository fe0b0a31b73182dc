//! What was published before, for `build` and `check`: the manifest that a flag names, else that of the output folder.

use std::path::Path;

use anyhow::Result;

use crate::cli::terminal::Terminal;
use crate::ledger::Ledger;
use crate::publish;

/// The ledger of the site as it was last published: that of the manifest that was named, else the one that stands in the
/// output folder; nothing where it never was.
///
/// # Errors
/// When a manifest is damaged, or of another program, or the one that was named is not there.
pub(super) fn published(
    terminal: &Terminal,
    named: Option<&Path>,
    standing: impl FnOnce() -> Result<Option<Ledger>>,
) -> Result<Option<Ledger>> {
    let ledger = match named {
        Some(file) => Some(publish::published_as(file)?),
        None => standing()?,
    };
    if ledger.as_ref().is_some_and(|ledger| ledger.documents.is_none()) {
        terminal.say("What was published names no documents, since an older version wrote it: this once, no lost address can be seen.");
    }
    Ok(ledger)
}
