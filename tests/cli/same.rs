//! The same input makes the same bytes, whatever the machine's zone, language and number of threads.

use crate::site::{Output, Site};

#[test]
fn two_processes_make_the_same_bytes() {
    let site = Site::from("small");
    for (out, zone, lang, threads) in
        [("one", "Pacific/Kiritimati", "ar_EG.UTF-8", "1"), ("two", "Pacific/Pago_Pago", "C", "7")]
    {
        let mut command = site.command(&["build", "--output", out]);
        command.env("TZ", zone).env("LANG", lang).env("LC_ALL", lang).env("RAYON_NUM_THREADS", threads);
        Output::of(&mut command).ends(0);
    }
    let (one, two) = (site.files("one"), site.files("two"));
    assert!(one.len() > 4);
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert_eq!(bytes, &two[path], "{path}");
    }
}

/// A copy of the sources made in another order, elsewhere and later, is the same site.
#[test]
fn a_copy_makes_the_same_bytes() {
    let (site, copy) = (Site::from("small"), Site::empty());
    for (path, bytes) in site.files("").into_iter().rev() {
        copy.write(&path, bytes);
    }
    site.run(&["build", "--today", "2020-01-01"]).ends(0);
    copy.run(&["build", "--today", "2030-01-01"]).ends(0);
    assert!(site.files("public") == copy.files("public"), "the two sites differ");
}
