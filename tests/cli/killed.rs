//! Killed at any moment, a build leaves every file whole and every link of a reachable page alive.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use url::Url;

use crate::site::Site;

type Files = BTreeMap<String, Vec<u8>>;

const KILLS: u32 = 16;

#[test]
fn a_killed_build_leaves_a_whole_site() {
    let site = Site::from("small");
    write(&site, 0..30, "first");
    site.run(&["build", "--output", "old"]).ends(0);
    write(&site, 0..60, "second");
    (0..10).for_each(|number| site.remove(&name(number)));
    let start = Instant::now();
    site.run(&["build", "--output", "new"]).ends(0);
    let whole = start.elapsed();
    let (old, new) = (site.files("old"), site.files("new"));

    for kill in 0..KILLS {
        let out = format!("public-{kill}");
        for (path, bytes) in &old {
            site.write(&format!("{out}/{path}"), bytes);
        }
        let mut child = site.command(&["build", "--output", &out]).stderr(Stdio::null()).spawn().unwrap();
        // Publishing is the last part of a build.
        sleep(whole.mul_f64(0.3 + 0.8 * f64::from(kill) / f64::from(KILLS)).max(Duration::from_millis(1)));
        child.kill().unwrap();
        child.wait().unwrap();
        look(&site.files(&out), &old, &new);
        site.run(&["build", "--output", &out]).ends(0);
        assert!(site.files(&out) == new, "after kill {kill} the next build is not a clean one");
    }
}

fn name(number: usize) -> String {
    format!("content/articles/2018/2018-01-{:02}-killed-{number}.md", number % 28 + 1)
}

fn write(site: &Site, numbers: std::ops::Range<usize>, word: &str) {
    for number in numbers {
        let day = number % 28 + 1;
        site.write(
            &name(number),
            format!(
                "---\ntitle: Killed {number}, {word}\nauthor: A\ndate: 2018-01-{day:02}\n\
                 original_url: https://example.net/killed/{number}\ntags: [tag-{}]\n---\nA {word} text.\n",
                number / 7
            ),
        );
    }
}

fn look(now: &Files, old: &Files, new: &Files) {
    for (path, bytes) in now.iter().filter(|(path, _)| *path != "manifest.json" && !path.contains(".digest-tmp-")) {
        assert!(old.get(path) == Some(bytes) || new.get(path) == Some(bytes), "{path} is neither old nor new");
    }
    let manifest: serde_json::Value = serde_json::from_slice(&now["manifest.json"]).unwrap();
    let listed = manifest["files"].as_object().unwrap();
    for path in now.keys().filter(|path| *path != "manifest.json" && !path.contains(".digest-tmp-")) {
        assert!(listed.contains_key(&format!("/{path}")), "{path} is not in the manifest");
    }
    let home = Url::parse("https://example.org/").unwrap();
    let mut seen = BTreeSet::from([home.clone()]);
    let mut next = vec![home];
    while let Some(url) = next.pop() {
        let path = file(&url);
        let bytes = now.get(&path).unwrap_or_else(|| panic!("a page that can be reached links to {url}"));
        for link in links(&url, &String::from_utf8_lossy(bytes)).filter(|_| path.ends_with(".html")) {
            if seen.insert(link.clone()) {
                next.push(link);
            }
        }
    }
    assert!(seen.len() > 10, "the walk found no links");
}

/// The addresses inside the site that a page links to, without fragments.
fn links<'a>(page: &'a Url, html: &'a str) -> impl Iterator<Item = Url> + 'a {
    let targets = html.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    targets.filter_map(|target| page.join(&target.replace("&amp;", "&")).ok()).filter_map(|mut url| {
        url.set_fragment(None);
        url.set_query(None);
        (url.host_str() == Some("example.org") && url.scheme() == "https").then_some(url)
    })
}

fn file(url: &Url) -> String {
    let decoded = percent_decoded(url.path());
    let path = decoded.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let code: Vec<u8> = if byte == b'%' { rest.by_ref().take(2).collect() } else { Vec::new() };
        let code = std::str::from_utf8(&code).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(code.unwrap_or(byte));
    }
    String::from_utf8(bytes).unwrap()
}
