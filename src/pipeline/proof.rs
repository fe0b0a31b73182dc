//! A theme in proof: every page of a site is drawn and kept by nobody, and each fault of a template is found, not the
//! first alone.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Error, Result};
use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::gate::route::Route;
use crate::parse::memo::Memo;
use crate::plan::parts::Parts;
use crate::plan::site::Site;
use crate::plan::{self, Page, Planned};
use crate::theme::TemplateError;

use super::{Design, Inputs, Press, planned, press};

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
    let (notes, _, proof) = planned(inputs, &Memo::default(), |design| {
        let Some((press, _)) = press(inputs, design)? else { return Ok::<Proof, Error>(Proof::default()) };
        let parts = Parts::new(design.facts, design.words, &press);
        let drawn: Vec<Option<Drawn>> =
            design.pages.par_iter().map(|page| page.is_drawn().then(|| draw(&press, design, &parts, page))?).collect();
        let mut proof = Proof::default();
        let mut known = BTreeSet::new();
        for (page, (template, error)) in design.pages.iter().zip(drawn).filter_map(|(page, drawn)| Some((page, drawn?)))
        {
            *proof.drawn.entry(template).or_insert(0) += 1;
            if let Some(error) = error.filter(|error| known.insert(error.0.clone())) {
                proof.faults.push(Fault { route: page.route.clone(), error });
            }
        }
        Ok(proof)
    });
    Ok((proof?, notes))
}

/// The template of a page, and what is wrong with it.
type Drawn = (&'static str, Option<TemplateError>);

fn draw(press: &Press, design: &Design<'_>, parts: &Parts<'_>, page: &Page) -> Option<Drawn> {
    let site = Site::with_parts(design.facts, design.words, parts);
    let Planned::View(view) = plan::view(&site, page) else { return None };
    let template = view.body.template();
    // A part that failed is an empty place on its pages; what it says comes first.
    let of_part = site.fault().map(TemplateError);
    let of_page = || press.draw(&view).err().map(|error| TemplateError(error.to_string()));
    Some((template, of_part.or_else(of_page)))
}
