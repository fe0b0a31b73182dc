//! Sites of one shape and any size, the same bytes for the same size.

/// A file: its path in the site, and its bytes.
pub(crate) type File = (String, Vec<u8>);

/// Sites of one shape.
pub(crate) struct Shape {
    /// What stands on the command line.
    pub(crate) name: &'static str,
    /// Of what there are so many.
    pub(crate) unit: &'static str,
    /// All of it.
    pub(crate) whole: usize,
    /// A site of a size.
    pub(crate) make: fn(usize) -> Box<dyn Iterator<Item = File>>,
}

/// Every shape.
pub(crate) const SHAPES: &[Shape] = &[
    Shape { name: "tag", unit: "articles of one tag", whole: 50_000, make: one_tag },
    Shape { name: "day", unit: "articles of one day", whole: 5_000, make: one_day },
    Shape { name: "event", unit: "reports of one event", whole: 2_000, make: one_event },
    Shape { name: "vocabulary", unit: "terms, all used", whole: 20_000, make: vocabulary },
    Shape { name: "unused", unit: "terms, one used", whole: 20_000, make: unused },
    Shape { name: "timeline", unit: "entries of a timeline", whole: 5_000, make: timeline },
    Shape { name: "events", unit: "events of a timeline", whole: 5_000, make: events },
    Shape { name: "long", unit: "KiB of one article", whole: 1_020, make: long },
    Shape { name: "images", unit: "images", whole: 10_000, make: images },
];

/// A number with its thousands apart.
pub(crate) fn grouped(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{} {:03}", grouped(number / 1000), number % 1000) }
}

const WORDS: &str = "the of and to in a ceasefire talks said on for was with convoy that aid by from at it reported were city truce \
    has government forces been between two after which this an envoy agreement area road hospital civilians opposition shelling \
    village supplies delegation border monitors people statement officials resumed night morning district bridge crossing";

/// So many words that look random and are always the same (splitmix64, Steele and others, 2014).
fn words(seed: usize, count: usize) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut state = (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        words[((mixed ^ (mixed >> 31)) % words.len() as u64) as usize]
    };
    (0..count).map(|_| next()).collect::<Vec<_>>().join(" ")
}

/// The day of this number, in months of 28 days from 2000 on.
fn day(number: usize) -> String {
    format!("{}-{:02}-{:02}", 2000 + number / 336, number / 28 % 12 + 1, number % 28 + 1)
}

/// An article of this number, on this day, with these tags and lines of front matter.
fn article(number: usize, day: &str, tags: &str, more: &str, body: &str) -> File {
    let text = format!(
        "---\ntitle: \"{} {number}\"\nauthor: Author {}\ndate: {day}\noriginal_url: https://p{}.example.net/{number}\n\
         tags: [{tags}]\n{more}---\n{body}\n",
        words(number, 8),
        number % 40,
        number % 10,
    );
    (format!("content/articles/{}/{day}-report-{number}.md", &day[..7]), text.into_bytes())
}

/// Some 600 bytes of text.
fn text(number: usize) -> String {
    format!("{}.\n\n{}.\n", words(number + 1, 40), words(number + 2, 50))
}

/// Twenty a day.
fn one_tag(size: usize) -> Box<dyn Iterator<Item = File>> {
    Box::new((0..size).map(|number| article(number, &day(number / 20), "syria", "", &text(number))))
}

fn one_day(size: usize) -> Box<dyn Iterator<Item = File>> {
    Box::new((0..size).map(|number| article(number, &day(0), &format!("t{}", number % 50), "", &text(number))))
}

/// Twenty reports a day.
fn one_event(size: usize) -> Box<dyn Iterator<Item = File>> {
    let event = "---\ntitle: Attack on the convoy\ndate: 2000-01-01\ntags: [aid]\n---\nWhat is known.\n";
    let reports =
        (0..size).map(|number| article(number, &day(number / 20), "aid", "events: [convoy]\n", &text(number)));
    Box::new(reports.chain([("content/events/convoy.md".to_owned(), event.as_bytes().to_vec())]))
}

fn terms(size: usize) -> File {
    let lines = (0..size).map(|number| format!("t{number}: {{label: {} {number}}}\n", words(number, 2)));
    ("content/tags.yaml".to_owned(), lines.collect::<String>().into_bytes())
}

/// Twenty terms an article, each in one article.
fn vocabulary(size: usize) -> Box<dyn Iterator<Item = File>> {
    let articles = (0..size.div_ceil(20)).map(move |number| {
        let tags: Vec<String> = (number * 20..(number * 20 + 20).min(size)).map(|tag| format!("t{tag}")).collect();
        article(number, &day(number / 20), &tags.join(", "), "", &text(number))
    });
    Box::new(articles.chain([terms(size)]))
}

fn unused(size: usize) -> Box<dyn Iterator<Item = File>> {
    Box::new([article(0, &day(0), "t0", "", &text(0)), terms(size)].into_iter())
}

fn curated() -> File {
    let text =
        "---\ntitle: The truce\nsummary: One subject, told by days.\nmatch: {tags: [truce]}\n---\nAn introduction.\n";
    ("content/timelines/truce.md".to_owned(), text.as_bytes().to_vec())
}

/// Ten articles a day.
fn timeline(size: usize) -> Box<dyn Iterator<Item = File>> {
    let articles = (0..size).map(|number| article(number, &day(number / 10), "truce", "", &text(number)));
    Box::new(articles.chain([curated()]))
}

/// Ten events a day, one report for each ten.
fn events(size: usize) -> Box<dyn Iterator<Item = File>> {
    let events = (0..size).map(|number| {
        let (title, text) = (words(number + 7, 6), words(number, 40));
        let text =
            format!("---\ntitle: \"{title} {number}\"\ndate: {}\ntags: [truce]\n---\n{text}.\n", day(number / 10));
        (format!("content/events/e{number}.md"), text.into_bytes())
    });
    let articles = (0..size.div_ceil(10)).map(|number| {
        let more = format!("events: [e{}]\n", number * 10);
        article(number, &day(number), "aid", &more, &text(number))
    });
    Box::new(events.chain(articles).chain([curated()]))
}

/// One article of so many KiB, of all that Markdown has.
fn long(size: usize) -> Box<dyn Iterator<Item = File>> {
    let mut body = String::new();
    for number in 0.. {
        let part = match number % 6 {
            0 => format!("## {}\n\n", words(number, 6)),
            1 => format!("- {}\n- *{}*\n\n", words(number, 12), words(number + 1, 5)),
            2 => format!("> {}.\n\n", words(number, 20)),
            3 => format!("| a | b |\n|---|--:|\n| {} | {number} |\n\n", words(number, 9)),
            _ => format!(
                "{}, [{}](https://example.net/{number}). {}.\n\n",
                words(number, 30),
                words(number, 3),
                words(number + 3, 30)
            ),
        };
        if body.len() + part.len() > size * 1024 {
            break;
        }
        body.push_str(&part);
    }
    Box::new(std::iter::once(article(0, &day(0), "aid", "", &body)))
}

/// Twenty images an article, of some 8 KB each.
fn images(size: usize) -> Box<dyn Iterator<Item = File>> {
    let articles = (0..size.div_ceil(20)).map(move |number| {
        let images = number * 20..(number * 20 + 20).min(size);
        let body: String = images.map(|image| format!("![{}](m{image}.gif)\n\n", words(image, 4))).collect();
        article(number, &day(number / 20), "maps", "", &(text(number) + &body))
    });
    let pictures = (0..size).map(|image| {
        let month = &day(image / 20 / 20)[..7];
        (format!("content/articles/{month}/m{image}.gif"), gif())
    });
    Box::new(articles.chain(pictures))
}

/// A picture of one point, with more data than it needs.
fn gif() -> Vec<u8> {
    let mut bytes = b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02".to_vec();
    for _ in 0..32 {
        bytes.push(255);
        bytes.extend([0x44; 255]);
    }
    bytes.extend(b"\0;");
    bytes
}
