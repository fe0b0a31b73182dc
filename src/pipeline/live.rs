//! A site that stays in hand after it was built, so that what a word in a text changes can be drawn at once.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::diagnostic::Diagnostics;
use crate::gate::route::Route;
use crate::plan::Page;
use crate::plan::parts::Parts;
use crate::plan::query::Document;
use crate::source::{SourceFile, SourcePath};

use super::{Built, Design, Inputs, bytes, press};

/// A site in hand.
pub struct Live<'l> {
    pub(super) inputs: &'l Inputs,
    pub(super) design: &'l Design<'l>,
}

/// What has to be known of a site to draw what its texts change.
pub struct Shows {
    memo: crate::parse::memo::Memo,
    /// The pages that show each text.
    pages: BTreeMap<Document, Vec<Route>>,
    notes: Diagnostics,
}

impl Shows {
    /// What is to be known of a site that was built; nothing where it was not.
    #[must_use]
    pub fn of(built: &Built) -> Option<Shows> {
        let is_built = built.drawn.is_ok() && !built.notes.has_errors();
        is_built.then(|| Shows {
            memo: built.memory.memo.clone(),
            pages: built.memory.trace.showing(),
            notes: built.notes.clone(),
        })
    }
}

/// Files that were drawn, by their addresses.
pub type Rewritten = Vec<(Route, Vec<u8>)>;

impl Live<'_> {
    /// Draws what is changed by other versions of these files; nothing where more than the words of their texts is another,
    /// so that the site has to be built. Versions that were given once stay in hand.
    ///
    /// # Errors
    /// When the theme fails.
    pub fn rewrite(&self, shows: &Shows, files: &[SourceFile]) -> Option<Result<Rewritten>> {
        let mut routes: Vec<&Route> = Vec::new();
        for file in files {
            // What is said of a text stands at other places in another.
            if shows.speaks_of(&file.path) || !self.design.bodies.rewrite(file, &shows.memo) {
                return None;
            }
            let document = self.design.facts.document(&file.path)?;
            routes.extend(shows.pages.get(&document).into_iter().flatten());
        }
        routes.sort_unstable();
        routes.dedup();
        let is_asked = |page: &&Page| routes.binary_search(&&page.route).is_ok();
        Some(self.draw(self.design.pages.iter().filter(is_asked)))
    }

    fn draw<'p>(&self, pages: impl Iterator<Item = &'p Page>) -> Result<Rewritten> {
        let Some((press, _)) = press(self.inputs, self.design)? else { return Ok(Vec::new()) };
        let parts = Parts::new(self.design.facts, self.design.words, &press);
        let drawn = pages.map(|page| Ok((page.route.clone(), bytes(&press, self.design, &parts, page)?.0)));
        drawn.collect()
    }
}

impl Shows {
    fn speaks_of(&self, path: &SourcePath) -> bool {
        let related = |note: &crate::diagnostic::Diagnostic| note.related.iter().any(|(place, _)| place.file == *path);
        self.notes.notes().iter().any(|note| note.place.as_ref().is_some_and(|at| at.file == *path) || related(note))
    }
}
