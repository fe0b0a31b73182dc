//! Years down, months across: how much was reported when, and the way there.

use std::collections::BTreeMap;

use super::level;
use crate::model::date::Month;
use crate::plan::view::{Cell, Matrix, MatrixRow, MonthName};
use crate::words::Words;

/// Up to this many years those without a report are shown as well, so that a gap is seen as one.
const MOST_YEARS: usize = 60;

/// A matrix of the months that have reports, newest year first.
pub fn matrix(
    words: &Words,
    unit: &str,
    counts: &BTreeMap<Month, usize>,
    href: impl Fn(Month) -> Option<String>,
) -> Matrix {
    let held = || counts.iter().filter(|(_, count)| **count > 0).map(|(month, _)| month.year());
    let years: Vec<i16> = match (held().next(), held().next_back()) {
        (Some(first), Some(last)) if usize::from(first.abs_diff(last)) < MOST_YEARS => (first..=last).rev().collect(),
        _ => {
            let mut years: Vec<i16> = held().rev().collect();
            years.dedup();
            years
        }
    };
    let max = counts.values().copied().max().unwrap_or(0);
    let cell = |month: Month| {
        let count = counts.get(&month).copied().filter(|count| *count > 0)?;
        let (when, reports) = (words.month_year(month), words.count(unit, count));
        Some(Cell {
            text: words.compact(count),
            href: href(month),
            label: words.phrase("cell", &[("when", &when), ("count", &reports)]),
            level: level(count, max),
            current: false,
        })
    };
    let row = |year: i16| MatrixRow {
        century: format!("{:02}", year / 100),
        year: format!("{:02}", year % 100),
        cells: (1..=12).map(|month| Month::new(year, month).and_then(cell)).collect(),
    };
    let name =
        |month: u8| MonthName { full: words.month(month).to_owned(), letter: words.month_narrow(month).to_owned() };
    Matrix {
        caption: words.phrase("matrix_caption", &[]),
        months: (1..=12).map(name).collect(),
        rows: years.into_iter().map(row).collect(),
    }
}
