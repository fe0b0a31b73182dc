//! Every call of the real program that changes the disk, killed or failed once, by `strace`.
//!
//! A first run lists the calls. Each is then found again by its name and its first path, and by its number where a thread
//! makes several, since `strace` counts those of each thread. Beside the thread that the program begins with one works: with
//! two, the empty file, which needs no `write`, waits under another number each time. Kills while several threads write are
//! in `killed`.
#![cfg(target_os = "linux")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::scope;

use crate::killed::link;
use crate::site::{Output, Site};
use crate::whole::{States, two_states};

/// How the system names the calls that change a disk, on the machines there are.
const CALLS: &str = "trace=?open,?openat,?creat,?write,?pwrite64,?writev,?rename,?renameat,?renameat2,?unlink,?unlinkat,\
                     ?rmdir,?mkdir,?mkdirat,?link,?linkat,?symlink,?symlinkat,?truncate,?ftruncate,?chmod,?fchmod,?fchmodat";

const FAULTS: [(&str, &str); 5] = [
    ("ENOSPC", "No space left"),
    ("EIO", "Input/output error"),
    ("EMFILE", "Too many open files"),
    ("EACCES", "Permission denied"),
    ("EXDEV", "cross-device"),
];

/// One call: its name, its first path from the site's folder, and which of those of its thread that have both.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Call {
    name: String,
    path: String,
    number: usize,
}

impl Call {
    /// Whether it only serves the next build: the memory, and the clock of the disk that its files are judged by.
    fn is_of_memory(&self) -> bool {
        let is_clock = self.path == ".digest/lock" && !self.name.starts_with("open");
        is_clock || self.path.starts_with(".digest/memory")
    }
}

#[test]
#[ignore = "needs strace and a minute or two: `.ci/run` has both"]
fn a_kill_and_every_fault_at_every_call_leave_a_whole_site() {
    let (site, states) = two_states(0);
    let copy = Site::in_memory();
    site.files("")
        .iter()
        .filter(|(path, _)| !path.starts_with(".digest"))
        .for_each(|(path, bytes)| copy.write(path, bytes));
    let mut runs = Vec::new();
    for old in ["old", "none"] {
        let calls = calls(&site, &states, old);
        assert!(calls.len() > 100, "only {} calls were seen; does strace work?", calls.len());
        println!("{} calls from {old}", calls.len());
        // A first publishing has no old site to spare: of it, the kills.
        let faults = if old == "old" { &FAULTS[..] } else { &[] };
        runs.extend(calls.iter().map(|call| (old, call.clone(), None)));
        runs.extend(calls.iter().flat_map(|call| faults.iter().map(move |fault| (old, call.clone(), Some(*fault)))));
    }
    let next = AtomicUsize::new(0);
    scope(|scope| {
        for site in [&site, &copy] {
            scope.spawn(|| {
                while let Some((old, call, fault)) = runs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    run(site, &states, old, call, *fault);
                }
            });
        }
    });
    println!("{} runs", runs.len());
}

/// Traces one publishing and lists its calls.
fn calls(site: &Site, states: &States, old: &str) -> Vec<Call> {
    prepare(site, states, old);
    let log = site.path("strace.log");
    let mut strace = strace(site, &["-y", "-o", log.to_str().unwrap(), "-e", CALLS]);
    Output::of(&mut strace).ends(0);
    let root = fs::canonicalize(site.path("")).unwrap();
    let mut numbers = BTreeMap::new();
    let text = fs::read_to_string(&log).unwrap();
    fs::remove_file(&log).unwrap();
    let calls = text.lines().filter_map(|line| {
        let (thread, call) = line.split_once(' ')?;
        let (name, arguments) = call.trim_start().split_once('(')?;
        if name.starts_with("open") && !arguments.contains("O_CREAT") {
            return None;
        }
        // `write(5</path>, …)`, `rename("/path", …)`, `unlinkat(AT_FDCWD</folder>, "/path", …)`.
        let path = if name.contains("write") || name == "ftruncate" {
            arguments.split_once('<')?.1.split_once('>')?.0
        } else {
            arguments.split('"').nth(1)?
        };
        let path = Path::new(path).strip_prefix(&root).ok()?.to_str()?.to_owned();
        let number = numbers.entry((thread.to_owned(), name.to_owned(), path.clone())).or_insert(0);
        *number += 1;
        Some(Call { name: name.to_owned(), path, number: *number })
    });
    // What two threads do, the first of them is failed at.
    let mut seen = BTreeSet::new();
    calls.filter(|call| seen.insert(call.clone())).collect()
}

/// Puts the older site in its place, and takes away what the run before left.
fn prepare(site: &Site, states: &States, old: &str) {
    for folder in ["public", ".digest"] {
        let _ = fs::remove_dir_all(site.path(folder));
    }
    if old == "old" {
        link(site, "old", "public", &states.old);
    }
}

fn strace(site: &Site, args: &[&str]) -> Command {
    let plain = site.command(&["build"]);
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq"]).args(args).arg(plain.get_program()).args(plain.get_args());
    // The log has real paths.
    strace.current_dir(fs::canonicalize(site.path("")).unwrap()).env("RUST_BACKTRACE", "0").env("LC_ALL", "C");
    strace.env("RAYON_NUM_THREADS", "1");
    strace
}

fn run(site: &Site, states: &States, old: &str, call: &Call, fault: Option<(&str, &str)>) {
    prepare(site, states, old);
    let path = fs::canonicalize(site.path("")).unwrap().join(&call.path);
    let what = fault.map_or("signal=KILL".to_owned(), |(code, _)| format!("error={code}"));
    let inject = format!("inject={}:{what}:when={}", call.name, call.number);
    let trace = format!("trace={}", call.name);
    let done =
        Output::of(&mut strace(site, &["-o", "/dev/null", "-P", path.to_str().unwrap(), "-e", &trace, "-e", &inject]));
    let after = format!("{what} at {call:?} from {old}");
    states.look(site.files("public"), &after);
    match fault {
        None => assert_eq!(done.status, -1, "after {after}: it was not killed: {done:?}"),
        // What could not be remembered is only forgotten: the site is published all the same.
        Some(_) if call.is_of_memory() => {
            assert_eq!(done.status, 0, "after {after}: {done:?}");
            assert!(site.files("public") == states.new, "after {after}, the new site is not there");
        }
        Some((_, words)) => {
            assert_eq!(done.status, 2, "after {after}: {done:?}");
            let root = fs::canonicalize(site.path("")).unwrap();
            assert!(
                done.stderr.contains(root.to_str().unwrap()) && done.stderr.contains(words),
                "after {after}: {done:?}"
            );
        }
    }
    site.run(&["build"]).ends(0);
    assert!(site.files("public") == states.new, "after {after}, the next build is not a clean one");
}
