//! What is served is what is built, and it is answered as GitHub Pages answers.

use std::collections::BTreeMap;

use crate::preview::{Preview, parted};
use crate::site::Site;

/// Every file of a build is served with the same bytes, but for the one element that the preview adds to pages.
#[track_caller]
fn is_same(site: &Site, args: &[&str]) -> Preview {
    let before: BTreeMap<String, Vec<u8>> = site.files("");
    let preview = Preview::of(site, args);
    compare(site, &preview, args);
    let mut after = site.files("");
    after.retain(|path, _| !path.starts_with("public/") && !path.starts_with(".digest/"));
    assert_eq!(after, before, "a preview writes nothing");
    preview
}

/// What is served now is what a build makes now.
#[track_caller]
fn compare(site: &Site, preview: &Preview, args: &[&str]) {
    site.run(&[&["build", "--quiet", "--clean"], args].concat()).ends(0);
    let mut built = site.files("public");
    // That is the list of what was published; a preview publishes nothing.
    assert!(built.remove("manifest.json").is_some());
    let mut pages = 0;
    for (path, bytes) in &built {
        let address: String = path.split('/').map(encoded).collect::<Vec<_>>().join("/");
        let answer = preview.settled(&format!("{}{address}", preview.home), bytes);
        assert_eq!(answer.status, 200, "{path}");
        if path.ends_with(".html") {
            pages += 1;
            assert_eq!(parted(&answer.text()).0.as_bytes(), bytes, "{path}");
        } else {
            assert!(answer.body == *bytes, "{path}");
        }
    }
    assert!(pages > 10);
}

/// Words that change a text alone are shown without building the site; what is shown is the same, whatever came before.
#[test]
fn other_words_are_those_of_a_build() {
    const FERRIES: &str = "content/articles/2015/2015-12-30-ferries-stop.md";
    const TALKS: &str = "content/articles/2016/2016-09-08-talks-begin.md";
    let site = Site::from("whole");
    let (mut preview, ferries, talks) = (Preview::of(&site, &[]), site.read(FERRIES), site.read(TALKS));
    for (path, text, page, wanted) in [
        (FERRIES, format!("{ferries}\nMore of it.\n"), "2015/12/30/ferries-stop/", "More of it."),
        (FERRIES, format!("{ferries}\nLess of it.\n"), "2015/12/30/ferries-stop/", "Less of it."),
        // With a link there is more to know of the text than its words.
        (FERRIES, format!("{ferries}\nThe [year](/2015/).\n"), "2015/12/30/ferries-stop/", ">year</a>"),
        (FERRIES, ferries.clone(), "2015/12/30/ferries-stop/", "<main"),
        (TALKS, format!("{talks}\nThe talks go on.\n"), "2016/09/08/talks-begin/", "The talks go on."),
        (TALKS, talks.replacen("title: ", "title: Once more, ", 1), "2016/09/08/talks-begin/", "Once more, "),
        (TALKS, talks.clone(), "2016/09/08/talks-begin/", "<main"),
    ] {
        site.write(path, text);
        preview.says("Changed: ");
        preview.shows(page, wanted);
        compare(&site, &preview, &[]);
    }
}

fn encoded(part: &str) -> String {
    part.bytes()
        .map(|byte| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[test]
fn pages_are_those_of_a_build() {
    let preview = is_same(&Site::from("whole"), &[]);
    assert_eq!(preview.home, "/digest/");
    assert_eq!(preview.get("/digest/2017/02/01/not-yet/").status, 404, "a draft is not shown unless it is asked for");
}

#[test]
fn pages_that_carry_their_style_are_those_of_a_build() {
    assert_eq!(is_same(&Site::from("small"), &[]).home, "/");
}

#[test]
fn drafts_and_another_address() {
    let preview =
        is_same(&Site::from("whole"), &["--drafts", "--base-url", "https://example.org/some/other%20folder/"]);
    assert_eq!(preview.home, "/some/other%20folder/");
    assert!(preview.page("2017/02/01/not-yet/").contains("A draft."));
}

#[test]
fn it_answers_as_github_pages_does() {
    let preview = Preview::of(&Site::from("whole"), &[]);
    for (path, status, location) in [
        ("/digest/", 200, None),
        ("/digest", 301, Some("/digest/")),
        ("/digest/tags", 301, Some("/digest/tags/")),
        ("/digest/tags?a=b&c", 301, Some("/digest/tags/?a=b&c")),
        ("/digest/tags/index.html", 200, None),
        ("/digest/nothing/", 404, None),
        ("/digest/404.html", 200, None),
        ("/digest/404", 200, None),
        ("/digest/feed.xml", 200, None),
        ("/digest/Feed.xml", 404, None),
        ("/digest//evil.example/", 404, None),
        ("/", 404, None),
        ("/tags/", 404, None),
        ("//evil.example/%2e%2e", 400, None),
    ] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (status, location), "{path}");
    }
    let missing = preview.get("/digest/nothing/").text();
    assert_eq!(
        parted(&missing).0,
        parted(&preview.page("404.html")).0,
        "the site's own page says that nothing is there"
    );
    assert!(preview.get("/").text().contains("<a href=\"/digest/\">"));
    for (path, kind) in [
        ("", "text/html; charset=utf-8"),
        ("style.css", "text/css; charset=utf-8"),
        ("feed.xml", "application/xml"),
        ("feed.json", "application/json; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("2016/09/08/talks-begin/map.png", "image/png"),
    ] {
        let answer = preview.get(&format!("/digest/{path}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(kind)), "{path}");
    }
    let head = preview.ask(&format!("HEAD /digest/ HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", preview.at));
    assert_eq!((head.status, head.body.len()), (200, 0));
    let post = preview.ask(&format!("POST /digest/ HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", preview.at));
    assert_eq!((post.status, post.header("allow")), (405, Some("GET, HEAD")));
}

#[test]
fn pages_say_which_file_they_are_of_when_that_is_asked_for() {
    let site = Site::from("whole");
    let preview = Preview::of(&site, &["--edit-links"]);
    let root = site.path("").canonicalize().unwrap();
    for (page, file) in [
        ("2016/09/08/talks-begin/", "content/articles/2016/2016-09-08-talks-begin.md"),
        ("events/ice-on-the-lake/", "content/events/ice-on-the-lake.md"),
        ("timelines/harbour/", "content/timelines/harbour.md"),
        ("about/", "content/pages/about.md"),
    ] {
        let (_, script) = parted(&preview.page(page));
        assert!(script.contains(&format!("data-source=\"{file}\"")), "{page}: {script}");
        assert!(
            script.contains(&format!("data-editor=\"vscode://file{}/{file}\"", root.display())),
            "{page}: {script}"
        );
    }
    assert!(!parted(&preview.page("")).1.contains("data-source"), "no one file is the home page");
    assert!(!parted(&Preview::of(&site, &[]).page("about/")).1.contains("data-source"));
    let idea = Preview::of(&site, &["--edit-links=idea"]);
    assert!(parted(&idea.page("about/")).1.contains("data-editor=\"idea://open?file=/"));
}
