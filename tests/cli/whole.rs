//! Two states of one site, and whether a folder that is between them is whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use url::Url;

use crate::site::Site;

pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The published files of both states, and where their pages lead.
pub(crate) struct States {
    pub(crate) old: Files,
    pub(crate) new: Files,
    old_links: Links,
    new_links: Links,
}

/// The files that a page leads to, by its path.
type Links = BTreeMap<String, BTreeSet<String>>;

/// A site in its newer state, with the older one published at `old` and the newer at `new`. Between them, pages and
/// images come, change, move and go, a file of the theme becomes a folder, and a folder a file.
/// `many` articles more are changed, so that publishing takes longer.
pub(crate) fn two_states(many: usize) -> (Site, States) {
    let site = Site::in_memory().with("small");
    site.edit("site.toml", "title", "theme = \"own\"\ntitle");
    let toml =
        site.read("site.toml") + "[pages]\nauthors = false\nactors = false\nplaces = false\npublishers = false\n";
    site.write("site.toml", toml);
    let site = site.may_lose();
    site.write("themes/own/theme.toml", "name = \"own\"\nneeds = \"1\"\nextends = \"default\"\n");
    site.write("themes/own/static/was-file", "a file");
    site.write("themes/own/static/was-folder/key.txt", "a key");
    site.write("themes/own/static/was-folder/deep/key.txt", "a deep key");
    site.write("content/articles/2018/map.png", fixture("images/texts.png"));
    write(&site, 0..6, "first");
    write(&site, 10..10 + many, "first");
    site.run(&["build", "--output", "old"]).ends(0);

    ["was-file", "was-folder/key.txt", "was-folder/deep/key.txt"]
        .iter()
        .for_each(|path| site.remove(&format!("themes/own/static/{path}")));
    fs::remove_dir(site.path("themes/own/static/was-folder/deep")).unwrap();
    fs::remove_dir(site.path("themes/own/static/was-folder")).unwrap();
    site.write("themes/own/static/was-folder", "a file now");
    site.write("themes/own/static/was-file/key.txt", "a key now");
    site.write("content/articles/2018/map.png", fixture("whole/content/articles/2016/map.png"));
    write(&site, 2..8, "second");
    write(&site, 10..10 + many, "second");
    (0..2).for_each(|number| site.remove(&name(number)));
    // An article moves and leaves a redirect behind.
    site.edit(&name(2), "date: 2018-01-03", "date: 2018-02-03\naliases: [/2018/01/03/killed-2/]");
    site.run(&["build", "--output", "new"]).ends(0);
    let (old, new) = (site.files("old"), site.files("new"));
    assert!(
        old.contains_key("was-file")
            && new.contains_key("was-folder")
            && new.contains_key("2018/01/07/killed-6/map.png")
    );
    let (old_links, new_links) = (links_of(&old), links_of(&new));
    (site, States { old, new, old_links, new_links })
}

fn fixture(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(path)).unwrap()
}

fn name(number: usize) -> String {
    format!("content/articles/2018/2018-01-{:02}-killed-{number}.md", number % 28 + 1)
}

fn write(site: &Site, numbers: Range<usize>, word: &str) {
    for number in numbers {
        let picture = if number % 2 == 0 { "\n\n![A map](map.png)" } else { "" };
        let text = format!(
            "---\ntitle: {}\nauthor: A\ndate: 2018-01-{:02}\noriginal_url: https://example.net/killed/{number}\n\
             tags: [tag-{}]\n---\nA {word} text, and [the talks](/2016/09/08/talks-in-geneva/).{picture}\n",
            if number == 5 { "The same".to_owned() } else { format!("Killed {number}, {word}") },
            number % 28 + 1,
            number / 4
        );
        site.write(&name(number), text);
    }
}

impl States {
    /// The paths of the files that a publishing from the older to the newer state changes.
    pub(crate) fn changed(&self) -> Vec<&String> {
        let paths: BTreeSet<&String> = self.old.keys().chain(self.new.keys()).collect();
        paths.into_iter().filter(|path| self.old.get(*path) != self.new.get(*path)).collect()
    }

    /// Fails unless every file is whole and listed, and every link of a page that can be reached leads to a file.
    pub(crate) fn look(&self, mut now: Files, after: &str) {
        now.retain(|path, _| !path.contains(".digest-tmp-") && !path.starts_with(".digest-stage/"));
        let Some(manifest) = now.remove("manifest.json") else {
            assert!(now.is_empty(), "after {after}, files are in a folder without a manifest");
            return;
        };
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
        let listed = manifest["files"].as_object().unwrap();
        let mut links = Links::new();
        for (path, bytes) in &now {
            assert!(listed.contains_key(&format!("/{path}")), "after {after}, {path} is not in the manifest");
            let of = match (self.old.get(path), self.new.get(path)) {
                (Some(old), _) if old == bytes => &self.old_links,
                (_, Some(new)) if new == bytes => &self.new_links,
                _ => panic!("after {after}, {path} is neither old nor new"),
            };
            links.insert(path.clone(), of[path].clone());
        }
        if !now.contains_key("index.html") {
            return;
        }
        let mut seen = BTreeSet::from(["index.html".to_owned()]);
        let mut next = vec!["index.html".to_owned()];
        while let Some(path) = next.pop() {
            for link in &links[&path] {
                assert!(now.contains_key(link), "after {after}, {path} leads to {link}, which is not there");
                if seen.insert(link.clone()) {
                    next.push(link.clone());
                }
            }
        }
        assert!(seen.len() > 10, "the walk found no links");
    }
}

fn links_of(files: &Files) -> Links {
    files.iter().map(|(path, bytes)| (path.clone(), links(path, bytes))).collect()
}

/// The files inside the site that a page leads to.
fn links(path: &str, bytes: &[u8]) -> BTreeSet<String> {
    if !path.ends_with(".html") {
        return BTreeSet::new();
    }
    let page = Url::parse("https://example.org/").unwrap().join(path).unwrap();
    let text = String::from_utf8_lossy(bytes);
    let targets = [" href=\"", " src=\"", "content=\"0; url="].iter().flat_map(|start| text.split(start).skip(1));
    let urls = targets.filter_map(|rest| page.join(&rest.split('"').next()?.replace("&amp;", "&")).ok());
    let inside = urls.filter(|url| url.host_str() == Some("example.org") && url.scheme() == "https");
    inside.map(|url| file(url.path())).collect()
}

/// `/2016/` is the file `2016/index.html`.
fn file(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.trim_start_matches('/').bytes();
    while let Some(byte) = rest.next() {
        let code: Vec<u8> = if byte == b'%' { rest.by_ref().take(2).collect() } else { Vec::new() };
        let code = std::str::from_utf8(&code).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(code.unwrap_or(byte));
    }
    let path = String::from_utf8(bytes).unwrap();
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path }
}
