//! `digest check`: every problem in one run, offline; nothing is written.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::ValueEnum;

use crate::cli::mend;
use crate::cli::site::{Site, Wish};
use crate::cli::terminal::Terminal;
use crate::cli::{Rigour, Status, day, only, status};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::fix;
use crate::model::date::Day;
use crate::pipeline::{self, Inputs};
use crate::render::Outputs;
use crate::report::Sources;
use crate::report::human::human;
use crate::report::json::json;

/// Rounds of mending, at most: each leaves fewer mistakes.
const ROUNDS: usize = 8;

/// What `digest check` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Report only on these files and folders; the whole site is read all the same
    paths: Vec<PathBuf>,
    /// The form of the report
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
    /// Check drafts like the rest
    #[arg(long)]
    drafts: bool,
    /// Mend in place what has exactly one right answer
    #[arg(long)]
    fix: bool,
    /// With --fix: print the changes as a diff and make none
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// The day from which a date lies in the future [default: the system's]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Day>,
}

/// The forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// One JSON object a line
    Json,
}

/// Checks and reports.
pub(super) fn run(terminal: &Terminal, root: Option<&Path>, args: &Args) -> Result<Status> {
    let mut site = Site::open(root)?;
    let filter = Filter::new(&site.root, &args.paths)?;
    let rigour = if args.strict { Rigour::Strict } else { Rigour::Usual };
    let Some(config) = site.config.take() else {
        report(terminal, args.format, &site.notes, &Sources::new([&site.toml]))?;
        return Ok(status(&site.notes, rigour));
    };
    let wish = Wish { base_url: None, drafts: args.drafts, today: args.today };
    let mut inputs = site.inputs(terminal, &config, &wish)?;
    let (mut notes, mut theme) = problems(&inputs, &site.notes, &filter);
    if args.dry_run {
        terminal.result(&mend::diff(&fix::fix(&inputs.content.files, &notes)))?;
        return Ok(status(&notes, rigour));
    }
    // Of two changes that overlap one is made, so the other comes up in the next round.
    for _ in 0..if args.fix { ROUNDS } else { 0 } {
        let mended = fix::fix(&inputs.content.files, &notes);
        if mended.is_empty() {
            break;
        }
        mend::write(terminal, &site.root, &mended)?;
        inputs = site.inputs(terminal, &config, &wish)?;
        (notes, theme) = problems(&inputs, &site.notes, &filter);
    }
    let files = std::iter::once(&site.toml).chain(&inputs.content.files);
    report(terminal, args.format, &notes, &Sources::new(files))?;
    theme?;
    if notes.notes().is_empty() {
        let files = inputs.content.files.len();
        terminal.say(&format!("No problems in {files} file{}.", if files == 1 { "" } else { "s" }));
    }
    Ok(status(&notes, rigour))
}

/// Everything that is wrong, as far as it was asked for, and whether the site could be drawn.
fn problems(inputs: &Inputs, own: &Diagnostics, filter: &Filter) -> (Diagnostics, Result<Outputs>) {
    let mut notes = own.clone();
    let built = pipeline::build(inputs);
    notes.append(built.notes);
    (only(&notes.in_order(), |note| filter.passes(note)), built.outputs)
}

/// The notes are the result of this command.
fn report(terminal: &Terminal, format: Format, notes: &Diagnostics, sources: &Sources<'_>) -> Result<()> {
    terminal.result(&match format {
        Format::Human => human(notes, sources, terminal.result_paint()),
        Format::Json => json(notes, sources)?,
    })
}

/// Which notes are asked for.
struct Filter {
    /// Relative to the root, with `/`; the root itself is empty.
    paths: Vec<String>,
}

impl Filter {
    fn new(root: &Path, paths: &[PathBuf]) -> Result<Filter> {
        let root = root.canonicalize().with_context(|| format!("cannot read {}", root.display()))?;
        let paths = paths.iter().map(|path| relative(&root, path)).collect::<Result<_>>()?;
        Ok(Filter { paths })
    }

    /// A duplicate is found at one of its files: a note counts for every file that it names. What stops the whole
    /// program is never left out.
    fn passes(&self, note: &Diagnostic) -> bool {
        let mut places = note.place.iter().chain(note.related.iter().map(|(place, _)| place));
        self.paths.is_empty()
            || matches!(note.rule, Rule::Config | Rule::ThemeInvalid | Rule::Internal)
            || places.any(|place| self.paths.iter().any(|path| covers(path, place)))
    }
}

fn covers(path: &str, place: &Place) -> bool {
    let file = place.file.as_str();
    path.is_empty() || file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A path as notes name it. The last part is taken as it is: a link in the content is a problem to report, not to follow.
fn relative(root: &Path, path: &Path) -> Result<String> {
    let shown = path.display();
    if path.symlink_metadata().is_err() {
        bail!("{shown}: there is no such file or folder");
    }
    let name = match path.components().next_back() {
        Some(Component::Normal(name)) => Some(name),
        _ => None,
    };
    let folder = match (name, path.parent()) {
        (Some(_), Some(parent)) if parent.as_os_str().is_empty() => Path::new("."),
        (Some(_), Some(parent)) => parent,
        _ => path,
    };
    let mut real = folder.canonicalize().with_context(|| format!("cannot read {shown}"))?;
    real.extend(name);
    let inside =
        real.strip_prefix(root).ok().with_context(|| format!("{shown} is not in the site {}", root.display()))?;
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    Ok(parts.join("/"))
}
