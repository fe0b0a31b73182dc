//! Terms, corrections, plain pages, search, and the pages for what is not there.

use serde::Serialize;

use crate::gate::html::Html;

use super::Text;
use super::charts::Strip;
use super::drawn::Drawn;
use super::parts::{Change, EventLine, Fact, Letter, Link, Row, TermGroup};

/// The index of a kind of terms.
#[derive(Debug, Serialize)]
pub struct Terms<'d> {
    /// `Tags`.
    pub heading: Text<'d>,
    /// `33 tags`.
    pub lede: String,
    /// `tags`, `places`, `actors`, `authors`, `publishers`.
    pub plural: &'static str,
    /// The other four kinds.
    pub siblings: Vec<Link<'d>>,
    /// A to Z.
    pub letters: Vec<Letter<'d>>,
    /// Terms most reported lately, for a first look.
    pub most: Vec<Row<'d>>,
    /// Says how many are shown when not all are.
    pub most_shown: Option<String>,
}

/// A term: tag, place, actor, author or publisher.
#[derive(Debug, Serialize)]
pub struct TermPage<'d> {
    /// Label of the term.
    pub heading: Text<'d>,
    /// `Tag`.
    pub kind_label: Text<'d>,
    /// `tags`.
    pub plural: &'static str,
    /// Description from the vocabulary.
    pub description: Option<&'d str>,
    /// Note from the vocabulary (`state-owned`; why a place is disputed).
    pub note: Option<&'d str>,
    /// Label and text: country, coordinates, precision, kind of actor, hosts, also known as.
    pub facts: Vec<Fact<'d>>,
    /// Terms below this one.
    pub children: Vec<Row<'d>>,
    /// `41 reports, February 2016 to September 2018`; events are counted where only these carry the term.
    pub extent: String,
    /// Activity by month.
    pub strip: Option<Strip>,
    /// The term's timeline.
    pub timeline: Option<Link<'d>>,
    /// Articles, newest first, each drawn by the component `term_card`.
    pub entries: Vec<Drawn>,
    /// Articles past the limit of a single day, as titles.
    pub rest: Vec<Link<'d>>,
    /// Says how much is shown when not everything is.
    pub shown: Option<String>,
    /// Years, months or days with the rest.
    pub more: Vec<Row<'d>>,
    /// The newest events that carry the term; all there is where `entries` is empty.
    pub events: Vec<EventLine<'d>>,
    /// Says how many of them are shown when not all are.
    pub events_shown: Option<String>,
    /// Terms of other kinds that stand with this one most often.
    pub company: Vec<TermGroup<'d>>,
}

/// `/corrections/`
#[derive(Debug, Serialize)]
pub struct Corrections<'d> {
    /// `Corrections`, `Corrections, 2016`.
    pub heading: String,
    /// One line under the heading.
    pub lede: String,
    /// Newest first.
    pub changes: Vec<Change<'d>>,
    /// Years past the limit.
    pub more: Vec<Row<'d>>,
    /// Says how much is shown when not everything is.
    pub shown: Option<String>,
}

/// A plain page.
#[derive(Debug, Serialize)]
pub struct Plain<'d> {
    /// Headline.
    pub title: &'d str,
    /// Language of the text.
    pub lang: &'d str,
    /// Direction of the text.
    pub dir: &'static str,
    /// Summary, shown as the lede.
    pub summary: Option<&'d str>,
    /// The text.
    pub body_html: Html,
}

/// `/search/`: the form that a script shows and answers, and without JavaScript A to Z.
#[derive(Debug, Serialize)]
pub struct Search<'d> {
    /// Address of `search.js`; none in a site that is read without a host, which no script can look words up in.
    pub script: Option<String>,
    /// Address of `search.css`; none where there is no script.
    pub style: Option<String>,
    /// Address of this page, for the form.
    pub action: String,
    /// Address of the folder of the index, for the script.
    pub index: String,
    /// Says how many results are shown of how many, with `{shown}` and `{total}` for the figures, for the script.
    pub part: String,
    /// What results can be narrowed down by.
    pub filters: Vec<Filter<'d>>,
    /// One line under the heading.
    pub lede: String,
    /// How many terms there are: `33 terms`.
    pub terms_counted: Option<String>,
    /// Terms of all kinds, A to Z; the count is the kind, where another kind has one of the same name.
    pub terms: Vec<Letter<'d>>,
    /// How many titles are listed: `61 titles`.
    pub titles_counted: String,
    /// Titles, A to Z, without counts.
    pub titles: Vec<Letter<'d>>,
    /// Says how much is shown when not everything is.
    pub shown: Option<String>,
    /// Years with the rest.
    pub more: Vec<Row<'d>>,
}

/// What results of a search can be narrowed down by.
#[derive(Debug, Serialize)]
pub struct Filter<'d> {
    /// Its name in an address: `year`, `tag`, `place`, `publisher`, `lang`.
    pub name: &'static str,
    /// What it is called.
    pub label: Text<'d>,
    /// What can be chosen: years, languages, or the terms that most articles carry.
    pub options: Vec<Choice<'d>>,
    /// Says how many are offered when not all are.
    pub shown: Option<String>,
}

/// A choice among others.
#[derive(Debug, Serialize)]
pub struct Choice<'d> {
    /// What it is called in an address.
    pub value: String,
    /// What it is called.
    pub text: Text<'d>,
    /// Language of the text when it is not the interface's.
    pub lang: Option<Text<'d>>,
    /// `ltr` or `rtl`, present whenever `lang` is.
    pub dir: Option<&'static str>,
}

/// `/404.html`
#[derive(Debug, Serialize)]
pub struct NotFound<'d> {
    /// Ways back in.
    pub ways: Vec<Link<'d>>,
}

/// A redirect page.
#[derive(Debug, Serialize)]
pub struct Moved<'d> {
    /// Where to.
    pub to: Link<'d>,
}
