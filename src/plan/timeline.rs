//! Timelines: everything, a term, or a curated query, by the time things happened.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::gate::route::Route;
use crate::model::date::{Day, Month};
use crate::model::timeline::{Entry, Timeline};
use crate::model::{Digest, TermId};

use super::chart;
use super::cut::{Scope, cut};
use super::frame::Head;
use super::moments::Order;
use super::query::Document;
use super::site::Site;
use super::view::{Body, Frame, KeyEntry, Link, Text, TimelineCard, TimelinePage, Timelines, View};

/// Up to this many entries a timeline stands open, with summaries.
pub(super) const OPEN: usize = 60;
/// Entries shown of a timeline that is past the limit (site.md).
const NEWEST: usize = 60;
/// From this many key entries on, they are listed at the top.
const KEYS: usize = 4;
/// Key entries listed at the top.
const MOST_KEYS: usize = 6;

/// Whose timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Whose {
    /// The whole digest's.
    Everything,
    /// A term's.
    Term(TermId),
    /// The curated timeline of this number.
    Curated(usize),
}

impl Whose {
    /// Its address.
    #[must_use]
    pub fn route(self, digest: &Digest) -> Route {
        match self {
            Whose::Everything => Route::root().fixed("timeline"),
            Whose::Term(id) => digest.term(id).route.clone().fixed("timeline"),
            Whose::Curated(index) => digest.timelines[index].route.clone(),
        }
    }
}

/// Days of entries, newest first, for cutting.
#[must_use]
pub fn dated(digest: &Digest, entries: &[Entry]) -> Vec<(Day, Entry)> {
    entries.iter().rev().map(|entry| (digest.stand(*entry), *entry)).collect()
}

/// The address of the copy in the other order.
#[must_use]
pub fn oldest_first(route: &Route) -> Route {
    route.clone().fixed("oldest-first")
}

/// What becomes of the copy in the other order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherOrder {
    /// A story short enough to be read from its beginning as well.
    Drawn,
    /// It was one, and grew: the address of the copy leads to the timeline.
    Outgrown,
    /// It never was one.
    Never,
}

/// What becomes of the copy of a timeline in the other order.
#[must_use]
pub fn other_order(whose: Whose, entries: usize, limit: usize) -> OtherOrder {
    match entries {
        _ if whose == Whose::Everything => OtherOrder::Never,
        0..3 => OtherOrder::Never,
        _ if entries <= OPEN.min(limit) => OtherOrder::Drawn,
        _ => OtherOrder::Outgrown,
    }
}

impl<'d> Site<'d> {
    /// A timeline, or a stretch of one that is past the limit.
    pub(super) fn timeline(&self, whose: Whose, scope: Scope, order: Order) -> View<'d> {
        let inside = self.digest.entries(whose, scope);
        let limit = self.config.limits.timeline_entries;
        let cut = cut(&inside, scope, limit, NEWEST);
        let form = match cut.total {
            _ if !cut.finer.is_empty() => "index",
            total if total <= OPEN && scope == Scope::All => "open",
            _ => "folded",
        };
        let mut shown: Vec<Entry> = cut.shown.iter().chain(&cut.rest).copied().collect();
        if order == Order::OldestFirst {
            shown.reverse();
        }
        let list = self.list_of(whose);
        let months = by_month(&inside);
        let curated = self.curated(whose);
        let mut frame = self.timeline_frame(whose, scope, order, &inside);
        frame.folds = form != "open";
        let (keys, key_entries) = self.key_entries(&inside);
        let body = TimelinePage {
            heading: self.timeline_title(whose, scope),
            lang: curated.filter(|t| self.foreign(&t.lang)).map(|t| t.lang.as_str().into()),
            dir: curated.filter(|t| self.foreign(&t.lang)).map(|t| t.lang.dir().as_str()),
            lede: self.timeline_lede(whose, scope, order, inside.len()),
            intro_html: match whose {
                Whose::Curated(index) if scope == Scope::All => Some(self.text_of(Document::Curated(index))),
                _ => None,
            },
            form,
            strip: self.timeline_strip(&months, form != "open"),
            matrix: (form != "open" && !months.is_empty()).then(|| self.matrix(&list, scope, form, &months)),
            keys_shown: self.shown("shown", key_entries.len(), keys),
            key_entries,
            years: self.timeline_years(&shown, form, order),
            shown: self.shown("shown_timeline", shown.len(), cut.total),
            more: self.finer(&list, &cut.finer),
            up: self.timeline_up(whose),
            other_order: (scope == Scope::All && other_order(whose, inside.len(), limit) == OtherOrder::Drawn)
                .then(|| self.other_order(&list, order)),
        };
        View { page: frame, body: Body::Timeline(Box::new(body)) }
    }

    /// The address of a timeline.
    fn list_of(&self, whose: Whose) -> Route {
        match whose {
            Whose::Everything => Route::root().fixed("timeline"),
            Whose::Term(id) => self.digest.term(id).route.clone().fixed("timeline"),
            Whose::Curated(index) => self.digest.curated(index).route.clone(),
        }
    }

    fn curated(&self, whose: Whose) -> Option<&'d Timeline> {
        match whose {
            Whose::Curated(index) => Some(self.digest.curated(index)),
            _ => None,
        }
    }

    pub(super) fn timeline_title(&self, whose: Whose, scope: Scope) -> Text<'d> {
        let title: Text<'d> = match whose {
            Whose::Everything => self.word("timeline").into(),
            Whose::Term(id) => {
                let label = self.digest.term(id).label();
                self.words.phrase("timeline_of", &[("term", label)]).into()
            }
            Whose::Curated(index) => self.digest.curated(index).head.title.text.as_str().into(),
        };
        match self.period(scope) {
            Some(period) => self.words.phrase("timeline_in", &[("title", &title), ("period", &period)]).into(),
            None => title,
        }
    }

    fn timeline_lede(&self, whose: Whose, scope: Scope, order: Order, count: usize) -> Text<'d> {
        if let Some(period) = self.period(scope) {
            let count = self.words.count("entries", count);
            return self.words.phrase("timeline_period", &[("count", &count), ("period", &period)]).into();
        }
        match (whose, order) {
            (Whose::Everything, _) => self.say("timeline_lede"),
            (Whose::Term(_), Order::NewestFirst) => self.say("term_timeline_lede"),
            (Whose::Term(_), Order::OldestFirst) => self.say("term_timeline_lede_oldest"),
            (Whose::Curated(index), _) => self.digest.curated(index).head.summary.as_deref().unwrap_or("").into(),
        }
    }

    fn timeline_frame(&self, whose: Whose, scope: Scope, order: Order, inside: &[(Day, Entry)]) -> Frame<'d> {
        let list = self.list_of(whose);
        let mut title = self.timeline_title(whose, scope);
        let extent = self.extent("entries", inside.len(), inside.last().map(|e| e.0), inside.first().map(|e| e.0));
        let plain = self.words.phrase("description_timeline", &[("title", &title), ("extent", &extent)]);
        let summary = self.curated(whose).filter(|_| scope == Scope::All).and_then(|t| t.head.summary.as_deref());
        let description = summary.map_or(plain.into(), Into::into);
        if order == Order::OldestFirst {
            title = self.words.phrase("oldest_first_of", &[("title", &title)]).into();
        }
        let section = if matches!(whose, Whose::Term(_)) { "topics" } else { "timeline" };
        let frame = self.frame(&scope.route(&list), Head { title, description, section, class: "time" });
        let mut frame = self.with_crumbs(frame, self.timeline_crumbs(whose, scope));
        frame.section_is_page = whose == Whose::Everything && scope == Scope::All;
        frame.noindex = order == Order::OldestFirst;
        if let Some(timeline) = self.curated(whose) {
            frame.title_lang = self.foreign(&timeline.lang).then(|| timeline.lang.as_str().into());
            frame.code = timeline.body.code;
            if self.config.feeds.terms {
                frame.feeds = vec![self.feed_link(&timeline.route, &timeline.head.title.text)];
            }
        }
        frame
    }

    fn timeline_crumbs(&self, whose: Whose, scope: Scope) -> Vec<Link<'d>> {
        let mut crumbs = match whose {
            Whose::Everything => Vec::new(),
            Whose::Term(id) => {
                let kind = self.digest.term(id).kind;
                vec![self.link(&Route::root().fixed(kind.plural()), self.kind_label(kind)), self.term_link(id)]
            }
            Whose::Curated(_) => vec![self.link(&timelines_route(), self.word("timelines"))],
        };
        if scope != Scope::All {
            crumbs.push(self.link(&self.list_of(whose), self.timeline_title(whose, Scope::All)));
        }
        if let Scope::Month(month) = scope {
            let year = Scope::Year(month.year());
            crumbs.push(self.link(&year.route(&self.list_of(whose)), month.year().to_string()));
        }
        crumbs
    }

    fn timeline_up(&self, whose: Whose) -> Option<Link<'d>> {
        let Whose::Term(id) = whose else { return None };
        let term = self.digest.term(id);
        let text = self.words.phrase("all_of", &[("term", term.label())]);
        (self.has_kind(term.kind)).then(|| self.link(term.route, text))
    }

    fn other_order(&self, list: &Route, order: Order) -> Link<'d> {
        match order {
            Order::NewestFirst => self.link(&oldest_first(list), self.say("oldest_first")),
            Order::OldestFirst => self.link(list, self.say("newest_first")),
        }
    }

    pub(super) fn timeline_strip(&self, months: &BTreeMap<Month, usize>, big: bool) -> Option<super::view::Strip> {
        let (first, last) = (months.keys().next()?, months.keys().next_back()?);
        Some(chart::strip(self.words, "entries", months, (*first, *last), big))
    }

    /// Cells lead to the month where it is drawn: on this page, on its year's page, or on a page of its own.
    fn matrix(&self, list: &Route, scope: Scope, form: &str, months: &BTreeMap<Month, usize>) -> super::view::Matrix {
        let limit = self.config.limits.timeline_entries;
        let year_total =
            |year: i16| months.iter().filter(|(month, _)| month.year() == year).map(|(_, n)| n).sum::<usize>();
        let href = |month: Month| {
            if form != "index" {
                return Some(format!("#m{month}"));
            }
            if scope == Scope::All && year_total(month.year()) <= limit {
                let year = Scope::Year(month.year()).route(list);
                return Some(format!("{}#m{month}", self.href(&year)));
            }
            Some(format!("{}#m{month}", self.href(&Scope::Month(month).route(list))))
        };
        chart::matrix(self.words, "entries", months, href)
    }

    /// How many key entries there are, and the newest of them; nothing where they are few.
    fn key_entries(&self, inside: &[(Day, Entry)]) -> (usize, Vec<KeyEntry<'d>>) {
        let keys: Vec<Entry> =
            inside.iter().map(|(_, entry)| *entry).filter(|entry| self.digest.standing(*entry).is_key).collect();
        if keys.len() < KEYS {
            return (0, Vec::new());
        }
        let entry = |entry| KeyEntry { link: self.entry_link(entry), when: self.entry_when(entry) };
        (keys.len(), keys.into_iter().take(MOST_KEYS).map(entry).collect())
    }

    /// `/timelines/`
    pub(super) fn timelines(&self) -> View<'d> {
        let count = self.words.count("timelines", self.digest.timelines().len());
        let lede = self.words.phrase("timelines_lede", &[("timelines", &count)]);
        let head = Head {
            title: self.word("timelines").into(),
            description: lede.clone().into(),
            section: "timeline",
            class: "",
        };
        let frame = self.frame(&timelines_route(), head);
        let timelines = self.digest.timelines().map(|index| self.timeline_card(index)).collect();
        View { page: frame, body: Body::Timelines(Timelines { lede, timelines }) }
    }

    fn timeline_card(&self, index: usize) -> TimelineCard<'d> {
        let timeline = self.digest.curated(index);
        let dated = self.digest.entries(Whose::Curated(index), Scope::All);
        TimelineCard {
            link: self.link_in(&timeline.route, &timeline.head.title.text, &timeline.lang),
            summary: timeline.head.summary.as_deref(),
            extent: self.extent("entries", dated.len(), dated.last().map(|e| e.0), dated.first().map(|e| e.0)),
            strip: self.timeline_strip(&by_month(&dated), false),
        }
    }
}

/// `/timelines/`
pub(super) fn timelines_route() -> Route {
    Route::root().fixed("timelines")
}

/// How many of these stand in each month.
pub(super) fn by_month<T>(dated: &[(Day, T)]) -> BTreeMap<Month, usize> {
    let mut months = BTreeMap::new();
    for (day, _) in dated {
        *months.entry(day.month_of_year()).or_insert(0) += 1;
    }
    months
}
