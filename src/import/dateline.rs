//! The date of an article among its first lines: what it is called there, what it says, and what the address says.

use super::byline::bare;
use crate::model::date::Day;
use crate::model::date::human::Human;
use crate::model::date::stamp::{Stamp, parse_article_date};

/// What a date is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Called {
    /// The day it was published.
    Published,
    /// Nothing: it stands there alone.
    Nothing,
    /// The day it was last changed.
    Updated,
}

/// A date that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) called: Called,
    pub(super) reading: Reading,
    /// The date as it is printed, without its label.
    pub(super) printed: String,
}

/// What it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// A day, and the form to write.
    One(Day, String),
    /// More than one, and none is chosen.
    Several(Vec<String>),
    /// It is called a date and cannot be read: why.
    None(String),
}

/// What stands before a date in six languages, in lower case; a longer one comes before what it begins with.
const LABELS: [(&str, Called); 46] = [
    ("last updated on", Called::Updated),
    ("last updated", Called::Updated),
    ("updated on", Called::Updated),
    ("updated", Called::Updated),
    ("last modified", Called::Updated),
    ("published on", Called::Published),
    ("published at", Called::Published),
    ("published", Called::Published),
    ("publication date", Called::Published),
    ("posted on", Called::Published),
    ("posted", Called::Published),
    ("issued on", Called::Published),
    ("dated", Called::Published),
    ("date of publication", Called::Published),
    ("date de publication", Called::Published),
    ("date", Called::Published),
    ("mis à jour le", Called::Updated),
    ("mise à jour le", Called::Updated),
    ("modifié le", Called::Updated),
    ("publié le", Called::Published),
    ("paru le", Called::Published),
    ("actualizado el", Called::Updated),
    ("actualizado", Called::Updated),
    ("publicado el", Called::Published),
    ("publicado", Called::Published),
    ("fecha de publicación", Called::Published),
    ("fecha", Called::Published),
    ("дата публикации", Called::Published),
    ("дата публікації", Called::Published),
    ("дата", Called::Published),
    ("опубликовано", Called::Published),
    ("обновлено", Called::Updated),
    ("изменено", Called::Updated),
    ("опубліковано", Called::Published),
    ("оновлено", Called::Updated),
    ("آخر تحديث", Called::Updated),
    ("تم التحديث في", Called::Updated),
    ("تاريخ النشر", Called::Published),
    ("تاريخ", Called::Published),
    ("التاريخ", Called::Published),
    ("نشر في", Called::Published),
    ("نُشر في", Called::Published),
    ("نشر", Called::Published),
    ("نُشر", Called::Published),
    ("veröffentlicht am", Called::Published),
    ("aktualisiert am", Called::Updated),
];

/// The longest line that is looked at, in bytes.
const LONGEST: usize = 300;

/// Reads a line, or a piece of one, that is nothing but a date.
pub(super) fn read(text: &str) -> Option<Dated> {
    let text = bare(text);
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let (called, rest) = unlabelled(text);
    if !rest.chars().any(char::is_numeric) {
        return None;
    }
    let reading = match reading(rest) {
        Reading::None(_) if called == Called::Nothing => reading(after_place(rest)?),
        reading => reading,
    };
    // What is called a date and cannot be read is one all the same, unless it is a sentence.
    let few = rest.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count() <= 3;
    let found = !matches!(reading, Reading::None(_)) || called != Called::Nothing && few;
    found.then(|| Dated { called, reading, printed: rest.to_owned() })
}

/// Reads a date that is known to be one.
pub(super) fn reading(text: &str) -> Reading {
    match parse_article_date(text) {
        Ok((stamp, _)) => Reading::One(stamp.day(), stamp.to_string()),
        Err(problem) => match problem.human {
            Human::One(form) => one(&form).unwrap_or(Reading::None(problem.message)),
            Human::Several(forms) => Reading::Several(forms),
            Human::Unreadable(why) => Reading::None(why),
        },
    }
}

fn one(form: &str) -> Option<Reading> {
    let (stamp, _): (Stamp, _) = parse_article_date(form).ok()?;
    Some(Reading::One(stamp.day(), stamp.to_string()))
}

/// The label, and what follows it.
fn unlabelled(text: &str) -> (Called, &str) {
    for (label, called) in LABELS {
        let Some(rest) = after_folded(text, label) else { continue };
        let rest = rest.trim_start().trim_start_matches([':', '：']).trim_start();
        let parted = rest.starts_with(|c: char| c.is_numeric() || c.is_alphabetic());
        let apart = text.get(..text.len() - rest.len()).is_some_and(|label| !label.ends_with(char::is_alphabetic));
        if parted && apart {
            return (called, rest);
        }
    }
    (Called::Nothing, text)
}

/// What follows `start` in `text`, whatever the case of its letters.
pub(super) fn after_folded<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let mut wanted = start.chars();
    let mut rest = text;
    loop {
        let Some(want) = wanted.next() else { return Some(rest) };
        let mut chars = rest.chars();
        let got = chars.next()?;
        if got != want && !got.to_lowercase().eq(std::iter::once(want)) {
            return None;
        }
        rest = chars.as_str();
    }
}

/// `Geneva, 8 September 2016`: what follows the first comma, if words and no number stand before it.
fn after_place(text: &str) -> Option<&str> {
    let (place, rest) = text.split_once([',', '،'])?;
    let is_name = !place.chars().any(char::is_numeric) && place.split_whitespace().count() <= 3;
    is_name.then(|| rest.trim())
}

/// The day in the path of an address: `/2016/09/08/`, `/2016-09-08-`, `/20160908/`.
pub(super) fn in_address(url: &str) -> Option<Day> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let digits = |text: &str, count: std::ops::RangeInclusive<usize>| {
        count.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let day = |year: &str, month: &str, day: &str| {
        let found = Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
        (1900..2200).contains(&found.year()).then_some(found)
    };
    for window in segments.windows(3) {
        if let [y, m, d] = window
            && digits(y, 4..=4)
            && digits(m, 1..=2)
            && digits(d, 1..=2)
        {
            return day(y, m, d);
        }
    }
    segments.iter().find_map(|segment| {
        let parts: Vec<&str> = segment.split(['-', '_', '.']).collect();
        let dated = parts.windows(3).find_map(|window| match window {
            [y, m, d] if digits(y, 4..=4) && digits(m, 2..=2) && digits(d, 2..=2) => day(y, m, d),
            _ => None,
        });
        let solid = || {
            let all = parts.iter().find(|part| digits(part, 8..=8))?;
            day(all.get(..4)?, all.get(4..6)?, all.get(6..)?)
        };
        dated.or_else(solid)
    })
}
