//! What machines read of the hostile site: feeds, sitemaps and linked data parse, and hold text and addresses.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use crate::inspect::faults;
use crate::laid::LAID;

/// The texts of every file that ends so.
fn texts(ending: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let files = LAID.files.iter().filter(move |(path, _)| path.ends_with(ending));
    files.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
}

#[track_caller]
fn is_web(path: &str, address: &str) {
    let fine = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
    assert!(fine && address.is_ascii() && !address.contains([' ', '<', '"', '\\']), "{path}: {address}");
}

#[track_caller]
fn body(path: &str, html: &str) {
    let local = html.replace("\"https://example.org/digest/", "\"/digest/");
    let page = format!("<!doctype html><html><head></head><body>{local}</body></html>");
    assert_eq!(faults(&page, "/digest"), [""; 0], "{path}: {html}");
}

/// A feed while it is read: what is open, the words since, how many entries there were.
struct Feed<'a> {
    path: &'a str,
    open: Vec<String>,
    words: String,
    entries: usize,
}

impl Feed<'_> {
    /// Reads one event; false at the end.
    fn take(&mut self, event: Event<'_>) -> bool {
        let path = self.path;
        match event {
            Event::Start(start) => {
                let name = self.element(&start);
                self.open.push(name);
            }
            Event::Empty(start) => drop(self.element(&start)),
            Event::Text(text) => self.words.push_str(&text),
            Event::GeneralRef(name) => self.words.push(match &*name {
                "lt" => '<',
                "gt" => '>',
                "amp" => '&',
                "quot" => '"',
                "apos" => '\'',
                other => panic!("{path}: &{other};"),
            }),
            Event::End(_) => match self.open.pop().as_deref() {
                Some("content") => body(path, &self.words),
                Some("loc" | "uri") => is_web(path, &self.words),
                _ => {}
            },
            Event::Decl(_) => {}
            Event::Eof => return false,
            other => panic!("{path}: {other:?}"),
        }
        true
    }

    fn element(&mut self, start: &BytesStart<'_>) -> String {
        const ELEMENTS: [&str; 24] = [
            "feed",
            "title",
            "subtitle",
            "id",
            "updated",
            "published",
            "link",
            "entry",
            "author",
            "name",
            "uri",
            "category",
            "summary",
            "content",
            "rights",
            "generator",
            "icon",
            "logo",
            "urlset",
            "url",
            "loc",
            "lastmod",
            "sitemapindex",
            "sitemap",
        ];
        let (path, name) = (self.path, AsRef::<str>::as_ref(&start.name()).to_owned());
        assert!(ELEMENTS.contains(&name.as_str()), "{path}: <{name}>");
        for attribute in start.attributes() {
            let attribute = attribute.unwrap_or_else(|error| panic!("{path}: {error}"));
            let key: &str = attribute.key.as_ref();
            if key == "href" || key == "src" {
                is_web(path, &attribute.value.replace("&amp;", "&"));
            }
            assert!(!key.starts_with("on") && key != "style", "{path}: {key}");
        }
        self.entries += usize::from(name == "entry");
        self.words.clear();
        name
    }
}

#[test]
fn feeds_are_xml_of_ours() {
    let mut entries = 0;
    for (path, text) in texts(".xml") {
        let is_allowed = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
        assert!(text.chars().all(|c| is_allowed(c) && c != '\u{fffe}' && c != '\u{ffff}'), "{path}");
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        let mut feed = Feed { path, open: Vec::new(), words: String::new(), entries: 0 };
        while feed.take(reader.read_event().unwrap_or_else(|error| panic!("{path}: {error}"))) {}
        assert!(feed.open.is_empty(), "{path}: {:?}", feed.open);
        entries += feed.entries;
    }
    assert!(entries > 1000, "{entries}");
}

#[test]
fn json_feeds_hold_text_and_html_of_ours() {
    let mut items = 0;
    for (path, text) in texts("feed.json") {
        let feed: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        for item in feed["items"].as_array().unwrap() {
            items += 1;
            for key in ["url", "external_url", "image"] {
                if let Some(address) = item[key].as_str() {
                    is_web(path, address);
                }
            }
            if let Some(html) = item["content_html"].as_str() {
                body(path, html);
            }
        }
    }
    assert!(items > 1000, "{items}");
}

/// The JSON-LD of a page parses, stays inside its element, and has no address that is not one of the web.
#[test]
fn linked_data_stays_in_its_element() {
    let mut blocks = 0;
    for (path, text) in texts(".html") {
        for block in text.split("<script type=\"application/ld+json\">").skip(1) {
            let json = block.split("</script>").next().unwrap();
            assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{path}");
            let data: Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{path}: {error}"));
            addresses(path, &data);
            blocks += 1;
        }
        assert_eq!(
            text.matches("<script").count(),
            text.matches("<script type=\"application/ld+json\">").count()
                + text.matches("<script defer src=\"/digest/search.js\"></script>").count(),
            "{path}"
        );
    }
    assert!(blocks > 1000, "{blocks}");
}

fn addresses(path: &str, value: &Value) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value.as_str() {
                    Some(address) if ["@id", "url", "item", "@context", "sameAs"].contains(&key.as_str()) => {
                        is_web(path, address);
                    }
                    _ => addresses(path, value),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| addresses(path, value)),
        _ => {}
    }
}
