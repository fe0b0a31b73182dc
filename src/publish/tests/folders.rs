//! New folders take their places whole, where they can.

use std::fs;

use super::calls::{Event, Stage, web};
use super::tree;
use crate::config::Layout;
use crate::ledger::Ledger;
use crate::memory::pages::Standing;
use crate::publish::Target;
use crate::publish::disk::Real;
use crate::publish::staging::Staging;

const PAGES: [(&str, &str, &[&str]); 5] = [
    ("index.html", "new", &["/2016/09/08/talks/"]),
    ("2016/09/08/talks/index.html", "new", &["/2016/09/08/talks/map.png"]),
    ("2016/09/08/talks/map.png", "new", &[]),
    ("2016/09/index.html", "new", &["/"]),
    ("feed.xml", "new", &[]),
];

fn renamed(asked: &[String]) -> Vec<String> {
    let to = |call: &String| Some(call.strip_prefix("rename ")?.rsplit_once("/public/")?.1.to_owned());
    let mut renamed: Vec<String> = asked.iter().filter_map(to).collect();
    renamed.sort();
    renamed
}

#[test]
fn a_new_folder_comes_in_one_step() {
    let stage = Stage::new();
    let (done, asked) = stage.publish(&web(&PAGES), Event::Nothing);
    done.unwrap();
    assert_eq!(renamed(&asked), ["2016", "feed.xml", "index.html", "manifest.json", "manifest.json"]);

    // Of what was there, the files; of what is new, the topmost folder.
    let more: [(&str, &str, &[&str]); 2] =
        [("2016/09/index.html", "newer", &["/2016/10/"]), ("2016/10/index.html", "new", &["/"])];
    let all: Vec<_> = PAGES.iter().filter(|(path, ..)| *path != more[0].0).chain(&more).copied().collect();
    let (done, asked) = stage.publish(&web(&all), Event::Nothing);
    done.unwrap();
    assert_eq!(renamed(&asked), ["2016/09/index.html", "2016/10", "manifest.json", "manifest.json"]);
    stage.is(&Stage::clean(&web(&all)), "a second build");
}

/// While the site was drawn, somebody made the folder: what they put there stays, and the files go one by one.
#[test]
fn a_folder_that_somebody_made_meanwhile_is_kept() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("public");
    let target = Target::open(root.path(), &out, Layout::Hosted).unwrap();
    let before = Standing::default();
    let staging = Staging::begin(&Real, &target, &before).unwrap();
    for (route, bytes) in &web(&PAGES) {
        staging.take(route, bytes).unwrap();
    }
    fs::create_dir_all(out.join("2016/09")).unwrap();
    fs::write(out.join("2016/09/letter.txt"), "mine").unwrap();
    staging.publish(Some(Ledger::default()), &mut |_, _| ()).unwrap();
    let mut expected: Vec<&str> = PAGES.iter().map(|(path, ..)| *path).collect();
    expected.extend(["2016", "2016/09", "2016/09/08", "2016/09/08/talks", "2016/09/letter.txt", "manifest.json"]);
    expected.sort_unstable();
    assert_eq!(tree(&out), expected);
}

/// What a killed build left goes, and a link in it is not looked behind.
#[cfg(unix)]
#[test]
fn what_waited_in_folders_is_swept() {
    let stage = Stage::new();
    stage.publish(&web(&PAGES), Event::Nothing).0.unwrap();
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("theirs"), "theirs").unwrap();
    let waiting = stage.out().join(".digest-stage/site/2017/01");
    fs::create_dir_all(&waiting).unwrap();
    fs::write(waiting.join("index.html"), "half").unwrap();
    std::os::unix::fs::symlink(root.path(), waiting.join("link")).unwrap();
    stage.publish(&web(&PAGES), Event::Nothing).0.unwrap();
    assert!(!waiting.join("index.html").exists() && root.path().join("theirs").exists());
    fs::remove_file(waiting.join("link")).unwrap();
    stage.publish(&web(&PAGES), Event::Nothing).0.unwrap();
    assert!(!stage.out().join(".digest-stage").exists());
}
