//! Host names: what people should see of them, and what belongs to one owner.

use unicode_normalization::is_nfc;

use crate::gate::script::{Script, is_mixed};

/// Top-level domains whose readers write Cyrillic, so that a Cyrillic name there is no imitation of a Latin one.
const CYRILLIC_TLDS: [&str; 14] = ["ba", "bg", "by", "kg", "kz", "me", "mk", "mn", "rs", "ru", "su", "tj", "ua", "uz"];

/// Second-level names below which countries let people register: `co.uk`, `com.tr`, `gov.sy`.
const SECOND_LEVEL: [&str; 14] =
    ["ac", "co", "com", "edu", "gob", "gov", "gouv", "mil", "ne", "net", "or", "org", "press", "sch"];

/// The host without a leading `www.`, if a name with a dot is left.
pub fn without_www(host: &str) -> &str {
    host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(host)
}

/// Whether this is a name that somebody outside may look up: at least two labels, the last one not a number.
pub fn is_public_name(host: &str) -> bool {
    let labels: Vec<&str> = host.strip_suffix('.').unwrap_or(host).split('.').collect();
    let good = |label: &&str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_' || !c.is_ascii())
    };
    let last = labels.last().copied().unwrap_or_default();
    labels.len() > 1 && labels.iter().all(good) && last.len() > 1 && !last.bytes().all(|b| b.is_ascii_digit())
}

/// The host in its own letters; a label that could pass for another in punycode. IP addresses stay as they are.
pub fn readable(ascii: &str) -> String {
    if !ascii.contains("xn--") {
        return ascii.to_owned();
    }
    let unicode = url::quirks::domain_to_unicode(ascii);
    let labels: Vec<(&str, &str)> = ascii.split('.').zip(unicode.split('.')).collect();
    if labels.len() != ascii.split('.').count() || labels.len() != unicode.split('.').count() {
        return ascii.to_owned();
    }
    let tld = labels.last().map_or("", |(ascii, _)| ascii);
    let shown = labels.iter().map(|(ascii, label)| if is_honest(label, tld) { *label } else { *ascii });
    shown.collect::<Vec<_>>().join(".")
}

/// Whether a label looks like nothing but itself: letters of scripts that people write together, and not a Cyrillic
/// word made only of letters that look Latin. Source: UTS #39, and Chromium's IDN policy, "whole-script confusables".
fn is_honest(label: &str, tld: &str) -> bool {
    const LOOK_LATIN: &str = "асԁеһіјӏорԛѕԝхуъьѵүһҽԍв";
    let letters = label.chars().filter(|c| Script::of(*c).is_some()).collect::<Vec<_>>();
    let imitates = !letters.is_empty()
        && letters.iter().all(|c| LOOK_LATIN.contains(*c))
        && !tld.starts_with("xn--")
        && !CYRILLIC_TLDS.contains(&tld);
    let known = label.chars().all(|c| c == '-' || c.is_ascii_digit() || Script::of(c).is_some());
    known && !imitates && !is_mixed(label) && is_nfc(label)
}

/// The likely registrable domain of a host in ASCII. An IP address is its own.
pub fn site(ascii: &str) -> String {
    if ascii.starts_with('[') || ascii.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return ascii.to_owned();
    }
    let labels: Vec<&str> = ascii.trim_end_matches('.').split('.').collect();
    let country = labels.last().is_some_and(|tld| tld.len() == 2);
    let second = labels.len() > 2 && SECOND_LEVEL.contains(&labels[labels.len() - 2]);
    let kept = if country && second { 3 } else { 2 };
    labels[labels.len().saturating_sub(kept)..].join(".")
}
