//! Which number is the day, which the month and which the year; where that cannot be known, all readings.

use crate::model::date::{Day, Month, names, real_day, real_month};

use super::words::Token::{self, Mark, Number, Word};
use super::words::{Meaning, meaning};

/// The hint for a text that does not look like a date.
pub(super) const NOT_A_DATE: &str = "write the date as YYYY-MM-DD, such as 2016-09-08";

/// The same where there is a time in it.
pub(super) const NOT_A_DATE_WITH_TIME: &str =
    "write the date and time with the offset from UTC, such as 2016-09-08T19:00+03:00";

const TWO_DIGITS: &str = "a year has four digits: write the date as YYYY-MM-DD";
const NO_YEAR: &str = "the year is missing: write the date as YYYY-MM-DD";
const TWO_MONTHS: &str = "two months are named: write one date as YYYY-MM-DD";

/// What the numbers and names of a date can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// These days, earliest first; at least one.
    Days(Vec<Day>),
    /// A month without a day.
    Month(Month),
    /// A year alone.
    Year(i16),
}

/// What stands in a date, sorted out.
#[derive(Debug, Default)]
struct Found<'t> {
    numbers: Vec<&'t str>,
    /// The marks before each number, spaces and brackets left out.
    gaps: Vec<Vec<char>>,
    /// The month named, and how many numbers stand before it.
    month: Option<(u8, usize)>,
    weekday: Option<u8>,
}

/// Reads a day, a month or a year; the error is a hint, one lower-case line.
pub(super) fn read(tokens: &[Token]) -> Result<Reading, String> {
    let found = sort_out(tokens)?;
    let reading = match found.month {
        Some((month, before)) => read_named(&found.numbers, u32::from(month), before)?,
        None => read_numbers(&found)?,
    };
    match (reading, found.weekday) {
        (Reading::Days(days), Some(weekday)) => on_weekday(days, weekday),
        (reading, _) => Ok(reading),
    }
}

/// Tells numbers, names and marks apart; refuses every word and mark not expected in a date.
fn sort_out<'t>(tokens: &[Token<'t>]) -> Result<Found<'t>, String> {
    let solid: Vec<&Token> = tokens.iter().filter(|token| !matches!(token, Mark(' ' | '(' | ')'))).collect();
    // Other marks at an end belong to something else: -2016, 2016/.. and so on.
    let inner = solid.strip_suffix(&[&Mark('.')]).or(solid.strip_suffix(&[&Mark(',')])).unwrap_or(&solid);
    if matches!(inner.first(), Some(Mark(_))) || matches!(inner.last(), Some(Mark(_))) {
        return Err(NOT_A_DATE.to_owned());
    }
    let mut found = Found::default();
    let mut gap = Vec::new();
    let mut rest = tokens;
    while let [first, after @ ..] = rest {
        rest = match first {
            Mark(' ' | '(' | ')') => after,
            Mark(mark @ (',' | '.' | '-' | '/')) => {
                gap.push(*mark);
                after
            }
            Mark(_) => return Err(NOT_A_DATE.to_owned()),
            Number(digits) => {
                found.numbers.push(digits);
                found.gaps.push(std::mem::take(&mut gap));
                after
            }
            Word(word) => read_word(&mut found, word, after)?,
        };
    }
    Ok(found)
}

/// Takes in one word, or the two of a name such as "كانون الثاني", and says what follows.
fn read_word<'a, 't>(found: &mut Found<'t>, word: &str, after: &'a [Token<'t>]) -> Result<&'a [Token<'t>], String> {
    let two = match after {
        [Mark(' '), Word(second), rest @ ..] => meaning(&format!("{word} {second}")).map(|meaning| (meaning, rest)),
        _ => None,
    };
    let one = || meaning(word).map(|meaning| (meaning, after));
    let (meaning, rest) = two.or_else(one).ok_or(NOT_A_DATE)?;
    match meaning {
        // Arabic papers print both names of a month: "8 أيلول/سبتمبر 2016".
        Meaning::Month(month) if found.month.is_some_and(|(other, _)| other != month) => {
            return Err(TWO_MONTHS.to_owned());
        }
        Meaning::Month(month) => found.month = Some((month, found.numbers.len())),
        Meaning::Weekday(day) if found.weekday.is_some_and(|other| other != day) => {
            return Err("two weekdays are named: write one date as YYYY-MM-DD".to_owned());
        }
        Meaning::Weekday(day) => found.weekday = Some(day),
        Meaning::Filler => {}
    }
    Ok(rest)
}

/// Reads the numbers beside a month that is named; `before` of them stand before the name.
fn read_named(numbers: &[&str], month: u32, before: usize) -> Result<Reading, String> {
    match *numbers {
        [year] if year.len() == 4 => real_month(plausible(year)?, month).map(Reading::Month),
        [_] => Err(NO_YEAR.to_owned()),
        // 8 September 2016 and September 8, 2016.
        [day, year] if day.len() <= 2 && year.len() == 4 && before <= 1 => one(year, month, number(day)),
        // 2016 September 8 and 2016, 8 September.
        [year, day] if day.len() <= 2 && year.len() == 4 && before >= 1 => one(year, month, number(day)),
        [first, second] if first.len() <= 2 && second.len() <= 2 => Err(TWO_DIGITS.to_owned()),
        _ => Err(NOT_A_DATE.to_owned()),
    }
}

/// Reads a date without a name, by the length of its numbers and by the mark between them.
fn read_numbers(found: &Found) -> Result<Reading, String> {
    let between: Vec<Option<char>> = found.gaps.iter().skip(1).map(|gap| only_mark(gap)).collect();
    let Some(mark) = between.first().copied().unwrap_or(Some(' ')) else {
        return Err(NOT_A_DATE.to_owned());
    };
    if between.iter().any(|other| *other != Some(mark)) {
        return Err(NOT_A_DATE.to_owned());
    }
    match *found.numbers.as_slice() {
        [year] if year.len() == 4 => {
            let year = real_month(plausible(year)?, 1)?.year();
            Ok(Reading::Year(year))
        }
        // 20160908, the basic form of ISO 8601.
        [all] if all.len() == 8 => {
            let (year, rest) = all.split_at(4);
            let (month, day) = rest.split_at(2);
            one(year, number(month), number(day))
        }
        [year, month] | [month, year] if year.len() == 4 && month.len() <= 2 => {
            real_month(plausible(year)?, number(month)).map(Reading::Month)
        }
        [first, second] if first.len() <= 2 && second.len() <= 2 => Err(NO_YEAR.to_owned()),
        [first, second, third] => match (first.len(), second.len(), third.len()) {
            (4, 1..=2, 1..=2) => one(first, number(second), number(third)),
            (1..=2, 1..=2, 4) => either(mark, number(first), number(second), plausible(third)?),
            (1..=2, 1..=2, 1..=2) => Err(TWO_DIGITS.to_owned()),
            _ => Err(NOT_A_DATE.to_owned()),
        },
        _ => Err(NOT_A_DATE.to_owned()),
    }
}

/// The day of these parts, if there is one.
fn one(year: &str, month: u32, day: u32) -> Result<Reading, String> {
    let day = real_day(plausible(year)?, month, day)?;
    Ok(Reading::Days(vec![day]))
}

/// Both readings of `08/09/2016`; where dots part the numbers, the day comes first.
// With dots the order is the same wherever people write so. With slashes it is a matter of country, and with dashes
// and spaces too, which the author of a digest of foreign papers cannot be expected to know.
fn either(mark: char, first: u32, second: u32, year: u32) -> Result<Reading, String> {
    let day_first = real_day(year, second, first);
    if mark == '.' {
        return day_first.map(|day| Reading::Days(vec![day]));
    }
    let month_first = real_day(year, first, second);
    match (day_first, month_first) {
        (Ok(one), Ok(other)) => {
            let mut days = vec![one, other];
            days.sort();
            days.dedup();
            Ok(Reading::Days(days))
        }
        (Ok(day), Err(_)) | (Err(_), Ok(day)) => Ok(Reading::Days(vec![day])),
        // The reason is that of the reading in which at least the month exists.
        (Err(_), Err(reason)) if (1..=12).contains(&first) => Err(reason),
        (Err(reason), Err(_)) => Err(reason),
    }
}

/// Keeps the readings that fall on the weekday written beside them.
fn on_weekday(days: Vec<Day>, weekday: u8) -> Result<Reading, String> {
    let fitting: Vec<Day> = days.iter().copied().filter(|day| day.weekday() == weekday).collect();
    if !fitting.is_empty() {
        return Ok(Reading::Days(fitting));
    }
    let name = |weekday| names::ENGLISH.weekday(weekday).unwrap_or_default();
    let facts: Vec<String> = days.iter().map(|day| format!("{day} is a {}", name(day.weekday()))).collect();
    Err(format!("{}, not a {}", facts.join(" and "), name(weekday)))
}

/// A year that is likely to be one of this calendar.
// 1395 and 1437 are the years of 2016 in Iran and in the Islamic calendar, and papers print them.
fn plausible(year: &str) -> Result<u32, String> {
    match number(year) {
        year @ 1500.. => Ok(year),
        _ => Err(format!("the year {year:04} may be of another calendar: write the Gregorian date as YYYY-MM-DD")),
    }
}

/// The mark between two numbers, a space if there is none; `None` where there are more.
fn only_mark(gap: &[char]) -> Option<char> {
    match gap {
        [] => Some(' '),
        [mark @ ('-' | '.' | '/')] => Some(*mark),
        _ => None,
    }
}

/// The value of these ASCII digits; a number too long to be part of a date becomes one that is no part of any.
fn number(digits: &str) -> u32 {
    digits.parse().unwrap_or(u32::MAX)
}
