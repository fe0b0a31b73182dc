//! The pages of a planned site, drawn: every file goes to an outlet as soon as it is there.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use anyhow::{Context as _, Result, bail};
use rayon::prelude::*;

use crate::gate::route::Route;
use crate::memory::{Memory, Recall};
use crate::model::Digest;
use crate::plan::global::Dress;
use crate::plan::parts::Levels;
use crate::plan::query::{Document, Query};
use crate::plan::site::Site;
use crate::plan::trace::Trace;
use crate::plan::way;
use crate::plan::{self, Page, Planned, Turn};
use crate::render::{Outlet, Press};
use crate::search::Remembered;
use crate::theme::place::Folders;
use crate::theme::{self, TemplateError, Theme};

use super::{Design, Drawn, Inputs, Read, unchanged};

/// Draws every page that a theme can spoil, but for those that are what they were, and keeps none. The theme in the program
/// spoils none: its faults are found by the tests of this repository, and not by each site again.
pub(super) fn draw_for_nobody(inputs: &Inputs, design: &Design<'_>, memory: &dyn Recall) -> Result<()> {
    let Some((press, _)) = press(inputs, design)? else { return Ok(()) };
    if inputs.theme.is_embedded() {
        return unchanged(inputs);
    }
    let parts = Levels::new(design.facts, design.words, &press, &design.pages);
    let tracer = design.tracer(memory.trace());
    let pages = design.pages.par_iter().filter(|page| page.is_drawn() && !tracer.stands(page));
    let drawn: Vec<Result<()>> = pages.map(|page| bytes(&press, &parts, page).map(drop)).collect();
    drawn.into_iter().collect::<Result<()>>()?;
    unchanged(inputs)
}

/// Every file of the site with those of its search, and what the next build may believe.
pub(super) fn draw_all(
    inputs: &Inputs,
    design: &Design<'_>,
    read: Read,
    memory: &dyn Recall,
    outlet: &mut dyn Outlet,
) -> (Result<Drawn>, Memory) {
    let (drawn, trace, search) = match draw(inputs, design, memory, outlet) {
        Ok((drawn, trace, search)) => (Ok(drawn), trace, search),
        Err(error) => (Err(error), Trace::default(), Remembered::default()),
    };
    (drawn, Memory { trace, memo: read.memo, checked: read.checked, search })
}

/// Every file of the site: pages, the theme's static files, images; spread over the cores. The order of the work never
/// reaches a byte. Pages that are what they were are left as they stand.
fn draw(
    inputs: &Inputs,
    design: &Design<'_>,
    memory: &dyn Recall,
    outlet: &mut dyn Outlet,
) -> Result<(Drawn, Trace, Remembered)> {
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
    let beside: Vec<Route> = files.keys().cloned().collect();
    let files: Vec<Result<()>> =
        files.into_par_iter().map(|(route, bytes)| outlet.take(&route, bytes.into_owned())).collect();
    let tracer = design.tracer(memory.trace());
    let took = |parts: &Levels<'_>, page: &Page| -> Result<usize> {
        if tracer.stands(page) && outlet.keep(&page.route)? {
            tracer.keep(page);
            return Ok(0);
        }
        let (bytes, asked) = bytes(&press, parts, page)?;
        tracer.record(page, &asked);
        outlet.take(&page.route, bytes)?;
        Ok(1)
    };
    let parts = Levels::new(design.facts, design.words, &press, pages);
    let drawing = Drawing { design, took: &took, done: pages.iter().map(|_| OnceLock::new()).collect() };
    let parts = drawing.shared(parts);
    let (more, search) = drawing.documents(memory, &parts, &|pieces| free(beside.iter(), pieces))?;
    let drawn = drawing.rest(&parts);
    // The first error in the order of addresses, whichever thread met one first.
    files.into_iter().collect::<Result<()>>()?;
    let drawn = drawn.into_iter().chain(more).sum::<Result<usize>>()?;
    unchanged(inputs)?;
    Ok((Drawn { pages: all, styled, drawn }, tracer.finish(), search))
}

/// The pages of a design as they are drawn.
struct Drawing<'w> {
    design: &'w Design<'w>,
    /// Draws one, or leaves it as it stands.
    took: &'w (dyn Fn(&Levels<'_>, &Page) -> Result<usize> + Sync),
    /// What became of each.
    done: Vec<OnceLock<Result<usize>>>,
}

impl Drawing<'_> {
    fn take(&self, parts: &Levels<'_>, place: usize) {
        let _ = self.done[place].get_or_init(|| (self.took)(parts, &self.design.pages[place]));
    }

    /// Draws what shares much, each kind with all that it shares, and gives the parts without that.
    fn shared<'d>(&self, mut parts: Levels<'d>) -> Levels<'d> {
        let pages = &self.design.pages;
        for turn in [Turn::Feeds, Turn::Files, Turn::Lists] {
            let alike: Vec<usize> = (0..pages.len()).filter(|place| pages[*place].turn() == turn).collect();
            alike.into_par_iter().for_each(|place| self.take(&parts, place));
            parts = parts.emptied();
        }
        parts
    }

    /// Gathers what words are looked up in, and draws its files, once they are found to be `free` to stand where they must.
    /// A text is drawn for its words and for its page: the page of a document whose words are gathered comes with them,
    /// while its text is in hand.
    fn documents(
        &self,
        memory: &dyn Recall,
        parts: &Levels<'_>,
        free: &dyn Fn(&[Page]) -> Result<()>,
    ) -> Result<(Vec<Result<usize>>, Remembered)> {
        let documents = self.design.pages.iter().enumerate();
        let documents: BTreeMap<Document, usize> =
            documents.filter_map(|(place, page)| Some((page.document()?, place))).collect();
        let index = plan::index::index(self.design.facts, memory.search(), self.design.frame, &|document| {
            documents.get(&document).copied().into_iter().for_each(|place| self.take(parts, place));
        });
        let pieces: Vec<Page> = index.iter().flat_map(plan::index::pieces).collect();
        free(&pieces)?;
        let drawn = pieces.par_iter().map(|page| (self.took)(parts, page)).collect();
        drop(pieces);
        Ok((drawn, index.map(|index| index.remembered()).unwrap_or_default()))
    }

    /// Draws what was not drawn yet, and says what became of each page.
    fn rest(self, parts: &Levels<'_>) -> Vec<Result<usize>> {
        (0..self.design.pages.len()).into_par_iter().for_each(|place| self.take(parts, place));
        self.done.into_iter().filter_map(OnceLock::into_inner).collect()
    }
}

/// What draws the pages, and the files that stand beside them; nothing when there is nothing to draw.
pub(super) fn press<'d>(inputs: &Inputs, design: &Design<'d>) -> Result<Option<(Press, Files<'d>)>> {
    let pages = &design.pages;
    let unusable = "the theme cannot be used";
    let extended = theme::extends(&inputs.theme.own).context(unusable)?;
    let folders = Folders::new(&inputs.config.theme, extended.as_deref());
    let theme = theme::load(&folders, &inputs.theme.parent, &inputs.theme.own).context(unusable)?;
    if pages.is_empty() {
        return Ok(None);
    }
    let files = files(&theme, design.digest, inputs.config.looks_up());
    free(files.keys(), pages)?;
    let dress = Dress { style: theme.style.clone(), style_hash: theme.style_hash.clone(), icon: theme::icon::icon() };
    let config = &inputs.config;
    let at = |level: usize| Site::at(design.facts, design.words, level).global(&dress);
    let sites = way::levels(config, pages.iter()).into_iter().map(|level| (level, at(level))).collect();
    let press = Press::new(theme, &sites, design.words.labels());
    Ok(Some((press, files)))
}

/// Refuses a file that would stand where a page or the folder of one must, or in a folder of a page's name.
fn free<'f>(files: impl Iterator<Item = &'f Route>, pages: &[Page]) -> Result<()> {
    let places: Vec<(String, &Route)> = files.map(|route| (route.collision_key(), route)).collect();
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
    match pages.par_iter().filter_map(in_place).min() {
        Some(route) => bail!("the theme cannot be used: its file static{route} would stand in the place of a page"),
        None => Ok(()),
    }
}

/// The bytes of a page, and what was asked for them.
pub(super) fn bytes(press: &Press, parts: &Levels<'_>, page: &Page) -> Result<(Vec<u8>, Vec<Query>)> {
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
pub(super) type Files<'d> = BTreeMap<Route, Cow<'d, [u8]>>;

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
