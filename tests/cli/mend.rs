//! `check --fix` touches the files it was asked to mend, and nothing else.

use std::fs;

use crate::site::Site;

const TALKS: &str = "content/articles/2016/2016-09-08-talks-in-geneva.md";

/// A site with one mistake that mends itself.
fn wrong() -> Site {
    let site = Site::from("small");
    site.edit(TALKS, "date: 2016-09-08", "date: 8 Sept 2016");
    site
}

/// A link or a file that lies where a file might be written on the way is somebody's.
#[cfg(unix)]
#[test]
fn nothing_is_written_through_what_lies_beside() {
    let site = wrong();
    let outside = tempfile::tempdir().unwrap();
    let precious = outside.path().join("precious");
    fs::write(&precious, "precious").unwrap();
    let beside = site.path(TALKS).with_extension("digest-fix");
    std::os::unix::fs::symlink(&precious, &beside).unwrap();
    site.run(&["check", "--fix"]).ends(1).says("Mended ");
    assert_eq!(fs::read_to_string(&precious).unwrap(), "precious");
    assert!(fs::symlink_metadata(&beside).unwrap().is_symlink());
    assert!(fs::symlink_metadata(site.path(TALKS)).unwrap().is_file());
    assert!(site.read(TALKS).contains("date: 2016-09-08\n"));
    let left: Vec<_> = site.files("content").into_keys().filter(|path| path.contains(".digest-fix")).collect();
    assert!(left.len() <= 1, "{left:?}");
}

/// On one system `\` parts folders, on another it is a letter: such a name would lead out of the site.
#[cfg(unix)]
#[test]
fn a_backslash_leads_nowhere() {
    let site = wrong();
    let outside = site.path("victim.md");
    fs::write(&outside, "keep").unwrap();
    let name = site.path("content/articles").join("..\\..\\victim.md");
    fs::write(&name, site.read(TALKS)).unwrap();
    let output = site.run(&["check", "--fix"]).ends(1);
    assert!(output.stdout.contains("a file name with a backslash in it"), "{}", output.stdout);
    assert_eq!(fs::read_to_string(&outside).unwrap(), "keep");
    assert!(fs::read_to_string(&name).unwrap().contains("8 Sept 2016"));
}

#[cfg(unix)]
#[test]
fn content_behind_a_link_is_neither_read_nor_mended() {
    let site = wrong();
    fs::rename(site.path("content"), site.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink("elsewhere", site.path("content")).unwrap();
    let output = site.run(&["check", "--fix"]).ends(1);
    assert!(output.stdout.contains("content is a symbolic link"), "{}", output.stdout);
    assert!(!output.stdout.contains("date-unreadable"), "{}", output.stdout);
    assert!(site.read("elsewhere/articles/2016/2016-09-08-talks-in-geneva.md").contains("8 Sept 2016"));
}

/// Some mistakes come to light when others are mended: the diff shows them all.
#[test]
fn a_dry_run_shows_what_would_be_written() {
    let site = wrong();
    site.edit(TALKS, "title:", "aliases:\n\t- /a/\n\t- /b/\ntitle:");
    let diff = site.run(&["check", "--fix", "--dry-run"]).ends(1).stdout;
    let before = site.read(TALKS);
    site.run(&["check", "--fix"]).ends(0);
    let after = site.read(TALKS);
    let added: Vec<&str> = diff.lines().filter_map(|line| line.strip_prefix('+')).skip(1).collect();
    let new: Vec<&str> = after.lines().filter(|line| !before.lines().any(|old| old == *line)).collect();
    assert_eq!(added, new, "{diff}");
    assert!(new.len() > 2, "{diff}");
}

#[test]
fn a_diff_commands_nothing() {
    let site = wrong();
    site.edit(TALKS, "tags:", "# ##[group]x\n  ::error::y\n# \u{1b}]0;z\u{7}\ntags:");
    let output = site.run(&["check", "--fix", "--dry-run"]).stdout;
    assert!(output.contains("8 Sept 2016"), "{output}");
    assert!(!output.contains("##[") && !output.contains('\u{1b}') && !output.contains('\u{7}'), "{output}");
    assert!(!output.lines().any(|line| line.trim_start_matches([' ', '+', '-']).starts_with("::")), "{output}");
}

/// What comes of a word processor and a phone: each slip has one right answer, and the file is clean at once.
#[test]
fn slips_of_a_first_article_are_mended_together() {
    let site = Site::from("small");
    let address = "original_url: https://www.example.net/2016/truce-\nin-the-balance";
    let text = format!(
        "\u{feff}\n—\nTitle: Truce in the balance\nАвтор: “Ed Crowther”\nDate: “8 Sept 2016”\n{address}\ntags: ceasefire; syria\n–––\nText.\n"
    );
    site.write(TALKS, text);
    site.run(&["check", "--fix", TALKS]).ends(0).says("Mended ");
    assert_eq!(
        site.read(TALKS),
        "\u{feff}---\ntitle: Truce in the balance\nauthor: Ed Crowther\ndate: 2016-09-08\n\
         original_url: https://www.example.net/2016/truce-in-the-balance\ntags: [ceasefire, syria]\n---\nText.\n"
    );
    let before = site.read(TALKS);
    site.run(&["check", "--fix", TALKS]).ends(0);
    assert_eq!(site.read(TALKS), before);
}

/// Of two right answers none is written.
#[test]
fn what_has_two_right_answers_is_left_as_it_is() {
    let site = Site::from("small");
    for line in [
        "title: “We stay”",
        "title: Rally #1 in Kyiv",
        "title: “Truce: what is known”",
        "tags: Washington, D.C.",
        "tags: {src: a.png, alt: b: c}",
    ] {
        let (key, _) = line.split_once(':').unwrap();
        let text = Site::from("small").read(TALKS);
        let lines: Vec<&str> =
            text.lines().map(|old| if old.starts_with(&format!("{key}:")) { line } else { old }).collect();
        site.write(TALKS, lines.join("\n") + "\n");
        let before = site.read(TALKS);
        assert!(before.contains(line), "{before}");
        site.run(&["check", "--fix", TALKS]);
        assert_eq!(site.read(TALKS), before);
    }
}

/// UTF-8 that was read as Latin-1 is mended whole, and no letter of it is taken for one of another script.
#[test]
fn garbled_text_is_mended_whole() {
    let site = Site::from("small");
    site.edit(TALKS, "\n---\n", "\n---\n\u{d0}\u{a2}\u{d0}\u{b5}\u{d1}\u{81}\u{d1}\u{82} x.\n");
    site.run(&["check", "--fix"]).ends(0);
    assert!(site.read(TALKS).contains("\n---\nТест x.\n"), "{}", site.read(TALKS));
}

/// What is right in its script, or would change the page, is left as it is.
#[test]
fn what_changes_more_than_the_mistake_is_left_to_people() {
    let site = Site::from("small");
    let flag = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";
    let text = format!("{flag} http://p\u{430}ypal.com [a]\u{200b}(https://example.org/)\n");
    site.edit(TALKS, "\n---\n", &format!("\n---\n{text}"));
    site.run(&["check", "--fix"]).ends(0);
    assert!(site.read(TALKS).contains(&text), "{}", site.read(TALKS));
}
