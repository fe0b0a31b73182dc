//! Short pieces of a text for listings: cut where a sentence ends, in any script.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::gate::script::Script;

/// Characters after a cut that are looked at: enough to see whether a full stop ends a sentence.
const AHEAD: usize = 200;

/// The text with every run of white space as one space, and none around it.
pub fn one_line(text: &str) -> String {
    beginning(text, usize::MAX)
}

/// The text on one line: all of it, or its first words until they have at least so many characters.
fn beginning(text: &str, min_chars: usize) -> String {
    let mut line = String::with_capacity(text.len().min(min_chars.saturating_mul(4)));
    let mut chars = 0;
    for word in text.split_whitespace() {
        if chars >= min_chars {
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        chars += word.chars().count() + 1;
    }
    line
}

/// How many words a text has: runs of letters and digits, an apostrophe or a full stop inside one not parting it; of
/// Chinese and Japanese every character counts. Close to UAX #29, in a twentieth of the time.
pub fn words(text: &str) -> usize {
    let mut words = 0;
    let mut is_inside = false;
    for c in text.chars() {
        let is_alone = c >= '\u{2E80}' && matches!(Script::of(c), Some(Script::Han | Script::Kana));
        let is_part = c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c));
        if is_alone || (is_part && !is_inside) {
            words += 1;
        }
        let is_glue = matches!(c, '\'' | '’' | '.' | ',' | '_' | '\u{200C}' | '\u{200D}');
        is_inside = !is_alone && (is_part || (is_inside && is_glue));
    }
    words
}

/// The text on one line, at most `max_chars` characters long, with as many whole sentences as fit. Where not even the
/// first fits it is cut between words, or graphemes where there is no space, and `…` shows it.
///
/// Sentences end as UAX #29 says (`.`, `؟`, `۔`, `。`, `।` …), and not after an abbreviation of one letter.
pub fn cut_at_sentence(text: &str, max_chars: usize) -> String {
    // Whether a sentence ends is seen from what follows; no more of a long text is looked at.
    let text = beginning(text, max_chars.saturating_add(AHEAD));
    if text.chars().count() <= max_chars {
        return text;
    }
    let mut kept = 0;
    let mut chars = 0;
    for (at, sentence) in text.split_sentence_bound_indices() {
        // The space after the sentence need not fit.
        if chars + sentence.trim_end().chars().count() > max_chars {
            break;
        }
        chars += sentence.chars().count();
        if is_whole(sentence) {
            kept = at + sentence.trim_end().len();
        }
    }
    if kept > 0 { text[..kept].to_owned() } else { cut_at_word(&text, max_chars) }
}

/// Whether a sentence of UAX #29 ends here for a reader too: it has an ender, and that is not the dot of an initial
/// (`A. Assad`) or a number (`No. 5`).
fn is_whole(sentence: &str) -> bool {
    let sentence = sentence.trim_end().trim_end_matches(|c: char| "\"'”’»)]』」".contains(c));
    let Some(start) = sentence.strip_suffix('.') else {
        return sentence.ends_with(|c: char| "!?…؟۔।॥。！？｡։።".contains(c));
    };
    let last = start.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    let is_title = ["Mr", "Mrs", "Ms", "Dr", "Gen", "Col", "Lt", "Maj", "Sgt", "St", "No", "Prof", "Sen", "Gov", "vs"];
    !is_initial && !is_title.contains(&last)
}

fn cut_at_word(text: &str, max_chars: usize) -> String {
    // One character is for the mark of the cut.
    let room = max_chars.saturating_sub(1);
    let mut end = 0;
    let mut word = 0;
    let mut chars = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        chars += grapheme.chars().count();
        if chars > room {
            break;
        }
        if grapheme == " " {
            word = at;
        }
        end = at + grapheme.len();
    }
    if max_chars == 0 {
        return String::new();
    }
    if text[end..].starts_with(' ') {
        word = end;
    }
    let kept = if word * 2 >= end { &text[..word] } else { &text[..end] };
    let kept = kept.trim_end_matches(|c: char| c.is_whitespace() || ",;:-–—،؛、，".contains(c));
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_of_every_script_are_counted() {
        for (text, count) in [
            ("", 0),
            ("— … !", 0),
            ("It's the U.N. in 3.5 hours.", 6),
            ("Al-Assad", 2),
            ("مُحَمَّد می\u{200c}شود", 2),
            ("युद्धविराम शुरू", 2),
            ("停战 now カ", 4),
            ("UN停战UN", 4),
            ("한국어 뉴스", 2),
        ] {
            assert_eq!(words(text), count, "{text}");
        }
    }

    #[test]
    fn whole_sentences_are_kept() {
        for (text, max, cut) in [
            ("One. Two. Three.", 100, "One. Two. Three."),
            ("One is here. Two is there. Three.", 28, "One is here. Two is there."),
            ("One is here. Two is there. Three.", 26, "One is here. Two is there."),
            ("One is here. Two is there. Three.", 25, "One is here."),
            ("He said “Never.” Then he left the room.", 20, "He said “Never.”"),
            ("Mr. Lavrov and J. Kerry met in Geneva. They talked.", 40, "Mr. Lavrov and J. Kerry met in Geneva."),
            ("هل بدأت الهدنة؟ نعم بدأت الهدنة أمس.", 20, "هل بدأت الهدنة؟"),
            ("停战开始。昨天的会议结束了。", 8, "停战开始。"),
            ("युद्धविराम शुरू हुआ। कल बैठक है।", 22, "युद्धविराम शुरू हुआ।"),
            ("  a \n b\tc ", 10, "a b c"),
        ] {
            assert_eq!(cut_at_sentence(text, max), cut, "{text}");
        }
    }

    #[test]
    fn a_sentence_too_long_is_cut_between_words_and_says_so() {
        assert_eq!(cut_at_sentence("The ceasefire, which began on Monday, holds", 16), "The ceasefire…");
        assert_eq!(cut_at_sentence("Mr. Lavrov met him in Geneva", 12), "Mr. Lavrov…");
        assert_eq!(cut_at_sentence("停战开始昨天的会议结束了", 5), "停战开始…");
        assert_eq!(cut_at_sentence("Supercalifragilistic", 6), "Super…");
        assert_eq!(cut_at_sentence("👨\u{200d}👩\u{200d}👧 family", 3), "…");
        assert_eq!(cut_at_sentence("abc", 0), "");
    }

    proptest! {
        #[test]
        fn it_is_never_longer_than_asked(text in "(?s).{0,80}|[a-zA-Z.!؟。 ]{0,80}", max in 0_usize..60) {
            let cut = cut_at_sentence(&text, max);
            prop_assert!(cut.chars().count() <= max, "{:?}", cut);
            prop_assert!(!cut.contains('\n'));
        }
    }
}
