//! `timeline.json` in the TimelineJS format (timeline.knightlab.com/docs/json-format.html), for whoever shows the story
//! with that program. Its texts are HTML, so every text passes the gate here.

use std::cell::Cell;

use serde::{Serialize, Serializer};

use crate::gate::html::{Html, compose};
use crate::model::article::Article;
use crate::model::date::when::{Edge, Point, Precision};
use crate::model::event::Event;
use crate::model::timeline::Entry;
use crate::plan::site::Site;
use crate::plan::timeline::Whose;

use super::names::sha256;
use super::push_line;

/// Digits of a slide's name.
const DIGITS: usize = 16;

#[derive(Serialize)]
struct Slides<'s> {
    title: Slide,
    events: Each<'s>,
}

/// A list whose entries are made as they are written: all at once they are larger than the file.
struct Each<'s>(Cell<Option<Box<dyn Iterator<Item = Slide> + 's>>>);

impl Serialize for Each<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.take().into_iter().flatten())
    }
}

#[derive(Serialize)]
struct Slide {
    unique_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_date: Option<String>,
    text: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    media: Option<Media>,
    /// The program would make links of what looks like addresses in strangers' words.
    autolink: bool,
}

#[derive(Serialize)]
struct Text {
    headline: Html,
    text: Html,
}

#[derive(Serialize)]
struct Media {
    url: String,
    alt: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<Html>,
}

/// As much of a date as is known.
#[derive(Serialize)]
struct Date {
    year: i16,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u8>,
}

impl<'d> Site<'d> {
    /// `timeline.json` of a timeline.
    pub(super) fn timeline_json(&self, whose: Whose) -> Vec<u8> {
        let entries = self.standing_on(whose).into_iter();
        let events = entries.filter_map(|entry| match entry {
            Entry::Article(id) => Some(self.article_slide(entry, self.digest.article(id))),
            Entry::Event(id) => self.event_slide(entry, self.digest.event(id)),
        });
        let mut out = Vec::new();
        push_line(&mut out, &Slides { events: Each(Cell::new(Some(Box::new(events)))), title: self.cover(whose) });
        out
    }

    fn cover(&self, whose: Whose) -> Slide {
        let (title, about) = match whose {
            Whose::Curated(index) => {
                let head = &self.digest.curated(index).head;
                (head.title.text.as_str(), head.summary.as_deref().unwrap_or_default())
            }
            _ => (self.config.title.as_str(), self.config.description.as_str()),
        };
        Slide {
            unique_id: "title".to_owned(),
            start_date: None,
            end_date: None,
            display_date: None,
            text: Text { headline: Html::text(title), text: compose::paragraph(about) },
            media: None,
            autolink: false,
        }
    }

    fn article_slide(&self, entry: Entry, article: &'d Article) -> Slide {
        let day = article.day;
        let image = article.head.image.as_ref().zip(article.attachments.first());
        Slide {
            unique_id: unique(&self.article_name(article)),
            start_date: Some(Date { year: day.year(), month: Some(day.month()), day: Some(day.day()) }),
            end_date: None,
            display_date: Some(self.words.long(day)),
            text: self.slide_text(entry, &article.head.title.text, article.summary()),
            media: image.map(|(image, file)| Media {
                url: self.absolute(&file.route),
                alt: image.alt.clone(),
                credit: image.credit.as_deref().map(Html::text),
            }),
            autolink: false,
        }
    }

    /// The format asks for a beginning: one that is open or unknown is drawn at its end, and said in words. Nothing where
    /// there is neither.
    fn event_slide(&self, entry: Entry, event: &'d Event) -> Option<Slide> {
        let when = &event.head.when;
        let (start, end) = match (when.start(), when.end()) {
            (Edge::At(start), Edge::At(end)) if when.is_interval() => (start, Some(end)),
            (Edge::At(start), _) => (start, None),
            (_, Edge::At(end)) => (end, None),
            _ => return None,
        };
        Some(Slide {
            unique_id: unique(&self.event_name(event)),
            start_date: Some(known(start)),
            end_date: end.map(known),
            display_date: Some(self.words.when(when).words),
            text: self.event_text(entry, event),
            media: None,
            autolink: false,
        })
    }

    /// An event that is contested or did not happen says so: the format has no field for it.
    fn event_text(&self, entry: Entry, event: &'d Event) -> Text {
        let text = self.slide_text(entry, &event.head.title.text, event.summary());
        match self.status(event) {
            Some(status) => Text { text: compose::joined(&compose::paragraph(&status), &text.text), ..text },
            None => text,
        }
    }

    fn slide_text(&self, entry: Entry, title: &str, summary: Option<&str>) -> Text {
        let headline = self.entry_url(entry).map_or_else(|| Html::text(title), |href| compose::link(&href, title));
        Text { headline, text: compose::paragraph(summary.unwrap_or_default()) }
    }
}

/// The day or the month is left out where it is not known: the program then draws it nowhere in particular.
fn known(point: Point) -> Date {
    let day = point.first();
    let has = |precision| point.precision() >= precision;
    Date {
        year: day.year(),
        month: has(Precision::Month).then(|| day.month()),
        day: has(Precision::Day).then(|| day.day()),
    }
}

/// A name that may stand in an address: the program shows it there.
fn unique(name: &str) -> String {
    let mut sum = sha256(name.as_bytes());
    sum.truncate(DIGITS);
    format!("e{sum}")
}
