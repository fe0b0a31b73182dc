//! Lines that begin too far in are named for what they are, and mended.

use crate::site::Site;
use crate::web::{TODAY, article};

/// Checks an article in which one piece of its head is another, and what `--fix` makes of it.
#[track_caller]
fn mended(from: &str, to: &str, says: &[&str]) -> String {
    let site = Site::empty();
    site.write("site.toml", "title = \"Indented\"\nbase_url = \"https://example.org/\"\n");
    site.write("content/a.md", article("A title", "2016-01-01", ""));
    site.edit("content/a.md", from, to);
    let output = site.run(&["check", "--today", TODAY]).ends(1);
    for part in says {
        assert!(output.stdout.contains(part), "{part:?} is not in {}", output.stdout);
    }
    assert_eq!(output.stdout.matches("error[").count(), 1, "one mistake is said once: {}", output.stdout);
    site.run(&["check", "--fix", "--today", TODAY]).ends(0);
    site.read("content/a.md").split("---\n").nth(1).unwrap().to_owned()
}

#[test]
fn a_key_that_stands_too_far_in_is_moved_out() {
    let head = mended(
        "original_url:",
        "  original_url:",
        &[
            "error[yaml-invalid]: `original_url:` begins 2 spaces too far in\n",
            "--> content/a.md:5:3\n",
            "= help: begin it where `date:` begins: take the 2 spaces away\n",
        ],
    );
    assert_eq!(head, article("A title", "2016-01-01", "").split("---\n").nth(1).unwrap());
    let first = mended("title:", " title:", &["`title:` begins 1 space too far in", "begin it where `author:` begins"]);
    assert_eq!(first, head);
}

#[test]
fn what_belongs_to_the_key_moves_with_it() {
    let places = "  places:\n    - Orla\n    - Harbour\n";
    let head = mended("tags:", &format!("{places}tags:"), &["`places:` begins 2 spaces too far in"]);
    assert!(head.contains("\nplaces:\n  - Orla\n  - Harbour\ntags:"), "{head}");
    let inside = "events:\n  - when: 2016-01-01\n     what: The flood\n";
    let head =
        mended("tags:", &format!("{inside}tags:"), &["`what:` begins 1 space too far in", "where `when:` begins"]);
    assert!(head.contains("\n  - when: 2016-01-01\n    what: The flood\n"), "{head}");
}

/// A text may go on below its key, with a colon in it: nobody is told to make a key of a word.
#[test]
fn a_text_that_goes_on_is_not_taken_apart() {
    let site = Site::empty();
    site.write("site.toml", "title = \"Indented\"\nbase_url = \"https://example.org/\"\n");
    site.write("content/a.md", article("A title", "2016-01-01", "summary: The talks\n  outcome: none\n"));
    let output = site.run(&["check", "--today", TODAY]).ends(1);
    assert!(output.stdout.contains("or put the whole text between quotes if it goes on here"), "{}", output.stdout);
    let before = site.read("content/a.md");
    site.run(&["check", "--fix", "--today", TODAY]).ends(1);
    assert_eq!(site.read("content/a.md"), before);
}

#[test]
fn an_item_below_another_is_an_item_beside_it() {
    let head = mended(
        "tags: [aid]",
        "tags:\n  - aid\n    - talks\n    - truce",
        &[
            "error[yaml-invalid]: this item begins deeper than the one above, so the two are read as one text\n",
            "--> content/a.md:8:5\n",
            "= help: begin `- talks` where `- aid` begins\n",
        ],
    );
    assert!(head.ends_with("tags:\n  - aid\n  - talks\n  - truce\n"), "{head}");
}
