//! What the files of a site were when they were last looked at, so that it is known which of them changed.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::kinds::left_behind;
use crate::pipeline::ThemeFiles;
use crate::source::sum::Sum;
use crate::source::{Folder, SourceFile, SourcePath};

/// The files of a site, each by its sum. What was refused is among them, by what it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// site.toml, and the theme but for its style sheets and other static files.
    frame: BTreeMap<String, Sum>,
    /// What the theme publishes as it is.
    dress: BTreeMap<String, Sum>,
    content: BTreeMap<String, Sum>,
}

/// How much of what the last build knew holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// All of it.
    All,
    /// What files said; pages carry the style sheet, and are drawn anew.
    Reading,
    /// Nothing: what everything depends on is another.
    Nothing,
}

impl Seen {
    /// Takes down what was read.
    pub(super) fn of(toml: &SourceFile, theme: &ThemeFiles, content: &Folder) -> Seen {
        let sum = |file: &SourceFile| file.sum.unwrap_or_else(|| Sum::of(&file.bytes));
        let mut seen = Seen::default();
        seen.frame.insert(toml.path.as_str().to_owned(), sum(toml));
        for (whose, files) in [("theme", &theme.own), ("the theme it extends", &theme.parent)] {
            for file in files {
                let is_static = file.path.as_str().starts_with("static/");
                let part = if is_static { &mut seen.dress } else { &mut seen.frame };
                part.insert(format!("{} of the {whose}", file.path), sum(file));
            }
        }
        let read = content.files.iter().map(|file| (file.path.as_str().to_owned(), sum(file)));
        let refused =
            content.refused.iter().map(|refused| (refused.path.as_str().to_owned(), Sum::of(refused.what.as_bytes())));
        seen.content = read.chain(refused).collect();
        seen
    }

    /// How much of what a build of `before` knew holds.
    pub(super) fn holds(&self, before: &Seen) -> Holds {
        match (self.frame == before.frame, self.dress == before.dress) {
            (true, true) => Holds::All,
            (true, false) => Holds::Reading,
            (false, _) => Holds::Nothing,
        }
    }

    /// The files of the content that are others than before, where nothing else is, and none came or went.
    pub(super) fn same_files<'s>(&'s self, before: &Seen) -> Option<BTreeSet<&'s str>> {
        let is_same = self.holds(before) == Holds::All && self.content.keys().eq(before.content.keys());
        let pairs = self.content.iter().zip(before.content.values());
        is_same.then(|| pairs.filter(|((_, now), then)| now != then).map(|((name, _), _)| name.as_str()).collect())
    }

    /// The files of `content` and site.toml that are others than before: what somebody has just saved.
    pub(super) fn saved(&self, before: &Seen) -> BTreeSet<String> {
        let pairs = [(&self.frame, &before.frame), (&self.content, &before.content)];
        let new =
            pairs.into_iter().flat_map(|(now, then)| now.iter().filter(|(name, sum)| then.get(*name) != Some(*sum)));
        new.map(|(name, _)| name.clone()).collect()
    }

    /// What is another than before, in one phrase; empty where nothing is.
    pub(super) fn changed(&self, before: &Seen) -> String {
        let pairs = [(&self.frame, &before.frame), (&self.dress, &before.dress), (&self.content, &before.content)];
        let mut names: Vec<&str> = Vec::new();
        for (now, then) in pairs {
            names.extend(now.iter().filter(|(name, sum)| then.get(*name) != Some(*sum)).map(|(name, _)| name.as_str()));
            names.extend(then.keys().filter(|name| !now.contains_key(*name)).map(String::as_str));
        }
        match names.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first, rest @ ..] => format!("{first} and {} more", rest.len()),
        }
    }
}

/// What a writer's own editor keeps beside an open file is there for as long as the file is open, and would hold every
/// page back; `check` and `build` name it.
pub(super) fn without_litter(mut content: Folder) -> Folder {
    let is_ours = |path: &SourcePath| left_behind(path.name()).is_none();
    content.files.retain(|file| is_ours(&file.path));
    content.refused.retain(|refused| is_ours(&refused.path));
    content
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(toml: &str, theme: &[(&str, &str)], content: &[(&str, &str)]) -> Seen {
        let files = |files: &[(&str, &str)]| files.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect();
        let theme = ThemeFiles { parent: Vec::new(), own: files(theme) };
        Seen::of(&SourceFile::new("site.toml", toml), &theme, &Folder { files: files(content), refused: Vec::new() })
    }

    #[test]
    fn what_holds_depends_on_what_changed() {
        let before = seen("a", &[("static/style.css", "x"), ("words/en.toml", "x")], &[("content/a.md", "x")]);
        for (now, holds, changed) in [
            (seen("a", &[("static/style.css", "x"), ("words/en.toml", "x")], &[("content/a.md", "x")]), Holds::All, ""),
            (
                seen("a", &[("static/style.css", "x"), ("words/en.toml", "x")], &[("content/b.md", "x")]),
                Holds::All,
                "content/b.md and 1 more",
            ),
            (
                seen("a", &[("static/style.css", "y"), ("words/en.toml", "x")], &[("content/a.md", "x")]),
                Holds::Reading,
                "static/style.css of the theme",
            ),
            (
                seen("a", &[("static/style.css", "x"), ("words/en.toml", "y")], &[("content/a.md", "x")]),
                Holds::Nothing,
                "words/en.toml of the theme",
            ),
            (
                seen("b", &[("static/style.css", "x"), ("words/en.toml", "x")], &[("content/a.md", "x")]),
                Holds::Nothing,
                "site.toml",
            ),
        ] {
            assert_eq!((now.holds(&before), now.changed(&before).as_str()), (holds, changed));
        }
    }
}
