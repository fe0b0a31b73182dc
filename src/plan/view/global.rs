//! What every page of a site has in common: `site` in templates.

use serde::Serialize;

use crate::gate::html::Html;

use super::parts::Link;

/// Name, navigation, style sheet and policy of the whole site; `site` in templates.
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
    /// What leads to the folder of the home page, without a slash at its end: the base path, `/digest`, or nothing; in a portable site `../..`.
    pub base: String,
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
    pub style_html: Option<Html>,
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
