//! Words of the interface: labels, counted nouns, phrases, dates and names of languages, in the language of the site.
//!
//! They come from the theme's `words/<tag>.toml`. English lies underneath, so that a missing key never leaves a hole.
//! Figures are Latin digits in every language.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::model::lang::Lang;
use crate::source::SourceFile;

mod date;
mod fill;
mod lag;
mod load;
mod plural;
mod when;

pub use when::WhenWords;

use date::Dates;
use fill::fill;
use plural::Forms;

/// Languages in which a number of four digits stays undivided (CLDR, `minimumGroupingDigits` 2).
const DIVIDED_FROM_10_000: [&str; 2] = ["es", "pl"];

/// Everything the interface says, in one language.
#[derive(Debug, Clone)]
pub struct Words {
    lang: Lang,
    labels: BTreeMap<String, String>,
    counts: BTreeMap<String, Forms>,
    phrases: BTreeMap<String, String>,
    dates: Dates,
    languages: BTreeMap<String, String>,
}

impl Words {
    /// Reads the words of a language from a theme's files.
    ///
    /// `words/en.toml` is laid down first, then the file of each longer part of the tag (`sr`, `sr-Latn`, `sr-Latn-RS`);
    /// among files of one name the later lies over the earlier, as a theme lies over the one it extends.
    /// What is malformed is left out with a note; a language without a file leaves the words English, with a warning.
    pub fn load(notes: &mut Diagnostics, files: &[SourceFile], lang: &Lang) -> Words {
        load::load(notes, files, lang)
    }

    /// The language these words are in: the one asked for, or English where the theme has none for it.
    #[must_use]
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// A word or sentence without placeholders; a missing key gives the key.
    #[must_use]
    pub fn label<'a>(&'a self, key: &'a str) -> &'a str {
        self.labels.get(key).map_or(key, String::as_str)
    }

    /// Every label with its key, by key.
    pub fn labels(&self) -> impl Iterator<Item = (&str, &str)> {
        self.labels.iter().map(|(key, label)| (key.as_str(), label.as_str()))
    }

    /// A number with its noun in the form the language wants: `1 report`, `47 reports`, `21 сообщение`.
    #[must_use]
    pub fn count(&self, key: &str, n: usize) -> String {
        let number = self.number(n);
        match self.counts.get(key).and_then(|forms| forms.form(n)) {
            Some(form) => fill(form, |name| (name == "n").then_some(Cow::Borrowed(number.as_str()))),
            None => format!("{number} {key}"),
        }
    }

    /// A phrase with its placeholders filled; a missing key gives the key, an unknown placeholder stays as written.
    #[must_use]
    pub fn phrase(&self, key: &str, values: &[(&str, &str)]) -> String {
        let value =
            |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| Cow::Borrowed(*value));
        self.phrases.get(key).map_or_else(|| key.to_owned(), |phrase| fill(phrase, value))
    }

    /// A phrase without placeholders, lent.
    #[must_use]
    pub fn plain_phrase<'a>(&'a self, key: &'a str) -> &'a str {
        self.phrases.get(key).map_or(key, String::as_str)
    }

    /// A number with its thousands set apart from 1 000 up, in Spanish and Polish from 10 000 up.
    ///
    /// The phrase `group` says by what. Without it, by a narrow no-break space: of class CS in Unicode's bidirectional
    /// algorithm, it keeps the groups in order inside Arabic text, which a thin space would not.
    #[must_use]
    pub fn number(&self, n: usize) -> String {
        let digits = n.to_string();
        let undivided = DIVIDED_FROM_10_000.contains(&self.lang.language());
        if digits.len() < if undivided { 5 } else { 4 } {
            return digits;
        }
        let group = self.phrases.get("group").map_or("\u{202f}", String::as_str);
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(group);
            }
            text.push(digit);
        }
        text
    }

    /// A number for a narrow cell: itself up to 999, then `1.2k`, and from 10 000 up `12k`. It is cut, never rounded up.
    #[must_use]
    pub fn compact(&self, n: usize) -> String {
        if n < 1000 {
            return n.to_string();
        }
        let tenths = n / 100 % 10;
        let figure = if n < 10_000 && tenths > 0 {
            format!("{}{}{tenths}", n / 1000, self.phrases.get("decimal").map_or(".", String::as_str))
        } else {
            self.number(n / 1000)
        };
        if self.phrases.contains_key("thousands") {
            self.phrase("thousands", &[("n", &figure)])
        } else {
            format!("{figure}k")
        }
    }

    /// What a language is called in this one: `Arabic`; by its whole tag, else by its language, else the tag itself.
    #[must_use]
    pub fn language_name(&self, lang: &Lang) -> String {
        let found = self.languages.get(lang.as_str()).or_else(|| self.languages.get(lang.language()));
        found.cloned().unwrap_or_else(|| lang.to_string())
    }

    /// The first of these phrases that the files have; older themes lack the finer ones.
    pub(crate) fn first_phrase(&self, keys: [&str; 2], values: &[(&str, &str)]) -> String {
        let [fine, plain] = keys;
        self.phrase(if self.phrases.contains_key(fine) { fine } else { plain }, values)
    }

    /// Text that is read from left to right whatever stands around it.
    fn left_to_right(&self, text: &str) -> String {
        if self.lang.dir().as_str() == "ltr" {
            return text.to_owned();
        }
        // LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE: a sign would stand on the wrong side of its number.
        format!("\u{2066}{text}\u{2069}")
    }
}

#[cfg(test)]
pub(crate) mod tests;
