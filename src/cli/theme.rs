//! `digest theme check`: the site's theme, drawn on every kind of page, whether this site has such a page or not.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use clap::Subcommand;

use crate::cli::init;
use crate::cli::site::{Site, Wish};
use crate::cli::terminal::Terminal;
use crate::cli::{Rigour, Status, build, status};
use crate::config::{self, Config, Layout};
use crate::diagnostic::Diagnostics;
use crate::model::date::Day;
use crate::pipeline::proof::{Fault, Proof, prove};
use crate::pipeline::{Drafts, Inputs, ThemeFiles};
use crate::report::Sources;
use crate::report::paint::Ink;
use crate::report::shown;
use crate::source::known::Known;
use crate::source::{Folder, SourceFile};
use crate::theme::survey::survey;
use crate::theme::{self, TEMPLATES, TemplateError};

/// Articles of the sample that use what those of `digest init` do not.
const MORE: [(&str, &str); 2] = [
    ("content/articles/2024/2024-03-05-every-key.md", include_str!("theme/full.md")),
    ("content/articles/2024/2024-03-06-withdrawn.md", include_str!("theme/withdrawn.md")),
];

/// What `digest theme` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Draw every kind of page with the site's theme; say what fails, what nothing uses, and what it may leave out
    #[command(after_help = "Ends with 0 where every kind of page is drawn, 2 where the theme fails.")]
    Check,
}

/// Draws and reports.
pub(super) fn run(terminal: &Terminal, root: Option<&Path>, args: &Args) -> Result<Status> {
    let What::Check = args.what;
    let mut site = Site::open(root)?;
    let Some(config) = site.config.take() else {
        build::print(terminal, &site.notes, &Sources::new([&site.toml]));
        return Ok(status(&site.notes, Rigour::Usual));
    };
    let files = site.themes(terminal, &config.theme)?;
    let (sample, _) = prove(&sample(&config.theme, &files, Limits::Usual)?)?;
    let (short, _) = prove(&self::sample(&config.theme, &files, Limits::Short)?)?;
    let (own, notes) = of_site(terminal, &site, &config, &files)?;
    if notes.has_errors() {
        terminal
            .say("The content of this site has errors, so none of its own pages was drawn; `digest check` shows them.");
    }
    let checked = Checked { own, sample, short, config: &config, files: &files };
    terminal.result(&checked.table(terminal)?)?;
    let faults = checked.faults();
    for fault in &faults {
        terminal.print(&format!("\n{}\n", drawn(fault)));
    }
    if !faults.is_empty() {
        terminal.say(&format!("The theme fails: {}.", build::counted(faults.len(), "fault")));
        return Ok(Status::Unable);
    }
    terminal.say("The theme is whole: every kind of page was drawn.");
    Ok(Status::Clean)
}

/// The site's own pages in proof.
fn of_site(terminal: &Terminal, site: &Site, config: &Config, files: &ThemeFiles) -> Result<(Proof, Diagnostics)> {
    let wish = Wish { base_url: None, drafts: true, layout: Layout::Hosted, today: None };
    let content = site.content(terminal, site.listed()?, &Known::default())?;
    prove(&site.inputs(config, files.clone(), content, &wish)?)
}

/// At which limits the sample is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Limits {
    /// Those of a new site.
    Usual,
    /// So low that every list is cut, by year, month and day.
    Short,
}

/// The sample site under a theme.
fn sample(theme: &str, files: &ThemeFiles, limits: Limits) -> Result<Inputs> {
    let today = Day::new(2030, 1, 1).context("no such day")?;
    let texts = init::sample(today)?.into_iter();
    let mut sources: Vec<SourceFile> = texts.map(|(path, text)| SourceFile::new(path, text)).collect();
    sources.extend(MORE.map(|(path, text)| SourceFile::new(path, text)));
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let toml = sources.iter().find(|file| file.path.as_str() == "site.toml").context("the sample has no site.toml")?;
    let mut config =
        config::parse(&mut Diagnostics::default(), toml).context("the sample's site.toml cannot be read")?;
    theme.clone_into(&mut config.theme);
    if limits == Limits::Short {
        (config.limits.home_entries, config.limits.list_entries, config.limits.timeline_entries) = (1, 1, 1);
    }
    sources.retain(|file| file.path.as_str().starts_with("content/"));
    let content = Folder { files: sources, refused: Vec::new() };
    Ok(Inputs { config, content, theme: files.clone(), today, drafts: Drafts::With, published: None })
}

/// Everything that was found.
struct Checked<'a> {
    own: Proof,
    sample: Proof,
    short: Proof,
    config: &'a Config,
    files: &'a ThemeFiles,
}

impl Checked<'_> {
    /// What was drawn by whose template, and what the theme could do without.
    fn table(&self, terminal: &Terminal) -> Result<String> {
        let paint = terminal.result_paint();
        let name = &self.config.theme;
        let parent = theme::extends(&self.files.own)?;
        let mut text = match &parent {
            Some(parent) => format!("The theme {name} extends {parent}.\n\n"),
            None => format!("The theme {name} extends no other.\n\n"),
        };
        let head = format!("{:12} {:12} {:>10} {:>10}", "kind", "template of", "this site", "the sample");
        text.push_str(&format!("{}\n", paint.ink(Ink::Strong, &head)));
        for kind in TEMPLATES {
            let path = ["templates/", kind, ".html"].concat();
            let is_own = self.files.own.iter().any(|file| file.path.as_str() == path);
            let whose = if is_own { name } else { parent.as_ref().unwrap_or(name) };
            let count = |drawn: &BTreeMap<&str, usize>| drawn.get(kind).copied().unwrap_or(0);
            let (own, sample) = (count(&self.own.drawn), count(&self.sample.drawn) + count(&self.short.drawn));
            text.push_str(&format!("{kind:12} {:12} {own:>10} {sample:>10}\n", shown::line(whose)));
        }
        let found = survey(&self.files.parent, &self.files.own);
        let path = |file: &String| format!("  themes/{}/{}\n", shown::line(name), shown::line(file));
        if !found.unused.is_empty() {
            text.push_str("\nNo page and no other template uses these:\n");
            text.extend(found.unused.iter().map(path));
        }
        if let Some(parent) = parent.filter(|_| !found.same.is_empty()) {
            text.push_str(&format!("\nThe theme may leave these out, since {} has the same:\n", shown::line(&parent)));
            text.extend(found.same.iter().map(path));
        }
        Ok(text)
    }

    /// Every fault once: those of the site's own pages first.
    fn faults(&self) -> Vec<(&Fault, Whose)> {
        let own = self.own.faults.iter().map(|fault| (fault, Whose::Site));
        let sample = self.sample.faults.iter().chain(&self.short.faults).map(|fault| (fault, Whose::Sample));
        let mut faults: Vec<(&Fault, Whose)> = Vec::new();
        for (fault, whose) in own.chain(sample) {
            if faults.iter().all(|(known, _)| known.error.0 != fault.error.0) {
                faults.push((fault, whose));
            }
        }
        faults
    }
}

/// On whose page a fault shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Site,
    Sample,
}

/// A fault with the drawing of its place.
fn drawn((fault, whose): &(&Fault, Whose)) -> String {
    let of = match whose {
        Whose::Site => "",
        Whose::Sample => " of the sample",
    };
    let TemplateError(error) = &fault.error;
    let mut lines: Vec<String> = error.lines().map(shown::source).collect();
    lines.push(format!("  = note: drawing {}{of}", shown::line(fault.route.as_str())));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::theme::embedded::embedded;

    #[test]
    fn the_sample_has_every_kind_of_page_and_no_mistake() {
        let files = ThemeFiles { parent: Vec::new(), own: embedded() };
        for limits in [Limits::Usual, Limits::Short] {
            let (proof, notes) = prove(&sample("default", &files, limits).expect("the sample")).expect("the theme");
            assert_eq!(notes.count(Severity::Error), 0, "{:?}", notes.notes());
            assert!(proof.faults.is_empty(), "{:?}", proof.faults);
            let missing: Vec<_> = TEMPLATES.iter().filter(|kind| !proof.drawn.contains_key(*kind)).collect();
            assert!(missing.is_empty(), "{missing:?}");
        }
    }
}
