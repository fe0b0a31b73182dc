//! The command line: arguments in, text and an exit status out. What the commands do lies in the stages they call.
#![expect(clippy::disallowed_methods, reason = "the end that people hold: clock, folders, terminal")]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand, ValueEnum};

use crate::cli::terminal::{Terminal, Volume};
use crate::diagnostic::{Diagnostics, Rule, Severity};
use crate::model::date::Day;
use crate::report::shown;
use crate::theme::TemplateError;

mod below;
mod build;
mod check;
mod draft;
mod explain;
mod fault;
mod filter;
mod import;
mod init;
mod links;
mod mend;
mod new;
mod past;
mod print;
mod report;
mod schema;
mod serve;
mod shell;
mod site;
mod terminal;
mod theme;
mod verify;

/// Builds a dated, sourced digest of conflict news as a static site.
#[derive(Debug, Parser)]
#[command(name = "digest", version, about, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Options of every command")]
struct Global {
    /// The folder that holds site.toml [default: the nearest one at or above the working directory]
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Say nothing but what went wrong
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more about what is done
    #[arg(long, short, global = true)]
    verbose: bool,
    /// When to use colours
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check, render and publish the site
    Build(build::Args),
    /// Show every problem of the content, offline, in one run
    Check(check::Args),
    /// Show the site while you write, and reload it on every change
    Serve(serve::Args),
    /// Write a new article, ready to fill in
    New(new::Args),
    /// Make a draft of the text or the saved page of an article
    Import(import::Args),
    /// Make a new site that builds at once
    Init(init::Args),
    /// Print the comment on a pull request: what it adds, changes, removes, breaks
    Report(report::Args),
    /// Ask the pages that articles cite whether they still answer
    Links(links::Args),
    /// Say what a rule wants, why, and how to mend it
    Explain(explain::Args),
    /// Say whether a published site carries exactly what these sources build
    Verify(verify::Args),
    /// Print a JSON Schema of front matter, a vocabulary or site.toml, for editors
    Schema(schema::Args),
    /// Look after the site's theme
    Theme(theme::Args),
    /// Print completions for a shell
    Completions(shell::Args),
    /// Print the manual page
    Man,
}

/// How a run ended; the numbers are a promise to scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// 0: nothing is wrong.
    Clean,
    /// 1: the content has errors.
    Errors,
    /// 2: the program could not do its work.
    Unable,
    /// 70: the program is at fault.
    Fault,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(match status {
            Status::Clean => 0,
            Status::Errors => 1,
            Status::Unable => 2,
            Status::Fault => 70,
        })
    }
}

/// Whether warnings count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rigour {
    Usual,
    Strict,
}

/// Reads the arguments of the process and does what they say.
#[must_use]
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // `--help` and `--version` come this way too. A pipe that was closed early is not our trouble.
            let _ = match defused(&error) {
                Some(text) => std::io::stderr().write_all(text.as_bytes()),
                None => error.print(),
            };
            return if error.use_stderr() { Status::Unable } else { Status::Clean }.into();
        }
    };
    let volume = match (cli.global.quiet, cli.global.verbose) {
        (true, _) => Volume::Quiet,
        (_, true) => Volume::Verbose,
        _ => Volume::Normal,
    };
    let terminal = Terminal::new(volume, cli.global.color);
    fault::guarded(&terminal, || match dispatch(&cli, &terminal) {
        Ok(status) => status,
        Err(error) => {
            terminal.error(&one_line(&error));
            terminal.print(&drawing(&error));
            Status::Unable
        }
    })
    .into()
}

/// The words of an error about arguments, where an argument holds what would command a terminal or the log of a build
/// service: a workflow may pass what strangers wrote.
fn defused(error: &clap::Error) -> Option<String> {
    let args: Vec<String> = std::env::args_os().skip(1).map(|arg| arg.to_string_lossy().into_owned()).collect();
    let values = args.iter().map(|arg| arg.split_once('=').map_or(arg.as_str(), |(_, value)| value));
    let odd: Vec<&str> = values.filter(|value| shown::line(value) != *value).collect();
    // Where it is printed plainly, clap has taken escape sequences out of values as well.
    let plain = |text: String, value: &&str| {
        let bare = anstream::adapter::strip_str(value).to_string();
        text.replace(value, &shown::line(value)).replace(&bare, &shown::line(&bare))
    };
    (!odd.is_empty()).then(|| odd.iter().fold(error.render().to_string(), plain))
}

/// An error and what caused it, on one line; the words of the template engine follow as lines of their own.
fn one_line(error: &anyhow::Error) -> String {
    let causes = error.chain().take_while(|cause| !cause.is::<TemplateError>());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

fn drawing(error: &anyhow::Error) -> String {
    let Some(found) = error.chain().find_map(|cause| cause.downcast_ref::<TemplateError>()) else {
        return String::new();
    };
    found.0.trim_end().lines().map(|line| format!("  {}\n", shown::source(line))).collect()
}

fn dispatch(cli: &Cli, terminal: &Terminal) -> Result<Status> {
    let root = cli.global.root.as_deref();
    match &cli.command {
        Command::Build(args) => build::run(terminal, root, args),
        Command::Check(args) => check::run(terminal, root, args),
        Command::Serve(args) => serve::run(terminal, root, args),
        Command::New(args) => new::run(terminal, root, args),
        Command::Import(args) => import::run(terminal, root, args),
        Command::Init(args) => init::run(terminal, args),
        Command::Report(args) => report::run(terminal, root, args),
        Command::Links(args) => links::run(terminal, root, args),
        Command::Explain(args) => explain::run(terminal, args),
        Command::Verify(args) => verify::run(terminal, root, args),
        Command::Schema(args) => schema::run(terminal, args),
        Command::Theme(args) => theme::run(terminal, root, args),
        Command::Completions(args) => shell::completions(terminal, args),
        Command::Man => shell::man(terminal),
    }
}

/// What a run's notes mean for its end: a fault of ours before what we cannot work with before the content.
fn status(notes: &Diagnostics, rigour: Rigour) -> Status {
    let errors = || notes.notes().iter().filter(|note| note.severity == Severity::Error);
    if errors().any(|note| note.rule == Rule::Internal) {
        Status::Fault
    } else if errors().any(|note| matches!(note.rule, Rule::Config | Rule::ThemeInvalid)) {
        Status::Unable
    } else if notes.has_errors() || (rigour == Rigour::Strict && notes.count(Severity::Warning) > 0) {
        Status::Errors
    } else {
        Status::Clean
    }
}

/// The notes that pass, in their order.
fn only(notes: &Diagnostics, mut passes: impl FnMut(&crate::diagnostic::Diagnostic) -> bool) -> Diagnostics {
    let mut kept = Diagnostics::default();
    for note in notes.notes().iter().filter(|note| passes(note)) {
        *kept.add(note.rule, None, "") = note.clone();
    }
    kept
}

/// A day on the command line.
fn day(text: &str) -> Result<Day, String> {
    Day::parse_iso(text).ok_or_else(|| "a day is written YYYY-MM-DD".to_owned())
}

/// The day that was given, else the system's, in UTC so that every machine has the same one. It decides what is called
/// the future and no byte of a page.
fn today(given: Option<Day>) -> Result<Day> {
    if let Some(day) = given {
        return Ok(day);
    }
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let days = i64::try_from(seconds / 86_400).unwrap_or_default();
    Day::new(1970, 1, 1).and_then(|day| day.add_days(days)).context("the system's clock shows no day; give --today")
}
