//! Problems never stop a preview: they are shown with their places, the last good pages stay, and when they are mended they go.

use std::fs;

use serde_json::Value;

use crate::preview::{Preview, Reader};
use crate::site::Site;

const TRUCE: &str = "content/articles/2016/2016-09-12-truce-begins.md";

/// What the overlay has as text.
#[track_caller]
fn shown(reader: &mut Reader, parts: &[&str]) -> Value {
    let problems = reader.gets("problems");
    let text: String =
        problems["notes"].as_array().unwrap().iter().map(|note| note["text"].as_str().unwrap()).collect();
    for part in parts {
        assert!(text.contains(part), "{part:?} is not in {text}");
    }
    assert_eq!(problems["blocks"], !parts.is_empty(), "{problems}");
    problems
}

#[test]
fn all_mistakes_are_shown_until_they_are_mended() {
    let site = Site::from("small");
    let mut preview = Preview::of(&site, &[]);
    let mut reader = preview.reader("");
    let before = preview.page("2016/09/12/truce-begins/");
    let good = site.read(TRUCE);
    site.write(TRUCE, good.replace("date: 2016-09-12", "date: September 12, 2016 <b>").replace("tags: [", "tag: ["));
    let problems = shown(
        &mut reader,
        &[
            "error[date-unreadable]: the date cannot be read",
            "--> content/articles/2016/2016-09-12-truce-begins.md:4:7",
            " 4 | date: September 12, 2016 <b>\n",
            "|       ^^^^^^^^",
            "= help: ",
            "error[key-",
        ],
    );
    assert_eq!(problems["title"], "2 errors");
    preview.says("The pages are those of the last build that went well.");
    assert!(preview.said.iter().any(|line| line.contains("error[date-unreadable]")), "the terminal has it too");
    let page = preview.page("2016/09/12/truce-begins/");
    assert_eq!(crate::preview::parted(&page).0, crate::preview::parted(&before).0, "the last good page stays");
    // Mended in part: what is left is shown.
    site.write(TRUCE, good.replace("tags: [", "tag: ["));
    assert_eq!(shown(&mut reader, &["error[key-"])["title"], "1 error");
    site.write(TRUCE, good.replace("Truce begins", "Truce mended"));
    assert_eq!(shown(&mut reader, &[])["title"], "");
    reader.gets("reload");
    preview.shows("2016/09/12/truce-begins/", "Truce mended");
    preview.says("Nothing is wrong any more.");
}

/// Whoever saves a file looks for what is wrong with it, and not for what was wrong before.
#[test]
fn the_file_that_was_saved_comes_first() {
    let site = Site::from("small");
    let preview = Preview::of(&site, &[]);
    let mut reader = preview.reader("");
    let first = |problems: &Value| problems["notes"][0]["text"].as_str().unwrap().to_owned();
    let truce = site.read(TRUCE);
    for (path, day) in [("content/a-first.md", 13), ("content/z-last.md", 14)] {
        let text =
            truce.replace("2016-09-12", &format!("2016-09-{day}")).replace("truce-begins", &format!("other-{day}"));
        site.write(path, text.replace("title: Truce begins", "title:"));
        let problems = reader.gets("problems");
        assert!(first(&problems).contains(path), "{path} is not the first of {problems}");
    }
}

/// Vim, Emacs and systems keep files beside those that are open; to a writer they are nothing.
#[test]
fn what_an_editor_keeps_beside_a_file_holds_nothing_back() {
    let site = Site::from("small");
    let preview = Preview::of(&site, &[]);
    for name in [".truce.md.swp", ".truce.md.swx", "truce.md~", "#truce.md#", "4913", ".DS_Store", "truce.md.tmp"] {
        site.write(&format!("content/articles/2016/{name}"), "what an editor keeps");
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("me@here.1:2", site.path("content/articles/2016/.#truce.md")).unwrap();
    site.edit(TRUCE, "title: Truce begins", "title: Truce goes on");
    preview.shows("2016/09/12/truce-begins/", "Truce goes on");
    let checked = site.run(&["check"]).ends(1);
    assert!(checked.stdout.contains("a line `*.swp` in `.gitignore` keeps such files away"), "{}", checked.stdout);
}

#[test]
fn warnings_block_nothing() {
    let site = Site::from("small");
    let preview = Preview::of(&site, &[]);
    let mut reader = preview.reader("2016/09/12/truce-begins/");
    site.edit(TRUCE, "title: Truce begins", "title: TRUCE BEGINS IN THE NORTH");
    let problems = reader.gets("problems");
    assert_eq!((problems["blocks"].clone(), problems["title"].clone()), (Value::Bool(false), "1 warning".into()));
    reader.gets("reload");
    preview.shows("2016/09/12/truce-begins/", "TRUCE BEGINS");
}

#[test]
fn a_broken_template_shows_its_place() {
    let site = Site::from("small");
    site.edit("site.toml", "title =", "theme = \"own\"\ntitle =");
    site.write("themes/own/theme.toml", "name = \"own\"\nneeds = \"1\"\nextends = \"default\"\n");
    let preview = Preview::of(&site, &[]);
    let mut reader = preview.reader("");
    site.write(
        "themes/own/templates/home.html",
        "{% extends \"base.html\" %}\n{% block main %}{{ it.nothing.at_all }}{% endblock main %}\n",
    );
    shown(&mut reader, &["error: drawing /", "home.html:2:", "it.nothing"]);
    assert_eq!(preview.get("/").status, 200);
    site.write(
        "themes/own/templates/home.html",
        "{% extends \"base.html\" %}\n{% block main %}{% if %}{% endblock main %}\n",
    );
    shown(&mut reader, &["error: the theme cannot be used", "home.html:2:"]);
    fs::write(site.path("themes/own/theme.toml"), "name = ").unwrap();
    shown(&mut reader, &["theme.toml"]);
    site.write("themes/own/theme.toml", "name = \"own\"\nneeds = \"1\"\nextends = \"default\"\n");
    shown(&mut reader, &["home.html:2:"]);
    site.remove("themes/own/templates/home.html");
    shown(&mut reader, &[]);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_site_that_is_gone_comes_back() {
    let site = Site::from("small");
    let preview = Preview::of(&site, &[]);
    let mut reader = preview.reader("");
    let good = site.read("site.toml");
    site.write("site.toml", good.replace("title =", "titel ="));
    shown(&mut reader, &["--> site.toml:1:1"]);
    site.remove("site.toml");
    shown(&mut reader, &["there is no site.toml"]);
    site.write("site.toml", &good);
    shown(&mut reader, &[]);
    fs::rename(site.path("content"), site.path("away")).unwrap();
    shown(&mut reader, &["there is nothing in", "there is no such folder"]);
    assert_eq!(preview.get("/").status, 200);
    fs::rename(site.path("away"), site.path("content")).unwrap();
    shown(&mut reader, &[]);
    site.edit(TRUCE, "---\nAn", "---\nStill: an");
    preview.shows("2016/09/12/truce-begins/", "Still: an");
}

#[test]
fn a_site_may_be_broken_when_the_preview_begins() {
    let site = Site::from("small");
    let good = site.read("site.toml");
    site.write("site.toml", good.replace("title =", "titel ="));
    let preview = Preview::of(&site, &[]);
    let page = preview.get("/2016/");
    assert_eq!(page.status, 503);
    assert!(page.text().contains("Nothing to show yet"));
    let mut reader = preview.reader("2016/");
    site.write("site.toml", &good);
    shown(&mut reader, &[]);
    reader.gets("reload");
    preview.shows("2016/09/12/", "Truce begins");
}

/// A build would refuse to lose an address; a preview publishes nothing, so it says what to write and shows the pages.
#[test]
fn an_address_that_a_build_would_not_lose_is_a_warning() {
    let site = Site::from("small");
    site.run(&["build", "--today", "2020-01-01"]).ends(0);
    let mut preview = Preview::of(&site, &[]);
    let mut reader = preview.reader("");
    let other = "content/articles/2016/2016-09-12-a-truce.md";
    fs::rename(site.path(TRUCE), site.path(other)).unwrap();
    let problems = reader.gets("problems");
    let text = problems["notes"][0]["text"].as_str().unwrap();
    assert!(text.contains("warning[address-lost]: the address /2016/09/12/truce-begins/ was published"), "{text}");
    assert!(text.contains("write `aliases: [/2016/09/12/truce-begins/]` above this line"), "{text}");
    assert_eq!(problems["blocks"], false);
    reader.gets("reload");
    preview.page("2016/09/12/a-truce/");
    site.edit(other, "\n---\n", "\naliases: [/2016/09/12/truce-begins/]\n---\n");
    assert_eq!(reader.gets("problems")["notes"].as_array().unwrap().len(), 0);
    preview.says("Nothing is wrong any more.");
    drop(preview);

    // Elsewhere it is looked at, and not moved; a folder that no build would touch keeps nobody from writing.
    let mut preview = Preview::of(&site, &["--base-url", "https://elsewhere.example/x/"]);
    assert!(!preview.said.iter().any(|line| line.contains("site-moved")), "{:?}", preview.said);
    drop(preview);
    site.write("public/manifest.json", "<!doctype html>");
    preview = Preview::of(&site, &[]);
    preview.page("2016/09/12/a-truce/");
}
