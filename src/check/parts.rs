//! Links to a part of another text: the heading after `#` has to be there.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostics, Place, Rule};
use crate::gate::route::Route;
use crate::model::Digest;
use crate::model::article::{Text, instead};
use crate::source::SourcePath;

/// Of so many broken links of one text the help names headings; a text with more has another trouble.
const HELPED: usize = 100;

/// The headings of the documents that links lead into.
pub(super) struct Parts<'d> {
    texts: BTreeMap<&'d Route, (&'d Text, BTreeSet<&'d str>)>,
}

impl<'d> Parts<'d> {
    /// Gathers the headings of every document that somebody names a part of, and that shows its text.
    pub(super) fn of(digest: &'d Digest) -> Parts<'d> {
        let articles = digest.articles.iter().map(|article| &article.body);
        let events = digest.events.iter().map(|event| &event.body);
        let timelines = digest.timelines.iter().map(|timeline| &timeline.body);
        let plain = digest.pages.iter().map(|page| &page.body);
        let drafts = digest.left_out.iter().map(|(_, text)| text);
        let texts = articles.chain(events).chain(timelines).chain(plain).chain(drafts);
        let wanted: BTreeSet<&Route> = texts.flat_map(|text| &text.fragments).map(|(_, route, _)| route).collect();
        let articles = digest.articles.iter().filter(|a| a.listed()).map(|a| (&a.route, &a.body));
        let events = digest.events.iter().filter_map(|e| Some((e.route.as_ref()?, &e.body)));
        let plain = digest.pages.iter().map(|p| (&p.route, &p.body));
        let shown = articles.chain(events).chain(plain).filter(|(route, _)| wanted.contains(route));
        let texts = shown.map(|(route, text)| (route, (text, text.headings.iter().map(String::as_str).collect())));
        Parts { texts: texts.collect() }
    }

    /// Notes each link of a text to a heading that is not there.
    pub(super) fn check(&self, notes: &mut Diagnostics, file: &SourcePath, text: &Text) {
        let mut broken = 0;
        // Footnotes are numbered by the program, and nobody can know their ids but from the page.
        for (span, route, id) in text.fragments.iter().filter(|(_, _, id)| !id.starts_with("fn")) {
            let Some((target, _)) = self.texts.get(route).filter(|(_, ids)| !ids.contains(id.as_str())) else {
                continue;
            };
            let message = format!("the page {route} has no heading `{}`", id.strip_prefix("h-").unwrap_or(id));
            let note = notes.add(Rule::LinkBroken, Place::new(file, *span), message);
            broken += 1;
            if broken <= HELPED {
                note.help(instead(id, target.headings.iter().map(String::as_str)));
            } else {
                note.help("write the words of one of its headings after `#`, joined by `-`");
            }
        }
    }
}
