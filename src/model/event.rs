//! Events: something that happened, who claims what about it, and the articles that report it.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Span;
use crate::gate::route::Route;
use crate::gate::slug::Slug;
use crate::model::article::{Text, Written};
use crate::model::date::Day;
use crate::model::date::when::When;
use crate::model::figure::Figure;
use crate::model::lang::Lang;
use crate::model::{ArticleId, TermId};
use crate::source::SourcePath;

/// The front matter of an event (content.md, "An event").
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EventHead {
    /// The file.
    pub source: SourcePath,
    /// From the file name, or `slug:`; unique among events.
    pub slug: Slug,
    /// Where the slug was said: `slug:`, else the whole file.
    pub slug_span: Span,
    /// Headline.
    pub title: Written,
    /// When it happened, as exactly as is known.
    pub when: When,
    /// Where the date was written.
    pub when_span: Span,
    /// Keys or names of places.
    pub places: Vec<Written>,
    /// Keys or names of actors.
    pub actors: Vec<Written>,
    /// Tags; may be empty.
    pub tags: Vec<Written>,
    /// How sure it is.
    pub status: Status,
    /// Who says what.
    pub claims: Vec<ClaimHead>,
    /// A key event.
    pub key: bool,
    /// Language of the text; by default the site's.
    pub lang: Option<Lang>,
    /// Plain text for lists.
    pub summary: Option<String>,
    /// Old addresses.
    pub aliases: Vec<(Route, Span)>,
    /// Left out unless drafts are asked for.
    pub draft: bool,
}

/// How sure an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Status {
    /// Some report it.
    #[default]
    Reported,
    /// Established.
    Confirmed,
    /// Accounts contradict each other.
    Contested,
    /// It turned out not to have happened.
    Retracted,
}

impl Status {
    /// Each with the word that is written for it.
    pub const WORDS: [(&'static str, Status); 4] = [
        ("reported", Status::Reported),
        ("confirmed", Status::Confirmed),
        ("contested", Status::Contested),
        ("retracted", Status::Retracted),
    ];
}

/// A claim as written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ClaimHead {
    /// What is counted or said: `killed`.
    pub what: String,
    /// The figure or wording as printed: `about 20`.
    pub value: String,
    /// Who says so.
    pub by: String,
    /// When it was said.
    pub date: Option<Day>,
    /// Slug of the article that reports it.
    pub source: Option<Written>,
}

/// A claim of the digest.
#[derive(Debug, Clone)]
pub struct Claim {
    /// As written.
    pub head: ClaimHead,
    /// The figure in it, when there is one.
    pub figure: Option<Figure>,
    /// The article that reports it.
    pub source: Option<ArticleId>,
}

/// An event of the digest; one written in place by an article has a head made from it.
#[derive(Debug, Clone)]
pub struct Event {
    /// As read.
    pub head: EventHead,
    /// The account.
    pub body: Text,
    /// `/events/slug/`; an event written in place has no page.
    pub route: Option<Route>,
    /// Language of the text.
    pub lang: Lang,
    /// Tags, places, actors.
    pub tags: Vec<TermId>,
    /// Places.
    pub places: Vec<TermId>,
    /// Actors.
    pub actors: Vec<TermId>,
    /// Claims, in the order written.
    pub claims: Vec<Claim>,
    /// Articles that report it and are listed, oldest first.
    pub reports: Vec<ArticleId>,
}

impl Event {
    /// The summary for lists: as written, else the first paragraph of its account.
    #[must_use]
    pub fn summary(&self) -> Option<&str> {
        self.head.summary.as_deref().or(self.body.first.as_deref())
    }

    /// Every term it carries itself.
    pub fn terms(&self) -> impl Iterator<Item = TermId> + '_ {
        [&self.tags, &self.places, &self.actors].into_iter().flatten().copied()
    }
}
