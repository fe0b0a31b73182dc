//! For every key at every depth and a pool of values of all kinds: the reader and the schema give the same verdict.

use conflict_digest::config;
use conflict_digest::diagnostic::Diagnostics;
use conflict_digest::keys::{File, Key, Keys, Value};
use conflict_digest::parse::front_matter::{self, Drafts};
use conflict_digest::parse::vocabulary;
use conflict_digest::schema;
use conflict_digest::source::SourceFile;
use serde_json::{Map, Value as Json, json};

use crate::{validator, values};

/// Values that some key takes, or that somebody writes by mistake.
fn pool() -> Vec<Json> {
    let mut pool: Vec<Json> = TEXTS.iter().map(|text| json!(text)).collect();
    pool.extend([
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(-1),
        json!(25),
        json!(91),
        json!(181),
        json!(2016),
        json!(33.5),
        json!(-200.25),
        json!([]),
        json!([[]]),
        json!([null]),
        json!(["one"]),
        json!(["one", "two"]),
        json!(["/old/"]),
        json!(["example.org"]),
        json!(["https://example.org/"]),
        json!([{}]),
        json!([{ "url": "https://example.org/" }]),
        json!({}),
        json!({ "ar": "سوريا" }),
        json!({ "arabic": "سوريا" }),
        json!({ "ar": {} }),
        json!({ "url": "https://example.org/" }),
        json!({ "date": "2016-09-08", "reason": "R", "note": "N" }),
        json!({ "tags": "one" }),
        json!({ "tags": ["one"] }),
        json!((0..21).map(|n| format!("tag {n}")).collect::<Vec<_>>()),
    ]);
    pool
}

const TEXTS: &[&str] = &[
    "",
    " ",
    "some words",
    "one-word",
    "Two-Words",
    "-a",
    "a--b",
    "a_b",
    "سوريا",
    "unknown",
    "true",
    "False",
    "yes",
    "null",
    "live",
    "contested",
    "update",
    "12",
    "0",
    "-36.25",
    "+.5",
    "1e1",
    "2016",
    "2016-09",
    "2016-13",
    "2016-09-08",
    "2016-9-8",
    "2016-09-32",
    "2016-09-XX",
    "2016-XX-XX",
    "201X",
    "2016-21",
    "2016-09-08?",
    "2016-09~",
    "2016-09-08T14:30",
    "2016-09-08 14:30",
    "2016-09-08T14:30+03:00",
    "2016-09-08T14:30:59 +0300",
    "2016-09-08T25:00",
    "2016-09-05/2016-09-07",
    "2016-09-12/..",
    "../..",
    "/",
    "2016-09-12/",
    "2016-09-XX/2016-10",
    "2016/2017/2018",
    "-2016",
    "08/09/2016",
    "8 Sept 2016",
    "https://example.org/",
    "http://пример.рф/озеро?a=b#c",
    "HTTPS://EXAMPLE.ORG",
    "https://127.0.0.1:8080/x",
    "https://[2001:db8::1]/",
    "https://user@example.org/",
    "https://example.org/a b",
    "https://example.org/@user",
    "https://localhost/",
    "https://example.org/x?y=z",
    "http:/example.org",
    "ftp://example.org/",
    "javascript:alert(1)",
    "//example.org/",
    "example.org",
    "www.example.org",
    "Example.org",
    "example.org/",
    "/old/place/",
    "/old/place.html",
    "/old?x=1",
    "old/place",
    "map.png",
    "img/map.png",
    "/map.png",
    "ar",
    "pt-BR",
    "sr-Latn-RS",
    "en_GB",
    "english",
    "abcde",
    "SY",
    "Syria",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "E3B0C44298FC1C149AFBF4C8996FB924",
    "example.org,2026",
    "example.org,26",
    "a,b",
    "public",
    "../public",
    "themes/x",
    ".hidden",
];

/// What a schema cannot know: the reader refuses it, the schema does not.
fn beyond_a_schema(value: Value, json: &Json) -> bool {
    // A pattern sees the digits of a quoted number and not how many they come to. Without quotes it is a number.
    matches!(value, Value::Degrees(_)) && json.is_string()
}

/// A whole file with the least that it needs, around one map.
fn least(keys: &'static Keys) -> Map<String, Json> {
    let example = |text: &&str| serde_json::from_str::<Json>(text).unwrap();
    let needed = keys.keys.iter().filter(|key| key.need.is_some());
    needed.map(|key| (key.name.to_owned(), key.examples.first().map(example).unwrap())).collect()
}

/// The map as the value of a key: in a list where the key takes a list.
fn placed(value: Value, map: Json) -> Option<(&'static Keys, Json)> {
    match value {
        Value::Map(keys) => Some((keys, map)),
        Value::List(list) => placed(*list.of, map).map(|(keys, map)| (keys, json!([map]))),
        Value::OneOf(values) => values.iter().find_map(|one| placed(*one, map.clone())),
        _ => None,
    }
}

/// What is done with a key: its path, itself, and the file that gives it a value.
type Visit<'v> = dyn FnMut(&str, &Key, &dyn Fn(Json) -> Json) + 'v;

/// Goes through every key at every depth; `whole` makes a file of one map.
fn each_key(keys: &'static Keys, at: &str, whole: &dyn Fn(Json) -> Json, visit: &mut Visit<'_>) {
    for key in keys.keys {
        let with = |value: Json| {
            let mut map = least(keys);
            map.insert(key.name.to_owned(), value);
            whole(Json::Object(map))
        };
        visit(&format!("{at}.{}", key.name), key, &with);
        if let Some((inner, _)) = placed(key.value, json!({})) {
            let inside = |map: Json| with(placed(key.value, map).unwrap().1);
            each_key(inner, &format!("{at}.{}", key.name), &inside, visit);
        }
    }
}

/// The file's text.
fn written(file: File, whole: &Json) -> (String, String) {
    match file {
        File::Site => ("site.toml".to_owned(), toml::to_string(whole).unwrap_or_default()),
        File::Vocabulary(kind) => (format!("content/{}.yaml", kind.plural()), format!("{whole}\n")),
        _ => {
            let map = whole.as_object().unwrap();
            let lines: String = map.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
            let folder = match file {
                File::Event => "events",
                File::Timeline => "timelines",
                File::Page => "pages",
                _ => "articles",
            };
            (format!("content/{folder}/a-name.md"), format!("---\n{lines}---\nText.\n"))
        }
    }
}

/// The notes of the reader that are errors.
fn errors(file: File, path: &str, text: &str) -> Vec<String> {
    let mut notes = Diagnostics::default();
    let source = SourceFile::new(path, text);
    match file {
        File::Article => drop(front_matter::article(&mut notes, &source, Drafts::Published)),
        File::Event => drop(front_matter::event(&mut notes, &source, Drafts::Published)),
        File::Timeline => drop(front_matter::timeline(&mut notes, &source, Drafts::Published)),
        File::Page => drop(front_matter::page(&mut notes, &source, Drafts::Published)),
        File::Site => drop(config::parse(&mut notes, &source)),
        File::Vocabulary(kind) => {
            let site = SourceFile::new("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n");
            let config = config::parse(&mut Diagnostics::default(), &site).unwrap();
            drop(vocabulary::vocabulary(&mut notes, kind, &source, &config));
        }
    }
    let mut lowered = Diagnostics::default();
    lowered.append(notes);
    let errors = lowered.notes().iter().filter(|note| note.severity == conflict_digest::diagnostic::Severity::Error);
    // Other terms are other lines: a schema sees one value.
    errors.map(|note| note.message.clone()).filter(|message| !message.starts_with("there is no term")).collect()
}

/// Neither coordinate stands without the other.
fn paired(mut whole: Json) -> Json {
    let entry = whole.get_mut("some-key").and_then(Json::as_object_mut);
    if let Some(entry) = entry.filter(|entry| entry.contains_key("lat") || entry.contains_key("lon")) {
        entry.entry("lat").or_insert(json!(1));
        entry.entry("lon").or_insert(json!(1));
    }
    whole
}

fn whole_of(file: File, map: Json) -> Json {
    if matches!(file, File::Vocabulary(_)) { json!({ "some-key": map }) } else { map }
}

#[test]
fn the_schema_and_the_reader_say_the_same() {
    let mut complaints = Vec::new();
    let mut asked = 0;
    for file in File::ALL {
        let validator = validator(&schema::schema(file));
        each_key(file.keys(), file.name(), &|map| whole_of(file, map), &mut |at, key, with| {
            for json in pool() {
                if file == File::Site && json.to_string().contains("null") {
                    continue;
                }
                let (path, text) = written(file, &paired(with(json.clone())));
                let errors = errors(file, &path, &text);
                let refused = values(&path, &text).map_or(true, |values| !validator.is_valid(&values));
                asked += 1;
                let excused = !refused && beyond_a_schema(key.value, &json);
                if refused == errors.is_empty() && !excused {
                    complaints.push(format!(
                        "{at}: {json}: schema {} but reader {errors:?}",
                        if refused { "refuses" } else { "takes" }
                    ));
                }
            }
        });
    }
    assert!(asked > 9000, "{asked}");
    assert!(complaints.is_empty(), "{} of {asked}\n{}", complaints.len(), complaints.join("\n"));
}

/// What is to be copied can be copied.
#[test]
fn examples_are_taken_by_both() {
    for file in File::ALL {
        let validator = validator(&schema::schema(file));
        each_key(file.keys(), file.name(), &|map| whole_of(file, map), &mut |at, key, with| {
            for text in key.examples {
                let example: Json = serde_json::from_str(text).unwrap_or_else(|error| panic!("{at}: {text}: {error}"));
                let (path, text) = written(file, &paired(with(example)));
                assert_eq!(errors(file, &path, &text), Vec::<String>::new(), "{at}\n{text}");
                assert!(validator.is_valid(&values(&path, &text).unwrap()), "{at}\n{text}");
            }
        });
    }
}
