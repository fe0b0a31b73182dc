//! Which articles share most with one, and what: terms that few carry, an event, a date close by.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::gate::route::Route;
use crate::model::article::Article;
use crate::model::lang::Lang;
use crate::model::{ArticleId, EventId, TermId};

use super::Facts;

/// Articles shown on an article's page.
const SHOWN: usize = 5;

/// Shared terms that are named, those that fewest carry first.
const NAMED: usize = 3;

/// Terms of an article whose lists are looked into.
const FOLLOWED: usize = 32;

/// Articles looked at in the list of a term on either side of an article: so a page costs the same in every digest.
const REACH: usize = 12;

/// Articles that are compared term by term.
const COMPARED: usize = 24;

/// What is shared by these two alone.
const WHOLE: u32 = 1 << 10;

/// What two articles must have to be related: one term that at most three carry, or seven when they are a month apart at
/// most, or more of the commoner ones.
const ENOUGH: u32 = WHOLE * 5 / 8;

/// An article that is related to another, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::plan) struct Akin {
    /// The other article.
    pub(in crate::plan) article: ArticleId,
    /// Places, actors and tags that both carry, those that fewest carry first.
    pub(in crate::plan) shared: Vec<TermId>,
    /// An event without a page that both report; one with a page lists its reports itself.
    pub(in crate::plan) event: Option<EventId>,
}

/// An article and what may be related to it.
struct Search<'a> {
    facts: &'a Facts<'a>,
    id: ArticleId,
    article: &'a Article,
    /// Terms that tell something, each with its weight.
    telling: Vec<(TermId, u32)>,
    /// What the page leads to in any case.
    linked: BTreeSet<ArticleId>,
    routes: BTreeSet<&'a Route>,
    stands: &'a [Stand],
    own: Stand,
}

/// An article's day, as a number, and the number of its language: what hundreds are sorted by for each page, so that they
/// need not be looked up one by one.
pub(super) type Stand = (i64, u32);

impl<'d> Facts<'d> {
    /// The articles that share most with one, the closest first; none that its page leads to already, and none where
    /// there is nothing good.
    ///
    /// What is shared counts by the logarithm of how many carry it (Lada Adamic and Eytan Adar, Friends and neighbors
    /// on the Web, 2003). The logarithm is a whole number, so that one more article seldom changes what others show.
    pub(in crate::plan) fn akin(&self, id: ArticleId) -> Vec<Akin> {
        // Asked twice: to be shown, and to be summed.
        self.akin.get(id.0).map(|found| found.get_or_init(|| self.found_akin(id)).clone()).unwrap_or_default()
    }

    fn found_akin(&self, id: ArticleId) -> Vec<Akin> {
        let article = self.digest.article(id);
        if !article.listed() {
            return Vec::new();
        }
        let search = Search::new(self, id, article);
        let mut found: Vec<_> = search.candidates().into_iter().filter_map(|id| search.compare(id)).collect();
        found.sort_by_key(|(rank, _)| *rank);
        let mut shown: Vec<Akin> = Vec::new();
        for (_, akin) in found {
            // Of a text and its translations, the one that stands first is enough.
            let others = &self.digest.article(akin.article).translations;
            if !shown.iter().any(|known| others.contains(&known.article)) {
                shown.push(akin);
            }
            if shown.len() == SHOWN {
                break;
            }
        }
        shown
    }

    /// What sharing a term counts for; nothing when so many carry it that it tells nothing.
    ///
    /// "So many" is a quarter to a half of the digest, by whole logarithms: a term that stands near a limit would
    /// otherwise pass it to and fro, and with each pass all its pages change.
    fn weight(&self, term: TermId) -> Option<u32> {
        let carriers = self.digest.term(term).articles.len().max(2).ilog2();
        (carriers + 1 < self.listed.max(1).ilog2()).then(|| WHOLE / carriers)
    }

    /// How long a term's list is, roughly; then places and actors before tags, since they say more; then its number.
    fn rarity(&self, term: TermId) -> (u32, Reverse<crate::model::term::TermKind>, TermId) {
        let known = self.digest.term(term);
        (known.articles.len().max(1).ilog2(), Reverse(known.kind), term)
    }

    /// Where each article stands, by its number.
    fn stands(&self) -> &[Stand] {
        self.stands.get_or_init(|| {
            let mut langs: BTreeMap<&'d Lang, u32> = BTreeMap::new();
            let first = self.digest.articles.first().map(|article| article.day);
            let stand = |article: &'d Article| {
                let next = u32::try_from(langs.len()).unwrap_or(u32::MAX);
                let lang = *langs.entry(&article.lang).or_insert(next);
                (first.map_or(0, |first| article.day.days_since(first)), lang)
            };
            self.digest.articles.iter().map(stand).collect()
        })
    }

    fn has_page(&self, event: EventId) -> bool {
        self.config.pages.events && self.digest.event(event).route.is_some()
    }
}

/// By what related articles are sorted: what they share, how near they are in days, language, number.
type Rank = (Reverse<u32>, i64, bool, ArticleId);

impl<'a> Search<'a> {
    fn new(facts: &'a Facts<'_>, id: ArticleId, article: &'a Article) -> Search<'a> {
        let terms = article.places.iter().chain(&article.actors).chain(&article.tags).take(FOLLOWED);
        let mut telling: Vec<(TermId, u32)> = terms.filter_map(|term| Some((*term, facts.weight(*term)?))).collect();
        telling.sort_by_key(|(term, _)| facts.rarity(*term));
        telling.dedup();
        let (earlier, later) = facts.beside(id);
        let first = |event: &EventId| facts.digest.event(*event).reports.first().copied();
        let linked = (facts.around(id).iter().copied())
            .chain([Some(id), earlier, later].into_iter().flatten())
            .chain(article.translations.iter().copied())
            .chain(article.events.iter().filter(|event| !facts.has_page(**event)).filter_map(first))
            .collect();
        let routes = article.body.links.iter().map(|(_, route)| route).collect();
        let stands = facts.stands();
        let own = stands.get(id.0).copied().unwrap_or_default();
        Search { facts, id, article, telling, linked, routes, stands, own }
    }

    /// Articles that stand near this one in the list of a telling term or of an event, those with most in common first.
    fn candidates(&self) -> Vec<ArticleId> {
        let lists = self.telling.len() + self.article.events.len().min(FOLLOWED);
        let mut near: IndexMap<ArticleId, u32, FxBuildHasher> =
            IndexMap::with_capacity_and_hasher(lists * (2 * REACH + 1), FxBuildHasher);
        let mut look = |list: &[ArticleId], at: usize, weight: u32| {
            let around = &list[at.saturating_sub(REACH)..list.len().min(at + 1 + REACH)];
            around.iter().for_each(|other| *near.entry(*other).or_default() += weight);
        };
        for (term, weight) in &self.telling {
            let articles = &self.facts.digest.term(*term).articles;
            look(articles, articles.partition_point(|other| *other < self.id), *weight);
        }
        let day = |id: &ArticleId| self.facts.digest.article(*id).day;
        for event in self.article.events.iter().take(FOLLOWED).filter(|event| !self.facts.has_page(**event)) {
            let reports = &self.facts.digest.event(*event).reports;
            look(reports, reports.partition_point(|other| day(other) < self.article.day), WHOLE);
        }
        let mut ranked: Vec<Rank> = near.into_iter().map(|(other, shared)| self.rank(other, shared)).collect();
        // Few of the first are linked, so few have to be put in order.
        let enough = 2 * COMPARED;
        let (first, others) = match ranked.len() > enough {
            true => {
                ranked.select_nth_unstable(enough);
                ranked.split_at_mut(enough)
            }
            false => (ranked.as_mut_slice(), [].as_mut_slice()),
        };
        let unlinked = |ranked: &mut [Rank], wanted: usize| -> Vec<ArticleId> {
            ranked.sort_unstable();
            ranked.iter().map(|rank| rank.3).filter(|id| !self.is_linked(*id)).take(wanted).collect()
        };
        let mut found = unlinked(first, COMPARED);
        if found.len() < COMPARED {
            found.extend(unlinked(others, COMPARED - found.len()));
        }
        found
    }

    /// Whether the page leads to it already, itself or by the page of an event that both report.
    fn is_linked(&self, other: ArticleId) -> bool {
        let article = self.facts.digest.article(other);
        let listed_together = |event: &EventId| self.facts.has_page(*event) && article.events.contains(event);
        !article.listed()
            || self.linked.contains(&other)
            || self.routes.contains(&article.route)
            || self.article.events.iter().take(FOLLOWED).any(listed_together)
    }

    fn rank(&self, other: ArticleId, shared: u32) -> Rank {
        let (day, lang) = self.stands.get(other.0).copied().unwrap_or_default();
        let (own_day, own_lang) = self.own;
        let days = (day - own_day).abs();
        let close = match days {
            0..=7 => WHOLE / 4,
            8..=31 => WHOLE / 8,
            _ => 0,
        };
        (Reverse(shared + close), days, lang != own_lang, other)
    }

    /// Everything that the two share, wherever the other stands in the lists; nothing when that is not enough.
    fn compare(&self, other: ArticleId) -> Option<(Rank, Akin)> {
        let article = self.facts.digest.article(other);
        let carries =
            |term: TermId| [&article.places, &article.actors, &article.tags].iter().any(|l| l.contains(&term));
        let shared: Vec<(TermId, u32)> = self.telling.iter().filter(|(term, _)| carries(*term)).copied().collect();
        let event = self.article.events.iter().take(FOLLOWED).find(|event| article.events.contains(event)).copied();
        let weight = shared.iter().map(|(_, weight)| weight).sum::<u32>() + event.map_or(0, |_| WHOLE);
        let named = shared.into_iter().map(|(term, _)| term).take(NAMED).collect();
        let akin = Akin { article: other, shared: named, event };
        let rank = self.rank(other, weight);
        (rank.0.0 >= ENOUGH).then_some((rank, akin))
    }
}
