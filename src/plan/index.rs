//! The index of search: what is looked up of every document, and the cards that results are shown from. How it is cut
//! into files is `search.rs`; the format is in docs/search.md.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::gate::excerpt::cut_at_sentence;
use crate::gate::route::Route;
use crate::model::lang::Lang;
use crate::model::term::Term;
use crate::model::{ArticleId, EventId, TermId};
use crate::search::{About, Content, Field, Index, Listed, Name, OTHERS, Remembered};
use crate::source::sum::Sum;

use super::facts::sum::sum_of;
use super::facts::{Facts, Found, Shelf};
use super::lists::search_route;
use super::query::Document;
use super::site::Site;
use super::view::Link;
use super::{Page, Subject};

/// Characters of a summary that a result shows, at most.
const SHOWN: usize = 180;

/// The folder of its files.
pub(super) fn index_route() -> Route {
    search_route().fixed("index")
}

/// The index of a site, from what the last build remembers of it; `frame` is what the site is made from but for the HTML
/// of its texts. `beside` is told of each document while its text is in hand, and may draw what shows it. Nothing where
/// the site has no search.
#[must_use]
pub fn index(
    facts: &Facts<'_>,
    old: &Remembered,
    frame: Option<Sum>,
    beside: &(dyn Fn(Document) + Sync),
) -> Option<Arc<Index>> {
    if !facts.config.looks_up() {
        return None;
    }
    let numbered = facts.numbered();
    let all: Vec<(u32, Found)> = (0_u32..)
        .zip(numbered.articles.iter().copied())
        .chain((OTHERS..).zip(numbered.others.iter().copied()))
        .collect();
    let listed = |(number, found): &(u32, Found)| {
        let (content, body) = facts.outline(*found);
        let texts: Vec<(bool, &str)> =
            content.texts.iter().map(|(field, text)| (*field == Field::Title, text.as_str())).collect();
        let body = body.map(|document| facts.text(document).1.sum);
        Listed { number: *number, outline: sum_of(&(texts, &content.marks)), body }
    };
    let again = |(known, (_, found)): (&Listed, &(u32, Found))| Listed {
        body: document(*found).map(|document| facts.text(document).1.sum),
        ..*known
    };
    let listed: Vec<Listed> = if let Some(documents) = old.framed(frame, all.len()) {
        documents.iter().zip(&all).map(again).collect()
    } else {
        all.par_iter().map(listed).collect()
    };
    let content = |place: usize| {
        let (mut content, body) = facts.outline(all[place].1);
        let text = |document| facts.bodies.text(facts.text(document).0, &|| beside(document));
        content.texts.extend(body.map(|document| (Field::Body, text(document))));
        content
    };
    let site = About { head: head(facts), frame };
    Some(Arc::new(Index::of(site, listed, old, &content)))
}

/// The files of the index.
pub fn pieces(index: &Arc<Index>) -> impl Iterator<Item = Page> + '_ {
    index.pieces().map(|piece| {
        let folder = index_route();
        let route = match piece.name {
            Name::Directory => folder.file("all.txt"),
            Name::Words(number) => folder.numbered_file("w", number, "txt"),
            Name::Places(number) => folder.numbered_file("p", number, "txt"),
        };
        page(route, Subject::Piece(piece))
    })
}

/// The files that results are shown from.
pub(super) fn shelves(facts: &Facts<'_>) -> impl Iterator<Item = Page> {
    facts.numbered().shelves().map(|shelf| {
        let stem = if shelf.of_articles { "c" } else { "o" };
        page(index_route().numbered_file(stem, shelf.number, "json"), Subject::Shelf(shelf))
    })
}

fn page(route: Route, subject: Subject) -> Page {
    Page { route, subject, place: None, changed: None, noindex: true }
}

/// What the directory says beside the shards: how many articles and others there are, and the number of the first article
/// of each year.
fn head(facts: &Facts<'_>) -> String {
    let numbered = facts.numbered();
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    for (number, found) in numbered.articles.iter().enumerate() {
        if let Found::Article(id) = found {
            years.entry(facts.article(*id).day.year()).or_insert(number);
        }
    }
    let mut text = format!("{} {}\n", numbered.articles.len(), numbered.others.len());
    for (year, first) in years {
        let _ = write!(text, "{year}:{first} ");
    }
    text
}

impl Facts<'_> {
    /// What is looked up of a document but its text, and where its text is.
    fn outline(&self, found: Found) -> (Content, Option<Document>) {
        let content = match found {
            Found::Article(id) => self.article_outline(id),
            Found::Event(id) => self.event_outline(id),
            Found::Plain(index) => {
                let page = self.plain_page(index);
                let content = titled(&page.head.title.text, page.head.summary.as_deref());
                marked(content, &page.lang)
            }
            Found::Curated(index) => {
                let timeline = self.curated(index);
                let content = titled(&timeline.head.title.text, timeline.head.summary.as_deref());
                marked(content, &timeline.lang)
            }
            Found::Term(id) => {
                let term = self.digest.term(id);
                let names = names(term).collect::<Vec<_>>().join(" · ");
                titled(&names, term.entry.description.as_deref())
            }
        };
        (content, document(found))
    }

    fn article_outline(&self, id: ArticleId) -> Content {
        let article = self.article(id);
        let mut content = titled(&article.head.title.text, article.head.summary.as_deref());
        let original = article.original_title().map(str::to_owned);
        content.texts.extend(original.map(|title| (Field::Label, title)));
        self.add_terms(&mut content, article.terms());
        let events = article.events.iter().map(|id| self.event(*id).head.title.text.clone());
        content.texts.extend(events.map(|title| (Field::Label, title)));
        marked(content, &article.lang)
    }

    fn event_outline(&self, id: EventId) -> Content {
        let event = self.event(id);
        let mut content = titled(&event.head.title.text, event.head.summary.as_deref());
        self.add_terms(&mut content, event.terms());
        // What a withdrawn article claimed is not repeated.
        let claims = event.claims.iter().filter(|claim| claim.source.is_none_or(|id| self.article(id).listed()));
        let claims = claims.map(|claim| format!("{} {}", claim.head.what, claim.head.by));
        content.texts.extend(claims.map(|claim| (Field::Body, claim)));
        marked(content, &event.lang)
    }

    fn add_terms(&self, content: &mut Content, terms: impl Iterator<Item = TermId>) {
        let terms: Vec<&Term> = terms.map(|id| self.digest.term(id)).collect();
        for term in terms {
            content.texts.extend(names(term).map(|name| (Field::Label, name.to_owned())));
            content.marks.push([term.kind.singular(), term.entry.slug.as_str()].join("/"));
        }
        content.marks.sort();
        content.marks.dedup();
    }
}

/// Where the text of a document is.
fn document(found: Found) -> Option<Document> {
    match found {
        Found::Article(id) => Some(Document::Article(id)),
        Found::Event(id) => Some(Document::Event(id)),
        Found::Plain(index) => Some(Document::Plain(index)),
        Found::Curated(index) => Some(Document::Curated(index)),
        Found::Term(_) => None,
    }
}

fn titled(title: &str, summary: Option<&str>) -> Content {
    let summary = summary.map(|summary| (Field::Label, summary.to_owned()));
    Content { texts: std::iter::once((Field::Title, title.to_owned())).chain(summary).collect(), marks: Vec::new() }
}

fn marked(mut content: Content, lang: &Lang) -> Content {
    content.marks.push(["lang", lang.as_str()].join("/"));
    content
}

/// Every name of a term, each once: readers know a place by the one or the other.
fn names(term: &Term) -> impl Iterator<Item = &str> {
    let entry = &term.entry;
    let others = entry.labels.iter().map(|(_, label)| label.as_str()).chain(entry.aliases.iter().map(String::as_str));
    let mut names: Vec<&str> = std::iter::once(entry.label.as_str()).chain(others).collect();
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    names.into_iter()
}

impl Site<'_> {
    /// What results on a shelf are shown from: address, title, summary, language and direction of both, a date for
    /// machines, and what else is said, in words.
    pub(super) fn shelf(&self, shelf: Shelf) -> Vec<u8> {
        let cards: Vec<Value> = self.digest.shelf(shelf).iter().map(|found| self.found(*found)).collect();
        Value::from(cards).to_string().into_bytes()
    }

    fn found(&self, found: Found) -> Value {
        match found {
            Found::Article(id) => {
                let article = self.digest.article(id);
                let said = [self.words.long(article.day), self.term_link(article.publisher).text.into_owned()];
                shown(&self.article_link(id), article.summary(), &article.day.to_string(), &said)
            }
            Found::Event(id) => {
                let event = self.digest.event(id);
                let said = [self.word("event").to_owned(), self.words.when(&event.head.when).words];
                shown(&self.event_link(id), event.summary(), "", &said)
            }
            Found::Plain(index) => {
                let page = self.digest.plain_page(index);
                let link = self.link_in(&page.route, &page.head.title.text, &page.lang);
                shown(&link, page.head.summary.as_deref(), "", &[])
            }
            Found::Curated(index) => {
                let timeline = self.digest.curated(index);
                let link = self.link_in(&timeline.route, &timeline.head.title.text, &timeline.lang);
                shown(&link, timeline.head.summary.as_deref(), "", &[self.word("timeline").to_owned()])
            }
            Found::Term(id) => {
                let name = self.digest.term(id);
                let kind = self.say(&format!("kind_{}", name.kind.singular())).into_owned();
                shown(&self.term_link(id), name.entry.description.as_deref(), "", &[kind])
            }
        }
    }
}

fn shown(link: &Link<'_>, summary: Option<&str>, date: &str, said: &[String]) -> Value {
    let summary = summary.map_or(Cow::Borrowed(""), |summary| Cow::Owned(cut_at_sentence(summary, SHOWN)));
    json!([link.href, link.text, summary, link.lang, link.dir, date, said])
}
