//! Indexes of terms that are too heavy for one page: cut by the first letters of their names, as often as it takes.

use std::collections::BTreeMap;

use crate::gate::text::caseless;
use crate::model::TermId;
use crate::model::term::TermKind;
use crate::plan::letters::plain;
use crate::source::sum::Sum;

use super::sum::sum_of;
use super::{Facts, has_kind};

/// Bytes of HTML that the lines of an index may take; with titles and the frame a page has under 300 kB.
const ROOM: usize = 120_000;

/// Bytes of a line beside its address and its name.
const LINE: usize = 50;

/// The most letters that an index is cut by; those who have more in common stand on one page.
const DEEPEST: usize = 12;

/// Terms whose names begin alike.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::plan) struct Group {
    /// The letters, without accents and small; `#` for what begins with no letter. Empty for all terms.
    pub(in crate::plan) prefix: String,
    /// Those that are listed here.
    pub(in crate::plan) here: Vec<TermId>,
    /// Groups with a page of their own: their letters, and how many terms they hold.
    pub(in crate::plan) finer: Vec<(String, usize)>,
}

impl Group {
    /// How many terms it holds, those of its groups with them.
    pub(in crate::plan) fn count(&self) -> usize {
        self.here.len() + self.finer.iter().map(|(_, count)| count).sum::<usize>()
    }
}

/// Groups by whose terms they hold (nothing: all kinds) and by the sum of their letters.
pub(in crate::plan) type Groups = BTreeMap<(Option<TermKind>, Sum), Group>;

/// What a group is known by.
#[must_use]
pub(in crate::plan) fn initial(prefix: &str) -> Sum {
    sum_of(prefix)
}

struct Named {
    letters: Vec<char>,
    weight: usize,
    id: TermId,
}

impl Facts<'_> {
    /// Every group that has a page, that of all terms among them.
    pub(in crate::plan) fn groups(&self) -> &Groups {
        self.groups.get_or_init(|| {
            let kinds = TermKind::ALL.into_iter().filter(|kind| has_kind(&self.config.pages, *kind));
            let mut groups = Groups::new();
            let mut all = Vec::new();
            for kind in kinds {
                let ids = self.terms_of(kind);
                all.extend(ids.iter().copied());
                self.cut(&mut groups, Some(kind), ids);
            }
            if self.config.pages.search {
                self.cut(&mut groups, None, all);
            }
            groups
        })
    }

    /// The terms whose names begin with these letters.
    pub(in crate::plan) fn initials(&self, kind: Option<TermKind>, initial: Sum) -> Option<&Group> {
        self.groups().get(&(kind, initial))
    }

    fn cut(&self, groups: &mut Groups, kind: Option<TermKind>, ids: Vec<TermId>) {
        let named = |id: TermId| {
            let name = self.term(id);
            let weight = name.route.percent_encoded().len() + name.label().len() + LINE;
            Named { letters: letters(name.label()), weight, id }
        };
        let all: Vec<Named> = ids.into_iter().map(named).collect();
        // Pages of letters stand under `/search/`; a site without it has whole lists.
        let whole = !self.config.pages.search;
        split(groups, kind, String::new(), all, whole);
    }
}

/// The letters that a name is listed by.
fn letters(label: &str) -> Vec<char> {
    // As addresses are compared: `ſ` and `s` have one page.
    let plain = caseless(&plain(label));
    let mut letters: Vec<char> = plain.chars().filter(|c| c.is_alphanumeric()).take(DEEPEST).collect();
    if !letters.first().is_some_and(|c| c.is_alphabetic()) {
        letters.insert(0, '#');
        letters.truncate(DEEPEST);
    }
    letters
}

/// Adds a group with all that are finer, and gives its letters.
fn split(groups: &mut Groups, kind: Option<TermKind>, prefix: String, all: Vec<Named>, whole: bool) -> String {
    let mut group = Group { prefix, ..Group::default() };
    if whole || all.iter().map(|named| named.weight).sum::<usize>() <= ROOM {
        group.here = all.into_iter().map(|named| named.id).collect();
    } else {
        // What all have in common parts none; the list of everything keeps its address.
        let is_root = group.prefix.is_empty();
        let depth = |prefix: &str| prefix.chars().count();
        while let Some(c) = all.first().and_then(|named| named.letters.get(depth(&group.prefix))).copied()
            && !is_root
            && all.iter().all(|named| named.letters.get(depth(&group.prefix)) == Some(&c))
        {
            group.prefix.push(c);
        }
        let at = depth(&group.prefix);
        let mut finer: BTreeMap<char, Vec<Named>> = BTreeMap::new();
        for named in all {
            match named.letters.get(at) {
                Some(c) => finer.entry(*c).or_default().push(named),
                None => group.here.push(named.id),
            }
        }
        for (c, part) in finer {
            let count = part.len();
            let letters = split(groups, kind, format!("{}{c}", group.prefix), part, whole);
            group.finer.push((letters, count));
        }
    }
    let prefix = group.prefix.clone();
    groups.insert((kind, initial(&prefix)), group);
    prefix
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(names: &[String]) -> Groups {
        let named = |(at, name): (usize, &String)| Named { letters: letters(name), weight: 1000, id: TermId(at) };
        let mut groups = Groups::new();
        split(&mut groups, None, String::new(), names.iter().enumerate().map(named).collect(), false);
        groups
    }

    fn group<'g>(groups: &'g Groups, prefix: &str) -> &'g Group {
        &groups[&(None, initial(prefix))]
    }

    #[test]
    fn a_short_list_is_whole_and_a_long_one_is_cut_where_names_part() {
        let short: Vec<String> = (0..100).map(|n| format!("Name {n}")).collect();
        let groups = cut(&short);
        assert_eq!((groups.len(), group(&groups, "").here.len()), (1, 100));
        let long: Vec<String> =
            (0..300).map(|n| format!("Télé {n}")).chain(["42".to_owned(), "Oslo".to_owned()]).collect();
        let groups = cut(&long);
        let counts: Vec<(&str, usize)> = group(&groups, "").finer.iter().map(|(p, n)| (p.as_str(), *n)).collect();
        assert_eq!(counts, [("#", 1), ("o", 1), ("tele", 300)]);
        assert_eq!(group(&groups, "tele").finer[1], ("tele1".to_owned(), 111));
        assert_eq!(group(&groups, "tele1").here.len(), 111);
    }

    #[test]
    fn letters_that_addresses_take_for_one_are_one() {
        assert_eq!(letters("ſo"), letters("So"));
        assert_eq!(letters("ıo"), letters("Io"));
        assert_ne!(letters("жo"), letters("So"));
    }

    #[test]
    fn every_term_is_listed_once_however_alike_names_are() {
        for names in [vec!["Same".to_owned(); 500], (0..500).map(|n| format!("{}{n}", "long".repeat(9))).collect()] {
            let groups = cut(&names);
            let mut here: Vec<TermId> = groups.values().flat_map(|group| group.here.iter().copied()).collect();
            here.sort();
            assert_eq!(here, (0..500).map(TermId).collect::<Vec<_>>());
        }
    }
}
