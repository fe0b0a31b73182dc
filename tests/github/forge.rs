//! What GitHub is to the workflows: a bare repository with pull requests, what runs keep, a site that is served, and an
//! API that answers to `gh`.

use std::cell::Cell;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use walkdir::WalkDir;

use crate::runner::{self, Event, Run};
use crate::site::{Output, Site};

/// A `gh` that knows what the steps ask it for. The filters are those of the steps, and jq runs them.
const GH: &str = include_str!("gh.sh");

/// GitHub, in a temporary folder.
pub(crate) struct Forge {
    site: Site,
    port: u16,
    runs: Cell<usize>,
}

/// The program that is tested.
fn program() -> PathBuf {
    std::env::var_os("DIGEST_BINARY").unwrap_or_else(|| env!("CARGO_BIN_EXE_digest").into()).into()
}

/// Whether this machine has what the steps are made of. GitHub's runners have all of it.
pub(crate) fn is_whole() -> bool {
    let missing: Vec<&str> = ["bash", "curl", "git", "jq"]
        .into_iter()
        .filter(|name| {
            let found = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
            !found.is_ok_and(|status| status.success())
        })
        .collect();
    if !missing.is_empty() {
        assert!(std::env::var_os("DIGEST_LONG").is_none(), "{missing:?} must be there");
        eprintln!("skipped: the steps of the workflows need {missing:?}");
    }
    missing.is_empty()
}

impl Forge {
    /// A repository that `digest init --github` made, pushed to its main branch.
    pub(crate) fn new() -> Forge {
        let site = Site::empty();
        fs::create_dir_all(site.path("bin")).unwrap();
        site.write("bin/gh", GH);
        runnable(&site.path("bin/gh"));
        for list in ["pulls", "comments", "issues"] {
            site.write(&format!("{list}.json"), "[]");
        }
        fs::create_dir_all(site.path("live")).unwrap();
        let port = serve(site.path("live"), site.path("status"));
        let forge = Forge { site, port, runs: Cell::new(0) };
        let action = format!("--action=ceasefire-digest/ceasefire-digest.github.io@{}", "0".repeat(40));
        forge.site.run(&["init", "base", "--github=orla/digest", "--today=2026-05-04", &action]).ends(0);
        forge.site.edit(
            "base/site.toml",
            "https://orla.github.io/digest/",
            &format!("http://127.0.0.1:{port}/digest/"),
        );
        forge.git("", &["init", "--quiet", "--bare", "-b", "main", "origin.git"]);
        // The files of this repository itself, which are those that `init` embeds (tests/github/files.rs).
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github");
        for path in [
            "workflows/check.yml",
            "workflows/comment.yml",
            "workflows/links.yml",
            "workflows/publish.yml",
            "digest/steps.sh",
        ] {
            fs::copy(own.join(path), forge.path("base/.github").join(path)).unwrap();
        }
        // As GitHub has it: any commit that a pull request is made of can be asked for.
        forge.git("origin.git", &["config", "uploadpack.allowAnySHA1InWant", "true"]);
        forge.git("base", &["init", "--quiet", "-b", "main"]);
        forge.git("base", &["remote", "add", "origin", &forge.path("origin.git").display().to_string()]);
        forge.push("A digest");
        forge
    }

    /// Where something of it lies.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.site.path(path)
    }

    /// What the action brings to a run: the program, or a script that was put in its place.
    pub(crate) fn program(&self) -> PathBuf {
        Some(self.path("program")).filter(|stub| stub.exists()).unwrap_or_else(program)
    }

    /// Puts a script in the place of the program.
    pub(crate) fn stand_in(&self, script: &str) {
        self.site.write("program", script);
        runnable(&self.path("program"));
    }

    /// Its files, for reading and writing; `base/` is the clone of a maintainer.
    pub(crate) fn files(&self) -> &Site {
        &self.site
    }

    /// A new folder.
    pub(crate) fn folder(&self, path: &str) -> PathBuf {
        let folder = self.path(path);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// The number of the next run.
    pub(crate) fn next(&self) -> usize {
        self.runs.set(self.runs.get() + 1);
        self.runs.get()
    }

    /// Runs git, as somebody without settings.
    pub(crate) fn git(&self, folder: &str, args: &[&str]) -> Output {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"]);
        command.args(args).current_dir(self.path(folder)).stdin(Stdio::null());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        Output::of(&mut command).ends(0)
    }

    /// Commits what lies in `base/` and pushes it to the main branch.
    pub(crate) fn push(&self, message: &str) {
        self.git("base", &["add", "--all"]);
        self.git("base", &["commit", "--quiet", "--allow-empty", "--message", message]);
        self.git("base", &["push", "--quiet", "origin", "main"]);
    }

    /// A fork's clone, `fork/`, made anew from the main branch.
    pub(crate) fn fork(&self) {
        let _ = fs::remove_dir_all(self.path("fork"));
        self.git("", &["clone", "--quiet", "origin.git", "fork"]);
    }

    /// Commits what lies in `fork/` and opens a pull request of it, or moves the one that is open: its commit.
    pub(crate) fn pull(&self, number: u32, branch: &str) -> String {
        self.git("fork", &["add", "--all"]);
        self.propose(number, branch)
    }

    /// The same, with what is in the index already.
    pub(crate) fn propose(&self, number: u32, branch: &str) -> String {
        self.git("fork", &["commit", "--quiet", "--allow-empty", "--message", "@everyone ::error::x"]);
        self.opened(number, branch)
    }

    /// The same, with the last commit of the fork.
    pub(crate) fn opened(&self, number: u32, branch: &str) -> String {
        let head = self.git("fork", &["rev-parse", "HEAD"]).stdout.trim().to_owned();
        self.git("fork", &["push", "--quiet", "--force", "origin", &format!("HEAD:refs/pull/{number}/head")]);
        let pull = serde_json::json!({
            "number": number, "state": "open", "base": {"ref": "main"},
            "head": {"sha": head, "label": format!("stranger:{branch}")},
        });
        let mut pulls: Vec<serde_json::Value> = serde_json::from_str(&self.site.read("pulls.json")).unwrap();
        pulls.retain(|pull| pull["number"] != number);
        pulls.push(pull);
        self.site.write("pulls.json", serde_json::to_string(&pulls).unwrap());
        head
    }

    /// What the main branch has at a path.
    pub(crate) fn shown(&self, path: &str) -> String {
        self.git("origin.git", &["show", &format!("main:{path}")]).stdout
    }

    /// What the runner knows of every run.
    pub(crate) fn context(&self) -> Event {
        let sha = self.git("origin.git", &["rev-parse", "main"]).stdout.trim().to_owned();
        let known = [
            ("github.sha", sha.as_str()),
            ("github.token", "the-token"),
            ("github.event.repository.fork", "false"),
            ("github.event.repository.default_branch", "main"),
        ];
        known.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// What `actions/checkout` does.
    pub(crate) fn check_out(&self, work: &Path, branch: &str, depth: usize) {
        let url = format!("file://{}", self.path("origin.git").display());
        let depth = format!("--depth={depth}");
        let all = if depth == "--depth=0" { "--no-single-branch" } else { &depth };
        self.git("", &["clone", "--quiet", all, "--branch", branch, &url, &work.display().to_string()]);
    }

    /// Puts down what a run kept, the newest whose key begins so.
    pub(crate) fn recall(&self, key: &str, work: &Path) {
        let kept = fs::read_dir(self.folder("cache")).unwrap().map(|entry| entry.unwrap());
        let kept = kept.filter(|entry| entry.file_name().to_string_lossy().starts_with(key));
        if let Some(newest) = kept.max_by_key(|entry| entry.metadata().unwrap().modified().unwrap()) {
            copy(&newest.path(), work);
        }
    }

    /// Keeps what a run leaves.
    pub(crate) fn keep(&self, key: &str, work: &Path, paths: &[String]) {
        let folder = self.folder(&format!("cache/{key}"));
        paths.iter().for_each(|path| copy(&work.join(path), &folder.join(path)));
    }

    /// Takes an artifact.
    pub(crate) fn take_in(&self, name: &str, folder: &Path) {
        let _ = fs::remove_dir_all(self.path(&format!("artifacts/{name}")));
        copy(folder, &self.folder(&format!("artifacts/{name}")));
    }

    /// Serves the artifact of the site.
    pub(crate) fn deploy(&self) {
        fs::remove_dir_all(self.path("live")).unwrap();
        copy(&self.path("artifacts/pages"), &self.path("live"));
    }

    /// Where the site is served.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/digest/", self.port)
    }

    /// Publishes the main branch.
    pub(crate) fn publish(&self) -> Run {
        runner::run(self, "publish", &Event::from([("github.event_name".to_owned(), "push".to_owned())]))
    }

    /// Checks a pull request, as GitHub does when it has a new commit.
    pub(crate) fn check(&self, head: &str) -> Run {
        let event = [("github.event.pull_request.base.ref", "main"), ("github.event.pull_request.head.sha", head)];
        runner::run(
            self,
            "check",
            &event.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        )
    }

    /// Comments on a pull request, as GitHub does when its check has ended.
    pub(crate) fn comment(&self, head: &str, branch: &str) -> Run {
        let event = [
            ("github.event.workflow_run.event", "pull_request"),
            ("github.event.workflow_run.head_sha", head),
            ("github.event.workflow_run.head_repository.owner.login", "stranger"),
            ("github.event.workflow_run.head_branch", branch),
            ("github.event.workflow_run.id", "4711"),
        ];
        runner::run(
            self,
            "comment",
            &event.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        )
    }

    /// A list that the API keeps.
    pub(crate) fn list(&self, name: &str) -> Vec<serde_json::Value> {
        serde_json::from_str(&self.site.read(&format!("{name}.json"))).unwrap()
    }
}

fn runnable(path: &Path) {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
}

/// Copies a folder, without links.
fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).into_iter().filter_map(Result::ok) {
        let place = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(place).unwrap();
        } else if entry.file_type().is_file() {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}

/// Serves a folder at `/digest/`; a file `status` beside it holds what is answered instead.
fn serve(live: PathBuf, status: PathBuf) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().filter_map(Result::ok) {
            let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let path = lines.next().unwrap_or_default().split(' ').nth(1).unwrap_or_default().to_owned();
            lines.take_while(|line| !line.is_empty()).for_each(drop);
            let file = path.strip_prefix("/digest/").filter(|path| !path.contains("..")).map(|path| live.join(path));
            let found = file.and_then(|file| fs::read(file).ok());
            let (status, body) = match (fs::read_to_string(&status), found) {
                (Ok(odd), _) => odd.split_once('\n').map(|(line, body)| (line.to_owned(), body.into())).unwrap(),
                (_, Some(bytes)) => ("200 OK".to_owned(), bytes),
                _ => ("404 Not Found".to_owned(), b"<!doctype html>".to_vec()),
            };
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = (&stream).write_all(head.as_bytes()).and_then(|()| (&stream).write_all(&body));
        }
    });
    port
}
