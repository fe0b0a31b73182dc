//! What linked data is made of: the types of schema.org that pages use, with the properties they use of them. Each is
//! written as it is declared, and what is nothing is left out, for schema.org knows no null.

use serde::{Serialize, Serializer};

use crate::model::date::Day;

/// Where all names come from.
pub(super) const CONTEXT: &str = "https://schema.org";

/// Two nodes of one page.
#[derive(Debug, Serialize)]
pub(super) struct Graph<'a> {
    #[serde(rename = "@context")]
    pub(super) context: &'static str,
    #[serde(rename = "@graph")]
    pub(super) nodes: (WebPage<'a>, NewsArticle<'a>),
}

/// The web site itself.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WebSite<'a> {
    #[serde(rename = "@context")]
    pub(super) context: &'static str,
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    pub(super) url: &'a str,
    pub(super) in_language: &'a str,
    pub(super) description: &'a str,
}

/// A page of ours: `WebPage`, or `CollectionPage` where it lists others.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WebPage<'a> {
    /// Where the names come from; nothing where the graph around it says so.
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    pub(super) context: Option<&'static str>,
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(rename = "@id")]
    pub(super) id: &'a str,
    pub(super) url: &'a str,
    pub(super) name: &'a str,
    pub(super) in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) breadcrumb: Option<List<Crumb<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_published: Option<Iso>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_modified: Option<Iso>,
    /// The original that this page tells of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) is_based_on: Option<Reference<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) main_entity: Option<Entity<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) citation: Vec<CreativeWork<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) correction: Vec<Comment<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) about: Option<Event<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) temporal_coverage: Option<String>,
}

/// An original, which is another's.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewsArticle<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(rename = "@id")]
    pub(super) id: &'a str,
    pub(super) headline: &'a str,
    pub(super) author: Author<'a>,
    pub(super) publisher: Named<'a>,
    pub(super) date_published: String,
    pub(super) in_language: &'a str,
    pub(super) url: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) archived_at: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) keywords: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) temporal_coverage: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) content_location: Vec<Place<'a>>,
}

/// What a page is about.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Entity<'a> {
    /// Something that has a node of its own.
    Node(Reference<'a>),
    /// The articles that it lists.
    List(List<ListItem>),
}

/// A node, by its name.
#[derive(Debug, Serialize)]
pub(super) struct Reference<'a> {
    #[serde(rename = "@id")]
    pub(super) id: &'a str,
}

/// `ItemList` or `BreadcrumbList`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct List<T> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) item_list_element: Vec<T>,
}

/// An entry of a list: `ListItem`.
#[derive(Debug, Serialize)]
pub(super) struct ListItem {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    /// From 1.
    pub(super) position: usize,
    pub(super) url: String,
}

/// A step of the way to a page: `ListItem` as well.
#[derive(Debug, Serialize)]
pub(super) struct Crumb<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    /// From 1.
    pub(super) position: usize,
    pub(super) name: &'a str,
    pub(super) item: String,
}

/// Who wrote an original: its authors, or its publisher where they are not known.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Author<'a> {
    Persons(Vec<Named<'a>>),
    Organization(Named<'a>),
}

/// `Person` or `Organization`.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Named<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
}

/// A source that an article names.
#[derive(Debug, Serialize)]
pub(super) struct CreativeWork<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<&'a str>,
}

/// `CorrectionComment`, or `Comment` where nothing was wrong.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Comment<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) text: &'a str,
    pub(super) date_published: Iso,
}

/// What happened.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start_date: Option<Iso>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_date: Option<Iso>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) location: Vec<Place<'a>>,
}

/// Where.
#[derive(Debug, Serialize)]
pub(super) struct Place<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) geo: Option<GeoCoordinates>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) address: Option<PostalAddress<'a>>,
}

/// Degrees north and east.
#[derive(Debug, Serialize)]
pub(super) struct GeoCoordinates {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) latitude: f64,
    pub(super) longitude: f64,
}

/// A country, by its code (ISO 3166-1 alpha-2).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PostalAddress<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) address_country: &'a str,
}

/// A day as it is printed (ISO 8601-1).
#[derive(Debug, Clone, Copy)]
pub(super) struct Iso(pub(super) Day);

impl Serialize for Iso {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
