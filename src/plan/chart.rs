//! Charts from plain numbers: strips, matrices, calendars, rugs, scales and clock lines, each with its finding in words.
//!
//! A chart is drawn from the numbers that stand beside it as text, with the smallest markup that shows them.

mod calendar;
mod event;
mod matrix;
mod strip;

pub use calendar::{Days, calendar};
pub use event::{Claimed, clock_line, scales};
pub use matrix::matrix;
pub use strip::{rug, strip};

/// The step of the heat scale for a count, 0 to 5: by its share of the greatest, cut at .15, .35, .60 and .85.
///
/// With a greatest count of 5 or less every report is a step of its own, from step 2 up where it is 3 or less:
/// the lightest step alone would hardly be seen.
fn level(count: usize, max: usize) -> u8 {
    if count == 0 {
        return 0;
    }
    let one_each = |above: usize| u8::try_from(count.min(5 - above) + above).unwrap_or(5);
    match max {
        0..=3 => one_each(1),
        4..=5 => one_each(0),
        _ => {
            let hundredths = |n: usize, by: u128| (n as u128).saturating_mul(by);
            let above =
                [15, 35, 60, 85].into_iter().filter(|cut| hundredths(count, 100) > hundredths(max, *cut)).count();
            u8::try_from(above + 1).unwrap_or(5)
        }
    }
}

/// `part` of `whole` on a scale of `units`, to the nearest; nothing of nothing is nothing.
fn scaled(part: u64, whole: u64, units: u64) -> u64 {
    if whole == 0 {
        return 0;
    }
    let (part, whole, units) = (u128::from(part), u128::from(whole), u128::from(units));
    u64::try_from((part * units + whole / 2) / whole).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
