//! What an artifact of GitHub Pages may hold: names that its upload takes, files that everybody may read, nothing hidden, no
//! links (actions/upload-pages-artifact, "File permissions"; actions/upload-artifact, names of files).

use walkdir::WalkDir;

use crate::base::whole;

/// Signs that actions/upload-artifact refuses in a name, since NTFS knows none of them.
const REFUSED: [char; 9] = ['"', ':', '<', '>', '|', '*', '?', '\r', '\n'];

#[test]
fn names_are_such_as_the_upload_takes() {
    let site = whole();
    // Titles, tags and names of files may hold what names of published files may not.
    site.write(
        "content/articles/2016/2016-09-13-odd.md",
        "---\ntitle: \"What? \\\"Odd\\\" <names>: a|b*c\"\nauthor: \"Who?\"\ndate: 2016-09-13\noriginal_url: https://example.net/odd\n\
         tags: [\"what: is it?\", \"a*b\", \"x|y\", \"<z>\", \"CON\"]\n---\nText.\n",
    );
    site.run(&["build", "--today", "2020-01-01"]).ends(0);
    site.run(&["build", "--portable", "--today", "2020-01-01"]).ends(0);
    for folder in ["public", "portable"] {
        let mut files = 0;
        for entry in WalkDir::new(site.path(folder)).min_depth(1).into_iter().map(Result::unwrap) {
            let name = entry.file_name().to_str().unwrap();
            assert!(!name.contains(REFUSED) && !name.contains(char::is_control), "{name:?}");
            assert!(!name.ends_with(['.', ' ']) && name.trim() == name, "{name:?}");
            assert!(!name.starts_with('.') || name == ".nojekyll", "{name:?} is hidden");
            assert!(entry.file_type().is_file() || entry.file_type().is_dir(), "{name:?} is a link");
            files += usize::from(entry.file_type().is_file());
        }
        assert!(files > 100, "{folder}");
    }
}

#[cfg(unix)]
#[test]
fn everybody_may_read_what_is_published_whatever_the_umask() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::process::Command;

    let site = whole();
    let build = |umask: &str, args: &str| {
        let binary = site.command(&[]).get_program().to_owned();
        let script = format!("umask {umask}; exec \"$0\" --quiet build {args} --today 2020-01-01");
        let status = Command::new("sh").arg("-c").arg(script).arg(binary).current_dir(site.path("")).status().unwrap();
        assert!(status.success(), "{umask}");
    };
    for (umask, folder, kind) in [
        ("077", "private", ""),
        ("022", "usual", ""),
        ("002", "group", ""),
        ("0277", "locked", ""),
        ("077", "copy", "--portable"),
    ] {
        build(umask, &format!("--output {folder} {kind}"));
        // What is written over what stands there is no other.
        site.edit("content/pages/about.md", "site", "site site");
        build(umask, &format!("--output {folder} {kind}"));
        for entry in WalkDir::new(site.path(folder)).into_iter().map(Result::unwrap) {
            let what = entry.metadata().unwrap();
            let mode = what.permissions().mode();
            let needed = if entry.file_type().is_dir() { 0o755 } else { 0o644 };
            assert_eq!(mode & needed, needed, "{} is {mode:o} under {umask}", entry.path().display());
            assert_eq!(mode & 0o002, 0, "{} may be written by everybody", entry.path().display());
            assert!(what.is_dir() || what.nlink() == 1, "{} is a hard link", entry.path().display());
        }
    }
}
