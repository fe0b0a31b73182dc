//! One site under the addresses that Pages gives: of a user or an organisation, of a project, of a domain of one's own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use url::Url;

use crate::references::{How, ids, references};
use crate::server::Server;
use crate::site::Site;

/// The site with everything in it.
pub(crate) fn whole() -> Site {
    let site = Site::from("whole");
    std::fs::remove_dir_all(site.path("expected")).unwrap();
    site
}

/// A built site as a crawler sees it.
struct Crawl {
    server: Server,
    base: Url,
    seen: BTreeSet<String>,
    /// The ids of pages, by path.
    ids: BTreeMap<String, Vec<String>>,
    wrong: Vec<String>,
}

impl Crawl {
    fn of(files: BTreeMap<String, Vec<u8>>, base: &str) -> Crawl {
        let base = Url::parse(base).unwrap();
        let server = Server::start(files, base.host_str().unwrap(), base.path().trim_end_matches('/'));
        Crawl { server, base, seen: BTreeSet::new(), ids: BTreeMap::new(), wrong: Vec::new() }
    }

    /// Follows everything that can be reached from an address.
    fn follow(&mut self, start: Url) {
        let mut waiting = vec![start];
        while let Some(url) = waiting.pop() {
            let path = url.path().to_owned();
            if !self.seen.insert(path.clone()) {
                continue;
            }
            let answer = self.server.get(&path);
            if answer.status != 200 {
                self.wrong.push(format!("{path} answers {} {}", answer.status, answer.location));
                continue;
            }
            // References tell files apart by their names, and this is a page.
            let name = if answer.kind == "text/html" { format!("{path}.html") } else { path.clone() };
            if answer.kind == "text/html" {
                self.ids.insert(path.clone(), ids(std::str::from_utf8(&answer.body).unwrap()));
            }
            for (how, address) in references(&name, &answer.body) {
                waiting.extend(self.next(&url, how, &address));
            }
        }
    }

    /// Where a reference leads, if that is inside the site.
    fn next(&mut self, page: &Url, how: How, address: &str) -> Option<Url> {
        if address.starts_with("data:") {
            return None;
        }
        // What machines are told stands for itself.
        let Ok(url) = (if how == How::Told { Url::parse(address) } else { page.join(address) }) else {
            self.wrong.push(format!("{page} names {address:?}, which is no address"));
            return None;
        };
        if url.origin() != self.base.origin() {
            return None;
        }
        if !url.path().starts_with(self.base.path()) {
            self.wrong.push(format!("{page} leaves the site for {address}"));
        }
        Some(url)
    }

    /// Parts of pages that links lead to and that are not there; known once all was seen.
    fn parts(&mut self, files: &BTreeMap<String, Vec<u8>>) {
        // The page for what is not there has no address of its own; `doors` looks at it.
        for path in files.keys().filter(|path| path.ends_with(".html") && *path != "404.html") {
            let page = self.base.join(path.strip_suffix("index.html").unwrap_or(path)).unwrap();
            for (how, address) in references(path, &files[path]) {
                let Ok(url) = page.join(&address) else { continue };
                let Some(part) = url.fragment().filter(|_| how == How::Link && url.origin() == page.origin()) else {
                    continue;
                };
                let part = crate::server::percent::decoded(part).unwrap();
                if !self.ids.get(url.path()).is_some_and(|ids| ids.contains(&part)) {
                    self.wrong.push(format!("{page} leads to {address}, which has no such part"));
                }
            }
        }
    }
}

#[test]
fn every_reference_holds_under_every_base_path() {
    for (base, cname) in [
        ("https://user.example/", ""),
        ("https://org.example/digest/", ""),
        ("https://org.example/%D0%B0%D1%80%D1%85%D0%B8%D0%B2/2.0/", ""),
        ("https://digest.example.org/", "digest.example.org"),
    ] {
        let site = whole();
        if !cname.is_empty() {
            site.edit("site.toml", "inline_css", &format!("cname = \"{cname}\"\ninline_css"));
        }
        site.run(&["build", "--base-url", base, "--today", "2020-01-01"]).ends(0);
        let files = site.files("public");
        assert_eq!(
            files.get("CNAME").map_or(String::new(), |name| String::from_utf8(name.clone()).unwrap()).trim(),
            cname
        );
        let mut crawl = Crawl::of(files.clone(), base);
        crawl.follow(crawl.base.clone());
        // What machines begin with, each at an address of its own.
        let search = files.keys().filter(|path| path.starts_with("search/index/")).map(String::as_str);
        for door in ["robots.txt", "sitemap.xml", "editions.xml", "manifest.json"].into_iter().chain(search) {
            crawl.follow(crawl.base.join(door).unwrap());
        }
        redirects(&mut crawl, &files);
        crawl.parts(&files);
        assert_eq!(crawl.wrong, Vec::<String>::new(), "under {base}");
        let paths = files.keys().map(|path| crawl.base.join(path.strip_suffix("index.html").unwrap_or(path)).unwrap());
        let unseen: Vec<String> =
            paths.map(|url| url.path().to_owned()).filter(|path| !crawl.seen.contains(path)).collect();
        let unseen: Vec<&str> = unseen.iter().map(|path| path.strip_prefix(crawl.base.path()).unwrap()).collect();
        // `print.css` opens folded months, which this site has none of.
        let apart = ["404.html", ".nojekyll", "CNAME", "print.css"];
        let lost: Vec<&&str> = unseen.iter().filter(|path| !apart.contains(*path)).collect();
        assert_eq!(lost, Vec::<&&str>::new(), "nothing leads there, under {base}");
        doors(&crawl);
        says_where_it_is(&crawl, &files);
        lists_what_is_there(&crawl, &files);
    }
}

/// The first address that a page names in this way.
fn named(text: &str, before: &str) -> Option<String> {
    Some(text.split_once(before)?.1.split_once('"')?.0.to_owned())
}

fn is_redirect(text: &str) -> bool {
    text.contains("http-equiv=\"refresh\"")
}

/// A page's canonical address and that of Open Graph are its own, and the sitemap has it, and has nothing else.
fn says_where_it_is(crawl: &Crawl, files: &BTreeMap<String, Vec<u8>>) {
    let mut listed: BTreeSet<String> =
        references("sitemap.xml", &files["sitemap.xml"]).into_iter().map(|(_, address)| address).collect();
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html") {
        let text = std::str::from_utf8(bytes).unwrap();
        let url = crawl.base.join(path.strip_suffix("index.html").unwrap_or(path)).unwrap().to_string();
        let is_hidden = text.contains("content=\"noindex");
        assert_eq!(listed.remove(&url), !is_hidden, "{url} in the sitemap");
        if is_redirect(text) {
            continue;
        }
        // The same list from its other end is the same to search engines.
        let url = url.replace("/oldest-first/", "/");
        assert_eq!(named(text, "<link rel=\"canonical\" href=\"").as_ref(), Some(&url));
        assert_eq!(named(text, "<meta property=\"og:url\" content=\"").as_ref(), Some(&url));
    }
    assert_eq!(listed, BTreeSet::new(), "the sitemap lists what is not there");
}

/// The manifest, by which the next build knows what is published, lists what is served, each document among it.
fn lists_what_is_there(crawl: &Crawl, files: &BTreeMap<String, Vec<u8>>) {
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!(manifest["base_url"], crawl.base.as_str());
    let listed: BTreeSet<&str> = manifest["files"].as_object().unwrap().keys().map(|path| &path[1..]).collect();
    let there: BTreeSet<&str> = files.keys().map(String::as_str).filter(|path| *path != "manifest.json").collect();
    assert_eq!(listed, there);
    for address in manifest["documents"].as_object().unwrap().keys() {
        let url = crawl.base.join(&address[1..]).unwrap();
        assert!(crawl.seen.contains(url.path()), "{address}");
    }
}

/// Every old address is a page that leads to its document, says where that is, and asks to be left out of search engines.
fn redirects(crawl: &mut Crawl, files: &BTreeMap<String, Vec<u8>>) {
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let mut count = 0;
    for (address, document) in manifest["documents"].as_object().unwrap() {
        for alias in document["aliases"].as_array().into_iter().flatten() {
            let old = crawl.base.join(alias.as_str().unwrap().trim_start_matches('/')).unwrap();
            let new = crawl.base.join(address.trim_start_matches('/')).unwrap();
            let answer = crawl.server.get(old.path());
            let text = String::from_utf8(answer.body).unwrap();
            assert_eq!(answer.status, 200, "{old}");
            assert!(text.contains(&format!("<link rel=\"canonical\" href=\"{new}\">")), "{old}: {text}");
            assert!(text.contains("<meta name=\"robots\" content=\"noindex\">"), "{old}: {text}");
            assert!(
                text.contains(&format!("<meta http-equiv=\"refresh\" content=\"0; url={}\">", new.path())),
                "{old}: {text}"
            );
            crawl.follow(old);
            count += 1;
        }
    }
    assert_eq!(count, 4, "old addresses of the fixture");
    // Aliases of terms lead on as well.
    for path in files.keys().filter(|path| path.ends_with(".html")) {
        if is_redirect(&String::from_utf8_lossy(&files[path])) {
            let url = crawl.base.join(path.strip_suffix("index.html").unwrap_or(path)).unwrap();
            crawl.follow(url);
        }
    }
}

/// What Pages does at the edges, and what its readers then get.
fn doors(crawl: &Crawl) {
    let at = |path: &str| crawl.server.get(&format!("{}{path}", crawl.base.path()));
    assert_eq!((at("about").status, at("about").location), (301, format!("{}about/", crawl.base.path())));
    assert_eq!(at("About/").status, 404);
    assert_eq!(at("old/talks").status, 200);
    if crawl.base.path() != "/" {
        assert_eq!(crawl.server.get(crawl.base.path().trim_end_matches('/')).status, 301);
        assert_eq!(crawl.server.get("/about/").status, 404);
    }
    // The page for what is not there stands at any depth, and its links lead on from each.
    for missing in ["nothing", "2016/09/nothing/at/all/"] {
        let answer = at(missing);
        assert_eq!(answer.status, 404);
        let page = crawl.base.join(missing).unwrap();
        let mut count = 0;
        for (how, address) in references("404.html", &answer.body) {
            let url = page.join(&address).unwrap();
            if how == How::Link && url.origin() == page.origin() && !address.starts_with('#') {
                assert!(crawl.seen.contains(url.path()), "{missing}: {address}");
                count += 1;
            }
        }
        assert!(count > 5, "the page for what is not there leads nowhere");
    }
}
