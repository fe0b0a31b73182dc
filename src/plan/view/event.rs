//! Events, claims and their reports.

use serde::Serialize;

use crate::gate::html::Html;

use super::Text;
use super::charts::{ClockLine, Scale};
use super::parts::{Card, Date, EventLine, Link, Row, TermLinks, When};
use super::shared::Shared;

/// `/events/`: events by year, newest first.
#[derive(Debug, Serialize)]
pub struct Events<'d> {
    /// Heading.
    pub heading: Text<'d>,
    /// `24 events`.
    pub lede: String,
    /// By year.
    pub years: Vec<EventYear<'d>>,
    /// Years past the limit.
    pub more: Vec<Row<'d>>,
    /// Says how much is shown when not everything is.
    pub shown: Option<String>,
}

/// Events of a year.
#[derive(Debug, Serialize)]
pub struct EventYear<'d> {
    /// `2016`.
    pub year: String,
    /// Newest first.
    pub events: Vec<EventLine<'d>>,
}

/// An event: what, when, where, who says what, who reported it and when.
#[derive(Debug, Serialize)]
pub struct EventPage<'d> {
    /// Headline.
    pub title: &'d str,
    /// Language of the text.
    pub lang: &'d str,
    /// Direction of the text.
    pub dir: &'static str,
    /// When it happened.
    pub when: When,
    /// Where.
    pub places: Vec<Link<'d>>,
    /// Status in words: `Contested: the accounts below differ`.
    pub status: Text<'d>,
    /// `reported`, `confirmed`, `contested`, `retracted`.
    pub status_key: &'static str,
    /// The account.
    pub body_html: Html,
    /// Claims side by side, in the order written.
    pub claims: Vec<ClaimRow<'d>>,
    /// Figures of one kind as ranges on one scale.
    pub scales: Vec<Scale<'d>>,
    /// From the event to each report, oldest first.
    pub reports: Vec<Report<'d>>,
    /// How many there are: `3 reports`; nothing where there is none.
    pub counted: Option<String>,
    /// Reports past the limit, as titles.
    pub rest: Vec<Link<'d>>,
    /// The two clocks: the line from the event to the last report.
    pub clock: Option<ClockLine>,
    /// Events with shared places, actors or days.
    pub related: Vec<EventLine<'d>>,
    /// How many of them are shown: `2 events`; nothing where there is none.
    pub related_counted: Option<String>,
    /// Tags, places, actors.
    pub terms: Vec<TermLinks<'d>>,
}

/// Who says what.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimRow<'d> {
    /// `killed`.
    pub what: &'d str,
    /// The figure as printed: `about 20`.
    pub value: &'d str,
    /// By whom.
    pub by: &'d str,
    /// When it was said.
    pub date: Option<Shared<Date>>,
    /// The article that reports it.
    pub source: Option<Link<'d>>,
}

/// One report of an event.
#[derive(Debug, Clone, Serialize)]
pub struct Report<'d> {
    /// The article.
    pub card: Card<'d>,
    /// `the same day`, `2 days later`.
    pub lag: String,
}
