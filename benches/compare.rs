//! Whole builds side by side: `cargo bench --bench compare -- [ARTICLES] [RUNS]`.
//!
//! `digest`, Hugo on an equivalent site, and a floor that no generator can be faster than: a program that reads and parses
//! the same articles and makes files of the same names and sizes, in a folder beside whose folders take their places. All are whole
//! processes, run in turns, so that what slows the machine slows all; figures are medians, and only their ratios mean much.
//!
//! Every run writes into a folder of its own, and nothing is removed before the last has ended: ext4 does not give away
//! the place of a file that was deleted a moment ago, and searches longer and longer for others.
#![expect(clippy::disallowed_methods, reason = "a benchmark makes files and reads the clock")]
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark stops where something is wrong")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

mod corpus;
#[path = "compare/floor.rs"]
mod floor;
#[path = "compare/hugo.rs"]
mod hugo;
#[path = "compare/measure.rs"]
mod measure;
#[path = "compare/sizes.rs"]
mod sizes;

use measure::{Figures, measured, median, tree};

/// What Hugo's site has as well: articles, days, months, tags, one feed.
const SHARED_PAGES: &str = "inline_css = false\n[pages]\nevents = false\ntimelines = false\nplaces = false\nactors = false\n\
                            authors = false\npublishers = false\nsearch = false\n[feeds]\nterms = false\n";

/// A contestant: its name, what to do before each run, and how it is run, with the number of the run.
struct Runner {
    name: &'static str,
    prepare: Box<dyn Fn()>,
    command: Box<dyn Fn(usize) -> Command>,
    /// Where it writes, the folders of the runs beside each other.
    out: Option<PathBuf>,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let [flag, content, list, out] = &args[..]
        && flag == "--floor"
    {
        return floor::run(Path::new(content), Path::new(list), Path::new(out));
    }
    let number = |index: usize, usual: usize| args.get(index).map_or(usual, |text| text.parse().unwrap());
    let (articles, runs) = (number(0, 10_000), number(1, 5));
    let folder = tempfile::tempdir().unwrap();
    let [whole, shared, bare] = ["whole", "shared", "bare"].map(|name| folder.path().join(name));
    [&whole, &shared, &bare].iter().for_each(|site| corpus::write(articles, site).unwrap());
    committed(&whole);
    let toml = fs::read_to_string(shared.join("site.toml")).unwrap();
    fs::write(shared.join("site.toml"), toml + SHARED_PAGES).unwrap();

    let mut runners = vec![
        clean("digest, everything", &whole, folder.path()),
        clean("digest, Hugo's pages", &shared, folder.path()),
        again("digest, nothing changed", &whole, &["build"], false),
        again("digest, one word changed", &whole, &["build"], true),
        fresh("digest, a fresh checkout", &whole, folder.path()),
        checked("digest check, nothing known", &bare),
        again("digest check --since, one word", &whole, &["check", "--since", "HEAD"], true),
    ];
    for site in [&whole, &shared] {
        assert!(digest(site).status().unwrap().success(), "{}", site.display());
    }
    runners.insert(1, floor_of("floor of everything", &whole, folder.path()));
    runners.insert(3, floor_of("floor of Hugo's pages", &shared, folder.path()));
    match hugo::site(articles, &folder.path().join("hugo")) {
        Ok(site) => runners.insert(4, hugo_runner(site, folder.path())),
        Err(why) => println!("Hugo is missing: {why}\n"),
    }
    report(articles, runs, &runners);
}

fn program(site: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_digest"));
    command.arg("--root").arg(site).args(args).arg("--quiet");
    command
}

fn digest(site: &Path) -> Command {
    program(site, &["build"])
}

/// Puts the content of a site into a repository of its own.
fn committed(site: &Path) {
    for args in [
        &["init", "-q"][..],
        &["add", "content"],
        &["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "all"],
    ] {
        assert!(Command::new("git").arg("-C").arg(site).args(args).status().unwrap().success());
    }
}

/// The folder of one run.
fn run_folder(out: &Path, run: usize) -> PathBuf {
    out.join(format!("run-{run}"))
}

fn clean(name: &'static str, site: &Path, folder: &Path) -> Runner {
    let (site, out) = (site.to_owned(), folder.join(format!("{}.out", name.replace(' ', "-"))));
    let made = out.clone();
    let command = move |run| {
        let mut command = digest(&site);
        command.args(["--clean", "--output"]).arg(run_folder(&made, run));
        command
    };
    Runner { name, prepare: Box::new(|| ()), command: Box::new(command), out: Some(out) }
}

/// A build over the last one, or a check after it.
fn again(name: &'static str, site: &Path, args: &'static [&'static str], edit: bool) -> Runner {
    let (root, built) = (site.to_owned(), site.to_owned());
    let prepare = move || {
        // The last build of the site was one into another folder.
        assert!(digest(&root).output().unwrap().status.success());
        if edit {
            let path = root.join("content/articles/2000/2000-01-01-report-3.md");
            let text = fs::read_to_string(&path).unwrap();
            let edited = if text.contains("Edited.") { text.replace("\nEdited.\n", "") } else { text + "\nEdited.\n" };
            fs::write(&path, edited).unwrap();
        }
    };
    Runner { name, prepare: Box::new(prepare), command: Box::new(move |_| program(&built, args)), out: None }
}

/// A build of a copy with all that was built and remembered, of which the disk says nothing that is known.
fn fresh(name: &'static str, site: &Path, folder: &Path) -> Runner {
    let (from, copy) = (site.to_owned(), folder.join("fresh"));
    let to = copy.clone();
    let prepare = move || {
        assert!(digest(&from).output().unwrap().status.success());
        let _ = fs::remove_dir_all(&to);
        assert!(Command::new("cp").arg("-r").arg(&from).arg(&to).status().unwrap().success());
    };
    Runner { name, prepare: Box::new(prepare), command: Box::new(move |_| digest(&copy)), out: None }
}

/// A check of a site that was never built.
fn checked(name: &'static str, site: &Path) -> Runner {
    let site = site.to_owned();
    Runner { name, prepare: Box::new(|| ()), command: Box::new(move |_| program(&site, &["check"])), out: None }
}

/// A program that makes files of the sizes and names that `digest` made of a site.
fn floor_of(name: &'static str, site: &Path, folder: &Path) -> Runner {
    let list = folder.join(format!("{}.list", name.replace(' ', "-")));
    let out = folder.join(format!("{}.out", name.replace(' ', "-")));
    floor::list(&site.join("public"), &list).unwrap();
    let (content, made) = (site.join("content"), out.clone());
    let command = move |run| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg("--floor").arg(&content).arg(&list).arg(run_folder(&made, run));
        command
    };
    Runner { name, prepare: Box::new(|| ()), command: Box::new(command), out: Some(out) }
}

fn hugo_runner(site: hugo::Site, folder: &Path) -> Runner {
    let out = folder.join("hugo.out");
    let made = out.clone();
    let command = move |run| site.command(&run_folder(&made, run));
    Runner { name: "Hugo", prepare: Box::new(|| ()), command: Box::new(command), out: Some(out) }
}

/// Waits until the disk has what was written, so that no run pays for the one before it.
fn settle() {
    let _ = Command::new("sync").status();
}

/// Runs all in turns and prints medians and ratios.
fn report(articles: usize, runs: usize, runners: &[Runner]) {
    let mut figures: Vec<Vec<Figures>> = runners.iter().map(|_| Vec::new()).collect();
    for run in 0..runs {
        for (runner, figures) in runners.iter().zip(&mut figures) {
            (runner.prepare)();
            settle();
            figures.push(measured((runner.command)(run)));
        }
    }
    println!(
        "{articles} articles, medians of {runs} runs in turns, {} threads\n",
        std::thread::available_parallelism().unwrap()
    );
    println!("{:30} {:>8} {:>8} {:>8} {:>9} {:>8} {:>9}", "", "wall s", "user s", "sys s", "peak MiB", "files", "MB");
    let medians: Vec<Figures> = figures.into_iter().map(median).collect();
    for (runner, figures) in runners.iter().zip(&medians) {
        let (files, bytes) = runner.out.as_deref().map(|out| tree(&run_folder(out, 0))).unwrap_or_default();
        let made = if runner.out.is_some() { format!("{files:>8} {:>9.1}", bytes as f64 / 1e6) } else { String::new() };
        println!(
            "{:30} {:>8.2} {:>8.2} {:>8.2} {:>9.0} {made}",
            runner.name, figures.wall, figures.user, figures.system, figures.peak_mib
        );
    }
    let of = |name: &str| runners.iter().position(|runner| runner.name == name).map(|index| &medians[index]);
    let ratio = |what: &str, over: &str, under: &str, value: fn(&Figures) -> f64| {
        if let (Some(over), Some(under)) = (of(over), of(under)) {
            println!("{what:62} {:>7.2}", value(over) / value(under));
        }
    };
    println!();
    ratio("wall, digest with everything to its floor", "digest, everything", "floor of everything", |f| f.wall);
    ratio("wall, digest with Hugo's pages to its floor", "digest, Hugo's pages", "floor of Hugo's pages", |f| f.wall);
    ratio("wall, Hugo to digest with Hugo's pages", "Hugo", "digest, Hugo's pages", |f| f.wall);
    ratio("user time, Hugo to digest with Hugo's pages", "Hugo", "digest, Hugo's pages", |f| f.user);
    ratio("wall, Hugo to digest after one changed word", "Hugo", "digest, one word changed", |f| f.wall);
    ratio("wall, one changed word to a whole build", "digest, one word changed", "digest, everything", |f| f.wall);
    ratio("wall, check to a whole build", "digest check, nothing known", "digest, everything", |f| f.wall);
    weights(runners);
}

/// Prints what the sites weigh.
fn weights(runners: &[Runner]) {
    println!("\n{:34} {:>8} {:>9} {:>9} {:>9} {:>9}", "", "files", "MB", "gzip MB", "article B", "gzip B");
    for runner in runners.iter().filter(|runner| !runner.name.starts_with("floor")) {
        if let Some(out) = &runner.out {
            sizes::line(runner.name, &run_folder(out, 0));
        }
    }
}
