//! At every moment, whichever file of a phase comes first, what can be reached from the home page is there.

use super::*;
use crate::gate::route::Route;

/// A page here is the list of the files that it links to.
const OLD: &[(&str, &str)] = &[
    ("index.html", "a/index.html b/index.html feed.xml"),
    ("a/index.html", "b/index.html index.html"),
    ("b/index.html", "b/c/index.html"),
    ("b/c/index.html", "a/index.html"),
    ("feed.xml", "b/index.html"),
];
const NEW: &[(&str, &str)] = &[
    ("index.html", "a/index.html d/index.html feed.xml d/feed.xml"),
    ("a/index.html", "d/index.html d/e/index.html index.html"),
    ("d/index.html", "d/e/index.html d/feed.xml"),
    ("d/e/index.html", "a/index.html d/f/g/index.html"),
    ("d/f/g/index.html", "index.html"),
    ("d/feed.xml", "d/index.html"),
    ("feed.xml", "d/index.html"),
];

fn outputs(files: &[(&str, &str)]) -> Outputs {
    files.iter().map(|(path, text)| (Route::asset(path).unwrap(), text.as_bytes().to_vec())).collect()
}

fn manifest(files: &[(&str, &str)]) -> Manifest {
    let files = files.iter().map(|(path, _)| (format!("/{path}"), String::new())).collect();
    Manifest { files, ..Manifest::default() }
}

#[track_caller]
fn reachable(folder: &Path, when: &str) {
    let mut seen = BTreeSet::from(["index.html".to_owned()]);
    let mut next: Vec<String> = seen.iter().cloned().collect();
    while let Some(path) = next.pop() {
        let text = fs::read_to_string(folder.join(&path)).unwrap_or_else(|_| panic!("{when}, {path} is missing"));
        next.extend(text.split(' ').map(str::to_owned).filter(|link| seen.insert(link.clone())));
    }
}

#[test]
fn every_moment_is_whole() {
    let (old, new) = (outputs(OLD), outputs(NEW));
    for backwards in [false, true] {
        for moment in 0..=NEW.len() {
            let folder = tempfile::tempdir().unwrap();
            let folder = folder.path();
            Steps::plan(folder, &Manifest::default(), &old).unwrap().run(folder).unwrap();
            let mut steps = Steps::plan(folder, &manifest(OLD), &new).unwrap();
            if backwards {
                steps.jobs.reverse();
                steps.jobs.sort_by_key(|job| job.phase);
            }
            for (number, job) in steps.jobs.iter().take(moment).enumerate() {
                fs::create_dir_all(folder.join(&job.path).parent().unwrap()).unwrap();
                disk::replace(folder, &job.path, job.bytes, number).unwrap();
                reachable(folder, &format!("after {}", job.path));
            }
            steps.run(folder).unwrap();
            reachable(folder, "at the end");
            assert!(!folder.join("b").exists());
        }
    }
}

#[test]
fn the_order_is_new_then_pages_then_lists_then_home() {
    let folder = tempfile::tempdir().unwrap();
    let old = outputs(OLD);
    Steps::plan(folder.path(), &Manifest::default(), &old).unwrap().run(folder.path()).unwrap();
    let new = outputs(NEW);
    let steps = Steps::plan(folder.path(), &manifest(OLD), &new).unwrap();
    let order: Vec<&str> = steps.jobs.iter().map(|job| job.path.as_str()).collect();
    assert_eq!(
        order,
        ["d/f/g/index.html", "d/e/index.html", "d/feed.xml", "d/index.html", "a/index.html", "feed.xml", "index.html"]
    );
    assert_eq!((steps.written(), steps.removed()), (7, 2));
}
