//! Every change is picked up, and tells those whom it concerns.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::preview::{Preview, parted};
use crate::site::Site;

const TRUCE: &str = "content/articles/2016/2016-09-12-truce-begins.md";
const TALKS: &str = "content/articles/2016/2016-09-08-talks-in-geneva.md";
const THEME: &str = "name = \"own\"\nneeds = \"1\"\nextends = \"default\"\n";

/// The small site with a theme of its own, in which a sheet is all that there is.
fn themed() -> Site {
    let site = Site::from("small");
    site.edit("site.toml", "title =", "theme = \"own\"\ntitle =");
    site.write("themes/own/theme.toml", THEME);
    site.write("themes/own/static/style.css", "body { color: red }");
    site
}

#[test]
fn a_changed_page_is_asked_for_again_and_no_other() {
    let site = Site::from("small");
    let preview = Preview::of(&site, &[]);
    let (mut truce, mut talks) =
        (preview.reader("2016/09/12/truce-begins/"), preview.reader("2016/09/08/talks-in-geneva/"));
    site.edit(TRUCE, "An invented article", "A changed article");
    truce.gets("reload");
    assert!(preview.page("2016/09/12/truce-begins/").contains("A changed article"));
    // The first thing that the other one hears of is a change of its own.
    site.edit(TALKS, "---\nAn", "---\nChanged: an");
    talks.gets("reload");
    assert!(preview.page("2016/09/08/talks-in-geneva/").contains("Changed: an"));
}

#[test]
fn a_style_sheet_is_exchanged_and_the_page_stays() {
    for is_carried in [true, false] {
        let site = themed();
        site.edit("site.toml", "title =", &format!("inline_css = {is_carried}\ntitle ="));
        let preview = Preview::of(&site, &[]);
        let mut reader = preview.reader("");
        site.write("themes/own/static/style.css", "body { color: green }");
        let swap = reader.gets("swap");
        assert_eq!(swap["files"], json!(["/style.css"]));
        assert_eq!(preview.page("style.css").trim(), "body{color:green}");
        if is_carried {
            preview.shows("", "body{color:green}");
        }
        // A browser that comes later has the new one already, and is told of the next.
        let mut later = preview.reader("2016/");
        site.write("themes/own/static/style.css", "body { color: blue }");
        assert_eq!(
            (later.gets("swap")["files"].clone(), reader.gets("swap")["files"].clone()),
            (json!(["/style.css"]), json!(["/style.css"]))
        );
        site.edit(TRUCE, "An invented article", "A changed article");
        preview.shows("2016/09/12/truce-begins/", "A changed article");
        assert!(!is_carried || preview.page("2016/09/12/truce-begins/").contains("body{color:blue}"));
    }
}

/// A style sheet is there before all pages are drawn anew with it. Whoever opens a page in between gets it all the same.
#[test]
fn a_style_sheet_is_there_at_once() {
    let site = themed();
    let text = site.read(TRUCE);
    for day in 1..=28 {
        let new =
            text.replace("2016-09-12", &format!("2017-02-{day:02}")).replace("truce-begins", &format!("truce-{day}"));
        site.write(&format!("content/articles/2017/2017-02-{day:02}-truce-{day}.md"), new);
    }
    let preview = Preview::of(&site, &[]);
    let mut reader = preview.reader("");
    for shade in 1..10 {
        site.write("themes/own/static/style.css", format!("body {{ color: rgb(1, 2, {shade}) }}"));
        assert_eq!(reader.gets("swap")["files"], json!(["/style.css"]));
        let sheet = preview.page("style.css");
        assert!(
            sheet.contains(&format!("rgb(1,2,{shade})")) || sheet.contains(&format!("rgb(1, 2, {shade})")),
            "{sheet}"
        );
        let page = preview.page("2017/02/07/truce-7/");
        if !page.contains(sheet.trim()) {
            assert_eq!(preview.reader_of("2017/02/07/truce-7/", &page).gets("swap")["files"], json!(["/style.css"]));
        }
        preview.shows("2017/02/07/truce-7/", sheet.trim());
    }
}

#[test]
fn whatever_a_site_is_made_of() {
    let site = themed();
    let preview = Preview::of(&site, &[]);
    let mut home = preview.reader("");
    site.edit("site.toml", "Small Digest", "Another Digest");
    home.gets("reload");
    preview.shows("", "Another Digest");
    site.write("content/tags.yaml", "ceasefire:\n  label: Weapons at Rest\n");
    preview.shows("tags/", "Weapons at Rest");
    site.write("themes/own/words/en.toml", "[labels]\ncorrections = \"Put right\"\n");
    preview.shows("corrections/", "Put right");
    site.write(
        "themes/own/templates/search.html",
        "{% extends \"base.html\" %}\n{% block main %}<p>Own search</p>{% endblock main %}\n",
    );
    preview.shows("search/", "Own search");
    site.write("themes/own/static/deep/er/own.txt", "Own.");
    preview.shows("deep/er/own.txt", "Own.");
    site.remove("themes/own/static/deep/er/own.txt");
    preview.misses("deep/er/own.txt");
    site.edit("site.toml", "https://example.org/", "https://example.org/moved/");
    preview.shows("moved/", "Another Digest");
    assert_eq!(preview.get("/").status, 404);
}

#[test]
fn files_that_come_and_go() {
    let site = Site::from("small");
    let preview = Preview::of(&site, &[]);
    let text = site.read(TRUCE).replace("truce-begins", "truce-ends").replace("Truce begins", "Truce ends");
    let mut missing = {
        let page = preview.get("/2016/09/13/truce-ends/");
        assert_eq!(page.status, 404);
        preview.reader("2016/09/13/truce-ends/")
    };
    // In a folder of its own, and another below: nobody watched it when it was made.
    site.write("content/articles/new/er/2016-09-13-truce-ends.md", text.replace("2016-09-12", "2016-09-13"));
    missing.gets("reload");
    preview.shows("2016/09/13/truce-ends/", "Truce ends");
    site.remove("content/articles/new/er/2016-09-13-truce-ends.md");
    preview.misses("2016/09/13/truce-ends/");
    // As editors save: the new file is written beside the old one and takes its name.
    for round in 0..5 {
        site.write(
            "content/articles/2016/.new",
            site.read(TRUCE).replace("Truce begins", &format!("Truce number {round}")),
        );
        fs::rename(site.path("content/articles/2016/.new"), site.path(TRUCE)).unwrap();
        preview.shows("2016/09/12/truce-begins/", &format!("Truce number {round}"));
        site.edit(TRUCE, &format!("Truce number {round}"), "Truce begins");
        preview.shows("2016/09/12/truce-begins/", "Truce begins");
    }
}

/// Everything changes its name at once, and back: what a checkout of another branch does.
#[test]
fn another_branch() {
    let site = Site::from("small");
    let whole = Site::from("whole");
    let preview = Preview::of(&site, &[]);
    for round in 0..3 {
        fs::rename(site.path("content"), site.path("kept")).unwrap();
        for (path, bytes) in whole.files("content") {
            site.write(&format!("content/{path}"), bytes);
        }
        preview.shows("events/ice-on-the-lake/", "Ice");
        assert_eq!(preview.get("/2016/09/12/truce-begins/").status, 404);
        site.edit("content/pages/about.md", "fixture", &format!("fixture number {round}"));
        preview.shows("about/", &format!("fixture number {round}"));
        fs::rename(site.path("content"), site.path(&format!("left-{round}"))).unwrap();
        fs::rename(site.path("kept"), site.path("content")).unwrap();
        preview.shows("2016/09/12/truce-begins/", "Truce begins");
        preview.misses("about/");
        site.edit(TRUCE, "An invented", &format!("Round {round}. An invented"));
        preview.shows("2016/09/12/truce-begins/", &format!("Round {round}."));
    }
    // Files that change their names all at once, and one of them its text.
    for round in 0..20 {
        let (from, to) = if round % 2 == 0 { ("2016", "moved") } else { ("moved", "2016") };
        fs::rename(site.path(&format!("content/articles/{from}")), site.path(&format!("content/articles/{to}")))
            .unwrap();
    }
    site.edit(TRUCE, "Truce begins", "Truce after the storm");
    preview.shows("2016/09/12/truce-begins/", "Truce after the storm");
}

fn git(site: &Site, args: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=A", "-c", "user.email=a@example.org"]).args(args).current_dir(site.path(""));
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    assert!(command.output().unwrap().status.success(), "git {args:?}");
}

#[test]
fn a_checkout_of_another_branch() {
    let site = Site::from("small");
    git(&site, &["init", "--quiet", "--initial-branch", "small"]);
    git(&site, &["add", "--all"]);
    git(&site, &["commit", "--quiet", "--message", "x"]);
    git(&site, &["checkout", "--quiet", "-b", "whole"]);
    git(&site, &["rm", "--quiet", "-r", "content"]);
    let site = site.with("whole");
    git(&site, &["add", "--all"]);
    git(&site, &["commit", "--quiet", "--message", "y"]);
    let mut preview = Preview::of(&site, &[]);
    for _ in 0..3 {
        git(&site, &["checkout", "--quiet", "small"]);
        // The other branch has another address.
        preview.home = "/".to_owned();
        preview.shows("2016/09/12/truce-begins/", "Truce begins");
        git(&site, &["checkout", "--quiet", "whole"]);
        preview.home = "/digest/".to_owned();
        preview.shows("events/ice-on-the-lake/", "Ice");
        preview.misses("2016/09/12/truce-begins/");
    }
}

#[test]
fn two_hundred_changes_in_a_row() {
    let site = Site::from("small");
    let preview = Preview::of(&site, &[]);
    let text = site.read(TRUCE);
    let mut reader = preview.reader("2016/09/12/truce-begins/");
    for round in 0..200 {
        let new = text.replace("An invented", &format!("Change number {round} of an invented"));
        // In place, beside it and renamed, or taken away and made again.
        match round % 3 {
            0 => site.write(TRUCE, new),
            1 => {
                site.write("kept.md", new);
                fs::rename(site.path("kept.md"), site.path(TRUCE)).unwrap();
            }
            _ => {
                site.remove(TRUCE);
                site.write(TRUCE, new);
            }
        }
        let wanted = format!("Change number {round} of");
        while !reader_sees(&preview, &mut reader, &wanted) {}
    }
}

/// Changes that come while others are built, at any moment of it: whatever became of those before, the last one is shown.
#[test]
fn changes_that_come_too_fast() {
    let site = Site::from("small");
    let preview = Preview::of(&site, &[]);
    let text = site.read(TRUCE);
    for group in 0..20 {
        for round in 0..10 {
            site.write(TRUCE, text.replace("An invented", &format!("Change {group}-{round} of an invented")));
            // Some in one burst, some in the middle of a build.
            thread::sleep(Duration::from_millis((group * 7 + round * 13) % 60));
        }
        site.write(TRUCE, text.replace("An invented", &format!("The last change of {group} of an invented")));
        preview.shows("2016/09/12/truce-begins/", &format!("The last change of {group} of"));
    }
}

/// Waits for an event, and says whether the page is now the one that is waited for.
#[track_caller]
fn reader_sees(preview: &Preview, reader: &mut crate::preview::Reader, wanted: &str) -> bool {
    let (name, _) = reader.event();
    name == "reload" && parted(&preview.get("/2016/09/12/truce-begins/").text()).0.contains(wanted)
}
