//! The pages of the hostile site: text, and nothing that does more than be read.

use rayon::prelude::*;

use crate::corpus;
use crate::inspect::faults;
use crate::laid::LAID;

#[test]
fn what_strangers_write_does_nothing_but_be_read() {
    let pages: Vec<(&String, &Vec<u8>)> = LAID.files.iter().filter(|(path, _)| path.ends_with(".html")).collect();
    assert!(pages.len() > 1000, "{}", pages.len());
    let found: Vec<String> = (pages.par_iter())
        .flat_map_iter(|(path, bytes)| {
            let found = faults(std::str::from_utf8(bytes).unwrap(), "/digest");
            found.into_iter().map(move |fault| format!("{path}: {fault}"))
        })
        .collect();
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found[..found.len().min(40)].join("\n"));
}

/// A vector that was lost on the way would be one that nobody looked at.
#[test]
fn every_vector_reaches_a_page_or_is_refused_with_a_reason() {
    let mut lost = Vec::new();
    for vector in corpus::ALL.iter() {
        let built = LAID.built.iter().any(|file| file.vector.name == vector.name);
        if !built && !LAID.refused.contains_key(&vector.name) {
            lost.push(format!("{}: {}", vector.name, vector.what));
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    for (vector, rules) in &LAID.refused {
        assert!(!rules.contains("internal"), "{vector}");
    }
    // The default of a slug is the file's name, so what was built has a folder of that name.
    for file in LAID
        .built
        .iter()
        .filter(|file| file.path.starts_with("content/articles/") && file.vector.kind() != "file-names")
    {
        let own_slug = file.lines.iter().any(|(line, _)| line.contains("slug"));
        let name = file.path.rsplit('/').next().unwrap().trim_end_matches(".md");
        let has = LAID.files.keys().any(|path| path.ends_with(&format!("/{name}/index.html")));
        assert!(has || own_slug, "{} was built and has no page", file.path);
    }
    for (vector, rules) in
        LAID.refused.iter().filter(|(vector, _)| !vector.starts_with("f") || vector.starts_with("feeds"))
    {
        assert!(!rules.contains("slug-taken"), "{vector} is in another's way: {rules:?}");
    }
    let whole = LAID.built.iter().filter(|file| file.path.contains("/body/")).count();
    assert!(whole > 300, "{whole} bodies were built");
}

/// Nothing is published but what the program makes: pages, feeds, data, and pictures of the four kinds.
#[test]
fn no_file_of_theirs_is_published() {
    for path in LAID.files.keys() {
        let ours = [".html", "/feed.xml", "/feed.json", ".jpg", ".png", ".css"].iter().any(|end| path.ends_with(end));
        let named =
            ["feed.xml", "feed.json", "editions.xml", "sitemap.xml", "robots.txt", ".nojekyll", "manifest.json"];
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let is_data = match folder {
            "" => name == "search.js",
            "data" => {
                ["articles.ndjson", "events.ndjson", "changes.ndjson", "timeline.csv"].contains(&name) || is_own(name)
            }
            "data/schema" => ["articles.json", "events.json", "changes.json"].contains(&name),
            "search/index" => name == "all.txt" || is_numbered(name),
            folder => folder.starts_with("timelines/") && is_own(name),
        };
        assert!(ours || is_data || named.contains(&path.as_str()), "{path}");
        assert!(!path.contains(|c: char| c.is_control() || "<>:\"\\|?*%".contains(c)), "{path:?}");
    }
}

/// Whether a timeline has a file of this name.
fn is_own(name: &str) -> bool {
    ["timeline.json", "events.ics", "places.geojson"].contains(&name)
}

/// Whether a file of the index has this name: a letter of ours and a number.
fn is_numbered(name: &str) -> bool {
    let stem = name.strip_suffix(".txt").or_else(|| name.strip_suffix(".json")).unwrap_or_default();
    let number = ["w-", "p-", "c-", "o-"].into_iter().find_map(|letter| stem.strip_prefix(letter));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What a template would have made of a text: `{{ 6 * 7 }}` stays as it was written.
#[test]
fn template_syntax_is_text() {
    let all: String = LAID.files.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    assert!(all.contains("pwned-{{ 6 * 7 }}"));
    assert!(!all.contains("pwned-42"));
    assert!(!all.contains("root:x:0:0"));
}
