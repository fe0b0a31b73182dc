//! Where a new draft goes, and how it gets there: nothing is overwritten, and no link is followed on the way.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::cli::below;
use crate::gate::slug::Slug;
use crate::model::date::Day;

/// The path of a draft below the site's root: `content/articles/2016/2016-09-08-slug.md`; without a day,
/// `content/articles/undated/slug.md`.
pub(super) fn path(day: Option<Day>, title: &str) -> String {
    let slug = Slug::of(title).map_or_else(|| "untitled".to_owned(), |slug| slug.to_string());
    match day {
        Some(day) => format!("content/articles/{:04}/{day}-{slug}.md", day.year()),
        None => format!("content/articles/undated/{slug}.md"),
    }
}

/// Writes a file that is not there yet, and gives its path on disk.
///
/// # Errors
/// When something is there already, when a folder on the way is a link, or when the disk refuses.
pub(super) fn create(root: &Path, path: &str, bytes: &[u8]) -> Result<PathBuf> {
    let place = free(root, path)?;
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let made = fs::OpenOptions::new().write(true).create_new(true).open(&place);
    let mut file = made.with_context(|| format!("cannot write {}", place.display()))?;
    if let Err(error) = file.write_all(bytes) {
        // Half a draft would stand in the way of the next try.
        let _ = fs::remove_file(&place);
        return Err(error).with_context(|| format!("cannot write {}", place.display()));
    }
    Ok(place)
}

/// The place of a file below the root, provided that nothing is there and that every folder on the way is a folder.
pub(super) fn free(root: &Path, path: &str) -> Result<PathBuf> {
    match below::place(root, path)? {
        (place, None) => Ok(place),
        (place, Some(_)) => bail!(
            "{} is there already, and nothing is ever overwritten: a draft's name is made of its date and its title",
            place.display()
        ),
    }
}

/// A path that leads to the file from the working directory, as short as it can be.
pub(super) fn shown(path: &Path) -> Result<PathBuf> {
    let here = std::env::current_dir().context("the working directory is gone")?;
    let inside = path.strip_prefix(&here).or_else(|_| path.strip_prefix("."));
    Ok(inside.unwrap_or(path).to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_made_of_day_and_title() {
        let day = Day::new(2016, 9, 8);
        assert_eq!(
            path(day, "Talks, at last: U.S. & Russia"),
            "content/articles/2016/2016-09-08-talks-at-last-u-s-russia.md"
        );
        assert_eq!(path(None, "بدء المحادثات"), "content/articles/undated/بدء-المحادثات.md");
        assert_eq!(path(day, "../../etc/passwd"), "content/articles/2016/2016-09-08-etc-passwd.md");
        assert_eq!(path(None, "!!!"), "content/articles/undated/untitled.md");
    }

    #[test]
    fn nothing_is_overwritten() {
        let root = tempfile::tempdir().unwrap();
        create(root.path(), "content/a.md", b"one").unwrap();
        let error = create(root.path(), "content/a.md", b"two").unwrap_err().to_string();
        assert!(error.contains("is there already"), "{error}");
        assert_eq!(fs::read(root.path().join("content/a.md")).unwrap(), b"one");
        let error = create(root.path(), "content/a.md/b.md", b"two").unwrap_err().to_string();
        assert!(error.contains("is not a folder"), "{error}");
    }
}
