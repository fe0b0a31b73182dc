//! Plain pages: about, method, policies.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Span;
use crate::gate::route::Route;
use crate::gate::slug::Slug;
use crate::model::article::{Text, Written};
use crate::model::lang::Lang;
use crate::source::SourcePath;

/// The front matter of a plain page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PageHead {
    /// The file.
    pub source: SourcePath,
    /// From the file name, or `slug:`.
    pub slug: Slug,
    /// Where the slug was said: `slug:`, else the whole file.
    pub slug_span: Span,
    /// Headline.
    pub title: Written,
    /// Shown as the lede.
    pub summary: Option<String>,
    /// Language of the text; by default the site's.
    pub lang: Option<Lang>,
    /// Old addresses.
    pub aliases: Vec<(Route, Span)>,
    /// Left out unless drafts are asked for.
    pub draft: bool,
}

/// A plain page of the digest (`pages/about.md` is `/about/`).
#[derive(Debug, Clone)]
pub struct PlainPage {
    /// As read.
    pub head: PageHead,
    /// The text.
    pub body: Text,
    /// `/about/`.
    pub route: Route,
    /// Language of the text.
    pub lang: Lang,
}
