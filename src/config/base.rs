//! The address a site stands at, cut into the parts that links are made of.

use url::{Position, Url};

/// `https://user.github.io/digest/` as its origin and its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// Scheme, host and port: `https://user.github.io`.
    pub origin: String,
    /// Percent-encoded, without a slash at its end: `/digest`, or nothing.
    pub path: String,
}

impl Base {
    /// Cuts an address.
    ///
    /// # Errors
    /// What is wrong with it, one line.
    pub fn parse(text: &str) -> Result<Base, String> {
        let form = "write it as `https://user.github.io/digest/`";
        if text.contains(char::is_whitespace) || text.contains('\\') {
            return Err(format!("an address holds no spaces and no backslashes; {form}"));
        }
        let url = Url::parse(text).map_err(|error| format!("{error}; {form}"))?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(format!("an address begins with https:// or http:// and a host; {form}"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(format!("an address has no user name; {form}"));
        }
        if !url[Position::AfterPath..].is_empty() {
            return Err(format!("the site's address has no `?` and no `#`; {form}"));
        }
        let path = url.path().trim_end_matches('/');
        // A path that begins with two slashes would be read as another host in every link.
        if path.contains("//") {
            return Err(format!("the path has two slashes in a row; {form}"));
        }
        Ok(Base { origin: url.origin().ascii_serialization(), path: path.to_owned() })
    }

    /// The whole address, with a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}{}/", self.origin, self.path)
    }
}
