//! Fuzzing on the stable toolchain: seeds of every kind are cut, joined, repeated and damaged, and what the program makes
//! of them is judged by laws, not by examples.
//!
//! `FUZZ_RUNS` says how many inputs a target gets (few without it), `FUZZ_SEED` where chance begins. What breaks a law is
//! made small, kept in `tests/fuzz/findings/`, and tried again in every run.
#![expect(clippy::disallowed_methods, reason = "tests read their seeds and write what they find")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a law that is broken fails the test")]
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a long run says what it did")]

mod archive;
mod dates;
#[path = "../../src/gate/html/tests/elements.rs"]
mod elements;
mod engine;
mod front_matter;
mod import;
mod judge;
mod markdown;
mod mutate;
mod names;
mod pages;
mod pipeline;
mod words;

use engine::{Found, Target, fuzz};

#[test]
fn front_matter_of_any_bytes_is_read_or_refused() -> Result<(), Found> {
    fuzz(&Target {
        name: "front-matter",
        seeds: "fuzz/seeds/front-matter",
        cost: 1,
        longest: 4 * 1024,
        words: words::FRONT,
        law: front_matter::law,
    })
}

#[test]
fn dates_of_any_text_are_read_or_refused() -> Result<(), Found> {
    fuzz(&Target {
        name: "dates",
        seeds: "fuzz/seeds/dates",
        cost: 1,
        longest: 80,
        words: words::DATES,
        law: dates::law,
    })
}

#[test]
fn markdown_becomes_html_without_active_content() -> Result<(), Found> {
    fuzz(&Target {
        name: "markdown",
        seeds: "fuzz/seeds/markdown",
        cost: 2,
        longest: 4 * 1024,
        words: words::MARKDOWN,
        law: markdown::law,
    })
}

#[test]
fn import_of_any_bytes_is_a_draft_or_a_refusal() -> Result<(), Found> {
    fuzz(&Target {
        name: "import",
        seeds: "fixtures/import",
        cost: 4,
        longest: 8 * 1024,
        words: words::IMPORT,
        law: import::law,
    })
}

#[test]
fn names_and_addresses_stay_inside() -> Result<(), Found> {
    fuzz(&Target {
        name: "names",
        seeds: "fuzz/seeds/names",
        cost: 1,
        longest: 300,
        words: words::NAMES,
        law: names::law,
    })
}

#[test]
fn any_folder_becomes_a_safe_site_or_notes() -> Result<(), Found> {
    fuzz(&Target {
        name: "pipeline",
        seeds: "fuzz/seeds/pipeline",
        cost: 60,
        longest: 16 * 1024,
        words: words::PIPELINE,
        law: pipeline::law,
    })
}
