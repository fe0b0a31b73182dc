//! Read, from the history: a folder as it was at a revision of git. Nothing is checked out, fetched or written.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

use anyhow::{Context as _, Result, anyhow, bail};
use rayon::prelude::*;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::source::sum::Sum;
use crate::source::{
    Folder, LINK, MOST_BYTES, NOT_UTF8, Refused, SUBMODULE, SourceFile, SourcePath, TOO_LARGE, separator,
};

/// What the repository at hand may not decide: it may be a stranger's, and its configuration can name programs to run.
/// Only `rev-parse`, `ls-tree` and `cat-file` are called, which know no filters, hooks and diff programs to begin with.
const OPTIONS: [&str; 11] = [
    "--no-pager",
    "--no-optional-locks",
    "--no-replace-objects",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "safe.bareRepository=explicit",
    "-C",
];

/// A revision of the repository that a site lies in.
#[derive(Debug)]
pub struct Revision {
    /// The folder that holds site.toml.
    root: PathBuf,
    /// Where the site lies in its repository: empty, or with `/` at its end.
    prefix: String,
    /// The commit's name.
    commit: String,
}

impl Revision {
    /// Finds a revision, written in any way that git reads, in the repository of the site at `root`.
    ///
    /// # Errors
    /// When there is no git, no repository, or no such revision; the message says what to run.
    pub fn open(root: &Path, revision: &str) -> Result<Revision> {
        let prefix = git(root, &["rev-parse", "--show-prefix"])?;
        if !prefix.status.success() {
            let said = String::from_utf8_lossy(&prefix.stderr).into_owned();
            if said.contains("not a git repository") {
                bail!("{} is not in a git repository, so nothing is known of how it was", root.display());
            }
            if said.contains("dubious ownership") {
                bail!(
                    "git does not trust the repository of {}, because somebody else owns it; if you do, run \
                     `git config --global --add safe.directory FOLDER` with the folder of the repository",
                    root.display()
                );
            }
            bail!("git cannot read the repository of {}: {}", root.display(), first_line(&said));
        }
        let prefix = String::from_utf8(prefix.stdout).context("the site lies in a folder whose name is not UTF-8")?;
        let prefix = prefix.strip_suffix('\n').unwrap_or(&prefix).to_owned();
        let commit = resolve(root, revision)?.ok_or_else(|| absent(root, revision))?;
        Ok(Revision { root: root.to_path_buf(), prefix, commit })
    }

    /// Where the site lies in its repository: empty, or with `/` at its end.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Every file of `root/folder` as it was, sorted by path, with the same refusals as [`crate::source::read`];
    /// a folder that was absent is empty. Of the `known` files, sorted by path, those that are what they were are taken as
    /// they are: git is asked for the others only.
    ///
    /// # Errors
    /// When the history is not whole, as in a clone that left files out.
    pub fn read(&self, folder: &str, known: &[SourceFile]) -> Result<Folder> {
        let path = format!("{}{folder}", self.prefix);
        let tree = git(&self.root, &["ls-tree", "-r", "-z", "--full-tree", &self.commit, "--", &path])?;
        if !tree.status.success() {
            bail!(
                "git cannot list {folder} of {}: {}",
                self.commit,
                first_line(&String::from_utf8_lossy(&tree.stderr))
            );
        }
        let entries = tree.stdout.split(|byte| *byte == 0).filter(|entry| !entry.is_empty());
        let entries: Vec<Entry<'_>> = entries.map(|entry| Entry::read(entry, &self.prefix)).collect::<Result<_>>()?;
        let same: Vec<Option<SourceFile>> = entries.par_iter().map(|entry| entry.among(known)).collect();
        let mut found = Folder::default();
        let mut blobs = Blobs::open(&self.root)?;
        for (entry, same) in entries.iter().zip(same) {
            match same {
                Some(file) => found.files.push(file),
                None => entry.visit(&mut found, &mut blobs)?,
            }
        }
        found.files.sort_by(|a, b| a.path.cmp(&b.path));
        found.refused.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }
}

/// An entry of a tree: `100644 blob <name>`, a tab, the path.
struct Entry<'t> {
    mode: &'t str,
    /// What git calls its bytes.
    name: &'t str,
    /// Below the site.
    path: &'t [u8],
}

impl<'t> Entry<'t> {
    fn read(entry: &'t [u8], prefix: &str) -> Result<Entry<'t>> {
        let strange = || anyhow!("git lists {:?}, which is no entry of a tree", String::from_utf8_lossy(entry));
        let tab = entry.iter().position(|byte| *byte == b'\t').ok_or_else(strange)?;
        let (about, path) = (&entry[..tab], &entry[tab + 1..]);
        let mut about = std::str::from_utf8(about)?.split(' ');
        let (mode, name) = (about.next().ok_or_else(strange)?, about.nth(1).ok_or_else(strange)?);
        Ok(Entry { mode, name, path: path.strip_prefix(prefix.as_bytes()).unwrap_or(path) })
    }

    /// The file of this path among these, if git gives its bytes the same name.
    fn among(&self, known: &[SourceFile]) -> Option<SourceFile> {
        let path = std::str::from_utf8(self.path).ok().filter(|_| matches!(self.mode, "100644" | "100755"))?;
        let file = known.get(known.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?)?;
        (name_of(&file.held().bytes, self.name.len())? == self.name).then(|| file.clone())
    }

    fn visit(&self, found: &mut Folder, blobs: &mut Blobs) -> Result<()> {
        let shown = String::from_utf8_lossy(self.path);
        if let Some(refused) = separator(&shown) {
            found.refused.push(refused);
            return Ok(());
        }
        let shown = SourcePath::new(shown.into_owned());
        let what = if std::str::from_utf8(self.path).is_err() {
            NOT_UTF8
        } else if self.mode == "120000" {
            LINK
        } else if self.mode == "160000" {
            SUBMODULE
        } else if let Some(bytes) = blobs.read(self.name).with_context(|| format!("reading {shown} as it was"))? {
            found.files.push(SourceFile { path: shown, sum: Some(Sum::of(&bytes)), bytes: bytes.into(), stat: None });
            return Ok(());
        } else {
            TOO_LARGE
        };
        found.refused.push(Refused::new(shown, what));
        Ok(())
    }
}

/// What git calls these bytes, in as many hexadecimal digits as the repository's names have: the SHA-1, or the SHA-256, of
/// a head and the bytes (gitformat-object).
fn name_of(bytes: &[u8], digits: usize) -> Option<String> {
    fn sum<D: Digest>(bytes: &[u8]) -> String {
        let sum = D::new().chain_update(format!("blob {}\0", bytes.len())).chain_update(bytes).finalize();
        sum.iter().map(|byte| format!("{byte:02x}")).collect()
    }
    match digits {
        40 => Some(sum::<Sha1>(bytes)),
        64 => Some(sum::<Sha256>(bytes)),
        _ => None,
    }
}

/// The full name of a commit, if there is one.
fn resolve(root: &Path, revision: &str) -> Result<Option<String>> {
    let wanted = format!("{revision}^{{commit}}");
    let found = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
    let name = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    let is_name = name.len() >= 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    Ok((found.status.success() && is_name).then_some(name))
}

/// Why a revision is not there, and what to run. A command is only named with a revision that is no trap in a shell.
fn absent(root: &Path, revision: &str) -> anyhow::Error {
    let is_so = |args: &[&str]| git(root, args).is_ok_and(|output| output.stdout.starts_with(b"true"));
    if !matches!(resolve(root, "HEAD"), Ok(Some(_))) {
        return anyhow!("there is no revision `{revision}`: this repository has no commit yet");
    }
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '/' | '-');
    let is_name = !revision.starts_with('-') && !revision.is_empty() && !revision.contains("..");
    let fetch = match revision.strip_prefix("origin/") {
        _ if !is_name || !revision.chars().all(is_plain) => None,
        Some(branch) => Some(format!("git fetch origin {branch}:refs/remotes/origin/{branch}")),
        None => Some(format!("git fetch origin {revision}")),
    };
    let runs = match (fetch, is_so(&["rev-parse", "--is-shallow-repository"])) {
        (Some(fetch), false) => format!("run `{fetch}`"),
        (Some(fetch), true) => format!("this clone is shallow: run `git fetch --unshallow`, or `{fetch}`"),
        (None, true) => "this clone is shallow: run `git fetch --unshallow`".to_owned(),
        (None, false) => "run `git fetch` if it is elsewhere".to_owned(),
    };
    anyhow!("there is no revision `{revision}` here; {runs}")
}

/// One `git cat-file --batch`, asked for one object after the other.
struct Blobs {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Blobs {
    fn open(root: &Path) -> Result<Blobs> {
        let mut command = command(root, &["cat-file", "--batch"]);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = child.map_err(unable)?;
        let answers = child.stdout.take().context("git gives no answers")?;
        Ok(Blobs { questions: child.stdin.take(), answers: BufReader::new(answers), child })
    }

    /// What a file held; nothing when that is more than we read.
    fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let to = self.questions.as_mut().context("git takes no questions")?;
        to.write_all(format!("{name}\n").as_bytes())
            .and_then(|()| to.flush())
            .context("git takes no more questions")?;
        let mut head = Vec::new();
        self.answers.read_until(b'\n', &mut head)?;
        let head = String::from_utf8_lossy(&head).trim_end().to_owned();
        let size = head.rsplit_once(' ').and_then(|(_, size)| size.parse::<u64>().ok());
        let Some(size) = size else {
            bail!("this clone does not have it (git says `{head}`); `git fetch --refetch` gets what was left out");
        };
        // A line end follows each object.
        let mut object = self.answers.by_ref().take(size + 1);
        if size > MOST_BYTES {
            std::io::copy(&mut object, &mut std::io::sink())?;
            return Ok(None);
        }
        let mut bytes = Vec::new();
        object.read_to_end(&mut bytes)?;
        if bytes.len() as u64 != size + 1 {
            bail!("git gave fewer bytes than it promised");
        }
        bytes.pop();
        Ok(Some(bytes))
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // It ends when its questions do; waiting leaves no process behind.
        drop(self.questions.take());
        let _ = self.child.wait();
    }
}

fn git(root: &Path, args: &[&str]) -> Result<Output> {
    command(root, args).stdin(Stdio::null()).output().map_err(unable)
}

fn unable(error: std::io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::NotFound => anyhow!("the program git is needed to know how the site was, and is not there"),
        _ => anyhow!(error).context("git cannot be run"),
    }
}

/// The settings of the user and the machine stay in force: `safe.directory` is one of them.
fn command(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(OPTIONS).arg::<&OsStr>(root.as_os_str()).args(args);
    // A clone that left files out would go and fetch them, with whatever program its configuration names.
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "none").env("GIT_TERMINAL_PROMPT", "0");
    command.env("LC_ALL", "C");
    // Set while a hook runs, perhaps for another repository than that of the site.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE"] {
        command.env_remove(name);
    }
    command
}

fn first_line(said: &str) -> String {
    said.lines().next().unwrap_or("it does not say why").to_owned()
}
