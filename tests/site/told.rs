//! No list is cut in silence: each says how many it has, and how many of them are shown.

use crate::site::Site;
use crate::web::{Page, Web, article};

/// A site on which every list of a page is longer than what is shown of it.
fn long() -> Site {
    let site = Site::empty();
    site.write("site.toml", "title = \"Told\"\nbase_url = \"https://example.org/\"\n[limits]\nlist_entries = 4\n");
    for number in 0..30 {
        let day = format!("{}-{:02}-05", 2019 + number / 12, 1 + number % 12);
        let (place, other) = (number % 10, (number + 1) % 10);
        let mended = format!("updated: {day}\ncorrections: [{{date: {day}, note: Mended.}}]\n");
        let more = format!("places: [Bay, Place {place}, Place {other}]\n{}", if number < 7 { &mended } else { "" });
        let text = article(&format!("Report {number}"), &day, &more).replace("tags: [", &format!("tags: [t{number}, "));
        site.write(&format!("content/{day}-report-{number}.md"), text);
    }
    for number in 0..9 {
        let head = format!("title: Event {number}\ndate: 2020-02-{:02}\nplaces: [Bay]\nkey: true", number + 1);
        site.write(&format!("content/events/event-{number}.md"), format!("---\n{head}\n---\nA text.\n"));
    }
    site
}

/// What is said of how much is shown in the sections under a heading.
#[track_caller]
fn said(page: &Page, heading: &str) -> Vec<String> {
    let sections = page.find("section").into_iter().map(|section| Page::of(&section.html()));
    let under: Vec<Page> = sections.filter(|section| section.texts("h2") == [heading]).collect();
    assert!(!under.is_empty(), "no section is called {heading}");
    under.iter().flat_map(|section| section.texts("p.meta, p.shown")).collect()
}

#[test]
fn the_home_page_says_how_much_of_each_list_it_shows() {
    let web = Web::build(&long(), &[]);
    let home = web.page("/");
    assert_eq!(home.texts(".h-feed > p.shown"), ["The newest 25 of 30 are shown."]);
    assert_eq!(said(&home, "Lately changed"), ["The newest 5 of 7 are shown."]);
    assert_eq!(said(&home, "Key events"), ["The newest 8 of 9 are shown."]);
    let tags = web.page("/tags/").texts("p.lede");
    assert_eq!(tags, ["31 tags"], "what the list of topics counts");
    assert_eq!(said(&home, "Topics"), ["The first 8 of 31 are shown."]);
}

#[test]
fn a_term_says_how_many_events_and_companions_it_has() {
    let web = Web::build(&long(), &[]);
    let bay = web.page("/places/bay/");
    assert_eq!(said(&bay, "Events"), ["The newest 8 of 9 are shown."]);
    // Ten places stand with it more than once; of the tags, one.
    assert_eq!(said(&bay, "Often with"), ["The first 8 of 10 are shown."]);
    assert_eq!(said(&web.page("/tags/"), "Most reported"), ["The first 8 of 31 are shown."]);
    let event = web.page("/events/event-0/");
    assert_eq!(said(&event, "Related events"), ["5 events"]);
}

#[test]
fn a_timeline_says_how_many_key_entries_it_has() {
    let timeline = Web::build(&long(), &[]).page("/timeline/");
    assert_eq!(said(&timeline, "Key events"), ["The newest 6 of 9 are shown."]);
}

#[test]
fn a_year_and_a_day_count_their_events() {
    let web = Web::build(&long(), &[]);
    assert_eq!(said(&web.page("/2020/"), "Key events"), ["9 events"]);
    assert_eq!(said(&web.page("/2020/02/05/"), "Happened on this day"), ["1 event"]);
}

#[test]
fn the_page_of_search_counts_terms_titles_and_what_can_be_chosen() {
    let site = long();
    for number in 30..60 {
        let text = article(&format!("Report {number}"), "2018-01-05", "");
        let text = text.replace("tags: [", &format!("tags: [t{number}, "));
        site.write(&format!("content/2018-01-05-report-{number}.md"), text);
    }
    let page = Web::build(&site, &[]).page("/search/");
    assert_eq!(said(&page, "Titles"), ["60 titles"]);
    let terms = said(&page, "Tags, places, people");
    let listed = page.find("[aria-labelledby=terms] .rows a").len();
    assert_eq!(terms, [format!("{listed} terms")], "none of them is in a group with a page of its own");
    // Sixty tags of their own and the one that all have; of places there are eleven.
    assert_eq!(page.texts("label .meta"), ["The first 50 of 61 are shown."]);
}

#[test]
fn corrections_of_a_year_are_counted_alone() {
    let site = long();
    site.edit("content/2019-05-05-report-4.md", "2019-05-05, note", "2021-05-05, note");
    site.edit("content/2019-05-05-report-4.md", "updated: 2019-05-05", "updated: 2021-05-05");
    let web = Web::build(&site, &[]);
    let all = web.page("/corrections/");
    assert_eq!(all.texts("h1"), ["Corrections"]);
    assert_eq!(all.texts("p.lede"), ["Every correction, clarification and withdrawal, newest first: 7 corrections."]);
    let year = web.page("/corrections/2019/");
    assert_eq!(year.texts("h1"), ["Corrections, 2019"]);
    assert_eq!(year.texts("p.lede"), ["6 corrections in 2019."]);
    assert_eq!(year.texts("p.shown"), ["The newest 4 of 6 are shown."]);
}

#[test]
fn short_lists_say_nothing_more() {
    let site = Site::empty();
    site.write("site.toml", "title = \"Told\"\nbase_url = \"https://example.org/\"\n");
    site.write("content/2020-01-05-one.md", article("One", "2020-01-05", "events: [meeting]\n"));
    site.write("content/events/meeting.md", "---\ntitle: Meeting\ndate: 2020-01-04\nkey: true\n---\nA text.\n");
    let web = Web::build(&site, &[]);
    for (address, page) in web.pages() {
        // That of the results of a search is empty until there are any.
        assert!(page.texts("p.shown").iter().all(String::is_empty), "{address}");
        assert!(page.texts("p.meta").iter().all(|text| !text.contains(" of ")), "{address}");
    }
    assert_eq!(said(&web.page("/events/meeting/"), "Reports")[0], "1 report");
}
