//! The vectors, as they lie in `tests/fixtures/hostile/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A text that attacks.
#[derive(Debug, Clone)]
pub(crate) struct Vector {
    /// Its file without the ending, and its place in it: `html-012`.
    pub(crate) name: String,
    /// What it attacks, in words.
    pub(crate) what: String,
    /// The text.
    pub(crate) text: String,
}

impl Vector {
    /// The file it stands in, without the ending.
    pub(crate) fn kind(&self) -> &str {
        self.name.rsplit_once('-').unwrap().0
    }
}

/// Files whose vectors are the text of every field, not only of a body.
pub(crate) const TEXTS: [&str; 5] = ["html", "templates", "feeds", "json-ld", "terminal"];

/// Every vector, in the order of the files.
pub(crate) static ALL: LazyLock<Vec<Vector>> = LazyLock::new(|| {
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    files.iter().flat_map(|path| vectors(path)).collect()
});

/// As many vectors of the same names, and nothing in them that attacks: what an honest site of this shape holds.
pub(crate) static HONEST: LazyLock<Vec<Vector>> = LazyLock::new(|| {
    let words = |vector: &Vector| match vector.kind() {
        "links" => format!("https://example.org/{}", vector.name),
        "front-matter" => "summary: Words.".to_owned(),
        "file-names" => format!("articles/{}.md", vector.name),
        _ => format!("Words of {}", vector.name),
    };
    ALL.iter().map(|vector| Vector { text: words(vector), ..vector.clone() }).collect()
});

/// Those of some files.
pub(crate) fn of<'v>(vectors: &'v [Vector], kinds: &'v [&'v str]) -> impl Iterator<Item = &'v Vector> {
    vectors.iter().filter(|vector| kinds.contains(&vector.kind()))
}

/// The folder of the vectors.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile")
}

fn vectors(path: &Path) -> Vec<Vector> {
    let kind = path.file_stem().unwrap().to_str().unwrap();
    let text = fs::read_to_string(path).unwrap();
    let blocks = text.strip_prefix("## ").unwrap_or_else(|| panic!("{kind} does not begin with a vector"));
    let vector = |(index, block): (usize, &str)| {
        let (what, text) = block.split_once('\n').unwrap_or((block, ""));
        Vector {
            name: format!("{kind}-{:03}", index + 1),
            what: what.to_owned(),
            text: decoded(text.strip_suffix('\n').unwrap_or(text)),
        }
    };
    blocks.split("\n## ").enumerate().map(vector).collect()
}

/// The text with `\u{1b}` as that character.
fn decoded(text: &str) -> String {
    let mut pieces = text.split("\\u{");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (code, rest) = piece.split_once('}').unwrap();
        out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        out.push_str(rest);
    }
    out
}

#[test]
fn there_are_vectors_of_every_kind_and_each_says_what_it_attacks() {
    let kinds =
        ["feeds", "file-names", "front-matter", "html", "json-ld", "links", "markdown", "templates", "terminal"];
    for kind in kinds {
        assert!(of(&ALL, &[kind]).count() >= 15, "{kind}");
    }
    assert!(ALL.len() >= 550, "{}", ALL.len());
    for vector in ALL.iter() {
        assert!(!vector.what.is_empty() && kinds.contains(&vector.kind()), "{vector:?}");
    }
    let mut texts: Vec<(&str, &str)> = ALL.iter().map(|vector| (vector.kind(), vector.text.as_str())).collect();
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), ALL.len(), "a vector stands twice in one file");
}
