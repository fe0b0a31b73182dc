//! Questions that views ask of the digest. A question names what it is about by numbers of this build; `trace.rs` knows it
//! by names that stay.

use serde::{Deserialize, Serialize};

use crate::model::date::{Day, Month};
use crate::model::term::TermKind;
use crate::model::{ArticleId, EventId, TermId};
use crate::source::sum::Sum;

use super::cut::Scope;
use super::facts::{Channel, Shelf};
use super::parts::Part;
use super::timeline::Whose;

/// A question; the function of [`super::facts::Facts`] of the same name answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Query {
    /// All that an article says and was resolved to, its text left out.
    Article(ArticleId),
    /// The articles before and after one.
    Beside(ArticleId),
    /// The articles around one within its main tag.
    Around(ArticleId),
    /// The articles related to one, and why.
    Akin(ArticleId),
    /// All that an event says, its account left out.
    Event(EventId),
    /// The events related to one.
    Related(EventId),
    /// A curated timeline, its introduction left out.
    Curated(usize),
    /// All curated timelines.
    Timelines,
    /// A plain page, its text left out.
    Plain(usize),
    /// All plain pages.
    Plains,
    /// The text of a document.
    Text(Document),
    /// The listed articles of a day.
    Day(Day),
    /// Whether a day has a page.
    HasDay(Day),
    /// Whether a month has one.
    HasMonth(Month),
    /// The days beside one.
    DaysBeside(Day),
    /// The months beside one.
    MonthsBeside(Month),
    /// The years beside one.
    YearsBeside(i16),
    /// All years.
    Years,
    /// The last of them.
    NewestYear,
    /// Articles a day in a stretch of time.
    Counts(Scope),
    /// Articles a month.
    PerMonth,
    /// Articles of the fullest day of a year.
    Fullest(i16),
    /// Articles of a stretch of time.
    ArticlesIn(Scope),
    /// Articles of a day that were withdrawn.
    WithdrawnOn(Day),
    /// Editions of a day's date in other years.
    OtherYears(Day),
    /// Terms that rose in a month.
    Rising(Month),
    /// The days of the home page.
    NewestDays,
    /// The newest articles, and how many there are.
    Newest,
    /// Articles that were corrected or withdrawn.
    Changed,
    /// Events of a day.
    EventsOn(Day),
    /// Events of a stretch of time.
    EventsIn(Scope),
    /// Whether there are events.
    AnyEvent,
    /// Key events of a year.
    KeyEvents(i16),
    /// The newest key events.
    NewestEvents,
    /// A term's names and what the vocabulary says.
    Term(TermId),
    /// How many carry a term.
    Carriers(TermId),
    /// Terms below one.
    Children(TermId),
    /// Articles of a term in a stretch of time.
    TermArticles(TermId, Scope),
    /// Events of a term.
    TermEvents(TermId),
    /// Events that a term's page names.
    EventsNamed(TermId),
    /// Terms that stand with one most often.
    Company(TermId),
    /// All terms of a kind.
    TermsOf(TermKind),
    /// Those that most articles carry.
    MostReported(TermKind),
    /// Terms of a kind that a search can be narrowed down to.
    Offered(TermKind),
    /// Terms whose names begin alike, of one kind or of all.
    Initials(Option<TermKind>, Sum),
    /// Languages of articles.
    Languages,
    /// Entries of a timeline in a stretch of time.
    Entries(Whose, Scope),
    /// Articles of a feed.
    Feed(Channel),
    /// Days of the feed of editions.
    NewestEditions,
    /// A part that is drawn once.
    Part(Part),
    /// An article in the feeds of its terms.
    FeedEntry(ArticleId),
    /// What search finds, a few at a time.
    Shelf(Shelf),
    /// All articles, events and terms, without their texts.
    Archive,
}

impl Query {
    /// The document whose text a question is about, the HTML of it. Every other answer stays while the frame of the site
    /// stays (`parse/frame.rs`): no question but this may look at HTML.
    #[must_use]
    pub fn text(self) -> Option<Document> {
        match self {
            Query::Text(document) => Some(document),
            _ => None,
        }
    }
}

/// A document with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Document {
    /// An article.
    Article(ArticleId),
    /// An event.
    Event(EventId),
    /// A curated timeline, by its number.
    Curated(usize),
    /// A plain page, by its number.
    Plain(usize),
}
