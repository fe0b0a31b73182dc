//! Assemble: heads and bodies become one digest. Names are resolved to terms, events, articles; nothing is changed afterwards.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Place, Span};
use crate::gate::route::Route;
use crate::model::article::{Article, EventMention, Head, Text, Written};
use crate::model::date::Day;
use crate::model::date::when::When;
use crate::model::event::{Claim, ClaimHead, Event, EventHead, Status};
use crate::model::page::PlainPage;
use crate::model::term::TermKind;
use crate::model::{ArticleId, Digest, EventId};
use crate::parse::{Drawn, Parsed};
use crate::source::SourcePath;

mod names;
mod redirects;
mod terms;
mod timelines;
mod translations;

use names::{EventNames, Names};
use terms::Terms;

/// Makes the digest. Every name that leads nowhere is a note at its place.
#[must_use]
pub fn assemble(notes: &mut Diagnostics, parsed: Parsed, config: &Config) -> Digest {
    let mut terms = Terms::of(&parsed.vocabularies);
    let lost = parsed.lost;
    for drawn in &parsed.events {
        names::note_kept(notes, &drawn.route, Place::new(&drawn.head.source, drawn.head.title.span));
    }
    for drawn in &parsed.pages {
        names::note_kept(notes, &drawn.route, Place::new(&drawn.head.source, drawn.head.title.span));
    }
    let filed = parsed.events.iter().map(|drawn| (&drawn.route, (&drawn.head.source, drawn.head.slug_span)));
    names::slugs_once(notes, filed);
    let timelines = parsed.timelines.iter().map(|drawn| (&drawn.route, (&drawn.head.source, drawn.head.slug_span)));
    names::slugs_once(notes, timelines);
    let pages = parsed.pages.iter().map(|drawn| (&drawn.route, (&drawn.head.source, drawn.head.slug_span)));
    names::slugs_once(notes, pages);
    let mut articles = articles(notes, &mut terms, parsed.articles, config);
    articles.sort_unstable_by(|a, b| reading_order(a).cmp(&reading_order(b)));
    let names = Names::of(notes, &articles, &lost);
    translations::translations(notes, &names, &mut articles);
    let mut events = events(notes, &mut terms, parsed.events, &articles, config);
    events.sort_by(|a, b| (&a.head.when, &a.head.slug).cmp(&(&b.head.when, &b.head.slug)));
    let named = EventNames::of(&events, &lost);
    report(notes, (&names, &named), &mut articles, &mut events);
    let mut digest = Digest { articles, events, lost: lost.clone(), left_out: parsed.left_out, ..Digest::default() };
    terms.settle(&mut digest);
    digest.days = days(&digest);
    digest.entries = timelines::everything(&digest);
    digest.timelines = timelines::timelines(notes, (&names, &named), parsed.timelines, &digest, config);
    digest.pages = plain(parsed.pages, config);
    digest.moved = redirects::moved(notes, &digest, config);
    digest
}

/// Newest day first; within a day key entries first, then by slug, which is unique on its day where nothing is wrong, and by
/// file: a total order.
fn reading_order(article: &Article) -> (std::cmp::Reverse<Day>, bool, &str, &SourcePath) {
    (std::cmp::Reverse(article.day), !article.head.key, article.head.slug.as_str(), &article.head.source)
}

#[expect(clippy::vec_box, reason = "each goes when it is an article")]
fn articles(notes: &mut Diagnostics, terms: &mut Terms, drawn: Vec<Box<Drawn<Head>>>, config: &Config) -> Vec<Article> {
    let mut made = Vec::with_capacity(drawn.len());
    for drawn in drawn {
        let Drawn { head, text, route, attachments } = *drawn;
        let publisher = terms.publisher(notes, &head);
        let mut resolved = |kind: TermKind, words: &[Written]| terms.resolve_all(notes, kind, words, &head.source);
        let article = Article {
            day: head.date.day(),
            authors: resolved(TermKind::Author, &head.authors),
            tags: resolved(TermKind::Tag, &head.tags),
            places: resolved(TermKind::Place, &head.places),
            actors: resolved(TermKind::Actor, &head.actors),
            events: Vec::new(),
            translations: Vec::new(),
            publisher,
            lang: head.lang.clone().unwrap_or_else(|| config.lang.clone()),
            route,
            attachments,
            body: text,
            head,
        };
        made.push(article);
    }
    made
}

fn events(
    notes: &mut Diagnostics,
    terms: &mut Terms,
    drawn: Vec<Drawn<EventHead>>,
    articles: &[Article],
    config: &Config,
) -> Vec<Event> {
    let mut made: Vec<Event> = Vec::new();
    let claims: Vec<Vec<Claim>> = drawn.par_iter().map(|drawn| claims(&drawn.head)).collect();
    for (Drawn { head, text, route, .. }, claims) in drawn.into_iter().zip(claims) {
        made.push(Event { claims, ..event(notes, terms, head, Some((text, route)), config) });
    }
    // An event written in place by two articles in the same words is one event.
    let mut inline: BTreeMap<(String, String), EventHead> = BTreeMap::new();
    for article in articles {
        // What a withdrawn article told is told no more; where another article tells it too, it is that one's.
        for mention in article.head.events.iter().filter(|_| article.listed()) {
            if let EventMention::Inline { when, what, place } = mention {
                let key = (when.to_string(), what.clone());
                let places = place.iter().cloned().collect();
                inline.entry(key).or_insert_with(|| inline_head(article, when, what, places));
            }
        }
    }
    for head in inline.into_values() {
        made.push(event(notes, terms, head, None, config));
    }
    made
}

fn inline_head(article: &Article, when: &When, what: &str, places: Vec<Written>) -> EventHead {
    let head = &article.head;
    let slug = crate::gate::slug::Slug::of(what).unwrap_or_else(|| head.slug.clone());
    EventHead {
        source: head.source.clone(),
        slug,
        slug_span: Span::default(),
        title: Written { text: what.to_owned(), span: head.title.span },
        when: when.clone(),
        when_span: head.date_span,
        places,
        actors: Vec::new(),
        tags: Vec::new(),
        status: Status::Reported,
        claims: Vec::new(),
        key: false,
        lang: head.lang.clone(),
        summary: None,
        aliases: Vec::new(),
        draft: false,
    }
}

/// What was claimed of an event, with the figures in it, before its sources are looked up.
fn claims(head: &EventHead) -> Vec<Claim> {
    let claim = |head: &ClaimHead| Claim {
        figure: crate::model::figure::read_figure(&head.value),
        head: head.clone(),
        source: None,
    };
    head.claims.iter().map(claim).collect()
}

/// An event with its page, or one written in place, which has none and no claims.
fn event(
    notes: &mut Diagnostics,
    terms: &mut Terms,
    head: EventHead,
    page: Option<(Text, Route)>,
    config: &Config,
) -> Event {
    let (body, route) = match page {
        Some((text, route)) => (text, Some(route)),
        None => (Text::default(), None),
    };
    let file = &head.source;
    Event {
        claims: Vec::new(),
        lang: head.lang.clone().unwrap_or_else(|| config.lang.clone()),
        tags: terms.resolve_all(notes, TermKind::Tag, &head.tags, file),
        places: terms.resolve_all(notes, TermKind::Place, &head.places, file),
        actors: terms.resolve_all(notes, TermKind::Actor, &head.actors, file),
        reports: Vec::new(),
        body,
        route,
        head,
    }
}

/// Joins articles and events both ways, and claims to the articles that report them.
fn report(
    notes: &mut Diagnostics,
    (names, named): (&Names, &EventNames),
    articles: &mut [Article],
    events: &mut [Event],
) {
    let inline: BTreeMap<(String, String), EventId> = (events.iter().enumerate())
        .filter(|(_, event)| event.route.is_none())
        .map(|(index, event)| ((event.head.when.to_string(), event.head.title.text.clone()), EventId(index)))
        .collect();
    for (index, article) in articles.iter_mut().enumerate() {
        for mention in &article.head.events {
            let found = match mention {
                EventMention::Named(written) => named.event(notes, written, &article.head.source),
                EventMention::Inline { when, what, .. } => inline.get(&(when.to_string(), what.clone())).copied(),
            };
            if let Some(event) = found.filter(|event| !article.events.contains(event)) {
                article.events.push(event);
                if article.head.withdrawn.is_none() {
                    events[event.0].reports.push(ArticleId(index));
                }
            }
        }
    }
    for event in events {
        event.reports.sort_by_key(|id| {
            let article = &articles[id.0];
            (article.day, article.head.slug.to_string())
        });
        for claim in &mut event.claims {
            claim.source = claim.head.source.as_ref().and_then(|w| names.article(notes, w, &event.head.source));
        }
    }
}

fn days(digest: &Digest) -> BTreeMap<Day, Vec<ArticleId>> {
    let mut days: BTreeMap<_, Vec<ArticleId>> = BTreeMap::new();
    for (index, article) in digest.articles.iter().enumerate() {
        let day = days.entry(article.day).or_default();
        if article.listed() {
            day.push(ArticleId(index));
        }
    }
    days
}

fn plain(drawn: Vec<Drawn<crate::model::page::PageHead>>, config: &Config) -> Vec<PlainPage> {
    let mut made: Vec<PlainPage> = (drawn.into_iter())
        .map(|Drawn { head, text, route, .. }| PlainPage {
            lang: head.lang.clone().unwrap_or_else(|| config.lang.clone()),
            body: text,
            route,
            head,
        })
        .collect();
    made.sort_by(|a, b| a.head.slug.cmp(&b.head.slug));
    made
}
