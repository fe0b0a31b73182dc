//! `digest init`: a new site that builds at once, and with `--github` everything to publish it from GitHub.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::cli::terminal::Terminal;
use crate::cli::{self, Status, day};
use crate::model::date::Day;
use crate::report::shown;

use action::Action;
use files::Wish;
use place::Place;

mod action;
mod files;
mod place;

/// Where the whole way to a published site is written down; whoever has only the program has no folder `docs`.
const MANUAL: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/publishing.md");

/// What `digest init` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to make; it may exist if it is empty
    dir: PathBuf,
    /// Add the workflows that check pull requests and publish the site on GitHub Pages; with OWNER/NAME of the
    /// repository, or with it as `origin` of a clone, its address is written as well
    #[arg(long, value_name = "OWNER/NAME", num_args = 0..=1, require_equals = true)]
    github: Option<Option<Place>>,
    /// The action that brings the program to the workflows [default: that of this program's release]
    #[arg(long, value_name = "OWNER/NAME@COMMIT", requires = "github")]
    action: Option<Action>,
    /// The day whose year goes into the name of the feeds [default: the system's]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Day>,
}

/// Writes the sample site.
pub(super) fn run(terminal: &Terminal, args: &Args) -> Result<Status> {
    let today = cli::today(args.today)?;
    empty(&args.dir)?;
    let cloned = origin(&args.dir);
    let place = args.github.clone().map(|given| given.or_else(|| cloned.clone()));
    let action = args.action.clone().map_or_else(Action::own, Ok)?;
    let wish = Wish { place: place.as_ref().and_then(Option::as_ref), year: today.year(), action: &action };
    let mut all = files::sample(&wish)?;
    if place.is_some() {
        all.extend(files::workflows(&wish));
    }
    for (path, text) in all {
        write(&args.dir, &path, &text)?;
        terminal.detail(&format!("Wrote {path}."));
    }
    let lines = match &place {
        None => next(&args.dir),
        Some(place) => next_on_github(&args.dir, place.as_ref(), cloned.is_some(), &action),
    };
    lines.iter().for_each(|line| terminal.say(line));
    Ok(Status::Clean)
}

/// What to do with a site.
fn next(dir: &Path) -> Vec<String> {
    let (shown, dir, public) = (dir.display(), typed(dir), dir.join("public"));
    vec![
        format!("Made a new site in {shown}. Its articles are invented: they show the form."),
        format!("  digest --root {dir} build      publishes it into {}", public.display()),
        format!("  digest --root {dir} check      shows every problem"),
        format!("  digest --root {dir} serve      shows it while you write, and follows every change"),
        "Next: set `title`, `base_url` and `feed_authority` in site.toml, then replace the articles in content/articles."
            .to_owned(),
    ]
}

/// A path as it is typed into a shell.
fn typed(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '\\' | ':' | '.' | '_' | '-');
    if !text.is_empty() && !text.starts_with('-') && text.chars().all(is_plain) {
        return text;
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// The files of the sample site, sorted by path.
pub(super) fn sample(today: Day) -> Result<Vec<(String, String)>> {
    files::sample(&Wish { place: None, year: today.year(), action: &Action::own()? })
}

/// What to do until a site stands on GitHub Pages: five lines.
fn next_on_github(dir: &Path, place: Option<&Place>, is_clone: bool, action: &Action) -> Vec<String> {
    let shown = dir.display();
    let set = match place {
        Some(place) => format!("`title` in site.toml; the site will be at {}", place.address()),
        None => "`title`, `base_url` and `feed_authority` in site.toml, and @OWNER in .github/CODEOWNERS".to_owned(),
    };
    let origin = place.map_or_else(|| "OWNER/NAME".to_owned(), ToString::to_string);
    let commit = "git add --all; git commit -m \"A digest\"";
    // A clone has a branch and an origin already; the branch may have another name.
    let (commit, make, push) = if is_clone {
        (commit.to_owned(), format!("In the repository {origin} on GitHub"), "git push origin HEAD:main".to_owned())
    } else {
        let make = format!("Make the repository {origin} on GitHub, and there");
        let push = format!("git remote add origin https://github.com/{origin}.git; git push -u origin main");
        (format!("git init -b main; {commit}"), make, push)
    };
    let mut lines = vec![
        format!("Made a new site in {shown}, with what checks and publishes it on GitHub. Next:"),
        format!("1. Set {set}."),
        format!("2. In {shown}: {commit}."),
        format!("3. {make}: Settings, Pages, Source: GitHub Actions."),
        format!("4. {push}. That publishes it."),
        "5. Settings, Rules: main takes pull requests only, with a review of code owners.".to_owned(),
        format!("{MANUAL} says all."),
    ];
    if !action.is_commit() {
        lines.push(format!(
            "This build of the program does not know its commit: the workflows name {action}, and --action names another."
        ));
    }
    lines
}

/// The repository on GitHub that a clone is of.
fn origin(dir: &Path) -> Option<Place> {
    place::origin(&fs::read_to_string(dir.join(".git").join("config")).ok()?)
}

/// A repository that was just made may lie there; anything else is somebody's work.
fn empty(dir: &Path) -> Result<()> {
    let shown = dir.display();
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(|| format!("cannot use {shown}")),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.with_context(|| format!("cannot read {shown}"))?.file_name());
    }
    match names.iter().filter(|name| *name != ".git").min() {
        Some(name) => {
            let name = shown::line(&name.to_string_lossy());
            bail!("{shown} is not empty: it holds {name}; name a new or empty folder");
        }
        None => Ok(()),
    }
}

fn write(dir: &Path, path: &str, text: &str) -> Result<()> {
    let place = dir.join(path);
    let written = place
        .parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::OpenOptions::new().write(true).create_new(true).open(&place))
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written.with_context(|| format!("cannot write {}", place.display()))
}
