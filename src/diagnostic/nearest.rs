//! The term a writer most likely meant: nearest by edit distance, or none when nothing is near.

use std::cell::Cell;
use std::collections::BTreeMap;

/// Steps that all looks into one [`Known`] may take together: a thousand slips among four thousand names. A step is a
/// name that is compared by its letters, or a row of the table of distances. Past it nothing is proposed any more: what
/// is wrong is still said, and a file full of slips does not hold up everybody's check.
pub const MOST_STEPS: usize = 4_000_000;

/// The most slips that are forgiven.
const MOST: usize = 3;

/// Names that a word may have been meant for, kept so that many looks cost little: by length, each with a count of its
/// letters that tells most others apart before any distance is computed.
#[derive(Debug)]
pub struct Known {
    by_length: BTreeMap<usize, Vec<Name>>,
    steps: Cell<usize>,
}

#[derive(Debug)]
struct Name {
    text: String,
    letters: Vec<char>,
    bag: Bag,
}

impl Known {
    /// Takes the names.
    pub fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Known {
        let mut by_length: BTreeMap<usize, Vec<Name>> = BTreeMap::new();
        for text in names {
            let letters = plain(text);
            let name = Name { text: text.to_owned(), bag: bag(&letters), letters };
            by_length.entry(name.letters.len()).or_default().push(name);
        }
        Known { by_length, steps: Cell::new(0) }
    }

    /// The name nearest to `word`, as [`nearest`] has it; none once [`MOST_STEPS`] are taken.
    #[must_use]
    pub fn nearest(&self, word: &str) -> Option<&str> {
        let word = plain(word);
        let most = forgiven(word.len());
        let own = bag(&word);
        let mut best: Option<(usize, &str)> = None;
        let lengths = word.len().saturating_sub(most)..=word.len() + most;
        for name in self.by_length.range(lengths).flat_map(|(_, names)| names) {
            let within = best.map_or(most, |(distance, _)| distance);
            self.step(1)?;
            if apart(&own, &name.bag) > 2 * within {
                continue;
            }
            self.step(word.len())?;
            let Some(distance) = distance(&word, &name.letters, within) else { continue };
            if best.is_none_or(|best| (distance, name.text.as_str()) < best) {
                best = Some((distance, &name.text));
            }
        }
        best.map(|(_, name)| name)
    }

    /// Steps that were taken so far, at most [`MOST_STEPS`].
    #[must_use]
    pub fn steps(&self) -> usize {
        self.steps.get()
    }

    fn step(&self, steps: usize) -> Option<()> {
        let taken = self.steps.get() + steps;
        self.steps.set(taken.min(MOST_STEPS));
        (taken <= MOST_STEPS).then_some(())
    }
}

/// The candidate nearest to `word`, if it is near enough to be meant; of equally near ones the first in order of text.
/// For a few candidates; [`Known`] is for many.
///
/// Distance counts letters put in, left out, changed or exchanged with their neighbour. One slip is forgiven in a word
/// of three letters, two from six, three from ten. Case, `-`, `_` and spaces do not count.
#[must_use]
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = plain(word);
    let most = forgiven(word.len());
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
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

fn forgiven(letters: usize) -> usize {
    match letters {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => MOST,
    }
}

/// Letters in lower case without what joins words.
fn plain(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).filter(|c| !matches!(c, '-' | '_') && !c.is_whitespace()).collect()
}

/// How often each letter stands in a word; letters that share a place count together, and 255 stands for more.
type Bag = [u8; PLACES];

const PLACES: usize = 32;

fn bag(letters: &[char]) -> Bag {
    let mut bag: Bag = [0; PLACES];
    for letter in letters {
        // Neighbours in an alphabet have places of their own.
        if let Some(count) = bag.get_mut(u32::from(*letter) as usize % PLACES) {
            *count = count.saturating_add(1);
        }
    }
    bag
}

/// Letters that one word has more of than the other, both ways: one slip changes it by two at most.
fn apart(a: &Bag, b: &Bag) -> usize {
    a.iter().zip(b).map(|(a, b)| usize::from(a.abs_diff(*b))).sum()
}

/// Optimal string alignment distance, if it is at most `most`. Only the cells near the diagonal are filled: the others
/// are farther from it than `most` allows.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let far = most + 1;
    let mut before_last: Vec<usize> = vec![far; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).map(|index| index.min(far)).collect();
    let mut row: Vec<usize> = vec![far; b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        let (from, to) = ((i + 1).saturating_sub(most), (i + 1 + most).min(b.len()));
        let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(far);
        let mut least_of_row = far;
        // What a row leaves out on either side of its stretch may not be read from an older one.
        for outside in [from.checked_sub(1), Some(to + 1)].into_iter().flatten() {
            set(&mut row, outside, far);
        }
        for j in from..=to {
            let least = match j.checked_sub(1) {
                None => i + 1,
                Some(left) => {
                    let y = b.get(left);
                    let changed = at(&last, left) + usize::from(Some(x) != y);
                    let least = changed.min(at(&last, j) + 1).min(at(&row, left) + 1);
                    let before =
                        left.checked_sub(1).filter(|before| i > 0 && a.get(i - 1) == y && b.get(*before) == Some(x));
                    before.map_or(least, |before| least.min(at(&before_last, before) + 1))
                }
            };
            let least = least.min(far);
            set(&mut row, j, least);
            least_of_row = least_of_row.min(least);
        }
        if least_of_row > most {
            return None;
        }
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last.last().copied().filter(|distance| *distance <= most)
}

fn set(row: &mut [usize], index: usize, value: usize) {
    if let Some(cell) = row.get_mut(index) {
        *cell = value;
    }
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

    /// Every way to look gives the same answer.
    fn same(word: &str, names: &[&str]) {
        let known = Known::of(names.iter().copied());
        assert_eq!(known.nearest(word), nearest(word, names.iter().copied()), "{word} among {names:?}");
    }

    #[test]
    fn many_names_are_looked_at_as_few_are() {
        same("bat", &["cat", "bar", "hat"]);
        same("bat", &["hat", "cat", "bar"]);
        same("سورية", &["سوريا", "ليبيا"]);
        same("orginal-ulr", &["title", "original_url", "tag"]);
        same("ta", &["tag", "ta-ta"]);
        same("", &["", "a"]);
    }

    proptest::proptest! {
        /// The short table and the whole one agree, and so do both ways to look.
        #[test]
        fn distances_near_the_diagonal_are_those_of_the_whole_table(a in "[ab]{0,12}", b in "[ab]{0,12}", most in 0_usize..4) {
            let (x, y) = (plain(&a), plain(&b));
            proptest::prop_assert_eq!(distance(&x, &y, most), Some(whole(&x, &y)).filter(|d| *d <= most));
            proptest::prop_assert!(apart(&bag(&x), &bag(&y)) <= 2 * whole(&x, &y));
            same(&a, &[&b, "abab", "bbbb", "aaabbbab"]);
        }
    }

    /// The distance by the book, with every cell.
    fn whole(a: &[char], b: &[char]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                if i == 0 || j == 0 {
                    table[i][j] = i + j;
                    continue;
                }
                let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                table[i][j] = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
                }
            }
        }
        table[a.len()][b.len()]
    }

    /// Steps are counted, since no test may measure time.
    #[test]
    fn a_look_takes_few_steps() {
        let terms: Vec<String> =
            (0..20_000).map(|n| format!("{}-number-{n}", ["tag", "place", "actor"][n % 3])).collect();
        let known = Known::of(terms.iter().map(String::as_str));
        assert_eq!(known.nearest("tag-numbr-777"), Some("tag-number-777"));
        assert!(known.steps() < 40_000, "{}", known.steps());
        let before = known.steps();
        assert_eq!(known.nearest(&"x".repeat(80)), None);
        assert_eq!(known.steps(), before, "no name is as long");
    }

    /// Names of the same letters in another order: nothing but the distance tells them apart.
    #[test]
    fn looks_come_to_an_end_whatever_the_names_are() {
        let turned = |n: usize| format!("{}{}", "ab".repeat(n % 40), "ba".repeat(40 - n % 40));
        let names: Vec<String> = (0..5_000).map(turned).collect();
        let known = Known::of(names.iter().map(String::as_str));
        let found: Vec<bool> = (0..100).map(|_| known.nearest(&"aabb".repeat(20)).is_some()).collect();
        assert_eq!(known.steps(), MOST_STEPS);
        assert!(found.iter().all(|found| !found));
        assert_eq!(known.nearest(&turned(3)), None, "past the limit nothing is proposed");
        assert_eq!(Known::of(names.iter().map(String::as_str)).nearest(&turned(3)), Some(turned(3).as_str()));
    }
}
