//! `digest serve` as browsers meet it: the real binary, real files, real sockets. What needs a browser is in tests/pages.
#![expect(clippy::disallowed_methods, reason = "tests make and look at folders, and wait")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "the harness fails as a test does")]

#[path = "../cli/site.rs"]
#[allow(dead_code, reason = "the harness of tests/cli; not all of it is needed here")]
mod site;

mod changes;
mod crowd;
mod doors;
mod preview;
mod problems;
mod same;
