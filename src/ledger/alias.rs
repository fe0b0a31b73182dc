//! Where in a file an old address is to be written, and the change that writes it.

use crate::diagnostic::{Edit, Span};
use crate::gate::route::Route;
use crate::keys::article::ARTICLE;
use crate::parse::front_matter::split::split;
use crate::source::SourceFile;

/// How old addresses come into a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Beside what they are to be written.
    pub(super) place: Span,
    /// What is to be written there.
    pub(super) label: String,
    /// The change; nothing where the list is written in a way that only a person can extend.
    pub(super) edit: Option<Edit>,
}

/// Where among the aliases of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    /// Before all others: the ids of feeds are made of the first.
    First,
    /// Behind all others.
    Last,
}

/// The way of these addresses into a file that has these aliases already.
pub(super) fn entry(file: &SourceFile, aliases: &[(Route, Span)], lost: &[String], rank: Rank) -> Entry {
    // What no alias can be is not written: it would be a mistake of its own, and lost again.
    let can_be_written = lost.iter().all(|address| Route::alias(address).is_ok());
    let lost: Vec<String> = lost.iter().map(|address| written(address)).collect();
    let list = lost.join(", ");
    let text = std::str::from_utf8(&file.bytes).unwrap_or_default();
    if let (Some((_, first)), Some((_, last))) = (aliases.first(), aliases.last()) {
        let (place, side) = if rank == Rank::First { (*first, "before") } else { (*last, "behind") };
        return Entry {
            place,
            label: format!("write `{list}` {side} this one"),
            edit: beside(text, place, &lost, rank).filter(|_| can_be_written),
        };
    }
    let Ok((split, None)) = split(file, &ARTICLE) else {
        return Entry { place: Span::default(), label: format!("write `aliases: [{list}]`"), edit: None };
    };
    let front = text.get(split.front.start..split.front.end).unwrap_or_default();
    let mut at = split.front.start;
    for line in front.split_inclusive('\n') {
        if line.strip_prefix("aliases").is_some_and(|rest| rest.trim_start().starts_with(':')) {
            let place = Span { start: at, end: at + line.trim_end().len() };
            return Entry { place, label: format!("write `aliases: [{list}]`"), edit: None };
        }
        at += line.len();
    }
    let at = split.close.start;
    let text = format!("aliases: [{list}]{}", split.line_end);
    let edit = can_be_written.then(|| Edit { range: (at..at).into(), text });
    Entry { place: split.close, label: format!("write `aliases: [{list}]` above this line"), edit }
}

/// An address as it can stand in a list: as people read it where YAML takes it so, else percent-encoded.
pub(super) fn written(address: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_' | '.');
    if address.chars().all(is_plain) {
        return address.to_owned();
    }
    Route::alias(address).map_or_else(|_| encoded(address), |route| route.percent_encoded())
}

/// What is no address of a site, with all its signs as numbers: a manifest that was fetched may say anything, and must
/// not write another key into a file.
fn encoded(address: &str) -> String {
    let sign = |byte: u8| match byte {
        b'/' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    address.bytes().map(sign).collect()
}

/// More items beside one of a list, in the form of that one.
fn beside(text: &str, item: Span, more: &[String], rank: Rank) -> Option<Edit> {
    let (before, after) = (text.get(..item.start)?, text.get(item.end..)?);
    let begin = before.rfind('\n').map_or(0, |end| end + 1);
    let line = before.get(begin..)?;
    let is_block = line.trim_start().strip_prefix('-').is_some_and(|rest| rest.trim().is_empty());
    if is_block {
        let end = after.find('\n')?;
        let eol = if after[..end].ends_with('\r') { "\r\n" } else { "\n" };
        let at = if rank == Rank::First { begin } else { item.end + end + 1 };
        let text = more.iter().map(|item| format!("{line}{item}{eol}")).collect();
        return Some(Edit { range: (at..at).into(), text });
    }
    let is_flow = after.trim_start().starts_with([',', ']']);
    let (at, text): (usize, String) = match rank {
        Rank::First => (item.start, more.iter().map(|item| format!("{item}, ")).collect()),
        Rank::Last => (item.end, more.iter().map(|item| format!(", {item}")).collect()),
    };
    is_flow.then(|| Edit { range: (at..at).into(), text })
}

#[cfg(test)]
mod tests;
