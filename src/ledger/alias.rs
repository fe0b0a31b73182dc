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

/// The way of these addresses into a file that has these aliases already. The first alias stays the first, since the ids of
/// feeds are made of it.
pub(super) fn entry(file: &SourceFile, aliases: &[(Route, Span)], lost: &[String]) -> Entry {
    let lost: Vec<String> = lost.iter().map(|address| written(address)).collect();
    let list = lost.join(", ");
    let text = std::str::from_utf8(&file.bytes).unwrap_or_default();
    if let Some((_, last)) = aliases.last() {
        let edit = behind(text, *last, &lost);
        return Entry { place: *last, label: format!("write `{list}` behind this one"), edit };
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
    let edit = Some(Edit { range: (at..at).into(), text });
    Entry { place: split.close, label: format!("write `aliases: [{list}]` above this line"), edit }
}

/// An address as it can stand in a list: as people read it where YAML takes it so, else percent-encoded.
pub(super) fn written(address: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_' | '.');
    if address.chars().all(is_plain) {
        return address.to_owned();
    }
    Route::alias(address).map_or_else(|_| address.to_owned(), |route| route.percent_encoded())
}

/// More items behind the last of a list.
fn behind(text: &str, last: Span, more: &[String]) -> Option<Edit> {
    let (before, after) = (text.get(..last.start)?, text.get(last.end..)?);
    let line = before.get(before.rfind('\n').map_or(0, |end| end + 1)..)?;
    let is_item = line.trim_start().strip_prefix('-').is_some_and(|rest| rest.trim().is_empty());
    if is_item {
        let end = after.find('\n')?;
        let eol = if after[..end].ends_with('\r') { "\r\n" } else { "\n" };
        let at = last.end + end + 1;
        let text = more.iter().map(|item| format!("{line}{item}{eol}")).collect();
        return Some(Edit { range: (at..at).into(), text });
    }
    let is_flow = after.trim_start().starts_with([',', ']']);
    let text = more.iter().map(|item| format!(", {item}")).collect();
    is_flow.then(|| Edit { range: (last.end..last.end).into(), text })
}
