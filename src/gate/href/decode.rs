//! How a browser reads an address: entities, escapes and hidden characters undone; and how people should read it.

use unicode_normalization::char::is_combining_mark;

use crate::gate::route::segment::percent_decoded;

/// The scheme of an address as anything that reads it may find it: after HTML entities, percent-encoding, white space
/// and control characters are undone, as often as somebody may undo them. `None` for an address without one.
pub fn scheme(text: &str) -> Option<String> {
    let mut decoded = text.to_owned();
    for _ in 0..4 {
        // Nearly all addresses are plain: nothing in them is left to undo.
        if decoded.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'%' | b'&')) {
            break;
        }
        decoded = lossy_percent_decoded(&entities_decoded(&decoded));
        decoded.retain(|c| !c.is_whitespace() && !c.is_control() && !is_format(c));
    }
    let (scheme, _) = decoded.split_once(':')?;
    let mut letters = scheme.chars();
    // RFC 3986, 3.1: a letter, then letters, digits, `+`, `-` and `.`.
    let named = letters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && letters.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    named.then(|| scheme.to_ascii_lowercase())
}

fn is_format(c: char) -> bool {
    matches!(u32::from(c), 0xAD | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF)
}

/// Numeric entities, and the named ones that can write a scheme or part one.
fn entities_decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(&rest[1..]) {
            Some((c, length)) => {
                out.push(c);
                rest = &rest[1 + length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The character that an entity means, and the bytes it took after the `&`. Browsers take numbers without a `;`.
fn entity(text: &str) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 8] = [
        ("colon;", ':'),
        ("Tab;", '\t'),
        ("NewLine;", '\n'),
        ("nbsp;", ' '),
        ("amp;", '&'),
        ("num;", '#'),
        ("percnt;", '%'),
        ("sol;", '/'),
    ];
    if let Some((name, c)) = NAMED.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((*c, name.len()));
    }
    let digits = text.strip_prefix('#')?;
    let (digits, radix, prefix) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 2),
        None => (digits, 10, 1),
    };
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let c = char::from_u32(u32::from_str_radix(&digits[..length], radix).ok()?)?;
    let end = prefix + length + usize::from(digits[length..].starts_with(';'));
    Some((c, end))
}

fn lossy_percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, tail)) = rest.split_first() {
        match escape(rest) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &rest[3..];
            }
            None => {
                bytes.push(*byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The byte of a `%XX` at the start of `text`.
fn escape(text: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = text else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()
}

/// A path, query and fragment in which only URL code points are left (URL standard, 4.3), in ASCII: the `url` crate
/// leaves `|`, `[` and a lone `%` as browsers do, and validators refuse them.
pub fn tidied(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_fragment = false;
    for (at, byte) in text.bytes().enumerate() {
        let plain = match byte {
            b'%' => escape(&text.as_bytes()[at..]).is_some(),
            b'#' => !std::mem::replace(&mut in_fragment, true),
            b'!' | b'$' | b'&'..=b';' | b'=' | b'?'..=b'Z' | b'_' | b'a'..=b'z' | b'~' => true,
            _ => false,
        };
        if plain { out.push(char::from(byte)) } else { out.push_str(&format!("%{byte:02X}")) }
    }
    out
}

/// A tidied path, query and fragment to be read by people: letters and marks of every script decoded, all else as it is.
/// What is decoded can neither part the address nor hide in it, and encoded again gives the same.
pub fn readable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = escapes(rest);
        let (run, tail) = rest.split_at(length.max(1));
        match percent_decoded(run) {
            Some(decoded) => decoded.chars().for_each(|c| push_readable(&mut out, c)),
            None => out.push_str(run),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn push_readable(out: &mut String, c: char) {
    let hollow = matches!(c, '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{34F}') || is_variation(c);
    if !c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c)) && !hollow {
        out.push(c);
    } else {
        let mut buffer = [0; 4];
        c.encode_utf8(&mut buffer).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
    }
}

fn is_variation(c: char) -> bool {
    matches!(u32::from(c), 0xFE00..=0xFE0F | 0xE0100..=0xE01EF)
}

/// How many bytes of `%XX` after `%XX` stand at the start of `text`.
fn escapes(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut length = 0;
    while escape(&bytes[length..]).is_some() {
        length += 3;
    }
    length
}
