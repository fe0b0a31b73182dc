//! The schema of each kind of value. Patterns are those that ECMA-262 and Rust read alike; `[0-9]`, never `\d`.

use serde_json::{Value as Json, json};

use crate::diagnostic::{Rule, Severity};
use crate::gate::slug::MAX_CHARS;
use crate::keys::{LANG_PATTERN, List, Value};

use super::object;

/// The values that a key takes.
pub(super) fn value(value: Value) -> Json {
    match value {
        Value::Text => text(),
        // Between quotes, or with capitals, they are the same to the reader.
        Value::Flag => json!({ "type": ["boolean", "string"], "pattern": FLAG }),
        Value::Choice(words) => json!({ "enum": words }),
        Value::Date => json!({ "type": "string", "pattern": date() }),
        // A year alone is a number to YAML.
        Value::When => json!({ "type": ["string", "integer"], "pattern": when(), "minimum": 1000, "maximum": 9999 }),
        Value::Lang => lang(),
        Value::Url => json!({ "type": "string", "pattern": URL, "maxLength": crate::gate::href::MAX_BYTES }),
        Value::Slug => slug(),
        Value::Path => json!({ "type": "string", "pattern": "^/[^?#]*[^/?#][^?#]*$" }),
        Value::FileName => {
            json!({ "type": ["string", "number", "boolean"], "pattern": r"^(?!/)(?!.*//)[^:]*[^:\s][^:]*$" })
        }
        Value::Country => json!({ "type": "string", "pattern": "^[A-Za-z]{2}$" }),
        Value::Host => json!({ "type": "string", "pattern": r"^(?!www\.)[^\s/?#:@A-Z]+\.[^\s/?#:@A-Z]+$" }),
        Value::Sha256 => json!({ "type": "string", "pattern": "^[0-9A-Fa-f]{64}$" }),
        Value::Degrees(most) => json!({
            "type": ["number", "string"], "minimum": -i16::from(most), "maximum": most,
            "pattern": r"^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)$",
        }),
        Value::Number(_) => json!({ "type": "integer", "minimum": 1 }),
        Value::Switch(_) => json!({ "type": "boolean" }),
        Value::Setting(setting) if setting.pattern.is_empty() => json!({ "type": "string" }),
        Value::Setting(setting) => json!({ "type": "string", "pattern": setting.pattern }),
        Value::List(list) => array(list),
        Value::OneOf(values) => {
            let values: Vec<Json> = values.iter().map(|one| self::value(*one)).collect();
            json!({ "anyOf": values })
        }
        Value::Map(keys) => Json::Object(object(keys)),
        Value::Labels => json!({ "type": "object", "propertyNames": lang(), "additionalProperties": text() }),
        Value::Anything => json!({ "type": "object" }),
        Value::Rules => rules(),
        Value::Languages => {
            json!({ "type": "object", "propertyNames": lang(), "additionalProperties": { "type": "object" } })
        }
    }
}

/// What holds where a key of site.toml is not there.
pub(super) fn usual(value: Value) -> Option<Json> {
    match value {
        Value::Number(usual) => Some(json!(usual)),
        Value::Switch(usual) => Some(json!(usual)),
        Value::Setting(setting) => Some(json!(setting.usual)),
        _ => None,
    }
}

/// Text with something in it. `no`, `2016` and `1.10` are text to the reader, whatever YAML takes them for.
pub(super) fn text() -> Json {
    json!({ "type": ["string", "number", "boolean"], "pattern": r"\S" })
}

fn slug() -> Json {
    json!({ "type": ["string", "integer", "boolean"], "pattern": SLUG, "maxLength": MAX_CHARS, "minimum": 0 })
}

/// The same as a name of a member, which is always a text.
pub(super) fn slug_name() -> Json {
    json!({ "pattern": SLUG, "maxLength": MAX_CHARS })
}

fn lang() -> Json {
    json!({ "type": "string", "pattern": LANG_PATTERN, "maxLength": 35 })
}

fn array(list: List) -> Json {
    let mut array = json!({ "type": "array", "items": value(*list.of) });
    if list.least > 0 {
        array["minItems"] = json!(list.least);
    }
    if let Some(most) = list.most {
        array["maxItems"] = json!(most);
    }
    array
}

/// Each rule with the severities that a site may give it.
fn rules() -> Json {
    let severities = |rule: &Rule| {
        let least = if rule.guards_safety() { rule.severity() } else { Severity::Off };
        let may = [Severity::Off, Severity::Warning, Severity::Error].into_iter().filter(|one| *one >= least);
        may.map(|severity| severity.to_string()).collect::<Vec<_>>()
    };
    let rule = |rule: &Rule| {
        let schema = json!({
            "enum": severities(rule), "description": rule.sentence(), "default": rule.severity().to_string(),
        });
        (rule.name().to_owned(), schema)
    };
    let rules: serde_json::Map<String, Json> = Rule::ALL.iter().map(rule).collect();
    json!({ "type": "object", "properties": rules, "additionalProperties": false })
}

const FLAG: &str = "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$";

/// No space and no backslash, no user name, and a host with a dot or in brackets.
const URL: &str = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s\\/?#@]*[.\u3002\uFF0E\uFF61\]][^\s\\/?#@]*([/?#][^\s\\]*)?$";

/// Everything but white space, capitals and signs of ASCII, which a pattern can say of every script.
const SLUG: &str =
    "^[^\\u0000-\\u002F\\u003A-\\u0060\\u007B-\\u007F]+(-[^\\u0000-\\u002F\\u003A-\\u0060\\u007B-\\u007F]+)*$";

/// Months and days with their zeros.
const MONTH: &str = "(0[1-9]|1[0-2])";
const DAY: &str = "(0[1-9]|[12][0-9]|3[01])";

/// A day, with or without its zeros, and a time.
fn date() -> String {
    let day = "[0-9]{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])";
    let time = "([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?";
    format!(r"^\s*{day}([Tt ] *{time} *([Zz]|[-+][0-9]{{2}}(:?[0-9]{{2}})?)?)?\s*$")
}

/// EDTF as far as it is taken: a date, a time, or an interval of them with at least one end.
fn when() -> String {
    let qualifier = "[?~%]?";
    let masked = format!("[0-9]{{4}}(-({MONTH}(-(XX|{DAY}))?|XX(-XX)?))?{qualifier}");
    let plain = format!("[0-9]{{4}}(-{MONTH}(-{DAY})?)?{qualifier}");
    let offset = "(Z|[-+][0-9]{2}(:[0-9]{2})?)";
    let timed = format!("[0-9]{{4}}-{MONTH}-{DAY}T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?{offset}?");
    let edge = format!(r"(({plain}|{timed})?|\.\.)");
    format!(r"^\s*({masked}|{timed}|(?!(\.\.)?/(\.\.)?\s*$){edge}/{edge})\s*$")
}
