//! What became of a published document, and what is said of it: drafts, translations, files that others took over, broken
//! ones, and what a manifest says that was fetched.

use serde_json::Value;

use crate::site::Site;

const WAITS: &str = "content/articles/2016/2016-09-20-convoy-waits.md";
const ADDRESS: &str = "/2016/09/20/convoy-waits/";

fn build(site: &Site, args: &[&str], status: i32) -> String {
    site.run(&[&["build", "--today", "2020-01-01"], args].concat()).ends(status).stderr
}

fn check(site: &Site) -> String {
    site.run(&["check", "--today", "2020-01-01"]).stdout
}

fn published(site: &Site) -> Site {
    build(site, &[], 0);
    let other = Site::empty();
    site.files("").into_iter().for_each(|(path, bytes)| other.write(&path, bytes));
    other
}

#[test]
fn a_draft_was_never_published() {
    let site = Site::from("small");
    let path = "content/articles/2016/2016-09-25-later.md";
    site.write(
        path,
        site.read(WAITS).replace("convoy\n", "later\n").replace("09-20", "09-25").replacen(
            "\n---\n",
            "\ndraft: true\n---\n",
            1,
        ),
    );
    build(&site, &["--drafts"], 0);
    assert!(site.path("public/2016/09/25/later/index.html").exists());
    assert!(!site.read("public/manifest.json").contains("\"/2016/09/25/later/\": {\"kind\""));
    site.remove(path);
    build(&site, &["--drafts"], 0);
}

/// A translation has the same original and an address of its own: it is not what the other one became.
#[test]
fn a_translation_does_not_stand_for_what_is_gone() {
    let site = Site::from("small");
    let path = "content/articles/2016/2016-09-20-a-convoy-waits.md";
    let text = site.read(WAITS).replace("lang: ar", "lang: en\ntranslation_of: convoy-waits");
    site.write(path, text);
    let site = published(&site);
    site.remove(WAITS);
    site.edit(path, "translation_of: convoy-waits\n", "");
    let said = build(&site, &[], 1);
    assert!(
        said.contains(&format!("{WAITS} is gone")) && !said.contains("at /2016/09/20/a-convoy-waits/ now"),
        "{said}"
    );
}

/// Another original under another name is another article, though it lies in the file of the first.
#[test]
fn an_article_that_takes_over_a_file_is_another() {
    let site = published(&Site::from("small"));
    site.edit(WAITS, "example.com/convoy", "example.com/another");
    site.edit(WAITS, "tags:", "slug: another\ntags:");
    let said = build(&site, &[], 1);
    assert!(said.contains(&format!("{WAITS} is gone")), "{said}");
    // Under its old name it is the same one, whose original was put right.
    site.edit(WAITS, "slug: another\n", "date: 2016-09-21\n");
    site.edit(WAITS, "date: 2016-09-20\n", "");
    assert!(check(&site).contains(&format!("write `aliases: [{ADDRESS}]` above this line")), "{}", check(&site));
}

/// A slip is one mistake: nobody is told as well that the article is gone.
#[test]
fn a_file_that_cannot_be_read_has_lost_nothing() {
    let site = published(&Site::from("small"));
    site.edit(WAITS, "date: 2016-09-20", "date: someday");
    let said = check(&site);
    assert!(said.contains("date-") && !said.contains("address-lost"), "{said}");
    site.write(WAITS, "No front matter.\n");
    assert!(!check(&site).contains("address-lost"), "{}", check(&site));
}

#[test]
fn the_same_site_by_https_has_not_moved() {
    let site = Site::from("small");
    let old = site.read("site.toml").lines().find(|line| line.starts_with("base_url")).unwrap().to_owned();
    site.edit("site.toml", &old, "base_url = \"http://digest.example.org/\"");
    let site = published(&site);
    site.edit("site.toml", "http://digest.example.org/", "https://digest.example.org/");
    assert!(!build(&site, &[], 0).contains("site-moved"));
}

/// What could be either of two is for people to say.
#[test]
fn of_two_candidates_none_is_taken() {
    let site = Site::from("small");
    site.write("content/pages/about.md", "---\ntitle: About\n---\nText.\n");
    let site = published(&site);
    site.remove("content/pages/about.md");
    for name in ["one", "two"] {
        site.write(&format!("content/pages/{name}.md"), "---\ntitle: About\n---\nText.\n");
    }
    let said = build(&site, &[], 1);
    assert!(
        said.contains("write `aliases: [/about/]` into the one that the page of content/pages/about.md became"),
        "{said}"
    );
    assert_eq!(said.matches("it may be this page").count(), 2, "{said}");
}

#[test]
fn an_alias_ends_its_line_as_the_file_does() {
    let site = Site::from("small");
    site.write(WAITS, site.read(WAITS).replace('\n', "\r\n"));
    let site = published(&site);
    site.edit(WAITS, "date: 2016-09-20", "date: 2016-09-21");
    site.run(&["check", "--fix", "--today", "2020-01-01"]).ends(0);
    let text = site.read(WAITS);
    assert!(text.contains(&format!("\r\naliases: [{ADDRESS}]\r\n---\r\n")), "{text:?}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

/// A manifest is fetched from the network; what it says becomes one value of one key, whatever it is.
#[test]
fn a_manifest_writes_no_key_into_a_file() {
    let site = published(&Site::from("small"));
    let mut manifest: Value = serde_json::from_str(&site.read("public/manifest.json")).unwrap();
    let known = manifest["documents"][ADDRESS].clone();
    let before = site.read(WAITS);
    let odd = [
        "/x\nwithdrawn: {date: 2016-09-21, reason: Lies}\ny/",
        "/a]b, c: [d/",
        "/../../etc/",
        "/x#y",
        "/\u{202e}gpj/",
        "no",
    ];
    for address in odd {
        manifest["documents"] = serde_json::json!({ address: known });
        site.write("fetched.json", manifest.to_string());
        site.run(&["check", "--fix", "--published", "fetched.json", "--today", "2020-01-01"]);
        let text = site.read(WAITS);
        let new: Vec<&str> = text.lines().filter(|line| !before.lines().any(|old| old == *line)).collect();
        assert!(new.len() < 2, "{address:?}: {text}");
        let value = new.first().map_or("", |line| line.strip_prefix("aliases: [").unwrap().strip_suffix(']').unwrap());
        assert!(!value.contains([' ', ':', '[', ']', ',', '#', '\u{202e}']), "{value}");
        site.write(WAITS, before.as_str());
    }
}

/// Everything at once: the article moves, says other things, and another one claims its old address.
#[test]
fn an_address_is_claimed_by_one_document_alone() {
    let site = published(&Site::from("small"));
    let moved = "content/articles/2016/2016-09-22-the-convoy-waits.md";
    std::fs::rename(site.path(WAITS), site.path(moved)).unwrap();
    site.edit(moved, "date: 2016-09-20", "date: 2016-09-22");
    site.edit(moved, "tags:", &format!("aliases: [{ADDRESS}]\ntags:"));
    let claims = "content/articles/2016/2016-09-23-claims.md";
    let text = site.read(moved).replace("2016-09-22", "2016-09-23").replace("example.com/convoy", "example.com/claims");
    site.write(claims, text);
    let said = build(&site, &[], 1);
    assert!(said.contains("error[route-taken]: two documents claim the address"), "{said}");
    assert!(said.contains(claims) && said.contains(moved), "{said}");
    assert!(site.read(&format!("public{ADDRESS}index.html")).contains("<article"), "nothing was published");
}
