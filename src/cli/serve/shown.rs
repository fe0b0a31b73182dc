//! What the preview shows at one moment: the last good pages, and what is wrong now. Swapped as a whole, never changed.

use std::sync::Arc;

use axum::body::Bytes;
use serde::Serialize;

use crate::cli::serve::answer::{Answer, Output, Outputs, answer, content_type, is_page};
use crate::gate::preview;
use crate::gate::route::segment::percent_encoded;

/// What the preview shows at one moment.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    /// Moments are counted, so that a reader's browser can say which one it knows.
    pub(super) round: u64,
    /// The moment of the last good build. Files beside the pages may be newer.
    pub(super) built: u64,
    /// The style sheet that pages of that build carry.
    pub(super) sheet: Bytes,
    /// Where the site begins, encoded and without a slash at its end.
    pub(super) base: String,
    /// The files of the last good build; nothing before there was one.
    pub(super) outputs: Option<Arc<Outputs>>,
    /// What is wrong, for the overlay: one line of JSON.
    pub(super) problems: Arc<str>,
}

/// An answer, before anything is added to it.
#[derive(Debug)]
pub(super) struct Response<'s> {
    pub(super) status: u16,
    pub(super) kind: &'static str,
    pub(super) bytes: Bytes,
    /// Where a redirect leads.
    pub(super) location: Option<String>,
    /// The file of the site that this is.
    pub(super) output: Option<&'s Output>,
}

/// Files of the site that pages show or run, which a browser can exchange without asking for the page again.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub(super) struct Swap {
    /// The moment that they are of.
    pub(super) round: u64,
    /// Their addresses.
    pub(super) files: Vec<String>,
}

impl Shown {
    /// What a request for this path is answered.
    pub(super) fn respond(&self, path: &str) -> Response<'_> {
        let own = |status, text: String| Response {
            status,
            kind: "text/html; charset=utf-8",
            bytes: Bytes::from(text),
            location: None,
            output: None,
        };
        let Some(outputs) = &self.outputs else { return own(503, preview::nothing_yet()) };
        let file = |status, key: &str, output| Response { status, kind: content_type(key), ..of_output(output) };
        match answer(outputs, &self.base, path) {
            Answer::Found(key, output) => file(200, key, output),
            Answer::Moved(to) => Response { location: Some(to), ..own(301, String::new()) },
            Answer::Missing => match outputs.get_key_value("/404.html") {
                Some((key, output)) => file(404, key, output),
                None => own(404, preview::missing()),
            },
            Answer::Outside => own(404, preview::outside(&format!("{}/", self.base))),
            Answer::Refused => own(400, preview::missing()),
        }
    }

    /// The sum of what a reader sees at a path, whatever its style sheet: with another one the page is asked for again.
    pub(super) fn sum(&self, path: &str) -> String {
        self.sum_of(&self.respond(path))
    }

    /// The sum of an answer.
    pub(super) fn sum_of(&self, response: &Response<'_>) -> String {
        let sheet = std::str::from_utf8(&self.sheet).unwrap_or_default();
        let bare = match std::str::from_utf8(&response.bytes) {
            Ok(page) if response.kind.starts_with("text/html") => preview::without_style(page, sheet).into_bytes(),
            _ => response.bytes.to_vec(),
        };
        let whole = [format!("{} {:?} ", response.status, response.location).as_bytes(), &bare].concat();
        blake3::hash(&whole).to_hex().to_string()
    }

    /// What a browser that knows the moment `seen` has to exchange.
    pub(super) fn swap(&self, seen: u64) -> Swap {
        let outputs = self.outputs.iter().flat_map(|outputs| outputs.iter());
        let new = outputs.filter(|(key, output)| output.since > seen && !is_page(key) && is_seen(key));
        let files = new.map(|(key, _)| format!("{}{}", self.base, percent_encoded(key)));
        Swap { round: self.round, files: files.collect() }
    }
}

fn of_output(output: &Output) -> Response<'_> {
    Response { status: 200, kind: "", bytes: output.bytes.clone(), location: None, output: Some(output) }
}

/// Whether a file is one that pages show or run. Feeds and data change with every article, and no page shows them.
fn is_seen(key: &str) -> bool {
    let kind = content_type(key);
    ["text/css", "text/javascript", "image/", "font/", "video/", "audio/"].iter().any(|seen| kind.starts_with(seen))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(files: &[(&str, &str, u64)]) -> Shown {
        let output = |(key, text, since): &(&str, &str, u64)| {
            ((*key).to_owned(), Output { bytes: Bytes::copy_from_slice(text.as_bytes()), since: *since, source: None })
        };
        let outputs = Some(Arc::new(files.iter().map(output).collect()));
        Shown { round: 9, base: "/d".to_owned(), outputs, ..Shown::default() }
    }

    #[test]
    fn only_what_a_page_shows_is_exchanged() {
        let shown = shown(&[
            ("/", "x", 5),
            ("/a b.css", "x", 5),
            ("/feed.xml", "x", 5),
            ("/old.css", "x", 4),
            ("/x/p.png", "x", 6),
        ]);
        let files = vec!["/d/a%20b.css".to_owned(), "/d/x/p.png".to_owned()];
        assert_eq!(shown.swap(4), Swap { round: 9, files });
    }

    #[test]
    fn the_sum_is_that_of_the_page_and_not_of_its_dress() {
        let page = |text: &str, css: &str| {
            let page = format!("{text}{}", crate::gate::html::compose::style(css).as_str());
            shown(&[("/", &page, 0), ("/style.css", css, 0), ("/404.html", "gone", 0)])
        };
        assert_ne!(page("a", "").sum("/d/"), page("b", "").sum("/d/"));
        let one = page("a", "");
        // A page that is not there has the same bytes everywhere, and is another page than one with these bytes.
        assert_eq!(one.sum("/d/x"), one.sum("/d/y"));
        assert_ne!(one.sum("/d/x"), shown(&[("/x", "gone", 0)]).sum("/d/x"));
        assert_ne!(one.sum("/d"), one.sum("/d/"));
    }

    #[test]
    fn before_the_first_good_build_there_is_a_page_that_says_so() {
        let response = Shown::default();
        let response = response.respond("/x/");
        assert_eq!((response.status, response.output.is_none()), (503, true));
    }
}
