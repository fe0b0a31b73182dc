//! Bodies: Markdown through the gate, with the catalogue to answer for links and images, and its problems as notes.

use std::cell::RefCell;

use crate::diagnostic::{Diagnostics, Place, Rule, Span};
use crate::gate::excerpt::cut_at_sentence;
use crate::gate::href::HrefPlace;
use crate::gate::html::problem::{BodyProblem, BodyProblemKind};
use crate::gate::html::{Html, ImageResolution, Resolution, Resolver};
use crate::gate::route::Route;
use crate::gate::text::Dir;
use crate::model::article::Text;
use crate::source::SourceFile;

use super::Options;
use super::catalogue::{Catalogue, Named};

/// Characters of a default summary, at most: what a list shows of an article.
const SUMMARY: usize = 280;

/// A body, and the images of the site it names.
#[derive(Debug)]
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

/// Draws a body.
pub fn draw(notes: &mut Diagnostics, manuscript: Manuscript<'_>, catalogue: &Catalogue, options: Options<'_>) -> Body {
    let Manuscript { file, span, route, dir } = manuscript;
    let markdown = file.bytes.get(span.start..span.end).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("");
    let found = Found { catalogue, folder: file.path.folder(), route, inside: RefCell::default() };
    let gate = crate::gate::html::Options { labels: options.labels, dir, prefix: None };
    let body = Html::markdown(markdown, &found, &gate);
    for problem in &body.problems {
        note(notes, file, span, problem);
    }
    let inside = found.inside.into_inner();
    let links = (body.links.iter().filter(|link| link.place == HrefPlace::Inside))
        .filter_map(|link| {
            let (_, to) = inside.iter().find(|(dest, _)| *dest == link.target)?;
            Some((shift(&link.range, span), to.clone()))
        })
        .collect();
    let text = Text {
        first: body.first_paragraph.map(|text| cut_at_sentence(&text, SUMMARY)),
        html: body.html,
        code: body.has_code,
        words: body.words,
        plain: body.plain_text,
        links,
    };
    let images = body.images.into_iter().map(|image| (shift(&image.range, span), image.src)).collect();
    Body { text, images }
}

/// Answers the gate's questions, and remembers which addresses of the site a body names.
struct Found<'a> {
    catalogue: &'a Catalogue,
    folder: &'a str,
    route: &'a Route,
    inside: RefCell<Vec<(String, Route)>>,
}

impl Resolver for Found<'_> {
    fn link(&self, dest: &str) -> Resolution {
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
                let fragment = rest.find('#').map_or("", |at| &rest[at..]);
                let href = self.catalogue.base.clone() + &route.percent_encoded() + fragment;
                self.inside.borrow_mut().push((dest.to_owned(), route));
                Resolution::Href { href, missing: false }
            }
            None => Resolution::Href { href: String::new(), missing: true },
        }
    }

    fn image(&self, dest: &str) -> ImageResolution {
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

fn note(notes: &mut Diagnostics, file: &SourceFile, span: Span, problem: &BodyProblem) {
    let (rule, help) = meaning(&problem.kind);
    let at = shift(&problem.range, span);
    let note = notes.add(rule, Place::new(&file.path, at), problem.kind.to_string());
    match &problem.kind {
        BodyProblemKind::BadLink(bad) => {
            if let Some(better) = bad.suggestion() {
                note.help(format!("write `{better}`"));
            }
        }
        BodyProblemKind::Mojibake { repaired } => {
            note.help(format!("write `{}`", crate::gate::line::line(repaired))).fix(at, repaired.clone());
        }
        _ => {}
    }
    if note.help.is_none() && !help.is_empty() {
        note.help(help);
    }
}

/// The rule of a problem, and what to write instead.
fn meaning(kind: &BodyProblemKind) -> (Rule, &'static str) {
    use BodyProblemKind as Kind;
    match kind {
        Kind::RawHtml => (Rule::HtmlNotAllowed, "write it in Markdown, or put `<` between backticks to show it"),
        Kind::BadLink(_) | Kind::RefusedLink(_) => {
            (Rule::LinkRefused, "link to an https address, or to an address of this site such as `/2016/09/08/slug/`")
        }
        Kind::BrokenLink(_) => (
            Rule::LinkBroken,
            "write an address of this site from its root, such as `/2016/09/08/slug/` or `/events/slug/`",
        ),
        Kind::EmptyLink => (Rule::LinkEmpty, "write what the link leads to between the brackets"),
        Kind::LinkTextNamesOtherHost { .. } => (Rule::LinkTextHost, "write the title of the page as link text"),
        Kind::RemoteImage(_) | Kind::RefusedImage(_) => {
            (Rule::ImageRefused, "save the image beside the article, if its licence allows, and name the file")
        }
        Kind::BrokenImage(_) => (Rule::ImageMissing, "put the file beside the article and write its name"),
        Kind::ImageWithoutAlt => (Rule::AltMissing, "say what it shows: `![A convoy on a road](convoy.jpg)`"),
        Kind::SkippedHeading { .. } => (Rule::HeadingSkipped, "write one `#` less"),
        Kind::EmptyHeading => (Rule::HeadingEmpty, "give it a text, or remove it"),
        Kind::UnusedNote(_) | Kind::DuplicateNote(_) => {
            (Rule::FootnoteInvalid, "a footnote is `[^1]` in the text and `[^1]: …` below")
        }
        Kind::Control(_) => (Rule::ControlCharacter, "remove it"),
        Kind::BidiControl(_) | Kind::Invisible(_) => {
            (Rule::InvisibleInText, "remove it; direction is taken care of by the page")
        }
        Kind::LostCharacter | Kind::Placeholder(_) | Kind::PrivateUse(_) => {
            (Rule::LostCharacters, "compare with the original and write what stood there")
        }
        Kind::Mojibake { .. } => (Rule::Mojibake, ""),
        Kind::TooDeep => (Rule::TooDeep, "flatten the lists and quotations"),
        Kind::TooLarge(_) => (Rule::HtmlTooLarge, "shorten the text"),
    }
}
