//! `digest check`: every problem in one run, offline; nothing is written unless `--fix` asks for it.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::ValueEnum;

use crate::cli::filter::Filter;
use crate::cli::mend;
use crate::cli::past;
use crate::cli::print::{self, Found};
use crate::cli::site::{Site, Wish};
use crate::cli::terminal::Terminal;
use crate::cli::{Rigour, Status, day, only, status};
use crate::config::{Config, Layout};
use crate::diagnostic::{Diagnostics, Rule};
use crate::fix;
use crate::memory::{Front, Memory, Recall, Written};
use crate::model::date::Day;
use crate::pipeline::{self, Inputs};
use crate::publish::{self, Output};
use crate::since::{Before, State};
use crate::source::revision::Revision;

/// Rounds of mending, at most: each leaves fewer mistakes.
const ROUNDS: usize = 8;

/// What `digest check` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Report only on these files and folders; the whole site is read all the same
    paths: Vec<PathBuf>,
    /// The form of the report
    #[arg(long, value_enum, default_value = "human", conflicts_with = "dry_run")]
    format: Format,
    /// Report only what was not wrong at this revision of git; untracked files count too
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
    /// Check drafts like the rest
    #[arg(long)]
    drafts: bool,
    /// The manifest.json of the published site, whose addresses must stay [default: that of the output folder]
    #[arg(long, value_name = "FILE")]
    published: Option<PathBuf>,
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
pub(super) enum Format {
    /// For people
    Human,
    /// One JSON object a line
    Json,
    /// Annotations of a pull request, and a table in the summary of the job
    Github,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Whole lines as they should be, for people who edit in the browser
    Suggest,
}

/// Checks and reports.
pub(super) fn run(terminal: &Terminal, root: Option<&Path>, args: &Args) -> Result<Status> {
    let mut site = Site::open(root)?;
    let filter = Filter::new(&site.root, &args.paths)?;
    let rigour = if args.strict { Rigour::Strict } else { Rigour::Usual };
    let Some(config) = site.config.take() else {
        let found = Found { notes: site.notes.clone(), ..Found::default() };
        print::print(terminal, args.format, &site, &[], &found)?;
        return Ok(status(&site.notes, rigour));
    };
    let (mut inputs, written, said) = read(terminal, args, &site, &config)?;
    let judged = |memory: &dyn Recall| {
        args.since.as_deref().map(|revision| before(&site.root, revision, &inputs, memory)).transpose()
    };
    let (first, before) = match said {
        Some(notes) => ((notes, Ok(())), judged(&written)?),
        // What was read in another run helps both states; else what is read of one helps the other.
        None if !written.is_empty() => {
            let ((first, _), before) = rayon::join(|| rehearsal(&inputs, &written), || judged(&written));
            (first, before?)
        }
        None => {
            let (first, read) = rehearsal(&inputs, &Memory::default());
            (first, judged(&read)?)
        }
    };
    let ask = Ask { own: &site.notes, filter: &filter, before: before.as_ref() };
    let (mut found, mut theme) = ask.problems(&inputs, first);
    let as_it_is = status(&found.notes, rigour);
    let mut mended = Vec::new();
    // Of two changes that overlap one is made, so the other comes up in the next round.
    for _ in 0..if args.fix { ROUNDS } else { 0 } {
        let round = fix::fix(&inputs.content.files, &found.notes);
        if round.is_empty() {
            break;
        }
        fix::take(&mut inputs.content.files, &mut mended, round);
        (found, theme) = ask.problems(&inputs, rehearsal(&inputs, &written).0);
    }
    if args.dry_run {
        terminal.result(&mend::diff(&mended))?;
        return Ok(as_it_is);
    }
    mend::write(terminal, &site.root, &mended)?;
    let files = &inputs.content.files;
    if theme.is_ok() {
        found.sentences = found.sentences(&filter.files(&site.toml, files), before.is_some());
    }
    print::print(terminal, args.format, &site, files, &found)?;
    theme?;
    found.sentences.iter().for_each(|sentence| terminal.say(sentence));
    Ok(status(&found.notes, rigour))
}

/// What there is to be judged, what is remembered of it, and what was said of it where it is what was built.
fn read(
    terminal: &Terminal,
    args: &Args,
    site: &Site,
    config: &Config,
) -> Result<(Inputs, Written, Option<Diagnostics>)> {
    let wish = Wish { base_url: None, drafts: args.drafts, layout: Layout::Hosted, today: args.today };
    let theme = site.themes(terminal, &config.theme)?;
    let key = site.key(&theme, &wish);
    let recall = || {
        let written = publish::recall(&site.root, key);
        let front = written.front();
        (written, front)
    };
    let ((written, Front { known, ended, standing }), listed) = rayon::join(recall, || site.listed());
    let content = site.content(terminal, listed?, &known)?;
    let mut inputs = site.inputs(config, theme, content, &wish)?;
    let output = Output::find(&site.output(config))?;
    let said = |inputs: &Inputs| pipeline::again::said_again(inputs, &ended);
    // What the last build left it has spoken of; it need not be read through to be told the same again.
    let is_left = args.published.is_none() && output.is_left(&standing);
    if let Some(said) = is_left.then(|| said(&inputs)).flatten() {
        return Ok((inputs, written, Some(said)));
    }
    inputs.published = past::published(terminal, args.published.as_deref(), || output.published())?;
    let said = if is_left { None } else { said(&inputs) };
    Ok((inputs, written, said))
}

/// What is wrong with the content of a revision. The judge is the site as it is: its site.toml, its theme, its day.
fn before(root: &Path, revision: &str, inputs: &Inputs, memory: &dyn Recall) -> Result<Before> {
    let content = Revision::open(root, revision)?.read("content", &inputs.content.files)?;
    let then = Inputs {
        config: inputs.config.clone(),
        content,
        theme: inputs.theme.clone(),
        today: inputs.today,
        drafts: inputs.drafts,
        published: inputs.published.clone(),
    };
    let notes = only(&pipeline::notes(&then, memory), |note| !is_of_judge(note.rule));
    Ok(Before::new(&State { files: &then.content.files, notes: &notes }, &inputs.content.files))
}

/// Whether a rule speaks of the judge. Those notes would be the same ones as now, and nobody has said that they are old.
pub(super) fn is_of_judge(rule: Rule) -> bool {
    matches!(rule, Rule::Config | Rule::ThemeInvalid | Rule::Internal)
}

/// What is wrong, and whether the site could be drawn.
type Rehearsal = (Diagnostics, Result<()>);

fn rehearsal(inputs: &Inputs, memory: &dyn Recall) -> (Rehearsal, Memory) {
    let (notes, drawn, read) = pipeline::rehearse(inputs, memory);
    ((notes, drawn), read)
}

/// Which problems are asked for.
struct Ask<'a> {
    /// Those of site.toml.
    own: &'a Diagnostics,
    filter: &'a Filter,
    before: Option<&'a Before>,
}

impl Ask<'_> {
    /// Everything that is wrong, as far as it was asked for, and whether the site could be drawn.
    fn problems(&self, inputs: &Inputs, (more, drawn): Rehearsal) -> (Found, Result<()>) {
        let mut notes = self.own.clone();
        notes.append(more);
        let notes = notes.in_order();
        let state = State { files: &inputs.content.files, notes: &notes };
        let known = self.before.map_or_else(|| vec![false; notes.notes().len()], |before| before.knows(&state));
        let mut known = known.into_iter();
        let mut old = 0;
        let mut fresh = only(&notes, |note| {
            let is_known = known.next().unwrap_or_default();
            old += usize::from(is_known && self.filter.passes(note));
            !is_known
        });
        if let Some(before) = self.before {
            before.blame(&mut fresh);
            fresh = fresh.in_order();
        }
        let elsewhere = only(&fresh, |note| !self.filter.passes(note));
        let notes = only(&fresh, |note| self.filter.passes(note));
        (Found { notes, elsewhere, old, sentences: Vec::new() }, drawn)
    }
}
