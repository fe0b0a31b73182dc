//! Data: what the digest knows, as files for programs. Each is written from the same answers as the pages, never by a
//! template; `/data/` says to people what they are.
//!
//! Texts are plain, but in the TimelineJS format, whose texts are HTML: there they pass the gate.

use serde::Serialize;

use crate::config::Config;
use crate::diagnostic::Span;
use crate::gate::route::Route;
use crate::model::Digest;
use crate::model::timeline::Entry;

use super::cut::Scope;
use super::site::Site;
use super::timeline::Whose;

mod about;
mod calendar;
mod changes;
mod names;
mod places;
mod records;
mod schema;
mod slides;
mod table;

/// A file of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Data {
    /// `/data/articles.ndjson`
    Articles,
    /// `/data/events.ndjson`
    Events,
    /// `/data/changes.ndjson`
    Changes,
    /// `/data/timeline.csv`
    Table,
    /// `timeline.json` in the TimelineJS format.
    Slides(Whose),
    /// `events.ics` (RFC 5545).
    Calendar(Whose),
    /// `places.geojson` (RFC 7946).
    Places(Whose),
    /// A JSON Schema of the lines of a file.
    Schema(Lines),
}

/// A file with one JSON object a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// `articles.ndjson`
    Articles,
    /// `events.ndjson`
    Events,
    /// `changes.ndjson`
    Changes,
}

impl Data {
    /// Every file of data of a site.
    #[must_use]
    pub fn all(digest: &Digest, config: &Config) -> Vec<Data> {
        let mut files = vec![Data::Articles, Data::Events, Data::Changes, Data::Table];
        files.extend([Lines::Articles, Lines::Events, Lines::Changes].map(Data::Schema));
        let curated = (0..digest.timelines.len()).filter(|_| config.pages.timelines).map(Whose::Curated);
        for whose in std::iter::once(Whose::Everything).chain(curated) {
            files.extend([Data::Slides(whose), Data::Calendar(whose), Data::Places(whose)]);
        }
        files
    }

    /// Its address. What belongs to a curated timeline lies beside its page, as its feeds do.
    #[must_use]
    pub fn route(self, digest: &Digest) -> Route {
        let folder = match self {
            Data::Slides(Whose::Curated(index))
            | Data::Calendar(Whose::Curated(index))
            | Data::Places(Whose::Curated(index)) => digest.timelines[index].route.clone(),
            Data::Schema(_) => data_route().fixed("schema"),
            _ => data_route(),
        };
        folder.file(self.name())
    }

    /// The name of the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Data::Articles => "articles.ndjson",
            Data::Events => "events.ndjson",
            Data::Changes => "changes.ndjson",
            Data::Table => "timeline.csv",
            Data::Slides(_) => "timeline.json",
            Data::Calendar(_) => "events.ics",
            Data::Places(_) => "places.geojson",
            Data::Schema(Lines::Articles) => "articles.json",
            Data::Schema(Lines::Events) => "events.json",
            Data::Schema(Lines::Changes) => "changes.json",
        }
    }
}

/// `/data/`
#[must_use]
pub fn data_route() -> Route {
    Route::root().fixed("data")
}

impl Site<'_> {
    /// The bytes of a file of data.
    pub(super) fn data(&self, data: Data) -> Vec<u8> {
        match data {
            Data::Articles => self.articles_ndjson(),
            Data::Events => self.events_ndjson(),
            Data::Changes => self.changes_ndjson(),
            Data::Table => self.timeline_csv(),
            Data::Slides(whose) => self.timeline_json(whose),
            Data::Calendar(whose) => self.events_ics(whose),
            Data::Places(whose) => self.places_geojson(whose),
            Data::Schema(lines) => self.schema(lines),
        }
    }

    /// What stands on a timeline, in the order of time. Of the whole digest everything is asked at once.
    fn standing_on(&self, whose: Whose) -> Vec<Entry> {
        if whose == Whose::Everything {
            self.digest.archive();
        }
        let newest_first = self.digest.entries(whose, Scope::All).into_iter();
        newest_first.rev().map(|(_, entry)| entry).collect()
    }

    /// What a document is called for good: made of its first address, as in feeds.
    fn lasting(&self, route: &Route, aliases: &[(Route, Span)]) -> String {
        self.tag_uri(aliases.first().map_or(route, |(route, _)| route))
    }
}

/// Makes room for all of so many pieces when the first few are there and say how long they are: a file of some megabytes
/// that grows by halves takes twice its room.
fn make_room(out: &mut Vec<u8>, pieces: usize, all: usize) {
    const FEW: usize = 64;
    if pieces == FEW && all > FEW {
        out.reserve(out.len() / FEW * (all - FEW) / 8 * 9);
    }
}

/// A line of JSON at the end of `out`.
fn push_line(out: &mut Vec<u8>, value: &impl Serialize) {
    push_json(out, value);
    out.push(b'\n');
}

/// JSON at the end of `out`, on one line.
fn push_json(out: &mut Vec<u8>, value: &impl Serialize) {
    // Writing text, numbers and lists of them into a vector cannot fail.
    let _ = serde_json::to_writer(out, value);
}
