//! The keys of an article and of the maps inside it (content.md, "An article").

use crate::diagnostic::Rule;
use crate::model::article::{CorrectionKind, OriginalState};

use super::{Key, Keys, List, Value, key, up_to, words};

/// The most tags (safety.md, Limits).
pub(super) const MOST_TAGS: usize = 20;

const STATES: [&str; 4] = words(&OriginalState::WORDS);
const KINDS: [&str; 3] = words(&CorrectionKind::WORDS);

const AUTHORS: Value = Value::OneOf(&[Value::Text, Value::List(List { of: &Value::Text, least: 1, most: Some(20) })]);
const TAGS: Value = Value::List(List { of: &Value::Text, least: 1, most: Some(MOST_TAGS) });
const COPY: Value = Value::OneOf(&[Value::Url, Value::Map(&ARCHIVED)]);
const COPIES: Value = Value::OneOf(&[Value::Url, Value::Map(&ARCHIVED), up_to(20, &COPY)]);
const FURTHER: Value = Value::OneOf(&[Value::Url, Value::Map(&SOURCE)]);
const CORRECTED: Value = Value::Map(&CORRECTION);
const REPORTED: Value = Value::OneOf(&[Value::Text, Value::Map(&EVENT)]);

/// Keys that documents of several kinds take.
pub(super) const LANG: Key = key(
    "lang",
    Value::Lang,
    "Language of this text (BCP 47), when it is not the site's. Right-to-left scripts set the direction.",
    &["\"ar\"", "\"pt-BR\""],
);
pub(super) const ALIASES: Key = key(
    "aliases",
    up_to(20, &Value::Path),
    "Old addresses; each becomes a page that leads here.",
    &["[\"/2016/09/08/old-name/\"]"],
);
pub(super) const DRAFT: Key =
    key("draft", Value::Flag, "Left out of the site, and its errors become warnings.", &["true"]);
pub(super) const SLUG: Key = key(
    "slug",
    Value::Slug,
    "The address, when it is not the file's name without its date: words in lower case, joined by `-`.",
    &["\"syrian-ceasefire-in-the-balance\""],
);
pub(super) const SUMMARY: Key = key(
    "summary",
    Value::Text,
    "Plain text for lists, feeds and cards. Without it, the first paragraph is taken.",
    &["\"The convoy was hit on Monday evening, the Red Crescent says.\""],
);
pub(super) const PLACES: Key = key(
    "places",
    up_to(50, &Value::Text),
    "Where it happened: keys of `places.yaml`, or names.",
    &["[\"urum-al-kubra\"]"],
);
pub(super) const ACTORS: Key = key(
    "actors",
    up_to(50, &Value::Text),
    "Who acted: keys of `actors.yaml`, or names.",
    &["[\"un\", \"Red Crescent\"]"],
);
pub(super) const KEY: Key =
    key("key", Value::Flag, "One of the few entries that tell the story: bold on timelines.", &["true"]);

/// An article.
pub static ARTICLE: Keys = Keys { what: "an article", form: "", keys: ARTICLE_KEYS, pairs: &[] };

const ARTICLE_KEYS: &[Key] = &[
    key(
        "title",
        Value::Text,
        "The headline, or its translation into the language you write in.",
        &["\"Syrian Ceasefire in the Balance\""],
    )
    .needed(Rule::KeyMissing, "title: …"),
    key(
        "author",
        AUTHORS,
        "Who wrote the original: a name, or a list of names. `unknown` has to be said.",
        &["\"Ed Crowther\"", "[\"Ed Crowther\", \"Mara Lind\"]", "\"unknown\""],
    )
    .needed(Rule::KeyMissing, "author: a name, or unknown"),
    key(
        "date",
        Value::Date,
        "The day the original was published, year first; with a time where one was printed.",
        &["\"2016-09-08\"", "\"2016-09-08T14:30+03:00\""],
    )
    .needed(Rule::DateMissing, "date: YYYY-MM-DD"),
    key(
        "original_url",
        Value::Url,
        "The whole address of the original, copied from the browser's address bar.",
        &["\"https://www.themoscowtimes.com/2016/09/08/syrian-ceasefire-in-the-balance-a55260\""],
    )
    .needed(Rule::KeyMissing, "original_url: https://…"),
    key(
        "tags",
        TAGS,
        "One to twenty subjects: keys of `tags.yaml`, or words.",
        &["[\"syria\", \"ceasefire\", \"geneva-talks\"]"],
    )
    .needed(Rule::KeyMissing, "tags: [a tag, another tag]"),
    key(
        "publisher",
        Value::Text,
        "Who published the original: a key of `publishers.yaml`, or a name. Without it, found from the host of `original_url`.",
        &["\"the-moscow-times\""],
    ),
    LANG,
    key("original_title", Value::Text, "The headline as printed, when `title` is a translation.", &["\"La une\""]),
    key("original_lang", Value::Lang, "Language of the original (BCP 47).", &["\"fr\""]),
    SUMMARY,
    PLACES,
    ACTORS,
    key(
        "events",
        up_to(50, &REPORTED),
        "The events it reports: each the slug of a file in `events/`, or a map written in place.",
        &["[\"urum-al-kubra-convoy\"]", "[{\"when\": \"2016-09-19\", \"what\": \"A convoy is hit\"}]"],
    ),
    key(
        "archived",
        COPIES,
        "Preserved copies of the original.",
        &["\"https://web.archive.org/web/2016/https://example.org/report\""],
    ),
    key("sources", up_to(100, &FURTHER), "Further coverage that is cited.", &["[\"https://example.org/statement\"]"]),
    key("accessed", Value::Date, "When the original was read.", &["\"2016-09-09\""]),
    key(
        "original_state",
        Value::Choice(&STATES),
        "What became of the original; `gone` puts the archived copy first.",
        &["\"gone\""],
    ),
    key("added", Value::Date, "When the digest took it in.", &["\"2016-09-10\""]),
    key("updated", Value::Date, "When its text last changed; it needs an entry in `corrections`.", &["\"2016-09-12\""]),
    key("translator", Value::Text, "Who translated this text.", &["\"Rana Mithal\""]),
    KEY,
    key(
        "corrections",
        up_to(100, &CORRECTED),
        "What was changed after publication, and why.",
        &["[{\"date\": \"2016-09-12\", \"note\": \"The day of the call was wrong.\"}]"],
    ),
    key(
        "withdrawn",
        Value::Map(&WITHDRAWN),
        "The page stays at its address with the reason, without the text, and leaves all lists.",
        &["{\"date\": \"2016-09-20\", \"reason\": \"The original turned out to be forged.\"}"],
    ),
    key("warning", Value::Text, "A content warning, shown before the text.", &["\"Describes wounds.\""]),
    key(
        "image",
        Value::Map(&IMAGE),
        "An image above the text.",
        &[
            "{\"src\": \"map.png\", \"alt\": \"A map of the lake and its two harbours\", \"credit\": \"Mara Lind, CC BY 4.0\"}",
        ],
    ),
    ALIASES,
    key(
        "translation_of",
        Value::Text,
        "Slug of the article that this one translates.",
        &["\"syrian-ceasefire-in-the-balance\""],
    ),
    DRAFT,
    SLUG,
    key("extra", Value::Anything, "Kept as it is and never interpreted.", &["{\"column\": \"opinion\"}"]),
];

/// A correction.
pub static CORRECTION: Keys = Keys {
    what: "a correction",
    form: "{date: YYYY-MM-DD, note: what changed and why}",
    keys: &[
        key("date", Value::Date, "When it was corrected.", &["\"2016-09-10\""])
            .needed(Rule::KeyMissing, "date: YYYY-MM-DD"),
        key("note", Value::Text, "What changed and why.", &["\"The day of the call was wrong.\""])
            .needed(Rule::KeyMissing, "note: …"),
        key(
            "kind",
            Value::Choice(&KINDS),
            "`correction`: something was wrong; `clarification`: it could be misread; `update`: something new is known.",
            &["\"correction\""],
        ),
        key("was", Value::Text, "The old wording.", &["\"Thursday\""]),
        key("now", Value::Text, "The new wording.", &["\"Wednesday\""]),
    ],
    pairs: &[],
};

/// Further coverage.
pub static SOURCE: Keys = Keys {
    what: "a source",
    form: "{title: …, url: https://…}",
    keys: &[
        key("title", Value::Text, "Its title.", &["\"Statement of the ministry\""]),
        key("url", Value::Url, "Its address.", &["\"https://example.org/statement\""])
            .needed(Rule::KeyMissing, "url: https://…"),
        key("publisher", Value::Text, "Who published it.", &["\"The ministry\""]),
        key("date", Value::Date, "When.", &["\"2016-09-07\""]),
    ],
    pairs: &[],
};

/// A preserved copy of the original.
pub static ARCHIVED: Keys = Keys {
    what: "a preserved copy",
    form: "{url: https://…, date: YYYY-MM-DD}",
    keys: &[
        key("url", Value::Url, "Its address.", &["\"https://web.archive.org/web/2016/https://example.org/report\""])
            .needed(Rule::KeyMissing, "url: https://…"),
        key("date", Value::Date, "When it was made.", &["\"2016-09-09\""]),
        key(
            "sha256",
            Value::Sha256,
            "SHA-256 of its bytes, as `sha256sum` prints it.",
            &["\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\""],
        ),
    ],
    pairs: &[],
};

/// An event that is written in an article.
pub static EVENT: Keys = Keys {
    what: "an event in place",
    form: "{when: YYYY-MM-DD, what: …}",
    keys: &[
        key("when", Value::When, "When it happened, in EDTF.", &["\"2016-09-19\"", "\"2016-09-19~\""])
            .needed(Rule::KeyMissing, "when: YYYY-MM-DD"),
        key("what", Value::Text, "What happened, one line.", &["\"A convoy is hit\""])
            .needed(Rule::KeyMissing, "what: …"),
        key("where", Value::Text, "A key of `places.yaml`, or a name.", &["\"urum-al-kubra\""]),
    ],
    pairs: &[],
};

/// A withdrawal.
pub static WITHDRAWN: Keys = Keys {
    what: "`withdrawn`",
    form: "withdrawn: {date: YYYY-MM-DD, reason: …}",
    keys: &[
        key("date", Value::Date, "When.", &["\"2016-09-10\""]).needed(Rule::KeyMissing, "date: YYYY-MM-DD"),
        key("reason", Value::Text, "Why.", &["\"The original turned out to be forged.\""])
            .needed(Rule::KeyMissing, "reason: …"),
    ],
    pairs: &[],
};

/// The image above a text.
pub static IMAGE: Keys = Keys {
    what: "`image`",
    form: "image: {src: map.png, alt: what it shows}",
    keys: &[
        key("src", Value::FileName, "A png, jpg, webp or gif beside the article.", &["\"map.png\""])
            .needed(Rule::KeyMissing, "src: map.png"),
        key(
            "alt",
            Value::Text,
            "What it shows to someone who cannot see it.",
            &["\"A map of the lake and its two harbours\""],
        )
        .needed(Rule::AltMissing, "alt: what it shows to someone who cannot see it"),
        key("credit", Value::Text, "Who made it, and its licence.", &["\"Mara Lind, CC BY 4.0\""]),
    ],
    pairs: &[],
};
