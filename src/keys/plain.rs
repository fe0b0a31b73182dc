//! The keys of curated timelines and plain pages (content.md, "A curated timeline").

use crate::diagnostic::Rule;

use super::article::{ALIASES, DRAFT, LANG, SLUG, SUMMARY};
use super::{Key, Keys, TEXTS, Value, key};

const TITLE: Key = key("title", Value::Text, "The headline.", &["\"September 2016: a truce in Syria\""])
    .needed(Rule::KeyMissing, "title: …");

/// A curated timeline.
pub static TIMELINE: Keys = Keys {
    what: "a timeline",
    form: "",
    keys: &[
        TITLE,
        SUMMARY,
        key(
            "match",
            Value::Map(&MATCH),
            "What it takes: all lists given must match, within a list any.",
            &["{\"tags\": [\"syria\"], \"places\": [\"aleppo\"]}"],
        ),
        key("from", Value::When, "Nothing earlier (EDTF).", &["\"2016-08-26\"", "\"2016-09\""]),
        key("to", Value::When, "Nothing later (EDTF).", &["\"2016-10-11\""]),
        key(
            "include",
            TEXTS,
            "Slugs of articles and events that stand in it all the same.",
            &["[\"board-of-inquiry-reports\"]"],
        ),
        key("exclude", TEXTS, "Slugs of articles and events that do not stand in it.", &["[\"convoys-suspended\"]"]),
        LANG,
        ALIASES,
        DRAFT,
        SLUG,
    ],
    pairs: &[],
};

/// The query of a timeline.
pub static MATCH: Keys = Keys {
    what: "`match`",
    form: "match: {tags: [a tag], places: [a place]}",
    keys: &[
        key("tags", TEXTS, "Any of these tags.", &["[\"syria\", \"ceasefire\"]"]),
        key("places", TEXTS, "Any of these places.", &["[\"aleppo\"]"]),
        key("actors", TEXTS, "Any of these actors.", &["[\"un\"]"]),
    ],
    pairs: &[],
};

/// A plain page.
pub static PAGE: Keys =
    Keys { what: "a page", form: "", keys: &[TITLE, SUMMARY, LANG, ALIASES, DRAFT, SLUG], pairs: &[] };
