//! `digest build`: check, render, publish.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;

use crate::cli::past;
use crate::cli::site::{Site, Wish};
use crate::cli::terminal::{Terminal, Volume};
use crate::cli::{Rigour, Status, day, only, status};
use crate::config::{Config, Layout};
use crate::diagnostic::{Diagnostics, Severity};
use crate::memory::ended::Ended;
use crate::memory::{Front, Key, Recall as _, Written};
use crate::model::date::Day;
use crate::pipeline::{self, Built, Drawn, Inputs, Rest};
use crate::publish::{self, Published, Publisher, Target};
use crate::report::Sources;
use crate::report::human::human;
use crate::source::stat::Moment;

use room::{Room, Ways};

mod room;

/// What `digest build` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to publish into [default: the site's `output`, else public]
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Where the site will be served, instead of site.toml's base_url
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Build drafts too
    #[arg(long)]
    drafts: bool,
    /// Make a folder that is read without a host, from a disk or an unpacked archive [default output: portable]
    #[arg(long)]
    portable: bool,
    /// The manifest.json of the published site, whose addresses must stay [default: that of the output folder]
    #[arg(long, value_name = "FILE")]
    published: Option<PathBuf>,
    /// Forget what earlier builds remembered
    #[arg(long)]
    clean: bool,
    /// The day from which a date lies in the future [default: the system's]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Day>,
}

/// A build that draws fewer files than this one should be over at once.
const FEW: usize = 1_000;

/// Builds and publishes; where the content has errors, nothing is published.
pub(super) fn run(terminal: &Terminal, root: Option<&Path>, args: &Args) -> Result<Status> {
    let start = Instant::now();
    let mut site = Site::open(root)?;
    let Some(config) = site.config.take() else {
        print(terminal, &site.notes, &Sources::new([&site.toml]));
        return Ok(status(&site.notes, Rigour::Usual));
    };
    if args.clean {
        terminal.detail("Nothing is remembered from earlier builds.");
    }
    let (layout, out) = whither(args, &site, &config);
    let wish = Wish { base_url: args.base_url.as_deref(), drafts: args.drafts, layout, today: args.today };
    let theme = site.themes(terminal, &config.theme)?;
    let key = site.key(&theme, &wish);
    // The site is locked before anything is read: of two builds, the one that read first could publish last.
    let target = Target::open(&site.root, &out, layout)?;
    let moment = target.moment();
    let recall = || recalled(args, &site.root, key);
    let ((before, last), listed) = rayon::join(recall, || site.listed());
    let content = site.content(terminal, listed?, &last.known)?;
    let mut inputs = site.inputs(&config, theme, content, &wish)?;
    let work = Work { terminal, args, key, target, moment, before, last };
    let mut publisher = Publisher::new(&work.target, &work.last.standing);
    let mut built = work.built(&mut inputs, &mut publisher)?;

    let notes = together(site.notes, std::mem::take(&mut built.notes));
    print(terminal, &notes, &Sources::new(std::iter::once(&site.toml).chain(&inputs.content.files)));
    let drawn = std::mem::replace(&mut built.drawn, Ok(Drawn::default()))?;
    if notes.has_errors() {
        terminal.say("Nothing was published.");
        return Ok(status(&notes, Rigour::Usual));
    }
    let summary = Summary::of(&built.ended, &drawn);
    let Done { published, room, ended } = work.publish(publisher, built, &inputs, drawn.drawn)?;
    terminal.detail(&format!("Published into {}.", work.target.folder().display()));
    let ways = Ways { config: &config, taken_in: &ended.taken_in, styled: drawn.styled };
    room.told(&ways, terminal.volume(), terminal.note_paint()).iter().for_each(|text| terminal.print(text));
    terminal.say(&sentence(&summary, &published, &out, start.elapsed().as_secs_f64()));
    // All is done; what was known goes with the process, and nobody takes it apart.
    std::mem::forget((work.before, work.last, inputs, ended));
    Ok(status(&notes, Rigour::Usual))
}

/// A build in the middle of its work.
struct Work<'w> {
    terminal: &'w Terminal,
    args: &'w Args,
    key: Key,
    target: Target,
    /// When nothing had been read yet.
    moment: Moment,
    /// What is remembered of the last build.
    before: Written,
    last: Front,
}

/// What a build came to.
struct Done {
    published: Published,
    room: Room,
    /// How it ended.
    ended: Ended,
}

impl Work<'_> {
    /// The site as it was built the last time, where nothing is another, else as it is built now.
    fn built(&self, inputs: &mut Inputs, publisher: &mut Publisher<'_>) -> Result<Built> {
        let published = || {
            let standing = || Ok(self.target.published()?.cloned());
            past::published(self.terminal, self.args.published.as_deref(), standing)
        };
        let is_left = self.args.published.is_none() && self.target.is_left(&self.last.standing);
        if !is_left {
            inputs.published = published()?;
        }
        if let Some(built) = pipeline::again::again(inputs, &self.last.ended, publisher)? {
            return Ok(built);
        }
        if is_left {
            // What the manifest says is needed only now; it is read through beside what is remembered of the content.
            let (published, _) = rayon::join(published, || (self.before.memo(), self.before.checked()));
            inputs.published = published?;
        }
        Ok(pipeline::build(inputs, &self.before, publisher))
    }

    /// Publishes what was built, and remembers it.
    fn publish(&self, publisher: Publisher<'_>, built: Built, inputs: &Inputs, drawn: usize) -> Result<Done> {
        let Built { ended, memory, ledger, rest, .. } = built;
        let mut room = Room::default();
        // The memory is that of the site as it is published; a folder to take away is made anew each time.
        let memory = memory.filter(|_| !self.args.portable);
        let publish = || publisher.publish(ledger, &mut |address, bytes| room.add(address, bytes));
        let note = || memory.map(|memory| self.target.note(memory));
        let (published, noted) = finish(publish, note, rest, drawn);
        let (published, left) = published?;
        let known = self.last.known.after(&inputs.content.files, self.moment);
        let is_new = noted.is_some() || left.is_some() || known != self.last.known;
        if self.args.portable || !is_new {
            return Ok(Done { published, room, ended });
        }
        let now = Front { known, ended, standing: left.unwrap_or_else(|| self.last.standing.clone()) };
        // Where nothing was drawn, what was remembered is handed on.
        let noted = noted.unwrap_or_else(|| self.target.hand_on(&self.before, self.key));
        let kept = noted.and_then(|noted| self.target.remember(noted, self.key, &now));
        let complain = |error| self.terminal.say(&format!("The next build will draw everything again: {error:#}."));
        kept.unwrap_or_else(complain);
        Ok(Done { published, room, ended: now.ended })
    }
}

/// What is remembered of the last build.
fn recalled(args: &Args, root: &Path, key: Key) -> (Written, Front) {
    let is_fresh = args.clean || args.portable;
    let before = if is_fresh { Written::default() } else { publish::recall(root, key) };
    let front = before.front();
    (before, front)
}

/// Publishes, and writes down what is to be remembered: at once where little was drawn; else it is memory that matters, and one
/// thing comes after the other.
fn finish<P: Send, N: Send>(
    publish: impl FnOnce() -> P + Send,
    note: impl FnOnce() -> N + Send,
    rest: Rest,
    drawn: usize,
) -> (P, N) {
    if drawn < FEW {
        let done = rayon::join(publish, note);
        // It goes with the process.
        std::mem::forget(rest);
        return done;
    }
    drop(rest);
    let noted = note();
    (publish(), noted)
}

/// What there is to say of site.toml and of all else, in order.
fn together(mut own: Diagnostics, others: Diagnostics) -> Diagnostics {
    own.append(others);
    own.in_order()
}

/// For whom the site is built, and the folder that it goes into.
fn whither(args: &Args, site: &Site, config: &Config) -> (Layout, PathBuf) {
    let layout = if args.portable { Layout::Portable } else { Layout::Hosted };
    // A portable site never goes by itself where the published one is.
    let usual = || if args.portable { site.root.join("portable") } else { site.output(config) };
    (layout, args.output.clone().unwrap_or_else(usual))
}

/// Prints notes beside the result; a quiet program has only errors to say.
pub(super) fn print(terminal: &Terminal, notes: &Diagnostics, sources: &Sources<'_>) {
    let paint = terminal.note_paint();
    let text = if terminal.volume() == Volume::Quiet {
        human(&only(notes, |note| note.severity == Severity::Error), sources, paint)
    } else {
        human(notes, sources, paint)
    };
    terminal.print(&text);
}

/// What a site is made of, for the last line.
struct Summary {
    articles: usize,
    events: usize,
    pages: usize,
    /// Files that were drawn.
    drawn: usize,
}

impl Summary {
    fn of(ended: &Ended, drawn: &Drawn) -> Summary {
        Summary { articles: ended.articles, events: ended.events, pages: drawn.pages, drawn: drawn.drawn }
    }
}

fn sentence(summary: &Summary, published: &Published, out: &Path, seconds: f64) -> String {
    format!(
        "Published {}, {}: {}, {}, {} into {} ({} drawn, {} written, {} removed, {seconds:.2} s).",
        counted(summary.articles, "article"),
        counted(summary.events, "event"),
        counted(summary.pages, "page"),
        counted(published.files, "file"),
        size(published.bytes),
        out.join("").display(),
        grouped(summary.drawn),
        grouped(published.written),
        grouped(published.removed),
    )
}

pub(super) fn counted(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// A number with its thousands apart, as SI writes it: `1 003`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

pub(super) fn size(bytes: u64) -> String {
    // One decimal is all that is shown, so the loss of precision past 2^53 is not.
    let bytes_as_float = bytes as f64;
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes_as_float / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes_as_float / 1e6),
        _ => format!("{:.1} GB", bytes_as_float / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_003), "1 003");
        assert_eq!(grouped(1_234_567), "1 234 567");
        assert_eq!(counted(1, "page"), "1 page");
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(5_149_000), "5.1 MB");
    }
}
