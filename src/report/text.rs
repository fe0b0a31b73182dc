//! A file's text as people count it: lines and columns from 1, in characters, however its bytes were written.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};

use serde::Serialize;

/// What is looked at before and after a place of a long line: far more than is shown.
const REACH: usize = 1024;

/// A place as editors count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In code points, from 1; a byte order mark is not counted.
    pub column: usize,
}

impl Position {
    /// Where every file begins.
    pub const START: Position = Position { line: 1, column: 1 };
}

/// The bytes of a file and where its lines start.
#[derive(Debug)]
pub struct Text<'a> {
    bytes: &'a [u8],
    mark: usize,
    starts: OnceCell<Vec<usize>>,
    /// A byte that was asked for, and its place: the next one mostly stands after it in the same line, and a long line
    /// with a thousand mistakes is not counted from its start for each.
    last: Cell<Option<(usize, Position)>>,
}

/// A line of a file, or the part of a long line around a place.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    pub(super) text: Cow<'a, str>,
    /// How many characters of the line stand before it.
    pub(super) skipped: usize,
}

impl<'a> Text<'a> {
    /// Lends the bytes of a file; they need not be UTF-8.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let mark = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        Text { bytes, mark, starts: OnceCell::new(), last: Cell::new(None) }
    }

    /// The line and column of a byte; a byte inside a character counts as its first, one past the end as the end.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let byte = byte.clamp(self.mark, self.bytes.len().max(self.mark));
        let starts = self.starts();
        let line = starts.partition_point(|start| *start <= byte).max(1);
        let last = self.last.get().filter(|(at, last)| last.line == line && *at <= byte);
        let (from, column) = last.map_or((starts[line - 1].min(byte), 1), |(at, last)| (at, last.column));
        let before = &self.bytes[from..byte];
        // Bytes that are cut off at the end of `before` belong to the character that stands at `byte`.
        let inside = self.bytes.get(byte).is_some_and(|next| is_continuation(*next));
        let mut column = column + String::from_utf8_lossy(before).chars().count();
        let tail = before.utf8_chunks().last().map_or(&[][..], |chunk| chunk.invalid());
        if inside && std::str::from_utf8(tail).is_err_and(|error| error.error_len().is_none()) {
            column -= 1;
        }
        let position = Position { line, column };
        if !inside {
            self.last.set(Some((byte, position)));
        }
        position
    }

    /// The part of a line around the bytes from `from` to `to`; all of it where it is not long.
    pub(super) fn around(&self, number: usize, from: usize, to: usize) -> Piece<'a> {
        let starts = self.starts();
        let start = number.checked_sub(1).and_then(|index| starts.get(index)).copied().unwrap_or(self.bytes.len());
        let end = starts.get(number).map_or(self.bytes.len(), |next| next - 1).max(start);
        if end - start <= 2 * REACH {
            return Piece { text: self.line(number), skipped: 0 };
        }
        let edge =
            |at: usize| (start..=at).rev().find(|at| !self.bytes.get(*at).is_some_and(|byte| is_continuation(*byte)));
        let from = from.clamp(start, end);
        let first = edge(from.saturating_sub(REACH).max(start)).unwrap_or(start);
        let last = edge(to.clamp(from, from + REACH).saturating_add(REACH).min(end)).unwrap_or(end);
        let text = String::from_utf8_lossy(self.bytes.get(first..last).unwrap_or_default());
        Piece { text, skipped: self.position(first).column - 1 }
    }

    /// A line without its end, counted from 1; what is not UTF-8 is shown as U+FFFD.
    #[must_use]
    pub fn line(&self, number: usize) -> Cow<'a, str> {
        let starts = self.starts();
        let Some(start) = number.checked_sub(1).and_then(|index| starts.get(index)) else {
            return Cow::Borrowed("");
        };
        let end = starts.get(number).map_or(self.bytes.len(), |next| next - 1);
        let line = self.bytes.get(*start..end).unwrap_or_default();
        String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(line))
    }

    /// How many lines there are; what stands after the last line end is one too, be it empty.
    pub(super) fn lines(&self) -> usize {
        self.starts().len()
    }

    fn starts(&self) -> &[usize] {
        self.starts.get_or_init(|| {
            // A lone carriage return ends a line too, as in YAML (1.2.2, section 5.4) and CommonMark.
            let next = self.bytes.iter().skip(1).map(Some).chain([None]);
            let ends = self.bytes.iter().zip(next).enumerate().filter_map(|(at, (byte, next))| match byte {
                b'\n' => Some(at + 1),
                b'\r' if next != Some(&b'\n') => Some(at + 1),
                _ => None,
            });
            std::iter::once(self.mark).chain(ends).collect()
        })
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}
