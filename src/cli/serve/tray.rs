//! The tray: where a build puts the files that the preview shows; those that are what they were stay the very same.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::body::Bytes;

use crate::cli::serve::answer::{Output, Outputs};
use crate::gate::route::Route;
use crate::render::Outlet;
use crate::source::SourcePath;

/// What was taken.
#[derive(Debug, Clone, Default)]
pub(super) struct Taken(Arc<Mutex<Vec<(String, Output)>>>);

impl Taken {
    /// All of it.
    pub(super) fn outputs(&self) -> Outputs {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_iter().collect()
    }
}

/// Takes the files of a site as they are drawn.
#[derive(Debug)]
pub(super) struct Tray {
    /// What is shown now.
    old: Arc<Outputs>,
    /// The moment at which the new ones will be shown.
    round: u64,
    new: Taken,
    sources: BTreeMap<Route, SourcePath>,
}

impl Tray {
    pub(super) fn new(old: Arc<Outputs>, round: u64) -> Tray {
        Tray { old, round, new: Taken::default(), sources: BTreeMap::new() }
    }

    /// Where what is taken can be had.
    pub(super) fn taken(&self) -> Taken {
        self.new.clone()
    }

    fn put(&self, route: &Route, output: Output) {
        let source = self.sources.get(route).cloned();
        let entry = (route.as_str().to_owned(), Output { source, ..output });
        self.new.0.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
    }
}

impl Outlet for Tray {
    fn begin(&mut self) -> Result<()> {
        Ok(())
    }

    fn comes_from(&mut self, route: &Route, source: &SourcePath) {
        self.sources.insert(route.clone(), source.clone());
    }

    fn keep(&self, route: &Route) -> Result<bool> {
        let Some(output) = self.old.get(route.as_str()) else { return Ok(false) };
        self.put(route, output.clone());
        Ok(true)
    }

    fn take(&self, route: &Route, bytes: Vec<u8>) -> Result<()> {
        let output = match self.old.get(route.as_str()).filter(|old| old.bytes == bytes) {
            Some(old) => old.clone(),
            // What a page was given more room than it needed for would stay with it.
            None => Output { bytes: Bytes::from(bytes.into_boxed_slice()), since: self.round, source: None },
        };
        self.put(route, output);
        Ok(())
    }
}
