//! site.toml becomes a `Config`: every key with its default, every mistake with its place.

use serde::{Deserialize, Serialize};
use toml::de::DeTable;

use crate::diagnostic::{Diagnostics, Place, Rule, Severity};
use crate::keys::site;
use crate::model::lang::Lang;
use crate::source::SourceFile;

pub mod base;

mod table;
mod values;

#[cfg(test)]
mod tests;

pub use base::Base;
use table::Table;

/// What site.toml says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Name of the site.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// Language of the interface, and of content that names none.
    pub lang: Lang,
    /// Where the site will stand.
    pub base: Base,
    /// Who answers for its folders; said by a flag of `build`, never by site.toml.
    pub layout: Layout,
    /// Folder that is published into.
    pub output: String,
    /// A folder of themes/, else the theme embedded in the binary.
    pub theme: String,
    /// Custom domain.
    pub cname: Option<String>,
    /// Authority and date of feed ids (RFC 4151): `example.org` and `2026`.
    pub feed_authority: Option<(String, String)>,
    /// Whether pages carry their style.
    pub inline_css: bool,
    /// Kinds of pages that are made.
    pub pages: PageKinds,
    /// Lengths.
    pub limits: Limits,
    /// Lengths of feeds.
    pub feeds: FeedLimits,
    /// Severities that differ from the rules' own, in the order of the rules.
    pub rules: Vec<(Rule, Severity)>,
}

/// Who answers when a link names a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// A host does, with the folder's `index.html`: links begin at its root.
    #[default]
    Hosted,
    /// Nobody does, the files are read as they lie: links begin at the page and name the file.
    Portable,
}

/// Kinds of pages that a small site may leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageKinds {
    /// Days, months and years.
    pub days: bool,
    /// Tags.
    pub tags: bool,
    /// Places.
    pub places: bool,
    /// Actors.
    pub actors: bool,
    /// Authors.
    pub authors: bool,
    /// Publishers.
    pub publishers: bool,
    /// Events.
    pub events: bool,
    /// Timelines.
    pub timelines: bool,
    /// Search.
    pub search: bool,
    /// Data files.
    pub data: bool,
}

/// Lengths of lists; none is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Entries on the home page, in whole days.
    pub home_entries: usize,
    /// Entries of a list, past which it is cut by year, month, day.
    pub list_entries: usize,
    /// Entries of a timeline, past which it shows its newest.
    pub timeline_entries: usize,
    /// Words that a quotation may have.
    pub quotation_words: usize,
}

/// Lengths of feeds; none is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedLimits {
    /// The newest entries …
    pub entries: usize,
    /// … and everything of the last days of content.
    pub days: usize,
    /// Whether terms have feeds.
    pub terms: bool,
}

impl Config {
    /// Whether a script looks words up: without a host it could not ask for what they are looked up in, and the A to Z
    /// serves alone (site.md).
    #[must_use]
    pub fn looks_up(&self) -> bool {
        self.pages.search && self.layout == Layout::Hosted
    }

    /// The severity that site.toml gives a rule.
    #[must_use]
    pub fn severity(&self, rule: Rule) -> Option<Severity> {
        self.rules.iter().find(|(named, _)| *named == rule).map(|(_, severity)| *severity)
    }

    /// The same site at another address.
    ///
    /// # Errors
    /// What is wrong with the address, one line.
    pub fn with_base_url(&self, url: &str) -> Result<Config, String> {
        Ok(Config { base: Base::parse(url)?, ..self.clone() })
    }

    /// The same site as a folder that is read without a host.
    #[must_use]
    pub fn portable(self) -> Config {
        Config { layout: Layout::Portable, ..self }
    }
}

/// Reads site.toml; nothing when a required key is missing or any key is wrong.
pub fn parse(notes: &mut Diagnostics, file: &SourceFile) -> Option<Config> {
    let text = match std::str::from_utf8(&file.bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.valid_up_to();
            let message = "this byte is not UTF-8";
            notes.add(Rule::Config, Place::new(&file.path, at..at + 1), message).help("save the file as UTF-8");
            return None;
        }
    };
    let mut own = Diagnostics::default();
    let (tree, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let message = format!("this is not valid TOML: {}", error.message().lines().next().unwrap_or_default());
        own.add(Rule::Config, Place::new(&file.path, span), message)
            .help("text stands between quotes: `title = \"…\"`");
    }
    // A key on a line that does not parse is not missing.
    let required = if errors.is_empty() { table::Required::Missed } else { table::Required::Unknown };
    let config = whole(&mut Table::new(&mut own, file, tree.get_ref(), required));
    let fails = own.has_errors();
    notes.append(own);
    config.filter(|_| !fails)
}

fn whole(table: &mut Table<'_, '_>) -> Option<Config> {
    table.know();
    let title = table.required("title", values::filled);
    let base = table.required("base_url", Base::parse);
    let lang = table.text("lang", values::lang);
    let description = table.text("description", |text| Ok(text.to_owned())).unwrap_or_default();
    let output = table.text("output", values::filled).unwrap_or_else(|| table.usual("output"));
    let theme = table.text("theme", values::theme).unwrap_or_else(|| table.usual("theme"));
    let cname = table.text("cname", values::domain).flatten();
    let feed_authority = table.text("feed_authority", values::authority).flatten();
    let inline_css = table.flag("inline_css");
    let (pages, limits, feeds) = (pages(table), limits(table), feeds(table));
    let rules = rules(table);
    languages(table);
    Some(Config {
        title: title?,
        description,
        lang: lang.or_else(|| Lang::parse(&table.usual("lang")))?,
        base: base?,
        layout: Layout::Hosted,
        output,
        theme,
        cname,
        feed_authority,
        inline_css,
        pages,
        limits,
        feeds,
        rules,
    })
}

fn pages(table: &mut Table<'_, '_>) -> PageKinds {
    let mut table = table.table("pages", &site::PAGES);
    table.know();
    PageKinds {
        days: table.flag("days"),
        tags: table.flag("tags"),
        places: table.flag("places"),
        actors: table.flag("actors"),
        authors: table.flag("authors"),
        publishers: table.flag("publishers"),
        events: table.flag("events"),
        timelines: table.flag("timelines"),
        search: table.flag("search"),
        data: table.flag("data"),
    }
}

fn limits(table: &mut Table<'_, '_>) -> Limits {
    let mut table = table.table("limits", &site::LIMITS);
    table.know();
    Limits {
        home_entries: table.number("home_entries"),
        list_entries: table.number("list_entries"),
        timeline_entries: table.number("timeline_entries"),
        quotation_words: table.number("quotation_words"),
    }
}

fn feeds(table: &mut Table<'_, '_>) -> FeedLimits {
    let mut table = table.table("feeds", &site::FEEDS);
    table.know();
    FeedLimits { entries: table.number("entries"), days: table.number("days"), terms: table.flag("terms") }
}

fn rules(table: &mut Table<'_, '_>) -> Vec<(Rule, Severity)> {
    let mut table = table.table("rules", &site::FREE);
    let names: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    table.know_only(&names);
    let set = |rule: &Rule| Some((*rule, table.text(rule.name(), |text| values::severity(*rule, text))?));
    Rule::ALL.iter().filter_map(set).collect()
}

/// Further editions are for later; their names are checked so that a slip is found now.
fn languages(table: &mut Table<'_, '_>) {
    table.table("languages", &site::FREE).each_table(|name| values::lang(name).map(|_| ()));
}
