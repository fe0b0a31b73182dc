//! What strangers send so that it does more than be read, and what becomes of it: `tests/fixtures/hostile/`.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests make and look at folders")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "the harness fails as a test does")]

mod corpus;
mod files;
mod laid;
mod inspect;

mod attachments;
mod gate;
mod machines;
mod pages;
mod terminal;

#[path = "../cli/site.rs"]
#[allow(dead_code, reason = "the harness of tests/cli; not all of it is needed here")]
mod site;
