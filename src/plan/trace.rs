//! The trace of a build: what each page was made from, so that the next build knows which pages are what they were.
//!
//! A page is made from the questions that its view asked of the digest, from its subject, and from what all pages have in
//! common. While every answer has the sum it had, the page has the bytes it had, because nothing else can reach it: views
//! see the digest through a lens only (`lens.rs`), and templates see their view only.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use indexmap::{IndexMap, IndexSet};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

use crate::gate::route::Route;

use super::facts::Facts;
use super::facts::keys::Keys;
use super::facts::sum::{Shape, sum_of};
use super::query::{Document, Query};
use super::{Page, Subject};
use crate::source::sum::Sum;

/// A question and the sum of its answer; nothing where what it was about is gone.
type Asked = Option<(Query, Sum)>;

/// What the pages of a build were made from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// What all pages have in common.
    common: Sum,
    /// What the digest was made from, but for the HTML of its texts; nothing where that is not known.
    frame: Option<Sum>,
    /// What related documents are found by.
    shape: Shape,
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
    asked: Arc<[u32]>,
}

/// The trace of the last build beside the digest of this one, and the trace of this one as it comes to be.
#[derive(Debug)]
pub struct Tracer<'t> {
    facts: &'t Facts<'t>,
    old: &'t BTreeMap<Route, Made>,
    /// By the place of a question in the old trace: whether its answer is what it was.
    stands: Vec<bool>,
    common: Sum,
    frame: Option<Sum>,
    shape: Shape,
    keys: Cow<'t, Keys>,
    /// Questions of the old trace with the numbers of this build, and the sums of their answers.
    asked: Vec<Asked>,
    new: Mutex<New>,
}

/// What a build adds to the trace.
#[derive(Debug, Default)]
struct New {
    /// Places of the old trace by question, once one is looked for; numbers are hashed, and nobody chooses them.
    known: Option<IndexMap<Query, u32, FxBuildHasher>>,
    /// Questions that are not in the old trace, in the order of their places.
    added: IndexSet<Query, FxBuildHasher>,
    pages: BTreeMap<Route, Made>,
}

impl<'t> Tracer<'t> {
    /// Asks again everything that was asked by the last build. `common` is what all pages have in common, `frame` what the
    /// digest is made from but for the HTML of its texts.
    #[must_use]
    pub fn new(old: &'t Trace, facts: &'t Facts<'t>, common: Sum, frame: Option<Sum>) -> Tracer<'t> {
        let is_alike = old.common == common;
        let is_framed = is_alike && frame.is_some() && old.frame == frame;
        let keys = if is_framed { Cow::Borrowed(&old.keys) } else { Cow::Owned(Keys::of(facts.digest)) };
        let shape = if is_framed { old.shape } else { facts.shape(&keys) };
        let asked = match (is_alike, is_framed) {
            (false, _) => Vec::new(),
            // All answers but texts are what they were, and so are all numbers.
            (true, true) => old.asked.par_iter().map(|asked| of_text(facts, &keys, asked)).collect(),
            (true, false) => again(old, facts, &keys, shape),
        };
        let same = |(new, old): (&Asked, &Asked)| new.is_some() && new.map(|(_, sum)| sum) == old.map(|(_, sum)| sum);
        let stands = asked.iter().zip(&old.asked).map(same).collect();
        Tracer { facts, old: &old.pages, stands, common, frame, shape, keys, asked, new: Mutex::default() }
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
        let places = self.same_places(page, asked).unwrap_or_else(|| {
            let mut new = self.lock();
            asked.iter().map(|query| self.place(&mut new, *query)).collect()
        });
        self.lock().pages.insert(page.route.clone(), Made { subject: subject(page), asked: places });
    }

    /// The places of questions that are those the last build asked for this page.
    fn same_places(&self, page: &Page, asked: &[Query]) -> Option<Arc<[u32]>> {
        let old = &self.old.get(&page.route)?.asked;
        let query = |place: &u32| self.asked.get(*place as usize).copied().flatten().map(|(query, _)| query);
        let is_same = old.len() == asked.len() && old.iter().map(query).eq(asked.iter().copied().map(Some));
        is_same.then(|| Arc::clone(old))
    }

    fn place(&self, new: &mut New, query: Query) -> u32 {
        let New { known, added, .. } = new;
        let known = known.get_or_insert_with(|| {
            let old = self.asked.iter().enumerate();
            old.filter_map(|(place, asked)| Some(((*asked)?.0, place_of(place)))).collect()
        });
        known.get(&query).copied().unwrap_or_else(|| place_of(self.asked.len() + added.insert_full(query).0))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, New> {
        // A thread that panicked holding it has stopped the build.
        self.new.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The trace of this build.
    #[must_use]
    pub fn finish(self) -> Trace {
        let Tracer { facts, common, frame, shape, keys, mut asked, new, .. } = self;
        let New { added, pages, .. } = new.into_inner().unwrap_or_else(PoisonError::into_inner);
        let answer = |place: usize| added.get_index(place).map(|query| (*query, facts.sum(&keys, *query)));
        asked.par_extend((0..added.len()).into_par_iter().map(answer));
        drop(added);
        let mut trace = Trace { common, frame, shape, keys: keys.into_owned(), asked, pages };
        trace.tidy();
        trace
    }
}

impl Trace {
    /// Which pages show each text.
    #[must_use]
    pub fn showing(&self) -> BTreeMap<Document, Vec<Route>> {
        let text = |place: &u32| self.asked.get(*place as usize).copied().flatten()?.0.text();
        let mut showing: BTreeMap<Document, Vec<Route>> = BTreeMap::new();
        for (route, made) in &self.pages {
            for document in made.asked.iter().filter_map(text) {
                showing.entry(document).or_default().push(route.clone());
            }
        }
        showing
    }

    /// Forgets what a page was made from, so that it is drawn again.
    pub fn forget(&mut self, route: &Route) {
        self.pages.remove(route);
    }

    /// Forgets questions that no page asks any more, once they are half of all.
    fn tidy(&mut self) {
        let mut is_asked = vec![false; self.asked.len()];
        for place in self.pages.values().flat_map(|made| made.asked.iter()) {
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
        let moved = |place: &u32| places.get(*place as usize).copied().unwrap_or(u32::MAX);
        for made in self.pages.values_mut() {
            made.asked = made.asked.iter().map(moved).collect();
        }
        let mut is_asked = is_asked.into_iter();
        self.asked.retain(|_| is_asked.next().unwrap_or(false));
    }
}

/// What the last build asked, asked of another digest.
fn again(old: &Trace, facts: &Facts<'_>, keys: &Keys, shape: Shape) -> Vec<Asked> {
    let way = old.keys.way_to(keys);
    let again = |asked: &Asked| {
        let (query, sum) = asked.as_ref()?;
        let new = way.query(*query)?;
        let sum = if shape.spares(&old.shape, *query) { *sum } else { facts.sum(keys, new) };
        Some((new, sum))
    };
    old.asked.par_iter().map(again).collect()
}

/// A question that was asked of a digest in the same frame.
fn of_text(facts: &Facts<'_>, keys: &Keys, asked: &Asked) -> Asked {
    let (query, sum) = (*asked)?;
    Some((query, if query.text().is_some() { facts.sum(keys, query) } else { sum }))
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
        Subject::AboutData => "about data",
        Subject::Data(_) => "data",
    };
    sum_of(kind)
}
