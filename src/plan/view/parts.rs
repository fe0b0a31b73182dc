//! Small parts that many pages share: links, dates, cards, lines.

use serde::Serialize;

use super::Text;
use super::drawn::Drawn;
use super::shared::Shared;

/// A link and its text.
#[derive(Debug, Clone, Serialize)]
pub struct Link<'d> {
    /// Address, ready to print.
    pub href: String,
    /// Text of the link.
    pub text: Text<'d>,
    /// Language of the text when it is not the interface's.
    pub lang: Option<Text<'d>>,
    /// `ltr` or `rtl`, present whenever `lang` is.
    pub dir: Option<&'static str>,
}

/// A neighbouring page: `Earlier: ` before the name of it, which may be in another language.
#[derive(Debug, Clone, Serialize)]
pub struct Neighbour<'d> {
    /// What is said before the name.
    pub before: String,
    /// The page.
    pub link: Link<'d>,
    /// What is said after the name.
    pub after: String,
}

/// A line of a list with a figure at its end.
#[derive(Debug, Clone, Serialize)]
pub struct Row<'d> {
    /// What the line leads to.
    pub link: Link<'d>,
    /// The figure, as text (`41`).
    pub count: String,
}

/// A feed of a list.
#[derive(Debug, Clone, Serialize)]
pub struct FeedLink<'d> {
    /// Name of the feed.
    pub title: Text<'d>,
    /// Atom address.
    pub atom: String,
    /// JSON Feed address.
    pub json: String,
}

/// The same page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct Alternate<'d> {
    /// BCP 47 tag.
    pub lang: Text<'d>,
    /// Absolute address.
    pub href: String,
}

/// A civil date in the words a page needs.
#[derive(Debug, Clone, Serialize)]
pub struct Date {
    /// For `datetime`: `2016-09-08`.
    pub iso: String,
    /// Day of the month: `8`.
    pub day: String,
    /// `Thursday`.
    pub weekday: String,
    /// `Thu`.
    pub weekday_short: String,
    /// `September 2016`.
    pub month_year: String,
    /// `Sep`.
    pub month_short: String,
    /// `Thursday 8 September 2016`.
    pub full: String,
    /// `8 September 2016`.
    pub long: String,
    /// `8 Sep 2016`.
    pub short: String,
    /// The day's page, when there is one.
    pub href: Option<String>,
}

/// When an event happened, as exactly as is known.
#[derive(Debug, Clone, Serialize)]
pub struct When {
    /// The EDTF text as written.
    pub edtf: String,
    /// A value valid in `<time datetime>`, when the date is not a span.
    pub datetime: Option<String>,
    /// In words, with its uncertainty said: `about 12 September 2016, 19:00`.
    pub words: String,
    /// Short form for timelines: `17 Sep`, `about Sep`, `5–7 Sep`.
    pub short: String,
    /// `Saturday`, for an exact day only.
    pub weekday: Option<String>,
    /// `Sat 17`, for an exact day only: what a list under its month's name needs.
    pub day: Option<String>,
    /// `uncertain`, `approximate`, or both, in words; absent for a certain date.
    pub doubt: Option<String>,
    /// Pages of the day it happened, when exact and the digest has that day.
    pub href: Option<String>,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Card<'d> {
    /// Title and address; `link.lang` where the title is in another language.
    pub link: Link<'d>,
    /// Plain text; absent where only titles are listed.
    pub summary: Option<Text<'d>>,
    /// When the original was published.
    pub date: Shared<Date>,
    /// First place of the article.
    pub place: Option<Link<'d>>,
    /// Who published the original.
    pub publisher: Link<'d>,
    /// The original's address.
    pub original: Outside<'d>,
    /// Who wrote the original, the first three where there are more than four; empty when unknown.
    pub authors: Vec<Link<'d>>,
    /// `20 authors`, where not all are named.
    pub all_authors: Option<String>,
    /// Name of the language when it is not the interface's: `Arabic`.
    pub language: Option<Text<'d>>,
    /// `3 sources`, when there are further sources.
    pub sources: Option<String>,
    /// A key entry.
    pub key: bool,
    /// Has a content warning.
    pub warning: bool,
    /// `Corrected 12 Sep 2016`, when it was.
    pub corrected: Option<String>,
}

/// One day of a digest with its articles.
#[derive(Debug, Clone, Serialize)]
pub struct DayBlock<'d> {
    /// The day; `date.href` is its page.
    pub date: Shared<Date>,
    /// Its articles.
    pub entries: Vec<Card<'d>>,
}

/// A group of terms of one kind, as shown on an article.
#[derive(Debug, Clone, Serialize)]
pub struct TermGroup<'d> {
    /// `Places`.
    pub label: Text<'d>,
    /// `places`.
    pub kind: &'static str,
    /// Links to the terms, each drawn by the component `term_item`.
    pub links: Vec<Drawn>,
    /// Says how many are shown when not all are.
    pub shown: Option<String>,
}

/// Terms of one kind as plain links.
#[derive(Debug, Clone, Serialize)]
pub struct TermLinks<'d> {
    /// `Places`.
    pub label: Text<'d>,
    /// `places`.
    pub kind: &'static str,
    /// The terms.
    pub links: Vec<Link<'d>>,
}

/// An event in a list.
#[derive(Debug, Clone, Serialize)]
pub struct EventLine<'d> {
    /// Title and address.
    pub link: Link<'d>,
    /// When it happened.
    pub when: When,
    /// Where, at most two.
    pub places: Vec<Link<'d>>,
    /// `3 reports`; absent when none.
    pub reports: Option<String>,
    /// Status in words when it is not plainly `reported`: `Contested`.
    pub status: Option<Text<'d>>,
    /// A key event.
    pub key: bool,
}

/// A correction, update or withdrawal in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Change<'d> {
    /// When.
    pub date: Shared<Date>,
    /// `Correction`, `Clarification`, `Update`, `Withdrawal`.
    pub kind: Text<'d>,
    /// The article.
    pub link: Link<'d>,
    /// What was changed.
    pub note: Text<'d>,
    /// Old wording.
    pub was: Option<Text<'d>>,
    /// New wording.
    pub now: Option<Text<'d>>,
    /// Language of note, was and now when not the interface's.
    pub lang: Option<Text<'d>>,
    /// Direction, present whenever `lang` is.
    pub dir: Option<&'static str>,
}

/// Text in a language that is named.
#[derive(Debug, Clone, Serialize)]
pub struct Foreign<'d> {
    /// The text.
    pub text: &'d str,
    /// BCP 47 tag, when known.
    pub lang: Option<&'d str>,
    /// Direction.
    pub dir: &'static str,
    /// Name of the language in the interface language.
    pub language: Option<String>,
}

/// A link that leaves the site.
#[derive(Debug, Clone, Serialize)]
pub struct Outside<'d> {
    /// Address, percent-encoded.
    pub href: Text<'d>,
    /// Address in readable form, without scheme.
    pub display: Text<'d>,
    /// When the copy was made.
    pub date: Option<Shared<Date>>,
}

/// A labelled fact about a term.
#[derive(Debug, Clone, Serialize)]
pub struct Fact<'d> {
    /// `Country`.
    pub label: &'d str,
    /// `Syria`; several where there are several, each in a direction of its own.
    pub texts: Vec<Text<'d>>,
}

/// A letter of an index.
#[derive(Debug, Serialize)]
pub struct Letter<'d> {
    /// `A`, or `#` for digits and signs.
    pub letter: String,
    /// Anchor: `l-a`.
    pub id: String,
    /// What begins with it.
    pub rows: Vec<Row<'d>>,
}
