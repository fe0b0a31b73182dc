//! A time of day as a clock on the wall showed it, with its distance from UTC where that was written; not an instant.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A time of day, 00:00 to 23:59:59, with an optional offset from UTC.
///
/// It is written `HH:MM`, `HH:MM:SS`, `HH:MM+03:00` or `HH:MMZ` (ISO 8601-1, extended). 24:00 and the leap second
/// 23:59:60 are refused: neither is printed over an article, and readers of feeds disagree about both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Clock {
    hour: u8,
    minute: u8,
    second: Option<u8>,
    offset: Option<Offset>,
}

impl Clock {
    /// The time with this hour (0 to 23), minute and second (0 to 59); `None` if there is no such time.
    pub fn new(hour: u8, minute: u8, second: Option<u8>, offset: Option<Offset>) -> Option<Clock> {
        let exists = hour < 24 && minute < 60 && second.is_none_or(|second| second < 60);
        exists.then_some(Clock { hour, minute, second, offset })
    }

    /// The hour, 0 to 23.
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    pub fn minute(self) -> u8 {
        self.minute
    }

    /// The second, 0 to 59, where one was written.
    pub fn second(self) -> Option<u8> {
        self.second
    }

    /// The distance from UTC, where one was written.
    pub fn offset(self) -> Option<Offset> {
        self.offset
    }

    /// Seconds since 00:00 on this clock, whatever its offset; a second not written counts as 0.
    pub fn second_of_day(self) -> i64 {
        let second = self.second.unwrap_or(0);
        i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(second)
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        self.offset.map_or(Ok(()), |offset| offset.fmt(f))
    }
}

/// How far a clock is ahead of UTC, -14:00 to +14:00 in whole minutes (the bounds EDTF sets).
///
/// It is written `Z` for none, else `+03:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Offset(i16);

impl Offset {
    /// The offset of this many minutes east of UTC (west if negative); `None` beyond 14 hours.
    pub fn new(minutes: i16) -> Option<Offset> {
        (-840..=840).contains(&minutes).then_some(Offset(minutes))
    }

    /// Minutes east of UTC, -840 to 840.
    pub fn minutes(self) -> i16 {
        self.0
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("Z");
        }
        let sign = if self.0 < 0 { '-' } else { '+' };
        let minutes = self.0.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// How a time was written, from the strictest form to the loosest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// ISO 8601 extended, as EDTF wants it: `19:00`, `19:00:30+03:00`, `19:00Z`, `19:00+03`.
    Extended,
    /// Also promised to writers of articles: an offset `+0300`, or a space before it (Jekyll writes both).
    Promised,
    /// Understood, and better written otherwise: `9:00`, `19:00:30.250`, `19:00z`.
    Loose,
}

/// Why a text is not a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// It does not look like one.
    Shape,
    /// It looks like one, and there is no such time: the reason, lower case, one line.
    Impossible(String),
}

/// Reads what stands behind the `T` or the space of a date: `19:00:30+03:00` and its looser forms.
pub(super) fn read(text: &str) -> Result<(Clock, Form), Fault> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ',')).unwrap_or(text.len());
    let (time, rest) = text.split_at(end);
    let (hms, fraction) = match time.split_once(['.', ',']) {
        Some((hms, fraction)) => (hms, Some(fraction)),
        None => (time, None),
    };
    let mut parts = hms.split(':');
    let hour_text = parts.next().ok_or(Fault::Shape)?;
    let hour = number(hour_text, 1..=2).ok_or(Fault::Shape)?;
    let minute = parts.next().and_then(|minute| number(minute, 2..=2)).ok_or(Fault::Shape)?;
    let second = match parts.next() {
        Some(second) => Some(number(second, 2..=2).ok_or(Fault::Shape)?),
        None => None,
    };
    let fraction_fits = fraction.is_none_or(|digits| second.is_some() && number_of_any_length(digits));
    if parts.next().is_some() || !fraction_fits {
        return Err(Fault::Shape);
    }
    let (offset, offset_form) = read_offset(rest)?;
    let clock = possible(hour, minute, second, offset).map_err(Fault::Impossible)?;
    let loose = hour_text.len() < 2 || fraction.is_some();
    Ok((clock, if loose { Form::Loose } else { offset_form }))
}

/// The clock of these numbers, or why there is none, in one lower-case line.
pub(super) fn possible(hour: u8, minute: u8, second: Option<u8>, offset: Option<Offset>) -> Result<Clock, String> {
    if hour == 24 {
        return Err("there is no hour 24: midnight is 00:00 of the next day".to_owned());
    }
    if second == Some(60) {
        return Err("leap seconds are not read: seconds are 00 to 59".to_owned());
    }
    let clock = Clock::new(hour, minute, second, offset);
    clock.ok_or_else(|| "times are 00:00 to 23:59, with seconds 23:59:59".to_owned())
}

/// The offset of these hours and minutes, or why there is none, in one lower-case line.
pub(super) fn possible_offset(west: Sign, hours: u8, minutes: u8) -> Result<Offset, String> {
    let total = i16::from(hours) * 60 + i16::from(minutes);
    let signed = match west {
        Sign::East => total,
        Sign::West => -total,
    };
    let offset = Offset::new(signed).filter(|_| minutes < 60);
    offset.ok_or_else(|| "offsets from UTC are -14:00 to +14:00".to_owned())
}

/// On which side of UTC a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Ahead of UTC, written `+`.
    East,
    /// Behind UTC, written `-`.
    West,
}

impl Sign {
    /// The side this character stands for.
    pub(super) fn of(sign: char) -> Option<Sign> {
        match sign {
            '+' => Some(Sign::East),
            '-' => Some(Sign::West),
            _ => None,
        }
    }
}

/// Reads what follows the digits of a time: nothing, `Z`, `+03`, `+03:00` or `+0300`.
fn read_offset(text: &str) -> Result<(Option<Offset>, Form), Fault> {
    if text.is_empty() {
        return Ok((None, Form::Extended));
    }
    let body = text.trim_start_matches(' ');
    let form = if body.len() == text.len() { Form::Extended } else { Form::Promised };
    match body {
        "Z" => return Ok((Offset::new(0), form)),
        "z" => return Ok((Offset::new(0), Form::Loose)),
        _ => {}
    }
    let mut characters = body.chars();
    let sign = characters.next().and_then(Sign::of).ok_or(Fault::Shape)?;
    let digits = characters.as_str();
    let (hours, minutes, form) = match (digits.len(), digits.split_once(':')) {
        (2, None) => (digits, "00", form),
        (5, Some((hours, minutes))) => (hours, minutes, form),
        (4, None) => match digits.split_at_checked(2) {
            Some((hours, minutes)) => (hours, minutes, form.max(Form::Promised)),
            None => return Err(Fault::Shape),
        },
        _ => return Err(Fault::Shape),
    };
    let hours = number(hours, 2..=2).ok_or(Fault::Shape)?;
    let minutes = number(minutes, 2..=2).ok_or(Fault::Shape)?;
    // `-00:00` says "in UTC, place unknown" in RFC 3339; it is UTC all the same.
    let offset = possible_offset(sign, hours, minutes).map_err(Fault::Impossible)?;
    Ok((Some(offset), form))
}

/// The number these ASCII digits write, if their count lies in `lengths`.
fn number(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<u8> {
    let fits = lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// Whether a text is one or more ASCII digits.
fn number_of_any_length(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
