//! Languages of texts: BCP 47 tags, and the direction their script is read in.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::gate::text::{Dir, lang_dir};

/// A well-formed BCP 47 language tag (RFC 5646, section 2.1) in its recommended case: `ar`, `pt-BR`, `sr-Latn`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Lang(String);

impl Lang {
    /// Reads a tag; nothing when it is not well formed. Private use (`x-…`) and grandfathered tags are not taken.
    #[must_use]
    pub fn parse(text: &str) -> Option<Lang> {
        let mut parts = text.split('-');
        let language = parts.next()?;
        if !(2..=3).contains(&language.len()) || !language.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let mut tag = language.to_ascii_lowercase();
        for part in parts {
            if part.is_empty() || part.len() > 8 || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return None;
            }
            tag.push('-');
            tag.push_str(&subtag_case(part));
        }
        (tag.len() <= 35).then_some(Lang(tag))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone: `pt` of `pt-BR`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The direction of its script.
    #[must_use]
    pub fn dir(&self) -> Dir {
        lang_dir(&self.0)
    }
}

/// Recommended case (RFC 5646, 2.1.1): scripts in title case, regions in capitals, the rest small.
fn subtag_case(part: &str) -> String {
    let small = part.to_ascii_lowercase();
    match (part.len(), part.bytes().all(|b| b.is_ascii_alphabetic())) {
        (4, true) => small[..1].to_ascii_uppercase() + &small[1..],
        (2, true) => small.to_ascii_uppercase(),
        _ => small,
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_take_their_recommended_case() {
        let read = |text| Lang::parse(text).map(|lang| lang.to_string());
        assert_eq!(read("PT-br").as_deref(), Some("pt-BR"));
        assert_eq!(read("sr-latn-rs").as_deref(), Some("sr-Latn-RS"));
        for wrong in ["", "english", "e", "en_GB", "ar-", "en-ßx", "x-private"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_script_decides_before_the_language() {
        let dir = |text| Lang::parse(text).map(|lang| lang.dir());
        assert_eq!(dir("ar"), Some(Dir::Rtl));
        assert_eq!(dir("ar-Latn"), Some(Dir::Ltr));
        assert_eq!(dir("az-Arab"), Some(Dir::Rtl));
        assert_eq!(dir("yi"), Some(Dir::Rtl));
        assert_eq!(dir("uk"), Some(Dir::Ltr));
    }
}
