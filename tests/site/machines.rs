//! What machines read on a page, and what no page may hold: JSON-LD, Open Graph, microformats, policy, resources.

use serde_json::Value;

use crate::site::Site;
use crate::web::{Page, WHOLE, Web, article, whole};

const TALKS: &str = "/2016/09/08/talks-begin/";
const HOME: &str = "https://example.org/digest";

fn ld(page: &Page) -> Value {
    let texts: Vec<String> =
        page.find("script[type='application/ld+json']").iter().map(|e| e.text().collect()).collect();
    assert_eq!(texts.len(), 1);
    serde_json::from_str(&texts[0]).unwrap()
}

#[test]
fn our_page_is_based_on_the_originals_article() {
    let graph = ld(&WHOLE.page(TALKS));
    assert_eq!(graph["@context"], "https://schema.org");
    let (page, original) = (&graph["@graph"][0], &graph["@graph"][1]);
    assert_eq!((&page["@type"], &original["@type"]), (&"WebPage".into(), &"NewsArticle".into()));
    assert_eq!(page["url"], format!("{HOME}{TALKS}"));
    assert_eq!(page["isBasedOn"]["@id"], original["@id"]);
    assert_eq!((&page["datePublished"], &page["dateModified"]), (&"2016-09-10".into(), &"2016-09-14".into()));
    assert_eq!(page["citation"][0]["url"], "https://council.example.org/statement");
    assert_eq!(page["citation"][0]["name"], "Statement of the council");
    assert_eq!(page["citation"].as_array().unwrap().len(), 2);
    assert_eq!(page["correction"][0]["text"], "The day of the meeting was wrong.");
    assert_eq!(page["correction"][0]["datePublished"], "2016-09-12");
    assert_eq!(page["correction"].as_array().unwrap().len(), 2);
    assert_eq!(original["url"], "https://example.net/2016/09/08/talks-begin");
    assert_eq!(original["author"][1], serde_json::json!({"@type": "Person", "name": "Jon Example"}));
    assert_eq!(original["publisher"]["name"], "The Sample Courier");
    assert_eq!(original["datePublished"], "2016-09-08");
    assert_eq!(original["archivedAt"][0], "https://archive.example.org/1/talks-begin");
    assert_eq!(original["archivedAt"].as_array().unwrap().len(), 2);
    assert_eq!(original["temporalCoverage"][0], "2016-09-07T04:00+03:00");
    assert!(page.get("author").is_none() && page.get("archivedAt").is_none(), "what is the original's is not ours");
}

#[test]
fn the_original_speaks_its_own_language() {
    let translated = ld(&WHOLE.page("/2016/09/09/بدء-المحادثات/"));
    let (page, original) = (&translated["@graph"][0], &translated["@graph"][1]);
    assert_eq!((&page["inLanguage"], &original["inLanguage"]), (&"ar".into(), &"en".into()));
    assert_eq!(original["headline"], "Talks begin on the shore of Lake Orla");
    let truce = ld(&WHOLE.page("/2016/09/12/перемирие-началось/"));
    assert_eq!(truce["@graph"][1]["datePublished"], "2016-09-12T19:30:00+03:00");
    assert_eq!(truce["@graph"][1]["contentLocation"][0]["geo"]["latitude"], 46.5);
    let unknown = ld(&WHOLE.page("/2015/12/30/ferries-stop/"));
    assert_eq!(unknown["@graph"][1]["author"]["@type"], "Organization", "an unknown author is the publisher");
}

#[test]
fn dates_say_what_is_known_and_no_more() {
    let site = Site::empty();
    site.write("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n");
    let of_a_day =
        "events: [{when: 2020-01-04, what: One}, {when: 2020-01-04, what: Two}, {when: 2020-01-05, what: Three}]\n";
    site.write("content/2020-01-06-three.md", article("Three", "2020-01-06", of_a_day));
    let gone = "updated: 2020-02-01\ncorrections: [{date: 2020-02-01, note: Mended.}]\nwithdrawn: {date: 2020-03-01, reason: False.}\n";
    site.write("content/2020-01-07-gone.md", article("Gone", "2020-01-07", gone));
    site.write("content/events/open.md", "---\ntitle: Open\ndate: ../2020-01-04\n---\nA text.\n");
    let web = Web::build(&site, &[]);
    let three = ld(&web.page("/2020/01/06/three/"));
    assert_eq!(three["@graph"][1]["temporalCoverage"], serde_json::json!(["2020-01-04", "2020-01-05"]));
    let gone = ld(&web.page("/2020/01/07/gone/"));
    assert_eq!(gone["@graph"][0]["dateModified"], "2020-03-01", "its page changed when it was withdrawn");
    let open = ld(&web.page("/events/open/"));
    assert!(open["about"].get("startDate").is_none(), "when it began is not known: {open}");
    assert_eq!(open["about"]["endDate"], "2020-01-04");
}

#[test]
fn other_pages_say_what_they_are() {
    for (address, kind) in [
        ("/", "WebSite"),
        ("/2016/09/12/", "CollectionPage"),
        ("/tags/ceasefire/", "WebPage"),
        ("/about/", "WebPage"),
        ("/events/harbour-convoy/", "WebPage"),
    ] {
        assert_eq!(ld(&WHOLE.page(address))["@type"], kind, "{address}");
    }
    let event = ld(&WHOLE.page("/events/ice-on-the-lake/"));
    assert_eq!(event["about"]["@type"], "Event");
    assert_eq!(event["temporalCoverage"], "2015-12/2016-02");
    let day = ld(&WHOLE.page("/2016/09/12/"));
    assert_eq!(day["mainEntity"]["itemListElement"].as_array().unwrap().len(), 2);
}

#[test]
fn open_graph() {
    for (address, kind, title, image) in [
        ("/", "website", "Whole Digest", None),
        (TALKS, "article", "Talks begin on the shore of Lake Orla", Some(format!("{HOME}{TALKS}map.png"))),
        ("/2015/12/30/ferries-stop/", "article", "Ferries stop: the \"last\" boat & <what> it carried", None),
    ] {
        let page = WHOLE.page(address);
        let property = |name: &str| page.attributes(&format!("meta[property='og:{name}']"), "content").pop();
        assert_eq!(property("type").as_deref(), Some(kind));
        assert_eq!(property("title").as_deref(), Some(title));
        assert_eq!(property("url"), Some(format!("{HOME}{address}")));
        assert_eq!(property("site_name").as_deref(), Some("Whole Digest"));
        assert_eq!(property("image"), image);
    }
}

#[test]
fn microformats() {
    let page = WHOLE.page(TALKS);
    assert_eq!(page.find(".h-entry").len(), 1);
    assert_eq!(
        page.texts(".h-entry .p-name").first().map(String::as_str),
        Some("Talks begin on the shore of Lake Orla")
    );
    assert_eq!(page.texts(".h-entry header .p-author.h-card"), ["Mara Lind", "Jon Example"]);
    assert_eq!(page.attributes(".h-entry header .dt-published", "datetime"), ["2016-09-08"]);
    assert_eq!(page.attributes(".h-entry .dt-updated", "datetime"), ["2016-09-14"]);
    assert_eq!(page.attributes(".h-entry .u-bookmark-of", "href"), ["https://example.net/2016/09/08/talks-begin"]);
    assert_eq!(page.find(".h-entry .p-summary").len(), 1);
    assert_eq!(page.find(".h-entry .e-content").len(), 1);
    assert_eq!(page.attributes(".h-entry .p-category[rel=tag]", "href").len(), 2);
    assert_eq!(page.find(".h-cite .u-url").len(), 3, "the original and the sources");
    let list = WHOLE.page("/tags/aid/");
    assert_eq!(list.find(".h-feed .h-entry .u-url").len(), list.find(".h-entry").len());
    assert_eq!(
        WHOLE.page("/events/harbour-convoy/").attributes(".h-event .dt-start", "datetime"),
        ["2016-09-07T04:00+03:00"]
    );
}

/// Every page, with its style linked and inlined.
fn both(look: impl Fn(&str, &Page)) {
    let site = whole();
    site.edit("site.toml", "inline_css = false\n", "");
    let inlined = Web::build(&site, &[]);
    assert!(inlined.page("/").find("style").len() == 1 && WHOLE.page("/").find("style").is_empty());
    for web in [&WHOLE, &inlined] {
        web.pages().for_each(|(address, page)| look(&address, &page));
    }
}

#[test]
fn every_page_has_a_strict_policy() {
    both(|address, page| {
        let policy = page.attributes("meta[http-equiv=Content-Security-Policy]", "content");
        assert_eq!(policy.len(), 1, "{address}");
        assert!(policy[0].starts_with("default-src 'none'"), "{address}");
        for word in ["unsafe-", "http:", "https:", "*"] {
            assert!(!policy[0].contains(word), "{address}: {}", policy[0]);
        }
        let style = page.find("style").len();
        assert!(style == 0 || policy[0].contains("'sha256-"), "{address}: {}", policy[0]);
    });
}

#[test]
fn nothing_on_a_page_runs_or_calls_outside() {
    both(|address, page| {
        for element in page.find("*") {
            for (name, value) in element.value().attrs() {
                assert!(name != "style" && !name.starts_with("on"), "{address}: {name}={value}");
            }
        }
        for script in page.find("script") {
            // The search has the one script of a site.
            let is_search = address == "/search/" && script.attr("src") == Some("/digest/search.js");
            assert!(is_search || script.attr("type") == Some("application/ld+json"), "{address}");
        }
        assert!(page.find("iframe, object, embed, base").is_empty(), "{address}");
        let forms = page.attributes("form[action]", "action");
        assert_eq!(forms, if address == "/search/" { vec!["/digest/search/"] } else { vec![] }, "{address}");
        let mut loaded = page.attributes("[src]", "src");
        loaded.extend(page.attributes("[srcset], [poster]", "srcset"));
        loaded.extend(page.attributes("link[rel=stylesheet], link[rel=icon], link[rel=preload]", "href"));
        for address_of in loaded {
            let ours = address_of.starts_with("/digest/") || address_of.starts_with("data:image/");
            assert!(ours, "{address} loads {address_of}");
        }
        let referrer = page.attributes("meta[name=referrer]", "content");
        assert_eq!(referrer, ["no-referrer"], "{address}");
    });
    for (path, bytes) in WHOLE.files.iter().filter(|(path, _)| path.ends_with(".css")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!["@import", "://", "url("].iter().any(|word| text.contains(word)), "{path}");
    }
}
