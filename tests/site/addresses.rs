//! Every address of a site has its page, with the facts that belong there, and every link leads somewhere.

use std::collections::BTreeMap;

use url::Url;

use crate::web::{Page, WHOLE, Web, article, decoded, whole};

const TALKS: &str = "/2016/09/08/talks-begin/";
const TALKS_AR: &str = "/2016/09/09/بدء-المحادثات/";
const TRUCE: &str = "/2016/09/12/перемирие-началось/";
const FORGED: &str = "/2016/09/20/forged-report/";

#[test]
fn every_address_has_its_page() {
    for (address, fact) in [
        ("/", "Thursday January 2017"),
        ("/2015/", "1 report on 1 day"),
        ("/2016/", "4 reports on 3 days"),
        ("/2016/09/", "September 2016"),
        ("/2016/09/12/", "Monday 12 September 2016"),
        (TALKS, "Delegates of both shores met"),
        (TALKS_AR, "اجتمع مندوبون من الضفتين"),
        (TRUCE, "Первый абзац"),
        (FORGED, "turned out to be forged"),
        ("/events/", "Ice closes the lake"),
        ("/events/harbour-convoy/", "Contested"),
        ("/events/ice-on-the-lake/", "about December 2015 to February 2016"),
        ("/timeline/", "The truce takes effect"),
        ("/timelines/", "How a truce was agreed on Lake Orla."),
        ("/timelines/autumn-of-2016/", "An introduction, in Markdown."),
        ("/timelines/harbour/", "A convoy leaves the harbour"),
        ("/tags/ceasefire/timeline/", "Shots are heard"),
        ("/corrections/", "The day of the meeting was wrong."),
        ("/search/", "Газета «Образец»"),
        ("/about/", "This site is a fixture."),
        ("/how-we-work/", "Entries are invented."),
        ("/404.html", "Page not found"),
    ] {
        let main = WHOLE.page(address).main();
        assert!(main.contains(fact), "{address} does not say {fact:?}: {main}");
    }
    assert_eq!(WHOLE.text("/robots.txt"), "User-agent: *\nAllow: /\nSitemap: https://example.org/digest/sitemap.xml\n");
    assert_eq!(WHOLE.text("/.nojekyll"), "");
    assert!(!WHOLE.has("/CNAME"));
    assert!(WHOLE.has("/2016/09/08/talks-begin/map.png"));
    assert!(!WHOLE.files.keys().any(|path| path.contains("not-yet")), "a draft is published");
}

/// The fixtures carry a name, a place, a comment and a text behind the end, each with SECRET in it.
#[test]
fn images_are_published_without_what_they_carry() {
    let site = crate::site::Site::empty();
    site.write("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n");
    let article = "---\ntitle: T\nauthor: A\ndate: 2016-01-01\noriginal_url: https://example.net/a\ntags: [aid]\n\
        image: {src: turned.jpg, alt: x}\n---\n![x](texts.png) ![y](../moving.gif)\n";
    site.write("content/a/a.md", article);
    site.write("content/a/turned.jpg", include_bytes!("../fixtures/images/turned.jpg"));
    site.write("content/a/texts.png", include_bytes!("../fixtures/images/texts.png"));
    site.write("content/moving.gif", include_bytes!("../fixtures/images/moving.gif"));
    site.run(&["build"]).ends(0);
    for name in ["turned.jpg", "texts.png", "moving.gif"] {
        let bytes = std::fs::read(site.path(&format!("public/2016/01/01/a/{name}"))).unwrap();
        assert!(!bytes.windows(3).any(|window| window == b"SEC"), "{name}");
    }
    let page = site.read("public/2016/01/01/a/index.html");
    assert!(page.contains("turned.jpg\" alt=\"x\" width=\"16\" height=\"24\""), "it lies on its side: {page}");
    assert!(page.contains("moving.gif\" alt=\"y\" width=\"12\" height=\"8\""), "{page}");
}

#[test]
fn five_kinds_of_terms_are_one() {
    for (index, key, label, count, newest) in [
        ("/tags/", "ceasefire", "Ceasefire", "3", "Shots reported in the first hour"),
        ("/places/", "orla-harbour", "Orla Harbour", "2", "The convoy arrives"),
        ("/actors/", "island-council", "Island Council", "2", "The convoy arrives"),
        ("/authors/", "mara-lind", "Mara Lind", "3", "Shots reported in the first hour"),
        ("/publishers/", "sample-courier", "The Sample Courier", "3", "The convoy arrives"),
    ] {
        let (term, timeline) = (format!("{index}{key}/"), format!("{index}{key}/timeline/"));
        let list = WHOLE.page(index);
        let row = list.find(".az li").into_iter().find(|row| row.text().collect::<String>().starts_with(label));
        assert_eq!(row.unwrap().text().collect::<Vec<_>>().last(), Some(&count), "{index} {label}");
        let page = WHOLE.page(&term);
        assert_eq!(page.texts("h1"), [label]);
        assert_eq!(page.texts(".list .e h2").first().map(String::as_str), Some(newest), "{term} newest first");
        assert_eq!(page.find(".list .e").len().to_string(), count, "{term}");
        assert!(page.find(".list .p-summary").len() > 1, "{term} has no summaries");
        assert!(page.attributes("a", "href").contains(&format!("/digest{timeline}")), "{term} has no timeline");
        assert!(WHOLE.page(&timeline).main().contains("2016"));
        for feed in ["feed.xml", "feed.json"] {
            assert!(page.attributes("head link", "href").contains(&format!("/digest{term}{feed}")), "{term}{feed}");
            assert!(WHOLE.has(&format!("{term}{feed}")), "{term}{feed}");
        }
    }
    let tag = WHOLE.page("/tags/ceasefire/");
    assert!(tag.main().contains("Agreements to stop shooting, kept or not."));
    assert!(tag.texts("aside section").iter().any(|text| text.contains("Activity")), "activity by month");
    assert!(WHOLE.page("/places/lake-orla/").main().contains("Both shores claim it."));
}

#[test]
fn before_and_after_skip_what_is_empty() {
    for (address, before, after) in [
        ("/2016/09/08/", Some("/2015/12/30/"), Some("/2016/09/09/")),
        // A day whose only article was withdrawn still has its page.
        ("/2016/09/12/", Some("/2016/09/09/"), Some("/2016/09/20/")),
        ("/2016/09/20/", Some("/2016/09/12/"), Some("/2017/01/05/")),
        ("/2017/01/05/", Some("/2016/09/20/"), None),
        ("/2015/12/30/", None, Some("/2016/09/08/")),
        ("/2016/09/", Some("/2015/12/"), Some("/2017/01/")),
        ("/2015/", None, Some("/2016/")),
        ("/2017/", Some("/2016/"), None),
    ] {
        let page = WHOLE.page(address);
        let at = |rel: &str| {
            let found = page.attributes(&format!(".pn a[rel={rel}]"), "href");
            found.first().map(|href| decoded(href.strip_prefix("/digest").unwrap()))
        };
        assert_eq!((at("prev").as_deref(), at("next").as_deref()), (before, after), "{address}");
    }
}

#[test]
fn the_home_page_has_whole_days() {
    let site = whole();
    let days = |limit: usize| {
        site.edit("site.toml", "inline_css = false\n", "inline_css = false\n[limits]\nhome_entries = LIMIT\n");
        site.edit("site.toml", "LIMIT", &limit.to_string());
        let page = Web::build(&site, &[]).page("/");
        site.edit("site.toml", &format!("[limits]\nhome_entries = {limit}\n"), "");
        let counts = page.find("section.day").into_iter().map(|day| Page::of(&day.html()).find("article").len());
        counts.collect::<Vec<_>>()
    };
    assert_eq!(days(25), [1, 2, 1, 1, 1]);
    assert_eq!(days(2), [1], "two of 12 September would make three");
    assert_eq!(days(3), [1, 2]);
    assert_eq!(days(1), [1], "at least one day");
}

#[test]
fn a_withdrawn_article_keeps_its_address_and_nothing_else() {
    let page = WHOLE.page(FORGED);
    assert!(page.main().contains("The original turned out to be forged."));
    assert!(page.main().contains("25 September 2016"));
    assert_eq!(page.attributes("a.btn", "href"), ["https://example.net/2016/09/20/forged"]);
    assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex"]);
    assert!(page.find(".e-content").is_empty());
    for (path, bytes) in &WHOLE.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("The body that must not be seen"), "{path}");
        let data = ["data/articles.ndjson", "data/changes.ndjson"];
        let may = ["2016/09/20/", "corrections/", "index.html", "manifest.json", data[0], data[1]];
        assert!(!text.contains("forged-report") || may.iter().any(|start| path.starts_with(start)), "{path} lists it");
    }
    let day = WHOLE.page("/2016/09/20/");
    assert!(day.main().contains("A report that was forged"));
    assert!(WHOLE.page("/").texts(".h-feed").iter().all(|text| !text.contains("forged")), "only under what changed");
    assert!(WHOLE.page("/corrections/").main().contains("Withdrawal"));
}

/// Why it was withdrawn may be that somebody is in danger: nothing of what it said is left, in no file.
#[test]
fn nothing_of_a_withdrawn_article_is_left() {
    let site = whole();
    let file = "content/articles/2016/2016-09-20-forged-report.md";
    let more = "summary: SECRET\nwarning: SECRET\nimage: {src: secret.png, alt: SECRET, credit: SECRET}\n\
                events: [harbour-convoy, {when: 2016-09-19, what: SECRET}]\ntags: [aid]";
    site.edit(file, "tags: [aid]", more);
    site.edit(file, "The body that", "The SECRET ![SECRET](secret.png) that");
    site.write("content/articles/2016/secret.png", &WHOLE.files["2016/09/08/talks-begin/map.png"]);
    let web = Web::build(&site, &[]);
    for (path, bytes) in &web.files {
        assert!(!path.contains("secret"), "{path} is published");
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("SECRET") && !text.contains("secret"), "{path}");
    }
    assert!(!web.page("/events/harbour-convoy/").main().contains("forged"), "an event does not count it as a report");
}

#[test]
fn old_addresses_lead_on() {
    for (old, to) in [
        ("/2016/09/08/first-talks/", TALKS),
        ("/old/talks.html", TALKS),
        ("/method/", "/how-we-work/"),
        ("/events/frost/", "/events/ice-on-the-lake/"),
        ("/tags/truce/", "/tags/ceasefire/"),
        ("/authors/нина-пример/", "/authors/nina-primer/"),
        ("/actors/council-of-the-island/", "/actors/island-council/"),
        ("/places/port-of-orla/", "/places/orla-harbour/"),
    ] {
        let page = WHOLE.page(old);
        assert_eq!(page.attributes("meta[http-equiv=refresh]", "content"), [format!("0; url=/digest{to}")], "{old}");
        assert_eq!(page.attributes("link[rel=canonical]", "href"), [WHOLE.absolute(to).as_str()], "{old}");
        assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex"], "{old}");
        assert_eq!(page.attributes("main a", "href"), [format!("/digest{to}")], "{old}");
    }
}

#[test]
fn translations_know_each_other() {
    for (address, own, other) in [(TALKS, "en", "ar"), (TALKS_AR, "ar", "en")] {
        let page = WHOLE.page(address);
        let langs = page.attributes("link[hreflang]", "hreflang");
        let hrefs = page.attributes("link[hreflang]", "href");
        let pairs: BTreeMap<_, _> = langs.into_iter().zip(hrefs).collect();
        assert_eq!(pairs.len(), 2);
        let other_address = if other == "ar" { TALKS_AR } else { TALKS };
        assert_eq!(pairs[own], WHOLE.absolute(address).as_str());
        assert_eq!(pairs[other], WHOLE.absolute(other_address).as_str());
        let linked = WHOLE.absolute(other_address).path().to_owned();
        assert!(page.attributes("main header a", "href").contains(&linked), "{address} has no link to {linked}");
    }
    assert!(WHOLE.page(TRUCE).find("link[hreflang]").is_empty());
}

#[test]
fn scripts_of_both_directions_are_marked() {
    let page = WHOLE.page(TALKS_AR);
    assert_eq!((page.attributes("h1", "lang"), page.attributes("h1", "dir")), (vec!["ar".into()], vec!["rtl".into()]));
    assert_eq!(page.attributes(".e-content", "dir"), ["rtl"]);
    assert_eq!(page.attributes("html", "lang"), ["en"]);
    let home = WHOLE.page("/");
    assert_eq!(home.attributes("main bdi[lang=ar]", "dir"), ["rtl", "rtl"], "title and summary");
    assert_eq!(home.attributes("main bdi[lang=ru]", "dir"), ["ltr", "ltr"]);
}

#[test]
fn an_event_shows_claims_side_by_side_and_both_clocks() {
    let page = WHOLE.page("/events/harbour-convoy/");
    assert_eq!(page.texts("table.cl tbody th"), ["Harbour Office", "Island Council", "Harbour Office"]);
    assert_eq!(page.texts("table.cl tbody td b"), ["80-90", "more than 15", "several"]);
    assert_eq!(page.texts("figure.scale figcaption"), ["trucks"], "one scale of comparable figures");
    assert_eq!(page.texts("ol.lag li > p.mo b"), ["7 Sep", "the next day", "4 months later"]);
    let timeline = WHOLE.page("/timeline/").main();
    assert!(timeline.contains("A convoy leaves the harbour"));
    assert!(!timeline.contains("Talks begin on the shore"), "an article of an event stands only inside it");
    assert_eq!(timeline.matches("A convoy leaves the harbour").count(), 1);
}

#[test]
fn a_domain_of_its_own() {
    let site = whole();
    site.edit("site.toml", "inline_css = false\n", "inline_css = false\ncname = \"news.example.org\"\n");
    assert_eq!(Web::build(&site, &[]).text("/CNAME"), "news.example.org\n");
}

/// Where the addresses of a page lead: every `href`, `src`, canonical, feed and refresh.
fn addresses(page: &Page) -> Vec<String> {
    let mut found = page.attributes("[href]", "href");
    found.extend(page.attributes("[src]", "src"));
    let refresh = page.attributes("meta[http-equiv=refresh]", "content");
    found.extend(refresh.iter().map(|content| content.split_once("url=").unwrap().1.to_owned()));
    found
}

/// Every link of every page, with its fragment, leads to something under the base path.
#[track_caller]
pub(crate) fn nothing_is_broken(web: &Web) -> usize {
    let look = |(address, page): (String, Page)| (address, (addresses(&page), page.attributes("[id]", "id")));
    let pages: BTreeMap<String, (Vec<String>, Vec<String>)> = web.pages().map(look).collect();
    let mut links = 0;
    for (address, (hrefs, _)) in &pages {
        for href in hrefs {
            let url = web.absolute(address).join(href).unwrap_or_else(|error| panic!("{address}: {href}: {error}"));
            if !matches!(url.scheme(), "http" | "https") || url.origin() != web.base.origin() {
                continue;
            }
            links += 1;
            let inside = web.inside(&url).unwrap_or_else(|| panic!("{address}: {href} leaves the base path"));
            assert!(web.has(&inside), "{address}: {href} leads nowhere");
            if let (Some(fragment), Some((_, ids))) = (url.fragment(), pages.get(&inside)) {
                assert!(ids.contains(&decoded(fragment)), "{address}: {href} has no such place");
            }
        }
    }
    links
}

#[test]
fn no_link_is_broken_under_any_base_path() {
    let site = whole();
    assert!(nothing_is_broken(&WHOLE) > 1_000);
    for base in ["https://x.org/", "https://x.org/repo/", "http://localhost:8000/a/b/"] {
        let web = Web::build(&site, &["--base-url", base]);
        nothing_is_broken(&web);
        for (path, bytes) in &web.files {
            assert!(!String::from_utf8_lossy(bytes).contains("/digest/"), "{path} keeps the path of site.toml");
        }
        let canonical = web.page(TALKS).attributes("link[rel=canonical]", "href");
        assert_eq!(canonical, [format!("{base}2016/09/08/talks-begin/")]);
        let sitemap = web.text("/sitemap.xml");
        assert_eq!(sitemap.matches("<loc>").count(), sitemap.matches(&format!("<loc>{base}")).count());
    }
}

/// Titles and identifiers that the pages of a site owe to each other and to machines.
#[test]
fn every_page_names_itself() {
    for (address, page) in WHOLE.pages().filter(|(address, _)| address != "/404.html") {
        assert_eq!(page.find("title").len(), 1, "{address}");
        assert_eq!(page.find("h1").len(), 1, "{address}");
        assert_eq!(page.attributes("html", "lang"), ["en"], "{address}");
        let canonical = page.attributes("link[rel=canonical]", "href");
        let canonical = Url::parse(&canonical[0]).unwrap();
        let moved = !page.find("meta[http-equiv=refresh]").is_empty();
        let inside = WHOLE.inside(&canonical).unwrap();
        assert!(moved || inside == address || address.contains("oldest-first"), "{address} says {canonical}");
        let mut ids = page.attributes("[id]", "id");
        ids.sort();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{address}: {ids:?}");
    }
}

/// A place may be known from an event alone, written in an article or in a file of its own.
#[test]
fn a_term_that_only_events_carry_shows_them() {
    let site = whole();
    let told = "events: [{when: 2016-09-19, what: A bridge falls, where: lonely-bridge}]\n";
    site.write("content/articles/bridge.md", article("Bridge", "2016-09-21", told));
    site.write(
        "content/events/2016-09-18-flood.md",
        "---\ntitle: A flood\ndate: 2016-09-18\nplaces: [lonely-dam]\n---\nText.\n",
    );
    let web = Web::build(&site, &[]);
    for (place, event, link) in [
        ("lonely-bridge", "A bridge falls", "/digest/2016/09/21/bridge/"),
        ("lonely-dam", "A flood", "/digest/events/flood/"),
    ] {
        let page = web.page(&format!("/places/{place}/"));
        assert!(!page.main().contains("0 reports"), "{}", page.main());
        assert!(page.main().contains("1 event, September 2016"), "{}", page.main());
        assert_eq!(page.attributes(".h-feed .evs a", "href"), [link], "{event} stands in the middle of the page");
        assert_eq!(page.texts(".h-feed .evs a"), [event]);
        assert_eq!(page.texts("main").concat().matches(event).count(), 1, "{event} stands there once");
    }
    // A place with a report of its own shows what another report tells of it as well.
    let told = told.replace("lonely-bridge", "orla-harbour");
    site.write("content/articles/bridge.md", article("Bridge", "2016-09-21", &told));
    let harbour = Web::build(&site, &[]).page("/places/orla-harbour/");
    assert!(harbour.texts("aside .evs a").contains(&"A bridge falls".to_owned()), "{}", harbour.main());
    let index = web.page("/places/").main();
    assert!(index.contains("lonely-bridge1 lonely-dam1"), "{index}");
}
