//! The page that a link to nothing was meant for.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::nearest::Known;
use crate::gate::route::Route;
use crate::model::Digest;

/// The addresses of a site, looked up by what people get wrong in them.
pub(super) struct Near<'d> {
    /// Every address.
    pub(super) pages: &'d BTreeSet<&'d Route>,
    digest: &'d Digest,
    /// Made when the first link is broken: most sites have none.
    known: OnceCell<Names<'d>>,
}

struct Names<'d> {
    /// Documents by the last part of their address; nothing for one that several have.
    slugs: BTreeMap<&'d str, Option<&'d Route>>,
    near_slugs: Known,
    near_pages: Known,
}

impl<'d> Near<'d> {
    pub(super) fn of(pages: &'d BTreeSet<&'d Route>, digest: &'d Digest) -> Near<'d> {
        Near { pages, digest, known: OnceCell::new() }
    }

    /// The page that was meant, if one comes to mind: the document of this name on another day or in another folder, else
    /// the nearest address, else the document of the nearest name.
    pub(super) fn meant(&self, route: &Route) -> Option<&str> {
        let names = self.known.get_or_init(|| self.names());
        let document = |slug: &str| names.slugs.get(slug).copied().flatten().map(Route::as_str);
        let same = document(route.last_segment());
        let page = || names.near_pages.nearest(route.as_str());
        same.or_else(page).or_else(|| document(names.near_slugs.nearest(route.last_segment())?))
    }

    fn names(&self) -> Names<'d> {
        let articles = self.digest.articles.iter().map(|article| &article.route);
        let events = self.digest.events.iter().filter_map(|event| event.route.as_ref());
        let timelines = self.digest.timelines.iter().map(|timeline| &timeline.route);
        let plain = self.digest.pages.iter().map(|page| &page.route);
        let mut slugs: BTreeMap<&str, Option<&Route>> = BTreeMap::new();
        let documents = articles.chain(events).chain(timelines).chain(plain);
        for route in documents.filter(|route| self.pages.contains(route)) {
            slugs.entry(route.last_segment()).and_modify(|known| *known = None).or_insert(Some(route));
        }
        let near_slugs = Known::of(slugs.keys().copied());
        let pages = self.pages.iter().filter(|route| route.is_directory()).map(|route| route.as_str());
        Names { slugs, near_slugs, near_pages: Known::of(pages) }
    }
}
