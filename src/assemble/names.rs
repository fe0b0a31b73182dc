//! References between files: an article by its slug, or by `YYYY-MM-DD-slug` where several share it; an event by its slug.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::nearest::Known;
use crate::diagnostic::{Diagnostics, Place, Rule, Span};
use crate::gate::route::Route;
use crate::model::article::{Article, Written};
use crate::model::event::Event;
use crate::model::{ArticleId, EventId};
use crate::source::SourcePath;

/// Every name an article can be called by.
#[derive(Debug)]
pub(super) struct Names<'a> {
    by_name: BTreeMap<String, Vec<ArticleId>>,
    lost: &'a BTreeSet<String>,
    near: OnceCell<Known>,
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
        let documents = articles.iter().map(|article| (&article.route, (&article.head.source, article.head.slug_span)));
        slugs_once(notes, documents);
        Names { by_name, lost, near: OnceCell::new() }
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
                let near = self.near.get_or_init(|| Known::of(self.all())).nearest(&name.text);
                note.help(match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "an article is named by its slug: its file's name without date and `.md`".to_owned(),
                });
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

    /// Whether a document of this name was noted at its own place.
    pub(super) fn is_lost(&self, name: &str) -> bool {
        self.lost.contains(name)
    }

    /// Every name.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }
}

/// The names of events that have a file.
#[derive(Debug)]
pub(super) struct EventNames<'a> {
    by_slug: BTreeMap<String, EventId>,
    lost: &'a BTreeSet<String>,
    near: OnceCell<Known>,
}

impl<'a> EventNames<'a> {
    /// Gathers the names of events that are in their final order.
    pub(super) fn of(events: &[Event], lost: &'a BTreeSet<String>) -> Self {
        let filed = events.iter().enumerate().filter(|(_, event)| event.route.is_some());
        let by_slug = filed.map(|(index, event)| (event.head.slug.to_string(), EventId(index))).collect();
        EventNames { by_slug, lost, near: OnceCell::new() }
    }

    /// The event of this name, without notes.
    pub(super) fn find(&self, name: &str) -> Option<EventId> {
        self.by_slug.get(name).copied()
    }

    /// The event of this name; a name that is unknown is noted.
    pub(super) fn event(&self, notes: &mut Diagnostics, name: &Written, file: &SourcePath) -> Option<EventId> {
        let found = self.find(&name.text);
        if found.is_none() && !self.lost.contains(&name.text) {
            let note = notes.add(Rule::EventUnknown, name.place(file), format!("there is no event `{}`", name.text));
            match self.near.get_or_init(|| Known::of(self.all())).nearest(&name.text) {
                Some(near) => note.help(format!("did you mean `{near}`?")),
                None => note.help(format!(
                    "add `content/events/YYYY-MM-DD-{}.md`, or write the event in place: `{{when: …, what: …}}`",
                    name.text
                )),
            };
        }
        found
    }

    /// Every name.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.by_slug.keys().map(String::as_str)
    }
}

/// Notes two documents of one kind that share an address, each given with its file and where its slug was said.
pub(super) fn slugs_once<'a>(
    notes: &mut Diagnostics,
    documents: impl Iterator<Item = (&'a Route, (&'a SourcePath, Span))>,
) {
    let mut seen: BTreeMap<String, (&SourcePath, Span)> = BTreeMap::new();
    for (route, document) in documents {
        if let Some(other) = seen.insert(route.collision_key(), document) {
            let (first, second) = (other.min(document), other.max(document));
            notes
                .add(Rule::SlugTaken, Place::new(second.0, second.1), format!("two files share the address {route}"))
                .help("rename one of the files, or give it a `slug` of its own")
                .pair(Place::new(first.0, first.1), "the other file");
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
