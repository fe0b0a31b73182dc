//! The frame of a site: all that its documents say, but for the HTML of their texts and where in its file each stands.
//!
//! While the frame is what it was, so are the digest, its pages and their lists; what a word in a text changes is that text.

use serde::Serialize;

use crate::source::SourceFile;
use crate::source::sum::Sum;

use super::Parsed1;
use super::body::Body;
use super::memo::Memo;

/// What the rest of a site can know of one document.
pub(super) fn of(head: &Parsed1, body: &Body) -> Sum {
    let text = &body.text;
    let links: Vec<_> = text.links.iter().map(|(_, route)| route).collect();
    let fragments: Vec<_> = text.fragments.iter().map(|(_, route, id)| (route, id)).collect();
    let images: Vec<&String> = body.images.iter().map(|(_, name)| name).collect();
    let text = (text.is_empty, &text.first, text.code, links, fragments, &text.headings, images);
    match head {
        Parsed1::Article(read) => sum(&("article", &read.head, read.whole, text)),
        Parsed1::Event(read) => sum(&("event", &read.head, read.whole, text)),
        Parsed1::Timeline(read) => sum(&("timeline", &read.head, read.whole, text)),
        Parsed1::Page(read) => sum(&("page", &read.head, read.whole, text)),
    }
}

/// The frame of the site of these files; nothing where the bytes of one are not known.
pub(super) fn whole(files: &[SourceFile], memo: &Memo) -> Option<Sum> {
    let mut frames = Vec::with_capacity(files.len());
    for file in files {
        let document = memo.of(file).and_then(|noted| noted.body.as_ref()).map(|body| body.frame);
        // What is no document counts with all its bytes, and so does what could not be read as one.
        frames.push((&file.path, document.or(file.sum)?));
    }
    Some(sum(&frames))
}

fn sum(value: &impl Serialize) -> Sum {
    // A value of these forms can always be written.
    Sum::of(&postcard::to_stdvec(value).unwrap_or_default())
}
