//! What search looks words up in: the words of every document, turned round, and cut into small files that a browser can
//! ask for one by one. It knows nothing of articles: documents come to it as numbers and text (docs/decisions/0023-search.md).

use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::source::sum::Sum;

pub mod digits;
pub mod fold;
pub mod merge;
pub mod postings;
pub mod shards;

use merge::{Merged, Way};
use postings::{Postings, Segment};
use shards::{Cut, Kept};

/// Numbers from here up are documents that are no articles: they come last in every list.
pub const OTHERS: u32 = 1 << 24;

/// Documents whose words are turned round together: what a thread takes at a time. It reaches no byte.
const TOGETHER: usize = 256;

/// Where in a document a text stands; the earlier, the more it says of what the document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The headline.
    Title,
    /// A summary, or the name of a term.
    Label,
    /// The text.
    Body,
}

/// What is looked up of a document.
#[derive(Debug, Default)]
pub struct Content {
    /// Its texts, the headline first.
    pub texts: Vec<(Field, String)>,
    /// What it is filtered by, as it is written in an address: `tag/syria`, `lang/ar`.
    pub marks: Vec<String>,
}

/// A document as far as it is known without looking at its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its number: those of articles in the order of time, oldest first; of all others from [`OTHERS`] up.
    pub number: u32,
    /// The sum of all that [`Content`] is made from but the text.
    pub outline: Sum,
    /// The sum of the text, where it has one.
    pub body: Option<Sum>,
}

/// What is known of the site that is searched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What the directory says beside the shards: lines without an empty one.
    pub head: String,
    /// What the site is made from but for its texts; nothing where that is not known.
    pub frame: Option<Sum>,
}

/// What a build remembers of the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    site: About,
    /// In the order of their numbers.
    documents: Vec<Listed>,
    segment: Segment,
    /// The shards that it was cut into.
    shards: Vec<Kept>,
}

impl Remembered {
    /// The documents of a site of so many in this frame, where the last build saw it in the same: only their texts may be
    /// others.
    #[must_use]
    pub fn framed(&self, frame: Option<Sum>, count: usize) -> Option<&[Listed]> {
        let is_framed = frame.is_some() && self.site.frame == frame && self.documents.len() == count;
        is_framed.then_some(&self.documents)
    }
}

/// What a piece of the index is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Name {
    /// The directory: which words are in which shard.
    Directory,
    /// Words, each with the documents that hold it.
    Words(u32),
    /// Where in these documents the words of the shard of this number stand.
    Places(u32),
}

/// The index of a site.
#[derive(Debug, Default)]
pub struct Index {
    remembered: Remembered,
    cut: Cut,
}

/// A file of the index.
#[derive(Debug, Clone)]
pub struct Piece {
    /// What it is called.
    pub name: Name,
    /// The sum of its bytes.
    pub sum: Sum,
    index: Arc<Index>,
}

impl Piece {
    /// Its bytes: text in ASCII and letters of any script.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.index.cut.bytes(self.name)
    }
}

impl Index {
    /// The index of these documents, in the order of their numbers. `content` is asked only for those that `old` does not
    /// know.
    #[must_use]
    pub fn of(
        site: About,
        documents: Vec<Listed>,
        old: &Remembered,
        content: &(dyn Fn(usize) -> Content + Sync),
    ) -> Index {
        let merged = if documents == old.documents { None } else { Some(merged(&documents, old, content)) };
        let (segment, cut) = match merged {
            None => (old.segment.clone(), Cut::of(&site.head, &old.segment, &[], &old.shards)),
            Some(Merged { segment, fresh }) => {
                let cut = Cut::of(&site.head, &segment, &fresh, &old.shards);
                (segment, cut)
            }
        };
        Index { remembered: Remembered { site, documents, segment, shards: cut.kept() }, cut }
    }

    /// The files that it is cut into.
    pub fn pieces(self: &Arc<Index>) -> impl Iterator<Item = Piece> + '_ {
        self.cut.pieces().map(|(name, sum)| Piece { name, sum, index: Arc::clone(self) })
    }

    /// What the next build may believe.
    #[must_use]
    pub fn remembered(&self) -> Remembered {
        self.remembered.clone()
    }
}

/// The words of these documents, as far as `old` has them, and those of the others.
fn merged(documents: &[Listed], old: &Remembered, content: &(dyn Fn(usize) -> Content + Sync)) -> Merged {
    let (way, missing) = Way::new(&old.documents, documents);
    let parts: Vec<Segment> = missing
        .par_chunks(TOGETHER)
        .map(|chunk| {
            let mut postings = Postings::default();
            for place in chunk {
                postings.add(documents[*place].number, &content(*place));
            }
            postings.closed()
        })
        .collect();
    merge::merged(&old.segment, &way, &parts)
}

#[cfg(test)]
mod tests;
