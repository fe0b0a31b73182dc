//! `articles.ndjson` and `events.ndjson`: one document a line. A key without a value is left out; the schemas say which may be.

use serde::Serialize;

use crate::model::article::OriginalState;
use crate::model::article::{Archived, Article, Source};
use crate::model::event::{Claim, Event, Status};
use crate::model::timeline::Entry;
use crate::model::{ArticleId, EventId, TermId};
use crate::plan::site::Site;

use super::names::kind_word;
use super::{make_room, push_json, push_line};

/// A term: its key in its vocabulary, and its label in the site's language.
#[derive(Serialize)]
struct Term<'d> {
    key: &'d str,
    label: &'d str,
}

#[derive(Serialize)]
struct ArticleRecord<'d> {
    id: String,
    url: String,
    title: &'d str,
    lang: &'d str,
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    original: Original<'d>,
    authors: Vec<Term<'d>>,
    publisher: Term<'d>,
    tags: Vec<Term<'d>>,
    places: Vec<Term<'d>>,
    actors: Vec<Term<'d>>,
    events: Vec<String>,
    #[serde(flatten)]
    told: Option<Told<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<Gone<'d>>,
}

/// What a withdrawn article does not repeat.
#[derive(Serialize)]
struct Told<'d> {
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'d str>,
    key: bool,
    added: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translator: Option<&'d str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    translations: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    archived: Vec<Copy<'d>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Cited<'d>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<Corrected<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Image<'d>>,
}

#[derive(Serialize)]
struct Original<'d> {
    url: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
}

#[derive(Serialize)]
struct Copy<'d> {
    url: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<&'d str>,
}

#[derive(Serialize)]
struct Cited<'d> {
    url: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

#[derive(Serialize)]
struct Corrected<'d> {
    id: String,
    kind: &'static str,
    date: String,
    note: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<&'d str>,
}

#[derive(Serialize)]
struct Image<'d> {
    url: String,
    alt: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<&'d str>,
}

#[derive(Serialize)]
struct Gone<'d> {
    date: String,
    reason: &'d str,
}

#[derive(Serialize)]
struct EventRecord<'d> {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    title: &'d str,
    lang: &'d str,
    date: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    earliest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<String>,
    status: &'static str,
    key: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'d str>,
    tags: Vec<Term<'d>>,
    places: Vec<Term<'d>>,
    actors: Vec<Term<'d>>,
    claims: Vec<Claimed<'d>>,
    reports: Vec<String>,
}

#[derive(Serialize)]
struct Claimed<'d> {
    what: &'d str,
    value: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<u64>,
    by: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

impl<'d> Site<'d> {
    /// `/data/articles.ndjson`: oldest first, so that what is new stands at its end.
    pub(super) fn articles_ndjson(&self) -> Vec<u8> {
        let (articles, _) = self.digest.archive();
        let mut out = Vec::new();
        for (pieces, index) in (0..articles).rev().enumerate() {
            make_room(&mut out, pieces, articles);
            self.push_article(&mut out, ArticleId(index));
            out.push(b'\n');
        }
        out
    }

    /// The record of an article, without the end of its line.
    pub(super) fn push_article(&self, out: &mut Vec<u8>, id: ArticleId) {
        let article = self.digest.article(id);
        let head = &article.head;
        let kept = |ids: &'d [TermId]| self.terms_of(if article.listed() { ids } else { &[] });
        let events: &[EventId] = if article.listed() { &article.events } else { &[] };
        let record = ArticleRecord {
            id: self.article_name(article),
            url: self.absolute(&article.route),
            title: &head.title.text,
            lang: article.lang.as_str(),
            date: article.day.to_string(),
            time: head.date.time().map(|clock| clock.to_string()),
            original: original(article),
            authors: self.terms_of(&article.authors),
            publisher: self.term_of(article.publisher),
            tags: kept(&article.tags),
            places: kept(&article.places),
            actors: kept(&article.actors),
            events: events.iter().map(|id| self.event_name(self.digest.event(*id))).collect(),
            told: article.listed().then(|| self.told(article)),
            withdrawn: head.withdrawn.as_ref().map(|gone| Gone { date: gone.day.to_string(), reason: &gone.reason }),
        };
        push_json(out, &record);
    }

    fn told(&self, article: &'d Article) -> Told<'d> {
        let head = &article.head;
        let others = article.translations.iter().map(|id| self.digest.article(*id)).filter(|other| other.listed());
        let corrected = |(id, correction): (String, &'d crate::model::article::Correction)| Corrected {
            id,
            kind: kind_word(correction.kind),
            date: correction.day.to_string(),
            note: &correction.note,
            was: correction.was.as_deref(),
            now: correction.now.as_deref(),
        };
        Told {
            summary: article.summary(),
            key: head.key,
            added: article.taken_in().to_string(),
            updated: head.updated.map(|day| day.to_string()),
            accessed: head.accessed.map(|day| day.to_string()),
            warning: head.warning.as_deref(),
            translator: head.translator.as_deref(),
            translations: others.map(|other| self.article_name(other)).collect(),
            archived: head.archived.iter().map(copy).collect(),
            sources: head.sources.iter().map(cited).collect(),
            corrections: self.named_corrections(article).into_iter().map(corrected).collect(),
            // The image of the front matter is the first attachment (parse/catalogue.rs).
            image: head.image.as_ref().zip(article.attachments.first()).map(|(image, file)| Image {
                url: self.absolute(&file.route),
                alt: &image.alt,
                credit: image.credit.as_deref(),
            }),
        }
    }

    /// `/data/events.ndjson`: in the order of time.
    pub(super) fn events_ndjson(&self) -> Vec<u8> {
        let (_, events) = self.digest.archive();
        let mut out = Vec::new();
        for index in 0..events {
            let event = self.digest.event(EventId(index));
            // One written in place by a withdrawn article is nowhere told.
            if event.route.is_some() || !event.reports.is_empty() {
                push_line(&mut out, &self.event_record(event));
            }
        }
        out
    }

    fn event_record(&self, event: &'d Event) -> EventRecord<'d> {
        let head = &event.head;
        EventRecord {
            id: self.event_name(event),
            url: self.event_url(event),
            title: &head.title.text,
            lang: event.lang.as_str(),
            date: head.when.edtf(),
            earliest: head.when.begins().map(|day| day.to_string()),
            latest: head.when.latest().map(|day| day.to_string()),
            status: status_word(head.status),
            key: head.key,
            summary: event.summary(),
            tags: self.terms_of(&event.tags),
            places: self.terms_of(&event.places),
            actors: self.terms_of(&event.actors),
            claims: event.claims.iter().map(|claim| self.claimed(claim)).collect(),
            reports: event.reports.iter().map(|id| self.article_name(self.digest.article(*id))).collect(),
        }
    }

    /// A claim as it was made: its words first, and the figures that were read in them.
    fn claimed(&self, claim: &'d Claim) -> Claimed<'d> {
        let (low, high) = claim.figure.unwrap_or_default();
        Claimed {
            what: &claim.head.what,
            value: &claim.head.value,
            low,
            high,
            by: &claim.head.by,
            date: claim.head.date.map(|day| day.to_string()),
            source: claim.source.map(|id| self.article_name(self.digest.article(id))),
        }
    }

    /// The page of an event, where there is one.
    pub(super) fn event_url(&self, event: &Event) -> Option<String> {
        event.route.as_ref().filter(|_| self.config.pages.events).map(|route| self.absolute(route))
    }

    /// Where an entry of a timeline is told: its page, or that of its first report.
    pub(super) fn entry_url(&self, entry: Entry) -> Option<String> {
        let article = |id: ArticleId| self.absolute(&self.digest.article(id).route);
        match entry {
            Entry::Article(id) => Some(article(id)),
            Entry::Event(id) => {
                let event = self.digest.event(id);
                self.event_url(event).or_else(|| event.reports.first().map(|id| article(*id)))
            }
        }
    }

    fn terms_of(&self, ids: &'d [TermId]) -> Vec<Term<'d>> {
        ids.iter().map(|id| self.term_of(*id)).collect()
    }

    fn term_of(&self, id: TermId) -> Term<'d> {
        let term = self.digest.term(id);
        Term { key: term.entry.slug.as_str(), label: term.label() }
    }
}

/// The original: of a withdrawn article its address, and nothing else.
fn original(article: &Article) -> Original<'_> {
    let told = article.listed();
    let state = article.head.original_state.filter(|_| told);
    let word = |state| OriginalState::WORDS.iter().find(|(_, known)| *known == state).map(|(word, _)| *word);
    Original {
        url: article.head.original.as_str(),
        title: article.original_title(),
        lang: article.head.original_lang.as_ref().filter(|_| told).map(|lang| lang.as_str()),
        state: state.and_then(word),
    }
}

fn copy(copy: &Archived) -> Copy<'_> {
    let date = copy.date.map(|day| day.to_string());
    Copy { url: copy.href.as_str(), date, sha256: copy.sha256.as_deref() }
}

fn cited(source: &Source) -> Cited<'_> {
    Cited {
        url: source.href.as_str(),
        title: source.title.as_deref(),
        publisher: source.publisher.as_deref(),
        date: source.date.map(|day| day.to_string()),
    }
}

/// The word for how sure an event is.
pub(super) fn status_word(status: Status) -> &'static str {
    Status::WORDS.iter().find(|(_, known)| *known == status).map_or("reported", |(word, _)| word)
}
