//! Links: asks addresses on the network whether they still answer, a few hosts at once and each of them slowly. No build
//! uses it.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::gate::href::Href;
use crate::links::client::Client;
use crate::links::turns::Turns;

pub mod client;
mod follow;
mod public;
mod turns;
pub mod wayback;

/// Hosts that are asked at the same time.
const HOSTS: usize = 6;

/// What became of an address, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Its host says that it is not there, or there is no such host.
    Gone,
    /// It is at another address, for good.
    Moved,
    /// Something stands before it: a login, a payment, a question whether a person is reading.
    Blocked,
    /// Nobody can tell: no answer in time, or one that says that the host itself is at fault.
    Unreachable,
    /// It was not asked, because it leads into a private network.
    Refused,
    /// It answers.
    Ok,
}

impl Class {
    /// Each with the word for it, the gravest first.
    pub const WORDS: [(Class, &'static str); 6] = [
        (Class::Gone, "gone"),
        (Class::Moved, "moved"),
        (Class::Blocked, "blocked"),
        (Class::Unreachable, "unreachable"),
        (Class::Refused, "refused"),
        (Class::Ok, "ok"),
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Class::WORDS.into_iter().find(|(class, _)| *class == self).map_or("", |(_, word)| word)
    }
}

/// What is known of an address after asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What became of it.
    pub class: Class,
    /// Why, in our own words.
    pub why: String,
    /// The status of the last answer (RFC 9110, section 15); nothing where there was none.
    pub status: Option<u16>,
    /// Where it is now, of what has moved.
    pub to: Option<Href>,
}

/// How hosts are asked.
#[derive(Debug, Clone)]
pub struct Manner {
    /// Between two requests to one host.
    pub pause: Duration,
    /// For one request, from the name of the host to the last byte.
    pub timeout: Duration,
    /// Hosts that are not looked up but known, by name: for tests, and the only ones that may be private.
    pub known: BTreeMap<String, client::Known>,
}

/// Who asks.
#[derive(Debug)]
pub struct Asker {
    client: Client,
    turns: Turns,
}

impl Asker {
    /// One who asks in this manner.
    #[must_use]
    pub fn new(manner: Manner) -> Asker {
        Asker { client: Client::new(manner.timeout, manner.known), turns: Turns::new(manner.pause) }
    }

    /// Asks each address; gives what became of them in the order of `addresses`. `progress` is told how many are done.
    #[must_use]
    pub fn ask(&self, addresses: &[&Href], progress: &(dyn Fn(usize) + Sync)) -> Vec<Verdict> {
        let mut hosts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, href) in addresses.iter().enumerate() {
            hosts.entry(href.host_ascii()).or_default().push(index);
        }
        let mut hosts: Vec<Vec<usize>> = hosts.into_values().collect();
        // The longest row first: the others are done beside it.
        hosts.sort_by_key(|row| std::cmp::Reverse(row.len()));
        let rows = Mutex::new(VecDeque::from(hosts));
        let verdicts: Mutex<BTreeMap<usize, Verdict>> = Mutex::default();
        let done = AtomicUsize::new(0);
        let work = || {
            while let Some(row) = locked(&rows).pop_front() {
                for index in row {
                    let verdict = follow::ask(&self.client, &self.turns, addresses[index]);
                    locked(&verdicts).insert(index, verdict);
                    progress(done.fetch_add(1, Ordering::Relaxed) + 1);
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..HOSTS.min(addresses.len()) {
                scope.spawn(work);
            }
        });
        verdicts.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
