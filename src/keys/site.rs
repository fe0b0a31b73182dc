//! The keys of site.toml with their usual values (config.md).

use crate::diagnostic::Rule;

use super::{Keys, LANG_PATTERN, Setting, Value, key};

const fn setting(usual: &'static str, pattern: &'static str) -> Value {
    Value::Setting(Setting { usual, pattern })
}

/// site.toml.
pub static SITE: Keys = Keys {
    what: "site.toml",
    form: "",
    keys: &[
        key("title", setting("", "\\S"), "The name of the site.", &["\"Ceasefire Digest\""])
            .needed(Rule::Config, "the name of the site"),
        key(
            "base_url",
            setting("", r"^[Hh][Tt][Tt][Pp][Ss]?:/*[^\s\\/?#@]+(/[^\s\\?#]*)?$"),
            "Where it will stand, with a path if it has one.",
            &["\"https://user.github.io/digest/\""],
        )
        .needed(Rule::Config, "the address it will stand at"),
        key(
            "description",
            setting("", ""),
            "One sentence, for the home page's head and the feeds.",
            &["\"A digest.\""],
        ),
        key(
            "lang",
            setting("en", LANG_PATTERN),
            "Language of the interface, and of content that names none (BCP 47).",
            &["\"en\""],
        ),
        key(
            "output",
            setting("public", "\\S"),
            "The folder that is published into, relative to this file.",
            &["\"public\""],
        ),
        key(
            "theme",
            setting("default", r"^\s*[^\s./\\:][^/\\:]*$"),
            "A folder of themes/, else the theme in the program.",
            &["\"default\""],
        ),
        key(
            "cname",
            setting("", r"^\s*([^\s/:?#@*,.+-][^\s/:?#@*,]*\.[^\s/:?#@*,]+|[0-9]+)?\s*$"),
            "A custom domain: writes the file CNAME.",
            &["\"news.example.org\""],
        ),
        key(
            "feed_authority",
            setting("", r"^\s*([^,\s]+,[0-9]{4}(-[0-9]{2}){0,2})?\s*$"),
            "Who names the entries of feeds (RFC 4151): a domain or mail address, and a day on which it was yours.",
            &["\"example.org,2026\""],
        ),
        key("inline_css", Value::Switch(true), "One request a page; `false` links the style sheet.", &["true"]),
        key("pages", Value::Map(&PAGES), "Kinds of pages that a small site may leave out.", &["{\"data\": false}"]),
        key("limits", Value::Map(&LIMITS), "Lengths of lists, whole numbers above 0.", &["{\"home_entries\": 25}"]),
        key("feeds", Value::Map(&FEEDS), "Lengths of feeds.", &["{\"entries\": 40}"]),
        key(
            "rules",
            Value::Rules,
            "Severities by the names of rules, as `digest explain` lists them.",
            &["{\"unknown-tag\": \"error\"}"],
        ),
        key("languages", Value::Languages, "Further editions, later.", &[]),
    ],
    pairs: &[],
};

/// `[pages]`.
pub static PAGES: Keys = Keys {
    what: "`pages`",
    form: "",
    keys: &[
        key("days", Value::Switch(true), "Pages of years, months and days.", &["true"]),
        key("tags", Value::Switch(true), "Pages of tags.", &["true"]),
        key("places", Value::Switch(true), "Pages of places.", &["true"]),
        key("actors", Value::Switch(true), "Pages of actors.", &["true"]),
        key("authors", Value::Switch(true), "Pages of authors.", &["true"]),
        key("publishers", Value::Switch(true), "Pages of publishers.", &["true"]),
        key("events", Value::Switch(true), "Pages of events.", &["true"]),
        key("timelines", Value::Switch(true), "All timelines, those of terms among them.", &["true"]),
        key("search", Value::Switch(true), "The search page.", &["true"]),
        key("data", Value::Switch(true), "Data files.", &["true"]),
    ],
    pairs: &[],
};

/// `[limits]`.
pub static LIMITS: Keys = Keys {
    what: "`limits`",
    form: "",
    keys: &[
        key("home_entries", Value::Number(25), "Reports on the home page, in whole days.", &["25"]),
        key("list_entries", Value::Number(100), "A longer list is cut by year, month and day.", &["100"]),
        key("timeline_entries", Value::Number(1000), "A longer timeline shows its newest 60.", &["1000"]),
        key("quotation_words", Value::Number(120), "Words that a quotation may have.", &["120"]),
    ],
    pairs: &[],
};

/// `[feeds]`.
pub static FEEDS: Keys = Keys {
    what: "`feeds`",
    form: "",
    keys: &[
        key("entries", Value::Number(40), "A feed holds its newest entries …", &["40"]),
        key("days", Value::Number(7), "… and everything of the last days of content.", &["7"]),
        key("terms", Value::Switch(true), "Whether terms have feeds.", &["true"]),
    ],
    pairs: &[],
};

/// A table whose entries have no names of their own here: rules, languages.
pub static FREE: Keys = Keys { what: "", form: "", keys: &[], pairs: &[] };
