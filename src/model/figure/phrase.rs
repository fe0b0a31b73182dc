//! The words around a number that open or join it: "at least", "up to", "to", in the six interface languages.
//!
//! All are written in the plain form of [`super::plain`], in which أ is ا and ى is ي.

/// On which side a figure is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// This or more.
    AtLeast,
    /// This or less.
    AtMost,
}

/// What stands before a number.
pub(super) struct Before {
    /// Whether it opens the number.
    pub(super) bound: Option<Bound>,
    /// "Between": an "and" after the number then joins a second one.
    pub(super) between: bool,
}

const BEFORE_AT_LEAST: &str = "at least|more than|over|above|exceeding|no fewer than|no less than|not fewer than|not less than|\
    minimum|minimum of|in excess of|upwards of|\
    au moins|plus de|pas moins de|au minimum|minimum de|\
    al menos|por lo menos|cuando menos|más de|mas de|como mínimo|no menos de|mínimo de|mínimo|\
    не менее|не меньше|более|больше|более чем|больше чем|свыше|по меньшей мере|по крайней мере|минимум|\
    не менше|не менш як|не менш ніж|не менше ніж|щонайменше|понад|більше|більш як|більш ніж|більше ніж|принаймні|мінімум|\
    لا يقل عن|لا تقل عن|علي الاقل|اكثر من|يزيد علي|يزيد عن|ازيد من";

const BEFORE_AT_MOST: &str = "up to|at most|as many as|no more than|not more than|fewer than|less than|under|below|maximum|maximum of|\
    jusqu à|au plus|moins de|pas plus de|au maximum|maximum de|\
    hasta|a lo sumo|como máximo|menos de|no más de|no mas de|máximo de|máximo|\
    до|не более|не более чем|не больше|менее|менее чем|меньше|меньше чем|максимум|\
    не більше|не більш як|не більш ніж|не більше ніж|щонайбільше|менше|менш як|менш ніж|менше ніж|\
    لا يزيد عن|لا يزيد علي|لا تزيد عن|لا تزيد علي|لا يتجاوز|حتي|يصل الي|تصل الي|اقل من|علي الاكثر";

const AFTER_AT_LEAST: &str = "or more|and more|at least|or over|and over|and above|minimum|\
    ou plus|et plus|au moins|au minimum|\
    o más|o mas|y más|al menos|por lo menos|como mínimo|\
    и более|или более|и больше|или больше|как минимум|минимум|по меньшей мере|по крайней мере|\
    і більше|й більше|та більше|або більше|чи більше|як мінімум|мінімум|щонайменше|принаймні|\
    علي الاقل|او اكثر|فاكثر|واكثر|كحد ادني";

const AFTER_AT_MOST: &str = "or fewer|or less|at most|maximum|\
    ou moins|au plus|au maximum|\
    o menos|a lo sumo|como máximo|\
    или менее|или меньше|максимум|не более|\
    або менше|чи менше|щонайбільше|не більше|\
    علي الاكثر|او اقل|كحد اقصي";

/// Words that may stand between such a phrase and the number, or in its place, and change nothing: "about", "some".
const PASSED_OVER: &str = "about|around|approximately|approx|roughly|some|nearly|almost|circa|c|ca|estimated|an|a|the|total|of|perhaps|\
    environ|quelque|près|de|presque|les|des|unos|unas|cerca|casi|aproximadamente|alrededor|los|las|\
    около|примерно|приблизительно|порядка|почти|близько|приблизно|майже|орієнтовно|نحو|حوالي|قرابة|زهاء|تقريبا";

const BETWEEN: &str = "between|entre|между|від|між|بين|from|de|от|من";

/// Words that join two numbers to a range wherever they stand between two numbers.
const TO: &str = "to|or|à|ou|a|o|до|или|або|чи|الي|او";

/// Words that join them only after "between".
const AND: &str = "and|et|y|и|і|й|та|و";

/// How many words back or on are looked at; no phrase is longer, fillers and a noun included.
const REACH: usize = 12;

/// What stands before the number at `start`.
pub(super) fn before(chars: &[char], start: usize) -> Before {
    let rest = chars.get(..start).unwrap_or_default();
    let sign = rest.iter().rev().find(|c| !c.is_whitespace());
    let by_sign = match sign {
        Some('>' | '≥') => Some(Bound::AtLeast),
        Some('<' | '≤') => Some(Bound::AtMost),
        _ => None,
    };
    let clause = rest.iter().rposition(|c| matches!(c, ',' | ';' | ':' | '(' | ')' | '،' | '؛')).map_or(0, |at| at + 1);
    let mut words = words(&rest[clause..]);
    words.drain(..words.len().saturating_sub(REACH));
    let mut found = Before { bound: by_sign, between: false };
    while let Some(last) = words.last() {
        found.between |= one_of(BETWEEN, last);
        if found.bound.is_none() {
            found.bound = bound(BEFORE_AT_LEAST, BEFORE_AT_MOST, |phrase| ends_with(&words, phrase));
        }
        if found.bound.is_some() || !one_of(PASSED_OVER, last) {
            break;
        }
        words.pop();
    }
    found
}

/// Whether what follows a number opens it: `15+`, `20 or more`, `20 people at least`.
pub(super) fn after(chars: &[char], end: usize) -> Option<Bound> {
    let rest = chars.get(end..)?;
    if rest.first() == Some(&'+') {
        return Some(Bound::AtLeast);
    }
    let stop = |c: &char| c.is_ascii_digit() || matches!(c, ',' | ';' | ':' | '.' | '(' | ')' | '،' | '؛');
    let cut = rest.iter().position(stop).unwrap_or(rest.len());
    let words = words(&rest[..cut]);
    // "20 killed and at least 5 wounded": the phrase belongs to the next number.
    let next_number = rest.get(cut).is_some_and(char::is_ascii_digit);
    (0..3).find_map(|skipped| {
        let words = words.get(skipped..)?;
        bound(AFTER_AT_LEAST, AFTER_AT_MOST, |phrase| {
            let found = phrase.split(' ').zip(words).filter(|(part, word)| part == word).count();
            let length = phrase.split(' ').count();
            found == length && !(next_number && length == words.len())
        })
    })
}

/// Where a second number begins that a dash or a word joins to the one ending at `end`.
pub(super) fn joined(chars: &[char], end: usize, between: bool) -> Option<usize> {
    let spaces = |at: usize| at + chars.get(at..).unwrap_or_default().iter().take_while(|c| c.is_whitespace()).count();
    let at = spaces(end);
    let word: String = chars.get(at..)?.iter().take_while(|c| c.is_alphabetic()).take(REACH).collect();
    let length = if word.is_empty() { 1 } else { word.chars().count() };
    let joins = match word.as_str() {
        "" => chars.get(at).is_some_and(|c| is_dash(*c)),
        word => one_of(TO, word) || (between && one_of(AND, word)),
    };
    let start = spaces(at + length);
    (joins && chars.get(start).is_some_and(char::is_ascii_digit)).then_some(start)
}

/// Whether a sign may join two numbers.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−')
}

/// The bound of the longest phrase that fits: "no more than" is not "more than".
fn bound(at_least: &str, at_most: &str, fits: impl Fn(&str) -> bool) -> Option<Bound> {
    let longest = |phrases: &str| phrases.split('|').filter(|phrase| fits(phrase)).map(str::len).max();
    match (longest(at_least), longest(at_most)) {
        (None, None) => None,
        (low, high) => Some(if low >= high { Bound::AtLeast } else { Bound::AtMost }),
    }
}

fn words(chars: &[char]) -> Vec<String> {
    let parts = chars.split(|c| !c.is_alphanumeric());
    parts.filter(|part| !part.is_empty()).map(|part| part.iter().collect()).collect()
}

fn one_of(list: &str, word: &str) -> bool {
    list.split('|').any(|known| known == word)
}

/// Whether the words end with this phrase; its first word may carry a joined Arabic "and", "so", "with" or "for".
fn ends_with(words: &[String], phrase: &str) -> bool {
    let parts: Vec<&str> = phrase.split(' ').collect();
    let Some(tail) = words.len().checked_sub(parts.len()).and_then(|at| words.get(at..)) else {
        return false;
    };
    tail.iter().zip(&parts).enumerate().all(|(at, (word, part))| {
        word == part || (at == 0 && word.strip_prefix(['و', 'ف', 'ب', 'ل']).is_some_and(|rest| rest == *part))
    })
}
