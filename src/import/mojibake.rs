//! Text that was read in the wrong encoding is read back, where that can be undone and gives letters that belong together.

use std::ops::Range;

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

use crate::gate::script::Script;
use crate::gate::text::mojibake;

use super::input::Line;
use super::report::{Report, Sure};

/// Text is seldom misread more than twice.
const ROUNDS: usize = 3;

/// Repairs every line; the stretches that were changed are reported.
pub(super) fn repair(report: &mut Report, lines: &mut [Line]) {
    // What is doubtful alone (`Â«`, `Рё`) is not where the same mistake is plain elsewhere in the text.
    let latin = lines.iter().any(|line| !mojibake::find(&line.text).is_empty());
    let cyrillic = lines.iter().map(|line| utf8_as_cyrillic(&line.text, 2).len()).sum::<usize>() > 2;
    let latin_as_cyrillic = is_latin_as_cyrillic(lines);
    for line in lines.iter_mut().filter(|line| !line.text.is_ascii()) {
        for _ in 0..ROUNDS {
            let changes = utf8_as_latin(&line.text, latin);
            if !apply(report, line, &changes, "UTF-8 that was read as windows-1252", Sure::Sure) {
                break;
            }
        }
        let changes = utf8_as_cyrillic(&line.text, if cyrillic { 1 } else { 2 });
        apply(report, line, &changes, "UTF-8 that was read as windows-1251", Sure::Sure);
        let changes = cyrillic_as_latin(&line.text);
        apply(report, line, &changes, "windows-1251 that was read as windows-1252", Sure::Likely);
        if latin_as_cyrillic {
            let changes = cyrillic_letters(&line.text);
            apply(report, line, &changes, "windows-1252 that was read as windows-1251", Sure::Likely);
        }
    }
}

type Changes = Vec<(Range<usize>, String)>;

/// Makes changes, which stand in order; says whether there were any. Whole words are reported: half of one says nothing.
fn apply(report: &mut Report, line: &mut Line, changes: &Changes, why: &str, sure: Sure) -> bool {
    if changes.is_empty() {
        return false;
    }
    let text = line.text.as_str();
    let mut words: Vec<Range<usize>> = Vec::new();
    for (range, _) in changes {
        if words.last().is_some_and(|word| range.start < word.end) {
            continue;
        }
        let start = text.get(..range.start).and_then(|before| before.rfind(' ')).map_or(0, |space| space + 1);
        let end = text.get(range.end..).and_then(|after| after.find(' ')).map_or(text.len(), |space| range.end + space);
        words.push(start..end);
    }
    let read: Vec<&str> = words.iter().filter_map(|word| text.get(word.clone())).collect();
    let wrote: Vec<String> = words.iter().map(|word| changed(text, word, changes)).collect();
    report.note("encoding", sure, why).at(Some(line.number)).read(read.join("` `")).wrote(wrote.join("` `"));
    line.text = changed(text, &(0..text.len()), changes);
    true
}

/// A stretch of a text with the changes inside it.
fn changed(text: &str, within: &Range<usize>, changes: &Changes) -> String {
    let mut out = String::new();
    let mut from = within.start;
    let first = changes.partition_point(|(range, _)| range.start < within.start);
    for (range, repaired) in changes.iter().skip(first).take_while(|(range, _)| range.end <= within.end) {
        out.push_str(text.get(from..range.start).unwrap_or_default());
        out.push_str(repaired);
        from = range.end;
    }
    out.push_str(text.get(from..within.end).unwrap_or_default());
    out
}

/// `Ã©` for `é`. The gate knows them; what it does not know is `â€` alone, a closing quotation mark whose last byte
/// stands for nothing in windows-1252 and was dropped on the way.
///
/// Where such a text is at hand, `Â` before a sign is the first half of that sign too; alone it might be a capital.
fn utf8_as_latin(text: &str, garbled: bool) -> Changes {
    let mut found = mojibake::find(text);
    let mut more = Changes::new();
    let free = |start: usize, end: usize| {
        let next = found.partition_point(|(range, _)| range.start < start);
        let before = next.checked_sub(1).and_then(|index| found.get(index));
        before.is_none_or(|(range, _)| range.end <= start)
            && found.get(next).is_none_or(|(range, _)| range.start >= end)
    };
    for (at, sign) in text.match_indices('Â').filter(|_| garbled) {
        let end = at + sign.len();
        let after = text.get(end..).and_then(|rest| rest.chars().next());
        if let Some(after) = after.filter(|after| ('\u{A0}'..='\u{BF}').contains(after)) {
            let end = end + after.len_utf8();
            more.extend(free(at, end).then(|| (at..end, after.to_string())));
        }
    }
    // `Ã` before a space was `à`: its second byte is a space that does not break, and many programs make it one that does.
    for (at, sign) in text.match_indices('Ã').filter(|_| garbled) {
        let end = at + sign.len();
        let rest = text.get(end..).unwrap_or_default();
        let ends = rest.is_empty() || rest.starts_with(' ');
        // Before a comma or a full stop, no space but that one can have stood there.
        let half = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(['.', ',', ')']));
        more.extend((ends && free(at, end)).then(|| (at..end + usize::from(half), "à".to_owned())));
    }
    let opened = text.contains("â€œ");
    for (at, sign) in text.match_indices("â€").filter(|_| opened) {
        let end = at + sign.len();
        let after = text.get(end..).and_then(|rest| rest.chars().next());
        let ends = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)".contains(c));
        more.extend((ends && free(at, end)).then(|| (at..end, "”".to_owned())));
    }
    found.extend(more);
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// `РџРµСЂРµРјРёСЂРёРµ` for `Перемирие`: a whole stretch above ASCII whose bytes in windows-1251 are UTF-8.
///
/// `least` is how many letters of Cyrillic there must be: two may by chance be the bytes of one (`Рё`), and nobody writes
/// more in such a row.
fn utf8_as_cyrillic(text: &str, least: usize) -> Changes {
    let mut found = Changes::new();
    for range in stretches(text, |c| !c.is_ascii()) {
        let stretch = text.get(range.clone()).unwrap_or_default();
        let Some(bytes) = encoded(WINDOWS_1251, stretch) else { continue };
        // `Р` in such a text is half of a letter, whose other half was a space that does not break.
        let cut =
            least < 2 && stretch.ends_with('Р') && text.get(range.end..).is_some_and(|rest| rest.starts_with(' '));
        let end = range.end + usize::from(cut);
        let bytes = if cut { [bytes, vec![0xA0]].concat() } else { bytes };
        let Ok(decoded) = String::from_utf8(bytes) else { continue };
        let many = decoded.chars().count() >= least || stretch.chars().count() > 2;
        if many && decoded.chars().all(|c| !c.is_control()) {
            found.push((range.start..end, decoded));
        }
    }
    found
}

/// `Ïåðåìèðèå` for `Перемирие`: a line whose letters are nearly all accented, which no language writes.
fn cyrillic_as_latin(text: &str) -> Changes {
    let accented = |c: char| ('À'..='ÿ').contains(&c) && c.is_alphabetic();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let high = text.chars().filter(|c| accented(*c)).count();
    if high < 6 || high * 10 < letters * 7 {
        return Changes::new();
    }
    let changes = stretches(text, |c| !c.is_ascii()).into_iter().filter_map(|range| {
        let stretch = text.get(range.clone())?;
        let bytes = encoded(WINDOWS_1252, stretch)?;
        let decoded = WINDOWS_1251.decode_without_bom_handling_and_without_replacement(&bytes)?.into_owned();
        (decoded != stretch).then_some((range, decoded))
    });
    let changes: Changes = changes.collect();
    // All or nothing: what becomes Cyrillic letters is a better reading, what becomes signs is not.
    let plausible = |text: &str| text.chars().filter(|c| Script::of(*c) == Some(Script::Cyrillic)).count();
    let gained: usize = changes.iter().map(|(_, text)| plausible(text)).sum();
    if gained * 10 >= high * 9 { changes } else { Changes::new() }
}

/// Letters that `é è ê ç ù ô û ü` become in windows-1251 and that do not look like a Latin letter.
const TELLING: &str = "йикзщфыьцлвгждЙЗ";

/// Whether Cyrillic stands in this text only inside Latin words (`cafй`), often enough to be one mistake made throughout.
fn is_latin_as_cyrillic(lines: &[Line]) -> bool {
    let (mut telling, mut mixed, mut other) = (0_usize, 0_usize, 0_usize);
    let words = lines.iter().flat_map(|line| line.text.split(|c: char| !c.is_alphabetic()));
    for word in words {
        let cyrillic = word.chars().filter(|c| Script::of(*c) == Some(Script::Cyrillic)).count();
        if cyrillic == 0 {
            continue;
        }
        let latin = word.chars().filter(char::is_ascii_alphabetic).count();
        if latin > 0 && cyrillic_letters(word).len() == stretches(word, is_cyrillic).len() {
            mixed += 1;
            telling += word.chars().filter(|c| TELLING.contains(*c)).count();
        } else if word != "а" {
            // `а` alone is the French `à`.
            other += 1;
        }
    }
    other == 0 && mixed > 1 && telling > 1
}

fn is_cyrillic(c: char) -> bool {
    Script::of(c) == Some(Script::Cyrillic)
}

fn cyrillic_letters(text: &str) -> Changes {
    let changes = stretches(text, is_cyrillic).into_iter().filter_map(|range| {
        let bytes = encoded(WINDOWS_1251, text.get(range.clone())?)?;
        let decoded = WINDOWS_1252.decode_without_bom_handling_and_without_replacement(&bytes)?.into_owned();
        decoded.chars().all(char::is_alphabetic).then_some((range, decoded))
    });
    changes.collect()
}

/// The longest stretches of characters that pass.
fn stretches(text: &str, passes: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| passes(*c)) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + c.len_utf8(),
            _ => found.push(at..at + c.len_utf8()),
        }
    }
    found
}

/// The bytes of a text in an encoding; nothing where one of its characters has none.
fn encoded(encoding: &'static Encoding, text: &str) -> Option<Vec<u8>> {
    let (bytes, _, lost) = encoding.encode(text);
    (!lost).then(|| bytes.into_owned())
}
