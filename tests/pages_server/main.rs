//! A built site on a server that behaves as GitHub Pages does, followed link by link under each base path; and as a folder
//! without a server. What an artifact of Pages may hold is looked at here too.
#![expect(clippy::disallowed_methods, reason = "tests make and look at folders")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "the harness fails as a test does")]

mod artifact;
mod base;
mod folder;
mod references;
mod server;
#[path = "../cli/site.rs"]
#[allow(dead_code, reason = "the harness of tests/cli; not all of it is needed here")]
mod site;
