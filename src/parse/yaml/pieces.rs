//! A map read key by key, so that one broken value does not hide the mistakes in the others.

use crate::diagnostic::{Rule, Span};

use super::lex::lines;
use super::{Failure, Key, Kind, Node, YamlProblem};

/// Past this many broken pieces the rest is not looked at: a hostile file shall not make a million notes.
const MOST_PROBLEMS: usize = 50;

/// The keys and values of a document that is one map, and what could not be read.
#[derive(Debug, Default)]
pub struct Pieces {
    /// What could be read, in the order written; a key that stands twice is there twice.
    pub entries: Vec<(Key, Node)>,
    /// What could not.
    pub problems: Vec<YamlProblem>,
    /// Keys whose value could not be read: they are not missing.
    pub broken: Vec<String>,
}

/// Reads a map. `offset` is where `text` begins in its file.
#[must_use]
pub fn read(text: &str, offset: usize) -> Pieces {
    let tame = super::tame(text);
    let mut pieces = Pieces::default();
    match super::read(&tame) {
        Ok(node) => pieces.take(&tame, node, 0),
        Err(failure) => pieces.read_apart(&tame, failure),
    }
    pieces.moved(offset)
}

impl Pieces {
    fn moved(self, offset: usize) -> Self {
        let entry = |(key, value): (Key, Node)| {
            (Key { span: super::moved(key.span, offset), ..key }, super::relocate(value, offset))
        };
        Pieces {
            entries: self.entries.into_iter().map(entry).collect(),
            problems: self.problems.into_iter().map(|problem| problem.moved(offset)).collect(),
            broken: self.broken,
        }
    }

    /// Takes over the entries of a document that begins at byte `at`.
    fn take(&mut self, text: &str, node: Node, at: usize) {
        let node = super::relocate(node, at);
        if node.is_null() {
            return;
        }
        match node.kind {
            Kind::Map(entries) => self.entries.extend(entries),
            Kind::Scalar(..) | Kind::List(_) => {
                let source = text.get(node.span.start..node.span.end).unwrap_or_default();
                if let Some((key, problem)) = without_space(source) {
                    self.broken.push(key);
                    self.problems.push(problem.moved(node.span.start));
                } else {
                    self.problems.push(not_a_pair(node.span));
                }
            }
        }
    }

    fn read_apart(&mut self, text: &str, failure: Failure) {
        let cuts = cuts(text);
        let before = self.problems.len();
        for (index, cut) in cuts.iter().enumerate() {
            let end = cuts.get(index + 1).map_or(text.len(), |next| next.start);
            if self.problems.len() < MOST_PROBLEMS {
                self.read_piece(text, cut, end);
            } else {
                // What is not looked at is not missing: a key that is written for it would be written again and again.
                self.broken.extend(text.get(cut.start..end).and_then(key_of).map(str::to_owned));
            }
        }
        // Each piece alone is right and the whole is not: a document marker, for instance, or depth.
        if self.problems.len() == before {
            self.problems.push(failure.unwrap_or_explain(text));
        }
    }

    fn read_piece(&mut self, text: &str, cut: &Cut, end: usize) {
        let Some(piece) = text.get(cut.start..end) else {
            return;
        };
        let failure = match super::read(piece) {
            Ok(node) => return self.take(text, node, cut.start),
            Err(failure) => failure,
        };
        // A stray line at the margin belongs to no key: without it the key's own value may be right.
        let own = cut.stray.and_then(|stray| Some((stray, text.get(cut.start..stray.start)?)));
        if let Some((stray, Ok(node))) = own.map(|(stray, own)| (stray, super::read(own))) {
            self.take(text, node, cut.start);
            self.problems.push(not_a_pair(stray));
            return;
        }
        if let Some(key) = key_of(piece) {
            self.broken.push(key.to_owned());
        }
        self.problems.push(failure.unwrap_or_explain(piece).moved(cut.start));
    }
}

/// A key and its value with nothing between them, or with a space that YAML does not take for one (word processors write
/// no-break spaces).
fn without_space(line: &str) -> Option<(String, YamlProblem)> {
    let key = key_of(line).filter(|key| key.chars().all(|c| c.is_alphanumeric() || c == '_'))?;
    let colon = line.find(':')? + 1;
    let value = line.get(colon..).filter(|value| !value.is_empty() && !value.contains('\n'))?;
    let after = value.trim_start();
    let odd = value.len() - after.len();
    let (span, message) = if odd > 0 {
        (
            (colon..colon + odd).into(),
            format!("after `{key}:` stands a space that is none to YAML, as word processors write it"),
        )
    } else {
        ((0..line.len()).into(), format!("a space is missing after `{key}:`"))
    };
    let mut problem =
        YamlProblem::new(Rule::YamlInvalid, span, message, format!("write `{key}: {}`", after.trim_end()));
    problem.fix = Some(((colon..colon + odd).into(), " ".to_owned()));
    Some((key.to_owned(), problem))
}

fn not_a_pair(span: Span) -> YamlProblem {
    YamlProblem::new(
        Rule::YamlInvalid,
        span,
        "this is not `key: value`",
        "write a key, a colon, a space and the value; indent what goes on",
    )
}

/// Where a piece begins, and its first line at the margin that is no key.
struct Cut {
    start: usize,
    stray: Option<Span>,
}

/// A piece begins at each line at the margin that begins with a key.
fn cuts(text: &str) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    for (start, line) in lines(text) {
        let line = line.trim_end();
        let goes_on =
            line.is_empty() || line.starts_with([' ', '\t', '#', ']', '}']) || line == "-" || line.starts_with("- ");
        if goes_on {
            continue;
        }
        if key_of(line).is_some() {
            cuts.push(Cut { start, stray: None });
        } else {
            let span = (start..start + line.len()).into();
            match cuts.last_mut() {
                Some(cut) => cut.stray = cut.stray.or(Some(span)),
                None => cuts.push(Cut { start, stray: None }),
            }
        }
    }
    if cuts.is_empty() {
        cuts.push(Cut { start: 0, stray: None });
    }
    cuts
}

/// The key a line begins with: a word, or a text between quotes, before a `:`.
fn key_of(line: &str) -> Option<&str> {
    let line = lines(line).next()?.1;
    let (key, rest) = match line.chars().next()? {
        quote @ ('"' | '\'') => line.get(1..)?.split_once(quote)?,
        _ => line.split_at(line.find(':')?),
    };
    let value = rest.trim_start().strip_prefix(':')?;
    // `title:Foo` is a key with a missing space; an address at the margin is not.
    let is_key = !key.contains(['[', '{', '#', ',']) && !value.starts_with("//");
    (is_key && !key.trim().is_empty()).then_some(key.trim())
}
