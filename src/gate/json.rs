//! JSON that may stand inside an HTML `script` element.

use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::gate::html::Html;

/// The value as JSON in which no character can end the element, open a comment or break a line of script: `<`, `>`, `&`,
/// U+2028 and U+2029 are written as `\uXXXX`, which means the same to every JSON reader. Nothing for a value that JSON
/// cannot say, such as a map whose keys are not texts.
///
/// Source: HTML, "Restrictions for contents of script elements"; these characters can only stand inside JSON strings.
pub fn for_html(value: &impl Serialize) -> Html {
    let mut out = Vec::with_capacity(2048);
    let written = value.serialize(&mut Serializer::with_formatter(&mut out, Harmless));
    Html::trusted(written.ok().and_then(|()| String::from_utf8(out).ok()).unwrap_or_default())
}

/// Writes strings so that HTML sees nothing in them.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let bytes = fragment.as_bytes();
        let mut copied = 0;
        for (at, byte) in bytes.iter().enumerate() {
            let (instead, length) = match (byte, &bytes[at..]) {
                (b'<', _) => (r"\u003c", 1),
                (b'>', _) => (r"\u003e", 1),
                (b'&', _) => (r"\u0026", 1),
                (0xE2, [_, 0x80, 0xA8, ..]) => (r"\u2028", 3),
                (0xE2, [_, 0x80, 0xA9, ..]) => (r"\u2029", 3),
                _ => continue,
            };
            writer.write_all(&bytes[copied..at])?;
            writer.write_all(instead.as_bytes())?;
            copied = at + length;
        }
        writer.write_all(&bytes[copied..])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

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
