//! What documents and terms say, key by key in words, so that what differs can be named by its key.

use crate::changes::inventory::{Document, Sort, Value};
use crate::diagnostic::Span;
use crate::model::article::{
    Archived, Article, Correction, CorrectionKind, EventMention, OriginalState, Source, Text, Written,
};
use crate::model::event::{ClaimHead, Event, Status};
use crate::model::page::PlainPage;
use crate::model::term::TermEntry;
use crate::model::timeline::{Timeline, TimelineHead};
use crate::model::{Digest, TermId};

/// Keys and what they say, in the order in which people are told.
type Said = Vec<(&'static str, Value)>;

/// Gathers what is there; what is empty is not said.
#[derive(Default)]
struct Sayings(Said);

impl Sayings {
    fn say(&mut self, key: &'static str, words: impl Into<String>) {
        let words = words.into();
        if !words.is_empty() {
            self.0.push((key, Value::Words(words)));
        }
    }

    fn maybe(&mut self, key: &'static str, words: Option<impl ToString>) {
        self.say(key, words.map_or_else(String::new, |words| words.to_string()));
    }

    fn list(&mut self, key: &'static str, words: impl Iterator<Item = String>) {
        self.say(key, words.collect::<Vec<_>>().join(", "));
    }

    fn written(&mut self, key: &'static str, words: &[Written]) {
        self.list(key, words.iter().map(|written| written.text.clone()));
    }

    fn flag(&mut self, key: &'static str, is_so: bool) {
        self.say(key, if is_so { "true" } else { "" });
    }

    fn text(&mut self, text: &Text) {
        if !text.is_empty {
            self.0.push(("text", Value::Text(text.sum)));
        }
    }
}

fn is_there(span: Span) -> bool {
    span != Span::default()
}

/// The word that is written for a value.
fn word<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> &'static str {
    words.iter().find(|(_, known)| known == value).map_or("", |(word, _)| word)
}

fn labels(digest: &Digest, ids: &[TermId]) -> Vec<String> {
    ids.iter().map(|id| digest.term(*id).entry.label.clone()).collect()
}

pub(super) fn article(digest: &Digest, article: &Article) -> Document {
    let head = &article.head;
    let withdrawn = head.withdrawn.as_ref().map(|withdrawn| format!("{}: {}", withdrawn.day, withdrawn.reason));
    let mut said = Sayings::default();
    // Where a needed key is missing, something stands in for it that stands at no place.
    let date = is_there(head.date_span).then(|| head.date.to_string());
    let publisher = is_there(head.original_span).then(|| digest.term(article.publisher).entry.label.clone());
    said.say("title", &head.title.text);
    said.maybe("date", date.as_ref());
    said.say("address", article.route.as_str());
    said.maybe("original_url", is_there(head.original_span).then(|| head.original.display()));
    said.written("author", &head.authors);
    said.maybe("publisher", publisher.as_ref());
    said.written("tags", &head.tags);
    said.written("places", &head.places);
    said.written("actors", &head.actors);
    said.list("events", head.events.iter().map(mention));
    said.maybe("lang", head.lang.as_ref().map(|lang| lang.as_str()));
    said.maybe("original_title", head.original_title.as_ref());
    said.maybe("original_lang", head.original_lang.as_ref().map(|lang| lang.as_str()));
    said.maybe("summary", head.summary.as_ref());
    said.list("archived", head.archived.iter().map(copy));
    said.list("sources", head.sources.iter().map(source));
    said.maybe("accessed", head.accessed);
    said.maybe("original_state", head.original_state.map(|state| word(&OriginalState::WORDS, &state)));
    said.maybe("added", head.added);
    said.maybe("updated", head.updated);
    said.maybe("translator", head.translator.as_ref());
    said.maybe("translation_of", head.translation_of.as_ref().map(|written| &written.text));
    said.flag("key", head.key);
    said.maybe("warning", head.warning.as_ref());
    said.list("corrections", head.corrections.iter().map(correction));
    said.maybe("withdrawn", withdrawn.as_ref());
    let image = head.image.as_ref();
    said.maybe("image", image.map(|image| joined(&image.src.text, [Some(image.alt.clone()), image.credit.clone()])));
    said.list("aliases", head.aliases.iter().map(|(route, _)| route.to_string()));
    said.maybe("extra", head.extra.as_ref());
    said.text(&article.body);
    Document {
        sort: Sort::Article,
        title: head.title.text.clone(),
        date,
        places: labels(digest, &article.places),
        publisher,
        copies: head.archived.len(),
        withdrawn,
        said: said.0,
    }
}

fn mention(mention: &EventMention) -> String {
    match mention {
        EventMention::Named(slug) => slug.text.clone(),
        EventMention::Inline { when, what, place } => {
            let place = place.as_ref().map_or_else(String::new, |place| format!(" ({})", place.text));
            format!("{}: {what}{place}", when.edtf())
        }
    }
}

fn copy(copy: &Archived) -> String {
    let more = [copy.date.map(|day| day.to_string()), copy.sha256.clone()];
    joined(copy.href.display(), more)
}

fn source(source: &Source) -> String {
    joined(
        source.href.display(),
        [source.title.clone(), source.publisher.clone(), source.date.map(|day| day.to_string())],
    )
}

fn correction(correction: &Correction) -> String {
    let kind = word(&CorrectionKind::WORDS, &correction.kind);
    joined(&format!("{} {kind}: {}", correction.day, correction.note), [correction.was.clone(), correction.now.clone()])
}

/// Words with what else is said of them in brackets.
fn joined<const N: usize>(words: &str, more: [Option<String>; N]) -> String {
    let more: Vec<String> = more.into_iter().flatten().collect();
    if more.is_empty() { words.to_owned() } else { format!("{words} ({})", more.join("; ")) }
}

pub(super) fn event(digest: &Digest, event: &Event) -> Document {
    let head = &event.head;
    let mut said = Sayings::default();
    said.say("title", &head.title.text);
    let date = is_there(head.when_span).then(|| head.when.edtf().to_owned());
    said.maybe("date", date.as_ref());
    said.maybe("address", event.route.as_ref());
    said.say("status", word(&Status::WORDS, &head.status));
    said.list("claims", head.claims.iter().map(claim));
    said.written("places", &head.places);
    said.written("actors", &head.actors);
    said.written("tags", &head.tags);
    said.flag("key", head.key);
    said.maybe("lang", head.lang.as_ref().map(|lang| lang.as_str()));
    said.maybe("summary", head.summary.as_ref());
    said.list("aliases", head.aliases.iter().map(|(route, _)| route.to_string()));
    said.text(&event.body);
    Document { date, places: labels(digest, &event.places), ..plain(Sort::Event, &head.title.text, said) }
}

fn claim(claim: &ClaimHead) -> String {
    let source = claim.source.as_ref().map(|source| source.text.clone());
    joined(
        &format!("{}: {}, by {}", claim.what, claim.value, claim.by),
        [claim.date.map(|day| day.to_string()), source],
    )
}

pub(super) fn timeline(timeline: &Timeline) -> Document {
    let head: &TimelineHead = &timeline.head;
    let mut said = Sayings::default();
    said.say("title", &head.title.text);
    said.say("address", timeline.route.as_str());
    said.maybe("summary", head.summary.as_ref());
    said.written("tags", &head.tags);
    said.written("places", &head.places);
    said.written("actors", &head.actors);
    said.maybe("from", head.from.as_ref().map(|when| when.edtf()));
    said.maybe("to", head.to.as_ref().map(|when| when.edtf()));
    said.written("include", &head.include);
    said.written("exclude", &head.exclude);
    said.maybe("lang", head.lang.as_ref().map(|lang| lang.as_str()));
    said.list("aliases", head.aliases.iter().map(|(route, _)| route.to_string()));
    said.text(&timeline.body);
    plain(Sort::Timeline, &head.title.text, said)
}

pub(super) fn page(page: &PlainPage) -> Document {
    let head = &page.head;
    let mut said = Sayings::default();
    said.say("title", &head.title.text);
    said.say("address", page.route.as_str());
    said.maybe("summary", head.summary.as_ref());
    said.maybe("lang", head.lang.as_ref().map(|lang| lang.as_str()));
    said.list("aliases", head.aliases.iter().map(|(route, _)| route.to_string()));
    said.text(&page.body);
    plain(Sort::Page, &head.title.text, said)
}

fn plain(sort: Sort, title: &str, said: Sayings) -> Document {
    Document {
        sort,
        title: title.to_owned(),
        date: None,
        places: Vec::new(),
        publisher: None,
        copies: 0,
        withdrawn: None,
        said: said.0,
    }
}

pub(super) fn term(entry: &TermEntry) -> Said {
    let mut said = Sayings::default();
    said.say("label", &entry.label);
    said.list("labels", entry.labels.iter().map(|(lang, label)| format!("{}: {label}", lang.as_str())));
    said.maybe("description", entry.description.as_ref());
    said.list("aliases", entry.aliases.iter().cloned());
    said.maybe("parent", entry.parent.as_ref());
    said.maybe("country", entry.country.as_ref());
    said.maybe("position", entry.position.map(|(latitude, longitude)| format!("{latitude}, {longitude}")));
    said.maybe("precision", entry.precision.as_ref());
    said.maybe("note", entry.note.as_ref());
    said.list("hosts", entry.hosts.iter().cloned());
    said.maybe("lang", entry.lang.as_ref().map(|lang| lang.as_str()));
    said.maybe("kind", entry.kind.as_ref());
    said.0
}
