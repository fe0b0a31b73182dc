//! Patterns with named placeholders: `{count}, {from} to {to}`.

use std::borrow::Cow;

/// Fills the placeholders of a pattern; one without a value stays as written.
///
/// What is filled in is not looked at again: a title may hold braces.
pub(super) fn fill<'v>(pattern: &str, value: impl Fn(&str) -> Option<Cow<'v, str>>) -> String {
    let mut text = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some((before, from)) = rest.split_once('{') {
        text.push_str(before);
        let found = from.split_once('}').and_then(|(name, after)| Some((value(name)?, after)));
        match found {
            Some((value, after)) => {
                text.push_str(&value);
                rest = after;
            }
            None => {
                text.push('{');
                rest = from;
            }
        }
    }
    text.push_str(rest);
    text
}
