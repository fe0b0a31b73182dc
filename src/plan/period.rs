//! The dated editions: home, years, months, days.

use crate::model::date::{Day, Month};
use crate::model::term::TermKind;
use crate::model::{ArticleId, EventId};

use super::cut::{Scope, cut};
use super::frame::Head;
use super::site::{Site, day_route, month_route, year_route};
use super::view::{Body, DayPage, EventLine, Home, Link, MonthPage, Neighbour, Row, View, Year};
use crate::gate::route::Route;

/// Changes named on the home page.
const CHANGES: usize = 5;

impl<'d> Site<'d> {
    /// `/`: whole days up to the limit of entries, and ways in.
    pub(super) fn home(&self) -> View<'d> {
        let mut frame = self.frame(
            &Route::root(),
            Head {
                title: self.config.title.as_str().into(),
                description: self.config.description.as_str().into(),
                section: "latest",
                class: "home",
            },
        );
        frame.section_is_page = true;
        frame.ld_html = self.ld_site(&frame);
        let (days, next) = self.digest.newest_days();
        let newest = days.first().map(|(day, _)| *day);
        let more = next.filter(|_| self.config.pages.days).map(|day| {
            let month = day.month_of_year();
            let text = self.words.phrase("earlier", &[("what", &self.words.month_year(month))]);
            self.link(&month_route(month), text)
        });
        let entries = days.iter().map(|(_, list)| list.len()).sum();
        let total = self.digest.per_month().values().sum();
        let changes = self.changes();
        let (key_events, events) = self.digest.newest_events();
        let (tags, topics) = self.digest.most_reported(TermKind::Tag);
        let body = Home {
            shown: self.shown("shown", entries, total),
            days: days.into_iter().map(|(day, list)| self.day_block(day, list)).collect(),
            more,
            activity: self.strip(self.digest.per_month(), false),
            calendar: newest
                .filter(|_| self.config.pages.days)
                .map(|day| self.calendar(day.month_of_year(), None, true)),
            changes_shown: self.shown("shown", changes.len().min(CHANGES), changes.len()),
            changes: changes.into_iter().take(CHANGES).collect(),
            timelines: self.timeline_rows(),
            events_shown: self.shown("shown", events.len(), key_events),
            events: self.event_lines(&events),
            topics_shown: self.shown("shown_first", topics.len(), tags),
            topics: topics.into_iter().map(|id| self.term_row(id)).collect(),
        };
        View { page: frame, body: Body::Home(body) }
    }

    fn timeline_rows(&self) -> Vec<Row<'d>> {
        let lists = self.digest.timelines().filter(|_| self.config.pages.timelines);
        lists
            .map(|index| self.digest.curated(index))
            .map(|timeline| Row {
                link: self.link_in(&timeline.route, &timeline.head.title.text, &timeline.lang),
                count: self.words.number(timeline.entries.len()),
            })
            .collect()
    }

    fn event_lines(&self, ids: &[EventId]) -> Vec<EventLine<'d>> {
        ids.iter().map(|id| self.event_line(*id)).collect()
    }

    /// `/2016/`
    pub(super) fn year(&self, year: i16) -> View<'d> {
        let counts: Vec<(Day, usize)> = self.digest.counts(Scope::Year(year));
        let reports = self.words.count("reports", counts.iter().map(|(_, count)| count).sum());
        let days = self.words.count("days", counts.len());
        let on_days = self.words.phrase("reports_on_days", &[("reports", &reports), ("days", &days)]);
        let name = year.to_string();
        let description = self.words.phrase("description_year", &[("year", &name), ("reports_on_days", &on_days)]);
        let head = Head { title: name.clone().into(), description: description.into(), section: "calendar", class: "" };
        let mut frame = self.frame(&year_route(year), head);
        frame.section_is_page = self.digest.newest_year() == Some(year);
        let (earlier, later) = self.digest.years_beside(year);
        let link = |key, year: i16| self.neighbour(key, self.link(&year_route(year), year.to_string()));
        frame.prev = earlier.map(|year| link("earlier", year));
        frame.next = later.map(|year| link("later", year));
        let months: Vec<Month> = counts.iter().map(|(day, _)| day.month_of_year()).collect();
        let last = months.iter().max().copied();
        let first = Month::new(year, 1);
        let calendars = match (first, last) {
            (Some(first), Some(last)) => first.through(last).map(|month| self.calendar(month, None, false)).collect(),
            _ => Vec::new(),
        };
        let key_events = self.digest.key_events(year);
        let body = Year {
            year: name,
            lede: self.words.phrase("year_lede", &[("reports", &reports), ("days", &days)]),
            calendars,
            key_events_counted: self.counted("events", key_events.len()),
            key_events: self.event_lines(&key_events),
        };
        View { page: frame, body: Body::Year(body) }
    }

    /// `/2016/09/`
    pub(super) fn month(&self, month: Month) -> View<'d> {
        let counts = self.digest.counts(Scope::Month(month));
        let total: usize = counts.iter().map(|(_, count)| count).sum();
        let reports = self.words.count("reports", total);
        let days = self.words.count("days", counts.len());
        let lede = self.words.phrase("reports_on_days", &[("reports", &reports), ("days", &days)]);
        let heading = self.words.month_year(month);
        let description = self.words.phrase("description_month", &[("month", &heading), ("reports_on_days", &lede)]);
        let head =
            Head { title: heading.clone().into(), description: description.into(), section: "calendar", class: "" };
        let frame = self.frame(&month_route(month), head);
        let year = month.year();
        let mut frame = self.with_crumbs(frame, vec![self.link(&year_route(year), year.to_string())]);
        let (earlier, later) = self.digest.months_beside(month);
        let link =
            |key, month: Month| self.neighbour(key, self.link(&month_route(month), self.words.month_year(month)));
        frame.prev = earlier.map(|month| link("earlier", month));
        frame.next = later.map(|month| link("later", month));
        let articles = self.digest.articles_in(Scope::Month(month));
        frame.ld_html = self.ld_list(&frame, &articles.iter().map(|(_, id)| *id).collect::<Vec<_>>());
        let limit = self.config.limits.list_entries;
        let shown = cut(&articles, Scope::Month(month), limit, limit).shown;
        let blocks = shown.chunk_by(|a, b| self.digest.article(*a).day == self.digest.article(*b).day);
        let body = MonthPage {
            heading,
            lede,
            calendar: self.calendar(month, None, true),
            rising: self.rising(month),
            days: blocks.map(|block| self.day_block(self.digest.article(block[0]).day, block)).collect(),
            shown: self.shown("shown", shown.len(), total),
        };
        View { page: frame, body: Body::Month(body) }
    }

    /// `/2016/09/08/`
    pub(super) fn day(&self, day: Day) -> View<'d> {
        let list = self.digest.day_of(day).unwrap_or_default();
        let date = self.date(day);
        let reports = self.words.count("reports", list.len());
        let description = self.words.phrase("description_day", &[("date", &date.long), ("reports", &reports)]);
        let head =
            Head { title: date.full.clone().into(), description: description.into(), section: "calendar", class: "" };
        let frame = self.frame(&day_route(day), head);
        let mut frame = self.with_crumbs(frame, self.day_crumbs(day, false));
        let full = |day: &Day| self.words.long(*day);
        let (before, after) = self.digest.days_beside(day);
        frame.prev = before.map(|day| self.neighbour("earlier", self.link(&day_route(day), full(&day))));
        frame.next = after.map(|day| self.neighbour("later", self.link(&day_route(day), full(&day))));
        frame.ld_html = self.ld_list(&frame, list);
        let limit = self.config.limits.list_entries.min(list.len());
        let (shown, rest) = list.split_at(limit);
        let body = DayPage {
            date,
            facts: self.day_facts(list),
            entries: shown.iter().map(|id| self.card(*id)).collect(),
            rest: rest.iter().map(|id| self.article_link(*id)).collect(),
            withdrawn: self.digest.withdrawn_on(day).iter().map(|id| self.article_link(*id)).collect(),
            events_counted: self.counted("events", self.digest.events_on(day).len()),
            events: self.event_lines(self.digest.events_on(day)),
            other_years: self.other_years(day),
            calendar: self.calendar(day.month_of_year(), Some(day), true),
        };
        View { page: frame, body: Body::Day(body) }
    }

    fn day_facts(&self, list: &[ArticleId]) -> Vec<String> {
        let articles = || list.iter().map(|id| self.digest.article(*id));
        let publishers: std::collections::BTreeSet<_> = articles().map(|article| article.publisher).collect();
        let languages: std::collections::BTreeSet<_> =
            articles().map(|article| article.head.original_lang.as_ref().unwrap_or(&article.lang).language()).collect();
        let mut facts = vec![self.words.count("reports", list.len())];
        if publishers.len() > 1 {
            facts.push(self.words.count("publishers", publishers.len()));
        }
        if languages.len() > 1 {
            facts.push(self.words.count("languages", languages.len()));
        }
        facts
    }

    /// The way back up from a day, or from an article of it.
    pub(super) fn day_crumbs(&self, day: Day, with_day: bool) -> Vec<Link<'d>> {
        if !self.config.pages.days {
            return Vec::new();
        }
        let month = self.words.month(day.month()).to_owned();
        let mut crumbs = vec![
            self.link(&year_route(day.year()), day.year().to_string()),
            self.link(&month_route(day.month_of_year()), month),
        ];
        if with_day {
            crumbs.push(self.link(&day_route(day), day.day().to_string()));
        }
        crumbs
    }

    /// `Earlier: 7 September 2016`
    pub(super) fn neighbour(&self, key: &str, link: Link<'d>) -> Neighbour<'d> {
        // The name is set in between, in its own language and direction.
        let said = self.words.phrase(key, &[("what", "\u{0}")]);
        let (before, after) = said.split_once('\u{0}').unwrap_or((&said, ""));
        Neighbour { before: before.to_owned(), link, after: after.to_owned() }
    }

    /// Says how many stand in a list; nothing of an empty one.
    pub(super) fn counted(&self, key: &str, list: usize) -> Option<String> {
        (list > 0).then(|| self.words.count(key, list))
    }

    /// Says how much is shown when not everything is.
    pub(super) fn shown(&self, key: &str, shown: usize, total: usize) -> Option<String> {
        let (some, all) = (self.words.number(shown), self.words.number(total));
        (shown < total).then(|| self.words.phrase(key, &[("shown", &some), ("total", &all)]))
    }
}
