//! `digest check` against reading the same files: `cargo bench --bench check -- [ARTICLES]`.
//!
//! Both are whole processes, run in turns, so that what slows the machine slows both; the figures are medians.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads files and the clock")]
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark stops where something is wrong")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use walkdir::WalkDir;

mod corpus;

const RUNS: usize = 7;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let [flag, folder] = &args[..]
        && flag == "--read"
    {
        return read(Path::new(folder));
    }
    let articles = args.first().map_or(10_000, |count| count.parse().unwrap());
    let site = tempfile::tempdir().unwrap();
    corpus::write(articles, site.path()).unwrap();
    let (mut checks, mut reads) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let mut read = Command::new(std::env::current_exe().unwrap());
        reads.push(timed(read.arg("--read").arg(site.path())));
        let mut check = Command::new(env!("CARGO_BIN_EXE_digest"));
        checks.push(timed(check.arg("--root").arg(site.path()).args(["check", "--today", "2026-01-01"])));
    }
    let (check, read) = (median(checks), median(reads));
    println!("{articles} articles, medians of {RUNS} runs in turns");
    println!("reading the files  {:>7.3} s", read.as_secs_f64());
    println!("digest check       {:>7.3} s", check.as_secs_f64());
    println!("ratio              {:>7.1}", check.as_secs_f64() / read.as_secs_f64());
}

/// The yardstick: every file of the folder, read to its end, one after the other.
fn read(folder: &Path) {
    let files = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let bytes: usize = files.map(|entry| std::fs::read(entry.path()).unwrap().len()).sum();
    println!("{bytes} bytes");
}

fn timed(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(status.success(), "{command:?}: {status}");
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
