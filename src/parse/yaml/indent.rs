//! Lines that begin too far in: a key that belongs beside the keys above it, an item that stands deeper than the one before.

use crate::diagnostic::{Rule, Span};
use crate::keys::{File, Keys, article, event};

use super::lex::lines;
use super::{Kind, Node, Style, YamlProblem, reads};

/// Keys that stand inside others.
const INNER: [&Keys; 7] = [
    &article::EVENT,
    &article::SOURCE,
    &article::ARCHIVED,
    &article::CORRECTION,
    &article::WITHDRAWN,
    &article::IMAGE,
    &event::CLAIM,
];

/// A text longer than front matter may be is not read again and again to find out what was meant.
const LONGEST: usize = 16 * 1024;

/// Columns that are tried.
const TRIED: usize = 8;

/// A key with spaces before it.
struct Deep<'t> {
    start: usize,
    indent: usize,
    key: &'t str,
}

/// The key on one of these lines, if the text can be read once it and what belongs to it begin where other keys begin.
pub(super) fn too_far(text: &str, starts: [usize; 3]) -> Option<YamlProblem> {
    if text.len() > LONGEST {
        return None;
    }
    starts.into_iter().find_map(|start| moved_out(text, &deep(text, start)?))
}

/// The keys of a text that have spaces before them: the line above may have taken them for its value.
pub(super) fn swallowed(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let found = lines(text).filter_map(|(start, _)| deep(text, start));
    found.map(|deep| (deep.key, deep.start + deep.indent))
}

fn deep(text: &str, start: usize) -> Option<Deep<'_>> {
    let line = text.get(start..)?.lines().next()?;
    let indent = line.len() - line.trim_start_matches(' ').len();
    let (key, rest) = line.get(indent..)?.split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    let is_pair = rest.is_empty() || rest.starts_with([' ', '\t']);
    (indent > 0 && is_key && is_pair).then_some(Deep { start, indent, key })
}

fn moved_out(text: &str, deep: &Deep<'_>) -> Option<YamlProblem> {
    let block = block(text, deep);
    let above = text.get(..block.start)?;
    let mut levels: Vec<(usize, &str)> = lines(above).flat_map(|(_, line)| columns(line)).collect();
    levels.reverse();
    if levels.is_empty() {
        // The first line alone stands deeper than the others.
        levels.extend(lines(text.get(block.end..)?).flat_map(|(_, line)| columns(line)).next());
    }
    levels.sort_by_key(|(column, _)| std::cmp::Reverse(*column));
    // Of each column the nearest line, which stands first.
    levels.dedup_by_key(|(column, _)| *column);
    let (more, beside, mended) =
        levels.into_iter().filter(|(column, _)| *column < deep.indent).take(TRIED).find_map(|(column, beside)| {
            let more = deep.indent - column;
            let out = |line: &str| line.get(more..).filter(|_| !line.trim().is_empty()).unwrap_or(line).to_owned();
            let mended: String = text.get(block.start..block.end)?.split_inclusive('\n').map(out).collect();
            let whole = format!("{above}{mended}{}", text.get(block.end..)?);
            reads(&whole).then_some((more, beside, mended))
        })?;
    let key = deep.key;
    let begin = deep.start + deep.indent;
    let spaces = if more == 1 { "1 space".to_owned() } else { format!("{more} spaces") };
    let message = format!("`{key}:` begins {spaces} too far in");
    let is_known = File::ALL.iter().map(|file| file.keys()).chain(INNER).any(|keys| keys.get(key).is_some());
    let beside = crate::gate::line::line(beside);
    let help = if is_known {
        format!("begin it where `{beside}` begins: take the {spaces} away")
    } else {
        format!("begin it where `{beside}` begins, or put the whole text between quotes if it goes on here")
    };
    let mut problem = YamlProblem::new(Rule::YamlInvalid, (begin..begin + key.len()).into(), message, help);
    problem.fix = is_known.then_some((block, mended));
    Some(problem)
}

/// A line and those below it that begin no further out.
fn block(text: &str, deep: &Deep<'_>) -> Span {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let below = lines(text).filter(|(start, line)| *start > deep.start && !line.trim().is_empty());
    let end = below.into_iter().find(|(_, line)| indent(line) < deep.indent).map_or(text.len(), |(start, _)| start);
    Span { start: deep.start, end }
}

/// Where the key of a line begins, and where an item does that stands before it.
fn columns(line: &str) -> Vec<(usize, &str)> {
    let mut columns = Vec::new();
    let mut at = line.len() - line.trim_start_matches(' ').len();
    while let Some(rest) = line.get(at..).and_then(|rest| rest.strip_prefix("- ")) {
        columns.push((at, "-"));
        at = line.len() - rest.trim_start_matches(' ').len();
    }
    let rest = line.get(at..).unwrap_or_default();
    if let Some(colon) = rest.find(':') {
        columns.push((at, rest.get(..=colon).unwrap_or_default()));
    }
    columns
}

/// An item of a list below another and deeper than it: YAML reads the two as one text with a dash in it.
pub(super) fn deeper_item(text: &str, dash: Span, item: &Node) -> Option<YamlProblem> {
    let Kind::Scalar(_, Style::Plain) = &item.kind else { return None };
    let source = text.get(item.span.start..item.span.end)?;
    let is_item = |line: &str| line.trim_start().starts_with("- ");
    let column = dash.start - text.get(..dash.start)?.rfind('\n').map_or(0, |end| end + 1);
    let mut rest = source.split_inclusive('\n');
    let first = rest.next()?.trim_end();
    let (mut mended, mut all, mut place) = (String::new(), true, None);
    let mut at = item.span.start + source.find('\n')? + 1;
    let from = at;
    for line in rest {
        let indent = line.len() - line.trim_start().len();
        if is_item(line) {
            place = place.or(Some((at + indent, line.trim())));
            mended.push_str(&" ".repeat(column));
            mended.push_str(line.trim_start());
        } else {
            all = false;
        }
        at += line.len();
    }
    let (begin, second) = place?;
    let shown = |text: &str| crate::gate::line::line(text).chars().take(40).collect::<String>();
    let message = "this item begins deeper than the one above, so the two are read as one text";
    let help = format!("begin `{}` where `- {}` begins", shown(second), shown(first));
    let mut problem = YamlProblem::new(Rule::YamlInvalid, (begin..begin + second.len()).into(), message, help);
    problem.fix = all.then(|| ((from..item.span.end).into(), mended));
    Some(problem)
}
