//! Where front matter ends and the text begins; and the limits of a file, judged before anything in it is read.

use crate::diagnostic::{Rule, Span};
use crate::keys::Keys;
use crate::source::SourceFile;

use super::super::yaml::YamlProblem;
use super::super::yaml::lex::lines;
use super::opening;

/// The most bytes of a document (safety.md, Limits).
const MOST_BYTES: usize = 1024 * 1024;
/// The most bytes of a line.
const MOST_LINE: usize = 64 * 1024;
/// The most bytes of front matter.
const MOST_FRONT: usize = 16 * 1024;

/// The two parts of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// The YAML, without the `---` lines.
    pub front: Span,
    /// The second `---`: what is missing from the front matter goes before it.
    pub close: Span,
    /// The Markdown.
    pub body: Span,
    /// How the file's lines end.
    pub line_end: &'static str,
}

/// Cuts a document in two. Front matter that stands below empty lines is a mistake, and read all the same, so that the
/// mistakes in it are said in one run.
///
/// # Errors
/// Bytes that are not UTF-8, a file, line or front matter that is too large, `---` lines that are missing.
pub fn split(file: &SourceFile, keys: &Keys) -> Result<(Split, Option<YamlProblem>), YamlProblem> {
    let text = text(file, MOST_BYTES)?;
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let rest = text.get(start..).unwrap_or_default();
    let mut fences = lines(rest).filter(|(_, line)| line.trim_end() == "---").map(|(at, _)| start + at);
    let missing = || opening::missing(text, start, keys);
    let first = fences.next().ok_or_else(missing)?;
    let low = (first != start).then(missing);
    if let Some(problem) = low.as_ref().filter(|problem| !opening::is_only_low(problem, first)) {
        return Err(problem.clone());
    }
    let open: Span = (first..first + 3).into();
    let close = fences.next();
    // The first line of dashes was meant to close, whatever stands below it.
    if let Some(problem) = opening::other_close(text, first, close) {
        return Err(problem);
    }
    let help = "write a line `---` after the last key";
    let close =
        close.ok_or_else(|| problem(Rule::FrontMatterMissing, open, "the front matter is never closed", help))?;
    let front = Span { start: after_line(text, first), end: close };
    let size = front.end - front.start;
    if size > MOST_FRONT {
        let message = format!("the front matter has {size} bytes; {MOST_FRONT} are the most");
        return Err(problem(Rule::FileTooLarge, open, &message, "shorten it, or move text below the second `---`"));
    }
    let line_end = if text.get(front.start - 2..front.start) == Some("\r\n") { "\r\n" } else { "\n" };
    let body = Span { start: after_line(text, close), end: text.len() };
    Ok((Split { front, close: (close..close + 3).into(), body, line_end }, low))
}

/// The file's text, of at most so many bytes.
///
/// # Errors
/// Bytes that are not UTF-8, a file or line that is too large.
pub fn text(file: &SourceFile, most: usize) -> Result<&str, YamlProblem> {
    let size = file.bytes.len();
    if size > most {
        let message = format!("the file has {size} bytes; {most} are the most");
        return Err(problem(
            Rule::FileTooLarge,
            Span::default(),
            &message,
            "a digest summarises and links; shorten the text",
        ));
    }
    let text = utf8(&file.bytes)?;
    if size > MOST_LINE
        && let Some((at, line)) = lines(text).find(|(_, line)| line.len() > MOST_LINE)
    {
        let message = format!("this line has {} bytes; {MOST_LINE} are the most", line.len());
        return Err(problem(Rule::FileTooLarge, (at..at).into(), &message, "break it into paragraphs"));
    }
    Ok(text)
}

/// The bytes as UTF-8, or the place of the first that is not.
fn utf8(bytes: &[u8]) -> Result<&str, YamlProblem> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
        let message = if wide { "this file is UTF-16, not UTF-8" } else { "this byte is not UTF-8" };
        problem(Rule::NotUtf8, (at..at + 1).into(), message, "save the file as UTF-8 in the editor")
    })
}

fn after_line(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    lines(rest).nth(1).map_or(text.len(), |(next, _)| at + next)
}

pub(super) fn problem(rule: Rule, span: Span, message: &str, help: &str) -> YamlProblem {
    YamlProblem { rule, span, message: message.to_owned(), help: help.to_owned(), fix: None }
}
