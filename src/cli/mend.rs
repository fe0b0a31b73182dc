//! `digest check --fix`: mended files are written in place, or shown as a diff.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use similar::TextDiff;

use crate::cli::below;
use crate::cli::terminal::Terminal;
use crate::fix::Mended;
use crate::report::shown;

/// Writes mended files, each beside and then over the old one, and says what was done.
///
/// # Errors
/// When a file is no longer what was read, lies behind a link, or the disk refuses; files before it are mended then.
pub(super) fn write(terminal: &Terminal, root: &Path, mended: &[Mended]) -> Result<()> {
    for file in mended {
        let (path, _) = below::place(root, file.path.as_str())?;
        replace(&path, file).with_context(|| format!("cannot write {}", path.display()))?;
        for note in &file.notes {
            terminal.say(&format!("Mended {}: {} ({}).", shown::line(file.path.as_str()), note.message, note.rule));
        }
    }
    Ok(())
}

fn replace(path: &Path, file: &Mended) -> Result<()> {
    if fs::read(path)? != file.before {
        bail!("it was changed while it was being checked; run the command again");
    }
    let (beside, mut made) = beside(path)?;
    let written = made.write_all(&file.after).and_then(|()| {
        // The mode of the old file is kept.
        made.set_permissions(fs::metadata(path)?.permissions())?;
        fs::rename(&beside, path)
    });
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    Ok(written?)
}

/// A new file in the same folder. What lies there already, a link for instance, is somebody else's and is left alone.
fn beside(path: &Path) -> Result<(PathBuf, fs::File)> {
    let process = std::process::id();
    for number in 0..100 {
        let beside = path.with_file_name(format!(".{process}-{number}.digest-fix"));
        match fs::OpenOptions::new().write(true).create_new(true).open(&beside) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => return Ok((beside, made?)),
        }
    }
    bail!("there is no free name for a file beside it")
}

/// What would be written, as a unified diff. Its lines are a stranger's, and so they are shown like every other: what
/// commands a terminal or a build service is made visible.
pub(super) fn diff(mended: &[Mended]) -> String {
    let mut text = String::new();
    for file in mended {
        let (before, after) = (String::from_utf8_lossy(&file.before), String::from_utf8_lossy(&file.after));
        let name = shown::line(file.path.as_str());
        let diff = TextDiff::from_lines(before.as_ref(), after.as_ref());
        let diff = diff.unified_diff().context_radius(3).header(&format!("a/{name}"), &format!("b/{name}")).to_string();
        diff.split_inclusive('\n').for_each(|line| text.push_str(&diff_line(line)));
    }
    text
}

fn diff_line(line: &str) -> String {
    let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
    let line = line.strip_suffix('\r').unwrap_or(line);
    let mut shown = shown::line(line);
    // A service that reads the log takes a line for a command that begins so, whatever space stands before.
    let start = shown.len() - shown.trim_start_matches([' ', '+', '-']).len();
    if shown[start..].starts_with("::") {
        shown.replace_range(start..=start, "\\u{3a}");
    }
    shown + end
}
