//! `digest new`: a new article with what is known of it, in its place; it never overwrites and never waits for anybody
//! who is not there.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use anyhow::{Result, bail};

use crate::cli::site::Site;
use crate::cli::terminal::{Terminal, Volume};
use crate::cli::{self, Rigour, Status, draft, status};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Rule, Severity};
use crate::gate::href::Href;
use crate::gate::slug::Slug;
use crate::gate::text::{Suspicion, suspicious};
use crate::model::date::Day;
use crate::model::date::human::Human;
use crate::model::date::stamp::{Stamp, parse_article_date};
use crate::model::term::TermKind;
use crate::parse::Parsed1;
use crate::parse::fields::links::without_tracking;
use crate::parse::front_matter::{self, Drafts};
use crate::report::Sources;
use crate::report::human::human;
use crate::source::{self, SourceFile};

mod ask;
mod known;
mod sheet;

use ask::Desk;
use known::{Found, Known};
use sheet::Sheet;

/// What `digest new` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The headline
    #[arg(value_parser = text)]
    title: String,
    /// The day the original was published, YYYY-MM-DD [default: the one in its address, if there is one]
    #[arg(long, value_parser = date)]
    date: Option<Stamp>,
    /// Who wrote the original, or `unknown`; may be given several times
    #[arg(long, value_parser = text)]
    author: Vec<String>,
    /// The address of the original
    #[arg(long, value_parser = url)]
    url: Option<String>,
    /// A tag; may be given several times
    #[arg(long, value_parser = text)]
    tag: Vec<String>,
}

/// Writes the article and prints its path.
pub(super) fn run(terminal: &Terminal, root: Option<&Path>, args: &Args) -> Result<Status> {
    let mut site = Site::open(root)?;
    let Some(config) = site.config.take() else {
        terminal.print(&human(&site.notes, &Sources::new([&site.toml]), terminal.note_paint()));
        return Ok(status(&site.notes, Rigour::Usual));
    };
    if Slug::of(&args.title).is_none() {
        bail!("the title `{}` has no letter or digit to make a file name of: put a word into it", args.title);
    }
    let content = source::read(&site.root, "content")?;
    let known = Known::of(&content.files, &config);
    let mut sheet = Sheet::new(args.title.clone(), args.author.clone(), args.tag.clone());
    sheet.date = args.date;
    sheet.url = args.url.as_ref().map(|url| clean(terminal, url));
    let today = cli::today(None)?;
    // Questions stand on standard error, so that the path alone is the result.
    if io::stdin().is_terminal() && io::stderr().is_terminal() && terminal.volume() > Volume::Quiet {
        ask::ask(&mut Desk::new(&mut io::stdin().lock(), &mut io::stderr()), &mut sheet, &known, today)?;
    } else if let Some(day) = sheet.date_of_url(today).filter(|_| sheet.date.is_none()) {
        sheet.date = Some(Stamp::new(day, None));
        terminal.say(&format!("The date {day} is the one in the address: compare it with the original."));
    }
    let file = sheet.file();
    judge(terminal, &file, &config, &known)?;
    let place = draft::create(&site.root, file.path.as_str(), &file.bytes)?;
    terminal.result(&format!("{}\n", draft::shown(&place)?.display()))?;
    notes(terminal, &sheet, &known, today);
    Ok(Status::Clean)
}

/// Refuses what `digest check` would refuse; what it would warn of is said.
fn judge(terminal: &Terminal, file: &SourceFile, config: &Config, known: &Known) -> Result<()> {
    let mut found = Diagnostics::default();
    let read = front_matter::article(&mut found, file, Drafts::Published);
    found.with_severities(|rule| config.severity(rule));
    for note in found.notes() {
        let help = note.help.as_deref().map(|help| format!("; {help}")).unwrap_or_default();
        match note.severity {
            _ if matches!(note.rule, Rule::KeyMissing | Rule::DateMissing) => {}
            Severity::Error => bail!("{}{help}", note.message),
            _ => terminal.say(&format!("`digest check` will say: {}{help}.", note.message)),
        }
    }
    let Some(read) = read.filter(|read| read.whole) else {
        return Ok(());
    };
    let (original, route) = (read.head.original.key(), Parsed1::Article(Box::new(read)).route());
    for article in &known.articles {
        if article.route == route {
            bail!("{} has the address {route} already: give this article another title", article.file);
        }
        if article.original == original {
            terminal.say(&format!(
                "{} is about the same original: add to it, unless one translates the other.",
                article.file
            ));
        }
    }
    Ok(())
}

/// What a writer should know of the new article.
fn notes(terminal: &Terminal, sheet: &Sheet, known: &Known, today: Day) {
    let words = [(TermKind::Tag, &sheet.tags), (TermKind::Author, &sheet.authors)];
    for (kind, text) in words.iter().flat_map(|(kind, texts)| texts.iter().map(|text| (*kind, text))) {
        match known.find(kind, text) {
            Found::Known => {}
            Found::Near(near) => {
                terminal.say(&format!("The {} `{text}` is new: did you mean `{near}`?", kind.singular()));
            }
            Found::Unlisted => {
                terminal.say(&format!("The {} `{text}` is not in content/{}.yaml.", kind.singular(), kind.plural()));
            }
            Found::New => {}
        }
    }
    if let (Some(url), None) = (&sheet.url, &sheet.publisher) {
        if let Some(publisher) = known.publisher(url) {
            terminal.detail(&format!("The publisher is {publisher}, by the host of the address."));
        } else if let Some(host) = known.unlisted_host(url) {
            terminal.say(&format!("No entry of content/publishers.yaml has the host {host}."));
        }
    }
    let day = sheet.date.map(Stamp::day);
    if let Some(other) = sheet.date_of_url(Day::LAST).filter(|other| day.is_some_and(|day| day != *other)) {
        terminal.say(&format!("The address has another date, {other}."));
    }
    let missing = sheet.missing();
    if missing.is_empty() {
        terminal.say("Write the summary below the second `---`; `digest check` says what is wrong, if anything is.");
    } else {
        terminal.say(&format!("It still needs {}: `digest check` says what to write.", missing.join(", ")));
    }
    if let Some(day) = day.filter(|day| *day > today) {
        terminal.say(&format!("{day} is after today, {today}: check the year and the month."));
    }
    if sheet.date.is_none() {
        terminal.say("It lies among the undated, since the date of the original is not known.");
    }
}

/// The address without what says where a link was clicked.
fn clean(terminal: &Terminal, url: &str) -> String {
    let Some((clean, dropped)) = without_tracking(url) else {
        return url.to_owned();
    };
    terminal.say(&format!("Left out of the address: {}.", dropped.join(", ")));
    clean
}

/// Text on one line, as the reader of front matter takes it.
fn text(text: &str) -> Result<String, String> {
    let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    if text.trim().is_empty() {
        return Err("it is empty".to_owned());
    }
    let refused = |found: &Suspicion| {
        matches!(found, Suspicion::Control(_) | Suspicion::Bidi(_) | Suspicion::Invisible(_) | Suspicion::Lost)
    };
    match suspicious(&text).into_iter().find(|(_, found)| refused(found)) {
        Some((_, found)) => Err(format!("it holds {found}")),
        None => Ok(text),
    }
}

/// A date as front matter takes it; for another form, what to write.
fn date(text: &str) -> Result<Stamp, String> {
    parse_article_date(text).map(|(stamp, _)| stamp).map_err(|problem| match problem.human {
        Human::One(form) => format!("write {form}"),
        Human::Several(forms) => format!("it can be read as {}: write the one that is meant", forms.join(" or ")),
        Human::Unreadable(hint) => hint,
    })
}

/// The whole address of another site's page.
fn url(text: &str) -> Result<String, String> {
    match Href::external(text) {
        Ok(_) => Ok(text.trim().to_owned()),
        Err(problem) => Err(match problem.suggestion() {
            Some(meant) => format!("{problem}; write {meant}"),
            None => format!("{problem}; copy the whole address from the browser's address bar"),
        }),
    }
}
