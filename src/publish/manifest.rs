//! The manifest: which files of the output folder are ours, in a file that readers can verify a copy against.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};

/// Its name in the output folder.
pub(super) const MANIFEST: &str = "manifest.json";

const GENERATOR: &str = "digest";
const VERSION: u32 = 1;

/// Whether the last build came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    /// Every file listed is there.
    #[default]
    Complete,
    /// A build is at work or was killed: old and new files together.
    Publishing,
}

/// Every file of ours by its path from the output folder (`/2016/index.html`), with its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Manifest {
    /// Whether the last build came to its end.
    pub(super) state: State,
    /// Path to hash; the manifest itself is not listed.
    pub(super) files: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Written {
    generator: String,
    version: u32,
    #[serde(default)]
    state: State,
    files: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads the manifest of a folder, if there is one.
    ///
    /// A damaged one is refused, not guessed at: without it nobody can tell our files from others.
    pub(super) fn read(folder: &Path) -> Result<Option<Manifest>> {
        let path = folder.join(MANIFEST);
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
            Ok(what) if !what.is_file() => bail!("{} is not a file", path.display()),
            Ok(_) => {}
        }
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let Ok(written) = serde_json::from_slice::<Written>(&bytes) else {
            bail!(
                "{} is damaged or not of this program, so it cannot be told which files here are the site's; \
                 move the folder away and build again",
                path.display()
            );
        };
        if written.generator != GENERATOR || written.version > VERSION {
            bail!("{} was written by another program or a newer version of this one", path.display());
        }
        if let Some(odd) = written.files.keys().find(|path| !is_plain(path)) {
            bail!("{} lists {odd:?}, which is no path inside the folder", path.display());
        }
        Ok(Some(Manifest { state: written.state, files: written.files }))
    }

    /// Old and new together: what may be in the folder while it is being changed.
    pub(super) fn union(old: &Manifest, new: &Manifest) -> Manifest {
        let mut files = old.files.clone();
        files.extend(new.files.iter().map(|(path, hash)| (path.clone(), hash.clone())));
        Manifest { state: State::Publishing, files }
    }

    /// The file's bytes: sorted, one line a file, the same for the same site.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut text = format!("{{\n  \"generator\": \"{GENERATOR}\",\n  \"version\": {VERSION},\n");
        if self.state == State::Publishing {
            text.push_str("  \"state\": \"publishing\",\n");
        }
        text.push_str("  \"files\": {");
        for (number, (path, hash)) in self.files.iter().enumerate() {
            text.push_str(if number == 0 { "\n    " } else { ",\n    " });
            text.push_str(&serde_json::to_string(path)?);
            text.push_str(": ");
            text.push_str(&serde_json::to_string(hash)?);
        }
        text.push_str("\n  }\n}\n");
        Ok(text.into_bytes())
    }
}

/// Whether a listed path stays inside the folder; what is listed may be removed one day.
fn is_plain(path: &str) -> bool {
    let odd = |part: &str| part.is_empty() || part == "." || part == ".." || part.contains(['\\', '\0', ':']);
    path.strip_prefix('/').is_some_and(|rest| !rest.split('/').any(odd)) && path != "/manifest.json"
}
