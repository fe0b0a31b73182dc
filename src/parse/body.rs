//! Bodies: Markdown through the gate, with the catalogue to answer for links and images, and its problems as notes.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostics, Place, Rule, Span};
use crate::gate::excerpt::cut_at_sentence;
use crate::gate::href::HrefPlace;
use crate::gate::href::decode::tidied;
use crate::gate::html::{Body as Drawn, Html, ImageResolution, Resolution, Resolver, heading_id};
use crate::gate::route::Route;
use crate::gate::text::Dir;
use crate::model::article::Text;
use crate::source::SourceFile;
use crate::source::sum::Sum;

use super::Options;
use super::catalogue::{Catalogue, Named};

mod problem;

/// Characters of a default summary, at most: what a list shows of an article.
const SUMMARY: usize = 280;

/// A body, and the images of the site it names.
#[derive(Debug, Serialize, Deserialize)]
pub struct Body {
    /// What the digest keeps.
    pub text: Text,
    /// Images by name as written.
    pub images: Vec<(Span, String)>,
}

/// A text on its way to the gate.
#[derive(Debug, Clone, Copy)]
pub struct Manuscript<'a> {
    /// The file it stands in.
    pub file: &'a SourceFile,
    /// Bytes of the Markdown in the file.
    pub span: Span,
    /// The address of its document, under which its images are published.
    pub route: &'a Route,
    /// The direction its language is read in.
    pub dir: Dir,
}

/// What a body was drawn to.
#[derive(Debug)]
pub struct Drawing {
    /// What the digest keeps of it.
    pub body: Body,
    /// Safe HTML.
    pub html: Html,
    /// Whether it asked the catalogue anything.
    pub asks: bool,
}

/// Draws a body.
pub fn draw(
    notes: &mut Diagnostics,
    manuscript: Manuscript<'_>,
    catalogue: &Catalogue,
    options: Options<'_>,
) -> Drawing {
    let Manuscript { file, span, route, dir } = manuscript;
    let markdown = file.bytes.get(span.start..span.end).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("");
    let folder = file.path.folder();
    let found = Found { catalogue, folder, route, inside: RefCell::default(), asks: Cell::default() };
    let gate = crate::gate::html::Options { labels: options.labels, dir, prefix: None };
    let body = Html::markdown(markdown, &found, &gate);
    for problem in &body.problems {
        problem::note(notes, (file, span, markdown), problem, &body.headings, catalogue);
    }
    quotations(notes, (file, span), &body, options.quotation_words);
    let (inside, asks) = (found.inside.into_inner(), found.asks.get());
    let (mut links, mut fragments) = (Vec::new(), Vec::new());
    for link in body.links.iter().filter(|link| link.place == HrefPlace::Inside) {
        let Some((to, fragment)) = inside.get(&link.target) else { continue };
        let at = shift(&link.range, span);
        links.push((at, to.clone()));
        fragments.extend(fragment.as_ref().map(|id| (at, to.clone(), id.clone())));
    }
    let text = Text {
        first: body.first_paragraph.map(|text| cut_at_sentence(&text, SUMMARY)),
        is_empty: body.html.is_empty(),
        sum: Sum::of(body.html.as_str().as_bytes()),
        code: body.has_code,
        links,
        fragments,
        headings: body.headings.into_iter().map(|heading| heading.id).collect(),
    };
    let images = body.images.into_iter().map(|image| (shift(&image.range, span), image.src)).collect();
    Drawing { body: Body { text, images }, html: body.html, asks }
}

/// Notes quotations that are longer than the site allows.
fn quotations(notes: &mut Diagnostics, (file, span): (&SourceFile, Span), body: &Drawn, most: usize) {
    for quotation in body.quotations.iter().filter(|quotation| quotation.words > most) {
        let place = Place::new(&file.path, shift(&quotation.range, span));
        let message = format!("this quotation has {} words; {most} are the most", quotation.words);
        notes
            .add(Rule::QuotationLong, place, message)
            .help("quote the sentence that matters, and tell the rest in the digest's own words");
    }
}

/// Answers the gate's questions, and remembers which addresses of the site a body names.
struct Found<'a> {
    catalogue: &'a Catalogue,
    folder: &'a str,
    route: &'a Route,
    /// Each address as written, where it leads, and the id after its `#` where that can be known.
    inside: RefCell<BTreeMap<String, (Route, Option<String>)>>,
    /// Whether anything was asked that another catalogue could answer in another way.
    asks: Cell<bool>,
}

impl Resolver for Found<'_> {
    fn link(&self, dest: &str) -> Resolution {
        self.asks.set(true);
        let at = dest.find(['#', '?']).unwrap_or(dest.len());
        let (path, rest) = dest.split_at(at);
        let route = if path.is_empty() {
            return Resolution::Href { href: String::new(), missing: true };
        } else if path.starts_with('/') {
            address(path)
        } else {
            self.catalogue.file(self.folder, path).cloned()
        };
        match route {
            Some(route) => {
                let fragment =
                    rest.split_once('#').map(|(_, fragment)| fragment).filter(|fragment| !fragment.is_empty());
                // The ids of lists and files are not ours to know.
                let known = |fragment: &&str| self.catalogue.is_document(&route) && !is_part(fragment);
                let id = fragment.filter(known).map(heading_id);
                let after = match (&id, fragment) {
                    (Some(id), _) => format!("#{}", tidied(id)),
                    (None, Some(fragment)) => format!("#{fragment}"),
                    (None, None) => String::new(),
                };
                let href = self.catalogue.base.clone() + &route.percent_encoded() + &after;
                self.inside.borrow_mut().insert(dest.to_owned(), (route, id));
                Resolution::Href { href, missing: false }
            }
            None => Resolution::Href { href: String::new(), missing: true },
        }
    }

    fn image(&self, dest: &str) -> ImageResolution {
        self.asks.set(true);
        let image = match self.catalogue.image(self.folder, dest) {
            Named::Image(image) => image,
            Named::Broken => return ImageResolution::Noted,
            Named::Missing => return ImageResolution::Missing,
        };
        let route = self.route.clone().attachment(&image.name);
        let size = u32::try_from(image.picture.width()).ok().zip(u32::try_from(image.picture.height()).ok());
        ImageResolution::Image { src: self.catalogue.base.clone() + &route.percent_encoded(), size }
    }
}

/// Whether a page of a document has a part of this name beside its text: its corrections, claims, sources by number.
fn is_part(fragment: &str) -> bool {
    let number = fragment.strip_prefix('s').unwrap_or_default();
    let is_source = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_source || ["main", "corrections", "claims", "glance", "prov"].contains(&fragment)
}

/// The address that a path inside the site names; the site's own files are known by name.
fn address(path: &str) -> Option<Route> {
    const FILES: [&str; 6] = ["/feed.xml", "/feed.json", "/editions.xml", "/sitemap.xml", "/robots.txt", "/404.html"];
    if path == "/" {
        return Some(Route::root());
    }
    if let Some(known) = FILES.into_iter().find(|file| *file == path) {
        return Some(Route::root().file(&known[1..]));
    }
    Route::alias(path).ok()
}

fn shift(range: &std::ops::Range<usize>, span: Span) -> Span {
    Span { start: span.start + range.start, end: span.start + range.end }
}
