//! The action that brings the program to a workflow: a repository, and the commit of it that is trusted.

use std::fmt;
use std::str::FromStr;

use anyhow::{Result, anyhow};

use crate::cli::init::place::Place;

/// Where this program comes from; the action is in the same repository.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// `owner/name@commit`, and the release that the commit is of, if that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Action {
    place: Place,
    /// A commit, by its whole name in hexadecimal digits; or a tag.
    reference: String,
    release: Option<&'static str>,
}

impl Action {
    /// The action of this very program: by its commit where the program was told it when it was compiled, as releases
    /// are (`DIGEST_COMMIT`), else by the tag of its version.
    ///
    /// # Errors
    /// When the program was packaged as one of a repository elsewhere.
    pub(super) fn own() -> Result<Action> {
        let place = REPOSITORY.strip_prefix("https://github.com/").and_then(|place| place.parse().ok());
        let place =
            place.ok_or_else(|| anyhow!("this program is of no repository on GitHub; name one with --action"))?;
        let version = concat!("v", env!("CARGO_PKG_VERSION"));
        Ok(match option_env!("DIGEST_COMMIT").filter(|commit| is_commit(commit)) {
            Some(commit) => Action { place, reference: commit.to_owned(), release: Some(version) },
            None => Action { place, reference: version.to_owned(), release: None },
        })
    }

    /// Whether it is named by a commit, which nobody can exchange for another.
    pub(super) fn is_commit(&self) -> bool {
        is_commit(&self.reference)
    }
}

impl FromStr for Action {
    type Err = String;

    /// Reads `owner/name@commit`; a tag or a branch can be moved, and so is refused.
    fn from_str(text: &str) -> Result<Action, String> {
        let (place, commit) = text.split_once('@').unwrap_or((text, ""));
        if !is_commit(commit) {
            return Err("an action is written OWNER/NAME@COMMIT, with the 40 digits of the commit".to_owned());
        }
        Ok(Action { place: place.parse()?, reference: commit.to_owned(), release: None })
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.place, self.reference)?;
        self.release.map_or(Ok(()), |release| write!(f, " # {release}"))
    }
}

fn is_commit(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_named_by_its_commit() {
        let commit = "0123456789abcdef0123456789abcdef01234567";
        let action: Action = format!("orla/digest@{commit}").parse().unwrap();
        assert_eq!((action.to_string(), action.is_commit()), (format!("orla/digest@{commit}"), true));
        for text in ["orla/digest", "orla/digest@v1", "orla/digest@main", "orla/digest@0123456", "@"] {
            assert!(text.parse::<Action>().is_err(), "{text}");
        }
        assert!(format!("or la/digest@{commit}").parse::<Action>().is_err());
        assert!(Action::own().is_ok_and(|own| own.to_string().starts_with("ceasefire-digest/")));
    }
}
