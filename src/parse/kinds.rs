//! What a file under `content/` is, by its place and name (content.md).

use crate::model::term::TermKind;
use crate::source::SourcePath;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A `.md` file anywhere but in the three folders below.
    Article,
    /// `content/events/….md`
    Event,
    /// `content/timelines/….md`
    Timeline,
    /// `content/pages/….md`
    Page,
    /// `content/tags.yaml` and the other four.
    Vocabulary(TermKind),
    /// png, jpg, jpeg, webp, gif.
    Image,
    /// Nothing that is published.
    Other,
}

/// The kind of a file; the path begins with `content/`.
#[must_use]
pub fn kind(path: &SourcePath) -> Kind {
    let inside = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    let listed = inside.strip_suffix(".yaml");
    if let Some(kind) = TermKind::ALL.into_iter().find(|kind| listed == Some(kind.plural())) {
        return Kind::Vocabulary(kind);
    }
    match path.extension().to_ascii_lowercase().as_str() {
        "md" => match inside.split('/').next() {
            Some("events") => Kind::Event,
            Some("timelines") => Kind::Timeline,
            Some("pages") => Kind::Page,
            _ => Kind::Article,
        },
        "png" | "jpg" | "jpeg" | "webp" | "gif" => Kind::Image,
        _ => Kind::Other,
    }
}

/// What to say of a file that is nearly one of those: its ending, or the vocabulary's name, is another one.
#[must_use]
pub(super) fn meant(path: &SourcePath) -> Option<(String, String)> {
    let (name, ending) = (path.name(), path.extension().to_ascii_lowercase());
    let stem = name.get(..name.len().checked_sub(ending.len() + 1)?)?;
    let ends = |right: &str| format!("name it {stem}.{right}");
    match ending.as_str() {
        "markdown" | "mdown" | "mkd" | "mkdn" | "mdwn" | "mdtext" | "mdtxt" => {
            Some((format!("{name} is Markdown by another ending"), ends("md")))
        }
        "txt" | "text" if path.as_str() != "content/robots.txt" => {
            Some((format!("{name} is plain text"), format!("if it is an article, {}", ends("md"))))
        }
        "doc" | "docx" | "odt" | "rtf" | "pages" => {
            let help =
                format!("save its text as UTF-8, and {}; `digest import` makes a draft of such a text", ends("md"));
            Some((format!("{name} is a document of a word processor"), help))
        }
        "yml" if TermKind::ALL.into_iter().any(|kind| kind.plural() == stem) => {
            Some((format!("{name} is a vocabulary by another ending"), ends("yaml")))
        }
        _ => None,
    }
}

/// How `.gitignore` names a file that a system or an editor leaves behind, or keeps beside one that is open in it.
#[must_use]
pub fn left_behind(name: &str) -> Option<&'static str> {
    const WHOLE: [&str; 4] = [".DS_Store", "Thumbs.db", "desktop.ini", "4913"];
    const ENDS: [(&str, &str); 7] = [
        (".digest-fix", "*.digest-fix"),
        ("~", "*~"),
        (".swp", "*.swp"),
        (".swx", "*.swx"),
        (".bak", "*.bak"),
        (".orig", "*.orig"),
        (".tmp", "*.tmp"),
    ];
    if name.starts_with(".#") {
        return Some(".#*");
    }
    if name.starts_with('#') && name.ends_with('#') && name.len() > 1 {
        return Some("\\#*#");
    }
    let whole = WHOLE.into_iter().find(|whole| *whole == name);
    whole.or_else(|| ENDS.into_iter().find(|(end, _)| name.ends_with(end)).map(|(_, pattern)| pattern))
}
