//! The loop: old findings and seeds first, then their offspring; an input that makes the program do something new is bred on.

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::{Duration, Instant};

use crate::mutate::{Dice, mutated};

/// Inputs a target of cost 1 gets where `FUZZ_RUNS` is not set.
const USUAL: u64 = 400;

/// Inputs that are bred on, at most: each was the first to show something.
const KEPT: usize = 4_000;

/// What an input made the program do, in marks that can be compared: the nearest to coverage without a special compiler.
pub(crate) type Marks = BTreeSet<String>;

/// Something to fuzz.
pub(crate) struct Target {
    /// Also the name of its folder of findings.
    pub(crate) name: &'static str,
    /// The folder of its seeds, in `tests/`.
    pub(crate) seeds: &'static str,
    /// How much dearer than the cheapest one run is: it gets so many times fewer.
    pub(crate) cost: u64,
    /// Bytes of an input, at most.
    pub(crate) longest: usize,
    /// What means something to it.
    pub(crate) words: &'static [&'static str],
    /// Panics where a law is broken.
    pub(crate) law: fn(&[u8]) -> Marks,
}

/// A law that was broken, and by what.
pub(crate) struct Found {
    why: String,
    input: Vec<u8>,
    kept: PathBuf,
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Found { why, input, kept } = self;
        write!(f, "{why}\n{}\nkept as {}", String::from_utf8_lossy(input).escape_debug(), kept.display())
    }
}

thread_local! {
    /// The last panic of this thread, with its place.
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Tries what broke laws before, then the seeds, then as many of their offspring as `FUZZ_RUNS` says.
pub(crate) fn fuzz(target: &Target) -> Result<(), Found> {
    quiet();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    let number = |name| std::env::var(name).ok().map(|value: String| value.parse::<u64>().expect("a number"));
    let runs = number("FUZZ_RUNS").unwrap_or(USUAL) / target.cost;
    let mut dice = Dice::new(number("FUZZ_SEED").unwrap_or(1));
    let mut seen = Marks::new();
    let mut corpus = inputs(&folder.join("findings").join(target.name));
    corpus.extend(inputs(&folder.with_file_name("").join(target.seeds)));
    assert!(!corpus.is_empty(), "there are no seeds for {}", target.name);
    for input in &corpus {
        seen.extend(tried(target, input).map_err(|why| kept(&folder, target, input, why))?);
    }
    let seeds = corpus.len();
    let (start, mut slowest) = (Instant::now(), (Duration::ZERO, Vec::new()));
    for _ in 0..runs {
        let input = mutated(&mut dice, &corpus, target.words, target.longest);
        let before = Instant::now();
        let marks = tried(target, &input).map_err(|why| kept(&folder, target, &input, why))?;
        if before.elapsed() > slowest.0 {
            slowest = (before.elapsed(), input.clone());
        }
        let new = marks.difference(&seen).count() > 0;
        seen.extend(marks);
        if new && corpus.len() < KEPT {
            corpus.push(input);
        }
    }
    // No test asserts a time; a slow input is for people to look at.
    let (time, input) = slowest;
    let place = scratch(target, "slowest");
    fs::write(&place, &input).unwrap();
    println!(
        "{}: {seeds} seeds, {runs} runs in {:.1} s, {} marks, {} inputs kept; slowest {:.3} s for {} bytes ({})",
        target.name,
        start.elapsed().as_secs_f64(),
        seen.len(),
        corpus.len(),
        time.as_secs_f64(),
        input.len(),
        place.display()
    );
    Ok(())
}

/// Runs the law on one input. Its bytes are on disk first: a stack that overflows takes the whole process with it.
fn tried(target: &Target, input: &[u8]) -> Result<Marks, String> {
    fs::write(scratch(target, "current"), input).unwrap();
    panic::catch_unwind(AssertUnwindSafe(|| (target.law)(input))).map_err(|payload| {
        let said = SAID.with(RefCell::take);
        if said.is_empty() { text(payload.as_ref()).to_owned() } else { said }
    })
}

/// What a panic says.
fn text(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or_default()
}

/// Makes an input that breaks a law small, and keeps it where every later run tries it first.
fn kept(folder: &Path, target: &Target, input: &[u8], why: String) -> Found {
    let mut small = input.to_vec();
    let mut size = small.len().next_power_of_two();
    // The length of a message may change with the input; where it was said may not.
    let same = |now: &str| now.lines().next() == why.lines().next();
    let mut tries = 2_000 / target.cost;
    while size > 0 {
        let mut at = 0;
        while at < small.len() && tries > 0 {
            tries -= 1;
            let mut less = small.clone();
            less.drain(at..(at + size).min(small.len()));
            match tried(target, &less) {
                Err(now) if same(&now) => small = less,
                _ => at += size,
            }
        }
        size /= 2;
    }
    let sum = small
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    let place = folder.join("findings").join(target.name).join(format!("{sum:016x}"));
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(&place, &small).unwrap();
    Found { why, input: small, kept: place }
}

/// The inputs in a folder, in the order of their names; a folder that is not there has none.
fn inputs(folder: &Path) -> Vec<Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

fn scratch(target: &Target, name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{}-{name}", target.name))
}

/// Panics are told by the test that met them, with their input, and not by each thread as it goes.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        panic::set_hook(Box::new(|info| {
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            SAID.with(|said| *said.borrow_mut() = format!("{place}\n{}", text(info.payload())));
        }));
    });
}
