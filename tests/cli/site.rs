//! The harness: a site in a temporary folder, and what the binary does with it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;
use walkdir::WalkDir;

/// A site in a temporary folder, removed when the value is dropped.
pub(crate) struct Site {
    folder: TempDir,
}

/// What a run left.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Site {
    /// An empty folder.
    pub(crate) fn empty() -> Site {
        Site { folder: tempfile::tempdir().unwrap() }
    }

    /// An empty folder in memory, where the system has such: for tests that make thousands of files.
    pub(crate) fn in_memory() -> Site {
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        Site { folder: folder.unwrap() }
    }

    /// A copy of `tests/fixtures/<name>`.
    pub(crate) fn from(name: &str) -> Site {
        Site::empty().with(name)
    }

    /// The same, with the files of `tests/fixtures/<name>`.
    pub(crate) fn with(self, name: &str) -> Site {
        let site = self;
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
        for (path, bytes) in files(&fixture) {
            site.write(&path, bytes);
        }
        site
    }

    /// Lets the site lose addresses that it has published: for tests of what a build does then.
    pub(crate) fn may_lose(self) -> Site {
        self.write("site.toml", self.read("site.toml") + "\n[rules]\naddress-lost = \"off\"\nsite-moved = \"off\"\n");
        self
    }

    /// Where a file of the site lies.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file, with the folders it needs.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let place = self.path(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }

    /// The text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces a text that stands in a file.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} does not hold {from:?}");
        self.write(path, text.replace(from, to));
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// The files of a folder, sorted.
    pub(crate) fn tree(&self, folder: &str) -> Vec<String> {
        self.files(folder).into_keys().collect()
    }

    /// The files of a folder with their bytes.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.path(folder))
    }

    /// The binary with these arguments, in the site's folder and in an environment without surprises.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        // Long tests may take the program that people get, which is faster.
        let binary = std::env::var_os("DIGEST_BINARY").unwrap_or_else(|| env!("CARGO_BIN_EXE_digest").into());
        let mut command = Command::new(binary);
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE", "RAYON_NUM_THREADS"] {
            command.env_remove(name);
        }
        for name in ["GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"] {
            command.env_remove(name);
        }
        command.args(args).current_dir(self.folder.path()).env("TZ", "UTC").env("LANG", "C.UTF-8").stdin(Stdio::null());
        command
    }

    /// Runs the binary in the site's folder.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        Output::of(&mut self.command(args))
    }
}

impl Output {
    /// Runs a command to its end.
    pub(crate) fn of(command: &mut Command) -> Output {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Output { status: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Fails the test unless the run ended so.
    #[track_caller]
    pub(crate) fn ends(self, status: i32) -> Output {
        assert_eq!(self.status, status, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// Fails the test unless standard error holds this text.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Output {
        assert!(self.stderr.contains(text), "{text:?} is not in:\n{}", self.stderr);
        self
    }
}

/// Every file below a folder by its path with `/`; a folder that is not there has none.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
    WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap()))
        .collect()
}
