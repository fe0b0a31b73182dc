//! Plan: which pages there shall be, no two at one address, and what each may see. Nothing is drawn here.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostics, Place, Rule};
use crate::gate::route::Route;
use crate::model::date::{Day, Month};
use crate::model::term::TermKind;
use crate::model::{ArticleId, EventId, TermId};
use crate::search::Piece;
use crate::source::sum::Sum;
use crate::words::Words;

pub mod article;
pub mod chart;
pub mod cut;
pub mod data;
mod dates;
pub mod event;
pub mod facts;
pub mod feed;
mod found;
pub mod frame;
pub mod global;
pub mod index;
mod ld;
mod lens;
mod letters;
pub mod lists;
pub mod moments;
mod pages;
pub mod parts;
pub mod period;
pub mod query;
pub mod site;
pub mod sitemap;
pub mod term;
pub mod timeline;
pub mod trace;
pub mod view;
pub mod way;

use cut::Scope;
use data::Data;
use facts::sum::sum_of;
use facts::{Channel, Facts, Shelf};
use global::Dress;
use moments::Order;
use pages::Plot;
use query::Document;
use site::Site;
use timeline::Whose;
use view::View;

/// A decision to have a page.
#[derive(Debug)]
pub struct Page {
    /// Its address.
    pub route: Route,
    /// What it shows.
    pub subject: Subject,
    /// The file that asked for it, for a note when the address is taken.
    pub place: Option<Place>,
    /// When its text last changed, for the sitemap.
    pub changed: Option<Day>,
    /// Search engines are asked to leave it out.
    pub noindex: bool,
}

impl Page {
    fn is_moved(&self) -> bool {
        matches!(self.subject, Subject::Moved(..))
    }

    /// Whether it shows anything that is worth a style: an old address only leads on.
    #[must_use]
    pub fn is_styled(&self) -> bool {
        self.is_drawn() && !self.is_moved()
    }

    /// The document whose text it shows, where it is the page of one.
    #[must_use]
    pub fn document(&self) -> Option<Document> {
        match self.subject {
            Subject::Article(id) => Some(Document::Article(id)),
            Subject::Event(id) => Some(Document::Event(id)),
            Subject::Plain(index) => Some(Document::Plain(index)),
            _ => None,
        }
    }

    /// When it is drawn.
    #[must_use]
    pub fn turn(&self) -> Turn {
        match self.subject {
            Subject::Term(..) | Subject::Timeline(..) => Turn::Lists,
            Subject::Atom(_) | Subject::Json(_) => Turn::Feeds,
            _ if self.is_drawn() => Turn::Pages,
            _ => Turn::Files,
        }
    }

    /// Whether a template draws it; the others are bytes that no theme can spoil.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        !matches!(
            self.subject,
            Subject::Atom(_)
                | Subject::Json(_)
                | Subject::Editions
                | Subject::Sitemap(_)
                | Subject::SitemapIndex(_)
                | Subject::Robots
                | Subject::Data(_)
                | Subject::Bytes(_)
                | Subject::Piece(_)
                | Subject::Shelf(_)
        )
    }
}

/// The order in which pages are drawn. What they share is drawn once for all of them (`parts.rs`), and takes room until the
/// last has been drawn, as do the largest files; so those that need most come first, while little else is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Feeds share their entries.
    Feeds,
    /// What else no template draws: files of data.
    Files,
    /// Terms and timelines, which share cards and entries.
    Lists,
    /// All else shares links to terms, at most.
    Pages,
}

/// What a page shows; small, so that a view is made only when it is drawn.
#[derive(Debug)]
pub enum Subject {
    /// The newest editions.
    Home,
    /// A year.
    Year(i16),
    /// A month.
    Month(Month),
    /// A day.
    Day(Day),
    /// An article.
    Article(ArticleId),
    /// The list of events.
    Events(Scope),
    /// An event.
    Event(EventId),
    /// A timeline.
    Timeline(Whose, Scope, Order),
    /// The list of curated timelines.
    Timelines,
    /// The index of a kind of terms.
    Terms(TermKind),
    /// Terms whose names begin alike, of one kind or of all, where an index is cut.
    Initials(Option<TermKind>, Sum),
    /// A term.
    Term(TermId, Scope),
    /// Corrections.
    Corrections(Scope),
    /// A plain page.
    Plain(usize),
    /// Search, without JavaScript.
    Search,
    /// The page for what is not there.
    NotFound,
    /// An old address: where it leads, and what stands there.
    Moved(Route, String),
    /// An Atom feed.
    Atom(Channel),
    /// A JSON Feed.
    Json(Channel),
    /// One entry a day.
    Editions,
    /// A sitemap.
    Sitemap(Vec<sitemap::Listed>),
    /// The index of so many sitemaps.
    SitemapIndex(usize),
    /// robots.txt
    Robots,
    /// What the files of data are.
    AboutData,
    /// A file of data.
    Data(Data),
    /// Fixed bytes: `.nojekyll`, `CNAME`.
    Bytes(Vec<u8>),
    /// A file of the index of search.
    Piece(Piece),
    /// What results of a search are shown from.
    Shelf(Shelf),
}

/// A page as it leaves this stage: a view for a template, or bytes that no template touches.
#[derive(Debug)]
pub enum Planned<'d> {
    /// For a template.
    View(Box<View<'d>>),
    /// As they are.
    Bytes(Vec<u8>),
}

/// Decides which pages there shall be, in the order of their addresses. Two at one address are noted.
#[must_use]
pub fn plan(notes: &mut Diagnostics, facts: &Facts<'_>, words: &Words) -> Vec<Page> {
    let pages = pages::all(&Plot::new(facts, words));
    // A kind of pages that is left out takes its old addresses along.
    let (moved, there): (Vec<Page>, Vec<Page>) = pages.into_iter().partition(Page::is_moved);
    let routes: BTreeSet<&Route> = there.iter().map(|page| &page.route).collect();
    let leads = |page: &Page| matches!(&page.subject, Subject::Moved(to, _) if routes.contains(to));
    let moved: Vec<Page> = moved.into_iter().filter(leads).collect();
    let mut pages: Vec<Page> = there.into_iter().chain(moved).collect();
    pages.par_sort_by_cached_key(|page| (page.route.collision_key(), !page.is_moved()));
    let mut known = Known::of(notes);
    pages.dedup_by(|second, first| {
        let same = first.route.collision_key() == second.route.collision_key();
        if same {
            note_taken(notes, &mut known, first, second);
        }
        same
    });
    pages
}

/// Which addresses were noted as taken, so that none is noted twice: looked up, since there may be as many as pages.
struct Known {
    /// Two documents share a slug.
    slug: bool,
    /// Places of notes on addresses.
    places: BTreeSet<Place>,
}

impl Known {
    fn of(notes: &Diagnostics) -> Known {
        let of = |rule: Rule| notes.notes().iter().filter(move |note| note.rule == rule);
        let places = of(Rule::RouteTaken).filter_map(|note| note.place.clone()).collect();
        Known { slug: of(Rule::SlugTaken).next().is_some(), places }
    }
}

fn note_taken(notes: &mut Diagnostics, known: &mut Known, first: &Page, second: &Page) {
    // Two documents of one kind were noted with better words when names were gathered, with all the pages they have.
    let documents = matches!(
        (&first.subject, &second.subject),
        (Subject::Article(_), Subject::Article(_))
            | (Subject::Event(_), Subject::Event(_))
            | (Subject::Plain(_), Subject::Plain(_))
            | (Subject::Timeline(Whose::Curated(_), ..), Subject::Timeline(Whose::Curated(_), ..))
    );
    let nobody = first.place.is_none() && second.place.is_none();
    if documents || nobody && known.slug {
        return;
    }
    let noted = |page: &Page| page.place.as_ref().is_some_and(|place| known.places.contains(place));
    if noted(first) || noted(second) {
        return;
    }
    let (at, other) = if first.place.is_some() { (first, second) } else { (second, first) };
    known.places.extend(at.place.clone());
    let note = notes.add(Rule::RouteTaken, at.place.clone(), format!("the address {} is taken", at.route));
    match &other.place {
        Some(place) => note.pair(place.clone(), "the other claim").help("give one of the two another slug or alias"),
        None => note.help("the site itself has a page there; choose another slug or alias"),
    };
}

/// Makes what a page's template may see, or the bytes of a page that has none.
#[must_use]
pub fn view<'d>(site: &Site<'d>, page: &Page) -> Planned<'d> {
    let mut view = match &page.subject {
        Subject::Home => site.home(),
        Subject::Year(year) => site.year(*year),
        Subject::Month(month) => site.month(*month),
        Subject::Day(day) => site.day(*day),
        Subject::Article(id) => site.article(*id),
        Subject::Events(scope) => site.events(*scope),
        Subject::Event(id) => site.event(*id, &page.route),
        Subject::Timeline(whose, scope, order) => site.timeline(*whose, *scope, *order),
        Subject::Timelines => site.timelines(),
        Subject::Terms(kind) => site.terms(*kind),
        Subject::Initials(kind, initial) => site.initials(*kind, *initial),
        Subject::Term(id, scope) => site.term(*id, *scope),
        Subject::Corrections(scope) => site.corrections(*scope),
        Subject::Plain(index) => site.plain(*index),
        Subject::Search => site.search(),
        Subject::NotFound => site.not_found(),
        Subject::Moved(to, title) => site.moved(&page.route, to, title),
        Subject::Atom(channel) => return Planned::Bytes(site.atom(*channel)),
        Subject::Json(channel) => return Planned::Bytes(site.json_feed(*channel)),
        Subject::Editions => return Planned::Bytes(site.editions()),
        Subject::Sitemap(listed) => return Planned::Bytes(site.sitemap(listed)),
        Subject::SitemapIndex(parts) => return Planned::Bytes(site.sitemap_index(*parts)),
        Subject::Robots => return Planned::Bytes(site.robots()),
        Subject::AboutData => site.about_data(),
        Subject::Data(data) => return Planned::Bytes(site.data(*data)),
        Subject::Bytes(bytes) => return Planned::Bytes(bytes.clone()),
        Subject::Piece(piece) => return Planned::Bytes(piece.bytes()),
        Subject::Shelf(shelf) => return Planned::Bytes(site.shelf(*shelf)),
    };
    if view.page.ld_html.is_empty() {
        view.page.ld_html = site.ld_page(&view.page);
    }
    Planned::View(Box::new(view))
}

/// The sum of what all pages have in common, as far as it comes from the digest.
#[must_use]
pub fn common(facts: &Facts<'_>, words: &Words) -> Sum {
    sum_of(&Site::new(facts, words).global(&Dress::default()))
}
