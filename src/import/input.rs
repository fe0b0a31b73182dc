//! Bytes become text: which encoding they are in, where lines end, and whether it is a page.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};

use super::report::{Report, Sure};
use super::{Format, Refusal};

/// A line of the input, without its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number, from 1, as editors count.
    pub(super) number: usize,
    /// Its text.
    pub(super) text: String,
}

/// The text of these bytes, without a byte order mark.
pub(super) fn decode(report: &mut Report, bytes: &[u8]) -> Result<String, Refusal> {
    for (start, what) in SIGNATURES {
        if bytes.starts_with(start) {
            return Err(Refusal::NotText(what));
        }
    }
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return Ok(utf8_or_older(report, rest));
    }
    if let Some(encoding) = utf16(bytes) {
        let (text, broken) = encoding.decode_with_bom_removal(bytes);
        let why = if broken { "half of a character was lost" } else { "every other byte says so" };
        add(report, encoding, if broken { Sure::Unsure } else { Sure::Sure }, why);
        return Ok(text.into_owned());
    }
    let nuls = bytes.iter().filter(|byte| **byte == 0).count();
    if nuls * 10 > bytes.len() {
        return Err(Refusal::NotText("no text but a file of another kind"));
    }
    Ok(utf8_or_older(report, bytes))
}

/// What files begin with that people take for text.
const SIGNATURES: [(&[u8], &str); 6] = [
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a word processor's file or another archive"),
    (b"\xD0\xCF\x11\xE0", "a word processor's file"),
    (b"{\\rtf", "a word processor's file (RTF)"),
    (b"\x89PNG", "an image"),
    (b"\xFF\xD8\xFF", "an image"),
];

/// Whether this is UTF-16: by its mark, or because one byte of every two is nearly always zero.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(b"\xFF\xFE") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some(UTF_16BE);
    }
    let start = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (high_first, low_first) = (zeros(0), zeros(1));
    // Spaces and line ends alone are a sixth of any text that is written with spaces.
    let enough = start.len() / 2 / 10 + 1;
    match (high_first, low_first) {
        (0, many) if many >= enough && many > 1 => Some(UTF_16LE),
        (many, 0) if many >= enough && many > 1 => Some(UTF_16BE),
        _ => None,
    }
}

fn utf8_or_older(report: &mut Report, bytes: &[u8]) -> String {
    let lossy = match std::str::from_utf8(bytes) {
        Ok(text) => return text.to_owned(),
        Err(_) => String::from_utf8_lossy(bytes),
    };
    let told = charset(bytes);
    let good = lossy.chars().filter(|c| !c.is_ascii() && *c != '\u{FFFD}').count();
    let bad = lossy.chars().filter(|c| *c == '\u{FFFD}').count();
    if told.is_none() && good > 2 * bad {
        broken(report, bytes);
        return lossy.into_owned();
    }
    let encoding = told.unwrap_or_else(|| older(bytes));
    let why = if told.is_some() {
        "the page says so, and it is not UTF-8"
    } else if encoding == WINDOWS_1251 {
        "it is not UTF-8, and bytes above 127 stand beside each other as in Cyrillic words"
    } else {
        "it is not UTF-8, and bytes above 127 stand alone as accents do"
    };
    add(report, encoding, Sure::Likely, why);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-8 with some bytes that are none: they become U+FFFD, and the report says which they were.
fn broken(report: &mut Report, bytes: &[u8]) {
    let mut line = 1;
    for chunk in bytes.utf8_chunks() {
        line += chunk.valid().matches('\n').count();
        if !chunk.invalid().is_empty() {
            let hex: Vec<String> = chunk.invalid().iter().map(|byte| format!("{byte:02X}")).collect();
            let why = "the rest is UTF-8 and these bytes are not: look up what the original says";
            let read = format!("bytes {}", hex.join(" "));
            report.note("encoding", Sure::Open, why).at(Some(line)).read(read).wrote("\u{FFFD}");
        }
    }
}

/// The encoding that a page names in its first kilobyte (HTML, 13.2.3.2), unless it claims UTF-8, which this is not.
fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(1024)).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, rest) = start.contains('<').then(|| start.split_once("charset="))??;
    let label: String = rest.trim_start_matches(['"', '\'']).chars().take_while(|c| !"\"'>;/ ".contains(*c)).collect();
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != encoding_rs::UTF_8)
}

/// Windows-1251 or Windows-1252: letters above 127 stand side by side in Cyrillic, and alone where they are accents.
fn older(bytes: &[u8]) -> &'static Encoding {
    let high =
        |byte: Option<&u8>| byte.is_some_and(|byte| *byte >= 0xC0 || matches!(*byte, 0xA8 | 0xB2 | 0xB3 | 0xB8..=0xBF));
    let at = |at: usize| high(bytes.get(at));
    let letters = (0..bytes.len()).filter(|i| at(*i)).count();
    let beside = (0..bytes.len()).filter(|i| at(*i) && (at(i + 1) || i.checked_sub(1).is_some_and(at))).count();
    if letters > 2 && beside * 10 >= letters * 6 { WINDOWS_1251 } else { WINDOWS_1252 }
}

fn add(report: &mut Report, encoding: &'static Encoding, sure: Sure, why: &str) {
    report.note("encoding", sure, why).read(encoding.name().to_lowercase()).wrote("utf-8");
}

/// Whether a text is a page: it begins as one.
pub(super) fn format(text: &str) -> Format {
    let start = text.trim_start().get(..).unwrap_or_default();
    let begins = |sign: &str| start.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign));
    let page =
        ["<!doctype html", "<html", "<head", "<body", "<article", "<main", "<!-- saved from url", "<?xml", "<meta"];
    if page.iter().any(|sign| begins(sign)) { Format::Html } else { Format::Text }
}

/// The lines of a text, whatever ends them: LF, CRLF or CR.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let numbered = text.split('\n').enumerate();
    numbered.map(|(index, text)| Line { number: index + 1, text: text.to_owned() }).collect()
}
