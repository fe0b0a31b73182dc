//! Atom 1.0 (RFC 4287), and XML in general: one writer makes it all. quick-xml escapes; characters that XML cannot carry
//! are dropped before (gate::xml).

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::gate::xml::clean;

use super::Item;

/// Writes XML.
pub(in crate::plan) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A document whose elements stand on lines of their own.
    pub(in crate::plan) fn new() -> Self {
        let mut xml = Xml(Writer::new_with_indent(Vec::new(), b' ', 1));
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml
    }

    fn event(&mut self, event: Event<'_>) {
        // Writing into a vector cannot fail.
        let _ = self.0.write_event(event);
    }

    pub(in crate::plan) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(element(name, attributes)));
    }

    pub(in crate::plan) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(element(name, attributes)));
    }

    pub(in crate::plan) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    pub(in crate::plan) fn text(&mut self, name: &str, text: &str) {
        self.text_with(name, &[], text);
    }

    fn text_with(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&clean(text))));
        self.close(name);
    }

    /// An entry that was written before, on a line of its own.
    pub(super) fn whole(&mut self, entry: &str) {
        let bytes = self.0.get_mut();
        bytes.extend_from_slice(b"\n ");
        bytes.extend_from_slice(entry.as_bytes());
    }

    pub(in crate::plan) fn finish(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }
}

/// An entry, on one line.
pub(super) fn entry(item: &Item<'_>) -> String {
    let mut xml = Xml(Writer::new(Vec::new()));
    xml.open("entry", &[("xml:lang", item.lang)]);
    xml.text("title", item.title);
    xml.text("id", &item.id);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &item.link)]);
    if let Some(via) = item.via {
        xml.empty("link", &[("rel", "via"), ("href", via)]);
    }
    xml.text("published", &item.published);
    xml.text("updated", &item.updated);
    for name in &item.authors {
        xml.open("author", &[]);
        xml.text("name", name);
        xml.close("author");
    }
    for (term, label) in &item.categories {
        xml.empty("category", &[("term", term), ("label", label)]);
    }
    if let Some(summary) = item.summary {
        xml.text_with("summary", &[("type", "text")], summary);
    }
    if !item.html.is_empty() {
        xml.text_with("content", &[("type", "html")], &item.html);
    }
    xml.close("entry");
    // What was written was text.
    String::from_utf8(xml.0.into_inner()).unwrap_or_default()
}

fn element<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, clean(value).as_ref()));
    }
    start
}
