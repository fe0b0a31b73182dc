//! The tray: where a build puts the files that the preview shows; those that are what they were stay the very same.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use axum::body::Bytes;

use crate::cli::serve::answer::{Output, Outputs};
use crate::gate::route::Route;
use crate::render::Outlet;
use crate::source::SourcePath;

/// Takes the files of a site as they are drawn.
#[derive(Debug)]
pub(super) struct Tray<'o> {
    /// What is shown now.
    old: &'o Outputs,
    /// The moment at which the new ones will be shown.
    round: u64,
    new: Mutex<Vec<(String, Output)>>,
    sources: BTreeMap<Route, SourcePath>,
}

impl<'o> Tray<'o> {
    pub(super) fn new(old: &'o Outputs, round: u64) -> Tray<'o> {
        Tray { old, round, new: Mutex::default(), sources: BTreeMap::new() }
    }

    /// All that was taken.
    pub(super) fn outputs(self) -> Outputs {
        self.new.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect()
    }

    fn put(&self, route: &Route, output: Output) {
        let source = self.sources.get(route).cloned();
        let entry = (route.as_str().to_owned(), Output { source, ..output });
        self.new.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
    }
}

impl Outlet for Tray<'_> {
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
