//! What a build remembers: pages that are what they were are not drawn again, whatever is damaged, copied or put in the
//! place of what is remembered. That the bytes are those of a clean build is compared here too.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::site::{Output, Site};

const TRUCE: &str = "content/articles/2016/2016-09-12-truce-begins.md";

/// A published site whose files are older than the moment in which they were looked at.
fn published() -> Site {
    let site = Site::from("small");
    site.run(&["build"]).ends(0);
    // Files of the last moment are read once more.
    std::thread::sleep(Duration::from_millis(50));
    site.run(&["build"]).ends(0);
    site
}

/// Builds, and compares what came of it with a build that remembers nothing.
fn again(site: &Site) -> Output {
    let output = site.run(&["build"]).ends(0);
    site.run(&["build", "--clean", "--output", "clean"]).ends(0);
    assert_eq!(site.files("public"), site.files("clean"));
    fs::remove_dir_all(site.path("clean")).unwrap();
    output
}

fn drawn(output: &Output) -> usize {
    let start = output.stderr.split_once(" drawn, ").unwrap().0;
    start.rsplit_once('(').unwrap().1.replace(' ', "").parse().unwrap()
}

#[test]
fn a_build_without_a_change_draws_nothing() {
    let site = published();
    let first = Site::from("small");
    assert!(drawn(&first.run(&["build"]).ends(0)) > 20);
    assert_eq!(drawn(&again(&site)), 0);
}

#[test]
fn a_changed_word_draws_the_pages_that_show_it() {
    let site = published();
    let article = site.tree("content").into_iter().find(|path| path.contains("articles") && path.ends_with(".md"));
    let path = format!("content/{}", article.unwrap());
    let text = site.read(&path);
    site.write(&path, text + "\nOne more paragraph.\n");
    let output = again(&site);
    assert!((1..12).contains(&drawn(&output)), "{}", output.stderr);
}

#[test]
fn what_it_does_not_depend_on_is_not_asked_for_and_what_it_depends_on_is() {
    let site = published();
    let toml = site.read("site.toml");
    site.write("site.toml", toml.replacen("title = \"", "title = \"Another ", 1));
    assert!(drawn(&again(&site)) > 20);
    assert!(drawn(&site.run(&["build", "--base-url", "https://example.net/below/"]).ends(0)) > 20);
}

#[test]
fn a_page_that_somebody_changed_is_mended() {
    let site = published();
    let place = site.path("public/index.html");
    let (bytes, then) = (fs::read(&place).unwrap(), fs::metadata(&place).unwrap().modified().unwrap());
    // As long as it was, and as old as it seems.
    fs::write(&place, bytes.iter().map(|byte| if *byte == b'e' { b'a' } else { *byte }).collect::<Vec<u8>>()).unwrap();
    fs::File::options().write(true).open(&place).unwrap().set_modified(then).unwrap();
    assert_eq!(drawn(&again(&site)), 1);
    fs::remove_file(&place).unwrap();
    assert_eq!(drawn(&again(&site)), 1);
}

#[test]
fn a_copy_of_the_site_is_believed_by_its_bytes() {
    let site = published();
    for path in site.tree("public") {
        let place = site.path("public").join(path);
        let bytes = fs::read(&place).unwrap();
        fs::remove_file(&place).unwrap();
        fs::write(&place, bytes).unwrap();
        fs::File::options().write(true).open(&place).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    }
    assert_eq!(drawn(&again(&site)), 0);
}

#[test]
fn what_is_damaged_or_missing_is_forgotten() {
    let site = published();
    let memory = fs::read(site.path(".digest/memory")).unwrap();
    // Some of it is read only when something is another.
    let mut words = 0;
    let mut another_word = || {
        words += 1;
        site.write(TRUCE, site.read(TRUCE) + &format!("\nParagraph {words}.\n"));
    };
    for at in [0, 31, 40, memory.len() / 2, memory.len() - 1] {
        fs::write(site.path(".digest/memory"), &memory[..at]).unwrap();
        another_word();
        assert!(drawn(&again(&site)) > 20, "cut at {at}");
    }
    // The key and the first length stand for all; of the rest a part is forgotten by itself.
    let within = (1..24).map(|part| 40 + (memory.len() - 41) / 24 * part);
    for at in [0, 31, 32].into_iter().chain(within) {
        let mut damaged = memory.clone();
        damaged[at] ^= 1;
        fs::write(site.path(".digest/memory"), &damaged).unwrap();
        another_word();
        let built = again(&site);
        assert!(at > 32 || drawn(&built) > 20, "byte {at}");
    }
    fs::remove_file(site.path(".digest/memory")).unwrap();
    assert!(drawn(&again(&site)) > 20);
}

#[test]
fn what_there_is_to_say_is_said_again() {
    let site = Site::from("small");
    site.write("content/articles/2016/2016-09-13-later.md", site.read(TRUCE).replace("truce-begins", "later"));
    let warnings = |output: &Output| -> Vec<String> {
        output.stderr.lines().filter(|line| !line.starts_with("Published")).map(str::to_owned).collect()
    };
    let first = warnings(&site.run(&["build"]).ends(0));
    assert!(first.join("\n").contains("date-disagrees"), "{first:?}");
    for _ in 0..2 {
        let output = site.run(&["build"]).ends(0);
        assert_eq!((drawn(&output), warnings(&output)), (0, first.clone()));
    }
    let check = || site.run(&["check"]).ends(0).stdout;
    let said = check();
    assert!(said.contains("date-disagrees"), "{said}");
    assert_eq!(said, check());
    // On another day there is more to say of the same files.
    let then = ["--today", "2016-09-01"];
    site.run(&["build", then[0], then[1]]).ends(0).says("date-in-future");
    assert!(site.run(&["check", then[0], then[1]]).ends(0).stdout.contains("date-in-future"));
    assert!(!check().contains("date-in-future"));
}

#[test]
fn what_another_site_published_is_compared_though_nothing_is_changed() {
    let site = published();
    let manifest = site.read("public/manifest.json");
    site.write("live.json", manifest.replace("/2016/09/12/truce-begins/", "/2016/09/12/truce-of-old/"));
    site.run(&["build", "--published", "live.json"]).ends(1).says("address-lost");
    assert!(site.run(&["check", "--published", "live.json"]).ends(1).stdout.contains("address-lost"));
    // The same documents, as they stand: nothing is lost, and nothing is drawn.
    site.write("live.json", manifest);
    assert_eq!(drawn(&site.run(&["build", "--published", "live.json"]).ends(0)), 0);
}

#[test]
fn a_file_that_only_seems_new_is_read_once() {
    let site = published();
    let (memory, page) = (site.path(".digest/memory"), site.path("public/index.html"));
    let written = || fs::metadata(&memory).unwrap().modified().unwrap();
    for path in [site.path(TRUCE), page] {
        fs::File::options().write(true).open(path).unwrap().set_modified(SystemTime::now()).unwrap();
        std::thread::sleep(Duration::from_millis(50));
        let before = written();
        assert_eq!(drawn(&site.run(&["build"]).ends(0)), 0);
        assert_ne!(written(), before, "what the disk says of it now is kept");
        let before = written();
        assert_eq!(drawn(&site.run(&["build"]).ends(0)), 0);
        assert_eq!(written(), before, "nothing is written where nothing is another");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_its_place_is_not_followed() {
    let site = published();
    site.write("elsewhere", "mine");
    for name in [".digest/memory", ".digest/memory.new"] {
        let _ = fs::remove_file(site.path(name));
        std::os::unix::fs::symlink(site.path("elsewhere"), site.path(name)).unwrap();
        again(&site);
        assert_eq!(site.read("elsewhere"), "mine");
        let _ = fs::remove_file(site.path(name));
    }
    // What stands where it would be kept is no reason to fail.
    let _ = fs::remove_file(site.path(".digest/memory"));
    fs::create_dir(site.path(".digest/memory")).unwrap();
    site.run(&["build"]).ends(0);
}

/// The manifest need not be read through while it is the one that was left; any other is, byte by byte, though no source is another.
#[test]
fn another_manifest_than_the_one_that_was_left_is_looked_into() {
    let site = published();
    let left = site.read("public/manifest.json");
    for (other, said) in [
        (left.replacen("\"digest\"", "\"another\"", 1), "was written by another program"),
        (left[..left.len() / 2].to_owned(), "is damaged or not of this program"),
        (String::new(), "is damaged or not of this program"),
    ] {
        site.write("public/manifest.json", &other);
        for command in ["build", "check"] {
            let stderr = site.run(&[command]).ends(2).stderr;
            assert!(stderr.contains(said), "{command}: {stderr}");
        }
        assert_eq!(site.read("public/manifest.json"), other);
    }
    // One that lists a file less: the page is somebody else's, and stands in the way.
    let line = left.lines().find(|line| line.contains("/404.html\"")).unwrap();
    site.write("public/manifest.json", left.replace(&format!("{line}\n"), ""));
    let stderr = site.run(&["build"]).ends(2).stderr;
    assert!(stderr.contains("404.html"), "{stderr}");
    site.write("public/manifest.json", &left);
    assert_eq!(drawn(&again(&site)), 0);
}

/// What is written down while the site is published goes where it cannot be published.
#[test]
fn what_was_noted_of_a_site_that_was_not_published_goes() {
    let site = published();
    let before = fs::read(site.path(".digest/memory")).unwrap();
    site.write("content/pages/news.md", "---\ntitle: News\n---\nNew.\n");
    site.write("public/news/index.html", "mine");
    let stderr = site.run(&["build"]).ends(2).stderr;
    assert!(stderr.contains("news/index.html"), "{stderr}");
    assert_eq!(fs::read(site.path(".digest/memory")).unwrap(), before);
    assert_eq!(site.tree(".digest"), ["lock", "memory"]);
    assert_eq!(site.read("public/news/index.html"), "mine");
}
