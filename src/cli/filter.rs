//! Which notes of `digest check` are asked for, by the files that they name.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{SourceFile, SourcePath};

/// Paths that are shown in a sentence; of more, the number is said.
const MOST_SHOWN: usize = 3;

/// Which notes are asked for.
pub(super) struct Filter {
    /// Relative to the root, with `/`; the root itself is empty.
    paths: Vec<String>,
}

impl Filter {
    /// Takes paths as people type them: from the working directory or, where nothing of the site is there, from the
    /// site's root, as notes name them.
    pub(super) fn new(root: &Path, paths: &[PathBuf]) -> Result<Filter> {
        let root = root.canonicalize().with_context(|| format!("cannot read {}", root.display()))?;
        let named =
            |path: &PathBuf| relative(&root, path).or_else(|why| relative(&root, &root.join(path)).or(Err(why)));
        Ok(Filter { paths: paths.iter().map(named).collect::<Result<_>>()? })
    }

    /// A duplicate is found at one of its files: a note counts for every file that it names. What stops the whole
    /// program is never left out.
    pub(super) fn passes(&self, note: &Diagnostic) -> bool {
        let mut places = note.place.iter().chain(note.related.iter().map(|(place, _)| place));
        self.paths.is_empty()
            || matches!(note.rule, Rule::Config | Rule::ThemeInvalid | Rule::Internal)
            || places.any(|place| self.covers(&place.file))
    }

    /// The files that were asked for, in words: `3 files`, `1 file (content/about.md)`.
    pub(super) fn files(&self, toml: &SourceFile, content: &[SourceFile]) -> String {
        let counted = |number: usize| format!("{number} file{}", if number == 1 { "" } else { "s" });
        if self.paths.is_empty() {
            return counted(content.len());
        }
        let asked = std::iter::once(toml).chain(content).filter(|file| self.covers(&file.path)).count();
        let shown = |path: &String| if path.is_empty() { ".".to_owned() } else { path.clone() };
        let mut names: Vec<String> = self.paths.iter().take(MOST_SHOWN).map(shown).collect();
        if self.paths.len() > MOST_SHOWN {
            names.push(format!("{} more", self.paths.len() - MOST_SHOWN));
        }
        format!("{} ({})", counted(asked), names.join(", "))
    }

    fn covers(&self, file: &SourcePath) -> bool {
        self.paths.iter().any(|path| covers(path, file.as_str()))
    }
}

fn covers(path: &str, file: &str) -> bool {
    path.is_empty() || file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A path as notes name it. The last part is taken as it is: a link in the content is a problem to report, not to follow.
fn relative(root: &Path, path: &Path) -> Result<String> {
    let shown = path.display();
    if path.symlink_metadata().is_err() {
        bail!("{shown}: there is no such file or folder (what a removal breaks elsewhere, `--since` reports)");
    }
    let name = match path.components().next_back() {
        Some(Component::Normal(name)) => Some(name),
        _ => None,
    };
    let folder = match (name, path.parent()) {
        (Some(_), Some(parent)) if parent.as_os_str().is_empty() => Path::new("."),
        (Some(_), Some(parent)) => parent,
        _ => path,
    };
    let mut real = folder.canonicalize().with_context(|| format!("cannot read {shown}"))?;
    real.extend(name);
    let inside =
        real.strip_prefix(root).ok().with_context(|| format!("{shown} is not in the site {}", root.display()))?;
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    Ok(parts.join("/"))
}
