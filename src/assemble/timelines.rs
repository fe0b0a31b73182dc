//! What stands on a timeline and in which order: events with their reports, and articles that name no event.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::nearest::Known;
use crate::diagnostic::{Diagnostics, Place, Rule, Severity};
use crate::gate::slug::Slug;
use crate::model::article::Written;
use crate::model::date::Day;
use crate::model::term::TermKind;
use crate::model::timeline::{Entry, Timeline, TimelineHead};
use crate::model::{ArticleId, Digest, EventId, TermId};
use crate::parse::Drawn;
use crate::source::SourcePath;

use super::names::{EventNames, Names};

/// The whole digest by event time: events that someone reports or that have a page, and articles outside any event.
pub(super) fn everything(digest: &Digest) -> Vec<Entry> {
    let events = (0..digest.events.len()).map(EventId).filter(|id| digest.stands(*id)).map(Entry::Event);
    let articles = digest.listed().filter(|id| digest.article(*id).events.is_empty()).map(Entry::Article);
    digest.in_order_of_time(events.chain(articles).collect())
}

/// The curated timelines, by slug.
pub(super) fn timelines(
    notes: &mut Diagnostics,
    (articles, events): (&Names, &EventNames),
    drawn: Vec<Drawn<TimelineHead>>,
    digest: &Digest,
    config: &Config,
) -> Vec<Timeline> {
    if drawn.is_empty() {
        return Vec::new();
    }
    let desk = Desk { articles, events, both: OnceCell::new(), terms: Lookup::of(digest), digest };
    let noted = faulty(notes);
    let mut made = Vec::with_capacity(drawn.len());
    for Drawn { head, text, route, .. } in drawn {
        let mut own = Diagnostics::default();
        let entries = desk.entries(&mut own, &head);
        // What makes it empty may be noted already: a name of its own, or a document that could not be believed.
        let explained = noted.contains(&head.source) || !own.notes().is_empty() || !digest.lost.is_empty();
        if entries.is_empty() && !explained {
            let place = Place::new(&head.source, head.title.span);
            own.add(Rule::TimelineEmpty, place, "nothing stands on this timeline")
                .help("check `match`, `from`, `to` and `include`: all lists under `match` must match");
        }
        notes.append(own);
        let lang = head.lang.clone().unwrap_or_else(|| config.lang.clone());
        made.push(Timeline { lang, body: text, route, entries, head });
    }
    made.sort_by(|a, b| a.head.slug.cmp(&b.head.slug));
    made
}

/// Files that have an error.
fn faulty(notes: &Diagnostics) -> BTreeSet<SourcePath> {
    let errors = notes.notes().iter().filter(|note| note.severity == Severity::Error);
    errors.filter_map(|note| note.place.as_ref()).map(|place| place.file.clone()).collect()
}

/// What curated timelines look names up in.
struct Desk<'a> {
    articles: &'a Names<'a>,
    events: &'a EventNames<'a>,
    /// Names of both, for slips.
    both: OnceCell<Known>,
    terms: Lookup<'a>,
    digest: &'a Digest,
}

impl Desk<'_> {
    /// The entries of a curated timeline.
    fn entries(&self, notes: &mut Diagnostics, head: &TimelineHead) -> Vec<Entry> {
        let digest = self.digest;
        let query = Query::of(notes, head, &self.terms);
        // A withdrawn article stands for nothing, not even for an event that others report.
        let included: Vec<Entry> = self
            .named(notes, &head.include, head)
            .into_iter()
            .filter(|named| named.listed)
            .flat_map(|n| n.entries)
            .collect();
        let excluded: BTreeSet<Entry> =
            self.named(notes, &head.exclude, head).into_iter().flat_map(|n| n.entries).collect();
        let mut entries: Vec<Entry> =
            digest.entries.par_iter().copied().filter(|entry| query.takes(*entry, digest)).collect();
        entries.extend(included);
        entries.retain(|entry| !excluded.contains(entry));
        entries.sort();
        entries.dedup();
        digest.in_order_of_time(entries)
    }

    /// What `include` or `exclude` names.
    fn named(&self, notes: &mut Diagnostics, words: &[Written], head: &TimelineHead) -> Vec<Named> {
        words.iter().filter_map(|word| self.document(notes, word, head)).collect()
    }

    /// The article or event of this name; one that is unknown, or that names both, is noted.
    fn document(&self, notes: &mut Diagnostics, word: &Written, head: &TimelineHead) -> Option<Named> {
        let event = self.events.find(&word.text).map(Named::event);
        let several = self.articles.is_ambiguous(&word.text);
        if several && event.is_none() {
            self.articles.article(notes, word, &head.source);
            return None;
        }
        let article = self.articles.find(&word.text).map(|id| Named::article(id, self.digest));
        let place = word.place(&head.source);
        let same = |event: &Named| article.as_ref().map_or(!several, |article| article.entries == event.entries);
        match (&event, &article) {
            (Some(event), _) if !same(event) => {
                let message = format!("`{}` names an article and an event", word.text);
                notes.add(Rule::ArticleUnknown, place, message).help(format!(
                    "write `YYYY-MM-DD-{}` for the article; to name the event, give one of the two another `slug`",
                    word.text
                ));
                None
            }
            (Some(_), _) | (None, Some(_)) => event.or(article),
            (None, None) if self.articles.is_lost(&word.text) => None,
            (None, None) => {
                let message = format!("there is no article or event `{}`", word.text);
                let both = || Known::of(self.articles.all().chain(self.events.all()));
                notes.add(Rule::ArticleUnknown, place, message).help(
                    match self.both.get_or_init(both).nearest(&word.text) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "write the slug of an article or of an event: its file's name without date and `.md`"
                            .to_owned(),
                    },
                );
                None
            }
        }
    }
}

/// What a name stands for.
struct Named {
    entries: Vec<Entry>,
    /// False for a withdrawn article.
    listed: bool,
}

impl Named {
    fn event(id: EventId) -> Named {
        Named { entries: vec![Entry::Event(id)], listed: true }
    }

    /// An article inside an event stands for the event.
    fn article(id: ArticleId, digest: &Digest) -> Named {
        let article = digest.article(id);
        let entries = match article.events.as_slice() {
            [] => vec![Entry::Article(id)],
            events => events.iter().copied().map(Entry::Event).collect(),
        };
        Named { entries, listed: article.listed() }
    }
}

/// Terms by every spelling, gathered once for all timelines.
struct Lookup<'a> {
    spellings: BTreeMap<(TermKind, Slug), TermId>,
    /// Keys of each kind, for slips.
    near: BTreeMap<TermKind, OnceCell<Known>>,
    digest: &'a Digest,
}

impl<'a> Lookup<'a> {
    fn of(digest: &'a Digest) -> Self {
        let mut spellings = BTreeMap::new();
        for (index, term) in digest.terms.iter().enumerate() {
            spellings.insert((term.kind, term.entry.slug.clone()), TermId(index));
        }
        for (index, term) in digest.terms.iter().enumerate() {
            for slug in term.entry.aliases.iter().chain([&term.entry.label]).filter_map(|text| Slug::of(text)) {
                spellings.entry((term.kind, slug)).or_insert(TermId(index));
            }
        }
        let near = TermKind::ALL.into_iter().map(|kind| (kind, OnceCell::new())).collect();
        Lookup { spellings, near, digest }
    }

    fn keys(&self, kind: TermKind) -> Known {
        let terms = self.digest.terms.iter().filter(|term| term.kind == kind);
        Known::of(terms.map(|term| term.entry.slug.as_str()))
    }

    /// The term of a word in `match`; one that nothing carries is noted.
    fn term(&self, notes: &mut Diagnostics, kind: TermKind, word: &Written, head: &TimelineHead) -> Option<TermId> {
        let found = Slug::of(&word.text).and_then(|slug| self.spellings.get(&(kind, slug)).copied());
        if found.is_none() {
            let rule = if kind == TermKind::Tag { Rule::TagUnknown } else { Rule::TermUnknown };
            let message = format!("no article or event has the {} `{}`", kind.singular(), word.text);
            let note = notes.add(rule, word.place(&head.source), message);
            if let Some(near) =
                self.near.get(&kind).and_then(|near| near.get_or_init(|| self.keys(kind)).nearest(&word.text))
            {
                note.help(format!("did you mean `{near}`?"));
            }
        }
        found
    }
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
    fn of(notes: &mut Diagnostics, head: &TimelineHead, terms: &Lookup<'_>) -> Query {
        let given = [(TermKind::Tag, &head.tags), (TermKind::Place, &head.places), (TermKind::Actor, &head.actors)];
        let lists: Vec<Vec<TermId>> = (given.iter().filter(|(_, words)| !words.is_empty()))
            .map(|(kind, words)| words.iter().filter_map(|word| terms.term(notes, *kind, word, head)).collect())
            .collect();
        let from = head.from.as_ref().map(|when| when.earliest());
        let to = head.to.as_ref().and_then(|when| when.latest());
        Query { open: !lists.is_empty() || from.is_some() || to.is_some(), lists, from, to }
    }

    fn takes(&self, entry: Entry, digest: &Digest) -> bool {
        if !self.open {
            return false;
        }
        let day = digest.stand(entry);
        let inside = self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to);
        inside
            && match entry {
                Entry::Article(id) => self.matches(|term| digest.article(id).terms().any(|own| own == term)),
                Entry::Event(id) => self.takes_event(id, digest),
            }
    }

    fn takes_event(&self, id: EventId, digest: &Digest) -> bool {
        let event = digest.event(id);
        let is_own = |term: TermId| event.terms().any(|own| own == term);
        let with = |report: &ArticleId| {
            self.matches(|term| is_own(term) || digest.article(*report).terms().any(|own| own == term))
        };
        self.matches(is_own) || event.reports.iter().any(with)
    }

    fn matches(&self, has: impl Fn(TermId) -> bool) -> bool {
        self.lists.iter().all(|list| list.iter().any(|term| has(*term)))
    }
}
