//! Names of files: they must work on every system the content is checked out on (safety.md, Files).

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Place, Rule};
use crate::gate::line::line;
use crate::gate::slug::is_reserved;
use crate::gate::text::{caseless, is_bidi_control, is_control};
use crate::source::{SourceFile, SourcePath};

/// Signs that Windows refuses in a name.
const SIGNS: [char; 8] = ['<', '>', ':', '"', '\\', '|', '?', '*'];

/// Notes names that do not work everywhere, and names that differ only by case or Unicode form.
pub fn check(notes: &mut Diagnostics, files: &[SourceFile]) {
    let mut seen: BTreeMap<String, &SourcePath> = BTreeMap::new();
    let mut folders: BTreeMap<String, (&str, &SourcePath)> = BTreeMap::new();
    let mut before: &str = "";
    for SourceFile { path, .. } in files {
        if let Some((part, why)) = path.as_str().split('/').find_map(|part| Some((part, fault(part)?))) {
            notes
                .add(Rule::FileName, Place::file(path), format!("the name `{}` {why}", line(part)))
                .help("name it with letters, digits, `-` and `_`, such as `2016-09-08-talks-in-geneva.md`");
        }
        if let Some(other) = seen.insert(caseless(path.as_str()), path) {
            notes
                .add(Rule::FileName, Place::file(path), "another file has the same name on systems that ignore case")
                .help("rename one of the two")
                .pair(Place::file(other), "the other file");
            continue;
        }
        // One folder under two names: where case is ignored, the second takes the files of the first.
        let mut key = String::new();
        for (folder, name) in path.folders() {
            // Part by part, since a path may be of thousands; and a folder with many files is looked at once.
            key.push('/');
            key.push_str(&caseless(name));
            if is_in(before, folder) {
                continue;
            }
            let (first, other) = folders.entry(key.clone()).or_insert((folder, path));
            if *first != folder {
                let message = format!("the folder `{}` is also written `{}`", line(name), line(last(first)));
                notes
                    .add(Rule::FileName, Place::file(path), message)
                    .help("write it one way: systems that ignore case take the two for one")
                    .related(Place::file(other), "a file in the other folder");
                break;
            }
        }
        before = path.as_str();
    }
}

/// Whether a path lies in a folder.
fn is_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a part of the path is refused, so that the file has to be renamed.
pub(super) fn is_faulty(path: &SourcePath) -> bool {
    path.as_str().split('/').any(|part| fault(part).is_some())
}

fn last(folder: &str) -> &str {
    folder.rsplit('/').next().unwrap_or(folder)
}

/// What is wrong with one part of a path.
fn fault(part: &str) -> Option<&'static str> {
    let stem = part.split('.').next().unwrap_or(part);
    if is_reserved(stem) {
        Some("is reserved on Windows")
    } else if part.chars().any(|c| is_control(c) || is_bidi_control(c)) {
        Some("holds a control character")
    } else if part.contains(SIGNS) {
        Some("holds a sign that Windows refuses")
    } else if part.ends_with(['.', ' ']) {
        Some("ends with a dot or a space, which Windows drops")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noted(paths: &[&str]) -> Vec<String> {
        let files: Vec<SourceFile> = paths.iter().map(|path| SourceFile::new(*path, "")).collect();
        let mut notes = Diagnostics::default();
        check(&mut notes, &files);
        notes.notes().iter().map(|note| note.message.clone()).collect()
    }

    #[test]
    fn names_of_every_script_pass() {
        assert!(noted(&["content/articles/2016-12-15-خروج-الحافلات.md", "content/a/Überblick.md"]).is_empty());
    }

    #[test]
    fn names_that_some_system_cannot_hold_are_noted() {
        for wrong in ["content/con.md", "content/a/nul/x.md", "content/a\u{7}.md", "content/a:b.md", "content/a./x.md"]
        {
            assert_eq!(noted(&[wrong]).len(), 1, "{wrong}");
        }
    }

    #[test]
    fn names_that_collide_are_noted() {
        assert_eq!(noted(&["content/a/Ü.md", "content/a/u\u{308}.md"]).len(), 1);
        assert!(noted(&["content/a/u.md", "content/b/u.md"]).is_empty());
        assert_eq!(noted(&["content/B/x.md", "content/b/y.md"]), ["the folder `b` is also written `B`"]);
        assert_eq!(noted(&["content/a/Ü/x.md", "content/a/u\u{308}/y.md"]).len(), 1);
        assert!(noted(&["content/a/b/x.md", "content/a/c/x.md", "content/b/a/x.md"]).is_empty());
    }
}
