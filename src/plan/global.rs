//! What every page has in common: names, navigation, the foot, the policy.

use std::ops::Range;

use crate::config::Layout;
use crate::gate::html::Html;
use crate::gate::route::Route;

use super::site::Site;
use super::view::{Entry, Global, Link};

/// What a theme brings to every page.
#[derive(Debug, Clone, Default)]
pub struct Dress {
    /// The style sheet, for pages that carry it.
    pub style: Html,
    /// `sha256-…` of it, for the policy.
    pub style_hash: String,
    /// The icon, as a data address.
    pub icon: String,
}

impl<'d> Site<'d> {
    /// What every page of the site has in common.
    #[must_use]
    pub fn global(&self, dress: &Dress) -> Global<'d> {
        let (site, config) = (self, self.config);
        let href = |name: &'static str| site.href(&Route::root().file(name));
        let inline = config.inline_css;
        Global {
            title: &config.title,
            description: &config.description,
            lang: config.lang.as_str(),
            dir: config.lang.dir().as_str(),
            home: site.href(&Route::root()),
            base: site.way.root.clone(),
            url: site.absolute(&Route::root()),
            atom: href("feed.xml"),
            json: href("feed.json"),
            editions: config.pages.days.then(|| href("editions.xml")),
            nav: navigation(site),
            footer: footer(site),
            style_html: inline.then(|| dress.style.clone()),
            style_href: href("style.css"),
            csp: policy(config.layout, inline.then_some(dress.style_hash.as_str())),
            icon: dress.icon.clone(),
            print_css: href("print.css"),
            code_css: href("code.css"),
        }
    }
}

/// Nothing from another host, no script in the page, no style but the site's own (theme.md, Page frame).
fn policy(layout: Layout, style_hash: Option<&str>) -> String {
    let hash = style_hash.map(|hash| format!(" '{hash}'")).unwrap_or_default();
    // Not every browser takes a file beside a page that is a file for the page's own.
    let own = match layout {
        Layout::Hosted => "'self'",
        Layout::Portable => "'self' file:",
    };
    format!(
        "default-src 'none'; style-src {own}{hash}; img-src {own} data:; script-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'"
    )
}

fn navigation<'d>(site: &Site<'d>) -> Vec<Entry<'d>> {
    let pages = &site.config.pages;
    let mut nav = vec![("latest", Route::root())];
    if pages.timelines {
        nav.push(("timeline", Route::root().fixed("timeline")));
    }
    if let Some(year) = site.digest.newest_year().filter(|_| pages.days) {
        nav.push(("calendar", Route::root().year(year)));
    }
    if pages.tags {
        nav.push(("topics", Route::root().fixed("tags")));
    }
    if pages.search {
        nav.push(("search", Route::root().fixed("search")));
    }
    nav.into_iter().map(|(key, route)| Entry { key, href: site.href(&route), text: site.word(key) }).collect()
}

/// Plain pages that the foot of each page names, at most, where others can be found among the titles from A to Z: a foot
/// of thousands would stand on thousands of pages.
const FOOT: usize = 20;

impl Site<'_> {
    /// Numbers of the plain pages that the foot of each page names, and of those that it does not.
    pub(super) fn foot_pages(&self) -> (Range<usize>, Range<usize>) {
        let pages = self.digest.plain_pages();
        let named = if self.config.pages.search { pages.len().min(FOOT) } else { pages.len() };
        (0..named, named..pages.len())
    }
}

/// Events, curated timelines, corrections, and the site's plain pages.
fn footer<'d>(site: &Site<'d>) -> Vec<Link<'d>> {
    let pages = &site.config.pages;
    let mut links = Vec::new();
    if pages.events {
        links.push(site.link(&Route::root().fixed("events"), site.word("events")));
    }
    if pages.timelines {
        links.push(site.link(&Route::root().fixed("timelines"), site.word("timelines")));
    }
    links.push(site.link(&Route::root().fixed("corrections"), site.word("corrections")));
    let (plain, _) = site.foot_pages();
    let pages = plain.map(|index| site.digest.plain_page(index));
    links.extend(pages.map(|page| site.link_in(&page.route, &page.head.title.text, &page.lang)));
    links
}
