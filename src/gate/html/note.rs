//! Footnotes: numbered by us in the order in which the text refers to them, written at the end.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::gate::html::Options;
use crate::gate::html::escape::escape_attr;
use crate::gate::html::heading::prefixed;

/// The footnotes of a body while it is written, by the labels of the Markdown, which never leave it.
#[derive(Default)]
pub(super) struct Notes {
    notes: BTreeMap<String, Note>,
    /// Labels in the order of their first reference: a note's number is its place here.
    order: Vec<String>,
    /// How many bytes the definitions have by now.
    pub(super) bytes: usize,
}

#[derive(Default)]
struct Note {
    number: usize,
    references: usize,
    html: Option<String>,
    range: Range<usize>,
}

impl Notes {
    /// The HTML of a reference to the footnote with this label.
    pub(super) fn reference(&mut self, label: &str, options: &Options<'_>) -> String {
        let note = self.notes.entry(label.to_owned()).or_default();
        if note.references == 0 {
            self.order.push(label.to_owned());
            note.number = self.order.len();
        }
        note.references += 1;
        let id = reference_id(note.number, note.references, options);
        let target = prefixed("fn", &note.number.to_string(), options);
        format!("<sup><a href=\"#{target}\" id=\"{id}\">{}</a></sup>", note.number)
    }

    /// Takes what a footnote says. False where the label was already defined: the words are then added to the first.
    pub(super) fn define(&mut self, label: &str, html: &str, range: Range<usize>) -> bool {
        self.bytes += html.len();
        let note = self.notes.entry(label.to_owned()).or_default();
        match &mut note.html {
            Some(first) => {
                first.push_str(html);
                false
            }
            None => {
                note.html = Some(html.to_owned());
                note.range = range;
                true
            }
        }
    }

    /// The labels that nothing refers to, with where they are defined. They get their numbers here, after all others.
    pub(super) fn unused(&mut self) -> Vec<(String, Range<usize>)> {
        let mut unused = Vec::new();
        for (label, note) in self.notes.iter_mut().filter(|(_, note)| note.references == 0) {
            unused.push((label.clone(), note.range.clone()));
        }
        unused.sort_by_key(|(_, range)| range.start);
        for (label, _) in &unused {
            self.order.push(label.clone());
            if let Some(note) = self.notes.get_mut(label) {
                note.number = self.order.len();
            }
        }
        unused
    }

    /// The list of all footnotes, or nothing where there is none.
    pub(super) fn list(&self, options: &Options<'_>) -> String {
        if self.order.is_empty() {
            return String::new();
        }
        let mut out = format!("<section class=\"notes\" aria-label=\"{}\"><ol>", escape_attr(options.labels.notes));
        for note in self.order.iter().filter_map(|label| self.notes.get(label)) {
            out.push_str(&format!("<li id=\"{}\">", prefixed("fn", &note.number.to_string(), options)));
            let html = note.html.as_deref().unwrap_or_default();
            let links = note.links_back(options);
            match html.strip_suffix("</p>") {
                Some(start) => out.push_str(&format!("{start}{links}</p></li>")),
                None => out.push_str(&format!("{html}{links}</li>")),
            }
        }
        out.push_str("</ol></section>");
        out
    }
}

impl Note {
    fn links_back(&self, options: &Options<'_>) -> String {
        let label = escape_attr(options.labels.back_to_text);
        let link = |reference| {
            let id = reference_id(self.number, reference, options);
            let mark = if reference == 1 { String::new() } else { format!(".{reference}") };
            // U+FE0E keeps the arrow from being shown as an emoji.
            format!(" <a class=\"back\" href=\"#{id}\" aria-label=\"{label} {}{mark}\">↩\u{FE0E}</a>", self.number)
        };
        (1..=self.references).map(link).collect()
    }
}

fn reference_id(number: usize, reference: usize, options: &Options<'_>) -> String {
    let name = if reference == 1 { number.to_string() } else { format!("{number}.{reference}") };
    prefixed("fnref", &name, options)
}
