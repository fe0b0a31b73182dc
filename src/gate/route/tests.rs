//! Addresses that are built, old addresses of contributors, and the names of files.

use proptest::prelude::*;

use super::attachment::{AttachmentProblem, ImageKind};
use super::*;

fn slug(text: &str) -> Slug {
    Slug::of(text).unwrap()
}

#[test]
fn routes_are_joined_from_parts() {
    let article = Route::root().year(2016).month(9).day(8).slug(&slug("هدنة سوريا"));
    assert_eq!(article.as_str(), "/2016/09/08/هدنة-سوريا/");
    assert_eq!(article.percent_encoded(), "/2016/09/08/%D9%87%D8%AF%D9%86%D8%A9-%D8%B3%D9%88%D8%B1%D9%8A%D8%A7/");
    assert_eq!(article.file_path(), "2016/09/08/هدنة-سوريا/index.html");
    assert_eq!(Route::root().file_path(), "index.html");
    let timeline = Route::root().fixed("tags").slug(&slug("Syria")).fixed("timeline").year(2016);
    assert_eq!(timeline.as_str(), "/tags/syria/timeline/2016/");
    assert_eq!(timeline.clone().file("feed.xml").as_str(), "/tags/syria/timeline/2016/feed.xml");
    assert_eq!(Route::root().file(".nojekyll").file_path(), ".nojekyll");
    assert_eq!(Route::root().file("CNAME").as_str(), "/CNAME");
    assert_eq!(Route::root().numbered_file("sitemap", 2, "xml").as_str(), "/sitemap-2.xml");
    assert_eq!(Route::root().year(5).as_str(), "/0005/");
    assert!(timeline.is_directory() && !timeline.file("feed.xml").is_directory());
    assert_eq!(Route::root().file("a.xml").fixed("b").as_str(), "/b/");
    assert_eq!(Route::root().fixed("../x").file("../../y").as_str(), "/x/....y");
}

#[test]
fn attachments_keep_their_names() {
    let map = Attachment::new("Карта (1).PNG").unwrap();
    assert_eq!(map.kind(), ImageKind::Png);
    let route = Route::root().slug(&slug("a")).attachment(&map);
    assert_eq!(route.as_str(), "/a/Карта (1).PNG");
    assert_eq!(route.percent_encoded(), "/a/%D0%9A%D0%B0%D1%80%D1%82%D0%B0%20%281%29.PNG");
    assert_eq!(route.collision_key(), "a/карта (1).png");
    for (name, kind) in [
        ("a.jpg", ImageKind::Jpeg),
        ("a.jpeg", ImageKind::Jpeg),
        ("a.webp", ImageKind::Webp),
        ("a.gif", ImageKind::Gif),
    ] {
        assert_eq!(Attachment::new(name).unwrap().kind(), kind);
    }
    for name in ["a.svg", "a.html", "a", "png", "a.png.js", "CNAME"] {
        assert!(matches!(Attachment::new(name), Err(AttachmentProblem::Kind(_))), "{name}");
    }
    for name in [
        "",
        "..",
        ".png",
        "a/b.png",
        "a\\b.png",
        "con.png",
        "COM1.png",
        "a\u{202e}gnp.png",
        "a\n.png",
        "a?.png",
        "a%2f.png",
        " a.png",
        "a\u{200b}.png",
        "a:b.png",
    ] {
        assert!(matches!(Attachment::new(name), Err(AttachmentProblem::Name(_))), "{name:?}");
    }
    assert_eq!(Attachment::new("Cafe\u{301}.png"), Err(AttachmentProblem::NotNfc));
}

#[test]
fn old_addresses_become_routes() {
    for (path, route, file) in [
        ("/old/", "/old/", "old/index.html"),
        ("/old", "/old/", "old/index.html"),
        ("/old/index.html", "/old/", "old/index.html"),
        ("/2016/Old-Title.html", "/2016/Old-Title.html", "2016/Old-Title.html"),
        ("/a%20b/c/", "/a b/c/", "a b/c/index.html"),
        ("/%D8%B3", "/س/", "س/index.html"),
        ("/mr.-smith/v1.2/", "/mr.-smith/v1.2/", "mr.-smith/v1.2/index.html"),
        ("/Cafe\u{301}/", "/Café/", "Café/index.html"),
    ] {
        let alias = Route::alias(path).unwrap();
        assert_eq!((alias.as_str(), alias.file_path().as_str()), (route, file), "{path}");
    }
}

const HOSTILE: [&str; 45] = [
    "",
    "old",
    "//evil.example/",
    "/",
    "/index.html",
    "/../x",
    "/a/../b",
    "/a/./b",
    "/%2e%2e/x",
    "/a/%2E%2E",
    "/a%2fb",
    "/a\\b",
    "/a%5cb",
    "/a//b",
    "/a?b",
    "/a#b",
    "/a%",
    "/a%zz",
    "/%ff",
    "/a%00b",
    "/a\nb",
    "/a\u{202e}b",
    "/a%E2%80%AEb",
    "/feed.xml",
    "/feed.xml/",
    "/a.php",
    "/a.HTML",
    "/.git/x",
    "/con/",
    "/nul.html",
    "/a./b",
    "/a /b",
    "/CNAME",
    "/cname/",
    "/a*b",
    "/a:b",
    "/a|b",
    "/a\"b",
    "/<script>",
    "/a\u{200b}",
    "/a%252e",
    "/.html",
    "/a/.html",
    "https://a.example/",
    "/a.html/b.html/c",
];

#[test]
fn hostile_old_addresses_are_refused() {
    for path in HOSTILE {
        let problem = Route::alias(path);
        assert!(problem.is_err(), "{path:?} became {problem:?}");
        let message = problem.unwrap_err().to_string();
        assert!(!message.contains(char::is_control) && !message.contains('\u{202e}'), "{message:?}");
    }
    assert_eq!(Route::alias("/../x"), Err(SegmentProblem::Dots.into()));
    assert_eq!(Route::alias("/./x"), Err(SegmentProblem::Dots.into()));
    assert_eq!(Route::alias(&format!("/{}/", "a".repeat(201))), Err(SegmentProblem::TooLong.into()));
    assert_eq!(Route::alias(&"/abcdefghi".repeat(90)), Err(RouteProblem::TooLong));
}

#[test]
fn assets_are_files_below_the_root() {
    assert_eq!(Route::asset("style.css").unwrap().as_str(), "/style.css");
    assert_eq!(Route::asset("img/Logo.svg").unwrap().as_str(), "/img/Logo.svg");
    for path in ["", "/style.css", "../style.css", "a/../b", "a/", ".htaccess", "a\\b", "a//b"] {
        assert!(Route::asset(path).is_err(), "{path}");
    }
}

#[test]
fn names_that_differ_in_case_collide() {
    let key = |path: &str| Route::alias(path).unwrap().collision_key();
    assert_eq!(key("/Straße/"), key("/strasse"));
    assert_eq!(key("/OLD.html"), key("/old.html"));
    assert_ne!(key("/old.html"), key("/old/"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn an_alias_never_leaves_the_site(path in "/[a-z./%25EF0\\\\ -]{0,30}|/\\PC{0,30}|(?s).{0,40}") {
        if let Ok(route) = Route::alias(&path) {
            let file = route.file_path();
            prop_assert!(!file.starts_with('/') && file.ends_with(".html"), "{}", file);
            prop_assert!(file.split('/').all(|part| segment::check(part).is_ok()), "{}", file);
            prop_assert_eq!(segment::percent_decoded(&route.percent_encoded()).unwrap(), route.as_str());
            prop_assert_eq!(Route::alias(&route.percent_encoded()).unwrap(), route);
        }
    }
}
