//! Pages of taxonomy terms and their indexes: one code path for tags, places, actors, authors and publishers.

use std::collections::BTreeMap;

use crate::gate::route::Route;
use crate::model::date::{Day, Month};
use crate::model::term::{Term, TermKind};
use crate::model::timeline::Entry;
use crate::model::{ArticleId, EventId, TermId};

use super::cut::{Cut, Scope, cut};
use super::frame::Head;
use super::letters::letters;
use super::site::Site;
use super::view::{Body, Fact, FeedLink, Frame, Row, TermGroup, TermPage, Terms, Text, View};

/// Rows of "most reported" on an index, and of terms that stand with a term.
const ROWS: usize = 8;
/// From this many entries on, summaries are cut short: the page must stay light on a bad line.
const LONG: usize = 25;
/// Events listed on a term's page; its timeline has all.
const EVENTS: usize = 8;

impl<'d> Site<'d> {
    /// Terms of a kind that have a page, by label.
    pub(super) fn terms_of(&self, kind: TermKind) -> Vec<TermId> {
        let terms = self.digest.terms.iter().enumerate();
        let used = terms.filter(|(_, term)| term.kind == kind && term.is_used());
        let mut ids: Vec<TermId> = used.map(|(index, _)| TermId(index)).collect();
        ids.sort_by_cached_key(|id| self.digest.term(*id).label(&self.config.lang).to_lowercase());
        ids
    }

    /// A term with its number of reports, or of events where only these carry it.
    pub(super) fn term_row(&self, id: TermId) -> Row<'d> {
        let term = self.digest.term(id);
        let count = if term.articles.is_empty() { term.events.len() } else { term.articles.len() };
        Row { link: self.term_link(id), count: self.words.number(count) }
    }

    /// `/tags/`
    pub(super) fn terms(&self, kind: TermKind) -> View<'d> {
        let heading = self.kind_label(kind);
        let ids = self.terms_of(kind);
        let count = self.words.count(kind.plural(), ids.len());
        let lede = self.words.phrase("terms_lede", &[("count", &count)]);
        let description = self.words.phrase("description_terms", &[("heading", &heading.to_lowercase())]);
        let head = Head { title: heading.clone(), description: description.into(), section: "topics", class: "" };
        let mut frame = self.frame(&Route::root().fixed(kind.plural()), head);
        frame.section_is_page = kind == TermKind::Tag;
        let mut most = ids.clone();
        most.sort_by_key(|id| std::cmp::Reverse(self.digest.term(*id).articles.len()));
        most.truncate(if ids.len() > 2 * ROWS { ROWS } else { 0 });
        let rows = ids.iter().map(|id| (self.digest.term(*id).label(&self.config.lang), self.term_row(*id)));
        let body = Terms {
            heading,
            lede,
            plural: kind.plural(),
            siblings: self.kinds().filter(|(other, _)| *other != kind).map(|(_, link)| link).collect(),
            letters: letters(rows),
            most: most.into_iter().map(|id| self.term_row(id)).collect(),
        };
        View { page: frame, body: Body::Terms(body) }
    }

    /// Indexes of the kinds that have pages.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (TermKind, super::view::Link<'d>)> + '_ {
        let kinds = TermKind::ALL.into_iter().filter(|kind| self.has_kind(*kind));
        kinds.map(|kind| (kind, self.link(&Route::root().fixed(kind.plural()), self.kind_label(kind))))
    }

    /// `/tags/key/`, and its years, months and days past the limit.
    pub(super) fn term(&self, id: TermId, scope: Scope) -> View<'d> {
        let term = self.digest.term(id);
        let label = term.label(&self.config.lang);
        let cut = self.cut_articles(&term.articles, scope);
        let whole = scope == Scope::All;
        let long = cut.shown.len() > LONG;
        let inside: Vec<ArticleId> =
            term.articles.iter().copied().filter(|id| scope.holds(self.digest.article(*id).day)).collect();
        let extent = if term.articles.is_empty() { self.extent_of_events(term) } else { self.extent_of(&inside) };
        let period = self.period(scope);
        let heading = match &period {
            Some(period) => self.words.phrase("term_in", &[("term", label), ("period", period)]).into(),
            None => label.into(),
        };
        let frame = self.term_frame(id, scope, &extent);
        let body = TermPage {
            heading,
            kind_label: self.say(&format!("kind_{}", term.kind.singular())),
            plural: term.kind.plural(),
            description: term.entry.description.as_deref().filter(|_| whole),
            note: term.entry.note.as_deref().filter(|_| whole),
            facts: if whole { self.facts(term) } else { Vec::new() },
            children: term
                .children
                .iter()
                .filter(|id| whole && self.digest.term(**id).is_used())
                .map(|id| self.term_row(*id))
                .collect(),
            extent,
            strip: self
                .strip(&self.by_month(&inside), false)
                .or_else(|| self.timeline_strip(&self.events_by_month(term), false)),
            timeline: self.term_timeline_link(id),
            entries: cut.shown.iter().map(|id| if long { self.short_card(*id) } else { self.card(*id) }).collect(),
            rest: cut.rest.iter().map(|id| self.article_link(*id)).collect(),
            shown: self.shown("shown", cut.shown.len() + cut.rest.len(), cut.total),
            more: self.finer(&term.route, &cut.finer),
            events: if whole { self.term_events(term) } else { Vec::new() },
            company: if whole { self.company(id) } else { Vec::new() },
        };
        View { page: frame, body: Body::Term(Box::new(body)) }
    }

    fn term_frame(&self, id: TermId, scope: Scope, extent: &str) -> Frame<'d> {
        let term = self.digest.term(id);
        let label = term.label(&self.config.lang);
        let plain = self.words.phrase("description_term", &[("term", label), ("extent", extent)]);
        let period = self.period(scope);
        let title = match &period {
            Some(period) => self.words.phrase("term_in", &[("term", label), ("period", period)]).into(),
            None => label.into(),
        };
        let head = Head { title, description: plain.into(), section: "topics", class: "" };
        let mut crumbs = vec![self.link(&Route::root().fixed(term.kind.plural()), self.kind_label(term.kind))];
        crumbs
            .extend(self.ancestors(term).into_iter().rev().map(|id| self.term_link(id)).filter(|l| !l.href.is_empty()));
        if scope != Scope::All {
            crumbs.push(self.term_link(id));
        }
        let mut frame = self.with_crumbs(self.frame(&scope.route(&term.route), head), crumbs);
        if self.config.feeds.terms {
            frame.feeds = vec![self.feed_link(&term.route, label)];
        }
        frame
    }

    /// The terms above a term, nearest first; a vocabulary with a cycle was refused before.
    fn ancestors(&self, term: &Term) -> Vec<TermId> {
        let mut above = Vec::new();
        let mut next = term.parent;
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
        let text = self.words.phrase("timeline_of", &[("term", term.label(&self.config.lang))]);
        self.config.pages.timelines.then(|| self.link(&term.route.clone().fixed("timeline"), text))
    }

    fn facts(&self, term: &'d Term) -> Vec<Fact<'d>> {
        let entry = &term.entry;
        let one = |text: Option<Text<'d>>| text.into_iter().collect::<Vec<_>>();
        let own = term.label(&self.config.lang);
        let labels = entry.labels.iter().map(|(_, label)| label).chain(&entry.aliases).map(String::as_str);
        let mut names: Vec<Text<'d>> = Vec::new();
        for name in labels.filter(|name| *name != own) {
            if names.iter().all(|other| other != name) {
                names.push(name.into());
            }
        }
        let country = entry.country.as_deref().filter(|_| term.parent.is_none()).map(Into::into);
        let facts = [
            ("part_of", one(term.parent.map(|id| self.digest.term(id).label(&self.config.lang).into()))),
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

    /// Events with a page, and those written in place by articles that are not listed here themselves.
    fn term_events(&self, term: &Term) -> Vec<super::view::EventLine<'d>> {
        let shown = |id: &&EventId| {
            let event = self.digest.event(**id);
            let listed = event.reports.iter().any(|report| term.articles.binary_search(report).is_ok());
            event.route.is_some() || (self.digest.stands(**id) && !listed)
        };
        term.events.iter().rev().filter(shown).take(EVENTS).map(|id| self.event_line(*id)).collect()
    }

    /// Events of a term by month, for one that no article carries.
    fn events_by_month(&self, term: &Term) -> BTreeMap<Month, usize> {
        let mut months = BTreeMap::new();
        for id in &term.events {
            *months.entry(self.digest.stand(Entry::Event(*id)).month_of_year()).or_insert(0) += 1;
        }
        months
    }

    /// `2 events, September 2016`
    fn extent_of_events(&self, term: &Term) -> String {
        let day = |id: &EventId| self.digest.stand(Entry::Event(*id));
        let days = || term.events.iter().map(day);
        self.extent("events", term.events.len(), days().min(), days().max())
    }

    /// Terms that stand with this one most often, by kind; counted over its newest thousand articles.
    fn company(&self, id: TermId) -> Vec<TermGroup<'d>> {
        let term = self.digest.term(id);
        let mut counts: BTreeMap<TermId, usize> = BTreeMap::new();
        for article in term.articles.iter().take(1000) {
            for other in self.digest.article(*article).terms().filter(|other| *other != id) {
                *counts.entry(other).or_insert(0) += 1;
            }
        }
        let kinds = [TermKind::Tag, TermKind::Place, TermKind::Actor];
        let groups = kinds.into_iter().map(|kind| {
            let mut of_kind: Vec<(TermId, usize)> = (counts.iter())
                .filter(|(id, count)| self.digest.term(**id).kind == kind && **count > 1)
                .map(|(id, count)| (*id, *count))
                .collect();
            of_kind.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
            of_kind.truncate(ROWS);
            (kind, of_kind.into_iter().map(|(id, _)| id).collect::<Vec<_>>())
        });
        groups.filter(|(_, ids)| !ids.is_empty()).map(|(kind, ids)| self.term_group(kind, &ids)).collect()
    }

    /// Cuts articles, newest first, for one page.
    pub(super) fn cut_articles(&self, articles: &[ArticleId], scope: Scope) -> Cut<ArticleId> {
        let dated: Vec<(Day, ArticleId)> = articles.iter().map(|id| (self.digest.article(*id).day, *id)).collect();
        let limit = self.config.limits.list_entries;
        cut(&dated, scope, limit, limit)
    }

    /// `41 reports, February 2016 to September 2018`, for articles newest first.
    pub(super) fn extent_of(&self, articles: &[ArticleId]) -> String {
        let day = |id: &ArticleId| self.digest.article(*id).day;
        self.extent("reports", articles.len(), articles.last().map(day), articles.first().map(day))
    }
}

/// Coordinates to a hundredth of a degree, about a kilometre: as exact as a report is.
fn degrees(latitude: f64, longitude: f64) -> String {
    let side = |value: f64, plus, minus| if value < 0.0 { minus } else { plus };
    let (north, east) = (side(latitude, 'N', 'S'), side(longitude, 'E', 'W'));
    format!("{:.2}° {north}, {:.2}° {east}", latitude.abs(), longitude.abs())
}
