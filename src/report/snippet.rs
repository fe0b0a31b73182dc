//! One line of a file with marks under a stretch of it, cut to a width that can be read.

use unicode_width::UnicodeWidthStr as _;

use crate::report::shown;

/// The columns of text that are shown at most: a line of a file may have 65,536.
const COLUMNS: usize = 140;

/// What is shown before the marks where a line is cut.
const BEFORE: usize = 40;

/// A line ready to print: `text`, and under it `indent` spaces and `marks` marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Snippet {
    pub(super) text: String,
    pub(super) indent: usize,
    pub(super) marks: usize,
}

/// Lays out a line whose characters `from..to` are marked, counted from 0.
pub(super) fn snippet(line: &str, from: usize, to: usize) -> Snippet {
    let at = |index: usize| line.char_indices().nth(index).map_or(line.len(), |(byte, _)| byte);
    let (start, end) = (at(from), at(to.max(from)));
    let (mut before, mut marked, mut after) =
        (shown::source(&line[..start]), shown::source(&line[start..end]), shown::source(&line[end..]));
    if before.width() + marked.width() + after.width() > COLUMNS {
        before = tail(&before, BEFORE);
        marked = head(&marked, COLUMNS - BEFORE);
        after = head(&after, COLUMNS.saturating_sub(before.width() + marked.width()));
    }
    shown::join(&mut before, &format!("{marked}{after}"));
    shown::join(&mut marked, &after);
    let (indent, marks) = (before.width(), marked.width().max(1));
    Snippet { text: format!("{before}{marked}{after}"), indent, marks }
}

/// The beginning of a text in so many columns, with `…` where it was cut.
fn head(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut width = 1;
    for c in text.chars() {
        width += c.to_string().width();
        if width > columns {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// The end of a text in so many columns.
fn tail(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut start = text.len();
    let mut width = 1;
    for (at, c) in text.char_indices().rev() {
        width += c.to_string().width();
        if width > columns {
            break;
        }
        start = at;
    }
    format!("…{}", &text[start..])
}
