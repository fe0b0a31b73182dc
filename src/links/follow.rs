//! From an address by all its redirects to what became of it.

use url::Url;

use crate::gate::href::Href;
use crate::links::client::{Answer, Ask, Client, Fault};
use crate::links::turns::Turns;
use crate::links::{Class, Verdict};

/// Redirects that are followed.
const MOST_STEPS: usize = 8;

/// A way by redirects, as far as it was gone.
struct Way<'h> {
    from: &'h Href,
    /// Every address on it.
    steps: Vec<Href>,
    /// Where permanent redirects from the start have led.
    settled: Option<Href>,
    /// Whether every step so far was permanent.
    is_permanent: bool,
}

/// Asks an address, and those that it sends to.
pub(super) fn ask(client: &Client, turns: &Turns, href: &Href) -> Verdict {
    let mut way = Way { from: href, steps: vec![href.clone()], settled: None, is_permanent: true };
    loop {
        let at = way.steps.last().unwrap_or(href);
        let answer = match patiently(client, turns, at) {
            Ok(answer) => answer,
            Err(fault) => return of_fault(fault),
        };
        let Some(location) = answer.location.as_deref().filter(|_| is_redirect(answer.status)) else {
            return way.arrived(&answer);
        };
        let lost = |why: &str| verdict(Class::Unreachable, why, Some(answer.status));
        let Some(next) = target(at, location) else {
            return lost("it redirects to what is no address of a page");
        };
        if way.steps.contains(&next) {
            return lost("it redirects in a circle");
        }
        if way.steps.len() > MOST_STEPS {
            return lost("it redirects without an end");
        }
        way.is_permanent &= matches!(answer.status, 301 | 308);
        if way.is_permanent {
            way.settled = Some(next.clone());
        }
        way.steps.push(next);
    }
}

/// Asks with HEAD. What that does not settle is asked again with GET, because many hosts answer HEAD wrongly, and once more
/// where only the second answer was none.
fn patiently(client: &Client, turns: &Turns, at: &Href) -> Result<Answer, Fault> {
    let ask = |ask: Ask| turns.take(at.host_ascii(), || client.ask(ask, at.as_str()));
    let first = ask(Ask::Head);
    match first {
        Ok(answer)
            if (200..300).contains(&answer.status) || is_redirect(answer.status) && answer.location.is_some() =>
        {
            return Ok(answer);
        }
        Err(Fault::Private) => return first,
        _ => {}
    }
    let has_failed = |answer: &Result<Answer, Fault>| {
        !answer.as_ref().is_ok_and(|answer| answer.status < 500 || answer.is_challenge)
    };
    let was_answered = !has_failed(&first);
    let second = ask(Ask::Start);
    if was_answered && has_failed(&second) { ask(Ask::Start) } else { second }
}

fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// Where a redirect leads: an address that may be linked to, whatever its host has written.
fn target(at: &Href, location: &str) -> Option<Href> {
    let base = Url::parse(at.as_str()).ok()?;
    let url = Url::options().base_url(Some(&base)).parse(location).ok()?;
    Href::external(url.as_str()).ok()
}

impl Way<'_> {
    /// What the last answer means.
    fn arrived(&self, answer: &Answer) -> Verdict {
        let status = answer.status;
        let (class, why) = match status {
            _ if answer.is_challenge => (Class::Blocked, "it asks whether a person is reading"),
            // 304 and 416 speak of a page that is there.
            200..=299 | 304 | 416 => return self.reached(status),
            401 | 407 => (Class::Blocked, "it asks for a login"),
            402 => (Class::Blocked, "it asks for payment"),
            403 => (Class::Blocked, "it is forbidden to us"),
            429 => (Class::Blocked, "it was asked too often"),
            451 => (Class::Blocked, "it is withheld for legal reasons"),
            404 => (Class::Gone, "it is not there"),
            410 => (Class::Gone, "it was removed"),
            300..=399 => (Class::Unreachable, "it redirects to nowhere"),
            500..=599 => (Class::Unreachable, "its host has failed"),
            600.. => (Class::Blocked, "its answer is for nobody but us"),
            _ => (Class::Unreachable, "its answer says nothing of the page"),
        };
        verdict(class, why, Some(status))
    }

    /// What it means that the end of the way answers.
    fn reached(&self, status: u16) -> Verdict {
        let end = self.steps.last().unwrap_or(self.from);
        if self.steps.len() > 1 && is_home(end) && !is_home(self.from) {
            // A page that was taken down is often sent to the home page; a wall before it, too, for a while.
            return match self.is_permanent {
                true => verdict(Class::Gone, "it leads to a home page now", Some(status)),
                false => verdict(Class::Blocked, "it leads to a home page for the time being", Some(status)),
            };
        }
        // Another scheme, `www.` or a slash at the end are no other address.
        match self.settled.as_ref().filter(|to| to.key() != self.from.key()) {
            Some(to) => {
                Verdict { to: Some(to.clone()), ..verdict(Class::Moved, "it is at another address", Some(status)) }
            }
            None => verdict(Class::Ok, "it answers", Some(status)),
        }
    }
}

fn is_home(href: &Href) -> bool {
    let is_bare = |url: Url| matches!(url.path(), "" | "/" | "/index.html" | "/index.php") && url.query().is_none();
    Url::parse(href.as_str()).is_ok_and(is_bare)
}

fn of_fault(fault: Fault) -> Verdict {
    let class = match fault {
        Fault::NoHost => Class::Gone,
        Fault::Private => Class::Refused,
        _ => Class::Unreachable,
    };
    verdict(class, fault.words(), None)
}

fn verdict(class: Class, why: &str, status: Option<u16>) -> Verdict {
    Verdict { class, why: why.to_owned(), status, to: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(text: &str) -> Href {
        Href::external(text).unwrap()
    }

    #[test]
    fn a_redirect_leads_to_an_address_or_nowhere() {
        let at = href("https://example.org/a/b?c=d");
        for (location, to) in [
            ("/x", Some("https://example.org/x")),
            ("y", Some("https://example.org/a/y")),
            ("//other.example/z", Some("https://other.example/z")),
            ("https://bücher.example/", Some("https://xn--bcher-kva.example/")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("ftp://example.org/", None),
            ("https://user:secret@example.org/", None),
            ("http://", None),
        ] {
            assert_eq!(target(&at, location).as_ref().map(Href::as_str), to, "{location}");
        }
    }
}
