//! The house rules: who may import whom, how long files and functions are, and what a file may say.
//!
//! The import table is read from ARCHITECTURE.md, so that the document cannot tell another story than the code.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests look at the sources, and fail when they cannot"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use conflict_digest::diagnostic::Rule;
use walkdir::WalkDir;

#[path = "house/gate.rs"]
mod gate;

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 60;

/// A source file: its path from `src/`, its lines without the tests in it, and whether it is all tests.
struct File {
    path: String,
    code: Vec<String>,
    is_test: bool,
}

impl File {
    /// `gate` for `gate.rs` and for everything in `gate/`.
    fn module(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    /// Lines that are code, with their numbers.
    fn statements(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.code.iter().enumerate().map(|(index, line)| (index + 1, line.as_str()));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn texts(folder: &str, extension: &str) -> Vec<(String, String)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found: Vec<(String, String)> = WalkDir::new(&top)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| {
            let name = path.strip_prefix(&top).unwrap().to_str().unwrap().replace('\\', "/");
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    found.sort();
    found
}

fn sources() -> Vec<File> {
    let file = |(path, text): (String, String)| {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let tests = lines.windows(2).position(|pair| pair[0] == "#[cfg(test)]" && pair[1].starts_with("mod "));
        let code = lines[..tests.unwrap_or(lines.len())].to_vec();
        let is_test = path.ends_with("/tests.rs") || path.contains("/tests/");
        File { path, code, is_test }
    };
    let files: Vec<File> = texts("src", "rs").into_iter().map(file).filter(|file| !file.is_test).collect();
    assert!(files.len() > 10, "the sources were not found");
    files
}

/// Fails with all complaints at once.
#[track_caller]
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// A row of the table of ARCHITECTURE.md.
struct Row {
    may_use: BTreeSet<String>,
    everything: bool,
    world: String,
}

fn table() -> BTreeMap<String, Row> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    let rows = text.lines().skip_while(|line| !line.starts_with("| module | may use | touches the world |"));
    let rows = rows.skip(2).take_while(|line| line.starts_with('|'));
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let words = cells[1].split(|c: char| !c.is_ascii_lowercase() && c != '_').map(str::to_owned).collect();
        let row = Row { may_use: words, everything: cells[1] == "everything", world: cells[2].to_owned() };
        (cells[0].trim_matches('`').to_owned(), row)
    };
    rows.map(row).collect()
}

/// The modules that a line names after `crate::`.
fn imports(line: &str) -> Vec<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for rest in line.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => found.extend(list.split(", ").map(name)),
            None => found.push(name(rest)),
        }
    }
    found
}

#[test]
fn arrows_point_one_way() {
    let table = table();
    let files = sources();
    let ours = |file: &&File| !matches!(file.path.as_str(), "lib.rs" | "main.rs");
    let modules: BTreeSet<&str> = files.iter().filter(ours).map(File::module).collect();
    let rows: BTreeSet<&str> = table.keys().map(String::as_str).collect();
    assert_eq!(modules, rows, "the modules of src/ and the rows of ARCHITECTURE.md");
    let mut complaints = Vec::new();
    for file in files.iter().filter(ours) {
        let row = &table[file.module()];
        for (number, line) in file.statements() {
            for import in imports(line) {
                let known = modules.contains(import.as_str());
                if known && import != file.module() && !row.everything && !row.may_use.contains(&import) {
                    complaints.push(format!("src/{}:{number}: `{}` may not use `{import}`", file.path, file.module()));
                }
            }
        }
    }
    none(complaints);
}

#[test]
fn the_world_is_touched_where_the_table_says() {
    const WORLD: [&str; 11] = [
        "std::fs",
        "std::env::",
        "std::net",
        "std::process",
        "SystemTime::now",
        "Instant::now",
        "disallowed_methods",
        "tokio::",
        "axum::",
        "hyper",
        "notify::",
    ];
    let table = table();
    let mut complaints = Vec::new();
    for file in sources().iter().filter(|file| table.get(file.module()).is_some_and(|row| row.world.starts_with("no")))
    {
        for (number, line) in file.statements() {
            if let Some(word) = WORLD.iter().find(|word| line.contains(**word)) {
                complaints.push(format!("src/{}:{number}: `{word}` in a module that touches nothing", file.path));
            }
        }
    }
    none(complaints);
}

#[test]
fn files_and_functions_are_short() {
    let mut complaints = Vec::new();
    for file in sources() {
        if file.code.len() > FILE_LINES {
            complaints.push(format!("src/{}: {} lines, at most {FILE_LINES}", file.path, file.code.len()));
        }
        for (index, line) in file.code.iter().enumerate().filter(|(_, line)| is_function(line)) {
            let end = format!("{}}}", &line[..line.len() - line.trim_start().len()]);
            let length = file.code[index..].iter().position(|line| *line == end).map_or(1, |last| last + 1);
            if length > FUNCTION_LINES {
                complaints.push(format!("src/{}:{}: {length} lines, at most {FUNCTION_LINES}", file.path, index + 1));
            }
        }
    }
    none(complaints);
}

/// Whether a line opens a function with a body; rustfmt puts its closing brace under its first letter.
fn is_function(line: &str) -> bool {
    let words: Vec<&str> =
        line.split_whitespace().take_while(|word| !word.contains('(') || word.starts_with("pub(")).collect();
    let opens = !line.trim_end().ends_with(['}', ';']);
    opens && words.contains(&"fn") && !line.trim_start().starts_with("//")
}

#[test]
fn every_file_says_what_it_is() {
    let silent = sources().into_iter().filter(|file| !file.code.first().is_some_and(|line| line.starts_with("//! ")));
    none(silent.map(|file| format!("src/{}: the first line is not a `//!` sentence", file.path)).collect());
}

#[test]
fn nothing_gives_up() {
    const WORDS: [&str; 6] = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unsafe "];
    let mut complaints = Vec::new();
    for file in sources() {
        for (number, line) in file.statements() {
            if let Some(word) = WORDS.iter().find(|word| line.contains(**word)) {
                complaints.push(format!("src/{}:{number}: `{word}`", file.path));
            }
        }
    }
    none(complaints);
}

/// A template language that walks a map walks it in an order that is nobody's.
#[test]
fn views_hold_no_map() {
    let mut complaints = Vec::new();
    for file in sources().iter().filter(|file| file.path.starts_with("plan/view")) {
        for (number, line) in file.statements() {
            if line.split(|c: char| !c.is_alphanumeric()).any(|word| word.ends_with("Map") || word.ends_with("Set")) {
                complaints.push(format!("src/{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    none(complaints);
}

/// Only what has passed the gate is printed as it is, and its name says so.
#[test]
fn templates_trust_only_html() {
    let templates = texts("themes", "html");
    assert!(!templates.is_empty(), "the templates were not found");
    let mut complaints = Vec::new();
    for (path, text) in templates {
        for (index, line) in text.lines().enumerate() {
            let pipes: Vec<&str> = line.split('|').collect();
            for pair in pipes.windows(2).filter(|pair| pair[1].trim_start().starts_with("safe")) {
                if !pair[0].trim_end().ends_with("_html") {
                    complaints.push(format!("themes/{path}:{}: {}", index + 1, line.trim()));
                }
            }
        }
    }
    none(complaints);
}

/// A rule that nothing raises would be a promise in `digest explain` that nobody keeps.
#[test]
fn every_rule_is_raised() {
    let files = sources();
    let raised = |rule: &Rule| {
        let name = format!("Rule::{rule:?}");
        let is_it = |line: &str| line.split(&name).skip(1).any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()));
        // `keys` says which rule a key needs; raising it is the reader's part.
        let raises = |file: &&File| !file.path.starts_with("diagnostic") && !file.path.starts_with("keys");
        files.iter().filter(raises).any(|file| file.statements().any(|(_, line)| is_it(line)))
    };
    none(Rule::ALL.iter().filter(|rule| !raised(rule)).map(|rule| format!("{rule} is never raised")).collect());
}
