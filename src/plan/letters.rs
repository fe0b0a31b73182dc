//! Indexes from A to Z, in every script.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use super::view::{Letter, Row};

/// Groups rows by the first letter of what they are sorted under.
///
/// Accents do not make a letter of their own; digits and signs stand under `#`. Within a letter the order is that of
/// the text without accents and case, then of the text itself.
#[must_use]
pub(super) fn letters<'d, 't>(rows: impl Iterator<Item = (&'t str, Row<'d>)>) -> Vec<Letter<'d>> {
    let mut sorted: Vec<(String, String, &str, Row<'d>)> = rows
        .map(|(text, row)| {
            let plain = plain(text);
            (first_letter(&plain), plain, text, row)
        })
        .collect();
    sorted.sort_by(|a, b| (&a.0, &a.1, a.2, &a.3.link.href).cmp(&(&b.0, &b.1, b.2, &b.3.link.href)));
    let mut groups: BTreeMap<String, Vec<Row<'d>>> = BTreeMap::new();
    for (letter, _, _, row) in sorted {
        groups.entry(letter).or_default().push(row);
    }
    groups.into_iter().map(|(letter, rows)| Letter { id: id(&letter), letter, rows }).collect()
}

/// Small letters without accents, beginning at the first letter or digit.
pub(super) fn plain(text: &str) -> String {
    let text: String = text.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn first_letter(plain: &str) -> String {
    match plain.graphemes(true).next() {
        Some(letter) if letter.chars().all(char::is_alphabetic) => letter.to_uppercase(),
        _ => "#".to_owned(),
    }
}

/// An anchor made of code points, so that it is valid in every script.
pub(super) fn id(letter: &str) -> String {
    let codes: Vec<String> = letter
        .chars()
        .map(|c| match c {
            'A'..='Z' => c.to_ascii_lowercase().to_string(),
            other => format!("{:x}", u32::from(other)),
        })
        .collect();
    format!("l-{}", codes.join("-"))
}
