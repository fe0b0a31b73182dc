//! Feeds and sitemaps: what is in them, in which order, and under which names.

use serde_json::Value;

use crate::site::Site;
use crate::web::{WHOLE, Web, article, whole};
use crate::xml::Xml;

fn entries(web: &Web, address: &str) -> Vec<Xml> {
    let feed = Xml::read(&web.text(address));
    feed.children.into_iter().filter(|child| child.name == "entry").collect()
}

fn titles(web: &Web, address: &str) -> Vec<String> {
    entries(web, address).iter().map(|entry| entry.one("title").to_owned()).collect()
}

#[test]
fn the_newest_by_when_they_moved_come_first() {
    let order = [
        "Shots reported in the first hour",
        "The convoy arrives",
        "Talks begin on the shore of Lake Orla",
        "Перемирие началось",
        "بدء المحادثات على شاطئ البحيرة",
        "Ferries stop: the \"last\" boat & <what> it carried",
    ];
    assert_eq!(titles(&WHOLE, "/feed.xml"), order);
    let json: Value = serde_json::from_str(&WHOLE.text("/feed.json")).unwrap();
    let items = json["items"].as_array().unwrap();
    assert_eq!(items.iter().map(|item| item["title"].as_str().unwrap()).collect::<Vec<_>>(), order);
}

#[test]
fn an_atom_feed_says_all_that_atom_wants() {
    for path in WHOLE.files.keys().filter(|path| path.ends_with("feed.xml") || *path == "editions.xml") {
        let feed = Xml::read(&WHOLE.text(path));
        assert_eq!(feed.attribute("xmlns"), "http://www.w3.org/2005/Atom");
        assert_eq!(feed.attribute("xml:lang"), "en");
        assert_eq!(feed.one("id"), format!("tag:example.org,2016:/{path}").replace(' ', ""));
        assert_eq!(feed.link("self"), WHOLE.absolute(path).as_str());
        assert!(feed.link("alternate").starts_with("https://example.org/digest/"));
        let newest = feed.all("entry").map(|entry| entry.one("updated")).max().unwrap_or_default();
        assert_eq!(feed.one("updated"), newest, "{path}");
        for entry in feed.all("entry") {
            let updated = entry.one("updated");
            assert!(updated >= entry.one("published"), "{path}");
            assert!(entry.one("id").starts_with("tag:example.org,2016:/20"), "{path}");
            assert!(entry.link("alternate").starts_with("https://example.org/digest/20"), "{path}");
            assert!(entry.all("author").count() > 0 && !entry.attribute("xml:lang").is_empty(), "{path}");
            // The site's own feeds are for reading, those of its lists for following.
            if path.contains('/') {
                assert!(entry.all("content").next().is_none() && !entry.one("summary").is_empty(), "{path}");
                continue;
            }
            let content = entry.one("content");
            for relative in ["href=\"/", "src=\"/", "href=\"..", "href=\"#", "src=\"m"] {
                assert!(!content.contains(relative), "{path}: {content}");
            }
        }
    }
}

#[test]
fn an_entry_names_its_original_and_its_first_address() {
    let entries = entries(&WHOLE, "/feed.xml");
    let talks = &entries[2];
    assert_eq!(talks.one("id"), "tag:example.org,2016:/2016/09/08/first-talks/", "the first alias");
    assert_eq!(talks.link("via"), "https://example.net/2016/09/08/talks-begin");
    assert_eq!(talks.link("alternate"), "https://example.org/digest/2016/09/08/talks-begin/");
    assert_eq!((talks.one("published"), talks.one("updated")), ("2016-09-08T00:00:00Z", "2016-09-14T00:00:00Z"));
    assert_eq!(talks.all("author").map(|author| author.one("name")).collect::<Vec<_>>(), ["Mara Lind", "Jon Example"]);
    assert_eq!(talks.all("category").map(|c| c.attribute("term")).collect::<Vec<_>>(), ["talks", "ceasefire"]);
    assert!(talks.one("content").contains("src=\"https://example.org/digest/2016/09/08/talks-begin/map.png\""));
    assert!(talks.one("content").starts_with("<p><strong>Content warning:</strong> It names wounded people.</p>"));
    assert_eq!(entries[0].one("updated"), "2017-01-20T00:00:00Z", "added");
    assert_eq!(entries[3].one("published"), "2016-09-12T19:30:00+03:00");
    assert_eq!((entries[3].attribute("xml:lang"), entries[4].attribute("xml:lang")), ("ru", "ar"));
    assert!(entries[4].one("id").starts_with("tag:example.org,2016:/2016/09/09/%D8%A8%D8%AF%D8%A1"));
    assert_eq!(entries[5].link("via"), "https://news.example.edu/ferries?id=7&page=1");
}

#[test]
fn a_json_feed_says_the_same() {
    let json: Value = serde_json::from_str(&WHOLE.text("/feed.json")).unwrap();
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(json["home_page_url"], "https://example.org/digest/");
    assert_eq!(json["feed_url"], "https://example.org/digest/feed.json");
    assert_eq!(json["language"], "en");
    let atom = entries(&WHOLE, "/feed.xml");
    for (item, entry) in json["items"].as_array().unwrap().iter().zip(&atom) {
        assert_eq!(item["id"], entry.one("id"));
        assert_eq!(item["url"], entry.link("alternate"));
        assert_eq!(item["external_url"], entry.link("via"));
        assert_eq!(item["date_published"], entry.one("published"));
        assert_eq!(item["date_modified"], entry.one("updated"));
        assert_eq!(item["content_html"], entry.one("content"));
        assert_eq!(item["summary"], entry.one("summary"));
        assert_eq!(item["language"], entry.attribute("xml:lang"));
        assert!(item["authors"][0]["name"].is_string() && item["tags"][0].is_string());
    }
}

#[test]
fn without_an_authority_the_address_is_the_name() {
    let site = whole();
    site.edit("site.toml", "feed_authority = \"example.org,2016\"\n", "");
    let entries = entries(&Web::build(&site, &[]), "/feed.xml");
    assert_eq!(entries[2].one("id"), "https://example.org/digest/2016/09/08/first-talks/");
    assert_eq!(entries[1].one("id"), "https://example.org/digest/2017/01/05/convoy-arrives/");
}

#[test]
fn editions_have_one_entry_a_day() {
    let days = entries(&WHOLE, "/editions.xml");
    let ids: Vec<&str> = days.iter().map(|entry| entry.one("id")).collect();
    let day = |day: &str| format!("tag:example.org,2016:/{day}/");
    assert_eq!(ids, ["2017/01/05", "2016/09/12", "2016/09/09", "2016/09/08", "2015/12/30"].map(day));
    assert_eq!(days[1].one("published"), "2016-09-12T00:00:00Z");
    let content = days[1].one("content");
    assert!(content.contains("Shots reported") && content.contains("Перемирие началось"));
    assert_eq!(content.matches("https://example.org/digest/2016/09/12/").count(), 2);
}

#[test]
fn each_list_has_its_own_entries() {
    for (list, wanted) in [
        ("/tags/talks/", 2),
        ("/tags/lake-truce/", 2),
        ("/places/lake-orla/", 1),
        ("/actors/island-council/", 2),
        ("/authors/mara-lind/", 3),
        ("/publishers/obrazets/", 1),
        ("/timelines/harbour/", 2),
        ("/timelines/autumn-of-2016/", 4),
    ] {
        assert_eq!(entries(&WHOLE, &format!("{list}feed.xml")).len(), wanted, "{list}");
        let json: Value = serde_json::from_str(&WHOLE.text(&format!("{list}feed.json"))).unwrap();
        assert_eq!(json["items"].as_array().unwrap().len(), wanted, "{list}");
        assert_eq!(json["home_page_url"], WHOLE.absolute(list).as_str());
    }
}

fn burst() -> Site {
    let site = Site::empty();
    site.write("site.toml", "title = \"Burst\"\nbase_url = \"https://example.org/\"\n[feeds]\nentries = 2\ndays = 3\n");
    for (day, count) in [("2016-03-01", 2), ("2016-03-08", 1), ("2016-03-09", 2), ("2016-03-10", 2)] {
        for number in 0..count {
            let text = article(&format!("Report {number} of {day}"), day, "");
            site.write(&format!("content/articles/{day}-{number}.md"), text);
        }
    }
    site
}

#[test]
fn a_burst_is_never_lost() {
    let site = burst();
    for (entries_limit, days, wanted) in [(2, 3, 5), (2, 1, 2), (6, 3, 6), (1, 10, 7), (40, 7, 7)] {
        let limits =
            format!("title = \"B\"\nbase_url = \"https://example.org/\"\n[feeds]\nentries = {entries_limit}\n");
        site.write("site.toml", format!("{limits}days = {days}\n"));
        let web = Web::build(&site, &[]);
        assert_eq!(entries(&web, "/feed.xml").len(), wanted, "entries {entries_limit}, days {days}");
        assert_eq!(entries(&web, "/tags/aid/feed.xml").len(), wanted, "entries {entries_limit}, days {days}");
    }
}

#[test]
fn a_burst_of_editions_is_never_lost() {
    let web = Web::build(&burst(), &[]);
    assert_eq!(entries(&web, "/editions.xml").len(), 3, "the last three days");
}

#[test]
fn the_sitemap_lists_what_may_be_found() {
    let urls: Vec<(String, Option<String>)> = Xml::read(&WHOLE.text("/sitemap.xml"))
        .all("url")
        .map(|url| (url.one("loc").to_owned(), url.all("lastmod").next().map(|day| day.text.clone())))
        .collect();
    let mut wanted = Vec::new();
    for (address, page) in WHOLE.pages() {
        let listed = page.find("meta[name=robots]").is_empty() && address != "/404.html";
        let url = WHOLE.absolute(&address).to_string();
        let found = urls.iter().filter(|(loc, _)| *loc == url).count();
        assert_eq!(found, usize::from(listed), "{address}");
        wanted.extend(listed.then_some(url));
    }
    assert_eq!(urls.len(), wanted.len());
    for (address, day) in [
        ("/2016/09/08/talks-begin/", "2016-09-14"),
        ("/2016/09/12/shots-reported/", "2017-01-20"),
        ("/2016/09/12/", "2017-01-20"),
        ("/2017/01/05/convoy-arrives/", "2017-01-05"),
        ("/tags/talks/", "2016-09-14"),
    ] {
        let url = WHOLE.absolute(address).to_string();
        assert!(urls.contains(&(url, Some(day.to_owned()))), "{address}");
    }
}
