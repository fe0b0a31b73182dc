//! The numbers of the limits: what is as large as it may be is built, and one byte more is an error that says the number.

use std::fmt::Write as _;

use crate::site::Site;
use crate::web::{TODAY, Web, article};

const TOML: &str = "title = \"Sizes\"\nbase_url = \"https://example.org/\"\n";

/// Builds a site of one file beside a usual article, with the most and with one more; that is an error of this rule with
/// these words in it.
#[track_caller]
fn limit(path: &str, at: &[u8], past: &[u8], rule: &str, words: &str) {
    let site = Site::empty();
    site.write("site.toml", TOML);
    site.write("content/usual.md", article("Usual", "2016-01-01", ""));
    site.write(path, at);
    let output = site.run(&["check", "--today", TODAY]).ends(0);
    assert!(!output.stdout.contains(&format!("[{rule}]")), "{}", output.stdout);
    site.run(&["build", "--today", TODAY]).ends(0);
    site.write(path, past);
    let output = site.run(&["check", "--today", TODAY]).ends(1);
    assert!(output.stdout.contains(&format!("error[{rule}]: ")), "{}", output.stdout);
    assert!(output.stdout.contains(words), "{words}: {}", output.stdout);
    let before = site.files("public");
    site.run(&["build", "--today", TODAY]).ends(1).says("Nothing was published.");
    assert_eq!(site.files("public"), before);
}

/// An article filled up to so many bytes with lines of text.
fn filled(bytes: usize) -> Vec<u8> {
    let mut text = article("Long", "2016-01-02", "").into_bytes();
    let line = format!("{}\n\n", "word ".repeat(200));
    while text.len() + line.len() <= bytes {
        text.extend_from_slice(line.as_bytes());
    }
    text.resize(bytes, b'x');
    text
}

#[test]
fn a_file_has_a_mebibyte() {
    let most = 1024 * 1024;
    limit("content/a.md", &filled(most), &filled(most + 1), "file-too-large", "1048577 bytes; 1048576 are the most");
}

#[test]
fn a_line_has_64_kibibytes() {
    let text = |bytes: usize| article("Line", "2016-01-02", "") + &"x".repeat(bytes) + "\n\nMore.\n";
    let words = "this line has 65537 bytes; 65536 are the most";
    limit("content/a.md", text(65_536).as_bytes(), text(65_537).as_bytes(), "file-too-large", words);
    let terms = |bytes: usize| format!("aid: Aid\n# {}\n", "x".repeat(bytes - 2));
    limit("content/tags.yaml", terms(65_536).as_bytes(), terms(65_537).as_bytes(), "file-too-large", words);
}

#[test]
fn front_matter_has_16_kibibytes() {
    let text = |bytes: usize| {
        let front = |fill: usize| article("Front", "2016-01-02", &format!("# {}\n", "x".repeat(fill)));
        let usual = front(0).split("---\n").nth(1).unwrap().len();
        front(bytes - usual).into_bytes()
    };
    let words = "the front matter has 16385 bytes; 16384 are the most";
    limit("content/a.md", &text(16_384), &text(16_385), "file-too-large", words);
}

/// A list or map inside another is a level; the front matter itself is the first.
#[test]
fn front_matter_has_32_levels() {
    let flow = |open: &str, close: &str, levels: usize| {
        let deep = levels - 1;
        article("Deep", "2016-01-02", &format!("extra: {}x{}\n", open.repeat(deep), close.repeat(deep))).into_bytes()
    };
    // `extra` is a map, so that a list stands in it.
    let list = |levels| flow("[", "]", levels);
    let lists = |levels: usize| {
        let text = String::from_utf8(list(levels - 1)).unwrap();
        text.replace("extra: ", "extra: {a: ").replace("]\n---", "]}\n---").into_bytes()
    };
    limit("content/a.md", &lists(32), &lists(33), "too-deep", "32");
    let maps = |levels| flow("{a: ", "}", levels);
    limit("content/a.md", &maps(32), &maps(33), "too-deep", "32");
    let blocks = |levels: usize| {
        let mut lines = String::from("extra:\n");
        for level in 1..levels {
            let _ = writeln!(lines, "{}a:{}", "  ".repeat(level), if level + 1 == levels { " x" } else { "" });
        }
        article("Deep", "2016-01-02", &lines).into_bytes()
    };
    limit("content/a.md", &blocks(32), &blocks(33), "too-deep", "32");
    let terms = |levels: usize| format!("aid: {}x{}\n", "[".repeat(levels - 1), "]".repeat(levels - 1));
    let site = Site::empty();
    site.write("site.toml", TOML);
    site.write("content/usual.md", article("Usual", "2016-01-01", ""));
    for (levels, deep) in [(32, false), (33, true)] {
        site.write("content/tags.yaml", terms(levels));
        let output = site.run(&["check", "--today", TODAY]).ends(1);
        assert_eq!(output.stdout.contains("error[too-deep]"), deep, "{}", output.stdout);
    }
}

/// Quotations and footnotes are one block, a list is two with its item.
#[test]
fn markdown_has_64_blocks() {
    let text = |body: &str| format!("{}\n{body}\n", article("Nested", "2016-01-02", "")).into_bytes();
    let words = "more than 64 blocks stand inside each other";
    limit("content/a.md", &text(&(">".repeat(64) + " x")), &text(&(">".repeat(65) + " x")), "too-deep", words);
    limit("content/a.md", &text(&("- ".repeat(32) + "x")), &text(&("- ".repeat(33) + "x")), "too-deep", words);
    let mixed = |quotes: usize| text(&("1. ".repeat(20) + &"> ".repeat(quotes) + "x"));
    limit("content/a.md", &mixed(24), &mixed(25), "too-deep", words);
    let note = |quotes: usize| text(&format!("A[^1]\n\n[^1]: {}x", "> ".repeat(quotes)));
    limit("content/a.md", &note(63), &note(64), "too-deep", words);
}

#[test]
fn an_article_has_20_tags() {
    let text = |tags: usize| {
        let tags: Vec<String> = (0..tags).map(|tag| format!("tag-{tag}")).collect();
        article("Tags", "2016-01-02", "").replace("[aid]", &format!("[{}]", tags.join(", "))).into_bytes()
    };
    limit("content/a.md", &text(20), &text(21), "tags-invalid", "there are 21 tags; 20 are the most");
}

/// A table whose rows say nothing becomes far more HTML than it has Markdown: the first that is too large by a row.
#[test]
fn a_body_becomes_4_kibibytes_and_40_times_its_markdown() {
    let body = |rows: usize| format!("{}|\n{}|\n{}", "|a".repeat(300), "|-".repeat(300), "|b\n".repeat(rows));
    let text =
        |rows: usize| article("Table", "2016-01-02", "").replace("An invented text.\n", &body(rows)).into_bytes();
    let site = Site::empty();
    site.write("site.toml", TOML);
    site.write("content/a.md", text(0));
    // What the page of a table of so many rows has between its first and last row.
    let size = |rows: usize| {
        site.write("content/a.md", text(rows));
        let page = Web::build(&site, &[]).text("/2016/01/02/a/");
        let start = page.find("<section class=\"scroll\"").unwrap();
        page[start..].find("</section>").unwrap() + "</section>".len()
    };
    let (one, two) = (size(1), size(2));
    let html = |rows: usize| one + (two - one) * (rows - 1);
    let most = |rows: usize| 4 * 1024 + 40 * body(rows).len();
    let rows = (1..).take_while(|rows| html(*rows) <= most(*rows)).last().unwrap();
    assert_eq!(size(rows), html(rows));
    let words = format!("the text becomes more than {} bytes of html", most(rows + 1));
    limit("content/a.md", &text(rows), &text(rows + 1), "html-too-large", &words);
}

#[test]
fn a_vocabulary_has_8_mebibytes() {
    let text = |bytes: usize| {
        let line = format!("# {}\n", "x".repeat(60_000));
        let mut text = String::from("aid: Aid\n");
        while text.len() + line.len() <= bytes {
            text.push_str(&line);
        }
        let rest = bytes - text.len();
        text + "#" + &"x".repeat(rest - 1)
    };
    let most = 8 * 1024 * 1024;
    limit("content/tags.yaml", text(most).as_bytes(), text(most + 1).as_bytes(), "file-refused", "more than 8 MiB");
}

/// Where a number is passed, the code is plain text, and nothing else changes.
#[test]
fn code_is_coloured_up_to_a_size() {
    let site = Site::empty();
    site.write("site.toml", TOML);
    let block = |code: &str| format!("```rust\n{code}```\n\n");
    let colours = |body: &str| {
        site.write("content/a.md", article("Code", "2016-01-02", "") + "\n" + body);
        let page = Web::build(&site, &[]);
        let page = page.page("/2016/01/02/a/");
        page.find("pre code").iter().map(|code| code.attr("class").is_some()).collect::<Vec<_>>()
    };
    // A line of 200 characters, not bytes.
    let line = |chars: usize| format!("let a = \"{}\";\n", "é".repeat(chars - 11));
    assert_eq!(colours(&block(&line(200))), [true]);
    assert_eq!(colours(&block(&line(201))), [false]);
    assert_eq!(colours(&(block(&line(201)) + &block(&line(200)))), [false, true], "a block is judged alone");
    // A block of 32 KiB.
    let filled = |bytes: usize| {
        let lines = "let a = 1;\n".repeat(bytes / 11 - 1);
        let rest = bytes - lines.len() - 1;
        format!("{lines}{}\n", "x".repeat(rest))
    };
    assert_eq!(colours(&block(&filled(32 * 1024))), [true]);
    assert_eq!(colours(&block(&filled(32 * 1024 + 1))), [false]);
    // 128 KiB of an article: four such blocks, and nothing after them.
    let four = block(&filled(32 * 1024)).repeat(4);
    assert_eq!(colours(&(four.clone() + &block("x\n"))), [true, true, true, true, false]);
    let less = block(&filled(32 * 1024)).repeat(3) + &block(&filled(32 * 1024 - 2));
    assert_eq!(colours(&(less.clone() + &block("x\n"))), [true; 5]);
    assert_eq!(colours(&(less + &block("xy\n"))), [true, true, true, true, false]);
}
