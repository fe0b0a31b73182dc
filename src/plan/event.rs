//! An event's page, and the list of events.

use crate::gate::route::Route;
use crate::model::date::Day;
use crate::model::event::{Claim, Event, Status};
use crate::model::term::TermKind;
use crate::model::{ArticleId, EventId};

use super::chart::{self, Claimed};
use super::cut::{Scope, cut};
use super::frame::Head;
use super::query::Document;
use super::site::Site;
use super::view::{Body, ClaimRow, EventLine, EventPage, EventYear, Events, Report, Row, View};

impl<'d> Site<'d> {
    /// `/events/slug/`
    pub(super) fn event(&self, id: EventId, route: &Route) -> View<'d> {
        let event = self.digest.event(id);
        let title = event.head.title.text.as_str();
        let when = self.when(&event.head.when);
        let plain = self.words.phrase("description_event", &[("title", title), ("when", &when.words)]);
        let description = event.summary().map_or(plain.into(), Into::into);
        let frame = self.frame(route, Head { title: title.into(), description, section: "timeline", class: "event" });
        let mut frame = self.with_crumbs(frame, vec![self.link(&events_route(), self.word("events"))]);
        frame.title_lang = self.foreign(&event.lang).then(|| event.lang.as_str().into());
        frame.code = event.body.code;
        frame.ld_html = self.ld_event(&frame, event);
        let (shown, rest) = event.reports.split_at(event.reports.len().min(self.config.limits.list_entries));
        let days: Vec<Day> = event.reports.iter().map(|id| self.digest.article(*id).day).collect();
        let related: Vec<EventLine<'d>> = self.digest.related(id).into_iter().map(|id| self.event_line(id)).collect();
        let body = EventPage {
            title,
            lang: event.lang.as_str(),
            dir: event.lang.dir().as_str(),
            when,
            places: self.term_links(&event.places),
            status: self.say(&format!("status_{}_long", status_key(event.head.status))),
            status_key: status_key(event.head.status),
            body_html: self.text_of(Document::Event(id)),
            claims: event.claims.iter().map(|claim| self.claim(claim)).collect(),
            scales: chart::scales(self.words, &claimed(event)),
            counted: self.counted("reports", event.reports.len()),
            reports: shown.iter().map(|id| self.report(event, *id)).collect(),
            rest: rest.iter().map(|id| self.article_link(*id)).collect(),
            clock: chart::clock_line(self.words, &event.head.when, &days),
            related_counted: self.counted("events", related.len()),
            related,
            terms: self.term_lists(&[
                (TermKind::Tag, &event.tags),
                (TermKind::Place, &event.places),
                (TermKind::Actor, &event.actors),
            ]),
        };
        View { page: frame, body: Body::Event(Box::new(body)) }
    }

    fn claim(&self, claim: &'d Claim) -> ClaimRow<'d> {
        ClaimRow {
            what: &claim.head.what,
            value: &claim.head.value,
            by: &claim.head.by,
            date: claim.head.date.map(|day| self.date(day)),
            source: claim.source.map(|id| self.article_link(id)),
        }
    }

    fn report(&self, event: &Event, id: ArticleId) -> Report<'d> {
        Report { card: self.card(id), lag: self.words.lag(&event.head.when, self.digest.article(id).day) }
    }

    /// `/events/`
    pub(super) fn events(&self, scope: Scope) -> View<'d> {
        let route = scope.route(&events_route());
        let period = self.period(scope);
        let heading = match &period {
            Some(period) => self.words.phrase("events_in", &[("period", period)]),
            None => self.word("events").to_owned(),
        };
        let limit = self.config.limits.list_entries;
        let cut = cut(&self.digest.events_in(scope), scope, limit, limit);
        let counted = self.words.count("events", cut.total);
        let lede = self.words.phrase("events_lede", &[("events", &counted)]);
        let head =
            Head { title: heading.clone().into(), description: lede.clone().into(), section: "timeline", class: "" };
        let mut frame = self.frame(&route, head);
        if scope != Scope::All {
            frame = self.with_crumbs(frame, vec![self.link(&events_route(), self.word("events"))]);
        }
        let shown: Vec<EventId> = cut.shown.iter().chain(&cut.rest).copied().collect();
        let year = |id: &EventId| self.digest.event(*id).head.when.earliest().year();
        let years = shown.chunk_by(|a, b| year(a) == year(b)).map(|events| EventYear {
            year: year(&events[0]).to_string(),
            events: events.iter().map(|id| self.event_line(*id)).collect::<Vec<EventLine<'d>>>(),
        });
        let body = Events {
            heading: heading.into(),
            lede,
            years: years.collect(),
            more: self.finer(&events_route(), &cut.finer),
            shown: self.shown("shown", shown.len(), cut.total),
        };
        View { page: frame, body: Body::Events(body) }
    }

    /// Links to finer stretches of a list, with their counts.
    pub(super) fn finer(&self, list: &Route, finer: &[(Scope, usize)]) -> Vec<Row<'d>> {
        let row = |(scope, count): &(Scope, usize)| Row {
            link: self.link(&scope.route(list), self.period(*scope).unwrap_or_default()),
            count: self.words.number(*count),
        };
        finer.iter().map(row).collect()
    }

    /// A stretch of time in words; nothing for all of it.
    pub(super) fn period(&self, scope: Scope) -> Option<String> {
        match scope {
            Scope::All => None,
            Scope::Year(year) => Some(year.to_string()),
            Scope::Month(month) => Some(self.words.month_year(month)),
            Scope::Day(day) => Some(self.words.long(day)),
        }
    }
}

/// `/events/`
pub(super) fn events_route() -> Route {
    Route::root().fixed("events")
}

fn claimed(event: &Event) -> Vec<Claimed<'_>> {
    let claims = event.claims.iter();
    claims
        .map(|claim| Claimed {
            what: &claim.head.what,
            value: &claim.head.value,
            by: &claim.head.by,
            figure: claim.figure,
        })
        .collect()
}

fn status_key(status: Status) -> &'static str {
    match status {
        Status::Reported => "reported",
        Status::Confirmed => "confirmed",
        Status::Contested => "contested",
        Status::Retracted => "retracted",
    }
}
