//! What each stage costs, alone and in one thread: `cargo bench --bench stages`. A thousand articles of about 4 KB, so that
//! the milliseconds of a stage are microseconds an article. The first row is the yardstick: the same bytes, summed.
#![expect(clippy::unwrap_used, reason = "a benchmark stops where something is wrong")]

use std::sync::LazyLock;

use conflict_digest::assemble::assemble;
use conflict_digest::check;
use conflict_digest::config::{self, Config};
use conflict_digest::diagnostic::Diagnostics;
use conflict_digest::gate::html::Labels;
use conflict_digest::memory::{Draft, Front, Key, Memory, Recall as _, Written};
use conflict_digest::model::Digest;
use conflict_digest::model::date::Day;
use conflict_digest::parse::bodies::{Bodies, Waits};
use conflict_digest::parse::memo::Memo;
use conflict_digest::parse::{self, Options, Parsed};
use conflict_digest::pipeline::{Drafts, Inputs, ThemeFiles, build, rehearse};
use conflict_digest::plan;
use conflict_digest::plan::facts::Facts;
use conflict_digest::render::Kept;
use conflict_digest::source::sum::Sum;
use conflict_digest::source::{Folder, SourceFile};
use conflict_digest::theme::embedded::embedded;
use conflict_digest::words::Words;
use divan::Bencher;

#[expect(dead_code, reason = "others write it to a disk")]
mod corpus;

const ARTICLES: usize = 1_000;

static INPUTS: LazyLock<Inputs> = LazyLock::new(|| {
    let files = corpus::files(ARTICLES).map(|(path, text)| {
        let sum = Some(Sum::of(text.as_bytes()));
        SourceFile { sum, ..SourceFile::new(path, text) }
    });
    let (toml, mut files): (Vec<SourceFile>, Vec<SourceFile>) =
        files.partition(|file| file.path.as_str() == "site.toml");
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Inputs {
        config: config::parse(&mut Diagnostics::default(), &toml[0]).unwrap(),
        content: Folder { files, refused: Vec::new() },
        theme: ThemeFiles { parent: Vec::new(), own: embedded() },
        today: Day::new(2026, 1, 1).unwrap(),
        drafts: Drafts::Without,
        published: None,
    }
});

static WORDS: LazyLock<Words> =
    LazyLock::new(|| Words::load(&mut Diagnostics::default(), &embedded(), &INPUTS.config.lang));

/// What the last build knew.
static MEMORY: LazyLock<Memory> =
    LazyLock::new(|| build(&INPUTS, &Memory::default(), &mut Kept::default()).memory.unwrap());

fn main() {
    // One thread does it all, so that what is counted is work.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(1).build_global();
    LazyLock::force(&MEMORY);
    divan::main();
}

fn parsed(memo: &Memo) -> (Parsed, Bodies<'static>, Memo) {
    let config: &Config = &INPUTS.config;
    let labels =
        Labels { notes: WORDS.label("notes"), back_to_text: WORDS.label("back_to_text"), table: WORDS.label("table") };
    let options = Options {
        drafts: false,
        dir: config.lang.dir(),
        quotation_words: config.limits.quotation_words,
        labels,
        waits: Waits::InMemory,
    };
    parse::parse(&mut Diagnostics::default(), &INPUTS.content.files, config, options, memo)
}

fn assembled() -> (Digest, Bodies<'static>) {
    let (parsed, bodies, _) = parsed(&Memo::default());
    (assemble(&mut Diagnostics::default(), parsed, &INPUTS.config), bodies)
}

/// The yardstick: every byte is looked at once.
#[divan::bench]
fn a_sum_of_all_bytes() -> Vec<Sum> {
    INPUTS.content.files.iter().map(|file| Sum::of(&file.bytes)).collect()
}

/// Front matter and Markdown, through the gate.
#[divan::bench]
fn b_parse() -> (Parsed, Bodies<'static>, Memo) {
    parsed(&Memo::default())
}

/// The same files once more.
#[divan::bench]
fn c_parse_what_is_known() -> (Parsed, Bodies<'static>, Memo) {
    parsed(&MEMORY.memo)
}

/// Heads become one digest: terms, events, translations, timelines.
#[divan::bench]
fn d_assemble(bencher: Bencher) {
    bencher
        .with_inputs(|| parsed(&MEMORY.memo).0)
        .bench_values(|parsed| assemble(&mut Diagnostics::default(), parsed, &INPUTS.config));
}

/// What no single file can know.
#[divan::bench]
fn e_check(bencher: Bencher) {
    let (digest, _) = assembled();
    bencher.bench_local(|| check::check(&mut Diagnostics::default(), &digest, INPUTS.today));
}

/// Which pages there shall be.
#[divan::bench]
fn f_plan(bencher: Bencher) {
    let (digest, bodies) = assembled();
    bencher.bench_local(|| {
        let facts = Facts::new(&digest, &INPUTS.config, &bodies);
        plan::plan(&mut Diagnostics::default(), &facts, &WORDS)
    });
}

/// Every stage, every file drawn and kept.
#[divan::bench(sample_count = 10)]
fn g_build() -> usize {
    build(&INPUTS, &Memory::default(), &mut Kept::default()).ended.pages
}

/// Every stage, and nothing drawn since nothing is another.
#[divan::bench]
fn h_check_what_is_known() -> bool {
    rehearse(&INPUTS, &*MEMORY).1.is_ok()
}

/// What is remembered, as it is written.
#[divan::bench]
fn i_write_a_memory() -> Vec<u8> {
    let mut draft = Draft::begin(Vec::new()).unwrap();
    MEMORY.clone().write(&mut draft).unwrap();
    draft.end(Key::default(), &Front::default()).unwrap()
}

/// What is remembered, as it is read.
#[divan::bench]
fn j_read_a_memory(bencher: Bencher) {
    let bytes = i_write_a_memory();
    bencher.with_inputs(|| Written::open(bytes.clone(), Key::default())).bench_values(|written| {
        let _ = (written.memo(), written.trace());
        written
    });
}
