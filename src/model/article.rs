//! Articles: what a contributor's file says once it has been read (`Head`, `Text`), and an article of the digest.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Place, Span};
use crate::gate::href::Href;
use crate::gate::html::Html;
use crate::gate::picture::Picture;
use crate::gate::route::Route;
use crate::gate::slug::Slug;
use crate::model::date::Day;
use crate::model::date::stamp::Stamp;
use crate::model::date::when::When;
use crate::model::lang::Lang;
use crate::model::{ArticleId, EventId, TermId};
use crate::source::SourcePath;
use crate::source::sum::Sum;

/// A word or name as written, and where, so that later stages can point at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The text, white space trimmed.
    pub text: String,
    /// Bytes in the file.
    pub span: Span,
}

impl Written {
    /// The place of this text in its file.
    #[must_use]
    pub fn place(&self, file: &SourcePath) -> Place {
        Place::new(file, self.span)
    }
}

/// The front matter of an article, believed as far as one file can tell (content.md, "An article").
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Head {
    /// The file.
    pub source: SourcePath,
    /// From the file name, or `slug:`.
    pub slug: Slug,
    /// Where the slug was said: `slug:`, else the whole file.
    pub slug_span: Span,
    /// Headline.
    pub title: Written,
    /// Names; empty when the author is unknown.
    pub authors: Vec<Written>,
    /// When the original was published; its civil date never moves.
    pub date: Stamp,
    /// Where the date was written.
    pub date_span: Span,
    /// The original.
    pub original: Href,
    /// Where its address was written.
    pub original_span: Span,
    /// One to twenty tags.
    pub tags: Vec<Written>,
    /// Keys or names of places.
    pub places: Vec<Written>,
    /// Keys or names of actors.
    pub actors: Vec<Written>,
    /// Key or name of the publisher; by default found from the original's host.
    pub publisher: Option<Written>,
    /// Language of this text; by default the site's.
    pub lang: Option<Lang>,
    /// Headline as printed.
    pub original_title: Option<String>,
    /// Language of the original.
    pub original_lang: Option<Lang>,
    /// Plain text for lists.
    pub summary: Option<String>,
    /// Events it reports.
    pub events: Vec<EventMention>,
    /// Preserved copies.
    pub archived: Vec<Archived>,
    /// Further coverage.
    pub sources: Vec<Source>,
    /// When the original was read.
    pub accessed: Option<Day>,
    /// What became of the original.
    pub original_state: Option<OriginalState>,
    /// When the digest took it in.
    pub added: Option<Day>,
    /// When its text last changed.
    pub updated: Option<Day>,
    /// Where `updated` was written.
    pub updated_span: Span,
    /// Who translated this text.
    pub translator: Option<String>,
    /// A key entry.
    pub key: bool,
    /// What was corrected, as written.
    pub corrections: Vec<Correction>,
    /// Withdrawn, and why.
    pub withdrawn: Option<Withdrawn>,
    /// Content warning.
    pub warning: Option<String>,
    /// Image above the text.
    pub image: Option<Image>,
    /// Old addresses, each with its place.
    pub aliases: Vec<(Route, Span)>,
    /// Slug of the article this one translates.
    pub translation_of: Option<Written>,
    /// Left out unless drafts are asked for.
    pub draft: bool,
    /// For themes; never interpreted.
    #[serde(with = "as_text")]
    pub extra: Option<serde_json::Value>,
}

/// A value of any shape is remembered as the text of it: the format of what is remembered has no shapes of its own.
mod as_text {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};
    use serde_json::Value;

    pub(super) fn serialize<S: Serializer>(value: &Option<Value>, serializer: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map(Value::to_string).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| serde_json::from_str(&text).map_err(D::Error::custom)).transpose()
    }
}

/// An event an article reports.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum EventMention {
    /// Slug of a file in `events/`.
    Named(Written),
    /// Written in place.
    Inline {
        /// When it happened.
        when: When,
        /// What happened, one line.
        what: String,
        /// Place, as key or name.
        place: Option<Written>,
    },
}

/// A preserved copy of the original.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Archived {
    /// Its address.
    pub href: Href,
    /// When it was made.
    pub date: Option<Day>,
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    pub sha256: Option<String>,
}

/// Further coverage that an article cites.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Source {
    /// Its address.
    pub href: Href,
    /// Its title.
    pub title: Option<String>,
    /// Who published it, as text.
    pub publisher: Option<String>,
    /// When.
    pub date: Option<Day>,
}

/// What became of an original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OriginalState {
    /// It answers as it did.
    Live,
    /// Its text has changed.
    Changed,
    /// It asks for payment.
    Paywalled,
    /// It is no longer there; the archived copy comes first.
    Gone,
}

impl OriginalState {
    /// Each with the word that is written for it.
    pub const WORDS: [(&'static str, OriginalState); 4] = [
        ("live", OriginalState::Live),
        ("changed", OriginalState::Changed),
        ("paywalled", OriginalState::Paywalled),
        ("gone", OriginalState::Gone),
    ];
}

/// One correction of an article.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Correction {
    /// When.
    pub day: Day,
    /// What was changed and why.
    pub note: String,
    /// What sort of change.
    pub kind: CorrectionKind,
    /// Old wording.
    pub was: Option<String>,
    /// New wording.
    pub now: Option<String>,
}

/// What sort of change a correction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CorrectionKind {
    /// Something was wrong.
    Correction,
    /// Something was unclear.
    Clarification,
    /// Something new is known.
    Update,
}

impl CorrectionKind {
    /// Each with the word that is written for it.
    pub const WORDS: [(&'static str, CorrectionKind); 3] = [
        ("correction", CorrectionKind::Correction),
        ("clarification", CorrectionKind::Clarification),
        ("update", CorrectionKind::Update),
    ];
}

/// A withdrawal: the page stays, without the body.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Withdrawn {
    /// When.
    pub day: Day,
    /// Why.
    pub reason: String,
}

/// An image named by front matter.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Image {
    /// File name, relative to the article's folder.
    pub src: Written,
    /// Alternative text.
    pub alt: String,
    /// Credit line.
    pub credit: Option<String>,
}

/// A body after the gate.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Text {
    /// The sum of its HTML, which is lent by [`Bodies`].
    pub sum: Sum,
    /// Whether there is none.
    pub is_empty: bool,
    /// The first paragraph as plain text, cut at a sentence: the default summary.
    pub first: Option<String>,
    /// Whether it has highlighted code (the page then links `code.css`).
    pub code: bool,
    /// Addresses of the site that it links to, each with its place.
    pub links: Vec<(Span, Route)>,
    /// Those of them that lead to a part of a document, each with the id of the part.
    pub fragments: Vec<(Span, Route, String)>,
    /// The ids of its headings.
    pub headings: Vec<String>,
}

impl Default for Text {
    /// The empty text.
    fn default() -> Text {
        Text {
            sum: Sum::of(b""),
            is_empty: true,
            first: None,
            code: false,
            links: Vec::new(),
            fragments: Vec::new(),
            headings: Vec::new(),
        }
    }
}

/// The texts of a site as HTML. They are no part of the digest: all together they are larger than it.
pub trait Bodies: fmt::Debug + Sync {
    /// The HTML of the text of a file, drawn when it was drawn before or when it is asked for.
    fn html(&self, source: &SourcePath) -> Html;

    /// The same without its form, for looking words up. What is drawn for it is in hand for as long as `meanwhile` runs, for
    /// a page that shows it.
    fn text(&self, source: &SourcePath, meanwhile: &dyn Fn()) -> String;
}

/// What to write after `#` instead of an id that no heading of a text has. Of very many headings the first are looked at.
#[must_use]
pub fn instead<'h>(id: &str, headings: impl Iterator<Item = &'h str>) -> String {
    const LOOKED_AT: usize = 200;
    const LISTED: usize = 8;
    let headings: Vec<&str> = headings.take(LOOKED_AT).collect();
    let bare = |id: &str| format!("`#{}`", id.strip_prefix("h-").unwrap_or(id));
    if headings.is_empty() {
        return "it has no headings: link to the page alone".to_owned();
    }
    match nearest(id, headings.iter().copied()) {
        Some(near) => format!("did you mean {}?", bare(near)),
        None => {
            let listed: Vec<String> = headings.iter().take(LISTED).map(|id| bare(id)).collect();
            let more = if headings.len() > LISTED { " …" } else { "" };
            format!("its headings are {}{more}", listed.join(", "))
        }
    }
}

/// An article of the digest: its head and body, and what they were resolved to.
#[derive(Debug, Clone)]
pub struct Article {
    /// As read.
    pub head: Head,
    /// As drawn.
    pub body: Text,
    /// `/2016/09/08/slug/`.
    pub route: Route,
    /// Civil date of the original.
    pub day: Day,
    /// Language of this text.
    pub lang: Lang,
    /// Authors.
    pub authors: Vec<TermId>,
    /// Publisher.
    pub publisher: TermId,
    /// Tags, in the order written.
    pub tags: Vec<TermId>,
    /// Places, in the order written.
    pub places: Vec<TermId>,
    /// Actors, in the order written.
    pub actors: Vec<TermId>,
    /// Events it reports.
    pub events: Vec<EventId>,
    /// The others of its translation group, itself left out.
    pub translations: Vec<ArticleId>,
    /// Images named by front matter or body: file beside the article, address.
    pub attachments: Vec<Attachment>,
}

/// An image published with an article.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// The file in `content/`.
    pub file: SourcePath,
    /// Its address under the article.
    pub route: Route,
    /// What is published of it.
    pub picture: Arc<Picture>,
}

impl Article {
    /// The summary for lists: as written, else the first paragraph. A withdrawn text says nothing anywhere: who is in danger
    /// may be named in its summary too.
    #[must_use]
    pub fn summary(&self) -> Option<&str> {
        self.head.summary.as_deref().or(self.body.first.as_deref()).filter(|_| self.listed())
    }

    /// Stands in lists, feeds, search and timelines (content.md, `withdrawn`).
    #[must_use]
    pub fn listed(&self) -> bool {
        self.head.withdrawn.is_none()
    }

    /// The headline as printed; a withdrawn article does not repeat it.
    #[must_use]
    pub fn original_title(&self) -> Option<&str> {
        self.head.original_title.as_deref().filter(|_| self.listed())
    }

    /// Preserved copies; a withdrawn article leads to none, since they hold what was withdrawn.
    #[must_use]
    pub fn archived(&self) -> &[Archived] {
        if self.listed() { &self.head.archived } else { &[] }
    }

    /// When the digest took it in: `added`, else the date of the original.
    #[must_use]
    pub fn taken_in(&self) -> Day {
        self.head.added.unwrap_or(self.day)
    }

    /// When it last moved: the newest of date, added, updated (site.md, Feeds).
    #[must_use]
    pub fn moved(&self) -> Day {
        let days = [Some(self.day), self.head.added, self.head.updated];
        days.into_iter().flatten().max().unwrap_or(self.day)
    }

    /// Every term of every kind.
    pub fn terms(&self) -> impl Iterator<Item = TermId> + '_ {
        let lists = [&self.tags, &self.places, &self.actors, &self.authors];
        lists.into_iter().flatten().copied().chain([self.publisher])
    }
}
