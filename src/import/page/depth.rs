//! How deep the elements of a page stand, guessed before it is parsed: the parser's time grows with depth times length.

/// The most tags times depth that a page may have. A long report has 20,000 tags and a depth of 60.
const MOST: usize = 12_000_000;
/// The same for elements such as `b`, which the parser opens anew in every paragraph.
const MOST_FORMATTING: usize = 1_500_000;

/// The most attributes of one tag, about: each is compared with those before it.
const MOST_ATTRIBUTES: usize = 20_000;

/// Elements that have no end.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that need no end: the next one closes them.
const IMPLIED: [&str; 11] = ["p", "li", "td", "tr", "th", "dt", "dd", "option", "tbody", "thead", "colgroup"];
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements whose text holds no tags.
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "noscript", "iframe"];

/// Whether parsing this page could take minutes.
pub(super) fn is_too_deep(source: &str) -> bool {
    let (mut tags, mut depth, mut deepest) = (0_usize, 0_usize, 0_usize);
    let (mut formatting, mut most) = (0_usize, 0_usize);
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").and_then(|end| comment.get(end..)).unwrap_or_default();
            continue;
        }
        let (end, name) = (rest.starts_with('/'), rest.trim_start_matches('/'));
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count().min(16);
        let name = name.get(..length).unwrap_or_default().to_ascii_lowercase();
        let name = name.as_str();
        if name.is_empty() {
            continue;
        }
        tags += 1;
        let (tag, after) = rest.split_at(rest.find('>').unwrap_or(rest.len()));
        if tag.bytes().filter(u8::is_ascii_whitespace).take(MOST_ATTRIBUTES + 1).count() > MOST_ATTRIBUTES {
            return true;
        }
        rest = after;
        if VOID.contains(&name) || IMPLIED.contains(&name) {
            continue;
        }
        let is_formatting = FORMATTING.contains(&name);
        if end {
            depth = depth.saturating_sub(1);
            formatting = formatting.saturating_sub(usize::from(is_formatting));
        } else {
            if RAW.contains(&name) {
                let close = format!("</{name}");
                rest = find_end(rest, &close);
                continue;
            }
            depth += 1;
            formatting += usize::from(is_formatting);
        }
        deepest = deepest.max(depth);
        most = most.max(formatting);
    }
    deepest.saturating_mul(tags) > MOST || most.saturating_mul(tags) > MOST_FORMATTING
}

/// What follows the end tag of an element without tags inside.
fn find_end<'a>(text: &'a str, close: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = rest.get(at..).unwrap_or_default();
        if rest.get(..close.len()).is_some_and(|found| found.eq_ignore_ascii_case(close)) {
            return rest.get(close.len()..).unwrap_or_default();
        }
        rest = rest.get(2..).unwrap_or_default();
    }
    ""
}
