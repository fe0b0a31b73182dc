//! `places.geojson` (RFC 7946): the places of a timeline whose position is known, and how much is told of each.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::timeline::Entry;
use crate::model::{ArticleId, TermId};
use crate::plan::site::Site;
use crate::plan::timeline::Whose;

use super::push_json;

#[derive(Serialize)]
struct Feature<'d> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    geometry: Point,
    properties: Properties<'d>,
}

#[derive(Serialize)]
struct Point {
    #[serde(rename = "type")]
    kind: &'static str,
    /// Longitude first (RFC 7946, 3.1.1).
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'d> {
    key: &'d str,
    name: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'d str>,
    articles: usize,
    events: usize,
}

/// How many articles and events name a place themselves.
#[derive(Default)]
struct Count {
    articles: usize,
    events: usize,
}

impl<'d> Site<'d> {
    /// `places.geojson` of a timeline: a feature a line.
    pub(super) fn places_geojson(&self, whose: Whose) -> Vec<u8> {
        let counts = self.counts(whose);
        let mut out = b"{\"type\":\"FeatureCollection\",\"features\":[".to_vec();
        let mut is_first = true;
        for (id, count) in counts {
            if let Some(feature) = self.feature(id, &count) {
                out.extend_from_slice(if is_first { b"\n" } else { b",\n" });
                push_json(&mut out, &feature);
                is_first = false;
            }
        }
        out.extend_from_slice(b"\n]}\n");
        out
    }

    fn counts(&self, whose: Whose) -> BTreeMap<TermId, Count> {
        let mut counts: BTreeMap<TermId, Count> = BTreeMap::new();
        let mut articles: Vec<ArticleId> = Vec::new();
        for entry in self.standing_on(whose) {
            match entry {
                Entry::Article(id) => articles.push(id),
                Entry::Event(id) => {
                    let event = self.digest.event(id);
                    articles.extend(&event.reports);
                    for place in &event.places {
                        counts.entry(*place).or_default().events += 1;
                    }
                }
            }
        }
        articles.sort_unstable();
        // An article may report several events.
        articles.dedup();
        for id in articles {
            for place in &self.digest.article(id).places {
                counts.entry(*place).or_default().articles += 1;
            }
        }
        counts
    }

    fn feature(&self, id: TermId, count: &Count) -> Option<Feature<'d>> {
        let term = self.digest.term(id);
        let (latitude, longitude) = term.entry.position?;
        Some(Feature {
            kind: "Feature",
            id: self.tag_uri(term.route),
            geometry: Point { kind: "Point", coordinates: [longitude, latitude] },
            properties: Properties {
                key: term.entry.slug.as_str(),
                name: term.label(),
                url: (self.has_kind(term.kind) && term.used).then(|| self.absolute(term.route)),
                country: term.entry.country.as_deref(),
                precision: term.entry.precision.as_deref(),
                note: term.entry.note.as_deref(),
                articles: count.articles,
                events: count.events,
            },
        })
    }
}
