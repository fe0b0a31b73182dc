//! What a file of a site is, by its address.

use crate::model::term::TermKind;

/// Whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Articles, with their images.
    Articles,
    /// Days, months and years.
    Days,
    /// Terms of a kind.
    Terms(TermKind),
    /// Events.
    Events,
    /// The timeline of everything, and curated ones.
    Timelines,
    /// Search.
    Search,
    /// Data files.
    Data,
    /// The home page, plain pages, corrections, redirects, what machines ask for.
    Rest,
}

/// What it is of that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// A page, or a file of no other kind.
    Page,
    /// A page of the timeline of a term.
    Timeline,
    /// A feed.
    Feed,
    /// An image, beside its article.
    Image,
}

impl Kind {
    /// What its pages are called in the table.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Articles => "articles",
            Kind::Days => "days, months, years",
            Kind::Terms(kind) => kind.plural(),
            Kind::Events => "events",
            Kind::Timelines => "timelines",
            Kind::Search => "search",
            Kind::Data => "data",
            Kind::Rest => "the rest",
        }
    }
}

impl Part {
    /// The row of the table that it stands in, where that is not the row of its kind.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Part::Page => None,
            Part::Timeline => Some("timelines"),
            Part::Feed => Some("feeds"),
            Part::Image => Some("images"),
        }
    }
}

/// What stands at this address of a site. A redirect is what it stands beside.
pub(super) fn place(address: &str) -> (Kind, Part) {
    let segments: Vec<&str> = address.split('/').filter(|segment| !segment.is_empty()).collect();
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let first = segments.first().copied().unwrap_or_default();
    let kind = match first {
        "events" => Kind::Events,
        "timeline" | "timelines" => Kind::Timelines,
        "search" => Kind::Search,
        "data" => Kind::Data,
        "editions.xml" => Kind::Days,
        _ if is_year(first) && segments.len() > 3 => Kind::Articles,
        _ if is_year(first) => Kind::Days,
        _ => TermKind::ALL.into_iter().find(|kind| kind.plural() == first).map_or(Kind::Rest, Kind::Terms),
    };
    let part = match segments.last().copied().unwrap_or_default() {
        "feed.xml" | "feed.json" | "editions.xml" => Part::Feed,
        _ if kind == Kind::Articles && !address.ends_with('/') => Part::Image,
        _ if matches!(kind, Kind::Terms(_)) && segments.get(2) == Some(&"timeline") => Part::Timeline,
        _ => Part::Page,
    };
    (kind, part)
}
