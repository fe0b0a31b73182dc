//! The keys of an event and of its claims (content.md, "An event").

use crate::diagnostic::Rule;
use crate::model::event::Status;

use super::article::MOST_TAGS;
use super::article::{ACTORS, ALIASES, DRAFT, KEY, LANG, PLACES, SLUG, SUMMARY};
use super::{Keys, Value, key, up_to, words};

const STATUSES: [&str; 4] = words(&Status::WORDS);

const CLAIMED: Value = Value::Map(&CLAIM);

/// An event.
pub static EVENT: Keys = Keys {
    what: "an event",
    form: "",
    keys: &[
        key("title", Value::Text, "What happened, as a headline.", &["\"Attack on the aid convoy at Urum al-Kubra\""])
            .needed(Rule::KeyMissing, "title: …"),
        key(
            "date",
            Value::When,
            "When it happened, in EDTF (ISO 8601-2), as exactly as is known and no more.",
            &[
                "\"2016-09-19\"",
                "\"2016-09\"",
                "\"2016-09-12T19:00+03:00\"",
                "\"2016-09-05/2016-09-07\"",
                "\"2016-09-12/..\"",
                "\"2016-09-19~\"",
                "\"2016-09-XX\"",
            ],
        )
        .needed(Rule::KeyMissing, "date: YYYY-MM-DD"),
        PLACES,
        ACTORS,
        key(
            "tags",
            up_to(MOST_TAGS, &Value::Text),
            "Subjects: keys of `tags.yaml`, or words.",
            &["[\"syria\", \"aid-convoys\"]"],
        ),
        key(
            "status",
            Value::Choice(&STATUSES),
            "How sure it is; `contested` means that accounts contradict each other on something that matters.",
            &["\"contested\""],
        ),
        key(
            "claims",
            up_to(200, &CLAIMED),
            "Who says what. Figures are never merged into one.",
            &[
                "[{\"what\": \"killed\", \"value\": \"about 20\", \"by\": \"Red Cross\", \"source\": \"convoys-suspended\"}]",
            ],
        ),
        KEY,
        LANG,
        SUMMARY,
        ALIASES,
        DRAFT,
        SLUG,
    ],
    pairs: &[],
};

/// A claim.
pub static CLAIM: Keys = Keys {
    what: "a claim",
    form: "{what: …, value: …, by: …, source: YYYY-MM-DD-slug}",
    keys: &[
        key("what", Value::Text, "What is claimed.", &["\"killed\""]).needed(Rule::ClaimIncomplete, "what: …"),
        key("value", Value::Text, "The words that were printed.", &["\"about 20\"", "\"80-90\""])
            .needed(Rule::ClaimIncomplete, "value: …"),
        key("by", Value::Text, "Who says so.", &["\"Red Cross and Red Crescent\""])
            .needed(Rule::ClaimIncomplete, "by: …"),
        key("date", Value::Date, "When it was said.", &["\"2016-09-20\""]),
        key("source", Value::Text, "Slug of the article that reports it.", &["\"convoys-suspended\""]),
    ],
    pairs: &[],
};
