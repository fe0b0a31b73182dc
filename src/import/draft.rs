//! A draft becomes the text of a file: front matter that reads back as the same values, then Markdown.

use crate::model::date::Day;
use crate::parse::yaml::quote::{item, quoted, scalar};

/// An article as far as it could be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The headline; never empty.
    pub title: String,
    /// The names of the byline; empty becomes `unknown`.
    pub authors: Vec<String>,
    /// When the original was published.
    pub date: Date,
    /// The address of the original.
    pub original_url: Option<String>,
    /// The key of the publisher, or its name where the site has no vocabulary.
    pub publisher: Option<String>,
    /// The language, where it is not the site's: a BCP 47 tag.
    pub lang: Option<String>,
    /// The text, in Markdown.
    pub body: String,
}

/// The date of a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Date {
    /// None was found.
    #[default]
    None,
    /// The day, and the form to write: `2016-09-08`, `2016-09-08T19:00+03:00`.
    Day(Day, String),
    /// More than one reading: the forms, and the text as printed. None is chosen.
    Several(Vec<String>, String),
}

impl Draft {
    /// The day, if there is exactly one.
    #[must_use]
    pub fn day(&self) -> Option<Day> {
        match self.date {
            Date::Day(day, _) => Some(day),
            Date::None | Date::Several(..) => None,
        }
    }

    /// The whole file. `source` is where the untouched input is kept, with its SHA-256 in hexadecimal digits.
    #[must_use]
    pub fn file(&self, source: Option<(&str, &str)>) -> String {
        let mut out = String::from("---\n");
        let mut key = |name: &str, value: &str| {
            out.push_str(name);
            out.push_str(": ");
            out.push_str(value);
            out.push('\n');
        };
        key("title", &scalar(&self.title));
        key("author", &self.author());
        match &self.date {
            Date::Day(_, form) => key("date", form),
            Date::Several(forms, read) => key("# date", &format!("{} (printed: {})", forms.join(" or "), quoted(read))),
            Date::None => key("# date", "YYYY-MM-DD"),
        }
        match &self.original_url {
            Some(url) => key("original_url", &scalar(url)),
            None => key("# original_url", "https://"),
        }
        if let Some(publisher) = &self.publisher {
            key("publisher", &scalar(publisher));
        }
        if let Some(lang) = &self.lang {
            key("lang", &scalar(lang));
        }
        key("tags", "[]");
        key("draft", "true");
        if let Some((path, sha256)) = source {
            key("extra", &format!("{{source: {}, source_sha256: {}}}", quoted(path), quoted(sha256)));
        }
        out.push_str("---\n");
        out.push_str(&self.body);
        out
    }

    /// One name as it is, several as a list.
    fn author(&self) -> String {
        match self.authors.as_slice() {
            [] => "unknown".to_owned(),
            [one] => scalar(one),
            many => format!("[{}]", many.iter().map(|name| item(name)).collect::<Vec<_>>().join(", ")),
        }
    }
}
