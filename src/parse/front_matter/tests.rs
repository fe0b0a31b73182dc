//! Every key of every kind, and each kind of wrong value, as the notes a writer would read.

use proptest::prelude::*;

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

fn config() -> Config {
    let file = SourceFile::new("site.toml", "title = \"T\"\nbase_url = \"https://user.github.io/digest/\"");
    crate::config::parse(&mut Diagnostics::default(), &file).unwrap()
}

fn read_file(file: &SourceFile) -> (Option<Read<Head>>, String) {
    let mut notes = Diagnostics::default();
    let read = article(&mut notes, file, &config());
    (read, rendered(&notes, file))
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
    let Read { head, body } = read.unwrap();
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

#[test]
fn files_without_front_matter_are_refused() {
    check_file(
        "",
        "front-matter-missing @1:1-1:1 the file does not begin with front matter / help: write `---` on the first line, then `key: value` lines, then `---`, then the text",
    );
    check_file(
        "Hello\n---\n",
        "front-matter-missing @1:1-1:6 the file does not begin with front matter / help: write `---` on the first line, then `key: value` lines, then `---`, then the text",
    );
    check_file(
        "+++\ntitle = 1\n+++\n",
        "front-matter-missing @1:1-1:4 the front matter is not YAML / help: write `key: value` lines between two lines `---`",
    );
    check_file(
        "---\ntitle: T\n",
        "front-matter-missing @1:1-1:4 the front matter is never closed / help: write a line `---` after the last key",
    );
}

#[test]
fn limits_are_told_with_their_number() {
    let big = |front: usize| format!("---\n#{}\n---\n", "x".repeat(front - 2));
    assert!(!read(&big(16 * 1024)).1.contains("file-too-large"));
    check_file(
        &big(16 * 1024 + 1),
        "file-too-large @1:1-1:4 the front matter has 16385 bytes; 16384 are the most / help: shorten it, or move text below the second `---`",
    );
    check_file(
        &format!("---\n---\n{}\nx", "x".repeat(65_537)),
        "file-too-large @3:1-3:1 this line has 65537 bytes; 65536 are the most / help: break it into paragraphs",
    );
    check_file(
        &"x\n".repeat(600_000),
        "file-too-large @1:1-1:1 the file has 1200000 bytes; 1048576 are the most / help: a digest summarises and links; shorten the text",
    );
    let file = SourceFile::new("a.md", b"---\nt: \xE9\n---\n".to_vec());
    assert_eq!(
        read_file(&file).1,
        "not-utf8 @2:4-2:5 this byte is not UTF-8 / help: save the file as UTF-8 in the editor\n"
    );
    let file = SourceFile::new("a.md", b"\xFF\xFE-\0".to_vec());
    assert!(read_file(&file).1.contains("this file is UTF-16, not UTF-8"));
}

#[test]
fn line_ends_and_marks_of_windows_are_tolerated() {
    let text = format!("\u{FEFF}---\r\n{}\r\n--- \r\nText.\r\n", GOOD.join("\r\n").replace("A title", "Ä: title"));
    check_file(
        &text,
        "yaml-invalid @2:8-2:16 a value with `: ` in it stands between quotes / help: write `\"Ä: title\"` / fix @2:8: \"Ä: title\" -> \"\\\"Ä: title\\\"\"",
    );
    let text = text.replace("Ä: title", "Äpfel");
    let (read, notes) = read(&text);
    assert_eq!((notes.as_str(), &text[read.unwrap().body.start..]), ("", "Text.\r\n").into());
}

#[test]
fn what_is_missing_is_listed_at_once() {
    check_file(
        "---\nsummary: S\n---\n",
        "key-missing @3:1-3:4 an article needs `title` / help: write `title: …`, `author: a name, or unknown`, `original_url: https://…`, `tags: [one, two]`
key-missing @3:1-3:4 an article needs `author` / help: write `title: …`, `author: a name, or unknown`, `original_url: https://…`, `tags: [one, two]`
key-missing @3:1-3:4 an article needs `original_url` / help: write `title: …`, `author: a name, or unknown`, `original_url: https://…`, `tags: [one, two]`
key-missing @3:1-3:4 an article needs `tags` / help: write `title: …`, `author: a name, or unknown`, `original_url: https://…`, `tags: [one, two]`
date-missing @3:1-3:4 there is no date of the original / help: write `date: 2016-09-08`, as the file's name says (`digest check --fix` does it) / fix @3:1: \"\" -> \"date: 2016-09-08\\n\"",
    );
}

#[test]
fn a_broken_value_is_not_missing_and_hides_nothing() {
    check_file(
        "---\ntitle: Foo: bar\nauthor: \"Ed\ndate: 8 Sept 2016\noriginal_url: https://example.org/x\ntags: [a\nlang: english\n---\n",
        "yaml-invalid @2:8-2:16 a value with `: ` in it stands between quotes / help: write `\"Foo: bar\"` / fix @2:8: \"Foo: bar\" -> \"\\\"Foo: bar\\\"\"
yaml-invalid @3:9-3:10 this quote is never closed / help: write `\"` at the end of the text, or none at its beginning
yaml-invalid @6:7-6:8 this `[` is never closed / help: write `]` at its end, or put the value between quotes when it is text
date-unreadable @4:7-4:18 this date is not in the form YYYY-MM-DD / label: read as 2016-09-08 / help: write `date: 2016-09-08` (`digest check --fix` does it) / fix @4:7: \"8 Sept 2016\" -> \"2016-09-08\"
lang-invalid @7:7-7:14 `english` is not a language tag / help: write `lang: en` / fix @7:7: \"english\" -> \"en\"",
    );
}

#[test]
fn unknown_keys_show_the_nearest_everywhere() {
    check(
        "sumary: x",
        "key-unknown @7:1-7:7 an article has no key `sumary` / help: did you mean `summary`? / fix @7:1: \"sumary\" -> \"summary\"",
    );
    check("titel: x", "key-unknown @7:1-7:6 an article has no key `titel` / help: did you mean `title`?");
    check("language: x", "key-unknown @7:1-7:9 an article has no key `language` / help: did you mean `lang`?");
    check(
        "layout: post",
        "key-unknown @7:1-7:7 an article has no key `layout` / help: remove it; what only a theme reads goes under `extra`",
    );
    check("corrections: [{date: 2016-09-10, not: x}]", "key-unknown @7:34-7:37 a correction has no key `not` / help: did you mean `note`? / fix @7:34: \"not\" -> \"note\"
key-missing @7:15-7:41 a correction needs `note` / help: write `note: …`");
    check(
        "sources:\n  - ulr: https://a.org/\n",
        "key-unknown @8:5-8:8 a source has no key `ulr` / help: did you mean `url`? / fix @8:5: \"ulr\" -> \"url\"
key-missing @8:5-8:24 a source needs `url` / help: write `url: https://…`",
    );
    check(
        "archived: {url: 'https://a.org/', sha: x}",
        "key-unknown @7:35-7:38 a preserved copy has no key `sha` / help: its keys are url, date, sha256",
    );
    check(
        "image: {src: a.png, alt: x, credits: y}",
        "key-unknown @7:29-7:36 `image` has no key `credits` / help: did you mean `credit`? / fix @7:29: \"credits\" -> \"credit\"",
    );
    check(
        "withdrawn: {date: 2016-09-10, reason: y, x: 1}",
        "key-unknown @7:42-7:43 `withdrawn` has no key `x` / help: its keys are date, reason",
    );
    check(
        "events: [{when: 2016, what: x, were: y}]",
        "key-unknown @7:32-7:36 an event in place has no key `were` / help: did you mean `when`?"
            .replace("`when`?", "`where`? / fix @7:32: \"were\" -> \"where\"")
            .as_str(),
    );
}

#[test]
fn keys_that_stand_twice_show_both_places() {
    check("title: B", "key-duplicate @7:1-7:6 `title` stands twice / help: keep one of them / the first @2:1");
    check(
        "extra: {a: 1, b: {c: 1, c: 2}}",
        "key-duplicate @7:25-7:26 `c` stands twice / help: keep one of them / the first @7:19",
    );
    check(
        "withdrawn: {date: 2016-09-10, reason: y, date: 1}",
        "key-duplicate @7:42-7:46 `date` stands twice / help: keep one of them / the first @7:13",
    );
}

#[test]
fn text_is_text() {
    for key in ["publisher", "original_title", "summary", "translator", "warning", "translation_of"] {
        let at = key.len() + 3;
        check(
            &format!("{key}:"),
            &format!(
                "value-invalid @7:{0}-7:{0} `{key}` has no value / help: write a value, or remove the key",
                at - 1
            ),
        );
        check(
            &format!("{key}: \" \""),
            &format!(
                "value-invalid @7:{at}-7:{} `{key}` has no value / help: write a value, or remove the key",
                at + 3
            ),
        );
        check(
            &format!("{key}: null"),
            &format!(
                "value-invalid @7:{at}-7:{} `{key}` has no value / help: remove the key; the word `null` itself goes between quotes",
                at + 4
            ),
        );
        check(
            &format!("{key}: [a]"),
            &format!(
                "value-invalid @7:{at}-7:{} `{key}` is text, not a list / help: write one value; a text that begins with `[` or `- ` goes between quotes",
                at + 3
            ),
        );
        check(
            &format!("{key}: {{a: b}}"),
            &format!(
                "value-invalid @7:{at}-7:{} `{key}` is text, not a map / help: write one value without keys",
                at + 6
            ),
        );
    }
    for text in ["no", "on", "1.10", "2016", "0x1F", "1e3", "2016-09-08"] {
        assert_eq!(good(&format!("summary: {text}")).summary.as_deref(), Some(text));
    }
    replaced("title", "title:", "value-invalid @2:7-2:7 `title` has no value / help: write a value, or remove the key");
}

#[test]
fn lists_are_lists() {
    for key in ["places", "actors"] {
        let at = key.len() + 3;
        check(
            &format!("{key}: Geneva, New York"),
            &format!(
                "value-invalid @7:{at}-7:{} `{key}` is a list / help: write `{key}: [Geneva, New York]` / fix @7:{at}: \"Geneva, New York\" -> \"[Geneva, New York]\"",
                at + 16
            ),
        );
        check(
            &format!("{key}: {{a: b}}"),
            &format!(
                "value-invalid @7:{at}-7:{} `{key}` is a list, not a map / help: write `{key}: [one, two]`",
                at + 6
            ),
        );
        check(
            &format!("{key}:"),
            &format!(
                "value-invalid @7:{0}-7:{0} `{key}` has no value / help: write a value, or remove the key",
                at - 1
            ),
        );
        assert!(good(&format!("{key}: []")).places.is_empty());
    }
    check(
        "places:\n  - Ghouta: east\n  - b",
        "value-invalid @8:5-8:17 a place is text, not a map / help: a text with `: ` in it goes between quotes: \"Ghouta: east\" / fix @8:5: \"Ghouta: east\" -> \"\\\"Ghouta: east\\\"\"",
    );
    check(
        "places: [a, [b]]",
        "value-invalid @7:13-7:16 a place is text, not a list / help: write one value; a text that begins with `[` or `- ` goes between quotes",
    );
    check(
        "sources: https://a.org/",
        "value-invalid @7:10-7:24 `sources` is a list / help: write `sources: [{title: …, url: https://…}]`",
    );
    check(
        "corrections: {date: 2016-09-10, note: x}",
        "value-invalid @7:14-7:41 `corrections` is a list / help: write `corrections: [{date: 2016-09-10, note: what changed and why}]`",
    );
    check(
        "events: some-event",
        "value-invalid @7:9-7:19 `events` is a list / help: write `events: [{when: 2016-09-19, what: …}]`",
    );
}

#[test]
fn maps_are_maps() {
    check(
        "withdrawn: true",
        "value-invalid @7:12-7:16 `withdrawn` is a map of keys and values / help: write `withdrawn: {date: 2016-09-10, reason: …}`",
    );
    check(
        "image: map.png",
        "value-invalid @7:8-7:15 `image` is a map of keys and values / help: write `image: {src: map.png, alt: what it shows}`",
    );
    check("image:", "value-invalid @7:7-7:7 `image` has no value / help: write a value, or remove the key");
    check("extra: x", "value-invalid @7:8-7:9 `extra` is a map of keys and values / help: write `extra: {key: value}`");
    check("extra:", "value-invalid @7:7-7:7 `extra` has no value / help: write a value, or remove the key");
    check(
        "corrections: [x]",
        "value-invalid @7:15-7:16 a correction is a map of keys and values / help: write `{date: 2016-09-10, note: what changed and why}`",
    );
}

#[test]
fn nested_keys_may_be_missing() {
    check(
        "corrections: [{}]",
        "key-missing @7:15-7:17 a correction needs `date` / help: write `date: YYYY-MM-DD`, `note: …`\nkey-missing @7:15-7:17 a correction needs `note` / help: write `date: YYYY-MM-DD`, `note: …`",
    );
    check(
        "withdrawn: {date: 2016-09-10}",
        "key-missing @7:12-7:30 `withdrawn` needs `reason` / help: write `reason: …`",
    );
    check(
        "image: {src: a.png}",
        "alt-missing @7:8-7:20 `image` needs `alt` / help: write `alt: what it shows to someone who cannot see it`",
    );
    check(
        "events: [{what: x}]",
        "key-missing @7:10-7:19 an event in place needs `when` / help: write `when: 2016-09-19`",
    );
    check(
        "archived: [{date: 2016-09-10}]",
        "key-missing @7:12-7:30 a preserved copy needs `url` / help: write `url: https://…`",
    );
}

#[test]
fn flags_are_true_or_false() {
    check(
        "key: yes",
        "value-invalid @7:6-7:9 `key` is `true` or `false` / help: write `key: true` / fix @7:6: \"yes\" -> \"true\"",
    );
    check(
        "key: off",
        "value-invalid @7:6-7:9 `key` is `true` or `false` / help: write `key: false` / fix @7:6: \"off\" -> \"false\"",
    );
    check(
        "draft: maybe",
        "value-invalid @7:8-7:13 `draft` is `true` or `false` / help: write `draft: true`, or remove the key",
    );
    check("key:", "value-invalid @7:5-7:5 `key` has no value / help: write a value, or remove the key");
    assert!(good("key: True").key && !good("key: false").key);
}

#[test]
fn choices_show_the_nearest() {
    check(
        "original_state: paywaled",
        "value-invalid @7:17-7:25 `original_state` is one of live, changed, paywalled, gone / help: did you mean `paywalled`? / fix @7:17: \"paywaled\" -> \"paywalled\"",
    );
    check(
        "original_state: dead",
        "value-invalid @7:17-7:21 `original_state` is one of live, changed, paywalled, gone / help: write one of them, as in `original_state: live`",
    );
    check(
        "corrections: [{date: 2016-09-10, note: x, kind: Update}]",
        "value-invalid @7:49-7:55 `kind` is one of correction, clarification, update / help: did you mean `update`? / fix @7:49: \"Update\" -> \"update\"",
    );
}

#[test]
fn dates_are_read_strictly_and_mended() {
    replaced(
        "date",
        "date: September 08, 2016",
        "date-unreadable @4:7-4:25 this date is not in the form YYYY-MM-DD / label: read as 2016-09-08 / help: write `date: 2016-09-08` (`digest check --fix` does it) / fix @4:7: \"September 08, 2016\" -> \"2016-09-08\"",
    );
    replaced(
        "date",
        "date: '08.09.2016'",
        "date-unreadable @4:7-4:19 this date is not in the form YYYY-MM-DD / label: read as 2016-09-08 / help: write `date: 2016-09-08` (`digest check --fix` does it) / fix @4:7: \"'08.09.2016'\" -> \"2016-09-08\"",
    );
    replaced(
        "date",
        "date: 08/09/2016",
        "date-unreadable @4:7-4:17 the date can be read in more than one way / label: read as 2016-08-09 or 2016-09-08 / help: write `date: 2016-08-09` or `date: 2016-09-08`",
    );
    replaced(
        "date",
        "date: 2016-9-8",
        "date-form @4:7-4:15 a date is written 2016-09-08 / help: write `date: 2016-09-08` (`digest check --fix` does it) / fix @4:7: \"2016-9-8\" -> \"2016-09-08\"",
    );
    replaced(
        "date",
        "date: 2016-02-30",
        "date-unreadable @4:7-4:17 there is no such date / help: February 2016 has 29 days",
    );
    replaced(
        "date",
        "date: 2016-09-09T10:00+03:00",
        "date-disagrees @4:7-4:29 the file's name says 2016-09-08, the front matter 2016-09-09 / help: the front matter counts: rename the file, or mend the date",
    );
    replaced(
        "date",
        "date:",
        "date-missing @4:6-4:6 there is no date of the original / help: write `date: 2016-09-08`, as the file's name says (`digest check --fix` does it) / fix @4:6: \"\" -> \" 2016-09-08\"",
    );
    replaced(
        "date",
        "date: ~",
        "date-missing @4:7-4:8 there is no date of the original / help: write `date: 2016-09-08`, as the file's name says (`digest check --fix` does it) / fix @4:7: \"~\" -> \"2016-09-08\"",
    );
    replaced(
        "date",
        "date: [2016-09-08]",
        "value-invalid @4:7-4:19 `date` is text, not a list / help: write one value; a text that begins with `[` or `- ` goes between quotes",
    );
    for key in ["accessed", "added"] {
        let at = key.len() + 3;
        check(
            &format!("{key}: 8 Sept 2016"),
            &format!(
                "date-unreadable @7:{at}-7:{} this date is not in the form YYYY-MM-DD / label: read as 2016-09-08 / help: write `{key}: 2016-09-08` (`digest check --fix` does it) / fix @7:{at}: \"8 Sept 2016\" -> \"2016-09-08\"",
                at + 11
            ),
        );
    }
    check(
        "withdrawn: {date: 9/9/2016, reason: r}",
        "date-unreadable @7:19-7:27 this date is not in the form YYYY-MM-DD / label: read as 2016-09-09 / help: write `date: 2016-09-09` (`digest check --fix` does it) / fix @7:19: \"9/9/2016\" -> \"2016-09-09\"",
    );
    check(
        "events: [{when: Sept 2016, what: x}]",
        "event-date-invalid @7:17-7:26 the date is not written in EDTF (ISO 8601-2) / label: read as 2016-09 / help: write `when: 2016-09` (`digest check --fix` does it) / fix @7:17: \"Sept 2016\" -> \"2016-09\"",
    );
}

#[test]
fn a_date_that_is_missing_everywhere_has_no_fix() {
    let file = SourceFile::new(
        "content/articles/some-slug.md",
        format!("---\n{}\n---\n", GOOD.join("\n")).replace("date: 2016-09-08\n", ""),
    );
    assert_eq!(
        read_file(&file).1,
        "date-missing @6:1-6:4 there is no date of the original / help: write `date: YYYY-MM-DD`, the day the original was published\n"
    );
}

#[test]
fn authors_are_named_or_unknown() {
    replaced("author", "author: unknown", "");
    replaced("author", "author: [A B, C D]", "");
    replaced(
        "author",
        "author: Ann Lee and Bob Ray",
        "author-list @3:9-3:28 this is read as one name, and looks like 2 / help: write `author: [Ann Lee, Bob Ray]`; one name is written in reading order, without a comma / fix @3:9: \"Ann Lee and Bob Ray\" -> \"[Ann Lee, Bob Ray]\"",
    );
    replaced(
        "author",
        "author: A B, C D & E F",
        "author-list @3:9-3:23 this is read as one name, and looks like 3 / help: write `author: [A B, C D, E F]`; one name is written in reading order, without a comma / fix @3:9: \"A B, C D & E F\" -> \"[A B, C D, E F]\"",
    );
    replaced(
        "author",
        "author: Crowther, Ed",
        "author-list @3:9-3:21 this is read as one name, and looks like 2 / help: write `author: [Crowther, Ed]`; one name is written in reading order, without a comma",
    );
    replaced(
        "author",
        "author: [A B and C D]",
        "author-list @3:10-3:21 this is read as one name, and looks like 2 / help: write `author: [A B, C D]`; one name is written in reading order, without a comma / fix @3:10: \"A B and C D\" -> \"A B, C D\"",
    );
    replaced(
        "author",
        "author:\n- A B and C D",
        "author-list @4:3-4:14 this is read as one name, and looks like 2 / help: write `author: [A B, C D]`; one name is written in reading order, without a comma",
    );
    replaced("author", "author: Sandy Anders, Jr.", "");
    replaced(
        "author",
        "author: [A B, unknown]",
        "value-invalid @3:15-3:22 `unknown` stands beside a name / help: name those who are known, or write `author: unknown` alone",
    );
    replaced(
        "author",
        "author: []",
        "value-invalid @3:9-3:11 `author` names nobody / help: write the name, or `author: unknown`",
    );
    replaced(
        "author",
        "author: {name: x}",
        "value-invalid @3:9-3:18 `author` is text, not a map / help: write one value without keys",
    );
}

#[test]
fn addresses_are_judged_by_the_gate() {
    replaced(
        "original_url",
        "original_url: https://example.org/a b",
        "url-invalid @5:15-5:38 the address holds a space / help: write `original_url: https://example.org/a%20b` / fix @5:15: \"https://example.org/a b\" -> \"https://example.org/a%20b\"",
    );
    replaced(
        "original_url",
        "original_url: https://example.org/a-\n  b",
        "url-invalid @5:15-6:4 the address holds a space / help: write `original_url: https://example.org/a-b` / fix @5:15: \"https://example.org/a-\\n  b\" -> \"https://example.org/a-b\"",
    );
    replaced(
        "original_url",
        "original_url: example.org/x",
        "url-invalid @5:15-5:28 the address does not start with `https://` or `http://` / help: write `original_url: https://example.org/x`",
    );
    replaced(
        "original_url",
        "original_url: javascript:alert(1)",
        "url-invalid @5:15-5:34 `javascript:` is not allowed: only http, https and mailto are / help: copy the whole address from the browser's address bar; it begins with https:// or http://",
    );
    replaced(
        "original_url",
        "original_url: https://example.org/x?utm_source=a&id=7&fbclid=b#top",
        "url-tracking @5:15-5:67 this address carries utm_source, fbclid / help: write `original_url: https://example.org/x?id=7#top` / fix @5:15: \"https://example.org/x?utm_source=a&id=7&fbclid=b#top\" -> \"https://example.org/x?id=7#top\"",
    );
    replaced("original_url", "original_url: https://example.org/x?id=7", "");
    check(
        "archived: [ftp://a.org/]",
        "url-invalid @7:12-7:24 `ftp:` is not allowed: only http, https and mailto are / help: copy the whole address from the browser's address bar; it begins with https:// or http://",
    );
    check(
        "sources: [{url: 'https://a.org/?fbclid=1'}]",
        "url-tracking @7:17-7:42 this address carries fbclid / help: write `url: https://a.org/` / fix @7:17: \"'https://a.org/?fbclid=1'\" -> \"https://a.org/\"",
    );
    check(
        "archived: {url: 'https://a.org/', sha256: abc}",
        "value-invalid @7:43-7:46 this is not a SHA-256 / help: write its 64 hexadecimal digits, as `sha256sum` prints them",
    );
    assert_eq!(
        good(&format!("archived: [{{url: 'https://a.org/', sha256: {}}}]", "AB".repeat(32))).archived[0].sha256,
        Some("ab".repeat(32))
    );
    assert_eq!(Href::external("https://a.org/").unwrap(), good("archived: https://a.org/").archived[0].href);
}

#[test]
fn tags_are_one_to_twenty() {
    replaced(
        "tags",
        "tags: []",
        "tags-invalid @6:7-6:9 there are no tags / help: write one or more: `tags: [syria, ceasefire]`",
    );
    replaced(
        "tags",
        "tags:",
        "tags-invalid @6:6-6:6 there are no tags / help: write one or more: `tags: [syria, ceasefire]`",
    );
    replaced(
        "tags",
        "tags: syria",
        "value-invalid @6:7-6:12 `tags` is a list / help: write `tags: [syria]` / fix @6:7: \"syria\" -> \"[syria]\"",
    );
    let tags = |n: usize| format!("tags: [{}]", (0..n).map(|n| format!("t{n:02}")).collect::<Vec<_>>().join(","));
    replaced("tags", &tags(20), "");
    replaced(
        "tags",
        &tags(21),
        "tags-invalid @6:88-6:91 there are 21 tags; 20 are the most / help: keep those that readers would look for",
    );
}

#[test]
fn languages_slugs_aliases_and_images() {
    check(
        "lang: en_GB",
        "lang-invalid @7:7-7:12 `en_GB` is not a language tag / help: write `lang: en-GB` / fix @7:7: \"en_GB\" -> \"en-GB\"",
    );
    check(
        "original_lang: x",
        "lang-invalid @7:16-7:17 `x` is not a language tag / help: write a BCP 47 tag: `ar`, `uk`, `pt-BR`, `sr-Latn`",
    );
    check(
        "slug: Some Slug",
        "slug-invalid @7:7-7:16 `slug` is not a slug / help: write `some-slug` / fix @7:7: \"Some Slug\" -> \"some-slug\"",
    );
    check(
        "slug: ...",
        "yaml-invalid @7:7-7:10 x"
            .replace(
                "yaml-invalid @7:7-7:10 x",
                "slug-invalid @7:7-7:10 `slug` is not a slug / help: write letters and digits, joined by `-`",
            )
            .as_str(),
    );
    check(
        "aliases: [old, /a?b]",
        "value-invalid @7:11-7:14 an address inside the site starts with `/` / help: write the old path from the site's root: `/2016/09/old-name/`\nvalue-invalid @7:16-7:20 an old address cannot have a query or a fragment / help: write the old path from the site's root: `/2016/09/old-name/`",
    );
    check(
        "image: {src: 'https://a.org/x.png', alt: x}",
        "image-refused @7:14-7:35 an image is a file beside the article / help: save it there, if its licence allows, and write its name: `src: map.png`",
    );
}

#[test]
fn a_changed_text_says_what_changed() {
    let note = "updated-without-correction @7:10-7:20 `updated` has no entry in `corrections` / help: write `corrections: [{date: 2016-09-10, note: what changed and why}]`";
    check("updated: 2016-09-10", note);
    check("updated: 2016-09-10\ncorrections: []", note);
    check("updated: 2016-09-10\ncorrections: [{date: 2016-09-10, note: x}]", "");
}

#[test]
fn characters_that_deceive_are_found_where_they_stand() {
    replaced(
        "title",
        "title: a\u{202E}b",
        "bidi-control @2:9-2:10 the character U+202E turns the direction of the text / help: remove it; the page takes care of right-to-left text by itself / fix @2:9: \"\\u{202e}\" -> \"\"",
    );
    replaced("title", "title: a\u{1}b", "control-character @2:9-2:10 the control character U+0001 / help: remove it");
    replaced(
        "title",
        "title: a\u{2028}b",
        "control-character @2:9-2:10 the control character U+2028 / help: remove it",
    );
    replaced(
        "title",
        "title: a\u{200B}b",
        "invisible-character @2:9-2:10 the invisible character U+200B / help: remove it / fix @2:9: \"\\u{200b}\" -> \"\"",
    );
    replaced(
        "title",
        "title: a\u{FFFD}b",
        "lost-characters @2:9-2:10 a lost character (U+FFFD): look up what the original says / help: compare with the original and write what stood there",
    );
    replaced(
        "title",
        "title: CafÃ© talks",
        "mojibake @2:11-2:13 text read in the wrong encoding: this was `é` / help: write what it was / fix @2:11: \"Ã©\" -> \"é\"",
    );
    replaced(
        "title",
        "title: \"a\\u202Eb\"",
        "bidi-control @2:8-2:18 the character U+202E turns the direction of the text / help: remove it; the page takes care of right-to-left text by itself",
    );
    replaced(
        "title",
        "title: \"a\\x01b\\tc\\nd\"",
        "control-character @2:8-2:22 the control character U+0001 / help: remove it",
    );
    check("extra: {\"k\\u200b\": 1}", "invisible-character @7:9-7:18 the invisible character U+200B / help: remove it");
    check(
        "# \u{202E}",
        "bidi-control @7:3-7:4 the character U+202E turns the direction of the text / help: remove it; the page takes care of right-to-left text by itself / fix @7:3: \"\\u{202e}\" -> \"\"",
    );
    assert_eq!(good("summary: a\tb  c").summary.as_deref(), Some("a b c"));
}

#[test]
fn yaml_features_are_refused() {
    check(
        "warning: &x y",
        "yaml-feature @7:10-7:12 `&x` is a YAML anchor / help: put the value between quotes: `\"&x y\"` / fix @7:10: \"&x y\" -> \"\\\"&x y\\\"\"",
    );
    check("extra: {<<: {a: 1}}", "yaml-feature @7:9-7:11 `<<` is a YAML merge key / help: write the keys out here");
    check("---", "");
}

#[test]
fn drafts_are_told_gently() {
    let text = "---\ntitle: T\nauthor: unknown\ndate: 2016-09-08\noriginal_url: https://example.org/\ntags: []\ndraft: true\n---\n";
    check_file(
        text,
        "tags-invalid @6:7-6:9 there are no tags / warning / help: write one or more: `tags: [syria, ceasefire]`",
    );
    assert!(read(text).0.is_none());
    assert!(read(&text.replace("[]", "[a]")).0.unwrap().head.draft);
}

#[track_caller]
fn named(name: &str, slug: &str, notes: &str) {
    let file = SourceFile::new(format!("content/x/{name}.md"), format!("---\n{}\n---\n", GOOD.join("\n")));
    let (read, found) = read_file(&file);
    assert_eq!((read.map(|read| read.head.slug.to_string()).unwrap_or_default().as_str(), found.trim()), (slug, notes));
}

#[test]
fn names_become_slugs() {
    named("2016-09-08-some-slug", "some-slug", "");
    named("some-slug", "some-slug", "");
    named("2016-09-08", "2016-09-08", "");
    named("2016-09-08-هدنة-سوريا", "هدنة-سوريا", "");
    named("2016-09-08-Перемирие", "перемирие", "");
    named("2016-09-08-re\u{301}sume\u{301}", "r\u{e9}sum\u{e9}", "");
    named(
        "2016-09-08-Some Slug_x",
        "some-slug-x",
        "slug-differs @1:1-1:1 the address of this file is `some-slug-x` / help: write `slug: some-slug-x`, or name the file so / fix @7:1: \"\" -> \"slug: some-slug-x\\n\"",
    );
    named(
        "2016-09-08-!",
        "",
        "slug-invalid @1:1-1:1 the file's name has no letter or digit to make an address of / help: rename the file, or write `slug: some-words`",
    );
    named("2016-13-40-x", "x", "");
    named(
        "2016-09-09-x",
        "x",
        "date-disagrees @4:7-4:17 the file's name says 2016-09-09, the front matter 2016-09-08 / help: the front matter counts: rename the file, or mend the date",
    );
}

fn event_of(lines: &str) -> (Option<EventHead>, String) {
    let file = SourceFile::new("content/events/2016-09-19-convoy.md", format!("---\n{lines}\n---\nText.\n"));
    let mut notes = Diagnostics::default();
    let read = event(&mut notes, &file, &config());
    (read.map(|read| read.head), rendered(&notes, &file))
}

#[test]
fn events_are_read() {
    let (head, notes) = event_of(
        "title: T\ndate: 2016-09-05/2016-09-07\nplaces: [a]\nactors: [un]\ntags: [x]\nstatus: contested\nkey: true\nlang: ar\nsummary: S\n\
         aliases: [/old/]\nclaims:\n  - {what: killed, value: about 20, by: Red Cross, date: 2016-09-20, source: convoys}\n  - {what: killed, value: 1.10, by: no, source: x}",
    );
    let head = head.unwrap();
    assert_eq!(notes, "");
    assert_eq!(
        (head.slug.as_str(), head.when.edtf(), head.status, head.key),
        ("convoy", "2016-09-05/2016-09-07", Status::Contested, true)
    );
    assert_eq!(
        (head.claims[0].value.as_str(), head.claims[1].value.as_str(), head.claims[1].by.as_str()),
        ("about 20", "1.10", "no")
    );
    assert_eq!((head.places.len(), head.actors.len(), head.tags.len(), head.aliases.len()), (1, 1, 1, 1));
}

#[test]
fn events_are_told_what_is_wrong() {
    assert_eq!(
        event_of("summary: x").1,
        "key-missing @3:1-3:4 an event needs `title` / help: write `title: …`, `date: 2016-09-19`\nkey-missing @3:1-3:4 an event needs `date` / help: write `title: …`, `date: 2016-09-19`\n"
    );
    let (head, notes) = event_of(
        "title: T\ndate: 19.09.2016\nstatus: contest\nauthor: x\nclaims:\n  - {what: killed, valeu: 3}\n  - x",
    );
    assert!(head.is_none());
    assert_eq!(notes, "key-unknown @5:1-5:7 an event has no key `author` / help: its keys are title, date, places, actors, tags, status, claims, key, lang, summary, aliases, draft, slug
event-date-invalid @3:7-3:17 the date is not written in EDTF (ISO 8601-2) / label: read as 2016-09-19 / help: write `date: 2016-09-19` (`digest check --fix` does it) / fix @3:7: \"19.09.2016\" -> \"2016-09-19\"
value-invalid @4:9-4:16 `status` is one of reported, confirmed, contested, retracted / help: did you mean `contested`? / fix @4:9: \"contest\" -> \"contested\"
key-unknown @7:20-7:25 a claim has no key `valeu` / help: did you mean `value`? / fix @7:20: \"valeu\" -> \"value\"
claim-incomplete @7:5-7:29 a claim needs `value` / help: write `value: about 20`, `by: who says so`
claim-incomplete @7:5-7:29 a claim needs `by` / help: write `value: about 20`, `by: who says so`
claim-without-source @7:5-7:29 this claim names no article that reports it / help: write `source:` and the slug of the article it was read in
value-invalid @8:5-8:6 a claim is a map of keys and values / help: write `{what: killed, value: about 20, by: Red Cross, source: slug}`
");
}

#[test]
fn timelines_and_pages_are_read() {
    let file = SourceFile::new(
        "content/timelines/truce.md",
        "---\ntitle: T\nsummary: S\nmatch: {tags: [a], places: [b, c], actors: [d]}\nfrom: 2016-09\nto: 2016-10~\ninclude: [x]\nexclude: [y]\nlang: uk\ndraft: true\n---\n",
    );
    let mut notes = Diagnostics::default();
    let head = timeline(&mut notes, &file, &config()).unwrap().head;
    assert_eq!(rendered(&notes, &file), "");
    assert_eq!(
        (head.tags.len(), head.places.len(), head.actors.len(), head.include.len(), head.exclude.len()),
        (1, 2, 1, 1, 1)
    );
    assert_eq!(
        (head.from.unwrap().edtf(), head.to.unwrap().edtf(), head.slug.as_str(), head.draft),
        ("2016-09", "2016-10~", "truce", true)
    );
    let file = SourceFile::new(
        "content/timelines/truce.md",
        "---\nmatch: {tag: [a]}\nfrom: 2016-09\nto: 2016-08\ntags: [x]\n---\n",
    );
    let mut notes = Diagnostics::default();
    assert!(timeline(&mut notes, &file, &config()).is_none());
    assert_eq!(rendered(&notes, &file), "key-unknown @5:1-5:5 a timeline has no key `tags` / help: its keys are title, summary, match, from, to, include, exclude, lang, aliases, draft, slug
key-missing @6:1-6:4 a timeline needs `title` / help: write `title: …`
key-unknown @2:9-2:12 `match` has no key `tag` / help: did you mean `tags`? / fix @2:9: \"tag\" -> \"tags\"
value-invalid @4:5-4:12 `to` lies before `from` / help: exchange them
");
    let file = SourceFile::new(
        "content/pages/about.md",
        "---\ntitle: About\nsummary: S\nlang: ar\naliases: [/x/]\nslug: us\n---\nText",
    );
    let mut notes = Diagnostics::default();
    let head = page(&mut notes, &file, &config()).unwrap().head;
    assert_eq!(
        (head.slug.as_str(), head.title.text.as_str(), head.aliases.len(), rendered(&notes, &file)),
        ("us", "About", 1, String::new())
    );
    let file = SourceFile::new("content/pages/about.md", "---\ndate: x\n---\nText");
    let mut notes = Diagnostics::default();
    assert!(page(&mut notes, &file, &config()).is_none());
    assert_eq!(
        rendered(&notes, &file),
        "key-unknown @2:1-2:5 a page has no key `date` / help: its keys are title, summary, lang, aliases, draft, slug\nkey-missing @3:1-3:4 a page needs `title` / help: write `title: …`\n"
    );
}

/// Applies every fix of a file, last first.
fn mended(text: &str) -> String {
    let file = SourceFile::new("content/articles/2016/2016-09-08-some-slug.md", text);
    let mut notes = Diagnostics::default();
    article(&mut notes, &file, &config());
    let mut edits: Vec<_> = notes.notes().iter().flat_map(|note| note.fix.clone()).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.range));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.range.start..edit.range.end, &edit.text);
    }
    text
}

#[test]
fn fixes_mend() {
    let text = "---\ntitle: Foo: \"bar\"\nauthor: Ann Lee & Bob Ray\ndate:\noriginal_url: https://example.org/a b?utm_source=x\ntags: syria, aid: convoys\nkey: yes\n\
                lang: arabic\nsumary: x\u{202E}y\naccessed: 8.9.2016\n---\nText.\n";
    let (read, notes) = read(&mended(&mended(text)));
    assert_eq!(notes, "");
    assert_eq!(read.unwrap().head.tags.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_panics_on_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let front: Vec<u8> = [b"---\n".as_slice(), &bytes, b"\n---\n"].concat();
        for bytes in [bytes, front] {
            let file = SourceFile::new("content/events/x.md", bytes);
            let (mut notes, config) = (Diagnostics::default(), config());
            article(&mut notes, &file, &config);
            event(&mut notes, &file, &config);
            timeline(&mut notes, &file, &config);
            page(&mut notes, &file, &config);
            for place in notes.notes().iter().filter_map(|note| note.place.as_ref()) {
                prop_assert!(place.range.start <= place.range.end && place.range.end <= file.bytes.len());
            }
        }
    }

    #[test]
    fn nothing_panics_on_keys(lines in proptest::collection::vec((0..40usize, "[-a-z0-9:{}\\[\\], '\"&*#/?=.é\u{202E}]{0,30}"), 0..12)) {
        let keys = ["title", "author", "date", "original_url", "tags", "claims", "match", "image", "events", "sources", "archived", "extra", "withdrawn", "corrections", "slug", "aliases", "lang", "from", "to", "draft", "key", "status"];
        let lines: Vec<String> = lines.iter().map(|(key, value)| format!("{}: {value}", keys[key % keys.len()])).collect();
        let file = SourceFile::new("content/2016-09-08-x.md", format!("---\n{}\n---\n", lines.join("\n")));
        let (mut notes, config) = (Diagnostics::default(), config());
        article(&mut notes, &file, &config);
        event(&mut notes, &file, &config);
        timeline(&mut notes, &file, &config);
        for note in notes.notes() {
            let range = note.place.as_ref().unwrap().range;
            prop_assert!(std::str::from_utf8(&file.bytes[range.start..range.end]).is_ok());
            prop_assert!(!note.message.contains('\n') && !note.message.is_empty() && note.help.as_ref().is_some_and(|help| !help.contains('\n')));
            prop_assert!(!note.message.starts_with(char::is_uppercase), "{}", note.message);
        }
    }
}
