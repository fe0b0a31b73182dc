//! Which terms stood in more of a month's reports than in those of the year before, by more than chance explains.

use crate::model::TermId;
use crate::model::date::{Day, Month};
use crate::model::term::TermKind;
use crate::plan::cut::Scope;

use super::Facts;

/// Months before one that it is compared with.
const MONTHS: usize = 12;

/// Reports in them, at least: less says nothing of what is usual.
const BEFORE: usize = 10;

/// Reports of a term in the month, at least.
const REPORTS: usize = 3;

/// Terms named.
const SHOWN: usize = 8;

/// The terms that rose in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::plan) struct Rising {
    /// Reports of the month.
    pub(in crate::plan) reports: usize,
    /// Reports of the months before.
    pub(in crate::plan) before: usize,
    /// How many terms rose.
    pub(in crate::plan) total: usize,
    /// Those that rose most, each with its reports in the month and in the months before.
    pub(in crate::plan) terms: Vec<(TermId, usize, usize)>,
}

impl Facts<'_> {
    /// Tags, places and actors that rose in a month, those that rose most first; nothing where there is too little to compare.
    pub(in crate::plan) fn rising(&self, month: Month) -> Option<Rising> {
        let start = std::iter::successors(month.previous(), |month| month.previous()).take(MONTHS).last()?;
        let (from, to) = (start.first_day(), month.first_day());
        let before = self.per_day.range(from..to).map(|(_, count)| count).sum();
        let articles = self.articles_in(Scope::Month(month));
        if before < BEFORE || articles.len() < REPORTS {
            return None;
        }
        let article = |id| self.digest.article(id);
        let mut carried: Vec<TermId> = (articles.iter().map(|(_, id)| article(*id)))
            .flat_map(|article| article.tags.iter().chain(&article.places).chain(&article.actors))
            .copied()
            .collect();
        carried.sort_unstable();
        let mut risen: Vec<(f64, TermId, usize, usize)> = Vec::new();
        for same in carried.chunk_by(|a, b| a == b).filter(|same| same.len() >= REPORTS) {
            let was = self.reports_between(same[0], from, to);
            // Even the least that this month's share may stand for is more than the most that the share before may.
            let ratio = share(same.len(), articles.len()).0 / share(was, before).1;
            if ratio > 1.0 {
                risen.push((ratio, same[0], same.len(), was));
            }
        }
        risen.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.2.cmp(&a.2)).then(a.1.cmp(&b.1)));
        let total = risen.len();
        let terms = risen.into_iter().take(SHOWN).map(|(_, term, now, was)| (term, now, was)).collect();
        (total > 0).then_some(Rising { reports: articles.len(), before, total, terms })
    }

    /// How many articles of a term stand from a day up to another, that one left out.
    fn reports_between(&self, term: TermId, from: Day, to: Day) -> usize {
        debug_assert!(matches!(self.digest.term(term).kind, TermKind::Tag | TermKind::Place | TermKind::Actor));
        let articles = &self.digest.term(term).articles;
        let since = |day: Day| articles.partition_point(|id| self.digest.article(*id).day >= day);
        since(from) - since(to)
    }
}

/// The least and the most that `some` of `all` may stand for, at 95 in 100 (Edwin Wilson, Probable inference, the law of
/// succession, and statistical inference, 1927): fair to small counts as well. Only operations whose result IEEE 754
/// prescribes to the last bit, so that every machine finds the same terms.
fn share(some: usize, all: usize) -> (f64, f64) {
    const Z: f64 = 1.96;
    let float = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let (all, part) = (float(all), float(some) / float(all));
    let spread = Z * (part * (1.0 - part) / all + Z * Z / (4.0 * all * all)).sqrt();
    let (middle, scale) = (part + Z * Z / (2.0 * all), 1.0 + Z * Z / all);
    (((middle - spread) / scale).max(0.0), (middle + spread) / scale)
}

#[cfg(test)]
mod tests {
    use super::share;

    /// Table I of Robert Newcombe, Two-sided confidence intervals for the single proportion, 1998, method 3.
    #[test]
    fn shares_are_those_of_newcombe_1998() {
        for ((some, all), (low, high)) in [
            ((81, 263), (0.2553, 0.3662)),
            ((15, 148), (0.0624, 0.1605)),
            ((0, 20), (0.0, 0.1611)),
            ((1, 29), (0.0061, 0.1718)),
        ] {
            let found = share(some, all);
            assert!((found.0 - low).abs() < 0.0001 && (found.1 - high).abs() < 0.0001, "{some} of {all}: {found:?}");
        }
    }

    #[test]
    fn few_reports_may_stand_for_much() {
        assert!(share(3, 20).0 > share(0, 120).1, "nothing before");
        assert!(share(3, 20).0 < share(2, 120).1, "three may be chance");
        assert!(share(6, 20).0 > share(2, 120).1, "six are not");
    }
}
