//! `digest report`: the text of one comment on a pull request, from what `content/` was and what it is.

use std::path::Path;

use anyhow::Result;

use crate::changes::inventory::Inventory;
use crate::changes::{Changes, State};
use crate::cli::build::{counted, size};
use crate::cli::check::is_of_judge;
use crate::cli::site::{Site, Wish};
use crate::cli::terminal::Terminal;
use crate::cli::{Rigour, Status, day, only, status};
use crate::config::Layout;
use crate::diagnostic::Diagnostics;
use crate::memory::Memory;
use crate::model::Digest;
use crate::model::date::Day;
use crate::pipeline::{self, Inputs};
use crate::plan::Page;
use crate::report::Sources;
use crate::report::comment::{Told, comment};
use crate::report::human::human;
use crate::since::{self, Before};
use crate::source::revision::Revision;
use crate::source::{self, Folder};

use scales::{Scales, Weight};

mod scales;

/// What `digest report` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The comment is Markdown for GitHub, on standard output. site.toml and the theme are those of the folder at hand, only \
the content is read at the two revisions. Nothing is fetched and nothing is written.

Exit status: 0 when the change brings no error, 1 when the content has errors that were not there at --base (the comment \
is whole all the same), 2 when there is no such revision or no such site, 70 for a fault of the program.")]
pub(super) struct Args {
    /// The revision of git that the change is compared with, such as origin/main
    #[arg(long, value_name = "REV")]
    base: String,
    /// The revision that holds the change [default: the folder as it is, untracked files too]
    #[arg(long, value_name = "REV")]
    head: Option<String>,
    /// The day from which a date lies in the future [default: the system's]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Day>,
}

/// A state of the site, read, checked and drawn.
struct Surveyed {
    inputs: Inputs,
    inventory: Inventory,
    notes: Diagnostics,
    memory: Memory,
    /// Whether it could be drawn.
    drawn: Result<()>,
    /// What was drawn; nothing when the content has errors or the theme fails.
    scales: Option<Scales>,
}

impl Surveyed {
    fn state(&self) -> State<'_> {
        State { files: &self.inputs.content.files, inventory: &self.inventory }
    }
}

/// Compares and reports.
pub(super) fn run(terminal: &Terminal, root: Option<&Path>, args: &Args) -> Result<Status> {
    let mut site = Site::open(root)?;
    let Some(config) = site.config.take() else {
        terminal.print(&human(&site.notes, &Sources::new([&site.toml]), terminal.note_paint()));
        return Ok(status(&site.notes, Rigour::Usual));
    };
    let base = Revision::open(&site.root, &args.base)?;
    let head = args.head.as_deref().map(|head| Revision::open(&site.root, head)).transpose()?;
    let theme = site.themes(terminal, &config.theme)?;
    let wish = Wish { base_url: None, drafts: false, layout: Layout::Hosted, today: args.today };
    let inputs = |content: Folder| site.inputs(&config, theme.clone(), content, &wish);
    let before = survey(inputs(base.read("content", &[])?)?, &Memory::default(), None);
    let content = match &head {
        Some(head) => head.read("content", &before.inputs.content.files)?,
        None => source::read(&site.root, "content")?,
    };
    let now = survey(inputs(content)?, &before.memory, before.scales.as_ref());
    let (problems, old) = problems(&before, &now);
    let changes = Changes::between(before.state(), now.state());
    let files = &now.inputs.content.files;
    let sources = Sources::new(files).under(base.prefix());
    let sentences = sentences(&before, &now, &changes);
    let told = Told { changes: &changes, problems: &problems, old, files, sources: &sources, sentences: &sentences };
    terminal.result(&comment(&told))?;
    now.drawn?;
    Ok(status(&problems, Rigour::Usual))
}

/// Reads, checks and draws a state. Pages that are what they were `before` are not drawn again, but weighed.
fn survey(inputs: Inputs, memory: &Memory, before: Option<&Scales>) -> Surveyed {
    let mut scales = Scales::beside(before);
    let look = |digest: &Digest, pages: &[Page]| {
        let pages = pages.iter().map(|page| (&page.route, page.place.as_ref().map(|place| &place.file)));
        let images = digest
            .articles
            .iter()
            .flat_map(|article| article.attachments.iter().map(|image| (&image.route, Some(&article.head.source))));
        Inventory::of(digest, pages.chain(images))
    };
    let (notes, memory, drawn, inventory) = pipeline::survey(&inputs, memory, &mut scales, look);
    let is_whole = drawn.is_ok() && !notes.has_errors();
    let scales = is_whole.then_some(scales);
    Surveyed { inputs, inventory, notes, memory, drawn: drawn.map(drop), scales }
}

/// What is wrong now and was not before, and how much was.
fn problems(before: &Surveyed, now: &Surveyed) -> (Diagnostics, usize) {
    let then = only(&before.notes, |note| !is_of_judge(note.rule));
    let files = &now.inputs.content.files;
    let known = Before::new(&since::State { files: &before.inputs.content.files, notes: &then }, files);
    let mut is_known = known.knows(&since::State { files, notes: &now.notes }).into_iter();
    let mut fresh = only(&now.notes, |_| !is_known.next().unwrap_or_default());
    known.blame(&mut fresh);
    let old = now.notes.notes().len() - fresh.notes().len();
    (fresh.in_order(), old)
}

/// What becomes of the site as a whole.
fn sentences(before: &Surveyed, now: &Surveyed, changes: &Changes<'_>) -> Vec<String> {
    let weighed = |weight: &Weight| format!("{}, {}", counted(weight.pages, "page"), size(weight.bytes));
    let (was, is) = (before.scales.as_ref().map(Scales::weight), now.scales.as_ref().map(Scales::weight));
    let mut sentences = match (&was, &is) {
        (_, None) => {
            vec!["the site cannot be built: its size and addresses are known when the errors are mended".to_owned()]
        }
        (None, Some(is)) => {
            vec![format!("the site: {}; as it was, it could not be built and cannot be compared", weighed(is))]
        }
        (Some(was), Some(is)) if was == is => vec![format!("the site: {}, as before", weighed(is))],
        (Some(was), Some(is)) => {
            let differs = size(is.bytes.abs_diff(was.bytes));
            let how = if is.bytes < was.bytes { "less" } else { "more" };
            vec![format!("the site: {}; before: {}; {differs} {how}", weighed(is), weighed(was))]
        }
    };
    if was.is_some() && is.is_some() {
        let besides = match changes.gone_besides {
            0 => String::new(),
            number => format!(", and of {} that no reader opens", counted(number, "file")),
        };
        sentences.push(match (changes.gone.len(), changes.gone_besides) {
            (0, 0) => "no address vanishes".to_owned(),
            (0, number) => format!("addresses that would vanish: {} that no reader opens", counted(number, "file")),
            (pages, _) => format!("addresses that would vanish: of {}{besides}", counted(pages, "page")),
        });
    }
    sentences
}
