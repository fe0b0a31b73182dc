//! `events.ics` (RFC 5545): the events of a timeline, each as the days that it can have touched.
//!
//! A calendar has no words for doubt: a month that is all that is known is drawn as that month, and the description says
//! how the date is meant. Times are said there too: a day never moves into the next one for a reader far away.

use crate::model::TermId;
use crate::model::date::Day;
use crate::model::date::when::When;
use crate::model::event::Event;
use crate::model::timeline::Entry;
use crate::plan::site::Site;
use crate::plan::timeline::Whose;

use super::names::sha256;

/// The most bytes of a line, its end not counted (RFC 5545, 3.1).
const LINE: usize = 75;
/// Digits of a UID before its host.
const DIGITS: usize = 32;

impl<'d> Site<'d> {
    /// `events.ics` of a timeline.
    pub(super) fn events_ics(&self, whose: Whose) -> Vec<u8> {
        let name = match whose {
            Whose::Curated(index) => self.digest.curated(index).head.title.text.as_str(),
            _ => self.config.title.as_str(),
        };
        let mut out = Vec::new();
        push(&mut out, "BEGIN", "VCALENDAR");
        push(&mut out, "VERSION", "2.0");
        push(&mut out, "PRODID", "-//conflict-digest//NONSGML data//EN");
        // RFC 7986, 5.1; the second is what most programs read.
        push(&mut out, "NAME", &escaped(name));
        push(&mut out, "X-WR-CALNAME", &escaped(name));
        let head = out.len();
        for entry in self.standing_on(whose) {
            if let Entry::Event(id) = entry {
                self.push_event(&mut out, entry, self.digest.event(id));
            }
        }
        if out.len() == head {
            push_zone(&mut out);
        }
        push(&mut out, "END", "VCALENDAR");
        out
    }

    fn push_event(&self, out: &mut Vec<u8>, entry: Entry, event: &'d Event) {
        let Some((first, last)) = days(&event.head.when) else { return };
        let lang = event.lang.as_str();
        push(out, "BEGIN", "VEVENT");
        push(out, "UID", &self.uid(event));
        // When it was last told anew; there is no clock here.
        let reports = event.reports.iter().map(|id| self.digest.article(*id).moved());
        push(out, "DTSTAMP", &format!("{}T000000Z", basic(reports.max().unwrap_or(first))));
        push(out, "DTSTART;VALUE=DATE", &basic(first));
        // The end is the day after the last.
        if let Some(after) = last.add_days(1) {
            push(out, "DTEND;VALUE=DATE", &basic(after));
        }
        push(out, &format!("SUMMARY;LANGUAGE={lang}"), &escaped(&event.head.title.text));
        // In two languages, where the event is not told in that of the site.
        push(out, "DESCRIPTION", &escaped(&self.told_in_words(event)));
        if !event.places.is_empty() {
            push(out, "LOCATION", &escaped(&self.names_of(&event.places).join(", ")));
        }
        let position = event.places.iter().find_map(|id| self.digest.term(*id).entry.position);
        if let Some((latitude, longitude)) = position {
            push(out, "GEO", &format!("{latitude:.6};{longitude:.6}"));
        }
        if !event.tags.is_empty() {
            let tags: Vec<String> = self.names_of(&event.tags).iter().map(|tag| escaped(tag)).collect();
            push(out, "CATEGORIES", &tags.join(","));
        }
        if let Some(url) = self.entry_url(entry) {
            push(out, "URL", &url);
        }
        // It fills nobody's day.
        push(out, "TRANSP", "TRANSPARENT");
        push(out, "END", "VEVENT");
    }

    /// When, how sure, and what.
    fn told_in_words(&self, event: &Event) -> String {
        let mut lines = vec![self.words.when(&event.head.when).words];
        lines.extend(self.status(event).map(|status| status.into_owned()));
        lines.extend(event.summary().map(str::to_owned));
        lines.join("\n")
    }

    /// Of the name of the event, in letters that no program stumbles over.
    fn uid(&self, event: &Event) -> String {
        let mut sum = sha256(self.event_name(event).as_bytes());
        sum.truncate(DIGITS);
        let host = match &self.config.feed_authority {
            Some((authority, _)) => authority.as_str(),
            None => self.config.base.origin.rsplit('/').next().unwrap_or_default(),
        };
        format!("{sum}@{host}")
    }

    fn names_of(&self, ids: &[TermId]) -> Vec<&'d str> {
        ids.iter().map(|id| self.digest.term(*id).label()).collect()
    }
}

/// UTC as a time zone, which no day refers to: a calendar without any component is none (RFC 5545, 3.6).
fn push_zone(out: &mut Vec<u8>) {
    for (name, value) in [
        ("BEGIN", "VTIMEZONE"),
        ("TZID", "Etc/UTC"),
        ("BEGIN", "STANDARD"),
        ("DTSTART", "19700101T000000"),
        ("TZOFFSETFROM", "+0000"),
        ("TZOFFSETTO", "+0000"),
        ("END", "STANDARD"),
        ("END", "VTIMEZONE"),
    ] {
        push(out, name, value);
    }
}

/// The first and last day that it can have touched; of an open or unknown end the one day that is known. Nothing where
/// neither end is.
fn days(when: &When) -> Option<(Day, Day)> {
    match (when.begins(), when.latest()) {
        (Some(first), Some(last)) => Some((first, last.max(first))),
        (Some(first), None) => Some((first, first)),
        (None, Some(last)) => Some((last, last)),
        (None, None) => None,
    }
}

/// ISO 8601, basic format: `20160919`.
fn basic(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Text as a value (RFC 5545, 3.3.11). Characters that command and do not show cannot stand in one.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if crate::gate::text::is_control(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// A line, folded so that none is longer than [`LINE`] bytes and no character is cut in two.
fn push(out: &mut Vec<u8>, name: &str, value: &str) {
    let line = format!("{name}:{value}");
    let mut rest = line.as_str();
    let mut room = LINE;
    while rest.len() > room {
        // A character has four bytes at most.
        let cut = (room - 3..=room).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(room);
        out.extend_from_slice(&rest.as_bytes()[..cut]);
        out.extend_from_slice(b"\r\n ");
        rest = &rest[cut..];
        // The space that says that the line goes on.
        room = LINE - 1;
    }
    out.extend_from_slice(rest.as_bytes());
    out.extend_from_slice(b"\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = Vec::new();
        push(&mut out, "SUMMARY", &"ب".repeat(100));
        let text = String::from_utf8(out).expect("no character is cut");
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        assert_eq!(text.replace("\r\n ", "").trim_end(), format!("SUMMARY:{}", "ب".repeat(100)));
    }

    #[test]
    fn values_cannot_begin_another_line() {
        assert_eq!(escaped("a,b;c\\d\ne\r\nEND:VEVENT\u{85}"), "a\\,b\\;c\\\\d\\ne\\nEND:VEVENT");
    }

    #[test]
    fn days_are_those_that_it_can_have_touched() {
        let of = |text: &str| {
            let days = days(&When::parse(text).expect(text));
            days.map(|(first, last)| format!("{} {}", basic(first), basic(last)))
        };
        assert_eq!(of("2016-09-12T19:00+03:00").as_deref(), Some("20160912 20160912"));
        assert_eq!(of("2016-09-XX").as_deref(), Some("20160901 20160930"));
        assert_eq!(of("2016-09-05/2016-09-07").as_deref(), Some("20160905 20160907"));
        assert_eq!(of("2016-09-12/..").as_deref(), Some("20160912 20160912"));
        assert_eq!(of("../2016-09-12").as_deref(), Some("20160912 20160912"));
    }
}
