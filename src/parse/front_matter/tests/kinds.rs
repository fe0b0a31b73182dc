//! Events, timelines and pages.

use super::*;

fn event_of(lines: &str) -> (Option<EventHead>, String) {
    let file = SourceFile::new("content/events/2016-09-19-convoy.md", format!("---\n{lines}\n---\nText.\n"));
    let mut notes = Diagnostics::default();
    let read = event(&mut notes, &file, Drafts::LeftOut).filter(|read| read.whole);
    (read.map(|read| read.head), rendered(&notes, &file))
}

#[test]
fn events_are_read() {
    let (head, notes) = event_of(
        "title: T\ndate: 2016-09-18/2016-09-20\nplaces: [a]\nactors: [un]\ntags: [x]\nstatus: contested\nkey: true\nlang: ar\nsummary: S\n\
         aliases: [/old/]\nclaims:\n  - {what: killed, value: about 20, by: Red Cross, date: 2016-09-20, source: convoys}\n  - {what: killed, value: 1.10, by: no, source: x}",
    );
    let head = head.unwrap();
    assert_eq!(notes, "");
    assert_eq!(
        (head.slug.as_str(), head.when.edtf(), head.status, head.key),
        ("convoy", "2016-09-18/2016-09-20", Status::Contested, true)
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
        "key-missing @3:1-3:4 an event needs `title` / help: write `title: …`\nkey-missing @3:1-3:4 an event needs `date` / help: write `date: YYYY-MM-DD`\n"
    );
    let (head, notes) = event_of(
        "title: T\ndate: 19.09.2016\nstatus: contest\nauthor: x\nclaims:\n  - {what: killed, valeu: 3}\n  - x",
    );
    assert!(head.is_none());
    assert_eq!(notes, "key-unknown @5:1-5:7 an event has no key `author` / help: its keys are title, date, places, actors, tags, status, claims, key, lang, summary, aliases, draft, slug
event-date-invalid @3:7-3:17 the date is not written in EDTF (ISO 8601-2) / label: read as 2016-09-19 / help: write `date: 2016-09-19` (`digest check --fix` does it) / fix @3:7: \"19.09.2016\" -> \"2016-09-19\"
value-invalid @4:9-4:16 `status` is one of reported, confirmed, contested, retracted / help: did you mean `contested`?
key-unknown @7:20-7:25 a claim has no key `valeu` / help: did you mean `value`?
claim-incomplete @7:5-7:29 a claim needs `by` / help: write `by: …`
claim-without-source @7:5-7:29 this claim names no article that reports it / help: write `source:` and the slug of the article it was read in
value-invalid @8:5-8:6 a claim is a map of keys and values / help: write `{what: x, value: …, by: …, source: YYYY-MM-DD-slug}`
");
}

#[test]
fn timelines_and_pages_are_read() {
    let file = SourceFile::new(
        "content/timelines/truce.md",
        "---\ntitle: T\nsummary: S\nmatch: {tags: [a], places: [b, c], actors: [d]}\nfrom: 2016-09\nto: 2016-10~\ninclude: [x]\nexclude: [y]\nlang: uk\ndraft: true\n---\n",
    );
    let mut notes = Diagnostics::default();
    let head = timeline(&mut notes, &file, Drafts::LeftOut).unwrap().head;
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
    assert!(timeline(&mut notes, &file, Drafts::LeftOut).is_none_or(|read| !read.whole));
    assert_eq!(rendered(&notes, &file), "key-unknown @5:1-5:5 a timeline has no key `tags` / help: its keys are title, summary, match, from, to, include, exclude, lang, aliases, draft, slug
key-missing @6:1-6:4 a timeline needs `title` / help: write `title: …`
key-unknown @2:9-2:12 `match` has no key `tag` / help: did you mean `tags`?
value-invalid @4:5-4:12 `to` lies before `from` / help: exchange them
");
    let file = SourceFile::new(
        "content/pages/about.md",
        "---\ntitle: About\nsummary: S\nlang: ar\naliases: [/x/]\nslug: us\n---\nText",
    );
    let mut notes = Diagnostics::default();
    let head = page(&mut notes, &file, Drafts::LeftOut).unwrap().head;
    assert_eq!(
        (head.slug.as_str(), head.title.text.as_str(), head.aliases.len(), rendered(&notes, &file)),
        ("us", "About", 1, String::new())
    );
    let file = SourceFile::new("content/pages/about.md", "---\ndate: x\n---\nText");
    let mut notes = Diagnostics::default();
    assert!(page(&mut notes, &file, Drafts::LeftOut).is_none_or(|read| !read.whole));
    assert_eq!(
        rendered(&notes, &file),
        "key-unknown @2:1-2:5 a page has no key `date` / help: its keys are title, summary, lang, aliases, draft, slug\nkey-missing @3:1-3:4 a page needs `title` / help: write `title: …`\n"
    );
}

#[test]
fn a_timeline_may_be_of_one_day() {
    let file = SourceFile::new("content/timelines/day.md", "---\ntitle: T\nfrom: 2016-09-12\nto: 2016-09-12\n---\n");
    let mut notes = Diagnostics::default();
    assert!(timeline(&mut notes, &file, Drafts::LeftOut).is_some());
    assert_eq!(rendered(&notes, &file), "");
}
