//! JSON Schemas for editors, drawn from the tables that the readers use (`keys`), so that the two know the same keys.
//!
//! A schema sees one file as the values that YAML or TOML gives it. It cannot know places, other files, how a value was
//! written, or a rule of one site; tests/schema/cases.rs lists what that means. Where a schema cannot tell it lets
//! pass: what `digest check` takes without an error, it takes.

use serde_json::{Map, Value as Json, json};

use crate::keys::{File, Keys};

mod value;

/// The version of JSON Schema that is written.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of a kind of file.
#[must_use]
pub fn schema(file: File) -> Json {
    let mut schema = match file {
        File::Vocabulary(_) => vocabulary(file.keys()),
        _ => object(file.keys()),
    };
    let title = file.about();
    let head = [
        ("$schema", DIALECT.to_owned()),
        // A name, not an address: nothing is ever fetched from it.
        ("$id", format!("urn:conflict-digest:schema:{}", file.name())),
        ("title", title),
    ];
    schema.extend(head.map(|(key, text)| (key.to_owned(), Json::String(text))));
    Json::Object(schema)
}

/// A map from slugs to labels or entries; a file without any is good.
fn vocabulary(keys: &'static Keys) -> Map<String, Json> {
    let entry = json!({
        "anyOf": [value::text(), object(keys)],
        "description": "A label, or a map with all that is known. The key is part of an address and does not change.",
    });
    members(json!({
        "type": ["object", "null"],
        "propertyNames": value::slug_name(),
        "additionalProperties": entry,
    }))
}

/// A map that takes these keys and no others.
fn object(keys: &'static Keys) -> Map<String, Json> {
    let mut properties = Map::new();
    for key in keys.keys {
        let mut property = members(value::value(key.value));
        property.insert("description".to_owned(), json!(key.about));
        let examples: Vec<Json> = key.examples.iter().filter_map(|text| serde_json::from_str(text).ok()).collect();
        if !examples.is_empty() {
            property.insert("examples".to_owned(), Json::Array(examples));
        }
        if let Some(usual) = value::usual(key.value).filter(|_| key.need.is_none()) {
            property.insert("default".to_owned(), usual);
        }
        properties.insert(key.name.to_owned(), Json::Object(property));
    }
    let required: Vec<&str> = keys.keys.iter().filter(|key| key.need.is_some()).map(|key| key.name).collect();
    let mut object = members(json!({ "type": "object", "properties": properties, "additionalProperties": false }));
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    if !keys.pairs.is_empty() {
        let both = keys.pairs.iter().flat_map(|(one, two)| [(one, two), (two, one)]);
        let pairs: Map<String, Json> = both.map(|(one, two)| ((*one).to_owned(), json!([two]))).collect();
        object.insert("dependentRequired".to_owned(), Json::Object(pairs));
    }
    object
}

/// The members of an object.
fn members(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(members) => members,
        _ => Map::new(),
    }
}
