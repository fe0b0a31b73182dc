//! Front matter: `---` lines, YAML between them, and the heads of the four kinds of documents. All mistakes of a file are noted in one run.

use crate::diagnostic::{Diagnostics, Rule, Span};
use crate::gate::slug::Slug;
use crate::keys::{self, Keys};
use crate::model::article::{Head, Written};
use crate::model::date::Day;
use crate::model::event::EventHead;
use crate::model::page::PageHead;
use crate::model::timeline::TimelineHead;
use crate::source::{SourceFile, SourcePath};

use super::Read;
use super::fields::Reader;
use super::fields::table::Table;
use super::file_names;
use super::yaml::pieces::{self, Pieces};

mod article;
mod authors;
mod event;
mod limits;
mod nested;
mod opening;
mod plain;
pub mod split;
mod stand_in;

use split::Split;

/// The most characters of a summary: what a list shows, and more than a card does.
const MOST_SUMMARY: usize = 300;

/// What becomes of drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// They are left out, so what they lack is a warning.
    LeftOut,
    /// They are published like the rest.
    Published,
}

/// Whether everything a document cannot do without was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whole {
    Yes,
    /// Something stands in for what is missing.
    No,
}

impl From<bool> for Whole {
    fn from(yes: bool) -> Self {
        if yes { Whole::Yes } else { Whole::No }
    }
}

/// Reads an article.
pub fn article(notes: &mut Diagnostics, file: &SourceFile, drafts: Drafts) -> Option<Read<Head>> {
    document(notes, (file, drafts), &keys::article::ARTICLE, article::head)
}

/// Reads an event.
pub fn event(notes: &mut Diagnostics, file: &SourceFile, drafts: Drafts) -> Option<Read<EventHead>> {
    document(notes, (file, drafts), &keys::event::EVENT, event::head)
}

/// Reads a curated timeline.
pub fn timeline(notes: &mut Diagnostics, file: &SourceFile, drafts: Drafts) -> Option<Read<TimelineHead>> {
    document(notes, (file, drafts), &keys::plain::TIMELINE, plain::timeline)
}

/// Reads a plain page.
pub fn page(notes: &mut Diagnostics, file: &SourceFile, drafts: Drafts) -> Option<Read<PageHead>> {
    document(notes, (file, drafts), &keys::plain::PAGE, plain::page)
}

/// What the reader of one kind is given: the keys, and where the front matter ends.
struct Top<'n> {
    table: Table<'n>,
    split: Split,
    draft: bool,
}

fn document<H>(
    notes: &mut Diagnostics,
    (file, drafts): (&SourceFile, Drafts),
    keys: &'static Keys,
    head: impl FnOnce(&mut Reader<'_>, &Top<'_>) -> Option<(H, Whole)>,
) -> Option<Read<H>> {
    let mut own = Diagnostics::default();
    let mut reader = Reader::new(&mut own, file);
    let (split, problem) = match split::split(file, keys) {
        Ok((split, problem)) => (Some(split), problem),
        Err(problem) => (None, Some(problem)),
    };
    if let Some(problem) = problem {
        reader.problem(problem);
    }
    let read = split.map(|split| {
        let pieces = load(&mut reader, split);
        let table = reader.top(keys, &pieces, split.close);
        limits::check(&mut reader, keys, &table);
        let draft = table.get("draft").and_then(|node| reader.flag("draft", node)).unwrap_or(false);
        let top = Top { table, split, draft };
        let head = head(&mut reader, &top);
        (head, top.draft, split.body)
    });
    let (head, draft, body) = read.unwrap_or((None, false, Span::default()));
    // What a draft lacks does not stop a build that leaves it out.
    if draft && drafts == Drafts::LeftOut {
        own.soften();
    }
    notes.append(own);
    head.map(|(head, whole)| Read { head, body, whole: whole == Whole::Yes })
}

fn load(reader: &mut Reader<'_>, split: Split) -> Pieces {
    reader.characters(split.front);
    let pieces = pieces::read(reader.source(split.front), split.front.start);
    for (key, node) in &pieces.entries {
        reader.escaped_key(key);
        reader.escapes(node);
    }
    pieces
}

/// The file's name without its extension, cut into the date it begins with and the rest.
fn dated_stem(path: &SourcePath) -> (Option<Day>, &str) {
    let stem = path.stem();
    let Some((date, rest)) = stem.split_at_checked(10) else {
        return (None, stem);
    };
    let mut shape = date.bytes().zip(*b"dddd-dd-dd");
    let is_date = shape.all(|(byte, shape)| if shape == b'd' { byte.is_ascii_digit() } else { byte == b'-' });
    // A space after the date is a slip, and no reason to write the date twice into an address.
    match rest.strip_prefix(['-', ' ', '_']) {
        Some(slug) if is_date && !slug.is_empty() => (Day::parse_iso(date), slug),
        _ if is_date && rest.is_empty() => (Day::parse_iso(date), stem),
        _ => (None, stem),
    }
}

/// The slug that a file's name gives: its stem without the date.
pub(super) fn stem_slug(path: &SourcePath) -> Option<Slug> {
    Slug::of(dated_stem(path).1)
}

/// The slug as `slug:` says, else from the file's name.
fn slug(reader: &mut Reader<'_>, top: &Top<'_>) -> Option<(Slug, Span)> {
    if let Some(node) = top.table.get("slug") {
        return reader.slug("slug", node).map(|slug| (slug, node.span));
    }
    let (day, stem) = dated_stem(&reader.file.path);
    // A file that has to be renamed gets its address with the new name.
    let renamed = file_names::is_faulty(&reader.file.path);
    let Some(slug) = Slug::of(stem) else {
        if renamed {
            return None;
        }
        reader
            .note(Rule::SlugInvalid, Span::default(), "the file's name has no letter or digit to make an address of")
            .help("rename the file, or write `slug: some-words`");
        return None;
    };
    // A `slug` whose value is broken is there all the same.
    let whole = reader.file.path.stem();
    let is_dashed = whole == stem || day.is_none_or(|day| whole == format!("{day}-{stem}"));
    let is_plain = plain_name(stem) && is_dashed;
    if !(renamed || is_plain || top.table.has("slug")) {
        reader
            .note(Rule::SlugDiffers, Span::default(), format!("the address of this file is `{slug}`"))
            .help(match day.filter(|_| !is_dashed) {
                Some(day) => format!("name the file `{day}-{slug}.md`, or write `slug: {slug}`"),
                None => format!("write `slug: {slug}`, or name the file so"),
            })
            .fix(top.split.close.start..top.split.close.start, format!("slug: {slug}{}", top.split.line_end));
    }
    Some((slug, Span::default()))
}

/// Whether a name becomes a slug by nothing but case and Unicode form.
fn plain_name(stem: &str) -> bool {
    use unicode_normalization::UnicodeNormalization as _;
    let lower: String = stem.nfc().flat_map(char::to_lowercase).nfc().collect();
    Slug::exact(&lower).is_ok()
}

fn title(reader: &mut Reader<'_>, top: &Top<'_>) -> Option<Written> {
    let title = top.table.get("title").and_then(|node| reader.text("`title`", node))?;
    if is_shouted(&title.text) {
        reader
            .note(Rule::TitleCapitals, title.span, "the title is in capitals")
            .help("write it as in running text; names and abbreviations such as `UN` keep their capitals");
    }
    Some(title)
}

/// Whether a title is all capitals, and not by its abbreviations alone: `UN, EU, OSCE`.
fn is_shouted(title: &str) -> bool {
    let capitals = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
    let mut words = title.split_whitespace();
    !title.chars().any(char::is_lowercase)
        && capitals(title) >= 10
        && words.clone().count() > 1
        && words.any(|word| capitals(word) > 5)
}

/// Plain text for lists and cards.
fn summary(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<String> {
    let written = table.get("summary").and_then(|node| reader.text("`summary`", node))?;
    let length = written.text.chars().count();
    if length > MOST_SUMMARY {
        let span = reader.first_line(written.span);
        reader
            .note(Rule::SummaryLong, span, format!("the summary has {length} characters; {MOST_SUMMARY} are the most"))
            .help("lists and cards show no more: keep the most important sentence");
    }
    Some(written.text)
}

fn text(reader: &mut Reader<'_>, table: &Table<'_>, key: &str) -> Option<String> {
    table.get(key).and_then(|node| reader.text(&format!("`{key}`"), node)).map(|written| written.text)
}

fn texts(reader: &mut Reader<'_>, table: &Table<'_>, key: &str, item: &str) -> Vec<Written> {
    table.get(key).map(|node| reader.texts(key, item, node)).unwrap_or_default()
}

fn flag(reader: &mut Reader<'_>, table: &Table<'_>, key: &str) -> bool {
    table.get(key).and_then(|node| reader.flag(key, node)).unwrap_or(false)
}

#[cfg(test)]
mod tests;
