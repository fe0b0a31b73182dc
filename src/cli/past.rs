//! What was published before, for `build`, `check` and `serve`: the manifest that a flag names, else that of the output
//! folder.

use std::path::Path;

use anyhow::Result;

use crate::cli::terminal::Terminal;
use crate::diagnostic::{Rule, Severity};
use crate::ledger::Ledger;
use crate::pipeline::Inputs;
use crate::publish::{self, Output};

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

/// What a preview is compared with: the site that the last build left in the output folder. Where that cannot be read,
/// a build says so, and a preview shows the pages all the same.
///
/// A preview publishes nothing, so an address that a build would refuse to lose is a warning there: whoever looks at
/// another branch sees its pages. At an address of its own (`--base-url`) it does not move the site.
pub(super) fn for_preview(inputs: &mut Inputs, output: &Path, base_url: Option<&str>) {
    let Some(mut ledger) = Output::find(output).and_then(|output| output.published()).ok().flatten() else { return };
    if base_url.is_some() {
        ledger.base_url = None;
    }
    inputs.published = Some(ledger);
    let rules = &mut inputs.config.rules;
    match rules.iter_mut().find(|(rule, _)| *rule == Rule::AddressLost) {
        Some((_, severity)) => *severity = (*severity).min(Severity::Warning),
        None => rules.push((Rule::AddressLost, Severity::Warning)),
    }
}
