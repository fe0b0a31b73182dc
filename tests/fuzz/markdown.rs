//! Markdown to HTML, judged by two strangers: an HTML parser that browsers agree with (html5ever), and a sanitiser (ammonia)
//! that is told what we write and may find nothing to take away.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ammonia::Builder;
use conflict_digest::gate::html::{Html, ImageResolution, Labels, Options, Resolution, Resolver};
use conflict_digest::gate::text::Dir;
use scraper::Html as Parsed;

use crate::elements::ELEMENTS;
use crate::engine::Marks;

/// Told what we write. It keeps it in hash sets; no order of them is looked at.
static AMMONIA: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let attributes = ELEMENTS.iter().map(|(name, list)| (*name, list.iter().copied().collect()));
    let mut builder = Builder::new();
    builder.tags(ELEMENTS.iter().map(|(name, _)| *name).collect()).tag_attributes(attributes.collect());
    builder
        .generic_attributes(std::iter::empty().collect())
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(None);
    builder
});

/// A site with two pages and an image.
struct Site;

impl Resolver for Site {
    fn link(&self, dest: &str) -> Resolution {
        let missing = !matches!(dest.split('#').next(), Some("/about/" | "about" | "../about.md" | "ب"));
        Resolution::Href { href: if missing { String::new() } else { "/base/about/".to_owned() }, missing }
    }

    fn image(&self, dest: &str) -> ImageResolution {
        match dest {
            "map.png" => ImageResolution::Image { src: "/base/a/map.png".to_owned(), size: Some((640, 480)) },
            "wrong.png" => ImageResolution::Noted,
            _ => ImageResolution::Missing,
        }
    }
}

pub(crate) fn law(input: &[u8]) -> Marks {
    let text = String::from_utf8_lossy(input);
    let labels = Labels { notes: "Notes", back_to_text: "Back to note", table: "Table" };
    let options = Options { labels, dir: if text.len().is_multiple_of(2) { Dir::Ltr } else { Dir::Rtl }, prefix: None };
    let body = Html::markdown(&text, &Site, &options);
    let html = body.html.as_str();
    assert!(html.len() <= 4096 + 40 * text.len(), "{} bytes of html from {}", html.len(), text.len());
    let mut marks = passive(html);
    for problem in &body.problems {
        assert!(text.get(problem.range.clone()).is_some(), "{problem:?} is not in the text");
        let message = problem.kind.to_string();
        assert!(!message.contains(|c: char| c.is_control()), "{message:?}");
        marks.insert(format!("{:?}", problem.kind).chars().take_while(|c| c.is_ascii_alphabetic()).collect());
    }
    let ranges = body.links.iter().map(|link| &link.range).chain(body.images.iter().map(|image| &image.range));
    for range in ranges.chain(body.quotations.iter().map(|quotation| &quotation.range)) {
        assert!(text.get(range.clone()).is_some(), "{range:?} is not in the text");
    }
    let ids: BTreeSet<&str> = body.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids.len(), body.headings.len(), "a heading's id stands twice");
    assert!(!body.plain_text.contains(['\u{202e}', '\u{2066}', '\0', '\u{1b}']), "{:?}", body.plain_text);
    // What feeds make of it is as harmless.
    let feed = body.html.absolute("https://digest.example", "https://digest.example/a/");
    passive(&feed);
    assert!(!feed.contains(" href=\"/") && !feed.contains(" src=\"/"), "{feed}");
    marks
}

/// Fails unless the HTML is of our elements only, means the same to a browser as it says, and nothing of it would be taken
/// out by a sanitiser. Its elements inside each other are the marks.
fn passive(html: &str) -> Marks {
    let parsed = Parsed::parse_fragment(html);
    let mut marks = Marks::new();
    for element in parsed.root_element().descendants().filter_map(scraper::ElementRef::wrap).skip(1) {
        let name = element.value().name();
        let allowed = ELEMENTS.iter().find(|(allowed, _)| *allowed == name).map(|(_, attributes)| *attributes);
        let allowed = allowed.unwrap_or_else(|| panic!("<{name}> in {html}"));
        for (attribute, value) in element.value().attrs() {
            assert!(allowed.contains(&attribute), "<{name} {attribute}> in {html}");
            if matches!(attribute, "href" | "src") {
                assert!(is_harmless(value), "{attribute}={value:?} in {html}");
            }
            if attribute == "class" {
                let ours = |class: &str| {
                    ["c-", "language-", "scroll", "notes", "back", "left", "center", "right", "external"]
                        .iter()
                        .any(|start| class.starts_with(start))
                };
                assert!(value.split(' ').all(ours), "class {value:?} in {html}");
            }
        }
        let parent = element.parent().and_then(scraper::ElementRef::wrap).map_or("", |parent| parent.value().name());
        marks.insert(format!("{parent} {name}"));
    }
    // Written again and read again it is the same: nothing waits to become something else.
    let again = parsed.root_element().inner_html();
    assert_eq!(Parsed::parse_fragment(&again).root_element().inner_html(), again, "it changes when it is read twice");
    let cleaned = AMMONIA.clean(html).to_string();
    assert_eq!(Parsed::parse_fragment(&cleaned).root_element().inner_html(), again, "ammonia takes something out");
    marks
}

/// Whether an address can only be read: another site by a scheme that runs nothing, or this one.
pub(crate) fn is_harmless(address: &str) -> bool {
    let starts = ["https://", "http://", "mailto:", "/", "#"];
    starts.iter().any(|start| address.starts_with(start)) && !address.starts_with("//") && !address.starts_with("/\\")
}
