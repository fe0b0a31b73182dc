//! No document is more than a reader can use: lists have an end, and many slips cost little.

use std::fmt::Write as _;

use crate::site::Site;
use crate::web::{TODAY, Web, article};

const TOML: &str = "title = \"Limits\"\nbase_url = \"https://example.org/\"\n";

/// The items of a list that is too long by one, in a document of its kind, and the rule that says so.
const LISTS: [(&str, usize, &str, &str); 12] = [
    ("author", 20, "a.md", "Person N"),
    ("tags", 20, "a.md", "tag-N"),
    ("places", 50, "a.md", "place-N"),
    ("actors", 50, "a.md", "actor-N"),
    ("events", 50, "a.md", "{when: 2016, what: E N}"),
    ("sources", 100, "a.md", "\"https://example.com/N\""),
    ("archived", 20, "a.md", "\"https://example.com/N\""),
    ("aliases", 20, "a.md", "/old-N/"),
    ("corrections", 100, "a.md", "{date: 2016-01-02, note: C N}"),
    ("places", 50, "events/e.md", "place-N"),
    ("tags", 20, "events/e.md", "tag-N"),
    ("claims", 200, "events/e.md", "{what: x, value: 3, by: B N, source: a}"),
];

fn document(file: &str, key: &str, item: &str, items: usize) -> String {
    let usual: &[&str] = match file {
        "a.md" => &["title: T", "author: A", "date: 2016-01-01", "original_url: https://example.net/a", "tags: [aid]"],
        _ => &["title: T", "date: 2016"],
    };
    let list: Vec<String> = (0..items).map(|number| item.replace('N', &number.to_string())).collect();
    let mut text = "---\n".to_owned();
    for line in usual.iter().filter(|line| line.split(':').next() != Some(key)) {
        let _ = writeln!(text, "{line}");
    }
    format!("{text}{key}: [{}]\n---\nText.\n", list.join(", "))
}

#[test]
fn a_list_has_an_end() {
    for (key, most, file, item) in LISTS {
        let name = match key {
            "author" => "authors",
            "archived" => "preserved copies",
            key => key,
        };
        let site = Site::empty();
        site.write("site.toml", TOML);
        site.write("content/a.md", article("A", "2016-01-01", ""));
        for (items, status) in [(most, 0), (most + 1, 1)] {
            site.write(&format!("content/{file}"), document(file, key, item, items));
            let output = site.run(&["check", "--today", TODAY]).ends(status).stdout;
            let said = format!("there are {} {name}; {most} are the most", most + 1);
            assert_eq!(output.contains(&said), status == 1, "{key} of {file}: {output}");
            // The first that is too many is pointed at.
            let column = document(file, key, item, most).lines().nth_back(2).unwrap().chars().count() + 2;
            assert_eq!(output.contains(&format!(":{column}\n")), status == 1, "{key} of {file}, {column}: {output}");
        }
    }
}

/// Each alias of a term is a page that leads on.
#[test]
fn a_term_has_so_many_aliases() {
    let site = Site::empty();
    site.write("site.toml", TOML);
    site.write("content/a.md", article("A", "2016-01-01", ""));
    let aliases = |count: usize| (0..count).map(|n| format!("aid-{n}")).collect::<Vec<_>>().join(", ");
    site.write("content/tags.yaml", format!("aid: {{label: Aid, aliases: [{}]}}\n", aliases(100)));
    site.run(&["check", "--today", TODAY]).ends(0);
    site.write("content/tags.yaml", format!("aid: {{label: Aid, aliases: [{}]}}\n", aliases(101)));
    let output = site.run(&["check", "--today", TODAY]).ends(1).stdout;
    assert!(output.contains("error[too-many]: there are 101 aliases; 100 are the most"), "{output}");
}

#[test]
fn the_limit_of_a_list_cannot_be_lowered() {
    let site = Site::empty();
    site.write("site.toml", format!("{TOML}[rules]\ntoo-many = \"warning\"\n"));
    site.write("content/a.md", document("a.md", "places", "place-N", 51));
    let output = site.run(&["check", "--today", TODAY]).ends(2);
    assert!((output.stdout + &output.stderr).contains("too-many"));
    site.write("site.toml", TOML);
    site.run(&["check", "--today", TODAY]).ends(1);
}

/// Only what is known is proposed: a slip is never corrected to another slip.
#[test]
fn what_nobody_knows_is_not_proposed() {
    let site = Site::empty();
    site.write("site.toml", TOML);
    site.write("content/tags.yaml", "aid: Aid\nceasefire: Ceasefire\n");
    site.write("content/a.md", article("A", "2016-01-01", "").replace("[aid]", "[negotiation]"));
    site.write("content/b.md", article("B", "2016-01-01", "").replace("[aid]", "[negotiatoin, cesefire]"));
    let output = site.run(&["check", "--today", TODAY]).ends(0).stdout;
    assert!(!output.contains("did you mean `negotiation`"), "{output}");
    assert!(output.contains("did you mean `ceasefire`"), "{output}");
}

/// Articles full of tags that nobody knows are looked at whole, and each is said.
#[test]
fn thousands_of_slips_are_all_said() {
    let site = Site::empty();
    site.write("site.toml", TOML);
    site.write("content/tags.yaml", "aid: Aid\n");
    let filler = "x".repeat(70);
    for a in 0..100 {
        let tags: Vec<String> = (0..20).map(|t| format!("{filler}{a}q{t}")).collect();
        let text = article(&format!("A{a}"), "2016-01-01", "").replace("[aid]", &format!("[{}]", tags.join(", ")));
        site.write(&format!("content/articles/a{a}.md"), text);
    }
    let output = site.run(&["check", "--format", "json", "--today", TODAY]).ends(0).stdout;
    assert_eq!(output.lines().filter(|line| line.contains("unknown-tag")).count(), 2000);
}

/// A card names whoever fits on a line, and says how many more there are.
#[test]
fn a_card_names_a_few_authors() {
    let site = Site::empty();
    site.write("site.toml", TOML);
    let names = |count: usize| (1..=count).map(|n| format!("Person {n}")).collect::<Vec<_>>().join(", ");
    site.write("content/a.md", article("A", "2016-01-01", "").replace("unknown", &format!("[{}]", names(20))));
    site.write("content/b.md", article("B", "2016-01-02", "").replace("unknown", &format!("[{}]", names(4))));
    let web = Web::build(&site, &[]);
    let named = |address: &str| web.page(address).texts(".h-feed article .p-author");
    assert_eq!(named("/2016/01/01/"), ["Person 1", "Person 2", "Person 3"]);
    assert!(web.page("/2016/01/01/").main().contains("20 authors"), "{}", web.page("/2016/01/01/").main());
    assert_eq!(named("/2016/01/02/").len(), 4, "one more is named rather than counted");
    assert_eq!(
        web.page("/2016/01/01/a/").find("aside.side dd a[href^='/authors/']").len(),
        20,
        "its own page names all"
    );
}

/// A foot of all plain pages would stand on each of them: past twenty they are found among the titles from A to Z.
#[test]
fn the_foot_of_a_page_has_an_end() {
    let site = Site::empty();
    site.write("site.toml", TOML);
    site.write("content/a.md", article("A", "2016-01-01", ""));
    for number in 10..32 {
        site.write(&format!("content/pages/p{number}.md"), format!("---\ntitle: Page {number}\n---\nText.\n"));
    }
    site.run(&["build", "--today", TODAY]).ends(0);
    let links = |path: &str| {
        let page = site.read(path);
        (10..32).filter(|number| page.contains(&format!("href=\"/p{number}/\""))).collect::<Vec<_>>()
    };
    assert_eq!(links("public/index.html"), (10..30).collect::<Vec<_>>());
    assert_eq!(links("public/search/index.html"), (10..32).collect::<Vec<_>>());
    // Without a page of titles nothing may be lost.
    site.write("site.toml", format!("{TOML}[pages]\nsearch = false\n"));
    site.run(&["build", "--today", TODAY]).ends(0);
    assert_eq!(links("public/index.html"), (10..32).collect::<Vec<_>>());
}
