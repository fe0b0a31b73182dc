//! What became of the addresses that articles cite: for people, as JSON, as the text of one issue on GitHub.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::gate::href::Href;
use crate::gate::markdown;
use crate::links::wayback::Copy;
use crate::links::{Class, Verdict};
use crate::report::layout::{self, Section, cut};
use crate::report::shown;
use crate::source::SourcePath;

/// Characters of an address that an issue shows.
const MOST_CHARS: usize = 300;

/// Files that are named with one address.
const MOST_FILES: usize = 5;

/// What an address is to an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Its original.
    Original,
    /// A preserved copy of it.
    Archived,
    /// Further coverage.
    Source,
}

impl Role {
    /// The key under which it is written.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Role::Original => "original_url",
            Role::Archived => "archived",
            Role::Source => "sources",
        }
    }
}

/// An address, who cites it, and what became of it.
#[derive(Debug)]
pub struct Link {
    /// The address.
    pub href: Href,
    /// Who cites it as what, in the order of files.
    pub cited: Vec<(SourcePath, Role)>,
    /// What became of it.
    pub verdict: Verdict,
    /// Whether every article says so already (`original_state`).
    pub is_told: bool,
    /// What the Wayback Machine has, where it was asked: a copy, none, or why it did not say.
    pub copy: Option<Result<Option<Copy>, String>>,
}

/// The gravest first, then by file, role and address.
pub fn in_order(links: &mut [Link]) {
    links.sort_by(|a, b| {
        (a.verdict.class, &a.cited, a.href.as_str()).cmp(&(b.verdict.class, &b.cited, b.href.as_str()))
    });
}

/// How many there are of each class.
#[must_use]
pub fn summary(links: &[Link]) -> String {
    let counted = Class::WORDS.into_iter().rev().filter_map(|(class, word)| {
        let of = || links.iter().filter(|link| link.verdict.class == class);
        let told = match of().filter(|link| link.is_told).count() {
            0 => String::new(),
            told => format!(" ({told} marked so already)"),
        };
        let count = of().count();
        (count > 0).then(|| format!("{count} {word}{told}"))
    });
    counted.collect::<Vec<_>>().join(", ")
}

/// For people: a group of lines for each address, the gravest last, where a terminal shows them.
#[must_use]
pub fn human(links: &[Link]) -> String {
    let mut out = String::new();
    for link in links.iter().rev() {
        let verdict = &link.verdict;
        let _ = write!(out, "{:12}{}", verdict.class.word(), shown::line(link.href.display()));
        if verdict.class == Class::Ok {
            out.push('\n');
        } else {
            let told = if link.is_told { "; marked so already" } else { "" };
            let _ = writeln!(out, "\n            {}{told}", why(verdict));
            for (file, role) in &link.cited {
                let _ = writeln!(out, "            {}: {}", shown::line(file.as_str()), role.key());
            }
        }
        if let Some(to) = &verdict.to {
            let _ = writeln!(out, "            now: {}", shown::line(to.as_str()));
        }
        if let Some(found) = &link.copy {
            let said = paste(found).unwrap_or_else(|why| why);
            let _ = writeln!(out, "            {}", shown::line(&said));
        }
    }
    out
}

fn why(verdict: &Verdict) -> String {
    match verdict.status {
        Some(status) => format!("{} ({status})", verdict.why),
        None => verdict.why.clone(),
    }
}

/// The line to paste into the front matter of an article, or why there is none.
fn paste(found: &Result<Option<Copy>, String>) -> Result<String, String> {
    match found {
        Ok(Some(copy)) => Ok(format!("archived: [{{url: {}, date: {}}}]", Value::from(copy.href.as_str()), copy.day)),
        Ok(None) => Err("the Wayback Machine has no copy".to_owned()),
        Err(why) => Err(format!("the Wayback Machine did not say: {why}")),
    }
}

/// One JSON object a line.
#[must_use]
pub fn machine(links: &[Link]) -> String {
    let line = |link: &Link| {
        let cited = link.cited.iter().map(|(file, role)| json!({"file": file.as_str(), "key": role.key()}));
        let copy = match &link.copy {
            Some(Ok(Some(copy))) => json!({"url": copy.href.as_str(), "date": copy.day.to_string()}),
            _ => Value::Null,
        };
        let value = json!({
            "url": link.href.as_str(),
            "class": link.verdict.class.word(),
            "why": link.verdict.why,
            "status": link.verdict.status,
            "to": link.verdict.to.as_ref().map(Href::as_str),
            "told": link.is_told,
            "cited": cited.collect::<Vec<_>>(),
            "archived": copy,
        });
        format!("{}\n", shown::json(&value.to_string()))
    };
    links.iter().map(line).collect()
}

/// The text of one issue: what somebody should look at. What is marked already is counted and not listed.
#[must_use]
pub fn issue(links: &[Link]) -> String {
    let mut out = format!("{}### digest links\n\n- {}\n", markdown::mark("digest links"), summary(links));
    out.push_str("- an address that could not be reached is not gone: only `gone` says so\n\n");
    let section = |class: Class, heading: &'static str| {
        let of = links.iter().filter(|link| link.verdict.class == class && !link.is_told);
        Section { heading, columns: &["address", "what", "where it is cited"], rows: of.map(row).collect() }
    };
    let without = links.iter().filter(|link| link.copy.is_some() && !is_listed(link));
    let sections = [
        section(Class::Gone, "Gone"),
        section(Class::Moved, "Moved"),
        section(Class::Blocked, "Blocked"),
        section(Class::Unreachable, "Unreachable"),
        section(Class::Refused, "Refused"),
        Section {
            heading: "Without a preserved copy",
            columns: &["address", "what", "where it is cited"],
            rows: without.map(row).collect(),
        },
    ];
    layout::lay_out(&mut out, &sections);
    out
}

/// Whether an issue lists an address by its class.
fn is_listed(link: &Link) -> bool {
    link.verdict.class != Class::Ok && !link.is_told
}

fn row(link: &Link) -> String {
    let cell = |text: &str| cut(text, MOST_CHARS);
    let mut what = vec![why(&link.verdict).chars().filter(|c| c.is_alphanumeric() || " ,:()".contains(*c)).collect()];
    what.extend(link.verdict.to.as_ref().map(|to| format!("now {}", cell(to.as_str()))));
    what.extend(link.copy.as_ref().map(|found| match paste(found) {
        Ok(line) => cell(&line),
        Err(why) => cell(&why),
    }));
    let mut cited: Vec<String> = Vec::new();
    for (file, role) in link.cited.iter().take(MOST_FILES) {
        cited.push(format!("{} in {}", cell(role.key()), cell(file.as_str())));
    }
    if link.cited.len() > MOST_FILES {
        cited.push(format!("and {} more", link.cited.len() - MOST_FILES));
    }
    markdown::row(&[&[cell(link.href.as_str())], &what, &cited])
}
