//! What search looks words up in: the words of every document, turned round, and cut into small files that a browser can
//! ask for one by one. It knows nothing of articles: documents come to it as numbers and text (docs/decisions/0023-search.md).

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::source::sum::Sum;

pub mod digits;
pub mod fold;
pub mod postings;
pub mod shards;

use postings::{Postings, Segment};
use shards::Cut;

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
#[derive(Debug, Clone, Copy)]
pub struct Listed {
    /// Its number: those of articles in the order of time, oldest first; of all others from [`OTHERS`] up.
    pub number: u32,
    /// The sum of all that [`Content`] is made from.
    pub sum: Sum,
}

/// What a build remembers of the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// What the directory said beside the shards.
    head: String,
    documents: Vec<(u32, Sum)>,
    segment: Segment,
    /// The pieces that it was cut into.
    pieces: Vec<(Name, Sum)>,
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
    /// The pieces; cut anew only when somebody asks for one that is not there any more.
    cut: OnceLock<Cut>,
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
        self.index.cut().bytes(self.name)
    }
}

impl Index {
    /// The index of these documents, in the order of their numbers. `content` is asked only for those that `old` does not
    /// know. `head` is what the directory says beside the shards: lines without an empty one.
    #[must_use]
    pub fn of(
        head: String,
        documents: &[Listed],
        old: &Remembered,
        content: &(dyn Fn(usize) -> Content + Sync),
    ) -> Index {
        let numbered: Vec<(u32, Sum)> = documents.iter().map(|listed| (listed.number, listed.sum)).collect();
        if numbered == old.documents && head == old.head {
            return Index { remembered: old.clone(), cut: OnceLock::new() };
        }
        let (way, missing) = postings::way(&old.documents, &numbered);
        let parts: Vec<Postings> = missing
            .par_chunks(TOGETHER)
            .map(|chunk| {
                let mut postings = Postings::default();
                for place in chunk {
                    postings.add(numbered[*place].0, &content(*place));
                }
                postings
            })
            .collect();
        let segment = Segment::merged(&old.segment, &way, &parts);
        drop(parts);
        let cut = Cut::of(&head, &segment);
        let pieces = cut.pieces();
        Index { remembered: Remembered { head, documents: numbered, segment, pieces }, cut: cut.into() }
    }

    fn cut(&self) -> &Cut {
        self.cut.get_or_init(|| Cut::of(&self.remembered.head, &self.remembered.segment))
    }

    /// The files that it is cut into.
    pub fn pieces(self: &Arc<Index>) -> impl Iterator<Item = Piece> + '_ {
        let piece = |(name, sum): &(Name, Sum)| Piece { name: *name, sum: *sum, index: Arc::clone(self) };
        self.remembered.pieces.iter().map(piece)
    }

    /// What the next build may believe.
    #[must_use]
    pub fn remembered(&self) -> Remembered {
        self.remembered.clone()
    }
}
