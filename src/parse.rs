//! Parse: files become heads and bodies. Heads first, since an address depends on a head only; then bodies, with the catalogue of addresses in hand.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Place, Rule, Span};
use crate::gate::html::Labels;
use crate::gate::route::Route;
use crate::gate::text::Dir;
use crate::model::article::{Attachment, Head, Text};
use crate::model::event::EventHead;
use crate::model::lang::Lang;
use crate::model::page::PageHead;
use crate::model::term::{TermEntry, TermKind};
use crate::model::timeline::TimelineHead;
use crate::source::{SourceFile, SourcePath};

pub mod body;
pub mod catalogue;
mod fault;
pub mod fields;
pub mod file_names;
pub mod front_matter;
pub mod kinds;
pub mod vocabulary;
pub mod yaml;

use body::Manuscript;
use catalogue::Catalogue;
use front_matter::Drafts;
use kinds::Kind;

/// A head, and where in its file the Markdown stands.
#[derive(Debug, Clone)]
pub struct Read<H> {
    /// The front matter, believed.
    pub head: H,
    /// Bytes of the Markdown in the file.
    pub body: Span,
    /// False when something stands in for what was missing: the rest is checked, nothing of it is published.
    pub whole: bool,
}

/// A head with its address and its body drawn.
#[derive(Debug, Clone)]
pub struct Drawn<H> {
    /// The front matter.
    pub head: H,
    /// The body.
    pub text: Text,
    /// Its address.
    pub route: Route,
    /// Images it names (articles only).
    pub attachments: Vec<Attachment>,
}

/// One of the five vocabularies.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// Its kind.
    pub kind: TermKind,
    /// Its file.
    pub source: SourcePath,
    /// Its terms, each with the place of its key.
    pub entries: Vec<(TermEntry, Span)>,
}

/// The vocabularies that are present.
pub type Vocabularies = Vec<Vocabulary>;

/// Everything that was written, file by file.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Articles.
    pub articles: Vec<Drawn<Head>>,
    /// Events.
    pub events: Vec<Drawn<EventHead>>,
    /// Curated timelines.
    pub timelines: Vec<Drawn<TimelineHead>>,
    /// Plain pages.
    pub pages: Vec<Drawn<PageHead>>,
    /// Texts of drafts that are left out.
    pub left_out: Vec<(SourcePath, Text)>,
    /// Vocabularies.
    pub vocabularies: Vocabularies,
    /// Slugs of documents whose front matter could not be believed. They were noted at their own place, so that what
    /// names them is not noted a second time.
    pub lost: BTreeSet<String>,
}

/// What a build may be asked to do differently.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// Drafts are published as well.
    pub drafts: bool,
    /// Direction of texts that name no language of their own.
    pub dir: Dir,
    /// Words that a quotation may have.
    pub quotation_words: usize,
    /// Words that the gate writes into bodies, in the interface language.
    pub labels: Labels<'a>,
}

/// Reads every file of `content/`. All mistakes of all files are noted; what is wrong is left out.
pub fn parse(notes: &mut Diagnostics, files: &[SourceFile], config: &Config, options: Options<'_>) -> Parsed {
    file_names::check(notes, files);
    let (heads, lost) = heads(notes, files, config, options);
    let catalogue = Catalogue::of(notes, files, &heads, config);
    let mut parsed = Parsed { vocabularies: vocabularies(notes, files, config), lost, ..Parsed::default() };
    for (file, head) in files.iter().zip(&heads) {
        if let Some(Parsed1::Article(read)) = head {
            catalogue.check_image(notes, &read.head, file);
        }
    }
    let desk = Desk { catalogue: &catalogue, options };
    let drawn: Vec<(Diagnostics, Option<Done>)> = (files.par_iter().zip(heads))
        .map(|(file, head)| {
            fault::caught(file, |notes| {
                let head = head?;
                let left_out = head.is_draft() && !options.drafts;
                let done = draw(notes, file, head, desk);
                Some(if left_out { Done::LeftOut(file.path.clone(), done.text()) } else { done })
            })
        })
        .collect();
    for (more, done) in drawn {
        notes.append(more);
        match done {
            Some(Done::Article(drawn)) => parsed.articles.push(*drawn),
            Some(Done::Event(drawn)) => parsed.events.push(*drawn),
            Some(Done::Timeline(drawn)) => parsed.timelines.push(*drawn),
            Some(Done::Page(drawn)) => parsed.pages.push(*drawn),
            Some(Done::LeftOut(file, text)) => parsed.left_out.push((file, text)),
            None => {}
        }
    }
    // An article that could not be believed may name any image.
    if parsed.lost.is_empty() {
        catalogue.note_unused(notes, &parsed.articles);
    }
    parsed
}

/// The head of one file.
#[derive(Debug)]
pub enum Parsed1 {
    /// An article's.
    Article(Box<Read<Head>>),
    /// An event's.
    Event(Box<Read<EventHead>>),
    /// A curated timeline's.
    Timeline(Box<Read<TimelineHead>>),
    /// A plain page's.
    Page(Box<Read<PageHead>>),
}

impl Parsed1 {
    fn is_draft(&self) -> bool {
        match self {
            Parsed1::Article(read) => read.head.draft,
            Parsed1::Event(read) => read.head.draft,
            Parsed1::Timeline(read) => read.head.draft,
            Parsed1::Page(read) => read.head.draft,
        }
    }

    fn is_whole(&self) -> bool {
        match self {
            Parsed1::Article(read) => read.whole,
            Parsed1::Event(read) => read.whole,
            Parsed1::Timeline(read) => read.whole,
            Parsed1::Page(read) => read.whole,
        }
    }

    /// The address the file's document will have.
    #[must_use]
    pub fn route(&self) -> Route {
        match self {
            Parsed1::Article(read) => {
                let day = read.head.date.day();
                Route::root().year(day.year()).month(day.month()).day(day.day()).slug(&read.head.slug)
            }
            Parsed1::Event(read) => Route::root().fixed("events").slug(&read.head.slug),
            Parsed1::Timeline(read) => Route::root().fixed("timelines").slug(&read.head.slug),
            Parsed1::Page(read) => Route::root().slug(&read.head.slug),
        }
    }
}

enum Done {
    Article(Box<Drawn<Head>>),
    Event(Box<Drawn<EventHead>>),
    Timeline(Box<Drawn<TimelineHead>>),
    Page(Box<Drawn<PageHead>>),
    /// A draft, read to its end for the sake of its writer.
    LeftOut(SourcePath, Text),
}

impl Done {
    fn text(self) -> Text {
        match self {
            Done::Article(drawn) => drawn.text,
            Done::Event(drawn) => drawn.text,
            Done::Timeline(drawn) => drawn.text,
            Done::Page(drawn) => drawn.text,
            Done::LeftOut(_, text) => text,
        }
    }
}

/// The heads of all files, and the slugs of documents that lack what they cannot do without.
fn heads(
    notes: &mut Diagnostics,
    files: &[SourceFile],
    config: &Config,
    options: Options<'_>,
) -> (Vec<Option<Parsed1>>, BTreeSet<String>) {
    let drafts = if options.drafts { Drafts::Published } else { Drafts::LeftOut };
    let read: Vec<(Diagnostics, Option<Parsed1>)> =
        (files.par_iter()).map(|file| fault::caught(file, |notes| head(notes, file, drafts))).collect();
    let mut heads = Vec::with_capacity(files.len());
    let mut lost = BTreeSet::new();
    for (file, (mut more, mut head)) in files.iter().zip(read) {
        if file.path.extension() == "md" && !head.as_ref().is_some_and(Parsed1::is_whole) {
            lost.extend(front_matter::stem_slug(&file.path).map(|slug| slug.to_string()));
            // Where no error holds the build, the document is left out: what stands in for a value is never published. That
            // is so in drafts alone, since no site can lower the rules that say what is missing (`Guard::Whole`).
            let holds = |notes: &Diagnostics| {
                let mut lowered = notes.clone();
                lowered.with_severities(|rule| config.severity(rule));
                lowered.has_errors()
            };
            // A key by a wrong name is said as such, and not as missing; where a site lets such names pass, it is missing.
            if !holds(&more) && head.as_ref().is_some_and(|head| !head.is_draft() || options.drafts) {
                missing(&mut more, file);
            }
            head = head.filter(|_| holds(&more));
        }
        notes.append(more);
        heads.push(head);
    }
    (heads, lost)
}

/// Notes that a key which is needed stands under a name that is none, where nothing else says so.
fn missing(notes: &mut Diagnostics, file: &SourceFile) {
    let unknown = notes.notes().iter().find(|note| note.rule == Rule::KeyUnknown).cloned();
    let place = unknown.as_ref().and_then(|note| note.place.clone()).unwrap_or_else(|| Place::file(&file.path));
    let help = unknown.and_then(|note| note.help).unwrap_or_else(|| "write the key by its own name".to_owned());
    notes.add(Rule::KeyMissing, place, "a key that is needed stands here under another name").help(help);
}

fn head(notes: &mut Diagnostics, file: &SourceFile, drafts: Drafts) -> Option<Parsed1> {
    match kinds::kind(&file.path) {
        Kind::Article => front_matter::article(notes, file, drafts).map(|read| Parsed1::Article(Box::new(read))),
        Kind::Event => front_matter::event(notes, file, drafts).map(|read| Parsed1::Event(Box::new(read))),
        Kind::Timeline => front_matter::timeline(notes, file, drafts).map(|read| Parsed1::Timeline(Box::new(read))),
        Kind::Page => front_matter::page(notes, file, drafts).map(|read| Parsed1::Page(Box::new(read))),
        Kind::Vocabulary(_) | Kind::Image => None,
        Kind::Other => {
            let message = format!("{} is neither Markdown, a vocabulary nor an image", file.path.name());
            if let Some((message, help)) = kinds::meant(&file.path) {
                notes.add(Rule::FileKind, Place::file(&file.path), message).help(help);
                return None;
            }
            let note = notes.add(Rule::FileKind, Place::file(&file.path), message);
            match left_behind(file.path.name()) {
                Some(pattern) => {
                    note.help(format!("delete it; a line `{pattern}` in `.gitignore` keeps such files away"))
                }
                None => note.help("articles end in `.md`; images are png, jpg, webp or gif; nothing else is published"),
            };
            None
        }
    }
}

/// How `.gitignore` names a file that a system or an editor leaves behind.
fn left_behind(name: &str) -> Option<&'static str> {
    const WHOLE: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];
    const ENDS: [(&str, &str); 6] = [
        (".digest-fix", "*.digest-fix"),
        ("~", "*~"),
        (".swp", "*.swp"),
        (".bak", "*.bak"),
        (".orig", "*.orig"),
        (".tmp", "*.tmp"),
    ];
    let whole = WHOLE.into_iter().find(|whole| *whole == name);
    whole.or_else(|| ENDS.into_iter().find(|(end, _)| name.ends_with(end)).map(|(_, pattern)| pattern))
}

fn vocabularies(notes: &mut Diagnostics, files: &[SourceFile], config: &Config) -> Vocabularies {
    let mut found = Vec::new();
    for file in files {
        if let Kind::Vocabulary(kind) = kinds::kind(&file.path) {
            let entries = vocabulary::vocabulary(notes, kind, file, config);
            found.push(Vocabulary { kind, source: file.path.clone(), entries });
        }
    }
    found
}

/// What every text is drawn with.
#[derive(Clone, Copy)]
struct Desk<'a> {
    catalogue: &'a Catalogue,
    options: Options<'a>,
}

fn draw(notes: &mut Diagnostics, file: &SourceFile, head: Parsed1, desk: Desk<'_>) -> Done {
    let route = head.route();
    let draft = head.is_draft();
    let mut more = Diagnostics::default();
    let at = |span: Span, lang: Option<&Lang>| Manuscript {
        file,
        span,
        route: &route,
        dir: lang.map_or(desk.options.dir, Lang::dir),
    };
    let done = match head {
        Parsed1::Article(read) => {
            let at = at(read.body, read.head.lang.as_ref());
            Done::Article(Box::new(article(&mut more, read.head, at, desk)))
        }
        Parsed1::Event(read) => {
            let at = at(read.body, read.head.lang.as_ref());
            Done::Event(Box::new(plain(&mut more, read.head, at, desk)))
        }
        Parsed1::Timeline(read) => {
            let at = at(read.body, read.head.lang.as_ref());
            Done::Timeline(Box::new(plain(&mut more, read.head, at, desk)))
        }
        Parsed1::Page(read) => {
            let at = at(read.body, read.head.lang.as_ref());
            Done::Page(Box::new(plain(&mut more, read.head, at, desk)))
        }
    };
    if draft && !desk.options.drafts {
        more.soften();
    }
    notes.append(more);
    done
}

fn article(notes: &mut Diagnostics, head: Head, at: Manuscript<'_>, desk: Desk<'_>) -> Drawn<Head> {
    let drawn = body::draw(notes, at, desk.catalogue, desk.options);
    let route = at.route.clone();
    // A withdrawn text and its images are not kept, so that nothing can publish them by mistake.
    if head.withdrawn.is_some() {
        return Drawn { head, text: Text::default(), route, attachments: Vec::new() };
    }
    if drawn.text.html.is_empty() {
        notes
            .add(Rule::BodyEmpty, Place::new(&at.file.path, at.span), "the article has no text")
            .help("one sentence in the digest's own words is enough");
    }
    let attachments = desk.catalogue.attachments(notes, &head, &drawn.images, &route);
    Drawn { head, text: drawn.text, route, attachments }
}

fn plain<H>(notes: &mut Diagnostics, head: H, at: Manuscript<'_>, desk: Desk<'_>) -> Drawn<H> {
    let drawn = body::draw(notes, at, desk.catalogue, desk.options);
    for (range, name) in drawn.images {
        let message = format!("the image {name} stands outside an article");
        notes
            .add(Rule::ImageRefused, Place::new(&at.file.path, range), message)
            .help("images are published with articles; move it there");
    }
    Drawn { head, text: drawn.text, route: at.route.clone(), attachments: Vec::new() }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod rendered;

#[cfg(test)]
pub(crate) use rendered::rendered;
