//! What one file says another says too: rows, slides, calendars, maps and changes against the lines of articles and events.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::site::Site;
use crate::{Files, both, build, line, lines, text};

/// A site in which columns, counts and orders cannot be taken for one another.
static CROSSED: LazyLock<Files> = LazyLock::new(|| build(&crossed()));

fn crossed() -> Site {
    let site = Site::in_memory();
    site.write(
        "site.toml",
        "title = \"Crossed\"\nbase_url = \"https://example.org/\"\nfeed_authority = \"example.org,2020\"\n",
    );
    site.write("content/places.yaml", "alef: {label: Alef, lat: 10.5, lon: 20.25}\nbet: {label: Bet}\n");
    site.write("content/tags.yaml", "one: {label: \"One, and more\"}\ntwo: {label: Two}\n");
    let article = |name: &str, head: &str| {
        let (day, title) = name.split_at(10);
        let slug = title.trim_start_matches('-');
        site.write(
            &format!("content/articles/{name}.md"),
            format!("---\ntitle: The {slug} report\ndate: {day}\n{head}---\nText of the {slug} one.\n"),
        );
    };
    let url = "original_url: https://example.net/";
    article(
        "2020-01-05-first",
        &format!(
            "author: [Ann, Ben]\npublisher: Paper\n{url}1\ntags: [one, two]\nplaces: [alef]\nactors: [Corps]\n\
             events: [truce, raid]\nadded: 2020-01-06\nupdated: 2020-02-03\ncorrections: [{{date: 2020-02-03, note: Mended.}}]\n"
        ),
    );
    let second = "tags: [two]\nplaces: [bet]\nactors: [Band]\nevents: [truce]\nadded: 2020-01-08\n";
    article("2020-01-07-second", &format!("author: Cy\npublisher: Radio\n{url}2\n{second}"));
    article(
        "2020-01-09-third",
        &format!("author: unknown\npublisher: Radio\n{url}3\ntags: [one]\nplaces: [bet]\nkey: true\n"),
    );
    let gone = "translation_of: third\nlang: fr\nevents: [{when: 2020-01-09, what: Whispered}]\nwithdrawn: {date: 2020-01-11, reason: Forged.}\n";
    article("2020-01-10-fourth", &format!("author: Dee\npublisher: Radio\n{url}3\ntags: [two]\n{gone}"));
    site.write(
        "content/events/truce.md",
        "---\ntitle: \"A truce, at last; once\"\ndate: 2020-01-04/2020-01-08\nplaces: [alef, bet]\ntags: [one, two]\nactors: [Band]\n\
         status: contested\nkey: true\n---\nIt holds.\n",
    );
    site.write(
        "content/events/raid.md",
        "---\ntitle: A raid\ndate: 2020-01-05\nplaces: [bet, alef]\n---\nIt is over.\n",
    );
    site
}

fn sites() -> Vec<(&'static str, &'static Files)> {
    both().into_iter().chain([("crossed", &*CROSSED)]).collect()
}

/// What stands under these keys of each item of a list, parted as in the table.
fn joined(list: &Value, key: &str) -> String {
    let of = |item: &Value| item[key].as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(of).collect::<Vec<_>>().join("; ")
}

fn rows(files: &Files) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(files["data/timeline.csv"].as_slice());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn every_cell_of_the_table_is_that_of_the_lines() {
    for (site, files) in sites() {
        let (articles, events) = (lines(files, "data/articles.ndjson"), lines(files, "data/events.ndjson"));
        for row in rows(files) {
            let is_article = row["kind"] == "article";
            let told = line(if is_article { &articles } else { &events }, "id", &row["id"]);
            let plain = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
            let keys = |key: &str| joined(&told[key], "key");
            for key in ["title", "summary", "lang"] {
                assert_eq!(row[key].trim_start_matches('\''), plain(key), "{site}: {key} of {row:?}");
            }
            for key in ["places", "actors", "tags"] {
                assert_eq!(row[key], keys(key), "{site}: {key} of {row:?}");
            }
            assert_eq!(row["key"], told["key"].to_string(), "{site}: {row:?}");
            if is_article {
                assert_eq!(
                    (&row["url"], &row["earliest"], &row["latest"]),
                    (&plain("url"), &plain("date"), &plain("date"))
                );
                assert_eq!(
                    (&row["authors"], &row["publisher"]),
                    (&joined(&told["authors"], "label"), &told["publisher"]["label"].as_str().unwrap().to_owned())
                );
                assert_eq!((row["status"].as_str(), row["reports"].as_str()), ("", ""), "{site}: {row:?}");
            } else {
                let reports = told["reports"].as_array().unwrap();
                assert_eq!(row["reports"], reports.len().to_string(), "{site}: {row:?}");
                assert_eq!((row["authors"].as_str(), row["publisher"].as_str()), ("", ""), "{site}: {row:?}");
                let page = || {
                    reports
                        .first()
                        .map(|id| line(&articles, "id", id.as_str().unwrap())["url"].as_str().unwrap().to_owned())
                };
                let told_at = told["url"].as_str().map(str::to_owned).or_else(page);
                assert_eq!(row["url"], told_at.unwrap_or_default(), "{site}: {row:?}");
            }
        }
    }
}

#[test]
fn everything_is_in_the_order_of_time() {
    for (site, files) in sites() {
        let rows = rows(files);
        let begins = |row: &BTreeMap<String, String>| {
            [&row["earliest"], &row["latest"]].into_iter().find(|day| !day.is_empty()).unwrap().clone()
        };
        let days: Vec<String> = rows.iter().map(begins).collect();
        assert!(days.is_sorted(), "{site}: {days:?}");
        let slides: Value = serde_json::from_str(text(files, "data/timeline.json")).unwrap();
        let headlines: Vec<String> = (slides["events"].as_array().unwrap().iter())
            .map(|slide| {
                scraper::Html::parse_fragment(slide["text"]["headline"].as_str().unwrap())
                    .root_element()
                    .text()
                    .collect()
            })
            .collect();
        let titles: Vec<&str> = rows.iter().map(|row| row["title"].trim_start_matches('\'')).collect();
        assert_eq!(headlines, titles, "{site}");
        for (path, key) in
            [("data/articles.ndjson", "date"), ("data/events.ndjson", "earliest"), ("data/changes.ndjson", "date")]
        {
            let lines = lines(files, path);
            let days: Vec<&str> = lines.iter().filter_map(|line| line[key].as_str()).collect();
            assert!(days.is_sorted(), "{site}, {path}: {days:?}");
        }
    }
}

/// The entries of a calendar, each a map from names to values without their escapes.
fn entries(files: &Files) -> Vec<BTreeMap<String, String>> {
    let plain = text(files, "data/events.ics").replace("\r\n ", "");
    let entry = |part: &str| {
        let line = |line: &str| {
            let (name, value) = line.split_once(':').unwrap();
            (name.split(';').next().unwrap().to_owned(), value.to_owned())
        };
        part.split("\r\nEND:VEVENT").next().unwrap().lines().map(line).collect()
    };
    plain.split("BEGIN:VEVENT\r\n").skip(1).map(entry).collect()
}

fn unescaped(value: &str) -> String {
    value.replace("\\,", ",").replace("\\;", ";").replace("\\n", "\n").replace("\\\\", "\\")
}

#[test]
fn an_entry_of_a_calendar_is_its_event() {
    for (site, files) in sites() {
        let (articles, events) = (lines(files, "data/articles.ndjson"), lines(files, "data/events.ndjson"));
        let places: Value = serde_json::from_str(text(files, "data/places.geojson")).unwrap();
        let position = |key: &Value| {
            let found =
                places["features"].as_array().unwrap().iter().find(|place| place["properties"]["key"] == *key)?;
            let point = &found["geometry"]["coordinates"];
            Some(format!("{:.6};{:.6}", point[1].as_f64().unwrap(), point[0].as_f64().unwrap()))
        };
        for entry in entries(files).iter().filter(|entry| entry["URL"].contains("/events/")) {
            let told = line(&events, "url", &entry["URL"]);
            let value = |name: &str| unescaped(entry.get(name).map_or("", String::as_str));
            assert_eq!(value("SUMMARY"), told["title"].as_str().unwrap(), "{site}");
            assert_eq!(value("LOCATION"), joined(&told["places"], "label").replace("; ", ", "), "{site}");
            let tags: Vec<&str> =
                told["tags"].as_array().unwrap().iter().map(|tag| tag["label"].as_str().unwrap()).collect();
            let said = entry.get("CATEGORIES").map_or("", String::as_str);
            // A comma that parts two has no backslash before it.
            assert_eq!(
                said.replace("\\,", "\u{1}").split(',').filter(|tag| !tag.is_empty()).count(),
                tags.len(),
                "{site}: {said}"
            );
            assert_eq!(value("CATEGORIES"), tags.join(","), "{site}");
            let known = told["places"].as_array().unwrap().iter().find_map(|place| position(&place["key"]));
            assert_eq!(entry.get("GEO").cloned(), known, "{site}: latitude first, as RFC 5545 has it");
            let moved = |id: &Value| {
                let report = line(&articles, "id", id.as_str().unwrap());
                ["date", "added", "updated"]
                    .iter()
                    .filter_map(|key| report[*key].as_str())
                    .max()
                    .unwrap()
                    .replace('-', "")
            };
            let last = told["reports"].as_array().unwrap().iter().map(moved).max();
            let first = || told["earliest"].as_str().or(told["latest"].as_str()).unwrap().replace('-', "");
            assert_eq!(value("DTSTAMP"), format!("{}T000000Z", last.unwrap_or_else(first)), "{site}: {told}");
            let is_said = value("DESCRIPTION").lines().any(|line| line.starts_with("Contested"));
            assert_eq!(is_said, told["status"] == "contested", "{site}: {entry:?}");
        }
    }
}

#[test]
fn an_entry_of_a_calendar_keeps_its_name_when_its_title_changes() {
    let site = crossed();
    site.edit("content/events/truce.md", "title: \"A truce, at last; once\"", "title: Another name for it");
    let names = |files: &Files| -> Vec<String> { entries(files).iter().map(|entry| entry["UID"].clone()).collect() };
    let files = build(&site);
    assert!(text(&files, "data/events.ics").contains("Another name for it"));
    assert_eq!(names(&files), names(&CROSSED));
}

#[test]
fn a_span_has_two_ends_and_a_day_has_one() {
    let slides: Value = serde_json::from_str(text(&CROSSED, "data/timeline.json")).unwrap();
    let of = |title: &str| {
        let slide = slides["events"]
            .as_array()
            .unwrap()
            .iter()
            .find(|slide| slide["text"]["headline"].as_str().unwrap().contains(title));
        slide.unwrap().clone()
    };
    let day = |day: u8| json!({"year": 2020, "month": 1, "day": day});
    assert_eq!((&of("A truce")["start_date"], &of("A truce")["end_date"]), (&day(4), &day(8)));
    assert_eq!(of("A raid")["start_date"], day(5));
    assert!(of("A raid").get("end_date").is_none());
}

#[test]
fn who_is_counted_is_counted_once() {
    let places: Value = serde_json::from_str(text(&CROSSED, "data/places.geojson")).unwrap();
    let alef = &places["features"][0]["properties"];
    // One article reports both events that name it.
    assert_eq!((&alef["key"], &alef["articles"], &alef["events"]), (&"alef".into(), &1.into(), &2.into()));
}

#[test]
fn what_only_a_withdrawn_article_said_is_nowhere() {
    let articles = lines(&CROSSED, "data/articles.ndjson");
    assert!(line(&articles, "title", "The third report").get("translations").is_none(), "its translation is withdrawn");
    for (path, bytes) in CROSSED.iter().filter(|(path, _)| path.starts_with("data/")) {
        assert!(!String::from_utf8_lossy(bytes).contains("Whispered"), "{path}");
    }
}

#[test]
fn changes_of_an_article_are_told_one_by_one() {
    let changes = lines(&CROSSED, "data/changes.ndjson");
    let first = changes.iter().filter(|change| change["title"] == "The first report");
    let told: Vec<(&str, &str)> =
        first.map(|change| (change["date"].as_str().unwrap(), change["kind"].as_str().unwrap())).collect();
    assert_eq!(told, [("2020-01-06", "added"), ("2020-02-03", "updated"), ("2020-02-03", "correction")]);
}

#[test]
fn events_without_pages_have_no_address() {
    let site = crossed();
    site.edit("site.toml", "feed_authority", "pages.events = false\nfeed_authority");
    let files = build(&site);
    let events = lines(&files, "data/events.ndjson");
    assert_eq!(events.len(), 2);
    assert!(events.iter().all(|event| event.get("url").is_none()), "{events:?}");
    assert!(entries(&files).iter().all(|entry| !entry["URL"].contains("/events/")));
}
