//! The one function that knows every stage. It reads no disk and writes none: bytes in, bytes and notes out.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use crate::assemble;
use crate::check;
use crate::check::checked::Checked;
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Place, Rule};
use crate::gate::html::Labels;
use crate::gate::html::attic::Attic;
use crate::gate::route::Route;
use crate::ledger::{self, Ledger};
use crate::memory::ended::Ended;
use crate::memory::{Memory, Recall};
use crate::model::Digest;
use crate::model::article::Article;
use crate::model::date::Day;
use crate::parse;
use crate::parse::bodies::{Bodies, Waits};
use crate::parse::memo::Memo;
use crate::plan::facts::Facts;
use crate::plan::facts::sum::sum_of;
use crate::plan::trace::{Trace, Tracer};
use crate::plan::{self, Page};
use crate::render::Outlet;
use crate::source::sum::Sum;
use crate::source::{Folder, SourceFile};
use crate::theme::{self};
use crate::words::Words;

pub mod again;
mod drawing;
pub mod live;
pub mod proof;

use drawing::{draw_all, draw_for_nobody};
use live::Live;

/// Everything a build is made from.
#[derive(Debug)]
pub struct Inputs {
    /// site.toml.
    pub config: Config,
    /// The folder `content`.
    pub content: Folder,
    /// The theme.
    pub theme: ThemeFiles,
    /// Today, for one rule only.
    pub today: Day,
    /// Whether drafts are part of the site.
    pub drafts: Drafts,
    /// What was published before, which is only compared: it reaches no byte of a page.
    pub published: Option<Ledger>,
}

/// The files of a theme and of the one it extends, named relative to the theme's folder.
#[derive(Debug, Clone, Default)]
pub struct ThemeFiles {
    /// The theme that is extended; empty when there is none.
    pub parent: Vec<SourceFile>,
    /// The theme itself.
    pub own: Vec<SourceFile>,
}

impl ThemeFiles {
    /// Whether this is the theme in the program, to the byte, alone.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        let same = |(own, known): (&SourceFile, &SourceFile)| own.path == known.path && own.bytes == known.bytes;
        let known = theme::embedded::embedded();
        self.parent.is_empty() && self.own.len() == known.len() && self.own.iter().zip(&known).all(same)
    }
}

/// Whether drafts are part of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// They are left out.
    Without,
    /// They are built like the rest.
    With,
}

/// What a build makes.
#[derive(Debug)]
pub struct Built {
    /// How many files were drawn; none when the content has errors. A theme that fails is an error here, beside the notes,
    /// so that a writer learns of both.
    pub drawn: Result<Drawn>,
    /// What people should know, in order.
    pub notes: Diagnostics,
    /// What is published, for the builds after this one; nothing where that is what was published before.
    pub ledger: Option<Ledger>,
    /// What the site is made of, for the next build of the same.
    pub ended: Ended,
    /// What the next build may believe, once this one is published; nothing where that is what it was.
    pub memory: Option<Memory>,
    /// What it was made of.
    pub rest: Rest,
}

/// What a site was made of, once that is no longer of use. To take a large one apart is work that can wait.
#[derive(Debug, Default)]
pub struct Rest(#[expect(dead_code, reason = "it is only held")] Option<(Digest, Vec<Page>)>);

/// What was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drawn {
    /// Pages for people: files of HTML.
    pub pages: usize,
    /// Those of them that carry the style sheet of the site.
    pub styled: usize,
    /// Files that were drawn; the others are what the last build left.
    pub drawn: usize,
}

/// Reads, checks and draws a whole site, file by file into `outlet`; what `memory` knows is not done again.
pub fn build(inputs: &Inputs, memory: &dyn Recall, outlet: &mut dyn Outlet) -> Built {
    let (built, rest) = made(inputs, memory, outlet, |built, _| built);
    Built { rest, ..built }
}

/// The same, and keeps the site in hand for as long as `then` runs, which may ask for what other texts change.
pub fn held<T>(
    inputs: &Inputs,
    memory: &dyn Recall,
    outlet: &mut dyn Outlet,
    then: impl FnOnce(Built, &Live<'_>) -> T,
) -> T {
    made(inputs, memory, outlet, then).0
}

fn made<T>(
    inputs: &Inputs,
    memory: &dyn Recall,
    outlet: &mut dyn Outlet,
    then: impl FnOnce(Built, &Live<'_>) -> T,
) -> (T, Rest) {
    let attic = outlet.attic();
    rayon::in_place_scope(|scope| {
        // What pages were made from is needed late, and a large site has much of it.
        scope.spawn(|_| _ = memory.search());
        scope.spawn(|_| _ = memory.trace());
        planned(inputs, memory, waits(attic.as_deref()), |design, notes, read| {
            let digest = design.digest;
            let mut ended = Ended {
                articles: digest.articles.len(),
                events: digest.events.iter().filter(|event| event.route.is_some()).count(),
                taken_in: digest.articles.iter().map(Article::taken_in).collect(),
                notes: read.notes.clone(),
                ..Ended::default()
            };
            let mut ledger = Ledger::default();
            let (drawn, memory) = rayon::in_place_scope(|scope| {
                scope.spawn(|_| ledger = Ledger::of(digest, &inputs.config, &addresses(&design.pages, digest)));
                draw_all(inputs, design, read, memory, outlet)
            });
            if let (Ok(drawn), false) = (&drawn, notes.has_errors()) {
                (ended.pages, ended.styled, ended.ledger) = (drawn.pages, drawn.styled, sum_of(&ledger));
                ended.inputs = again::read_by(inputs);
            }
            let built =
                Built { drawn, notes, ledger: Some(ledger), ended, memory: Some(memory), rest: Rest::default() };
            then(built, &Live { inputs, design })
        })
    })
}

/// Reads and checks a whole site, and draws every page that a theme of its own can spoil without keeping it: what people
/// should know, in order, whether the site could be built, and what was read. What `memory` knows is not done again: pages
/// that are what they were could be drawn once.
pub fn rehearse(inputs: &Inputs, memory: &dyn Recall) -> (Diagnostics, Result<()>, Memory) {
    let waits = if inputs.theme.is_embedded() { Waits::Nowhere } else { Waits::InMemory };
    planned(inputs, memory, waits, |design, notes, read| {
        let drawn = draw_for_nobody(inputs, design, memory);
        (notes, drawn, Memory { memo: read.memo, checked: read.checked, ..Memory::default() })
    })
    .0
}

/// Builds as [`build`] does, and lends what the site is made of to `look`: the digest, and its pages, which are none when
/// the content has errors. Gives what people should know, what the next build may believe, what was drawn, what was seen.
pub fn survey<T>(
    inputs: &Inputs,
    memory: &dyn Recall,
    outlet: &mut dyn Outlet,
    look: impl FnOnce(&Digest, &[Page]) -> T,
) -> (Diagnostics, Memory, Result<Drawn>, T) {
    let attic = outlet.attic();
    planned(inputs, memory, waits(attic.as_deref()), |design, notes, read| {
        let seen = look(design.digest, &design.pages);
        let (drawn, memory) = draw_all(inputs, design, read, memory, outlet);
        (notes, memory, drawn, seen)
    })
    .0
}

/// Reads and checks a whole site, and lends it to `look`: what people should know, in order, and what was seen.
pub fn look<T>(inputs: &Inputs, memory: &dyn Recall, look: impl FnOnce(&Digest) -> T) -> (Diagnostics, T) {
    planned(inputs, memory, Waits::Nowhere, |design, notes, _| (notes, look(design.digest))).0
}

/// Reads and checks a whole site, and draws nothing: what people should know, in order.
#[must_use]
pub fn notes(inputs: &Inputs, memory: &dyn Recall) -> Diagnostics {
    planned(inputs, memory, Waits::Nowhere, |_, notes, _| notes).0
}

/// Where texts wait for the pages that go to an outlet with this attic.
fn waits(attic: Option<&dyn Attic>) -> Waits<'_> {
    attic.map_or(Waits::InMemory, Waits::There)
}

/// A site before it is drawn.
struct Design<'d> {
    digest: &'d Digest,
    facts: &'d Facts<'d>,
    bodies: &'d Bodies<'d>,
    words: &'d Words,
    /// What the digest is made from, but for the HTML of its texts.
    frame: Option<Sum>,
    /// None when the content has errors.
    pages: Vec<Page>,
}

impl<'d> Design<'d> {
    /// What tells which pages are what they were.
    fn tracer(&self, old: &'d Trace) -> Tracer<'d> {
        Tracer::new(old, self.facts, plan::common(self.facts, self.words), self.frame)
    }
}

/// What was read, and what is to be said of it, for the next build.
struct Read {
    memo: Memo,
    checked: Checked,
    /// What there is to say, in order, but for what was published before.
    notes: Diagnostics,
}

/// Every stage before drawing, and what is made of the design.
fn planned<T>(
    inputs: &Inputs,
    memory: &dyn Recall,
    waits: Waits<'_>,
    make: impl FnOnce(&Design<'_>, Diagnostics, Read) -> T,
) -> (T, Rest) {
    let mut notes = refused(&inputs.content);
    let config = &inputs.config;
    let words = words(&mut notes, inputs);
    let labels =
        Labels { notes: words.label("notes"), back_to_text: words.label("back_to_text"), table: words.label("table") };
    let options = parse::Options {
        drafts: inputs.drafts == Drafts::With,
        dir: config.lang.dir(),
        quotation_words: config.limits.quotation_words,
        waits,
        labels,
    };
    let files = &inputs.content.files;
    let (parsed, bodies, memo) = parse::parse(&mut notes, files, config, options, memory.memo());
    let digest = assemble::assemble(&mut notes, parsed, config);
    let facts = Facts::new(&digest, config, &bodies);
    let pages = plan::plan(&mut notes, &facts, &words);
    let frame = memo.frame();
    let addresses = addresses(&pages, &digest);
    let checked = if memory.checked().holds(frame, inputs.today, files) {
        memory.checked().clone()
    } else {
        let mut notes = Diagnostics::default();
        check::check(&mut notes, &digest, inputs.today);
        check::links(&mut notes, &digest, &addresses);
        Checked::new(frame, inputs.today, files, notes)
    };
    notes.append(checked.notes().clone());
    let said = in_order(notes.clone(), config);
    if let Some(published) = &inputs.published {
        ledger::compare_site(&mut notes, published, config);
        ledger::compare(&mut notes, published, &digest, &addresses, files);
    }
    drop(addresses);
    let notes = in_order(notes, config);
    let pages = if notes.has_errors() { Vec::new() } else { pages };
    let design = Design { digest: &digest, facts: &facts, bodies: &bodies, words: &words, frame, pages };
    let made = make(&design, notes, Read { memo, checked, notes: said });
    let Design { pages, .. } = design;
    drop(facts);
    (made, Rest(Some((digest, pages))))
}

/// Notes as people get them.
fn in_order(mut notes: Diagnostics, config: &Config) -> Diagnostics {
    notes.with_severities(|rule| config.severity(rule));
    notes.in_order()
}

/// What was believed unread and then read must have been what it was believed to be.
fn unchanged(inputs: &Inputs) -> Result<()> {
    match inputs.content.files.iter().find(|file| file.bytes.are_gone()) {
        Some(file) => bail!("{} was changed while it was read: nothing was done; run it again", file.path),
        None => Ok(()),
    }
}

fn refused(content: &Folder) -> Diagnostics {
    let mut notes = Diagnostics::default();
    for refused in &content.refused {
        notes
            .add(Rule::FileRefused, Place::file(&refused.path), format!("{} is {}", refused.path, refused.what))
            .help(refused.help());
    }
    notes
}

/// The words of the interface: the default theme's, then those of the themes, file over file.
fn words(notes: &mut Diagnostics, inputs: &Inputs) -> Words {
    let mut files = theme::embedded::embedded();
    files.extend(inputs.theme.parent.iter().chain(&inputs.theme.own).cloned());
    Words::load(notes, &files, &inputs.config.lang)
}

fn addresses<'p>(pages: &'p [Page], digest: &'p Digest) -> BTreeSet<&'p Route> {
    let attached = digest.articles.iter().flat_map(|article| &article.attachments).map(|file| &file.route);
    pages.iter().map(|page| &page.route).chain(attached).collect()
}
