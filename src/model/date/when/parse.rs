//! The strict reading of an event's date: EDTF as the specification takes it, each thing left out refused by name.

#[cfg(test)]
mod tests;

use edtf_core::{Bound, Edtf, YearKind};

use super::{Edge, Point, Precision, Qualifier, When};
use crate::model::date::Day;
use crate::model::date::clock::{self, Clock, Form};

/// Why a text is not a date of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is not EDTF; a person may have meant something all the same.
    Syntax,
    /// It is EDTF and not taken, or contradicts itself: what is wrong, and what to do.
    Refused(&'static str, String),
}

/// The longest date there is has two times with seconds and offsets, 51 bytes.
const LONGEST: usize = 64;

/// Reads a trimmed text.
pub(super) fn read(text: &str) -> Result<When, Fault> {
    if text.len() > LONGEST {
        return Err(Fault::Syntax);
    }
    let Some((start, end)) = text.split_once('/') else {
        let (point, edtf) = read_point(text, Place::Alone)?;
        return Ok(When { edtf, start: Edge::At(point), end: None });
    };
    if end.contains('/') {
        return Err(Fault::Syntax);
    }
    // edtf-core reads intervals, but none with a time at an end, so the two ends are read one by one.
    let (start, start_text) = read_edge(start)?;
    let (end, end_text) = read_edge(end)?;
    in_order(start, end)?;
    Ok(When { edtf: format!("{start_text}/{end_text}"), start, end: Some(end) })
}

/// Where a date stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Alone,
    InInterval,
}

/// Reads one end of an interval, and gives its canonical text.
fn read_edge(text: &str) -> Result<(Edge, String), Fault> {
    match text {
        "" => Ok((Edge::Unknown, String::new())),
        ".." => Ok((Edge::Open, "..".to_owned())),
        _ => read_point(text, Place::InInterval).map(|(point, edtf)| (Edge::At(point), edtf)),
    }
}

/// Refuses an interval that ends before it begins, or that has no date at all.
fn in_order(start: Edge, end: Edge) -> Result<(), Fault> {
    let (start, end) = match (start, end) {
        (Edge::At(start), Edge::At(end)) => (start, end),
        (Edge::At(_), _) | (_, Edge::At(_)) => return Ok(()),
        _ => {
            return Err(refused("the interval has no date", "write a date on one side of the `/` at least"));
        }
    };
    let reversed = match (start.clock, end.clock) {
        _ if start.first > end.last => true,
        (Some(from), Some(to)) => is_after(start.first, from, end.first, to),
        _ => false,
    };
    if reversed {
        return Err(refused("the interval ends before it begins", "write the earlier date first"));
    }
    Ok(())
}

/// Whether one time lies after another, as far as that can be known.
// Where only one of them has an offset the two clocks cannot be compared, and the days have been already.
fn is_after(day: Day, clock: Clock, other_day: Day, other: Clock) -> bool {
    let offsets = match (clock.offset(), other.offset()) {
        (Some(one), Some(two)) => i64::from(one.minutes()) - i64::from(two.minutes()),
        (None, None) => 0,
        _ => return false,
    };
    let seconds = clock.second_of_day() - other.second_of_day();
    day.days_since(other_day) * 86_400 + seconds - offsets * 60 > 0
}

/// Reads a date without a `/`, and gives its canonical text.
fn read_point(text: &str, place: Place) -> Result<(Point, String), Fault> {
    match text.split_once('T') {
        Some((date, time)) => read_minute(date, time),
        None => read_date(text, place),
    }
}

/// Reads a day with a time.
// Not by edtf-core: it wants the seconds, which news never gives, and does not keep whether they were written.
fn read_minute(date: &str, time: &str) -> Result<(Point, String), Fault> {
    if date.ends_with(QUALIFIERS) || time.ends_with(QUALIFIERS) {
        let hint = "leave out the time, or the mark `?`, `~` or `%`";
        return Err(refused("a date with a time cannot be marked as uncertain", hint));
    }
    let day = Day::parse_iso(date).ok_or(Fault::Syntax)?;
    let clock = match clock::read(time) {
        Ok((clock, Form::Extended)) => clock,
        Err(clock::Fault::Impossible(reason)) => {
            return Err(refused("there is no such date", &reason));
        }
        Ok(_) | Err(clock::Fault::Shape) => return Err(Fault::Syntax),
    };
    let point = Point {
        first: day,
        last: day,
        precision: Precision::Minute,
        qualifier: None,
        masked: false,
        clock: Some(clock),
    };
    Ok((point, format!("{day}T{clock}")))
}

const QUALIFIERS: [char; 3] = ['?', '~', '%'];

/// Reads a year, a month or a day with its qualifier and masks; edtf-core knows the grammar, the bounds and the level.
fn read_date(text: &str, place: Place) -> Result<(Point, String), Fault> {
    let edtf = Edtf::parse(text).map_err(|_| Fault::Syntax)?;
    let Edtf::Date(date) = &edtf else {
        return Err(refused("sets of dates are not read", "write an interval such as 2016-09-05/2016-09-07"));
    };
    taken(&edtf, date, place)?;
    let bounds = edtf.bounds();
    let (Some(first), Some(last)) = (day(bounds.earliest), day(bounds.latest)) else {
        return Err(refused(FAR_YEAR, "years are 0001 to 9999"));
    };
    let masked = date.has_unspecified();
    let known = |field: Option<edtf_core::DateField>| field.is_some_and(|field| !field.has_unspecified());
    let precision = match (known(date.month), known(date.day)) {
        (true, true) => Precision::Day,
        (true, false) => Precision::Month,
        (false, _) => Precision::Year,
    };
    let qualifier = match (date.is_uncertain(), date.is_approximate()) {
        (true, true) => Some(Qualifier::Both),
        (true, false) => Some(Qualifier::Uncertain),
        (false, true) => Some(Qualifier::Approximate),
        (false, false) => None,
    };
    Ok((Point { first, last, precision, qualifier, masked, clock: None }, edtf.to_string()))
}

const FAR_YEAR: &str = "the year is out of reach";

/// Refuses, each by its name, what EDTF has and the specification leaves out.
fn taken(edtf: &Edtf, date: &edtf_core::Date, place: Place) -> Result<(), Fault> {
    if !matches!(date.year.kind, YearKind::Standard { negative: false, .. }) {
        return Err(refused(FAR_YEAR, "years are 0001 to 9999"));
    }
    if date.year.has_unspecified() || date.year.significant_digits.is_some() {
        return Err(refused("years are not read with digits left open", "write an interval such as 2010/2019"));
    }
    if date.precision() == edtf_core::Precision::Season {
        let hint = "write the months as an interval, such as 2016-03/2016-05";
        return Err(refused("seasons and quarters are not read", hint));
    }
    // Level 1 has no masks in intervals, and they would say nothing: 2016-09/.. starts on some day of September too.
    if place == Place::InInterval && date.has_unspecified() {
        return Err(refused("an interval takes no X", "leave out the part that is not known: 2016-09/2016-10-02"));
    }
    if edtf.level() < 2 {
        return Ok(());
    }
    if date.has_unspecified() {
        return Err(refused("only a whole month or day can be left open", "write 2016-XX, 2016-XX-XX or 2016-09-XX"));
    }
    Err(refused("parts of a date cannot be marked one by one", "write `?`, `~` or `%` once, at the end of the date"))
}

/// The day at this bound; `None` outside the years 0001 to 9999.
fn day(bound: Bound) -> Option<Day> {
    match bound {
        Bound::Date(date) => Day::new(i16::try_from(date.year).ok()?, date.month, date.day),
        Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => None,
    }
}

fn refused(message: &'static str, hint: &str) -> Fault {
    Fault::Refused(message, hint.to_owned())
}
