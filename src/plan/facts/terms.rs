//! Questions about terms: what they are called, who carries them, what stands with them.

use crate::model::date::Day;
use crate::model::lang::Lang;
use crate::model::term::TermKind;
use crate::model::{ArticleId, TermId};
use crate::plan::cut::Scope;

use super::{Facts, Name};

/// Articles of a term that are looked at for the terms that stand with it.
const COUNTED: usize = 1000;

impl<'d> Facts<'d> {
    pub(in crate::plan) fn term(&self, id: TermId) -> Name<'d> {
        let term = self.digest.term(id);
        Name {
            kind: term.kind,
            entry: &term.entry,
            route: &term.route,
            parent: term.parent,
            used: term.is_used(),
            label: term.label(self.lang()),
        }
    }

    fn lang(&self) -> &'d Lang {
        &self.config.lang
    }

    /// Reports of a term, or events where only these carry it.
    pub(in crate::plan) fn carriers(&self, id: TermId) -> usize {
        let term = self.digest.term(id);
        if term.articles.is_empty() { term.events.len() } else { term.articles.len() }
    }

    /// Terms below one that have a page.
    pub(in crate::plan) fn children(&self, id: TermId) -> Vec<TermId> {
        let used = |id: &TermId| self.digest.term(*id).is_used();
        self.digest.term(id).children.iter().copied().filter(used).collect()
    }

    /// Listed articles of a term in a stretch of time, newest first.
    pub(in crate::plan) fn term_articles(&self, id: TermId, scope: Scope) -> Vec<(Day, ArticleId)> {
        let day = |id: &ArticleId| self.digest.article(*id).day;
        let articles = &self.digest.term(id).articles;
        let inside = match scope.bounds() {
            None => articles.as_slice(),
            Some(bounds) => {
                let from = articles.partition_point(|id| day(id) > *bounds.end());
                let to = articles.partition_point(|id| day(id) >= *bounds.start());
                &articles[from..to]
            }
        };
        inside.iter().map(|id| (day(id), *id)).collect()
    }

    /// Terms of a kind that have a page, by label.
    pub(in crate::plan) fn terms_of(&self, kind: TermKind) -> Vec<TermId> {
        let terms = self.digest.terms.iter().enumerate();
        let used = terms.filter(|(_, term)| term.kind == kind && term.is_used());
        let mut ids: Vec<TermId> = used.map(|(index, _)| TermId(index)).collect();
        ids.sort_by_cached_key(|id| self.digest.term(*id).label(self.lang()).to_lowercase());
        ids
    }

    /// How many terms of a kind articles carry, and those that a search can be narrowed down to: the commonest, by label.
    pub(in crate::plan) fn offered(&self, kind: TermKind) -> (usize, Vec<TermId>) {
        const OFFERED: usize = 50;
        let by_label = self.terms_of(kind).into_iter().enumerate();
        let mut ids: Vec<(usize, TermId)> =
            by_label.filter(|(_, id)| !self.digest.term(*id).articles.is_empty()).collect();
        ids.sort_by_key(|(_, id)| std::cmp::Reverse(self.digest.term(*id).articles.len()));
        let total = ids.len();
        ids.truncate(OFFERED);
        ids.sort();
        (total, ids.into_iter().map(|(_, id)| id).collect())
    }

    /// How many terms of a kind have a page, and those that most articles carry.
    pub(in crate::plan) fn most_reported(&self, kind: TermKind) -> (usize, Vec<TermId>) {
        let mut ids = self.terms_of(kind);
        let total = ids.len();
        ids.sort_by_key(|id| std::cmp::Reverse(self.digest.term(*id).articles.len()));
        ids.truncate(crate::plan::term::ROWS);
        (total, ids)
    }

    /// Terms of other kinds than authors and publishers that stand with this one more than once, those that do so most
    /// often first; of each kind how many there are, and the first of them. Counted over its newest articles.
    pub(in crate::plan) fn company(&self, id: TermId) -> Vec<(usize, Vec<TermId>)> {
        let mut others: Vec<TermId> = (self.digest.term(id).articles.iter().take(COUNTED))
            .flat_map(|article| self.digest.article(*article).terms())
            .filter(|other| *other != id)
            .collect();
        others.sort_unstable();
        let mut counts: Vec<(std::cmp::Reverse<usize>, TermId)> = (others.chunk_by(|a, b| a == b))
            .filter(|same| same.len() > 1)
            .map(|same| (std::cmp::Reverse(same.len()), same[0]))
            .collect();
        counts.sort_unstable();
        let company = [TermKind::Tag, TermKind::Place, TermKind::Actor].map(|kind| {
            let of_kind = counts.iter().map(|(_, id)| *id).filter(|id| self.digest.term(*id).kind == kind);
            (of_kind.clone().count(), of_kind.take(crate::plan::term::ROWS).collect())
        });
        company.into_iter().filter(|(total, _)| *total > 0).collect()
    }
}
