//! Fields: from nodes to values of the right kind, for front matter and vocabularies alike. Every mistake is a note at its place.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Span};
use crate::keys::{Keys, placeholder};
use crate::model::article::Written;
use crate::source::SourceFile;

use super::yaml::pieces::Pieces;
use super::yaml::{Key, Kind, Node, YamlProblem, quote};
use crate::diagnostic::nearest::nearest;

pub mod characters;
pub mod dates;
pub mod json;
pub mod links;
pub mod lists;
pub mod marks;
pub mod table;

use table::Table;

/// Where notes about one file go.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The notes.
    pub notes: &'a mut Diagnostics,
    /// The file.
    pub file: &'a SourceFile,
}

impl<'a> Reader<'a> {
    /// A reader of this file.
    pub fn new(notes: &'a mut Diagnostics, file: &'a SourceFile) -> Self {
        Reader { notes, file }
    }

    /// A note at a place of the file.
    pub fn note(&mut self, rule: Rule, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.notes.add(rule, Place::new(&self.file.path, span), message)
    }

    /// A problem that was found before there was a reader.
    pub fn problem(&mut self, problem: YamlProblem) {
        let YamlProblem { rule, span, message, help, fix } = problem;
        let note = self.note(rule, span, message).help(help);
        if let Some((span, text)) = fix {
            note.fix(span, text);
        }
    }

    /// The bytes of the file at a place, as text.
    #[must_use]
    pub fn source(&self, span: Span) -> &'a str {
        self.file.bytes.get(span.start..span.end).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// Whether the list or map at this place is written between brackets.
    #[must_use]
    pub fn is_flow(&self, node: &Node) -> bool {
        self.source(node.span).starts_with(['[', '{'])
    }

    /// The part of a place that lies on its first line, for carets under long lists and maps.
    #[must_use]
    pub fn first_line(&self, span: Span) -> Span {
        let line = self.source(span).lines().next().unwrap_or_default();
        Span { start: span.start, end: span.start + line.len() }
    }

    /// Text on one line: white space joined and trimmed, no-break spaces kept. `name` is how a message calls it: `` `title` ``, `a tag`.
    pub fn text(&mut self, name: &str, node: &Node) -> Option<Written> {
        let written = self.scalar(name, node)?;
        Some(self.as_meant(name, node, written))
    }

    /// A value on one line, which is judged by what it has to be: a date, an address, one of a few words.
    pub fn scalar(&mut self, name: &str, node: &Node) -> Option<Written> {
        match &node.kind {
            Kind::Scalar(text, _) => {
                let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
                if text.trim().is_empty() || node.is_null() {
                    self.empty(name, node);
                    return None;
                }
                if let Some(help) = placeholder::instead(&text) {
                    let message = format!("`{}` stands for a value and is none", shown(&text));
                    self.note(Rule::Placeholder, node.span, message).help(help);
                    return None;
                }
                Some(Written { text, span: node.span })
            }
            Kind::List(_) => {
                let span = self.first_line(node.span);
                let help = "write one value; a text that begins with `[` or `- ` goes between quotes";
                self.note(Rule::ValueInvalid, span, format!("{name} is text, not a list")).help(help);
                None
            }
            Kind::Map(_) => {
                let (span, source) = (self.first_line(node.span), self.source(node.span));
                // `- Foo: bar` in a list of names is a map to YAML and a name to its writer.
                let line = !source.contains(['\n', '\r']) && !source.starts_with('{');
                let note = self.note(Rule::ValueInvalid, span, format!("{name} is text, not a map"));
                if line {
                    let quoted = quote::quoted(source);
                    note.help(format!("a text with `: ` in it goes between quotes: {quoted}")).fix(node.span, quoted);
                } else {
                    note.help("write one value without keys");
                }
                None
            }
        }
    }

    /// Notes that a key has no value.
    pub fn empty(&mut self, name: &str, node: &Node) {
        let written = node.text().is_some_and(|text| !text.trim().is_empty());
        let message = format!("{name} has no value");
        let note = self.note(Rule::ValueInvalid, node.span, message);
        if written {
            let word = node.text().unwrap_or_default();
            note.help(format!("remove the key; the word `{word}` itself goes between quotes"));
        } else {
            note.help("write a value; a key that may be missing can be removed");
        }
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &str, node: &Node) -> Option<bool> {
        let text = self.scalar(&format!("`{key}`"), node)?.text;
        // As helps have it: `key: value`.
        if (key, text.as_str()) == ("key", "value") {
            table::stands_for_keys(self, node.span);
            return None;
        }
        let small = text.to_lowercase();
        let meant = match small.as_str() {
            "true" => return Some(true),
            "false" => return Some(false),
            "yes" | "on" | "y" | "1" => Some("true"),
            "no" | "off" | "n" | "0" => Some("false"),
            _ => None,
        };
        if self.between_marks(Rule::ValueInvalid, key, node, |text| {
            ["true", "false"].into_iter().find(|word| *word == text).map(str::to_owned)
        }) {
            return None;
        }
        let source = self.source(node.span);
        let note = self.note(Rule::ValueInvalid, node.span, format!("`{key}` is `true` or `false`"));
        match (meant, nearest(&small, ["true", "false"])) {
            (Some(meant), _) => note.help(format!("write `{key}: {meant}`")).fix(node.span, quote::like(source, meant)),
            (None, Some(near)) => note.help(format!("did you mean `{near}`?")),
            (None, None) => note.help(format!("write `{key}: true`, or remove the key")),
        };
        None
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, key: &str, node: &Node, choices: &[(&'static str, T)]) -> Option<T> {
        let text = self.scalar(&format!("`{key}`"), node)?.text;
        if let Some((_, choice)) = choices.iter().find(|(word, _)| *word == text) {
            return Some(*choice);
        }
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        if self.between_marks(Rule::ValueInvalid, key, node, |text| words.contains(&text).then(|| text.to_owned())) {
            return None;
        }
        let near = nearest(&text, words.iter().copied());
        let source = self.source(node.span);
        let message = format!("`{key}` is one of {}", words.join(", "));
        let note = self.note(Rule::ValueInvalid, node.span, message);
        match near {
            Some(near) if near.eq_ignore_ascii_case(&text) => {
                note.help(format!("write `{key}: {near}`")).fix(node.span, quote::like(source, near))
            }
            Some(near) => note.help(format!("did you mean `{near}`?")),
            None => note.help(format!("write one of them, as in `{key}: {}`", words.first().unwrap_or(&""))),
        };
        None
    }

    /// The top of a document: its keys and values, with what could not be read.
    pub fn top<'n>(&mut self, keys: &'static Keys, pieces: &'n Pieces, end: Span) -> Table<'n> {
        for problem in &pieces.problems {
            self.problem(problem.clone());
        }
        self.table(keys, &pieces.entries, &pieces.broken, end)
    }

    /// A map inside.
    pub fn map<'n>(&mut self, keys: &'static Keys, node: &'n Node) -> Option<Table<'n>> {
        if let Kind::Map(entries) = &node.kind {
            let end = self.first_line(node.span);
            return Some(self.table(keys, entries, &[], end));
        }
        if node.is_null() {
            self.empty(keys.what, node);
        } else {
            let span = self.first_line(node.span);
            let form = lists::form(keys, node.text());
            self.note(Rule::ValueInvalid, span, format!("{} is a map of keys and values", keys.what))
                .help(format!("write `{}`", shown_long(&form)));
        }
        None
    }

    fn table<'n>(&mut self, keys: &'static Keys, entries: &'n [(Key, Node)], broken: &[Key], end: Span) -> Table<'n> {
        let (known, unknown): (Vec<_>, Vec<_>) =
            self.each_key(entries).into_iter().partition(|(key, _)| keys.get(&key.text).is_some());
        let mut meant: Vec<&'static str> = Vec::new();
        // A merge key is refused for what it is.
        let unread = broken.iter().filter(|key| keys.get(&key.text).is_none() && key.text != "<<");
        let unread = unread.map(|key| (key, None));
        for (key, node) in unknown.into_iter().map(|(key, node)| (key, Some(node))).chain(unread) {
            let is_there = |name: &str| entries.iter().map(|(key, _)| key).chain(broken).any(|key| key.text == name);
            let is_free = |name: &str| !is_there(name) && !meant.contains(&name);
            let found = table::unknown(self, keys, key, node, &is_free);
            meant.extend(found);
        }
        let broken = broken.iter().map(|key| key.text.clone()).collect();
        Table { keys, entries: known, broken, meant, end }
    }

    /// The entries of a map, each key once; a key that stands again is noted with both places.
    pub fn each_key<'n>(&mut self, entries: &'n [(Key, Node)]) -> Vec<(&'n Key, &'n Node)> {
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        let mut kept = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            if let Some(first) = first.get(key.text.as_str()) {
                let place = Place::new(&self.file.path, *first);
                self.note(Rule::KeyDuplicate, key.span, format!("`{}` stands twice", shown(&key.text)))
                    .help("keep one of them")
                    .related(place, "the first");
            } else {
                first.insert(&key.text, key.span);
                kept.push((key, node));
            }
        }
        kept
    }
}

/// A form to write that holds a stranger's text: one line.
fn shown_long(text: &str) -> String {
    crate::gate::line::line(&text.chars().take(200).collect::<String>())
}

/// A stranger's text inside a message: one line, not too long.
#[must_use]
pub fn shown(text: &str) -> String {
    let short: String = text.chars().take(60).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    format!("{}{dots}", crate::gate::line::line(&short))
}
