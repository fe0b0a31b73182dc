//! `digest schema`: what it prints is a schema, takes every file of every site here, and says the same as `check`.
#![expect(clippy::disallowed_methods, reason = "tests make and look at files")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "the harness fails as a test does")]

mod agreement;
mod cases;
#[path = "../cli/site.rs"]
#[allow(dead_code, reason = "the harness of tests/cli; not all of it is needed here")]
mod site;

use std::fs;
use std::path::Path;

use conflict_digest::keys::File;
use jsonschema::Validator;
use serde_json::Value;

use site::Site;

/// The schema of this name, as the binary prints it.
fn printed(name: &str) -> Value {
    serde_json::from_str(&Site::empty().run(&["schema", name]).ends(0).stdout).unwrap()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).unwrap_or_else(|error| panic!("{error}"))
}

/// What an editor makes of a file: the values of its YAML, or of its front matter, or of its TOML.
fn values(path: &str, text: &str) -> Result<Value, String> {
    if path.ends_with(".toml") {
        return toml::from_str(text).map_err(|error| error.to_string());
    }
    let yaml = match path.ends_with(".md") {
        true => text.trim_start_matches('\u{FEFF}').split("---").nth(1).unwrap_or_default(),
        false => text,
    };
    serde_yaml::from_str(yaml).map_err(|error| error.to_string())
}

/// The kind of a file by its place in a site.
fn kind(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("content/");
    let folder = inside.and_then(|inside| inside.split('/').next()).unwrap_or_default();
    match path.rsplit('.').next() {
        Some("md") => Some(match folder {
            "events" => "event",
            "timelines" => "timeline",
            "pages" => "page",
            _ => "article",
        }),
        Some("yaml") => folder.strip_suffix(".yaml"),
        _ => (path == "site.toml").then_some("site"),
    }
}

#[test]
fn the_names_are_listed() {
    let listed = Site::empty().run(&["schema"]).ends(0).stdout;
    let names: Vec<&str> = listed.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(
        names,
        ["article", "event", "timeline", "page", "site", "tags", "places", "actors", "authors", "publishers"]
    );
    Site::empty().run(&["schema", "articles"]).ends(2).says("a similar value exists: 'article'");
}

#[test]
fn what_is_printed_is_a_schema() {
    for file in File::ALL {
        let schema = printed(file.name());
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{}", file.name());
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["$id"], format!("urn:conflict-digest:schema:{}", file.name()));
        closed(file.name(), &schema);
    }
}

/// Every map with keys of its own is closed, and says what each key means, with a value to copy.
fn closed(at: &str, schema: &Value) {
    if let Some(properties) = schema["properties"].as_object() {
        assert_eq!(schema["additionalProperties"], false, "{at}");
        for (name, property) in properties {
            assert!(property["description"].as_str().unwrap().len() > 3, "{at} {name}");
            let has = property.get("examples").is_some() || at.contains("rules") || name == "languages";
            assert!(has, "{at} {name} has no example");
            closed(&format!("{at} {name}"), property);
        }
    }
    for inside in ["items", "additionalProperties"].iter().filter_map(|name| schema.get(name)) {
        closed(at, inside);
    }
    schema["anyOf"].as_array().into_iter().flatten().for_each(|one| closed(at, one));
}

#[test]
fn every_site_here_is_taken() {
    let sample = Site::empty();
    sample.run(&["init", "new"]).ends(0);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let validators: Vec<(&str, Validator)> =
        File::ALL.iter().map(|file| (file.name(), validator(&printed(file.name())))).collect();
    let mut complaints = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for folder in [root.to_owned(), root.join("tests/fixtures/whole"), sample.path("new")] {
        let mut files = vec![folder.join("site.toml")];
        let content = walkdir::WalkDir::new(folder.join("content")).into_iter();
        files.extend(content.map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file()));
        for file in files {
            let path = file.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
            let Some((name, validator)) = kind(&path).and_then(|k| validators.iter().find(|(name, _)| *name == k))
            else {
                continue;
            };
            seen.push(name);
            let values = values(&path, &fs::read_to_string(&file).unwrap()).unwrap_or_else(|e| panic!("{path}: {e}"));
            complaints.extend(validator.iter_errors(&values).map(|e| format!("{path}: {}: {e}", e.instance_path())));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert!(File::ALL.iter().all(|file| seen.contains(&file.name())), "{seen:?}");
    assert!(seen.len() > 60);
}

/// A key that the program knows is in the documents, with its sign.
#[test]
fn the_documents_name_every_key() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in File::ALL {
        let document = if file == File::Site { "docs/config.md" } else { "docs/articles.md" };
        let text = fs::read_to_string(root.join(document)).unwrap();
        for name in file.keys().names() {
            let told = [format!("`{name}`"), format!("\n{name} ="), format!("\n{name}:"), format!("[{name}]")];
            assert!(told.iter().any(|form| text.contains(form)), "{document} does not name `{name}`");
        }
    }
}
