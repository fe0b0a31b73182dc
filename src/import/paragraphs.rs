//! Lines become paragraphs again: lines of one paragraph are joined, and paragraphs that were broken in mid-sentence.

use std::collections::BTreeSet;

use super::input::Line;
use super::report::{Report, Sure};

/// A paragraph of plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// The line of the input on which it begins.
    pub(super) line: usize,
    /// Its text, on one line.
    pub(super) text: String,
}

/// The longest paragraph that is made by joining, in bytes: the gate takes lines of 64 KiB.
const LONGEST: usize = 32 * 1024;

/// Joins what belongs together.
pub(super) fn join(report: &mut Report, lines: &[Line]) -> Vec<Paragraph> {
    let words = words(lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for block in lines.split(|line| line.text.trim().is_empty()) {
        let wrapped = is_wrapped(block);
        let longest = block.iter().map(|line| line.text.trim().chars().count()).max().unwrap_or_default();
        for (index, line) in block.iter().enumerate() {
            let next = line.text.trim();
            let last = paragraphs.last_mut().filter(|last| last.text.len() + next.len() < LONGEST);
            // A short line with a capital after it ends its paragraph, or is a heading.
            let before = index.checked_sub(1).and_then(|index| block.get(index));
            let short = before.is_some_and(|line| line.text.trim().chars().count() * 5 < longest * 3);
            let wrapped = wrapped && !(short && next.starts_with(char::is_uppercase));
            let joint = last.as_ref().and_then(|last| joint(&last.text, next, index > 0, wrapped));
            match (last, joint) {
                (Some(last), Some(joint)) => glue(report, last, line, &joint, &words),
                _ => paragraphs.extend(parts(report, line)),
            }
        }
    }
    paragraphs
}

/// The words of a text, in small letters, those with hyphens whole.
fn words(lines: &[Line]) -> BTreeSet<String> {
    let words = lines.iter().flat_map(|line| line.text.split_whitespace());
    words.map(bare).filter(|word| !word.is_empty()).collect()
}

/// A word in small letters without what stands around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// A line as a paragraph, or as several where it is longer than the gate takes and has spaces to part it at.
fn parts(report: &mut Report, line: &Line) -> Vec<Paragraph> {
    let mut rest = line.text.trim();
    let mut parts = Vec::new();
    while rest.len() > LONGEST {
        let start = (0..4).find_map(|less| rest.get(..LONGEST - less)).unwrap_or_default();
        let Some(space) = start.rfind(' ') else { break };
        let (part, after) = rest.split_at(space);
        parts.push(Paragraph { line: line.number, text: part.to_owned() });
        rest = after.trim_start();
    }
    if !parts.is_empty() {
        let why = "no line of a file may be so long, so the paragraph was parted";
        report.note("parted", Sure::Unsure, why).at(Some(line.number)).read(format!("{} bytes", line.text.len()));
    }
    parts.push(Paragraph { line: line.number, text: rest.to_owned() });
    parts
}

/// How two pieces hang together.
struct Joint {
    sure: Sure,
    why: &'static str,
    /// Lines of one paragraph are joined without a word: nobody would call that a guess.
    silent: bool,
}

/// Whether most lines of a block end where the page did, not where a sentence does.
fn is_wrapped(block: &[Line]) -> bool {
    let inner = block.get(..block.len().saturating_sub(1)).unwrap_or_default();
    let open = inner.iter().filter(|line| !ends(&line.text)).count();
    !inner.is_empty() && open * 2 > inner.len()
}

/// Whether `next` goes on where `last` stops.
fn joint(last: &str, next: &str, same_block: bool, wrapped: bool) -> Option<Joint> {
    let first = next.chars().find(|c| !"\"'“”«»„‘’(".contains(*c))?;
    if is_item(next) || is_item(last) && !(same_block && first.is_lowercase()) {
        return None;
    }
    if same_block && wrapped {
        return Some(Joint { sure: Sure::Sure, why: "lines of one paragraph", silent: true });
    }
    if ends(last) {
        return None;
    }
    let cut = last.ends_with([',', '،', ';', '؛', '-', '–', '—', '(', '«']);
    let says = |sure, why| Some(Joint { sure, why, silent: false });
    if first.is_lowercase() {
        return says(Sure::Likely, "the sentence goes on with a small letter");
    }
    if cut && (first.is_alphanumeric()) && !last.ends_with(['–', '—']) {
        return says(Sure::Likely, "no sentence ends so");
    }
    // A capital may be that of a name, and some writing has none; a line of some length without an end is no heading.
    let caseless = first.is_alphabetic() && !first.is_uppercase();
    let least = if caseless { 40 } else { 80 };
    if last.chars().count() >= least && ends(next) {
        return says(Sure::Unsure, "the paragraph before it has no end");
    }
    None
}

/// Whether a text ends as sentences do.
fn ends(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(|c: char| "\"'”’»)]*".contains(c));
    bare.ends_with(|c: char| ".!?…:؟۔।。！？".contains(c))
}

/// Whether a line begins as items of a list do.
fn is_item(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(digits..).unwrap_or_default();
    // A line of nothing but signs parts what stands before and after it.
    if !text.contains(char::is_alphanumeric) {
        return true;
    }
    let numbered = (1..=3).contains(&digits) && after.starts_with([')', '.']) && after.get(1..2) == Some(" ");
    numbered || ["- ", "– ", "— ", "* ", "• ", "· ", "> ", "#", "+ "].iter().any(|sign| text.starts_with(sign))
}

fn glue(report: &mut Report, last: &mut Paragraph, line: &Line, joint: &Joint, words: &BTreeSet<String>) {
    let next = line.text.trim();
    let (left, right) = (tail(&last.text).to_owned(), head(next).to_owned());
    let hyphen =
        last.text.ends_with(['-', '\u{2010}']) && last.text.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    let (joined, sure, why) = if hyphen && next.starts_with(char::is_lowercase) {
        let stem = left.trim_end_matches(['-', '\u{2010}']);
        let known = |word: String| words.contains(&bare(&word));
        let (whole, apart) = (known(format!("{stem}{right}")), known(format!("{stem}-{right}")));
        // The halves themselves stand on two lines, so a whole word was found elsewhere.
        if whole && !apart {
            last.text.pop();
            (format!("{stem}{right}"), Sure::Likely, "the text has this word elsewhere")
        } else {
            let why =
                if apart { "the text has this word elsewhere" } else { "its hyphen may be the line's or the word's" };
            (format!("{left}{right}"), if apart { Sure::Likely } else { Sure::Unsure }, why)
        }
    } else {
        last.text.push(' ');
        if joint.silent {
            last.text.push_str(next);
            return;
        }
        (format!("{left} {right}"), joint.sure, joint.why)
    };
    last.text.push_str(next);
    let read = format!("{left} / {right}");
    report.note("joined", sure, why).at(Some(line.number)).read(read).wrote(joined);
}

fn tail(text: &str) -> &str {
    text.rsplit(' ').next().unwrap_or(text)
}

fn head(text: &str) -> &str {
    text.split(' ').next().unwrap_or(text)
}
