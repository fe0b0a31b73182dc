//! Shapes that a digest may grow into, at a quarter, a half and all of their size: `cargo bench --bench cliffs -- [SCALE] [SHAPE]`.
//!
//! Each is built whole, by a process of its own. What is printed for each unit of size (an article, a term, a kilobyte) is
//! about the same in all three where work grows with the size: the ratio of the whole to the quarter is 1 then, and 4 where
//! it grows with the square. What a build of one article costs is not counted. `SCALE` makes all shapes smaller: `0.1`.
#![expect(clippy::disallowed_methods, reason = "a benchmark makes files and runs processes")]
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark stops where something is wrong")]

use std::fs;
use std::path::{Path, PathBuf};
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
    left: Left,
    /// Bytes of the largest page, compressed.
    gzip: String,
}

/// What stands in the output folder.
#[derive(Default)]
struct Left {
    files: usize,
    /// Pages with more bytes than the budget.
    over: usize,
    /// The largest page.
    page: Largest,
    /// The largest file that is no page.
    other: Largest,
}

/// A file, by its bytes.
#[derive(Default)]
struct Largest {
    bytes: u64,
    path: PathBuf,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let scale: f64 = args.first().map_or(1.0, |text| text.parse().unwrap());
    let wanted = |shape: &&Shape| args.get(1).is_none_or(|name| shape.name.contains(name.as_str()));
    let (start, memory) = start();
    println!("a build of one article: {start:.3} s of the processor, {memory:.1} MiB; both are taken off below\n");
    println!(
        "{:28} {:>7} {:>7} {:>8} {:>9} {:>9} {:>5}  largest page, bytes and with gzip; largest other file",
        "", "files", "user s", "ms each", "peak MiB", "KiB each", "over"
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
            "{:28} {:>7} {:>7} {:>8} {:>9} {:>9}\n",
            "  whole to quarter",
            "",
            "",
            ratio(|cost| cost.time, 0.05),
            "",
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
    let Left { files, over, page, other } = &built.left;
    println!(
        "{:28} {files:>7} {:>7.2} {:>8.3} {:>9.1} {:>9.2} {over:>5}  {} {} {}; {} {}",
        format!("{} {}", shapes::grouped(size), shape.unit),
        built.user,
        cost.time * 1e3 / size as f64,
        built.peak_mib,
        cost.memory * 1024.0 / size as f64,
        page.path.display(),
        page.bytes,
        built.gzip,
        other.path.display(),
        other.bytes,
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
    let public = folder.path().join("public");
    let left = left(&public);
    // A machine without gzip has no answer.
    let gzip = Command::new("gzip").args(["-9", "-c"]).arg(public.join(&left.page.path)).output();
    let gzip = gzip.map_or_else(|_| "?".to_owned(), |output| output.stdout.len().to_string());
    Built { user: figures.user, peak_mib: figures.peak_mib, left, gzip }
}

fn left(folder: &Path) -> Left {
    let mut left = Left::default();
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap);
    for file in entries.filter(|entry| entry.file_type().is_file()) {
        let bytes = file.metadata().unwrap().len();
        let path = file.path().strip_prefix(folder).unwrap();
        let is_page = path.extension().is_some_and(|extension| extension == "html");
        left.files += 1;
        left.over += usize::from(is_page && bytes > BUDGET);
        let largest = if is_page { &mut left.page } else { &mut left.other };
        if bytes > largest.bytes {
            *largest = Largest { bytes, path: path.to_owned() };
        }
    }
    left
}
