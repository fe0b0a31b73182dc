//! Text as it was pasted: title, byline, date and address are found among its lines, the rest becomes paragraphs.

use std::collections::BTreeSet;

use super::address::{self, Address};
use super::byline::{self, Byline};
use super::dateline::{self, Called, Dated, Reading};
use super::draft::Draft;
use super::fields::{self, Told, clean, cut};
use super::input::{Line, lines};
use super::report::{Report, Sure};
use super::{Known, Refusal, damage, headline, markdown, paragraphs, publisher};

/// Lines at the top and at the end among which fields are looked for, blank ones not counted.
const HEAD: usize = 14;
const TAIL: usize = 8;

/// The longest line that is taken for a headline, in characters.
const HEADLINE: usize = 250;

/// The longest line in which a byline or a date is looked for, in bytes.
const LONGEST: usize = 1000;

/// What the lines of a text told.
#[derive(Debug, Default)]
struct Found {
    address: Option<Address>,
    byline: Option<(usize, Byline)>,
    date: Option<(usize, Dated)>,
    /// Indexes of lines that hold bylines and dates.
    fields: Vec<usize>,
    /// Indexes of lines that are no part of the text.
    taken: BTreeSet<usize>,
}

/// Makes a draft of a text.
pub(super) fn read(report: &mut Report, text: &str, known: Known<'_>) -> Result<Draft, Refusal> {
    let mut lines = lines(text);
    damage::mend(report, &mut lines);
    if !lines.iter().any(|line| line.text.contains(char::is_alphanumeric)) {
        return Err(Refusal::Empty);
    }
    let (address, others) = address::find(&lines);
    let mut found = Found { address, ..Found::default() };
    if let Some(address) = &found.address {
        found.taken.extend(address.lines.0..=address.lines.1);
    }
    search(&lines, &mut found);
    let mut draft = Draft::default();
    title(report, &mut draft, &lines, &mut found);
    others_taken(report, &lines, &found);
    let told = |index: usize| {
        let line = lines.get(index);
        (line.map(|line| line.number), line.map(|line| line.text.trim().to_owned()).unwrap_or_default())
    };
    let byline = found.byline.map(|(index, what)| (told(index), what));
    fields::author(report, &mut draft, byline.map(|((line, read), what)| Told { line, read, what }).as_ref());
    let address = found.address.map(|what| Told { line: told(what.at).0, read: what.read.clone(), what });
    let others = others.iter().filter_map(|index| told(*index).0).collect();
    fields::original(report, &mut draft, address.as_ref(), &others);
    let date = found.date.map(|(index, what)| (told(index), what));
    fields::date(report, &mut draft, date.map(|((line, read), what)| Told { line, read, what }).as_ref());
    publisher::find(report, &mut draft, known, None);
    let rest: Vec<Line> = (lines.iter().enumerate())
        .map(|(index, line)| {
            let text = if found.taken.contains(&index) { String::new() } else { line.text.clone() };
            Line { number: line.number, text }
        })
        .collect();
    let paragraphs = paragraphs::join(report, &rest);
    let plain = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("\n");
    fields::lang(report, &mut draft, known, &plain);
    let marked =
        paragraphs.iter().map(|paragraph| markdown::paragraph(&paragraph.text)).filter(|text| !text.is_empty());
    draft.body = marked.map(|text| text + "\n").collect::<Vec<_>>().join("\n");
    report.settle();
    Ok(draft)
}

/// Byline and date: among the first lines, and where they are called so, among the last.
fn search(lines: &[Line], found: &mut Found) {
    let is_written = |index: &usize| lines.get(*index).is_some_and(|line| !line.text.trim().is_empty());
    let written: Vec<usize> = (0..lines.len()).filter(is_written).collect();
    let head: Vec<usize> = written.iter().copied().take(HEAD).take_while(|index| !is_prose(lines, *index)).collect();
    let after = head.last().map_or(0, |last| last + 1);
    let tail = written.iter().rev().copied().take(TAIL).take_while(|index| *index >= after);
    for (index, labelled) in head.iter().map(|index| (*index, false)).chain(tail.map(|index| (index, true))) {
        let line = lines.get(index).filter(|line| !found.taken.contains(&index) && line.text.len() < LONGEST);
        if let Some(line) = line {
            look_at(found, line, index, labelled);
        }
    }
}

/// Takes byline and date from one line. With `labelled`, only what is called so.
fn look_at(found: &mut Found, line: &Line, index: usize, labelled: bool) {
    let pieces = pieces(&line.text);
    let mut used = 0;
    for piece in &pieces {
        let dated = dateline::read(piece).filter(|dated| !labelled || dated.called != Called::Nothing);
        let earlier = found.date.as_ref().map(|(_, dated)| rank(dated));
        if let Some(dated) = dated {
            used += 1;
            if earlier.is_none_or(|earlier| rank(&dated) < earlier) {
                found.date = Some((index, dated));
            }
        } else if let Some(byline) = byline::read(piece, labelled).filter(|_| found.byline.is_none()) {
            used += 1;
            found.byline = Some((index, byline));
        }
    }
    if used == pieces.len() || used > 0 && line.text.chars().count() < 120 {
        found.taken.insert(index);
        found.fields.push(index);
    }
}

/// Lines that were taken for fields and gave none: a second date, a second byline.
fn others_taken(report: &mut Report, lines: &[Line], found: &Found) {
    let used = [found.byline.as_ref().map(|(index, ..)| *index), found.date.as_ref().map(|(index, ..)| *index)];
    let others = found.fields.iter().filter(|index| !used.contains(&Some(**index)));
    for line in others.filter_map(|index| lines.get(*index)) {
        let why = "a second date or byline; the better one was taken";
        report.note("left out", Sure::Likely, why).at(Some(line.number)).read(line.text.trim());
    }
}

/// The earlier kind of date is the better one, and one that can be read before one that cannot.
fn rank(dated: &Dated) -> (bool, Called) {
    (matches!(dated.reading, Reading::None(_)), dated.called)
}

/// A line, and what signs part it into: `By A | 8 September 2016`.
fn pieces(text: &str) -> Vec<&str> {
    // `By Mara Lind, March 04, 2024`: the longest end that is a date.
    for (at, sign) in text.match_indices([',', '،']) {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + sign.len()..).unwrap_or_default());
        if dateline::read(after).is_some() && byline::read(before, false).is_some() {
            return vec![before, after];
        }
    }
    if dateline::read(text).is_some() || byline::read(text, false).is_some_and(|byline| byline.sure == Sure::Sure) {
        return vec![text];
    }
    let parts: Vec<&str> =
        text.split(['|', '•', '·', '—', '–']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 {
        return parts;
    }
    vec![text]
}

/// Whether a line is running text, after which no byline comes.
fn is_prose(lines: &[Line], index: usize) -> bool {
    let text = lines.get(index).map(|line| line.text.trim()).unwrap_or_default();
    let long = text.chars().count();
    let ended = text.ends_with(['.', '؟', '!', '"', '”', '»']);
    // The first line is the headline, however long.
    index > 0 && (long > 200 || long > 90 && ended)
}

/// The first line that is nothing else, or the one that the address repeats; with the line after it that goes on.
fn title(report: &mut Report, draft: &mut Draft, lines: &[Line], found: &mut Found) {
    let text = |index: usize| lines.get(index).map(|line| line.text.trim()).unwrap_or_default();
    let free = |index: &usize| !found.taken.contains(index) && text(*index).contains(char::is_alphanumeric);
    let first = (0..lines.len()).find(free);
    let repeated = found.address.as_ref().and_then(|address| address.headline).filter(free);
    let Some(index) = repeated.or(first) else {
        draft.title = "Untitled".to_owned();
        report.note("title", Sure::Open, "there is no line that could be a headline").wrote(&draft.title);
        return;
    };
    let mut read = text(index).to_owned();
    let mut title = clean(&read);
    let mut used = vec![index];
    let next = text(index + 1);
    let (sure, why) = if read.chars().count() > HEADLINE {
        title = cut(&title);
        // The line stays where it is, so that its beginning says which it was.
        read.clone_from(&title);
        used.clear();
        (Sure::Unsure, "the first line is no headline: its beginning was taken, and it stays in the text")
    } else if free(&(index + 1)) && goes_on(&title, next, found.address.as_ref()) {
        read = format!("{read} / {next}");
        title = format!("{title} {}", clean(next));
        used.push(index + 1);
        (Sure::Likely, "a headline of two lines")
    } else if repeated.is_none() {
        (Sure::Likely, "the first line that is no byline, date or address")
    } else if Some(index) == first {
        (Sure::Sure, "the first line, and the address repeats it")
    } else {
        (Sure::Sure, "the address repeats it; what stands before it stays in the text")
    };
    found.taken.extend(used);
    report.note("title", sure, why).at(lines.get(index).map(|line| line.number)).read(read).wrote(&title);
    draft.title = title;
}

/// Whether a headline goes on in the next line: with a small letter, or with words that the address has too.
fn goes_on(title: &str, next: &str, address: Option<&Address>) -> bool {
    if next.is_empty() || next.chars().count() > 120 || title.ends_with(['.', '!', '?', '؟']) {
        return false;
    }
    if next.starts_with(char::is_lowercase) && !next.ends_with('.') {
        return true;
    }
    address.is_some_and(|address| {
        let (one, both) = (headline::words(title), headline::words(&format!("{title} {next}")));
        let (one, both) = (headline::agreement(&address.url, &one), headline::agreement(&address.url, &both));
        both.confirms() && both.same > one.same + 1
    })
}
