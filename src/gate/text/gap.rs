//! Symbols that stand where a space was lost when a text was copied: `John⊠Kerry`, `The**⊠**Post`.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// Whether a symbol stands for a space; an empty box stands for a letter that nobody could show.
pub fn is_for_space(c: char) -> bool {
    matches!(c, '⊠' | '■' | '∎')
}

/// What to write instead of the symbol at this place, and of how much: a space between two words, nothing beside a
/// space. `None` where the symbol may be meant: as a bullet, between spaces, at the edge of a line.
pub fn mended(text: &str, symbol: Range<usize>) -> Option<(Range<usize>, &'static str)> {
    let mut range = symbol;
    let (mut before, mut after) = (text.get(..range.start)?, text.get(range.end..)?);
    before = before.trim_end_matches(is_for_space);
    after = after.trim_start_matches(is_for_space);
    // Emphasis of nothing but the symbol came with it.
    let signs = |text: &str, end: bool| {
        let rest = if end { text.trim_end_matches('*') } else { text.trim_start_matches('*') };
        text.len() - rest.len()
    };
    let (opened, closed) = (signs(before, true), signs(after, false));
    if opened == closed && opened > 0 {
        before = before.get(..before.len() - opened)?;
        after = after.get(closed..)?;
    }
    range.start = before.len();
    range.end = text.len() - after.len();
    let line = before.rsplit('\n').next().unwrap_or(before);
    let (left, right) = (line.chars().next_back()?, after.chars().next()?);
    if is_marker(line.trim()) || matches!(right, '\n' | '\r') {
        return None;
    }
    let ends = |c: char| is_letter(c) || ".,;!?)”\"’'»%…".contains(c);
    let begins = |c: char| is_letter(c) || "(“\"«„‘'$€£".contains(c);
    let is_space = |c: char| matches!(c, ' ' | '\u{A0}');
    match (is_space(left), is_space(right)) {
        (false, false) if ends(left) && begins(right) => Some((range, " ")),
        (true, false) if is_letter(right) => Some((range, "")),
        (false, true) if ends(left) => Some((range, "")),
        _ => None,
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Whether a line has nothing but what opens a list, a heading or a quotation, or is empty.
fn is_marker(line: &str) -> bool {
    let number = line.trim_end_matches(['.', ')']);
    line.chars().all(|c| "-+*#>".contains(c)) || (number != line && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all_mended(text: &str) -> String {
        let mut text = text.to_owned();
        while let Some((range, new)) = text
            .char_indices()
            .filter(|(_, c)| is_for_space(*c))
            .find_map(|(at, c)| mended(&text, at..at + c.len_utf8()))
        {
            text.replace_range(range, new);
        }
        text
    }

    #[test]
    fn between_words_a_space_was_lost() {
        for (text, wanted) in [
            ("John⊠Kerry", "John Kerry"),
            ("The**⊠**Washington Post", "The Washington Post"),
            ("in Syria,⊠Russia's", "in Syria, Russia's"),
            ("conflict.⊠ Lavrov", "conflict. Lavrov"),
            ("that⊠\"normal", "that \"normal"),
            ("decency,\"⊠Russia's", "decency,\" Russia's"),
            ("a ■b", "a b"),
            ("a⊠■b", "a b"),
            ("одна∎две", "одна две"),
            ("18⊠months", "18 months"),
        ] {
            assert_eq!(all_mended(text), wanted);
        }
    }

    proptest! {
        #[test]
        fn nothing_but_the_symbol_and_its_emphasis_goes(text in "[ab1 \n*⊠■.:#-]{0,20}") {
            let bare = |text: &str| text.replace(|c| is_for_space(c) || matches!(c, '*' | ' '), "");
            let mended = all_mended(&text);
            prop_assert_eq!(bare(&mended), bare(&text));
            prop_assert_eq!(all_mended(&mended), mended);
        }
    }

    #[test]
    fn what_may_be_meant_stays() {
        for text in ["■ item", "⊠Geneva", "- ■ item", "1.⊠Item", "end ■", "a\n⊠b", "proved.∎", "a ■ b", "a:⊠b", "a⊠#b"]
        {
            assert_eq!(all_mended(text), text);
        }
    }
}
