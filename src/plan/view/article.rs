//! An article and where it comes from.

use serde::Serialize;

use crate::gate::html::Html;

use super::Text;
use super::parts::{Change, Date, EventLine, Foreign, Link, Outside, TermGroup};
use super::shared::Shared;

/// An article.
#[derive(Debug, Serialize)]
pub struct ArticlePage<'d> {
    /// Headline.
    pub title: &'d str,
    /// Language of the digest's text (always present).
    pub lang: &'d str,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Whether that language is not the interface's.
    pub foreign: bool,
    /// Title and body as written elsewhere: the headline as printed, when the title is a translation.
    pub original_title: Option<Foreign<'d>>,
    /// Publication of the original; `date.href` is the day's page.
    pub date: Shared<Date>,
    /// Time of day as printed, when given: `19:00 +03:00`.
    pub time: Option<String>,
    /// Authors; empty when unknown.
    pub authors: Vec<Link<'d>>,
    /// Publisher.
    pub publisher: Link<'d>,
    /// Content warning, shown before the text.
    pub warning: Option<&'d str>,
    /// The article was withdrawn: no body is shown.
    pub withdrawn: Option<Withdrawn<'d>>,
    /// Summary written by the contributor; else the first paragraph stands in `lede_html`.
    pub summary: Option<&'d str>,
    /// First paragraph, taken out of the body, when there is no `summary`.
    pub lede_html: Option<Html>,
    /// Body without what stands in `lede_html`.
    pub body_html: Html,
    /// Image above the body.
    pub image: Option<Picture<'d>>,
    /// Where this comes from.
    pub provenance: Provenance<'d>,
    /// Corrections, newest first.
    pub corrections: Vec<Change<'d>>,
    /// Events this article reports.
    pub events: Vec<EventLine<'d>>,
    /// The original and the further sources.
    pub sources: Vec<Cite<'d>>,
    /// Tags, places, actors.
    pub terms: Vec<TermGroup<'d>>,
    /// This text in other languages.
    pub translations: Vec<Link<'d>>,
    /// Two before, this one, one after, within the main tag; oldest first.
    pub around: Vec<Near<'d>>,
    /// The tag that `around` is taken from.
    pub around_term: Option<Link<'d>>,
    /// Articles that share most with this one, the closest first; none that this page leads to elsewhere.
    pub related: Vec<Related<'d>>,
    /// By what they were chosen, how many they are, and where all others stand.
    pub related_lede: Option<String>,
    /// What the front matter keeps for themes, as written; the default theme does not use it.
    pub extra: Option<&'d serde_json::Value>,
}

/// A related article, and why it is one.
#[derive(Debug, Clone, Serialize)]
pub struct Related<'d> {
    /// The article.
    pub link: Link<'d>,
    /// When its original was published.
    pub date: Shared<Date>,
    /// How long after this one, or before it: `3 days later`.
    pub apart: String,
    /// Places, actors and tags that both carry, up to three, those that fewest carry first.
    pub shared: Vec<Link<'d>>,
    /// What both report, where that has no page of its own.
    pub event: Option<Link<'d>>,
}

/// Why an article was withdrawn.
#[derive(Debug, Clone, Serialize)]
pub struct Withdrawn<'d> {
    /// When.
    pub date: Shared<Date>,
    /// Why.
    pub reason: &'d str,
}

/// A local image.
#[derive(Debug, Clone, Serialize)]
pub struct Picture<'d> {
    /// Address.
    pub src: String,
    /// Alternative text.
    pub alt: &'d str,
    /// Credit line.
    pub credit: Option<&'d str>,
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
}

/// The box "Where this comes from".
#[derive(Debug, Serialize)]
pub struct Provenance<'d> {
    /// Published, added, updated: label and date, in that order; a missing one is left out.
    pub track: Vec<Milestone<'d>>,
    /// Note on the publisher from its vocabulary: `state-owned`.
    pub publisher_note: Option<&'d str>,
    /// Translator of the digest's text.
    pub translator: Option<&'d str>,
    /// The original.
    pub original: Outside<'d>,
    /// State of the original in words, when it is not plainly there: `No longer at its address`.
    pub state: Option<Text<'d>>,
    /// The original is gone: the archived copy comes first.
    pub gone: bool,
    /// Preserved copies.
    pub archived: Vec<Outside<'d>>,
    /// Language of the original, and of the text when it is another: `Arabic; this text in English`.
    pub language: String,
    /// When the original was read.
    pub accessed: Option<Shared<Date>>,
    /// `2 corrections`, or none recorded.
    pub corrections: String,
    /// How many.
    pub corrections_count: usize,
}

/// One of the three dates.
#[derive(Debug, Clone, Serialize)]
pub struct Milestone<'d> {
    /// `published`, `added` or `updated`.
    pub key: &'static str,
    /// `Published`.
    pub label: &'d str,
    /// When.
    pub date: Shared<Date>,
}

/// A source cited.
#[derive(Debug, Clone, Serialize)]
pub struct Cite<'d> {
    /// Anchor: `s1`.
    pub id: String,
    /// Address.
    pub href: Text<'d>,
    /// Title, or the readable address.
    pub title: Text<'d>,
    /// Language of the title when it is not the interface's.
    pub lang: Option<Text<'d>>,
    /// Direction, present whenever `lang` is.
    pub dir: Option<&'static str>,
    /// Authors.
    pub authors: Vec<Text<'d>>,
    /// Publisher or host.
    pub publisher: Option<Text<'d>>,
    /// Date of the source.
    pub date: Option<Shared<Date>>,
}

/// An article near another one in time.
#[derive(Debug, Clone, Serialize)]
pub struct Near<'d> {
    /// Title and address.
    pub link: Link<'d>,
    /// Date.
    pub date: Shared<Date>,
    /// The page's own article.
    pub current: bool,
}
