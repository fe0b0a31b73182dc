//! How many words of a headline an address repeats: publishers make addresses of headlines, which confirms both.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::gate::href::Href;

/// The words of a headline as an address may spell them: small letters, without accents. What has an apostrophe or full
/// stop inside is there whole and in parts: publishers do both (`l-emissaire`, `lemissaire`; `u-s`, `us`).
pub(super) fn words(text: &str) -> Vec<String> {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let inner = |c: char| "'’‘ʼ`.".contains(c);
    let mut words = Vec::new();
    for word in plain.split(|c: char| !c.is_alphanumeric() && !inner(c)).filter(|word| !word.is_empty()) {
        let parts = word.split(inner).filter(|part| !part.is_empty()).map(str::to_owned);
        let whole: String = word.chars().filter(|c| !inner(*c)).collect();
        words.extend(parts);
        if !whole.is_empty() && words.last() != Some(&whole) {
            words.push(whole);
        }
    }
    words
}

/// How an address agrees with a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Agreement {
    /// Words of the address that stand in the headline.
    pub(super) same: usize,
    /// Words of the address that do not; numbers and the publisher's own codes are not counted.
    pub(super) other: usize,
}

impl Agreement {
    /// Whether the address was made of the headline.
    pub(super) fn confirms(self) -> bool {
        self.same >= 3 && self.other * 5 <= self.same
    }

    /// Larger where more words agree.
    pub(super) fn score(self) -> i64 {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX / 8);
        3 * count(self.same.min(1000)) - 4 * count(self.other.min(1000))
    }
}

/// Compares an address with the words of a headline.
pub(super) fn agreement(url: &str, headline: &[String]) -> Agreement {
    best(&segments(url), headline)
}

/// The words of each part of an address's path.
pub(super) fn segments(url: &str) -> Vec<Vec<String>> {
    let shown = Href::external(url).map_or_else(|_| url.to_owned(), |href| href.display().to_owned());
    let path = shown.split_once("://").map_or(shown.as_str(), |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let segments = path.split('/').skip(1).map(|segment| {
        let bare = segment.rsplit_once('.').filter(|(_, end)| end.len() <= 5).map_or(segment, |(bare, _)| bare);
        words(&bare.replace(['_', '+', '.'], "-"))
    });
    segments.filter(|words| !words.is_empty()).collect()
}

/// How the part that agrees best agrees.
pub(super) fn best(segments: &[Vec<String>], headline: &[String]) -> Agreement {
    let all = segments.iter().map(|slug| compare(slug, headline));
    all.max_by_key(|agreement| (agreement.score(), agreement.same)).unwrap_or_default()
}

fn compare(slug: &[String], headline: &[String]) -> Agreement {
    let mut agreement = Agreement::default();
    for word in slug {
        if headline.contains(word) {
            agreement.same += 1;
        } else if !word.chars().any(char::is_numeric) {
            agreement.other += 1;
        }
    }
    agreement
}
