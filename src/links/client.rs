//! One request and its answer. The machine that is asked is judged after its name was looked up, and it is the very
//! address that was judged which is connected to.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, ErrorKind, Read as _};
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use crate::links::public::is_public;

/// What we say of ourselves, so that those who are asked know by whom.
const NAME: &str = concat!(
    "conflict-digest/",
    env!("CARGO_PKG_VERSION"),
    " (digest links: do the pages that are cited still answer?)"
);

/// Bytes of an answer that are read. Nothing behind them is of interest.
const MOST_BODY: u64 = 64 * 1024;

/// Bytes of the lines before it.
const MOST_HEAD: usize = 32 * 1024;

/// Addresses of one name that are tried.
const MOST_ADDRESSES: usize = 8;

/// A host that is not looked up: for tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// It is here, private or not.
    At(SocketAddr),
    /// There is no such host.
    Nowhere,
    /// The names of hosts cannot be looked up now.
    Later,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// There is no such host.
    NoHost,
    /// Its name could not be looked up.
    NoName,
    /// It is in a private network.
    Private,
    /// It took too long.
    Slow,
    /// It refuses or ends the connection.
    Closed,
    /// Its certificate or encryption is not accepted.
    Secret,
    /// What it says is not HTTP.
    Odd,
}

impl Fault {
    /// In words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Fault::NoHost => "there is no such host",
            Fault::NoName => "the host's name could not be looked up",
            Fault::Private => "it leads into a private network, and was not asked",
            Fault::Slow => "no answer in time",
            Fault::Closed => "the connection was refused or ended",
            Fault::Secret => "its certificate or encryption was not accepted",
            Fault::Odd => "its answer is not HTTP",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl std::error::Error for Fault {}

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    /// Its status.
    pub(super) status: u16,
    /// Where it sends the asker, as it says.
    pub(super) location: Option<String>,
    /// Whether it asks if a person is reading.
    pub(super) is_challenge: bool,
    /// How its body begins.
    pub(super) body: Vec<u8>,
}

/// Who sends requests.
#[derive(Debug)]
pub(super) struct Client {
    agent: Agent,
}

/// How much is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// Only whether it is there.
    Head,
    /// The first bytes.
    Start,
    /// All of a short answer.
    Whole,
}

impl Client {
    pub(super) fn new(timeout: Duration, known: BTreeMap<String, Known>) -> Client {
        let found = rustls_native_certs::load_native_certs().certs;
        let certificates: Vec<Certificate<'static>> =
            found.iter().map(|one| Certificate::from_der(one).to_owned()).collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::new_with_certs(&certificates))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .user_agent(NAME)
            .http_status_as_error(false)
            // Each step is judged before it is taken.
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy would look up names by itself, and nobody could judge what they lead to.
            .proxy(None)
            .max_idle_connections(0)
            .max_response_header_size(MOST_HEAD)
            .timeout_global(Some(timeout))
            .build();
        Client { agent: Agent::with_parts(config, DefaultConnector::default(), Names { known }) }
    }

    /// Sends one request.
    pub(super) fn ask(&self, ask: Ask, address: &str) -> Result<Answer, Fault> {
        let sent = match ask {
            Ask::Head => self.agent.head(address).call(),
            Ask::Start => self.agent.get(address).header("Range", "bytes=0-16383").call(),
            Ask::Whole => self.agent.get(address).call(),
        };
        let mut response = sent.map_err(|error| fault(&error))?;
        let status = response.status().as_u16();
        let header =
            |name: &str| response.headers().get(name).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
        let location = header("location").map(str::to_owned);
        let is_marked = header("cf-mitigated").is_some_and(|value| value.eq_ignore_ascii_case("challenge"));
        let mut body = Vec::new();
        if ask != Ask::Head {
            // One that breaks off or stops in the middle has answered all the same.
            let _ = response.body_mut().as_reader().take(MOST_BODY).read_to_end(&mut body);
        }
        let is_challenge = is_marked || matches!(status, 403 | 429 | 503) && asks_for_a_person(&body);
        Ok(Answer { status, location, is_challenge, body })
    }
}

/// Whether a page asks if a person is reading, by the words of those that do.
fn asks_for_a_person(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body).to_ascii_lowercase();
    ["captcha", "just a moment...", "challenge-platform", "are you a robot", "verify you are human"]
        .iter()
        .any(|words| text.contains(words))
}

fn fault(error: &Error) -> Fault {
    match error {
        Error::Other(other) => other.downcast_ref::<Fault>().copied().unwrap_or(Fault::Odd),
        Error::Timeout(_) => Fault::Slow,
        Error::Tls(_) | Error::Rustls(_) | Error::TlsRequired => Fault::Secret,
        Error::Io(error) if error.kind() == ErrorKind::TimedOut => Fault::Slow,
        Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()) => Fault::Secret,
        Error::Io(_) | Error::ConnectionFailed => Fault::Closed,
        _ => Fault::Odd,
    }
}

/// Looks up the names of hosts, and lets nobody be connected to who is not on the public internet.
#[derive(Debug)]
struct Names {
    known: BTreeMap<String, Known>,
}

impl Resolver for Names {
    fn resolve(&self, uri: &Uri, _: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let refuse = |fault: Fault| Err(Error::Other(Box::new(fault)));
        let Some(host) = uri.host() else { return refuse(Fault::Odd) };
        let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
        let found = match self.known.get(host) {
            Some(Known::At(address)) => vec![*address],
            Some(Known::Nowhere) => return refuse(Fault::NoHost),
            Some(Known::Later) => return refuse(Fault::NoName),
            None => match look_up(format!("{host}:{port}"), *timeout.after).and_then(judged) {
                Ok(found) => found,
                Err(fault) => return refuse(fault),
            },
        };
        if found.is_empty() {
            return refuse(Fault::NoHost);
        }
        let mut addresses = self.empty();
        found.into_iter().take(MOST_ADDRESSES).for_each(|address| addresses.push(address));
        Ok(addresses)
    }
}

/// The addresses of a name, when all of them are public. One that is not is enough: a name that leads to both is a trap.
fn judged(found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, Fault> {
    if found.iter().all(|address| is_public(address.ip())) { Ok(found) } else { Err(Fault::Private) }
}

/// The system's look-up knows no limit of time, so it is left behind when it takes too long.
fn look_up(name: String, timeout: Duration) -> Result<Vec<SocketAddr>, Fault> {
    let (send, receive) = mpsc::sync_channel(1);
    std::thread::spawn(move || send.send(name.to_socket_addrs().map(Iterator::collect)));
    match receive.recv_timeout(timeout) {
        Ok(Ok(found)) => Ok(found),
        Ok(Err(error)) if is_no_host(&error) => Err(Fault::NoHost),
        Ok(Err(_)) | Err(_) => Err(Fault::NoName),
    }
}

/// Whether there is no such host, as opposed to nobody who knows. The standard library keeps the number of the error to
/// itself, so it is told by the words of glibc, musl, macOS and BSD, and by the number on Windows (WSAHOST_NOT_FOUND).
fn is_no_host(error: &io::Error) -> bool {
    let said = error.to_string();
    let words = [
        "Name or service not known",
        "Name does not resolve",
        "nodename nor servname provided",
        "No address associated",
    ];
    error.raw_os_error() == Some(11_001) || words.iter().any(|words| said.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_leads_to_a_private_address_as_well_is_refused() {
        let at = |text: &str| text.parse::<SocketAddr>().unwrap();
        assert!(judged(vec![at("1.1.1.1:80"), at("[2606:4700::1111]:80")]).is_ok());
        assert_eq!(judged(vec![at("1.1.1.1:80"), at("127.0.0.1:80")]), Err(Fault::Private));
        // This machine's own name, looked up as any other.
        let found = look_up("localhost:80".to_owned(), Duration::from_secs(20));
        assert_eq!(found.and_then(judged), Err(Fault::Private));
    }

    #[test]
    fn pages_that_ask_for_a_person_are_known_by_their_words() {
        assert!(asks_for_a_person(b"<title>Just a moment...</title>"));
        assert!(asks_for_a_person(b"\xff Please solve this CAPTCHA"));
        assert!(!asks_for_a_person(b"<title>Forbidden</title>"));
    }
}
