//! A file's text as people count it: lines and columns from 1, in characters, however its bytes were written.

use std::borrow::Cow;
use std::cell::OnceCell;

use serde::Serialize;

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
}

impl<'a> Text<'a> {
    /// Lends the bytes of a file; they need not be UTF-8.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let mark = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        Text { bytes, mark, starts: OnceCell::new() }
    }

    /// The line and column of a byte; a byte inside a character counts as its first, one past the end as the end.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let byte = byte.clamp(self.mark, self.bytes.len().max(self.mark));
        let starts = self.starts();
        let line = starts.partition_point(|start| *start <= byte).max(1);
        let before = &self.bytes[starts[line - 1].min(byte)..byte];
        // Bytes that are cut off at the end of `before` belong to the character that stands at `byte`.
        let inside = self.bytes.get(byte).is_some_and(|next| is_continuation(*next));
        let mut column = 1 + String::from_utf8_lossy(before).chars().count();
        if inside && std::str::from_utf8(before).is_err_and(|error| error.error_len().is_none()) {
            column -= 1;
        }
        Position { line, column }
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
