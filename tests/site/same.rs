//! One of everything, built under other clocks, languages and numbers of threads, is the same to the byte.

use crate::site::{Output, Site};
use crate::web::{TODAY, WHOLE, whole};

#[test]
fn zone_language_threads_and_day_change_nothing() {
    let site = whole();
    for (out, zone, lang, threads, today) in [
        ("one", "Pacific/Kiritimati", "ar_EG.UTF-8", "1", TODAY),
        ("two", "America/St_Johns", "tr_TR.UTF-8", "8", "2031-12-31"),
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
    assert!(copy.files("public") == WHOLE.files);
}
