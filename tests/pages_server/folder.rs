//! A portable site: followed by the paths of its files, without a server, and compared with the hosted one.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::whole;
use crate::references::{How, ids, references};
use crate::server::percent::decoded;

/// The path of a file that a link in another leads to; nothing where it climbs out of the folder.
fn resolved(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[test]
fn a_portable_site_is_read_from_its_files_alone() {
    let site = whole();
    site.run(&["build", "--portable", "--today", "2020-01-01"]).ends(0);
    let files = site.files("portable");
    let (mut seen, mut waiting) = (BTreeSet::new(), vec!["index.html".to_owned()]);
    // Old addresses, which no page leads to.
    let is_moved = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\"");
    waiting.extend(files.iter().filter(|(_, bytes)| is_moved(bytes)).map(|(path, _)| path.clone()));
    assert!(waiting.len() > 4);
    while let Some(path) = waiting.pop() {
        let Some(bytes) = files.get(&path) else { panic!("a link leads to {path}, which is not there") };
        if !seen.insert(path.clone()) || !path.ends_with(".html") {
            continue;
        }
        for (how, address) in references(&path, bytes) {
            if how == How::Told || address.contains(':') {
                continue;
            }
            assert!(!address.starts_with('/'), "{path} leads to {address}, from the root of the disk");
            let (link, part) =
                address.split_once('#').map_or((address.as_str(), None), |(link, part)| (link, Some(part)));
            let link = decoded(link).unwrap();
            let to = if link.is_empty() { path.clone() } else { resolved(&path, &link).unwrap() };
            if let Some(part) = part {
                let there = ids(std::str::from_utf8(&files[&to]).unwrap());
                assert!(there.contains(&decoded(part).unwrap()), "{path} leads to {address}, which has no such part");
            }
            waiting.push(to);
        }
    }
    let apart = ["404.html", "editions.xml", "robots.txt", "sitemap.xml", ".nojekyll", "manifest.json", "print.css"];
    let unseen = files.keys().filter(|path| !seen.contains(*path) && !apart.contains(&path.as_str()));
    assert_eq!(unseen.collect::<Vec<_>>(), Vec::<&String>::new(), "nothing leads there");
}

/// What machines are told does not depend on how the pages travel.
#[test]
fn a_portable_site_tells_machines_the_address_that_is_published() {
    let site = whole();
    site.run(&["build", "--today", "2020-01-01"]).ends(0);
    site.run(&["build", "--portable", "--today", "2020-01-01"]).ends(0);
    let (hosted, portable) = (site.files("public"), site.files("portable"));
    let told = |files: &BTreeMap<String, Vec<u8>>| -> BTreeMap<String, Vec<String>> {
        let told = |(path, bytes): (&String, &Vec<u8>)| {
            let told = references(path, bytes).into_iter().filter(|(how, _)| *how == How::Told);
            (path.clone(), told.map(|(_, address)| address).collect())
        };
        files.iter().map(told).collect()
    };
    let (mut hosted_told, portable_told) = (told(&hosted), told(&portable));
    hosted_told.retain(|path, _| portable.contains_key(path));
    assert_eq!(hosted_told, portable_told);
    let is_of_search = |path: &&String| path.starts_with("search/") || path.starts_with("search.");
    assert_eq!(portable.keys().filter(|path| is_of_search(path) && !path.ends_with(".html")).count(), 0);
    let machines = hosted.keys().filter(|path| !path.ends_with(".html") && *path != "manifest.json");
    for path in machines.filter(|path| !is_of_search(path)) {
        assert_eq!(hosted[path], portable[path], "{path}");
    }
}

#[test]
fn a_portable_site_never_takes_the_place_of_the_published_one() {
    let site = whole();
    site.run(&["build", "--today", "2020-01-01"]).ends(0);
    let before = site.files("public");
    site.run(&["build", "--portable", "--output", "public", "--today", "2020-01-01"])
        .ends(2)
        .says("it holds a site that is published by a host");
    assert_eq!(site.files("public"), before);
    site.run(&["build", "--portable", "--today", "2020-01-01"]).ends(0);
    let portable = site.files("portable");
    site.run(&["build", "--output", "portable", "--today", "2020-01-01"]).ends(2).says("it holds a portable site");
    assert_eq!(site.files("portable"), portable);
    // Neither disturbs the other, and what was remembered of the one says nothing of the other.
    site.edit("content/pages/about.md", "This site", "This whole site");
    site.run(&["build", "--portable", "--today", "2020-01-01"]).ends(0);
    site.run(&["build", "--today", "2020-01-01"]).ends(0);
    let (hosted, portable) = (site.files("public"), site.files("portable"));
    for (folder, flags) in [("public", &["--clean"][..]), ("portable", &["--clean", "--portable"])] {
        std::fs::remove_dir_all(site.path(folder)).unwrap();
        site.run(&[&["build", "--today", "2020-01-01"], flags].concat()).ends(0);
        let again = site.files(folder);
        assert_eq!(again, if folder == "public" { hosted.clone() } else { portable.clone() });
    }
}
