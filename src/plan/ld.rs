//! JSON-LD (schema.org): what a machine may take from a page. The page is ours; the original's NewsArticle is another's.

use serde_json::{Map, Value, json};

use crate::gate::html::Html;
use crate::gate::json::for_html;
use crate::model::ArticleId;
use crate::model::article::{Article, CorrectionKind};
use crate::model::event::Event;
use crate::model::term::TermKind;

use super::facts::Name;
use super::site::Site;
use super::view::{Frame, Link};

impl<'d> Site<'d> {
    /// A plain web page with its breadcrumbs.
    pub(super) fn ld_page(&self, frame: &Frame<'_>) -> Html {
        let mut page = self.web_page(frame);
        page.insert("@context".to_owned(), json!("https://schema.org"));
        finish(Value::Object(page))
    }

    /// The home page: the web site itself.
    pub(super) fn ld_site(&self, frame: &Frame<'_>) -> Html {
        finish(json!({
            "@context": "https://schema.org", "@type": "WebSite", "name": self.config.title,
            "url": frame.canonical, "inLanguage": self.config.lang.as_str(), "description": frame.description,
        }))
    }

    /// A list of articles: a day, a month, a term.
    pub(super) fn ld_list(&self, frame: &Frame<'_>, articles: &[ArticleId]) -> Html {
        let items: Vec<Value> = (articles.iter().take(100).enumerate())
            .map(|(index, id)| {
                let article = self.digest.article(*id);
                json!({"@type": "ListItem", "position": index + 1, "url": self.absolute(&article.route)})
            })
            .collect();
        let mut page = self.web_page(frame);
        page.insert("@type".to_owned(), json!("CollectionPage"));
        page.insert("@context".to_owned(), json!("https://schema.org"));
        page.insert("mainEntity".to_owned(), json!({"@type": "ItemList", "itemListElement": items}));
        finish(Value::Object(page))
    }

    /// An article: our page, which is based on the original.
    pub(super) fn ld_article(&self, frame: &Frame<'_>, article: &Article) -> Html {
        let head = &article.head;
        let mut page = self.web_page(frame);
        page.insert("inLanguage".to_owned(), json!(article.lang.as_str()));
        if let Some(day) = head.added {
            page.insert("datePublished".to_owned(), json!(day.to_string()));
        }
        let withdrawn = head.withdrawn.as_ref().map(|gone| gone.day);
        page.insert("dateModified".to_owned(), json!(withdrawn.max(Some(article.moved())).map(|day| day.to_string())));
        page.insert("isBasedOn".to_owned(), json!({"@id": original_id(frame)}));
        page.insert("mainEntity".to_owned(), json!({"@id": original_id(frame)}));
        if article.listed() && !head.sources.is_empty() {
            let cited: Vec<Value> = (head.sources.iter())
                .map(|source| json!({"@type": "CreativeWork", "url": source.href.as_str(), "name": source.title}))
                .map(without_nulls)
                .collect();
            page.insert("citation".to_owned(), json!(cited));
        }
        let changes = corrections(article);
        if !changes.is_empty() {
            page.insert("correction".to_owned(), json!(changes));
        }
        let graph = [Value::Object(page), self.original(frame, article)];
        finish(json!({"@context": "https://schema.org", "@graph": graph}))
    }

    fn original(&self, frame: &Frame<'_>, article: &Article) -> Value {
        let head = &article.head;
        let publisher = self.digest.term(article.publisher);
        let organisation = json!({"@type": "Organization", "name": publisher.entry.label});
        let authors: Vec<Value> = (article.authors.iter())
            .map(|id| json!({"@type": "Person", "name": self.digest.term(*id).entry.label}))
            .collect();
        let listed = article.listed();
        let keywords: Vec<&str> = article.tags.iter().map(|id| self.digest.term(*id).label()).collect();
        let archived: Vec<&str> = article.archived().iter().map(|copy| copy.href.as_str()).collect();
        let mut coverage: Vec<String> = Vec::new();
        for id in article.events.iter().filter(|_| listed) {
            let when = self.digest.event(*id).head.when.schema_org();
            // Two events of one day cover one day.
            if !coverage.contains(&when) {
                coverage.push(when);
            }
        }
        let lang = head.original_lang.as_ref().or(head.lang.as_ref()).unwrap_or(&article.lang);
        without_nulls(json!({
            "@type": "NewsArticle",
            "@id": original_id(frame),
            "headline": article.original_title().unwrap_or(&head.title.text),
            "author": if authors.is_empty() { organisation.clone() } else { json!(authors) },
            "publisher": organisation,
            "datePublished": published(article),
            "inLanguage": lang.as_str(),
            "url": head.original.as_str(),
            "archivedAt": (!archived.is_empty()).then_some(archived),
            "keywords": listed.then_some(keywords),
            "temporalCoverage": (!coverage.is_empty()).then_some(coverage),
            "contentLocation": self.locations(&article.places).filter(|_| listed),
        }))
    }

    /// An event, with its place and time.
    pub(super) fn ld_event(&self, frame: &Frame<'_>, event: &Event) -> Html {
        let about = without_nulls(json!({
            "@type": "Event",
            "name": event.head.title.text,
            "startDate": event.head.when.begins().map(|day| day.to_string()),
            "endDate": event.head.when.latest().map(|day| day.to_string()),
            "location": self.locations(&event.places),
        }));
        let mut page = self.web_page(frame);
        page.insert("@context".to_owned(), json!("https://schema.org"));
        page.insert("about".to_owned(), about);
        page.insert("temporalCoverage".to_owned(), json!(event.head.when.schema_org()));
        finish(Value::Object(page))
    }

    fn locations(&self, places: &[crate::model::TermId]) -> Option<Vec<Value>> {
        let places: Vec<Value> = places.iter().map(|id| place(self.digest.term(*id))).collect();
        (!places.is_empty()).then_some(places)
    }

    fn web_page(&self, frame: &Frame<'_>) -> Map<String, Value> {
        let mut page = Map::new();
        page.insert("@type".to_owned(), json!("WebPage"));
        page.insert("@id".to_owned(), json!(frame.canonical));
        page.insert("url".to_owned(), json!(frame.canonical));
        page.insert("name".to_owned(), json!(frame.title));
        page.insert("inLanguage".to_owned(), json!(self.config.lang.as_str()));
        // A trail has two steps at least; one alone says no more than the address does.
        if frame.crumbs.len() > 1 {
            page.insert("breadcrumb".to_owned(), self.breadcrumb(&frame.crumbs));
        }
        page
    }

    fn breadcrumb(&self, crumbs: &[Link<'_>]) -> Value {
        let items: Vec<Value> = (crumbs.iter().enumerate())
            .map(|(index, crumb)| {
                let item = self.way.absolute(&self.config.base, &crumb.href);
                json!({"@type": "ListItem", "position": index + 1, "name": crumb.text, "item": item})
            })
            .collect();
        json!({"@type": "BreadcrumbList", "itemListElement": items})
    }
}

/// The moment as printed where its offset is known, else the day: schema.org's dates have no times without offsets.
fn published(article: &Article) -> String {
    match article.head.date.time().and_then(|clock| clock.offset()) {
        Some(_) => article.head.date.utc_rfc3339(),
        None => article.day.to_string(),
    }
}

fn original_id(frame: &Frame<'_>) -> String {
    frame.canonical.clone() + "#original"
}

fn place(term: Name<'_>) -> Value {
    debug_assert!(term.kind == TermKind::Place, "only places have a location");
    let geo = term
        .entry
        .position
        .map(|(latitude, longitude)| json!({"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}));
    without_nulls(json!({
        "@type": "Place", "name": term.entry.label, "geo": geo,
        "address": term.entry.country.as_ref().map(|code| json!({"@type": "PostalAddress", "addressCountry": code})),
    }))
}

/// Corrections; of a withdrawn article only the withdrawal.
fn corrections(article: &Article) -> Vec<Value> {
    if let Some(gone) = &article.head.withdrawn {
        return vec![json!({"@type": "CorrectionComment", "text": gone.reason, "datePublished": gone.day.to_string()})];
    }
    (article.head.corrections.iter())
        .map(|correction| match correction.kind {
            CorrectionKind::Correction | CorrectionKind::Clarification => {
                json!({"@type": "CorrectionComment", "text": correction.note, "datePublished": correction.day.to_string()})
            }
            CorrectionKind::Update => {
                json!({"@type": "Comment", "text": correction.note, "datePublished": correction.day.to_string()})
            }
        })
        .collect()
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(map.into_iter().filter(|(_, value)| !value.is_null()).collect()),
        other => other,
    }
}

fn finish(value: Value) -> Html {
    for_html(&value)
}
