//! What is wrong with a page: anything in it that an honest page would not hold.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use scraper::node::Element;
use scraper::{Html, Node};
use walkdir::WalkDir;

use crate::laid;

/// The elements and attributes of an honest site's pages, its classes and ids.
struct Honest {
    attributes: BTreeSet<(String, String)>,
    classes: BTreeSet<String>,
    ids: BTreeSet<String>,
}

/// Read from the pages of an honest site of the same shape, from those of `tests/fixtures/whole`, which have one of
/// everything, and from a body of every kind of Markdown.
static HONEST: LazyLock<Honest> = LazyLock::new(|| {
    let mut honest = Honest { attributes: BTreeSet::new(), classes: BTreeSet::new(), ids: BTreeSet::new() };
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/whole/expected");
    let pages = WalkDir::new(top).into_iter().map(|entry| entry.unwrap().into_path());
    for path in pages.filter(|path| path.extension().is_some_and(|ending| ending == "html")) {
        honest.learn(&fs::read_to_string(path).unwrap());
    }
    for page in laid::honest() {
        honest.learn(&page);
    }
    honest.learn(BODY);
    assert!(honest.attributes.len() > 100, "the pages were not found");
    honest
});

/// What the gate may write that no page of that site happens to need.
const BODY: &str = r##"<p dir="ltr"><em>a</em><strong>b</strong><s>c</s><sup><a href="#fn-1" id="x">1</a></sup><br></p><hr>
<ul><li>d</li></ul><ol start="3"><li id="x">e</li></ol><blockquote dir="rtl">f</blockquote>
<h2 id="x">g</h2><h3 id="x">h</h3><h4 id="x">i</h4><h5 id="x">j</h5><h6 id="x">k</h6>
<pre dir="ltr" tabindex="0"><code class="c-comment">l</code></pre><code dir="ltr">m</code>
<span class="c-string">n</span><span class="c-escape">o</span><span class="c-number">p</span><span class="c-operator">q</span>
<span class="c-keyword">r</span><span class="c-tag">s</span><span class="c-attribute">t</span><span class="c-name">u</span>
<span class="c-variable">v</span><span class="c-inserted">w</span><span class="c-deleted">x</span>
<section class="scroll" tabindex="0" aria-label="y"><table><thead><tr><th scope="col" class="left" dir="rtl">z</th>
<th class="center">1</th><th class="right">2</th></tr></thead><tbody><tr><td class="left" dir="ltr">3</td></tr></tbody></table></section>
<section class="notes" aria-label="4"><a class="back" href="#x" aria-label="5">6</a></section>
<a href="/x" rel="external" title="7">8</a><img src="/x" alt="9" width="1" height="1" loading="lazy" decoding="async" title="10">"##;

impl Honest {
    fn learn(&mut self, page: &str) {
        for element in elements(&Html::parse_document(page)) {
            self.attributes.insert((element.name().to_owned(), String::new()));
            for (name, value) in element.attrs() {
                self.attributes.insert((element.name().to_owned(), name.to_owned()));
                match name {
                    "class" => self.classes.extend(value.split_whitespace().map(str::to_owned)),
                    "id" => drop(self.ids.insert(shape(value))),
                    _ => {}
                }
            }
        }
    }
}

/// An id with every number as `0`: `d2016-09-08` and `s12` are of one make with others.
fn shape(id: &str) -> String {
    let mut shape = String::new();
    for c in id.chars() {
        match c {
            '0'..='9' if shape.ends_with('0') => {}
            '0'..='9' => shape.push('0'),
            _ => shape.push(c),
        }
    }
    shape
}

fn elements(page: &Html) -> impl Iterator<Item = &Element> {
    page.tree.values().filter_map(Node::as_element)
}

/// Everything that a page of ours would not have. `base` is the path of the site on its host: `/digest`.
pub(crate) fn faults(text: &str, base: &str) -> Vec<String> {
    let page = Html::parse_document(text);
    let once = page.html();
    let mut faults = Vec::new();
    // A parser that reads its own words must read the same: what mutates has two meanings.
    if Html::parse_document(&once).html() != once {
        faults.push("is read otherwise the second time".to_owned());
    }
    if text.contains(|c: char| c.is_control() && c != '\n' && c != '\t') {
        faults.push("has a control character".to_owned());
    }
    for node in page.tree.nodes() {
        match node.value() {
            Node::Element(element) => {
                let text: String = node.children().filter_map(|child| child.value().as_text()).map(|t| &**t).collect();
                of_element(element, &text, base, &mut faults);
            }
            Node::Comment(comment) => faults.push(format!("a comment: {}", &**comment)),
            _ => {}
        }
    }
    faults
}

fn of_element(element: &Element, text: &str, base: &str, faults: &mut Vec<String>) {
    const NEVER: [&str; 14] = [
        "iframe", "object", "embed", "applet", "frame", "frameset", "base", "template", "noscript", "math", "audio",
        "video", "portal", "dialog",
    ];
    let name = element.name();
    let mut say = |what: String| faults.push(format!("<{name}>: {what}"));
    if NEVER.contains(&name)
        || !is_of_search(element, base)
        || !HONEST.attributes.contains(&(name.to_owned(), String::new()))
    {
        say("an element that is never ours".to_owned());
    }
    if name == "script" {
        match serde_json::from_str::<serde_json::Value>(text) {
            Ok(_) if element.attrs().eq([("type", "application/ld+json")]) => {}
            Ok(_) => say("a script".to_owned()),
            // The one of search: nothing in it, and its address is ours.
            Err(_)
                if text.is_empty() && element.attrs().eq([("defer", ""), ("src", &*format!("{base}/search.js"))]) => {}
            Err(error) => say(format!("a script, or JSON that ends too soon: {error}")),
        }
    }
    if name == "style" {
        say("a style sheet, which this site has in a file".to_owned());
    }
    for (attribute, value) in element.attrs() {
        if attribute.starts_with("on") || attribute == "style" || attribute.starts_with("form") {
            say(format!("the attribute {attribute}=\"{value}\""));
        }
        if !HONEST.attributes.contains(&(name.to_owned(), attribute.to_owned())) {
            say(format!("an attribute that is never ours: {attribute}"));
        }
        of_attribute((name, attribute, value), element, base, &mut say);
    }
}

/// Controls stand in the form of search only, and these are all that it has; whatever else is asked of a control, this
/// is no control.
fn is_of_search(element: &Element, base: &str) -> bool {
    const FILTERS: [&str; 5] = ["year", "tag", "place", "publisher", "lang"];
    let is = |name: &str, value: &str| element.attr(name) == Some(value);
    match element.name() {
        "form" => is("class", "find") && is("role", "search") && is("action", &format!("{base}/search/")),
        "input" => is("id", "q") && is("name", "q") && is("type", "search"),
        "button" => {
            (element.attrs().count() == 1 && is("type", "submit")) || (is("id", "more") && is("type", "button"))
        }
        "select" => element.attr("name").is_some_and(|name| FILTERS.contains(&name)),
        _ => true,
    }
}

fn of_attribute(
    (name, attribute, value): (&str, &str, &str),
    element: &Element,
    base: &str,
    say: &mut impl FnMut(String),
) {
    let is_ours =
        |address: &str| address.starts_with(&format!("{base}/")) && !climbs(address) || address.starts_with('#');
    let is_data = |address: &str| address.starts_with("data:image/svg+xml,%3Csvg%20");
    match attribute {
        "class" => {
            for class in value.split_whitespace().filter(|class| !HONEST.classes.contains(*class)) {
                if !class.starts_with("language-") || class.contains("pwned") {
                    say(format!("a class that is never ours: {class}"));
                }
            }
        }
        "id" => {
            let ours = ["h-", "fn-", "fnref-", "l-", "t-l-"].iter().any(|start| value.starts_with(start));
            if !ours && !HONEST.ids.contains(&shape(value)) {
                say(format!("an id that is never ours: {value}"));
            }
        }
        "href" if name == "link" => {
            let rel = element.attr("rel").unwrap_or_default();
            let loads = !matches!(rel, "canonical" | "alternate" | "prev" | "next" | "bookmark");
            let is_site = value.starts_with(&format!("https://example.org{base}/"));
            if !(is_ours(value) || (loads && rel == "icon" && is_data(value)) || (!loads && is_site)) {
                say(format!("loads {value}"));
            }
        }
        "href" | "cite" | "action" | "xlink:href" => {
            let leaves = ["https://", "http://", "mailto:"].iter().any(|scheme| value.starts_with(scheme));
            if !leaves && !is_ours(value) {
                say(format!("leads to {value}"));
            }
            if value.contains(|c: char| !c.is_ascii() || c.is_ascii_control() || " \"<>\\^`{|}".contains(c)) {
                say(format!("an address that is not encoded: {value}"));
            }
        }
        "src" | "srcset" | "poster" | "data" | "background" | "ping" | "manifest" if !is_ours(value) => {
            say(format!("loads {value}"));
        }
        "http-equiv" => {
            let content = element.attr("content").unwrap_or_default();
            let moves = content.strip_prefix("0; url=").is_some_and(|to| is_ours(to) && !to.contains([';', ',', '\'']));
            let guards = content.starts_with("default-src 'none';") && !content.contains("unsafe");
            let fine = match value {
                "refresh" => moves,
                "Content-Security-Policy" => guards,
                _ => false,
            };
            if !fine {
                say(format!("{value}: {content}"));
            }
        }
        _ => {}
    }
}

/// Whether an address has a way up in it, as browsers read one.
pub(crate) fn climbs(address: &str) -> bool {
    address.to_lowercase().replace("%2e", ".").replace('\\', "/").split(['/', '?', '#']).any(|part| part == "..")
}

/// Every fault is found when it is there: the inspector is no better than what it was seen to find.
#[test]
fn the_inspector_sees_what_it_looks_for() {
    for (page, what) in [
        ("<script>x</script>", "a script"),
        ("<script src=\"/digest/x.js\"></script>", "a script"),
        ("<script defer src=\"/digest/search.js\">x()</script>", "a script"),
        ("<form action=\"https://evil.example/\">", "an element that is never ours"),
        ("<input name=\"password\">", "an element that is never ours"),
        ("<button name=\"x\">", "an element that is never ours"),
        ("<select name=\"x\">", "an element that is never ours"),
        ("<script type=\"application/ld+json\">{\"a\": \"</script>", "ends too soon"),
        ("<p onclick=\"x\">", "onclick"),
        ("<p style=\"x\">", "style"),
        ("<style>a{}</style>", "a style sheet"),
        ("<iframe src=\"/digest/x\"></iframe>", "an element that is never ours"),
        ("<b data-x=\"1\">", "an attribute that is never ours"),
        ("<a href=\"javascript:x\">", "leads to"),
        ("<a href=\"data:text/html,x\">", "leads to"),
        ("<a href=\"//evil.example/\">", "leads to"),
        ("<a href=\"/digest/../x\">", "leads to"),
        ("<a href=\"/other/\">", "leads to"),
        ("<a href=\"https://a.example/<b>\">", "not encoded"),
        ("<img src=\"https://evil.example/x.png\" alt=\"\">", "loads"),
        ("<link rel=\"stylesheet\" href=\"https://evil.example/\">", "loads"),
        ("<link rel=\"canonical\" href=\"https://evil.example/\">", "loads"),
        ("<meta http-equiv=\"refresh\" content=\"0; url=https://evil.example/\">", "refresh"),
        ("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'unsafe-inline'\">", "Policy"),
        ("<p class=\"pwned\">", "a class"),
        ("<p id=\"pwned\">", "an id"),
        ("<h2 id=\"pwned\">", "an id"),
        ("<!-- x -->", "a comment"),
        ("<p>\u{1b}", "a control character"),
        ("<form><math><mtext></form><form><mglyph><style></math><img src onerror=x>", "second time"),
    ] {
        let found = faults(&format!("<!doctype html><html><head></head><body>{page}</body></html>"), "/digest");
        assert!(found.iter().any(|fault| fault.contains(what)), "{page}: {found:?}");
    }
    let honest = "<!doctype html><html lang=\"en\"><head><title>x</title></head><body><p><a href=\"/digest/x/\">y</a></p></body></html>";
    assert_eq!(faults(honest, "/digest"), [""; 0]);
}
