//! Quotations of a body and how long they are; and references to footnotes that are not there.

use std::ops::Range;

use crate::gate::excerpt::words;
use crate::gate::html::Quotation;
use crate::gate::html::problem::BodyProblemKind;
use crate::gate::html::walk::{Frame, Walker};

/// Quotation marks that open, with those that may close.
const MARKS: [(char, &[char]); 6] =
    [('"', &['"']), ('“', &['”']), ('„', &['“', '”']), ('«', &['»']), ('「', &['」']), ('『', &['』'])];

/// The most characters in the label of a footnote that is looked for.
const LABEL: usize = 100;

/// A quotation without an end by now: where a quotation has several paragraphs, each opens it anew and the last closes it.
pub(super) struct Unclosed {
    mark: char,
    range: Range<usize>,
    words: usize,
}

impl Walker<'_> {
    /// Counts a block quotation; one inside another is part of it.
    pub(super) fn block_quotation(&mut self, plain: usize, range: Range<usize>) {
        if self.quotes == 0 {
            self.quoted(range, words(self.plain.get(plain..).unwrap_or_default()));
        }
    }

    /// Counts the passages between quotation marks in a paragraph that has just ended.
    pub(super) fn passages(&mut self, plain: usize, range: &Range<usize>) {
        let is_quoted = self.open.iter().any(|frame| matches!(frame, Frame::Quote { .. }));
        let text = self.plain.get(plain..).unwrap_or_default();
        if is_quoted || !text.contains(|c| MARKS.iter().any(|(open, _)| *open == c)) {
            // Who leaves a quotation open and begins another paragraph without a mark has forgotten to close it.
            self.unclosed = None;
            return;
        }
        let mut before = self.unclosed.take().filter(|unclosed| text.trim_start().starts_with(unclosed.mark));
        let mut found = Vec::new();
        for (mark, passage, is_closed) in passages(text) {
            let start = before.take();
            let more = start.as_ref().map_or(0, |start| start.words);
            let place = start.map_or_else(|| range.clone(), |start| start.range);
            let count = more + words(passage);
            if is_closed {
                found.push((place, count));
            } else {
                self.unclosed = Some(Unclosed { mark, range: place, words: count });
            }
        }
        for (place, count) in found {
            self.quoted(place, count);
        }
    }

    fn quoted(&mut self, range: Range<usize>, words: usize) {
        self.body.quotations.push(Quotation { range, words });
    }

    /// Reports `[^1]` in running text: the parser makes a reference of it only where the footnote is there.
    pub(super) fn missing_notes(&mut self, range: &Range<usize>) {
        let markdown = self.markdown;
        let Some(text) = markdown.get(range.clone()) else { return };
        for (at, _) in text.match_indices('^') {
            let at = range.start + at;
            let is_open = markdown.get(..at).is_some_and(|before| before.ends_with('[') && !before.ends_with("\\["));
            let rest = markdown.get(at + 1..).unwrap_or_default();
            // A label is short; what never ends is not looked through for every `[^`.
            let end = rest.char_indices().take(LABEL).find(|(_, c)| *c == ']' || c.is_whitespace()).map(|(end, _)| end);
            let label = end.and_then(|end| rest.split_at_checked(end)).filter(|(_, rest)| rest.starts_with(']'));
            let label = label.map(|(label, _)| label).filter(|label| !label.is_empty());
            if let Some(label) = label.filter(|_| is_open) {
                self.report(at - 1..at + 2 + label.len(), BodyProblemKind::MissingNote(label.to_owned()));
            }
        }
    }
}

/// The passages between quotation marks, outermost only: the mark, the words in it, and whether it was closed.
fn passages(text: &str) -> Vec<(char, &str, bool)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((at, mark)) = opening(text, from) {
        let closing = MARKS.iter().find(|(open, _)| *open == mark).map_or(&[][..], |(_, close)| *close);
        let start = at + mark.len_utf8();
        let rest = text.get(start..).unwrap_or_default();
        match rest.char_indices().find(|(_, c)| closing.contains(c)) {
            Some((end, close)) => {
                found.push((mark, rest.get(..end).unwrap_or_default(), true));
                from = start + end + close.len_utf8();
            }
            None => {
                found.push((mark, rest, false));
                break;
            }
        }
    }
    found
}

/// The next mark that opens. A straight one opens after a space or a bracket: `5"` is a length.
fn opening(text: &str, from: usize) -> Option<(usize, char)> {
    let rest = text.get(from..)?;
    let opens = |(at, c): &(usize, char)| {
        let before = text.get(..from + at).and_then(|before| before.chars().next_back());
        let is_free = before.is_none_or(|before| !before.is_alphanumeric());
        MARKS.iter().any(|(open, _)| open == c) && (*c != '"' || is_free)
    };
    rest.char_indices().find(opens).map(|(at, c)| (from + at, c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_are_what_stands_between_marks() {
        for (text, wanted) in [
            ("He said \"one two\" and \"three\".", vec!["one two", "three"]),
            ("“a ‘b’ c” d", vec!["a ‘b’ c"]),
            ("„eins zwei“ und «trois»", vec!["eins zwei", "trois"]),
            ("a 5\" pipe and a 6\" pipe", vec![]),
            ("\"open to the end", vec!["open to the end"]),
        ] {
            let found: Vec<&str> = passages(text).into_iter().map(|(_, passage, _)| passage).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
