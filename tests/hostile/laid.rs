//! The hostile site: all files at once, then without what is refused, built by the real binary.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;

use crate::corpus::{ALL, HONEST, Vector};
use crate::files::{self, File};
use crate::site::{Output, Site};

pub(crate) const TODAY: &str = "2020-01-01";

/// Served under a path, as most sites of projects are.
pub(crate) const TOML: &str = "title = \"Hostile\"\nbase_url = \"https://example.org/digest/\"\nfeed_authority = \"example.org,2016\"\ninline_css = false\n[feeds]\nentries = 3000\n";

/// What became of the vectors.
pub(crate) struct Laid {
    /// The folder with everything in it that the build refuses.
    pub(crate) whole: Site,
    /// What `build` said to that.
    pub(crate) refusal: Output,
    /// What it said when all of that was gone.
    pub(crate) success: Output,
    /// The rules that were broken, by vector.
    pub(crate) refused: BTreeMap<String, BTreeSet<String>>,
    /// The files that were built.
    pub(crate) built: Vec<File>,
    /// What was published, by path.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

/// Laid and built once for all tests.
pub(crate) static LAID: LazyLock<Laid> = LazyLock::new(|| {
    let laid = Laid::of(&ALL);
    keep(&laid.files);
    laid
});

/// The pages of an honest site of the same shape.
pub(crate) fn honest() -> Vec<String> {
    let pages = Laid::of(&HONEST).files.into_iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect()
}

impl Laid {
    fn of(vectors: &'static [Vector]) -> Laid {
        let mut files = files::all(vectors);
        let whole = site(&files);
        let refusal = whole.run(&["build", "--today", TODAY]).ends(1);
        let mut refused: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        // Each round takes away what is refused; what was hidden behind it comes to light in the next.
        for round in 0.. {
            let site = site(&files);
            let errors = errors(&site);
            if errors.is_empty() {
                let output = site.run(&["build", "--today", TODAY]).ends(0);
                let published = site.files("public");
                return Laid { whole, refusal, success: output, refused, built: files, files: published };
            }
            assert!(round < 12, "{errors:?}");
            without(&mut files, &errors, &mut refused);
        }
        unreachable!("the loop ends in either way")
    }
}

/// Takes away the lines that are refused, and the files that are refused as a whole.
fn without(
    files: &mut Vec<File>,
    errors: &BTreeSet<(String, usize, String)>,
    refused: &mut BTreeMap<String, BTreeSet<String>>,
) {
    for (path, line, rule) in errors {
        let at = files.iter().position(|file| file.path.replace('\\', "%5C") == *path);
        let Some(at) = at else {
            // A folder that is refused with all that is in it, or a file that went with another of its errors.
            files.retain(|file| {
                let inside = file.path.starts_with(&format!("{path}/"));
                if inside {
                    refused.entry(file.vector.name.clone()).or_default().insert(rule.clone());
                }
                !inside
            });
            continue;
        };
        let file = &mut files[at];
        let vector = match file.body {
            Some(_) => file.vector.name.clone(),
            None => file.lines[line - 1].0.split(':').next().unwrap().to_owned(),
        };
        refused.entry(vector).or_default().insert(rule.clone());
        if !file.mend(*line) && file.body.is_some() {
            files.remove(at);
        }
    }
}

fn site(files: &[File]) -> Site {
    let site = Site::empty();
    site.write("site.toml", TOML);
    let picture = include_bytes!("../fixtures/images/plain.jpg");
    for part in ["fields", "keys"] {
        site.write(&format!("content/articles/{part}/ours.jpg"), picture);
    }
    for file in files {
        site.write(&file.path, file.text().replace("ours.png", "ours.jpg"));
    }
    site
}

/// The errors that `check` finds: file, line, rule.
fn errors(site: &Site) -> BTreeSet<(String, usize, String)> {
    let output = site.run(&["check", "--format", "json", "--today", TODAY]);
    assert!(output.status == 0 || output.status == 1, "{}", output.stderr);
    let note = |line: &str| serde_json::from_str::<Value>(line).unwrap();
    let place = |note: Value| {
        let text = |key: &str| note[key].as_str().unwrap_or_default().to_owned();
        let line = usize::try_from(note["line"].as_u64().unwrap_or(1)).unwrap();
        (text("severity") == "error").then(|| (text("file"), line, text("rule")))
    };
    output.stdout.lines().map(note).filter_map(place).collect()
}

/// Where `tests/pages/hostile.mjs` looks for pages.
pub(crate) fn kept() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile")
}

fn keep(published: &BTreeMap<String, Vec<u8>>) {
    let folder = kept().join("site");
    let _ = std::fs::remove_dir_all(&folder);
    for (path, bytes) in published {
        let place = folder.join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, bytes).unwrap();
    }
}
