//! Work grows with the input and not with its square: inputs that are nested, repeated and deep are doubled three times,
//! and what is counted is compared. Never seconds: those differ from run to run.
//!
//! Allocations are counted here; `instructions_grow_with_the_input` needs valgrind and is run by `.ci/run`.
#![expect(clippy::disallowed_methods, reason = "tests make folders and run programs")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "the harness fails as a test does")]
#![expect(clippy::print_stdout, reason = "the numbers are printed for those who look")]

use std::process::Command;

use allocation_counter::{AllocationInfo, measure};
use conflict_digest::config;
use conflict_digest::diagnostic::Diagnostics;
use conflict_digest::gate::route::Route;
use conflict_digest::import::{Known, import};
use conflict_digest::memory::Memory;
use conflict_digest::model::date::Day;
use conflict_digest::model::lang::Lang;
use conflict_digest::pipeline::{Drafts, Inputs, ThemeFiles, build, rehearse};
use conflict_digest::render::{Kept, Outlet};
use conflict_digest::source::{Folder, SourceFile};
use conflict_digest::theme::embedded::embedded;
use rayon::prelude::*;

mod shapes;

use shapes::{SHAPES, Shape};

const TOML: &str = "title = \"Growth\"\nbase_url = \"https://digest.example/\"\ninline_css = false\n";

/// How much dearer a byte of the large input may be than one of the small. It is 1 where work grows with the input and 6
/// where it grows with its square; sorting, and buffers that double, lie between.
const MOST: u64 = 3;

/// Three inputs: half of one, one, and eight times it.
type Counts = [u64; 3];

/// Whether what is added to the input costs more where there is much of it. Compared is what half an input more costs, so
/// that what any input costs does not count; `little` is too little to tell.
fn is_steep([half, one, eight]: Counts, little: u64) -> bool {
    let (first, then) = (one.abs_diff(half).max(little), eight.saturating_sub(one) / 14);
    then > MOST * first
}

fn inputs(files: Vec<(String, Vec<u8>)>) -> Inputs {
    let files = files.into_iter().map(|(path, bytes)| SourceFile::new(path, bytes));
    let (settings, mut files): (Vec<SourceFile>, Vec<SourceFile>) =
        files.partition(|file| file.path.as_str() == "site.toml");
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let toml = settings.into_iter().next().unwrap_or_else(|| SourceFile::new("site.toml", TOML));
    Inputs {
        config: config::parse(&mut Diagnostics::default(), &toml).unwrap(),
        content: Folder { files, refused: Vec::new() },
        theme: ThemeFiles { parent: Vec::new(), own: embedded() },
        today: Day::new(2020, 1, 1).unwrap(),
        drafts: Drafts::Without,
        published: None,
    }
}

/// Does the work on this thread alone, where all that it allocates is counted.
fn alone() {
    let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().unwrap();
}

/// What a shape of this size allocates on its way through the pipeline.
fn allocated(shape: &Shape, size: usize) -> AllocationInfo {
    let inputs = inputs((shape.make)(size));
    measure(|| drop(build(&inputs, &Memory::default(), &mut Kept::default())))
}

/// Complains of each number that grows too fast, with the numbers.
fn compared(complaints: &mut Vec<String>, name: &str, infos: &[AllocationInfo; 3]) {
    let counts = |of: fn(&AllocationInfo) -> u64| infos.each_ref().map(of);
    let once = counts(|info| info.bytes_max);
    for (what, counts, steep) in [
        ("allocations", counts(|info| info.count_total), is_steep(counts(|info| info.count_total), 50)),
        ("bytes allocated", counts(|info| info.bytes_total), is_steep(counts(|info| info.bytes_total), 16 * 1024)),
        // The most of any moment is no sum: where little was needed, it was for something else.
        ("bytes at once", once, once[2] > 16 * once[1]),
    ] {
        println!("{name:28} {what:16} {counts:?}");
        if steep {
            complaints.push(format!("{name}: {what} {counts:?}"));
        }
    }
}

/// `GROWTH_SHAPE=event` looks at the shapes with this in their names.
#[test]
fn allocations_grow_with_the_input() {
    alone();
    let one = std::env::var("GROWTH_SHAPE").ok();
    let shapes = || SHAPES.iter().filter(|shape| one.as_ref().is_none_or(|name| shape.name.contains(name.as_str())));
    // What is made once, such as the syntaxes of code, belongs to no shape.
    for shape in shapes() {
        let _ = allocated(shape, shape.most / 64);
    }
    let mut complaints = Vec::new();
    for shape in shapes() {
        let infos = [64, 32, 4].map(|part| allocated(shape, shape.most / part));
        compared(&mut complaints, shape.name, &infos);
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn allocations_of_an_import_grow_with_the_input() {
    alone();
    let lang = Lang::parse("en").unwrap();
    let mut complaints = Vec::new();
    for (name, unit) in shapes::IMPORTS {
        let infos = [2, 4, 32].map(|kilobytes| {
            let text = unit.repeat(kilobytes * 1024 / unit.len());
            measure(|| drop(import(text.as_bytes(), None, Known { lang: &lang, publishers: None })))
        });
        compared(&mut complaints, name, &infos);
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// What `check` holds at once does not grow with the pages it draws, only with what it read.
#[test]
fn checking_keeps_no_page() {
    alone();
    let most = |tags: usize| {
        let mut inputs = inputs(shapes::own_tags(40, tags));
        // Of a theme of its own pages are drawn to be checked.
        inputs.theme.own.push(SourceFile::new("static/own.txt", "ours"));
        drop(rehearse(&inputs, &Memory::default()));
        measure(|| drop(rehearse(&inputs, &Memory::default()))).bytes_max
    };
    let (few, many) = (most(1), most(19));
    // 720 pages more, each with two feeds: what is known of a tag takes far less than its page.
    let each = many.saturating_sub(few) / (40 * 18);
    assert!(each < 8 * 1024, "{each} bytes for each tag: {few} {many}");
}

/// Past its limit a list is cut, or goes on as titles: an entry more adds a line to a page at most, never a summary.
#[test]
fn no_page_grows_by_more_than_titles() {
    alone();
    let largest = |shape: &Shape, size: usize| {
        let mut kept = Kept::default();
        build(&inputs((shape.make)(size)), &Memory::default(), &mut kept).drawn.unwrap();
        let pages = kept.outputs().into_iter().filter(|(route, _)| route.file_path().ends_with(".html"));
        pages.map(|(route, bytes)| (bytes.len(), route)).max().unwrap()
    };
    let shapes = SHAPES.iter().filter(|shape| shape.name.ends_with(", lists cut") || shape.name == "terms, all used");
    let mut looked_at = 0;
    for shape in shapes {
        let (few, many) = (largest(shape, 40), largest(shape, 160));
        let each = many.0.saturating_sub(few.0) / 120;
        println!("{:40} {each:4} bytes an entry: {few:?} {many:?}", shape.name);
        assert!(each < 200, "{}: {each} bytes an entry: {few:?} {many:?}", shape.name);
        looked_at += 1;
    }
    assert_eq!(looked_at, 6);
}

/// Takes what is drawn, as the disk does, and keeps nothing of it in memory.
struct Away;

impl Outlet for Away {
    fn begin(&mut self) -> anyhow::Result<()> {
        Ok(())
    }

    fn take(&self, _: &Route, _: Vec<u8>) -> anyhow::Result<()> {
        Ok(())
    }
}

/// An image is in memory as it was read and as it is published, and not once more for each article that shows it.
#[test]
fn an_image_is_held_once_however_many_articles_show_it() {
    alone();
    let most = |articles: usize| {
        let inputs = inputs(shapes::one_image(articles, 256 * 1024));
        drop(build(&inputs, &Memory::default(), &mut Away));
        measure(|| drop(build(&inputs, &Memory::default(), &mut Away))).bytes_max
    };
    let (few, many) = (most(8), most(40));
    let each = many.saturating_sub(few) / 32;
    assert!(each < 64 * 1024, "{each} bytes for each article that shows it: {few} {many}");
}

/// `GROWTH_SHAPE=text` looks at one shape.
#[test]
#[ignore = "needs valgrind and takes minutes: .ci/run runs it with the released program"]
fn instructions_grow_with_the_input() {
    let one = std::env::var("GROWTH_SHAPE").ok();
    // What any input costs: one without a mistake, and one with, of which no page is drawn.
    let any = [0, 1].map(|status| {
        let files = (SHAPES[0].make)(1).into_iter().map(|(path, bytes)| match status {
            0 => (path, bytes),
            _ => (path.replace(".md", ".x"), bytes),
        });
        let (found, count) = instructions(files.collect());
        assert_eq!(found, status);
        count
    });
    let shapes: Vec<&Shape> =
        SHAPES.iter().filter(|shape| one.as_ref().is_none_or(|name| name == shape.name)).collect();
    let complaints: Vec<String> = (shapes.into_par_iter())
        .filter_map(|shape| {
            // A half of what the allocations are counted of: under valgrind each second becomes a minute.
            let [one, eight] = [16, 2].map(|part| {
                let (status, count) = instructions((shape.make)(shape.most / part));
                count.saturating_sub(any[status])
            });
            println!("{:28} {one} {eight}", shape.name);
            // 8 where work grows with the input, 64 where it grows with its square.
            (eight > 16 * one.max(500_000)).then(|| format!("{}: instructions {one} {eight}", shape.name))
        })
        .collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// With which status `digest check` ends for these files, and how many instructions it takes, all of one thread.
fn instructions(files: Vec<(String, Vec<u8>)>) -> (usize, u64) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("site.toml"), TOML).unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let counts = folder.path().join("counts");
    let mut command = Command::new("valgrind");
    command.args(["--tool=cachegrind", "--cache-sim=no", "--main-stacksize=16777216"]);
    command.arg(format!("--cachegrind-out-file={}", counts.display()));
    let binary = std::env::var_os("DIGEST_BINARY").unwrap_or_else(|| env!("CARGO_BIN_EXE_digest").into());
    command.arg(binary).args(["check", "--today", "2020-01-01"]);
    let output = command.current_dir(folder.path()).env("RAYON_NUM_THREADS", "1").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let status = output.status.code().and_then(|status| usize::try_from(status).ok()).filter(|status| *status < 2);
    let text = std::fs::read_to_string(counts).unwrap();
    let sum = text.lines().find_map(|line| line.strip_prefix("summary: ")).unwrap_or_else(|| panic!("{said}"));
    (status.unwrap_or_else(|| panic!("{said}")), sum.trim().parse().unwrap())
}
