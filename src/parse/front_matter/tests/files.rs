//! Files as a whole: `---` lines, limits, encodings, names, drafts.

use super::*;

#[test]
fn files_without_front_matter_are_refused() {
    check_file(
        "",
        "front-matter-missing @1:1-1:1 the file does not begin with front matter / help: write `---` on the first line, then a line each for `title:`, `author:`, `date:`, `original_url:` and `tags:`, then `---`, then the text",
    );
    check_file(
        "Hello\n---\n",
        "front-matter-missing @1:1-1:6 the file does not begin with front matter / help: write `---` on the first line, then a line each for `title:`, `author:`, `date:`, `original_url:` and `tags:`, then `---`, then the text",
    );
    check_file(
        "+++\ntitle = 1\n+++\n",
        "front-matter-missing @1:1-1:4 the front matter is not YAML / help: write `key: value` lines between two lines `---`",
    );
    check_file(
        "---\ntitle: T\n",
        "front-matter-missing @1:1-1:4 the front matter is never closed / help: write a line `---` after the last key",
    );
}

#[test]
fn limits_are_told_with_their_number() {
    let big = |front: usize| format!("---\n#{}\n---\n", "x".repeat(front - 2));
    assert!(!read(&big(16 * 1024)).1.contains("file-too-large"));
    check_file(
        &big(16 * 1024 + 1),
        "file-too-large @1:1-1:4 the front matter has 16385 bytes; 16384 are the most / help: shorten it, or move text below the second `---`",
    );
    check_file(
        &format!("---\n---\n{}\nx", "x".repeat(65_537)),
        "file-too-large @3:1-3:1 this line has 65537 bytes; 65536 are the most / help: break it into paragraphs",
    );
    check_file(
        &"x\n".repeat(600_000),
        "file-too-large @1:1-1:1 the file has 1200000 bytes; 1048576 are the most / help: a digest summarises and links; shorten the text",
    );
    let file = SourceFile::new("a.md", b"---\nt: \xE9\n---\n".to_vec());
    assert_eq!(
        read_file(&file).1,
        "not-utf8 @2:4-2:5 this byte is not UTF-8 / help: save the file as UTF-8 in the editor\n"
    );
    let file = SourceFile::new("a.md", b"\xFF\xFE-\0".to_vec());
    assert!(read_file(&file).1.contains("this file is UTF-16, not UTF-8"));
}

#[test]
fn line_ends_and_marks_of_windows_are_tolerated() {
    let text = format!("\u{FEFF}---\r\n{}\r\n--- \r\nText.\r\n", GOOD.join("\r\n").replace("A title", "Ä: title"));
    check_file(
        &text,
        "yaml-invalid @2:8-2:16 a value with `: ` in it stands between quotes / help: write `\"Ä: title\"` / fix @2:8: \"Ä: title\" -> \"\\\"Ä: title\\\"\"",
    );
    let text = text.replace("Ä: title", "Äpfel");
    let (read, notes) = read(&text);
    assert_eq!((notes.as_str(), &text[read.unwrap().body.start..]), ("", "Text.\r\n"));
}

#[test]
fn yaml_features_are_refused() {
    check(
        "warning: &x y",
        "yaml-feature @7:10-7:12 `&x` is a YAML anchor / help: put the value between quotes: `\"&x y\"` / fix @7:10: \"&x y\" -> \"\\\"&x y\\\"\"",
    );
    check("extra: {<<: {a: 1}}", "yaml-feature @7:9-7:11 `<<` is a YAML merge key / help: write the keys out here");
    check("---", "");
}

#[test]
fn drafts_are_told_gently() {
    let text = "---\ntitle: T\nauthor: unknown\ndate: 2016-09-08\noriginal_url: https://example.org/\ntags: []\ndraft: true\n---\n";
    check_file(
        text,
        "tags-invalid @6:7-6:9 there are no tags / warning / help: write one or more: `tags: [a tag, another tag]`",
    );
    assert!(read(text).0.is_none());
    assert!(read(&text.replace("[]", "[a]")).0.unwrap().head.draft);
}

#[track_caller]
fn named(name: &str, slug: &str, notes: &str) {
    let file = SourceFile::new(format!("content/x/{name}.md"), format!("---\n{}\n---\n", GOOD.join("\n")));
    let (read, found) = read_file(&file);
    assert_eq!((read.map(|read| read.head.slug.to_string()).unwrap_or_default().as_str(), found.trim()), (slug, notes));
}

#[test]
fn names_become_slugs() {
    named("2016-09-08-some-slug", "some-slug", "");
    named("some-slug", "some-slug", "");
    named("2016-09-08", "2016-09-08", "");
    named("2016-09-08-هدنة-سوريا", "هدنة-سوريا", "");
    named("2016-09-08-Перемирие", "перемирие", "");
    named("2016-09-08-re\u{301}sume\u{301}", "r\u{e9}sum\u{e9}", "");
    named(
        "2016-09-08-Some Slug_x",
        "some-slug-x",
        "slug-differs @1:1-1:1 the address of this file is `some-slug-x` / help: write `slug: some-slug-x`, or name the file so / fix @7:1: \"\" -> \"slug: some-slug-x\\n\"",
    );
    named(
        "2016-09-08-!",
        "",
        "slug-invalid @1:1-1:1 the file's name has no letter or digit to make an address of / help: rename the file, or write `slug: some-words`",
    );
    named("2016-13-40-x", "x", "");
    named(
        "2016-09-09-x",
        "x",
        "date-disagrees @4:7-4:17 the file's name says 2016-09-09, the front matter 2016-09-08 / help: the front matter counts: rename the file, or mend the date",
    );
}
