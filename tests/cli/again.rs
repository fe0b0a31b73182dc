//! A folder that was built into before is, byte for byte, what a clean build makes, after any edit.

use crate::site::Site;

const TRUCE: &str = "content/articles/2016/2016-09-12-truce-begins.md";

#[test]
fn incremental_equals_clean() {
    let site = Site::from("small").may_lose();
    type Change = fn(&Site);
    let changes: [(&str, Change); 10] = [
        ("nothing", |_| {}),
        ("a body", |site| site.edit(TRUCE, "An invented article", "One invented article")),
        ("a title", |site| site.edit(TRUCE, "title: Truce begins", "title: A truce begins")),
        ("a tag", |site| site.edit(TRUCE, "[ceasefire, syria]", "[syria, truce]")),
        ("a date", |site| site.edit(TRUCE, "date: 2016-09-12", "date: 2016-10-01")),
        ("a new article", |site| {
            let text = site.read(TRUCE).replace("truce-begins", "another").replace("2016-10-01", "2017-01-02");
            site.write("content/articles/2017/2017-01-02-another.md", text);
        }),
        ("a removed article", |site| site.remove("content/articles/2016/2016-09-20-convoy-waits.md")),
        ("the settings", |site| site.edit("site.toml", "Small Digest", "Other Digest")),
        ("a published page", |site| site.write("public/2016/09/08/talks-in-geneva/index.html", "by hand")),
        ("the cache", |site| site.write(".digest/cache", [0xff; 100])),
    ];
    for (what, change) in changes {
        change(&site);
        site.run(&["build"]).ends(0);
        let clean = format!("clean-{}", what.replace(' ', "-"));
        site.run(&["build", "--clean", "--output", &clean]).ends(0);
        let (again, clean) = (site.files("public"), site.files(&clean));
        assert_eq!(again.keys().collect::<Vec<_>>(), clean.keys().collect::<Vec<_>>(), "after {what}");
        for (path, bytes) in &clean {
            assert_eq!(&again[path], bytes, "{path} after {what}");
        }
    }
}
