//! The room that a site takes of what a host gives: by kind of page, how long it will last, and what would make it smaller.
//! Plain numbers in, lines out.

use std::collections::BTreeMap;

use crate::cli::build::{counted, size};
use crate::cli::terminal::Volume;
use crate::config::Config;
use crate::model::date::Day;
use crate::model::term::TermKind;
use crate::report::paint::{Ink, Paint};

use kind::{Kind, Part, place};
use pace::Pace;

mod kind;
mod pace;

/// What GitHub's documentation gives a published site: 1 GB. It does not say which; this is the smaller.
const MOST: u64 = 1_000_000_000;

/// From how many hundredths of it on a site is told unasked.
const TELL: u64 = 80;

/// What saves less than a hundredth of the site is no help.
const HELP: u64 = 100;

/// How much room the files of a site take.
#[derive(Debug, Default)]
pub(super) struct Room {
    parts: BTreeMap<(Kind, Part), Size>,
    /// Bytes of the style sheet.
    style: u64,
}

/// Files, and their bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    files: usize,
    bytes: u64,
}

/// What must be known of a site besides the sizes of its files.
#[derive(Debug)]
pub(super) struct Ways<'s> {
    /// What could be set otherwise.
    pub(super) config: &'s Config,
    /// When each article was taken in.
    pub(super) taken_in: &'s [Day],
    /// Pages that carry the style sheet.
    pub(super) styled: usize,
}

/// How full a host is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fill {
    /// There is room for long.
    Roomy,
    /// It should be looked at.
    Nearly,
    /// There is more than the host gives.
    Over,
}

impl Room {
    /// Counts a file of the site by its address.
    pub(super) fn add(&mut self, address: &str, bytes: u64) {
        let size = self.parts.entry(place(address)).or_default();
        *size = Size { files: size.files + 1, bytes: size.bytes + bytes };
        if address == "/style.css" {
            self.style = bytes;
        }
    }

    /// What people are told: unasked where there is little room left, and else those who asked for more.
    pub(super) fn told(&self, ways: &Ways<'_>, volume: Volume, paint: Paint) -> Option<String> {
        let (head, loud) = match self.fill() {
            Fill::Roomy => ("room".to_owned(), Volume::Verbose),
            Fill::Nearly | Fill::Over => (paint.ink(Ink::Warning, "warning"), Volume::Normal),
        };
        (volume >= loud).then(|| {
            // Names, numbers and dates of ours: nothing in these lines was written by others.
            let details: String = self.details(ways).iter().map(|line| format!("  {line}\n")).collect();
            format!("{head}: {}\n{details}", self.sentence())
        })
    }

    /// How full the host is.
    fn fill(&self) -> Fill {
        let bytes = self.all().bytes;
        match bytes {
            _ if bytes > MOST => Fill::Over,
            _ if bytes * 100 >= MOST * TELL => Fill::Nearly,
            _ => Fill::Roomy,
        }
    }

    /// How much the site takes of what it may, in a sentence without its full stop.
    fn sentence(&self) -> String {
        let Size { files, bytes } = self.all();
        let (site, files) = (size(bytes), counted(files, "file"));
        let most = "that GitHub Pages gives a site";
        match self.fill() {
            Fill::Over => format!(
                "the site takes {site} in {files}, {} more than the 1 GB {most}: GitHub may refuse to publish it",
                size(bytes - MOST)
            ),
            _ => format!("the site takes {site} in {files}, {} of the 1 GB {most}", percent(bytes, MOST)),
        }
    }

    /// What takes the room, how long it will last, and what would make the site smaller: lines for people.
    fn details(&self, ways: &Ways<'_>) -> Vec<String> {
        let whole = self.all();
        let mut lines = vec!["what takes the room:".to_owned()];
        for (name, sum) in self.table() {
            let (share, files) = (percent(sum.bytes, whole.bytes), counted(sum.files, "file"));
            lines.push(format!("  {name:27} {:>10} {share:>10}  {files}", size(sum.bytes)));
        }
        lines.extend(Pace::of(ways.taken_in).and_then(|pace| pace.sentence(whole.bytes, MOST)));
        let help = self.help(ways);
        if !help.is_empty() {
            lines.push("what would make it smaller, each by itself:".to_owned());
            lines.extend(help.into_iter().map(|(way, saves)| format!("  {way:27} {saves}")));
        }
        lines
    }

    fn all(&self) -> Size {
        self.sum(|_, _| true)
    }

    fn sum(&self, counts: impl Fn(Kind, Part) -> bool) -> Size {
        let parts = self.parts.iter().filter(|((kind, part), _)| counts(*kind, *part));
        parts.fold(Size::default(), |sum, (_, size)| Size {
            files: sum.files + size.files,
            bytes: sum.bytes + size.bytes,
        })
    }

    /// What takes the room, the largest first, and of two alike the first by name. Each file stands in one row.
    fn table(&self) -> Vec<(&'static str, Size)> {
        let mut rows: BTreeMap<&'static str, Size> = BTreeMap::new();
        for ((kind, part), size) in &self.parts {
            let row = rows.entry(part.name().unwrap_or(kind.name())).or_default();
            *row = Size { files: row.files + size.files, bytes: row.bytes + size.bytes };
        }
        let mut rows: Vec<(&'static str, Size)> = rows.into_iter().collect();
        rows.sort_by_key(|(name, size)| (std::cmp::Reverse(size.bytes), *name));
        rows
    }

    /// What to write in site.toml, and what it saves. What takes no address from a reader comes first.
    fn help(&self, ways: &Ways<'_>) -> Vec<(String, String)> {
        let least = self.all().bytes / HELP;
        let less = |bytes: u64| format!("{:>10} less", size(bytes));
        let mut help = Vec::new();
        // The sheet that pages would link is published as it is.
        let inlined = self.style * ways.styled as u64;
        if inlined > least {
            help.push(("inline_css = false".to_owned(), less(inlined)));
        }
        let feeds = self.sum(|_, part| part == Part::Feed).bytes;
        if feeds > least {
            let part = format!("{:>10} in all feeds, a part of it less", size(feeds));
            help.push((format!("[feeds] entries below {}", ways.config.feeds.entries), part));
        }
        let of_terms = |kind: Kind| kind == Kind::Timelines || matches!(kind, Kind::Terms(_));
        let feeds = self.sum(|kind, part| part == Part::Feed && of_terms(kind)).bytes;
        if feeds > least {
            help.push(("[feeds] terms = false".to_owned(), less(feeds)));
        }
        let mut kinds: Vec<(u64, &str)> = KINDS.iter().map(|(name, has)| (self.sum(has).bytes, *name)).collect();
        kinds.sort_by_key(|(bytes, name)| (std::cmp::Reverse(*bytes), *name));
        let kinds = kinds.into_iter().filter(|(bytes, _)| *bytes > least);
        help.extend(kinds.map(|(bytes, name)| (format!("[pages] {name} = false"), less(bytes))));
        help
    }
}

type Has = fn(Kind, Part) -> bool;

/// The keys of `[pages]`, and which files go with each.
const KINDS: [(&str, Has); 9] = [
    ("days", |kind, _| kind == Kind::Days),
    ("tags", |kind, _| kind == Kind::Terms(TermKind::Tag)),
    ("places", |kind, _| kind == Kind::Terms(TermKind::Place)),
    ("actors", |kind, _| kind == Kind::Terms(TermKind::Actor)),
    ("authors", |kind, _| kind == Kind::Terms(TermKind::Author)),
    ("publishers", |kind, _| kind == Kind::Terms(TermKind::Publisher)),
    ("events", |kind, _| kind == Kind::Events),
    ("timelines", |kind, part| kind == Kind::Timelines || part == Part::Timeline),
    ("search", |kind, _| kind == Kind::Search),
];

/// A share in hundredths, rounded down, so that nothing is called full that is not.
fn percent(part: u64, whole: u64) -> String {
    match part.saturating_mul(100) / whole.max(1) {
        0 if part > 0 => "under 1 %".to_owned(),
        share => format!("{share} %"),
    }
}

#[cfg(test)]
mod tests;
