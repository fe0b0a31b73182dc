//! What a build may touch: new, empty and own folders, and in them only its own files.

use std::fs::{self, File};

use crate::site::{Output, Site};

const WAITS: &str = "content/articles/2016/2016-09-20-convoy-waits.md";
const PAGE: &str = "public/2016/09/20/convoy-waits/index.html";

#[test]
fn foreign_folders_are_refused() {
    let site = Site::from("small");
    site.write("public/letter.txt", "mine");
    site.run(&["build"]).ends(2).says("letter.txt");
    assert_eq!(site.tree("public"), ["letter.txt"]);
    for out in [".", "..", "content", "content/new", "themes", "public/..", ".digest"] {
        site.run(&["build", "--output", out]).ends(2).says("cannot publish into");
    }
    site.run(&["build", "--output", "elsewhere"]).ends(0);
    assert_eq!(site.tree("public"), ["letter.txt"]);
    // Not even an empty folder, when it was not named.
    fs::create_dir(site.path("empty")).unwrap();
    let root = site.path("");
    let mut command = site.command(&["--root", root.to_str().unwrap(), "build", "--output", "."]);
    Output::of(command.current_dir(site.path("empty"))).ends(2).says("it is the working directory");
    assert_eq!(site.tree("empty"), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn links_are_refused() {
    let site = Site::from("small");
    fs::create_dir(site.path("real")).unwrap();
    std::os::unix::fs::symlink(site.path("real"), site.path("public")).unwrap();
    site.run(&["build"]).ends(2).says("it is a symbolic link");
    assert_eq!(site.tree("real"), Vec::<String>::new());
}

#[test]
fn a_page_goes_with_its_article() {
    let site = Site::from("small").may_lose();
    site.run(&["build"]).ends(0);
    site.write("public/2016/09/20/convoy-waits/own.txt", "mine");
    assert!(site.path(PAGE).exists());
    site.remove(WAITS);
    site.run(&["build"]).ends(0);
    assert!(!site.path(PAGE).exists());
    assert_eq!(site.read("public/2016/09/20/convoy-waits/own.txt"), "mine");

    site.remove("content/articles/2016/2016-09-12-truce-begins.md");
    site.run(&["build"]).ends(0);
    assert!(!site.path("public/2016/09/12").exists(), "an empty folder is left");
}

#[test]
fn a_file_by_hand_is_not_overwritten() {
    let site = Site::from("small");
    let article = site.read(WAITS);
    site.remove(WAITS);
    site.run(&["build"]).ends(0);
    site.write(PAGE, "mine");
    site.write(WAITS, article);
    site.run(&["build"]).ends(2).says("index.html is not a file of this site");
    assert_eq!(site.read(PAGE), "mine");
}

#[test]
fn one_build_at_a_time() {
    let site = Site::from("small").may_lose();
    site.run(&["build"]).ends(0);
    let before = site.files("public");
    site.remove(WAITS);
    let lock = File::options().write(true).open(site.path(".digest/lock")).unwrap();
    lock.lock().unwrap();
    site.run(&["build"]).ends(2).says("another build of this site is running");
    assert_eq!(site.files("public"), before);
    site.run(&["check"]).ends(0);
    drop(lock);
    site.run(&["build"]).ends(0);
}

#[test]
fn what_is_unchanged_is_not_written() {
    let site = Site::from("small");
    site.run(&["build"]).ends(0);
    let stamps = || {
        let stamp = |path: String| (fs::metadata(site.path("public").join(&path)).unwrap().modified().unwrap(), path);
        site.tree("public").into_iter().map(stamp).collect::<Vec<_>>()
    };
    let before = stamps();
    site.run(&["build"]).ends(0).says("(0 drawn, 0 written, 0 removed, ");
    assert_eq!(stamps(), before);
}

#[test]
fn a_damaged_manifest_stops_the_build() {
    let site = Site::from("small");
    site.run(&["build"]).ends(0);
    site.write("public/manifest.json", "{\"generator\":");
    let before = site.files("public");
    site.run(&["build"]).ends(2).says("manifest.json is damaged");
    assert_eq!(site.files("public"), before);
    site.remove("public/manifest.json");
    site.run(&["build"]).ends(2).says("is not empty");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_named() {
    use std::os::unix::fs::PermissionsExt as _;

    let site = Site::from("small");
    site.run(&["build"]).ends(0);
    site.edit(WAITS, "tags: [aid, syria]", "tags: [aid]");
    let folder = site.path("public/tags/syria");
    let mode = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    if fs::write(folder.join("probe"), "").is_ok() {
        println!("skipped: this user may write everywhere; traced.rs has the same fault");
        return;
    }
    site.run(&["build"]).ends(2).says("public/tags/syria/").says("Permission denied");
    mode(0o755);
    site.run(&["build"]).ends(0);
    site.run(&["build", "--output", "clean"]).ends(0);
    assert_eq!(site.files("public"), site.files("clean"));
}
