//! Dates as people write them, read only to say how they should be written; no page is ever drawn from one.

mod order;
mod time;
mod words;

#[cfg(test)]
mod tests;

use std::fmt;

use super::clock::Clock;
use super::stamp::Stamp;
use order::Reading;

/// What a person may have meant by a date that is not in ISO form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Human {
    /// One reading is possible: the ISO form to write, with the time if there was one.
    One(String),
    /// More than one is possible, and none is chosen: the ISO forms, earliest first.
    Several(Vec<String>),
    /// None is possible, or none that can be trusted: what is wrong or what to write, one lower-case line.
    Unreadable(String),
}

/// A date that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateProblem {
    /// What is wrong: one lower-case line. It never repeats the author's text, so it is safe to print.
    pub message: String,
    /// What may have been meant; here too every word is the program's own.
    pub human: Human,
}

impl fmt::Display for DateProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DateProblem {}

/// The longest text looked at, in bytes: a weekday, a date and a time in Arabic letters fit several times.
const LONGEST: usize = 300;

/// The hint for the date of an event that does not look like one.
const EVENT_FORMS: &str = "write YYYY, YYYY-MM or YYYY-MM-DD, or an interval such as 2016-09-05/2016-09-07";

/// Reads a day written by a person, in the order and the language of their country.
///
/// Read are month names in Arabic, English, French, German, Russian, Spanish and Ukrainian, digits of four scripts,
/// and the numeric orders year-month-day and, with dots, day.month.year. `08/09/2016` has two readings and stays so,
/// unless a weekday beside it tells them apart. Two-digit years and years before 1500 (which are mostly those of
/// another calendar) are never guessed at.
pub fn read_human(text: &str) -> Human {
    match read(text) {
        Ok((Reading::Days(days), time)) => {
            let mut forms: Vec<String> = days.into_iter().map(|day| Stamp::new(day, time).to_string()).collect();
            if forms.len() == 1 { forms.pop().map_or_else(not_a_date, Human::One) } else { Human::Several(forms) }
        }
        Ok((Reading::Month(_), _)) => missing("the day is missing"),
        Ok((Reading::Year(_), _)) => missing("the month and the day are missing"),
        Err(hint) => Human::Unreadable(hint),
    }
}

/// Like [`read_human`], for the date of an event, which may also be a month or a year.
pub(super) fn read_human_event(text: &str) -> Human {
    match read(text) {
        Ok((Reading::Month(month), None)) => Human::One(month.to_string()),
        Ok((Reading::Year(year), None)) => Human::One(format!("{year:04}")),
        Err(hint) if hint == order::NOT_A_DATE => Human::Unreadable(EVENT_FORMS.to_owned()),
        _ => read_human(text),
    }
}

/// The text in lower case, in ASCII digits and dashes, without accents and invisible characters; `None` if too long.
pub(super) fn plain(text: &str) -> Option<String> {
    (text.len() <= LONGEST).then(|| words::fold(text))
}

/// Reads a date and the time beside it; the error is a hint, one lower-case line.
fn read(text: &str) -> Result<(Reading, Option<Clock>), String> {
    let Some(text) = plain(text) else {
        return Err("this is too long for a date: write it as YYYY-MM-DD".to_owned());
    };
    if text.trim().is_empty() {
        return Err("the date is empty: write it as YYYY-MM-DD".to_owned());
    }
    let tokens = words::tokens(&text);
    let (time, rest) = time::take(&tokens)?;
    let reading = order::read(&rest).map_err(|hint| match time {
        // An unknown word beside a time is mostly a time zone, and MSK, EST or IST are not the same everywhere.
        Some(_) if hint == order::NOT_A_DATE => order::NOT_A_DATE_WITH_TIME.to_owned(),
        _ => hint,
    })?;
    Ok((reading, time))
}

fn not_a_date() -> Human {
    Human::Unreadable(order::NOT_A_DATE.to_owned())
}

fn missing(what: &str) -> Human {
    Human::Unreadable(format!("{what}: write the date as YYYY-MM-DD"))
}
