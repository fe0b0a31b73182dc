//! What a file is called in a comment, where it lies, and what it says otherwise than before.

use crate::changes::inventory::{Sort, Value};
use crate::changes::{Change, Difference, Fate, What};
use crate::report::Sources;
use crate::report::comment::cell;
use crate::report::layout::cut;

/// Keys that are shown of one change.
const MOST_KEYS: usize = 8;

/// Characters that are shown of what a key says.
const MOST_CHARS: usize = 80;

/// Title, file, and what differs, a line each.
pub(super) fn lines(change: &Change<'_>, sources: &Sources<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(change.document.map(|document| cell(&document.title)));
    lines.push(cell(&sources.in_repository(change.path)));
    lines.extend(change.from.map(|from| format!("was {}", cell(&sources.in_repository(from)))));
    if let Some(reason) = change.document.and_then(|document| document.withdrawn.as_deref()) {
        lines.push(format!("withdrawn, {}", cell(reason)));
    }
    // What was withdrawn is not to be repeated.
    if change.what != What::Withdrawn {
        differences(&mut lines, &change.differences);
    }
    lines.extend(remark(change));
    lines
}

/// What else a reviewer should know.
fn remark(change: &Change<'_>) -> Option<String> {
    if matches!(change.sort, Sort::Vocabulary | Sort::Other) || change.what == What::Removed {
        return None;
    }
    let sentence = match (change.page, change.is_draft) {
        (Fate::Goes, true) => "a draft now, and no longer published",
        (_, true) => "a draft, which is not published",
        (Fate::Goes | Fate::Never, false) => "cannot be published as it is: see the problems",
        (Fate::Comes, false) if change.what != What::Added => "was not published before",
        (Fate::Stays, false) if change.what == What::Changed && change.differences.is_empty() => "says what it said",
        _ => return None,
    };
    Some(sentence.to_owned())
}

/// Each key that says something else, with what it said and says.
pub(super) fn differences(lines: &mut Vec<String>, differences: &[Difference]) {
    lines.extend(differences.iter().take(MOST_KEYS).map(difference));
    match differences.len().saturating_sub(MOST_KEYS) {
        0 => {}
        1 => lines.push("and 1 more key".to_owned()),
        many => lines.push(format!("and {many} more keys")),
    }
}

fn difference(difference: &Difference) -> String {
    let key = cell(difference.key);
    let words = |text: &str| cut(text, MOST_CHARS);
    match (&difference.was, &difference.now) {
        (Some(Value::Words(was)), Some(Value::Words(now))) => {
            let (was, now) = apart(was, now);
            format!("{key}: {} → {}", words(&was), words(&now))
        }
        (None, Some(Value::Words(now))) => format!("{key} added: {}", words(now)),
        (Some(Value::Words(was)), None) => format!("{key} removed: {}", words(was)),
        (None, _) => format!("{key} added"),
        (_, None) => format!("{key} removed"),
        (Some(_), Some(_)) => format!("{key} changed"),
    }
}

/// Two texts from shortly before where they differ, so that the difference is among what is shown.
fn apart(was: &str, now: &str) -> (String, String) {
    const BEFORE: usize = 20;
    let same = was.chars().zip(now.chars()).take_while(|(a, b)| a == b).count();
    let from = |text: &str| match same.saturating_sub(BEFORE) {
        skipped if same > MOST_CHARS / 2 => format!("…{}", text.chars().skip(skipped).collect::<String>()),
        _ => text.to_owned(),
    };
    (from(was), from(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_shown_from_where_they_differ() {
        assert_eq!(apart("short", "shore"), ("short".to_owned(), "shore".to_owned()));
        let long = "é".repeat(50);
        let part = "é".repeat(20);
        assert_eq!(apart(&format!("{long}a"), &format!("{long}b")), (format!("…{part}a"), format!("…{part}b")));
    }
}
