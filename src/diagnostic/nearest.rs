//! The term a writer most likely meant: nearest by edit distance, or none when nothing is near.

/// The candidate nearest to `word`, if it is near enough to be meant; of equally near ones the first in order of text.
///
/// Distance counts letters put in, left out, changed or exchanged with their neighbour. One slip is forgiven in a word
/// of three letters, two from six, three from ten. Case, `-`, `_` and spaces do not count.
#[must_use]
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = plain(word);
    let most = match word.len() {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        // A row of the table is only filled when the lengths alone do not rule the candidate out.
        let within = best.map_or(most, |(distance, _)| distance);
        let Some(distance) = distance(&word, &plain(candidate), within) else {
            continue;
        };
        if best.is_none_or(|best| (distance, candidate) < best) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Letters in lower case without what joins words.
fn plain(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).filter(|c| !matches!(c, '-' | '_') && !c.is_whitespace()).collect()
}

/// Optimal string alignment distance, if it is at most `most`.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX - 1);
            let changed = at(&last, j) + usize::from(x != y);
            let mut least = changed.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let exchanged = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if exchanged {
                least = least.min(at(&before_last, j - 1) + 1);
            }
            row.push(least);
        }
        if row.iter().min().is_none_or(|least| *least > most) {
            return None;
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_forgiven_by_length() {
        for (word, near) in [
            ("titel", Some("title")),
            ("Title", Some("title")),
            ("original-url", Some("original_url")),
            ("orginal_ulr", Some("original_url")),
            ("tga", Some("tags")),
            ("ta", None),
            ("summry", Some("summary")),
            ("colour", None),
            ("", None),
            ("pubisher", Some("publisher")),
        ] {
            let near_to = if word == "tga" { Some("tag") } else { near };
            let keys = ["title", "original_url", "tag", "summary", "publisher"];
            assert_eq!(nearest(word, keys), near_to, "{word}");
        }
    }

    #[test]
    fn ties_are_broken_by_text_whatever_the_order() {
        assert_eq!(nearest("bat", ["cat", "bar", "hat"]), Some("bar"));
        assert_eq!(nearest("bat", ["hat", "cat", "bar"]), Some("bar"));
        assert_eq!(nearest("سورية", ["سوريا", "ليبيا"]), Some("سوريا"));
    }

    #[test]
    fn distances_are_those_of_the_books() {
        let d = |a: &str, b: &str| distance(&plain(a), &plain(b), 9);
        assert_eq!(d("kitten", "sitting"), Some(3));
        assert_eq!(d("abcd", "acbd"), Some(1));
        assert_eq!(d("", "abc"), Some(3));
        assert_eq!(d("same", "same"), Some(0));
        assert_eq!(distance(&plain("kitten"), &plain("sitting"), 2), None);
    }

    #[test]
    fn thousands_of_terms_take_no_time() {
        let terms: Vec<String> = (0..20_000).map(|n| format!("term-number-{n}")).collect();
        for _ in 0..20 {
            assert_eq!(nearest("term-numbr-777", terms.iter().map(String::as_str)), Some("term-number-777"));
        }
    }
}
