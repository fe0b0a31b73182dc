//! Lists are cut by time, so that nothing moves or vanishes because something was added later.

use std::collections::BTreeSet;

use crate::site::Site;
use crate::web::{Web, article};

const LIMITS: &str = "title = \"Cut\"\nbase_url = \"https://example.org/\"\n\
                      [limits]\nlist_entries = 3\nhome_entries = 3\n";
/// Eight reports: four of one day, six of one year.
const DAYS: [(&str, usize); 5] =
    [("2014-06-01", 2), ("2015-01-10", 4), ("2015-01-11", 1), ("2015-03-01", 1), ("2016-01-05", 1)];

fn site(days: &[(&str, usize)]) -> Site {
    let site = Site::empty();
    site.write("site.toml", LIMITS);
    for (day, count) in days {
        (0..*count).for_each(|number| add(&site, day, number));
    }
    site
}

fn add(site: &Site, day: &str, number: usize) {
    let more = "places: [harbour]\nevents: [crossing]\n";
    let more = if number == 0 { "places: [harbour]\n" } else { more };
    let text = article(&format!("Report {number}"), day, more);
    site.write(&format!("content/articles/{day}-report-{number}.md"), text);
    site.write("content/events/crossing.md", "---\ntitle: The crossing\ndate: 2014-05-30\n---\nA text.\n");
}

/// Pages below an address, without those of its timeline.
fn below(web: &Web, list: &str) -> BTreeSet<String> {
    let start = list.trim_start_matches('/');
    let inside = web.files.keys().filter_map(|path| path.strip_prefix(start)?.strip_suffix("index.html"));
    inside.filter(|rest| !rest.starts_with("timeline/")).map(str::to_owned).collect()
}

#[test]
fn years_then_months_then_days_and_never_numbers() {
    let site = site(&DAYS);
    let web = Web::build(&site, &[]);
    let cut = ["2014/", "2015/", "2015/01/", "2015/01/10/", "2015/01/11/", "2015/03/", "2016/"];
    for list in ["/tags/aid/", "/places/harbour/", "/publishers/example-net/"] {
        let wanted: BTreeSet<String> = cut.iter().chain(&[""]).map(|cut| (*cut).to_owned()).collect();
        assert_eq!(below(&web, list), wanted, "{list}");
        let page = web.page(list);
        assert_eq!(page.find(".list .e").len(), 3, "the newest of {list}");
        let more = page.attributes("aside .rows a", "href");
        for year in ["2016/", "2015/", "2014/"] {
            assert!(more.contains(&format!("{list}{year}")), "{list} does not lead to {year}: {more:?}");
        }
    }
    let year = web.page("/tags/aid/2015/");
    assert_eq!(year.find(".list .e").len(), 3);
    assert!(year.attributes("a", "href").contains(&"/tags/aid/2015/01/".to_owned()));
    assert_eq!(web.page("/tags/aid/2014/").find(".list .e").len(), 2);
    let day = web.page("/tags/aid/2015/01/10/");
    assert_eq!(day.find(".list .e").len(), 3, "with summaries");
    assert_eq!(day.find("main section.near li").len(), 1, "the rest as titles");
}

#[test]
fn the_day_of_an_edition_lists_the_rest_as_titles() {
    let web = Web::build(&site(&DAYS), &[]);
    let day = web.page("/2015/01/10/");
    assert_eq!((day.find(".list .e").len(), day.find("section.near li a").len()), (3, 1));
    assert_eq!(web.page("/").find("section.day article").len(), 3);
}

/// An event is a document: it has one page, however much is reported of it.
#[test]
fn an_event_of_many_reports_lists_the_rest_as_titles() {
    let web = Web::build(&site(&DAYS), &[]);
    let page = web.page("/events/crossing/");
    assert_eq!((page.find(".lag .e").len(), page.find("main section.near .evs li").len()), (3, 1));
    let last = "/2015/01/10/report-3/".to_owned();
    assert_eq!(page.attributes("main .evs a", "href"), [last], "the oldest come first");
    assert_eq!(below(&web, "/events/crossing/").len(), 1);
    let site = site(&DAYS);
    site.edit("site.toml", "list_entries = 3", "list_entries = 4");
    let page = Web::build(&site, &[]).page("/events/crossing/");
    assert_eq!((page.find(".lag .e").len(), page.find("main .evs li").len()), (4, 0));
}

#[test]
fn a_long_timeline_leads_to_its_years() {
    let alone: Vec<(&str, usize)> = vec![("2014-06-01", 1), ("2015-01-10", 1), ("2015-01-11", 1), ("2015-03-01", 1)];
    let site = site(&alone);
    site.edit("site.toml", "home_entries", "timeline_entries = 3\nhome_entries");
    for number in 0..4 {
        let day = format!("2015-05-0{}", number + 1);
        add(&site, &day, 0);
    }
    let web = Web::build(&site, &[]);
    for list in ["/timeline/", "/tags/aid/timeline/"] {
        let wanted = ["2014/", "2015/", "2015/01/", "2015/03/", "2015/05/", "2015/05/01/", "2015/05/02/"];
        for part in wanted {
            assert!(web.has(&format!("{list}{part}")), "{list}{part}");
        }
        assert!(web.page(list).attributes("main a", "href").contains(&format!("{list}2015/")), "{list}");
    }
}

fn addresses(web: &Web) -> BTreeSet<String> {
    web.files.keys().cloned().collect()
}

#[test]
fn nothing_vanishes_when_something_is_added() {
    let site = site(&DAYS);
    let mut before = addresses(&Web::build(&site, &[]));
    for (day, number) in [("2016-01-05", 1), ("2016-01-05", 2), ("2016-02-01", 0), ("2017-01-01", 0), ("2013-01-01", 0)]
    {
        add(&site, day, number);
        let after = addresses(&Web::build(&site, &[]));
        let gone: Vec<&String> = before.difference(&after).collect();
        assert!(gone.is_empty(), "{day} made these vanish: {gone:?}");
        assert!(after.len() > before.len());
        before = after;
    }
}

/// A short timeline has a copy that begins with its oldest entry; the address stays when the timeline is short no longer.
#[test]
fn the_other_order_does_not_vanish() {
    let site = site(&[]);
    let day = |number: usize| format!("2015-{:02}-{:02}", number / 28 + 1, number % 28 + 1);
    (0..60).for_each(|number| add(&site, &day(number), 0));
    let before = addresses(&Web::build(&site, &[]));
    add(&site, &day(60), 0);
    let after = addresses(&Web::build(&site, &[]));
    assert_eq!(before.difference(&after).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn older_years_do_not_change() {
    let site = site(&DAYS);
    let before = Web::build(&site, &[]);
    add(&site, "2016-02-01", 0);
    let after = Web::build(&site, &[]);
    let old = |path: &str| path.split('/').any(|part| part == "2014" || part == "2015");
    let changed: Vec<&String> =
        before.files.iter().filter(|(path, bytes)| old(path) && after.files[*path] != **bytes).map(|e| e.0).collect();
    assert_eq!(changed, Vec::<&String>::new());
    assert!(before.files.keys().filter(|path| old(path)).count() > 20);
    let moved: Vec<&String> =
        before.files.iter().filter(|(path, bytes)| after.files[*path] != **bytes).map(|e| e.0).collect();
    for path in ["index.html", "2016/index.html", "2016/01/05/index.html", "feed.xml", "tags/aid/2016/index.html"] {
        assert!(moved.contains(&&path.to_owned()), "{path} did not change: {moved:?}");
    }
}
