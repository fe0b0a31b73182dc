//! What `digest check` found, in the form that was asked for.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use anyhow::Result;

use crate::cli::check::Format;
use crate::cli::site::Site;
use crate::cli::terminal::Terminal;
use crate::diagnostic::Diagnostics;
use crate::report::github::github;
use crate::report::human::human;
use crate::report::json::json;
use crate::report::sarif::sarif;
use crate::report::suggest::suggest;
use crate::report::table::table;
use crate::report::{Sources, summary};
use crate::source::SourceFile;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What was asked for.
    pub(super) notes: Diagnostics,
    /// What is wrong with files that were not asked for.
    pub(super) elsewhere: Diagnostics,
    /// Problems of the files that were asked for which were there before.
    pub(super) old: usize,
    /// What to say beside the report.
    pub(super) sentences: Vec<String>,
}

impl Found {
    /// That nothing is wrong with these files, when that is so, and how much is not shown.
    pub(super) fn sentences(&self, files: &str, since: bool) -> Vec<String> {
        let mut sentences = Vec::new();
        if self.notes.notes().is_empty() {
            let new = if since { "new " } else { "" };
            let elsewhere = match summary(&self.elsewhere) {
                none if none.is_empty() => none,
                some => format!("; {some} elsewhere"),
            };
            sentences.push(format!("No {new}problems in {files}{elsewhere}."));
        }
        match self.old {
            0 => {}
            1 => sentences.push("1 problem that was there before is not shown.".to_owned()),
            many => sentences.push(format!("{many} problems that were there before are not shown.")),
        }
        sentences
    }
}

/// Prints the notes, which are the result of the command.
pub(super) fn print(
    terminal: &Terminal,
    format: Format,
    site: &Site,
    content: &[SourceFile],
    found: &Found,
) -> Result<()> {
    let notes = &found.notes;
    let sources = Sources::new(std::iter::once(&site.toml).chain(content));
    let folder = folder_in_workspace(&site.root).unwrap_or_default();
    terminal.result(&match format {
        Format::Human => human(notes, &sources, terminal.result_paint()),
        Format::Json => json(notes, &sources)?,
        Format::Github => {
            let sources = sources.under(&folder);
            summarise(terminal, &table(notes, &sources, &found.sentences));
            github(notes, &sources)
        }
        Format::Sarif => sarif(notes, &sources.under(&folder))?,
        Format::Suggest => suggest(notes, content, &sources.under(&folder)),
    })
}

/// Where the site lies in what GitHub's runner has checked out, with `/`.
fn folder_in_workspace(root: &Path) -> Option<String> {
    let workspace = std::env::var_os("GITHUB_WORKSPACE").filter(|workspace| !workspace.is_empty())?;
    let (root, workspace) = (root.canonicalize().ok()?, Path::new(&workspace).canonicalize().ok()?);
    let inside = root.strip_prefix(workspace).ok()?;
    Some(inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"))
}

/// Adds to the summary of the job, where there is one. A summary is an extra: without it the report is whole.
fn summarise(terminal: &Terminal, text: &str) {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return;
    };
    let file = OpenOptions::new().append(true).create(true).open(&path);
    if let Err(error) = file.and_then(|mut file| file.write_all(text.as_bytes())) {
        terminal.say(&format!("The summary {} could not be written: {error}.", Path::new(&path).display()));
    }
}
