//! The one function that knows every stage. It reads no disk and writes none: bytes in, bytes and notes out.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, bail};
use rayon::prelude::*;

use crate::assemble;
use crate::check;
use crate::check::checked::Checked;
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Place, Rule};
use crate::gate::html::Labels;
use crate::gate::route::Route;
use crate::ledger::{self, Ledger};
use crate::memory::Memory;
use crate::memory::ended::Ended;
use crate::model::Digest;
use crate::model::article::Article;
use crate::model::date::Day;
use crate::parse;
use crate::parse::bodies::Bodies;
use crate::parse::memo::Memo;
use crate::plan::facts::Facts;
use crate::plan::facts::sum::sum_of;
use crate::plan::global::Dress;
use crate::plan::parts::Levels;
use crate::plan::query::Query;
use crate::plan::site::Site;
use crate::plan::trace::{Trace, Tracer};
use crate::plan::way;
use crate::plan::{self, Page, Planned};
use crate::render::{Outlet, Press};
use crate::source::sum::Sum;
use crate::source::{Folder, SourceFile};
use crate::theme::place::Folders;
use crate::theme::{self, TemplateError, Theme};
use crate::words::Words;

pub mod again;
pub mod live;
pub mod proof;

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
    /// What is published, for the builds after this one.
    pub ledger: Ledger,
    /// What the site is made of, for the next build of the same.
    pub ended: Ended,
    /// What the next build may believe, once this one is published; nothing where that is what it was.
    pub memory: Option<Memory>,
}

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
pub fn build(inputs: &Inputs, memory: &Memory, outlet: &mut dyn Outlet) -> Built {
    held(inputs, memory, outlet, |built, _| built)
}

/// The same, and keeps the site in hand for as long as `then` runs, which may ask for what other texts change.
pub fn held<T>(
    inputs: &Inputs,
    memory: &Memory,
    outlet: &mut dyn Outlet,
    then: impl FnOnce(Built, &Live<'_>) -> T,
) -> T {
    planned(inputs, memory, |design, notes, read| {
        let digest = design.digest;
        let mut ended = Ended {
            articles: digest.articles.len(),
            events: digest.events.iter().filter(|event| event.route.is_some()).count(),
            taken_in: digest.articles.iter().map(Article::taken_in).collect(),
            notes: read.notes.clone(),
            ..Ended::default()
        };
        let ledger = Ledger::of(digest, &inputs.config, &addresses(&design.pages, digest));
        let (drawn, memory) = draw_all(inputs, design, read, memory, outlet);
        if let (Ok(drawn), false) = (&drawn, notes.has_errors()) {
            (ended.pages, ended.styled, ended.ledger) = (drawn.pages, drawn.styled, sum_of(&ledger));
            ended.inputs = again::read_by(inputs);
        }
        let built = Built { drawn, notes, ledger, ended, memory: Some(memory) };
        then(built, &Live { inputs, design })
    })
}

/// Reads and checks a whole site, and draws every page that a theme can spoil without keeping it: what people should
/// know, in order, whether the site could be built, and what was read. What `memory` knows is not done again: pages that
/// are what they were could be drawn once.
pub fn rehearse(inputs: &Inputs, memory: &Memory) -> (Diagnostics, Result<()>, Memory) {
    planned(inputs, memory, |design, notes, read| {
        let drawn = draw_for_nobody(inputs, design, &memory.trace);
        (notes, drawn, Memory { memo: read.memo, checked: read.checked, ..Memory::default() })
    })
}

/// Draws every page that a theme can spoil, but for those that are what they were, and keeps none.
fn draw_for_nobody(inputs: &Inputs, design: &Design<'_>, trace: &Trace) -> Result<()> {
    let Some((press, _)) = press(inputs, design)? else { return Ok(()) };
    let parts = Levels::new(design.facts, design.words, &press, &design.pages);
    let tracer = design.tracer(trace);
    let pages = design.pages.par_iter().filter(|page| page.is_drawn() && !tracer.stands(page));
    let drawn: Vec<Result<()>> = pages.map(|page| bytes(&press, &parts, page).map(drop)).collect();
    drawn.into_iter().collect::<Result<()>>()?;
    unchanged(inputs)
}

/// Builds as [`build`] does, and lends what the site is made of to `look`: the digest, and its pages, which are none when
/// the content has errors. Gives what people should know, what the next build may believe, what was drawn, what was seen.
pub fn survey<T>(
    inputs: &Inputs,
    memory: &Memory,
    outlet: &mut dyn Outlet,
    look: impl FnOnce(&Digest, &[Page]) -> T,
) -> (Diagnostics, Memory, Result<Drawn>, T) {
    planned(inputs, memory, |design, notes, read| {
        let seen = look(design.digest, &design.pages);
        let (drawn, memory) = draw_all(inputs, design, read, memory, outlet);
        (notes, memory, drawn, seen)
    })
}

/// Reads and checks a whole site, and lends it to `look`: what people should know, in order, and what was seen.
pub fn look<T>(inputs: &Inputs, memory: &Memory, look: impl FnOnce(&Digest) -> T) -> (Diagnostics, T) {
    planned(inputs, memory, |design, notes, _| (notes, look(design.digest)))
}

/// Reads and checks a whole site, and draws nothing: what people should know, in order.
#[must_use]
pub fn notes(inputs: &Inputs, memory: &Memory) -> Diagnostics {
    planned(inputs, memory, |_, notes, _| notes)
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
fn planned<T>(inputs: &Inputs, memory: &Memory, make: impl FnOnce(&mut Design<'_>, Diagnostics, Read) -> T) -> T {
    let mut notes = refused(&inputs.content);
    let config = &inputs.config;
    let words = words(&mut notes, inputs);
    let labels =
        Labels { notes: words.label("notes"), back_to_text: words.label("back_to_text"), table: words.label("table") };
    let options = parse::Options {
        drafts: inputs.drafts == Drafts::With,
        dir: config.lang.dir(),
        quotation_words: config.limits.quotation_words,
        labels,
    };
    let files = &inputs.content.files;
    let (parsed, bodies, memo) = parse::parse(&mut notes, files, config, options, &memory.memo);
    let digest = assemble::assemble(&mut notes, parsed, config);
    let facts = Facts::new(&digest, config, &bodies);
    let pages = plan::plan(&mut notes, &facts, &words);
    let frame = memo.frame();
    let addresses = addresses(&pages, &digest);
    let checked = if memory.checked.holds(frame, inputs.today, files) {
        memory.checked.clone()
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
    let mut design = Design { digest: &digest, facts: &facts, bodies: &bodies, words: &words, frame, pages };
    make(&mut design, notes, Read { memo, checked, notes: said })
}

/// Notes as people get them.
fn in_order(mut notes: Diagnostics, config: &Config) -> Diagnostics {
    notes.with_severities(|rule| config.severity(rule));
    notes.in_order()
}

/// Every file of the site with those of its search, and what the next build may believe.
fn draw_all(
    inputs: &Inputs,
    design: &mut Design<'_>,
    read: Read,
    memory: &Memory,
    outlet: &mut dyn Outlet,
) -> (Result<Drawn>, Memory) {
    let search = if design.pages.is_empty() { None } else { plan::index::index(design.facts, &memory.search, design.frame) };
    design.pages.extend(search.iter().flat_map(plan::index::pieces));
    let (drawn, trace) = match draw(inputs, design, &memory.trace, outlet) {
        Ok((drawn, trace)) => (Ok(drawn), trace),
        Err(error) => (Err(error), Trace::default()),
    };
    let search = search.map(|index| index.remembered()).unwrap_or_default();
    (drawn, Memory { trace, memo: read.memo, checked: read.checked, search })
}

/// Every file of the site: pages, the theme's static files, images; spread over the cores. The order of the work never
/// reaches a byte. Pages that are what they were are left as they stand.
fn draw(inputs: &Inputs, design: &Design<'_>, trace: &Trace, outlet: &mut dyn Outlet) -> Result<(Drawn, Trace)> {
    let pages = &design.pages;
    let Some((press, files)) = press(inputs, design)? else { return Ok(Default::default()) };
    outlet.begin()?;
    for page in pages {
        if let Some(place) = &page.place {
            outlet.comes_from(&page.route, &place.file);
        }
    }
    let outlet: &dyn Outlet = outlet;
    let is_page = |route: &Route| route.file_path().ends_with(".html");
    let routes = files.keys().chain(pages.iter().map(|page| &page.route));
    let all = routes.filter(|route| is_page(route)).count();
    let styled = if inputs.config.inline_css { pages.iter().filter(|page| page.is_styled()).count() } else { 0 };
    let files: Vec<Result<()>> =
        files.into_par_iter().map(|(route, bytes)| outlet.take(&route, bytes.into_owned())).collect();
    let parts = Levels::new(design.facts, design.words, &press, &design.pages);
    let tracer = design.tracer(trace);
    let took = |page: &Page| -> Result<usize> {
        if tracer.stands(page) && outlet.keep(&page.route)? {
            tracer.keep(page);
            return Ok(0);
        }
        let (bytes, asked) = bytes(&press, &parts, page)?;
        tracer.record(page, &asked);
        outlet.take(&page.route, bytes)?;
        Ok(1)
    };
    let pages: Vec<Result<usize>> = pages.par_iter().map(took).collect();
    // The first error in the order of addresses, whichever thread met one first.
    files.into_iter().collect::<Result<()>>()?;
    let drawn = pages.into_iter().sum::<Result<usize>>()?;
    unchanged(inputs)?;
    Ok((Drawn { pages: all, styled, drawn }, tracer.finish()))
}

/// What was believed unread and then read must have been what it was believed to be.
fn unchanged(inputs: &Inputs) -> Result<()> {
    match inputs.content.files.iter().find(|file| file.bytes.are_gone()) {
        Some(file) => bail!("{} was changed while it was read: nothing was done; run it again", file.path),
        None => Ok(()),
    }
}

/// What draws the pages, and the files that stand beside them; nothing when there is nothing to draw.
fn press<'d>(inputs: &Inputs, design: &Design<'d>) -> Result<Option<(Press, Files<'d>)>> {
    let pages = &design.pages;
    let unusable = "the theme cannot be used";
    let extended = theme::extends(&inputs.theme.own).context(unusable)?;
    let folders = Folders::new(&inputs.config.theme, extended.as_deref());
    let theme = theme::load(&folders, &inputs.theme.parent, &inputs.theme.own).context(unusable)?;
    if pages.is_empty() {
        return Ok(None);
    }
    let files = files(&theme, design.digest, inputs.config.looks_up());
    if let Some(route) = in_the_way(&files, pages) {
        bail!("the theme cannot be used: its file static{route} would stand in the place of a page");
    }
    let dress = Dress { style: theme.style.clone(), style_hash: theme.style_hash.clone(), icon: theme::icon::icon() };
    let config = &inputs.config;
    let at = |level: usize| Site::at(design.facts, design.words, level).global(&dress);
    let sites = way::levels(config, pages.iter()).into_iter().map(|level| (level, at(level))).collect();
    let press = Press::new(theme, &sites, design.words.labels());
    Ok(Some((press, files)))
}

/// A file that would stand where a page or the folder of one must, or in a folder of a page's name.
fn in_the_way<'f>(files: &'f Files<'_>, pages: &[Page]) -> Option<&'f Route> {
    let places: Vec<(String, &Route)> = files.keys().map(|route| (route.collision_key(), route)).collect();
    let folders = |key: &str| -> Vec<String> { key.match_indices('/').map(|(end, _)| key[..end].to_owned()).collect() };
    // What each place and each folder on the way to it is taken by.
    let around = places.iter().flat_map(|(key, route)| folders(key).into_iter().map(|folder| (folder, *route)));
    let around: BTreeMap<String, &Route> = around.collect();
    let places: BTreeMap<String, &Route> = places.into_iter().collect();
    let in_place = |page: &Page| {
        let key = page.route.collision_key();
        let above = || key.match_indices('/').find_map(|(end, _)| places.get(&key[..end]));
        places.get(&key).or_else(|| around.get(&key)).or_else(above).copied()
    };
    pages.par_iter().filter_map(in_place).min()
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

/// The bytes of a page, and what was asked for them.
fn bytes(press: &Press, parts: &Levels<'_>, page: &Page) -> Result<(Vec<u8>, Vec<Query>)> {
    let (site, level) = parts.site(page);
    let drawing = || format!("drawing {}", page.route);
    let bytes = match plan::view(&site, page) {
        Planned::Bytes(bytes) => bytes,
        Planned::View(view) => press.draw(&view, level).with_context(drawing)?,
    };
    if let Some(fault) = site.fault() {
        return Err(TemplateError(fault)).with_context(drawing);
    }
    Ok((bytes, site.asked()))
}

/// Files that stand beside the pages, by address. An image is lent by the digest until it is published: copied for each
/// article that names it, all at once, a site would have to fit into memory.
type Files<'d> = BTreeMap<Route, Cow<'d, [u8]>>;

/// What is published as it is: the theme's static files, and the images that articles name.
fn files<'d>(theme: &Theme, digest: &'d Digest, has_search: bool) -> Files<'d> {
    let mut files = Files::new();
    // What only the search page asks for goes with it.
    let is_of_search = |route: &Route| matches!(route.as_str(), "/search.js" | "/search.css");
    for asset in theme.assets.iter().filter(|asset| has_search || !is_of_search(&asset.route)) {
        files.insert(asset.route.clone(), asset.bytes.clone().into());
    }
    for image in digest.articles.iter().flat_map(|article| &article.attachments) {
        files.insert(image.route.clone(), image.picture.bytes().into());
    }
    files
}
