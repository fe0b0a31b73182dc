//! A built site in memory, judged as what it does to its readers: pages that run nothing and ask no other host, links that
//! lead somewhere, feeds that can be read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use conflict_digest::config;
use conflict_digest::diagnostic::Diagnostics;
use conflict_digest::memory::Memory;
use conflict_digest::model::date::Day;
use conflict_digest::pipeline::{Drafts, Inputs, ThemeFiles, build};
use conflict_digest::render::{Kept, Outputs};
use conflict_digest::source::{Folder, SourceFile};
use conflict_digest::theme::embedded::embedded;
use quick_xml::events::Event;
use scraper::{ElementRef, Html};
use walkdir::WalkDir;

use crate::elements::ELEMENTS;
use crate::engine::Marks;
use crate::markdown::is_harmless;

const BASE: &str = "/base/";

/// The elements and attributes of our own pages, learnt from a site with one of everything.
static OURS: LazyLock<BTreeSet<(String, String)>> = LazyLock::new(|| {
    let mut known = BTreeSet::new();
    for (name, attributes) in ELEMENTS {
        known.insert((name.to_owned(), String::new()));
        known.extend(attributes.iter().map(|attribute| (name.to_owned(), (*attribute).to_owned())));
    }
    for (_, bytes) in whole().iter().filter(|(path, _)| path.file_path().ends_with(".html")) {
        known.extend(shapes(&Html::parse_document(std::str::from_utf8(bytes).unwrap())));
    }
    known
});

/// `tests/fixtures/whole`, built.
fn whole() -> Outputs {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/whole");
    let entries = WalkDir::new(root.join("content")).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        SourceFile::new(path, std::fs::read(entry.path()).unwrap())
    });
    let mut files: Vec<SourceFile> = files.collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let toml = SourceFile::new("site.toml", std::fs::read(root.join("site.toml")).unwrap());
    let inputs = Inputs {
        config: config::parse(&mut Diagnostics::default(), &toml).unwrap(),
        content: Folder { files, refused: Vec::new() },
        theme: ThemeFiles { parent: Vec::new(), own: embedded() },
        today: Day::new(2020, 1, 1).unwrap(),
        drafts: Drafts::Without,
        published: None,
    };
    let mut kept = Kept::default();
    build(&inputs, &Memory::default(), &mut kept).drawn.unwrap();
    let outputs = kept.outputs();
    assert!(outputs.len() > 50, "the site with one of everything is not built");
    outputs
}

fn elements(page: &Html) -> impl Iterator<Item = ElementRef<'_>> {
    page.root_element().descendants().filter_map(ElementRef::wrap)
}

fn shapes(page: &Html) -> BTreeSet<(String, String)> {
    let mut shapes = BTreeSet::new();
    for element in elements(page) {
        let name = element.value().name();
        shapes.insert((name.to_owned(), String::new()));
        shapes.extend(element.value().attrs().map(|(attribute, _)| (name.to_owned(), attribute.to_owned())));
    }
    shapes
}

/// Fails unless every file of the site is harmless and whole. The templates that were drawn are the marks.
pub(crate) fn judge(outputs: &Outputs) -> Marks {
    let mut marks = Marks::new();
    let paths: BTreeMap<String, ()> = outputs.keys().map(|route| (route.percent_encoded(), ())).collect();
    for (route, bytes) in outputs {
        let path = route.file_path();
        let text = || std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path} is not UTF-8"));
        match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "html" => {
                let html = Html::parse_document(text());
                page(&path, &html, &paths);
                let main = elements(&html).find(|element| element.value().name() == "body");
                marks.extend(main.and_then(|body| body.attr("class")).map(|class| format!("page {class}")));
            }
            "xml" => xml(&path, text()),
            "json" => drop(serde_json::from_str::<serde_json::Value>(text()).unwrap()),
            _ => {}
        }
    }
    marks.insert(format!("files {}", outputs.len().next_power_of_two()));
    marks
}

fn page(path: &str, page: &Html, paths: &BTreeMap<String, ()>) {
    let strange: Vec<(String, String)> = shapes(page).difference(&OURS).cloned().collect();
    assert!(strange.is_empty(), "{path} has what no page of ours has: {strange:?}");
    let mut has_policy = false;
    let mut ids = BTreeSet::new();
    for element in elements(page) {
        let value = element.value();
        for (name, text) in value.attrs() {
            assert!(!name.starts_with("on") && name != "style", "{path}: <{} {name}={text:?}>", value.name());
            let is_address = matches!(name, "href" | "src" | "action" | "formaction" | "data" | "poster" | "srcset");
            let is_ours = value.name() == "link" && text.starts_with("data:image/");
            assert!(!is_address || is_ours || is_harmless(text), "{path}: <{} {name}={text:?}>", value.name());
            if name == "id" {
                assert!(ids.insert(text), "{path} has the id {text} twice");
            }
        }
        match value.name() {
            "script" => script(path, element),
            "meta" => has_policy |= value.attr("http-equiv").is_some_and(|name| name == "Content-Security-Policy"),
            "img" => assert!(value.attr("src").is_some_and(|src| src.starts_with(BASE)), "{path}: a remote image"),
            "a" => leads(path, value.attr("href").unwrap_or(BASE), paths),
            _ => {}
        }
    }
    assert!(has_policy, "{path} has no policy");
}

fn script(path: &str, element: ElementRef<'_>) {
    let text: String = element.text().collect();
    match element.value().attr("type") {
        Some("application/ld+json") => {
            serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|error| panic!("{path}: {error}: {text}"));
        }
        _ => assert!(text.is_empty(), "{path} has a script in it: {text}"),
    }
}

/// A link inside the site leads to one of its files.
fn leads(path: &str, href: &str, paths: &BTreeMap<String, ()>) {
    let to = href.split(['#', '?']).next().unwrap_or_default();
    if let Some(inside) = to.strip_prefix(BASE) {
        assert!(paths.contains_key(&format!("/{inside}")), "{path} leads to {href}, where nothing is");
    } else {
        assert!(!to.starts_with('/'), "{path} leads out of the site's folder: {href}");
    }
}

fn xml(path: &str, text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return,
            Ok(Event::DocType(_)) => panic!("{path} has a document type"),
            Ok(_) => {}
            Err(error) => panic!("{path}: {error}"),
        }
    }
}
