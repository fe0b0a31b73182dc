//! Pages of taxonomy terms and their indexes: one code path for tags, places, actors, authors and publishers.

use crate::gate::route::Route;
use crate::gate::slug::Slug;
use crate::model::date::Day;
use crate::model::term::TermKind;
use crate::model::{ArticleId, TermId};
use crate::source::sum::Sum;

use super::cut::{Scope, cut};
use super::facts::{Name, initial};
use super::frame::Head;
use super::letters::{id, letters};
use super::lists::search_route;
use super::parts::{Length, Part};
use super::site::Site;
use super::timeline::by_month;
use super::view::{Body, Fact, FeedLink, Frame, Letter, Row, TermGroup, TermPage, Terms, Text, View};

/// Rows of "most reported" on an index, and of terms that stand with a term.
pub(super) const ROWS: usize = 8;
/// From this many entries on, summaries are cut short: the page must stay light on a bad line.
const LONG: usize = 25;

impl<'d> Site<'d> {
    /// A term with its number of reports, or of events where only these carry it.
    pub(super) fn term_row(&self, id: TermId) -> Row<'d> {
        Row { link: self.term_link(id), count: self.words.number(self.digest.carriers(id)) }
    }

    fn term_rows(&self, ids: Vec<TermId>) -> Vec<Row<'d>> {
        ids.into_iter().map(|id| self.term_row(id)).collect()
    }

    /// `/tags/`
    pub(super) fn terms(&self, kind: TermKind) -> View<'d> {
        let heading = self.kind_label(kind);
        let ids = self.digest.terms_of(kind);
        let count = self.words.count(kind.plural(), ids.len());
        let lede = self.words.phrase("terms_lede", &[("count", &count)]);
        let description = self.words.phrase("description_terms", &[("heading", &heading.to_lowercase())]);
        let head = Head { title: heading.clone(), description: description.into(), section: "topics", class: "" };
        let mut frame = self.frame(&Route::root().fixed(kind.plural()), head);
        frame.section_is_page = kind == TermKind::Tag;
        let (total, most) = if ids.len() > 2 * ROWS { self.digest.most_reported(kind) } else { Default::default() };
        let body = Terms {
            heading,
            lede,
            plural: kind.plural(),
            siblings: self.kinds().filter(|(other, _)| *other != kind).map(|(_, link)| link).collect(),
            letters: self.index_letters(Some(kind), initial("")),
            most_shown: self.shown("shown_first", most.len(), total),
            most: self.term_rows(most),
        };
        View { page: frame, body: Body::Terms(body) }
    }

    /// `/search/tags/l-a/`: terms whose names begin alike.
    pub(super) fn initials(&self, kind: Option<TermKind>, initial: Sum) -> View<'d> {
        let (of, plural, route) = match kind {
            Some(kind) => (self.kind_label(kind), kind.plural(), Route::root().fixed(kind.plural())),
            None => (self.word("terms").into(), "terms", search_route()),
        };
        let (prefix, count) = match self.digest.initials(kind, initial) {
            Some(group) => {
                (group.prefix.as_str(), group.here.len() + group.finer.iter().map(|(_, count)| count).sum::<usize>())
            }
            None => ("", 0),
        };
        let heading: Text<'d> = format!("{of}: {}", shown_letters(prefix)).into();
        let count = kind.map_or_else(|| self.words.number(count), |kind| self.words.count(kind.plural(), count));
        let description = self.words.phrase("description_terms", &[("heading", &of.to_lowercase())]);
        let head = Head { title: heading.clone(), description: description.into(), section: "topics", class: "" };
        let frame = self.frame(&initials_route(kind, prefix), head);
        let body = Terms {
            heading,
            lede: self.words.phrase("terms_lede", &[("count", &count)]),
            plural,
            siblings: Vec::new(),
            letters: self.index_letters(kind, initial),
            most: Vec::new(),
            most_shown: None,
        };
        View { page: self.with_crumbs(frame, vec![self.link(&route, of)]), body: Body::Terms(body) }
    }

    /// Terms whose names begin alike, A to Z; groups of them that have a page of their own stand under their letters.
    pub(super) fn index_letters(&self, kind: Option<TermKind>, initial: Sum) -> Vec<Letter<'d>> {
        let Some(group) = self.digest.initials(kind, initial) else { return Vec::new() };
        let mut all = match kind {
            Some(_) => letters(group.here.iter().map(|id| (self.digest.term(*id).label(), self.term_row(*id)))),
            None => letters(self.search_terms(&group.here).into_iter()),
        };
        all.extend(group.finer.iter().map(|(prefix, count)| {
            let letter = shown_letters(prefix);
            let link = self.link(&initials_route(kind, prefix), letter.clone());
            Letter { id: id(&letter), letter, rows: vec![Row { link, count: self.words.number(*count) }] }
        }));
        all
    }

    /// Indexes of the kinds that have pages.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (TermKind, super::view::Link<'d>)> + '_ {
        let kinds = TermKind::ALL.into_iter().filter(|kind| self.has_kind(*kind));
        kinds.map(|kind| (kind, self.link(&Route::root().fixed(kind.plural()), self.kind_label(kind))))
    }

    /// `/tags/key/`, and its years, months and days past the limit.
    pub(super) fn term(&self, id: TermId, scope: Scope) -> View<'d> {
        let term = self.digest.term(id);
        let label = term.label();
        let inside = self.digest.term_articles(id, scope);
        let limit = self.config.limits.list_entries;
        let cut = cut(&inside, scope, limit, limit);
        let whole = scope == Scope::All;
        let length = if cut.shown.len() > LONG { Length::Short } else { Length::Whole };
        // Stretches of time have pages where articles fill them.
        let extent = if inside.is_empty() { self.extent_of_events(id) } else { self.extent_of(&inside) };
        let period = self.period(scope);
        let heading = match &period {
            Some(period) => self.words.phrase("term_in", &[("term", label), ("period", period)]).into(),
            None => label.into(),
        };
        let frame = self.term_frame(id, scope, &extent);
        let (named, events) = if whole { self.digest.events_named(id) } else { Default::default() };
        let body = TermPage {
            heading,
            kind_label: self.say(&format!("kind_{}", term.kind.singular())),
            plural: term.kind.plural(),
            description: term.entry.description.as_deref().filter(|_| whole),
            note: term.entry.note.as_deref().filter(|_| whole),
            facts: if whole { self.facts(&term) } else { Vec::new() },
            children: if whole { self.term_rows(self.digest.children(id)) } else { Vec::new() },
            extent,
            strip: self
                .strip(&by_month(&inside), false)
                .or_else(|| self.timeline_strip(&by_month(&self.digest.term_events(id)), false)),
            timeline: self.term_timeline_link(id),
            entries: cut.shown.iter().map(|id| self.part(Part::Card(*id, length))).collect(),
            rest: cut.rest.iter().map(|id| self.article_link(*id)).collect(),
            shown: self.shown("shown", cut.shown.len() + cut.rest.len(), cut.total),
            more: self.finer(term.route, &cut.finer),
            events_shown: self.shown("shown", events.len(), named),
            events: events.into_iter().map(|id| self.event_line(id)).collect(),
            company: if whole { self.company(id) } else { Vec::new() },
        };
        View { page: frame, body: Body::Term(Box::new(body)) }
    }

    fn term_frame(&self, id: TermId, scope: Scope, extent: &str) -> Frame<'d> {
        let term = self.digest.term(id);
        let label = term.label();
        let plain = self.words.phrase("description_term", &[("term", label), ("extent", extent)]);
        let period = self.period(scope);
        let title = match &period {
            Some(period) => self.words.phrase("term_in", &[("term", label), ("period", period)]).into(),
            None => label.into(),
        };
        let head = Head { title, description: plain.into(), section: "topics", class: "" };
        let mut crumbs = vec![self.link(&Route::root().fixed(term.kind.plural()), self.kind_label(term.kind))];
        crumbs.extend(self.ancestors(id).into_iter().rev().map(|id| self.term_link(id)).filter(|l| !l.href.is_empty()));
        if scope != Scope::All {
            crumbs.push(self.term_link(id));
        }
        let mut frame = self.with_crumbs(self.frame(&scope.route(term.route), head), crumbs);
        if self.config.feeds.terms {
            frame.feeds = vec![self.feed_link(term.route, label)];
        }
        frame
    }

    /// The terms above a term, nearest first; a vocabulary with a cycle was refused before.
    fn ancestors(&self, id: TermId) -> Vec<TermId> {
        let mut above = Vec::new();
        let mut next = self.digest.term(id).parent;
        while let Some(id) = next.filter(|id| !above.contains(id)) {
            above.push(id);
            next = self.digest.term(id).parent;
        }
        above
    }

    /// Addresses of the two feeds of a list.
    pub(super) fn feed_link(&self, list: &Route, name: &str) -> FeedLink<'d> {
        FeedLink {
            title: self.words.phrase("feed_of", &[("site", &self.config.title), ("list", name)]).into(),
            atom: self.href(&list.clone().file("feed.xml")),
            json: self.href(&list.clone().file("feed.json")),
        }
    }

    fn term_timeline_link(&self, id: TermId) -> Option<super::view::Link<'d>> {
        let term = self.digest.term(id);
        let text = self.words.phrase("timeline_of", &[("term", term.label())]);
        self.config.pages.timelines.then(|| self.link(&term.route.clone().fixed("timeline"), text))
    }

    fn facts(&self, term: &Name<'d>) -> Vec<Fact<'d>> {
        let entry = term.entry;
        let one = |text: Option<Text<'d>>| text.into_iter().collect::<Vec<_>>();
        let own = term.label();
        let labels = entry.labels.iter().map(|(_, label)| label).chain(&entry.aliases).map(String::as_str);
        let mut names: Vec<Text<'d>> = Vec::new();
        for name in labels.filter(|name| *name != own) {
            if names.iter().all(|other| other != name) {
                names.push(name.into());
            }
        }
        let country = entry.country.as_deref().filter(|_| term.parent.is_none()).map(Into::into);
        let facts = [
            ("part_of", one(term.parent.map(|id| self.digest.term(id).label().into()))),
            ("country", one(country)),
            ("coordinates", one(entry.position.map(|(lat, lon)| degrees(lat, lon).into()))),
            ("precision", one(entry.precision.as_deref().map(|word| self.vocabulary_word("precision", word)))),
            ("actor_kind", one(entry.kind.as_deref().map(|word| self.vocabulary_word("actor", word)))),
            ("language", one(entry.lang.as_ref().map(|lang| self.words.language_name(lang).into()))),
            ("hosts", entry.hosts.iter().map(|host| host.as_str().into()).collect()),
            ("also_known_as", names),
        ];
        let known = facts.into_iter().filter(|(_, texts)| !texts.is_empty());
        known.map(|(key, texts)| Fact { label: self.word(key), texts }).collect()
    }

    /// A word of a vocabulary in the interface language, or as written when the interface has none for it.
    fn vocabulary_word(&self, prefix: &str, word: &'d str) -> Text<'d> {
        let key = format!("{prefix}_{}", word.replace('-', "_"));
        let said = self.words.phrase(&key, &[]);
        if said == key { word.into() } else { said.into() }
    }

    /// `2 events, September 2016`
    fn extent_of_events(&self, id: TermId) -> String {
        let events = self.digest.term_events(id);
        let days = || events.iter().map(|(day, _)| *day);
        self.extent("events", events.len(), days().min(), days().max())
    }

    /// Terms that stand with this one most often, by kind.
    fn company(&self, id: TermId) -> Vec<TermGroup<'d>> {
        let groups = self.digest.company(id).into_iter().filter_map(|(total, ids)| {
            let kind = self.digest.term(*ids.first()?).kind;
            Some(TermGroup { shown: self.shown("shown_first", ids.len(), total), ..self.term_group(kind, &ids) })
        });
        groups.collect()
    }

    /// `41 reports, February 2016 to September 2018`, for articles newest first.
    fn extent_of(&self, articles: &[(Day, ArticleId)]) -> String {
        let day = |entry: &(Day, ArticleId)| entry.0;
        self.extent("reports", articles.len(), articles.last().map(day), articles.first().map(day))
    }
}

/// Coordinates to a hundredth of a degree, about a kilometre: as exact as a report is.
fn degrees(latitude: f64, longitude: f64) -> String {
    let side = |value: f64, plus, minus| if value < 0.0 { minus } else { plus };
    let (north, east) = (side(latitude, 'N', 'S'), side(longitude, 'E', 'W'));
    format!("{:.2}° {north}, {:.2}° {east}", latitude.abs(), longitude.abs())
}

/// `/search/tags/l-a/`, `/search/terms/l-627/`: an index is cut under `/search/`, where no term has its page.
pub(super) fn initials_route(kind: Option<TermKind>, prefix: &str) -> Route {
    let index = search_route().fixed(kind.map_or("terms", TermKind::plural));
    Slug::of(&id(&shown_letters(prefix))).map_or(index.clone(), |slug| index.slug(&slug))
}

/// The first letter large, as indexes show it.
fn shown_letters(prefix: &str) -> String {
    let mut letters = prefix.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
