//! What a browser that shows a page is told, as server-sent events: ask again, exchange these files, this is wrong.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::stream;
use tokio::sync::watch;

use crate::cli::serve::shown::Shown;

/// A line now and then, so that a browser that went away is noticed.
const ALIVE: Duration = Duration::from_secs(15);

/// The moments of the preview, as they come; nothing before the first.
pub(super) type Moments = watch::Receiver<Option<Arc<Shown>>>;

/// A page in somebody's browser.
#[derive(Debug)]
pub(super) struct Reader {
    /// Where it stands.
    pub(super) path: String,
    /// What the browser shows; nothing when it is of another run of the program.
    pub(super) sum: String,
    /// The moment that the files beside it are of.
    pub(super) seen: u64,
    /// What it was told to be wrong.
    pub(super) said: Option<Arc<str>>,
}

impl Reader {
    /// A reader as it introduces itself. `token` is what [`token`] made, for this run of the program or an earlier one.
    pub(super) fn of(path: &str, given: &str, run: &str) -> Reader {
        let mut parts = given.split('.');
        let is_ours = parts.next() == Some(run);
        let seen = parts.next().and_then(|round| round.parse().ok()).filter(|_| is_ours).unwrap_or(u64::MAX);
        let sum = parts.next().filter(|_| is_ours).unwrap_or_default().to_owned();
        Reader { path: path.to_owned(), sum, seen, said: None }
    }

    /// The events that bring the reader to this moment; empty where nothing changed for this page.
    fn events(&mut self, shown: &Shown) -> String {
        let mut events = String::new();
        let mut event = |name: &str, data: &str| events.push_str(&format!("event: {name}\ndata: {data}\n\n"));
        if self.said.as_ref() != Some(&shown.problems) {
            event("problems", &shown.problems);
            self.said = Some(Arc::clone(&shown.problems));
        }
        let sum = shown.sum(&self.path);
        if sum != self.sum {
            // All that is exchanged otherwise comes along.
            event("reload", "");
            self.sum = sum;
            self.seen = shown.round;
            return events;
        }
        let swap = shown.swap(self.seen);
        if !swap.files.is_empty() {
            event("swap", &serde_json::to_string(&swap).unwrap_or_default());
        }
        self.seen = shown.round;
        events
    }
}

/// By what a page says which one it is: the run of the program, the moment, the sum.
pub(super) fn token(run: &str, round: u64, sum: &str) -> String {
    format!("{run}.{round}.{sum}")
}

/// The events of one reader, until it goes away.
pub(super) fn body(reader: Reader, moments: Moments) -> Body {
    let told = stream::unfold((reader, moments), |(mut reader, mut moments)| async move {
        loop {
            let shown = moments.borrow_and_update().clone();
            let events = shown.map(|shown| reader.events(&shown)).unwrap_or_default();
            if !events.is_empty() {
                return Some((Ok::<_, Infallible>(Bytes::from(events)), (reader, moments)));
            }
            match tokio::time::timeout(ALIVE, moments.changed()).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) => return None,
                Err(_) => return Some((Ok(Bytes::from_static(b":\n\n")), (reader, moments))),
            }
        }
    });
    Body::from_stream(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::serve::answer::{Output, Outputs};

    fn shown(round: u64, files: &[(&str, &str, u64)], problems: &str) -> Shown {
        let output = |(key, text, since): &(&str, &str, u64)| {
            ((*key).to_owned(), Output { bytes: Bytes::copy_from_slice(text.as_bytes()), since: *since, source: None })
        };
        let outputs: Outputs = files.iter().map(output).collect();
        Shown { round, outputs: Some(Arc::new(outputs)), problems: problems.into(), ..Shown::default() }
    }

    fn reader(path: &str, at: &Shown) -> Reader {
        let mut reader = Reader::of(path, &token("run", at.round, &at.sum(path)), "run");
        reader.said = Some(Arc::clone(&at.problems));
        reader
    }

    #[test]
    fn a_reader_is_told_what_concerns_the_page() {
        let one = shown(1, &[("/", "home", 1), ("/a/", "a", 1), ("/print.css", "x", 1)], "{}");
        let (mut home, mut a) = (reader("/", &one), reader("/a/", &one));
        assert_eq!((home.events(&one), a.events(&one)), (String::new(), String::new()));
        let two = shown(2, &[("/", "home", 1), ("/a/", "b", 2), ("/print.css", "x", 1)], "{}");
        assert_eq!((home.events(&two).as_str(), a.events(&two).as_str()), ("", "event: reload\ndata: \n\n"));
        let three = shown(3, &[("/", "home", 1), ("/a/", "b", 2), ("/print.css", "y", 3)], "{}");
        let swap = "event: swap\ndata: {\"round\":3,\"files\":[\"/print.css\"]}\n\n";
        assert_eq!((home.events(&three).as_str(), a.events(&three).as_str()), (swap, swap));
        assert_eq!(home.events(&three), "");
    }

    #[test]
    fn what_is_wrong_is_said_once_and_when_it_goes() {
        let one = shown(1, &[("/", "home", 1)], "{\"a\":1}");
        let mut reader = Reader::of("/", &token("run", 1, &one.sum("/")), "run");
        assert_eq!(reader.events(&one), "event: problems\ndata: {\"a\":1}\n\n");
        assert_eq!(reader.events(&shown(2, &[("/", "home", 1)], "{\"a\":1}")), "");
        assert_eq!(reader.events(&shown(3, &[("/", "home", 1)], "{}")), "event: problems\ndata: {}\n\n");
    }

    #[test]
    fn a_page_of_another_run_is_asked_for_again() {
        let one = shown(1, &[("/", "home", 1)], "{}");
        for given in [token("before", 1, &one.sum("/")), String::new(), "run".to_owned(), "run.x.y.z".to_owned()] {
            let events = Reader::of("/", &given, "run").events(&one);
            assert!(events.ends_with("event: reload\ndata: \n\n"), "{given}: {events}");
        }
    }
}
