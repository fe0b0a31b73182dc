//! The index of search, read back by a small reader of its own (docs/search.md), and what searches would find in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::site::Site;
use crate::web::{Web, article};

/// Documents that are no articles are numbered from here.
const OTHERS: u32 = 1 << 24;

/// An index as it was published.
pub(crate) struct Index {
    /// The first word of each shard, in order, with the sizes that are said of its files.
    shards: Vec<(String, u32, u32)>,
    /// Lines of the directory before the shards.
    pub(crate) head: Vec<String>,
    /// By word: the number of each document, how much it is about it, and where the word stands in it.
    pub(crate) words: BTreeMap<String, BTreeMap<u32, (u32, Vec<u32>)>>,
    pub(crate) cards: BTreeMap<u32, serde_json::Value>,
}

fn numbers(text: &str) -> Vec<u32> {
    let mut all = Vec::new();
    let mut rest = 0;
    for byte in text.bytes() {
        match byte {
            b'?'..=b'~' => {
                all.push(rest * 64 + u32::from(byte - b'?'));
                rest = 0;
            }
            b'!'..=b'>' => rest = rest * 30 + u32::from(byte - b'!') + 1,
            other => panic!("{other} is no digit"),
        }
    }
    assert_eq!(rest, 0, "a number that does not end: {text}");
    all
}

/// FNV-1a of 32 bits.
fn name(word: &str) -> u32 {
    word.bytes().fold(2_166_136_261, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619))
}

impl Index {
    pub(crate) fn read(web: &Web) -> Index {
        let directory = web.text("/search/index/all.txt");
        let mut lines = directory.lines();
        let head: Vec<String> = lines.by_ref().take(3).map(str::to_owned).collect();
        assert!(head[0].starts_with("digest-search 1 "), "{}", head[0]);
        let mut index = Index { shards: Vec::new(), head, words: BTreeMap::new(), cards: BTreeMap::new() };
        let mut files = BTreeSet::new();
        for line in lines {
            let (first, sizes) = line.split_once(' ').unwrap();
            let file = |kind: char| format!("/search/index/{kind}-{}.txt", name(first));
            let (words, places) = (web.text(&file('w')), web.text(&file('p')));
            files.extend([file('w'), file('p')]);
            assert!(words.starts_with(&format!("{first} ")), "{first} begins its shard");
            let sizes = numbers(sizes);
            for (said, text) in sizes.iter().zip([&words, &places]) {
                assert_eq!(*said as usize, text.len().div_ceil(64), "the size of {first}");
            }
            index.shards.push((first.to_owned(), sizes[0], sizes[1]));
            assert_eq!(words.lines().count(), places.lines().count());
            words.lines().zip(places.lines()).for_each(|(line, places)| index.add(line, places));
        }
        assert!(index.shards.is_sorted(), "shards are in the order of their words");
        for (path, bytes) in web.files.iter().filter(|(path, _)| path.contains("search/index/")) {
            let path = format!("/{}", path.trim_start_matches('/'));
            let stem = path.rsplit('/').next().unwrap();
            match stem.strip_suffix(".json").and_then(|stem| stem.split_once('-')) {
                Some((kind, number)) => {
                    let first = number.parse::<u32>().unwrap() * 8 + if kind == "o" { OTHERS } else { 0 };
                    let cards: Vec<serde_json::Value> = serde_json::from_slice(bytes).unwrap();
                    index.cards.extend((first..).zip(cards));
                }
                None => assert!(stem == "all.txt" || files.contains(&path), "{path} is in no directory"),
            }
        }
        index
    }

    fn add(&mut self, line: &str, places: &str) {
        let (word, list) = line.split_once(' ').unwrap();
        let mut at = numbers(places.trim_start()).into_iter();
        let mut next = 0;
        let mut hits = BTreeMap::new();
        for value in numbers(list) {
            let number = next + value / 4;
            next = number + 1;
            let mut before = 0;
            let places = (0..at.next().unwrap()).map(|_| {
                before += at.next().unwrap() + 1;
                before - 1
            });
            hits.insert(number, (value % 4, places.collect()));
        }
        assert_eq!(at.next(), None, "places of no document: {word}");
        assert!(self.words.insert(word.to_owned(), hits).is_none(), "{word} stands twice");
    }

    pub(crate) fn title(&self, number: u32) -> String {
        self.cards[&number][1].as_str().unwrap().to_owned()
    }

    /// Titles of what holds a word.
    pub(crate) fn holds(&self, word: &str) -> Vec<String> {
        self.words.get(word).into_iter().flatten().map(|(number, _)| self.title(*number)).collect()
    }

    /// Titles of what says words one after the other.
    pub(crate) fn says(&self, words: &[&str]) -> Vec<String> {
        let places = |word: &str, number: u32| {
            self.words
                .get(word)
                .and_then(|hits| hits.get(&number))
                .map(|(_, places)| places.clone())
                .unwrap_or_default()
        };
        let all = 0..words.len();
        let is_said = |number: u32| {
            let starts = places(words[0], number);
            starts.iter().any(|start| all.clone().all(|at| places(words[at], number).contains(&(start + at as u32))))
        };
        self.cards.keys().filter(|number| is_said(**number)).map(|number| self.title(*number)).collect()
    }
}

fn built() -> (Site, Index) {
    let site = Site::from("search");
    let web = Web::build(&site, &[]);
    (site, Index::read(&web))
}

#[test]
fn words_of_every_script_are_found_as_readers_type_them() {
    let (_, index) = built();
    let hudna = "بدء الهدنة في أحياء المدينة";
    for (word, title) in [
        ("مدينه", hudna),
        ("احياء", hudna),
        ("محمد", hudna),
        ("مستشفي", hudna),
        ("قافله", hudna),
        ("елки", "Перемирие началось"),
        ("停战", "停战协议签署"),
        ("市", "停战协议签署"),
        ("geneve", "La trêve à Genève"),
        ("1", "A corridor opens"),
        ("humanitarian", "A corridor opens"),
        ("footnoteword", "A corridor opens"),
        ("eventword", "The bridge opens"),
        ("aboutword", "About"),
        ("cracow", "The agreement in Kraków"),
        ("delegates", "Peace talks"),
    ] {
        assert!(index.holds(word).contains(&title.to_owned()), "{word}: {:?}", index.holds(word));
    }
    assert_eq!(index.head[1], format!("20 {}", index.cards.keys().filter(|number| **number >= OTHERS).count()));
    assert_eq!(index.head[2], "2015:0 2016:1 2017:7 2018:8 ");
}

#[test]
fn every_word_of_every_article_is_found_where_it_stands() {
    let (site, index) = built();
    let mut looked_at = 0;
    for path in
        site.tree("content/articles").iter().filter(|path| !path.contains("withdrawn") && !path.contains("draft"))
    {
        let text = site.read(&format!("content/articles/{path}"));
        let (head, body) = text.trim_start_matches("---\n").split_once("---\n").unwrap();
        let title = head.lines().next().unwrap().trim_start_matches("title: ");
        let title = title.trim_matches('\'').replace("\\\"", "\"");
        for word in body.replace('*', "").split(|c: char| !c.is_alphanumeric()) {
            if word.is_ascii() && !word.is_empty() {
                let found = index.holds(&word.to_ascii_lowercase());
                assert!(found.contains(&title), "{word} of {title}: {found:?}");
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 150, "{looked_at}");
}

#[test]
fn phrases_are_told_from_words_that_stand_apart() {
    let (_, index) = built();
    assert_eq!(index.says(&["ceasefire", "agreement"]), ["A corridor opens"]);
    assert_eq!(index.says(&["the", "agreement", "in", "krakow"]), ["The agreement in Kraków"]);
    assert_eq!(index.says(&["昨天", "天签", "签署"]), ["停战协议签署"]);
    // A headline and a text are two.
    assert!(index.says(&["krakow", "delegates"]).is_empty());
    let weight = |word: &str, title: &str| {
        let hit = index.words[word].iter().find(|(number, _)| index.title(**number) == title);
        hit.unwrap().1.0
    };
    assert_eq!((weight("agreement", "The agreement in Kraków"), weight("agreement", "A corridor opens")), (3, 0));
    assert_eq!(weight("aid", "A corridor opens"), 2, "the name of a term");
}

#[test]
fn results_are_narrowed_down_by_what_articles_carry() {
    let (_, index) = built();
    assert_eq!(index.holds("~tag/shelling"), ["Shelling goes on"]);
    assert_eq!(index.holds("~lang/zh"), ["停战协议签署"]);
    assert_eq!(index.holds("~place/krakow"), ["The agreement in Kraków", "A corridor opens", "The bridge opens"]);
    assert!(index.words.keys().any(|word| word.starts_with("~publisher/")));
    assert!(index.words["~tag/shelling"].values().all(|(_, places)| places.is_empty()));
}

#[test]
fn what_was_withdrawn_and_what_is_a_draft_is_in_no_file() {
    let site = Site::from("search");
    let web = Web::build(&site, &[]);
    for (path, bytes) in web.files.iter().filter(|(path, _)| path.contains("search/")) {
        let text = String::from_utf8(bytes.clone()).unwrap().to_lowercase();
        for secret in ["withdrawntitle", "withdrawnbody", "drafttitle", "draftbody"] {
            assert!(!text.contains(secret), "{path} holds {secret}");
        }
    }
    assert_eq!(Index::read(&Web::build(&site, &["--drafts"])).holds("draftbody"), ["Drafttitle"]);
}

#[test]
fn hostile_titles_are_text_and_part_no_line() {
    let site = Site::from("search");
    let mean = ["a \\\\n b ~tag/talks", "?!~ &lt; w-1 0:0", "\\\"]],[[\\\"x"];
    for (at, title) in mean.iter().enumerate() {
        let text = tagged("X", "2017-06-01", "talks").replace("title: X", &format!("title: \"{title}\""));
        site.write(
            &format!("content/articles/2017-06-0{}-mean.md", at + 1),
            text.replace("2017-06-01", &format!("2017-06-0{}", at + 1)),
        );
    }
    let index = Index::read(&Web::build(&site, &[]));
    assert!(index.words.keys().all(|word| word.trim_start_matches('~') == word || word.contains('/')));
    assert!(index.holds("~tag/talks").len() >= 3);
    assert!(index.holds("quoted").iter().any(|title| title.starts_with("<img src=x")), "as text");
    for shelf in index.cards.values() {
        assert_eq!(shelf.as_array().unwrap().len(), 7);
    }
}

/// An article with one tag.
fn tagged(title: &str, date: &str, tag: &str) -> String {
    article(title, date, "").replace("tags: [aid]", &format!("tags: [{tag}]"))
}

/// A corpus in which words are many enough for several shards.
fn corpus(site: &Site, articles: usize) {
    for number in 0..articles {
        let words: Vec<String> = (0..120).map(|at| format!("w{}x", (number * 31 + at * at * 7) % 4000)).collect();
        let text = tagged(
            &format!("Number {number}"),
            &format!("2014-{:02}-{:02}", number / 28 % 12 + 1, number % 28 + 1),
            "many",
        );
        let (head, _) = text.rsplit_once("---\n").unwrap();
        site.write(
            &format!("content/articles/many/n{number}.md"),
            format!("{head}---\nEvery common word. {}\n", words.join(" ")),
        );
    }
}

fn index_files(site: &Site) -> BTreeMap<String, Vec<u8>> {
    site.files("public").into_iter().filter(|(path, _)| path.contains("search/")).collect()
}

#[test]
fn an_edit_leaves_most_shards_and_gives_what_a_clean_build_gives() {
    let site = Site::from("search").may_lose();
    corpus(&site, 300);
    site.run(&["build"]).ends(0);
    let before = index_files(&site);
    let count = |files: &BTreeMap<String, Vec<u8>>| files.keys().filter(|path| path.contains("/w-")).count();
    assert!(count(&before) > 5, "{}", count(&before));
    site.edit("content/articles/many/n7.md", "Every common word.", "Every common word. Newestword.");
    site.run(&["build"]).ends(0);
    let after = index_files(&site);
    let changed = |kind: &str| {
        let files = after.iter().filter(|(path, bytes)| path.contains(kind) && before.get(*path) != Some(*bytes));
        files.count()
    };
    // The new word is in one shard; the words behind it stand one further, which may move a cut beside them.
    assert!(changed("/w-") * 3 <= count(&after), "{} of {}", changed("/w-"), count(&after));
    // The summary of the article is its beginning.
    assert_eq!(changed("/c-"), 1);
    type Step<'s> = (&'s str, &'s dyn Fn());
    let steps: [Step<'_>; 5] = [
        ("an article goes", &|| site.remove("content/articles/many/n100.md")),
        ("an article comes in between", &|| {
            site.write("content/articles/b.md", tagged("Between", "2014-05-05", "many"))
        }),
        ("one is withdrawn", &|| {
            site.edit(
                "content/articles/many/n20.md",
                "tags: [many]",
                "tags: [many]\nwithdrawn: {date: 2015-01-01, reason: None.}",
            )
        }),
        ("a term has another name", &|| site.edit("content/tags.yaml", "label: Monitors", "label: Watchers")),
        ("nothing", &|| ()),
    ];
    for (what, step) in steps {
        step();
        site.run(&["build"]).ends(0);
        let again = index_files(&site);
        let clean = Site::empty();
        for (path, bytes) in site.files("content") {
            clean.write(&format!("content/{path}"), bytes);
        }
        clean.write("site.toml", site.read("site.toml"));
        clean.run(&["build"]).ends(0);
        let clean = index_files(&clean);
        assert_eq!(again.keys().collect::<Vec<_>>(), clean.keys().collect::<Vec<_>>(), "{what}");
        for (path, bytes) in &clean {
            assert!(again[path] == *bytes, "{what}: {path}");
        }
    }
}

#[test]
fn without_search_there_is_nothing_of_it() {
    let site = Site::from("search");
    site.write("site.toml", site.read("site.toml") + "[pages]\nsearch = false\n");
    let web = Web::build(&site, &[]);
    assert!(
        !web.files
            .keys()
            .any(|path| path.contains("search/") || path.contains("/search.") || path.starts_with("search")),
        "{:?}",
        web.files.keys()
    );
}
