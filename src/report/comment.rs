//! The text of one comment on a pull request: what is new, changed, gone, wrong, and perhaps there twice.
//!
//! Every text of a file is a cell of a table that is written as HTML (`gate/markdown.rs`): it mentions nobody, links
//! nowhere and formats nothing.

use crate::changes::inventory::Sort;
use crate::changes::{Advice, Change, Changed, Changes, Gone, What};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::gate::markdown;
use crate::model::term::TermKind;
use crate::report::layout::{self, Section, cut};
use crate::report::{Sources, marked, suggest, summary, worst_first};
use crate::source::{SourceFile, SourcePath};

mod differ;

/// Characters of one text that are shown.
const MOST_CHARS: usize = 200;

/// Lines that are shown of what a problem should be.
const MOST_LINES: usize = 6;

/// What a comment tells.
#[derive(Debug)]
pub struct Told<'t> {
    /// What differs.
    pub changes: &'t Changes<'t>,
    /// What is wrong now and was not before.
    pub problems: &'t Diagnostics,
    /// How many problems were there before.
    pub old: usize,
    /// The files as they are now.
    pub files: &'t [SourceFile],
    /// The same, for their lines.
    pub sources: &'t Sources<'t>,
    /// Sentences about the site as a whole, of the program's own words and numbers.
    pub sentences: &'t [String],
}

/// The comment, with room for everything that GitHub takes.
#[must_use]
pub fn comment(told: &Told<'_>) -> String {
    let changes = told.changes;
    let mut out = format!("{}### digest report\n\n", markdown::mark("digest report"));
    for line in counts(changes).into_iter().chain(problems_counted(told)).chain(told.sentences.iter().cloned()) {
        out.push_str(&format!("- {line}\n"));
    }
    out.push('\n');
    let of = |sorts: &[Sort]| changes.files.iter().filter(|change| sorts.contains(&change.sort)).collect::<Vec<_>>();
    let (twice, problems): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        worst_first(told.problems).partition(|note| is_about_twice(note));
    let sections = [
        Section {
            heading: "Problems",
            columns: &["severity", "rule", "place", "problem"],
            rows: problems.into_iter().map(|note| problem(note, told)).collect(),
        },
        Section {
            heading: "Possible duplicates",
            columns: &["severity", "here", "there", "why"],
            rows: twice.into_iter().map(|note| duplicate(note, told.sources)).collect(),
        },
        Section {
            heading: "Articles",
            columns: &["", "article", "date", "places", "publisher", "archived"],
            rows: of(&[Sort::Article]).into_iter().map(|change| article(change, told.sources)).collect(),
        },
        Section {
            heading: "Events",
            columns: &["", "event", "when", "places"],
            rows: of(&[Sort::Event]).into_iter().map(|change| event(change, told.sources)).collect(),
        },
        Section {
            heading: "Timelines and pages",
            columns: &["", "kind", "title"],
            rows: of(&[Sort::Timeline, Sort::Page]).into_iter().map(|change| other(change, told.sources)).collect(),
        },
        Section {
            heading: "Tags, places, actors, authors, publishers",
            columns: &["", "kind", "key", "label"],
            rows: changes.terms.iter().map(term).collect(),
        },
        Section {
            heading: "Other files",
            columns: &["", "kind", "file"],
            rows: of(&[Sort::Vocabulary, Sort::Other]).into_iter().map(|change| other(change, told.sources)).collect(),
        },
        Section {
            heading: "Addresses that would vanish",
            columns: &["address", "what would keep it"],
            rows: changes.gone.iter().map(|gone| vanishing(gone, told.sources)).collect(),
        },
    ];
    layout::lay_out(&mut out, &sections);
    out
}

/// `articles: 1 removed, 2 added`, for everything of which something differs.
fn counts(changes: &Changes<'_>) -> Vec<String> {
    let counted = |name: &str, of: &[What]| {
        let words = What::WORDS.into_iter().filter_map(|(what, word)| {
            let count = of.iter().filter(|one| **one == what).count();
            (count > 0).then(|| format!("{count} {word}"))
        });
        let words: Vec<String> = words.collect();
        (!words.is_empty()).then(|| format!("{name}: {}", words.join(", ")))
    };
    let files = |sort: Sort| -> Vec<What> {
        changes.files.iter().filter(|change| change.sort == sort).map(|change| change.what).collect()
    };
    let terms = |kind: TermKind| -> Vec<What> {
        changes.terms.iter().filter(|term| term.kind == kind).map(|term| term.what).collect()
    };
    let sorts = [
        ("articles", Sort::Article),
        ("events", Sort::Event),
        ("timelines", Sort::Timeline),
        ("pages", Sort::Page),
        ("vocabularies", Sort::Vocabulary),
        ("other files", Sort::Other),
    ];
    let mut lines: Vec<String> = sorts.iter().filter_map(|(name, sort)| counted(name, &files(*sort))).collect();
    lines.extend(TermKind::ALL.into_iter().filter_map(|kind| counted(kind.plural(), &terms(kind))));
    if changes.files.is_empty() {
        lines.insert(0, "nothing in `content/` differs".to_owned());
    }
    lines
}

fn problems_counted(told: &Told<'_>) -> Vec<String> {
    let new = match summary(told.problems) {
        none if none.is_empty() => "no new problems".to_owned(),
        some => format!("new problems: {some}"),
    };
    let old = match told.old {
        0 => String::new(),
        1 => "; 1 that was there before is not shown".to_owned(),
        many => format!("; {many} that were there before are not shown"),
    };
    vec![format!("{new}{old}")]
}

/// Whether a note says that something may be there twice.
fn is_about_twice(note: &Diagnostic) -> bool {
    matches!(note.rule, Rule::OriginalDuplicate | Rule::TitleSimilar)
}

fn problem(note: &Diagnostic, told: &Told<'_>) -> String {
    let place = note.place.as_ref().map_or_else(String::new, |place| at(place, told.sources));
    let label = note.label.as_ref().map_or_else(String::new, |label| format!(" ({label})"));
    let mut lines = vec![cell(&format!("{}{label}", note.message))];
    lines.extend(note.help.as_deref().map(cell));
    let mended = suggest::mended(note, told.files, told.sources);
    if !note.help.as_ref().is_some_and(|help| help.contains(&mended.join("\n"))) {
        let before = std::iter::once("as it should be: ").chain(std::iter::repeat(""));
        lines.extend(before.zip(&mended).take(MOST_LINES).map(|(before, line)| format!("{before}{}", cell(line))));
    }
    if let Some((place, sentence)) = note.related.first() {
        lines.push(format!("{}: {}", at(place, told.sources), cell(sentence)));
    }
    markdown::row(&[&[note.severity.to_string()], &[cell(note.rule.name())], &[place], &lines])
}

fn duplicate(note: &Diagnostic, sources: &Sources<'_>) -> String {
    let here = note.place.as_ref().map_or_else(String::new, |place| at(place, sources));
    let there = note.related.first().map_or_else(String::new, |(place, _)| at(place, sources));
    let why: Vec<String> = std::iter::once(note.message.as_str()).chain(note.help.as_deref()).map(cell).collect();
    markdown::row(&[&[note.severity.to_string()], &[here], &[there], &why])
}

fn at(place: &Place, sources: &Sources<'_>) -> String {
    let at = marked(sources, place).0;
    cell(&format!("{}:{}:{}", sources.in_repository(&place.file), at.line, at.column))
}

fn article(change: &Change<'_>, sources: &Sources<'_>) -> String {
    let document = change.document;
    let archived = document.map_or_else(String::new, |document| match document.copies {
        _ if document.withdrawn.is_some() => String::new(),
        0 => "no".to_owned(),
        1 => "yes".to_owned(),
        many => format!("{many} copies"),
    });
    let places: Vec<String> = document.map_or_else(Vec::new, |document| listed(&document.places));
    let date = document.and_then(|document| document.date.as_deref()).map_or_else(String::new, cell);
    let publisher = document.and_then(|document| document.publisher.as_deref()).map_or_else(String::new, cell);
    let title = differ::lines(change, sources);
    markdown::row(&[&[change.what.word().to_owned()], &title, &[date], &places, &[publisher], &[archived]])
}

fn event(change: &Change<'_>, sources: &Sources<'_>) -> String {
    let document = change.document;
    let when = document.and_then(|document| document.date.as_deref()).map_or_else(String::new, cell);
    let places: Vec<String> = document.map_or_else(Vec::new, |document| listed(&document.places));
    markdown::row(&[&[change.what.word().to_owned()], &differ::lines(change, sources), &[when], &places])
}

fn other(change: &Change<'_>, sources: &Sources<'_>) -> String {
    let kind = change.sort.word().to_owned();
    markdown::row(&[&[change.what.word().to_owned()], &[kind], &differ::lines(change, sources)])
}

fn term(term: &Changed<'_>) -> String {
    let mut lines = vec![cell(term.label)];
    differ::differences(&mut lines, &term.differences);
    let kind = term.kind.singular().to_owned();
    markdown::row(&[&[term.what.word().to_owned()], &[kind], &[cell(term.key.as_str())], &lines])
}

fn vanishing(gone: &Gone<'_>, sources: &Sources<'_>) -> String {
    let file = |path: &SourcePath| cell(&sources.in_repository(path));
    let advice = match gone.advice {
        Advice::Alias(path) => {
            vec![format!("{} in {}", cell(&format!("aliases: [\"{}\"]", gone.route)), file(path))]
        }
        Advice::Withdraw(path) => vec![format!("{} in {} instead of removing it", cell("withdrawn:"), file(path))],
        Advice::Nothing => vec!["nothing is listed there any more".to_owned()],
    };
    markdown::row(&[&[cell(gone.route.as_str())], &advice])
}

/// A list of names, cut where it is long.
fn listed(names: &[String]) -> Vec<String> {
    const MOST: usize = 4;
    let mut lines: Vec<String> = names.iter().take(MOST).map(|name| cell(name)).collect();
    if names.len() > MOST {
        lines.push(format!("and {} more", names.len() - MOST));
    }
    lines
}

/// A text of a file, as it may stand in the comment.
fn cell(text: &str) -> String {
    cut(text, MOST_CHARS)
}
