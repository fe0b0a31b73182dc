//! What the binary prints of strangers' files: one line is one line, and no byte of theirs commands whoever reads it.

use std::process::Command;

use serde_json::Value;

use crate::laid::{LAID, TODAY};
use crate::site::Output;

/// What a terminal obeys, or what makes a line read other than it is.
fn commands(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(u32::from(c), 0x61C | 0x200E | 0x200F | 0x2028..=0x202E | 0x2066..=0x2069 | 0xFEFF)
}

#[track_caller]
fn harmless(name: &str, text: &str) {
    for line in text.split('\n') {
        assert!(!line.contains(commands), "{name}: {line:?}");
        assert!(!line.contains("##[") && !line.contains("##vso["), "{name}: {line:?}");
        // The runner trims before it looks. Our own `:::` before another place names no command: that would follow at once.
        let start = line.trim_start();
        assert!(!start.starts_with("::") || start.starts_with("::: content/"), "{name}: {line:?}");
    }
}

fn check(args: &[&str]) -> Output {
    let output = LAID.whole.run(&[&["check", "--today", TODAY], args].concat());
    assert!(output.status == 1, "{}", output.stderr);
    harmless("standard error", &output.stderr);
    output
}

#[test]
fn a_refused_build_and_a_done_one_print_lines_of_ours() {
    harmless("refused", &LAID.refusal.stderr);
    harmless("refused", &LAID.refusal.stdout);
    harmless("built", &LAID.success.stderr);
    harmless("built", &LAID.success.stdout);
    assert!(LAID.refusal.stderr.contains("\\u{1b}[31mred"), "an escape is shown as what it is");
}

#[test]
fn check_prints_lines_of_ours_in_every_format() {
    let human = check(&[]).stdout;
    harmless("human", &human);
    assert!(human.len() > 100_000, "{}", human.len());
    for line in human.lines().filter(|line| line.starts_with(|c: char| !c.is_whitespace())) {
        let ours = ["error[", "warning["].iter().any(|start| line.starts_with(start))
            || line.trim_start().starts_with(|c: char| c.is_ascii_digit())
            || line.starts_with("`digest check --fix`");
        assert!(ours, "{line:?}");
    }
    harmless("suggest", &check(&["--format", "suggest"]).stdout);
    let json = check(&["--format", "json"]).stdout;
    harmless("json", &json);
    for line in json.lines() {
        assert!(serde_json::from_str::<Value>(line).unwrap().is_object(), "{line}");
    }
    let sarif = check(&["--format", "sarif"]).stdout;
    harmless("sarif", &sarif);
    assert!(serde_json::from_str::<Value>(&sarif).unwrap()["runs"].is_array());
}

/// Colours are ours: without them nothing is left that a terminal would obey.
#[test]
fn colours_are_the_only_commands_to_a_terminal() {
    let coloured = check(&["--color", "always"]).stdout;
    let mut pieces = coloured.split("\u{1b}[");
    let mut plain = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (code, text) = piece.split_once('m').unwrap();
        assert!(code.len() <= 8 && code.chars().all(|c| c.is_ascii_digit() || c == ';'), "{code:?}");
        plain.push_str(text);
    }
    assert!(plain.len() < coloured.len());
    harmless("colour", &plain);
}

/// Of a workflow's commands each is one of ours, whole, with what strangers wrote escaped in it.
#[test]
fn annotations_are_commands_of_ours() {
    let output = check(&["--format", "github"]);
    let commands: Vec<&str> = output.stdout.lines().collect();
    assert!((10..=21).contains(&commands.len()), "{}", commands.len());
    for command in commands {
        assert!(!command.contains(self::commands) && !command.contains("##["), "{command:?}");
        let rest = ["::error ", "::warning ", "::notice "].iter().find_map(|start| command.strip_prefix(start));
        let (properties, _) = rest.and_then(|rest| rest.split_once("::")).unwrap_or_else(|| panic!("{command:?}"));
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').unwrap_or_else(|| panic!("{command:?}"));
            assert!(["file", "line", "col", "endLine", "endColumn", "title"].contains(&name), "{command:?}");
            assert!(!value.contains([':', '\r', '\n']), "{command:?}");
        }
    }
}

/// The summary of a job is Markdown, in which no text of a file is more than text.
#[test]
fn a_summary_holds_no_markup_of_theirs() {
    let path = LAID.whole.path("summary.md");
    let mut command: Command = LAID.whole.command(&["check", "--today", TODAY, "--format", "github"]);
    Output::of(command.env("GITHUB_STEP_SUMMARY", &path)).ends(1);
    let summary = LAID.whole.read("summary.md");
    harmless("summary", &summary);
    for tag in summary.split('<').skip(1) {
        let name: String = tag.chars().take_while(|c| *c != '>').collect();
        let ours = ["table", "/table", "tr", "/tr", "th", "/th", "td", "/td", "code", "/code", "br"];
        assert!(ours.contains(&name.as_str()), "<{name}>");
    }
    let page = scraper::Html::parse_fragment(&summary);
    let words: String = page.root_element().text().collect();
    assert!(words.contains("window.__pwned=1") || words.contains("script"), "the texts are there, as texts");
}
