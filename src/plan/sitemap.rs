//! robots.txt and sitemap.xml (sitemaps.org 0.9), split with an index past 50,000 addresses.

use crate::gate::route::Route;
use crate::model::date::Day;

use super::feed::atom::Xml;
use super::site::Site;

/// Addresses in one sitemap, at most.
pub(super) const SPLIT: usize = 50_000;
const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// A page for search engines: its address and when its text last changed, where that is known.
pub type Listed = (Route, Option<Day>);

/// The address of sitemap number `number`, from 1.
pub(super) fn part(number: usize) -> Route {
    Route::root().numbered_file("sitemap", u32::try_from(number).unwrap_or(u32::MAX), "xml")
}

impl Site<'_> {
    /// One `urlset`.
    pub(super) fn sitemap(&self, pages: &[Listed]) -> Vec<u8> {
        let mut xml = Xml::new();
        xml.open("urlset", &[NAMESPACE]);
        for (route, day) in pages {
            xml.open("url", &[]);
            xml.text("loc", &self.absolute(route));
            if let Some(day) = day {
                xml.text("lastmod", &day.to_string());
            }
            xml.close("url");
        }
        xml.close("urlset");
        xml.finish()
    }

    /// The index of several sitemaps.
    pub(super) fn sitemap_index(&self, parts: usize) -> Vec<u8> {
        let mut xml = Xml::new();
        xml.open("sitemapindex", &[NAMESPACE]);
        for number in 1..=parts {
            xml.open("sitemap", &[]);
            xml.text("loc", &self.absolute(&part(number)));
            xml.close("sitemap");
        }
        xml.close("sitemapindex");
        xml.finish()
    }

    /// Everyone may read everything.
    pub(super) fn robots(&self) -> Vec<u8> {
        let sitemap = self.absolute(&Route::root().file("sitemap.xml"));
        format!("User-agent: *\nAllow: /\nSitemap: {sitemap}\n").into_bytes()
    }
}
