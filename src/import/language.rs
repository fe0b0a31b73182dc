//! In which language a text is written: by its letters, and in Latin letters by its commonest words.

use crate::gate::script::Script;

use super::report::Sure;

/// Words that are common in one language and mean nothing in the others.
const COMMON: [(&str, &[&str]); 5] = [
    ("en", &["the", "of", "and", "to", "in", "was", "were", "with", "that", "for", "by", "from", "its", "said"]),
    ("fr", &["le", "les", "des", "et", "du", "dans", "une", "est", "pour", "qui", "sur", "avec", "au", "aux"]),
    ("es", &["el", "los", "las", "del", "y", "una", "por", "con", "que", "para", "fue", "su", "según", "sus"]),
    ("de", &["der", "die", "und", "das", "den", "von", "mit", "dem", "ist", "nicht", "eine", "ein", "zu", "auf"]),
    ("pt", &["os", "das", "dos", "não", "uma", "com", "em", "foi", "pelo", "pela", "ao", "são", "mas", "seu"]),
];

/// The language, a BCP 47 tag; nothing where that cannot be told.
pub(super) fn detect(text: &str) -> Option<(&'static str, Sure)> {
    let count = |script: Script| text.chars().filter(|c| Script::of(*c) == Some(script)).count();
    let (latin, cyrillic, arabic) = (count(Script::Latin), count(Script::Cyrillic), count(Script::Arabic));
    if cyrillic > latin && cyrillic > arabic {
        return cyrillic_language(text);
    }
    if arabic > latin && arabic > cyrillic {
        // Persian and Urdu have letters that Arabic has not.
        let (persian, urdu) = (has(text, "پچژگ"), has(text, "ٹڈڑے"));
        return match (persian, urdu) {
            (0..=2, 0..=2) => Some(("ar", Sure::Likely)),
            (_, 0..=2) => Some(("fa", Sure::Unsure)),
            _ => Some(("ur", Sure::Unsure)),
        };
    }
    if count(Script::Hebrew) > latin {
        return Some(("he", Sure::Likely));
    }
    latin_language(text)
}

fn has(text: &str, letters: &str) -> usize {
    text.chars().filter(|c| letters.contains(*c)).count()
}

fn cyrillic_language(text: &str) -> Option<(&'static str, Sure)> {
    let (russian, ukrainian) = (has(text, "ыэъёЫЭЪЁ"), has(text, "іїєґІЇЄҐ"));
    match (russian, ukrainian) {
        (0, 1..) => Some(("uk", Sure::Likely)),
        (_, 0) => Some(("ru", if russian > 0 { Sure::Likely } else { Sure::Unsure })),
        (russian, ukrainian) if ukrainian > 4 * russian => Some(("uk", Sure::Unsure)),
        (russian, ukrainian) if russian > 4 * ukrainian => Some(("ru", Sure::Unsure)),
        _ => None,
    }
}

fn latin_language(text: &str) -> Option<(&'static str, Sure)> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let mut found: Vec<(usize, &str)> =
        COMMON.iter().map(|(tag, common)| (words.iter().filter(|word| common.contains(word)).count(), *tag)).collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    match *found.as_slice() {
        [(best, tag), (second, _), ..] if best >= 3 && best >= 2 * second => Some((tag, Sure::Likely)),
        _ => None,
    }
}
