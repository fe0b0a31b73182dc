//! Every address that a published file names: links, images, styles, redirects, linked data, entries of feeds, sitemaps.

use scraper::{Html, Selector};
use serde_json::Value;

/// How a file names an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// A browser goes there, or loads it.
    Link,
    /// A machine is told: canonical addresses, linked data, feeds, sitemaps.
    Told,
}

/// The addresses in a file, as they are written.
pub(crate) fn references(path: &str, bytes: &[u8]) -> Vec<(How, String)> {
    let text = || std::str::from_utf8(bytes).unwrap();
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => html(text()),
        "css" => css(text()),
        "xml" => xml(text()),
        "json" if path.ends_with("feed.json") => json_feed(text()),
        "txt" => text().lines().filter_map(|line| line.strip_prefix("Sitemap: ")).map(told).collect(),
        _ => Vec::new(),
    }
}

fn told(address: impl Into<String>) -> (How, String) {
    (How::Told, address.into())
}

/// The ids of a page, to which fragments lead.
pub(crate) fn ids(text: &str) -> Vec<String> {
    let document = Html::parse_document(text);
    let all = Selector::parse("[id]").unwrap();
    document.select(&all).filter_map(|element| element.attr("id")).map(str::to_owned).collect()
}

fn html(text: &str) -> Vec<(How, String)> {
    let document = Html::parse_document(text);
    let mut found = Vec::new();
    let mut take = |selector: &str, attribute: &str, how: How| {
        let selector = Selector::parse(selector).unwrap();
        let values = document.select(&selector).filter_map(|element| element.attr(attribute));
        found.extend(values.map(|value| (how, value.to_owned())));
    };
    take("a[href]", "href", How::Link);
    take("img[src], script[src]", "src", How::Link);
    take("form[action]", "action", How::Link);
    take("link[rel=stylesheet], link[rel=icon], link[rel=alternate][type]", "href", How::Link);
    take("link[rel=canonical], link[rel=alternate][hreflang]", "href", How::Told);
    take("meta[property='og:url'], meta[property='og:image']", "content", How::Told);
    let refresh = Selector::parse("meta[http-equiv=refresh]").unwrap();
    for element in document.select(&refresh) {
        let (_, address) = element.attr("content").unwrap().split_once("url=").unwrap();
        found.push((How::Link, address.to_owned()));
    }
    let data = Selector::parse("script[type='application/ld+json']").unwrap();
    for element in document.select(&data) {
        let value: Value = serde_json::from_str(&element.text().collect::<String>()).unwrap();
        strings(&value, &mut |text| found.push(told(text)));
    }
    found
}

/// Every text of a value that is an address.
fn strings(value: &Value, take: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) if text.starts_with("http") => take(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, take)),
        Value::Object(fields) => {
            fields.iter().filter(|(key, _)| *key != "@context").for_each(|(_, v)| strings(v, take))
        }
        _ => {}
    }
}

fn css(text: &str) -> Vec<(How, String)> {
    let inside = text.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    inside.map(|address| (How::Link, address.trim_matches(['"', '\'']).to_owned())).collect()
}

/// Atom and sitemaps: what stands in `href`, `<loc>`, and the HTML of entries. An id is a name and leads nowhere.
fn xml(text: &str) -> Vec<(How, String)> {
    let mut found = Vec::new();
    let mut reader = quick_xml::Reader::from_str(text);
    let mut within = String::new();
    let mut said = String::new();
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                within = start.name().as_ref().to_owned();
                said.clear();
                found.extend(href(&start));
            }
            Event::Empty(start) => found.extend(href(&start)),
            Event::Text(text) => said += &text,
            Event::GeneralRef(name) => said += &format!("&{};", &*name),
            Event::End(_) => {
                match within.as_str() {
                    "loc" => found.push(told(said.clone())),
                    "content" => {
                        let text = Html::parse_fragment(&said).root_element().text().collect::<String>();
                        found.extend(html(&text).into_iter().map(|(_, address)| told(address)));
                    }
                    _ => {}
                }
                within.clear();
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn href(start: &quick_xml::events::BytesStart<'_>) -> Option<(How, String)> {
    let attribute = start.attributes().map(Result::unwrap).find(|attribute| attribute.key.as_ref() == "href")?;
    Some(told(attribute.value.replace("&amp;", "&")))
}

fn json_feed(text: &str) -> Vec<(How, String)> {
    let feed: Value = serde_json::from_str(text).unwrap();
    let mut found = Vec::new();
    for key in ["home_page_url", "feed_url"] {
        found.push(told(feed[key].as_str().unwrap()));
    }
    for item in feed["items"].as_array().unwrap() {
        found.push(told(item["url"].as_str().unwrap()));
        let content = item["content_html"].as_str().unwrap_or_default();
        found.extend(html(content).into_iter().map(|(_, address)| told(address)));
    }
    found
}
