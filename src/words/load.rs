//! Reading `words/<tag>.toml`: what is malformed is left out with a note, what is missing stays English.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Words;
use super::date::{Dates, LISTS, PATTERNS};
use super::plural::{Category, Forms};
use crate::diagnostic::{Diagnostics, Place, Rule, Severity};
use crate::model::lang::Lang;
use crate::source::{SourceFile, SourcePath};

/// The tag whose file lies under every other.
const BASE: &str = "en";

/// Reads the words of a language (see [`Words::load`]).
pub(super) fn load(notes: &mut Diagnostics, files: &[SourceFile], lang: &Lang) -> Words {
    let mut words = Words {
        lang: lang.clone(),
        labels: BTreeMap::new(),
        counts: BTreeMap::new(),
        phrases: BTreeMap::new(),
        dates: Dates::default(),
        languages: BTreeMap::new(),
    };
    if lay(&mut words, notes, files, BASE) == 0 {
        notes
            .add(Rule::ThemeInvalid, None, format!("the theme has no `words/{BASE}.toml`"))
            .help("every theme has the English words, or extends one that has them");
    }
    if lang.as_str() == BASE {
        return words;
    }
    let tag = lang.as_str();
    let parts = tag.match_indices('-').map(|(at, _)| &tag[..at]).chain([tag]);
    let found: usize = parts.filter(|part| *part != BASE).map(|part| lay(&mut words, notes, files, part)).sum();
    if found == 0 && lang.language() != BASE {
        // Not an error: texts in a language without interface words can still be published.
        notes
            .add(Rule::ThemeInvalid, None, format!("there are no interface words in `{lang}`, so they stay English"))
            .help(format!("write `words/{}.toml` in the theme; `words/README.md` says how", lang.language()))
            .severity = Severity::Warning;
        words.lang = Lang::parse(BASE).unwrap_or_else(|| lang.clone());
    }
    words
}

/// Lays every file of this tag over the words; says how many there were.
fn lay(words: &mut Words, notes: &mut Diagnostics, files: &[SourceFile], tag: &str) -> usize {
    let wanted = format!("words/{tag}.toml");
    let is_wanted = |path: &SourcePath| match path.as_str().strip_suffix(&wanted) {
        Some(before) => before.is_empty() || before.ends_with('/'),
        None => false,
    };
    let language = tag.split('-').next().unwrap_or(tag);
    let found = files.iter().filter(|file| is_wanted(&file.path));
    found
        .map(|file| Reader { words: &mut *words, notes: &mut *notes, path: &file.path, language }.file(&file.bytes))
        .count()
}

/// A file being read.
struct Reader<'r> {
    words: &'r mut Words,
    notes: &'r mut Diagnostics,
    path: &'r SourcePath,
    language: &'r str,
}

/// A key with its place, and its value with its own.
type Entry<'i> = (Spanned<toml::de::DeString<'i>>, Spanned<DeValue<'i>>);

impl Reader<'_> {
    fn file(mut self, bytes: &[u8]) {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.valid_up_to();
                return self.note(at..at + 1, "the file is not UTF-8");
            }
        };
        match DeTable::parse(text) {
            Ok(table) => self.tables(table.into_inner()),
            Err(error) => self.note(error.span().unwrap_or(0..0), error.message().lines().next().unwrap_or("not TOML")),
        }
    }

    fn tables(&mut self, tables: DeTable<'_>) {
        for (name, value) in tables {
            let span = value.span();
            let DeValue::Table(table) = value.into_inner() else {
                self.note(name.span(), &format!("`{}` is not a table", name.get_ref()));
                continue;
            };
            match name.get_ref().as_ref() {
                "labels" => self.texts(table, |words| &mut words.labels),
                "phrases" => self.texts(table, |words| &mut words.phrases),
                "languages" => self.texts(table, |words| &mut words.languages),
                "counts" => table.into_iter().for_each(|entry| self.forms(entry)),
                "dates" => table.into_iter().for_each(|entry| self.date(entry)),
                other => {
                    let message =
                        format!("unknown table `{other}`: there are labels, counts, phrases, dates and languages");
                    self.note(span, &message);
                }
            }
        }
    }

    fn texts(&mut self, table: DeTable<'_>, home: impl Fn(&mut Words) -> &mut BTreeMap<String, String>) {
        for (key, value) in table {
            if let Some(text) = self.text(key.get_ref(), &value) {
                home(self.words).insert(key.get_ref().to_string(), text);
            }
        }
    }

    /// A counted noun: `{ one = "{n} report", other = "{n} reports" }`.
    fn forms(&mut self, (key, value): Entry<'_>) {
        let span = value.span();
        let DeValue::Table(table) = value.into_inner() else {
            return self
                .note(span, &format!("`{}` takes its plural forms: {{ one = \"…\", other = \"…\" }}", key.get_ref()));
        };
        let mut forms = BTreeMap::new();
        for (name, value) in table {
            match (Category::named(name.get_ref()), self.text(name.get_ref(), &value)) {
                (Some(category), Some(form)) => {
                    forms.insert(category, form);
                }
                (None, _) => self.note(name.span(), "plural forms are zero, one, two, few, many and other"),
                (Some(_), None) => {}
            }
        }
        if !forms.contains_key(&Category::Other) {
            return self.note(span, &format!("`{}` lacks its form `other`", key.get_ref()));
        }
        self.words.counts.insert(key.get_ref().to_string(), Forms { language: self.language.to_owned(), forms });
    }

    /// A key of `[dates]`: a list of names, a pattern, or the day a week begins with.
    fn date(&mut self, (key, value): Entry<'_>) {
        let name = key.get_ref().as_ref();
        if let Some((_, length)) = LISTS.iter().find(|(list, _)| *list == name) {
            match names(value.get_ref()).filter(|names| names.len() == *length) {
                Some(names) => {
                    self.words.dates.lists.insert(name.to_owned(), names);
                }
                None => self.note(value.span(), &format!("`{name}` is a list of {length} names")),
            }
        } else if name == "week_starts" {
            match value.get_ref().as_str().and_then(weekday) {
                Some(day) => self.words.dates.week_starts = day,
                None => self
                    .note(value.span(), "`week_starts` is an English weekday such as `monday`, `sunday` or `saturday`"),
            }
        } else if !PATTERNS.contains(&name) {
            self.note(key.span(), &format!("unknown key `{name}`"));
        } else if let Some(text) = self.text(name, &value) {
            self.words.dates.patterns.insert(name.to_owned(), text);
        }
    }

    fn text(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.note(value.span(), &format!("`{key}` is text between quotes"));
        }
        text
    }

    fn note(&mut self, range: std::ops::Range<usize>, message: &str) {
        self.notes.add(Rule::ThemeInvalid, Place::new(self.path, range), message);
    }
}

fn names(value: &DeValue<'_>) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|name| name.get_ref().as_str().map(str::to_owned)).collect()
}

fn weekday(name: &str) -> Option<u8> {
    Some(match name {
        "monday" => 0,
        "tuesday" => 1,
        "wednesday" => 2,
        "thursday" => 3,
        "friday" => 4,
        "saturday" => 5,
        "sunday" => 6,
        _ => return None,
    })
}
