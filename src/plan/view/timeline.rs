//! Timelines: years, months, moments.

use serde::Serialize;

use crate::gate::html::Html;

use super::Text;
use super::charts::{Matrix, Strip};
use super::drawn::Drawn;
use super::parts::{Link, Row, When};
use super::shared::Shared;

/// A timeline.
#[derive(Debug, Serialize)]
pub struct TimelinePage<'d> {
    /// Heading.
    pub heading: Text<'d>,
    /// Language of heading and introduction when it is not the interface's.
    pub lang: Option<Text<'d>>,
    /// Direction, present whenever `lang` is.
    pub dir: Option<&'static str>,
    /// One line under the heading.
    pub lede: Text<'d>,
    /// Introduction of a curated timeline.
    pub intro_html: Option<Html>,
    /// `open`: up to 60, everything open with summaries; `folded`: by month; `index`: the newest 60, cells lead to years.
    pub form: &'static str,
    /// Reports by month.
    pub strip: Option<Strip>,
    /// Years by months; absent in the form `open`.
    pub matrix: Option<Matrix>,
    /// Key entries, when there are more than three.
    pub key_entries: Vec<KeyEntry<'d>>,
    /// Says how many of them are shown when not all are.
    pub keys_shown: Option<String>,
    /// The years.
    pub years: Vec<TimelineYear>,
    /// Says how much is shown when not everything is.
    pub shown: Option<String>,
    /// Where the rest is: years, months or days.
    pub more: Vec<Row<'d>>,
    /// The term's or the curated timeline's other page (`All reports about Syria`).
    pub up: Option<Link<'d>>,
    /// The same timeline in the other order.
    pub other_order: Option<Link<'d>>,
}

/// A key entry in the list at the top.
#[derive(Debug, Clone, Serialize)]
pub struct KeyEntry<'d> {
    /// Title and address.
    pub link: Link<'d>,
    /// When.
    pub when: Shared<When>,
}

/// A year of a timeline.
#[derive(Debug, Serialize)]
pub struct TimelineYear {
    /// `2016`.
    pub year: String,
    /// Anchor: `y2016`.
    pub id: String,
    /// `17 months without a report`, said before this year.
    pub gap: Option<String>,
    /// `63 entries`.
    pub total: String,
    /// In the form `open`: the year's groups, by time.
    pub groups: Vec<TimelineGroup>,
    /// In the other forms: its months.
    pub months: Vec<TimelineMonth>,
}

/// A month of a timeline.
#[derive(Debug, Serialize)]
pub struct TimelineMonth {
    /// `September 2016`.
    pub name: String,
    /// Anchor, on the list inside `<details>`: `m2016-09`.
    pub id: String,
    /// `3 entries`.
    pub count: String,
    /// Open from the start.
    pub open: bool,
    /// 31 ticks as SVG path data in a box of 124 by 16.
    pub rug: String,
    /// What stands in it.
    pub groups: Vec<TimelineGroup>,
}

/// What stands at one moment of a timeline.
#[derive(Debug, Serialize)]
pub struct TimelineGroup {
    /// Anchor: `d2016-09-08`; absent where the day is not exact.
    pub id: Option<String>,
    /// The moment.
    pub when: Shared<When>,
    /// Holds a key entry.
    pub key: bool,
    /// `4 months without a report`, said before this group.
    pub gap: Option<String>,
    /// The entries, each drawn by the component `opened_item` or `folded_item`.
    pub items: Vec<Drawn>,
}

/// An event or an article on a timeline.
#[derive(Debug, Serialize)]
pub struct TimelineItem<'d> {
    /// Title and address.
    pub link: Link<'d>,
    /// Plain text, in the form `open`.
    pub summary: Option<Text<'d>>,
    /// Language of the summary when it is not the interface's.
    pub summary_lang: Option<Text<'d>>,
    /// Publisher of an article.
    pub publisher: Option<Text<'d>>,
    /// Language name of an article in another language.
    pub language: Option<Text<'d>>,
    /// An event rather than an article.
    pub event: bool,
    /// `3 reports, the first the same day`, for an event.
    pub reports: Option<String>,
    /// The first two reports of an event, in the form `open`: publisher as text.
    pub reported_by: Vec<Link<'d>>,
    /// A key entry.
    pub key: bool,
    /// Time of day as known: `19:00 +03:00`.
    pub time: Option<String>,
    /// Status of an event in words when it is not plainly `reported`.
    pub status: Option<Text<'d>>,
}

/// `/timelines/`
#[derive(Debug, Serialize)]
pub struct Timelines<'d> {
    /// One line under the heading.
    pub lede: String,
    /// The timelines.
    pub timelines: Vec<TimelineCard<'d>>,
}

/// A curated timeline in a list.
#[derive(Debug, Serialize)]
pub struct TimelineCard<'d> {
    /// Title and address.
    pub link: Link<'d>,
    /// Summary.
    pub summary: Option<&'d str>,
    /// `21 entries, February to December 2016`.
    pub extent: String,
    /// Small strip of its activity.
    pub strip: Option<Strip>,
}
