//! The `date` of an article: a day, and the time on the clock where one was printed; read strictly, mended in words.

#[cfg(test)]
mod tests;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::clock::{self, Clock, Fault, Form};
use super::human::{self, DateProblem, Human};
use super::{Day, real_day};

/// When an article was published: `YYYY-MM-DD`, or with a time `YYYY-MM-DDTHH:MM[:SS][offset]` (ISO 8601-1).
///
/// The day is the one that was written. It never moves, neither with the offset nor with the builder's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    day: Day,
    time: Option<Clock>,
}

impl Stamp {
    /// A day, with or without a time.
    pub fn new(day: Day, time: Option<Clock>) -> Stamp {
        Stamp { day, time }
    }

    /// The civil day, as written.
    pub fn day(self) -> Day {
        self.day
    }

    /// The time of day, where one was written.
    pub fn time(self) -> Option<Clock> {
        self.time
    }

    /// The date as feeds want it (RFC 3339): `2016-09-12T19:00:00+03:00`.
    ///
    /// A day alone becomes its midnight in UTC; a time without an offset is taken to be in UTC.
    pub fn utc_rfc3339(self) -> String {
        let Some(time) = self.time else {
            return format!("{}T00:00:00Z", self.day);
        };
        let offset = time.offset().map_or_else(|| "Z".to_owned(), |offset| offset.to_string());
        let (hour, minute, second) = (time.hour(), time.minute(), time.second().unwrap_or(0));
        format!("{}T{hour:02}:{minute:02}:{second:02}{offset}", self.day)
    }
}

impl fmt::Display for Stamp {
    /// The canonical form: `2016-09-12`, `2016-09-12T19:00+03:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some(time) => write!(f, "{}T{time}", self.day),
            None => self.day.fmt(f),
        }
    }
}

/// Reads the `date` of an article, and any other key that holds a plain date.
///
/// Read without a word: `YYYY-MM-DD`, optionally `HH:MM[:SS]` after `T` or a space and an offset (`Z`, `+03:00`,
/// `+0300`). What differs from that only in padding or case (`2016-9-8`) is read too, and comes with the form to
/// suggest. Anything else is a [`DateProblem`], with what a person may have meant by it.
pub fn parse_article_date(text: &str) -> Result<(Stamp, Option<String>), DateProblem> {
    let text = text.trim();
    match read(text) {
        Ok((stamp, Form::Extended | Form::Promised)) => Ok((stamp, None)),
        Ok((stamp, Form::Loose)) => Ok((stamp, Some(stamp.to_string()))),
        Err(Fault::Impossible(reason)) => {
            Err(DateProblem { message: "there is no such date".to_owned(), human: Human::Unreadable(reason) })
        }
        Err(Fault::Shape) => {
            let human = human::read_human(text);
            let message = match human {
                Human::One(_) => "the date is not written as YYYY-MM-DD",
                Human::Several(_) => "the date can be read in more than one way",
                Human::Unreadable(_) => "the date cannot be read",
            };
            Err(DateProblem { message: message.to_owned(), human })
        }
    }
}

/// Reads the forms that need no guess, and says how close to the canonical one the text was.
fn read(text: &str) -> Result<(Stamp, Form), Fault> {
    let (date, time) = match text.find(['T', 't', ' ']) {
        Some(at) => (&text[..at], text.get(at..)),
        None => (text, None),
    };
    let (day, mut form) = read_day(date)?;
    let Some(time) = time else {
        return Ok((Stamp::new(day, None), form));
    };
    let body = time.trim_start_matches(['T', 't', ' ']);
    // One separator is right; `t` is allowed by RFC 3339 and two spaces by nobody.
    if time.starts_with('t') || time.len() > body.len() + 1 {
        form = Form::Loose;
    }
    let (clock, clock_form) = clock::read(body)?;
    Ok((Stamp::new(day, Some(clock)), form.max(clock_form)))
}

/// Reads `YYYY-MM-DD`, also without the zeros.
fn read_day(text: &str) -> Result<(Day, Form), Fault> {
    let parts: Vec<&str> = text.split('-').collect();
    let &[year, month, day] = parts.as_slice() else {
        return Err(Fault::Shape);
    };
    let padded = month.len() == 2 && day.len() == 2;
    let shaped = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
    let all_digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !shaped || !all_digits {
        return Err(Fault::Shape);
    }
    let number = |part: &str| part.parse::<u32>().map_err(|_| Fault::Shape);
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    let found = real_day(year, month, day).map_err(Fault::Impossible)?;
    Ok((found, if padded { Form::Extended } else { Form::Loose }))
}
