//! Check: rules that need the whole digest. Dates against the clock, events against their reports, originals against each other, links against pages.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostics, Place, Rule, Span};
use crate::gate::route::Route;
use crate::model::article::{Article, Text};
use crate::model::date::Day;
use crate::model::{ArticleId, Digest};
use crate::source::SourcePath;

mod near;
mod parts;
mod titles;

use near::Near;
use parts::Parts;

/// Notes what no single file can know. `today` feeds one rule and reaches no page.
pub fn check(notes: &mut Diagnostics, digest: &Digest, today: Day) {
    for article in &digest.articles {
        future(notes, article, today);
    }
    originals(notes, digest);
    titles::check(notes, digest);
    for event in digest.events.iter().filter(|event| event.route.is_some() && !event.reports.is_empty()) {
        let days = event.reports.iter().map(|id| digest.article(*id).day);
        let last = days.max();
        if last.is_some_and(|last| event.head.when.stands_on() > last) {
            let place = Place::new(&event.head.source, event.head.when_span);
            let note = notes.add(Rule::EventAfterReports, place, "the event begins after every report of it");
            note.help("check both dates; an event that was announced may be dated later on purpose");
            if let Some(first) = event.reports.first().map(|id| digest.article(*id)) {
                note.related(Place::new(&first.head.source, first.head.date_span), "a report");
            }
        }
    }
}

/// Notes links to addresses of the site that no page has.
pub fn links(notes: &mut Diagnostics, digest: &Digest, pages: &BTreeSet<&Route>) {
    let articles = digest.articles.iter().map(|a| (&a.head.source, &a.body));
    let events = digest.events.iter().map(|e| (&e.head.source, &e.body));
    let timelines = digest.timelines.iter().map(|t| (&t.head.source, &t.body));
    let plain = digest.pages.iter().map(|p| (&p.head.source, &p.body));
    let parts = Parts::of(digest);
    let near = Near::of(pages, digest);
    for (file, text) in articles.chain(events).chain(timelines).chain(plain) {
        text_links(notes, file, text, &near, &digest.lost);
        parts.check(notes, file, text);
    }
    let mut drafts = Diagnostics::default();
    for (file, text) in &digest.left_out {
        text_links(&mut drafts, file, text, &near, &digest.lost);
        parts.check(&mut drafts, file, text);
    }
    // What a draft lacks does not stop a build that leaves it out.
    drafts.soften();
    notes.append(drafts);
}

fn text_links(notes: &mut Diagnostics, file: &SourcePath, text: &Text, near: &Near<'_>, lost: &BTreeSet<String>) {
    let missing = text.links.iter().filter(|(_, route)| !near.pages.contains(route));
    for (span, route) in missing.filter(|(_, route)| !lost.contains(route.last_segment())) {
        let note = notes.add(Rule::LinkBroken, Place::new(file, *span), format!("there is no page {route}"));
        note.help(match near.meant(route) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => {
                "write the address of a page of this site, such as `/2016/09/08/slug/` or `/events/slug/`".to_owned()
            }
        });
    }
}

fn future(notes: &mut Diagnostics, article: &Article, today: Day) {
    if article.day > today {
        let place = Place::new(&article.head.source, article.head.date_span);
        notes
            .add(Rule::DateFuture, place, format!("{} is after today, {today}", article.day))
            .help("check the year and the month");
    }
}

/// Two articles with one original are duplicates, except within one translation group.
fn originals(notes: &mut Diagnostics, digest: &Digest) {
    let mut seen: BTreeMap<String, Vec<ArticleId>> = BTreeMap::new();
    // Oldest file name first, so that the note stands at the newer file.
    let mut ids: Vec<ArticleId> = (0..digest.articles.len()).map(ArticleId).collect();
    ids.sort_by_key(|id| &digest.article(*id).head.source);
    for id in ids {
        let article = digest.article(id);
        // An original that is missing stands at no place.
        if article.head.original_span == Span::default() {
            continue;
        }
        let group = seen.entry(article.head.original.key()).or_default();
        if let Some(other) = group.iter().find(|other| !article.translations.contains(other)) {
            let other = digest.article(*other);
            notes
                .add(
                    Rule::OriginalDuplicate,
                    Place::new(&article.head.source, article.head.original_span),
                    "another article has this original",
                )
                .help("join the two articles, or say `translation_of` if one translates the other")
                .pair(Place::new(&other.head.source, other.head.original_span), "the other article");
        }
        group.push(id);
    }
}
