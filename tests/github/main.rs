//! The workflows as GitHub runs them, without GitHub: their files are read, their steps are run one after the other, and
//! their actions are played by the folder of a bare repository, a server of this machine and a `gh` of ours.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests make and look at files")]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "the harness fails as a test does")]
#![expect(clippy::print_stderr, reason = "what is skipped is said")]

#[path = "../cli/site.rs"]
#[allow(dead_code, reason = "the harness of tests/cli; not all of it is needed here")]
mod site;

mod action;
mod files;
mod forge;
mod hostile;
mod links;
mod publish;
mod pull;
mod runner;
