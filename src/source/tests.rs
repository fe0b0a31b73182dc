//! What lies in a folder may change while it is read.
#![cfg(unix)]

use super::*;

/// Between the look at a folder and the reading of a file, the file may become something else.
#[test]
fn what_became_a_link_or_a_pipe_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut found = Folder::default();
    std::os::unix::fs::symlink("/etc/passwd", root.join("link.md")).unwrap();
    file(&mut found, root, &root.join("link.md")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(root.join("pipe.md")).status().unwrap().success());
    file(&mut found, root, &root.join("pipe.md")).unwrap();
    assert_eq!(found.files, []);
    let refused: Vec<_> = found.refused.iter().map(|refused| (refused.path.as_str(), refused.what.as_str())).collect();
    assert_eq!(refused, [("link.md", LINK), ("pipe.md", NO_FILE)]);
}
