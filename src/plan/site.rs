//! The small parts every page is made of: addresses, links, dates, cards; one function for each.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::config::Config;
use crate::gate::excerpt::cut_at_sentence;
use crate::gate::html::Html;
use crate::gate::route::Route;
use crate::gate::text::direction;
use crate::model::article::Article;
use crate::model::date::{Day, Month};
use crate::model::event::{Event, Status};
use crate::model::lang::Lang;
use crate::model::term::TermKind;
use crate::model::{ArticleId, EventId, TermId};
use crate::words::Words;

use super::cut::Scope;
use super::facts::{Facts, has_kind};
use super::lens::Lens;
use super::parts::{Part, Parts};
use super::query::{Document, Query};
use super::view;
use super::way::Way;

/// Characters of a summary in a long list, at most.
const SHORT: usize = 160;

/// Authors named on a card, at most; one more is named rather than counted.
const NAMED: usize = 3;

/// What views are made from: the digest as one page sees it, the configuration, the words.
pub struct Site<'d> {
    /// The digest, through a lens that writes down what was looked at.
    pub(super) digest: Lens<'d>,
    /// site.toml.
    pub config: &'d Config,
    /// Interface words.
    pub words: &'d Words,
    /// How the page writes addresses of the site.
    pub(super) way: Way,
    /// Parts that stand on many pages; none where nothing is drawn.
    pub(super) parts: Option<&'d Parts<'d>>,
    /// Why a part of this page could not be drawn.
    fault: RefCell<Option<String>>,
}

impl<'d> Site<'d> {
    /// A site of which nothing was looked at yet, for what is not drawn, or for the home page.
    #[must_use]
    pub fn new(facts: &'d Facts<'d>, words: &'d Words) -> Self {
        Site::at(facts, words, 0)
    }

    /// The same for a page of this level: one for each page.
    #[must_use]
    pub fn at(facts: &'d Facts<'d>, words: &'d Words, level: usize) -> Self {
        let (config, way) = (facts.config, Way::from(facts.config, level));
        Site { digest: Lens::new(facts), config, words, way, parts: None, fault: RefCell::default() }
    }

    /// The same with the parts that stand on other pages of the level too.
    #[must_use]
    pub fn with_parts(self, parts: Option<&'d Parts<'d>>) -> Self {
        Site { parts, ..self }
    }

    /// A part that stands on many pages.
    pub(super) fn part(&self, part: Part) -> view::Drawn {
        self.digest.note(Query::Part(part));
        match self.parts.map(|parts| parts.drawn(part)) {
            Some(Ok(drawn)) => drawn.clone(),
            Some(Err(fault)) => {
                self.fault.borrow_mut().get_or_insert_with(|| fault.clone());
                view::Drawn::nothing()
            }
            None => view::Drawn::nothing(),
        }
    }

    /// An article as it stands in the feeds of its terms; nothing where nothing is drawn.
    pub(super) fn entry(&self, id: ArticleId) -> Option<&'d super::feed::Entry> {
        let parts = self.parts?;
        self.digest.note(Query::FeedEntry(id));
        Some(parts.entry(id))
    }

    /// Why a part of this page could not be drawn, if one could not.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        self.fault.borrow().clone()
    }

    /// What was looked at so far.
    #[must_use]
    pub fn asked(&self) -> Vec<Query> {
        self.digest.asked()
    }

    // ---- addresses

    /// An address as the page prints it: percent-encoded, from the root of the host, or from where the page lies.
    #[must_use]
    pub fn href(&self, route: &Route) -> String {
        self.way.href(route)
    }

    /// An address as other sites would use it.
    #[must_use]
    pub fn absolute(&self, route: &Route) -> String {
        let base = &self.config.base;
        base.origin.clone() + &base.path + &route.percent_encoded()
    }

    /// The text of a document as the page prints it.
    #[must_use]
    pub(super) fn text_of(&self, document: Document) -> Html {
        self.way.html(&self.config.base, self.digest.html(document))
    }

    /// The page of a day, when there is one.
    #[must_use]
    pub fn day_href(&self, day: Day) -> Option<String> {
        (self.config.pages.days && self.digest.has_day(day)).then(|| self.href(&day_route(day)))
    }

    /// The page of a month, when there is one.
    #[must_use]
    pub fn month_href(&self, month: Month) -> Option<String> {
        (self.config.pages.days && self.digest.has_month(month)).then(|| self.href(&month_route(month)))
    }

    /// Whether a kind of terms has pages on this site (config.md, `[pages]`).
    #[must_use]
    pub fn has_kind(&self, kind: TermKind) -> bool {
        has_kind(&self.config.pages, kind)
    }

    // ---- words

    /// A fixed word of the interface.
    #[must_use]
    pub fn word(&self, key: &'static str) -> &'d str {
        self.words.label(key)
    }

    /// A phrase without anything to fill in.
    #[must_use]
    pub fn say(&self, key: &str) -> view::Text<'d> {
        Cow::Owned(self.words.phrase(key, &[]))
    }

    /// Whether a language is another than the interface's.
    #[must_use]
    pub fn foreign(&self, lang: &Lang) -> bool {
        lang.language() != self.config.lang.language()
    }

    /// The name of a language that is not the interface's.
    #[must_use]
    pub fn language(&self, lang: &Lang) -> Option<view::Text<'d>> {
        self.foreign(lang).then(|| Cow::Owned(self.words.language_name(lang)))
    }

    // ---- parts

    /// A link in the interface's own language.
    #[must_use]
    pub fn link(&self, route: &Route, text: impl Into<view::Text<'d>>) -> view::Link<'d> {
        view::Link { href: self.href(route), text: text.into(), lang: None, dir: None }
    }

    /// A link whose text is in a language of its own.
    #[must_use]
    pub fn link_in(&self, route: &Route, text: &'d str, lang: &'d Lang) -> view::Link<'d> {
        let foreign = self.foreign(lang);
        view::Link {
            href: self.href(route),
            text: text.into(),
            lang: foreign.then(|| lang.as_str().into()),
            dir: foreign.then(|| lang.dir().as_str()),
        }
    }

    /// A link to an article.
    #[must_use]
    pub fn article_link(&self, id: ArticleId) -> view::Link<'d> {
        let article = self.digest.article(id);
        self.link_in(&article.route, &article.head.title.text, &article.lang)
    }

    /// A link to an event; one written in place leads to its first report.
    #[must_use]
    pub fn event_link(&self, id: EventId) -> view::Link<'d> {
        let event = self.digest.event(id);
        let title = event.head.title.text.as_str();
        match (&event.route, event.reports.first()) {
            (Some(route), _) if self.config.pages.events => self.link_in(route, title, &event.lang),
            (_, Some(report)) => self.link_in(&self.digest.article(*report).route, title, &event.lang),
            _ => view::Link { href: String::new(), text: title.into(), lang: None, dir: None },
        }
    }

    /// A link to a term; without address where its kind has no pages.
    #[must_use]
    pub fn term_link(&self, id: TermId) -> view::Link<'d> {
        let term = self.digest.term(id);
        let label = term.label();
        // A name in a script that runs the other way is isolated, with its language where a vocabulary says it.
        let turned = direction(label) != crate::gate::text::lang_dir(self.config.lang.as_str());
        let lang = term.entry.lang.as_ref().map_or("und", Lang::as_str);
        view::Link {
            href: if self.has_kind(term.kind) && term.used { self.href(term.route) } else { String::new() },
            text: label.into(),
            lang: turned.then(|| lang.into()),
            dir: turned.then(|| direction(label).as_str()),
        }
    }

    /// Links to terms.
    #[must_use]
    pub fn term_links(&self, ids: &[TermId]) -> Vec<view::Link<'d>> {
        ids.iter().map(|id| self.term_link(*id)).collect()
    }

    /// Tags, places and actors in groups; empty groups are left out.
    #[must_use]
    pub fn term_groups(&self, lists: &[(TermKind, &[TermId])]) -> Vec<view::TermGroup<'d>> {
        let filled = lists.iter().filter(|(_, ids)| !ids.is_empty());
        filled.map(|(kind, ids)| self.term_group(*kind, ids)).collect()
    }

    /// The same as plain links.
    #[must_use]
    pub fn term_lists(&self, lists: &[(TermKind, &[TermId])]) -> Vec<view::TermLinks<'d>> {
        let list = |kind: &TermKind, ids: &[TermId]| view::TermLinks {
            label: self.kind_label(*kind),
            kind: kind.plural(),
            links: self.term_links(ids),
        };
        lists.iter().filter(|(_, ids)| !ids.is_empty()).map(|(kind, ids)| list(kind, ids)).collect()
    }

    /// Terms of one kind under the kind's name.
    #[must_use]
    pub fn term_group(&self, kind: TermKind, ids: &[TermId]) -> view::TermGroup<'d> {
        view::TermGroup {
            label: self.kind_label(kind),
            kind: kind.plural(),
            links: ids.iter().map(|id| self.part(Part::Term(*id))).collect(),
            shown: None,
        }
    }

    /// `Tags`, `Places` …
    #[must_use]
    pub fn kind_label(&self, kind: TermKind) -> view::Text<'d> {
        self.say(&format!("kind_{}", kind.plural()))
    }

    /// An article in a list, with its summary.
    #[must_use]
    pub fn card(&self, id: ArticleId) -> view::Card<'d> {
        let article = self.digest.article(id);
        let head = &article.head;
        let corrected = head.corrections.iter().map(|correction| correction.day).max();
        let many = article.authors.len() > NAMED + 1;
        let named = article.authors.get(..NAMED).filter(|_| many).unwrap_or(&article.authors);
        view::Card {
            link: self.article_link(id),
            summary: article.summary().map(Cow::Borrowed),
            date: self.date(article.day),
            place: article.places.first().map(|id| self.term_link(*id)),
            publisher: self.term_link(article.publisher),
            original: self.original_address(article),
            authors: self.term_links(named),
            all_authors: many.then(|| self.words.count("authors", article.authors.len())),
            language: self.language(&article.lang),
            sources: (!head.sources.is_empty()).then(|| self.words.count("sources", head.sources.len() + 1)),
            key: head.key,
            warning: head.warning.is_some(),
            corrected: corrected.map(|day| self.words.phrase("corrected", &[("date", &self.words.short(day))])),
        }
    }

    /// An article in a long list: its summary is cut to what says most.
    #[must_use]
    pub fn short_card(&self, id: ArticleId) -> view::Card<'d> {
        let mut card = self.card(id);
        card.summary = card.summary.map(|summary| match summary.char_indices().nth(SHORT) {
            Some(_) => Cow::Owned(cut_at_sentence(&summary, SHORT)),
            None => summary,
        });
        card
    }

    /// A day with its articles.
    #[must_use]
    pub fn day_block(&self, day: Day, articles: &[ArticleId]) -> view::DayBlock<'d> {
        view::DayBlock { date: self.date(day), entries: articles.iter().map(|id| self.card(*id)).collect() }
    }

    /// An event in a list.
    #[must_use]
    pub fn event_line(&self, id: EventId) -> view::EventLine<'d> {
        let event = self.digest.event(id);
        view::EventLine {
            link: self.event_link(id),
            when: self.when(&event.head.when),
            places: event.places.iter().take(2).map(|id| self.term_link(*id)).collect(),
            reports: (!event.reports.is_empty()).then(|| self.words.count("reports", event.reports.len())),
            status: self.status(event),
            key: event.head.key,
        }
    }

    /// The status of an event in a word, when there is something to say.
    #[must_use]
    pub fn status(&self, event: &Event) -> Option<view::Text<'d>> {
        match event.head.status {
            // What is undisputed needs no word in a list.
            Status::Reported | Status::Confirmed => None,
            Status::Contested => Some(self.say("status_contested")),
            Status::Retracted => Some(self.say("status_retracted")),
        }
    }

    /// `41 reports, February 2016 to September 2018`.
    #[must_use]
    pub fn extent(&self, key: &str, count: usize, first: Option<Day>, last: Option<Day>) -> String {
        let counted = self.words.count(key, count);
        match (first, last) {
            (Some(first), Some(last)) => {
                let (from, to) = (first.month_of_year(), last.month_of_year());
                if from == to {
                    return self
                        .words
                        .phrase("extent_one", &[("count", &counted), ("when", &self.words.month_year(from))]);
                }
                let (from, to) = (self.words.month_year(from), self.words.month_year(to));
                self.words.phrase("extent", &[("count", &counted), ("from", &from), ("to", &to)])
            }
            _ => counted,
        }
    }

    /// Bars of articles by month.
    #[must_use]
    pub fn strip(&self, counts: &BTreeMap<Month, usize>, big: bool) -> Option<view::Strip> {
        let (first, last) = (counts.keys().next()?, counts.keys().next_back()?);
        Some(super::chart::strip(self.words, "reports", counts, (*first, *last), big))
    }

    /// A month as a table of days.
    #[must_use]
    pub fn calendar(&self, month: Month, current: Option<Day>, with_year: bool) -> view::Calendar {
        let per_day = self.digest.counts(Scope::Month(month)).into_iter().collect();
        let max = self.digest.fullest(month.year());
        let href = |day| self.day_href(day);
        let days = super::chart::Days { per_day: &per_day, max, current, with_year };
        let mut calendar = super::chart::calendar(self.words, month, &days, href);
        calendar.href = self.month_href(month);
        calendar
    }

    /// Text for `<meta name="description">`: the summary of an article or what stands for it.
    #[must_use]
    pub fn describe(&self, article: &'d Article) -> view::Text<'d> {
        article.summary().unwrap_or(&article.head.title.text).into()
    }
}

/// `/2016/09/08/`
#[must_use]
pub fn day_route(day: Day) -> Route {
    Route::root().year(day.year()).month(day.month()).day(day.day())
}

/// `/2016/09/`
#[must_use]
pub fn month_route(month: Month) -> Route {
    Route::root().year(month.year()).month(month.month())
}

/// `/2016/`
#[must_use]
pub fn year_route(year: i16) -> Route {
    Route::root().year(year)
}
