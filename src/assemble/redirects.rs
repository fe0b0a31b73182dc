//! Old addresses: aliases of documents and of terms, and where each leads.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Place, Rule, Span};
use crate::gate::route::Route;
use crate::gate::slug::Slug;
use crate::model::{Digest, Moved};
use crate::source::SourcePath;

use super::names::note_kept;

/// Every old address. One that two documents claim is noted; that something stands there already is found by `plan`.
pub(super) fn moved(notes: &mut Diagnostics, digest: &Digest, config: &Config) -> BTreeMap<Route, Moved> {
    let mut moved: BTreeMap<Route, Moved> = BTreeMap::new();
    for Aliased { file, aliases, to, title } in documents(digest) {
        for (from, span) in aliases {
            let place = Place::new(file, *span);
            note_kept(notes, from, place.clone());
            if let Some(first) = moved.get(from).and_then(|first| first.place.clone()) {
                notes
                    .add(Rule::RouteTaken, place, format!("two documents claim the address {from}"))
                    .pair(first, "the other one");
                continue;
            }
            let old = Moved { to: to.clone(), title: title.to_owned(), place: Some(place) };
            moved.insert(from.clone(), old);
        }
    }
    for term in digest.terms.iter().filter(|term| term.is_used()) {
        for slug in term.entry.aliases.iter().filter_map(|alias| Slug::of(alias)) {
            if digest.find_term(term.kind, &slug).is_none() {
                let from = Route::root().fixed(term.kind.plural()).slug(&slug);
                let title = term.label(&config.lang).to_owned();
                moved.entry(from).or_insert_with(|| Moved { to: term.route.clone(), title, place: None });
            }
        }
    }
    moved
}

/// A document and its old addresses.
struct Aliased<'d> {
    file: &'d SourcePath,
    aliases: &'d [(Route, Span)],
    to: &'d Route,
    title: &'d str,
}

fn documents(digest: &Digest) -> impl Iterator<Item = Aliased<'_>> {
    let articles = digest.articles.iter().map(|a| Aliased {
        file: &a.head.source,
        aliases: &a.head.aliases,
        to: &a.route,
        title: &a.head.title.text,
    });
    let events = digest.events.iter().filter_map(|e| {
        let (file, aliases, title) = (&e.head.source, &e.head.aliases, &e.head.title.text);
        Some(Aliased { file, aliases, to: e.route.as_ref()?, title })
    });
    let timelines = digest.timelines.iter().map(|t| Aliased {
        file: &t.head.source,
        aliases: &t.head.aliases,
        to: &t.route,
        title: &t.head.title.text,
    });
    let pages = digest.pages.iter().map(|p| Aliased {
        file: &p.head.source,
        aliases: &p.head.aliases,
        to: &p.route,
        title: &p.head.title.text,
    });
    articles.chain(events).chain(timelines).chain(pages)
}
