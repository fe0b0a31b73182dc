//! An article's page: the text, where it comes from, what it reports, what stands around it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::gate::html::Html;
use crate::model::article::{Archived, Article, Correction, CorrectionKind, OriginalState};
use crate::model::term::TermKind;
use crate::model::{ArticleId, EventId};

use super::frame::Head;
use super::query::Document;
use super::site::Site;
use super::view::{
    Alternate, ArticlePage, Body, Change, Cite, Foreign, Frame, Milestone, Near, Outside, Picture, Provenance, Text,
    View, Withdrawn,
};

impl<'d> Site<'d> {
    /// `/2016/09/08/slug/`
    pub(super) fn article(&self, id: ArticleId) -> View<'d> {
        let article = self.digest.article(id);
        let head = &article.head;
        let withdrawn = head.withdrawn.as_ref();
        let (lede, rest) = match (&head.summary, withdrawn) {
            (_, Some(_)) => (None, Html::default()),
            (Some(_), None) => (None, self.text_of(Document::Article(id))),
            (None, None) => self.text_of(Document::Article(id)).split_first_paragraph(),
        };
        // A withdrawn page gives the reason and the original's link, and repeats nothing else of what was withdrawn.
        let kept = |ids| if withdrawn.is_some() { [].as_slice() } else { ids };
        let shown_events: &[EventId] = if withdrawn.is_some() { &[] } else { &article.events };
        let time = head.date.time().map(|clock| self.words.time(&clock));
        let body = ArticlePage {
            title: &head.title.text,
            lang: article.lang.as_str(),
            dir: article.lang.dir().as_str(),
            foreign: self.foreign(&article.lang),
            original_title: article.original_title().map(|text| self.foreign_text(text, article)),
            date: self.date(article.day),
            time,
            authors: self.term_links(&article.authors),
            publisher: self.term_link(article.publisher),
            warning: head.warning.as_deref().filter(|_| withdrawn.is_none()),
            withdrawn: withdrawn.map(|gone| Withdrawn { date: self.date(gone.day), reason: &gone.reason }),
            summary: head.summary.as_deref().filter(|_| withdrawn.is_none()),
            lede_html: lede,
            body_html: rest,
            image: self.picture(article).filter(|_| withdrawn.is_none()),
            provenance: self.provenance(article),
            corrections: self.corrected(id),
            events: shown_events.iter().map(|event| self.event_line(*event)).collect(),
            sources: self.sources(article),
            terms: self.term_groups(&[
                (TermKind::Tag, kept(&article.tags)),
                (TermKind::Place, kept(&article.places)),
                (TermKind::Actor, kept(&article.actors)),
            ]),
            translations: self.translations(article),
            around: self.around(id),
            around_term: kept(&article.tags).first().map(|id| self.term_link(*id)),
            extra: head.extra.as_ref().filter(|_| withdrawn.is_none()),
        };
        View { page: self.article_frame(id, article), body: Body::Article(Box::new(body)) }
    }

    fn article_frame(&self, id: ArticleId, article: &'d Article) -> Frame<'d> {
        let head = &article.head;
        let title = Head {
            title: head.title.text.as_str().into(),
            description: self.describe(article),
            section: "",
            class: "art",
        };
        let mut frame = self.frame(&article.route, title);
        frame.title_lang = self.foreign(&article.lang).then(|| article.lang.as_str().into());
        frame.crumbs = self.day_crumbs(article.day, true);
        frame.og_type = "article";
        frame.code = article.body.code;
        frame.noindex = head.withdrawn.is_some();
        frame.og_image = article.attachments.first().map(|image| self.absolute(&image.route));
        frame.alternates = self.alternates(article);
        let (earlier, later) = self.digest.beside(id);
        frame.prev = earlier.map(|id| self.neighbour("earlier", self.article_link(id)));
        frame.next = later.map(|id| self.neighbour("later", self.article_link(id)));
        frame.ld_html = self.ld_article(&frame, article);
        frame
    }

    fn foreign_text(&self, text: &'d str, article: &'d Article) -> Foreign<'d> {
        let lang = article.head.original_lang.as_ref();
        Foreign {
            text,
            lang: lang.map(|lang| lang.as_str()),
            dir: lang.map_or_else(|| crate::gate::text::direction(text).as_str(), |lang| lang.dir().as_str()),
            language: lang.map(|lang| self.words.language_name(lang)),
        }
    }

    fn picture(&self, article: &'d Article) -> Option<Picture<'d>> {
        let image = article.head.image.as_ref()?;
        // The image of the front matter is the first attachment (parse/catalogue.rs).
        let attachment = article.attachments.first()?;
        Some(Picture {
            src: self.href(&attachment.route),
            alt: &image.alt,
            credit: image.credit.as_deref(),
            width: attachment.picture.width(),
            height: attachment.picture.height(),
        })
    }

    fn provenance(&self, article: &'d Article) -> Provenance<'d> {
        let head = &article.head;
        let track = [("published", Some(article.day)), ("added", head.added), ("updated", head.updated)];
        let state = head.original_state.filter(|state| *state != OriginalState::Live);
        let corrections = if article.listed() { head.corrections.len() } else { 0 };
        let archived = article.archived();
        Provenance {
            track: (track.into_iter())
                .filter_map(|(label, day)| {
                    Some(Milestone { key: label, label: self.word(label), date: self.date(day?) })
                })
                .collect(),
            publisher_note: self.digest.term(article.publisher).entry.note.as_deref(),
            translator: head.translator.as_deref().filter(|_| article.listed()),
            original: Outside {
                href: head.original.as_str().into(),
                display: shown(head.original.display()),
                date: None,
            },
            state: state.map(|state| self.say(state_key(state))),
            gone: head.original_state == Some(OriginalState::Gone) && !archived.is_empty(),
            archived: archived.iter().map(|copy| self.copy(copy)).collect(),
            language: self.language_line(article),
            accessed: head.accessed.map(|day| self.date(day)),
            corrections: match corrections {
                0 if !article.listed() => self.words.phrase("change_withdrawal", &[]),
                0 => self.words.phrase("corrections_none_recorded", &[]),
                some => self.words.count("corrections", some),
            },
            corrections_count: corrections,
        }
    }

    fn copy(&self, copy: &'d Archived) -> Outside<'d> {
        Outside {
            href: copy.href.as_str().into(),
            display: shown(copy.href.display()),
            date: copy.date.map(|day| self.date(day)),
        }
    }

    /// `Arabic; this text in English`
    fn language_line(&self, article: &Article) -> String {
        let text = self.words.language_name(&article.lang);
        match article.head.original_lang.as_ref().filter(|lang| lang.language() != article.lang.language()) {
            Some(original) => {
                let original = self.words.language_name(original);
                self.words.phrase("language_of_text", &[("original", &original), ("text", &text)])
            }
            None => text,
        }
    }

    /// The original first, then the further sources, numbered as `#s1`, `#s2` …
    fn sources(&self, article: &'d Article) -> Vec<Cite<'d>> {
        let head = &article.head;
        let publisher = self.term_link(article.publisher);
        let printed = article.original_title();
        let lang =
            head.original_lang.as_ref().filter(|_| printed.is_some() || article.listed()).unwrap_or(&article.lang);
        let title = printed.unwrap_or(&head.title.text);
        let foreign = self.foreign(lang);
        let original = Cite {
            id: "s1".to_owned(),
            href: head.original.as_str().into(),
            title: title.into(),
            lang: foreign.then(|| lang.as_str().into()),
            dir: foreign.then(|| lang.dir().as_str()),
            authors: self.term_links(&article.authors).into_iter().map(|link| link.text).collect(),
            publisher: Some(publisher.text),
            date: Some(self.date(article.day)),
        };
        let cited = if article.listed() { head.sources.as_slice() } else { &[] };
        let further = cited.iter().enumerate().map(|(index, source)| Cite {
            id: format!("s{}", index + 2),
            href: source.href.as_str().into(),
            title: source.title.as_deref().map_or_else(|| shown(source.href.display()), Cow::Borrowed),
            lang: None,
            dir: None,
            authors: Vec::new(),
            publisher: Some(source.publisher.as_deref().unwrap_or(source.href.host()).into()),
            date: source.date.map(|day| self.date(day)),
        });
        std::iter::once(original).chain(further).collect()
    }

    fn alternates(&self, article: &'d Article) -> Vec<Alternate<'d>> {
        if article.translations.is_empty() || !article.listed() {
            return Vec::new();
        }
        let others = article.translations.iter().map(|id| self.digest.article(*id)).filter(|other| other.listed());
        // Machines are led to one text in each language.
        let mut langs = BTreeSet::new();
        std::iter::once(article)
            .chain(others)
            .filter(|article| langs.insert(article.lang.as_str()))
            .map(|article| Alternate { lang: article.lang.as_str().into(), href: self.absolute(&article.route) })
            .collect()
    }

    fn translations(&self, article: &'d Article) -> Vec<super::view::Link<'d>> {
        let others = article.translations.iter().filter(|id| article.listed() && self.digest.article(**id).listed());
        others
            .map(|id| {
                let other = self.digest.article(*id);
                let mut link = self.article_link(*id);
                link.text = format!("{} ({})", other.head.title.text, self.words.language_name(&other.lang)).into();
                link
            })
            .collect()
    }

    /// Two before, this one, one after, within the main tag; oldest first.
    fn around(&self, id: ArticleId) -> Vec<Near<'d>> {
        let line = |other: &ArticleId| Near {
            link: self.article_link(*other),
            date: self.date(self.digest.article(*other).day),
            current: *other == id,
        };
        self.digest.around(id).iter().rev().map(line).collect()
    }

    /// Corrections of an article, newest first. They may quote what was withdrawn, and then go with it.
    fn corrected(&self, id: ArticleId) -> Vec<Change<'d>> {
        let article = self.digest.article(id);
        let corrections = article.head.corrections.iter().filter(|_| article.listed());
        let mut changes: Vec<Change<'d>> = corrections.map(|correction| self.change(id, correction)).collect();
        changes.sort_by(|a, b| b.date.iso.cmp(&a.date.iso));
        changes
    }

    /// Corrections of an article, or its withdrawal.
    fn article_changes(&self, id: ArticleId) -> Vec<Change<'d>> {
        let article = self.digest.article(id);
        let mut changes = self.corrected(id);
        if let Some(gone) = &article.head.withdrawn {
            let (kind, note) = (self.say("change_withdrawal"), gone.reason.as_str().into());
            let mut change = self.plain_change(id, kind, note);
            change.date = self.date(gone.day);
            changes.push(change);
        }
        changes
    }

    fn change(&self, id: ArticleId, correction: &'d Correction) -> Change<'d> {
        let kind = self.say(match correction.kind {
            CorrectionKind::Correction => "change_correction",
            CorrectionKind::Clarification => "change_clarification",
            CorrectionKind::Update => "change_update",
        });
        let mut change = self.plain_change(id, kind, correction.note.as_str().into());
        change.date = self.date(correction.day);
        change.was = correction.was.as_deref().map(Cow::Borrowed);
        change.now = correction.now.as_deref().map(Cow::Borrowed);
        change
    }

    fn plain_change(&self, id: ArticleId, kind: Text<'d>, note: Text<'d>) -> Change<'d> {
        let article = self.digest.article(id);
        let foreign = self.foreign(&article.lang);
        Change {
            date: self.date(article.day),
            kind,
            link: self.article_link(id),
            note,
            was: None,
            now: None,
            lang: foreign.then(|| article.lang.as_str().into()),
            dir: foreign.then(|| article.lang.dir().as_str()),
        }
    }

    /// Every change of the digest, newest first.
    pub(super) fn changes(&self) -> Vec<Change<'d>> {
        let changed = self.digest.changed();
        let mut changes: Vec<Change<'d>> = changed.into_iter().flat_map(|id| self.article_changes(id)).collect();
        changes.sort_by(|a, b| (&b.date.iso, &a.link.href).cmp(&(&a.date.iso, &b.link.href)));
        changes
    }
}

/// A readable address without its scheme.
fn shown(display: &str) -> Text<'_> {
    let rest = display.strip_prefix("https://").or_else(|| display.strip_prefix("http://")).unwrap_or(display);
    rest.strip_suffix('/').unwrap_or(rest).into()
}

fn state_key(state: OriginalState) -> &'static str {
    match state {
        OriginalState::Live => "original_live",
        OriginalState::Changed => "original_changed",
        OriginalState::Paywalled => "original_paywalled",
        OriginalState::Gone => "original_gone",
    }
}
