//! The remaining pages: corrections, plain pages, search, the page for what is not there, and old addresses.

use std::collections::BTreeMap;

use crate::gate::route::Route;
use crate::model::TermId;
use crate::model::date::Day;
use crate::model::lang::Lang;
use crate::model::term::TermKind;

use super::cut::{Scope, cut};
use super::facts::initial;
use super::frame::Head;
use super::index::index_route;
use super::letters::letters;
use super::query::Document;
use super::site::{Site, year_route};
use super::view::{Body, Change, Choice, Corrections, Filter, Link, Moved, NotFound, Plain, Row, Search, View};

/// Bytes of HTML that the titles of `/search/` may take, of which a line takes so many beside its address and its title.
const TITLES: usize = 150_000;
const LINE: usize = 40;

impl<'d> Site<'d> {
    /// `/corrections/`
    pub(super) fn corrections(&self, scope: Scope) -> View<'d> {
        let list = corrections_route();
        let changes = self.changes();
        let limit = self.config.limits.list_entries;
        let dated: Vec<(Day, usize)> = self.change_days(&changes);
        let cut = cut(&dated, scope, limit, limit);
        let count = self.words.count("corrections", cut.total);
        let (heading, lede) = match self.period(scope) {
            Some(period) => (
                self.words.phrase("corrections_in", &[("period", &period)]),
                self.words.phrase("timeline_period", &[("count", &count), ("period", &period)]),
            ),
            None if changes.is_empty() => {
                (self.word("corrections").to_owned(), self.words.phrase("corrections_none", &[]))
            }
            None => (self.word("corrections").to_owned(), self.words.phrase("corrections_lede", &[("count", &count)])),
        };
        let head = Head { title: heading.clone().into(), description: lede.clone().into(), section: "", class: "" };
        let mut frame = self.frame(&scope.route(&list), head);
        if scope != Scope::All {
            frame = self.with_crumbs(frame, vec![self.link(&list, self.word("corrections"))]);
        }
        let chosen: Vec<usize> = cut.shown.iter().chain(&cut.rest).copied().collect();
        let shown: Vec<Change<'d>> = chosen.iter().filter_map(|index| changes.get(*index).cloned()).collect();
        let body = Corrections {
            heading,
            lede,
            shown: self.shown("shown", shown.len(), cut.total),
            more: self.finer(&list, &cut.finer),
            changes: shown,
        };
        View { page: frame, body: Body::Corrections(body) }
    }

    /// The day of each change and its number.
    pub(super) fn change_days(&self, changes: &[Change<'_>]) -> Vec<(Day, usize)> {
        let days = changes.iter().enumerate();
        days.filter_map(|(index, change)| Some((Day::parse_iso(&change.date.iso)?, index))).collect()
    }

    /// `/about/` and its like.
    pub(super) fn plain(&self, index: usize) -> View<'d> {
        let page = self.digest.plain_page(index);
        let title = page.head.title.text.as_str();
        let summary = page.head.summary.as_deref();
        let description = summary.or(page.body.first.as_deref()).unwrap_or(title).into();
        let mut frame = self.frame(&page.route, Head { title: title.into(), description, section: "", class: "" });
        frame.title_lang = self.foreign(&page.lang).then(|| page.lang.as_str().into());
        frame.code = page.body.code;
        let body = Plain {
            title,
            lang: page.lang.as_str(),
            dir: page.lang.dir().as_str(),
            summary,
            body_html: self.text_of(Document::Plain(index)),
        };
        View { page: frame, body: Body::Plain(body) }
    }

    /// `/search/`: every term and title from A to Z; past the limit of a timeline the newest titles, and the years.
    pub(super) fn search(&self) -> View<'d> {
        let lede = self.words.phrase("search_lede", &[]);
        let head =
            Head { title: self.word("search").into(), description: lede.clone().into(), section: "search", class: "" };
        let mut frame = self.frame(&search_route(), head);
        frame.section_is_page = true;
        let (total, newest) = self.digest.newest();
        let mut weight = 0;
        let titles = newest.into_iter().map(|id| {
            let article = self.digest.article(id);
            let row = Row { link: self.article_link(id), count: String::new() };
            (article.head.title.text.as_str(), row)
        });
        let titles = titles.take_while(|(title, row)| {
            weight += row.link.href.len() + title.len() + LINE;
            weight <= TITLES
        });
        let titles: Vec<(&str, Row<'d>)> = titles.collect();
        let limit = titles.len();
        let (_, further) = self.foot_pages();
        let further = further.map(|index| {
            let page = self.digest.plain_page(index);
            let title = page.head.title.text.as_str();
            (title, Row { link: self.link_in(&page.route, title, &page.lang), count: String::new() })
        });
        let years = self.digest.years().into_iter().rev().filter(|_| total > limit && self.config.pages.days);
        let looks_up = self.config.looks_up();
        let body = Search {
            script: looks_up.then(|| self.href(&Route::root().file("search.js"))),
            style: looks_up.then(|| self.href(&Route::root().file("search.css"))),
            action: self.href(&search_route()),
            index: self.href(&index_route()),
            part: self.words.phrase("shown_first", &[("shown", "{shown}"), ("total", "{total}")]),
            filters: if looks_up { self.filters() } else { Vec::new() },
            lede,
            terms_counted: self
                .digest
                .initials(None, initial(""))
                .map(|group| self.words.count("terms", group.count())),
            terms: self.index_letters(None, initial("")),
            titles_counted: self.words.count("titles", titles.len() + further.len()),
            titles: letters(titles.into_iter().chain(further)),
            shown: self.shown("shown_titles", limit.min(total), total),
            more: years.map(|year| self.year_row(year)).collect(),
        };
        View { page: frame, body: Body::Search(body) }
    }

    /// What results can be narrowed down by.
    fn filters(&self) -> Vec<Filter<'d>> {
        let years = self.digest.years().into_iter().rev();
        let choice =
            |year: i16| Choice { value: year.to_string(), text: year.to_string().into(), lang: None, dir: None };
        let year = Filter {
            name: "year",
            label: self.word("search_year").into(),
            options: years.map(choice).collect(),
            shown: None,
        };
        let kinds = [TermKind::Tag, TermKind::Place, TermKind::Publisher].into_iter().map(|kind| {
            let choice = |id: TermId| {
                let link = self.term_link(id);
                let value = self.digest.term(id).entry.slug.to_string();
                Choice { value, text: link.text, lang: link.lang, dir: link.dir }
            };
            let (total, ids) = self.digest.offered(kind);
            let shown = self.shown("shown_first", ids.len(), total);
            let options = ids.into_iter().map(choice).collect();
            Filter { name: kind.singular(), label: self.say(&format!("kind_{}", kind.singular())), options, shown }
        });
        let choice = |lang: &Lang| {
            let text = self.words.language_name(lang).into();
            Choice { value: lang.to_string(), text, lang: None, dir: None }
        };
        let options = self.digest.languages().into_iter().map(choice).collect();
        let language = Filter { name: "lang", label: self.word("language").into(), options, shown: None };
        std::iter::once(year).chain(kinds).chain([language]).filter(|filter| filter.options.len() > 1).collect()
    }

    /// Terms of all kinds; its kind stands beside one where another kind has one of the same name.
    pub(super) fn search_terms(&self, ids: &[TermId]) -> Vec<(&'d str, Row<'d>)> {
        let label = |id: &TermId| self.digest.term(*id).label();
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for id in ids {
            *named.entry(label(id)).or_insert(0) += 1;
        }
        let row = |id: &TermId| {
            let shared = named.get(label(id)).is_some_and(|count| *count > 1);
            let kind = self.digest.term(*id).kind.singular();
            let count = if shared { self.words.phrase(&format!("kind_{kind}"), &[]) } else { String::new() };
            (label(id), Row { link: self.term_link(*id), count })
        };
        ids.iter().map(row).collect()
    }

    fn year_row(&self, year: i16) -> Row<'d> {
        let count: usize =
            self.digest.per_month().iter().filter(|(month, _)| month.year() == year).map(|(_, n)| n).sum();
        Row { link: self.link(&year_route(year), year.to_string()), count: self.words.number(count) }
    }

    /// `/404.html`
    pub(super) fn not_found(&self) -> View<'d> {
        let head = Head {
            title: self.word("not_found").into(),
            description: self.word("not_found_text").into(),
            section: "",
            class: "",
        };
        // No `noindex`: the host answers with status 404, which says it already.
        let frame = self.frame(&not_found_route(), head);
        View { page: frame, body: Body::NotFound(NotFound { ways: self.ways() }) }
    }

    /// Ways into the digest.
    fn ways(&self) -> Vec<Link<'d>> {
        let pages = &self.config.pages;
        let mut ways = vec![self.link(&Route::root(), self.word("latest"))];
        if pages.timelines {
            ways.push(self.link(&Route::root().fixed("timeline"), self.word("timeline")));
        }
        if pages.events && self.digest.any_event() {
            ways.push(self.link(&super::event::events_route(), self.word("events")));
        }
        ways.extend(self.kinds().map(|(_, link)| link));
        if pages.search {
            ways.push(self.link(&search_route(), self.word("search")));
        }
        ways
    }

    /// An old address.
    pub(super) fn moved(&self, from: &Route, to: &Route, title: &str) -> View<'d> {
        let head = Head {
            title: self.word("moved").into(),
            description: self.words.phrase("description_moved", &[]).into(),
            section: "",
            class: "",
        };
        let mut frame = self.frame(from, head);
        frame.canonical = self.absolute(to);
        frame.noindex = true;
        View { page: frame, body: Body::Moved(Moved { to: self.link(to, title.to_owned()) }) }
    }
}

/// `/corrections/`
pub(super) fn corrections_route() -> Route {
    Route::root().fixed("corrections")
}

/// `/search/`
pub(super) fn search_route() -> Route {
    Route::root().fixed("search")
}

/// `/404.html`
pub(super) fn not_found_route() -> Route {
    Route::root().file("404.html")
}
