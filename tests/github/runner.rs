//! A runner: a workflow's file, what happened, and a machine of folders. It knows the few words that the workflows use,
//! and fails on any other, so that nothing in them goes untested for want of being understood.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_yaml::Value;

use crate::forge::Forge;

/// What a run left.
#[derive(Debug)]
pub(crate) struct Run {
    /// Everything that the steps printed.
    pub(crate) log: String,
    /// The summary of the job.
    pub(crate) summary: String,
    /// The name of the step that failed.
    pub(crate) failed: Option<String>,
    /// The folder in which the last job worked.
    pub(crate) workspace: PathBuf,
}

/// What is known when a workflow starts: `github.sha`, `inputs.first` and so on.
pub(crate) type Event = BTreeMap<String, String>;

/// Runs a workflow of the base branch.
pub(crate) fn run(forge: &Forge, workflow: &str, event: &Event) -> Run {
    let text = forge.shown(&format!(".github/workflows/{workflow}.yml"));
    let file: Value = serde_yaml::from_str(&text).unwrap();
    assert_eq!(file["permissions"], Value::Mapping(serde_yaml::Mapping::new()), "{workflow}: rights of all jobs");
    let machine = forge.folder(&format!("runs/{workflow}-{}", forge.next()));
    let mut run = Run { log: String::new(), summary: String::new(), failed: None, workspace: machine.join("work") };
    for (name, job) in file["jobs"].as_mapping().unwrap() {
        assert!(job["timeout-minutes"].is_number(), "{workflow}: {name:?} has no end");
        assert!(job["permissions"].is_mapping(), "{workflow}: {name:?} does not say what it may");
        let mut job = Job::new(forge, &machine.join(name.as_str().unwrap()), event, job);
        if run.failed.is_none() && job.holds(&job.yaml["if"].clone()) {
            job.play(&mut run);
        }
    }
    run
}

struct Job<'f> {
    forge: &'f Forge,
    machine: PathBuf,
    known: Event,
    yaml: Value,
    /// What is kept under this key when the job ends well.
    kept: Option<(String, Vec<String>)>,
}

impl Job<'_> {
    fn new<'f>(forge: &'f Forge, machine: &Path, event: &Event, yaml: &Value) -> Job<'f> {
        let mut known = event.clone();
        for (name, value) in forge.context() {
            known.insert(name, value);
        }
        for folder in ["work", "temp", "home", "bin"] {
            fs::create_dir_all(machine.join(folder)).unwrap();
        }
        known.insert("runner.temp".to_owned(), machine.join("temp").display().to_string());
        Job { forge, machine: machine.to_path_buf(), known, yaml: yaml.clone(), kept: None }
    }

    fn play(&mut self, run: &mut Run) {
        run.workspace = self.machine.join("work");
        for step in self.yaml["steps"].clone().as_sequence().unwrap() {
            if !self.holds(&step["if"]) {
                continue;
            }
            let name = [&step["name"], &step["uses"], &step["run"]].into_iter().find_map(Value::as_str).unwrap();
            run.log.push_str(&format!("== {name}\n"));
            let well = match step["uses"].as_str() {
                Some(action) => self.uses(action, step),
                None => self.runs(step, run),
            };
            if !well {
                run.failed = Some(name.to_owned());
                return;
            }
        }
        if let Some((key, paths)) = self.kept.take() {
            self.forge.keep(&key, &self.machine.join("work"), &paths);
        }
    }

    /// A script, as the runner starts it.
    fn runs(&mut self, step: &Value, run: &mut Run) -> bool {
        let script = step["run"].as_str().unwrap();
        assert!(!script.contains("${{"), "an expression in a script: {script}");
        let file = |name: &str| self.machine.join("temp").join(name);
        fs::write(file("script.sh"), script).unwrap();
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-e", "-o", "pipefail"]).arg(file("script.sh"));
        command.current_dir(self.machine.join("work")).env_clear();
        let bin = self.machine.join("bin");
        let path = std::env::var("PATH").unwrap();
        command.env("PATH", format!("{}:{}:{path}", bin.display(), self.forge.path("bin").display()));
        command.env("HOME", self.machine.join("home")).env("LANG", "C.UTF-8");
        command.env("FORGE", self.forge.path("")).env("GIT_ALLOW_PROTOCOL", "file");
        command.env("GITHUB_OUTPUT", file("output")).env("GITHUB_STEP_SUMMARY", file("summary"));
        command.env("GITHUB_WORKSPACE", self.machine.join("work")).env("RUNNER_TEMP", self.machine.join("temp"));
        command.env("GITHUB_REPOSITORY", "orla/digest").env("GITHUB_RUN_ID", "77").env("CI", "true");
        for (name, value) in step["env"].as_mapping().into_iter().flatten() {
            command.env(name.as_str().unwrap(), self.text(value));
        }
        for name in ["output", "summary"] {
            fs::write(file(name), "").unwrap();
        }
        let output = command.output().unwrap();
        for bytes in [&output.stdout, &output.stderr] {
            run.log.push_str(&String::from_utf8_lossy(bytes));
        }
        for line in fs::read_to_string(file("output")).unwrap().lines() {
            let (name, value) = line.split_once('=').expect("an output is a line");
            let id = step["id"].as_str().expect("a step with outputs has a name");
            self.known.insert(format!("steps.{id}.outputs.{name}"), value.to_owned());
        }
        run.summary.push_str(&fs::read_to_string(file("summary")).unwrap());
        output.status.success()
    }

    fn uses(&mut self, action: &str, step: &Value) -> bool {
        let with = |key: &str| Some(&step["with"][key]).filter(|value| !value.is_null()).map(|value| self.text(value));
        let (name, reference) = action.split_once('@').unwrap_or((action, ""));
        let is_commit = reference.len() == 40 && reference.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert!(is_commit || action.starts_with("./"), "{action} is not named by its commit");
        let work = self.machine.join("work");
        match name {
            "actions/checkout" => {
                assert_eq!(with("persist-credentials").as_deref(), Some("false"), "a token would lie in .git/config");
                let depth = with("fetch-depth").map_or(1, |depth| depth.parse().unwrap());
                self.forge.check_out(&work, &with("ref").unwrap_or_else(|| "main".to_owned()), depth);
            }
            "actions/cache" => {
                let paths: Vec<String> = with("path").unwrap().lines().map(str::to_owned).collect();
                self.forge.recall(&with("restore-keys").unwrap(), &work);
                self.kept = Some((with("key").unwrap(), paths));
            }
            "actions/upload-pages-artifact" => self.forge.take_in("pages", &work.join(with("path").unwrap())),
            "actions/upload-artifact" => {
                let folder = PathBuf::from(with("path").unwrap());
                if folder.exists() {
                    self.forge.take_in(&with("name").unwrap(), &folder);
                }
            }
            "actions/deploy-pages" => self.forge.deploy(),
            // The program's own action: it has tests of its own.
            "./" | "ceasefire-digest/ceasefire-digest.github.io" => {
                assert!(work.join("site.toml").exists(), "the base branch lies here");
                std::os::unix::fs::symlink(self.forge.program(), self.machine.join("bin/digest")).unwrap();
            }
            other => panic!("{other} is not known"),
        }
        true
    }

    /// A value with its expressions filled in.
    fn text(&self, value: &Value) -> String {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Bool(value) => value.to_string(),
            Value::Number(value) => value.to_string(),
            other => panic!("{other:?} is no text"),
        };
        let mut parts = text.split("${{");
        let mut out = parts.next().unwrap().to_owned();
        for part in parts {
            let (expression, rest) = part.split_once("}}").unwrap();
            out += &self.value(expression.trim());
            out += rest;
        }
        out
    }

    fn value(&self, name: &str) -> String {
        if let Some(text) = name.strip_prefix('\'') {
            return text.strip_suffix('\'').unwrap().to_owned();
        }
        if name.starts_with("steps.") || name.starts_with("inputs.") {
            return self.known.get(name).cloned().unwrap_or_default();
        }
        self.known.get(name).unwrap_or_else(|| panic!("{name} is not known")).clone()
    }

    /// Whether a condition holds: comparisons with `||` between them.
    fn holds(&self, condition: &Value) -> bool {
        let Some(condition) = condition.as_str() else {
            assert!(condition.is_null());
            return true;
        };
        condition.split("||").any(|part| {
            let (sign, (left, right)) = match part.split_once("!=") {
                Some(sides) => (false, sides),
                None => (true, part.split_once("==").unwrap()),
            };
            let side = |text: &str| match text.trim() {
                "false" => "false".to_owned(),
                name => self.value(name),
            };
            (side(left) == side(right)) == sign
        })
    }
}
