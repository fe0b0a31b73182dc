//! The gate alone, with a site that says yes to everything: what `check` refuses has to be harmless all the same.

use conflict_digest::gate::html::{Html, ImageResolution, Labels, Options, Resolution, Resolver};
use conflict_digest::gate::text::Dir;
use rayon::prelude::*;
use scraper::Selector;
use url::Url;

use crate::corpus::ALL;
use crate::inspect::{climbs, faults};
use crate::laid::kept;

/// Believes that every address is one of its own.
struct Credulous;

impl Resolver for Credulous {
    fn link(&self, dest: &str) -> Resolution {
        let href = if dest.starts_with('/') { format!("/digest{dest}") } else { format!("/digest/x/{dest}") };
        Resolution::Href { href, missing: climbs(dest) }
    }

    fn image(&self, dest: &str) -> ImageResolution {
        if climbs(dest) {
            return ImageResolution::Missing;
        }
        ImageResolution::Image { src: format!("/digest/x/{}", dest.trim_matches(['/', '.'])), size: Some((1, 1)) }
    }
}

/// Gives every address back as it came.
struct Echo;

impl Resolver for Echo {
    fn link(&self, dest: &str) -> Resolution {
        Resolution::Href { href: dest.to_owned(), missing: false }
    }

    fn image(&self, dest: &str) -> ImageResolution {
        ImageResolution::Image { src: dest.to_owned(), size: None }
    }
}

fn options() -> Options<'static> {
    let labels = Labels { notes: "Notes", back_to_text: "Back to note", table: "Table" };
    Options { labels, dir: Dir::Ltr, prefix: None }
}

/// The texts a vector can be as Markdown: by itself, and as what stands in a link, an image, a title, a cell, a note.
fn markdown(text: &str) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    if !text.contains('\n') {
        all.extend([
            format!("[a]({text})\n\n[b](<{text}>)\n\n[c][r]\n\n<{text}>\n\n[r]: <{text}>\n"),
            format!("![a]({text})\n\n![b](<{text}>)\n\n[![c][r]](/x/)\n\n[r]: <{text}>\n"),
            format!("[a](/x/ \"{text}\") [b](/x/ '{text}') ![c](x.png \"{text}\")"),
            format!("[{text}](/x/) ![{text}](x.png) *{text}* `{text}` ~~{text}~~"),
            format!("# {text}\n\n> {text}\n\n- {text}\n\n1. {text}\n\n    {text}\n"),
            format!("| {text} | b |\n|---|---|\n| c | {text} |\n"),
            format!("a[^{text}] b[^1]\n\n[^{text}]: c\n[^1]: {text}\n"),
            format!("```{text}\n{text}\n```\n\n```html\n{text}\n```\n\n```js {text}\n{text}\n```\n"),
        ]);
    }
    all
}

#[test]
fn the_gate_alone_holds() {
    let bodies: Vec<(&str, String, Html)> = (ALL.par_iter())
        .flat_map_iter(|vector| markdown(&vector.text).into_iter().map(move |text| (vector.name.as_str(), text)))
        .map(|(name, text)| {
            let html = Html::markdown(&text, &Credulous, &options()).html;
            (name, text, html)
        })
        .collect();
    assert!(bodies.len() > 4000, "{}", bodies.len());
    keep(&bodies);
    let found: Vec<String> = (bodies.par_iter())
        .flat_map_iter(|(name, text, html)| {
            let page = format!("<!doctype html><html><head></head><body>{html}</body></html>");
            faults(&page, "/digest").into_iter().map(move |fault| format!("{name}: {fault}\n  {text:?}"))
        })
        .collect();
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found[..found.len().min(40)].join("\n"));
}

/// Puts all of them on one page, without a policy that would help it, where `tests/pages/hostile.mjs` looks.
fn keep(bodies: &[(&str, String, Html)]) {
    let bodies: String = bodies.iter().map(|(_, _, html)| format!("<article>{html}</article>\n")).collect();
    std::fs::create_dir_all(kept()).unwrap();
    let page = format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><title>x</title></head><body>{bodies}</body></html>"
    );
    std::fs::write(kept().join("bodies.html"), page).unwrap();
}

/// A link is http, https or mail; an image stays in the site; as the URL standard reads them, whatever the site says.
#[test]
fn an_address_is_judged_as_a_browser_reads_it() {
    let base = Url::parse("https://example.org/digest/page/").unwrap();
    let mut links = 0;
    for vector in ALL.iter() {
        for text in markdown(&vector.text) {
            let body = Html::markdown(&text, &Echo, &options());
            let page = scraper::Html::parse_fragment(body.html.as_str());
            for element in page.tree.values().filter_map(|node| node.as_element()) {
                if let Some(href) = element.attr("href") {
                    let scheme = base.join(href).unwrap().scheme().to_owned();
                    assert!(["http", "https", "mailto"].contains(&scheme.as_str()), "{}: {href}", vector.name);
                    links += 1;
                }
                if let Some(src) = element.attr("src") {
                    assert_eq!(base.join(src).unwrap().origin(), base.origin(), "{}: {src}", vector.name);
                }
            }
            for link in page.select(&Selector::parse("a:not([rel])").unwrap()) {
                let href = link.attr("href").unwrap_or_default();
                let url = base.join(href).unwrap();
                assert!(url.origin() == base.origin() || url.scheme() == "mailto", "{}: {href}", vector.name);
            }
        }
    }
    assert!(links > 1000, "{links}");
}

/// Plain text on its way into a page, whatever is in it, holds no sign that could begin anything.
#[test]
fn text_has_no_tags() {
    for vector in ALL.iter() {
        let html = Html::text(&vector.text);
        assert!(!html.as_str().contains(['<', '>', '"']), "{}: {html}", vector.name);
    }
}
