//! Questions to somebody at a terminal, one line each: an empty answer leaves it out, the end of input leaves out the rest.

use std::io::{BufRead, Read as _, Write};

use anyhow::{Context as _, Result};

use crate::model::date::Day;
use crate::model::date::stamp::Stamp;
use crate::model::term::TermKind;
use crate::parse::fields::links::without_tracking;
use crate::report::shown;

use super::known::{Found, Known};
use super::sheet::Sheet;
use super::{date, text, url};

/// The longest answer, in bytes: a terminal gives 4096 at most.
const LONGEST: u64 = 64 * 1024;

/// How often one question is asked when the answer is none.
const TIMES: usize = 3;

/// How many known terms are shown for a `?`.
const SHOWN: usize = 60;

/// Where questions go and answers come from.
pub(super) struct Desk<'a> {
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
    /// Nobody is there any more.
    ended: bool,
}

impl<'a> Desk<'a> {
    pub(super) fn new(input: &'a mut dyn BufRead, output: &'a mut dyn Write) -> Self {
        Desk { input, output, ended: false }
    }

    fn say(&mut self, line: &str) -> Result<()> {
        writeln!(self.output, "{}", shown::line(line)).context("cannot write to the terminal")
    }

    /// One answer, trimmed; nothing when it is empty or nobody answers.
    fn line(&mut self, question: &str) -> Result<Option<String>> {
        if self.ended {
            return Ok(None);
        }
        write!(self.output, "{}: ", shown::line(question)).context("cannot write to the terminal")?;
        self.output.flush().context("cannot write to the terminal")?;
        let mut bytes = Vec::new();
        (&mut *self.input).take(LONGEST).read_until(b'\n', &mut bytes).context("cannot read the answer")?;
        self.ended = bytes.is_empty();
        if self.ended {
            // The next line of the terminal is not this question's.
            self.say("")?;
        }
        // What is no UTF-8 becomes lost characters, which are noted like any others.
        let line = String::from_utf8_lossy(&bytes).trim().to_owned();
        Ok((!line.is_empty()).then_some(line))
    }

    /// One answer that `read` takes; its complaint is shown and the question asked again, a few times.
    fn ask<T>(&mut self, question: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>> {
        for _ in 0..TIMES {
            let Some(line) = self.line(question)? else {
                return Ok(None);
            };
            match read(&line) {
                Ok(value) => return Ok(Some(value)),
                Err(why) => self.refuse(&why)?,
            }
        }
        Ok(None)
    }

    fn refuse(&mut self, why: &str) -> Result<()> {
        self.say(&format!("  This cannot be taken: {why}."))
    }

    /// Whether the answer is yes; Enter is a yes.
    fn agrees(&mut self, question: &str) -> Result<bool> {
        let answer = self.line(&format!("{question} [Y/n]"))?;
        Ok(!self.ended && answer.is_none_or(|answer| !answer.to_lowercase().starts_with('n')))
    }

    /// An answer of terms; a `?` shows those in use, and the question is asked again.
    fn words(&mut self, question: &str, all: &[&str]) -> Result<Option<String>> {
        let more = if all.is_empty() { "" } else { " (`?` shows those in use)" };
        for _ in 0..TIMES {
            match self.line(&format!("{question}{more}"))? {
                Some(line) if line == "?" => {
                    let shown: Vec<&str> = all.iter().take(SHOWN).copied().collect();
                    let rest = all.len() - shown.len();
                    let dots = if rest > 0 { format!(" and {rest} more") } else { String::new() };
                    self.say(&format!("  {}{dots}", shown.join(", ")))?;
                }
                Some(line) => match text(&line) {
                    Ok(line) => return Ok(Some(line)),
                    Err(why) => self.refuse(&why)?,
                },
                None => return Ok(None),
            }
        }
        Ok(None)
    }

    /// A term as it is known, if a near one is meant; else as it was written.
    fn known(&mut self, known: &Known, kind: TermKind, word: String) -> Result<String> {
        if let Found::Near(near) = known.find(kind, &word)
            && self.agrees(&format!("  `{word}` is new. Is `{near}` meant?"))?
        {
            return Ok(near);
        }
        Ok(word)
    }
}

/// Asks for what the sheet does not say.
pub(super) fn ask(desk: &mut Desk<'_>, sheet: &mut Sheet, known: &Known, today: Day) -> Result<()> {
    if !sheet.missing().is_empty() {
        desk.say("Enter leaves an answer out; it can be written into the file later.")?;
    }
    if sheet.url.is_none() {
        let answer = desk.ask("Address of the original", url)?;
        sheet.url = answer.map(|url| without_tracking(&url).map_or(url, |(clean, _)| clean));
    }
    if sheet.date.is_none() {
        sheet.date = published(desk, sheet.date_of_url(today))?;
    }
    if sheet.authors.is_empty() {
        sheet.authors = authors(desk, known)?;
    }
    publisher(desk, sheet, known)?;
    if sheet.tags.is_empty() {
        sheet.tags = tags(desk, known, &sheet.title)?;
    }
    Ok(())
}

/// The day of the original. The one in the address is only offered: it may be the day of an update.
fn published(desk: &mut Desk<'_>, offered: Option<Day>) -> Result<Option<Stamp>> {
    let offer = offered.map(|day| Stamp::new(day, None));
    let question = match offered {
        Some(day) => format!("Date of the original, YYYY-MM-DD [{day}, as in the address]"),
        None => "Date of the original, YYYY-MM-DD".to_owned(),
    };
    let answer = desk.ask(&question, date)?;
    // Who left the terminal has agreed to nothing.
    Ok(answer.or(offer.filter(|_| !desk.ended)))
}

fn authors(desk: &mut Desk<'_>, known: &Known) -> Result<Vec<String>> {
    let all = known.all(TermKind::Author);
    let mut authors: Vec<String> = Vec::new();
    let mut answer = desk.words("Author, or `unknown`", &all)?;
    while let Some(name) = answer {
        let name = desk.known(known, TermKind::Author, name)?;
        let is_unknown = name.eq_ignore_ascii_case("unknown");
        if !authors.contains(&name) {
            authors.push(name);
        }
        if is_unknown {
            break;
        }
        answer = desk.words("Another author", &[])?;
    }
    Ok(authors)
}

/// Only asked where the host of the address does not say it.
fn publisher(desk: &mut Desk<'_>, sheet: &mut Sheet, known: &Known) -> Result<()> {
    let Some(url) = &sheet.url else {
        return Ok(());
    };
    if let Some(label) = known.publisher(url) {
        desk.say(&format!("Publisher: {label}, by the host of the address"))?;
    } else if let Some(host) = known.unlisted_host(url) {
        sheet.publisher = desk.ask(&format!("Publisher [{host}]"), text)?;
    }
    Ok(())
}

fn tags(desk: &mut Desk<'_>, known: &Known, title: &str) -> Result<Vec<String>> {
    let offered = known.tags_in(title);
    let mut question = "Tags, with commas between them".to_owned();
    if !offered.is_empty() {
        question.push_str(&format!(" (in the title: {})", offered.join(", ")));
    }
    let line = desk.words(&question, &known.all(TermKind::Tag))?.unwrap_or_default();
    let mut tags: Vec<String> = Vec::new();
    for word in line.split(',').filter_map(|word| text(word).ok()) {
        let tag = desk.known(known, TermKind::Tag, word)?;
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Ok(tags)
}

#[cfg(test)]
mod tests;
