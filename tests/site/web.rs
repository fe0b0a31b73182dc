//! A built site in memory: its files by address, its pages as documents, its links resolved as a browser does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};
use url::Url;
use walkdir::WalkDir;

use crate::site::Site;

/// No test depends on the clock.
pub(crate) const TODAY: &str = "2020-01-01";

/// The site `tests/fixtures/whole`, built once.
pub(crate) static WHOLE: LazyLock<Web> = LazyLock::new(|| Web::build(&whole(), &[]));

/// The folder `tests/fixtures/whole`.
pub(crate) fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/whole")
}

/// A copy of the sources of `tests/fixtures/whole`.
pub(crate) fn whole() -> Site {
    let site = Site::empty();
    for entry in WalkDir::new(fixture()).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        let path = entry.path().strip_prefix(fixture()).unwrap().to_str().unwrap().replace('\\', "/");
        if !path.starts_with("expected/") {
            site.write(&path, fs::read(entry.path()).unwrap());
        }
    }
    site
}

/// A built site.
pub(crate) struct Web {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// Address of the home page.
    pub(crate) base: Url,
}

/// A page as a document.
pub(crate) struct Page {
    html: Html,
}

impl Web {
    /// Builds with further arguments and takes what was published.
    pub(crate) fn build(site: &Site, args: &[&str]) -> Web {
        site.run(&[&["build", "--today", TODAY], args].concat()).ends(0);
        let given = args.iter().position(|arg| *arg == "--base-url").map(|at| args[at + 1].to_owned());
        let toml: toml::Table = site.read("site.toml").parse().unwrap();
        let base = given.unwrap_or_else(|| toml["base_url"].as_str().unwrap().to_owned());
        Web { files: site.files("public"), base: Url::parse(&base).unwrap() }
    }

    /// Whether an address `/2016/` has a file.
    pub(crate) fn has(&self, address: &str) -> bool {
        self.files.contains_key(&file_of(address))
    }

    /// The text at an address.
    #[track_caller]
    pub(crate) fn text(&self, address: &str) -> String {
        let bytes = self.files.get(&file_of(address));
        let bytes = bytes.unwrap_or_else(|| panic!("nothing at {address}: {:#?}", self.files.keys()));
        String::from_utf8(bytes.clone()).unwrap()
    }

    /// The page at an address.
    #[track_caller]
    pub(crate) fn page(&self, address: &str) -> Page {
        Page::of(&self.text(address))
    }

    /// Every page by its address.
    pub(crate) fn pages(&self) -> impl Iterator<Item = (String, Page)> {
        self.files.keys().filter(|path| path.ends_with(".html")).map(|path| {
            let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
            let page = self.page(&address);
            (address, page)
        })
    }

    /// The address, below the base, that an absolute address leads to; nothing for another host.
    pub(crate) fn inside(&self, url: &Url) -> Option<String> {
        let same = url.origin() == self.base.origin();
        same.then(|| decoded(url.path()).strip_prefix(self.base.path()).map(|rest| format!("/{rest}")))?
    }

    /// The absolute address of an address of the site.
    pub(crate) fn absolute(&self, address: &str) -> Url {
        self.base.join(address.trim_start_matches('/')).unwrap()
    }
}

impl Page {
    pub(crate) fn of(text: &str) -> Page {
        Page { html: Html::parse_document(text) }
    }

    /// The elements that a selector names.
    pub(crate) fn find(&self, css: &str) -> Vec<ElementRef<'_>> {
        self.html.select(&Selector::parse(css).unwrap()).collect()
    }

    /// Their texts, white space joined.
    pub(crate) fn texts(&self, css: &str) -> Vec<String> {
        let words = |element: ElementRef<'_>| element.text().collect::<String>();
        self.find(css).into_iter().map(|element| joined(&words(element))).collect()
    }

    /// One attribute of each.
    pub(crate) fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        self.find(css).iter().filter_map(|element| element.attr(name)).map(str::to_owned).collect()
    }

    /// The sources of the elements that a selector names.
    pub(crate) fn sources(&self, css: &str) -> String {
        self.find(css).into_iter().map(|element| element.html()).collect()
    }

    /// What stands in `<main>`, as text.
    pub(crate) fn main(&self) -> String {
        self.texts("main").concat()
    }
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `/2016/` is the file `2016/index.html`.
fn file_of(address: &str) -> String {
    let path = address.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// Percent-decoded.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let pair = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&pair).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// An article of five keys.
pub(crate) fn article(title: &str, date: &str, more: &str) -> String {
    let address = title.to_lowercase().replace(' ', "-");
    format!(
        "---\ntitle: {title}\nauthor: unknown\ndate: {date}\noriginal_url: https://example.net/{date}/{address}\n\
         tags: [aid]\n{more}---\nAn invented text.\n"
    )
}
