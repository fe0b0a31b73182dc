//! References between files: an article by its slug, or by `YYYY-MM-DD-slug` where several share it; an event by its slug.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostics, Place, Rule};
use crate::gate::route::Route;
use crate::model::ArticleId;
use crate::model::article::{Article, Written};
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
        slugs_once(notes, articles.iter().map(|article| (&article.route, &article.head.source)));
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
                match nearest(&name.text, self.by_name.keys().map(String::as_str)) {
                    Some(near) => note.help(format!("did you mean `{near}`?")),
                    None => note.help("write the slug of an article: its file's name without the date and `.md`"),
                };
                None
            }
        }
    }

    /// Whether several articles have this name.
    pub(super) fn is_ambiguous(&self, name: &str) -> bool {
        self.by_name.get(name).is_some_and(|ids| ids.len() > 1)
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

/// Notes two documents of one kind that share an address.
pub(super) fn slugs_once<'a>(notes: &mut Diagnostics, documents: impl Iterator<Item = (&'a Route, &'a SourcePath)>) {
    let mut seen: BTreeMap<&Route, &SourcePath> = BTreeMap::new();
    for (route, file) in documents {
        if let Some(other) = seen.insert(route, file) {
            let (first, second) = (other.min(file), other.max(file));
            notes
                .add(Rule::SlugTaken, Place::file(second), format!("two files share the address {route}"))
                .help("rename one of the files, or give it a `slug` of its own")
                .related(Place::file(first), "the other file");
        }
    }
}

/// Whether an address is kept for the site's own lists, which may come to need it: years, months and days, kinds of pages.
pub(super) fn is_kept(route: &Route) -> bool {
    const OWN: [&str; 13] = [
        "events",
        "timeline",
        "timelines",
        "tags",
        "places",
        "actors",
        "authors",
        "publishers",
        "corrections",
        "search",
        "data",
        "index",
        "404",
    ];
    let parts: Vec<&str> = route.as_str().split('/').filter(|part| !part.is_empty()).collect();
    let dated = |parts: &[&str]| {
        let digits = |part: &&str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        match parts {
            [year, rest @ ..] => digits(year, 4) && rest.len() <= 2 && rest.iter().all(|part| digits(part, 2)),
            [] => false,
        }
    };
    match parts.as_slice() {
        [one] if OWN.contains(one) => true,
        ["search" | "data", ..] => true,
        ["events" | "corrections" | "timeline", rest @ ..] => dated(rest),
        ["timelines", _, rest @ ..] => dated(rest) || rest == ["oldest-first"],
        ["tags" | "places" | "actors" | "authors" | "publishers", _, rest @ ..] => {
            dated(rest) || rest.first() == Some(&"timeline")
        }
        all => dated(all),
    }
}

/// Notes a document or an alias at an address that is kept.
pub(super) fn note_kept(notes: &mut Diagnostics, route: &Route, place: Place) {
    if is_kept(route) {
        notes
            .add(Rule::RouteTaken, place, format!("the address {route} is kept for the site's own pages"))
            .help("choose another name: years, and names such as `search` or `events`, belong to lists that may come to need them");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_lists_may_need_are_kept() {
        let kept = |path| is_kept(&Route::alias(path).expect(path));
        for path in [
            "/2017/",
            "/2017/09/",
            "/2017/09/08/",
            "/events/2016/",
            "/tags/syria/2016/09/",
            "/search/",
            "/data/x/",
            "/tags/syria/timeline/",
        ] {
            assert!(kept(path), "{path}");
        }
        for path in
            ["/2017/09/08/talks/", "/about/", "/events/truce/", "/events/2016-truce/", "/tags/old-name/", "/20170/"]
        {
            assert!(!kept(path), "{path}");
        }
    }
}
