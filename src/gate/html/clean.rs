//! The characters of a body: what deceives is left out, what was lost is reported, all else stays.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::gate::html::problem::{BodyProblem, BodyProblemKind};
use crate::gate::text::{Suspicion, suspicious};

/// Problems kept of one body: a file of nothing but invisible characters gets a list that can be read.
const MAX_PROBLEMS: usize = 1000;

/// Adds a problem: next to one of its own kind it becomes one with it.
pub(super) fn report(problems: &mut Vec<BodyProblem>, range: Range<usize>, kind: BodyProblemKind) {
    if let Some(last) = problems.last_mut().filter(|last| last.kind == kind && last.range.end == range.start) {
        last.range.end = range.end;
    } else if problems.len() < MAX_PROBLEMS {
        problems.push(BodyProblem { range, kind });
    }
}

/// Running text in NFC without what deceives. `range` is where it stands in `markdown`.
///
/// Directional marks (U+200E, U+200F, U+061C) stay: an Arabic sentence may need one at its end, and none can turn more
/// than the punctuation beside it. What embeds, overrides or isolates goes: it can make a reader see other words.
pub(super) fn text<'t>(
    problems: &mut Vec<BodyProblem>,
    markdown: &str,
    text: &'t str,
    range: &Range<usize>,
) -> Cow<'t, str> {
    let kept = sifted(problems, markdown, text, range, |suspicion| match suspicion {
        Suspicion::Bidi('\u{200E}' | '\u{200F}' | '\u{061C}') => Fate::Kept,
        Suspicion::Control('\t' | '\n') => Fate::Kept,
        Suspicion::Control(_) | Suspicion::Bidi(_) | Suspicion::Invisible(_) => Fate::Dropped,
        Suspicion::Lost
        | Suspicion::Mojibake { .. }
        | Suspicion::Mixed { .. }
        | Suspicion::Placeholder(_)
        | Suspicion::PrivateUse(_) => Fate::Reported,
    });
    if kept.is_ascii() || is_nfc(&kept) { kept } else { kept.nfc().collect::<String>().into() }
}

/// The text of code: as [`text`], but no letter is changed and no symbol is suspected.
pub(super) fn code<'t>(
    problems: &mut Vec<BodyProblem>,
    markdown: &str,
    text: &'t str,
    range: &Range<usize>,
) -> Cow<'t, str> {
    sifted(problems, markdown, text, range, |suspicion| match suspicion {
        Suspicion::Control('\t' | '\n') => Fate::Kept,
        Suspicion::Control(_) | Suspicion::Bidi(_) | Suspicion::Invisible(_) => Fate::Dropped,
        Suspicion::Lost => Fate::Reported,
        Suspicion::Mojibake { .. } | Suspicion::Mixed { .. } | Suspicion::Placeholder(_) | Suspicion::PrivateUse(_) => {
            Fate::Kept
        }
    })
}

enum Fate {
    Kept,
    Reported,
    Dropped,
}

fn sifted<'t>(
    problems: &mut Vec<BodyProblem>,
    markdown: &str,
    text: &'t str,
    range: &Range<usize>,
    judge: fn(&Suspicion) -> Fate,
) -> Cow<'t, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return text.into();
    }
    let suspicions = suspicious(text);
    if suspicions.is_empty() {
        return text.into();
    }
    // Where entities were decoded, bytes of the text are not bytes of the Markdown: the whole stretch is named.
    let same = markdown.get(range.clone()) == Some(text);
    let mut kept = String::with_capacity(text.len());
    let mut copied = 0;
    for (within, suspicion) in suspicions {
        let fate = judge(&suspicion);
        if matches!(fate, Fate::Dropped) {
            kept.push_str(&text[copied..within.start]);
            copied = within.end;
        }
        if !matches!(fate, Fate::Kept) {
            let place = if same { range.start + within.start..range.start + within.end } else { range.clone() };
            report(problems, place, suspicion.into());
        }
    }
    kept.push_str(&text[copied..]);
    kept.into()
}
