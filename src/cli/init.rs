//! `digest init`: a new site that builds at once.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use include_dir::{Dir, include_dir};

use crate::cli::terminal::Terminal;
use crate::cli::{self, Status, day};
use crate::model::date::Day;

/// The sample site. The theme is not part of it: a site without one takes the theme in the program, and changes with it.
static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/site");

/// What `digest init` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to make; it may exist if it is empty
    dir: PathBuf,
    /// The day whose year goes into the name of the feeds [default: the system's]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Day>,
}

/// Writes the sample site.
pub(super) fn run(terminal: &Terminal, args: &Args) -> Result<Status> {
    let today = cli::today(args.today)?;
    empty(&args.dir)?;
    for (path, text) in sample(today)? {
        write(&args.dir, &path, &text)?;
        terminal.detail(&format!("Wrote {path}."));
    }
    let dir = args.dir.display();
    for line in [
        format!("Made a new site in {dir}. Its articles are invented: they show the form."),
        format!("  digest --root {dir} build      publishes it into {}", args.dir.join("public").display()),
        format!("  digest --root {dir} check      shows every problem"),
        format!("  digest --root {dir} serve      shows it while you write, and follows every change"),
        "Next: set `title`, `base_url` and `feed_authority` in site.toml, then replace the articles in content/articles."
            .to_owned(),
    ] {
        terminal.say(&line);
    }
    Ok(Status::Clean)
}

/// The files of the sample site, sorted by path.
pub(super) fn sample(today: Day) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    let mut folders = vec![&SITE];
    while let Some(folder) = folders.pop() {
        for file in folder.files() {
            let path = file.path().to_string_lossy().into_owned();
            let text = file.contents_utf8().with_context(|| format!("the sample {path} is not text"))?;
            // A real `.gitignore` in this repository would hide parts of the sample from git itself.
            let path = if path == "gitignore" { ".gitignore".to_owned() } else { path };
            files.push((path, text.replace("{year}", &today.year().to_string())));
        }
        folders.extend(folder.dirs());
    }
    files.sort();
    Ok(files)
}

/// A repository that was just made may lie there; anything else is somebody's work.
fn empty(dir: &Path) -> Result<()> {
    let shown = dir.display();
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(|| format!("cannot use {shown}")),
    };
    for entry in entries {
        let name = entry.with_context(|| format!("cannot read {shown}"))?.file_name();
        if name != ".git" {
            bail!("{shown} is not empty: it holds {}; name a new or empty folder", name.to_string_lossy());
        }
    }
    Ok(())
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
