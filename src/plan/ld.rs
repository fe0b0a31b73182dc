//! JSON-LD (schema.org): what a machine may take from a page. The page is ours; the original's NewsArticle is another's.

use crate::gate::html::Html;
use crate::gate::json::for_html;
use crate::model::article::{Article, CorrectionKind, Source};
use crate::model::event::Event;
use crate::model::term::TermKind;
use crate::model::{ArticleId, TermId};

use super::facts::Name;
use super::site::Site;
use super::view::{Frame, Link};

mod nodes;

use nodes::{
    Author, CONTEXT, Comment, CreativeWork, Crumb, Entity, GeoCoordinates, Graph, Iso, List, ListItem, Named,
    NewsArticle, Place, PostalAddress, Reference, WebPage, WebSite,
};

/// Articles of a list that are named.
const LISTED: usize = 100;

impl<'d> Site<'d> {
    /// A plain web page with its breadcrumbs.
    pub(super) fn ld_page(&self, frame: &Frame<'_>) -> Html {
        for_html(&self.web_page(frame))
    }

    /// The home page: the web site itself.
    pub(super) fn ld_site(&self, frame: &Frame<'_>) -> Html {
        for_html(&WebSite {
            context: CONTEXT,
            kind: "WebSite",
            name: &self.config.title,
            url: &frame.canonical,
            in_language: self.config.lang.as_str(),
            description: &frame.description,
        })
    }

    /// A list of articles: a day, a month, a term.
    pub(super) fn ld_list(&self, frame: &Frame<'_>, articles: &[ArticleId]) -> Html {
        let items = (articles.iter().take(LISTED).enumerate()).map(|(index, id)| {
            let url = self.absolute(&self.digest.article(*id).route);
            ListItem { kind: "ListItem", position: index + 1, url }
        });
        let list = List { kind: "ItemList", item_list_element: items.collect() };
        let mut page = self.web_page(frame);
        page.kind = "CollectionPage";
        page.main_entity = Some(Entity::List(list));
        for_html(&page)
    }

    /// An article: our page, which is based on the original.
    pub(super) fn ld_article(&self, frame: &Frame<'_>, article: &Article) -> Html {
        let head = &article.head;
        let original = frame.canonical.clone() + "#original";
        let withdrawn = head.withdrawn.as_ref().map(|gone| gone.day);
        let mut page = self.web_page(frame);
        page.context = None;
        page.in_language = article.lang.as_str();
        page.date_published = head.added.map(Iso);
        page.date_modified = withdrawn.max(Some(article.moved())).map(Iso);
        page.is_based_on = Some(Reference { id: &original });
        page.main_entity = Some(Entity::Node(Reference { id: &original }));
        let cited = if article.listed() { head.sources.as_slice() } else { &[] };
        page.citation = cited.iter().map(cite).collect();
        page.correction = corrections(article);
        for_html(&Graph { context: CONTEXT, nodes: (page, self.original(&original, article)) })
    }

    fn original<'a>(&'a self, id: &'a str, article: &'a Article) -> NewsArticle<'a> {
        let head = &article.head;
        let named = |kind: &'static str, id: TermId| Named { kind, name: &self.digest.term(id).entry.label };
        let publisher = named("Organization", article.publisher);
        let author = match article.authors.as_slice() {
            [] => Author::Organization(publisher),
            authors => Author::Persons(authors.iter().map(|id| named("Person", *id)).collect()),
        };
        let listed = article.listed();
        let keywords = || article.tags.iter().map(|id| self.digest.term(*id).label()).collect();
        let mut coverage: Vec<String> = Vec::new();
        for id in article.events.iter().filter(|_| listed) {
            let when = self.digest.event(*id).head.when.schema_org();
            // Two events of one day cover one day.
            if !coverage.contains(&when) {
                coverage.push(when);
            }
        }
        NewsArticle {
            kind: "NewsArticle",
            id,
            headline: article.original_title().unwrap_or(&head.title.text),
            author,
            publisher,
            date_published: published(article),
            in_language: head.original_lang.as_ref().or(head.lang.as_ref()).unwrap_or(&article.lang).as_str(),
            url: head.original.as_str(),
            archived_at: article.archived().iter().map(|copy| copy.href.as_str()).collect(),
            keywords: listed.then(keywords),
            temporal_coverage: coverage,
            content_location: if listed { self.locations(&article.places) } else { Vec::new() },
        }
    }

    /// An event, with its place and time.
    pub(super) fn ld_event(&self, frame: &Frame<'_>, event: &Event) -> Html {
        let when = &event.head.when;
        let mut page = self.web_page(frame);
        page.about = Some(nodes::Event {
            kind: "Event",
            name: &event.head.title.text,
            start_date: when.begins().map(Iso),
            end_date: when.latest().map(Iso),
            location: self.locations(&event.places),
        });
        page.temporal_coverage = Some(when.schema_org());
        for_html(&page)
    }

    fn locations(&self, places: &[TermId]) -> Vec<Place<'d>> {
        places.iter().map(|id| place(self.digest.term(*id))).collect()
    }

    fn web_page<'a>(&'a self, frame: &'a Frame<'_>) -> WebPage<'a> {
        WebPage {
            context: Some(CONTEXT),
            kind: "WebPage",
            id: &frame.canonical,
            url: &frame.canonical,
            name: &frame.title,
            in_language: self.config.lang.as_str(),
            // A trail has two steps at least; one alone says no more than the address does.
            breadcrumb: (frame.crumbs.len() > 1).then(|| self.breadcrumb(&frame.crumbs)),
            ..WebPage::default()
        }
    }

    fn breadcrumb<'a>(&self, crumbs: &'a [Link<'_>]) -> List<Crumb<'a>> {
        let step = |(index, crumb): (usize, &'a Link<'_>)| Crumb {
            kind: "ListItem",
            position: index + 1,
            name: &crumb.text,
            item: self.way.absolute(&self.config.base, &crumb.href),
        };
        List { kind: "BreadcrumbList", item_list_element: crumbs.iter().enumerate().map(step).collect() }
    }
}

/// The moment as printed where its offset is known, else the day: schema.org's dates have no times without offsets.
fn published(article: &Article) -> String {
    match article.head.date.time().and_then(|clock| clock.offset()) {
        Some(_) => article.head.date.utc_rfc3339(),
        None => article.day.to_string(),
    }
}

fn place(term: Name<'_>) -> Place<'_> {
    debug_assert!(term.kind == TermKind::Place, "only places have a location");
    let geo = |(latitude, longitude)| GeoCoordinates { kind: "GeoCoordinates", latitude, longitude };
    let address = |code| PostalAddress { kind: "PostalAddress", address_country: code };
    Place {
        kind: "Place",
        name: &term.entry.label,
        geo: term.entry.position.map(geo),
        address: term.entry.country.as_deref().map(address),
    }
}

fn cite(source: &Source) -> CreativeWork<'_> {
    CreativeWork { kind: "CreativeWork", url: source.href.as_str(), name: source.title.as_deref() }
}

/// Corrections; of a withdrawn article only the withdrawal.
fn corrections(article: &Article) -> Vec<Comment<'_>> {
    let comment = |kind, text, day| Comment { kind, text, date_published: Iso(day) };
    if let Some(gone) = &article.head.withdrawn {
        return vec![comment("CorrectionComment", &gone.reason, gone.day)];
    }
    (article.head.corrections.iter())
        .map(|correction| {
            let kind = match correction.kind {
                CorrectionKind::Correction | CorrectionKind::Clarification => "CorrectionComment",
                CorrectionKind::Update => "Comment",
            };
            comment(kind, &correction.note, correction.day)
        })
        .collect()
}
