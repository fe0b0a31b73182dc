//! Plural forms: which form of a noun stands with a whole number, by the rules of Unicode CLDR.
//!
//! Source: CLDR, "Language Plural Rules", cardinal rules
//! (<https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html>). Only whole numbers are
//! counted here, so the rules for fractions and for compact notation are left out. A table of our own, because the crate
//! `intl_pluralrules` brings two more for ten short rules, and knows no `many` in French and Spanish.

use std::collections::BTreeMap;

/// A plural category of CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Category {
    /// `zero`
    Zero,
    /// `one`
    One,
    /// `two`
    Two,
    /// `few`
    Few,
    /// `many`
    Many,
    /// `other`
    Other,
}

impl Category {
    /// The category of this name.
    pub(super) fn named(name: &str) -> Option<Category> {
        Some(match name {
            "zero" => Category::Zero,
            "one" => Category::One,
            "two" => Category::Two,
            "few" => Category::Few,
            "many" => Category::Many,
            "other" => Category::Other,
            _ => return None,
        })
    }
}

/// The forms of a counted noun, and the language they are written in.
// The language stays with the forms: an English noun that stands in for a missing Russian one is counted in English.
#[derive(Debug, Clone)]
pub(super) struct Forms {
    /// The language alone: `ru`.
    pub(super) language: String,
    /// The forms there are.
    pub(super) forms: BTreeMap<Category, String>,
}

impl Forms {
    /// The form for this number; `other` where the one wanted is missing.
    pub(super) fn form(&self, n: usize) -> Option<&str> {
        let wanted = self.forms.get(&category(&self.language, n));
        wanted.or_else(|| self.forms.get(&Category::Other)).map(String::as_str)
    }
}

/// The category of a whole number in a language; a language without a rule here counts like English.
pub(super) fn category(language: &str, n: usize) -> Category {
    let (ten, hundred) = (n % 10, n % 100);
    let teen = (11..=14).contains(&hundred);
    match language {
        "ar" | "ars" => match (n, hundred) {
            (0, _) => Category::Zero,
            (1, _) => Category::One,
            (2, _) => Category::Two,
            (_, 3..=10) => Category::Few,
            (_, 11..=99) => Category::Many,
            _ => Category::Other,
        },
        "be" | "ru" | "uk" => match ten {
            1 if !teen => Category::One,
            2..=4 if !teen => Category::Few,
            _ => Category::Many,
        },
        "bs" | "hr" | "sh" | "sr" => match ten {
            1 if !teen => Category::One,
            2..=4 if !teen => Category::Few,
            _ => Category::Other,
        },
        "pl" => match (n, ten) {
            (1, _) => Category::One,
            (_, 2..=4) if !teen => Category::Few,
            _ => Category::Many,
        },
        "cs" | "sk" => match n {
            1 => Category::One,
            2..=4 => Category::Few,
            _ => Category::Other,
        },
        "fr" | "pt" => million(n).unwrap_or(if n <= 1 { Category::One } else { Category::Other }),
        "es" | "it" | "ca" => million(n).unwrap_or(one(n)),
        "am" | "bn" | "fa" | "gu" | "hi" | "hy" | "kn" | "prs" | "ti" | "zu" if n <= 1 => Category::One,
        "he" | "iw" if n == 2 => Category::Two,
        "ro" | "mo" => match (n, hundred) {
            (1, _) => Category::One,
            (0, _) | (_, 1..=19) => Category::Few,
            _ => Category::Other,
        },
        "id" | "ja" | "ko" | "lo" | "ms" | "my" | "th" | "vi" | "zh" => Category::Other,
        _ => one(n),
    }
}

fn one(n: usize) -> Category {
    if n == 1 { Category::One } else { Category::Other }
}

/// Romance languages say "a million *of* reports".
fn million(n: usize) -> Option<Category> {
    (n > 0 && n.is_multiple_of(1_000_000)).then_some(Category::Many)
}
