//! From the saved file to the page in the preview: `cargo bench --bench serve -- [ARTICLES] [SAVES]`.
//!
//! A sentence is added to the text of one article again and again, and its page asked for until it has the sentence. The
//! yardstick is a build of the same site after the same change, by a process of its own.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads files and the clock")]
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark stops where something is wrong")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

mod corpus;

/// A pause between two saves: nobody writes faster.
const PAUSE: Duration = Duration::from_millis(600);

fn main() {
    let args: Vec<usize> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let (articles, saves) = (args.first().copied().unwrap_or(10_000), args.get(1).copied().unwrap_or(15));
    let folder = tempfile::tempdir().unwrap();
    corpus::write(articles, folder.path()).unwrap();
    let (path, text) =
        corpus::files(articles).filter(|(path, _)| path.contains("/articles/")).nth(articles / 2).unwrap();
    let file = folder.path().join(&path);
    let stem = Path::new(&path).file_stem().unwrap().to_str().unwrap();
    let (date, slug) = stem.split_at("2016-09-08".len());
    let page = format!("/{}/{}/", date.replace('-', "/"), slug.trim_start_matches('-'));

    let mut builds = Vec::new();
    for round in 0..4 {
        fs::write(&file, format!("{text}\nBuilt {round}.\n")).unwrap();
        let start = Instant::now();
        let mut build = digest(folder.path(), &["build", "--quiet"]);
        assert!(build.stderr(Stdio::null()).status().unwrap().success());
        builds.push(start.elapsed());
    }
    // The first of them built everything.
    let build = median(builds.split_off(1));

    let (mut child, at) = preview(folder.path());
    let mut times = Vec::new();
    for round in 0..saves {
        sleep(PAUSE);
        let mark = format!("Saved for the {round}th time.");
        let start = Instant::now();
        fs::write(&file, format!("{text}\n{mark}\n")).unwrap();
        while !get(&at, &page).contains(&mark) {
            sleep(Duration::from_millis(1));
        }
        times.push(start.elapsed());
    }
    child.kill().unwrap();
    child.wait().unwrap();
    times.sort();
    let (least, most) = (times[0], times[times.len() - 1]);
    let shown = median(times);
    println!("{articles} articles, {saves} saves, medians");
    println!("build after one change       {:>7.0} ms", build.as_secs_f64() * 1e3);
    println!(
        "saved file to page shown     {:>7.0} ms ({:.0} to {:.0})",
        shown.as_secs_f64() * 1e3,
        least.as_secs_f64() * 1e3,
        most.as_secs_f64() * 1e3
    );
    println!("ratio                        {:>7.2}", shown.as_secs_f64() / build.as_secs_f64());
}

fn digest(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_digest"));
    command.arg("--root").arg(root).args(args);
    command
}

/// A preview that shows the site, and the address it listens at.
fn preview(root: &Path) -> (Child, String) {
    let mut child = digest(root, &["serve", "--port", "0"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    let line = lines.find(|line| line.contains("The site is at http://")).unwrap();
    let at = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
    // What it says further is read, so that it never waits for a reader.
    std::thread::spawn(move || lines.for_each(drop));
    (child, at)
}

fn get(at: &str, page: &str) -> String {
    let mut stream = TcpStream::connect(at).unwrap();
    stream.write_all(format!("GET {page} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
