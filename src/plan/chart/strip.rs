//! Bars over time: the strip of a timeline, and the rug of a month.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::scaled;
use crate::model::date::Month;
use crate::plan::view::Strip;
use crate::words::Words;

/// The most bars a strip has; past it, a bar is a year, then ten, then a hundred.
const MOST_BARS: i32 = 240;

/// The most years whose labels are written in full; more are `’16`, or thinned to about as many.
const YEARS_IN_FULL: i32 = 8;

/// The most years that are labelled one by one.
const YEARS_EACH: i32 = 20;

/// Bars by month of what is counted: `unit` is its key among the counts (`reports`, `entries`).
///
/// The axis is a row of columns of equal width, so the strip is widened to whole columns: to whole years where it has
/// more than half a year, and at its start to a whole step where not every year has a label.
pub fn strip(
    words: &Words,
    unit: &str,
    counts: &BTreeMap<Month, usize>,
    (from, to): (Month, Month),
    big: bool,
) -> Strip {
    let axis = Axis::over(words, ordinal(from), ordinal(to).max(ordinal(from)));
    let bars = usize::try_from((axis.end - axis.start) / axis.bar + 1).unwrap_or(0);
    let mut heights = vec![0_usize; bars];
    for (month, count) in counts.range(from..=to.max(from)) {
        let at = usize::try_from((ordinal(*month) - axis.start) / axis.bar).unwrap_or(0);
        if let Some(height) = heights.get_mut(at) {
            *height = height.saturating_add(*count);
        }
    }
    let max = heights.iter().copied().max().unwrap_or(0);
    let mut path = String::new();
    for (at, count) in heights.iter().enumerate().filter(|(_, count)| **count > 0) {
        let height = scaled(*count as u64, max as u64, 62).max(2);
        // Writing to a string cannot fail.
        let _ = write!(path, "M{} 64v-{height}h6V64z", at * 8 + 1);
    }
    let (label, caption) = said(words, unit, counts, (from, to.max(from)), big);
    Strip { width: u32::try_from(bars * 8).unwrap_or(u32::MAX), path, label, caption, axis: axis.labels, big }
}

/// The finding in words, and the caption.
fn said(
    words: &Words,
    unit: &str,
    counts: &BTreeMap<Month, usize>,
    (from, to): (Month, Month),
    big: bool,
) -> (String, String) {
    let within = || counts.range(from..=to).filter(|(_, count)| **count > 0);
    let total: usize = within().map(|(_, count)| *count).sum();
    let count = words.count(unit, total);
    // The first of several equal months: `max_by_key` alone would take the last.
    let Some((peak, most)) = within().rev().max_by_key(|(_, count)| **count) else {
        return (count.clone(), count);
    };
    let month = words.month_year(*peak);
    if *most == total {
        let label = words.phrase("strip_label_one", &[("count", &count), ("month", &month)]);
        return (label.clone(), label);
    }
    let (from, to, n) = (words.month_year(from), words.month_year(to), words.number(*most));
    let values = [("count", count.as_str()), ("from", &from), ("to", &to), ("month", &month), ("n", &n)];
    (words.phrase("strip_label", &values), words.phrase(if big { "strip_caption" } else { "peak" }, &values))
}

/// What is drawn, in months since the year 0, and what is written under it.
struct Axis {
    start: i32,
    /// The last month, included.
    end: i32,
    /// Months in a bar.
    bar: i32,
    labels: Vec<String>,
}

impl Axis {
    fn over(words: &Words, from: i32, to: i32) -> Axis {
        if to - from < 6 {
            return Axis::months(words, from, to, 1);
        }
        let (first, last) = (from / 12, to / 12);
        if first == last {
            return Axis::months(words, first * 12, first * 12 + 11, 3);
        }
        let years = last - first + 1;
        let step = if years <= YEARS_EACH { 1 } else { (years + YEARS_IN_FULL - 1) / YEARS_IN_FULL };
        let bar = [1, 12, 120, 1200].into_iter().find(|bar| years * 12 / bar <= MOST_BARS).unwrap_or(12_000);
        // Columns must hold whole bars, and years before the first are better left empty than years to come.
        let step = whole_steps(step, (bar / 12).max(1));
        let first = last + 1 - whole_steps(years, step);
        let short = years > YEARS_IN_FULL && years <= 100;
        let label = |year: i32| if short { format!("’{:02}", year.rem_euclid(100)) } else { year.to_string() };
        let labels = (first..=last).step_by(usize::try_from(step).unwrap_or(1)).map(label).collect();
        Axis { start: first * 12, end: last * 12 + 11, bar, labels }
    }

    fn months(words: &Words, start: i32, end: i32, step: usize) -> Axis {
        let name = |month: i32| words.month_short(u8::try_from(month.rem_euclid(12) + 1).unwrap_or(1)).to_owned();
        Axis { start, end, bar: 1, labels: (start..=end).step_by(step).map(name).collect() }
    }
}

/// The next multiple of a step.
fn whole_steps(n: i32, step: i32) -> i32 {
    (n + step - 1) / step * step
}

/// Months since the year 0.
fn ordinal(month: Month) -> i32 {
    i32::from(month.year()) * 12 + i32::from(month.month()) - 1
}

/// Ticks for the days of a month, in a box of 124 by 16; as high as their day's share of the month's fullest.
///
/// A month whose fullest day has fewer than three reports keeps its ticks low: one report is no peak.
#[must_use]
pub fn rug(days: &[(u8, usize)]) -> String {
    let max = days.iter().map(|(_, count)| *count).max().unwrap_or(0).max(3);
    let mut path = String::new();
    for (day, count) in days.iter().filter(|(day, count)| (1..=31).contains(day) && *count > 0) {
        let height = scaled(*count as u64, max as u64, 16).max(4);
        let _ = write!(path, "M{} 16v-{height}h3V16z", u32::from(*day - 1) * 4);
    }
    path
}
