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

/// The addresses in a file, as they are written. A list of searches names them below the root of the host.
pub(crate) fn references(path: &str, bytes: &[u8]) -> Vec<(How, String)> {
    let text = || std::str::from_utf8(bytes).unwrap();
    let all = |value: &Value| {
        let mut found = Vec::new();
        strings(value, &mut |text| found.push(told(text)));
        found
    };
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => html(text()),
        "css" => css(text()),
        "xml" => xml(text()),
        "json" if path.contains("search/index/") => cards(text()),
        "json" if path.ends_with("feed.json") => json_feed(text()),
        "json" | "geojson" => all(&serde_json::from_str(text()).unwrap()),
        "ndjson" => text().lines().flat_map(|line| all(&serde_json::from_str(line).unwrap())).collect(),
        "csv" => text().split(['"', '\n']).filter(|field| field.starts_with("http")).map(told).collect(),
        "ics" => calendar(text()),
        "txt" => text().lines().filter_map(|line| line.strip_prefix("Sitemap: ")).map(told).collect(),
        _ => Vec::new(),
    }
}

/// What a search shows: a row for each document, whose first column is its address.
fn cards(text: &str) -> Vec<(How, String)> {
    let rows: Vec<Vec<Value>> = serde_json::from_str(text).unwrap();
    rows.iter().map(|row| (How::Link, row[0].as_str().unwrap().to_owned())).collect()
}

/// What stands in `URL`, `ATTACH` and the like of a calendar, whose lines are folded (RFC 5545, 3.1).
fn calendar(text: &str) -> Vec<(How, String)> {
    let lines = text.replace("\r\n ", "");
    let values = lines.lines().filter_map(|line| line.split_once(':'));
    values.filter(|(_, value)| value.starts_with("http")).map(|(_, value)| told(value)).collect()
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
    take("a[href], area[href]", "href", How::Link);
    take("[src]", "src", How::Link);
    take("[poster]", "poster", How::Link);
    take("[cite]", "cite", How::Link);
    take("[action]", "action", How::Link);
    take("[formaction]", "formaction", How::Link);
    take("object[data]", "data", How::Link);
    take("link[href]:not([rel=canonical]):not([hreflang])", "href", How::Link);
    take("link[rel=canonical], link[hreflang]", "href", How::Told);
    // Open Graph and its like: whatever looks like an address is one.
    take("meta[content^='http:'], meta[content^='https:']", "content", How::Told);
    for set in document.select(&Selector::parse("[srcset], [imagesrcset]").unwrap()) {
        let set = set.attr("srcset").or_else(|| set.attr("imagesrcset")).unwrap();
        found.extend(set.split(", ").filter_map(|one| Some((How::Link, one.split_whitespace().next()?.to_owned()))));
    }
    for style in document.select(&Selector::parse("style").unwrap()) {
        found.extend(css(&style.text().collect::<String>()));
    }
    for styled in document.select(&Selector::parse("[style]").unwrap()) {
        found.extend(css(styled.attr("style").unwrap()));
    }
    // Where the script of the search begins to read.
    for search in document.select(&Selector::parse("[data-index]").unwrap()) {
        found.push((How::Link, format!("{}all.txt", search.attr("data-index").unwrap())));
    }
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
    let imported = text.split("@import").skip(1).filter_map(|rest| rest.trim_start().split(['"', '\'']).nth(1));
    inside.chain(imported).map(|address| (How::Link, address.trim_matches(['"', '\'']).to_owned())).collect()
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
    strings(&feed, &mut |text| found.push(told(text)));
    for key in ["home_page_url", "feed_url"] {
        assert!(feed[key].as_str().is_some_and(|address| address.starts_with("http")), "{key}");
    }
    for item in feed["items"].as_array().unwrap() {
        assert!(item["url"].as_str().is_some_and(|address| address.starts_with("http")), "{item}");
        let content = item["content_html"].as_str().unwrap_or_default();
        found.extend(html(content).into_iter().map(|(_, address)| told(address)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A crawler that overlooks a kind of reference would find no fault with it.
    #[test]
    fn every_kind_of_reference_is_seen() {
        let page = "<link rel=preload href=l><link rel=canonical href=http://c/><a href=a></a><img src=i srcset='s1 1x, s2 2x'>\
                    <video poster=p><source src=v></video><blockquote cite=q></blockquote><form action=f><button formaction=b></form>\
                    <object data=o></object><style>@import \"m\"; x{background:url('u')}</style><p style='background:url(w)'>\
                    <meta property='og:image' content='https://g/'><meta name='twitter:image' content='https://t/'>\
                    <meta http-equiv=refresh content='0; url=r'><div data-index='x/'></div>\
                    <script type='application/ld+json'>{\"@id\":\"https://d/\"}</script>";
        let mut found: Vec<String> = html(page).into_iter().map(|(_, address)| address).collect();
        found.sort();
        let wanted = [
            "a",
            "b",
            "f",
            "http://c/",
            "https://d/",
            "https://g/",
            "https://t/",
            "i",
            "l",
            "m",
            "o",
            "p",
            "q",
            "r",
            "s1",
            "s2",
            "u",
            "v",
            "w",
            "x/all.txt",
        ];
        assert_eq!(found, wanted);
        for (name, text, wanted) in [
            ("a.ics", "BEGIN:VEVENT\r\nURL;VALUE=URI:https://a/lo\r\n ng/\r\n", "https://a/long/"),
            ("a.ndjson", "{\"x\":{\"url\":\"https://a/\"}}\n", "https://a/"),
            ("a.geojson", "{\"features\":[{\"url\":\"https://a/\"}]}", "https://a/"),
            ("a.csv", "\"id\",\"url\"\n\"1\",\"https://a/\"\n", "https://a/"),
            ("search/index/c-0.json", "[[\"/a/\",\"T\"]]", "/a/"),
            ("robots.txt", "Sitemap: https://a/\n", "https://a/"),
        ] {
            let found: Vec<String> =
                references(name, text.as_bytes()).into_iter().map(|(_, address)| address).collect();
            assert_eq!(found, [wanted], "{name}");
        }
    }
}
