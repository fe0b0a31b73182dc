//! The trace of a build: what each page was made from, so that the next build knows which pages are what they were.
//!
//! A page is made from the questions that its view asked of the digest, from its subject, and from what all pages have in
//! common. While every answer has the sum it had, the page has the bytes it had, because nothing else can reach it: views
//! see the digest through a lens only (`lens.rs`), and templates see their view only.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use indexmap::IndexMap;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

use crate::gate::route::Route;

use super::facts::Facts;
use super::facts::keys::Keys;
use super::facts::sum::sum_of;
use super::query::Query;
use super::{Page, Subject};
use crate::source::sum::Sum;

/// A question and the sum of its answer; nothing where what it was about is gone.
type Asked = Option<(Query, Sum)>;

/// What the pages of a build were made from.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// What all pages have in common.
    common: Sum,
    /// What related events are found by.
    shape: Sum,
    keys: Keys,
    /// Every question that was asked.
    asked: Vec<Asked>,
    pages: BTreeMap<Route, Made>,
}

/// What one page was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Made {
    subject: Sum,
    /// Places of its questions in [`Trace::asked`].
    asked: Vec<u32>,
}

/// The trace of the last build beside the digest of this one, and the trace of this one as it comes to be.
#[derive(Debug)]
pub struct Tracer<'t> {
    facts: &'t Facts<'t>,
    old: &'t BTreeMap<Route, Made>,
    /// By the place of a question in the old trace: whether its answer is what it was.
    stands: Vec<bool>,
    common: Sum,
    shape: Sum,
    keys: Keys,
    /// Questions of the old trace with the numbers of this build, and the sums of their answers.
    asked: Vec<Asked>,
    new: Mutex<New>,
}

/// What a build adds to the trace.
#[derive(Debug, Default)]
struct New {
    /// Places by question; numbers are hashed, and nobody chooses them.
    places: IndexMap<Query, u32, FxBuildHasher>,
    /// Questions that are not in the old trace, in the order of their places.
    added: Vec<Query>,
    pages: BTreeMap<Route, Made>,
}

impl<'t> Tracer<'t> {
    /// Asks again everything that was asked by the last build. `common` is what all pages have in common.
    #[must_use]
    pub fn new(old: &'t Trace, facts: &'t Facts<'t>, common: Sum) -> Tracer<'t> {
        let keys = Keys::of(facts.digest);
        let shape = facts.shape(&keys);
        let way = old.keys.way_to(&keys);
        let is_alike = old.common == common;
        let again = |asked: &Asked| {
            let (query, sum) = asked.as_ref()?;
            let new = way.query(*query)?;
            let is_same_related = matches!(query, Query::Related(_)) && old.shape == shape;
            let sum = if is_same_related { *sum } else { facts.sum(&keys, new) };
            Some((new, sum))
        };
        let asked: Vec<Asked> = if is_alike { old.asked.par_iter().map(again).collect() } else { Vec::new() };
        let same = |(new, old): (&Asked, &Asked)| new.is_some() && new.map(|(_, sum)| sum) == old.map(|(_, sum)| sum);
        let stands = asked.iter().zip(&old.asked).map(same).collect();
        let places = asked.iter().enumerate().filter_map(|(place, asked)| Some(((*asked)?.0, place_of(place))));
        let new = Mutex::new(New { places: places.collect(), ..New::default() });
        Tracer { facts, old: &old.pages, stands, common, shape, keys, asked, new }
    }

    /// Whether a page is what it was.
    #[must_use]
    pub fn stands(&self, page: &Page) -> bool {
        let stands = |place: &u32| self.stands.get(*place as usize).copied().unwrap_or(false);
        self.old.get(&page.route).is_some_and(|made| {
            !self.asked.is_empty() && made.subject == subject(page) && made.asked.iter().all(stands)
        })
    }

    /// Takes down that a page is what it was.
    pub fn keep(&self, page: &Page) {
        if let Some(made) = self.old.get(&page.route) {
            self.lock().pages.insert(page.route.clone(), made.clone());
        }
    }

    /// Takes down what a page was made from.
    pub fn record(&self, page: &Page, asked: &[Query]) {
        let mut new = self.lock();
        let places = asked.iter().map(|query| self.place(&mut new, *query)).collect();
        new.pages.insert(page.route.clone(), Made { subject: subject(page), asked: places });
    }

    fn place(&self, new: &mut New, query: Query) -> u32 {
        let next = place_of(self.asked.len() + new.added.len());
        let place = *new.places.entry(query).or_insert(next);
        if place == next {
            new.added.push(query);
        }
        place
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, New> {
        // A thread that panicked holding it has stopped the build.
        self.new.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The trace of this build.
    #[must_use]
    pub fn finish(self) -> Trace {
        let Tracer { facts, common, shape, keys, mut asked, new, .. } = self;
        let New { added, pages, .. } = new.into_inner().unwrap_or_else(PoisonError::into_inner);
        let answered: Vec<_> = added.into_par_iter().map(|query| Some((query, facts.sum(&keys, query)))).collect();
        asked.extend(answered);
        let mut trace = Trace { common, shape, keys, asked, pages };
        trace.forget();
        trace
    }
}

impl Trace {
    /// Forgets questions that no page asks any more, once they are half of all.
    fn forget(&mut self) {
        let mut is_asked = vec![false; self.asked.len()];
        for place in self.pages.values().flat_map(|made| &made.asked) {
            if let Some(is_asked) = is_asked.get_mut(*place as usize) {
                *is_asked = true;
            }
        }
        let live = is_asked.iter().filter(|is_asked| **is_asked).count();
        if live * 2 >= self.asked.len() {
            return;
        }
        let mut next = 0;
        let mut places = Vec::with_capacity(is_asked.len());
        for is_asked in &is_asked {
            places.push(next);
            next += u32::from(*is_asked);
        }
        for place in self.pages.values_mut().flat_map(|made| &mut made.asked) {
            *place = places.get(*place as usize).copied().unwrap_or(u32::MAX);
        }
        let mut is_asked = is_asked.into_iter();
        self.asked.retain(|_| is_asked.next().unwrap_or(false));
    }
}

fn place_of(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The sum of what a page shows, as far as its address does not say it.
fn subject(page: &Page) -> Sum {
    let kind = match &page.subject {
        Subject::Moved(to, title) => return sum_of(&("moved", to, title)),
        Subject::Sitemap(listed) => return sum_of(&("sitemap", listed)),
        Subject::SitemapIndex(parts) => return sum_of(&("sitemaps", parts)),
        Subject::Bytes(bytes) => return sum_of(&("bytes", bytes)),
        Subject::Piece(piece) => return sum_of(&("piece", piece.sum)),
        Subject::Shelf(_) => "shelf",
        Subject::Home => "home",
        Subject::Year(_) => "year",
        Subject::Month(_) => "month",
        Subject::Day(_) => "day",
        Subject::Article(_) => "article",
        Subject::Events(_) => "events",
        Subject::Event(_) => "event",
        Subject::Timeline(..) => "timeline",
        Subject::Timelines => "timelines",
        Subject::Terms(_) => "terms",
        Subject::Initials(..) => "initials",
        Subject::Term(..) => "term",
        Subject::Corrections(_) => "corrections",
        Subject::Plain(_) => "plain",
        Subject::Search => "search",
        Subject::NotFound => "not found",
        Subject::Atom(_) => "atom",
        Subject::Json(_) => "json",
        Subject::Editions => "editions",
        Subject::Robots => "robots",
    };
    sum_of(kind)
}
