//! What lies in a folder may change while it is read.
#![cfg(unix)]

use std::sync::atomic::AtomicUsize;

use super::folder::file;
use super::*;

/// Between the look at a folder and the reading of a file, the file may become something else.
#[test]
fn what_became_a_link_or_a_pipe_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let look = |name: &str, what: &str| {
        fs::write(root.join(name), "a file").unwrap();
        let listed = folder::Listed { path: SourcePath::new(name), place: root.join(name) };
        fs::remove_file(root.join(name)).unwrap();
        match what {
            LINK => std::os::unix::fs::symlink("/etc/passwd", root.join(name)).unwrap(),
            _ => assert!(std::process::Command::new("mkfifo").arg(root.join(name)).status().unwrap().success()),
        }
        match file(root, listed, &known::Known::default(), &AtomicUsize::new(usize::MAX)).unwrap() {
            folder::Read::Refused(refused) => assert_eq!((refused.path.as_str(), refused.what.as_str()), (name, what)),
            folder::Read::File(file) => panic!("{file:?}"),
        }
    };
    look("link.md", LINK);
    look("pipe.md", NO_FILE);
}

/// What is believed unread and is then another thing is nothing, and said to be so.
#[test]
fn what_is_left_is_read_when_it_is_asked_for_and_must_be_what_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("a.md");
    let left = || bytes::Bytes::left(place.clone(), 3, Sum::of(b"one"));
    fs::write(&place, "one").unwrap();
    let same = left();
    assert_eq!((&*same, same.length(), same.are_gone()), (&b"one"[..], 3, false));
    let changed = left();
    fs::write(&place, "two").unwrap();
    assert!(!changed.are_gone(), "nobody has asked");
    assert_eq!(&*changed, b"");
    assert!(changed.are_gone());
    assert_eq!(&*same, b"one");
}
