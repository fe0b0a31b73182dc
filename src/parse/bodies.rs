//! Bodies: every text drawn, as it was remembered or anew, and drawn again when a page needs one that was remembered.

use std::sync::OnceLock;

use crate::diagnostic::{Diagnostics, Place, Rule, Span};
use crate::gate::html::Html;
use crate::gate::route::Route;
use crate::gate::text::Dir;
use crate::model::article::{Head, Text};
use crate::model::lang::Lang;
use crate::source::sum::Sum;
use crate::source::{SourceFile, SourcePath};

use super::body::{self, Body, Manuscript};
use super::catalogue::Catalogue;
use super::memo::{Blob, Memo, NotedBody};
use super::{Done, Drawn, Options, Parsed1};

/// The texts of a site, and what each is drawn with.
#[derive(Debug)]
pub struct Bodies<'f> {
    files: &'f [SourceFile],
    /// Where each file has its text; nothing where it has none to be published.
    places: Vec<Option<TextPlace>>,
    catalogue: Catalogue,
    /// The sum of the catalogue.
    sum: Sum,
    options: Options<'f>,
}

/// A text in its file.
#[derive(Debug)]
struct TextPlace {
    span: Span,
    route: Route,
    dir: Dir,
    is_withdrawn: bool,
}

impl<'f> Bodies<'f> {
    pub(super) fn new(
        files: &'f [SourceFile],
        heads: &[Option<Parsed1>],
        catalogue: Catalogue,
        options: Options<'f>,
    ) -> Bodies<'f> {
        let dir = |lang: &Option<Lang>| lang.as_ref().map_or(options.dir, Lang::dir);
        let place = |head: &Parsed1| {
            let (span, dir, is_withdrawn) = match head {
                Parsed1::Article(read) => (read.body, dir(&read.head.lang), read.head.withdrawn.is_some()),
                Parsed1::Event(read) => (read.body, dir(&read.head.lang), false),
                Parsed1::Timeline(read) => (read.body, dir(&read.head.lang), false),
                Parsed1::Page(read) => (read.body, dir(&read.head.lang), false),
            };
            TextPlace { span, route: head.route(), dir, is_withdrawn }
        };
        let places = heads.iter().map(|head| head.as_ref().map(place)).collect();
        let sum = catalogue.sum();
        Bodies { files, places, catalogue, sum, options }
    }

    pub(super) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    pub(super) fn sum(&self) -> Sum {
        self.sum
    }

    fn manuscript(&self, index: usize) -> Option<Manuscript<'_>> {
        let (file, place) = self.files.get(index).zip(self.places.get(index)?.as_ref())?;
        Some(Manuscript { file, span: place.span, route: &place.route, dir: place.dir })
    }

    /// Draws the text of a file with its head, and gives what to remember of it.
    pub(super) fn draw(
        &self,
        notes: &mut Diagnostics,
        index: usize,
        head: Parsed1,
        memo: &Memo,
    ) -> (Done, Option<NotedBody>) {
        let is_draft = head.is_draft();
        let mut more = Diagnostics::default();
        let Some(at) = self.manuscript(index) else {
            return (Done::LeftOut(SourcePath::default(), Text::default()), None);
        };
        let (body, noted) = self.body(&mut more, at, memo);
        let done = match head {
            Parsed1::Article(read) => Done::Article(Box::new(self.article(&mut more, read.head, at, body))),
            Parsed1::Event(read) => Done::Event(Box::new(plain(&mut more, read.head, at, body))),
            Parsed1::Timeline(read) => Done::Timeline(Box::new(plain(&mut more, read.head, at, body))),
            Parsed1::Page(read) => Done::Page(Box::new(plain(&mut more, read.head, at, body))),
        };
        if is_draft && !self.options.drafts {
            more.soften();
        }
        notes.append(more);
        (done, noted)
    }

    /// A body as it was remembered, or as it is drawn, and what to remember of it.
    fn body(&self, notes: &mut Diagnostics, at: Manuscript<'_>, memo: &Memo) -> (Body, Option<NotedBody>) {
        let noted = memo.of(at.file).and_then(|noted| noted.body.as_ref());
        let stands = noted.filter(|noted| !noted.asks || memo.catalogue == self.sum);
        if let Some(noted) = stands
            && let Some((more, body)) = noted.blob.value::<(Diagnostics, Body)>()
        {
            notes.append(more);
            return (body, Some(noted.clone()));
        }
        let mut more = Diagnostics::default();
        let (body, asks) = body::draw(&mut more, at, &self.catalogue, self.options);
        let blob = at.file.sum.and_then(|_| Blob::of(&(&more, &body)));
        notes.append(more);
        (body, blob.map(|blob| NotedBody { blob, asks }))
    }

    fn article(&self, notes: &mut Diagnostics, head: Head, at: Manuscript<'_>, body: Body) -> Drawn<Head> {
        let route = at.route.clone();
        // A withdrawn text and its images are not kept, so that nothing can publish them by mistake.
        if head.withdrawn.is_some() {
            return Drawn { head, text: Text::default(), route, attachments: Vec::new() };
        }
        if body.text.is_empty {
            notes
                .add(Rule::BodyEmpty, Place::new(&at.file.path, at.span), "the article has no text")
                .help("one sentence in the digest's own words is enough");
        }
        let attachments = self.catalogue.attachments(notes, &head, &body.images, &route);
        Drawn { head, text: body.text, route, attachments }
    }
}

impl crate::model::article::Bodies for Bodies<'_> {
    fn html<'t>(&self, source: &SourcePath, text: &'t Text) -> &'t Html {
        text.html.get_or_init(|| {
            let index = self.files.binary_search_by(|file| file.path.cmp(source)).ok();
            let is_published = |index: &usize| self.places[*index].as_ref().is_some_and(|place| !place.is_withdrawn);
            let again = index
                .filter(is_published)
                .and_then(|index| self.manuscript(index))
                .map(|at| body::draw(&mut Diagnostics::default(), at, &self.catalogue, self.options).0.text.html);
            again.and_then(OnceLock::into_inner).unwrap_or_default()
        })
    }
}

fn plain<H>(notes: &mut Diagnostics, head: H, at: Manuscript<'_>, body: Body) -> Drawn<H> {
    for (range, name) in body.images {
        let message = format!("the image {name} stands outside an article");
        notes
            .add(Rule::ImageRefused, Place::new(&at.file.path, range), message)
            .help("images are published with articles; move it there");
    }
    Drawn { head, text: body.text, route: at.route.clone(), attachments: Vec::new() }
}
