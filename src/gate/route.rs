//! Addresses inside the site: joined from parts that have passed, so that none can leave the site or hide in a path.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::gate::route::attachment::Attachment;
use crate::gate::slug::Slug;
use crate::gate::text::caseless;

pub mod attachment;

pub mod segment;

use segment::SegmentProblem;

/// The most bytes of UTF-8 in an address: with a folder before it, it stays under the 1,024 that macOS takes for a path.
const MAX_BYTES: usize = 800;

/// An address inside the site, unencoded and in NFC: `/2016/09/08/slug/` is a page, `/feed.xml` a file.
///
/// Made of slugs, numbers and names that stand in our own source; of strangers' paths only through [`Route::alias`].
/// Ordered by its text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Route(String);

impl Route {
    /// The address of the home page, `/`, where every other begins.
    pub fn root() -> Route {
        Route("/".to_owned())
    }

    /// A folder with a name of our own: `/tags/`. What is not a small letter, a digit, `-` or `_` is left out.
    #[must_use]
    pub fn fixed(self, name: &'static str) -> Route {
        let name: String = name.chars().filter(|c| is_plain(*c)).collect();
        self.folder(&name)
    }

    /// A folder named by a slug.
    #[must_use]
    pub fn slug(self, slug: &Slug) -> Route {
        self.folder(slug.as_str())
    }

    /// A folder of a year, in four figures at least: `/2016/`.
    #[must_use]
    pub fn year(self, year: i16) -> Route {
        self.folder(&format!("{year:04}"))
    }

    /// A folder of a month, in two figures: `/09/`.
    #[must_use]
    pub fn month(self, month: u8) -> Route {
        self.folder(&format!("{month:02}"))
    }

    /// A folder of a day, in two figures: `/08/`.
    #[must_use]
    pub fn day(self, day: u8) -> Route {
        self.folder(&format!("{day:02}"))
    }

    /// A file with a name of our own, the last part of an address: `/feed.xml`. Characters are kept as in
    /// [`Route::fixed`], and `.` and capitals (`/CNAME`).
    #[must_use]
    pub fn file(self, name: &'static str) -> Route {
        let name: String = name.chars().filter(|c| is_plain(*c) || *c == '.' || c.is_ascii_uppercase()).collect();
        self.last(&name)
    }

    /// A file of a numbered row, the last part of an address: `/sitemap-2.xml`.
    #[must_use]
    pub fn numbered_file(self, stem: &'static str, number: u32, extension: &'static str) -> Route {
        let plain = |text: &str| -> String { text.chars().filter(|c| is_plain(*c)).collect() };
        self.last(&format!("{}-{number}.{}", plain(stem), plain(extension)))
    }

    /// An image beside an article's page, the last part of an address.
    #[must_use]
    pub fn attachment(self, name: &Attachment) -> Route {
        self.last(name.as_str())
    }

    /// An old address that a contributor asks to keep: relative to the site, starting with `/`, percent-decoded here.
    /// It ends in `.html` (a file) or names a folder: `/old`, `/old/` and `/old/index.html` are one address, `/old/`.
    ///
    /// # Errors
    /// A [`RouteProblem`] that names what is wrong: nothing is repaired in silence.
    pub fn alias(path: &str) -> Result<Route, RouteProblem> {
        let rest = path.strip_prefix('/').ok_or(RouteProblem::NotFromRoot)?;
        if rest.contains(['?', '#']) {
            return Err(RouteProblem::Query);
        }
        let decoded = segment::percent_decoded(rest).ok_or(RouteProblem::Encoding)?;
        // An encoded `/` would part one segment in two, after it was looked at as one.
        if decoded.matches('/').count() != rest.matches('/').count() {
            return Err(RouteProblem::Encoding);
        }
        let decoded: String = decoded.nfc().collect();
        let folder = decoded.strip_suffix("/index.html").or_else(|| decoded.strip_suffix('/')).unwrap_or(&decoded);
        if folder.is_empty() || folder == "index.html" {
            return Err(RouteProblem::Home);
        }
        let page = folder.strip_suffix(".html").filter(|_| folder == decoded);
        let mut route = Route::root();
        let segments: Vec<&str> = page.unwrap_or(folder).split('/').collect();
        for (index, part) in segments.iter().enumerate() {
            segment::check(part)?;
            if segment::has_extension(part) || (index == 0 && part.eq_ignore_ascii_case("cname")) {
                return Err(RouteProblem::Extension((*part).to_owned()));
            }
            let is_file = page.is_some() && index + 1 == segments.len();
            route = if is_file { route.last(&format!("{part}.html")) } else { route.folder(part) };
        }
        route.checked_length()
    }

    /// A static file of a theme: `style.css`, `img/logo.svg`. Themes are trusted; this keeps them from mistakes.
    ///
    /// # Errors
    /// A [`RouteProblem`] for an empty path, a `..`, a leading `/`, a hidden file or a name that a file system refuses.
    pub fn asset(path: &str) -> Result<Route, RouteProblem> {
        let path: String = path.nfc().collect();
        let mut route = Route::root();
        let (folders, name) =
            path.rsplit_once('/').map_or((None, path.as_str()), |(folders, name)| (Some(folders), name));
        for part in folders.into_iter().flat_map(|folders| folders.split('/')) {
            segment::check(part)?;
            route = route.folder(part);
        }
        segment::check(name)?;
        route.last(name).checked_length()
    }

    /// The address as it is read: unencoded, in NFC, starting with `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as it is written in a link: UTF-8, everything percent-encoded that is not unreserved in RFC 3986.
    pub fn percent_encoded(&self) -> String {
        segment::percent_encoded(&self.0)
    }

    /// The name of the last folder or file: `slug` of `/2016/09/08/slug/`.
    pub fn last_segment(&self) -> &str {
        self.0.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
    }

    /// Where the file lies in the output folder: `2016/09/08/slug/index.html`, `feed.xml`.
    pub fn file_path(&self) -> String {
        let path = self.0.trim_start_matches('/');
        if self.is_directory() { format!("{path}index.html") } else { path.to_owned() }
    }

    /// Whether the address names a folder, whose page is its `index.html`.
    pub fn is_directory(&self) -> bool {
        self.0.ends_with('/')
    }

    /// The file's path as a file system sees it that knows no case: two routes with one key cannot both be files.
    pub fn collision_key(&self) -> String {
        caseless(&self.file_path())
    }

    fn folder(self, name: &str) -> Route {
        let mut path = self.0;
        // A file is the last part: what would come after it lies beside it instead, never inside.
        path.truncate(path.rfind('/').map_or(0, |at| at + 1));
        if !name.is_empty() {
            path.push_str(name);
            path.push('/');
        }
        Route(path)
    }

    fn last(self, name: &str) -> Route {
        let mut path = self.0;
        path.truncate(path.rfind('/').map_or(0, |at| at + 1));
        path.push_str(name);
        Route(path)
    }

    fn checked_length(self) -> Result<Route, RouteProblem> {
        if self.0.len() > MAX_BYTES { Err(RouteProblem::TooLong) } else { Ok(self) }
    }
}

fn is_plain(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_')
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a path is no address inside the site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RouteProblem {
    /// It does not start with `/`.
    NotFromRoot,
    /// It has a `?` or a `#`.
    Query,
    /// Its percent-encoding is broken, not UTF-8, or hides a `/`.
    Encoding,
    /// It is the home page.
    Home,
    /// One of its parts is refused.
    Segment(SegmentProblem),
    /// A part has an extension other than a final `.html`, or is the name of a file that hosts read.
    Extension(String),
    /// It is longer than file systems take.
    TooLong,
}

impl From<SegmentProblem> for RouteProblem {
    fn from(problem: SegmentProblem) -> RouteProblem {
        RouteProblem::Segment(problem)
    }
}

impl fmt::Display for RouteProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RouteProblem::NotFromRoot => f.write_str("an address inside the site starts with `/`"),
            RouteProblem::Query => f.write_str("an old address cannot have a query or a fragment"),
            RouteProblem::Encoding => f.write_str("the percent-encoding is not valid"),
            RouteProblem::Home => f.write_str("the home page cannot be an old address"),
            RouteProblem::Segment(problem) => problem.fmt(f),
            RouteProblem::Extension(part) => {
                write!(f, "`{}` cannot be a page: only `.html` may end an old address", crate::gate::line::line(part))
            }
            RouteProblem::TooLong => write!(f, "the address is longer than {MAX_BYTES} bytes"),
        }
    }
}

impl std::error::Error for RouteProblem {}

#[cfg(test)]
mod tests;
