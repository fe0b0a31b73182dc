//! What honest Markdown becomes, what hostile Markdown does not become, and laws for any text.

use super::problem::BodyProblemKind as Kind;
use super::*;
use elements::ELEMENTS;

mod coloured;

mod elements;

mod hostile;

mod honest;

mod laws;

/// A site with one page, one image, and opinions.
struct Site;

impl Resolver for Site {
    fn link(&self, dest: &str) -> Resolution {
        match dest {
            "/about/" | "about" | "../about.md" => Resolution::Href { href: "/base/about/".to_owned(), missing: false },
            "ب" => Resolution::Href { href: "/base/%D8%A8/".to_owned(), missing: false },
            "evil" => Resolution::Href { href: "javascript:alert(1)".to_owned(), missing: false },
            "far" => Resolution::Href { href: "https://evil.example/".to_owned(), missing: false },
            "raw" => Resolution::Href { href: "/base/a b<c>\"/".replace(' ', "|"), missing: false },
            "draft" => Resolution::Refused("`draft` is a draft".to_owned()),
            _ => Resolution::Href { href: String::new(), missing: true },
        }
    }

    fn image(&self, dest: &str) -> ImageResolution {
        match dest {
            "map.png" => ImageResolution::Image { src: "/base/a/map.png".to_owned(), size: Some((640, 480)) },
            "evil.png" => ImageResolution::Image { src: "//evil.example/x.png".to_owned(), size: None },
            "far.png" => ImageResolution::Image { src: "https://evil.example/x.png".to_owned(), size: None },
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

/// Reads the HTML by a strict grammar of our own and then as browsers do: both must find the same elements in the same
/// places, and none but those of [`ELEMENTS`].
#[track_caller]
fn assert_ours(html: &str) {
    let parsed = scraper::Html::parse_fragment(html);
    let root = parsed.root_element();
    let above = root.ancestors().count() + 1;
    let mut read = Vec::new();
    for node in root.descendants().skip(1) {
        if let Some(element) = node.value().as_element() {
            read.push((element.name(), node.ancestors().count() - above));
            assert_allowed(element, html);
        }
    }
    assert_eq!(read, written(html), "browsers read other elements than were written: {html}");
    assert_valid(&parsed, html);
}

/// The elements of HTML as we write it: tags in balance, and nothing else with a `<`. Each with how deep it stands.
#[track_caller]
fn written(html: &str) -> Vec<(&str, usize)> {
    let mut open: Vec<&str> = Vec::new();
    let mut written = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').unwrap_or_else(|| panic!("a tag does not end: {html}"));
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "out of balance: {html}");
            continue;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        written.push((name, open.len()));
        if !matches!(name, "br" | "hr" | "img") {
            open.push(name);
        }
        assert!(open.len() < 215, "browsers flatten what is too deep");
    }
    assert_eq!(open, Vec::<&str>::new(), "{html}");
    written
}

#[track_caller]
fn assert_allowed(element: &scraper::node::Element, html: &str) {
    let allowed = ELEMENTS.iter().find(|(name, _)| *name == element.name());
    let (name, attributes) = allowed.unwrap_or_else(|| panic!("<{}>: {html}", element.name()));
    for (attribute, value) in element.attrs() {
        assert!(attributes.contains(&attribute), "<{name} {attribute}>: {html}");
        if matches!(attribute, "href" | "src") {
            let starts = ["https://", "http://", "mailto:", "/", "#"];
            let good = starts.iter().any(|start| value.starts_with(start)) && !value.starts_with("//");
            assert!(good, "{attribute}={value}: {html}");
        }
    }
}

/// Rules of HTML that a fragment can break without any tag being wrong.
#[track_caller]
fn assert_valid(parsed: &scraper::Html, html: &str) {
    let selector = |css| scraper::Selector::parse(css).unwrap();
    for wrong in [
        "a a",
        "p p",
        "ul > :not(li)",
        "ol > :not(li)",
        "h2:empty",
        "p blockquote",
        "p ul",
        "h2 p",
        "tbody:empty",
        ":not(ul):not(ol) > li",
    ] {
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
