//! `digest import`: the text of an article, or the page it stood on, becomes a draft; each guess is reported.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use clap::ValueEnum;

use crate::cli::site::Site;
use crate::cli::terminal::Terminal;
use crate::cli::{Rigour, Status, draft, status};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::import::report::Sure;
use crate::import::{self, Format, Imported, Known, MOST_BYTES};
use crate::model::term::{TermEntry, TermKind};
use crate::parse::vocabulary::vocabulary;
use crate::publish::{hexadecimal, sha256};
use crate::report::Sources;
use crate::report::human::human;
use crate::source;

/// What `digest import` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The text or the saved page of one article; `-` reads standard input
    file: PathBuf,
    /// What it is [default: its first bytes say]
    #[arg(long, value_enum)]
    format: Option<Kind>,
    /// Keep the input untouched in `sources/`, with its SHA-256 in the draft
    #[arg(long)]
    keep_source: bool,
}

/// What the input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Text, as it was pasted or extracted
    Text,
    /// A page, as a browser saved it
    Html,
}

/// Said at the end of every report.
const RIGHTS: &str = "The text belongs to its publisher. Before this is no draft any more: say in your own words what it reports, \
                      quote little, and let the link lead to the original.";

/// Reads, guesses, writes, reports.
pub(super) fn run(terminal: &Terminal, root: Option<&Path>, args: &Args) -> Result<Status> {
    let mut site = Site::open(root)?;
    let Some(config) = site.config.take() else {
        terminal.print(&human(&site.notes, &Sources::new([&site.toml]), terminal.note_paint()));
        return Ok(status(&site.notes, Rigour::Usual));
    };
    let shown =
        if args.file.as_os_str() == "-" { "standard input".to_owned() } else { args.file.display().to_string() };
    let bytes = bytes(&args.file).with_context(|| format!("cannot read {shown}"))?;
    let publishers = publishers(&site.root, &config)?;
    let format = args.format.map(|kind| match kind {
        Kind::Text => Format::Text,
        Kind::Html => Format::Html,
    });
    let known = Known { lang: &config.lang, publishers: publishers.as_deref() };
    let imported = import::import(&bytes, format, known).map_err(|why| anyhow!("cannot import {shown}: {why}"))?;
    let path = write(&site.root, &imported, args.keep_source.then_some(bytes.as_slice()))?;
    report(terminal, &shown, &path, &imported);
    terminal.result(&format!("{}\n", draft::shown(&site.root.join(&path))?.display()))?;
    Ok(Status::Clean)
}

/// The input: no more than is taken, and one byte that says there was more.
fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    let most = MOST_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        fs::File::open(file)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// publishers.yaml, if there is one. What is wrong in it is for `check` to say.
fn publishers(root: &Path, config: &Config) -> Result<Option<Vec<TermEntry>>> {
    let folder = source::read(root, "content/publishers.yaml")?;
    let mut notes = Diagnostics::default();
    Ok(folder.files.first().map(|file| {
        let entries = vocabulary(&mut notes, TermKind::Publisher, file, config);
        entries.into_iter().map(|(entry, _)| entry).collect()
    }))
}

/// Writes the draft, and before it the source that it names; gives the draft's path below the root.
fn write(root: &Path, imported: &Imported, keep: Option<&[u8]>) -> Result<String> {
    let path = draft::path(imported.draft.day(), &imported.draft.title);
    draft::free(root, &path)?;
    let Some(bytes) = keep else {
        draft::create(root, &path, imported.draft.file(None).as_bytes())?;
        return Ok(path);
    };
    let stem = path.rsplit('/').next().unwrap_or(&path).trim_end_matches(".md");
    let source = format!("sources/{stem}.txt");
    let text = imported.draft.file(Some((&source, &hexadecimal(&sha256(bytes)))));
    let kept = draft::create(root, &source, bytes)?;
    if let Err(error) = draft::create(root, &path, text.as_bytes()) {
        // It was written a moment ago, by us, and for this draft.
        let _ = fs::remove_file(kept);
        bail!(error);
    }
    Ok(path)
}

/// What a person should know: every guess, what is still open, and whose text it is.
fn report(terminal: &Terminal, shown: &str, path: &str, imported: &Imported) {
    terminal.say(&format!("Imported {shown} into {path}:"));
    for finding in imported.report.findings() {
        terminal.say(&format!("  {finding}"));
    }
    let open = imported.report.findings().iter().filter(|finding| finding.sure >= Sure::Unsure).count();
    match open {
        0 => {}
        1 => terminal.say("One of these is unsure or open: look at it."),
        many => terminal.say(&format!("{many} of these are unsure or open: look at them.")),
    }
    terminal.say("It is a draft without tags: add some, then run `digest check --drafts`.");
    terminal.say(RIGHTS);
}
