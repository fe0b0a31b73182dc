//! Every key of every kind, and each kind of wrong value, as the notes a writer would read.

mod files;
mod keys;
mod kinds;
mod properties;
mod shapes;
mod slips;
mod values;

use super::*;
use crate::gate::href::Href;
use crate::model::article::{CorrectionKind, EventMention, OriginalState};
use crate::model::event::Status;
use crate::parse::rendered;

const GOOD: [&str; 5] = [
    "title: A title",
    "author: Ed Crowther",
    "date: 2016-09-08",
    "original_url: https://example.org/x",
    "tags: [syria]",
];

fn read_file(file: &SourceFile) -> (Option<Read<Head>>, String) {
    let mut notes = Diagnostics::default();
    let read = article(&mut notes, file, Drafts::LeftOut);
    (read.filter(|read| read.whole), rendered(&notes, file))
}

fn read(text: &str) -> (Option<Read<Head>>, String) {
    read_file(&SourceFile::new("content/articles/2016/2016-09-08-some-slug.md", text))
}

/// A whole file.
#[track_caller]
fn check_file(text: &str, expected: &str) {
    assert_eq!(read(text).1.trim(), expected.trim(), "\n--- of ---\n{text}");
}

/// A good article with these lines added: they begin on line 7.
#[track_caller]
fn check(lines: &str, expected: &str) {
    check_file(&format!("---\n{}\n{lines}\n---\nText.\n", GOOD.join("\n")), expected);
}

/// A good article where the line of a key is replaced: title 2, author 3, date 4, original_url 5, tags 6.
#[track_caller]
fn replaced(key: &str, line: &str, expected: &str) {
    let lines: Vec<&str> = GOOD.iter().map(|good| if good.starts_with(key) { line } else { good }).collect();
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    check_file(&format!("---\n{}\n---\nText.\n", lines.join("\n")), expected);
}

#[track_caller]
fn good(lines: &str) -> Head {
    let (read, notes) = read(&format!("---\n{}\n{lines}\n---\nText.\n", GOOD.join("\n")));
    assert_eq!(notes, "");
    read.unwrap().head
}

#[test]
fn five_keys_are_enough() {
    let (read, notes) = read(&format!("---\n{}\n---\nText.\n", GOOD.join("\n")));
    let Read { head, body, .. } = read.unwrap();
    assert_eq!(notes, "");
    assert_eq!(
        (head.slug.as_str(), head.title.text.as_str(), head.date.to_string().as_str()),
        ("some-slug", "A title", "2016-09-08")
    );
    assert_eq!((head.authors.len(), head.tags.len(), head.original.host()), (1, 1, "example.org"));
    assert_eq!((head.draft, head.key, head.updated, head.extra), (false, false, None, None));
    assert_eq!(body.end - body.start, "Text.\n".len());
}

#[test]
fn every_key_is_read() {
    let head = good(
        "publisher: TMT\nlang: ar\noriginal_title: OT\noriginal_lang: ru\nsummary: >\n  Two\n  lines.\nplaces: [a, b]\nactors:\n- c\n\
         events:\n  - some-event\n  - {when: 2016-09-19, what: It happened, where: here}\narchived: https://web.archive.org/x\n\
         sources:\n  - https://a.org/1\n  - {title: T, url: 'https://b.org/', publisher: P, date: 2016-09-09}\naccessed: 2016-09-10\n\
         original_state: gone\nadded: 2016-09-11\nupdated: 2016-09-12\ntranslator: Tr\nkey: true\n\
         corrections:\n  - {date: 2016-09-12, note: N, kind: update, was: x, now: y}\n  - {date: 2016-09-12, note: N}\n\
         withdrawn: {date: 2016-09-13, reason: R}\nwarning: W\nimage: {src: map.png, alt: A map, credit: C}\n\
         aliases: [/old/, /older.html]\ntranslation_of: other\nextra: {a: 1, b: [true, \"1\"]}\nslug: another",
    );
    assert_eq!(
        (head.publisher.unwrap().text.as_str(), head.lang.unwrap().as_str(), head.original_lang.unwrap().as_str()),
        ("TMT", "ar", "ru")
    );
    assert_eq!((head.original_title.as_deref(), head.summary.as_deref()), (Some("OT"), Some("Two lines.")));
    assert_eq!(
        (head.places.len(), head.actors.len(), head.sources.len(), head.archived.len(), head.aliases.len()),
        (2, 1, 2, 1, 2)
    );
    let [EventMention::Named(named), EventMention::Inline { when, what, place }] = head.events.as_slice() else {
        panic!()
    };
    assert_eq!(
        (named.text.as_str(), when.edtf(), what.as_str(), place.as_ref().unwrap().text.as_str()),
        ("some-event", "2016-09-19", "It happened", "here")
    );
    assert_eq!(head.original_state, Some(OriginalState::Gone));
    assert_eq!([head.accessed, head.added, head.updated].map(|day| day.unwrap().day()), [10, 11, 12]);
    assert_eq!(
        (head.corrections[0].kind, head.corrections[1].kind),
        (CorrectionKind::Update, CorrectionKind::Correction)
    );
    assert_eq!((head.corrections[0].was.as_deref(), head.withdrawn.unwrap().reason.as_str()), (Some("x"), "R"));
    assert_eq!((head.warning.as_deref(), head.translator.as_deref(), head.key), (Some("W"), Some("Tr"), true));
    assert_eq!(
        (head.image.unwrap().src.text.as_str(), head.translation_of.unwrap().text.as_str(), head.slug.as_str()),
        ("map.png", "other", "another")
    );
    assert_eq!(head.extra.unwrap().to_string(), r#"{"a":1,"b":[true,"1"]}"#);
}
