//! Feeds: Atom 1.0 (RFC 4287), JSON Feed 1.1, and one entry a day for mail services. Written here, never by a template.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event as Xml};
use serde_json::{Map, Value, json};

use crate::gate::html::compose;
use crate::gate::route::Route;
use crate::gate::xml::clean;
use crate::model::article::Article;
use crate::model::date::Day;
use crate::model::{ArticleId, TermId};

use super::facts::Channel;
use super::query::Document;
use super::site::{Site, day_route};
use super::view::Text;

/// A list that has a feed.
struct About<'d> {
    /// The list's page.
    route: Route,
    /// Its name.
    title: Text<'d>,
    /// What it is about.
    description: &'d str,
}

/// What stands at the head of a feed.
struct Cover<'a> {
    title: &'a str,
    about: &'a str,
    /// The page of the list.
    list: &'a Route,
    /// The feed's own address.
    own: &'a Route,
}

/// One entry of a feed, of an article or of a day.
struct Item<'a> {
    title: &'a str,
    id: String,
    link: String,
    /// Address of the original.
    via: Option<&'a str>,
    published: String,
    updated: String,
    authors: Vec<&'a str>,
    categories: Vec<(&'a str, &'a str)>,
    summary: Option<&'a str>,
    html: String,
    lang: &'a str,
}

impl<'d> Site<'d> {
    /// What stands at the head of the two feeds of a list.
    fn about(&self, channel: Channel) -> About<'d> {
        let named = |name: &str| self.words.phrase("feed_of", &[("site", &self.config.title), ("list", name)]);
        match channel {
            Channel::Everything => About {
                route: Route::root(),
                title: self.config.title.as_str().into(),
                description: &self.config.description,
            },
            Channel::Term(id) => {
                let term = self.digest.term(id);
                let description = term.entry.description.as_deref().unwrap_or_default();
                About { route: term.route.clone(), title: named(term.label()).into(), description }
            }
            Channel::Curated(index) => {
                let timeline = self.digest.curated(index);
                let description = timeline.head.summary.as_deref().unwrap_or_default();
                About { route: timeline.route.clone(), title: named(&timeline.head.title.text).into(), description }
            }
        }
    }

    /// `feed.xml` of a list.
    pub(super) fn atom(&self, channel: Channel) -> Vec<u8> {
        let About { route, title, description } = self.about(channel);
        let items: Vec<Item<'_>> = self.digest.feed(channel).into_iter().map(|id| self.item(id)).collect();
        let own = route.clone().file("feed.xml");
        self.atom_of(&Cover { title: &title, about: description, list: &route, own: &own }, &items)
    }

    /// `/editions.xml`: one entry a day.
    pub(super) fn editions(&self) -> Vec<u8> {
        let days = self.digest.newest_editions();
        let title = |day: Day| self.words.phrase("edition", &[("date", &self.words.long(day))]);
        let titles: Vec<String> = days.iter().map(|(day, _)| title(*day)).collect();
        let items: Vec<Item<'_>> =
            days.iter().zip(&titles).map(|((day, list), title)| self.edition(*day, list, title)).collect();
        let title = self.words.phrase("editions_feed", &[("site", &self.config.title)]);
        let own = Route::root().file("editions.xml");
        let about = &self.config.description;
        self.atom_of(&Cover { title: &title, about, list: &Route::root(), own: &own }, &items)
    }

    fn edition<'a>(&'a self, day: Day, list: &[ArticleId], title: &'a str) -> Item<'a> {
        let route = day_route(day);
        let articles: Vec<&Article> = list.iter().map(|id| self.digest.article(*id)).collect();
        let lines = articles.iter().map(|article| {
            (self.absolute(&article.route), article.head.title.text.as_str(), article.summary.as_deref())
        });
        let updated = articles.iter().map(|article| article.moved()).max().unwrap_or(day);
        Item {
            title,
            id: self.tag_uri(&route),
            link: self.absolute(&route),
            via: None,
            published: midnight(day),
            updated: midnight(updated),
            authors: vec![&self.config.title],
            categories: Vec::new(),
            summary: None,
            html: compose::list(lines).as_str().to_owned(),
            lang: self.config.lang.as_str(),
        }
    }

    fn item(&self, id: ArticleId) -> Item<'d> {
        let article = self.digest.article(id);
        let label = |id: &TermId| self.digest.term(*id).label();
        let authors: Vec<&str> = article.authors.iter().map(label).collect();
        let first = article.head.aliases.first().map_or(&article.route, |(route, _)| route);
        let terms = article.tags.iter().map(|id| (self.digest.term(*id).entry.slug.as_str(), label(id)));
        Item {
            title: &article.head.title.text,
            id: self.tag_uri(first),
            link: self.absolute(&article.route),
            via: Some(article.head.original.as_str()),
            published: article.head.date.utc_rfc3339(),
            updated: midnight(article.moved()).max(article.head.date.utc_rfc3339()),
            authors: if authors.is_empty() { vec![label(&article.publisher)] } else { authors },
            categories: terms.collect(),
            summary: article.summary.as_deref(),
            html: self.content(id, article),
            lang: article.lang.as_str(),
        }
    }

    /// The body for a reader outside the site; a content warning travels before it.
    fn content(&self, id: ArticleId, article: &Article) -> String {
        let html = self.digest.html(Document::Article(id));
        let body = html.absolute(&self.config.base.origin, &self.absolute(&article.route));
        let warning = article.head.warning.as_deref().filter(|_| !body.is_empty());
        let said = warning.map(|text| compose::warning(self.word("warning"), text));
        said.map_or(body.clone(), |said| said.as_str().to_owned() + &body)
    }

    /// A stable name (RFC 4151): made of the authority and the first address; the address itself where site.toml names no authority.
    fn tag_uri(&self, route: &Route) -> String {
        match &self.config.feed_authority {
            Some((authority, date)) => format!("tag:{authority},{date}:{}", route.percent_encoded()),
            None => self.absolute(route),
        }
    }

    fn atom_of(&self, cover: &Cover<'_>, items: &[Item<'_>]) -> Vec<u8> {
        let Cover { title, about, list, own } = *cover;
        let mut xml = AtomWriter::new();
        xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", self.config.lang.as_str())]);
        xml.text("title", title);
        if !about.is_empty() {
            xml.text("subtitle", about);
        }
        xml.text("id", &self.tag_uri(own));
        xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &self.absolute(own))]);
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &self.absolute(list))]);
        let newest = items.iter().map(|item| item.updated.as_str()).max().unwrap_or("1970-01-01T00:00:00Z");
        xml.text("updated", newest);
        xml.open("author", &[]);
        xml.text("name", &self.config.title);
        xml.close("author");
        for item in items {
            xml.entry(item);
        }
        xml.close("feed");
        xml.finish()
    }

    /// `feed.json` of a list.
    pub(super) fn json_feed(&self, channel: Channel) -> Vec<u8> {
        let About { route, title, description } = self.about(channel);
        let items: Vec<Value> = self.digest.feed(channel).into_iter().map(|id| json_item(&self.item(id))).collect();
        let mut feed = Map::new();
        feed.insert("version".to_owned(), json!("https://jsonfeed.org/version/1.1"));
        feed.insert("title".to_owned(), json!(title));
        if !description.is_empty() {
            feed.insert("description".to_owned(), json!(description));
        }
        feed.insert("home_page_url".to_owned(), json!(self.absolute(&route)));
        feed.insert("feed_url".to_owned(), json!(self.absolute(&route.clone().file("feed.json"))));
        feed.insert("language".to_owned(), json!(self.config.lang.as_str()));
        feed.insert("items".to_owned(), Value::Array(items));
        let mut bytes = Value::Object(feed).to_string().into_bytes();
        bytes.push(b'\n');
        bytes
    }
}

fn json_item(item: &Item<'_>) -> Value {
    let mut map = Map::new();
    let mut put = |key: &str, value: Value| {
        map.insert(key.to_owned(), value);
    };
    put("id", json!(item.id));
    put("url", json!(item.link));
    if let Some(via) = item.via {
        put("external_url", json!(via));
    }
    put("title", json!(item.title));
    if item.html.is_empty() {
        put("content_text", json!(item.summary.unwrap_or(item.title)));
    } else {
        put("content_html", json!(item.html));
    }
    if let Some(summary) = item.summary {
        put("summary", json!(summary));
    }
    put("date_published", json!(item.published));
    put("date_modified", json!(item.updated));
    put("authors", Value::Array(item.authors.iter().map(|name| json!({"name": name})).collect()));
    put("tags", Value::Array(item.categories.iter().map(|(_, label)| json!(label)).collect()));
    put("language", json!(item.lang));
    Value::Object(map)
}

/// Days become the beginning of the day in UTC (site.md, Feeds).
fn midnight(day: Day) -> String {
    format!("{day}T00:00:00Z")
}

/// quick-xml escapes; characters that XML cannot carry are dropped before (gate::xml).
pub(super) struct AtomWriter(Writer<Vec<u8>>);

impl AtomWriter {
    pub(super) fn new() -> Self {
        let mut writer = AtomWriter(Writer::new_with_indent(Vec::new(), b' ', 1));
        writer.event(Xml::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        writer
    }

    fn event(&mut self, event: Xml<'_>) {
        // Writing into a vector cannot fail.
        let _ = self.0.write_event(event);
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Xml::Start(element(name, attributes)));
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Xml::Empty(element(name, attributes)));
    }

    pub(super) fn close(&mut self, name: &str) {
        self.event(Xml::End(BytesEnd::new(name)));
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.text_with(name, &[], text);
    }

    fn text_with(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.event(Xml::Text(BytesText::new(&clean(text))));
        self.close(name);
    }

    fn entry(&mut self, item: &Item<'_>) {
        self.open("entry", &[("xml:lang", item.lang)]);
        self.text("title", item.title);
        self.text("id", &item.id);
        self.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &item.link)]);
        if let Some(via) = item.via {
            self.empty("link", &[("rel", "via"), ("href", via)]);
        }
        self.text("published", &item.published);
        self.text("updated", &item.updated);
        for name in &item.authors {
            self.open("author", &[]);
            self.text("name", name);
            self.close("author");
        }
        for (term, label) in &item.categories {
            self.empty("category", &[("term", term), ("label", label)]);
        }
        if let Some(summary) = item.summary {
            self.text_with("summary", &[("type", "text")], summary);
        }
        if !item.html.is_empty() {
            self.text_with("content", &[("type", "html")], &item.html);
        }
        self.close("entry");
    }

    pub(super) fn finish(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }
}

fn element<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, clean(value).as_ref()));
    }
    start
}
