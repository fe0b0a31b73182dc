//! Taxonomy terms: tags, places, actors, authors, publishers; one code path for all five kinds.

use serde::{Deserialize, Serialize};

use crate::gate::route::Route;
use crate::gate::slug::Slug;
use crate::model::lang::Lang;
use crate::model::{ArticleId, EventId, TermId};

/// The five kinds, in the order in which pages list them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TermKind {
    /// What it is about.
    Tag,
    /// Where.
    Place,
    /// Who acts.
    Actor,
    /// Who wrote the original.
    Author,
    /// Who published the original.
    Publisher,
}

impl TermKind {
    /// All five.
    pub const ALL: [TermKind; 5] =
        [TermKind::Tag, TermKind::Place, TermKind::Actor, TermKind::Author, TermKind::Publisher];

    /// The first segment of its addresses and the stem of its vocabulary: `tags`.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            TermKind::Tag => "tags",
            TermKind::Place => "places",
            TermKind::Actor => "actors",
            TermKind::Author => "authors",
            TermKind::Publisher => "publishers",
        }
    }

    /// One of them: `tag`.
    #[must_use]
    pub fn singular(self) -> &'static str {
        &self.plural()[..self.plural().len() - 1]
    }
}

/// A term of a vocabulary, or one that an article uses without any (content.md, "Vocabularies").
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TermEntry {
    /// Key and last segment of its address.
    pub slug: Slug,
    /// Label in the site's language.
    pub label: String,
    /// Labels in other languages.
    pub labels: Vec<(Lang, String)>,
    /// What it means here.
    pub description: Option<String>,
    /// Other spellings; their pages redirect.
    pub aliases: Vec<String>,
    /// Key of the term above it.
    pub parent: Option<Slug>,
    /// ISO 3166-1 alpha-2 code (places).
    pub country: Option<String>,
    /// Latitude and longitude in degrees, WGS 84 (places).
    pub position: Option<(f64, f64)>,
    /// How exact the position is (places): `city`, `village`, `region`, `country` or other words.
    pub precision: Option<String>,
    /// Why a place is disputed; what kind of outlet a publisher is.
    pub note: Option<String>,
    /// Hosts of a publisher's addresses, without `www.`.
    pub hosts: Vec<String>,
    /// Usual language of a publisher.
    pub lang: Option<Lang>,
    /// What kind of actor: `person`, `state` …
    pub kind: Option<String>,
}

impl TermEntry {
    /// A term that nothing more is known of.
    #[must_use]
    pub fn new(slug: Slug, label: impl Into<String>) -> TermEntry {
        TermEntry {
            slug,
            label: label.into(),
            labels: Vec::new(),
            description: None,
            aliases: Vec::new(),
            parent: None,
            country: None,
            position: None,
            precision: None,
            note: None,
            hosts: Vec::new(),
            lang: None,
            kind: None,
        }
    }
}

/// A term of the digest.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its kind.
    pub kind: TermKind,
    /// What the vocabulary says, or what articles wrote.
    pub entry: TermEntry,
    /// `/tags/syria/`.
    pub route: Route,
    /// The term above it.
    pub parent: Option<TermId>,
    /// Terms below it, by label.
    pub children: Vec<TermId>,
    /// Listed articles that carry it, newest first.
    pub articles: Vec<ArticleId>,
    /// Events that carry it or are reported by an article that carries it, in the order of time.
    pub events: Vec<EventId>,
}

impl Term {
    /// Its label in a language, else the site's.
    #[must_use]
    pub fn label(&self, lang: &Lang) -> &str {
        let labels = &self.entry.labels;
        let exact = labels.iter().find(|(l, _)| l == lang);
        let near = || labels.iter().find(|(l, _)| l.language() == lang.language());
        exact.or_else(near).map_or(&self.entry.label, |(_, label)| label)
    }

    /// Whether any page would list something under it.
    #[must_use]
    pub fn is_used(&self) -> bool {
        !self.articles.is_empty() || !self.events.is_empty()
    }
}
