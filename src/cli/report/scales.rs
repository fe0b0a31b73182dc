//! Scales: an outlet that weighs a site and keeps nothing of it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;

use crate::gate::route::Route;
use crate::render::Outlet;

/// What each file of a site weighs.
#[derive(Debug, Default)]
pub(super) struct Scales {
    /// What files weighed that need not be drawn again.
    before: BTreeMap<Route, u64>,
    taken: Mutex<BTreeMap<Route, u64>>,
}

/// What a site weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weight {
    /// Files of HTML.
    pub(super) pages: usize,
    /// Bytes of all files, as they are published.
    pub(super) bytes: u64,
}

impl Scales {
    /// Scales for a site, beside another state of it that was weighed.
    pub(super) fn beside(before: Option<&Scales>) -> Scales {
        Scales { before: before.map(|before| before.lock().clone()).unwrap_or_default(), ..Scales::default() }
    }

    /// What was weighed.
    pub(super) fn weight(&self) -> Weight {
        let taken = self.lock();
        let pages = taken.keys().filter(|route| route.file_path().ends_with(".html")).count();
        Weight { pages, bytes: taken.values().sum() }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<Route, u64>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Outlet for Scales {
    fn begin(&mut self) -> Result<()> {
        Ok(())
    }

    fn keep(&self, route: &Route) -> Result<bool> {
        let weight = self.before.get(route);
        if let Some(weight) = weight {
            self.lock().insert(route.clone(), *weight);
        }
        Ok(weight.is_some())
    }

    fn take(&self, route: &Route, bytes: Vec<u8>) -> Result<()> {
        self.lock().insert(route.clone(), bytes.len() as u64);
        Ok(())
    }
}
