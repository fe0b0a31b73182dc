//! What readers get: the pages, feeds and files of a built site, fact by fact, from sites with one of everything.
#![expect(clippy::disallowed_methods, reason = "tests make and look at folders")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "the harness fails as a test does")]

mod addresses;
mod alphabet;
mod cut;
mod feeds;
mod firing;
mod found;
mod golden;
mod indent;
mod keys;
mod limits;
mod looked_up;
mod machines;
mod mistakes;
mod rules;
mod same;
#[cfg(unix)]
mod scan;
mod search;
mod settings;
#[path = "../cli/site.rs"]
#[allow(dead_code, reason = "the harness of tests/cli; not all of it is needed here")]
mod site;
mod sizes;
mod themes;
mod together;
mod told;
mod web;
mod withdrawn;
mod wrong;
mod xml;
