//! Render: a theme and a view become bytes. Pure: the same theme and view give the same bytes, on every machine.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use anyhow::Result;
use serde::Serialize;
use tera::{Context, Value};

use crate::gate::html::attic::Attic;
use crate::gate::route::Route;
use crate::plan::parts::Artist;
use crate::plan::view::{Drawn, Global, Part, View};
use crate::source::SourcePath;
use crate::theme::{TemplateError, Theme};

/// The files of a site, by address.
pub type Outputs = BTreeMap<Route, Vec<u8>>;

/// Where drawn files go, one by one and from several threads, so that no more than a few are in memory.
pub trait Outlet: Sync {
    /// Where texts may wait for their pages, where many would not fit into memory.
    fn attic(&self) -> Option<Arc<dyn Attic>> {
        None
    }

    /// Called once, before the first file, when it is known that the site can be drawn.
    ///
    /// # Errors
    /// When nothing can be taken.
    fn begin(&mut self) -> Result<()>;

    /// Told of each page that one file of the content asked for, before the first is drawn.
    fn comes_from(&mut self, _route: &Route, _source: &SourcePath) {}

    /// Whether the file that stands at this address is the one that the last build left there, so that what was drawn then
    /// need not be drawn again. One that says yes has taken it.
    ///
    /// # Errors
    /// When the disk does not say.
    fn keep(&self, _route: &Route) -> Result<bool> {
        Ok(false)
    }

    /// Whether all files of the site stand as the last build left them, so that nothing need be drawn. One that says yes
    /// has taken them; one that says no waits for [`Outlet::begin`].
    ///
    /// # Errors
    /// When the disk does not say.
    fn keep_all(&mut self) -> Result<bool> {
        Ok(false)
    }

    /// Takes a file.
    ///
    /// # Errors
    /// When it cannot be kept; no further file is of use then.
    fn take(&self, route: &Route, bytes: Vec<u8>) -> Result<()>;
}

/// Keeps every file in memory.
#[derive(Debug, Default)]
pub struct Kept(Mutex<Outputs>);

impl Kept {
    /// What was drawn.
    #[must_use]
    pub fn outputs(self) -> Outputs {
        self.0.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Outlet for Kept {
    fn begin(&mut self) -> Result<()> {
        Ok(())
    }

    fn take(&self, route: &Route, bytes: Vec<u8>) -> Result<()> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(route.clone(), bytes);
        Ok(())
    }
}

/// Draws pages.
#[derive(Debug)]
pub struct Press {
    theme: Theme,
    /// `site` of the pages of a level, where it is not that of the home page.
    sites: BTreeMap<usize, Value>,
}

impl Press {
    /// Sets what all pages share: `site`, for each level of pages, and the fixed words of the interface, `w`.
    #[must_use]
    pub fn new<'w>(
        mut theme: Theme,
        sites: &BTreeMap<usize, Global<'_>>,
        words: impl Iterator<Item = (&'w str, &'w str)>,
    ) -> Press {
        let mut sites: BTreeMap<usize, Value> = sites.iter().map(|(level, site)| (*level, trusted(site))).collect();
        let context = theme.tera.global_context();
        if let Some(site) = sites.remove(&0) {
            context.insert_value("site", site);
        }
        let words: BTreeMap<&str, &str> = words.collect();
        context.insert("w", &words);
        Press { theme, sites }
    }

    /// What a template sees besides its view.
    fn context(&self, level: usize) -> Context {
        let mut context = Context::new();
        if let Some(site) = self.sites.get(&level) {
            context.insert_value("site", site.clone());
        }
        context
    }

    /// Draws a page of this level.
    ///
    /// # Errors
    /// When the template fails; the message has the template's name and place.
    pub fn draw(&self, view: &View<'_>, level: usize) -> Result<Vec<u8>> {
        let mut context = self.context(level);
        context.insert_value("page", trusted(&view.page));
        context.insert_value("it", trusted(&view.body));
        let template = format!("{}.html", view.body.template());
        let mut bytes = Vec::with_capacity(16 * 1024);
        self.theme.tera.render_to(&template, &context, &mut bytes).map_err(|error| self.told(&error))?;
        Ok(bytes)
    }

    /// An error of a template, with the place of its file.
    fn told(&self, error: &tera::Error) -> TemplateError {
        self.theme.folders.told(&error.to_string())
    }

    /// The theme.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        &self.theme
    }
}

impl Artist for Press {
    fn part(&self, part: &Part<'_>, level: usize) -> Result<Drawn, String> {
        let mut context = Context::new();
        let component = match part {
            Part::Card(card) => {
                context.insert("c", card);
                "term_card"
            }
            Part::Folded(item) => {
                context.insert("i", item);
                "folded_item"
            }
            Part::Opened(item) => {
                context.insert("i", item);
                "opened_item"
            }
            Part::Term(link, kind) => {
                context.insert("l", link);
                context.insert("kind", kind);
                "term_item"
            }
        };
        let drawn =
            self.theme.tera.render_component_with_implicits(component, &context, &self.context(level), None, true);
        // A template drew it, so it is escaped already.
        drawn.map(|text| Drawn::new(Value::from(text).mark_safe())).map_err(|error| self.told(&error).0)
    }
}

/// A view as the template engine holds it, its fields of `Html` marked as such: the filter `safe` takes nothing else
/// (theme/engine.rs). Only a field of the view itself can bear the mark. A map inside it (`extra`) is the contributor's,
/// and so are its keys.
fn trusted(view: &impl Serialize) -> Value {
    // Every view is a struct with names.
    let Some(mut fields) = Value::from_serializable(view).into_map() else { return Value::none() };
    for (name, field) in &mut fields {
        if name.as_str().is_some_and(|name| name.ends_with("_html")) {
            *field = std::mem::replace(field, Value::none()).mark_safe();
        }
    }
    Value::from(fields)
}
