//! The frame of a page: title, description, canonical address, way back up, feeds, JSON-LD.

use crate::gate::html::Html;
use crate::gate::route::Route;

use super::site::Site;
use super::view::{Frame, Link, Text};

/// What differs from page to page; [`Site::frame`] adds the rest.
#[derive(Debug, Default)]
pub struct Head<'d> {
    /// Title.
    pub title: Text<'d>,
    /// Description.
    pub description: Text<'d>,
    /// Navigation entry.
    pub section: &'static str,
    /// Class of `<main>`.
    pub class: &'static str,
}

impl<'d> Site<'d> {
    /// A frame; the usual JSON-LD of a web page comes last, where there is no other ([`super::view()`]).
    #[must_use]
    pub fn frame(&self, route: &Route, head: Head<'d>) -> Frame<'d> {
        Frame {
            canonical: self.absolute(route),
            title: head.title,
            title_lang: None,
            description: head.description,
            section: head.section,
            section_is_page: false,
            class: head.class,
            crumbs: Vec::new(),
            feeds: Vec::new(),
            alternates: Vec::new(),
            ld_html: Html::default(),
            noindex: false,
            og_type: "website",
            og_image: None,
            folds: false,
            code: false,
            prev: None,
            next: None,
        }
    }

    /// Gives a frame its way back up.
    #[must_use]
    pub fn with_crumbs(&self, mut frame: Frame<'d>, crumbs: Vec<Link<'d>>) -> Frame<'d> {
        frame.crumbs = crumbs;
        frame
    }
}
