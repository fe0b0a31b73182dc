//! What stands on a timeline and in which order: events with their reports, and articles that name no event.

use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostics, Rule};
use crate::gate::slug::Slug;
use crate::model::article::Written;
use crate::model::date::Day;
use crate::model::term::{Term, TermKind};
use crate::model::timeline::{Entry, TimelineHead};
use crate::model::{ArticleId, Digest, EventId, TermId};

use super::names::Names;

/// The whole digest by event time: events that someone reports or that have a page, and articles outside any event.
pub(super) fn everything(digest: &Digest) -> Vec<Entry> {
    let events = (0..digest.events.len()).map(EventId).filter(|id| digest.stands(*id)).map(Entry::Event);
    let articles = digest.listed().filter(|id| digest.article(*id).events.is_empty()).map(Entry::Article);
    digest.in_order_of_time(events.chain(articles).collect())
}

/// The entries of a curated timeline.
pub(super) fn curated(notes: &mut Diagnostics, names: &Names, head: &TimelineHead, digest: &Digest) -> Vec<Entry> {
    let query = Query::of(notes, head, digest);
    let included = listed(notes, names, &head.include, head, digest);
    let excluded = listed(notes, names, &head.exclude, head, digest);
    let matching = digest.entries.iter().copied().filter(|entry| query.takes(*entry, digest));
    let mut entries: Vec<Entry> = matching.chain(included).filter(|entry| !excluded.contains(entry)).collect();
    entries.sort();
    entries.dedup();
    digest.in_order_of_time(entries)
}

/// The articles and events named in `include` or `exclude`; an article inside an event stands for the event.
fn listed(
    notes: &mut Diagnostics,
    names: &Names,
    words: &[Written],
    head: &TimelineHead,
    digest: &Digest,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for word in words {
        let event = digest.events.iter().position(|e| e.route.is_some() && e.head.slug.as_str() == word.text);
        match (event, names.find(&word.text)) {
            (Some(event), _) => entries.push(Entry::Event(EventId(event))),
            (None, Some(id)) if digest.article(id).events.is_empty() => entries.push(Entry::Article(id)),
            (None, Some(id)) => entries.extend(digest.article(id).events.iter().copied().map(Entry::Event)),
            (None, None) if names.is_ambiguous(&word.text) => {
                names.article(notes, word, &head.source);
            }
            (None, None) => {
                let known: Vec<String> = digest.events.iter().map(|event| event.head.slug.to_string()).collect();
                names.unknown_event(notes, word.place(&head.source), &word.text, known.iter());
            }
        }
    }
    entries
}

/// `match`, `from` and `to` of a curated timeline.
struct Query {
    /// All of these lists must match, within a list any; lists not given are left out.
    lists: Vec<Vec<TermId>>,
    from: Option<Day>,
    to: Option<Day>,
    /// Without `match`, only what is included stands on it, unless a span is given.
    open: bool,
}

impl Query {
    fn of(notes: &mut Diagnostics, head: &TimelineHead, digest: &Digest) -> Query {
        let given = [(TermKind::Tag, &head.tags), (TermKind::Place, &head.places), (TermKind::Actor, &head.actors)];
        let lists: Vec<Vec<TermId>> = (given.iter().filter(|(_, words)| !words.is_empty()))
            .map(|(kind, words)| words.iter().filter_map(|word| known(notes, digest, *kind, word, head)).collect())
            .collect();
        let from = head.from.as_ref().map(|when| when.earliest());
        let to = head.to.as_ref().and_then(|when| when.latest());
        Query { open: !lists.is_empty() || from.is_some() || to.is_some(), lists, from, to }
    }

    fn takes(&self, entry: Entry, digest: &Digest) -> bool {
        let day = digest.stand(entry);
        let inside = self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to);
        self.open
            && inside
            && match entry {
                Entry::Article(id) => self.matches(&digest.article(id).terms().collect::<Vec<_>>()),
                Entry::Event(id) => self.takes_event(id, digest),
            }
    }

    fn takes_event(&self, id: EventId, digest: &Digest) -> bool {
        let event = digest.event(id);
        let own: Vec<TermId> = event.terms().collect();
        let with = |report: &ArticleId| {
            let mut terms = own.clone();
            terms.extend(digest.article(*report).terms());
            self.matches(&terms)
        };
        self.matches(&own) || event.reports.iter().any(with)
    }

    fn matches(&self, terms: &[TermId]) -> bool {
        self.lists.iter().all(|list| list.iter().any(|term| terms.contains(term)))
    }
}

/// The term of a word in `match`; one that nothing carries is noted.
fn known(
    notes: &mut Diagnostics,
    digest: &Digest,
    kind: TermKind,
    word: &Written,
    head: &TimelineHead,
) -> Option<TermId> {
    let found = find(digest, kind, &word.text);
    if found.is_none() {
        let rule = if kind == TermKind::Tag { Rule::TagUnknown } else { Rule::TermUnknown };
        let message = format!("no article or event has the {} `{}`", kind.singular(), word.text);
        let note = notes.add(rule, word.place(&head.source), message);
        let slugs = digest.terms.iter().filter(|term| term.kind == kind).map(|term| term.entry.slug.as_str());
        if let Some(near) = nearest(&word.text, slugs) {
            note.help(format!("did you mean `{near}`?"));
        }
    }
    found
}

fn find(digest: &Digest, kind: TermKind, text: &str) -> Option<TermId> {
    let slug = Slug::of(text)?;
    digest.find_term(kind, &slug).or_else(|| {
        let spelt = |term: &Term| {
            term.entry.aliases.iter().chain([&term.entry.label]).any(|s| Slug::of(s).as_ref() == Some(&slug))
        };
        digest.terms.iter().position(|term| term.kind == kind && spelt(term)).map(TermId)
    })
}
