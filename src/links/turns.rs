//! Turns: one request at a time to one host, and a pause before the next, whoever asks.
#![expect(clippy::disallowed_methods, reason = "pauses are measured by the clock, and nothing that is printed")]

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::links::locked;

/// Hosts and when they were last asked.
#[derive(Debug)]
pub(super) struct Turns {
    pause: Duration,
    /// Nothing while a host is being asked.
    hosts: Mutex<BTreeMap<String, Option<Instant>>>,
    freed: Condvar,
}

/// A host's turn; it ends when this is dropped, however that comes about.
struct Turn<'t> {
    turns: &'t Turns,
    host: String,
}

impl Turns {
    pub(super) fn new(pause: Duration) -> Turns {
        Turns { pause, hosts: Mutex::default(), freed: Condvar::new() }
    }

    /// Does this when it is the host's turn.
    pub(super) fn take<T>(&self, host: &str, act: impl FnOnce() -> T) -> T {
        let _turn = self.wait(host);
        act()
    }

    fn wait(&self, host: &str) -> Turn<'_> {
        let mut hosts = locked(&self.hosts);
        loop {
            let left = match hosts.get(host) {
                None => Duration::ZERO,
                Some(None) => Duration::MAX,
                Some(Some(last)) => self.pause.saturating_sub(last.elapsed()),
            };
            hosts = match left {
                Duration::ZERO => break,
                Duration::MAX => self.freed.wait(hosts).unwrap_or_else(PoisonError::into_inner),
                left => self.freed.wait_timeout(hosts, left).unwrap_or_else(PoisonError::into_inner).0,
            };
        }
        hosts.insert(host.to_owned(), None);
        Turn { turns: self, host: host.to_owned() }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        locked(&self.turns.hosts).insert(std::mem::take(&mut self.host), Some(Instant::now()));
        self.turns.freed.notify_all();
    }
}
