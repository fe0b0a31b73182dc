//! Memory: what the last build knew, as a value. A build with an empty memory makes the same bytes, later.
//!
//! It is one file in `.digest/`, in the format of postcard, for this very program: what another one wrote, what is
//! damaged, and what was remembered of another configuration or theme is forgotten, never guessed at.

use serde::{Deserialize, Serialize};

use crate::plan::trace::Trace;

use files::Files;
use pages::Standing;

pub mod files;
pub mod pages;
pub mod stat;

/// What all else depends on: the program, site.toml, the theme, what was asked for. With another key nothing is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Key(pub [u8; 32]);

/// What the last build knew.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Memory {
    /// Under what it was made.
    pub key: Key,
    /// What was read.
    pub files: Files,
    /// What pages were made from.
    pub trace: Trace,
    /// What was published.
    pub standing: Standing,
}
