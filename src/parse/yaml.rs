//! YAML becomes nodes that keep the text as it was written and know their bytes in the file. Only this file knows which parser reads it.

use std::borrow::Cow;
use std::fmt;

use crate::diagnostic::{Rule, Span};

mod align;
mod explain;
mod indent;
pub(in crate::parse) mod lex;
pub mod pieces;
pub mod quote;
mod shape;

#[cfg(test)]
mod tests;

/// The deepest that lists and maps may nest (safety.md, Limits).
pub const MOST_LEVELS: usize = 32;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Bytes in the file; an absent value has none and stands after its `:` or `-`.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Text: as written where it is plain (`no`, `1.10`, `2016-09-08`), else what the quotes or the block hold.
    Scalar(String, Style),
    /// A list.
    List(Vec<Node>),
    /// A map in the order written; a key that stands twice is there twice.
    Map(Vec<(Key, Node)>),
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Not at all: nothing stands after the `:` or `-`.
    Absent,
    /// Without quotes.
    Plain,
    /// Between `'` or `"`.
    Quoted,
    /// After `|` or `>`.
    Block,
}

/// A key of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its text.
    pub text: String,
    /// Bytes in the file.
    pub span: Span,
}

impl Node {
    /// Whether nothing is said: no value, `~`, or a bare `null`. Quoted and blank text is text.
    #[must_use]
    pub fn is_null(&self) -> bool {
        match &self.kind {
            Kind::Scalar(_, Style::Absent) => true,
            Kind::Scalar(text, Style::Plain) => shape::is_null(text),
            _ => false,
        }
    }

    /// The text of a scalar.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(text, _) => Some(text),
            _ => None,
        }
    }
}

/// Why a text is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlProblem {
    /// `yaml-invalid`, `yaml-feature` or `too-deep`.
    pub rule: Rule,
    /// Bytes in the file.
    pub span: Span,
    /// One line, lower case.
    pub message: String,
    /// What to write.
    pub help: String,
    /// The change that mends it.
    pub fix: Option<(Span, String)>,
}

impl YamlProblem {
    fn new(rule: Rule, span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        YamlProblem { rule, span, message: message.into(), help: help.into(), fix: None }
    }

    /// The same problem in a text that begins `offset` bytes into the file.
    fn moved(mut self, offset: usize) -> Self {
        self.span = moved(self.span, offset);
        self.fix = self.fix.map(|(span, text)| (moved(span, offset), text));
        self
    }
}

impl fmt::Display for YamlProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Reads one document. `offset` is where `text` begins in its file.
///
/// # Errors
/// What the parser does not understand, what safety forbids (anchors, aliases, tags, 32 levels), and a second document.
pub fn parse(text: &str, offset: usize) -> Result<Node, YamlProblem> {
    let text = tame(text);
    read(&text).map_err(|problem| problem.unwrap_or_explain(&text).moved(offset)).map(|node| relocate(node, offset))
}

/// Why [`read`] failed: known here, or told by the parser.
enum Failure {
    Known(YamlProblem),
    Parser(serde_yaml::Error),
}

impl Failure {
    fn unwrap_or_explain(self, text: &str) -> YamlProblem {
        match self {
            Failure::Known(problem) => explain::known(text, problem),
            Failure::Parser(error) => explain::parser(text, &error.to_string(), place(text, &error)),
        }
    }
}

/// Reads a tame text whose first byte is byte 0.
fn read(text: &str) -> Result<Node, Failure> {
    // Features are looked for before the parser runs: aliases would make it copy, and depth makes it slow.
    let tokens = lex::tokens(text).map_err(Failure::Known)?;
    let shape = shape::read(serde_yaml::Deserializer::from_str(text), text.len()).map_err(Failure::Parser)?;
    align::align(text, &tokens, shape).map_err(Failure::Known)
}

/// Whether a tame text is read without a problem.
fn reads(text: &str) -> bool {
    read(text).is_ok()
}

/// Where the parser stopped, in bytes. It counts lines and characters.
fn place(text: &str, error: &serde_yaml::Error) -> usize {
    let Some(location) = error.location() else {
        return text.len();
    };
    let Some((start, line)) = lex::lines(text).nth(location.line().saturating_sub(1)) else {
        return text.len();
    };
    let column = location.column().saturating_sub(1);
    start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}

/// The same text, byte for byte as long, without the characters that the parser refuses or takes for line breaks; they
/// are noted by the reader of the file, and may not hide its other mistakes.
fn tame(text: &str) -> Cow<'_, str> {
    let wild = |b: u8| (b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r')) || matches!(b, 0x7F | 0xC2 | 0xE2 | 0xEF);
    if !text.bytes().any(wild) {
        return Cow::Borrowed(text);
    }
    let mut tame = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' => tame.push(c),
            '\0'..='\u{1F}' | '\u{7F}' => tame.push(' '),
            '\u{80}'..='\u{9F}' => tame.push('\u{A0}'),
            '\u{2028}' | '\u{2029}' => tame.push('\u{2007}'),
            '\u{FFFE}' | '\u{FFFF}' => tame.push('\u{FFFD}'),
            _ => tame.push(c),
        }
    }
    Cow::Owned(tame)
}

fn moved(span: Span, offset: usize) -> Span {
    Span { start: span.start + offset, end: span.end + offset }
}

fn relocate(node: Node, offset: usize) -> Node {
    let kind = match node.kind {
        Kind::Scalar(text, style) => Kind::Scalar(text, style),
        Kind::List(items) => Kind::List(items.into_iter().map(|item| relocate(item, offset)).collect()),
        Kind::Map(entries) => {
            let place =
                |(key, value): (Key, Node)| (Key { span: moved(key.span, offset), ..key }, relocate(value, offset));
            Kind::Map(entries.into_iter().map(place).collect())
        }
    };
    Node { span: moved(node.span, offset), kind }
}
