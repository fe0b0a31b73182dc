//! The ledger: which documents a site has published, at which addresses, and by what each is known again.
//!
//! It stands in the manifest of the output folder and is only ever compared (`ledger/lost.rs`): no byte of a page depends
//! on what was published before (decision 0021).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::config::{Config, Layout};
use crate::diagnostic::Span;
use crate::gate::route::Route;
use crate::model::Digest;
use crate::source::SourcePath;

mod alias;
mod lost;

pub use lost::{compare, compare_site};

/// What a site has published.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Ledger {
    /// Where the site stands, `https://user.github.io/digest/`; nothing where the manifest is too old to say.
    pub base_url: Option<String>,
    /// For whom its links are written.
    pub layout: Layout,
    /// Its documents by address, unencoded: `/2016/09/08/slug/`; nothing where the manifest is too old to say.
    pub documents: Option<BTreeMap<String, Published>>,
}

/// A document as the ledger knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// What sort of document.
    pub kind: Kind,
    /// The file it was made of, from the site's root: `content/articles/2016/2016-09-08-slug.md`.
    pub file: String,
    /// What stays when file and address change: 16 digits of a BLAKE3 hash, of an article's original, of another's title.
    pub of: String,
    /// Its old addresses, in the order of the file: a feed's id is made of the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// What sort of document: only these have an address for good (site.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An article.
    Article,
    /// An event that has a file.
    Event,
    /// A curated timeline.
    Timeline,
    /// A plain page.
    Page,
}

impl Kind {
    /// `article`, `event`, `timeline`, `page`.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Event => "event",
            Kind::Timeline => "timeline",
            Kind::Page => "page",
        }
    }
}

impl Ledger {
    /// What a site with these addresses publishes. Drafts are left out, even of a build that shows them.
    #[must_use]
    pub fn of(digest: &Digest, config: &Config, addresses: &BTreeSet<&Route>) -> Ledger {
        let there = documents(digest).into_iter().filter(|document| !document.draft);
        let published = there.filter(|document| addresses.contains(document.route)).map(|document| {
            let aliases = document.aliases.iter().map(|(alias, _)| alias);
            let published = Published {
                kind: document.kind,
                file: document.file.to_string(),
                of: document.of,
                aliases: aliases.filter(|alias| addresses.contains(alias)).map(Route::to_string).collect(),
            };
            (document.route.to_string(), published)
        });
        Ledger { base_url: Some(config.base.url()), layout: config.layout, documents: Some(published.collect()) }
    }

    /// The documents that may be online while a site is being published, sorted: those of both.
    #[must_use]
    pub fn union<'l>(old: &'l Ledger, new: &'l Ledger) -> BTreeMap<&'l str, &'l Published> {
        let documents = old.documents.iter().chain(&new.documents).flatten();
        documents.map(|(address, document)| (address.as_str(), document)).collect()
    }
}

/// A document of a digest.
struct Document<'d> {
    kind: Kind,
    file: &'d SourcePath,
    route: &'d Route,
    aliases: &'d [(Route, Span)],
    of: String,
    draft: bool,
}

/// Every document that has an address, or would have one if its kind of pages were not left out.
fn documents(digest: &Digest) -> Vec<Document<'_>> {
    let articles = digest.articles.iter().map(|article| {
        let head = &article.head;
        let of = sum(Kind::Article, &head.original.key());
        let (file, aliases) = (&head.source, head.aliases.as_slice());
        Document { kind: Kind::Article, file, route: &article.route, aliases, of, draft: head.draft }
    });
    let events = digest.events.iter().filter_map(|event| {
        let head = &event.head;
        let of = sum(Kind::Event, &head.title.text);
        let (file, aliases, route) = (&head.source, head.aliases.as_slice(), event.route.as_ref()?);
        Some(Document { kind: Kind::Event, file, route, aliases, of, draft: head.draft })
    });
    let timelines = digest.timelines.iter().map(|timeline| {
        let head = &timeline.head;
        let of = sum(Kind::Timeline, &head.title.text);
        let (file, aliases) = (&head.source, head.aliases.as_slice());
        Document { kind: Kind::Timeline, file, route: &timeline.route, aliases, of, draft: head.draft }
    });
    let pages = digest.pages.iter().map(|page| {
        let head = &page.head;
        let of = sum(Kind::Page, &head.title.text);
        let (file, aliases) = (&head.source, head.aliases.as_slice());
        Document { kind: Kind::Page, file, route: &page.route, aliases, of, draft: head.draft }
    });
    articles.chain(events).chain(timelines).chain(pages).collect()
}

fn sum(kind: Kind, text: &str) -> String {
    let hash = blake3::hash(format!("{}\n{text}", kind.noun()).as_bytes());
    hash.to_hex().chars().take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A build that is killed leaves files of both sites, and the next one is to know the addresses of both.
    #[test]
    fn while_a_site_is_published_both_are_known() {
        let one = |address: &str, file: &str| {
            let (file, of) = (file.to_owned(), String::new());
            let documents = [address, "/both/"].map(|address| {
                (
                    address.to_owned(),
                    Published { kind: Kind::Page, file: file.clone(), of: of.clone(), aliases: Vec::new() },
                )
            });
            Ledger { documents: Some(documents.into()), ..Ledger::default() }
        };
        let (old, new) = (one("/old/", "old.md"), one("/new/", "new.md"));
        let both: Vec<_> = Ledger::union(&old, &new)
            .into_iter()
            .map(|(address, document)| (address, document.file.as_str()))
            .collect();
        assert_eq!(both, [("/both/", "new.md"), ("/new/", "new.md"), ("/old/", "old.md")]);
    }
}
