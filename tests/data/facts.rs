//! What is in the files: the site with one of everything, fact by fact.

use serde_json::{Value, json};

use crate::site::Site;
use crate::{WHOLE, build, line, lines, sources, text};

const HOME: &str = "https://example.org/digest";

fn name(address: &str) -> String {
    format!("tag:example.org,2016:{address}")
}

fn whole() -> Site {
    sources("tests/fixtures/whole", &["content", "site.toml"])
}

#[test]
fn an_article_says_all_that_its_page_says() {
    let articles = lines(&WHOLE, "data/articles.ndjson");
    let talks = line(&articles, "id", &name("/2016/09/08/first-talks/"));
    assert_eq!(talks["url"], format!("{HOME}/2016/09/08/talks-begin/"));
    assert_eq!(talks["original"], json!({"url": "https://example.net/2016/09/08/talks-begin", "state": "gone"}));
    assert_eq!(talks["authors"][1], json!({"key": "jon-example", "label": "Jon Example"}));
    assert_eq!(talks["events"], json!([name("/events/harbour-convoy/")]));
    assert_eq!((&talks["added"], &talks["updated"]), (&"2016-09-10".into(), &"2016-09-14".into()));
    assert_eq!(talks["archived"][0]["date"], "2016-09-10");
    assert_eq!(talks["sources"][0]["publisher"], "Island Council");
    assert_eq!(talks["corrections"][0]["was"], "Thursday");
    assert_eq!(talks["image"]["url"], format!("{HOME}/2016/09/08/talks-begin/map.png"));
    assert_eq!(talks["warning"], "It names wounded people.");
    assert_eq!(talks["translations"].as_array().unwrap().len(), 1);
    let truce = line(&articles, "lang", "ru");
    assert_eq!((&truce["date"], &truce["time"]), (&"2016-09-12".into(), &"19:30+03:00".into()));
    let days: Vec<&str> = articles.iter().map(|article| article["date"].as_str().unwrap()).collect();
    assert!(days.is_sorted(), "oldest first: {days:?}");
}

#[test]
fn a_withdrawn_article_stays_marked_and_repeats_nothing() {
    let articles = lines(&WHOLE, "data/articles.ndjson");
    let forged = line(&articles, "url", &format!("{HOME}/2016/09/20/forged-report/"));
    assert_eq!(forged["withdrawn"], json!({"date": "2016-09-25", "reason": "The original turned out to be forged."}));
    assert_eq!(forged["title"], "A report that was forged");
    for key in ["tags", "places", "actors", "events"] {
        assert_eq!(forged[key], json!([]), "{key}");
    }
    for key in ["summary", "corrections", "archived", "sources", "warning", "key", "image"] {
        assert!(forged.get(key).is_none(), "{key}");
    }
    for (path, bytes) in WHOLE.iter().filter(|(path, _)| path.starts_with("data/")) {
        assert!(!String::from_utf8_lossy(bytes).contains("must not be seen"), "{path}");
    }
    let changes = lines(&WHOLE, "data/changes.ndjson");
    let of_it: Vec<&Value> = changes.iter().filter(|change| change["article"] == forged["id"]).collect();
    assert_eq!(of_it.len(), 1, "of a withdrawn article its withdrawal alone");
    assert_eq!(of_it[0]["kind"], "withdrawal");
}

#[test]
fn claims_stand_side_by_side() {
    let events = lines(&WHOLE, "data/events.ndjson");
    let convoy = line(&events, "id", &name("/events/harbour-convoy/"));
    let claims = convoy["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 3);
    let trucks = (&claims[0]["value"], &claims[0]["low"], &claims[0]["high"]);
    assert_eq!(trucks, (&"80-90".into(), &80.into(), &90.into()));
    assert_eq!((&claims[1]["value"], &claims[1]["low"]), (&"more than 15".into(), &15.into()));
    assert!(claims[1].get("high").is_none(), "open above");
    assert!(claims[2].get("low").is_none() && claims[2].get("high").is_none(), "several is no figure");
    assert_eq!(claims[0]["source"], name("/2016/09/08/first-talks/"));
    assert_eq!((&convoy["date"], &convoy["earliest"]), (&"2016-09-07T04:00+03:00".into(), &"2016-09-07".into()));
}

#[test]
fn doubt_about_a_date_is_kept_in_every_format() {
    let events = lines(&WHOLE, "data/events.ndjson");
    let shots = line(&events, "title", "Shots are heard");
    assert_eq!(shots["date"], "2016-09-XX");
    assert_eq!((&shots["earliest"], &shots["latest"]), (&"2016-09-01".into(), &"2016-09-30".into()));
    assert!(shots.get("url").is_none(), "written in place");
    let slides: Value = serde_json::from_str(text(&WHOLE, "data/timeline.json")).unwrap();
    let slide = slides["events"]
        .as_array()
        .unwrap()
        .iter()
        .find(|slide| slide["text"]["headline"].as_str().unwrap().contains("Shots are heard"));
    let slide = slide.unwrap();
    assert_eq!(slide["start_date"], json!({"year": 2016, "month": 9}), "no day that is not known");
    assert_eq!(slide["display_date"], "a day in September 2016, not known which");
    let calendar = text(&WHOLE, "data/events.ics").replace("\r\n ", "");
    let at = calendar.find("Shots are heard").unwrap();
    let begin = calendar[..at].rfind("BEGIN:VEVENT").unwrap();
    assert!(calendar[begin..at].contains("DTSTART;VALUE=DATE:20160901\r\nDTEND;VALUE=DATE:20161001\r\n"));
    assert!(calendar[at..].starts_with("Shots are heard\r\nDESCRIPTION:a day in September 2016\\, not known"));
    let table = text(&WHOLE, "data/timeline.csv");
    assert!(table.contains("\"event\",\"2016-09-XX\",\"2016-09-01\",\"2016-09-30\",\"Shots are heard\""), "{table}");
}

#[test]
fn doubt_about_an_event_is_said_in_every_format() {
    let site = whole();
    site.edit("content/events/ice-on-the-lake.md", "---\ntitle:", "---\nstatus: retracted\ntitle:");
    let files = build(&site);
    let ice = name("/events/frost/");
    assert_eq!(line(&lines(&files, "data/events.ndjson"), "id", &ice)["status"], "retracted");
    let row = text(&files, "data/timeline.csv").lines().find(|row| row.contains(&ice)).unwrap();
    assert!(row.contains("\"retracted\""), "{row}");
    let calendar = text(&files, "data/events.ics").replace("\r\n ", "");
    assert!(calendar.contains("\\nRetracted"), "{calendar}");
    let slides: Value = serde_json::from_str(text(&files, "data/timeline.json")).unwrap();
    let told = |slide: &&Value| slide["text"]["headline"].as_str().unwrap().contains("/events/ice-on-the-lake/");
    let slide = slides["events"].as_array().unwrap().iter().find(told).unwrap();
    assert!(slide["text"]["text"].as_str().unwrap().starts_with("<p>Retracted</p>"), "{slide}");
}

#[test]
fn places_are_counted_and_longitude_comes_first() {
    let places: Value = serde_json::from_str(text(&WHOLE, "data/places.geojson")).unwrap();
    let lake = &places["features"][0];
    assert_eq!(lake["geometry"]["coordinates"], json!([6.25, 46.5]));
    assert_eq!((&lake["properties"]["articles"], &lake["properties"]["events"]), (&1.into(), &2.into()), "{lake}");
    assert_eq!(lake["properties"]["note"], "Both shores claim it.");
    assert_eq!(places["features"].as_array().unwrap().len(), 1, "the harbour has no position");
}

#[test]
fn each_curated_timeline_has_its_own_files() {
    for name in ["timeline.json", "events.ics", "places.geojson"] {
        assert!(WHOLE.contains_key(&format!("timelines/harbour/{name}")), "{name}");
    }
    let ours = text(&WHOLE, "timelines/harbour/timeline.json");
    assert!(ours.contains("A convoy leaves the harbour") && !ours.contains("Shots are heard"));
    let page = text(&WHOLE, "data/index.html");
    assert!(page.contains("href=\"/digest/timelines/harbour/events.ics\">events.ics</a>"), "{page}");
}

#[test]
fn the_page_names_every_file_and_the_foot_names_the_page() {
    let page = text(&WHOLE, "data/index.html");
    for path in WHOLE.keys().filter(|path| path.starts_with("data/") && *path != "data/index.html") {
        assert!(page.contains(&format!("href=\"/digest/{path}\"")), "{path} is not linked");
    }
    let document = scraper::Html::parse_document(page);
    let code = scraper::Selector::parse("code").unwrap();
    let explained: Vec<String> = document.select(&code).map(|element| element.text().collect()).collect();
    let codebook = include_str!("../../docs/data.md");
    for column in text(&WHOLE, "data/timeline.csv").lines().next().unwrap().split(',') {
        let column = column.trim_matches('"').to_owned();
        assert!(explained.contains(&column), "{column} is not explained");
        assert!(codebook.contains(&format!("`{column}`")), "{column} is not in the codebook");
    }
    for path in ["articles", "events", "changes"] {
        let schema: Value = serde_json::from_str(text(&WHOLE, &format!("data/schema/{path}.json"))).unwrap();
        let part = codebook.split(&format!("\n## {path}.ndjson\n")).nth(1).unwrap().split("\n## ").next().unwrap();
        for key in schema["properties"].as_object().unwrap().keys() {
            assert!(part.contains(&format!("`{key}`")), "{key} of {path} is not in the codebook");
        }
    }
    assert!(text(&WHOLE, "index.html").contains("<a href=\"/digest/data/\">Data</a>"));
    assert!(text(&WHOLE, "sitemap.xml").contains("<loc>https://example.org/digest/data/</loc>"));
}

#[test]
fn a_site_without_data_has_none() {
    let site = whole();
    site.edit("site.toml", "inline_css = false", "inline_css = false\n[pages]\ndata = false");
    let files = build(&site);
    let made: Vec<&String> = files
        .keys()
        .filter(|path| path.starts_with("data/") || path.ends_with("events.ics") || path.ends_with(".geojson"))
        .collect();
    assert!(made.is_empty(), "{made:?}");
    assert!(!text(&files, "index.html").contains("/data/"));
}

#[test]
fn a_name_stays_when_title_address_and_order_change() {
    let site = whole();
    let names = |files| -> Vec<String> {
        let mut names: Vec<String> = lines(files, "data/changes.ndjson").iter().map(|c| c["id"].to_string()).collect();
        names.sort();
        names
    };
    let before = names(&WHOLE);
    let file = "content/articles/2016/2016-09-08-talks-begin.md";
    site.edit(file, "title: Talks begin", "title: Talks have begun");
    site.edit(
        file,
        "  - {date: 2016-09-12, note: The day of the meeting was wrong., was: Thursday, now: Wednesday}\n  \
         - {date: 2016-09-14, kind: update, note: The second statement is cited.}",
        "  - {date: 2016-09-14, kind: update, note: The second statement is cited.}\n  \
         - {date: 2016-09-12, note: The day of the meeting was wrong., was: Thursday, now: Wednesday}",
    );
    site.edit(
        file,
        "aliases: [/2016/09/08/first-talks/",
        "slug: talks\naliases: [/2016/09/08/first-talks/, /2016/09/08/talks-begin/",
    );
    for other in ["content/articles/2016/2016-09-09-بدء-المحادثات.md", "content/events/2016-09-07-harbour-convoy.md"]
    {
        let text = site.read(other);
        site.write(other, text.replace("talks-begin", "talks"));
    }
    assert_eq!(names(&build(&site)), before);
}
