//! What a template may see: one closed struct a kind of page, lists and text only, never a map and never the model itself.
//!
//! This file is the whole promise between program and theme (`needs = "1"` in a theme's `theme.toml`).
//! Every address is ready to print (percent-encoded, with the base path), every phrase is already in the
//! interface language, every number already has its words. Fields whose name ends in `_html` have passed
//! the gate, are `Html`, and are the only ones a template may print with `| safe`.

use std::borrow::Cow;

use serde::Serialize;

use crate::gate::html::Html;

mod article;
mod charts;
mod drawn;
mod event;
mod global;
mod lists;
mod parts;
mod periods;
mod shared;
mod timeline;

// One name space: who writes a page or a template looks in one place.
pub use article::*;
pub use charts::*;
pub use drawn::*;
pub use event::*;
pub use global::*;
pub use lists::*;
pub use parts::*;
pub use periods::*;
pub use shared::*;
pub use timeline::*;

/// Text lent by the digest or made for this page.
pub type Text<'d> = Cow<'d, str>;

/// A page: the frame every page has, and what is particular to its kind.
#[derive(Debug, Serialize)]
pub struct View<'d> {
    /// What stands in `<head>` and around `<main>`.
    pub page: Frame<'d>,
    /// The page's own matter, called `it` in templates (render.rs); its kind chooses the template.
    pub body: Body<'d>,
}

/// The frame of a page: head, breadcrumbs, neighbours.
#[derive(Debug, Serialize)]
pub struct Frame<'d> {
    /// The page's title without the site's name.
    pub title: Text<'d>,
    /// Language of `title` when it is not the interface's.
    pub title_lang: Option<Text<'d>>,
    /// Plain text for `<meta name="description">`.
    pub description: Text<'d>,
    /// Absolute address; the canonical link.
    pub canonical: String,
    /// Which entry of the main navigation is current: `latest`, `timeline`, `calendar`, `topics`, `search` or empty.
    pub section: &'static str,
    /// True when the current page is that entry's own page (`aria-current="page"`), false below it (`"true"`).
    pub section_is_page: bool,
    /// Class of `<main>`: `home`, `art`, `time`, `event` or empty.
    pub class: &'static str,
    /// The way back up, outermost first; empty on top-level pages.
    pub crumbs: Vec<Link<'d>>,
    /// Feeds of this list (the site's are always in the head as well).
    pub feeds: Vec<FeedLink<'d>>,
    /// This page in other languages.
    pub alternates: Vec<Alternate<'d>>,
    /// JSON-LD, escaped for HTML; printed inside `<script type="application/ld+json">`.
    pub ld_html: Html,
    /// Asks search engines to leave the page out.
    pub noindex: bool,
    /// Open Graph type: `website` or `article`.
    pub og_type: &'static str,
    /// Absolute address of an image for cards.
    pub og_image: Option<String>,
    /// The page has folded months: `print.css` opens them on paper.
    pub folds: bool,
    /// The page has highlighted code: `code.css` is linked.
    pub code: bool,
    /// The earlier neighbour (day, month, year, article).
    pub prev: Option<Neighbour<'d>>,
    /// The later neighbour.
    pub next: Option<Neighbour<'d>>,
}

/// What a page is about; one variant, one template ([`Body::template`]).
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Body<'d> {
    /// `/`
    Home(Home<'d>),
    /// `/2016/`
    Year(Year<'d>),
    /// `/2016/09/`
    Month(MonthPage<'d>),
    /// `/2016/09/08/`
    Day(DayPage<'d>),
    /// `/2016/09/08/slug/`
    Article(Box<ArticlePage<'d>>),
    /// `/events/`, and its years past the limit.
    Events(Events<'d>),
    /// `/events/slug/`
    Event(Box<EventPage<'d>>),
    /// `/timeline/`, `/timelines/slug/`, `/tags/key/timeline/`, and their years, months and days past the limit.
    Timeline(Box<TimelinePage<'d>>),
    /// `/timelines/`
    Timelines(Timelines<'d>),
    /// `/tags/` and the index of each other kind.
    Terms(Terms<'d>),
    /// `/tags/key/` and the same of each other kind; its years, months and days past the limit.
    Term(Box<TermPage<'d>>),
    /// `/corrections/`
    Corrections(Corrections<'d>),
    /// `/about/` and other plain pages, and `/data/`.
    Plain(Plain<'d>),
    /// `/search/`
    Search(Search<'d>),
    /// `/404.html`
    NotFound(NotFound<'d>),
    /// An old address that leads on.
    Moved(Moved<'d>),
}

impl Body<'_> {
    /// The stem of the template that draws it.
    #[must_use]
    pub fn template(&self) -> &'static str {
        match self {
            Body::Home(_) => "home",
            Body::Year(_) => "year",
            Body::Month(_) => "month",
            Body::Day(_) => "day",
            Body::Article(_) => "article",
            Body::Events(_) => "events",
            Body::Event(_) => "event",
            Body::Timeline(_) => "timeline",
            Body::Timelines(_) => "timelines",
            Body::Terms(_) => "terms",
            Body::Term(_) => "term",
            Body::Corrections(_) => "corrections",
            Body::Plain(_) => "plain",
            Body::Search(_) => "search",
            Body::NotFound(_) => "not_found",
            Body::Moved(_) => "moved",
        }
    }
}
