//! What was published keeps its address: the ledger in the manifest, what it is compared with, and what mends a loss.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::site::Site;

const WAITS: &str = "content/articles/2016/2016-09-20-convoy-waits.md";
const RENAMED: &str = "content/articles/2016/2016-09-21-a-convoy.md";

fn rename(site: &Site, from: &str, to: &str) {
    std::fs::rename(site.path(from), site.path(to)).unwrap();
}

fn build(site: &Site, args: &[&str], status: i32) -> String {
    site.run(&[&["build", "--today", "2020-01-01"], args].concat()).ends(status).stderr
}

/// Ids of entries in the two feeds of the site, by title.
fn ids(site: &Site) -> BTreeMap<String, Vec<String>> {
    let mut ids: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let feed: Value = serde_json::from_str(&site.read("public/feed.json")).unwrap();
    for item in feed["items"].as_array().unwrap() {
        let text = |key: &str| item[key].as_str().unwrap().to_owned();
        ids.entry(text("title")).or_default().push(text("id"));
    }
    let inside = |text: &str, name: &str| -> String {
        let (_, rest) = text.split_once(&format!("<{name}")).unwrap();
        rest.split_once('>').unwrap().1.split_once("</").unwrap().0.to_owned()
    };
    for entry in site.read("public/feed.xml").split("<entry").skip(1) {
        ids.entry(inside(entry, "title")).or_default().push(inside(entry, "id"));
    }
    ids
}

/// The published files equal those of a site that was never built before.
fn equals_clean(site: &Site) {
    let other = Site::empty();
    for (path, bytes) in site.files("") {
        if !path.starts_with("public/") && !path.starts_with(".digest/") {
            other.write(&path, bytes);
        }
    }
    build(&other, &[], 0);
    assert_eq!(site.files("public"), other.files("public"));
}

#[test]
fn a_renamed_article_leads_on_and_keeps_its_id() {
    let site = Site::from("small");
    build(&site, &[], 0);
    let (before, known) = (site.files("public"), ids(&site));
    rename(&site, WAITS, RENAMED);
    site.edit(RENAMED, "date: 2016-09-20", "date: 2016-09-21");
    let said = build(&site, &[], 1);
    let message =
        "error[address-lost]: the address /2016/09/20/convoy-waits/ was published, and nothing would stand there";
    assert!(said.contains(message), "{said}");
    assert!(said.contains(&format!("--> {RENAMED}:")), "{said}");
    assert!(said.contains("write `aliases: [/2016/09/20/convoy-waits/]` above this line"), "{said}");
    assert_eq!(site.files("public"), before, "something was published all the same");
    site.run(&["check", "--today", "2020-01-01"]).ends(1);
    site.run(&["check", "--fix", "--today", "2020-01-01"]).ends(0);
    assert!(site.read(RENAMED).contains("\naliases: [/2016/09/20/convoy-waits/]\n---\n"), "{}", site.read(RENAMED));
    build(&site, &[], 0);
    let moved = site.read("public/2016/09/20/convoy-waits/index.html");
    assert!(moved.contains("url=") && moved.contains("noindex") && moved.contains("/2016/09/21/a-convoy/"), "{moved}");
    assert_eq!(ids(&site), known, "readers of feeds get it twice");
    equals_clean(&site);

    // It moves again, and its writer forgets both: the address of which the id is made stays the first.
    site.edit(RENAMED, "aliases: [/2016/09/20/convoy-waits/]", "aliases: [/2016/waits.html]");
    site.edit(RENAMED, "date: 2016-09-21", "date: 2016-09-22");
    site.run(&["check", "--fix", "--today", "2020-01-01"]).ends(0);
    let list = "aliases: [/2016/09/20/convoy-waits/, /2016/09/21/a-convoy/, /2016/waits.html]";
    assert!(site.read(RENAMED).contains(list), "{}", site.read(RENAMED));
    build(&site, &[], 0);
    assert_eq!(ids(&site), known);
    equals_clean(&site);
}

#[test]
fn a_deleted_article_is_restored_and_withdrawn_or_given_up_on_purpose() {
    let site = Site::from("small");
    build(&site, &[], 0);
    let text = site.read(WAITS);
    site.remove(WAITS);
    let said = build(&site, &[], 1);
    assert!(said.contains(&format!("{WAITS} is gone")), "{said}");
    assert!(
        said.contains(&format!("restore {WAITS} and withdraw it there, `withdrawn: {{date: YYYY-MM-DD, reason: …}}`")),
        "{said}"
    );
    site.write(WAITS, text.replacen("\n---\n", "\ndraft: true\n---\n", 1));
    let said = build(&site, &[], 1);
    assert!(said.contains("take `draft: true` away, or withdraw it"), "{said}");
    site.write(WAITS, text.replacen("\n---\n", "\nwithdrawn: {date: 2016-09-25, reason: It was wrong.}\n---\n", 1));
    build(&site, &[], 0);
    assert!(site.read("public/2016/09/20/convoy-waits/index.html").contains("It was wrong."));
    // A maintainer who means it says so, for one build.
    site.remove(WAITS);
    let toml = site.read("site.toml");
    site.write("site.toml", toml.clone() + "\n[rules]\naddress-lost = \"off\"\n");
    build(&site, &[], 0);
    site.write("site.toml", toml);
    build(&site, &[], 0);
    assert!(!site.read("public/manifest.json").contains("convoy-waits"));
    equals_clean(&site);
}

#[test]
fn a_workflow_hands_on_what_is_online() {
    let site = Site::from("small");
    build(&site, &[], 0);
    site.write("published.json", site.read("public/manifest.json"));
    std::fs::remove_dir_all(site.path("public")).unwrap();
    rename(&site, WAITS, RENAMED);
    // Nobody knows of it where nothing was published.
    site.run(&["check"]).ends(0);
    let check = site.run(&["check", "--published", "published.json"]).ends(1);
    assert!(
        check.stdout.contains("address-lost") && check.stdout.contains("/2016/09/20/convoy-waits/"),
        "{}",
        check.stdout
    );
    build(&site, &["--published", "published.json"], 1);
    assert!(site.files("public").is_empty());
    // The bytes do not hang on what was published.
    site.run(&["check", "--fix", "--published", "published.json"]).ends(0);
    build(&site, &["--published", "published.json"], 0);
    equals_clean(&site);

    for (text, message) in [
        (
            "<!doctype html><title>404</title>",
            "is no manifest of a published site: it is damaged, or another page was fetched",
        ),
        ("{\"generator\":\"digest\",\"version\":3,\"files\":{}}", "was written by another program or a newer version"),
        ("{\"generator\":\"hugo\",\"version\":1,\"files\":{}}", "was written by another program or a newer version"),
    ] {
        site.write("bad.json", text);
        site.run(&["check", "--published", "bad.json"]).ends(2).says(message);
        site.run(&["build", "--published", "bad.json"]).ends(2).says(message);
    }
    site.run(&["check", "--published", "nowhere.json"])
        .ends(2)
        .says("cannot read nowhere.json, which --published names");
    site.write("old.json", "{\"generator\":\"digest\",\"version\":1,\"files\":{\"/index.html\":\"00\"}}");
    site.run(&["check", "--published", "old.json"]).ends(0).says("an older version wrote it");
}

#[test]
fn a_site_that_moves_is_told_so_until_it_has_moved() {
    let site = Site::from("small");
    build(&site, &[], 0);
    let old = site.read("site.toml").lines().find(|line| line.starts_with("base_url")).unwrap().to_owned();
    let address = old.split('"').nth(1).unwrap();
    site.edit("site.toml", &old, "base_url = \"https://example.org/elsewhere/\"");
    let check = site.run(&["check"]).ends(0).stdout;
    let message = format!("it was published at {address}, and is built for https://example.org/elsewhere/");
    assert!(check.contains(&message), "{check}");
    assert!(build(&site, &[], 0).contains(&message));
    assert!(!build(&site, &[], 0).contains("site-moved"));
}

/// A document without an original is known by its file, or by its title.
#[test]
fn events_timelines_and_pages_lead_on_too() {
    let site = Site::from("small");
    site.write("content/events/2016-09-12-truce.md", "---\ntitle: The truce\ndate: 2016-09-12\n---\nText.\n");
    site.write("content/pages/about.md", "---\ntitle: About\naliases:\n  - /info/\n---\nText.\n");
    site.write("content/timelines/autumn.md", "---\ntitle: Autumn\nmatch: {tags: [ceasefire]}\n---\n");
    build(&site, &[], 0);
    rename(&site, "content/events/2016-09-12-truce.md", "content/events/2016-09-12-a-truce.md");
    site.edit("content/pages/about.md", "title: About", "title: About us\nslug: about-us");
    site.edit("content/timelines/autumn.md", "title:", "slug: autumn-of-2016\ntitle:");
    site.run(&["check", "--fix"]).ends(0);
    assert!(
        site.read("content/pages/about.md").contains("aliases:\n  - /info/\n  - /about/\n"),
        "the first stays the first"
    );
    build(&site, &[], 0);
    for old in ["events/truce", "about", "info", "timelines/autumn"] {
        assert!(site.read(&format!("public/{old}/index.html")).contains("http-equiv=\"refresh\""), "{old}");
    }
    equals_clean(&site);
    // A kind of pages that is left out takes the addresses of its documents along.
    site.write("site.toml", site.read("site.toml") + "\n[pages]\nevents = false\n");
    let said = build(&site, &[], 1);
    assert!(said.contains("/events/a-truce/") && said.contains("write `events = true` under `[pages]`"), "{said}");
}

/// Nothing of the pages changes, and the manifest has to: files that are believed unread must not hide that.
#[test]
fn a_file_that_moves_under_its_address_is_known_by_its_new_place() {
    let site = Site::from("small");
    build(&site, &[], 0);
    let away = "content/articles/elsewhere/2016-09-20-convoy-waits.md";
    std::fs::create_dir_all(site.path("content/articles/elsewhere")).unwrap();
    rename(&site, WAITS, away);
    build(&site, &[], 0);
    assert!(site.read("public/manifest.json").contains(away));
    equals_clean(&site);
}
