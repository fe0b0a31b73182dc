//! Every file in its format, as a library of that format reads it.

use std::collections::BTreeSet;

use icalendar::parser::{read_calendar, unfold};
use jsonschema::Validator;
use scraper::Html;
use serde_json::Value;

use crate::site::Site;
use crate::{Files, WHOLE, both, build, ending, lines, text};

const LINES: [&str; 3] = ["articles", "events", "changes"];

fn validator(files: &Files, name: &str) -> Validator {
    let schema: Value = serde_json::from_str(text(files, &format!("data/schema/{name}.json"))).unwrap();
    jsonschema::draft202012::new(&schema).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_line_is_what_its_schema_says() {
    for (site, files) in both() {
        for name in LINES {
            let validator = validator(files, name);
            let lines = lines(files, &format!("data/{name}.ndjson"));
            assert!(lines.len() > 2, "{site}, {name}: {}", lines.len());
            for line in &lines {
                let errors: Vec<String> =
                    validator.iter_errors(line).map(|error| format!("{}: {error}", error.instance_path())).collect();
                assert!(errors.is_empty(), "{site}, {name}: {errors:#?}\n{line:#}");
            }
        }
    }
}

#[test]
fn a_schema_says_what_every_key_means_and_where_it_stands() {
    for name in LINES {
        let schema: Value = serde_json::from_str(text(&WHOLE, &format!("data/schema/{name}.json"))).unwrap();
        assert_eq!(schema["$id"], format!("https://example.org/digest/data/schema/{name}.json"));
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
        // What is not in the schema is refused, and what is in it is there: otherwise both could drift apart.
        let used: BTreeSet<String> = lines(&WHOLE, &format!("data/{name}.ndjson"))
            .iter()
            .flat_map(|line| line.as_object().unwrap().keys().cloned().collect::<Vec<_>>())
            .collect();
        let known: BTreeSet<String> = schema["properties"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(used, known, "{name}: the site with one of everything has every key");
    }
}

#[test]
fn tables_have_as_many_cells_in_every_row() {
    const COLUMNS: [&str; 17] = [
        "id",
        "kind",
        "date",
        "earliest",
        "latest",
        "title",
        "summary",
        "url",
        "lang",
        "places",
        "actors",
        "tags",
        "key",
        "status",
        "reports",
        "authors",
        "publisher",
    ];
    for (site, files) in both() {
        let bytes = &files["data/timeline.csv"];
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(bytes.as_slice());
        assert_eq!(reader.headers().unwrap(), COLUMNS.as_slice());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert!(rows.len() > 5, "{site}");
        let names: BTreeSet<&str> = rows.iter().map(|row| &row[0]).collect();
        assert_eq!(names.len(), rows.len(), "{site}: a name twice");
        // A line end inside a cell would be LF alone.
        let ends = bytes.windows(2).filter(|two| two == b"\r\n").count();
        assert!(ends == rows.len() + 1 && bytes.ends_with(b"\r\n"), "{site}: RFC 4180, 2.1");
        let timeline = lines(files, "data/events.ndjson");
        for event in rows.iter().filter(|row| &row[1] == "event") {
            let told = timeline.iter().find(|line| line["id"] == event[0]).unwrap();
            assert_eq!((&told["date"], &told["status"]), (&event[2].into(), &event[13].into()));
            assert_eq!(told["earliest"].as_str().unwrap_or_default(), &event[3]);
            assert_eq!(told["latest"].as_str().unwrap_or_default(), &event[4]);
        }
    }
}

/// Rules of <https://timeline.knightlab.com/docs/json-format.html>.
#[test]
fn timelines_are_in_the_format_of_timelinejs() {
    for (site, files) in both() {
        let timelines = ending(files, "timeline.json");
        assert_eq!(timelines.len(), 1 + ending(files, "events.ics").len() - 1, "{site}");
        for (path, bytes) in timelines {
            let timeline: Value = serde_json::from_slice(bytes).unwrap();
            let keys: Vec<&String> = timeline.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["events", "title"], "{path}");
            assert!(timeline["title"].get("start_date").is_none(), "{path}: a title has no date");
            let events = timeline["events"].as_array().unwrap();
            assert!(!events.is_empty(), "{site}, {path}");
            let names: BTreeSet<&str> = events.iter().map(|slide| slide["unique_id"].as_str().unwrap()).collect();
            assert_eq!(names.len(), events.len(), "{path}: unique_id is unique");
            for slide in events.iter().chain([&timeline["title"]]) {
                is_slide(path, slide);
            }
            assert!(events.iter().all(|slide| slide["start_date"].is_object()), "{path}: start_date is required");
        }
    }
}

fn is_slide(path: &str, slide: &Value) {
    const SLIDE: [&str; 7] = ["unique_id", "start_date", "end_date", "display_date", "text", "media", "autolink"];
    for key in slide.as_object().unwrap().keys() {
        assert!(SLIDE.contains(&key.as_str()), "{path}: {key}");
    }
    for key in ["start_date", "end_date"] {
        let Some(date) = slide.get(key) else { continue };
        assert!(date["year"].is_i64(), "{path}: {date}");
        let month = date.get("month").map(|month| month.as_i64().unwrap());
        assert!(month.is_none_or(|month| (1..=12).contains(&month)), "{path}: {date}");
        assert!(date.get("day").is_none_or(|day| month.is_some() && (1..=31).contains(&day.as_i64().unwrap())));
    }
    assert_eq!(slide["autolink"], false);
    for key in ["headline", "text"] {
        let html = slide["text"][key].as_str().unwrap();
        let document = Html::parse_fragment(html);
        let elements = document.root_element().descendent_elements().skip(1);
        elements.for_each(|element| assert!(["a", "p"].contains(&element.value().name()), "{path}: {html}"));
    }
}

#[test]
fn calendars_are_read_by_calendars() {
    for (site, files) in both() {
        for (path, bytes) in ending(files, "events.ics") {
            let text = std::str::from_utf8(bytes).unwrap();
            assert!(text.ends_with("END:VCALENDAR\r\n"), "{path}");
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{path}: every line ends in CR LF");
            for line in text.split("\r\n") {
                assert!(line.len() <= 75, "{site}, {path}: RFC 5545, 3.1: {line}");
            }
            let plain = unfold(text);
            let calendar = read_calendar(&plain).unwrap_or_else(|error| panic!("{path}: {error}"));
            let one = |name: &str| calendar.properties.iter().filter(|p| p.name.as_str() == name).count();
            assert_eq!((one("VERSION"), one("PRODID")), (1, 1), "{path}");
            let mut names = BTreeSet::new();
            for event in &calendar.components {
                assert_eq!(event.name.as_str(), "VEVENT", "{path}");
                for name in ["UID", "DTSTAMP", "DTSTART", "SUMMARY"] {
                    let count = event.properties.iter().filter(|p| p.name.as_str() == name).count();
                    assert_eq!(count, 1, "{path}: {name}");
                }
                let value = |name: &str| event.find_prop(name).map(|p| p.val.as_str().to_owned()).unwrap_or_default();
                assert!(names.insert(value("UID")), "{path}: a UID twice");
                let is_day = |text: &str| text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
                assert!(is_day(&value("DTSTART")) && is_day(&value("DTEND")), "{path}");
                assert!(value("DTEND") > value("DTSTART"), "{path}: the end is the day after the last");
                let kind = event.find_prop("DTSTART").unwrap().params.iter().map(|p| p.val.as_ref().unwrap().as_str());
                assert_eq!(kind.collect::<Vec<_>>(), ["DATE"], "{path}");
            }
        }
    }
}

/// RFC 5545, 3.6: a calendar has at least one component. That of a site without an event is a calendar as well.
#[test]
fn a_calendar_without_events_is_one() {
    let site = Site::in_memory();
    site.write("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n");
    let head = "title: T\nauthor: unknown\ndate: 2020-01-01\noriginal_url: https://example.net/\ntags: [t]";
    site.write("content/articles/2020-01-01-t.md", format!("---\n{head}\n---\nText.\n"));
    let files = build(&site);
    let plain = unfold(text(&files, "data/events.ics"));
    let calendar = read_calendar(&plain).unwrap();
    let names: Vec<&str> = calendar.components.iter().map(|component| component.name.as_str()).collect();
    assert_eq!(names, ["VTIMEZONE"]);
}

#[test]
fn maps_are_read_by_maps() {
    for (site, files) in both() {
        for (path, bytes) in ending(files, "places.geojson") {
            let text = std::str::from_utf8(bytes).unwrap();
            let geojson::GeoJson::FeatureCollection(places) = text.parse().unwrap() else { panic!("{path}") };
            assert!(path != "data/places.geojson" || !places.features.is_empty(), "{site}");
            for place in &places.features {
                let geojson::GeometryValue::Point { coordinates } = &place.geometry.as_ref().unwrap().value else {
                    panic!("{path}")
                };
                let (longitude, latitude) = (coordinates[0], coordinates[1]);
                assert!((-180.0..=180.0).contains(&longitude) && (-90.0..=90.0).contains(&latitude), "{path}");
                let count = |key: &str| place.property(key).unwrap().as_u64().unwrap();
                assert!(count("articles") + count("events") > 0, "{path}: {place}");
                assert!(!place.property("name").unwrap().as_str().unwrap().is_empty());
            }
        }
    }
}
