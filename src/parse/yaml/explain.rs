//! What is wrong with YAML that does not parse, in words for people who have never heard of YAML, and the quotes that mend it.

use crate::diagnostic::{Rule, Span};

use super::indent;
use super::lex::lines;
use super::quote::{Marked, marked, quoted};
use super::{YamlProblem, reads};

/// Adds the fix to a problem found before the parser ran: `title: *Foo* bar` was meant as text.
pub(super) fn known(text: &str, mut problem: YamlProblem) -> YamlProblem {
    // A word alone may be a real alias, which quotes would turn into text.
    let was_text = |mend: &Mend| mend.span.start == problem.span.start && mend.value.contains(char::is_whitespace);
    if problem.rule == Rule::YamlFeature
        && let Some(mend) = mend(text, problem.span.start).filter(was_text)
    {
        problem.help = format!("put the value between quotes: {}", shown(&mend.quoted));
        problem.fix = Some((mend.span, mend.quoted));
    }
    problem
}

/// The parser's complaint about the byte `at`, in better words where the cause is known.
pub(super) fn parser(text: &str, complaint: &str, at: usize) -> YamlProblem {
    // It often stops on the line after the mistake, or at the end of the text.
    let (start, line) = written_line(text, at);
    let (before, line_before) = written_line(text, start.saturating_sub(1));
    let known =
        tab(start, line).or_else(|| no_space(text, start, line)).or_else(|| no_space(text, before, line_before));
    if let Some(problem) = known {
        return problem;
    }
    let first = lines(text).find(|(_, line)| !line.trim().is_empty()).map_or(0, |(start, _)| start);
    if let Some(problem) = indent::too_far(text, [start, before, first]) {
        return problem;
    }
    if let Some(mend) = [start, before, first].into_iter().find_map(|start| mend(text, start)) {
        return mended(mend);
    }
    let complaint = complaint.split(" at line ").next().unwrap_or(complaint);
    let complaint = complaint.split(" at position ").next().unwrap_or(complaint);
    let end = start + line.trim_end().len();
    let begin = start + (line.len() - line.trim_start().len());
    let span = if (begin..end).contains(&at) { at..end } else { begin..end.max(begin) };
    let message = format!("this is not valid YAML: {complaint}");
    YamlProblem::new(Rule::YamlInvalid, span.into(), message, "write `key: value`, one a line")
}

fn mended(mend: Mend) -> YamlProblem {
    // They may have been meant for quotes, or belong to a headline that quotes somebody.
    if let Some(Marked { open, inside, close }) = marked(&mend.value) {
        let message =
            format!("a value with `: ` in it stands between plain quotes, which `{open}` and `{close}` are not");
        let help = format!("write {}, or {} if they belong to it", shown(&quoted(inside)), shown(&mend.quoted));
        return YamlProblem::new(Rule::YamlInvalid, mend.span, message, help);
    }
    let message = match mend.value.chars().next() {
        Some(c) if "@`%|>&*!{}[],#-?:".contains(c) => {
            format!("a value that begins with `{c}` stands between quotes")
        }
        Some('"' | '\'') => "the text goes on after the closing quote".to_owned(),
        _ => "a value with `: ` in it stands between quotes".to_owned(),
    };
    let help = format!("write {}", shown(&mend.quoted));
    let fix = Some((mend.span, mend.quoted));
    YamlProblem { rule: Rule::YamlInvalid, span: mend.span, message, help, fix }
}

/// A fix in a help line; what is long is left to `check --fix`.
fn shown(quoted: &str) -> String {
    if quoted.chars().count() <= 80 { format!("`{quoted}`") } else { "`\"…\"`".to_owned() }
}

struct Mend {
    span: Span,
    value: String,
    quoted: String,
}

/// The value on the line of byte `at`, if the text can be read once that value stands between quotes.
fn mend(text: &str, at: usize) -> Option<Mend> {
    let (start, line) = line_at(text, at);
    let indent = line.len() - line.trim_start().len();
    let mut begin = indent;
    while line.get(begin..)?.starts_with("- ") {
        begin += 1 + line.get(begin + 1..)?.len() - line.get(begin + 1..)?.trim_start().len();
    }
    let after_key = line.get(begin..)?.find(": ").map(|colon| begin + colon + 2);
    let after_dash = (begin > indent).then_some(begin);
    after_key.into_iter().chain(after_dash).find_map(|from| {
        let value = line.get(from..)?;
        let from = from + (value.len() - value.trim_start().len());
        let value = value.trim();
        // A list or map that is broken inside was not meant as text.
        if value.starts_with('{') && value.ends_with('}') || value.starts_with('[') && value.ends_with(']') {
            return None;
        }
        let span = Span { start: start + from, end: start + from + value.len() };
        let quoted = quoted(unquoted(value));
        let mended = format!("{}{quoted}{}", text.get(..span.start)?, text.get(span.end..)?);
        (!value.is_empty() && reads(&mended)).then(|| Mend { span, value: value.to_owned(), quoted })
    })
}

/// Without the quotes around it, which were closed too early or hold the wrong escapes.
fn unquoted(value: &str) -> &str {
    let inner = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    inner.filter(|inner| !inner.is_empty()).unwrap_or(value)
}

fn tab(start: usize, line: &str) -> Option<YamlProblem> {
    let indent = line.get(..line.len() - line.trim_start().len()).filter(|indent| indent.contains('\t'))?;
    let span = (start..start + indent.len()).into();
    let mut problem =
        YamlProblem::new(Rule::YamlInvalid, span, "a tab indents this line", "indent with spaces, two a level");
    problem.fix = Some((span, indent.replace('\t', "  ")));
    Some(problem)
}

/// `title:Foo`: a known form of key directly before a value.
fn no_space(text: &str, start: usize, line: &str) -> Option<YamlProblem> {
    let indent = line.len() - line.trim_start_matches([' ', '-']).len();
    let (key, value) = line.get(indent..)?.split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if !is_key || value.is_empty() || value.starts_with([' ', '/']) {
        return None;
    }
    let after = start + indent + key.len() + 1;
    let mended = format!("{} {}", text.get(..after)?, text.get(after..)?);
    let span = (start + indent..after).into();
    let help = format!("write `{key}: …`");
    let mut problem = YamlProblem::new(Rule::YamlInvalid, span, format!("a space is missing after `{key}:`"), help);
    problem.fix = reads(&mended).then(|| ((after..after).into(), " ".to_owned()));
    Some(problem)
}

/// The last line that is not blank, of those that begin at or before this byte.
fn written_line(text: &str, at: usize) -> (usize, &str) {
    lines(text)
        .take_while(|(start, _)| *start <= at)
        .filter(|(_, line)| !line.trim().is_empty())
        .last()
        .unwrap_or((0, ""))
}

/// The line that holds this byte, and where it begins.
fn line_at(text: &str, at: usize) -> (usize, &str) {
    lines(text).take_while(|(start, _)| *start <= at).last().unwrap_or((0, ""))
}
