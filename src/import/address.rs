//! The address of the original: found among the lines, joined where spaces, hyphens and line ends broke it.

use crate::gate::href::Href;
use crate::parse::fields::links::without_tracking;

use super::headline::{self, Agreement, segments, words};
use super::input::Line;
use super::report::Sure;

/// An address that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// Index of the first line it takes up, its label included, and of the last.
    pub(super) lines: (usize, usize),
    /// Index of the line on which it begins.
    pub(super) at: usize,
    /// Those lines as they were read.
    pub(super) read: String,
    /// The address.
    pub(super) url: String,
    pub(super) sure: Sure,
    pub(super) why: String,
    /// How it agrees with the headline that it agrees with best, and the index of that line.
    pub(super) headline: Option<usize>,
}

/// Pieces of a broken address that are tried, at most.
const PIECES: usize = 12;
/// Ways to join them that are followed at a time.
const WAYS: usize = 6;
/// Addresses in a text that are looked at, at most.
const STARTS: usize = 200;
/// Bytes of an address, at most; the gate takes no more.
const LONGEST: usize = 8 * 1024;
/// Lines at the top among which the headline is looked for.
const TOP: usize = 8;

/// A place where an address begins.
struct Start<'a> {
    line: usize,
    /// What stands before it on its line.
    before: &'a str,
    /// The address to the end of the line.
    rest: &'a str,
}

/// A piece of an address.
struct Piece<'a> {
    text: &'a str,
    line: usize,
}

/// Finds the address of the original; the second value are lines with addresses that were not taken.
pub(super) fn find(lines: &[Line]) -> (Option<Address>, Vec<usize>) {
    let top: Vec<(usize, Vec<String>)> = (lines.iter().enumerate())
        .filter(|(_, line)| !line.text.trim().is_empty() && line.text.len() < 400)
        .take(TOP)
        .flat_map(|(index, line)| {
            // A headline may run over two lines.
            let next = lines.get(index + 1).map(|next| next.text.as_str()).unwrap_or_default();
            let two =
                (!next.trim().is_empty() && next.len() < 400).then(|| (index, words(&format!("{} {next}", line.text))));
            std::iter::once((index, words(&line.text))).chain(two)
        })
        .collect();
    let starts = starts(lines);
    let mut found: Vec<(u8, Address)> = Vec::new();
    for start in &starts {
        if let Some(ranked) = address(lines, start, &top) {
            found.push(ranked);
        }
    }
    let best = found.iter().map(|(rank, _)| *rank).filter(|rank| *rank > 0).max();
    let taken = best.and_then(|best| found.into_iter().find(|(rank, _)| *rank == best)).map(|(_, address)| address);
    let range = taken.as_ref().map(|address| address.lines);
    let other = starts
        .iter()
        .map(|start| start.line)
        .filter(|line| range.is_none_or(|(first, last)| *line < first || *line > last));
    (taken, other.collect())
}

fn starts(lines: &[Line]) -> Vec<Start<'_>> {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let text = line.text.as_str();
        let lower = text.to_ascii_lowercase();
        let signs =
            ["http://", "https://", "http: //", "https: //", "http:/ /", "https:/ /", "hxxp://", "hxxps://", "www."];
        let mut at: Vec<usize> = signs.iter().flat_map(|sign| lower.match_indices(sign).map(|(at, _)| at)).collect();
        at.sort_unstable();
        at.dedup();
        // `www.` after `https://` is no second address.
        at.retain(|at| lower.get(..*at).is_none_or(|before| !before.trim_end().ends_with("://")));
        found.extend(at.into_iter().take(STARTS).map(|at| Start {
            line: index,
            before: text.get(..at).unwrap_or_default(),
            rest: text.get(at..(at + LONGEST).min(text.len())).or_else(|| text.get(at..)).unwrap_or_default(),
        }));
        if found.len() > STARTS {
            break;
        }
    }
    found
}

/// The best reading of an address that begins here, with its rank: 3 repeats the headline, 2 is labelled, 1 stands alone.
fn address(lines: &[Line], start: &Start<'_>, top: &[(usize, Vec<String>)]) -> Option<(u8, Address)> {
    let pieces = pieces(lines, start);
    let label = label(lines, start);
    let alone = start.before.trim().is_empty() || label.is_some();
    let own: Vec<&(usize, Vec<String>)> =
        top.iter().filter(|(index, _)| *index != start.line && index + 1 != start.line).collect();
    let (mut url, mut count, agreed, headline) = confirmed(&pieces, &own).unwrap_or_default();
    let confirms = agreed.confirms();
    if !confirms {
        (url, count) = likely(&pieces, alone);
    } else if alone {
        (url, count) = lengthened(url, count, &pieces);
    }
    let (url, mended) = tidied(&url)?;
    let last = pieces.get(count.checked_sub(1)?)?.line;
    let first = label.unwrap_or(start.line);
    let rank = if confirms {
        3
    } else if label.is_some() {
        2
    } else {
        u8::from(alone)
    };
    let joined = count > 1;
    let (sure, why) = match (confirms, joined, mended) {
        (true, _, false) => (Sure::Sure, "its words repeat the headline's"),
        (true, _, true) => (Sure::Likely, "its words repeat the headline's; a sign in it was mended"),
        (false, false, false) if label.is_some() => {
            (Sure::Likely, "a label stands before it; it does not repeat the headline")
        }
        (false, false, false) => (Sure::Unsure, "it stands alone on its line; it does not repeat the headline"),
        (false, false, true) => (Sure::Unsure, "a sign in it was mended, and it does not repeat the headline"),
        (false, true, _) => {
            (Sure::Unsure, "joined from pieces, and it does not repeat the headline: open it before you believe it")
        }
    };
    let read = lines.get(first..=last)?.iter().map(|line| line.text.trim()).filter(|line| !line.is_empty());
    let read = read.collect::<Vec<_>>().join(" / ");
    let why = if joined && confirms { format!("{why}; joined from {count} pieces") } else { why.to_owned() };
    let (url, why) = untracked(url, why);
    let headline = confirms.then_some(headline);
    Some((rank, Address { lines: (first, last), at: start.line, read, url, sure, why, headline }))
}

/// What may belong to an address: the words on its line, then lines that hold nothing but such pieces.
fn pieces<'a>(lines: &'a [Line], start: &Start<'a>) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let mut blank = 0;
    for (index, line) in lines.iter().enumerate().skip(start.line) {
        let text = if index == start.line { start.rest } else { line.text.trim() };
        let count = text.split_whitespace().count();
        if count == 0 {
            blank += 1;
        }
        let follows = index == start.line
            || blank == 0
            || pieces.last().is_some_and(|piece| piece.text.ends_with(['-', '/', '_', '=', '&', '?']));
        let solid = index == start.line || count <= 3 && text.split_whitespace().all(is_piece);
        if blank > 1 || index > start.line + 5 || !(count == 0 || follows && solid) {
            break;
        }
        for word in text.split_whitespace() {
            let begins_another = !pieces.is_empty() && word.contains("://") && word != "://";
            if pieces.len() >= PIECES || begins_another || !(pieces.is_empty() || is_piece(word)) {
                return pieces;
            }
            pieces.push(Piece { text: word, line: index });
        }
    }
    pieces
}

/// Whether a word has only signs that addresses have.
fn is_piece(word: &str) -> bool {
    word.len() < LONGEST
        && word.chars().all(|c| c.is_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%\u{2010}\u{2011}–".contains(c))
}

/// A way to join the first pieces, and how its words agree with a headline.
#[derive(Clone)]
struct Way {
    url: String,
    agreed: Agreement,
    headline: usize,
}

/// The way to join the pieces whose words agree best with one of the headlines, and how many pieces it takes.
///
/// At each seam the halves meet, or a hyphen that the line end added goes, or one that became a space comes back. Of all
/// ways the best few are followed: a wrong seam shows at once, since it makes a word that no headline has.
fn confirmed(pieces: &[Piece<'_>], top: &[&(usize, Vec<String>)]) -> Option<(String, usize, Agreement, usize)> {
    let mut best: Option<(Way, usize)> = None;
    let mut row: Vec<Way> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let part = hyphens(piece.text);
        let urls: Vec<String> = if index == 0 {
            vec![part]
        } else {
            row.iter().flat_map(|way| seams(&way.url, &part)).filter(|url| url.len() < LONGEST).collect()
        };
        row = urls.into_iter().filter_map(|url| judged(url, top)).collect();
        row.sort_by_key(|way| -way.agreed.score());
        row.truncate(WAYS);
        let better = |way: &&Way| best.as_ref().is_none_or(|(best, _)| way.agreed.score() > best.agreed.score());
        if let Some(way) = row.first().filter(better) {
            best = Some((way.clone(), index + 1));
        }
    }
    best.map(|(way, count)| (way.url, count, way.agreed, way.headline))
}

fn judged(url: String, top: &[&(usize, Vec<String>)]) -> Option<Way> {
    let segments = segments(&url);
    let agreed = top.iter().map(|(index, headline)| (headline::best(&segments, headline), *index));
    // The first of equals: a headline alone before a headline with the line after it.
    let (agreed, headline) = agreed.reduce(|a, b| if b.0.score() > a.0.score() { b } else { a })?;
    Some(Way { url, agreed, headline })
}

fn seams(left: &str, part: &str) -> [String; 2] {
    let other = match left.strip_suffix('-') {
        Some(bare) => format!("{bare}{part}"),
        None => format!("{left}-{part}"),
    };
    [format!("{left}{part}"), other]
}

fn hyphens(text: &str) -> String {
    text.replace(['\u{2010}', '\u{2011}', '–'], "-")
}

/// How many pieces to join where no headline says so: those that can hardly be words of a sentence.
fn likely(pieces: &[Piece<'_>], alone: bool) -> (String, usize) {
    let mut url = String::new();
    let mut count = 0;
    for piece in pieces {
        let part = hyphens(piece.text);
        let scheme = url.is_empty() || url.ends_with(':') || url.ends_with("/") && url.len() <= "https://".len();
        let open = url.ends_with(['-', '/', '_', '=', '&', '?', '.', '%']);
        let small = !part.starts_with(char::is_uppercase);
        let odd = part.contains(['-', '/', '_', '=', '%']) || part.ends_with(".html");
        if !(scheme || alone && small && (open || odd)) {
            break;
        }
        url.push_str(&part);
        count += 1;
    }
    (url, count)
}

/// An address that repeats the headline may have its code broken too: `-a55 260`.
fn lengthened(mut url: String, mut count: usize, pieces: &[Piece<'_>]) -> (String, usize) {
    for piece in pieces.iter().skip(count) {
        let code = piece.text.contains(|c: char| c.is_ascii_digit()) || piece.text.starts_with(['-', '/', '.', '?']);
        if !code || piece.text.contains(char::is_uppercase) {
            break;
        }
        url.push_str(&hyphens(piece.text));
        count += 1;
    }
    (url, count)
}

/// The index of the line on which a label begins, if one stands before the address: on its line or alone before it.
fn label(lines: &[Line], start: &Start<'_>) -> Option<usize> {
    let before = start.before.trim().trim_matches(['<', '(', '*', '[']).trim();
    if !before.is_empty() {
        let words = before.trim_end_matches([':', '：', ' ', '\u{a0}', '\u{202f}']);
        let short = before.chars().count() <= 40 && before.ends_with([':', '：']);
        let plain = words.chars().all(|c| c.is_alphabetic() || c.is_whitespace());
        return (short && plain || is_label(before)).then_some(start.line);
    }
    let earlier = lines.get(..start.line)?;
    let (index, line) = earlier.iter().enumerate().rev().take(3).find(|(_, line)| !line.text.trim().is_empty())?;
    is_label(line.text.trim()).then_some(index)
}

/// Whether a line says that an address follows.
fn is_label(text: &str) -> bool {
    const WORDS: [&str; 26] = [
        "original url",
        "original",
        "url",
        "source",
        "sources",
        "link",
        "permalink",
        "read more",
        "read the original",
        "via",
        "adresse",
        "lien",
        "article original",
        "enlace",
        "fuente",
        "original en",
        "источник",
        "оригинал",
        "ссылка",
        "адрес",
        "джерело",
        "оригінал",
        "посилання",
        "المصدر",
        "الرابط",
        "رابط",
    ];
    let bare = text.trim().trim_end_matches([':', '：', ' ', '\u{a0}', '\u{202f}']).to_lowercase();
    WORDS.contains(&bare.as_str())
        || text.trim_end().ends_with(':')
            && text.chars().count() <= 40
            && WORDS.iter().any(|word| bare.starts_with(word) || bare.ends_with(word))
}

/// The address without what says where it was clicked, and why it is another now.
pub(super) fn untracked(url: String, why: String) -> (String, String) {
    match without_tracking(&url) {
        Some((clean, names)) => (clean, format!("{why}; left out: {}, which says how it was shared", names.join(", "))),
        None => (url, why),
    }
}

/// The address without what punctuation stands after it, if the gate takes it; and whether more had to be mended.
fn tidied(url: &str) -> Option<(String, bool)> {
    let mut url = url;
    while let Some(last) = url.chars().next_back() {
        let closes = match last {
            ')' => !url.contains('('),
            ']' => !url.contains('['),
            _ => ".,;:!?*>'\"»”’،؛".contains(last),
        };
        if !closes {
            break;
        }
        url = url.get(..url.len() - last.len_utf8())?;
    }
    let url = url.split(['<', '>', '"', '«', '»', '”', '“']).next().unwrap_or(url);
    match Href::external(url) {
        Ok(_) => Some((url.to_owned(), false)),
        Err(problem) => {
            let meant = problem.suggestion()?;
            Href::external(meant).is_ok().then(|| (meant.to_owned(), true))
        }
    }
}
