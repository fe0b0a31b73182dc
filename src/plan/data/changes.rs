//! `changes.ndjson`: what was added, updated, corrected and withdrawn, oldest first. Who keeps a copy of the articles
//! reads it alone, and learns from it which of them to take anew (docs/data.md).

use serde::Serialize;

use crate::model::ArticleId;
use crate::model::article::Article;
use crate::model::date::Day;
use crate::plan::site::Site;

use super::names::{dated_name, kind_word, sha256, withdrawal_name};
use super::push_line;

/// Digits of the sum of a record: 128 bits.
const DIGITS: usize = 32;

/// What a line says; the order is that of lines of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Added,
    Updated,
    Corrected(&'static str),
    Withdrawn,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Added => "added",
            Kind::Updated => "updated",
            Kind::Corrected(word) => word,
            Kind::Withdrawn => "withdrawal",
        }
    }
}

/// A change before it is written.
struct Change<'d> {
    day: Day,
    kind: Kind,
    id: String,
    note: Option<&'d str>,
    was: Option<&'d str>,
    now: Option<&'d str>,
    article: usize,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    kind: &'static str,
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<&'a str>,
    article: &'a str,
    url: &'a str,
    title: &'a str,
    record: &'a str,
}

/// What all lines of an article have in common.
struct Subject<'d> {
    name: String,
    url: String,
    title: &'d str,
    record: String,
}

impl<'d> Site<'d> {
    /// `/data/changes.ndjson`
    pub(super) fn changes_ndjson(&self) -> Vec<u8> {
        let (articles, _) = self.digest.archive();
        let mut record = Vec::new();
        let mut subjects = Vec::with_capacity(articles);
        let mut changes = Vec::new();
        for index in 0..articles {
            let article = self.digest.article(ArticleId(index));
            record.clear();
            self.push_article(&mut record, ArticleId(index));
            let mut sum = sha256(&record);
            sum.truncate(DIGITS);
            let name = self.article_name(article);
            self.push_changes(&mut changes, index, &name, article);
            let url = self.absolute(&article.route);
            subjects.push(Subject { name, url, title: &article.head.title.text, record: sum });
        }
        changes.sort_by(|a, b| {
            let key = |change: &Change<'_>| (change.day, change.kind);
            let name = |change: &Change<'d>| &subjects[change.article].name;
            key(a).cmp(&key(b)).then_with(|| name(a).cmp(name(b))).then_with(|| a.id.cmp(&b.id))
        });
        let mut out = Vec::new();
        for Change { day, kind, id, note, was, now, article } in &changes {
            let subject = &subjects[*article];
            let line = Line {
                id,
                kind: kind.word(),
                date: day.to_string(),
                note: *note,
                was: *was,
                now: *now,
                article: &subject.name,
                url: &subject.url,
                title: subject.title,
                record: &subject.record,
            };
            push_line(&mut out, &line);
        }
        out
    }

    /// The changes of an article; of a withdrawn one, its withdrawal alone.
    fn push_changes(&self, changes: &mut Vec<Change<'d>>, index: usize, name: &str, article: &'d Article) {
        let plain = |kind, day, id| Change { day, kind, id, note: None, was: None, now: None, article: index };
        if let Some(gone) = &article.head.withdrawn {
            let change = plain(Kind::Withdrawn, gone.day, withdrawal_name(name, gone));
            changes.push(Change { note: Some(&gone.reason), ..change });
            return;
        }
        let added = article.taken_in();
        changes.push(plain(Kind::Added, added, dated_name(name, "added", added)));
        if let Some(day) = article.head.updated {
            changes.push(plain(Kind::Updated, day, dated_name(name, "updated", day)));
        }
        for (id, correction) in self.named_corrections(article) {
            changes.push(Change {
                note: Some(&correction.note),
                was: correction.was.as_deref(),
                now: correction.now.as_deref(),
                ..plain(Kind::Corrected(kind_word(correction.kind)), correction.day, id)
            });
        }
    }
}
