//! The way from a page to an address of the site: from the root of its host, or, in a folder that is read without one, from
//! the page itself.
//!
//! A page of a portable site knows how deep it lies, its level; all that it prints is made for that level, so that nothing
//! has to be rewritten once it is drawn (decision 0022).

use std::collections::BTreeSet;

use crate::config::{Base, Config, Layout};
use crate::gate::html::Html;
use crate::gate::route::Route;

use super::Page;

/// What stands in a folder's place in a link where nothing answers for the folder.
const INDEX: &str = "index.html";

/// How the pages of one level write addresses of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// What leads to the home page's folder, without a slash at its end: `/digest`, or `../..`, or `.`.
    pub root: String,
    layout: Layout,
}

impl Way {
    /// The way from pages of this level; on a host it is one for all.
    #[must_use]
    pub fn from(config: &Config, level: usize) -> Way {
        let root = match config.layout {
            Layout::Hosted => config.base.path.clone(),
            Layout::Portable if level == 0 => ".".to_owned(),
            Layout::Portable => vec![".."; level].join("/"),
        };
        Way { root, layout: config.layout }
    }

    /// An address as a page prints it, percent-encoded.
    #[must_use]
    pub fn href(&self, route: &Route) -> String {
        let mut href = self.root.clone() + &route.percent_encoded();
        if self.layout == Layout::Portable && route.is_directory() {
            href.push_str(INDEX);
        }
        href
    }

    /// The absolute address of what [`Way::href`] printed.
    #[must_use]
    pub fn absolute(&self, base: &Base, href: &str) -> String {
        match self.layout {
            Layout::Hosted => base.origin.clone() + href,
            Layout::Portable => {
                let path = href.strip_prefix(self.root.as_str()).unwrap_or(href);
                format!("{}{}{}", base.origin, base.path, path.strip_suffix(INDEX).unwrap_or(path))
            }
        }
    }

    /// A text whose links were written for a host under this base, as a page of this level prints it.
    #[must_use]
    pub fn html(&self, base: &Base, html: Html) -> Html {
        match self.layout {
            Layout::Hosted => html,
            Layout::Portable => html.relative(&base.path, &self.root, INDEX),
        }
    }
}

impl Page {
    /// How many folders a page lies deep, where its links depend on that; 0 on a host, where they do not.
    #[must_use]
    pub fn level(&self, config: &Config) -> usize {
        match config.layout {
            Layout::Hosted => 0,
            Layout::Portable => self.route.as_str().matches('/').count().saturating_sub(1),
        }
    }
}

/// The levels of these pages, each once; that of the home page always.
#[must_use]
pub fn levels<'p>(config: &Config, pages: impl Iterator<Item = &'p Page>) -> BTreeSet<usize> {
    pages.map(|page| page.level(config)).chain([0]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(layout: Layout, level: usize) -> (Way, Base) {
        let mut notes = crate::diagnostic::Diagnostics::default();
        let toml = "title = \"t\"\nbase_url = \"https://user.github.io/digest/\"\n";
        let config = crate::config::parse(&mut notes, &crate::source::SourceFile::new("site.toml", toml)).unwrap();
        let config = Config { layout, ..config };
        (Way::from(&config, level), config.base)
    }

    #[test]
    fn on_a_host_every_page_writes_the_same() {
        let (way, base) = way(Layout::Hosted, 3);
        let article = Route::root().year(2016).fixed("a");
        assert_eq!(way.href(&article), "/digest/2016/a/");
        assert_eq!(way.absolute(&base, "/digest/2016/a/"), "https://user.github.io/digest/2016/a/");
    }

    #[test]
    fn in_a_folder_a_page_begins_where_it_lies_and_names_the_file() {
        for (level, page, file) in
            [(0, "./2016/a/index.html", "./feed.xml"), (2, "../../2016/a/index.html", "../../feed.xml")]
        {
            let (way, base) = way(Layout::Portable, level);
            let (article, feed) = (Route::root().year(2016).fixed("a"), Route::root().file("feed.xml"));
            assert_eq!((way.href(&article).as_str(), way.href(&feed).as_str()), (page, file));
            assert_eq!(way.absolute(&base, &way.href(&article)), "https://user.github.io/digest/2016/a/");
            assert_eq!(way.absolute(&base, &way.href(&Route::root())), "https://user.github.io/digest/");
        }
    }
}
