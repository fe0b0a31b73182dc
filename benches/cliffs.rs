//! Shapes that a digest may grow into, at a quarter, a half and all of their size: `cargo bench --bench cliffs -- [SCALE] [SHAPE]`.
//!
//! Each is built whole, by a process of its own. What is printed for each unit of size (an article, a term, a kilobyte) is
//! about the same in all three where work grows with the size: the ratio of the whole to the quarter is 1 then, and 4 where
//! it grows with the square. What a build of one article costs is not counted. `SCALE` makes all shapes smaller: `0.1`.
#![expect(clippy::disallowed_methods, reason = "a benchmark makes files and runs processes")]
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark stops where something is wrong")]

use std::fs;
use std::path::Path;
use std::process::Command;

use walkdir::WalkDir;

#[path = "compare/measure.rs"]
#[allow(dead_code, reason = "benches/compare.rs needs the rest of it")]
mod measure;
#[path = "cliffs/shapes.rs"]
mod shapes;

use measure::measured;
use shapes::{SHAPES, Shape};

/// The most bytes that a page may have, up to the limits of lists (`docs/performance.md`).
const BUDGET: u64 = 300_000;

/// What a build took, and what it left.
struct Built {
    user: f64,
    peak_mib: f64,
    files: usize,
    /// The largest page: its bytes, those of it compressed, its path.
    largest: (u64, Option<usize>, String),
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let scale: f64 = args.first().map_or(1.0, |text| text.parse().unwrap());
    let wanted = |shape: &&Shape| args.get(1).is_none_or(|name| shape.name.contains(name.as_str()));
    let (start, memory) = start();
    println!("a build of one article: {start:.3} s of the processor, {memory:.1} MiB; both are taken off below\n");
    println!(
        "{:34} {:>8} {:>8} {:>9} {:>9} {:>9}  {:>9} {:>8}  largest page",
        "", "files", "user s", "ms each", "peak MiB", "KiB each", "bytes", "gzip"
    );
    for shape in SHAPES.iter().filter(wanted) {
        let whole = ((shape.whole as f64 * scale) as usize).max(4);
        let costs = [whole / 4, whole / 2, whole].map(|size| {
            let built = build(shape, size);
            let cost = Cost { time: (built.user - start).max(0.0), memory: (built.peak_mib - memory).max(0.0) };
            print(shape, size, &built, &cost);
            cost
        });
        let ratio = |cost: fn(&Cost) -> f64, least: f64| {
            let (first, last) = (cost(&costs[0]), cost(&costs[2]));
            // What is hardly there is noise.
            if first < least {
                "?".to_owned()
            } else {
                format!("{:.2}", last / first * (whole / 4) as f64 / whole as f64)
            }
        };
        println!(
            "{:43} {:>18} {:>19}\n",
            "  whole to quarter",
            ratio(|cost| cost.time, 0.05),
            ratio(|cost| cost.memory, 1.0)
        );
    }
}

/// What a size costs beyond what any build does: seconds, MiB.
struct Cost {
    time: f64,
    memory: f64,
}

fn print(shape: &Shape, size: usize, built: &Built, cost: &Cost) {
    let (bytes, gzip, path) = &built.largest;
    let gzip = gzip.map_or_else(|| "?".to_owned(), |bytes| bytes.to_string());
    let over = if *bytes > BUDGET { "!" } else { " " };
    println!(
        "{:34} {:>8} {:>8.2} {:>9.3} {:>9.1} {:>9.2} {over}{bytes:>9} {gzip:>8}  {path}",
        format!("{} {}", shapes::grouped(size), shape.unit),
        built.files,
        built.user,
        cost.time * 1e3 / size as f64,
        built.peak_mib,
        cost.memory * 1024.0 / size as f64,
    );
}

/// What any build costs.
fn start() -> (f64, f64) {
    let built = build(&SHAPES[0], 1);
    (built.user, built.peak_mib)
}

/// Builds a shape of this size. In memory where the system has such a disk: what it does is not what is measured.
fn build(shape: &Shape, size: usize) -> Built {
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let write = |path: &str, bytes: &[u8]| {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    };
    write("site.toml", b"title = \"Cliffs\"\nbase_url = \"https://example.org/\"\n");
    (shape.make)(size).for_each(|(path, bytes)| write(&path, &bytes));
    let mut command = Command::new(env!("CARGO_BIN_EXE_digest"));
    command.arg("--root").arg(folder.path()).args(["build", "--quiet", "--clean", "--today", "2030-01-01"]);
    let figures = measured(command);
    let (files, largest) = left(&folder.path().join("public"));
    Built { user: figures.user, peak_mib: figures.peak_mib, files, largest }
}

/// How many files there are, and the largest page of them.
fn left(folder: &Path) -> (usize, (u64, Option<usize>, String)) {
    let files = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let (mut count, mut largest) = (0, (0, folder.to_owned()));
    for file in files {
        count += 1;
        let bytes = file.metadata().unwrap().len();
        if bytes > largest.0 && file.path().extension().is_some_and(|extension| extension == "html") {
            largest = (bytes, file.into_path());
        }
    }
    let (bytes, path) = largest;
    // A machine without gzip has no answer.
    let gzip = Command::new("gzip").args(["-9", "-c"]).arg(&path).output().ok().map(|output| output.stdout.len());
    (count, (bytes, gzip, path.strip_prefix(folder).unwrap().display().to_string()))
}
