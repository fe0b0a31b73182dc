//! The scan of `content/`: only plain files with plain names are read, and whatever else lies there is one note of its own.

use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::process::Command;
use std::{ffi::OsStr, fs};

use serde_json::Value;

use crate::site::{Output, Site};
use crate::web::{TODAY, article};

const TOML: &str = "title = \"Scan\"\nbase_url = \"https://example.org/\"\n";

/// A site with one good article, and one with a mistake that has to be said beside everything else.
fn site() -> Site {
    let site = Site::empty();
    site.write("site.toml", TOML);
    site.write("content/a.md", article("A", "2016-01-01", ""));
    site.write("content/wrong.md", article("W", "soon", ""));
    site
}

/// Each note as `file rule: message`, without that of `wrong.md`, which must be there.
#[track_caller]
fn noted(output: Output) -> Vec<String> {
    let output = output.ends(1);
    let line = |line: &str| {
        let note: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| note[key].as_str().unwrap().to_owned();
        format!("{} {}: {}", text("file").trim_start_matches("content/"), text("rule"), text("message"))
    };
    let mut notes: Vec<String> = output.stdout.lines().map(line).collect();
    let all = notes.len();
    notes.retain(|note| !note.starts_with("wrong.md "));
    assert!(notes.len() < all, "what is wrong elsewhere is not said: {notes:?}");
    notes
}

const CHECK: [&str; 5] = ["check", "--format", "json", "--today", TODAY];

/// Says exactly this of the content, and builds nothing.
#[track_caller]
fn says(site: &Site, wanted: &[&str]) {
    assert_eq!(noted(site.run(&CHECK)), wanted);
    site.run(&["build", "--today", TODAY]).ends(1).says("Nothing was published.");
    assert!(!site.path("public").exists());
}

#[test]
fn links_are_refused_wherever_they_lead() {
    let site = site();
    fs::create_dir(site.path("outside")).unwrap();
    site.write("outside/b.md", article("B", "2016-01-01", ""));
    for (name, to) in [
        ("above", "../outside"),
        ("absolute.md", "/etc/passwd"),
        ("beside.md", "a.md"),
        ("broken.md", "nowhere"),
        ("itself.md", "itself.md"),
        ("root", "/"),
    ] {
        symlink(to, site.path("content").join(name)).unwrap();
    }
    says(
        &site,
        &["above", "absolute.md", "beside.md", "broken.md", "itself.md", "root"]
            .map(|name| format!("{name} file-refused: content/{name} is a symbolic link"))
            .each_ref()
            .map(String::as_str),
    );
}

#[test]
fn a_content_folder_that_is_a_link_is_refused() {
    let site = site();
    fs::rename(site.path("content"), site.path("elsewhere")).unwrap();
    symlink("elsewhere", site.path("content")).unwrap();
    let output = site.run(&CHECK).ends(1);
    assert_eq!(output.stdout.lines().count(), 1, "{}", output.stdout);
    assert!(output.stdout.contains("content is a symbolic link"), "{}", output.stdout);
}

/// A FIFO would keep the program waiting for ever, a socket cannot be read, a device never ends.
#[test]
fn pipes_sockets_and_devices_are_refused() {
    let site = site();
    assert!(Command::new("mkfifo").arg(site.path("content/pipe.md")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(site.path("content/socket.md")).unwrap();
    let mut wanted = vec![];
    // Only root makes devices.
    let device = Command::new("mknod").arg(site.path("content/device.md")).args(["c", "1", "5"]).output();
    if device.is_ok_and(|made| made.status.success()) {
        wanted.push("device.md file-refused: content/device.md is neither a file nor a folder");
    }
    wanted.push("pipe.md file-refused: content/pipe.md is neither a file nor a folder");
    wanted.push("socket.md file-refused: content/socket.md is neither a file nor a folder");
    says(&site, &wanted);
}

/// A submodule is named, and nothing in it is looked at.
#[test]
fn a_submodule_is_one_mistake() {
    let site = site();
    site.write("content/sub/.git", "gitdir: ../../.git/modules/sub\n");
    site.write("content/sub/b.md", "no article");
    site.write("content/sub/deep/c.svg", "<svg/>");
    site.write("content/whole/.git/HEAD", "ref: refs/heads/main\n");
    says(
        &site,
        &[
            "sub file-refused: content/sub is a repository of its own (a submodule)",
            "whole file-refused: content/whole is a repository of its own (a submodule)",
        ],
    );
}

/// Folders can be moved into each other until no path names what is in them.
#[test]
fn a_path_that_is_too_long_is_one_mistake() {
    let site = site();
    let part = "d".repeat(250);
    let chain = |top: &str| {
        let mut path = site.path(top);
        (0..12).for_each(|_| path.push(&part));
        fs::create_dir_all(&path).unwrap();
        path
    };
    let (upper, lower) = (chain("content/upper"), chain("lower"));
    fs::write(lower.join("b.md"), article("B", "2016-01-01", "")).unwrap();
    fs::rename(site.path("lower"), upper.join("lower")).unwrap();
    let notes = noted(site.run(&CHECK));
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].starts_with("upper/ddd") && notes[0].contains("too deep in folders"), "{notes:?}");
    site.run(&["build", "--today", TODAY]).ends(1).says("Nothing was published.");
}

#[test]
fn a_path_that_is_just_short_enough_is_read() {
    let site = site();
    site.remove("content/wrong.md");
    let deep = "d/".repeat(1_500);
    site.write(&format!("content/{deep}b.md"), article("B", "2016-01-01", ""));
    site.run(&["build", "--today", TODAY]).ends(0);
    assert!(site.path("public/2016/01/01/b/index.html").exists());
}

/// What this user may not read is named; the rest is read all the same.
#[test]
fn files_and_folders_that_are_closed_are_refused() {
    let site = site();
    site.write("content/closed.md", article("C", "2016-01-01", ""));
    site.write("content/folder/b.md", article("B", "2016-01-01", ""));
    let close = |path: &str, mode: u32| fs::set_permissions(site.path(path), fs::Permissions::from_mode(mode)).unwrap();
    close("content/closed.md", 0);
    close("content/folder", 0);
    let mut command = site.command(&CHECK);
    if fs::read(site.path("content/closed.md")).is_ok() {
        // Nothing is closed to root, so that somebody else has to look.
        close(".", 0o755);
        command.uid(65_534);
    }
    let output = command.output();
    close("content/folder", 0o755);
    let Ok(output) = output else { return };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let status = output.status.code().unwrap_or(-1);
    assert_eq!(
        noted(Output { status, stdout: text(output.stdout), stderr: text(output.stderr) }),
        [
            "closed.md file-refused: content/closed.md is closed to this user (permission denied)",
            "folder file-refused: content/folder is closed to this user (permission denied)"
        ]
    );
}

#[test]
fn names_that_some_system_cannot_hold_are_refused() {
    for (name, why) in [
        ("a\u{1b}[31m.md", "holds a control character"),
        ("a\n::error::b.md", "holds a control character"),
        ("a\u{7f}.md", "holds a control character"),
        ("a\u{85}.md", "holds a control character"),
        ("a\u{202e}dm.md", "holds a control character"),
        ("CON.md", "is reserved on Windows"),
        ("nul.txt.md", "is reserved on Windows"),
        ("Aux/b.md", "is reserved on Windows"),
        ("com0.md", "is reserved on Windows"),
        ("com9.md", "is reserved on Windows"),
        ("lpt1.md", "is reserved on Windows"),
        ("COM¹.md", "is reserved on Windows"),
        ("conin$.md", "is reserved on Windows"),
        ("prn/b.md", "is reserved on Windows"),
        ("a:b.md", "holds a sign that Windows refuses"),
        ("a?.md", "holds a sign that Windows refuses"),
        ("a|b/b.md", "holds a sign that Windows refuses"),
        ("a\"b.md", "holds a sign that Windows refuses"),
        ("end./b.md", "ends with a dot or a space, which Windows drops"),
        ("end /b.md", "ends with a dot or a space, which Windows drops"),
    ] {
        let site = site();
        site.write(&format!("content/{name}"), article("B", "2016-01-01", ""));
        let notes = noted(site.run(&CHECK));
        assert!(notes.iter().any(|note| note.contains("file-name: ") && note.contains(why)), "{name:?}: {notes:?}");
        let printed = site.run(&["check", "--today", TODAY]).ends(1).stdout;
        assert!(!printed.contains(['\u{1b}', '\u{7f}', '\u{85}', '\u{202e}']), "{printed:?}");
        assert!(!printed.lines().any(|line| line.trim_start().starts_with("::error")), "{printed}");
        site.run(&["build", "--today", TODAY]).ends(1);
    }
}

#[test]
fn names_that_are_no_text_are_refused() {
    let site = site();
    let name = OsStr::from_bytes(b"a\xff.md");
    if fs::write(site.path("content").join(name), "x").is_err() {
        // Some systems cannot even hold it.
        return;
    }
    fs::write(site.path("content").join("b\\..\\c.md"), "x").unwrap();
    says(
        &site,
        &[
            "a\u{fffd}.md file-refused: content/a\u{fffd}.md is a file name that is not UTF-8",
            "b%5C..%5Cc.md file-refused: content/b%5C..%5Cc.md is a file name with a backslash in it",
        ],
    );
}

#[test]
fn names_that_are_one_where_case_and_form_are_ignored_are_refused() {
    for (one, two) in [
        ("b.md", "B.md"),
        ("ü.md", "u\u{308}.md"),
        ("Ü.md", "u\u{308}.md"),
        ("straße.md", "STRASSE.md"),
        ("ς.md", "Σ.md"),
        ("ſ.md", "S.md"),
        ("ﬁ.md", "FI.md"),
        ("d/b.md", "D/b.md"),
        ("d/b.md", "D/c.md"),
        ("é/b.md", "e\u{301}/c.md"),
    ] {
        let site = site();
        site.write(&format!("content/{one}"), article("B", "2016-01-01", ""));
        site.write(&format!("content/{two}"), article("C", "2016-01-02", ""));
        if site.tree("content").len() < 4 {
            // This system takes them for one itself.
            continue;
        }
        let notes = noted(site.run(&CHECK));
        let told = |note: &&String| note.contains("ignore case") || note.contains("is also written");
        assert_eq!(
            notes.iter().filter(|note| note.contains(" file-name: ")).filter(told).count(),
            1,
            "{one} {two}: {notes:?}"
        );
        site.run(&["build", "--today", TODAY]).ends(1);
    }
}
