//! The publisher: by the host of the address, as the digest itself finds it, else by the name that a page gives.

use crate::gate::href::Href;
use crate::gate::slug::Slug;
use crate::model::term::TermEntry;

use super::Known;
use super::draft::Draft;
use super::report::{Report, Sure};

/// Fills in the publisher. `named` is what the page says of itself, with the line where it does.
pub(super) fn find(report: &mut Report, draft: &mut Draft, known: Known<'_>, named: Option<(Option<usize>, String)>) {
    let host =
        draft.original_url.as_deref().and_then(|url| Href::external(url).ok()).map(|href| href.host().to_owned());
    if let Some((host, entry)) = host.as_deref().and_then(|host| Some((host, by_host(known.publishers?, host)?))) {
        let why = "content/publishers.yaml gives this host to it";
        report.note("publisher", Sure::Sure, why).read(host).wrote(entry.slug.as_str());
        draft.publisher = Some(entry.slug.as_str().to_owned());
        return;
    }
    let Some((line, name)) = named.filter(|(_, name)| !name.trim().is_empty()) else {
        let why = match host {
            Some(_) => "no publisher in content/publishers.yaml has this host: pages show the host",
            None => "without an address nothing says who published it",
        };
        report.note("publisher", Sure::Open, why).read(host.unwrap_or_default());
        return;
    };
    let (sure, why) = match known.publishers.map(|publishers| by_name(publishers, &name)) {
        None => {
            draft.publisher = Some(name.clone());
            (Sure::Likely, "the page names it")
        }
        Some(Some(entry)) => {
            draft.publisher = Some(entry.slug.as_str().to_owned());
            (Sure::Likely, "the page names it; its host is not in content/publishers.yaml")
        }
        Some(None) => (Sure::Open, "it is not in content/publishers.yaml: add it there, with its host"),
    };
    let finding = report.note("publisher", sure, why).at(line).read(name);
    if let Some(publisher) = &draft.publisher {
        finding.wrote(publisher);
    }
}

/// The publisher that has this host, or the nearest domain above it that is still one of a publisher.
fn by_host<'a>(publishers: &'a [TermEntry], host: &str) -> Option<&'a TermEntry> {
    let mut rest = host;
    loop {
        if let Some(entry) = publishers.iter().find(|entry| entry.hosts.iter().any(|known| known == rest)) {
            return Some(entry);
        }
        rest = rest.split_once('.').map(|(_, parent)| parent).filter(|parent| parent.contains('.'))?;
    }
}

fn by_name<'a>(publishers: &'a [TermEntry], name: &str) -> Option<&'a TermEntry> {
    let slug = Slug::of(name)?;
    let is_it = |text: &str| Slug::of(text).as_ref() == Some(&slug);
    publishers.iter().find(|entry| {
        let labels = entry.labels.iter().map(|(_, label)| label);
        entry.slug == slug || is_it(&entry.label) || entry.aliases.iter().chain(labels).any(|label| is_it(label))
    })
}
