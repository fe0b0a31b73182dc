//! `digest check --fix`: mended files are written in place, or shown as a diff.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use similar::TextDiff;

use crate::cli::terminal::Terminal;
use crate::fix::Mended;
use crate::report::shown;

/// Writes mended files, each beside and then over the old one, and says what was done.
pub(super) fn write(terminal: &Terminal, root: &Path, mended: &[Mended]) -> Result<()> {
    for file in mended {
        let path = root.join(file.path.as_str());
        let beside = path.with_extension("digest-fix");
        fs::write(&beside, &file.after).with_context(|| format!("cannot write {}", beside.display()))?;
        if let Ok(old) = fs::metadata(&path) {
            // The mode of the old file is kept; where a system has none to keep, nothing is lost.
            let _ = fs::set_permissions(&beside, old.permissions());
        }
        fs::rename(&beside, &path).with_context(|| format!("cannot write {}", path.display()))?;
        for note in &file.notes {
            terminal.say(&format!("Mended {}: {} ({}).", shown::line(file.path.as_str()), note.message, note.rule));
        }
    }
    Ok(())
}

/// What would be written, as a unified diff.
pub(super) fn diff(mended: &[Mended]) -> String {
    let mut text = String::new();
    for file in mended {
        let (before, after) = (String::from_utf8_lossy(&file.before), String::from_utf8_lossy(&file.after));
        let name = shown::line(file.path.as_str());
        let diff = TextDiff::from_lines(before.as_ref(), after.as_ref());
        text.push_str(
            &diff.unified_diff().context_radius(3).header(&format!("a/{name}"), &format!("b/{name}")).to_string(),
        );
    }
    text
}
