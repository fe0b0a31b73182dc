//! The list of all pages: one function for each family of addresses (the table of site.md).

use crate::diagnostic::{Place, Span};
use crate::gate::route::Route;
use crate::model::date::Day;
use crate::model::term::TermKind;
use crate::model::{ArticleId, EventId, TermId};
use crate::source::SourcePath;

use super::cut::{Scope, scopes};
use super::event::events_route;
use super::feed::Channel;
use super::lists::{corrections_route, not_found_route, search_route};
use super::moments::Order;
use super::site::{Site, day_route, month_route, year_route};
use super::sitemap::{self, Listed};
use super::timeline::{OtherOrder, Whose, dated, oldest_first, other_order, timelines_route};
use super::{Page, Subject};

/// Every page of the site, in no particular order.
#[must_use]
pub fn all<'d>(site: &Site<'d>) -> Vec<Page<'d>> {
    let mut pages = vec![page(Route::root(), Subject::Home)];
    periods(&mut pages, site);
    documents(&mut pages, site);
    terms(&mut pages, site);
    timelines(&mut pages, site);
    lists(&mut pages, site);
    feeds(&mut pages, site);
    machinery(&mut pages, site);
    pages
}

fn page<'d>(route: Route, subject: Subject<'d>) -> Page<'d> {
    Page { route, subject, place: None, changed: None, noindex: false }
}

fn place(file: &SourcePath, span: Span) -> Option<Place> {
    Some(Place::new(file, span))
}

fn periods<'d>(pages: &mut Vec<Page<'d>>, site: &Site<'d>) {
    if !site.config.pages.days {
        return;
    }
    for year in site.years() {
        pages.push(page(year_route(year), Subject::Year(year)));
    }
    for month in site.months() {
        pages.push(page(month_route(month), Subject::Month(month)));
    }
    for (day, list) in &site.digest.days {
        let changed = list.iter().map(|id| site.digest.article(*id).moved()).max();
        pages.push(Page { changed, ..page(day_route(*day), Subject::Day(*day)) });
    }
}

fn documents<'d>(pages: &mut Vec<Page<'d>>, site: &Site<'d>) {
    let digest = site.digest;
    for (index, article) in digest.articles.iter().enumerate() {
        pages.push(Page {
            place: place(&article.head.source, article.head.slug_span),
            changed: Some(article.moved()),
            noindex: !article.listed(),
            ..page(article.route.clone(), Subject::Article(ArticleId(index)))
        });
    }
    for (index, event) in digest.events.iter().enumerate().filter(|_| site.config.pages.events) {
        if let Some(route) = &event.route {
            pages.push(Page {
                place: place(&event.head.source, event.head.title.span),
                changed: event.reports.iter().map(|id| digest.article(*id).moved()).max(),
                ..page(route.clone(), Subject::Event(EventId(index)))
            });
        }
    }
    for plain in &digest.pages {
        let place = place(&plain.head.source, plain.head.title.span);
        pages.push(Page { place, ..page(plain.route.clone(), Subject::Plain(plain)) });
    }
    for (from, old) in &digest.moved {
        let subject = Subject::Moved(old.to.clone(), old.title.as_str().into());
        pages.push(Page { place: old.place.clone(), noindex: true, ..page(from.clone(), subject) });
    }
}

fn terms<'d>(pages: &mut Vec<Page<'d>>, site: &Site<'d>) {
    for kind in TermKind::ALL.into_iter().filter(|kind| site.has_kind(*kind)) {
        pages.push(page(Route::root().fixed(kind.plural()), Subject::Terms(kind)));
        for id in site.terms_of(kind) {
            let term = site.digest.term(id);
            let days: Vec<Day> = term.articles.iter().map(|id| site.digest.article(*id).day).collect();
            let changed = term.articles.iter().map(|id| site.digest.article(*id).moved()).max();
            for scope in scopes(&days, site.config.limits.list_entries) {
                pages.push(Page { changed, ..page(scope.route(&term.route), Subject::Term(id, scope)) });
            }
            if site.config.pages.timelines {
                timeline(pages, site, Whose::Term(id));
            }
        }
    }
}

fn timelines<'d>(pages: &mut Vec<Page<'d>>, site: &Site<'d>) {
    if !site.config.pages.timelines {
        return;
    }
    timeline(pages, site, Whose::Everything);
    pages.push(page(timelines_route(), Subject::Timelines));
    for index in 0..site.digest.timelines.len() {
        timeline(pages, site, Whose::Curated(index));
    }
}

fn timeline<'d>(pages: &mut Vec<Page<'d>>, site: &Site<'d>, whose: Whose) {
    let entries = whose.entries(site.digest);
    let route = whose.route(site.digest);
    let days: Vec<Day> = dated(site.digest, &entries).into_iter().map(|(day, _)| day).collect();
    let place = match whose {
        Whose::Curated(index) => {
            let head = &site.digest.timelines[index].head;
            place(&head.source, head.title.span)
        }
        _ => None,
    };
    for scope in scopes(&days, site.config.limits.timeline_entries) {
        let subject = Subject::Timeline(whose, scope, Order::NewestFirst);
        pages.push(Page { place: place.clone(), ..page(scope.route(&route), subject) });
    }
    let other = match other_order(whose, entries.len(), site.config.limits.timeline_entries) {
        OtherOrder::Drawn => Subject::Timeline(whose, Scope::All, Order::OldestFirst),
        // The address was published while the timeline was short, so it leads on for good.
        OtherOrder::Outgrown => Subject::Moved(route.clone(), site.timeline_title(whose, Scope::All)),
        OtherOrder::Never => return,
    };
    pages.push(Page { noindex: true, ..page(oldest_first(&route), other) });
}

fn lists<'d>(pages: &mut Vec<Page<'d>>, site: &Site<'d>) {
    let limit = site.config.limits.list_entries;
    if site.config.pages.events {
        let days: Vec<Day> = site.event_days().into_iter().map(|(day, _)| day).collect();
        for scope in scopes(&days, limit) {
            pages.push(page(scope.route(&events_route()), Subject::Events(scope)));
        }
    }
    let days: Vec<Day> = site.change_days(&site.changes()).into_iter().map(|(day, _)| day).collect();
    for scope in scopes(&days, limit) {
        pages.push(page(scope.route(&corrections_route()), Subject::Corrections(scope)));
    }
    if site.config.pages.search {
        pages.push(page(search_route(), Subject::Search));
    }
    pages.push(Page { noindex: true, ..page(not_found_route(), Subject::NotFound) });
}

fn feeds<'d>(pages: &mut Vec<Page<'d>>, site: &Site<'d>) {
    let mut channels = vec![Channel {
        route: Route::root(),
        title: site.config.title.clone(),
        description: site.config.description.clone(),
        articles: site.digest.listed().collect(),
    }];
    if site.config.feeds.terms {
        let kinds = TermKind::ALL.into_iter().filter(|kind| site.has_kind(*kind));
        channels.extend(kinds.flat_map(|kind| site.terms_of(kind)).map(|id| term_channel(site, id)));
        for timeline in site.digest.timelines.iter().filter(|_| site.config.pages.timelines) {
            channels.push(Channel {
                route: timeline.route.clone(),
                title: feed_title(site, &timeline.head.title.text),
                description: timeline.head.summary.clone().unwrap_or_default(),
                articles: site.timeline_articles(timeline),
            });
        }
    }
    for channel in channels {
        pages.push(page(channel.route.clone().file("feed.xml"), Subject::Atom(channel.clone())));
        pages.push(page(channel.route.clone().file("feed.json"), Subject::Json(channel)));
    }
    if site.config.pages.days {
        pages.push(page(Route::root().file("editions.xml"), Subject::Editions));
    }
}

fn term_channel(site: &Site<'_>, id: TermId) -> Channel {
    let term = site.digest.term(id);
    Channel {
        route: term.route.clone(),
        title: feed_title(site, term.label(&site.config.lang)),
        description: term.entry.description.clone().unwrap_or_default(),
        articles: term.articles.clone(),
    }
}

fn feed_title(site: &Site<'_>, list: &str) -> String {
    site.words.phrase("feed_of", &[("site", &site.config.title), ("list", list)])
}

fn machinery<'d>(pages: &mut Vec<Page<'d>>, site: &Site<'d>) {
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
    if let Some(name) = &site.config.cname {
        pages.push(page(Route::root().file("CNAME"), Subject::Bytes(format!("{name}\n").into_bytes())));
    }
}
