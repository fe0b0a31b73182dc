//! A theme in proof: every page of a site is drawn and kept by nobody, and each fault of a template is found, not the
//! first alone.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::gate::route::Route;
use crate::memory::Memory;
use crate::parse::bodies::Waits;
use crate::plan::parts::Levels;
use crate::plan::{self, Page, Planned};
use crate::theme::TemplateError;

use super::drawing::press;
use super::{Design, Inputs, planned};
use crate::render::Press;

/// What came of drawing a site.
#[derive(Debug, Default)]
pub struct Proof {
    /// Pages drawn by each template, by its stem.
    pub drawn: BTreeMap<&'static str, usize>,
    /// What failed, each fault once.
    pub faults: Vec<Fault>,
}

/// A page that could not be drawn.
#[derive(Debug)]
pub struct Fault {
    /// The first page of those where it shows.
    pub route: Route,
    /// The words of the template engine.
    pub error: TemplateError,
}

/// Draws every page of a site. Where the content has errors there are none, and the notes say why.
///
/// # Errors
/// When the theme does not load.
pub fn prove(inputs: &Inputs) -> Result<(Proof, Diagnostics)> {
    planned(inputs, &Memory::default(), Waits::InMemory, |design, notes, _| Ok((proof(inputs, design)?, notes))).0
}

fn proof(inputs: &Inputs, design: &Design<'_>) -> Result<Proof> {
    let mut proof = Proof::default();
    let Some((press, _)) = press(inputs, design)? else { return Ok(proof) };
    let parts = Levels::new(design.facts, design.words, &press, &design.pages);
    let drawn: Vec<Option<Drawn>> =
        design.pages.par_iter().map(|page| page.is_drawn().then(|| draw(&press, &parts, page))?).collect();
    let mut known = BTreeSet::new();
    for (page, (template, error)) in design.pages.iter().zip(drawn).filter_map(|(page, drawn)| Some((page, drawn?))) {
        *proof.drawn.entry(template).or_insert(0) += 1;
        if let Some(error) = error.filter(|error| known.insert(error.0.clone())) {
            proof.faults.push(Fault { route: page.route.clone(), error });
        }
    }
    Ok(proof)
}

/// The template of a page, and what is wrong with it.
type Drawn = (&'static str, Option<TemplateError>);

fn draw(press: &Press, parts: &Levels<'_>, page: &Page) -> Option<Drawn> {
    let (site, level) = parts.site(page);
    let Planned::View(view) = plan::view(&site, page) else { return None };
    let template = view.body.template();
    // A part that failed is an empty place on its pages; what it says comes first.
    let of_part = site.fault().map(TemplateError);
    let of_page = || press.draw(&view, level).err().map(|error| TemplateError(error.to_string()));
    Some((template, of_part.or_else(of_page)))
}
