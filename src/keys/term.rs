//! The keys of an entry of each vocabulary (content.md, "Vocabularies").

use crate::model::term::TermKind;

use super::{Key, Keys, Value, key, list, up_to};

/// The greatest latitude, in degrees.
pub const MOST_LAT: u8 = 90;
/// The greatest longitude, in degrees.
pub const MOST_LON: u8 = 180;

/// The most aliases of a term: each is a page that leads on.
pub const MOST_ALIASES: usize = 100;

const FORM: &str = "key: {label: …, aliases: […]}";

const LABEL: Key = key(
    "label",
    Value::Text,
    "Its name in the site's language. Without it, the key with spaces for `-`.",
    &["\"Urum al-Kubra\""],
);
const LABELS: Key =
    key("labels", Value::Labels, "Its names in other languages, by language tag.", &["{\"ar\": \"أورم الكبرى\"}"]);
const DESCRIPTION: Key = key("description", Value::Text, "What it means here.", &["\"Town west of Aleppo.\""]);
const ALIASES: Key = key(
    "aliases",
    up_to(MOST_ALIASES, &Value::Text),
    "Other spellings that writers may use; their pages lead to this one.",
    &["[\"Orum al-Kubra\", \"Urem al-Kubra\"]"],
);
const PARENT: Key = key("parent", Value::Slug, "Key of the term above it, in the same file.", &["\"aleppo-province\""]);

const PLAIN: &[Key] = &[LABEL, LABELS, DESCRIPTION, ALIASES, PARENT];

static TAG: Keys = Keys { what: "a tag", form: FORM, keys: PLAIN, pairs: &[] };

static AUTHOR: Keys = Keys { what: "an author", form: FORM, keys: PLAIN, pairs: &[] };

static PLACE: Keys = Keys {
    what: "a place",
    form: FORM,
    keys: &[
        LABEL,
        LABELS,
        DESCRIPTION,
        ALIASES,
        PARENT,
        key("country", Value::Country, "Its country, two letters (ISO 3166-1 alpha-2).", &["\"SY\""]),
        key("lat", Value::Degrees(MOST_LAT), "Latitude in degrees (WGS 84); south is negative.", &["36.2"]),
        key("lon", Value::Degrees(MOST_LON), "Longitude in degrees (WGS 84); west is negative.", &["37.16"]),
        key("precision", Value::Text, "How exact the position is.", &["\"city\"", "\"village\"", "\"region\""]),
        key(
            "note",
            Value::Text,
            "What a reader should know, for instance that it is disputed.",
            &["\"Both claim it.\""],
        ),
    ],
    pairs: &[("lat", "lon")],
};

static ACTOR: Keys = Keys {
    what: "an actor",
    form: FORM,
    keys: &[
        LABEL,
        LABELS,
        DESCRIPTION,
        ALIASES,
        PARENT,
        key("kind", Value::Text, "What kind of actor.", &["\"state\"", "\"person\"", "\"organisation\""]),
    ],
    pairs: &[],
};

static PUBLISHER: Keys = Keys {
    what: "a publisher",
    form: FORM,
    keys: &[
        LABEL,
        LABELS,
        DESCRIPTION,
        ALIASES,
        PARENT,
        key(
            "hosts",
            list(&Value::Host),
            "Hosts of its addresses, without `www.`; articles from there are its.",
            &["[\"themoscowtimes.com\"]"],
        ),
        key("lang", Value::Lang, "Its usual language (BCP 47).", &["\"ru\""]),
        key("note", Value::Text, "What a reader should know.", &["\"state-owned\""]),
    ],
    pairs: &[],
};

/// The keys of an entry of this kind.
#[must_use]
pub fn keys(kind: TermKind) -> &'static Keys {
    match kind {
        TermKind::Tag => &TAG,
        TermKind::Place => &PLACE,
        TermKind::Actor => &ACTOR,
        TermKind::Author => &AUTHOR,
        TermKind::Publisher => &PUBLISHER,
    }
}
