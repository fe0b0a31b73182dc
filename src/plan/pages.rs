//! The list of all pages: one function for each family of addresses (the table of site.md).

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Place, Span};
use crate::gate::route::Route;
use crate::model::date::Day;
use crate::model::term::TermKind;
use crate::model::{ArticleId, Digest, EventId, TermId};
use crate::source::SourcePath;
use crate::words::Words;

use super::cut::{Scope, scopes};
use super::data::{Data, data_route};
use super::event::events_route;
use super::facts::{Channel, Facts, has_kind};
use super::index::shelves;
use super::lists::{corrections_route, not_found_route, search_route};
use super::moments::Order;
use super::site::{Site, day_route, month_route, year_route};
use super::sitemap::{self, Listed};
use super::term::initials_route;
use super::timeline::{OtherOrder, Whose, oldest_first, other_order, timelines_route};
use super::{Page, Subject};

/// What pages are planned from: the digest itself, since planning happens in every build, and words for what has to be said
/// in them.
pub(super) struct Plot<'d> {
    pub(super) facts: &'d Facts<'d>,
    words: &'d Words,
    digest: &'d Digest,
    config: &'d Config,
}

impl<'d> Plot<'d> {
    pub(super) fn new(facts: &'d Facts<'d>, words: &'d Words) -> Self {
        Plot { facts, words, digest: facts.digest, config: facts.config }
    }

    fn site(&self) -> Site<'d> {
        Site::new(self.facts, self.words)
    }

    /// The kinds of terms that have pages.
    fn kinds(&self) -> impl Iterator<Item = TermKind> {
        TermKind::ALL.into_iter().filter(|kind| has_kind(&self.config.pages, *kind))
    }
}

/// Every page of the site, in no particular order.
#[must_use]
pub(super) fn all(plot: &Plot<'_>) -> Vec<Page> {
    let mut pages = vec![page(Route::root(), Subject::Home)];
    periods(&mut pages, plot);
    documents(&mut pages, plot);
    terms(&mut pages, plot);
    initials(&mut pages, plot);
    timelines(&mut pages, plot);
    lists(&mut pages, plot);
    feeds(&mut pages, plot);
    data(&mut pages, plot);
    machinery(&mut pages, plot);
    pages
}

fn page(route: Route, subject: Subject) -> Page {
    Page { route, subject, place: None, changed: None, noindex: false }
}

fn place(file: &SourcePath, span: Span) -> Option<Place> {
    Some(Place::new(file, span))
}

fn periods(pages: &mut Vec<Page>, plot: &Plot<'_>) {
    if !plot.config.pages.days {
        return;
    }
    for year in plot.facts.years() {
        pages.push(page(year_route(year), Subject::Year(year)));
    }
    for month in plot.facts.months() {
        pages.push(page(month_route(month), Subject::Month(month)));
    }
    for (day, list) in &plot.digest.days {
        let changed = list.iter().map(|id| plot.digest.article(*id).moved()).max();
        pages.push(Page { changed, ..page(day_route(*day), Subject::Day(*day)) });
    }
}

fn documents(pages: &mut Vec<Page>, plot: &Plot<'_>) {
    let digest = plot.digest;
    for (index, article) in digest.articles.iter().enumerate() {
        pages.push(Page {
            place: place(&article.head.source, article.head.slug_span),
            changed: Some(article.moved()),
            noindex: !article.listed(),
            ..page(article.route.clone(), Subject::Article(ArticleId(index)))
        });
    }
    for (index, event) in digest.events.iter().enumerate().filter(|_| plot.config.pages.events) {
        if let Some(route) = &event.route {
            pages.push(Page {
                place: place(&event.head.source, event.head.title.span),
                changed: event.reports.iter().map(|id| digest.article(*id).moved()).max(),
                ..page(route.clone(), Subject::Event(EventId(index)))
            });
        }
    }
    for (index, plain) in digest.pages.iter().enumerate() {
        let place = place(&plain.head.source, plain.head.title.span);
        pages.push(Page { place, ..page(plain.route.clone(), Subject::Plain(index)) });
    }
    for (from, old) in &digest.moved {
        let subject = Subject::Moved(old.to.clone(), old.title.clone());
        pages.push(Page { place: old.place.clone(), noindex: true, ..page(from.clone(), subject) });
    }
}

fn terms(pages: &mut Vec<Page>, plot: &Plot<'_>) {
    for kind in plot.kinds() {
        pages.push(page(Route::root().fixed(kind.plural()), Subject::Terms(kind)));
        let of_each: Vec<Vec<Page>> = plot.facts.terms_of(kind).into_par_iter().map(|id| term(plot, id)).collect();
        pages.extend(of_each.into_iter().flatten());
    }
}

fn term(plot: &Plot<'_>, id: TermId) -> Vec<Page> {
    let mut pages = Vec::new();
    let term = plot.digest.term(id);
    let days: Vec<Day> = term.articles.iter().map(|id| plot.digest.article(*id).day).collect();
    let changed = term.articles.iter().map(|id| plot.digest.article(*id).moved()).max();
    for scope in scopes(&days, plot.config.limits.list_entries) {
        pages.push(Page { changed, ..page(scope.route(&term.route), Subject::Term(id, scope)) });
    }
    if plot.config.pages.timelines {
        timeline(&mut pages, plot, Whose::Term(id));
    }
    pages
}

/// The pages that indexes of terms are cut into.
fn initials(pages: &mut Vec<Page>, plot: &Plot<'_>) {
    for ((kind, initial), group) in plot.facts.groups().iter().filter(|(_, group)| !group.prefix.is_empty()) {
        pages.push(page(initials_route(*kind, &group.prefix), Subject::Initials(*kind, *initial)));
    }
}

fn timelines(pages: &mut Vec<Page>, plot: &Plot<'_>) {
    if !plot.config.pages.timelines {
        return;
    }
    timeline(pages, plot, Whose::Everything);
    pages.push(page(timelines_route(), Subject::Timelines));
    for index in 0..plot.digest.timelines.len() {
        timeline(pages, plot, Whose::Curated(index));
    }
}

fn timeline(pages: &mut Vec<Page>, plot: &Plot<'_>, whose: Whose) {
    let entries = plot.facts.entries(whose, Scope::All);
    let route = whose.route(plot.digest);
    let days: Vec<Day> = entries.iter().map(|(day, _)| *day).collect();
    let place = match whose {
        Whose::Curated(index) => {
            let head = &plot.digest.timelines[index].head;
            place(&head.source, head.title.span)
        }
        _ => None,
    };
    for scope in scopes(&days, plot.config.limits.timeline_entries) {
        let subject = Subject::Timeline(whose, scope, Order::NewestFirst);
        pages.push(Page { place: place.clone(), ..page(scope.route(&route), subject) });
    }
    let other = match other_order(whose, entries.len(), plot.config.limits.timeline_entries) {
        OtherOrder::Drawn => Subject::Timeline(whose, Scope::All, Order::OldestFirst),
        // The address was published while the timeline was short, so it leads on for good.
        OtherOrder::Outgrown => {
            Subject::Moved(route.clone(), plot.site().timeline_title(whose, Scope::All).into_owned())
        }
        OtherOrder::Never => return,
    };
    pages.push(Page { noindex: true, ..page(oldest_first(&route), other) });
}

fn lists(pages: &mut Vec<Page>, plot: &Plot<'_>) {
    let limit = plot.config.limits.list_entries;
    if plot.config.pages.events {
        let days: Vec<Day> = plot.facts.events_in(Scope::All).into_iter().map(|(day, _)| day).collect();
        for scope in scopes(&days, limit) {
            pages.push(page(scope.route(&events_route()), Subject::Events(scope)));
        }
    }
    let site = plot.site();
    let days: Vec<Day> = site.change_days(&site.changes()).into_iter().map(|(day, _)| day).collect();
    for scope in scopes(&days, limit) {
        pages.push(page(scope.route(&corrections_route()), Subject::Corrections(scope)));
    }
    if plot.config.pages.search {
        pages.push(page(search_route(), Subject::Search));
    }
    if plot.config.looks_up() {
        pages.extend(shelves(plot.facts));
    }
    pages.push(Page { noindex: true, ..page(not_found_route(), Subject::NotFound) });
}

fn feeds(pages: &mut Vec<Page>, plot: &Plot<'_>) {
    let mut channels = vec![(Route::root(), Channel::Everything)];
    if plot.config.feeds.terms {
        let terms = plot.kinds().flat_map(|kind| plot.facts.terms_of(kind));
        channels.extend(terms.map(|id| (plot.digest.term(id).route.clone(), Channel::Term(id))));
        if plot.config.pages.timelines {
            let curated = plot.digest.timelines.iter().enumerate();
            channels.extend(curated.map(|(index, timeline)| (timeline.route.clone(), Channel::Curated(index))));
        }
    }
    for (route, channel) in channels {
        pages.push(page(route.clone().file("feed.xml"), Subject::Atom(channel)));
        pages.push(page(route.file("feed.json"), Subject::Json(channel)));
    }
    if plot.config.pages.days {
        pages.push(page(Route::root().file("editions.xml"), Subject::Editions));
    }
}

fn data(pages: &mut Vec<Page>, plot: &Plot<'_>) {
    if plot.config.pages.data {
        pages.push(page(data_route(), Subject::AboutData));
        let files = Data::all(plot.digest, plot.config).into_iter();
        pages.extend(files.map(|data| page(data.route(plot.digest), Subject::Data(data))));
    }
}

fn machinery(pages: &mut Vec<Page>, plot: &Plot<'_>) {
    let shown = pages.iter().filter(|page| !page.noindex && page.route.is_directory());
    let mut listed: Vec<Listed> = shown.map(|page| (page.route.clone(), page.changed)).collect();
    listed.sort();
    listed.dedup();
    let index = Route::root().file("sitemap.xml");
    if listed.len() <= sitemap::SPLIT {
        pages.push(page(index, Subject::Sitemap(listed)));
    } else {
        let parts: Vec<&[Listed]> = listed.chunks(sitemap::SPLIT).collect();
        pages.push(page(index, Subject::SitemapIndex(parts.len())));
        for (number, part) in parts.into_iter().enumerate() {
            pages.push(page(sitemap::part(number + 1), Subject::Sitemap(part.to_vec())));
        }
    }
    pages.push(page(Route::root().file("robots.txt"), Subject::Robots));
    pages.push(page(Route::root().file(".nojekyll"), Subject::Bytes(Vec::new())));
    if let Some(name) = &plot.config.cname {
        pages.push(page(Route::root().file("CNAME"), Subject::Bytes(format!("{name}\n").into_bytes())));
    }
}
