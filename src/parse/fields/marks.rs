//! Quotation marks of print around a value, and a ` #` that ends a text: what YAML reads otherwise than its writer meant it.

use crate::diagnostic::{Rule, Span};
use crate::model::article::Written;

use super::super::yaml::quote::{ANGLES, DOUBLE, Marked, marked};
use super::super::yaml::{Kind, Node, Style, quote};
use super::{Reader, shown};

/// What a name and a reference never have around them.
const NAMES: [&str; 14] = [
    "`author`",
    "an author",
    "a tag",
    "a place",
    "an actor",
    "an alias",
    "a host",
    "an event",
    "a slug",
    "`publisher`",
    "`translator`",
    "`translation_of`",
    "`where`",
    "`source`",
];

/// Names that are no person's and no place's: ‘Abd al-Rahman’ may be written with two letters that look like marks.
const WORDS: [&str; 6] = ["a tag", "an alias", "a host", "an event", "a slug", "`translation_of`"];

/// What is written as whole sentences, where a `#` is rarely the beginning of a comment.
const SENTENCES: [&str; 5] = ["`title`", "`original_title`", "`summary`", "`warning`", "`note`"];

impl<'a> Reader<'a> {
    /// What stands behind a place on its line.
    pub fn line_after(&self, span: Span) -> &'a str {
        let rest = self.file.bytes.get(span.end..).unwrap_or_default();
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        self.source((span.end..span.end + length).into())
    }
}

impl Reader<'_> {
    /// Notes a value between marks that are letters to YAML, and mends it; false where `read` finds nothing in it.
    pub fn between_marks(&mut self, rule: Rule, key: &str, node: &Node, read: impl Fn(&str) -> Option<String>) -> bool {
        let Kind::Scalar(text, Style::Plain) = &node.kind else { return false };
        let Some((marked, meant)) = marked(text.trim()).and_then(|marked| Some((marked, read(marked.inside)?))) else {
            return false;
        };
        let message = format!("`{}` and `{}` are letters to YAML, not quotes", marked.open, marked.close);
        let text = quote::scalar(&meant);
        self.note(rule, node.span, message).help(format!("write `{key}: {}`", shown(&text))).fix(node.span, text);
        true
    }

    /// Notes what YAML reads otherwise than it was meant, in a text that was written without quotes; gives the text that
    /// was meant, where there is no doubt.
    pub(super) fn as_meant(&mut self, name: &str, node: &Node, written: Written) -> Written {
        if !matches!(node.kind, Kind::Scalar(_, Style::Plain)) {
            return written;
        }
        self.cut(name, node, &written.text);
        let Some(Marked { open, inside, close }) = marked(&written.text) else { return written };
        let (is_name, is_word) = (NAMES.contains(&name), WORDS.contains(&name));
        if ANGLES.contains(&open) && !is_name {
            return written;
        }
        let key = before(name);
        let note = self.notes_marks(node.span, open, close);
        if is_word || (is_name && DOUBLE.contains(&open)) {
            let text = quote::scalar(inside);
            note.help(format!("write `{key}{}`", shown(&text))).fix(node.span, text);
            return Written { text: inside.to_owned(), span: written.span };
        }
        let (without, with) = (quote::scalar(inside), quote::quoted(&written.text));
        note.help(format!("write `{key}{}`, or `{key}{}` if they belong to it", shown(&without), shown(&with)));
        written
    }

    fn notes_marks(&mut self, span: Span, open: char, close: char) -> &mut crate::diagnostic::Diagnostic {
        let message = format!("`{open}` and `{close}` are no quotes to YAML: they become part of the text");
        self.note(Rule::SmartQuotes, span, message)
    }

    /// Notes a comment directly behind a text: `Rally #1 in Kyiv` is `Rally`.
    fn cut(&mut self, name: &str, node: &Node, text: &str) {
        // A line may hold thousands of items, and is not walked through for each of them.
        if self.file.bytes.get(node.span.end..node.span.end + 2) != Some(b" #") {
            return;
        }
        let line = self.line_after(node.span);
        let Some(comment) = line.strip_prefix(" #") else { return };
        // Who comments writes a space behind the sign, and in an example two before it.
        if comment.is_empty() || (comment.starts_with([' ', '#']) && !SENTENCES.contains(&name)) {
            return;
        }
        let start = node.span.end + 1;
        let whole = quote::quoted(&format!("{text}{}", line.trim_end()));
        let key = before(name);
        self.note(
            Rule::TextCut,
            (start..start + line.trim_end().len() - 1).into(),
            "` #` ends the text: what follows is a comment",
        )
        .help(format!(
            "write `{key}{}` if it belongs to the text, else two spaces before the `#` and one behind it",
            shown(&whole)
        ));
    }
}

/// What stands before a value on its line: `title: ` where a message calls it `` `title` ``.
fn before(name: &str) -> String {
    name.strip_prefix('`').and_then(|name| name.strip_suffix('`')).map_or_else(String::new, |key| format!("{key}: "))
}
