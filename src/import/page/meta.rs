//! What a page says of itself to machines: JSON-LD, Open Graph, `meta`, `link`, `time`.

use scraper::Html;
use serde_json::Value;

use super::place::Places;
use super::{left_out, one_line, select};
use crate::import::damage;
use crate::import::input::Line;
use crate::import::report::Report;

/// A value and who says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// `JSON-LD headline`, `og:title` …
    pub(super) by: &'static str,
    /// The value on one line.
    pub(super) text: String,
}

/// Values of one kind that are kept: no article has more authors.
const MOST: usize = 50;

/// Everything said, the most trusted first.
#[derive(Debug, Default)]
pub(super) struct Meta {
    pub(super) titles: Vec<Said>,
    pub(super) authors: Vec<Said>,
    pub(super) dates: Vec<Said>,
    pub(super) urls: Vec<Said>,
    pub(super) publishers: Vec<Said>,
    pub(super) langs: Vec<Said>,
}

impl Meta {
    /// The repairs of a text, made in what will be a field.
    pub(super) fn mend(&mut self, report: &mut Report, places: &Places<'_>) {
        for said in self.titles.iter_mut().chain(&mut self.authors).chain(&mut self.publishers) {
            let mut lines = [Line { number: places.line(&said.text).unwrap_or(1), text: said.text.clone() }];
            damage::mend(report, &mut lines);
            let [line] = lines;
            said.text = one_line(&line.text);
        }
        for list in [&mut self.titles, &mut self.authors, &mut self.publishers] {
            list.retain(|said| !said.text.is_empty());
        }
    }
}

/// Reads the description of a page.
pub(super) fn read(report: &mut Report, html: &Html, source: &str) -> Meta {
    let mut meta = Meta::default();
    let mut broken = 0;
    // Canonical addresses come before those of JSON-LD: they are what a page wants to be cited by.
    attribute(&mut meta.urls, html, "link[rel~=canonical]", "href", "link rel=canonical");
    for script in select(html, "script[type='application/ld+json']") {
        let text: String = script.text().collect();
        match serde_json::from_str::<Value>(&text) {
            Ok(value) => json(&mut meta, &value),
            Err(_) => broken += 1,
        }
    }
    if broken > 0 {
        left_out(report, format!("JSON-LD: {broken}"), "it is not well formed");
    }
    attributes(&mut meta, html);
    elements(&mut meta, html);
    if let Some(url) = saved_from(source) {
        push(&mut meta.urls, "the browser's note where it was saved from", &url);
    }
    meta
}

fn push(list: &mut Vec<Said>, by: &'static str, text: &str) {
    // A space that does not break may be half of a misread letter.
    let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    if !text.is_empty() && text.len() < 4096 && list.len() < MOST {
        list.push(Said { by, text });
    }
}

/// Looks for articles in JSON-LD: in objects, lists and `@graph`.
// The parser takes at most 128 levels, so this cannot go deeper.
fn json(meta: &mut Meta, value: &Value) {
    match value {
        Value::Array(all) => all.iter().for_each(|value| json(meta, value)),
        Value::Object(object) => {
            if object.get("@type").is_some_and(is_article) {
                article(meta, value);
            } else {
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inner) = object.get(key) {
                        json(meta, inner);
                    }
                }
            }
        }
        _ => {}
    }
}

/// `NewsArticle`, `ReportageNewsArticle`, `Article`, `BlogPosting` and their like.
fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report",
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

fn article(meta: &mut Meta, value: &Value) {
    for text in texts(value.get("headline")) {
        push(&mut meta.titles, "JSON-LD headline", &text);
    }
    for text in texts(value.get("author")) {
        push(&mut meta.authors, "JSON-LD author", &text);
    }
    for text in texts(value.get("datePublished")) {
        push(&mut meta.dates, "JSON-LD datePublished", &text);
    }
    for key in ["mainEntityOfPage", "url"] {
        for text in texts(value.get(key)) {
            push(&mut meta.urls, "JSON-LD address", &text);
        }
    }
    for text in texts(value.get("publisher")) {
        push(&mut meta.publishers, "JSON-LD publisher", &text);
    }
    for text in texts(value.get("inLanguage")) {
        push(&mut meta.langs, "JSON-LD inLanguage", &text);
    }
}

/// The texts of a value: itself, its name or its address, or those of its items.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![plain(text)],
        Some(Value::Array(all)) => all.iter().flat_map(|value| texts(Some(value))).collect(),
        Some(Value::Object(object)) => {
            let named = ["name", "alternateName", "@id", "url"].iter().find_map(|key| object.get(*key));
            let name =
                if object.contains_key("alternateName") && object.get("@type").is_some_and(|kind| kind == "Language") {
                    object.get("alternateName")
                } else {
                    named
                };
            if matches!(name, Some(Value::String(_) | Value::Array(_))) { texts(name) } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

/// Many pages escape for HTML what stands in JSON.
fn plain(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    Html::parse_fragment(&text.replace('<', "&lt;")).root_element().text().collect()
}

/// `meta` elements.
fn attributes(meta: &mut Meta, html: &Html) {
    let content = |list: &mut Vec<Said>, css: &str, by| attribute(list, html, css, "content", by);
    content(&mut meta.titles, "meta[property='og:title']", "og:title");
    content(&mut meta.authors, "meta[name=author i]", "meta name=author");
    content(&mut meta.authors, "meta[property='article:author']", "article:author");
    // It is often the address of a profile.
    meta.authors.retain(|said| !said.text.contains("://"));
    content(&mut meta.dates, "meta[property='article:published_time']", "article:published_time");
    content(&mut meta.dates, "meta[itemprop=datePublished]", "itemprop datePublished");
    content(
        &mut meta.dates,
        "meta[name='DC.date.issued' i], meta[name=pubdate i], meta[name=date i]",
        "meta name=date",
    );
    content(&mut meta.urls, "meta[property='og:url']", "og:url");
    content(&mut meta.publishers, "meta[property='og:site_name']", "og:site_name");
    content(&mut meta.langs, "meta[property='og:locale']", "og:locale");
}

/// Elements that everybody sees.
fn elements(meta: &mut Meta, html: &Html) {
    if let Some(heading) = select(html, "article h1, main h1, h1").first() {
        push(&mut meta.titles, "h1", &heading.text().collect::<String>());
    }
    if meta.titles.is_empty()
        && let Some(title) = select(html, "head > title").first()
    {
        push(&mut meta.titles, "title of the page", &title.text().collect::<String>());
    }
    for element in select(html, "[itemprop~=author] [itemprop~=name], a[rel~=author]") {
        push(&mut meta.authors, "the page's link to the author", &element.text().collect::<String>());
    }
    attribute(&mut meta.dates, html, "time[itemprop~=datePublished], time[pubdate]", "datetime", "time");
    if meta.dates.is_empty()
        && let Some(time) = select(html, "article time[datetime], main time[datetime], time[datetime]").first()
    {
        push(&mut meta.dates, "the first time element", time.attr("datetime").unwrap_or_default());
    }
    attribute(&mut meta.langs, html, "html[lang]", "lang", "html lang");
}

fn attribute(list: &mut Vec<Said>, html: &Html, css: &str, name: &str, by: &'static str) {
    for element in select(html, css).into_iter().take(20) {
        push(list, by, element.attr(name).unwrap_or_default());
    }
}

/// `<!-- saved from url=(0057)https://… -->`, which browsers write at the top.
fn saved_from(source: &str) -> Option<String> {
    let start: String = source.chars().take(4096).collect();
    let (_, rest) = start.split_once("saved from url=(")?;
    let (_, url) = rest.split_once(')')?;
    Some(url.split_whitespace().next()?.to_owned())
}
