//! Heads: the front matter of every file, all files at once.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Place, Rule};
use crate::source::SourceFile;

use super::front_matter::{self, Drafts};
use super::kinds::{self, Kind};
use super::memo::{Blob, Memo};
use super::{Options, Parsed1, fault};

/// What was read of the heads of all files, each list in their order.
pub(super) struct Heads {
    pub(super) heads: Vec<Option<Parsed1>>,
    /// Slugs of documents that lack what they cannot do without.
    pub(super) lost: BTreeSet<String>,
    /// What to remember of them.
    pub(super) blobs: Vec<Option<Blob>>,
}

/// What is said of one head, the head, and what to remember of both.
type Once = (Diagnostics, Option<Parsed1>, Option<Blob>);

/// The heads of all files.
pub(super) fn heads(
    notes: &mut Diagnostics,
    files: &[SourceFile],
    config: &Config,
    options: Options<'_>,
    memo: &Memo,
) -> Heads {
    let drafts = if options.drafts { Drafts::Published } else { Drafts::LeftOut };
    let read: Vec<Once> = files.par_iter().map(|file| once(file, drafts, memo)).collect();
    let mut found = Heads { heads: Vec::with_capacity(files.len()), lost: BTreeSet::new(), blobs: Vec::new() };
    for (file, (mut more, mut head, blob)) in files.iter().zip(read) {
        if file.path.extension() == "md" && !head.as_ref().is_some_and(Parsed1::is_whole) {
            found.lost.extend(front_matter::stem_slug(&file.path).map(|slug| slug.to_string()));
            // Where no error holds the build, the document is left out: what stands in for a value is never published. That
            // is so in drafts alone, since no site can lower the rules that say what is missing (`Guard::Whole`).
            let holds = |notes: &Diagnostics| {
                let mut lowered = notes.clone();
                lowered.with_severities(|rule| config.severity(rule));
                lowered.has_errors()
            };
            // A key by a wrong name is said as such, and not as missing; where a site lets such names pass, it is missing.
            if !holds(&more) && head.as_ref().is_some_and(|head| !head.is_draft() || options.drafts) {
                missing(&mut more, file);
            }
            head = head.filter(|_| holds(&more));
        }
        notes.append(more);
        found.heads.push(head);
        found.blobs.push(blob);
    }
    found
}

/// The head of one file, as it was remembered or as it is read.
fn once(file: &SourceFile, drafts: Drafts, memo: &Memo) -> Once {
    if file.path.extension() != "md" {
        let (notes, head) = fault::caught(file, |notes| head(notes, file, drafts));
        return (notes, head, None);
    }
    if let Some(blob) = memo.of(file).map(|noted| &noted.head)
        && let Some((notes, head)) = blob.value()
    {
        return (notes, head, Some(blob.clone()));
    }
    let file = &*file.held();
    let (notes, head) = fault::caught(file, |notes| head(notes, file, drafts));
    // A fault of the program is looked for again.
    let is_fault = notes.notes().iter().any(|note| note.rule == Rule::Internal);
    let blob = (file.sum.is_some() && !is_fault).then(|| Blob::of(&(&notes, &head))).flatten();
    (notes, head, blob)
}

/// The head of one file as it is read now, and what is to be said of it.
pub(super) fn anew(file: &SourceFile, options: Options<'_>) -> Option<(Parsed1, Diagnostics)> {
    let drafts = if options.drafts { Drafts::Published } else { Drafts::LeftOut };
    let (notes, head, _) = once(file, drafts, &Memo::default());
    Some((head?, notes))
}

/// Notes that a key which is needed stands under a name that is none, where nothing else says so.
fn missing(notes: &mut Diagnostics, file: &SourceFile) {
    let unknown = notes.notes().iter().find(|note| note.rule == Rule::KeyUnknown).cloned();
    let place = unknown.as_ref().and_then(|note| note.place.clone()).unwrap_or_else(|| Place::file(&file.path));
    let help = unknown.and_then(|note| note.help).unwrap_or_else(|| "write the key by its own name".to_owned());
    notes.add(Rule::KeyMissing, place, "a key that is needed stands here under another name").help(help);
}

fn head(notes: &mut Diagnostics, file: &SourceFile, drafts: Drafts) -> Option<Parsed1> {
    match kinds::kind(&file.path) {
        Kind::Article => front_matter::article(notes, file, drafts).map(|read| Parsed1::Article(Box::new(read))),
        Kind::Event => front_matter::event(notes, file, drafts).map(|read| Parsed1::Event(Box::new(read))),
        Kind::Timeline => front_matter::timeline(notes, file, drafts).map(|read| Parsed1::Timeline(Box::new(read))),
        Kind::Page => front_matter::page(notes, file, drafts).map(|read| Parsed1::Page(Box::new(read))),
        Kind::Vocabulary(_) | Kind::Image => None,
        Kind::Other => {
            let message = format!("{} is neither Markdown, a vocabulary nor an image", file.path.name());
            if let Some((message, help)) = kinds::meant(&file.path) {
                notes.add(Rule::FileKind, Place::file(&file.path), message).help(help);
                return None;
            }
            let note = notes.add(Rule::FileKind, Place::file(&file.path), message);
            match kinds::left_behind(file.path.name()) {
                Some(pattern) => {
                    note.help(format!("delete it; a line `{pattern}` in `.gitignore` keeps such files away"))
                }
                None => note.help("articles end in `.md`; images are png, jpg, webp or gif; nothing else is published"),
            };
            None
        }
    }
}
