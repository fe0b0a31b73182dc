//! Markdown from strangers becomes HTML that can do nothing but be read. Nothing else in the program makes [`Html`].

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use serde::Serialize;

use crate::gate::excerpt;
use crate::gate::href::{Href, HrefPlace};
use crate::gate::slug::Slug;
use crate::gate::text::Dir;

pub mod attic;

pub mod compose;

pub mod escape;

mod walk;

mod end;

mod heading;

mod link;

mod note;

mod quotation;

mod table;

mod code;

mod clean;

mod plain;

pub mod problem;

use problem::BodyProblem;

/// The most blocks (lists with their items, quotations, notes) that may stand inside each other.
pub const MAX_DEPTH: usize = 64;

/// HTML that is safe to put in a page: every letter of a stranger escaped, every tag and attribute our own.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// Plain text as HTML.
    pub fn text(text: &str) -> Html {
        Html(escape::escape_text(text))
    }

    /// Markdown as HTML, with all that the rest of the program wants to know of it. Never fails: what is refused is left
    /// out or shown as text, and named in [`Body::problems`].
    ///
    /// The Markdown is CommonMark with tables, footnotes and strikethrough. Raw HTML is text.
    pub fn markdown(text: &str, resolver: &dyn Resolver, options: &Options<'_>) -> Body {
        let anchored = ["(#", "(<#", "]: #", "]:#", "]: <#"].iter().any(|sign| text.contains(sign));
        let known = if anchored { walk::ids(text, resolver, options) } else { BTreeSet::new() };
        walk::body(text, resolver, options, &known)
    }

    /// What another gate has made safe in its own way.
    pub(in crate::gate) fn trusted(html: String) -> Html {
        Html(html)
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The HTML for a reader that does not know where it came from (a feed): links and images that begin at the root of
    /// the site get its origin (`https://example.org`) in front, and those to a part of the text its page.
    pub fn absolute(&self, origin: &str, page: &str) -> String {
        let page = escape::escape_attr(page);
        let origin = escape::escape_attr(origin.trim_end_matches('/'));
        self.readdressed(|address, is_href| match address.as_bytes().first() {
            Some(b'#') if is_href => Some(format!("{page}{address}")),
            Some(b'/') => Some(format!("{origin}{address}")),
            _ => None,
        })
    }

    /// The HTML for a page that is read without a host: links and images that begin at the root of the site, under its
    /// `base` path, begin with `root` (`../..`), and where they name a folder they name the file in it, `index`.
    #[must_use]
    pub fn relative(&self, base: &str, root: &str, index: &str) -> Html {
        let base = escape::escape_attr(base);
        Html(self.readdressed(|address, _| {
            let path = address.strip_prefix::<&str>(&base).filter(|path| path.starts_with('/'))?;
            let (path, part) = path.find('#').map_or((path, ""), |at| path.split_at(at));
            let index = if path.ends_with('/') { index } else { "" };
            Some(format!("{root}{path}{index}{part}"))
        }))
    }

    /// The HTML with other addresses: those of links and images, each as it is written and whether it is a link's.
    ///
    /// Replacing text is sound because a `"` in a stranger's text is always written as `&quot;`: ` href="/` is our own.
    fn readdressed(&self, instead: impl Fn(&str, bool) -> Option<String>) -> String {
        let mut html = String::with_capacity(self.0.len() + 256);
        let mut copied = 0;
        // Every address stands between quotation marks after an equals sign.
        for (at, _) in self.0.match_indices("=\"") {
            let (name, value) = (&self.0[copied..at], at + 2);
            let is_href = name.ends_with(" href");
            let Some(end) = self.0[value..].find('"').map(|length| value + length) else { continue };
            if !(is_href || name.ends_with(" src")) {
                continue;
            }
            if let Some(address) = instead(&self.0[value..end], is_href) {
                html.push_str(&self.0[copied..value]);
                html.push_str(&address);
                copied = end;
            }
        }
        html.push_str(&self.0[copied..]);
        html
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The id of the heading that a fragment (without `#`) of a link to another text means: our id itself, or the words of
/// the heading. Whether there is such a heading is for others to say.
#[must_use]
pub fn heading_id(fragment: &str) -> String {
    let decoded = crate::gate::route::segment::percent_decoded(fragment).unwrap_or_else(|| fragment.to_owned());
    if ["h-", "fn-", "fnref-"].iter().any(|start| decoded.starts_with(start)) {
        return decoded;
    }
    Slug::of(&decoded).map_or(decoded, |slug| format!("h-{slug}"))
}

/// Whether a link with this text may lead there: a text that looks like an address names the host that it leads to.
pub fn is_honest_link(text: &str, href: &Href) -> bool {
    link::other_host(&excerpt::one_line(text), Some(href)).is_none()
}

/// Who knows what there is inside the site.
pub trait Resolver {
    /// Where a link leads that names no other site. `dest` is as written, with entities decoded: `/about/`, `slug`,
    /// `../x.md`, `/about/#part`.
    fn link(&self, dest: &str) -> Resolution;

    /// Which file an image is. `dest` is as written, with entities decoded, and names no other site.
    fn image(&self, dest: &str) -> ImageResolution;
}

/// What a [`Resolver`] says of a link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Resolution {
    /// An address inside the site.
    Href {
        /// The address with the site's base path, percent-encoded.
        href: String,
        /// Whether there is no such page: the text is then shown without a link, and reported.
        missing: bool,
    },
    /// A link that may not be, and why: lower case, one line.
    Refused(String),
}

/// What a [`Resolver`] says of an image.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ImageResolution {
    /// A file of the site.
    Image {
        /// Its address with the site's base path, percent-encoded.
        src: String,
        /// Width and height in pixels, if they are known.
        size: Option<(u32, u32)>,
    },
    /// There is no such file.
    Missing,
    /// It is there and cannot be shown, and whoever owns the file has been told.
    Noted,
    /// A file that may not be shown, and why: lower case, one line.
    Refused(String),
}

/// What the page around a body decides.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The words that we add, in the language of the body or the page.
    pub labels: Labels<'a>,
    /// The direction of the body: a quotation or a table cell that runs the other way says so.
    pub dir: Dir,
    /// Makes ids unique where a page shows several bodies.
    pub prefix: Option<&'a Slug>,
}

/// The words that we add to a body. They are escaped like any text.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    /// Names the list of footnotes: `Notes`.
    pub notes: &'a str,
    /// Names the link from a footnote back to the text; the number of the note is added: `Back to note`.
    pub back_to_text: &'a str,
    /// Names a table that may scroll sideways; its number is added: `Table`.
    pub table: &'a str,
}

/// A text of Markdown after the gate.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Body {
    /// The HTML: empty where it would be larger than it may be.
    pub html: Html,
    /// The first paragraph that stands in no list, quotation, table or note, as plain text on one line.
    pub first_paragraph: Option<String>,
    /// All text without markup, a line a block.
    pub plain_text: String,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// The links that were written, in order.
    pub links: Vec<BodyLink>,
    /// The images of the site that were asked for, in order, also those that were refused.
    pub images: Vec<BodyImage>,
    /// The quotations, in order of their ends: block quotations, and passages between quotation marks in a paragraph.
    pub quotations: Vec<Quotation>,
    /// Whether there is a code block.
    pub has_code: bool,
    /// Everything that was not shown as it was written, or should not have been.
    pub problems: Vec<BodyProblem>,
}

/// A heading of a body.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Heading {
    /// 2 to 6, as written in the HTML.
    pub level: u8,
    /// Its id: `h-` and the slug of its text, unique in the body.
    pub id: String,
    /// Its plain text.
    pub text: String,
}

/// A quotation of a body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quotation {
    /// Where it stands in the Markdown: the block, or the paragraph in which the passage begins.
    pub range: Range<usize>,
    /// How many words it has, see [`crate::gate::excerpt::words`].
    pub words: usize,
}

/// A link of a body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BodyLink {
    /// Where its address stands in the Markdown; the whole link where that cannot be told.
    pub range: Range<usize>,
    /// The address: percent-encoded to other sites, as written inside the site.
    pub target: String,
    /// Where it leads.
    pub place: HrefPlace,
}

/// An image of a body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BodyImage {
    /// Where it stands in the Markdown.
    pub range: Range<usize>,
    /// The file as written.
    pub src: String,
    /// What it shows, in words.
    pub alt: String,
}

#[cfg(test)]
mod tests;
