//! A digest of any size, the same bytes for the same number: for benchmarks, never published.
//!
//! About 4 KB of Markdown an article, ten articles a day, subjects by Zipf's law (George Zipf, 1949: the n-th most used has
//! an n-th of the uses of the first), one article in ten in Arabic, one in ten in Russian, one event for twenty articles.

#![expect(clippy::disallowed_methods, reason = "it makes files")]

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const TAGS: usize = 500;
const PLACES: usize = 300;
const ACTORS: usize = 200;
const AUTHORS: usize = 400;
const PUBLISHERS: usize = 60;
const A_DAY: usize = 10;
const AN_EVENT: usize = 20;

/// A file of the corpus: its path under the root of the site, and its text.
pub(crate) type File = (String, String);

/// Writes a digest of `articles` articles into a folder.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn write(articles: usize, folder: &Path) -> io::Result<()> {
    for (path, text) in files(articles) {
        let place = folder.join(path);
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(place, text)?;
    }
    Ok(())
}

/// The files of a digest of `articles` articles.
pub(crate) fn files(articles: usize) -> impl Iterator<Item = File> {
    let toml = "title = \"A corpus\"\nbase_url = \"https://example.org/\"\nfeed_authority = \"example.org,2026\"\n";
    let vocabularies = [
        ("tags", TAGS, "label"),
        ("places", PLACES, "label"),
        ("actors", ACTORS, "label"),
        ("authors", AUTHORS, "label"),
        ("publishers", PUBLISHERS, "hosts"),
    ];
    let timelines = (0..20).map(|n| (format!("content/timelines/t{n}.md"), timeline(n)));
    std::iter::once(("site.toml".to_owned(), toml.to_owned()))
        .chain(
            vocabularies.into_iter().map(|(kind, count, _)| (format!("content/{kind}.yaml"), vocabulary(kind, count))),
        )
        .chain(timelines)
        .chain((0..articles.div_ceil(AN_EVENT)).map(event))
        .chain((0..articles).map(article))
}

/// A sequence that looks random and is always the same (splitmix64, Steele and others, 2014).
struct Dice(u64);

impl Dice {
    fn of(what: u64, number: usize) -> Dice {
        Dice(what.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number as u64)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// By Zipf's law: the logarithm of the rank is evenly spread.
    fn zipf(&mut self, end: usize) -> usize {
        let even = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((end as f64).powf(even) as usize - 1).min(end - 1)
    }
}

const LATIN: &str = "the of and to in a ceasefire talks said on for was with convoy that aid by from at it reported were city truce \
    has government forces been between two after which this an envoy agreement area road hospital civilians opposition shelling \
    village supplies delegation border monitors people statement officials resumed night morning district bridge crossing";
const ARABIC: &str = "في من على أن الهدنة المدينة إلى المفاوضات قال التي وقف إطلاق النار بين القوات الحكومة المساعدات قافلة بعد \
    الأمم المتحدة المبعوث اتفاق الطريق المستشفى المدنيين المعارضة القصف القرية الوفد الحدود المراقبون بيان";
const CYRILLIC: &str = "в и на что перемирие город переговоры сказал прекращение огня между правительство силы помощь конвой после \
    посланник соглашение дорога больница мирных жителей оппозиция обстрел деревня делегация граница наблюдатели заявление";

fn words(script: usize) -> Vec<&'static str> {
    [LATIN, ARABIC, CYRILLIC][script].split_whitespace().collect()
}

fn sentence(dice: &mut Dice, words: &[&str], count: usize) -> String {
    let picked: Vec<&str> = (0..count).map(|_| words[dice.zipf(words.len())]).collect();
    let text = picked.join(" ");
    let first = text.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + &text.chars().skip(1).collect::<String>()
}

fn day(number: usize) -> (usize, usize, usize) {
    let (month, day) = (number / 28, number % 28 + 1);
    (2000 + month / 12, month % 12 + 1, day)
}

fn distinct(dice: &mut Dice, letter: char, most: usize, end: usize) -> String {
    let mut numbers: Vec<usize> = (0..1 + dice.below(most)).map(|_| dice.zipf(end)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.iter().map(|n| format!("{letter}{n}")).collect::<Vec<_>>().join(", ")
}

fn article(number: usize) -> File {
    let mut dice = Dice::of(1, number);
    let script = [0, 0, 0, 0, 0, 0, 0, 0, 1, 2][dice.below(10)];
    let lang = ["en", "ar", "ru"][script];
    let words = words(script);
    let (year, month, day) = day(number / A_DAY);
    let title = sentence(&mut dice, &words, 8);
    let mut text = format!(
        "---\ntitle: \"{title} {number}\"\nauthor: author {}\ndate: {year}-{month:02}-{day:02}\n\
         original_url: https://p{}.example.net/{year}/{month:02}/report-{number}\ntags: [{}]\nplaces: [{}]\nactors: [{}]\n",
        dice.zipf(AUTHORS),
        dice.zipf(PUBLISHERS),
        distinct(&mut dice, 't', 6, TAGS),
        distinct(&mut dice, 'l', 3, PLACES),
        distinct(&mut dice, 'a', 4, ACTORS),
    );
    if script != 0 {
        let _ = writeln!(text, "lang: {lang}");
    }
    if dice.below(3) == 0 {
        let _ = writeln!(text, "events: [e{}]", number / AN_EVENT);
    }
    if dice.below(100) == 0 {
        let _ = writeln!(
            text,
            "updated: {year}-{month:02}-{day:02}\ncorrections:\n  - {{date: {year}-{month:02}-{day:02}, note: A figure was wrong., kind: correction}}"
        );
    }
    text.push_str("---\n");
    body(&mut text, &mut dice, &words);
    (format!("content/articles/{year}/{year}-{month:02}-{day:02}-report-{number}.md"), text)
}

/// Some 4 KB: paragraphs with emphasis and links, and now and then a heading, a list, a quotation, a table.
fn body(text: &mut String, dice: &mut Dice, words: &[&str]) {
    while text.len() < 3900 {
        let line = sentence(dice, words, 12);
        let _ = match dice.below(12) {
            0 => writeln!(text, "## {line}\n"),
            1 => writeln!(text, "- {line}\n- {}\n", sentence(dice, words, 6)),
            2 => writeln!(text, "> {line}.\n"),
            3 => writeln!(text, "| {} | {} |\n|---|--:|\n| {line} | {} |\n", words[0], words[1], dice.below(900)),
            _ => {
                let long = sentence(dice, words, 30);
                writeln!(
                    text,
                    "{line}, *{}* [{}](https://example.net/{}). {long}.\n",
                    words[3],
                    words[5],
                    dice.below(99)
                )
            }
        };
    }
}

fn event(number: usize) -> File {
    let mut dice = Dice::of(2, number);
    let words = words(0);
    let report = number * AN_EVENT;
    let (year, month, day) = day(report / A_DAY);
    let text = format!(
        "---\ntitle: {}\ndate: {year}-{month:02}-{day:02}\nplaces: [{}]\nactors: [{}]\ntags: [{}]\nstatus: contested\nclaims:\n  \
         - {{what: killed, value: {}, by: {}, source: report-{report}}}\n  - {{what: killed, value: about {}, by: {}, source: report-{report}}}\n---\n{}.\n",
        sentence(&mut dice, &words, 6),
        distinct(&mut dice, 'l', 2, PLACES),
        distinct(&mut dice, 'a', 3, ACTORS),
        distinct(&mut dice, 't', 4, TAGS),
        dice.below(90),
        sentence(&mut dice, &words, 2),
        dice.below(90),
        sentence(&mut dice, &words, 2),
        sentence(&mut dice, &words, 40),
    );
    (format!("content/events/{year}-{month:02}-{day:02}-e{number}.md"), text)
}

fn timeline(number: usize) -> String {
    format!(
        "---\ntitle: Timeline {number}\nsummary: One subject, told by days.\nmatch: {{tags: [t{}]}}\n---\nAn introduction.\n",
        20 + number
    )
}

fn vocabulary(kind: &str, count: usize) -> String {
    let mut text = String::new();
    for number in 0..count {
        let _ = match kind {
            "authors" => writeln!(text, "author-{number}: {{label: Author {number}}}"),
            "publishers" => {
                writeln!(text, "p{number}: {{label: Publisher {number}, hosts: [p{number}.example.net]}}")
            }
            "places" => writeln!(
                text,
                "l{number}: {{label: Place {number}, country: SY, lat: {}.5, lon: {}.25}}",
                number % 60,
                number % 120
            ),
            _ => writeln!(text, "{}{number}: {{label: {kind} {number}}}", &kind[..1]),
        };
    }
    text
}
