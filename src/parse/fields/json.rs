//! `extra` for themes: YAML becomes JSON by the core rules of YAML 1.2 (10.3.2), and nothing of it is interpreted.

use serde_json::{Map, Number, Value};

use super::super::yaml::{Kind, Node, Style};
use super::Reader;

impl Reader<'_> {
    /// A value as JSON; keys that stand twice in a map are noted.
    pub fn json(&mut self, node: &Node) -> Value {
        match &node.kind {
            Kind::Scalar(text, Style::Plain) => typed(text),
            Kind::Scalar(_, Style::Absent) => Value::Null,
            Kind::Scalar(text, _) => Value::String(text.clone()),
            Kind::List(items) => Value::Array(items.iter().map(|item| self.json(item)).collect()),
            Kind::Map(entries) => {
                let mut map = Map::new();
                for (key, node) in self.each_key(entries) {
                    let value = self.json(node);
                    map.insert(key.text.clone(), value);
                }
                Value::Object(map)
            }
        }
    }
}

/// A plain scalar.
fn typed(text: &str) -> Value {
    match text {
        "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    number(text).map_or_else(|| Value::String(text.to_owned()), Value::Number)
}

/// Whole numbers and fractions; `.inf` and `.nan` are no JSON and stay text.
fn number(text: &str) -> Option<Number> {
    if let Some(digits) = text.strip_prefix("0x").filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit())) {
        return u64::from_str_radix(digits, 16).ok().map(Number::from);
    }
    if let Some(digits) = text.strip_prefix("0o").filter(|digits| digits.bytes().all(|b| b.is_ascii_digit())) {
        return u64::from_str_radix(digits, 8).ok().map(Number::from);
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'));
    if !plain || !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        let small = text.strip_prefix('+').unwrap_or(text);
        return small.parse::<i64>().map(Number::from).or_else(|_| small.parse::<u64>().map(Number::from)).ok();
    }
    text.parse::<f64>().ok().and_then(Number::from_f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn plain_scalars_have_the_types_of_yaml() {
        for (text, value) in [
            ("true", json!(true)),
            ("FALSE", json!(false)),
            ("~", json!(null)),
            ("null", json!(null)),
            ("12", json!(12)),
            ("-7", json!(-7)),
            ("+3", json!(3)),
            ("0x1F", json!(31)),
            ("0o17", json!(15)),
            ("1.5", json!(1.5)),
            ("1e3", json!(1000.0)),
            (".5", json!(0.5)),
            ("18446744073709551615", json!(u64::MAX)),
            ("no", json!("no")),
            ("2016-09-08", json!("2016-09-08")),
            (".inf", json!(".inf")),
            ("1e999", json!("1e999")),
            ("99999999999999999999", json!("99999999999999999999")),
            ("1.2.3", json!("1.2.3")),
            ("0o9", json!("0o9")),
            ("e", json!("e")),
            ("-", json!("-")),
            ("0x", json!("0x")),
            ("1e", json!("1e")),
            ("infinity", json!("infinity")),
            ("nan", json!("nan")),
        ] {
            assert_eq!(typed(text), value, "{text}");
        }
    }
}
