//! References between files: an article by its slug, or by `YYYY-MM-DD-slug` where several share it; an event by its slug.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostics, Place, Rule};
use crate::gate::route::Route;
use crate::model::ArticleId;
use crate::model::article::{Article, Written};
use crate::parse::nearest::nearest;
use crate::source::SourcePath;

/// Every name an article can be called by.
#[derive(Debug)]
pub(super) struct Names<'a> {
    by_name: BTreeMap<String, Vec<ArticleId>>,
    lost: &'a BTreeSet<String>,
}

impl<'a> Names<'a> {
    /// Gathers the names, and notes two articles of one day with one slug.
    ///
    /// `lost` are the slugs of documents that were noted at their own place.
    pub(super) fn of(notes: &mut Diagnostics, articles: &[Article], lost: &'a BTreeSet<String>) -> Self {
        let mut by_name: BTreeMap<String, Vec<ArticleId>> = BTreeMap::new();
        for (index, article) in articles.iter().enumerate() {
            let slug = article.head.slug.to_string();
            by_name.entry(format!("{}-{slug}", article.day)).or_default().push(ArticleId(index));
            by_name.entry(slug).or_default().push(ArticleId(index));
        }
        let mut by_route: BTreeMap<&Route, &Article> = BTreeMap::new();
        for article in articles {
            if let Some(other) = by_route.insert(&article.route, article) {
                notes
                    .add(Rule::SlugTaken, place(article), format!("two articles share the address {}", article.route))
                    .help("rename one of the files, or give it a `slug` of its own")
                    .related(place(other), "the other article");
            }
        }
        Names { by_name, lost }
    }

    /// The article of this name; a name that is unknown or ambiguous is noted.
    pub(super) fn article(&self, notes: &mut Diagnostics, name: &Written, file: &SourcePath) -> Option<ArticleId> {
        match self.by_name.get(&name.text).map(Vec::as_slice) {
            Some([one]) => Some(*one),
            Some(several) => {
                let message = format!("`{}` names {} articles", name.text, several.len());
                let help = "write the day before it: `YYYY-MM-DD-slug`";
                notes.add(Rule::ArticleUnknown, name.place(file), message).help(help);
                None
            }
            None if self.lost.contains(&name.text) => None,
            None => {
                let message = format!("there is no article `{}`", name.text);
                let note = notes.add(Rule::ArticleUnknown, name.place(file), message);
                if let Some(near) = nearest(&name.text, self.by_name.keys().map(String::as_str)) {
                    note.help(format!("did you mean `{near}`?"));
                }
                None
            }
        }
    }

    /// The article of this name, without notes.
    pub(super) fn find(&self, name: &str) -> Option<ArticleId> {
        match self.by_name.get(name).map(Vec::as_slice) {
            Some([one]) => Some(*one),
            _ => None,
        }
    }

    /// Notes an event that has no file.
    pub(super) fn unknown_event<'k>(
        &self,
        notes: &mut Diagnostics,
        place: Place,
        name: &str,
        known: impl Iterator<Item = &'k String>,
    ) {
        if self.lost.contains(name) {
            return;
        }
        let note = notes.add(Rule::EventUnknown, place, format!("there is no event `{name}`"));
        match nearest(name, known.map(String::as_str)) {
            Some(near) => note.help(format!("did you mean `{near}`?")),
            None => note.help(format!(
                "add `content/events/YYYY-MM-DD-{name}.md`, or write the event in place: `{{when: …, what: …}}`"
            )),
        };
    }
}

fn place(article: &Article) -> Place {
    Place::new(&article.head.source, article.head.slug_span)
}
