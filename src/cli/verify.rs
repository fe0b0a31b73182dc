//! `digest verify`: whether a published site carries exactly what these sources build, and whether it arrived as it was sent.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::cli::build::print;
use crate::cli::site::{Site, Wish};
use crate::cli::terminal::Terminal;
use crate::cli::{Rigour, Status, day, status};
use crate::config::Layout;
use crate::ledger::Ledger;
use crate::memory::Memory;
use crate::model::date::Day;
use crate::pipeline;
use crate::publish::copy::{Copy, Difference, Differences, Sums};
use crate::report::Sources;
use crate::report::paint::{Ink, Paint};
use crate::report::shown;
use crate::source::known::Known;

/// What `digest verify` takes.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Ends with 0 where nothing differs, 1 where a file does or the content has errors, 2 where there is \
                        nothing to compare."
)]
pub(super) struct Args {
    /// The folder with the published site, as it was built, downloaded or checked out
    dir: PathBuf,
    /// Compare it with its own manifest only; no sources are needed
    #[arg(long, conflicts_with_all = ["base_url", "drafts", "today"])]
    manifest: bool,
    /// Where the site is served, instead of site.toml's base_url: as it was built
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// It was built with drafts
    #[arg(long)]
    drafts: bool,
    /// The day from which a date lies in the future [default: the system's]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Day>,
}

/// Compares and reports.
pub(super) fn run(terminal: &Terminal, root: Option<&Path>, args: &Args) -> Result<Status> {
    let copy = Copy::look(&args.dir)?;
    let report = Report { paint: terminal.result_paint(), dir: args.dir.display().to_string() };
    let built = if args.manifest { None } else { Some(build(terminal, root, args, copy.layout())?) };
    let built = match built {
        Some(Err(end)) => return Ok(end),
        Some(Ok(built)) => Some(built),
        None => None,
    };
    let mut text = String::new();
    if let Some(program) = copy.other_program().filter(|_| built.is_some()) {
        text.push_str(&report.other_program(program));
    }
    if let Some((place, own)) =
        built.as_ref().and_then(|(_, ledger)| copy.other_place(ledger).zip(ledger.base_url.as_deref()))
    {
        text.push_str(&report.other_place(place, own));
    }
    let beside = built.map(|(built, ledger)| copy.beside(built, &ledger));
    if let Some(differences) = &beside {
        let head = format!("Beside what these sources build, {} in {}:", differ(differences.len()), report.dir);
        text.push_str(&report.section(&head, differences));
    }
    let own = copy.beside_its_manifest();
    text.push_str(&match &own {
        Ok(differences) => {
            let head = format!("Beside its own manifest, {} in {}:", differ(differences.len()), report.dir);
            report.section(&head, differences)
        }
        Err(why) => report.sentence(&format!("{} cannot be compared with its own manifest: {why}.", report.dir)),
    });
    if copy.is_half_published() {
        text.push_str(
            &report.sentence("Its manifest says that a build was at work there and did not come to its end."),
        );
    }
    let is_same = beside.as_ref().is_none_or(Differences::is_empty)
        && own.as_ref().is_ok_and(Differences::is_empty)
        && !copy.is_half_published();
    if is_same {
        let with = if beside.is_some() { "exactly what these sources build" } else { "exactly what its manifest says" };
        text.push_str(&report.sentence(&format!("{} carries {with}: {}.", report.dir, of(copy.files()))));
    }
    terminal.result(&text)?;
    Ok(match own {
        _ if is_same => Status::Clean,
        Err(_) if args.manifest => Status::Unable,
        _ => Status::Errors,
    })
}

/// Builds in memory, for the readers that the copy is for, from nothing that was remembered; or the end of a run whose content has errors.
fn build(
    terminal: &Terminal,
    root: Option<&Path>,
    args: &Args,
    layout: Layout,
) -> Result<Result<(Sums, Ledger), Status>> {
    let mut site = Site::open(root)?;
    let Some(config) = site.config.take() else {
        print(terminal, &site.notes, &Sources::new([&site.toml]));
        return Ok(Err(status(&site.notes, Rigour::Usual)));
    };
    let wish = Wish { base_url: args.base_url.as_deref(), drafts: args.drafts, layout, today: args.today };
    let theme = site.themes(terminal, &config.theme)?;
    let content = site.content(terminal, site.listed()?, &Known::default())?;
    let inputs = site.inputs(&config, theme, content, &wish)?;
    let mut sums = Sums::default();
    let built = pipeline::build(&inputs, &Memory::default(), &mut sums);
    let mut notes = site.notes;
    notes.append(built.notes);
    let notes = notes.in_order();
    // Warnings are for those who build.
    if notes.has_errors() {
        let files = std::iter::once(&site.toml).chain(&inputs.content.files);
        print(terminal, &notes, &Sources::new(files));
        terminal.say("Nothing was compared.");
        return Ok(Err(status(&notes, Rigour::Usual)));
    }
    built.drawn?;
    Ok(Ok((sums, built.ledger.unwrap_or_default())))
}

fn of(files: usize) -> String {
    crate::cli::build::counted(files, "file")
}

fn differ(files: usize) -> String {
    format!("{} {}", of(files), if files == 1 { "differs" } else { "differ" })
}

/// How differences are said.
struct Report {
    paint: Paint,
    dir: String,
}

impl Report {
    fn sentence(&self, text: &str) -> String {
        format!("{}\n", shown::line(text))
    }

    fn other_program(&self, program: &str) -> String {
        let own = env!("CARGO_PKG_VERSION");
        let made = match program {
            "" => format!("{} was made by a version of digest that did not say which", self.dir),
            program => format!("{} was made by digest {program}", self.dir),
        };
        self.sentence(&format!("{made}; this is digest {own}, which may build other bytes of the same sources."))
    }

    fn other_place(&self, place: &str, own: &str) -> String {
        self.sentence(&format!(
            "{} says that it was built for {place}; these sources build {own}. If it is the same site, compare it with `--base-url {place}`.",
            self.dir
        ))
    }

    fn section(&self, head: &str, differences: &Differences) -> String {
        if differences.is_empty() {
            return String::new();
        }
        let mut text = self.sentence(head);
        for (path, difference) in differences {
            let (word, what) = match difference {
                Difference::Missing => ("missing", String::new()),
                Difference::Changed => ("changed", String::new()),
                Difference::Extra => ("extra", String::new()),
                Difference::Odd(what) => ("odd", format!(" ({what})")),
            };
            let word = self.paint.ink(Ink::Strong, &format!("{word:8}"));
            let mut path = shown::line(path);
            path.insert(0, '/');
            text.push_str(&format!("  {word}{path}{what}\n"));
        }
        text
    }
}
