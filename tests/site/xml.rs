//! XML as a tree, read by a parser that is not ours to trust: what is not well formed fails the test.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element with its attributes, its text and its children.
#[derive(Debug, Default)]
pub(crate) struct Xml {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    pub(crate) text: String,
    pub(crate) children: Vec<Xml>,
}

impl Xml {
    /// Reads a document; anything that is not well formed fails the test.
    #[track_caller]
    pub(crate) fn read(text: &str) -> Xml {
        let mut reader = Reader::from_str(text);
        let mut stack = vec![Xml::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => stack.push(element(&start)),
                Event::Empty(start) => stack.last_mut().unwrap().children.push(element(&start)),
                Event::End(_) => {
                    let done = stack.pop().unwrap();
                    stack.last_mut().unwrap().children.push(done);
                }
                Event::Text(text) => stack.last_mut().unwrap().text += &text,
                Event::GeneralRef(name) => {
                    let sign = match &*name {
                        "lt" => '<',
                        "gt" => '>',
                        "amp" => '&',
                        "quot" => '"',
                        "apos" => '\'',
                        other => panic!("&{other};"),
                    };
                    stack.last_mut().unwrap().text.push(sign);
                }
                Event::Eof => return stack.remove(0).children.remove(0),
                _ => {}
            }
        }
    }

    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Xml> {
        self.children.iter().filter(move |child| child.name == name)
    }

    #[track_caller]
    pub(crate) fn one<'a>(&'a self, name: &'a str) -> &'a str {
        let found: Vec<&Xml> = self.all(name).collect();
        assert_eq!(found.len(), 1, "<{name}> in <{}>", self.name);
        &found[0].text
    }

    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    pub(crate) fn link(&self, rel: &str) -> &str {
        self.all("link").find(|link| link.attribute("rel") == rel).map_or("", |link| link.attribute("href"))
    }
}

fn element(start: &BytesStart<'_>) -> Xml {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let value = attribute.value.replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&");
        (attribute.key.as_ref().to_owned(), value)
    });
    Xml { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), ..Xml::default() }
}
