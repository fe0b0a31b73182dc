//! What every page of a site has in common: name, navigation, style sheet, policy.

use serde::Serialize;

use crate::gate::route::Route;
use crate::plan::site::Site;
use crate::plan::view::Link;
use crate::theme::{Theme, icon};

/// `site` in templates.
#[derive(Debug, Serialize)]
pub struct Global<'d> {
    /// Name of the site.
    pub title: &'d str,
    /// What it is about.
    pub description: &'d str,
    /// Interface language.
    pub lang: &'d str,
    /// Its direction.
    pub dir: &'static str,
    /// Address of the home page, with the base path.
    pub home: String,
    /// The base path: `/digest`, or nothing.
    pub base: &'d str,
    /// Absolute address of the home page.
    pub url: String,
    /// Address of the site's Atom feed.
    pub atom: String,
    /// Address of the site's JSON Feed.
    pub json: String,
    /// Address of the daily editions' feed, when there are days.
    pub editions: Option<String>,
    /// Main navigation.
    pub nav: Vec<Entry<'d>>,
    /// Links at the foot of each page.
    pub footer: Vec<Link<'d>>,
    /// The style sheet, when it is inlined.
    pub style_html: Option<String>,
    /// Its address, when it is linked.
    pub style_href: String,
    /// The Content-Security-Policy.
    pub csp: String,
    /// The icon, as a data address.
    pub icon: String,
    /// Address of the sheet that opens folded months on paper.
    pub print_css: String,
    /// Address of the sheet for highlighted code.
    pub code_css: String,
}

/// An entry of the main navigation.
#[derive(Debug, Serialize)]
pub struct Entry<'d> {
    /// `latest`, `timeline`, `calendar`, `topics`, `search`.
    pub key: &'static str,
    /// Address.
    pub href: String,
    /// Text.
    pub text: &'d str,
}

impl<'d> Global<'d> {
    /// Gathers it from the site and its theme.
    #[must_use]
    pub fn of(site: &Site<'d>, theme: &Theme) -> Self {
        let config = site.config;
        let href = |name: &'static str| site.href(&Route::root().file(name));
        let inline = config.inline_css;
        Global {
            title: &config.title,
            description: &config.description,
            lang: config.lang.as_str(),
            dir: config.lang.dir().as_str(),
            home: site.href(&Route::root()),
            base: &config.base.path,
            url: site.absolute(&Route::root()),
            atom: href("feed.xml"),
            json: href("feed.json"),
            editions: config.pages.days.then(|| href("editions.xml")),
            nav: navigation(site),
            footer: footer(site),
            style_html: inline.then(|| theme.style.clone()),
            style_href: href("style.css"),
            csp: policy(inline.then_some(theme.style_hash.as_str())),
            icon: icon::icon(),
            print_css: href("print.css"),
            code_css: href("code.css"),
        }
    }
}

/// Nothing from another host, no script in the page, no style but the site's own (theme.md, Page frame).
fn policy(style_hash: Option<&str>) -> String {
    let hash = style_hash.map(|hash| format!(" '{hash}'")).unwrap_or_default();
    format!(
        "default-src 'none'; style-src 'self'{hash}; img-src 'self' data:; script-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'"
    )
}

fn navigation<'d>(site: &Site<'d>) -> Vec<Entry<'d>> {
    let pages = &site.config.pages;
    let mut nav = vec![("latest", Route::root())];
    if pages.timelines {
        nav.push(("timeline", Route::root().fixed("timeline")));
    }
    if let Some(year) = site.newest_year().filter(|_| pages.days) {
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
    let plain = site.digest.pages.iter();
    links.extend(plain.map(|page| site.link_in(&page.route, &page.head.title.text, &page.lang)));
    links
}
