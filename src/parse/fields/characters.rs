//! Characters that deceive or were lost: looked for in every line of front matter and of a vocabulary, comments included.

use std::collections::BTreeSet;

use crate::diagnostic::{Rule, Span};
use crate::gate::text::{Suspicion, gap, suspicious};

use super::super::yaml::lex::lines;
use super::super::yaml::{Key, Kind, Node, Style};
use super::Reader;

/// Past this many findings a file is not searched further: one is enough to refuse it.
const MOST: usize = 100;

impl Reader<'_> {
    /// Notes every suspicious character at a place of the file, as it stands in the source.
    pub fn characters(&mut self, span: Span) {
        let mut found = 0;
        for (start, line) in lines(self.source(span)) {
            if line.bytes().all(|b| (b' '..=b'~').contains(&b)) {
                continue;
            }
            for (range, suspicion) in suspicious(line) {
                // A tab is white space to YAML; where it indents, the parser says so.
                if suspicion == Suspicion::Control('\t') || found > MOST {
                    continue;
                }
                found += 1;
                let at = span.start + start;
                self.suspicion((at + range.start..at + range.end).into(), &suspicion, Seen::InSource);
            }
        }
    }

    /// Notes what only escapes between double quotes brought in: `"\u202E"`.
    pub fn escapes(&mut self, node: &Node) {
        match &node.kind {
            Kind::Scalar(text, Style::Quoted) => self.escaped(text, node.span),
            Kind::Scalar(..) => {}
            Kind::List(items) => items.iter().for_each(|item| self.escapes(item)),
            Kind::Map(entries) => entries.iter().for_each(|(key, node)| {
                self.escaped_key(key);
                self.escapes(node);
            }),
        }
    }

    /// As [`Reader::escapes`], for a key.
    pub fn escaped_key(&mut self, key: &Key) {
        self.escaped(&key.text, key.span);
    }

    fn escaped(&mut self, text: &str, span: Span) {
        let source = self.source(span);
        if !source.starts_with('"') || !source.contains('\\') {
            return;
        }
        // What stands in the source itself was noted there; what is said of this place is said once.
        let mut known: BTreeSet<&str> =
            suspicious(source).into_iter().filter_map(|(range, _)| source.get(range)).collect();
        for (range, suspicion) in suspicious(text) {
            let white = matches!(suspicion, Suspicion::Control('\t' | '\n' | '\r'));
            if !white && text.get(range).is_some_and(|found| known.insert(found)) {
                self.suspicion(span, &suspicion, Seen::Escaped);
            }
        }
    }

    fn suspicion(&mut self, span: Span, suspicion: &Suspicion, seen: Seen) {
        let (rule, help) = match suspicion {
            Suspicion::Control(_) => {
                (Rule::ControlCharacter, "compare with the original: remove it, or write what stood there")
            }
            Suspicion::Bidi(_) => (Rule::BidiControl, "remove it; the page takes care of right-to-left text by itself"),
            Suspicion::Invisible(_) => (Rule::InvisibleCharacter, "remove it"),
            Suspicion::Placeholder(c) if gap::is_for_space(*c) => {
                (Rule::SymbolForSpace, "write a space if one was lost in copying, or remove the symbol")
            }
            Suspicion::Mixed { .. } => (Rule::MixedScripts, "write the word on one keyboard"),
            Suspicion::Lost | Suspicion::Placeholder(_) | Suspicion::PrivateUse(_) => {
                (Rule::LostCharacters, "compare with the original and write what stood there")
            }
            Suspicion::Mojibake { .. } => (Rule::Mojibake, "write what it was"),
        };
        let line = matches!(suspicion, Suspicion::Placeholder(_)).then(|| self.line_of(span));
        let note = self.note(rule, span, suspicion.to_string()).help(help);
        match (suspicion, seen) {
            (Suspicion::Placeholder(c), Seen::InSource) if gap::is_for_space(*c) => {
                if let Some((start, line)) = line
                    && let Some((range, text)) = gap::mended(line, span.start - start..span.end - start)
                {
                    note.help("write a space").fix(start + range.start..start + range.end, text);
                }
            }
            (Suspicion::Mixed { repaired: Some(repaired), .. }, seen) => {
                note.help(format!("write `{}`, in letters of one script", crate::gate::line::line(repaired)));
                if matches!(seen, Seen::InSource) {
                    note.fix(span, repaired.as_str());
                }
            }
            (Suspicion::Bidi(_) | Suspicion::Invisible(_), Seen::InSource) => {
                note.fix(span, "");
            }
            (Suspicion::Mojibake { repaired }, seen) => {
                note.help(format!("write `{}`", crate::gate::line::line(repaired)));
                if matches!(seen, Seen::InSource) {
                    note.fix(span, repaired.as_str());
                }
            }
            _ => {}
        }
    }
}

impl<'a> Reader<'a> {
    /// The line that a place begins on, and where it starts.
    fn line_of(&self, span: Span) -> (usize, &'a str) {
        let before = self.source((0..span.start).into());
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = self.source((start..self.file.bytes.len()).into());
        (start, line.lines().next().unwrap_or_default())
    }
}

/// Where a character was seen.
#[derive(Clone, Copy)]
enum Seen {
    /// As itself: it can be taken out.
    InSource,
    /// As an escape.
    Escaped,
}
