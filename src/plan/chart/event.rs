//! The charts of an event: what is claimed, on one scale, and how long the reports took.

use super::scaled;
use crate::model::date::Day;
use crate::model::date::when::When;
use crate::model::figure::Figure;
use crate::plan::view::{ClockLine, Scale, ScaleBar};
use crate::words::Words;

/// Units of a scale and of a clock line.
const UNITS: u64 = 1000;

/// The narrowest bar that is seen.
const NARROWEST: u64 = 8;

/// A claim and the figure read in it.
#[derive(Debug, Clone, Copy)]
pub struct Claimed<'d> {
    /// `killed`
    pub what: &'d str,
    /// `about 20`
    pub value: &'d str,
    /// `Red Cross`
    pub by: &'d str,
    /// Lowest and highest.
    pub figure: Option<Figure>,
}

/// Claims of one kind side by side on a scale from 0 to a round number; only kinds with two figures or more.
///
/// Figures are never summed or averaged, and stand in the order they were written.
#[must_use]
pub fn scales<'d>(words: &Words, claims: &[Claimed<'d>]) -> Vec<Scale<'d>> {
    let mut kinds: Vec<(String, Vec<(Claimed<'d>, Figure)>)> = Vec::new();
    for claim in claims {
        let Some(figure) = claim.figure.filter(|(low, high)| low.is_some() || high.is_some()) else {
            continue;
        };
        let kind = claim.what.trim().to_lowercase();
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, same)) => same.push((*claim, figure)),
            None => kinds.push((kind, vec![(*claim, figure)])),
        }
    }
    kinds.into_iter().filter(|(_, same)| same.len() > 1).filter_map(|(_, same)| scale(words, &same)).collect()
}

fn scale<'d>(words: &Words, claims: &[(Claimed<'d>, Figure)]) -> Option<Scale<'d>> {
    let (first, _) = claims.first()?;
    // An open end needs room to the right of it.
    let reach = |(low, high): Figure| high.or(low.map(|low| low.saturating_add(low / 8 + 1)));
    let max = round_up(claims.iter().filter_map(|(_, figure)| reach(*figure)).max()?);
    let (low, high) = (words.number(0), words.number(usize::try_from(max).unwrap_or(usize::MAX)));
    let count = words.count("claims", claims.len());
    let values = [("what", first.what), ("claims", &count), ("low", &low), ("high", &high)];
    let label = words.phrase("scale_label", &values);
    let bars = claims.iter().map(|(claim, figure)| bar(claim, *figure, max)).collect();
    Some(Scale { what: first.what, label, low, high, bars })
}

fn bar<'d>(claim: &Claimed<'d>, (low, high): Figure, max: u64) -> ScaleBar<'d> {
    let at = |n: u64| scaled(n.min(max), max, UNITS);
    let (left, right) = match (low, high) {
        (Some(low), Some(high)) => (at(low), at(high)),
        (Some(low), None) => (at(low), at(low)),
        // The printed number is the right end of an open beginning.
        (None, Some(high)) => (at(high).saturating_sub(NARROWEST), at(high)),
        (None, None) => (0, 0),
    };
    let width = right.saturating_sub(left).max(NARROWEST);
    ScaleBar {
        by: claim.by,
        value: claim.value,
        x: unit(left.min(UNITS - width.min(UNITS))),
        width: unit(width),
        open: high.is_none(),
        open_low: low.is_none(),
    }
}

/// The next of 1, 1.5, 2, 3, 4, 5, 6 and 8 times a power of ten, so that the right end has a number one can hold.
fn round_up(n: u64) -> u64 {
    let n = n.max(1);
    let mut ten = 1_u64;
    while ten <= n / 10 {
        ten = ten.saturating_mul(10);
    }
    let steps = [10_u64, 15, 20, 30, 40, 50, 60, 80, 100];
    let candidates =
        steps.into_iter().filter(|step| ten > 1 || step % 10 == 0).map(|step| ten.saturating_mul(step) / 10);
    candidates.into_iter().find(|candidate| *candidate >= n).unwrap_or(n)
}

/// The two clocks: a line from the event to its last report, with a tick a report.
///
/// Nothing where there is no line to draw: no report, or none after the day the event began. A report that came before
/// the event (it was announced) ticks at its start.
#[must_use]
pub fn clock_line(words: &Words, when: &When, reports: &[Day]) -> Option<ClockLine> {
    let start = when.stands_on();
    let (first, last) = (*reports.iter().min()?, *reports.iter().max()?);
    let length = days(last, start);
    if length == 0 {
        return None;
    }
    let at = |day: Day| unit(scaled(days(day, start), length, UNITS).min(UNITS));
    // A day has its own width: the line runs from the event's first day, and a span ends with its last day.
    let event_width = when.latest().map_or(unit(UNITS), at).max(unit(NARROWEST));
    let event = words.when(when).words;
    let (from, to, count) = (words.long(first), words.long(last), words.count("reports", reports.len()));
    let values = [("event", event.as_str()), ("reports", &count), ("from", &from), ("to", &to)];
    let mut ticks: Vec<u32> = reports.iter().map(|day| at(*day)).collect();
    ticks.sort_unstable();
    ticks.dedup();
    let fine = if first == last { "clock_label_one" } else { "clock_label" };
    let label = words.first_phrase([fine, "clock_label"], &values);
    Some(ClockLine { event_width, ticks, label, start: event, end: to })
}

/// Days from `start` to `day`, none if it lies before.
fn days(day: Day, start: Day) -> u64 {
    u64::try_from(day.days_since(start)).unwrap_or(0)
}

/// A number of units, at most 1000, as the view holds it.
fn unit(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(1000)
}
