//! Parse: files become heads and bodies. Heads first, since an address depends on a head only; then bodies, with the catalogue of addresses in hand.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Span};
use crate::gate::html::Labels;
use crate::gate::route::Route;
use crate::gate::text::Dir;
use crate::model::article::{Attachment, Head, Text};
use crate::model::event::EventHead;
use crate::model::page::PageHead;
use crate::model::term::{TermEntry, TermKind};
use crate::model::timeline::TimelineHead;
use crate::source::{SourceFile, SourcePath};

pub mod bodies;
pub mod body;
pub mod catalogue;
mod fault;
mod frame;
pub mod fields;
pub mod file_names;
pub mod front_matter;
mod heads;
pub mod kinds;
pub mod memo;
pub mod vocabulary;
pub mod yaml;

use bodies::{Bodies, Waits};
use catalogue::Catalogue;
use heads::Heads;
use kinds::Kind;
use memo::{Memo, Noted, NotedBody};

/// A head, and where in its file the Markdown stands.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
    /// Articles. Each goes as the digest takes it, so that ten thousand are not held twice.
    pub articles: Vec<Box<Drawn<Head>>>,
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
    /// Where texts wait for their pages.
    pub waits: Waits<'a>,
}

/// Reads every file of `content/`. All mistakes of all files are noted; what is wrong is left out. What the memo knows is
/// not read again; what is known then is the new one.
pub fn parse<'f>(
    notes: &mut Diagnostics,
    files: &'f [SourceFile],
    config: &Config,
    options: Options<'f>,
    memo: &Memo,
) -> (Parsed, Bodies<'f>, Memo) {
    let names = || noted(|notes| file_names::check(notes, files));
    let lists = || noted(|notes| vocabularies(notes, files, config));
    let heads = || noted(|notes| heads::heads(notes, files, config, options, memo));
    let (((of_names, ()), (of_lists, vocabularies)), (of_heads, heads)) = rayon::join(|| (names(), lists()), heads);
    [of_names, of_heads, of_lists].into_iter().for_each(|more| notes.append(more));
    let Heads { heads, lost, blobs } = heads;
    let catalogue = Catalogue::of(notes, files, &heads, config);
    let mut parsed = Parsed { vocabularies, lost, ..Parsed::default() };
    for (file, head) in files.iter().zip(&heads) {
        if let Some(Parsed1::Article(read)) = head {
            catalogue.check_image(notes, &read.head, file);
        }
    }
    let bodies = Bodies::new(files, &heads, catalogue, options);
    let mut new = Memo { catalogue: bodies.sum(), frame: None, files: BTreeMap::new() };
    let drawn: Vec<(Diagnostics, Option<Once>)> = (files.par_iter().enumerate().zip(heads))
        .map(|((index, file), head)| {
            fault::caught(file, |notes| {
                let left_out = head.as_ref()?.is_draft() && !options.drafts;
                let (done, noted) = bodies.draw(notes, index, head?, memo);
                Some((if left_out { Done::LeftOut(file.path.clone(), done.text()) } else { done }, noted))
            })
        })
        .collect();
    for ((file, head), (more, done)) in files.iter().zip(blobs).zip(drawn) {
        notes.append(more);
        let (done, body) = done.unzip();
        if let (Some(sum), Some(head)) = (file.sum, head) {
            new.files.insert(file.path.clone(), Noted { sum, head, body: body.flatten() });
        }
        match done {
            Some(Done::Article(drawn)) => parsed.articles.push(drawn),
            Some(Done::Event(drawn)) => parsed.events.push(*drawn),
            Some(Done::Timeline(drawn)) => parsed.timelines.push(*drawn),
            Some(Done::Page(drawn)) => parsed.pages.push(*drawn),
            Some(Done::LeftOut(file, text)) => parsed.left_out.push((file, text)),
            None => {}
        }
    }
    // An article that could not be believed may name any image.
    if parsed.lost.is_empty() {
        bodies.catalogue().note_unused(notes, &parsed.articles);
    }
    new.frame = frame::whole(files, &new);
    (parsed, bodies, new)
}

/// The head of one file.
#[derive(Debug, Serialize, Deserialize)]
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

    fn has_summary(&self) -> bool {
        match self {
            Parsed1::Article(read) => read.head.summary.is_some(),
            Parsed1::Event(read) => read.head.summary.is_some(),
            // A timeline's page has no summary but its own, and asks for none.
            Parsed1::Timeline(read) => read.head.summary.is_some(),
            Parsed1::Page(read) => read.head.summary.is_some(),
        }
    }

    /// Where the Markdown stands in the file.
    fn body(&self) -> Span {
        match self {
            Parsed1::Article(read) => read.body,
            Parsed1::Event(read) => read.body,
            Parsed1::Timeline(read) => read.body,
            Parsed1::Page(read) => read.body,
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

/// A file that was drawn, and what to remember of its body.
type Once = (Done, Option<NotedBody>);

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

/// What comes of something that has notes of its own.
fn noted<T>(make: impl FnOnce(&mut Diagnostics) -> T) -> (Diagnostics, T) {
    let mut notes = Diagnostics::default();
    let made = make(&mut notes);
    (notes, made)
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

#[cfg(test)]
mod tests;

#[cfg(test)]
mod rendered;

#[cfg(test)]
pub(crate) use rendered::rendered;
