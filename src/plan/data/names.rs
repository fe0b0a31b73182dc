//! Names that stay: what articles, events and changes are called in data, whatever else comes or goes.

use crate::model::article::{Article, Correction, CorrectionKind, Withdrawn};
use crate::model::date::Day;
use crate::model::event::Event;
use crate::plan::event::events_route;
use crate::plan::site::Site;

/// Digits of the sum in a name: 48 bits tell apart what one article, or one list of events, can hold.
const DIGITS: usize = 12;

/// A name is part of an address, after its `#`.
const PART: char = '#';

impl<'d> Site<'d> {
    /// The name of an article, which is that of its entry in feeds.
    pub(super) fn article_name(&self, article: &Article) -> String {
        self.lasting(&article.route, &article.head.aliases)
    }

    /// The name of an event. One that is written in place has no address of its own; what happened and when is what it is.
    pub(super) fn event_name(&self, event: &Event) -> String {
        match &event.route {
            Some(route) => self.lasting(route, &event.head.aliases),
            None => {
                let sum = sum_of(&[event.head.when.edtf(), &event.head.title.text]);
                part_of(&self.tag_uri(&events_route()), &sum)
            }
        }
    }

    /// The corrections of an article that are told, each with its name, in the order in which they were written.
    pub(super) fn named_corrections(&self, article: &'d Article) -> Vec<(String, &'d Correction)> {
        let name = self.article_name(article);
        let told: Vec<&Correction> = article.head.corrections.iter().filter(|_| article.listed()).collect();
        let names: Vec<String> = told.iter().map(|correction| correction_name(&name, correction)).collect();
        let named = told.into_iter().enumerate().map(|(index, correction)| {
            let own = &names[index];
            // Written twice, it is told twice.
            match names[..index].iter().filter(|other| *other == own).count() {
                0 => (own.clone(), correction),
                same => (format!("{own}-{}", same + 1), correction),
            }
        });
        named.collect()
    }
}

/// The name of a change of which there is one a day.
pub(super) fn dated_name(article: &str, what: &str, day: Day) -> String {
    part_of(article, &format!("{what}-{day}"))
}

/// The name of a withdrawal: what it says is what it is.
pub(super) fn withdrawal_name(article: &str, gone: &Withdrawn) -> String {
    part_of(article, &format!("withdrawal-{}", sum_of(&[&gone.day.to_string(), &gone.reason])))
}

/// The word for a kind of correction.
pub(super) fn kind_word(kind: CorrectionKind) -> &'static str {
    CorrectionKind::WORDS.iter().find(|(_, known)| *known == kind).map_or("correction", |(word, _)| word)
}

// Not its place in the list: the next one may be written above it.
fn correction_name(article: &str, correction: &Correction) -> String {
    let (was, now) = (correction.was.as_deref(), correction.now.as_deref());
    let sum =
        sum_of(&[&correction.day.to_string(), &correction.note, was.unwrap_or_default(), now.unwrap_or_default()]);
    part_of(article, &format!("{}-{sum}", kind_word(correction.kind)))
}

fn part_of(name: &str, part: &str) -> String {
    let mut whole = name.to_owned();
    whole.push(PART);
    whole.push_str(part);
    whole
}

/// The first digits of the sum of these texts, as people can compute it: SHA-256 of each with a line end after it.
fn sum_of(texts: &[&str]) -> String {
    let lines: String = texts.iter().flat_map(|text| [*text, "\n"]).collect();
    let mut sum = sha256(lines.as_bytes());
    sum.truncate(DIGITS);
    sum
}

/// SHA-256 in hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;

    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    sha2::Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
