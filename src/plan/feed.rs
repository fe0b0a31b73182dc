//! Feeds: Atom 1.0 (RFC 4287), JSON Feed 1.1, and one entry a day for mail services. Written here, never by a template.

use crate::gate::html::compose;
use crate::gate::route::Route;
use crate::model::article::Article;
use crate::model::date::Day;
use crate::model::{ArticleId, TermId};

use super::facts::Channel;
use super::query::Document;
use super::site::{Site, day_route};
use super::view::Text;

pub(super) mod atom;
mod json;

use atom::Xml;

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
    /// The text; nothing where the summary stands for it.
    html: String,
    lang: &'a str,
}

/// An entry as it stands in many feeds.
#[derive(Debug)]
pub struct Entry {
    /// `<entry>`
    atom: String,
    /// An item of JSON Feed.
    json: String,
    updated: String,
}

/// An entry in one format, and when it last moved.
type Moved<'e> = (String, Text<'e>);

/// How much of an article its entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// Its text.
    Whole,
    /// What lists show of it. An article stands in the feeds of some thirteen terms, twice in each: with its text, half of
    /// a site would be feeds.
    Summary,
}

/// What the entries of a feed hold: the site's own are for reading, those of its lists for following.
fn extent(channel: Channel) -> Extent {
    match channel {
        Channel::Everything => Extent::Whole,
        Channel::Term(_) | Channel::Curated(_) => Extent::Summary,
    }
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
        let own = route.clone().file("feed.xml");
        let cover = Cover { title: &title, about: description, list: &route, own: &own };
        self.atom_of(&cover, &self.entries(channel, |entry| &entry.atom, atom::entry))
    }

    /// `feed.json` of a list.
    pub(super) fn json_feed(&self, channel: Channel) -> Vec<u8> {
        let About { route, title, description } = self.about(channel);
        let entries = self.entries(channel, |entry| &entry.json, json::item);
        let items: Vec<&str> = entries.iter().map(|(_, json)| json.as_ref()).collect();
        let feed = json::Feed {
            version: "https://jsonfeed.org/version/1.1",
            title: &title,
            description: Some(description).filter(|text| !text.is_empty()),
            home_page_url: self.absolute(&route),
            feed_url: self.absolute(&route.file("feed.json")),
            language: self.config.lang.as_str(),
        };
        json::feed(&feed, &items)
    }

    /// `/editions.xml`: one entry a day.
    pub(super) fn editions(&self) -> Vec<u8> {
        let days = self.digest.newest_editions();
        let title = |day: Day| self.words.phrase("edition", &[("date", &self.words.long(day))]);
        let titles: Vec<String> = days.iter().map(|(day, _)| title(*day)).collect();
        let entries: Vec<Moved<'_>> = (days.iter().zip(&titles))
            .map(|((day, list), title)| self.edition(*day, list, title))
            .map(|item| (item.updated.clone(), atom::entry(&item).into()))
            .collect();
        let title = self.words.phrase("editions_feed", &[("site", &self.config.title)]);
        let own = Route::root().file("editions.xml");
        let about = &self.config.description;
        self.atom_of(&Cover { title: &title, about, list: &Route::root(), own: &own }, &entries)
    }

    fn edition<'a>(&'a self, day: Day, list: &[ArticleId], title: &'a str) -> Item<'a> {
        let route = day_route(day);
        let articles: Vec<&Article> = list.iter().map(|id| self.digest.article(*id)).collect();
        let lines = articles
            .iter()
            .map(|article| (self.absolute(&article.route), article.head.title.text.as_str(), article.summary()));
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

    /// The entries of a feed in one of the two formats, each with when it last moved.
    fn entries(
        &self,
        channel: Channel,
        kept: fn(&'d Entry) -> &'d str,
        made: fn(&Item<'_>) -> String,
    ) -> Vec<Moved<'d>> {
        let extent = extent(channel);
        let entry = |id| match if extent == Extent::Summary { self.entry(id) } else { None } {
            Some(entry) => (entry.updated.clone(), kept(entry).into()),
            None => {
                let item = self.item(id, extent);
                (item.updated.clone(), made(&item).into())
            }
        };
        self.digest.feed(channel).into_iter().map(entry).collect()
    }

    /// The entry of an article with its summary, in both formats.
    pub(super) fn summary_entry(&self, id: ArticleId) -> Entry {
        let item = self.item(id, Extent::Summary);
        Entry { atom: atom::entry(&item), json: json::item(&item), updated: item.updated }
    }

    fn item(&self, id: ArticleId, extent: Extent) -> Item<'d> {
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
            summary: article.summary(),
            html: if extent == Extent::Whole { self.content(id, article) } else { String::new() },
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
    pub(super) fn tag_uri(&self, route: &Route) -> String {
        match &self.config.feed_authority {
            Some((authority, date)) => format!("tag:{authority},{date}:{}", route.percent_encoded()),
            None => self.absolute(route),
        }
    }

    fn atom_of(&self, cover: &Cover<'_>, entries: &[Moved<'_>]) -> Vec<u8> {
        let Cover { title, about, list, own } = *cover;
        let mut xml = Xml::new();
        xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", self.config.lang.as_str())]);
        xml.text("title", title);
        if !about.is_empty() {
            xml.text("subtitle", about);
        }
        xml.text("id", &self.tag_uri(own));
        xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &self.absolute(own))]);
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &self.absolute(list))]);
        let newest = entries.iter().map(|(updated, _)| updated.as_str()).max().unwrap_or("1970-01-01T00:00:00Z");
        xml.text("updated", newest);
        xml.open("author", &[]);
        xml.text("name", &self.config.title);
        xml.close("author");
        entries.iter().for_each(|(_, entry)| xml.whole(entry));
        xml.close("feed");
        xml.finish()
    }
}

/// Days become the beginning of the day in UTC (site.md, Feeds).
fn midnight(day: Day) -> String {
    format!("{day}T00:00:00Z")
}
