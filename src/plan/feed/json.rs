//! JSON Feed 1.1 (jsonfeed.org).

use serde::Serialize;

use super::Item;

/// What stands before the items.
#[derive(Serialize)]
pub(super) struct Feed<'a> {
    pub(super) version: &'static str,
    pub(super) title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    pub(super) home_page_url: String,
    pub(super) feed_url: String,
    pub(super) language: &'a str,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    date_published: &'a str,
    date_modified: &'a str,
    authors: Vec<Author<'a>>,
    tags: Vec<&'a str>,
    language: &'a str,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

/// An item.
pub(super) fn item(item: &Item<'_>) -> String {
    let html = Some(item.html.as_str()).filter(|html| !html.is_empty());
    json(&Entry {
        id: &item.id,
        url: &item.link,
        external_url: item.via,
        title: item.title,
        content_html: html,
        // Every item has one of the two.
        content_text: if html.is_none() { Some(item.summary.unwrap_or(item.title)) } else { None },
        summary: item.summary,
        date_published: &item.published,
        date_modified: &item.updated,
        authors: item.authors.iter().map(|name| Author { name }).collect(),
        tags: item.categories.iter().map(|(_, label)| *label).collect(),
        language: item.lang,
    })
}

/// A feed of items that were written before, each on a line of its own.
pub(super) fn feed(feed: &Feed<'_>, items: &[&str]) -> Vec<u8> {
    let head = json(feed);
    let head = head.strip_suffix('}').unwrap_or(&head);
    let items = if items.is_empty() { String::new() } else { format!("\n{}\n", items.join(",\n")) };
    format!("{head},\"items\":[{items}]}}\n").into_bytes()
}

fn json(value: &impl Serialize) -> String {
    // Text and lists of text can always be written.
    serde_json::to_string(value).unwrap_or_default()
}
