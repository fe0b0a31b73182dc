//! What honest Markdown becomes, what hostile Markdown does not become, and laws for any text.

use std::time::{Duration, Instant};

use super::problem::BodyProblemKind as Kind;
use super::*;

mod hostile;

mod honest;

/// A site with one page, one image, and opinions.
struct Site;

impl Resolver for Site {
    fn link(&self, dest: &str) -> Resolution {
        match dest {
            "/about/" | "about" | "../about.md" => Resolution::Href { href: "/base/about/".to_owned(), missing: false },
            "ب" => Resolution::Href { href: "/base/%D8%A8/".to_owned(), missing: false },
            "evil" => Resolution::Href { href: "javascript:alert(1)".to_owned(), missing: false },
            "draft" => Resolution::Refused("`draft` is a draft".to_owned()),
            _ => Resolution::Href { href: String::new(), missing: true },
        }
    }

    fn image(&self, dest: &str) -> ImageResolution {
        match dest {
            "map.png" => ImageResolution::Image { src: "/base/a/map.png".to_owned(), size: Some((640, 480)) },
            "evil.png" => ImageResolution::Image { src: "//evil.example/x.png".to_owned(), size: None },
            "x.svg" => ImageResolution::Refused("`x.svg` is not a png, jpg, webp or gif".to_owned()),
            _ => ImageResolution::Missing,
        }
    }
}

const OPTIONS: Options<'static> = Options {
    labels: Labels { notes: "Notes", back_to_text: "Back to note", table: "Table" },
    dir: Dir::Ltr,
    prefix: None,
};

fn body(markdown: &str) -> Body {
    Html::markdown(markdown, &Site, &OPTIONS)
}

fn html(markdown: &str) -> String {
    body(markdown).html.to_string()
}

fn kinds(markdown: &str) -> Vec<Kind> {
    body(markdown).problems.into_iter().map(|problem| problem.kind).collect()
}

/// The HTML of Markdown that has no problem.
#[track_caller]
fn clean_html(markdown: &str) -> String {
    let body = body(markdown);
    assert_eq!(body.problems, [], "{markdown}");
    assert_ours(body.html.as_str());
    body.html.to_string()
}

/// Every element and attribute that we write. Nothing else may be in any HTML of ours.
const ALLOWED: [(&str, &[&str]); 28] = [
    ("p", &[]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("blockquote", &["dir"]),
    ("pre", &["dir", "tabindex"]),
    ("code", &["dir", "class"]),
    ("span", &["class"]),
    ("ul", &[]),
    ("ol", &["start", "class", "aria-label"]),
    ("li", &["id"]),
    ("div", &["class", "tabindex", "role", "aria-label"]),
    ("table", &[]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &["scope", "class", "dir"]),
    ("td", &["class", "dir"]),
    ("em", &[]),
    ("strong", &[]),
    ("s", &[]),
    ("sup", &[]),
    ("br", &[]),
    ("hr", &[]),
    ("a", &["href", "rel", "title", "id", "class", "aria-label"]),
    ("img", &["src", "alt", "width", "height", "loading", "decoding", "title"]),
];

/// Reads the HTML by a strict grammar of our own (tags as we write them, in balance, nothing else with a `<`), and then
/// as browsers do, and compares every element and attribute with [`ALLOWED`].
#[track_caller]
fn assert_ours(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').unwrap_or_else(|| panic!("a tag does not end: {html}"));
        let tag = &rest[at + 1..end];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "out of balance: {html}");
        } else {
            let name = tag.split(' ').next().unwrap_or_default();
            assert!(ALLOWED.iter().any(|(allowed, _)| *allowed == name), "<{tag}>: {html}");
            if !matches!(name, "br" | "hr" | "img") {
                open.push(name);
            }
        }
        rest = &rest[end + 1..];
    }
    assert_eq!(open, Vec::<&str>::new(), "{html}");
    let parsed = scraper::Html::parse_fragment(html);
    for element in parsed.tree.nodes().filter_map(|node| node.value().as_element()) {
        let allowed = ALLOWED.iter().find(|(name, _)| *name == element.name());
        let Some((name, attributes)) = allowed else {
            // What the parser puts around a fragment, without attributes unless some text made its way there.
            let is_frame = matches!(element.name(), "html" | "body") && element.attrs().count() == 0;
            assert!(is_frame, "<{}>: {html}", element.name());
            continue;
        };
        for (attribute, value) in element.attrs() {
            assert!(attributes.contains(&attribute), "<{name} {attribute}>: {html}");
            if matches!(attribute, "href" | "src") {
                let good = ["https://", "http://", "mailto:", "/", "#"].iter().any(|start| value.starts_with(start));
                assert!(good && !value.starts_with("//"), "{attribute}={value}: {html}");
            }
        }
    }
    assert_valid(&parsed, html);
}

/// Rules of HTML that a fragment can break without any tag being wrong.
#[track_caller]
fn assert_valid(parsed: &scraper::Html, html: &str) {
    let selector = |css| scraper::Selector::parse(css).unwrap();
    for wrong in
        ["a a", "p p", "ul > :not(li)", "ol > :not(li)", "h2:empty", "p blockquote", "p ul", "h2 p", "tbody:empty"]
    {
        assert!(parsed.select(&selector(wrong)).next().is_none(), "`{wrong}` in {html}");
    }
    let mut ids: Vec<&str> = parsed.select(&selector("[id]")).filter_map(|element| element.attr("id")).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice: {html}");
    assert!(ids.iter().all(|id| !id.contains(char::is_whitespace)), "{html}");
    for link in parsed.select(&selector("a[href^='#']")) {
        let id = link.attr("href").unwrap_or_default().trim_start_matches('#');
        assert!(ids.contains(&id), "nothing has the id {id}: {html}");
    }
}
