//! One of everything, built under other clocks, languages and numbers of threads, is the same to the byte.

use std::process::Command;

use crate::site::{Output, Site};
use crate::web::{TODAY, WHOLE, whole};

#[test]
fn zone_language_threads_and_day_change_nothing() {
    let site = whole();
    for (out, zone, lang, threads, today) in [
        ("one", "Pacific/Kiritimati", "ar_EG.UTF-8", "1", TODAY),
        ("two", "America/St_Johns", "tr_TR.UTF-8", "4", "2031-12-31"),
        ("three", "nowhere/at/all", "C", "13", "9999-12-31"),
    ] {
        let mut command = site.command(&["build", "--today", today, "--output", out]);
        command.env("TZ", zone).env("LANG", lang).env("LC_ALL", lang).env("RAYON_NUM_THREADS", threads);
        Output::of(&mut command).ends(0);
        assert!(site.files(out) == WHOLE.files, "{zone}, {lang}, {threads} threads");
    }
}

#[test]
fn the_order_in_which_files_were_made_changes_nothing() {
    let (site, copy) = (whole(), Site::empty());
    for (path, bytes) in site.files("").into_iter().rev() {
        copy.write(&format!("deep/er/{path}"), bytes);
    }
    copy.run(&["--root", "deep/er", "build", "--today", TODAY]).ends(0);
    assert!(copy.files("deep/er/public") == WHOLE.files);
}

/// Where a file lies says nothing: only its name, and the front matter, do.
#[test]
fn the_folders_of_articles_change_nothing() {
    let (site, copy) = (whole(), Site::empty());
    for (path, bytes) in site.files("") {
        copy.write(&path.replace("content/articles/", "content/by/year/"), bytes);
    }
    copy.run(&["build", "--today", TODAY]).ends(0);
    let (mut files, mut wanted) = (copy.files("public"), WHOLE.files.clone());
    // It says which file each document was made of, and nothing else that hangs on the folders.
    let manifests = [files.remove("manifest.json").unwrap(), wanted.remove("manifest.json").unwrap()];
    let [moved, usual] = manifests.map(|text| String::from_utf8(text).unwrap());
    assert_eq!(moved, usual.replace("content/articles/", "content/by/year/"));
    assert!(files == wanted);
}

#[test]
fn home_and_names_of_the_machine_change_nothing() {
    let site = whole();
    let mut bare = site.command(&["build", "--today", TODAY, "--output", "bare"]);
    Output::of(bare.env_clear()).ends(0);
    assert!(site.files("bare") == WHOLE.files, "without an environment");
    let mut full = site.command(&["build", "--today", TODAY, "--output", "full"]);
    for name in
        ["HOME", "USER", "LOGNAME", "HOSTNAME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LANGUAGE", "SOURCE_DATE_EPOCH"]
    {
        full.env(name, "/nowhere/7");
    }
    Output::of(&mut full).ends(0);
    assert!(site.files("full") == WHOLE.files, "with another home");
}

#[test]
fn the_working_directory_changes_nothing() {
    let site = whole();
    let root = site.path("").to_str().unwrap().to_owned();
    for (folder, root) in [("content/articles", None), ("themes", None), ("..", Some(root.as_str()))] {
        std::fs::create_dir_all(site.path("themes")).unwrap();
        let root: Vec<&str> = root.map_or(Vec::new(), |root| vec!["--root", root]);
        let mut command = site.command(&[&root[..], &["build", "--today", TODAY]].concat());
        Output::of(command.current_dir(site.path(folder))).ends(0);
        assert!(site.files("public") == WHOLE.files, "from {folder}");
        std::fs::rename(site.path("public"), site.path(&format!("public-{}", folder.len()))).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn the_mask_of_permissions_changes_nothing() {
    let site = whole();
    for mask in ["000", "077", "027"] {
        let plain = site.command(&["build", "--today", TODAY, "--output", mask]);
        let mut command = Command::new("sh");
        command.args(["-c", &format!("umask {mask}; exec \"$0\" \"$@\"")]);
        command.arg(plain.get_program()).args(plain.get_args()).current_dir(site.path(""));
        Output::of(&mut command).ends(0);
        assert!(site.files(mask) == WHOLE.files, "under umask {mask}");
    }
}

/// The system's clock, where there is a program that pretends another one; `--today` is tested above.
#[test]
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn the_clock_changes_nothing() {
    let site = whole();
    for time in ["2001-01-01 00:00:00", "2037-12-31 23:59:59"] {
        let plain = site.command(&["build"]);
        let mut command = Command::new("faketime");
        command.arg(time).arg(plain.get_program()).args(plain.get_args()).current_dir(site.path(""));
        if command.output().is_err() {
            println!("skipped: there is no faketime");
            return;
        }
        Output::of(&mut command).ends(0);
        assert!(site.files("public") == WHOLE.files, "at {time}");
    }
}
