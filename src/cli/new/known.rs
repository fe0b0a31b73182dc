//! What the site knows already: tags and authors in use, publishers by host, and the articles that are there.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::nearest::nearest;
use crate::gate::href::Href;
use crate::gate::route::Route;
use crate::gate::slug::Slug;
use crate::model::article::Written;
use crate::model::term::TermKind;
use crate::parse::front_matter::{self, Drafts};
use crate::parse::kinds::{self, Kind};
use crate::parse::{Parsed1, vocabulary};
use crate::source::{SourceFile, SourcePath};

/// What the site knows already. Mistakes in it are for `digest check` to tell.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Each spelling of a term, and how it is best written: its key, or as the first article has it.
    terms: BTreeMap<TermKind, BTreeMap<Slug, String>>,
    /// Kinds that have a vocabulary.
    listed: Vec<TermKind>,
    /// Labels of publishers by their hosts.
    hosts: BTreeMap<String, String>,
    /// The articles.
    pub(super) articles: Vec<Article>,
}

/// An article that is there.
#[derive(Debug)]
pub(super) struct Article {
    pub(super) file: SourcePath,
    /// The key of its original's address.
    pub(super) original: String,
    pub(super) route: Route,
}

/// Whether a term is known.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// It is, in this spelling.
    Known,
    /// It is not, and this is near.
    Near(String),
    /// There is a vocabulary, and it is not in it.
    Unlisted,
    /// There is no vocabulary that should know it.
    New,
}

impl Known {
    pub(super) fn of(files: &[SourceFile], config: &Config) -> Known {
        let mut known = Known::default();
        let mut unheard = Diagnostics::default();
        for file in files {
            if let Kind::Vocabulary(kind) = kinds::kind(&file.path) {
                known.listed.push(kind);
                for (entry, _) in vocabulary::vocabulary(&mut unheard, kind, file, config) {
                    let labels = entry.labels.iter().map(|(_, label)| label.as_str());
                    let names = entry.aliases.iter().map(String::as_str).chain([entry.label.as_str()]).chain(labels);
                    // Of a person, the name is written, not the key.
                    let key = entry.slug.to_string();
                    let best = if kind == TermKind::Author { &entry.label } else { &key };
                    known.spell(kind, &key, best);
                    names.for_each(|name| known.spell(kind, name, best));
                    known.hosts.extend(entry.hosts.iter().map(|host| (host.clone(), entry.label.clone())));
                }
            }
        }
        for file in files.iter().filter(|file| kinds::kind(&file.path) == Kind::Article) {
            let Some(read) = front_matter::article(&mut unheard, file, Drafts::LeftOut) else {
                continue;
            };
            let words = [(TermKind::Tag, &read.head.tags), (TermKind::Author, &read.head.authors)];
            for (kind, words) in words {
                words.iter().for_each(|Written { text, .. }| known.spell(kind, text, text));
            }
            if read.whole {
                let original = read.head.original.key();
                let route = Parsed1::Article(Box::new(read)).route();
                known.articles.push(Article { file: file.path.clone(), original, route });
            }
        }
        known
    }

    fn spell(&mut self, kind: TermKind, name: &str, best: &str) {
        if let Some(slug) = Slug::of(name) {
            self.terms.entry(kind).or_default().entry(slug).or_insert_with(|| best.to_owned());
        }
    }

    fn spellings(&self, kind: TermKind) -> impl Iterator<Item = (&Slug, &String)> {
        self.terms.get(&kind).into_iter().flatten()
    }

    /// Whether a term is known, and what is near if it is not.
    pub(super) fn find(&self, kind: TermKind, text: &str) -> Found {
        let is_unknown = kind == TermKind::Author && text.eq_ignore_ascii_case("unknown");
        let Some(slug) = Slug::of(text).filter(|_| !is_unknown) else {
            return Found::Known;
        };
        if self.spellings(kind).any(|(known, _)| *known == slug) {
            return Found::Known;
        }
        let near = nearest(slug.as_str(), self.spellings(kind).map(|(known, _)| known.as_str()));
        let best = near.and_then(|near| self.spellings(kind).find(|(known, _)| known.as_str() == near));
        match best {
            Some((_, best)) => Found::Near(best.clone()),
            None if self.listed.contains(&kind) => Found::Unlisted,
            None => Found::New,
        }
    }

    /// The terms of a kind as they are best written, each once, in the order of their text.
    pub(super) fn all(&self, kind: TermKind) -> Vec<&str> {
        let mut all: Vec<&str> = self.spellings(kind).map(|(_, best)| best.as_str()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Tags that stand in a title, as they are best written.
    pub(super) fn tags_in(&self, title: &str) -> Vec<&str> {
        let title = format!("-{}-", Slug::of(title).map(|slug| slug.to_string()).unwrap_or_default());
        let stands = |slug: &Slug| title.contains(&format!("-{slug}-"));
        let mut tags: Vec<&str> =
            self.spellings(TermKind::Tag).filter(|(slug, _)| stands(slug)).map(|(_, best)| best.as_str()).collect();
        tags.sort_unstable();
        tags.dedup();
        tags
    }

    /// The publisher whose host an address has, or a host above it.
    pub(super) fn publisher(&self, url: &str) -> Option<&str> {
        let href = Href::external(url).ok()?;
        let mut host = href.host();
        loop {
            if let Some(label) = self.hosts.get(host) {
                return Some(label);
            }
            host = host.split_once('.').map(|(_, above)| above).filter(|above| above.contains('.'))?;
        }
    }

    /// The host of an address, where a vocabulary of publishers does not know it.
    pub(super) fn unlisted_host(&self, url: &str) -> Option<String> {
        let listed = self.listed.contains(&TermKind::Publisher);
        let href = Href::external(url).ok().filter(|_| listed && self.publisher(url).is_none())?;
        Some(href.host().to_owned())
    }
}
