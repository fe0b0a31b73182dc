//! Text becomes a YAML scalar that reads back as the same text: for fixes, and for every command that writes front matter.

/// Between quotes, on one line: double quotes, single ones where that saves escapes.
#[must_use]
pub fn quoted(text: &str) -> String {
    if !text.contains(['\'']) && text.contains(['"', '\\']) && !text.contains(is_odd) {
        return format!("'{text}'");
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // Written out, so that an invisible character in a fix can be seen in a review.
            c if is_odd(c) => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// As it is where it stays the same text in a block and in a list between brackets, else between quotes.
#[must_use]
pub fn scalar(text: &str) -> String {
    let first = text.chars().next().unwrap_or(' ');
    let opens = first.is_whitespace() || "-?:,[]{}#&*!|>'\"%@`".contains(first) || text.starts_with("...");
    let next_is_word = |at: usize| text[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
    let colon = text.match_indices(':').any(|(at, _)| !next_is_word(at));
    let inside = colon || text.contains([',', '[', ']', '{', '}']) || text.contains(" #");
    let odd = text.contains(is_odd) || text.ends_with(char::is_whitespace);
    if opens || inside || odd || super::shape::is_null(text) { quoted(text) } else { text.to_owned() }
}

/// Between the quotes that stand around `written`, the scalar it is to replace, where they can hold it; else as
/// [`scalar`] does.
#[must_use]
pub fn like(written: &str, text: &str) -> String {
    match written.chars().next() {
        Some('"') if !text.contains(['"', '\\']) && !text.contains(is_odd) => format!("\"{text}\""),
        Some('\'') if !text.contains('\'') && !text.contains(is_odd) => format!("'{text}'"),
        _ => scalar(text),
    }
}

/// Characters that the parser refuses, drops or takes for a line break.
fn is_odd(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}
