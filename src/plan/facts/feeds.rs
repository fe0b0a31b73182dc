//! Questions about feeds: which entries they hold.

use serde::{Deserialize, Serialize};

use crate::model::date::Day;
use crate::model::timeline::Entry;
use crate::model::{ArticleId, TermId};

use super::Facts;

/// Whose feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Channel {
    /// The whole digest's.
    Everything,
    /// A term's.
    Term(TermId),
    /// That of the curated timeline of this number.
    Curated(usize),
}

impl<'d> Facts<'d> {
    /// The newest entries by when they last moved, and everything of the last days of content, so that a burst is never lost.
    pub(in crate::plan) fn feed(&self, channel: Channel) -> Vec<ArticleId> {
        let moved = |id: &ArticleId| self.digest.article(*id).moved();
        let mut ids: Vec<ArticleId> = match channel {
            Channel::Everything => self.digest.listed().collect(),
            Channel::Term(id) => self.digest.term(id).articles.clone(),
            Channel::Curated(index) => self.timeline_articles(index),
        };
        ids.sort_by_key(|id| (std::cmp::Reverse(moved(id)), *id));
        let newest = ids.first().map(moved);
        let recent = |id: &ArticleId| newest.is_some_and(|newest| newest.days_since(moved(id)) < self.span());
        let keep = ids.iter().take_while(|id| recent(id)).count().max(self.config.feeds.entries);
        ids.truncate(keep);
        ids
    }

    /// The newest days, and all of the last days of content, each with its articles.
    pub(in crate::plan) fn newest_editions(&self) -> Vec<(Day, &'d [ArticleId])> {
        let filled = self.digest.days.iter().rev().filter(|(_, list)| !list.is_empty());
        let newest = filled.clone().next().map(|(day, _)| *day);
        let recent = |day: Day| newest.is_some_and(|newest| newest.days_since(day) < self.span());
        let keep = filled.clone().take_while(|(day, _)| recent(**day)).count().max(self.config.feeds.entries);
        filled.take(keep).map(|(day, list)| (*day, list.as_slice())).collect()
    }

    /// The last days of content that a feed holds whole.
    fn span(&self) -> i64 {
        i64::try_from(self.config.feeds.days).unwrap_or(i64::MAX)
    }

    /// Articles that a curated timeline shows, directly or inside its events, newest first.
    fn timeline_articles(&self, index: usize) -> Vec<ArticleId> {
        let entries = self.digest.timelines[index].entries.iter();
        let mut ids: Vec<ArticleId> = entries
            .flat_map(|entry| match entry {
                Entry::Article(id) => std::slice::from_ref(id),
                Entry::Event(id) => &self.digest.event(*id).reports,
            })
            .copied()
            .collect();
        ids.sort();
        ids.dedup();
        ids
    }
}
