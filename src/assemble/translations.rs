//! Articles that translate each other, directly or through a third, form one group.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Rule};
use crate::model::ArticleId;
use crate::model::article::Article;

use super::names::Names;

/// The most articles of one group: each of them names all others.
const MOST: usize = 100;

/// Joins the groups; an article that translates itself and two of one language are noted.
pub(super) fn translations(notes: &mut Diagnostics, names: &Names, articles: &mut [Article]) {
    let mut above: Vec<usize> = (0..articles.len()).collect();
    for (index, article) in articles.iter().enumerate() {
        let Some(written) = &article.head.translation_of else { continue };
        let Some(ArticleId(other)) = names.article(notes, written, &article.head.source) else { continue };
        if other == index {
            notes
                .add(Rule::TranslationInvalid, written.place(&article.head.source), "the article translates itself")
                .help("name the article that says the same in another language, or remove `translation_of`");
            continue;
        }
        let (a, b) = (root(&mut above, index), root(&mut above, other));
        above[a.max(b)] = a.min(b);
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..articles.len() {
        members.entry(root(&mut above, index)).or_default().push(index);
    }
    for list in members.values_mut().filter(|list| list.len() > 1) {
        languages(notes, articles, list);
        list.truncate(MOST);
        for index in list.iter() {
            articles[*index].translations = list.iter().filter(|i| *i != index).map(|i| ArticleId(*i)).collect();
        }
    }
}

/// Notes members of a group that cannot both be what a reader of one language is led to.
fn languages(notes: &mut Diagnostics, articles: &[Article], list: &[usize]) {
    let mut members: Vec<&Article> = list.iter().map(|index| &articles[*index]).filter(|a| a.listed()).collect();
    // The one that the others translate comes first; every other says so, and is noted there.
    members.sort_by_key(|article| (article.head.translation_of.is_some(), &article.head.source));
    let mut seen: BTreeMap<&str, &Article> = BTreeMap::new();
    for (number, article) in members.into_iter().enumerate() {
        let Some(written) = &article.head.translation_of else {
            seen.insert(article.lang.as_str(), article);
            continue;
        };
        let place = written.place(&article.head.source);
        if number == MOST {
            let message = format!("there are {} translations of one text; {MOST} are the most", list.len());
            notes.add(Rule::TranslationInvalid, place, message).help("remove `translation_of` from some of them");
            return;
        }
        match seen.get(article.lang.as_str()) {
            Some(other) => {
                let message = format!(
                    "there is a text in this language, `{}`, among the translations already",
                    article.lang.as_str()
                );
                notes
                    .add(Rule::TranslationInvalid, place, message)
                    .help(
                        "say `lang`, the language of this text; or remove `translation_of`, or one of the two articles",
                    )
                    .related(other.head.title.place(&other.head.source), "the other text");
            }
            None => {
                seen.insert(article.lang.as_str(), article);
            }
        }
    }
}

/// The first article of a group; the way to it is shortened as it is walked, so that long chains cost little.
fn root(above: &mut [usize], mut index: usize) -> usize {
    while above[index] != index {
        above[index] = above[above[index]];
        index = above[index];
    }
    index
}
