//! Damage in a line: symbols that stand for a lost space become one, what shows nothing goes, what was lost is located.

use crate::gate::line::code_point;
use crate::gate::text::{Suspicion, is_bidi_override, is_invisible_at, suspicious};

use super::input::Line;
use super::mojibake;
use super::report::{Report, Sure};

/// Symbols that programs put where they had no glyph for a space.
const SYMBOLS: [char; 5] = ['⊠', '■', '∎', '□', '▯'];

/// Repairs every line and reports each repair.
pub(super) fn mend(report: &mut Report, lines: &mut [Line]) {
    mojibake::repair(report, lines);
    for line in lines.iter_mut() {
        if line.text.is_ascii() && !line.text.contains(|c: char| c.is_ascii_control()) {
            continue;
        }
        breaks(report, line);
        invisible(report, line);
        symbols(report, line);
        locate(report, line);
    }
}

/// Tabs, form feeds and the line ends that editors do not count are spaces.
fn breaks(report: &mut Report, line: &mut Line) {
    let odd = |c: char| matches!(c, '\u{B}' | '\u{C}' | '\u{2028}' | '\u{2029}');
    let count = line.text.chars().filter(|c| odd(*c)).count();
    if count > 0 {
        let why = "page and line breaks of other programs";
        report.note("space", Sure::Sure, why).at(Some(line.number)).read(format!("{count} of them")).wrote(" ");
    }
    if count > 0 || line.text.contains('\t') {
        line.text = line.text.replace(|c| odd(c) || c == '\t', " ");
    }
}

/// Characters that show nothing, or turn the direction of what follows, say nothing either.
fn invisible(report: &mut Report, line: &mut Line) {
    let text = &line.text;
    let hidden = |at: usize, c: char| is_invisible_at(text, at, c) || is_bidi_override(c);
    let gone: Vec<char> = text.char_indices().filter(|(at, c)| hidden(*at, *c)).map(|(_, c)| c).collect();
    if gone.is_empty() {
        return;
    }
    let kept: String = text.char_indices().filter(|(at, c)| !hidden(*at, *c)).map(|(_, c)| c).collect();
    let names: Vec<String> = gone.into_iter().map(code_point).collect();
    line.text = kept;
    report.note("invisible", Sure::Sure, "characters that show nothing").at(Some(line.number)).read(names.join(" "));
}

/// `⊠`, also as `**⊠**`, with the spaces around it, becomes one space.
fn symbols(report: &mut Report, line: &mut Line) {
    let mut read: Vec<String> = Vec::new();
    let mut lost = false;
    let mut text = String::with_capacity(line.text.len());
    let mut rest = line.text.as_str();
    while let Some(at) = rest.find(SYMBOLS) {
        let (before, found) = rest.split_at(at);
        let run = found.find(|c: char| !SYMBOLS.contains(&c) && !c.is_whitespace()).unwrap_or(found.len());
        let (symbols, after) = found.split_at(run);
        let stars = before.len() - before.trim_end().trim_end_matches('*').len();
        let (before, after, around) = bare(before, after);
        let left = before.rsplit(' ').next().unwrap_or_default();
        let right = after.split(|c| c == ' ' || c == '*' || SYMBOLS.contains(&c)).next().unwrap_or_default();
        read.push(format!("{left}{around}{symbols}{around}{right}"));
        lost |= stars == 0
            && before.ends_with(char::is_alphanumeric)
            && symbols.ends_with(SYMBOLS)
            && after.starts_with(char::is_alphanumeric);
        text.push_str(before.trim_end());
        text.push(' ');
        rest = after.trim_start();
    }
    if read.is_empty() {
        return;
    }
    text.push_str(rest);
    line.text = text.trim().to_owned();
    let (sure, why) = if lost {
        (Sure::Likely, "a symbol between two words stands where their space was lost")
    } else {
        (Sure::Sure, "a symbol beside a space stands for nothing else")
    };
    report.note("symbol", sure, why).at(Some(line.number)).read(read.join("` `")).wrote(" ");
}

/// What stands before and after a symbol without the stars that made it bold, and those stars.
fn bare<'a>(before: &'a str, after: &'a str) -> (&'a str, &'a str, &'static str) {
    for stars in ["***", "**", "*"] {
        if let (Some(before), Some(after)) = (before.trim_end().strip_suffix(stars), after.strip_prefix(stars)) {
            return (before, after, stars);
        }
    }
    (before, after, "")
}

/// Places in one line that are told apart; a line of nothing but lost characters is told in one sentence.
const PLACES: usize = 30;

/// Says where characters were lost or cannot be; they stay as they are.
fn locate(report: &mut Report, line: &Line) {
    let text = line.text.as_str();
    let (mut column, mut counted, mut places) = (1, 0, 0);
    for (range, suspicion) in suspicious(text) {
        let why = match suspicion {
            Suspicion::Lost => "a character was lost here: look up what the original says",
            Suspicion::Control(_) => "a control character stands here: look up what the original says",
            Suspicion::PrivateUse(_) => "what this shows depends on a font: look up what the original says",
            Suspicion::Bidi(_) | Suspicion::Invisible(_) => continue,
            // A word of two scripts stays as it is; `check` names it.
            Suspicion::Mojibake { .. } | Suspicion::Placeholder(_) | Suspicion::Mixed { .. } => continue,
        };
        places += 1;
        if places > PLACES {
            continue;
        }
        column += text.get(counted..range.start).unwrap_or_default().chars().count();
        counted = range.start;
        let name = text.get(range.clone()).and_then(|found| found.chars().next()).map(code_point).unwrap_or_default();
        let word = around(text, range.start);
        let read = if word.chars().count() > 1 { format!("{name} in {word}") } else { name };
        let why = format!("column {column}: {why}");
        report.note("character", Sure::Open, &why).at(Some(line.number)).read(read).kept();
    }
    if places > PLACES {
        let why = format!("there are {} more in this line", places - PLACES);
        report.note("character", Sure::Open, why).at(Some(line.number)).read("lost or impossible characters").kept();
    }
}

/// The word in which a character stands, or the part of a very long one.
fn around(text: &str, at: usize) -> &str {
    const FAR: usize = 60;
    let start = text.floor(at.saturating_sub(FAR));
    let end = text.floor(text.len().min(at + FAR));
    let (before, after) = (text.get(start..at).unwrap_or_default(), text.get(at..end).unwrap_or_default());
    let first = before.rfind(' ').map_or(start, |space| start + space + 1);
    let last = after.find(' ').map_or(end, |space| at + space);
    text.get(first..last).unwrap_or_default()
}

/// Cutting a text where a character begins.
trait Floor {
    /// The largest such place that is not past `at`.
    fn floor(&self, at: usize) -> usize;
}

impl Floor for str {
    fn floor(&self, at: usize) -> usize {
        (0..=at).rev().find(|at| self.is_char_boundary(*at)).unwrap_or_default()
    }
}
