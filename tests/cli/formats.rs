//! `digest check --format`: annotations, SARIF and suggestions, also of files that attack.

use std::collections::BTreeSet;

use scraper::{Html, Selector};
use serde_json::Value;

use crate::site::{Output, Site};

const TALKS: &str = "content/articles/2024/2024-03-04-talks-resume.md";
const PAUSE: &str = "content/articles/2024/2024-03-05-pause-holds.md";
const SCHEMA: &str = include_str!("../fixtures/schemas/sarif-2.1.0.json");

/// The schema as it is published has one `]` too many in a pattern that we don't use, and is refused with it.
fn validator() -> jsonschema::Validator {
    let pattern = "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$";
    assert!(SCHEMA.contains(pattern));
    let schema: Value = serde_json::from_str(&SCHEMA.replace(pattern, "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$")).unwrap();
    jsonschema::draft7::new(&schema).unwrap()
}

/// The site, with what the runner of GitHub sets, and what is in the summary after the run.
fn on_github(site: &Site, args: &[&str]) -> (Output, String) {
    let summary = site.path("summary.md");
    let args = [&["check", "--format", "github", "--today", "2024-04-01"], args].concat();
    let output = Output::of(site.command(&args).env("GITHUB_STEP_SUMMARY", &summary));
    (output, if summary.exists() { site.read("summary.md") } else { String::new() })
}

fn article(title: &str, lines: &str, body: &str) -> String {
    format!(
        "---\ntitle: {title}\nauthor: A\ndate: 2024-03-04\noriginal_url: https://example.net/{}\ntags: [aid]\n{lines}---\n{body}\n",
        title.len()
    )
}

/// Names, titles and texts that would be commands, markup, links or names of people. Git and Linux allow such names.
#[cfg(unix)]
fn hostile() -> Site {
    let site = Site::from("broken");
    let attacks = [
        "x\n::error::owned",
        "x\r::set-output name=a::b",
        "x%0A::error::owned",
        "a,line=1::b",
        "a|b`c`d",
        "<img src=x onerror=alert(1)>",
        "@everyone #1 www.example.org",
        "</table></code> **b** [l](https:evil)",
        "##[error]x",
        "x\u{1b}[31m\u{202e}y",
    ];
    for (index, attack) in attacks.iter().enumerate() {
        let name = attack.replace('/', "\u{2215}");
        let text =
            article(&format!("\"{}\"", attack.escape_default()), &format!("key: \"{}\"\n", attack.escape_debug()), "x");
        site.write(&format!("content/articles/{index}{name}.md"), text);
    }
    site
}

#[test]
fn annotations_are_commands_of_the_runner() {
    let (output, summary) = on_github(&Site::from("broken"), &[]);
    let lines: Vec<&str> = output.stdout.lines().collect();
    assert_eq!(output.status, 1);
    assert_eq!(lines.len(), 4, "{}", output.stdout);
    assert_eq!(
        lines[0],
        format!(
            "::error file={TALKS},line=4,col=7,endLine=4,endColumn=20,title=date-unreadable::this date is not in the form \
             YYYY-MM-DD (read as 2024-03-04)%0Awrite `date: 2024-03-04` (`digest check --fix` does it)"
        )
    );
    assert!(lines[..3].iter().all(|line| line.starts_with("::error ")), "{lines:?}");
    assert!(lines[3].starts_with(&format!("::warning file={TALKS},line=5,")), "the worst come first: {lines:?}");
    assert!(summary.starts_with("\n### digest check\n\n3 errors, 1 warning\n\n<table>\n"), "{summary}");
}

#[test]
fn what_github_would_drop_is_counted() {
    let site = Site::from("broken");
    for index in 0..9 {
        site.write(&format!("content/a{index}.md"), article(&"t".repeat(index + 9), "auther: x\n", "<b>x</b>"));
    }
    site.write("content/a9.md", article("tt", "", "<b>x</b>\n\n<i>y</i>\n\nText.\n\n<b>x</b>"));
    let (output, summary) = on_github(&site, &[]);
    let count = |start: &str| output.stdout.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!((count("::error "), count("::warning ")), (10, 10), "{}", output.stdout);
    let last = output.stdout.lines().last().unwrap();
    assert_eq!(last, "::notice title=digest::2 more errors and 15 more warnings: `digest check` shows them all");
    assert_eq!(summary.matches("<tr><td>").count(), 37, "the table has them all: {summary}");
}

#[test]
fn an_annotation_ends_where_its_lines_end() {
    let site = Site::from("broken");
    site.write(PAUSE, article("T", "", "a\n\n<div>\nb\n</div>\n\nc"));
    let (output, _) = on_github(&site, &[PAUSE]);
    assert!(output.stdout.contains(",line=10,endLine=12,title=html-not-allowed::"), "{}", output.stdout);
}

#[test]
fn files_are_named_from_the_root_of_the_repository() {
    let site = Site::empty();
    for (path, bytes) in Site::from("broken").files("") {
        site.write(&format!("press room/{path}"), bytes);
    }
    for (format, start) in [("github", "file=press room/content/"), ("sarif", "\"uri\": \"press%20room/content/")] {
        let args = ["check", "--root", "press room", "--format", format];
        let output = Output::of(site.command(&args).env("GITHUB_WORKSPACE", site.path("")));
        assert!(output.stdout.contains(start), "{}", output.stdout);
        let elsewhere = Output::of(site.command(&args).env("GITHUB_WORKSPACE", site.path("other")));
        assert!(!elsewhere.stdout.contains("press"), "{}", elsewhere.stdout);
    }
}

#[test]
fn a_summary_that_cannot_be_written_is_said_and_no_failure() {
    let site = Site::from("small");
    let args = ["check", "--format", "github", "--today", "2017-01-01"];
    let mut command = site.command(&args);
    let output = Output::of(command.env("GITHUB_STEP_SUMMARY", site.path("nowhere/summary.md"))).ends(0);
    output.says("could not be written").says("No problems in 3 files.");
}

#[test]
fn a_summary_is_added_to_what_is_there() {
    let site = Site::from("small");
    site.write("summary.md", "Before.");
    let (output, summary) = on_github(&site, &[]);
    output.ends(0);
    assert_eq!(summary, "Before.\n### digest check\n\nNo problems in 3 files.\n\n");
}

#[test]
fn a_long_summary_is_cut() {
    let site = Site::from("small");
    let lines = (0..1_200).map(|number| format!("<b>{number}</b>\n\nText.\n\n")).collect::<String>();
    for title in ["Long", "Longer", "Longest"] {
        site.write(&format!("content/{title}.md"), article(title, "", &lines));
    }
    let (_, summary) = on_github(&site, &[]);
    assert!(summary.len() < 600 * 1024 && summary.contains(" more of them had no room here."), "{}", summary.len());
    assert!(summary.contains("</table>\n"));
}

#[cfg(unix)]
#[test]
fn no_text_of_a_file_is_a_command_to_the_runner() {
    let (output, _) = on_github(&hostile(), &[]);
    let text = format!("{}{}", output.stdout, output.stderr);
    assert_eq!(output.status, 1);
    for line in output.stdout.lines() {
        let (command, data) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (name, properties) = command.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&name), "{line}");
        for property in properties.split(',') {
            let (key, value) = property.split_once('=').unwrap();
            assert!(["file", "line", "col", "endLine", "endColumn", "title"].contains(&key), "{line}");
            assert!(!value.contains(':'), "{line}");
        }
        assert!(!data.contains("##["), "{line}");
    }
    // What the runner will make of them: the names, with what cannot be shown made visible.
    for name in ["2x%250A%3A%3Aerror%3A%3Aowned.md", "3a%2Cline=1%3A%3Ab.md", "0x\\n%3A%3Aerror%3A%3Aowned.md"] {
        assert!(output.stdout.contains(&format!(" file=content/articles/{name},line=")), "{name}: {}", output.stdout);
    }
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\r']) && !text.contains("##["), "{text}");
}

/// Read as a browser reads it: nothing but the table, and in its cells the text as it was.
#[cfg(unix)]
#[test]
fn no_text_of_a_file_is_more_than_text_in_the_summary() {
    let (_, summary) = on_github(&hostile(), &[]);
    let table = &summary[summary.find("<table>").unwrap()..];
    assert!(
        !table.trim_end().contains("\n\n") && table.trim_end().ends_with("</table>"),
        "Markdown would begin: {table}"
    );
    let page = Html::parse_fragment(table);
    let all = Selector::parse("*").unwrap();
    let names: BTreeSet<&str> = page.select(&all).map(|element| element.value().name()).collect();
    assert_eq!(names, BTreeSet::from(["br", "code", "html", "table", "tbody", "td", "th", "tr"]));
    let code = Selector::parse("td > code").unwrap();
    let cells: Vec<String> = page.select(&code).map(|cell| cell.text().collect()).collect();
    for wanted in ["@everyone #1 www.example.org", "<img src=x onerror=alert(1)>", "a|b`c`d", "x%0A::error::owned"] {
        assert!(cells.iter().any(|cell| cell.contains(wanted)), "{wanted:?} is not in {cells:?}");
    }
    for row in table.lines().filter(|line| line.starts_with("<tr><td>")) {
        let inside = row.replace("<tr><td>", "").replace("</td></tr>", "").replace("</td><td>", "").replace("<br>", "");
        let inside = inside.replace("<code>", "").replace("</code>", "");
        assert!(!inside.contains(['<', '>', '@', '|', '`', '*', '[', '\u{1b}', '\u{202e}']), "{row}");
    }
}

#[test]
fn sarif_is_what_its_schema_says() {
    let validator = validator();
    for (site, args) in [
        (Site::from("broken"), &["--today", "2024-04-01"][..]),
        (Site::from("small"), &["--today", "2016-01-01"]),
        (Site::from("small"), &["--today", "2017-01-01"]),
    ] {
        let output = site.run(&[&["check", "--format", "sarif"], args].concat());
        let log: Value = serde_json::from_str(&output.stdout).unwrap();
        let errors: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}\n{}", output.stdout);
    }
    let wrong: Value = serde_json::json!({"version": "2.1.0", "runs": [{"tool": {}}]});
    assert!(!validator.is_valid(&wrong), "the schema sees nothing");
}

#[test]
fn sarif_says_where_and_how_to_mend_it() {
    let site = Site::from("broken");
    site.write("content/articles/é %.md", article("T", "auther: x\n", "[a](http://x) {0}"));
    let output = site.run(&["check", "--format", "sarif", "--today", "2024-04-01"]).ends(1);
    let log: Value = serde_json::from_str(&output.stdout).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().unwrap();
    for result in results {
        let rule = &run["tool"]["driver"]["rules"][usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        for part in ["shortDescription", "fullDescription", "help"] {
            assert!(!rule[part]["text"].as_str().unwrap().is_empty());
        }
    }
    let first = results.iter().find(|result| result["ruleId"] == "date-unreadable").unwrap();
    let place = &first["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], TALKS);
    assert_eq!(place["region"], serde_json::json!({"startLine": 4, "startColumn": 7, "endLine": 4, "endColumn": 20}));
    let change = &first["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "2024-03-04");
    assert_eq!(change["replacements"][0]["deletedRegion"], place["region"]);
    assert!(output.stdout.contains("content/articles/%C3%A9%20%25.md"), "{}", output.stdout);
}

#[test]
fn sarif_names_the_places_beside() {
    let site = Site::from("small");
    let text = site.read("content/articles/2016/2016-09-20-convoy-waits.md");
    site.write("content/articles/2016/2016-09-20-again.md", text);
    let output = site.run(&["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&output.stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let beside = results.iter().find_map(|result| result.get("relatedLocations")).unwrap();
    assert!(beside[0]["physicalLocation"]["region"]["startLine"].is_u64() && beside[0]["message"]["text"].is_string());
}

#[cfg(unix)]
#[test]
fn sarif_of_hostile_files_is_json_without_links() {
    let output = hostile().run(&["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&output.stdout).unwrap();
    assert!(validator().is_valid(&log));
    assert!(!output.stdout.contains("##[") && !output.stdout.contains(['\u{1b}', '\u{202e}', '\r']));
    for result in log["runs"][0]["results"].as_array().unwrap() {
        let text = result["message"]["text"].as_str().unwrap();
        assert!(!text.replace("\\](", "").contains("]("), "{text}");
    }
}

#[test]
fn a_suggestion_is_the_whole_line_as_it_should_be() {
    let output = Site::from("broken").run(&["check", "--format", "suggest"]).ends(1);
    let block = format!(
        "`{TALKS}`, line 4:\n- `date-unreadable: this date is not in the form YYYY-MM-DD`\n\n\
         ```suggestion\ndate: 2024-03-04\n```\n\n"
    );
    assert!(output.stdout.starts_with(&block), "{}", output.stdout);
    assert!(
        output.stdout.ends_with("2 problems have no suggestion: `digest check` shows them.\n"),
        "{}",
        output.stdout
    );
}

#[test]
fn what_is_suggested_is_what_fix_writes() {
    let site = Site::from("broken");
    site.edit(TALKS, "tags: [ceasefire, talks]", "tags: ceasefire\nlagn: en\r");
    let suggested = site.run(&["check", "--format", "suggest", TALKS]).stdout;
    let blocks: Vec<&str> =
        suggested.split("```suggestion\n").skip(1).map(|rest| rest.split("\n```").next().unwrap()).collect();
    assert_eq!(blocks.len(), 3, "{suggested}");
    site.run(&["check", "--fix", TALKS]);
    let mended = site.read(TALKS).replace('\r', "");
    for block in blocks {
        assert!(mended.contains(&format!("\n{block}\n")), "{block:?} is not in {mended}");
    }
}

#[test]
fn notes_on_one_line_share_a_suggestion_and_lines_may_be_added() {
    let site = Site::from("broken");
    site.edit(TALKS, "tags: [ceasefire, talks]", "tags: [\u{200b}ceasefire, t\u{200b}alks]");
    let output = site.run(&["check", "--format", "suggest", TALKS]).stdout;
    assert!(output.contains("line 6:\n- `"), "{output}");
    assert!(output.contains("```suggestion\ntags: [ceasefire, talks]\n```"), "{output}");
}

#[test]
fn a_suggestion_is_fenced_and_commands_nothing() {
    let site = Site::from("broken");
    let body = "a\n\n````\n``` Ã©\n````\n\n::error::Ã©\n\nÃ© ##[group]x";
    site.write(TALKS, article("T", "", body));
    let output = site.run(&["check", "--format", "suggest", TALKS]).stdout;
    for line in output.lines() {
        assert!(!line.trim_start().starts_with("::") && !line.contains("##["), "{output}");
    }
    assert!(output.contains("signs that cannot be shown here"), "{output}");
}

#[test]
fn every_format_counts_alike() {
    let site = Site::from("broken");
    for format in ["human", "json", "github", "sarif", "suggest"] {
        site.run(&["check", "--format", format, "--today", "2024-04-01"]).ends(1);
        site.run(&["check", "--format", format, "--today", "2024-04-01", "content/events"]).ends(0);
        let fixed = site.run(&["check", "--format", format, "--today", "2024-03-01", "content/events"]);
        fixed.ends(0);
    }
}
