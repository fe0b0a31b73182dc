//! `digest` turns a folder of Markdown reports into a dated, sourced digest: a static site.
//!
//! Six verbs over plain data, in the order in which they happen; the nouns are in [`model`]. Only [`source`] and
//! [`publish`] touch the disk; ARCHITECTURE.md has the map.

pub mod pipeline;

pub mod config;
pub mod diagnostic;
pub mod gate;
pub mod model;
pub mod source;

pub mod assemble;
pub mod check;
pub mod parse;
pub mod plan;
pub mod publish;
pub mod render;
pub mod theme;

pub mod cli;
pub mod report;
pub mod words;
