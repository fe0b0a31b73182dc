//! What a withdrawn article leaves behind: its page, the reason, the way to the original, and nothing of what it said.

use crate::web::{Web, article, whole};

const FILE: &str = "content/articles/2016/2016-09-20-forged-report.md";

/// The forged report with a line of front matter more, and the site that comes of it.
fn forged(more: &str) -> Web {
    let site = whole();
    site.edit(FILE, "tags: [aid]\n", &format!("tags: [aid]\n{more}\n"));
    Web::build(&site, &[])
}

/// No file, and no name of a file, holds this.
#[track_caller]
fn nowhere(web: &Web, secret: &str) {
    for (path, bytes) in &web.files {
        assert!(!path.contains(secret), "{path} is published");
        assert!(!String::from_utf8_lossy(bytes).contains(secret), "{path} holds {secret}");
    }
}

/// Where something happened may be what was dangerous to say.
#[test]
fn its_events_and_their_places_are_gone() {
    let web = forged("events: [{when: 2016-09-19, what: Hiddenwhat, where: hiddenwhere}]");
    nowhere(&web, "hiddenwhere");
    nowhere(&web, "Hiddenwhat");
}

#[test]
fn terms_that_only_it_carries_are_gone() {
    let web = forged("places: [hiddenplace]\nactors: [hiddenactor]");
    nowhere(&web, "hiddenplace");
    nowhere(&web, "hiddenactor");
}

#[test]
fn a_timeline_that_includes_it_has_nothing_of_it() {
    for more in ["events: [{when: 2016-09-19, what: Hiddenwhat}]", "key: true", "events: [harbour-convoy]"] {
        let site = whole();
        site.edit(FILE, "tags: [aid]\n", &format!("tags: [aid]\n{more}\n"));
        let timeline = "---\ntitle: Chosen\ninclude: [forged-report, plain]\n---\nText.\n";
        site.write("content/timelines/chosen.md", timeline);
        site.write("content/articles/plain.md", article("Plain", "2016-09-21", ""));
        let web = Web::build(&site, &[]);
        nowhere(&web, "Hiddenwhat");
        let page = web.page("/timelines/chosen/").main();
        assert!(!page.contains("forged") && !page.contains("convoy"), "{more}: {page}");
        assert!(!web.text("/timelines/chosen/feed.xml").contains("forged"), "{more}");
    }
}

/// A correction may quote what had to go; of the changes only the withdrawal is told.
#[test]
fn its_earlier_corrections_are_not_repeated() {
    let web = forged(
        "updated: 2016-09-22\ncorrections: [{date: 2016-09-22, note: Hiddennote, was: Hiddenwas, now: Hiddennow}]",
    );
    nowhere(&web, "Hidden");
    assert!(web.page("/corrections/").main().contains("The original turned out to be forged."));
    let page = web.page("/2016/09/20/forged-report/");
    assert_eq!(page.find("#corrections").len(), 0, "the reason stands at the top, once");
    assert_eq!(page.main().matches("The original turned out to be forged.").count(), 1);
    assert!(!page.main().contains("None recorded"), "it is not said that nothing was changed: {}", page.main());
}

#[test]
fn what_describes_the_text_goes_with_it() {
    let web = forged(
        "original_title: Hiddentitle\ntranslator: Hiddenname\n\
         archived: [{url: \"https://archive.example/hiddencopy\", date: 2016-09-21}]\n\
         sources: [{title: Hiddensource, url: \"https://example.com/hiddensource\"}]",
    );
    for secret in ["Hidden", "hiddencopy", "hiddensource"] {
        nowhere(&web, secret);
    }
}

/// A translation is the same text: one that was not withdrawn too is not led to from here.
#[test]
fn it_does_not_lead_to_its_translations() {
    let web = forged("translation_of: talks-begin\nlang: fr");
    let page = web.page("/2016/09/20/forged-report/");
    assert!(page.find("[hreflang]").is_empty());
    assert!(page.find("main header a[href*='talks']").is_empty());
}

/// The file may keep what was withdrawn, but a place that another report names as well stays with that report.
#[test]
fn what_others_report_stays() {
    let site = whole();
    let told = "events: [{when: 2016-09-19, what: Shared, where: sharedplace}]";
    site.edit(FILE, "tags: [aid]\n", &format!("tags: [aid]\n{told}\n"));
    site.write("content/articles/other.md", article("Other", "2016-09-21", &format!("{told}\n")));
    let web = Web::build(&site, &[]);
    assert!(web.page("/places/sharedplace/timeline/").main().contains("Shared"));
    assert!(!web.page("/places/sharedplace/timeline/").main().contains("forged"));
}
