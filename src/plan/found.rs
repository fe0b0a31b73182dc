//! What readers find without searching: related articles, the same date in other years, terms that rose in a month.

use std::collections::BTreeSet;

use crate::model::ArticleId;
use crate::model::date::{Day, Month};

use super::site::{Site, day_route};
use super::view::{OtherYear, OtherYears, Related, Risen, Rising};

impl<'d> Site<'d> {
    /// Articles that share most with one, and why.
    pub(super) fn related(&self, id: ArticleId) -> Vec<Related<'d>> {
        let from = self.digest.article(id).day;
        let akin = self.digest.akin(id).into_iter();
        akin.map(|akin| {
            let day = self.digest.article(akin.article).day;
            let mut shared = self.term_links(&akin.shared);
            // A place and a tag of one name are one thing to a reader.
            let mut named = BTreeSet::new();
            shared.retain(|link| named.insert(link.text.clone()));
            Related {
                link: self.article_link(akin.article),
                date: self.date(day),
                apart: self.words.apart(from, day),
                shared,
                event: akin.event.map(|event| self.event_link(event)),
            }
        })
        .collect()
    }

    /// What is said above them.
    pub(super) fn related_lede(&self, related: &[Related<'d>]) -> Option<String> {
        let reports = self.words.count("reports", related.len());
        (!related.is_empty()).then(|| self.words.phrase("related_lede", &[("reports", &reports)]))
    }

    /// The editions of a day's date in other years.
    pub(super) fn other_years(&self, day: Day) -> Option<OtherYears<'d>> {
        let (total, editions) = self.digest.other_years(day);
        let shown = self.shown("shown", editions.len(), total);
        let row = |(day, reports, first): (Day, usize, ArticleId)| OtherYear {
            link: self.link(&day_route(day), self.words.long(day)),
            reports: self.words.count("reports", reports),
            headline: self.article_link(first),
        };
        let rows: Vec<OtherYear<'d>> = editions.into_iter().map(row).collect();
        (total > 0).then(|| OtherYears { count: self.words.count("other_years", total), rows, shown })
    }

    /// The terms that rose in a month.
    pub(super) fn rising(&self, month: Month) -> Option<Rising<'d>> {
        let rising = self.digest.rising(month)?;
        let number = |n: usize| self.words.number(n);
        let (all, all_before) = (number(rising.reports), number(rising.before));
        let rows = rising.terms.iter().map(|(term, now, was)| {
            let (now, was) = (number(*now), number(*was));
            let figures = [("now", &*now), ("all", &*all), ("was", &*was), ("all_before", &*all_before)];
            Risen { link: self.term_link(*term), figures: self.words.phrase("rising_row", &figures) }
        });
        let terms = self.words.count("terms", rising.total);
        let reports = self.words.count("reports", rising.before);
        Some(Rising {
            lede: self.words.phrase("rising_lede", &[("reports", &reports), ("terms", &terms)]),
            rows: rows.collect(),
            shown: self.shown("shown_first", rising.terms.len(), rising.total),
        })
    }
}
