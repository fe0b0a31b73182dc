//! Parts that a theme draws once for all the pages they stand on.

use serde::{Serialize, Serializer};
use tera::Value;

use super::parts::{Card, Link};
use super::timeline::TimelineItem;

/// A part, and which component of the theme draws it.
#[derive(Debug)]
pub enum Part<'d> {
    /// An article in the list of a term: `term_card(c)`.
    Card(Box<Card<'d>>),
    /// An entry of a folded timeline: `folded_item(i)`.
    Folded(TimelineItem<'d>),
    /// An entry of a timeline that stands open: `opened_item(i)`.
    Opened(TimelineItem<'d>),
    /// A link to a term among others of its kind (`tags`): `term_item(l, kind)`.
    Term(Link<'d>, &'static str),
}

/// HTML that a component of the theme drew. It is as safe as a page: only render.rs makes it, and not of text.
#[derive(Debug, Clone)]
pub struct Drawn(Value);

impl Drawn {
    /// What the template engine drew and holds for safe; anything else is printed escaped.
    #[must_use]
    pub fn new(value: Value) -> Drawn {
        Drawn(value)
    }

    /// Nothing.
    #[must_use]
    pub fn nothing() -> Drawn {
        Drawn(Value::none())
    }
}

impl Serialize for Drawn {
    /// The template engine takes its own values as they are: what stands on twenty pages is there once.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
