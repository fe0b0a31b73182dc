//! What of a document is looked up, how much it weighs, and what a result is shown from.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::search::Index;
use crate::site::Site;
use crate::web::Web;

/// Places of words in headlines are below this number (docs/search.md).
const HEADLINE: u32 = 64;

/// Words that stand nowhere else say where they were found.
fn rich() -> Site {
    let site = Site::empty();
    site.write("site.toml", "title = \"Rich\"\nbase_url = \"https://example.org/\"\n");
    site.write("content/tags.yaml", "aid: {label: Aid, labels: {fr: Secoursword}, aliases: [reliefword]}\n");
    let article = |file: &str, head: &str, body: &str| {
        site.write(&format!("content/articles/{file}.md"), format!("---\n{head}\n---\n{body}\n"));
    };
    let full = "title: Bread arrives\nauthor: [Mara Lind]\npublisher: The Courier\ndate: 2016-03-04\noriginal_url: https://example.net/1\n\
                original_title: Originalword ici\noriginal_lang: fr\ntags: [aid]\nplaces: [Harbour]\nactors: [Council]\nevents: [crossing]\n\
                summary: Summaryword is told.";
    article("2016-03-04-bread", full, "Thrice thrice thrice. Oftenword oftenword oftenword oftenword.");
    let arabic = "title: وصول الخبز\nauthor: unknown\npublisher: The Courier\ndate: 2016-03-05\noriginal_url: https://example.net/2\n\
                  tags: [aid]\nlang: ar\nsummary: وصل الخبز.";
    article("2016-03-05-khubz", arabic, "نص.");
    let gone = "title: Forged\nauthor: unknown\ndate: 2016-03-06\noriginal_url: https://example.net/3\ntags: [aid]\n\
                withdrawn: {date: 2016-03-07, reason: It was forged.}";
    article("2016-03-06-forged", gone, "Nothing.");
    site.write(
        "content/events/crossing.md",
        "---\ntitle: Crossingword of the lake\ndate: 2016-03-03\nclaims:\n  - {what: claimword, value: about 20, by: Claimantword, source: bread}\n  \
         - {what: forgedclaimword, value: 30, by: Nobody, source: forged}\n---\nBoats.\n",
    );
    site
}

static RICH: LazyLock<Index> = LazyLock::new(|| Index::read(&Web::build(&rich(), &[])));

#[test]
fn results_are_narrowed_down_by_each_kind_of_mark() {
    for mark in
        ["~tag/aid", "~place/harbour", "~actor/council", "~author/mara-lind", "~publisher/the-courier", "~lang/en"]
    {
        assert!(RICH.holds(mark).contains(&"Bread arrives".to_owned()), "{mark}: {:?}", RICH.holds(mark));
    }
    assert_eq!(RICH.holds("~lang/ar"), ["وصول الخبز"]);
    assert_eq!(RICH.holds("~author/mara-lind"), ["Bread arrives"]);
}

#[test]
fn an_article_is_found_by_the_names_of_what_it_carries() {
    for word in [
        "originalword",
        "summaryword",
        "reliefword",
        "secoursword",
        "harbour",
        "council",
        "mara",
        "courier",
        "crossingword",
        "oftenword",
    ] {
        assert!(RICH.holds(word).contains(&"Bread arrives".to_owned()), "{word}: {:?}", RICH.holds(word));
    }
}

#[test]
fn an_event_is_found_by_who_claims_what_of_it() {
    for word in ["claimword", "claimantword"] {
        assert_eq!(RICH.holds(word), ["Crossingword of the lake"], "{word}");
    }
    assert!(RICH.holds("forgedclaimword").is_empty(), "what a withdrawn article claimed is not repeated");
}

#[test]
fn a_word_weighs_what_its_place_weighs() {
    let weight = |word: &str| {
        RICH.words[word].iter().find(|(number, _)| RICH.title(**number) == "Bread arrives").unwrap().1.clone()
    };
    for (word, figure) in
        [("thrice", 0), ("oftenword", 1), ("summaryword", 2), ("originalword", 2), ("crossingword", 2), ("bread", 3)]
    {
        assert_eq!(weight(word).0, figure, "{word}");
    }
    assert!(weight("bread").1[0] < HEADLINE, "{:?}", weight("bread"));
    assert!(weight("thrice").1.iter().all(|place| *place >= HEADLINE), "{:?}", weight("thrice"));
}

/// A summary, a name and a text are no sentence, though one follows the other in the index.
#[test]
fn no_phrase_reaches_from_one_text_into_the_next() {
    assert_eq!(RICH.says(&["summaryword", "is", "told"]), ["Bread arrives"]);
    assert!(RICH.says(&["told", "originalword"]).is_empty());
    assert!(RICH.says(&["originalword", "ici", "aid"]).is_empty());
}

#[test]
fn a_result_is_shown_from_its_card() {
    let card = |title: &str| RICH.cards.values().find(|card| card[1] == title).unwrap().clone();
    assert_eq!(
        card("Bread arrives"),
        json!([
            "/2016/03/04/bread/",
            "Bread arrives",
            "Summaryword is told.",
            null,
            null,
            "2016-03-04",
            ["4 March 2016", "The Courier"]
        ])
    );
    let address = "/2016/03/05/khubz/";
    assert_eq!(
        card("وصول الخبز"),
        json!([address, "وصول الخبز", "وصل الخبز.", "ar", "rtl", "2016-03-05", ["5 March 2016", "The Courier"]])
    );
    let event = card("Crossingword of the lake");
    assert_eq!(
        (&event[0], &event[5], &event[6]),
        (&"/events/crossing/".into(), &"".into(), &json!(["Event", "3 March 2016"]))
    );
    assert_eq!(card("Aid")[6], json!(["Tag"]));
}

/// Of a word that is said more often than there is room for, only the places in headlines are known.
#[test]
fn of_a_very_common_word_only_headlines_are_kept() {
    let site = rich();
    let body = "tick tick tick tick tick tick tick tick\n".repeat(2_500);
    for (day, title) in [(1, "Tick in a headline"), (2, "Silence")] {
        let head = format!(
            "title: {title}\nauthor: unknown\ndate: 2017-01-0{day}\noriginal_url: https://example.net/t{day}\ntags: [aid]\nsummary: Short."
        );
        site.write(&format!("content/articles/2017-01-0{day}-t.md"), format!("---\n{head}\n---\n{body}"));
    }
    let web = Web::build(&site, &[]);
    let index = Index::read(&web);
    let places: Vec<Vec<u32>> = index.words["tick"].values().map(|(_, places)| places.clone()).collect();
    assert_eq!(places, [vec![0], vec![]]);
    let is_part = |text: &str| text.lines().any(|line| line.starts_with(' '));
    assert!(web.files.iter().any(|(path, bytes)| path.contains("/p-") && is_part(std::str::from_utf8(bytes).unwrap())));
}

/// What a browser has kept of another edition is not believed, so every change of words makes another.
#[test]
fn another_word_makes_another_edition() {
    let edition = |site: &Site| -> Value { Index::read(&Web::build(site, &[])).head[0].as_str().into() };
    let site = rich();
    let before = edition(&site);
    assert_eq!(edition(&rich()), before);
    site.edit("content/articles/2016-03-04-bread.md", "Thrice thrice", "Twice twice");
    assert_ne!(edition(&site), before);
}
