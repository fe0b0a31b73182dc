//! JSON that may stand inside an HTML `script` element.

use serde_json::Value;

use crate::gate::html::Html;

/// The value as JSON in which no character can end the element, open a comment or break a line of script: `<`, `>`, `&`,
/// U+2028 and U+2029 are written as `\uXXXX`, which means the same to every JSON reader.
///
/// Source: HTML, "Restrictions for contents of script elements"; these characters can only stand inside JSON strings.
pub fn for_html(value: &Value) -> Html {
    let json = value.to_string();
    let mut out = String::with_capacity(json.len());
    let (mut copied, mut at) = (0, 0);
    // U+2028 and U+2029 begin with 0xE2, as some other characters do.
    let is_suspect = |byte: &u8| matches!(byte, b'<' | b'>' | b'&' | 0xE2);
    while let Some(next) = json.as_bytes()[at..].iter().position(is_suspect) {
        at += next;
        let Some(found) = json[at..].chars().next() else { break };
        let instead = match found {
            '<' => Some("\\u003c"),
            '>' => Some("\\u003e"),
            '&' => Some("\\u0026"),
            '\u{2028}' => Some("\\u2028"),
            '\u{2029}' => Some("\\u2029"),
            _ => None,
        };
        if let Some(instead) = instead {
            out.push_str(&json[copied..at]);
            out.push_str(instead);
            copied = at + found.len_utf8();
        }
        at += found.len_utf8();
    }
    out.push_str(&json[copied..]);
    Html::trusted(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn nothing_can_end_the_element() {
        let html = for_html(&json!({"a</script>": "<!--<script>&amp;\u{2028}\u{2029}\"\\"}));
        assert_eq!(
            html.as_str(),
            r#"{"a\u003c/script\u003e":"\u003c!--\u003cscript\u003e\u0026amp;\u2028\u2029\"\\"}"#
        );
    }

    proptest! {
        #[test]
        fn it_reads_back_as_the_same_value(text in "(?s).{0,60}|[<>&\u{2028}\\\\\"]{0,20}") {
            let value = json!({"k": text});
            let html = for_html(&value);
            let escaped = !html.as_str().contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
            prop_assert!(escaped);
            prop_assert_eq!(serde_json::from_str::<Value>(html.as_str()).unwrap(), value);
        }
    }
}
