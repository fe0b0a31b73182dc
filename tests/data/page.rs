//! What `/data/` and docs/data.md say to people beside what the files are: the columns, the keys, the programs to copy.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use scraper::{Html, Selector};
use serde_json::Value;

use crate::site::Site;
use crate::{WHOLE, build, text};

/// The rows of the tables of a text, each as the names in its first cell.
fn first_cells(markdown: &str) -> Vec<Vec<&str>> {
    let rows = markdown.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    rows.map(|cell| cell.trim_end_matches('`').split("`, `").collect()).collect()
}

/// The part of a text under a heading.
#[track_caller]
fn under<'t>(markdown: &'t str, heading: &str) -> &'t str {
    let (_, rest) = markdown.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no {heading}"));
    rest.split("\n## ").next().unwrap()
}

fn codebook() -> &'static str {
    include_str!("../../docs/data.md")
}

/// The programs that `/data/` shows.
fn programs() -> Vec<String> {
    let page = Html::parse_document(text(&WHOLE, "data/index.html"));
    page.select(&Selector::parse("pre").unwrap()).map(|pre| pre.text().collect()).collect()
}

#[test]
fn the_codebook_has_each_column_and_no_other() {
    let columns: Vec<String> = csv::Reader::from_reader(WHOLE["data/timeline.csv"].as_slice())
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let page = Html::parse_document(text(&WHOLE, "data/index.html"));
    let rows = Selector::parse("table tr > td:first-child").unwrap();
    let code = Selector::parse("code").unwrap();
    let named: Vec<String> =
        page.select(&rows).flat_map(|cell| cell.select(&code)).map(|code| code.text().collect()).collect();
    assert_eq!(named, columns, "/data/");
    let (told, _) = under(codebook(), "timeline.csv").split_once(". Several").unwrap();
    let told: Vec<&str> =
        told.split('`').skip(1).step_by(2).filter(|name| columns.contains(&(*name).to_owned())).collect();
    let told: BTreeSet<&str> = told.into_iter().collect();
    assert_eq!(told, columns.iter().map(String::as_str).collect(), "docs/data.md");
}

#[test]
fn the_codebook_has_each_key_and_no_other() {
    for name in ["articles", "events", "changes"] {
        let schema: Value = serde_json::from_str(text(&WHOLE, &format!("data/schema/{name}.json"))).unwrap();
        let keys: BTreeSet<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let told: BTreeSet<&str> =
            first_cells(under(codebook(), &format!("{name}.ndjson"))).into_iter().flatten().collect();
        assert_eq!(told, keys, "{name}");
    }
}

/// `python3`, where there is one: the programs of `/data/` are in its language.
#[expect(clippy::print_stderr, reason = "it says why it looks at nothing")]
fn python(program: &str) -> Option<String> {
    let Ok(run) = Command::new("python3").args(["-X", "utf8", "-c", program]).output() else {
        eprintln!("skipped: there is no python3");
        return None;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(String::from_utf8(run.stdout).unwrap())
}

fn article(site: &Site, number: usize, slug: &str, more: &str) {
    let head = format!(
        "title: Report {number}\nauthor: unknown\ndate: 2020-01-0{number}\n\
         original_url: https://example.net/{number}\ntags: [t]\n{more}"
    );
    site.write(&format!("content/articles/2020-01-0{number}-{slug}.md"), format!("---\n{head}---\nText.\n"));
}

/// The program for who fetches only what is new, as it stands on `/data/`, over a row of edits.
#[test]
fn the_program_of_the_page_keeps_a_copy() {
    let site = Site::in_memory();
    site.write(
        "site.toml",
        "title = \"T\"\nbase_url = \"https://example.org/folder/\"\nfeed_authority = \"example.org,2020\"\n",
    );
    // Articles go and move here as they like.
    let site = site.may_lose();
    (1..6).for_each(|number| article(&site, number, "a", ""));
    let mended = "updated: 2020-03-01\ncorrections: [{date: 2020-02-01, note: One.}, {date: 2020-03-01, note: Two.}]\n";
    type Edit<'e> = Box<dyn Fn(&Site) + 'e>;
    let edits: [Edit<'_>; 7] = [
        Box::new(|_| ()),
        Box::new(|site| article(site, 6, "a", "")),
        Box::new(|site| article(site, 1, "a", mended)),
        Box::new(|site| article(site, 2, "a", "withdrawn: {date: 2020-04-01, reason: Wrong.}\n")),
        Box::new(|site| {
            site.remove("content/articles/2020-01-03-a.md");
            article(site, 3, "b", "aliases: [/2020/01/03/a/]\n");
        }),
        Box::new(|site| site.remove("content/articles/2020-01-04-a.md")),
        Box::new(|site| article(site, 5, "a", "draft: true\n")),
    ];
    let programs = programs();
    let program = programs.iter().find(|program| program.contains("def refresh")).unwrap();
    // One process for all of it would need a server; the copy is handed on in a file instead.
    let kept = site.path("kept.json");
    fs::write(&kept, "{}").unwrap();
    for (step, edit) in edits.iter().enumerate() {
        edit(&site);
        let files = build(&site);
        let data = format!("file://{}/", site.path("public/data").display());
        let rest = format!(
            "mine = json.load(open({kept:?}))\nrefresh(mine)\njson.dump(mine, open({kept:?}, 'w'))\nprint(len(mine))"
        );
        let Some(said) = python(&format!("DATA = {data:?}\n{program}\n{rest}")) else { return };
        let mine: std::collections::BTreeMap<String, String> =
            serde_json::from_slice(&fs::read(&kept).unwrap()).unwrap();
        let there: BTreeSet<&str> = text(&files, "data/articles.ndjson").split_terminator('\n').collect();
        assert_eq!(mine.values().map(String::as_str).collect::<BTreeSet<_>>(), there, "after edit {step}: {said}");
        let ids =
            there.iter().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned());
        assert_eq!(mine.keys().cloned().collect::<BTreeSet<_>>(), ids.collect(), "after edit {step}");
    }
}

/// The program that takes the apostrophe away from a cell, as it stands on `/data/`.
#[test]
fn the_program_of_the_page_reads_a_cell() {
    let programs = programs();
    let program = programs.iter().find(|program| program.contains("def cell")).unwrap();
    for (cell, meant) in [
        ("'=1", "=1"),
        ("''=1", "'=1"),
        ("'' =1", "' =1"),
        ("'\u{a0}＠x", "\u{a0}＠x"),
        ("'Ndrangheta", "'Ndrangheta"),
        ("'\u{3000}=1", "'\u{3000}=1"),
        ("a=b", "a=b"),
    ] {
        let Some(said) = python(
            &format!("{program}\nprint(cell({cell:?}), end='')")
                .replace("\\u{a0}", "\\u00a0")
                .replace("\\u{3000}", "\\u3000"),
        ) else {
            return;
        };
        assert_eq!(said, meant, "{cell:?}");
    }
}
