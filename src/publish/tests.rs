//! What stands in a folder after publishing, and after being killed in the middle of it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::manifest::{Change, MANIFEST, Manifest};
use super::*;
use crate::render::Outputs;

mod calls;
mod folders;
mod twice;

fn outputs(files: &[(&str, &str)]) -> Outputs {
    files.iter().map(|(path, text)| (Route::asset(path).unwrap(), text.as_bytes().to_vec())).collect()
}

/// A site in a temporary folder, and what was made of `files`.
fn site(files: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("public");
    again(root.path(), &out, files).unwrap();
    (root, out)
}

fn again(root: &Path, out: &Path, files: &[(&str, &str)]) -> Result<Published> {
    publish_on(&Real, &Target::open(root, out, Layout::Hosted)?, &outputs(files))
}

/// What a manifest of these files lists.
fn hashes(files: &[(&str, &str)]) -> std::collections::BTreeMap<String, [u8; 32]> {
    outputs(files).iter().map(|(route, bytes)| (route.file_path(), sha256(bytes))).collect()
}

/// Every file and folder, sorted.
fn tree(folder: &Path) -> Vec<String> {
    let mut paths: Vec<String> = walkdir::WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .map(|entry| entry.unwrap().path().strip_prefix(folder).unwrap().to_string_lossy().into_owned())
        .collect();
    paths.sort();
    paths
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap()
}

const OLD: &[(&str, &str)] =
    &[("index.html", "home 1"), ("a/index.html", "a"), ("b/c/index.html", "c"), ("feed.xml", "feed 1")];
const NEW: &[(&str, &str)] =
    &[("index.html", "home 2"), ("a/index.html", "a"), ("d/index.html", "d"), ("feed.xml", "feed 2")];

#[test]
fn the_folder_holds_the_outputs_and_a_manifest() {
    let (root, out) = site(OLD);
    assert_eq!(
        tree(&out),
        ["a", "a/index.html", "b", "b/c", "b/c/index.html", "feed.xml", "index.html", "manifest.json"]
    );
    let manifest = read(&out, MANIFEST);
    let lines: Vec<&str> = manifest.lines().collect();
    assert_eq!(lines.len(), 5 + OLD.len() + 2);
    let program = format!("  \"program\": \"{}\",", env!("CARGO_PKG_VERSION"));
    assert_eq!(lines[..5], ["{", "  \"generator\": \"digest\",", &program, "  \"version\": 2,", "  \"files\": {"]);
    let hash_of_a = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
    assert_eq!(lines[5], format!("    \"/a/index.html\": \"{hash_of_a}\","));

    let done = again(root.path(), &out, NEW).unwrap();
    assert_eq!(done, Published { files: 4, written: 3, removed: 1, unchanged: 1, bytes: 14 });
    assert_eq!(tree(&out), ["a", "a/index.html", "d", "d/index.html", "feed.xml", "index.html", "manifest.json"]);
    assert_eq!(tree(&out), tree(&site(NEW).1));
}

#[test]
fn a_second_build_writes_nothing() {
    let (root, out) = site(OLD);
    let stamp = |path: &str| fs::metadata(out.join(path)).unwrap().modified().unwrap();
    let before = ["index.html", "a/index.html", MANIFEST].map(stamp);
    assert_eq!(again(root.path(), &out, OLD).unwrap().written, 0);
    assert_eq!(["index.html", "a/index.html", MANIFEST].map(stamp), before);
}

#[test]
fn what_others_made_stays() {
    let (root, out) = site(OLD);
    fs::write(out.join("b/c/own.txt"), "mine").unwrap();
    again(root.path(), &out, NEW).unwrap();
    assert_eq!(read(&out, "b/c/own.txt"), "mine");

    fs::create_dir(out.join("e")).unwrap();
    fs::write(out.join("e/index.html"), "mine").unwrap();
    let error = again(root.path(), &out, &[("index.html", "home 3"), ("e/index.html", "e")]).unwrap_err();
    assert!(format!("{error:#}").contains("e/index.html is not a file of this site"), "{error:#}");
    assert_eq!(read(&out, "e/index.html"), "mine");
    assert_eq!(read(&out, "index.html"), "home 2");
}

#[test]
fn what_was_changed_by_hand_is_mended() {
    let (root, out) = site(OLD);
    fs::write(out.join("a/index.html"), "by hand").unwrap();
    fs::remove_file(out.join("feed.xml")).unwrap();
    assert_eq!(again(root.path(), &out, OLD).unwrap().written, 2);
    assert_eq!((read(&out, "a/index.html"), read(&out, "feed.xml")), ("a".to_owned(), "feed 1".to_owned()));
}

#[test]
fn a_file_can_become_a_folder_and_back() {
    let (root, out) = site(&[("index.html", "h"), ("x", "file")]);
    again(root.path(), &out, &[("index.html", "h"), ("x/y/index.html", "page")]).unwrap();
    assert_eq!(tree(&out), ["index.html", "manifest.json", "x", "x/y", "x/y/index.html"]);
    again(root.path(), &out, &[("index.html", "h"), ("x", "file")]).unwrap();
    assert_eq!(tree(&out), ["index.html", "manifest.json", "x"]);
}

#[test]
fn the_traces_of_a_killed_build_go() {
    let (root, out) = site(OLD);
    // As after a kill between two renames: the manifest says both, one new page stands, one is half written.
    let old = Manifest::read(&out).unwrap().unwrap();
    let new = Manifest::complete(Ledger::default(), hashes(NEW));
    fs::write(out.join(MANIFEST), Manifest::union(&old, &new.lines(), Change::default()).to_bytes().unwrap()).unwrap();
    fs::create_dir(out.join("d")).unwrap();
    fs::write(out.join("d/.digest-tmp-3"), "hal").unwrap();
    fs::write(out.join(".digest-tmp-0"), "hal").unwrap();
    again(root.path(), &out, OLD).unwrap();
    let (_other, clean) = site(OLD);
    assert_eq!(tree(&out), tree(&clean));
    assert_eq!(read(&out, MANIFEST), read(&clean, MANIFEST));
}

#[test]
fn a_first_build_that_was_killed_leaves_no_foreign_folder() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("public");
    fs::create_dir(&out).unwrap();
    fs::write(out.join(".digest-tmp-0"), "{").unwrap();
    again(root.path(), &out, OLD).unwrap();
    assert!(!tree(&out).contains(&".digest-tmp-0".to_owned()));
}

#[test]
fn a_manifest_cannot_reach_outside() {
    for odd in [
        "/../../x",
        "x",
        "/a//b",
        "/./a",
        "//x",
        "/a\\..\\b",
        "/c:/x",
        "/manifest.json",
        "/.git/config",
        "/a/.htaccess",
    ] {
        let (root, out) = site(OLD);
        let text = serde_json::json!({"generator": "digest", "version": 1, "files": {odd: "00"}});
        fs::write(out.join(MANIFEST), text.to_string()).unwrap();
        let error = again(root.path(), &out, NEW).unwrap_err();
        assert!(format!("{error:#}").contains("no path inside the folder"), "{odd}: {error:#}");
    }
}

#[test]
fn some_folders_are_never_published_into() {
    let root = tempfile::tempdir().unwrap();
    let site = root.path().join("site");
    fs::create_dir_all(site.join("content/articles")).unwrap();
    fs::create_dir_all(root.path().join("foreign")).unwrap();
    fs::write(root.path().join("foreign/letter.txt"), "mine").unwrap();
    fs::write(root.path().join("file"), "mine").unwrap();
    for (out, why) in [
        ("site", "it is the site's own folder"),
        ("site/.", "it is the site's own folder"),
        ("site/public/..", "it is the site's own folder"),
        (".", "the site lies in it"),
        ("site/content", "it belongs to the site's content folder"),
        ("site/content/articles/new", "it belongs to the site's content folder"),
        ("site/public/../content/x", "it belongs to the site's content folder"),
        ("site/themes", "it belongs to the site's themes folder"),
        ("foreign", "it is not empty"),
        ("file", "it is not a folder"),
    ] {
        let error = Target::open(&site, &root.path().join(out), Layout::Hosted).unwrap_err();
        assert!(format!("{error:#}").contains(why), "{out}: {error:#}");
    }
    assert_eq!(tree(&site), ["content", "content/articles"]);
    Target::open(&site, &root.path().join("elsewhere/deep"), Layout::Hosted).unwrap();
}

#[cfg(unix)]
#[test]
fn links_are_never_written_through() {
    use std::os::unix::fs::symlink;

    let (root, out) = site(OLD);
    let elsewhere = root.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, root.path().join("link")).unwrap();
    for out in ["link", "link/"] {
        let error = Target::open(root.path(), &root.path().join(out), Layout::Hosted).unwrap_err();
        assert!(format!("{error:#}").contains("it is a symbolic link"), "{error:#}");
    }
    symlink(&elsewhere, out.join("d")).unwrap();
    let error = again(root.path(), &out, NEW).unwrap_err();
    assert!(format!("{error:#}").contains("d is not a folder"), "{error:#}");
    fs::remove_file(out.join("index.html")).unwrap();
    fs::remove_file(out.join("d")).unwrap();
    symlink(root.path().join("target"), out.join("index.html")).unwrap();
    assert!(again(root.path(), &out, NEW).is_err());
    assert_eq!(tree(&elsewhere), Vec::<String>::new());
    assert_eq!(read(&out, "feed.xml"), "feed 1");
}

#[test]
fn one_build_at_a_time() {
    let (root, out) = site(OLD);
    let held = Target::open(root.path(), &out, Layout::Hosted).unwrap();
    let error = Target::open(root.path(), &out, Layout::Hosted).unwrap_err();
    assert!(format!("{error:#}").contains("another build of this site is running"), "{error:#}");
    drop(held);
    Target::open(root.path(), &out, Layout::Hosted).unwrap();
}

#[test]
fn a_damaged_manifest_is_refused() {
    let (root, out) = site(OLD);
    for text in ["", "{", "[]", r#"{"generator":"other","version":1,"files":{}}"#] {
        fs::write(out.join(MANIFEST), text).unwrap();
        let error = again(root.path(), &out, NEW).unwrap_err();
        assert!(format!("{error:#}").contains("manifest.json"), "{error:#}");
        assert_eq!(read(&out, "index.html"), "home 1");
    }
}

/// A file that came to stand where a killed build had not written yet is somebody's, though the manifest names the path.
#[test]
fn what_others_made_after_a_kill_stays() {
    let (root, out) = site(OLD);
    let old = Manifest::read(&out).unwrap().unwrap();
    let files = &[NEW, &[("e/index.html", "e")]].concat();
    let new = Manifest::complete(Ledger::default(), hashes(files));
    let coming = ["d/index.html", "e/index.html"].map(str::to_owned).into();
    let change = Change { coming, going: ["b/c/index.html".to_owned()].into() };
    fs::write(out.join(MANIFEST), Manifest::union(&old, &new.lines(), change).to_bytes().unwrap()).unwrap();
    fs::create_dir(out.join("d")).unwrap();
    fs::write(out.join("d/index.html"), "mine").unwrap();
    let error = again(root.path(), &out, files).unwrap_err();
    assert!(format!("{error:#}").contains("d/index.html is not a file of this site"), "{error:#}");
    again(root.path(), &out, OLD).unwrap();
    assert_eq!(read(&out, "d/index.html"), "mine");
    assert_eq!(read(&out, "b/c/index.html"), "c");
}

#[test]
fn a_folder_with_a_stranger_in_it_does_not_become_a_file() {
    let (root, out) = site(&[("index.html", "h"), ("x/y/index.html", "page"), ("x/z", "file")]);
    for stranger in ["x/y/own.txt", "x/own/deep.txt"] {
        fs::create_dir_all(out.join(stranger).parent().unwrap()).unwrap();
        fs::write(out.join(stranger), "mine").unwrap();
        let before = tree(&out);
        let error = again(root.path(), &out, &[("index.html", "h"), ("x", "file")]).unwrap_err();
        assert!(format!("{error:#}").contains(stranger.rsplit_once('/').unwrap().0), "{error:#}");
        assert!(format!("{error:#}").contains("is not of this site"), "{error:#}");
        assert_eq!(tree(&out), before);
        fs::remove_file(out.join(stranger)).unwrap();
    }
    fs::remove_dir(out.join("x/own")).unwrap();
    again(root.path(), &out, &[("index.html", "h"), ("x", "file")]).unwrap();
    assert_eq!(tree(&out), ["index.html", "manifest.json", "x"]);
}

#[test]
fn no_two_files_claim_one_place() {
    for pair in [["x", "x/y"], ["a.css", "A.css"], ["x/y/z", "X"], ["index.html", "Manifest.json"]] {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("public");
        let error = again(root.path(), &out, &pair.map(|path| (path, "text"))).unwrap_err();
        assert!(format!("{error:#}").contains("nothing was published"), "{error:#}");
        assert!(!out.exists());
    }
}

/// The folder was new when it was judged; while the site was drawn, somebody put a letter into it.
#[test]
fn a_folder_is_judged_again_before_it_is_written_to() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("public");
    let target = Target::open(root.path(), &out, Layout::Hosted).unwrap();
    fs::create_dir(&out).unwrap();
    fs::write(out.join("letter.txt"), "mine").unwrap();
    let error = publish_on(&Real, &target, &outputs(OLD)).unwrap_err();
    assert!(format!("{error:#}").contains("it is not empty (it holds letter.txt)"), "{error:#}");
    assert_eq!(tree(&out), ["letter.txt"]);
}

/// What others put into the folder is not looked into, not even for traces of ours.
#[cfg(unix)]
#[test]
fn only_our_folders_are_swept() {
    let (root, out) = site(OLD);
    let old = Manifest::read(&out).unwrap().unwrap();
    let union = Manifest::union(&old, &old.lines(), Change::default());
    fs::write(out.join(MANIFEST), union.to_bytes().unwrap()).unwrap();
    let elsewhere = root.path().join("elsewhere");
    for folder in [elsewhere.clone(), out.join("own"), out.join("a")] {
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(".digest-tmp-7"), "half").unwrap();
    }
    std::os::unix::fs::symlink(&elsewhere, out.join("own/link")).unwrap();
    again(root.path(), &out, OLD).unwrap();
    assert!(elsewhere.join(".digest-tmp-7").exists() && out.join("own/.digest-tmp-7").exists());
    assert!(!out.join("a/.digest-tmp-7").exists());

    fs::write(out.join(MANIFEST), union.to_bytes().unwrap()).unwrap();
    fs::create_dir(elsewhere.join("c")).unwrap();
    fs::write(elsewhere.join("c/.digest-tmp-7"), "half").unwrap();
    fs::rename(out.join("b"), root.path().join("away")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, out.join("b")).unwrap();
    let error = again(root.path(), &out, OLD).unwrap_err();
    assert!(format!("{error:#}").contains("b is not a folder"), "{error:#}");
    assert!(elsewhere.join(".digest-tmp-7").exists() && elsewhere.join("c/.digest-tmp-7").exists());
}

/// On a disk that takes `A` for `a`, an address that changes its case is one file under a new name.
#[test]
fn an_address_may_change_its_case() {
    let (root, out) = site(&[("index.html", "h"), ("Old/index.html", "page")]);
    again(root.path(), &out, &[("index.html", "h"), ("old/index.html", "page")]).unwrap();
    assert_eq!(tree(&out), ["index.html", "manifest.json", "old", "old/index.html"]);
}

#[cfg(unix)]
#[test]
fn what_stands_in_the_way_of_the_lock_is_named() {
    use std::os::unix::fs::symlink;

    let root = tempfile::tempdir().unwrap();
    let (out, cache) = (root.path().join("public"), root.path().join(".digest"));
    let elsewhere = root.path().join("elsewhere");
    let refused = |why: &str| {
        let error = Target::open(root.path(), &out, Layout::Hosted).unwrap_err();
        assert!(format!("{error:#}").contains(why), "{error:#}");
        assert!(!elsewhere.exists() && !out.exists());
    };
    fs::write(&cache, "").unwrap();
    refused(".digest is not a folder");
    fs::remove_file(&cache).unwrap();
    symlink(&elsewhere, &cache).unwrap();
    refused(".digest is not a folder");
    fs::remove_file(&cache).unwrap();
    fs::create_dir_all(cache.join("lock")).unwrap();
    refused("lock is not a file");
    fs::remove_dir(cache.join("lock")).unwrap();
    symlink(&elsewhere, cache.join("lock")).unwrap();
    refused("lock is not a file");
    fs::remove_file(cache.join("lock")).unwrap();
    Target::open(root.path(), &out, Layout::Hosted).unwrap();
}

/// A file of ours that this user may not read, and one that may not be written, are replaced like others.
#[cfg(unix)]
#[test]
fn permissions_of_a_file_are_no_obstacle() {
    use std::os::unix::fs::PermissionsExt as _;

    let (root, out) = site(OLD);
    for (path, mode) in [("a/index.html", 0o000), ("index.html", 0o444)] {
        fs::set_permissions(out.join(path), fs::Permissions::from_mode(mode)).unwrap();
    }
    again(root.path(), &out, NEW).unwrap();
    assert_eq!(read(&out, "index.html"), "home 2");
    assert_eq!(tree(&out), tree(&site(NEW).1));
}

/// Two sites have two locks; the folder that both publish into has its own.
#[cfg(unix)]
#[test]
fn one_site_at_a_time_in_one_folder() {
    let (root, out) = site(OLD);
    let other = tempfile::tempdir().unwrap();
    let held = Lock::of_output(&out).unwrap();
    let error = again(other.path(), &out, NEW).unwrap_err();
    assert!(format!("{error:#}").contains("another build is publishing into"), "{error:#}");
    assert_eq!(read(&out, "index.html"), "home 1");
    drop(held);
    again(root.path(), &out, NEW).unwrap();
}
