//! A site that stays in hand after it was built, so that what a word in a text changes can be drawn at once.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::diagnostic::Diagnostics;
use crate::gate::route::Route;
use crate::plan::Page;
use crate::plan::parts::Levels;
use crate::plan::query::Document;
use crate::source::{SourceFile, SourcePath};

use super::drawing::{bytes, press};
use super::{Built, Design, Inputs};

/// A site in hand.
pub struct Live<'l> {
    pub(super) inputs: &'l Inputs,
    pub(super) design: &'l Design<'l>,
}

/// What has to be known of a site to draw what its texts change.
pub struct Shows {
    memo: crate::parse::memo::Memo,
    /// The pages that show each text.
    pages: BTreeMap<Document, Vec<Route>>,
    notes: Diagnostics,
}

impl Shows {
    /// What is to be known of a site that was built; nothing where it was not.
    #[must_use]
    pub fn of(built: &Built) -> Option<Shows> {
        let is_built = built.drawn.is_ok() && !built.notes.has_errors();
        let memory = built.memory.as_ref().filter(|_| is_built)?;
        Some(Shows { memo: memory.memo.clone(), pages: memory.trace.showing(), notes: built.notes.clone() })
    }
}

/// Files that were drawn, by their addresses.
pub type Rewritten = Vec<(Route, Vec<u8>)>;

impl Live<'_> {
    /// Draws what is changed by other versions of these files; nothing where more than the words of their texts is another,
    /// so that the site has to be built. Versions that were given once stay in hand.
    ///
    /// # Errors
    /// When the theme fails.
    pub fn rewrite(&self, shows: &Shows, files: &[SourceFile]) -> Option<Result<Rewritten>> {
        let mut routes: Vec<&Route> = Vec::new();
        for file in files {
            // What is said of a text stands at other places in another.
            if shows.speaks_of(&file.path) || !self.design.bodies.rewrite(file, &shows.memo) {
                return None;
            }
            let document = self.design.facts.document(&file.path)?;
            routes.extend(shows.pages.get(&document).into_iter().flatten());
        }
        routes.sort_unstable();
        routes.dedup();
        let is_asked = |page: &&Page| routes.binary_search(&&page.route).is_ok();
        Some(self.draw(self.design.pages.iter().filter(is_asked)))
    }

    fn draw<'p>(&self, pages: impl Iterator<Item = &'p Page>) -> Result<Rewritten> {
        let Some((press, _)) = press(self.inputs, self.design)? else { return Ok(Vec::new()) };
        let parts = Levels::new(self.design.facts, self.design.words, &press, &self.design.pages);
        let drawn = pages.map(|page| Ok((page.route.clone(), bytes(&press, &parts, page)?.0)));
        drawn.collect()
    }
}

impl Shows {
    fn speaks_of(&self, path: &SourcePath) -> bool {
        let related = |note: &crate::diagnostic::Diagnostic| note.related.iter().any(|(place, _)| place.file == *path);
        self.notes.notes().iter().any(|note| note.place.as_ref().is_some_and(|at| at.file == *path) || related(note))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Memory;
    use crate::pipeline::{Drafts, ThemeFiles, held};
    use crate::render::Kept;
    use crate::source::Folder;
    use crate::source::sum::Sum;

    fn file(name: &str, text: &str) -> SourceFile {
        let text = format!(
            "---\ntitle: {name}\nauthor: A\ndate: 2016-09-08\noriginal_url: https://a.example/{name}\ntags: [a]\n---\n{text}\n"
        );
        let file = SourceFile::new(format!("content/articles/2016-09-08-{name}.md"), text.as_str());
        SourceFile { sum: Some(Sum::of(text.as_bytes())), ..file }
    }

    /// The addresses that are drawn anew for these files; nothing where the site has to be built.
    fn drawn(before: &[SourceFile], after: &[SourceFile]) -> Option<Vec<String>> {
        let toml = SourceFile::new("site.toml", "title = \"A\"\nbase_url = \"https://d.example/\"\n");
        let inputs = Inputs {
            config: crate::config::parse(&mut Diagnostics::default(), &toml).unwrap(),
            content: Folder { files: before.to_vec(), refused: Vec::new() },
            theme: ThemeFiles { parent: Vec::new(), own: crate::theme::embedded::embedded() },
            today: crate::model::date::Day::new(2020, 1, 1).unwrap(),
            published: None,
            drafts: Drafts::Without,
        };
        let drawn = held(&inputs, &Memory::default(), &mut Kept::default(), |built, live| {
            live.rewrite(&Shows::of(&built).unwrap(), after).map(Result::unwrap)
        });
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("NEW");
        let routes = drawn?.into_iter().map(|(route, bytes)| (route.to_string(), text(&bytes)));
        routes.map(|(route, is_new)| is_new.then_some(route)).collect()
    }

    #[test]
    fn words_alone_are_drawn_where_they_stand() {
        let before = [file("one", "First.\n\nThen."), file("two", "Other.")];
        let page = vec!["/2016/09/08/one/".to_owned(), "/feed.json".to_owned(), "/feed.xml".to_owned()];
        assert_eq!(drawn(&before, &[file("one", "First.\n\nNEW.")]), Some(page));
        for more in [
            "NEW.\n\nThen.",
            "First.\n\n[NEW](/tags/a/)",
            "First.\n\n## NEW",
            "First.\n\n<b>NEW</b>",
            "First.\n\n```rust\nNEW\n```",
        ] {
            assert_eq!(drawn(&before, &[file("one", more)]), None, "{more}");
        }
        assert_eq!(drawn(&before, &[file("three", "First.")]), None);
        assert_eq!(drawn(&before, &[SourceFile::new("content/articles/2016-09-08-one.md", "---\n")]), None);
    }
}
