//! Old addresses: aliases of documents and of terms, and where each leads.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Place, Rule, Span};
use crate::gate::route::Route;
use crate::gate::slug::Slug;
use crate::model::Digest;
use crate::source::SourcePath;

/// Every old address. One that two documents claim is noted; that something stands there already is found by `plan`.
pub(super) fn moved(notes: &mut Diagnostics, digest: &Digest) -> BTreeMap<Route, Route> {
    let mut moved = BTreeMap::new();
    let mut claimed: BTreeMap<Route, Place> = BTreeMap::new();
    for (file, aliases, to) in documents(digest) {
        for (from, span) in aliases {
            let place = Place::new(file, *span);
            if let Some(first) = claimed.get(from) {
                notes
                    .add(Rule::RouteTaken, place, format!("two documents claim the address {from}"))
                    .related(first.clone(), "the other one");
                continue;
            }
            claimed.insert(from.clone(), place);
            moved.insert(from.clone(), to.clone());
        }
    }
    for term in digest.terms.iter().filter(|term| term.is_used()) {
        for slug in term.entry.aliases.iter().filter_map(|alias| Slug::of(alias)) {
            let taken = digest.find_term(term.kind, &slug).is_some();
            if !taken {
                let from = Route::root().fixed(term.kind.plural()).slug(&slug);
                moved.entry(from).or_insert_with(|| term.route.clone());
            }
        }
    }
    moved
}

type Aliased<'d> = (&'d SourcePath, &'d Vec<(Route, Span)>, &'d Route);

fn documents(digest: &Digest) -> impl Iterator<Item = Aliased<'_>> {
    let articles = digest.articles.iter().map(|a| (&a.head.source, &a.head.aliases, &a.route));
    let events = digest.events.iter().filter_map(|e| Some((&e.head.source, &e.head.aliases, e.route.as_ref()?)));
    let timelines = digest.timelines.iter().map(|t| (&t.head.source, &t.head.aliases, &t.route));
    let pages = digest.pages.iter().map(|p| (&p.head.source, &p.head.aliases, &p.route));
    articles.chain(events).chain(timelines).chain(pages)
}
