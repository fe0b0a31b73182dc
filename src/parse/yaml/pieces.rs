//! A map read key by key, so that one broken value does not hide the mistakes in the others.

use crate::diagnostic::{Rule, Span};

use crate::gate::href::Href;

use super::indent;
use super::lex::lines;
use super::{Failure, Key, Kind, Node, Style, YamlProblem};

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
    pub broken: Vec<Key>,
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
        let key = |key: Key| Key { span: super::moved(key.span, offset), ..key };
        let entry = |(name, value): (Key, Node)| (key(name), super::relocate(value, offset));
        Pieces {
            entries: self.entries.into_iter().map(entry).collect(),
            problems: self.problems.into_iter().map(|problem| problem.moved(offset)).collect(),
            broken: self.broken.into_iter().map(key).collect(),
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
                    self.broken.push(named(key, source, node.span.start));
                    self.problems.push(problem.moved(node.span.start));
                } else {
                    self.problems.push(not_a_pair(node.span, None));
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
                let piece = text.get(cut.start..end).unwrap_or_default();
                self.broken.extend(key_of(piece).map(|key| named(key.to_owned(), piece, cut.start)));
            }
        }
        // Each piece alone is right and the whole is not: a document marker, for instance, or depth.
        if self.problems.len() == before {
            self.explained(failure, text, 0);
        }
    }

    /// What is wrong with a piece that begins at byte `at`. Keys that stand too far in are not missing.
    fn explained(&mut self, failure: Failure, piece: &str, at: usize) {
        let problem = failure.unwrap_or_explain(piece);
        let swallowed: Vec<Key> = indent::swallowed(piece).map(|(key, start)| deep(key, start)).collect();
        let is_top = problem.fix.as_ref().is_some_and(|(_, mended)| !mended.starts_with(' '));
        if is_top && swallowed.iter().any(|key| key.span == problem.span) {
            let moved = |key: Key| Key { span: super::moved(key.span, at), ..key };
            self.broken.extend(swallowed.into_iter().map(moved));
        }
        self.problems.push(problem.moved(at));
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
            if let Some((key, problem)) = second_half(text, &super::relocate(node.clone(), cut.start), stray, end) {
                self.broken.push(key);
                self.problems.push(problem);
                return;
            }
            // A key with nothing behind it was meant for the line below, which is what has to be said.
            match key_of(piece) {
                Some(key) if is_empty(&node) => self.broken.push(named(key.to_owned(), piece, cut.start)),
                _ => self.take(text, node, cut.start),
            }
            self.problems.push(not_a_pair(stray, key_of(piece)));
            return;
        }
        if let Some(key) = key_of(piece) {
            self.broken.push(named(key.to_owned(), piece, cut.start));
        }
        self.explained(failure, piece, cut.start);
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

/// A key of a piece that begins at byte `at`, with its place.
fn named(key: String, piece: &str, at: usize) -> Key {
    let start = at + piece.find(&key).unwrap_or_default();
    Key { span: (start..start + key.len()).into(), text: key }
}

/// A key inside a piece, with its place.
fn deep(key: &str, start: usize) -> Key {
    Key { span: (start..start + key.len()).into(), text: key.to_owned() }
}

/// Whether the last key has no value.
fn is_empty(node: &Node) -> bool {
    matches!(&node.kind, Kind::Map(entries) if entries.last().is_some_and(|(_, value)| value.is_null()))
}

/// The rest of an address on a line of its own, as it is copied from a page that breaks long ones, with the key it
/// belongs to. `end` is where the piece ends.
fn second_half(text: &str, own: &Node, stray: Span, end: usize) -> Option<(Key, YamlProblem)> {
    let Kind::Map(entries) = &own.kind else { return None };
    let (key, value) = entries.last()?;
    let half = text.get(stray.start..stray.end)?;
    let before = match &value.kind {
        Kind::Scalar(text, Style::Plain) if !value.is_null() => text.as_str(),
        Kind::Scalar(_, Style::Absent) => "",
        _ => return None,
    };
    let joined = format!("{before}{half}");
    let is_address = |text: &str| text.starts_with("https://") || text.starts_with("http://");
    let (gap, rest) = (text.get(value.span.end..stray.start)?, text.get(stray.end..end)?);
    // A second address is no rest of the first, and of several below a key none stands behind it.
    let another = if before.is_empty() { !rest.trim().is_empty() } else { half.contains("//") };
    if another || !is_address(&joined) || joined.contains(char::is_whitespace) || Href::external(&joined).is_err() {
        return None;
    }
    let name = crate::gate::line::line(&key.text);
    let message = if before.is_empty() {
        format!("the address stands on a line of its own, and not behind `{name}:`")
    } else {
        "this is the rest of the address in the line above".to_owned()
    };
    let help = format!("join the two lines: `{name}: {}`", crate::gate::line::line(&joined));
    let mut problem = YamlProblem::new(Rule::YamlInvalid, stray, message, help);
    // With a third line, or a comment between them, only a person can tell what belongs together.
    if gap.trim().is_empty() && rest.trim().is_empty() {
        let space = if before.is_empty() { " " } else { "" };
        problem.fix = Some(((value.span.end..stray.start).into(), space.to_owned()));
    }
    Some((key.clone(), problem))
}

/// A line that is no key and value; `above` is the key that stands before it.
fn not_a_pair(span: Span, above: Option<&str>) -> YamlProblem {
    let help = match above {
        Some(key) => format!(
            "write a key, a colon, a space and the value; what belongs to `{}:` begins with two spaces",
            crate::gate::line::line(key)
        ),
        None => "write a key, a colon, a space and the value; indent what goes on".to_owned(),
    };
    YamlProblem::new(Rule::YamlInvalid, span, "this is not `key: value`", help)
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
