//! Keys: everything that may be written in front matter, vocabularies and site.toml, once. The readers take names,
//! needs, words and limits from here, and `digest schema` prints the same tables.

// Not derived from types, as schemars does: heads are read from nodes that know their places, value by value, and no type
// of theirs says what may be written. A table of our own is also where messages find their words.

use crate::diagnostic::Rule;
use crate::model::term::TermKind;

pub mod article;
pub mod event;
pub mod other;
pub mod placeholder;
pub mod plain;
pub mod site;
pub mod term;

/// The keys that one map takes; any other is an error.
#[derive(Debug)]
pub struct Keys {
    /// How messages call such a map: `an article`.
    pub what: &'static str,
    /// How it is written on one line, for messages; empty for a whole file.
    pub form: &'static str,
    /// The keys, in the order in which documents and messages list them.
    pub keys: &'static [Key],
    /// Pairs of keys of which neither stands without the other.
    pub pairs: &'static [(&'static str, &'static str)],
}

impl Keys {
    /// The names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.keys.iter().map(|key| key.name)
    }

    /// The key of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// One key.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub value: Value,
    /// Set where it may not be missing.
    pub need: Option<Need>,
    /// What it means, a sentence or two in Markdown.
    pub about: &'static str,
    /// Values to copy, each as JSON, which YAML and TOML read alike.
    pub examples: &'static [&'static str],
}

/// That a key may not be missing.
#[derive(Debug, Clone, Copy)]
pub struct Need {
    /// The rule that says so.
    pub rule: Rule,
    /// What to write, for the help.
    pub form: &'static str,
}

/// What a key takes. `null` is never one of it: a key without a value is an error.
#[derive(Debug, Clone, Copy)]
pub enum Value {
    /// Text on one line; what YAML takes for a number or a truth (`2016`, `no`) stays the text that was written.
    Text,
    /// `true` or `false`.
    Flag,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// `YYYY-MM-DD`, with a time where one was printed.
    Date,
    /// EDTF (ISO 8601-2), level 0 and parts of level 1.
    When,
    /// A BCP 47 tag.
    Lang,
    /// An address on another site: http or https.
    Url,
    /// Letters and digits of any script in lower case, joined by `-`.
    Slug,
    /// A path from the site's root.
    Path,
    /// The name of a file beside this one.
    FileName,
    /// ISO 3166-1 alpha-2.
    Country,
    /// The host of an address, in lower case, without `www.`.
    Host,
    /// 64 hexadecimal digits.
    Sha256,
    /// Decimal degrees, from minus this to this.
    Degrees(u8),
    /// A whole number above 0, in site.toml, and the one that is usual.
    Number(usize),
    /// `true` or `false` in site.toml, and which is usual.
    Switch(bool),
    /// Text in site.toml.
    Setting(Setting),
    /// A list.
    List(List),
    /// Any of these.
    OneOf(&'static [Value]),
    /// A map with keys of its own.
    Map(&'static Keys),
    /// A map from language tags to labels.
    Labels,
    /// A map of anything.
    Anything,
    /// A map from rules to severities, in site.toml.
    Rules,
    /// A map from language tags to tables, in site.toml.
    Languages,
}

/// What a list holds.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// Each item.
    pub of: &'static Value,
    /// The fewest items.
    pub least: usize,
    /// The most items, where there is a limit.
    pub most: Option<usize>,
}

/// A text of site.toml.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// What holds without it; empty where nothing does.
    pub usual: &'static str,
    /// What every such text matches, as a regular expression of ECMA-262; empty where any text will do.
    pub pattern: &'static str,
}

/// What every language tag matches (RFC 5646, as far as it is taken).
pub const LANG_PATTERN: &str = "^[A-Za-z]{2,3}(-[0-9A-Za-z]{1,8})*$";

/// A key that may be missing.
const fn key(name: &'static str, value: Value, about: &'static str, examples: &'static [&'static str]) -> Key {
    Key { name, value, need: None, about, examples }
}

impl Key {
    /// The most entries of a list, where there is a limit.
    #[must_use]
    pub fn most(&self) -> Option<usize> {
        match self.value {
            Value::List(list) => list.most,
            Value::OneOf(values) => values.iter().find_map(|value| match value {
                Value::List(list) => list.most,
                _ => None,
            }),
            _ => None,
        }
    }

    /// The same key where it may not be missing.
    const fn needed(self, rule: Rule, form: &'static str) -> Key {
        Key { need: Some(Need { rule, form }), ..self }
    }
}

/// A list of at most so many entries: what nobody could read would still cost every build (safety.md, Limits).
const fn up_to(most: usize, of: &'static Value) -> Value {
    Value::List(List { of, least: 0, most: Some(most) })
}

/// A list of any length.
const fn list(of: &'static Value) -> Value {
    Value::List(List { of, least: 0, most: None })
}

const TEXTS: Value = list(&Value::Text);

/// The words of a choice without what they stand for.
const fn words<T: Copy, const N: usize>(choices: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = choices[at].0;
        at += 1;
    }
    words
}

/// A kind of file whose keys are known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// Front matter of an article.
    Article,
    /// Front matter of an event.
    Event,
    /// Front matter of a curated timeline.
    Timeline,
    /// Front matter of a plain page.
    Page,
    /// site.toml.
    Site,
    /// One of the five vocabularies.
    Vocabulary(TermKind),
}

impl File {
    /// All of them, in the order of the documents.
    pub const ALL: [File; 10] = [
        File::Article,
        File::Event,
        File::Timeline,
        File::Page,
        File::Site,
        File::Vocabulary(TermKind::Tag),
        File::Vocabulary(TermKind::Place),
        File::Vocabulary(TermKind::Actor),
        File::Vocabulary(TermKind::Author),
        File::Vocabulary(TermKind::Publisher),
    ];

    /// Its name on the command line: `article`, `tags`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            File::Article => "article",
            File::Event => "event",
            File::Timeline => "timeline",
            File::Page => "page",
            File::Site => "site",
            File::Vocabulary(kind) => kind.plural(),
        }
    }

    /// The file of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<File> {
        File::ALL.into_iter().find(|file| file.name() == name)
    }

    /// What it is and where it lies, as words of a line.
    #[must_use]
    pub fn about(self) -> String {
        match self {
            File::Article => "front matter of an article, content/articles/**/*.md".to_owned(),
            File::Event => "front matter of an event, content/events/*.md".to_owned(),
            File::Timeline => "front matter of a curated timeline, content/timelines/*.md".to_owned(),
            File::Page => "front matter of a plain page, content/pages/*.md".to_owned(),
            File::Site => "the settings of a site, site.toml".to_owned(),
            File::Vocabulary(kind) => format!("the vocabulary content/{}.yaml", kind.plural()),
        }
    }

    /// The keys of the file, or of each entry of a vocabulary.
    #[must_use]
    pub fn keys(self) -> &'static Keys {
        match self {
            File::Article => &article::ARTICLE,
            File::Event => &event::EVENT,
            File::Timeline => &plain::TIMELINE,
            File::Page => &plain::PAGE,
            File::Site => &site::SITE,
            File::Vocabulary(kind) => term::keys(kind),
        }
    }
}
