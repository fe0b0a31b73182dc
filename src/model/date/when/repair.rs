//! What a person may have meant by an event's date that is not EDTF: a date in words, a span between two of them.

#[cfg(test)]
mod tests;

use super::parse;
use crate::model::date::human::{Human, plain, read_human_event};

/// What people put between the two ends of a span. The slash is last: it also stands inside dates.
const BETWEEN: [&str; 7] = ["–", "—", " - ", " to ", " until ", "..", "/"];

/// The EDTF to write instead, if that can be known.
pub(super) fn suggest(text: &str) -> Human {
    match read_end(text) {
        Human::Unreadable(hint) => span(text).unwrap_or(Human::Unreadable(hint)),
        human => human,
    }
}

/// Reads what is no span: a date in words, or EDTF but for its case and its digits (`2016-09-xx`, `٢٠١٦-٠٩`).
fn read_end(text: &str) -> Human {
    let text = text.trim();
    let human = read_human_event(text);
    let Human::Unreadable(hint) = human else {
        return human;
    };
    let upper = plain(text).unwrap_or_default().to_uppercase();
    let strict = |text: &str| parse::read(text).ok().map(|when| Human::One(when.edtf));
    if let Some(found) = strict(upper.trim()) {
        return found;
    }
    // "8 September 2016?"
    let doubt = ["?", "~", "%"].into_iter().find_map(|mark| Some((upper.trim().strip_suffix(mark)?, mark)));
    let marked = doubt.and_then(|(date, mark)| match read_human_event(date) {
        Human::One(iso) => strict(&format!("{iso}{mark}")),
        Human::Several(_) | Human::Unreadable(_) => None,
    });
    marked.unwrap_or(Human::Unreadable(hint))
}

/// Reads a span of exactly two ends, where both have one reading.
fn span(text: &str) -> Option<Human> {
    BETWEEN.into_iter().find_map(|between| {
        let (start, end) = text.split_once(between)?;
        let edtf = format!("{}/{}", edge(start)?, edge(end)?);
        parse::read(&edtf).ok().map(|when| Human::One(when.edtf))
    })
}

/// One end of a span in EDTF.
fn edge(text: &str) -> Option<String> {
    let text = text.trim();
    if text == ".." {
        return Some(text.to_owned());
    }
    match read_end(text) {
        Human::One(edtf) => Some(edtf),
        Human::Several(_) | Human::Unreadable(_) => None,
    }
}
