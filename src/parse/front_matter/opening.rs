//! Lines `---` that are missing, stand too low, or were turned into dashes of print: what is there instead, and what mends it.

use crate::diagnostic::{Rule, Span};
use crate::gate::text::is_invisible_at;
use crate::keys::Keys;

use super::super::yaml::YamlProblem;
use super::super::yaml::lex::lines;
use super::split::problem;

/// Dashes that word processors and phones make of `--` and `---`, and others that look like them.
const DASHES: [char; 9] = ['-', '‐', '‑', '‒', '–', '—', '―', '−', '─'];

/// Why a file that begins at byte `start` has no front matter.
pub(super) fn missing(text: &str, start: usize, keys: &Keys) -> YamlProblem {
    let line = text.get(start..).and_then(|rest| lines(rest).next()).map_or("", |(_, line)| line);
    let span: Span = (start..start + line.len()).into();
    let known = stands_lower(text, start).or_else(|| other_open(text, start, line));
    if let Some(problem) = known.or_else(|| no_open(text, start, line, keys)) {
        return problem;
    }
    if line.starts_with("```") {
        let help = "remove the line, and the one that closes it, so that the file begins with `---`";
        return problem(Rule::FrontMatterMissing, span, "a fence of code stands before the front matter", help);
    }
    if line.trim_end() == "+++" {
        let help = "write `key: value` lines between two lines `---`";
        return problem(Rule::FrontMatterMissing, span, "the front matter is not YAML", help);
    }
    let needed: Vec<String> =
        keys.keys.iter().filter(|key| key.need.is_some()).map(|key| format!("`{}:`", key.name)).collect();
    let needed = match needed.split_last() {
        Some((last, others)) if !others.is_empty() => {
            format!("a line each for {} and {last}", others.join(", "))
        }
        _ => format!("a line for {}", needed.concat()),
    };
    let help = format!("write `---` on the first line, then {needed}, then `---`, then the text");
    problem(Rule::FrontMatterMissing, span, "the file does not begin with front matter", &help)
}

/// Whether nothing is wrong but what stands before the first `---`, at byte `first`: it is to be removed.
pub(super) fn is_only_low(problem: &YamlProblem, first: usize) -> bool {
    problem.fix.as_ref().is_some_and(|(span, text)| text.is_empty() && span.end == first)
}

/// Whether a character shows nothing: white space, a byte order mark, one that was read in the wrong encoding.
fn is_nothing(text: &str, at: usize, c: char) -> bool {
    c.is_whitespace() || is_invisible_at(text, at, c) || matches!(c, '\u{FEFF}' | 'ï' | '»' | '¿')
}

/// Front matter below empty lines, or behind characters that show nothing.
fn stands_lower(text: &str, start: usize) -> Option<YamlProblem> {
    let rest = text.get(start..)?;
    let (at, _) = rest.char_indices().find(|(at, c)| !is_nothing(rest, *at, *c))?;
    let below = rest.get(at..)?;
    let mut fences = lines(below).filter(|(_, line)| line.trim_end() == "---" || is_dashes(line));
    if at == 0 || fences.next().is_none_or(|(first, _)| first != 0) || fences.next().is_none() {
        return None;
    }
    let (span, before) = (Span { start, end: start + at }, rest.get(..at)?);
    let (message, help) = if !before.chars().all(char::is_whitespace) {
        ("characters that show nothing stand before the first `---`", "remove them, so that the file begins with `---`")
    } else if before.contains(['\n', '\r']) {
        ("empty lines stand before the first `---`", "remove them, so that the file begins with `---`")
    } else {
        ("a space stands before the first `---`", "remove it, so that the file begins with `---`")
    };
    Some(YamlProblem { fix: Some((span, String::new())), ..problem(Rule::FrontMatterMissing, span, message, help) })
}

/// Whether a line is of dashes, or of what parts texts as they do, and not `---`. One hyphen alone is an item of a list.
fn is_dashes(line: &str) -> bool {
    let line = line.trim();
    let dashes = !line.is_empty() && line.chars().all(|c| DASHES.contains(&c)) && line != "---" && line != "-";
    // Other lines that part texts.
    dashes || (line.len() >= 3 && ['*', '_', '='].iter().any(|sign| line.chars().all(|c| c == *sign)))
}

fn dashes(at: usize, line: &str, place: &str) -> YamlProblem {
    let dashes = line.trim_end();
    let span: Span = (at..at + dashes.len()).into();
    let message = format!("`{}` is not `---`", dashes.trim().chars().take(9).collect::<String>());
    let help = format!("write three hyphens, `---`, on the {place}");
    YamlProblem { fix: Some((span, "---".to_owned())), ..problem(Rule::FrontMatterMissing, span, &message, &help) }
}

/// Front matter that begins with other dashes: a key follows them, and a second such line.
fn other_open(text: &str, start: usize, line: &str) -> Option<YamlProblem> {
    let rest = text.get(start + line.len()..)?;
    let next = lines(rest).map(|(_, line)| line.trim()).skip(1).find(|line| !line.is_empty())?;
    let is_key = next.split_once(':').is_some_and(|(key, _)| !key.contains(char::is_whitespace));
    let closes = lines(rest).any(|(_, line)| is_dashes(line) || line.trim_end() == "---");
    (is_dashes(line) && is_key && closes).then(|| dashes(start, line, "first line"))
}

/// Front matter without the line above it: the file begins with a key. A line `---` below the keys closes it.
fn no_open(text: &str, start: usize, line: &str, keys: &Keys) -> Option<YamlProblem> {
    let key = line.split_once(':').map(|(key, _)| key.trim()).filter(|key| keys.get(key).is_some())?;
    let span: Span = (start..start + line.len()).into();
    let message = format!("there is no `---` above `{key}:`");
    let help = format!("write `---` on a line of its own above `{key}:`, and another below the last key");
    let rest = text.get(start..)?;
    let closes = lines(rest).take_while(|(_, line)| is_front(line)).any(|(_, line)| line.trim_end() == "---");
    let end = if rest.get(line.len()..).is_some_and(|rest| rest.starts_with("\r\n")) { "\r\n" } else { "\n" };
    let fix = closes.then(|| ((start..start).into(), format!("---{end}")));
    Some(YamlProblem { fix, ..problem(Rule::FrontMatterMissing, span, &message, &help) })
}

/// Whether a line may stand in front matter: a key, what is indented or listed below it, a comment.
fn is_front(line: &str) -> bool {
    // The rest of an address that was broken over two lines has no space in it, and is no sentence.
    let is_half = !line.contains(char::is_whitespace) && !line.ends_with('.');
    line.starts_with([' ', '\t', '#', '-', ']', '}']) || line.contains(':') || is_half
}

/// A line of other dashes after the first `---`, above the line that would close: it was meant to.
pub(super) fn other_close(text: &str, first: usize, close: Option<usize>) -> Option<YamlProblem> {
    let front = text.get(first..close.unwrap_or(text.len()))?;
    // Past a line of prose the text has begun, and dashes part its paragraphs.
    let mut above = lines(front).skip(1).take_while(|(_, line)| is_front(line) || is_dashes(line));
    let (at, line) = above.find(|(_, line)| is_dashes(line) && !line.starts_with([' ', '\t']))?;
    Some(dashes(first + at, line, "line after the last key"))
}
