//! What the documents promise, the program does. `BLESS=1 cargo test` writes docs/rules.md and docs/check.md anew.
#![expect(clippy::disallowed_methods, reason = "tests make and look at files")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "the harness fails as a test does")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use conflict_digest::config;
use conflict_digest::diagnostic::{Diagnostics, Rule, Severity};
use conflict_digest::source::SourceFile;

#[path = "cli/site.rs"]
#[allow(dead_code, reason = "the harness of tests/cli; not all of it is needed here")]
mod site;

use site::Site;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

const RULES: &str = "# Rules

Every rule that content, vocabularies, site.toml and themes can break, as `digest explain` prints them. An *error* stops the build, a *warning* does not;
site.toml changes that under `[rules]`. The names are stable.

What *mends itself* is written in its place by `digest check --fix`, and nothing else in the file is touched: *often* means where there is exactly one
right answer. `digest check --fix --dry-run` shows what would be written.

";

/// Each rule as `digest explain RULE` has it, under a heading to link to.
fn rules() -> String {
    let site = Site::empty();
    let mut out = RULES.to_owned();
    out += "| rule | severity | mends itself | what it wants |\n|---|---|---|---|\n";
    for rule in Rule::ALL {
        let (severity, mends, sentence) = (rule.severity(), rule.mends(), rule.sentence());
        out += &format!("| [`{rule}`](#{rule}) | {severity} | {mends} | {sentence} |\n");
    }
    out.push('\n');
    for rule in Rule::ALL {
        let said = site.run(&["explain", rule.name()]).ends(0).stdout;
        let (name, rest) = said.split_once('\n').unwrap();
        let severity = name.split(['(', ')']).nth(1).unwrap();
        assert_eq!(name, format!("{rule} ({severity})"));
        let mut parts = rest.split("\n\n").map(|part| part.trim().replace('\n', " "));
        let (sentence, why) = (parts.next().unwrap(), parts.next().unwrap());
        let more: String = parts.map(|more| format!(" {more}")).collect();
        out += &format!("## {rule}\n\n*{severity}*: {sentence}\n\n{why}{more}\n\n");
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[test]
fn rules_are_listed_as_they_are() {
    let made = rules();
    if std::env::var_os("BLESS").is_some_and(|bless| bless == "1") {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md"), &made).unwrap();
    }
    let written = read("docs/rules.md");
    let wrong = made.lines().zip(written.lines()).find(|(made, written)| made != written);
    assert!(made == written, "docs/rules.md differs at {wrong:?}; `BLESS=1 cargo test` writes it anew");
    assert!(made.contains("## date-unreadable\n\n*error*: Dates are written `YYYY-MM-DD`.\n"));
}

#[test]
fn the_list_of_rules_is_whole() {
    let listed = Site::empty().run(&["explain"]).ends(0).stdout;
    let (head, rows) = listed.split_once('\n').unwrap();
    assert_eq!(head.split_whitespace().take(3).collect::<Vec<_>>(), ["rule", "severity", "--fix"]);
    let row = |rule: &Rule| {
        format!(
            "{:27} {:8} {:6} {}",
            rule.name(),
            rule.severity().to_string(),
            rule.mends().to_string(),
            rule.sentence()
        )
    };
    assert_eq!(rows.lines().collect::<Vec<_>>(), Rule::ALL.iter().map(row).collect::<Vec<_>>());
}

#[test]
fn every_explanation_shows_what_to_write() {
    for rule in Rule::ALL {
        assert!(rule.explanation().contains('`'), "{rule}");
        for text in [rule.sentence(), rule.explanation()] {
            assert!(text.ends_with(['.', '`']) && !text.contains('\n'), "{rule}: {text}");
        }
    }
}

#[test]
fn a_rule_that_is_not_there_is_told_the_nearest() {
    let explain = |name: &str| Site::empty().run(&["explain", name]);
    let said = explain("key-unknwon").ends(2).stderr;
    assert_eq!(
        said,
        "error: there is no rule `key-unknwon`; did you mean `key-unknown`? `digest explain` lists them\n"
    );
    assert_eq!(
        explain("\u{1b}[2Jzzzzzzzzzz").ends(2).stderr,
        "error: there is no rule `\\u{1b}[2Jzzzzzzzzzz`; `digest explain` lists them\n"
    );
    // As it is copied from a report.
    assert_eq!(explain("error[key-unknown]:").ends(0).stdout, explain("key-unknown").ends(0).stdout);
}

/// The rules that site.toml cannot lower, each with its reason.
#[test]
fn the_rules_that_stay_are_named() {
    let text = read("docs/config.md");
    let part = text.split("## Rules that stay").nth(1).unwrap().split("\n## ").next().unwrap();
    let told: BTreeSet<&str> = part.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let kept = Rule::ALL.iter().filter(|rule| rule.guard().is_some() || rule.most() < Severity::Error);
    assert_eq!(told, kept.map(|rule| rule.name()).collect());
}

/// The article to copy, as it is and with everything optional in it.
#[test]
fn the_example_is_an_article() {
    let example = read("docs/example.md");
    let whole: String = example.lines().map(|line| uncommented(line) + "\n").collect();
    assert_ne!(example, whole);
    for text in [example, whole] {
        let site = Site::empty();
        site.write("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n");
        site.write("content/articles/2024/2024-03-04-truce-talks-resume-on-the-shore-of-lake-orla.md", text);
        site.run(&["check", "--strict", "--today", "2024-04-01"]).ends(0).says("No problems in 1 file.");
        site.run(&["build"]).ends(0).says("Published 1 article");
    }
}

/// Those who write no file are asked for all that a file needs.
#[test]
fn the_form_asks_for_every_key_that_is_needed() {
    let form: serde_yaml::Value = serde_yaml::from_str(&read(".github/ISSUE_TEMPLATE/article.yml")).unwrap();
    let fields = form["body"].as_sequence().unwrap();
    let needed: Vec<&str> = (fields.iter())
        .filter(|field| field["validations"]["required"].as_bool() == Some(true))
        .filter_map(|field| field["id"].as_str())
        .collect();
    assert_eq!(needed, ["title", "author", "date", "original_url", "tags", "summary"]);
}

/// `# key: value` and what is indented below it, without the sign; a sentence stays a comment.
fn uncommented(line: &str) -> String {
    let rest = line.strip_prefix("# ").unwrap_or_default();
    let key = rest.split(':').next().unwrap_or_default();
    let is_key = rest.contains(':') && key.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !key.is_empty();
    if is_key || rest.starts_with("  ") { rest.to_owned() } else { line.to_owned() }
}

fn words(text: &str, before: &str, after: &str) -> BTreeSet<String> {
    let start = text.find(before).unwrap() + before.len();
    let part = &text[start..];
    part[..part.find(after).unwrap()].to_owned().lines().filter_map(first_word).collect()
}

fn first_word(line: &str) -> Option<String> {
    let word = line.trim_start_matches("| `digest").split_whitespace().next()?.trim_matches('`');
    (word != "help" && word.chars().all(|c| c.is_ascii_lowercase())).then(|| word.to_owned())
}

#[test]
fn the_commands_of_the_readme_are_those_of_the_program() {
    let help = Site::empty().run(&["--help"]).ends(0).stdout;
    let there = words(&help, "Commands:\n", "\n\n");
    let told = words(&read("README.md"), "| command | what it does |\n|---|---|\n", "\n\n");
    assert!(there.len() > 4, "{help}");
    assert_eq!(there, told);
}

/// What a line of a console block prints: results, then notes.
fn printed(site: &Site, line: &str) -> String {
    let mut words: Vec<&str> = line.split(' ').collect();
    let output = match words.remove(0) {
        "digest" => site.run(&words),
        "git" => git(site, &words),
        other => panic!("{other} is not run"),
    };
    output.stdout + &output.stderr
}

fn git(site: &Site, args: &[&str]) -> site::Output {
    let mut command = std::process::Command::new("git");
    command.args(["-c", "user.name=A", "-c", "user.email=a@example.org"]).args(args).current_dir(site.path(""));
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    site::Output::of(&mut command).ends(0)
}

/// A console block with what its commands print now; one that ends with `…` keeps its length.
fn console(site: &Site, block: &str) -> String {
    let written: Vec<&str> = block.lines().collect();
    let mut made = String::new();
    for command in written.iter().filter_map(|line| line.strip_prefix("$ ")) {
        made += &format!("$ {command}\n{}", printed(site, command));
    }
    if written.last() == Some(&"…") {
        made = made.lines().take(written.len() - 1).map(|line| format!("{line}\n")).collect::<String>() + "…\n";
    }
    made
}

/// A page in which every console block shows what is printed now.
fn played(site: &Site, page: &str) -> String {
    let mut made = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        made += &format!("{line}\n");
        if let Some(fence) = line.strip_suffix("console").filter(|fence| fence.starts_with("```")) {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
            made += &format!("{}{fence}\n", console(site, &block.join("\n")));
        }
    }
    made
}

#[test]
fn what_the_page_on_checking_shows_is_what_is_printed() {
    const SUMMARY: [&str; 2] = ["<!-- summary -->\n", "<!-- end of the summary -->"];
    let site = Site::from("broken");
    for args in [&["init", "--quiet"][..], &["add", "--all"], &["commit", "--quiet", "--message", "x"]] {
        git(&site, args);
    }
    let beside = Site::empty();
    let mut command = site.command(&["check", "--format", "github"]);
    site::Output::of(command.env("GITHUB_STEP_SUMMARY", beside.path("summary.md"))).ends(1);
    let summary = beside.read("summary.md").replace("\n### ", "\n#### ");
    let written = read("docs/check.md");
    let page = played(&site, &written);
    let (before, rest) = page.split_once(SUMMARY[0]).unwrap();
    let after = rest.split_once(SUMMARY[1]).unwrap().1;
    let made = format!("{before}{}{summary}{}{after}", SUMMARY[0], SUMMARY[1]);
    if std::env::var_os("BLESS").is_some_and(|bless| bless == "1") {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/check.md"), &made).unwrap();
    }
    let wrong = made.lines().zip(written.lines()).find(|(made, written)| made != written);
    assert!(made == read("docs/check.md"), "docs/check.md differs at {wrong:?}; `BLESS=1 cargo test` writes it anew");
}

/// A row of a table stands below its head.
#[test]
fn no_row_has_strayed_from_its_table() {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("| ")) {
            let above = index.checked_sub(1).map_or("", |above| lines[above]);
            let below = lines.get(index + 1).copied().unwrap_or_default();
            assert!(above.starts_with('|') || below.starts_with("|-"), "{}:{}: {line}", path.display(), index + 1);
        }
    }
}

/// docs/safety.md names the tests that hold each promise.
#[test]
fn the_tests_of_promises_exist() {
    let mut sources = String::new();
    for folder in ["src", "tests"] {
        let files = walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).into_iter();
        for file in files.filter_map(Result::ok).filter(|file| file.path().extension().is_some_and(|end| end == "rs")) {
            sources.push_str(&fs::read_to_string(file.path()).unwrap());
        }
    }
    let page = read("docs/safety.md");
    let table = page.split("\n## ").nth(1).unwrap();
    let names: Vec<&str> = table.split('`').skip(1).step_by(2).filter(|name| name.len() > 15).collect();
    let names: Vec<&str> = names.into_iter().filter(|name| !name.contains(['/', ' '])).collect();
    assert!(names.len() > 60, "{names:?}");
    let missing: Vec<&&str> = names.iter().filter(|name| !sources.contains(&format!("fn {name}()"))).collect();
    assert!(missing.is_empty(), "docs/safety.md names tests that are not there: {missing:?}");
}

/// What docs/themes.md says of a view is what the view is: every struct, every field in its order, in the same words.
#[test]
fn the_page_for_themes_lists_every_field() {
    let page = read("docs/themes.md");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/plan/view");
    let mut complaints = Vec::new();
    let mut fields = 0;
    for file in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let Ok(source) = fs::read_to_string(file.path()) else { continue };
        for part in source.split("\npub struct ").skip(1) {
            let name = part.split(|c: char| !c.is_alphanumeric()).next().unwrap();
            // A tuple has no fields that a template could name.
            if part[name.len()..].starts_with('(') {
                continue;
            }
            let Some(body) = part.split_once(" {\n").map(|(_, rest)| rest.split("\n}").next().unwrap()) else {
                continue;
            };
            let wanted: Vec<(String, String)> =
                body.split("    pub ").skip(1).zip(body.split("    pub ")).map(described).collect();
            fields += wanted.len();
            let section =
                page.split_once(&format!("\n### {name}\n")).map_or("", |(_, rest)| rest.split("\n#").next().unwrap());
            let listed: Vec<(String, String)> = section.lines().filter_map(listed).collect();
            if !wanted.is_empty() && wanted != listed {
                complaints.push(format!("{name}:\n  {wanted:?}\n  {listed:?}"));
            }
        }
    }
    assert!(fields > 200, "{fields}");
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// A field, and the sentence that stands before it in the source.
fn described((field, before): (&str, &str)) -> (String, String) {
    let sentence: Vec<&str> = before.lines().filter_map(|line| line.trim().strip_prefix("/// ")).collect();
    (field.split(':').next().unwrap().to_owned(), sentence.join(" "))
}

/// A row of a table: a field and what it is.
fn listed(line: &str) -> Option<(String, String)> {
    let mut cells = line.strip_prefix("| `")?.split(" | ");
    let field = cells.next()?.trim_end_matches('`').to_owned();
    Some((field, cells.nth(1)?.trim_end_matches(" |").to_owned()))
}

#[test]
fn the_settings_of_the_documents_are_settings() {
    let text = read("docs/config.md");
    let blocks: Vec<&str> = text.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(blocks.len() > 1);
    let parse = |text: &str| {
        let mut notes = Diagnostics::default();
        let config = config::parse(&mut notes, &SourceFile::new("site.toml".to_owned(), text.as_bytes()));
        config.unwrap_or_else(|| panic!("{text}\n{notes:?}"))
    };
    blocks.iter().for_each(|block| drop(parse(block)));
    let required: String = blocks[0].lines().take(2).map(|line| format!("{line}\n")).collect();
    assert_eq!(parse(blocks[0]), parse(&required), "every other key stands with its default");
}

#[test]
fn this_repository_has_no_errors() {
    let site = Site::empty();
    let root = env!("CARGO_MANIFEST_DIR");
    let output = site.run(&["--root", root, "check", "--today", "2030-01-01"]).ends(0);
    assert!(!output.stdout.contains("error["), "{}", output.stdout);
}
