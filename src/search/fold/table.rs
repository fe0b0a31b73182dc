//! Folding letter by letter: what the libraries make of each letter of the scripts that most texts are written in, asked
//! once. There a letter is folded in the same way whatever stands beside it: no mark is left that would join it.

use std::sync::LazyLock;

use super::{folded, is_part};

/// What a letter becomes: letters, [`BREAK`] where a word ends, [`END`] after the last.
pub(super) type Letters = [char; 3];

/// The end of a word.
pub(super) const BREAK: char = ' ';

/// No more letters.
pub(super) const END: char = '\0';

/// Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, with their marks.
const LETTERS: usize = 0x700;

/// Dashes, quotation marks and what else stands between words.
const SIGNS: std::ops::Range<usize> = 0x2000..0x2070;

static TABLE: LazyLock<Vec<Option<Letters>>> =
    LazyLock::new(|| (0..LETTERS).chain(SIGNS).map(|code| entry(char::from_u32(u32::try_from(code).ok()?)?)).collect());

/// What this letter becomes; nothing where the table does not know it.
pub(super) fn known(c: char) -> Option<&'static Letters> {
    let code = c as usize;
    let index = if SIGNS.contains(&code) { LETTERS + code - SIGNS.start } else { code };
    if index >= LETTERS && !SIGNS.contains(&code) {
        return None;
    }
    TABLE.get(index)?.as_ref()
}

fn entry(c: char) -> Option<Letters> {
    let mut letters = [END; 3];
    let folded = folded(&c.to_string());
    let mut places = letters.iter_mut();
    for c in folded.chars() {
        *places.next()? = if is_part(c) { c } else { BREAK };
    }
    Some(letters)
}
