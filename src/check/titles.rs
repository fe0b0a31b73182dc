//! Titles that are nearly the same in articles of the same or neighbouring days: often one report taken in twice.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostics, Rule, Span};
use crate::model::article::Article;
use crate::model::date::Day;
use crate::model::{ArticleId, Digest};

/// Titles with fewer words have to be the same: `Kerry meets Lavrov in Geneva` is not `Kerry meets Putin in Geneva`.
const SHORTEST: usize = 7;
/// Of the words of both, so many in a hundred have to be in both.
const SHARED: usize = 70;
/// Other titles that one is compared with, at most, so that a day of a thousand reports takes no time to speak of.
const COMPARED: usize = 64;

/// A title as a set of words.
struct Title {
    id: ArticleId,
    /// Words by how rare they are in these days, the rarest first, and then by the alphabet: numbers, each a word.
    words: Vec<usize>,
    /// Words with a digit: `Day 3` and `Day 4` are two reports, however alike their titles are.
    numbers: BTreeSet<String>,
}

/// Notes each title that is nearly that of an earlier article, in the order of days and files.
pub(super) fn check(notes: &mut Diagnostics, digest: &Digest) {
    let mut days: BTreeMap<Day, Vec<ArticleId>> = BTreeMap::new();
    for id in digest.listed().filter(|id| digest.article(*id).head.title.span != Span::default()) {
        days.entry(digest.article(id).day).or_default().push(id);
    }
    for ids in days.values_mut() {
        ids.sort_by_key(|id| &digest.article(*id).head.source);
    }
    let days: Vec<(Day, Vec<ArticleId>)> = days.into_iter().collect();
    let windows = (0..days.len()).into_par_iter().map(|index| {
        let (day, ids) = &days[index];
        let before = index.checked_sub(1).and_then(|index| days.get(index));
        let neighbours = before.filter(|(before, _)| before.add_days(1) == Some(*day)).map_or(&[][..], |(_, ids)| ids);
        let mut notes = Diagnostics::default();
        window(&mut notes, digest, neighbours, ids);
        notes
    });
    windows.collect::<Vec<_>>().into_iter().for_each(|more| notes.append(more));
}

/// Compares the articles of a day with each other and with those of the day before.
fn window(notes: &mut Diagnostics, digest: &Digest, before: &[ArticleId], ids: &[ArticleId]) {
    if before.len() + ids.len() < 2 {
        return;
    }
    let titles = titles(digest, before, ids);
    // The same words are the same set; else two sets that share enough share one of their rarest words.
    let mut same: BTreeMap<&[usize], Vec<&Title>> = BTreeMap::new();
    let mut by_word: BTreeMap<usize, Vec<&Title>> = BTreeMap::new();
    for (index, title) in titles.iter().enumerate() {
        let alike = same.get(title.words.as_slice()).into_iter().flatten();
        let near = rarest(title).iter().filter_map(|word| by_word.get(word)).flatten();
        let candidates = alike.chain(near).take(COMPARED);
        if index >= before.len()
            && let Some(other) =
                candidates.filter(|other| is_near(title, other)).find(|other| counts(digest, title, other))
        {
            note(notes, digest.article(title.id), digest.article(other.id));
        }
        let group = same.entry(&title.words).or_default();
        group.push(title);
        // A title that is there already is found by the whole of its words.
        if group.len() == 1 {
            rarest(title).iter().for_each(|word| by_word.entry(*word).or_default().push(title));
        }
    }
}

fn titles(digest: &Digest, before: &[ArticleId], ids: &[ArticleId]) -> Vec<Title> {
    let words: Vec<(ArticleId, BTreeSet<String>)> =
        before.iter().chain(ids).map(|id| (*id, words(&digest.article(*id).head.title.text))).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words.iter().flat_map(|(_, words)| words) {
        *counts.entry(word).or_default() += 1;
    }
    let mut order: Vec<(usize, &str)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
    order.sort_unstable();
    let rank: BTreeMap<&str, usize> = order.into_iter().enumerate().map(|(rank, (_, word))| (word, rank)).collect();
    let title = |(id, words): &(ArticleId, BTreeSet<String>)| {
        let mut ranks: Vec<usize> = words.iter().filter_map(|word| rank.get(word.as_str()).copied()).collect();
        ranks.sort_unstable();
        let numbers = words.iter().filter(|word| word.contains(char::is_numeric)).cloned().collect();
        Title { id: *id, words: ranks, numbers }
    };
    words.iter().map(title).collect()
}

fn words(title: &str) -> BTreeSet<String> {
    let pieces = title.split(|c: char| !c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c));
    pieces.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The words of which two titles that are near have to share one (prefix filtering: Chaudhuri et al. 2006).
fn rarest(title: &Title) -> &[usize] {
    let count = title.words.len();
    let needed = (count * SHARED).div_ceil(100);
    title.words.get(..count + 1 - needed.max(1)).unwrap_or(&title.words)
}

fn is_near(a: &Title, b: &Title) -> bool {
    if a.words == b.words {
        return !a.words.is_empty();
    }
    let shared = a.words.iter().filter(|word| b.words.binary_search(word).is_ok()).count();
    let all = a.words.len() + b.words.len() - shared;
    a.words.len().min(b.words.len()) >= SHORTEST && shared * 100 >= all * SHARED && a.numbers == b.numbers
}

/// Translations of each other are meant to say the same; of two with one original another rule speaks.
fn counts(digest: &Digest, a: &Title, b: &Title) -> bool {
    let (article, other) = (digest.article(a.id), digest.article(b.id));
    !article.translations.contains(&b.id) && article.head.original.key() != other.head.original.key()
}

fn note(notes: &mut Diagnostics, article: &Article, other: &Article) {
    notes
        .add(
            Rule::TitleSimilar,
            article.head.title.place(&article.head.source),
            "another article has nearly the same title",
        )
        .help("if both say the same, keep one and cite the other under `sources`; if they are two reports, leave it")
        .pair(other.head.title.place(&other.head.source), "the other title");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: &str, b: &str) -> bool {
        let ranks: BTreeSet<String> = words(a).union(&words(b)).cloned().collect();
        let title = |text: &str| {
            let own = words(text);
            let ranks =
                ranks.iter().enumerate().filter(|(_, word)| own.contains(*word)).map(|(rank, _)| rank).collect();
            let numbers = own.into_iter().filter(|word| word.contains(char::is_numeric)).collect();
            Title { id: ArticleId(0), words: ranks, numbers }
        };
        is_near(&title(a), &title(b))
    }

    #[test]
    fn near_is_what_a_reader_would_take_for_the_same() {
        let title = "Syrian Ceasefire in the Balance as Kerry and Lavrov Prepare for Fresh Talks";
        for other in [
            title,
            "SYRIAN ceasefire in the balance, as Kerry and Lavrov prepare for fresh talks!",
            "Syria Ceasefire in Balance as Kerry, Lavrov Prepare for Fresh Talks",
        ] {
            assert!(near(title, other), "{other}");
        }
        for (a, b) in [
            ("Kerry meets Lavrov in Geneva", "Kerry meets Putin in Geneva"),
            (
                "Situation report 12 on the siege of Aleppo and its villages",
                "Situation report 13 on the siege of Aleppo and its villages",
            ),
            (title, "Ceasefire Talks in Geneva End Without a Result, Lavrov Says"),
            ("…", "—"),
        ] {
            assert!(!near(a, b), "{a}");
        }
        assert!(near("تبادل قصف", "تبادل قصف"));
    }
}
