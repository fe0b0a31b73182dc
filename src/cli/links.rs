//! `digest links`: asks the pages that articles cite whether they still answer. The one command that uses the internet.

use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::ValueEnum;
use url::Url;

use crate::cli::build::counted;
use crate::cli::site::{Site, Wish};
use crate::cli::terminal::{Terminal, Volume};
use crate::cli::{Rigour, Status, status};
use crate::config::Layout;
use crate::gate::href::Href;
use crate::links::client::Known;
use crate::links::{Asker, Class, Manner, wayback};
use crate::memory::Memory;
use crate::model::Digest;
use crate::model::article::{Article, OriginalState};
use crate::model::date::Day;
use crate::pipeline;
use crate::report::Sources;
use crate::report::human::human;
use crate::report::links::{self, Link, Role};
use crate::source::known::Known as KnownFiles;

/// What `digest links` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
ok           it answers
moved        it is at another address for good, which is shown
blocked      a login, a payment, a question whether a person is reading stands before it (401, 402, 403, 429, 451)
gone         it is not there (404, 410), there is no such host, or it leads to a home page now
unreachable  no answer in time, or its host has failed: nobody can tell, and nothing should be marked as gone
refused      it leads into a private network, and was not asked

Nothing is written: not in content, and nowhere else. It is for a scheduled job, and no part of a build.

Exit status: 0 when every address was asked, whatever became of them; 2 when that could not be done, as without a network; \
70 for a fault of the program.")]
pub(super) struct Args {
    /// Look for preserved copies of what is gone and of what has none, and print the lines to paste
    #[arg(long)]
    archive: bool,
    /// The form of the list
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Ask only this host, without `www.`
    #[arg(long, value_name = "HOST")]
    only: Option<String>,
    /// Ask no more than so many addresses, the first in the order of files
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Seconds between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds)]
    pause: Duration,
    /// Seconds for one request
    #[arg(long, value_name = "SECONDS", default_value = "20", value_parser = seconds)]
    timeout: Duration,
    /// For tests: HOST=ADDRESS:PORT, HOST=nowhere or HOST=later instead of looking up a name
    #[arg(long, value_name = "HOST=WHERE", hide = true, value_parser = known)]
    resolve: Vec<(String, Known)>,
    /// For tests: what to ask instead of the Wayback Machine
    #[arg(long, value_name = "URL", hide = true, default_value = wayback::ENDPOINT)]
    wayback: Url,
}

/// The forms of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// One JSON object a line
    Json,
    /// The text of one issue on GitHub
    Markdown,
}

/// Seconds, with a fraction; a day at most.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "a number of seconds, such as 2 or 0.5".to_owned())?;
    if !(0.0..=86_400.0).contains(&seconds) {
        return Err("a number of seconds from 0 to 86400".to_owned());
    }
    Ok(Duration::from_secs_f64(seconds))
}

fn known(text: &str) -> Result<(String, Known), String> {
    let (host, place) = text.split_once('=').ok_or("HOST=ADDRESS:PORT")?;
    let known = match place {
        "nowhere" => Known::Nowhere,
        "later" => Known::Later,
        address => Known::At(address.parse::<SocketAddr>().map_err(|error| error.to_string())?),
    };
    Ok((host.to_owned(), known))
}

/// An address and who cites it.
struct Cited {
    href: Href,
    by: BTreeSet<(crate::source::SourcePath, Role)>,
    /// What the articles whose original it is say of it, and when it was published.
    states: Vec<Option<OriginalState>>,
    day: Day,
    /// Whether each of those articles names a preserved copy.
    has_copy: bool,
}

/// Asks and lists.
pub(super) fn run(terminal: &Terminal, root: Option<&Path>, args: &Args) -> Result<Status> {
    let start = Instant::now();
    let mut site = Site::open(root)?;
    let Some(config) = site.config.take() else {
        terminal.print(&human(&site.notes, &Sources::new([&site.toml]), terminal.note_paint()));
        return Ok(status(&site.notes, Rigour::Usual));
    };
    let theme = site.themes(terminal, &config.theme)?;
    let wish = Wish { base_url: None, drafts: false, layout: Layout::Hosted, today: None };
    let content = site.content(terminal, site.listed()?, &KnownFiles::default())?;
    let inputs = site.inputs(&config, theme, content, &wish)?;
    let (notes, cited) = pipeline::look(&inputs, &Memory::default(), cited);
    if notes.has_errors() {
        terminal.say("The content has errors, and what they hide is not asked: `digest check` shows them.");
    }
    let is_wanted = |cited: &Cited| {
        args.only.as_deref().is_none_or(|only| {
            let only = only.trim_start_matches("www.").to_lowercase();
            [cited.href.host(), cited.href.host_ascii()].contains(&only.as_str())
        })
    };
    let cited: Vec<Cited> = cited.into_iter().filter(is_wanted).take(args.limit.unwrap_or(usize::MAX)).collect();
    let manner = Manner { pause: args.pause, timeout: args.timeout, known: args.resolve.iter().cloned().collect() };
    let asker = Asker::new(manner);
    let progress = Progress::new(terminal, cited.len());
    let addresses: Vec<&Href> = cited.iter().map(|cited| &cited.href).collect();
    let verdicts = asker.ask(&addresses, &|done| progress.show(done));
    progress.end();
    let hosts: BTreeSet<&str> = addresses.iter().map(|href| href.host_ascii()).collect();
    if hosts.len() > 2 && verdicts.iter().all(|verdict| verdict.status.is_none() && verdict.class != Class::Refused) {
        bail!("none of {} has answered: is there a network? Nothing is said of them", counted(hosts.len(), "host"));
    }
    let mut links: Vec<Link> =
        cited.into_iter().zip(verdicts).map(|(cited, verdict)| link(&asker, args, cited, verdict)).collect();
    links::in_order(&mut links);
    let text = match args.format {
        Format::Human => links::human(&links),
        Format::Json => links::machine(&links),
        Format::Markdown => links::issue(&links),
    };
    terminal.result(&text)?;
    let addresses = if links.len() == 1 { "address" } else { "addresses" };
    terminal.say(&format!("Asked {} {addresses}: {}.", links.len(), links::summary(&links)));
    if std::io::stderr().is_terminal() {
        terminal.say(&format!("It took {:.0} s.", start.elapsed().as_secs_f64()));
    }
    Ok(Status::Clean)
}

/// What became of an address, with its nearest copy where that was asked for.
fn link(asker: &Asker, args: &Args, cited: Cited, verdict: crate::links::Verdict) -> Link {
    let is_original = !cited.states.is_empty();
    let told = match verdict.class {
        Class::Gone => Some(OriginalState::Gone),
        Class::Blocked => Some(OriginalState::Paywalled),
        _ => None,
    };
    let is_told = is_original && told.is_some() && cited.states.iter().all(|state| *state == told);
    let needs_copy = verdict.class != Class::Refused && (!cited.has_copy || verdict.class == Class::Gone && !is_told);
    let copy = (args.archive && is_original && needs_copy).then(|| asker.copy(&args.wayback, &cited.href, cited.day));
    Link { href: cited.href, cited: cited.by.into_iter().collect(), verdict, is_told, copy }
}

/// Every address that listed articles cite, in the order of files. A withdrawn article leads nowhere any more.
fn cited(digest: &Digest) -> Vec<Cited> {
    let mut articles: Vec<&Article> = digest.articles.iter().filter(|article| article.listed()).collect();
    articles.sort_by_key(|article| &article.head.source);
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: Vec<Cited> = Vec::new();
    for article in articles {
        let head = &article.head;
        // An original that is missing stands at no place.
        let original =
            (head.original_span != crate::diagnostic::Span::default()).then_some((&head.original, Role::Original));
        let archived = head.archived.iter().map(|copy| (&copy.href, Role::Archived));
        let sources = head.sources.iter().map(|source| (&source.href, Role::Source));
        for (href, role) in original.into_iter().chain(archived).chain(sources) {
            // What stands after `#` is never sent.
            let key = href.as_str().split('#').next().unwrap_or_default().to_owned();
            let place = *places.entry(key).or_insert_with(|| {
                let href = href.clone();
                all.push(Cited { href, by: BTreeSet::new(), states: Vec::new(), day: article.day, has_copy: true });
                all.len() - 1
            });
            let cited = &mut all[place];
            cited.by.insert((head.source.clone(), role));
            if role == Role::Original {
                cited.states.push(head.original_state);
                cited.has_copy &= !head.archived.is_empty();
            }
        }
    }
    all
}

/// How far a run has come, on a terminal and nowhere else.
struct Progress<'t> {
    terminal: &'t Terminal,
    all: usize,
    is_shown: bool,
}

impl<'t> Progress<'t> {
    fn new(terminal: &'t Terminal, all: usize) -> Progress<'t> {
        let is_shown = terminal.volume() >= Volume::Normal && std::io::stderr().is_terminal();
        Progress { terminal, all, is_shown }
    }

    fn show(&self, done: usize) {
        if self.is_shown {
            self.terminal.print(&format!("\rAsked {done} of {}.", self.all));
        }
    }

    fn end(&self) {
        if self.is_shown {
            self.terminal.print("\r                              \r");
        }
    }
}
