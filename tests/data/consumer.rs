//! Somebody who keeps a copy of the articles and fetches only what is new, over random sequences of edits: after each visit
//! the copy is what the digest has, however many builds were missed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::random::{Random, rounds};
use crate::site::Site;
use crate::{Files, build, lines, text};

/// A copy, as docs/data.md says that one is kept.
#[derive(Default)]
struct Copy {
    /// Lines by the name of their article.
    articles: BTreeMap<String, String>,
    /// Changes that were read, by their names.
    changes: BTreeMap<String, Value>,
}

fn sum(line: &str) -> String {
    Sha256::digest(line.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect::<String>()[..32].to_owned()
}

impl Copy {
    /// A visit. Gives how many lines of articles were taken.
    fn refresh(&mut self, files: &Files) -> usize {
        let mut now = BTreeMap::new();
        for change in lines(files, "data/changes.ndjson") {
            let of = |key: &str| change[key].as_str().unwrap().to_owned();
            now.insert(of("article"), of("record"));
            self.hear(change);
        }
        let wanted: BTreeSet<&String> = now
            .iter()
            .filter(|(name, record)| self.articles.get(*name).map(|line| sum(line)).as_ref() != Some(record))
            .map(|(name, _)| name)
            .collect();
        for line in text(files, "data/articles.ndjson").lines() {
            let name = serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
            if wanted.contains(&name) {
                self.articles.insert(name, line.to_owned());
            }
        }
        self.articles.retain(|name, _| now.contains_key(name));
        wanted.len()
    }

    /// Under one name a change says one thing for good.
    fn hear(&mut self, change: Value) {
        let id = change["id"].as_str().unwrap().to_owned();
        if let Some(known) = self.changes.get(&id) {
            for key in ["kind", "date", "note", "was", "now", "article"] {
                assert_eq!(known.get(key), change.get(key), "{id} says another {key}");
            }
        }
        self.changes.insert(id, change);
    }

    /// Whether the copy is what the digest has.
    fn check(&self, files: &Files, steps: &[String]) {
        let there: Vec<&str> = text(files, "data/articles.ndjson").lines().collect();
        let there: BTreeSet<&str> = there.into_iter().collect();
        let mine: BTreeSet<&str> = self.articles.values().map(String::as_str).collect();
        assert_eq!(mine, there, "after {steps:#?}");
    }
}

/// An article that is edited at random.
#[derive(Clone)]
struct Draft {
    slug: String,
    title: String,
    day: usize,
    updated: Option<usize>,
    corrections: Vec<(usize, String)>,
    withdrawn: Option<usize>,
    aliases: Vec<String>,
    body: usize,
}

impl Draft {
    fn new(number: usize, random: &mut Random) -> Draft {
        let slug = format!("report-{number}");
        let title = format!("Report {number}");
        let day = 1 + random.below(28);
        Draft {
            slug,
            title,
            day,
            updated: None,
            corrections: Vec::new(),
            withdrawn: None,
            aliases: Vec::new(),
            body: 0,
        }
    }

    fn path(&self) -> String {
        format!("content/articles/2020-01-{:02}-{}.md", self.day, self.slug)
    }

    fn text(&self, number: usize) -> String {
        let mut head = format!(
            "title: {}\nauthor: unknown\ndate: 2020-01-{:02}\noriginal_url: https://example.net/{number}\ntags: [t{}]\n",
            self.title,
            self.day,
            number % 3
        );
        if let Some(day) = self.updated {
            head.push_str(&format!("updated: 2020-02-{day:02}\n"));
        }
        if !self.corrections.is_empty() {
            head.push_str("corrections:\n");
            for (day, note) in &self.corrections {
                head.push_str(&format!("  - {{date: 2020-02-{day:02}, note: {note}}}\n"));
            }
        }
        if let Some(day) = self.withdrawn {
            head.push_str(&format!("withdrawn: {{date: 2020-03-{day:02}, reason: It was false.}}\n"));
        }
        if !self.aliases.is_empty() {
            head.push_str(&format!("aliases: [{}]\n", self.aliases.join(", ")));
        }
        format!("---\n{head}---\nText number {} of it.\n", self.body)
    }
}

/// A site of articles, and what was done to it.
struct Story {
    site: Site,
    articles: BTreeMap<usize, Draft>,
    next: usize,
    steps: Vec<String>,
}

impl Story {
    fn begin(random: &mut Random) -> Story {
        let site = Site::in_memory();
        site.write(
            "site.toml",
            "title = \"T\"\nbase_url = \"https://example.org/\"\nfeed_authority = \"example.org,2020\"\n",
        );
        // Articles go and move here as they like.
        let site = site.may_lose();
        site.write("content/tags.yaml", "t0: {label: Tag}\nt1: {label: Other}\nt2: {label: Third}\n");
        let mut story = Story { site, articles: BTreeMap::new(), next: 0, steps: Vec::new() };
        (0..6).for_each(|_| story.add(random));
        story
    }

    fn add(&mut self, random: &mut Random) {
        let draft = Draft::new(self.next, random);
        self.site.write(&draft.path(), draft.text(self.next));
        self.articles.insert(self.next, draft);
        self.next += 1;
        self.steps.push(format!("add {}", self.next - 1));
    }

    /// One edit, of any kind that a maintainer makes: said in the front matter, or in silence.
    fn step(&mut self, random: &mut Random) {
        let kind = random.below(10);
        if kind == 0 || self.articles.len() < 3 {
            return self.add(random);
        }
        if kind == 1 {
            let label = random.below(1000);
            self.steps.push(format!("label {label}"));
            return self.site.write(
                "content/tags.yaml",
                format!("t0: {{label: Tag {label}}}\nt1: {{label: Other}}\nt2: {{label: Third}}\n"),
            );
        }
        let numbers: Vec<usize> = self.articles.keys().copied().collect();
        let number = *random.one(&numbers);
        let mut draft = self.articles[&number].clone();
        self.site.remove(&draft.path());
        self.steps.push(format!("kind {kind} of {number}"));
        let day = 1 + random.below(28);
        match kind {
            2 => {
                self.articles.remove(&number);
                return;
            }
            3 => draft.title = format!("Report {number}, again {day}"),
            4 => draft.body += 1,
            5 => {
                // New ones may stand at either end, and one may be written twice.
                let correction = (day, format!("Note {}", random.below(4)));
                let at = random.below(2) * draft.corrections.len();
                draft.corrections.insert(at, correction);
                draft.updated = Some(28);
            }
            6 if draft.withdrawn.is_none() => draft.withdrawn = Some(day),
            6 => draft.withdrawn = None,
            7 => {
                let old = format!("/2020/01/{:02}/{}/", draft.day, draft.slug);
                draft.aliases.push(old);
                draft.slug.push_str("-moved");
            }
            8 if !draft.corrections.is_empty() => {
                let at = random.below(draft.corrections.len());
                draft.corrections.remove(at);
                draft.updated = draft.updated.filter(|_| !draft.corrections.is_empty());
            }
            // A new address without the old one: for the world another article.
            _ if draft.aliases.is_empty() => draft.slug.push_str("-anew"),
            _ => draft.body += 1,
        }
        self.site.write(&draft.path(), draft.text(number));
        self.articles.insert(number, draft);
    }
}

#[test]
fn whoever_fetches_only_what_is_new_never_drifts() {
    for seed in 0..rounds(2, 12) as u64 {
        let mut random = Random::new(seed);
        let mut story = Story::begin(&mut random);
        let (mut often, mut seldom) = (Copy::default(), Copy::default());
        for number in 0..rounds(16, 100) {
            story.step(&mut random);
            let files = build(&story.site);
            let taken = often.refresh(&files);
            often.check(&files, &story.steps);
            let labels = story.steps.last().is_some_and(|step| step.starts_with("label"));
            // One edit is one article, but for a word of a vocabulary that many carry.
            assert!(number == 0 || labels || taken <= 1, "{taken} were taken: {:#?}", story.steps);
            if random.below(4) == 0 {
                seldom.refresh(&files);
                seldom.check(&files, &story.steps);
            }
        }
        // What was built edit by edit is what a build from nothing makes.
        let files = story.site.files("public");
        story.site.run(&["build", "--clean", "--today", crate::TODAY, "--output", "clean"]).ends(0);
        let clean = story.site.files("clean");
        for path in files.keys().filter(|path| path.starts_with("data/")) {
            assert!(files[path] == clean[path], "{path} after {:#?}", story.steps);
        }
    }
}
