//! What a site would lose of what it has published: an address of a document that nothing stands at, or the whole site's.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Place, Rule, Severity};
use crate::gate::route::Route;
use crate::model::Digest;
use crate::source::{SourceFile, SourcePath};

use super::alias::{Rank, entry, written};
use super::{Document, Kind, Ledger, Published, documents};

/// Notes every address of a document that was published and would be lost. `addresses` are those of all pages, old
/// addresses that lead on among them.
pub fn compare(
    notes: &mut Diagnostics,
    published: &Ledger,
    digest: &Digest,
    addresses: &BTreeSet<&Route>,
    files: &[SourceFile],
) {
    let addresses: BTreeSet<&str> = addresses.iter().map(|route| route.as_str()).collect();
    let old = published.documents.iter().flatten();
    let lost: Vec<Lost<'_>> = old.filter_map(|(address, document)| Lost::of(address, document, &addresses)).collect();
    if lost.is_empty() {
        return;
    }
    let now = Now::of(notes, published, digest, &addresses);
    let mut moved: BTreeMap<usize, Vec<&Lost<'_>>> = BTreeMap::new();
    for lost in &lost {
        match now.what_became(lost) {
            Fate::Moved(index) => moved.entry(index).or_default().push(lost),
            Fate::Several(indices) => several(notes, lost, &now, &indices),
            Fate::Draft => draft(notes, lost),
            Fate::Off => off(notes, lost),
            Fate::Gone => gone(notes, lost),
            Fate::Unreadable => {}
        }
    }
    for (index, lost) in moved {
        leads_on(notes, &now.documents[index], &lost, files);
    }
}

/// Notes a site that moves as a whole: it takes all its addresses along, and a link to any of them fails unless the old
/// host leads on.
pub fn compare_site(notes: &mut Diagnostics, published: &Ledger, config: &Config) {
    let (Some(old), new) = (&published.base_url, config.base.url()) else { return };
    let bare = |url: &str| url.trim_start_matches("https://").trim_start_matches("http://").to_owned();
    if bare(old) != bare(&new) {
        notes
            .add(
                Rule::SiteMoved,
                None,
                format!("the whole site moves: it was published at {old}, and is built for {new}"),
            )
            .help(format!(
                "keep `base_url = \"{old}\"` in site.toml, or see that the old addresses lead to the new ones"
            ));
    }
}

/// A document of which addresses are lost.
struct Lost<'p> {
    document: &'p Published,
    /// Of which the id in feeds was made.
    first: &'p str,
    /// Those that are lost, the oldest first.
    addresses: Vec<String>,
}

impl<'p> Lost<'p> {
    fn of(address: &'p String, document: &'p Published, addresses: &BTreeSet<&str>) -> Option<Lost<'p>> {
        let all = document.aliases.iter().chain([address]);
        let lost: Vec<String> = all.filter(|address| !addresses.contains(address.as_str())).cloned().collect();
        let first = document.aliases.first().unwrap_or(address);
        (!lost.is_empty()).then_some(Lost { document, first, addresses: lost })
    }

    fn message(&self) -> String {
        message(&self.addresses)
    }
}

fn message(addresses: &[String]) -> String {
    match addresses {
        [one] => format!("the address {one} was published, and nothing would stand there any more"),
        several => {
            format!("the addresses {} were published, and nothing would stand there any more", several.join(", "))
        }
    }
}

/// What became of a document.
enum Fate {
    /// It is this one.
    Moved(usize),
    /// It may be any of these.
    Several(Vec<usize>),
    /// It is a draft again.
    Draft,
    /// Its kind of pages is left out.
    Off,
    /// Nothing is left of it.
    Gone,
    /// Its file could not be read, which is noted at its own place.
    Unreadable,
}

/// The site as it is now, looked up by what documents are known by.
struct Now<'d> {
    documents: Vec<Document<'d>>,
    by_file: BTreeMap<(Kind, &'d str), usize>,
    by_sum: BTreeMap<(Kind, String), Vec<usize>>,
    addresses: &'d BTreeSet<&'d str>,
    /// What was published at which address.
    published: &'d Ledger,
    drafts: BTreeSet<&'d str>,
    /// Files with an error.
    faulty: BTreeSet<String>,
    /// Slugs of documents that could not be believed.
    unreadable: &'d BTreeSet<String>,
}

impl<'d> Now<'d> {
    fn of(notes: &Diagnostics, published: &'d Ledger, digest: &'d Digest, addresses: &'d BTreeSet<&'d str>) -> Now<'d> {
        let documents = documents(digest);
        let mut by_sum: BTreeMap<(Kind, String), Vec<usize>> = BTreeMap::new();
        for (index, document) in documents.iter().enumerate() {
            by_sum.entry((document.kind, document.of.clone())).or_default().push(index);
        }
        let file = |(index, document): (usize, &Document<'d>)| ((document.kind, document.file.as_str()), index);
        let by_file = documents.iter().enumerate().map(file).collect();
        let errors = notes.notes().iter().filter(|note| note.severity == Severity::Error);
        Now {
            by_file,
            by_sum,
            documents,
            addresses,
            published,
            drafts: digest.left_out.iter().map(|(file, _)| file.as_str()).collect(),
            faulty: errors.filter_map(|note| Some(note.place.as_ref()?.file.to_string())).collect(),
            unreadable: &digest.lost,
        }
    }

    fn what_became(&self, lost: &Lost<'_>) -> Fate {
        let old = lost.document;
        let same_file = self.by_file.get(&(old.kind, old.file.as_str())).copied();
        let is_same = |index: &usize| self.documents[*index].of == old.of;
        let found = match same_file.filter(is_same) {
            Some(index) => vec![index],
            None => self.by_sum.get(&(old.kind, old.of.clone())).into_iter().flatten().copied().collect(),
        };
        // What was published elsewhere before has not come from here: a translation has the same original.
        let is_new = |index: &usize| same_file == Some(*index) || !self.was_published(&self.documents[*index]);
        let found: Vec<usize> = found.into_iter().filter(is_new).collect();
        let one = match found.as_slice() {
            [one] => Some(*one),
            [] => same_file.filter(|index| self.is_likely(lost, *index)),
            several => return Fate::Several(several.to_vec()),
        };
        match one {
            Some(index) if !self.addresses.contains(self.documents[index].route.as_str()) => Fate::Off,
            Some(index) => Fate::Moved(index),
            None if self.drafts.contains(old.file.as_str()) => Fate::Draft,
            None if self.is_unreadable(lost) => Fate::Unreadable,
            None => Fate::Gone,
        }
    }

    fn was_published(&self, document: &Document<'_>) -> bool {
        self.published.documents.as_ref().is_some_and(|old| old.contains_key(document.route.as_str()))
    }

    /// Whether what the file says now, which has another original or title, is still the same document. An article with
    /// another original and another slug is another article that took over the file.
    fn is_likely(&self, lost: &Lost<'_>, index: usize) -> bool {
        let document = &self.documents[index];
        let has_slug = |address: &String| address.trim_end_matches('/').ends_with(document.route.last_segment());
        document.kind != Kind::Article || lost.addresses.iter().any(has_slug)
    }

    fn is_unreadable(&self, lost: &Lost<'_>) -> bool {
        let slug = |address: &String| address.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        self.faulty.contains(&lost.document.file)
            || lost.addresses.iter().any(|address| self.unreadable.contains(&slug(address)))
    }
}

/// The document has another address now: the old one is to lead on.
fn leads_on(notes: &mut Diagnostics, document: &Document<'_>, lost: &[&Lost<'_>], files: &[SourceFile]) {
    let Some(file) = files.iter().find(|file| file.path == *document.file) else { return };
    let addresses: Vec<String> = lost.iter().flat_map(|lost| &lost.addresses).cloned().collect();
    let is_first = lost.iter().any(|lost| lost.addresses.iter().any(|address| address == lost.first));
    let rank = if is_first { Rank::First } else { Rank::Last };
    let entry = entry(file, document.aliases, &addresses, rank);
    let noun = document.kind.noun();
    let place = Place::new(document.file, entry.place);
    let note = notes.add(Rule::AddressLost, place, message(&addresses)).label(entry.label);
    note.help(format!("the {noun} is at {} now: what stands under `aliases` leads there", document.route));
    note.fix.extend(entry.edit);
}

fn several(notes: &mut Diagnostics, lost: &Lost<'_>, now: &Now<'_>, candidates: &[usize]) {
    let list = lost.addresses.iter().map(|address| written(address)).collect::<Vec<_>>().join(", ");
    let noun = lost.document.kind.noun();
    let note = notes
        .add(Rule::AddressLost, None, lost.message())
        .help(format!("write `aliases: [{list}]` into the one that the {noun} of {} became", lost.document.file));
    for document in candidates.iter().map(|index| &now.documents[*index]) {
        note.related(Place::file(document.file), format!("it may be this {noun}"));
    }
}

fn draft(notes: &mut Diagnostics, lost: &Lost<'_>) {
    let file = SourcePath::new(lost.document.file.as_str());
    let noun = lost.document.kind.noun();
    let note = notes.add(Rule::AddressLost, Place::file(&file), lost.message());
    note.help(match lost.document.kind {
        Kind::Article => {
            "the article is a draft now; take `draft: true` away, or withdraw it, so that readers learn why: \
             `withdrawn: {date: YYYY-MM-DD, reason: …}`"
                .to_owned()
        }
        _ => format!("the {noun} is a draft now; take `draft: true` away"),
    });
}

fn off(notes: &mut Diagnostics, lost: &Lost<'_>) {
    let kind = lost.document.kind;
    notes
        .add(Rule::AddressLost, None, lost.message())
        .help(format!("site.toml leaves out such pages: write `{}s = true` under `[pages]`", kind.noun()));
}

fn gone(notes: &mut Diagnostics, lost: &Lost<'_>) {
    let Published { kind, file, .. } = lost.document;
    let list = lost.addresses.iter().map(|address| written(address)).collect::<Vec<_>>().join(", ");
    let note = notes.add(Rule::AddressLost, None, format!("{}: {file} is gone", lost.message()));
    note.help(match kind {
        Kind::Article => format!(
            "restore {file} and withdraw it there, `withdrawn: {{date: YYYY-MM-DD, reason: …}}`; its text may stay away. \
             If another article took its place, write `aliases: [{list}]` into that one"
        ),
        _ => format!(
            "restore {file}, or write `aliases: [{list}]` into the {} that took its place",
            kind.noun()
        ),
    });
}
