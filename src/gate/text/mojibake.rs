//! UTF-8 that was read as Windows-1252 and saved again (`Ã©` for `é`): found and repaired, never silently.

use std::ops::Range;

use encoding_rs::WINDOWS_1252;

/// Stretches that are UTF-8 read as Windows-1252, with what they were before.
pub fn find(text: &str) -> Vec<(Range<usize>, String)> {
    // Every misread character begins with one of these, and most texts have none.
    if !text.contains(|c| ('\u{C2}'..='\u{F4}').contains(&c)) {
        return Vec::new();
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let Some((length, repaired)) = sequence(&chars[i..]) else {
            i += 1;
            continue;
        };
        let start = chars[i].0;
        let end = chars.get(i + length).map_or(text.len(), |(at, _)| *at);
        match found.last_mut() {
            Some((range, whole)) if range.end == start => {
                range.end = end;
                whole.push(repaired);
            }
            _ => found.push((start..end, repaired.to_string())),
        }
        i += length;
    }
    found.retain(|(range, _)| !is_plain_writing(text, range));
    found
}

/// One misread character at the start of `chars`: how many characters it became, and what it was.
fn sequence(chars: &[(usize, char)]) -> Option<(usize, char)> {
    let lead = byte(chars.first()?.1)?;
    let length = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let bytes: Option<Vec<u8>> = chars.get(..length)?.iter().map(|(_, c)| byte(*c)).collect();
    let decoded = String::from_utf8(bytes?).ok()?.chars().next()?;
    // A control character would be a guess that makes things worse.
    (!decoded.is_control()).then_some((length, decoded))
}

/// An accented capital before a closing quotation mark (`«CAFÉ»`) has the bytes of mojibake and is none. It is taken for
/// writing unless a letter follows the mark or a small letter stands before the capital, as in `dÃ»` for `dû`.
fn is_plain_writing(text: &str, range: &Range<usize>) -> bool {
    let mut inside = text[range.clone()].chars();
    let (_, second, third) = (inside.next(), inside.next(), inside.next());
    let quoted = third.is_none() && second.is_some_and(|c| "«»“”‘’‚„‹›…–—•".contains(c));
    let small_before = text[..range.start].chars().next_back().is_some_and(char::is_lowercase);
    let letter_after = text[range.end..].chars().next().is_some_and(char::is_alphanumeric);
    quoted && !small_before && !letter_after
}

/// The byte that Windows-1252 or Latin-1 shows as `c`, above ASCII. Where the two differ Latin-1 has C1 controls, which
/// Windows-1252 has for the five bytes that it leaves open (WHATWG's index).
fn byte(c: char) -> Option<u8> {
    if let code @ 0x80..=0xFF = u32::from(c) {
        return u8::try_from(code).ok();
    }
    // No letter of other alphabets is in Windows-1252, and most texts that come here are of these.
    let ('\u{152}'..='\u{2122}', mut buffer) = (c, [0; 4]) else { return None };
    let (bytes, _, is_lossy) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    bytes.first().copied().filter(|byte| !is_lossy && *byte >= 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> Vec<String> {
        find(text).into_iter().map(|(_, repaired)| repaired).collect()
    }

    #[test]
    fn misread_text_is_found_and_repaired() {
        for (text, was) in [
            ("CafÃ©", "é"),
            ("Assadâ€™s", "’"),
            ("â€œquotedâ€\u{9d}", "“"),
            ("dÃ» partout", "û"),
            ("Ð¢ÐµÑ\u{81}Ñ\u{82}", "Тест"),
            ("Ð\u{92}Ð¾Ñ\u{81}Ñ\u{82}Ð¾Ðº", "Восток"),
            ("Ã“scar", "Ó"),
            ("cÅ“ur", "œ"),
            ("Ø³ÙˆØ±ÙŠØ§", "سوريا"),
            ("12Â\u{a0}km", "\u{a0}"),
            ("ðŸ”¥", "🔥"),
        ] {
            assert_eq!(repaired(text).first().map(String::as_str), Some(was), "{text}");
        }
        assert_eq!(find("aÃ©b"), [(1..5, "é".to_owned())]);
    }

    #[test]
    fn accents_and_quotes_are_writing() {
        for text in ["«CAFÉ»", "„Ä“", "MANHû.", "Ångström", "São Tomé", "naïve… café—", "Øystein’s", "Ñ", "à Â €"]
        {
            assert_eq!(repaired(text), Vec::<String>::new(), "{text}");
        }
    }
}
