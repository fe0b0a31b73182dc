//! Bodies: every text drawn, as it was remembered or anew. The HTML waits here for the page that shows it, as much as
//! there is room for, and is drawn again when a page needs what is not there.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::diagnostic::{Diagnostics, Place, Rule, Span};
use crate::gate::html::Html;
use crate::gate::html::attic::{Attic, Away};
use crate::gate::route::Route;
use crate::gate::text::Dir;
use crate::model::article::{Head, Text};
use crate::model::lang::Lang;
use crate::source::sum::Sum;
use crate::source::{SourceFile, SourcePath};

use super::body::{self, Body, Drawing, Manuscript};
use super::catalogue::Catalogue;
use super::memo::{Blob, Memo, NotedBody};
use super::{Done, Drawn, Options, Parsed1, frame, heads};

/// Bytes of HTML that wait in memory: those of some ten thousand articles. Of a larger site the rest is drawn twice, first
/// for what is wrong with it and then for its page, so that memory does not grow with every text.
const ROOM: usize = 48 << 20;

/// The same where the others wait elsewhere, and so none is drawn twice.
const FEW: usize = 4 << 20;

/// Where texts wait that were drawn before their pages.
#[derive(Debug, Clone, Copy)]
pub enum Waits<'a> {
    /// Nowhere: there will be no pages.
    Nowhere,
    /// In memory, as many as there is room for.
    InMemory,
    /// In memory while they are few, and there.
    There(&'a dyn Attic),
}

/// HTML that waits for its page.
#[derive(Debug)]
enum Waiting {
    Here(Html),
    There(Away),
}

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
    /// HTML that waits for its page, by the file.
    waiting: Vec<Mutex<Option<Waiting>>>,
    /// How many bytes of it wait in memory, or have.
    taken: AtomicUsize,
    /// HTML of texts that were written anew since the files were read, by the file.
    rewritten: Mutex<BTreeMap<usize, Html>>,
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
        let waiting = files.iter().map(|_| Mutex::default()).collect();
        Bodies {
            files,
            places,
            catalogue,
            sum,
            options,
            waiting,
            taken: AtomicUsize::new(0),
            rewritten: Mutex::default(),
        }
    }

    /// Lets the HTML of a file wait for its page, if there is room. Which texts find room does not reach a byte.
    fn wait(&self, index: usize, html: Html) {
        let (room, attic) = match self.options.waits {
            Waits::Nowhere => return,
            Waits::InMemory => (ROOM, None),
            Waits::There(attic) => (FEW, Some(attic)),
        };
        let length = html.as_str().len();
        let waiting = if self.taken.fetch_add(length, Ordering::Relaxed) + length <= room {
            Some(Waiting::Here(html))
        } else {
            attic.and_then(|attic| html.put_away(attic)).map(Waiting::There)
        };
        *self.waiting(index) = waiting;
    }

    fn waiting(&self, index: usize) -> MutexGuard<'_, Option<Waiting>> {
        self.waiting[index].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The HTML of a text, from where it waits, or drawn again.
    fn waited(&self, index: usize, at: Manuscript<'_>) -> Html {
        let waiting = self.waiting(index).take();
        let html = match (waiting, self.options.waits) {
            (Some(Waiting::Here(html)), _) => Some(html),
            (Some(Waiting::There(away)), Waits::There(attic)) => away.back(attic),
            _ => None,
        };
        html.unwrap_or_else(|| self.drawn(&mut Diagnostics::default(), at).html)
    }

    pub(super) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    pub(super) fn sum(&self) -> Sum {
        self.sum
    }

    /// The text of a file that is published.
    fn published(&self, source: &SourcePath) -> Option<(usize, Manuscript<'_>)> {
        let index = self.index(source)?;
        let is_published = self.places[index].as_ref().is_some_and(|place| !place.is_withdrawn);
        Some((index, self.manuscript(index).filter(|_| is_published)?))
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
        let (body, noted) = self.body(&mut more, index, (at, &head), memo);
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
    fn body(
        &self,
        notes: &mut Diagnostics,
        index: usize,
        (at, head): (Manuscript<'_>, &Parsed1),
        memo: &Memo,
    ) -> (Body, Option<NotedBody>) {
        let noted = memo.of(at.file).and_then(|noted| noted.body.as_ref());
        let stands = noted.filter(|noted| !noted.asks || memo.catalogue == self.sum);
        if let Some(noted) = stands
            && let Some((more, body)) = noted.blob.value::<(Diagnostics, Body)>()
        {
            notes.append(more);
            return (body, Some(noted.clone()));
        }
        let mut more = Diagnostics::default();
        let Drawing { body, html, asks } = self.drawn(&mut more, at);
        let body = body.under(head);
        self.wait(index, html);
        let blob = at.file.sum.and_then(|_| Blob::of(&(&more, &body)));
        notes.append(more);
        let noted = blob.map(|blob| NotedBody { blob, asks, frame: frame::of(head, &body) });
        (body, noted)
    }

    fn drawn(&self, notes: &mut Diagnostics, at: Manuscript<'_>) -> Drawing {
        let file = at.file.held();
        body::draw(notes, Manuscript { file: &file, ..at }, &self.catalogue, self.options)
    }

    /// Takes another version of a file, where nothing is another in it but the words of its text: not what the rest of the
    /// site can know of the document, nor what is to be said of the file. Whether it was taken.
    pub fn rewrite(&self, file: &SourceFile, memo: &Memo) -> bool {
        let html = || {
            let index = self.index(&file.path)?;
            let old = memo.files.get(&file.path)?;
            let place = self.places.get(index)?.as_ref().filter(|place| !place.is_withdrawn)?;
            let (head, notes) = heads::anew(file, self.options)?;
            let (old_notes, old_head) = old.head.value::<(Diagnostics, Option<Parsed1>)>()?;
            let (old_more, _) = old.body.as_ref()?.blob.value::<(Diagnostics, Body)>()?;
            let is_published = !head.is_draft() && head.is_whole() && old_head.is_some();
            let mut more = Diagnostics::default();
            let at = Manuscript { file, span: head.body(), route: &place.route, dir: place.dir };
            let Drawing { body, html, .. } = body::draw(&mut more, at, &self.catalogue, self.options);
            let is_same = frame::of(&head, &body.under(&head)) == old.body.as_ref()?.frame;
            (is_published && is_same && notes == old_notes && more == old_more).then_some((index, html))
        };
        let Some((index, html)) = html() else { return false };
        self.rewritten.lock().unwrap_or_else(PoisonError::into_inner).insert(index, html);
        true
    }

    fn index(&self, source: &SourcePath) -> Option<usize> {
        self.files.binary_search_by(|file| file.path.cmp(source)).ok()
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
    fn html(&self, source: &SourcePath) -> Html {
        let Some((index, at)) = self.published(source) else { return Html::default() };
        if let Some(html) = self.rewritten.lock().unwrap_or_else(PoisonError::into_inner).get(&index) {
            return html.clone();
        }
        // Nearly every text is asked for once.
        self.waited(index, at)
    }

    fn text(&self, source: &SourcePath, meanwhile: &dyn Fn()) -> String {
        let Some((index, at)) = self.published(source) else { return String::new() };
        let html = self.waited(index, at);
        let text = html.plain();
        *self.waiting(index) = Some(Waiting::Here(html));
        meanwhile();
        // Where nobody took it, it makes room.
        self.waiting(index).take();
        text
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
