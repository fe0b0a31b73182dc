//! Indexes of very many terms are cut by letters, so that no page of them is too heavy for a bad line.

use std::collections::{BTreeMap, BTreeSet};

use crate::site::Site;
use crate::web::{Web, article};

const TOML: &str = "title = \"Many\"\nbase_url = \"https://example.org/\"\nfeed_authority = \"example.org,2026\"\n";

/// Everything but terms and search is left out, so that the test is about these.
const LITTLE: &str = "[pages]\ntimelines = false\nevents = false\n[feeds]\nterms = false\n";

/// A site of so many tags, in two scripts, most of which begin alike.
fn site(tags: usize) -> Site {
    let site = Site::empty();
    site.write("site.toml", format!("{TOML}{LITTLE}"));
    let names: Vec<String> =
        (0..tags).map(|n| if n % 8 == 0 { format!("وسم {n}") } else { format!("Term {n}") }).collect();
    for (number, chunk) in names.chunks(20).enumerate() {
        let text = article(&format!("Article {number}"), "2016-01-01", "");
        let text = text.replace("tags: [aid]", &format!("tags: [{}]", chunk.join(", ")));
        site.write(&format!("content/articles/2016/2016-01-01-a{number}.md"), text);
    }
    site
}

/// Links of an index to terms, and of the pages that it leads to: how often each stands there.
fn listed(web: &Web, index: &str, below: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![index.to_owned()];
    while let Some(address) = open.pop() {
        assert!(web.text(&address).len() < 300_000, "{address}: {} bytes", web.text(&address).len());
        for href in web.page(&address).attributes(".az a", "href") {
            if href.starts_with(below) {
                if seen.insert(href.clone()) {
                    open.push(href);
                }
            } else if href.starts_with("/tags/") {
                *found.entry(href).or_insert(0) += 1;
            }
        }
    }
    found
}

#[test]
fn every_term_is_reached_once_and_no_page_is_heavy() {
    let web = Web::build(&site(2400), &[]);
    assert!(web.has("/search/tags/l-t-65-72-6d-31/"), "those that begin with `term 1`");
    for (index, below) in [("/tags/", "/search/tags/"), ("/search/", "/search/terms/")] {
        let found = listed(&web, index, below);
        assert_eq!(found.len(), 2400, "{index}");
        assert!(found.values().all(|times| *times == 1), "{index}");
    }
    let page = web.page("/search/tags/l-t-65-72-6d-31/");
    assert_eq!(page.texts("h1"), ["Tags: Term1"]);
    assert_eq!(page.attributes(".crumbs a", "href"), ["/tags/"]);
}

#[test]
fn a_shorter_index_is_one_page() {
    let site = site(40);
    let web = Web::build(&site, &[]);
    assert!(!web.files.keys().any(|path| path.contains("search/tags")), "{:?}", web.files.keys());
    assert_eq!(listed(&web, "/tags/", "/search/").len(), 40);
}
