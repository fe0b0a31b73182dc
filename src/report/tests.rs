//! What people and machines are shown of a note.

use super::human::human;
use super::json::json;
use super::paint::Paint;
use super::text::{Position, Text};
use super::*;
use crate::diagnostic::{Place, Rule};

fn one(text: &str, marked: &str) -> (SourceFile, Diagnostics) {
    let file = SourceFile::new("content/articles/a.md", text);
    let start = text.find(marked).unwrap();
    let mut notes = Diagnostics::default();
    notes
        .add(Rule::DateUnreadable, Place::new(&file.path, start..start + marked.len()), "this is no date")
        .label("read so")
        .help("write it so");
    (file, notes)
}

fn shown(text: &str, marked: &str) -> String {
    let (file, notes) = one(text, marked);
    human(&notes, &Sources::new([&file]), Paint::Plain)
}

#[test]
fn the_form_is_that_of_the_specification() {
    let path = "content/articles/2016/2016-09-08-syrian-ceasefire.md";
    let file = SourceFile::new(path, "---\ntitle: A\nauthor: B\ndate: September 08, 2016\n---\n");
    let start = 30;
    let mut notes = Diagnostics::default();
    notes
        .add(
            Rule::DateUnreadable,
            Place::new(&file.path, start - 1..start + 17),
            "this date is not in the form YYYY-MM-DD",
        )
        .label("read as 2016-09-08")
        .help("write `date: 2016-09-08` (`digest check --fix` does it)");
    assert_eq!(
        human(&notes, &Sources::new([&file]), Paint::Plain),
        "\
error[date-unreadable]: this date is not in the form YYYY-MM-DD
  --> content/articles/2016/2016-09-08-syrian-ceasefire.md:4:7
   |
 4 | date: September 08, 2016
   |       ^^^^^^^^^^^^^^^^^^ read as 2016-09-08
   |
   = help: write `date: 2016-09-08` (`digest check --fix` does it)

1 error
"
    );
}

#[test]
fn marks_stand_under_what_they_mark() {
    for (text, marked, line, under) in [
        ("a: XX b", "XX", " 1 | a: XX b", "   |    ^^ read so"),
        ("\ta: XX", "XX", " 1 |     a: XX", "   |        ^^ read so"),
        ("日本: XX", "XX", " 1 | 日本: XX", "   |       ^^ read so"),
        ("a: 日本", "日本", " 1 | a: 日本", "   |    ^^^^ read so"),
        ("a: سوريا XX", "سوريا", " 1 | a: سوريا XX", "   |    ^^^^^ read so"),
        ("é: XX", "XX", " 1 | é: XX", "   |    ^^ read so"),
        ("e\u{301}: XX", "XX", " 1 | e\u{301}: XX", "   |    ^^ read so"),
        ("a\u{1b}: XX", "XX", " 1 | a\\u{1b}: XX", "   |          ^^ read so"),
        ("\u{feff}a: XX", "XX", " 1 | a: XX", "   |    ^^ read so"),
        ("a: XX\r\nb", "XX", " 1 | a: XX", "   |    ^^ read so"),
        ("a: XX\nYY", "XX\nYY", " 1 | a: XX", "   |    ^^... read so"),
        ("a: XX\n", "XX\n", " 1 | a: XX", "   |    ^^... read so"),
        ("##[error]XX", "[error]", " 1 | \\u{23}#[error]XX", "   |        ^^^^^^^ read so"),
    ] {
        let report = shown(text, marked);
        let lines: Vec<&str> = report.lines().collect();
        assert_eq!((lines[3], lines[4]), (line, under), "{text:?}");
    }
}

#[test]
fn a_long_line_is_cut_around_its_marks() {
    let report = shown(&format!("{} XX {}", "a".repeat(9_000), "b".repeat(9_000)), "XX");
    let lines: Vec<&str> = report.lines().collect();
    let chars: Vec<char> = lines[3].chars().collect();
    let carets = lines[4].find('^').unwrap();
    assert!(chars.len() < 150, "{}", chars.len());
    assert_eq!(chars[carets..carets + 2], ['X', 'X']);
    assert!(lines[1].ends_with(":1:9002"));
}

#[test]
fn columns_are_characters_of_the_file() {
    let text = Text::new("\u{feff}é日\r\nسوx".as_bytes());
    for (byte, line, column) in [
        (0, 1, 1),
        (3, 1, 1),
        (4, 1, 1),
        (5, 1, 2),
        (8, 1, 3),
        (10, 2, 1),
        (12, 2, 2),
        (13, 2, 2),
        (14, 2, 3),
        (99, 2, 4),
    ] {
        assert_eq!(text.position(byte), Position { line, column }, "byte {byte}");
    }
    assert_eq!((text.line(1), text.line(2), text.line(3)), ("é日".into(), "سوx".into(), "".into()));
    let broken = Text::new(b"a\xFFb\nc");
    assert_eq!(broken.position(2), Position { line: 1, column: 3 });
    assert_eq!(broken.line(1), "a\u{FFFD}b");
    assert_eq!(Text::new(b"").position(7), Position::START);
    let old = Text::new(b"a\rb\r\nc\rd");
    assert_eq!((old.line(1), old.line(2), old.line(3), old.line(4)), ("a".into(), "b".into(), "c".into(), "d".into()));
    assert_eq!((old.position(2), old.position(7)), (Position { line: 2, column: 1 }, Position { line: 4, column: 1 }));
}

#[test]
fn nothing_from_a_file_begins_a_line() {
    let file = SourceFile::new("content/\n::error::x.md", "\n::error::y\n");
    let mut notes = Diagnostics::default();
    notes
        .add(Rule::FileName, Place::new(&file.path, 1..3), "a\n::error::z")
        .label("b\r\n::error::")
        .help("c\n::error::\n##[group]")
        .related(Place::new(&file.path, 1..3), "d\n::error::");
    let sources = Sources::new([&file]);
    for report in [human(&notes, &sources, Paint::Plain), json(&notes, &sources).unwrap()] {
        for line in report.lines() {
            assert!(!line.trim_start().starts_with("::error"), "{report}");
            assert!(!line.contains("##["), "{report}");
        }
    }
}

#[test]
fn json_has_every_field_in_one_line() {
    let (file, mut notes) = one("\u{feff}date: سوريا\r\n", "سوريا");
    let place = Place::new(&file.path, 3..7);
    notes.add(Rule::DateForm, place.clone(), "odd\u{9b}\u{202e}").fix(3..7, "x").related(place, "there");
    notes.add(Rule::Internal, None, "no place");
    let lines = json(&notes, &Sources::new([&file])).unwrap();
    assert_eq!(
        lines,
        concat!(
            r#"{"rule":"date-unreadable","severity":"error","message":"this is no date","file":"content/articles/a.md","#,
            r#""line":1,"column":7,"end_line":1,"end_column":12,"help":"write it so","fix":null,"related":[]}"#,
            "\n",
            r#"{"rule":"date-form","severity":"warning","message":"odd\u009b\u202e","file":"content/articles/a.md","#,
            r#""line":1,"column":1,"end_line":1,"end_column":5,"help":null,"#,
            r#""fix":[{"line":1,"column":1,"end_line":1,"end_column":5,"text":"x"}],"#,
            r#""related":[{"file":"content/articles/a.md","line":1,"column":1,"message":"there"}]}"#,
            "\n",
            r#"{"rule":"internal","severity":"error","message":"no place","file":null,"line":null,"column":null,"#,
            r#""end_line":null,"end_column":null,"help":null,"fix":null,"related":[]}"#,
            "\n"
        )
    );
}

#[test]
fn the_summary_counts() {
    let (_, mut notes) = one("x", "x");
    notes.add(Rule::DateForm, None, "a");
    notes.add(Rule::DateForm, None, "b");
    assert_eq!(summary(&notes), "1 error, 2 warnings");
    assert_eq!(summary(&Diagnostics::default()), "");
}

/// A long line is looked at where its mistakes are, and counted from where it was looked at last.
#[test]
fn places_of_a_long_line_are_those_of_a_short_one() {
    let line = "é word \u{200b}и ".repeat(2_000);
    let bytes: Vec<u8> = [line.as_bytes(), b"\xe2\x82", line.as_bytes(), b"\nnext"].concat();
    let text = Text::new(&bytes);
    let alone = |byte: usize| Text::new(&bytes).position(byte);
    for byte in (0..bytes.len()).step_by(997).chain((0..bytes.len()).rev().step_by(1_501)).chain(27_990..28_050) {
        assert_eq!(text.position(byte), alone(byte), "{byte}");
    }
    let file = SourceFile::new("content/articles/a.md", line.clone());
    let at = line.match_indices('и').nth(1_000).unwrap().0;
    let mut notes = Diagnostics::default();
    notes.add(Rule::MixedScripts, Place::new(&file.path, at..at + 2), "m");
    let out = human(&notes, &Sources::new([&file]), Paint::Plain);
    let column = line[..at].chars().count() + 1;
    assert!(out.contains(&format!("a.md:1:{column}\n")), "{out}");
    let lines: Vec<&str> = out.lines().collect();
    let marked = lines[3].chars().nth(lines[4].find('^').unwrap());
    assert_eq!(marked, Some('и'), "{out}");
    assert!(lines[3].contains('…') && lines[3].ends_with('…'), "{out}");
}
