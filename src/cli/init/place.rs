//! A repository on GitHub, and the address that its site has on GitHub Pages.

use std::fmt;
use std::str::FromStr;

/// `owner/name`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) owner: String,
    name: String,
}

impl FromStr for Place {
    type Err = String;

    /// Reads `owner/name`: an owner has letters, digits and `-`, a name `.` and `_` as well.
    fn from_str(text: &str) -> Result<Place, String> {
        let is_owner = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let is_name = |c: char| is_owner(c) || matches!(c, '.' | '_');
        text.split_once('/')
            .filter(|(owner, _)| !owner.is_empty() && owner.chars().all(is_owner) && !owner.starts_with('-'))
            .filter(|(_, name)| name.chars().all(is_name) && !matches!(*name, "" | "." | ".."))
            .map(|(owner, name)| Place { owner: owner.to_owned(), name: name.to_owned() })
            .ok_or_else(|| "a repository on GitHub is written OWNER/NAME".to_owned())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.owner, self.name)
    }
}

impl Place {
    /// The host of the owner's sites, `owner.github.io`.
    pub(super) fn host(&self) -> String {
        format!("{}.github.io", self.owner.to_ascii_lowercase())
    }

    /// Where GitHub Pages shows the site: a repository that is named as the host is the site of the host itself.
    pub(super) fn address(&self) -> String {
        let host = self.host();
        if self.name.eq_ignore_ascii_case(&host) {
            format!("https://{host}/")
        } else {
            format!("https://{host}/{}/", self.name)
        }
    }
}

/// The repository on GitHub that a clone comes from, by the `config` of git in it.
pub(super) fn origin(config: &str) -> Option<Place> {
    let mut lines = config.lines().map(str::trim).skip_while(|line| *line != "[remote \"origin\"]").skip(1);
    let section = lines.by_ref().take_while(|line| !line.starts_with('['));
    let url = section.filter_map(|line| line.split_once('=')).find(|(key, _)| key.trim() == "url")?.1.trim();
    let rest = ["https://github.com/", "git@github.com:", "ssh://git@github.com/"]
        .iter()
        .find_map(|start| url.strip_prefix(start))?;
    let rest = rest.trim_end_matches('/');
    rest.strip_suffix(".git").unwrap_or(rest).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_stands_where_pages_shows_it() {
        let address = |text: &str| text.parse::<Place>().map(|place| place.address());
        assert_eq!(address("Lake-Orla/digest").as_deref(), Ok("https://lake-orla.github.io/digest/"));
        assert_eq!(address("Lake-Orla/lake-orla.github.io").as_deref(), Ok("https://lake-orla.github.io/"));
        for text in ["", "digest", "/digest", "orla/", "orla/..", "orla/a/b", "orla/a b", "-o/a", "o\"/a", "орла/a"]
        {
            assert!(address(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_origin_of_a_clone_is_known() {
        let of = |url: &str| {
            let config =
                format!("[core]\n\tbare = false\n[remote \"up\"]\n\turl = x\n[remote \"origin\"]\n\turl = {url}\n");
            origin(&config).map(|place| place.to_string())
        };
        for url in
            ["https://github.com/orla/digest.git", "git@github.com:orla/digest", "ssh://git@github.com/orla/digest.git"]
        {
            assert_eq!(of(url).as_deref(), Some("orla/digest"), "{url}");
        }
        for url in ["https://example.org/orla/digest.git", "/srv/digest.git", "https://github.com/orla"] {
            assert_eq!(of(url), None, "{url}");
        }
        assert_eq!(origin("[remote \"origin\"]\n[branch \"url\"]\n\turl = https://github.com/orla/digest"), None);
    }
}
