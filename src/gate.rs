//! The gate: what a stranger's text must pass before it may leave the program, one file a kind of text.
//!
//! Text from outside is `&str`. Text that may stand in a page, an address or a terminal line is one of the types
//! made here and nowhere else: their fields are private and there is no conversion from a plain `String`.
//! The gate knows nothing of articles, notes or disks: it says what is wrong with a text, and others say where.

pub mod slug;

pub mod picture;

pub mod route;

pub mod href;

pub mod html;

pub mod excerpt;

pub mod line;

pub mod json;

pub mod markdown;

pub mod workflow;

pub mod xml;

pub mod text;

pub mod script;

pub mod preview;
