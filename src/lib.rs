//! `digest` turns a folder of Markdown reports into a dated, sourced digest: a static site.
//!
//! Six verbs over plain data, in the order in which they happen; the nouns are in [`model`]. Only [`source`] and
//! [`publish`] touch the disk; ARCHITECTURE.md has the map.

pub mod pipeline;

pub mod source;
pub mod diagnostic;
pub mod gate;
pub mod model;
pub mod keys;
pub mod config;

pub mod parse;
pub mod assemble;
pub mod check;
pub mod ledger;
pub mod search;
pub mod plan;
pub mod theme;
pub mod render;
pub mod memory;
pub mod publish;

pub mod words;
pub mod import;
pub mod links;
pub mod fix;
pub mod since;
pub mod changes;
pub mod report;
pub mod schema;
pub mod cli;
