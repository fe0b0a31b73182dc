//! Which articles share most with one, and what: terms that few carry, an event, a date close by.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::gate::route::Route;
use crate::model::article::Article;
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
}

impl Facts<'_> {
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
        Search { facts, id, article, telling, linked, routes }
    }

    /// Articles that stand near this one in the list of a telling term or of an event, those with most in common first.
    fn candidates(&self) -> Vec<ArticleId> {
        let mut near: Vec<(ArticleId, u32)> = Vec::new();
        let mut look = |list: &[ArticleId], at: usize, weight: u32| {
            let around = &list[at.saturating_sub(REACH)..list.len().min(at + 1 + REACH)];
            near.extend(around.iter().map(|other| (*other, weight)));
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
        near.sort_unstable();
        let same = near.chunk_by(|a, b| a.0 == b.0);
        let mut ranked: Vec<Rank> =
            same.map(|same| self.rank(same[0].0, same.iter().map(|(_, weight)| weight).sum())).collect();
        ranked.sort_unstable();
        // Few of the first are linked, so few have to be looked at.
        ranked.into_iter().map(|(_, _, _, id)| id).filter(|id| !self.is_linked(*id)).take(COMPARED).collect()
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
        let article = self.facts.digest.article(other);
        let days = article.day.days_since(self.article.day).abs();
        let close = match days {
            0..=7 => WHOLE / 4,
            8..=31 => WHOLE / 8,
            _ => 0,
        };
        (Reverse(shared + close), days, article.lang != self.article.lang, other)
    }

    /// Everything that the two share, wherever the other stands in the lists; nothing when that is not enough.
    fn compare(&self, other: ArticleId) -> Option<(Rank, Akin)> {
        let article = self.facts.digest.article(other);
        let carries =
            |term: TermId| [&article.places, &article.actors, &article.tags].iter().any(|l| l.contains(&term));
        let shared = || self.telling.iter().filter(|(term, _)| carries(*term));
        let event = self.article.events.iter().take(FOLLOWED).find(|event| article.events.contains(event)).copied();
        let weight = shared().map(|(_, weight)| weight).sum::<u32>() + event.map_or(0, |_| WHOLE);
        let named = shared().map(|(term, _)| *term).take(NAMED).collect();
        let akin = Akin { article: other, shared: named, event };
        let rank = self.rank(other, weight);
        (rank.0.0 >= ENOUGH).then_some((rank, akin))
    }
}
