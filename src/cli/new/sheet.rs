//! What is known of a new article, the file that says it, and the date that an address gives away.

use std::collections::BTreeSet;

use url::Url;

use crate::cli::draft;
use crate::keys::article::ARTICLE;
use crate::model::date::Day;
use crate::model::date::stamp::Stamp;
use crate::parse::yaml::quote;
use crate::source::SourceFile;

/// What is known of a new article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) authors: Vec<String>,
    pub(super) date: Option<Stamp>,
    pub(super) url: Option<String>,
    /// Only where the host of the address does not say it.
    pub(super) publisher: Option<String>,
    pub(super) tags: Vec<String>,
}

impl Sheet {
    pub(super) fn new(title: String, authors: Vec<String>, tags: Vec<String>) -> Sheet {
        Sheet { title, authors, tags, ..Sheet::default() }
    }

    /// The keys that an article needs and that are not known, between signs.
    pub(super) fn missing(&self) -> Vec<String> {
        let needed = ARTICLE.keys.iter().filter(|key| key.need.is_some());
        needed.filter(|key| self.value(key.name).is_none()).map(|key| format!("`{}`", key.name)).collect()
    }

    /// The file: dated where the date is known, since the date in a name is believed.
    pub(super) fn file(&self) -> SourceFile {
        SourceFile::new(draft::path(self.date.map(Stamp::day), &self.title), self.text())
    }

    /// Front matter. What is missing stands as a comment, as `digest check` asks for it: a value that nobody gave is
    /// never made up.
    fn text(&self) -> String {
        let mut text = "---\n".to_owned();
        for key in ARTICLE.keys {
            match (self.value(key.name), key.need) {
                (Some(value), _) => text.push_str(&format!("{}: {value}\n", key.name)),
                (None, Some(need)) => text.push_str(&format!("# {}\n", need.form)),
                (None, None) => {}
            }
        }
        text + "---\n"
    }

    /// The value of a key as YAML.
    fn value(&self, key: &str) -> Option<String> {
        let list = |texts: &[String]| {
            let items: Vec<String> = texts.iter().map(|text| item(text)).collect();
            (!items.is_empty()).then(|| format!("[{}]", items.join(", ")))
        };
        match key {
            "title" => Some(scalar(&self.title)),
            "author" => match self.authors.as_slice() {
                [one] => Some(scalar(one)),
                several => list(several),
            },
            "date" => self.date.map(|date| date.to_string()),
            "original_url" => self.url.as_deref().map(scalar),
            "publisher" => self.publisher.as_deref().map(scalar),
            "tags" => list(&self.tags),
            _ => None,
        }
    }

    /// The day in the address of the original, where it has exactly one and that is not after `today`.
    pub(super) fn date_of_url(&self, today: Day) -> Option<Day> {
        let url = Url::parse(self.url.as_deref()?).ok()?;
        let parts: Vec<&str> = url.path().split('/').collect();
        let folders = parts.windows(3).filter_map(|three| match three {
            [year, month, day] => day_of(year, month, day),
            _ => None,
        });
        let names = parts.iter().filter_map(|part| Day::parse_iso(part.get(..10)?).filter(|_| ends(part)));
        let days: BTreeSet<Day> = folders.chain(names).collect();
        // The web is younger than this; a number before it is no year.
        let plain = |day: &Day| day.year() > 1990 && *day <= today;
        days.first().copied().filter(|day| days.len() == 1 && plain(day))
    }
}

/// Whether a date at the beginning of a part ends there.
fn ends(part: &str) -> bool {
    !part.get(10..).unwrap_or_default().starts_with(|c: char| c.is_ascii_digit())
}

/// A day of three folders: `2016/09/08`, `2016/9/8`, `2016/sep/08`.
fn day_of(year: &str, month: &str, day: &str) -> Option<Day> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() <= 2 && !text.starts_with('+'));
    let named = MONTHS.iter().position(|name| month.eq_ignore_ascii_case(name));
    let month = number(month).or_else(|| u8::try_from(named? + 1).ok())?;
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    Day::new(year.parse().ok().filter(|_| is_year)?, month, number(day)?)
}

/// A scalar that every reader of YAML takes for this text: ours keeps `no` and `2016` as they are written, others make
/// a truth and a number of them.
fn scalar(text: &str) -> String {
    const WORDS: [&str; 10] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "none"];
    let first = text.chars().next().unwrap_or(' ');
    let number = !text.contains(char::is_whitespace) && (first.is_ascii_digit() || "+.".contains(first));
    if number || WORDS.contains(&text.to_lowercase().as_str()) { quote::quoted(text) } else { quote::scalar(text) }
}

/// The same for an item of a list, which should not look like several.
fn item(text: &str) -> String {
    let scalar = scalar(text);
    if scalar == text { quote::item(text) } else { scalar }
}

#[cfg(test)]
mod tests;
