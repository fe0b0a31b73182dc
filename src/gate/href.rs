//! Addresses become hrefs: http, https, mail and the site's own, judged as a browser would read them, not as written.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::gate::text::{Suspicion, suspicious};

pub mod decode;

pub mod host;

pub mod key;

pub mod problem;

use problem::{HrefProblem, HrefProblemKind};

/// The most bytes in an address. Browsers take 2 MB, servers and other people's tools 8 KiB.
pub const MAX_BYTES: usize = 8 * 1024;

/// Where an [`Href`] leads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum HrefPlace {
    /// To another site, by http or https.
    External,
    /// To somebody's mailbox.
    Mail,
    /// Somewhere inside the site, or so the text says: nobody has looked yet.
    Inside,
}

/// An address that a link may have. Ordered by the text of the attribute `href`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Href {
    href: String,
    display: String,
    host: String,
    host_ascii: String,
    place: HrefPlace,
}

impl Href {
    /// An address on another site: http or https, with a host that has a dot or is an IP address, without a user name.
    ///
    /// # Errors
    /// An [`HrefProblem`] that says what is wrong, and where one reading is likely, what to write.
    pub fn external(text: &str) -> Result<Href, HrefProblem> {
        let href = Href::link(text)?;
        match href.place {
            HrefPlace::External => Ok(href),
            HrefPlace::Mail => Err(HrefProblemKind::Scheme("mailto".to_owned()).into()),
            HrefPlace::Inside => Err(no_scheme(text.trim())),
        }
    }

    /// An address that may stand in a text: as [`Href::external`], and mail, and addresses inside the site. The last are
    /// only judged to be that; whether there is such a page is for others to say.
    ///
    /// # Errors
    /// As [`Href::external`].
    pub fn link(text: &str) -> Result<Href, HrefProblem> {
        let text = cleaned(text)?;
        match decode::scheme(&text).as_deref() {
            Some(scheme @ ("http" | "https")) => web(&text, scheme),
            Some("mailto") => mail(&text),
            Some(scheme) => Err(wrong_scheme(&text, scheme)),
            None => inside(&text),
        }
    }

    /// The text of the attribute `href`: percent-encoded ASCII, not yet escaped for HTML.
    pub fn as_str(&self) -> &str {
        &self.href
    }

    /// The address to be read by people: letters decoded, a deceptive host in punycode.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// The host to be read by people, without `www.`; empty where there is none.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The host in ASCII (punycode), without `www.`; empty where there is none.
    pub fn host_ascii(&self) -> &str {
        &self.host_ascii
    }

    /// The likely registrable domain, in ASCII: `bbc.co.uk` of `news.bbc.co.uk`. A guess without the Public Suffix List,
    /// good enough to compare what a link says with where it leads.
    pub fn site(&self) -> String {
        host::site(&self.host_ascii)
    }

    /// The key by which two addresses are one article: without scheme, `www.`, fragment, tracking parameters, default
    /// port and trailing slash, the host in lower case, escapes spelled one way.
    pub fn key(&self) -> String {
        match (self.place, Url::parse(&self.href)) {
            (HrefPlace::External, Ok(url)) => key::of(&url, &self.host_ascii),
            _ => self.href.clone(),
        }
    }

    /// Where the address leads.
    pub fn place(&self) -> HrefPlace {
        self.place
    }
}

impl fmt::Display for Href {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.display)
    }
}

/// The text without spaces around it and with `&amp;` undone, if no character in it deceives.
fn cleaned(text: &str) -> Result<String, HrefProblem> {
    // Addresses copied out of HTML carry `&amp;`; nobody means those letters.
    let text = text.trim().replace("&amp;", "&");
    if text.is_empty() {
        return Err(HrefProblemKind::Empty.into());
    }
    if text.len() > MAX_BYTES {
        return Err(HrefProblemKind::TooLong.into());
    }
    let hidden = |suspicion: &Suspicion| match suspicion {
        Suspicion::Control(c) | Suspicion::Bidi(c) | Suspicion::Invisible(c) => Some(*c),
        Suspicion::Lost => Some('\u{FFFD}'),
        Suspicion::Mojibake { .. } | Suspicion::Mixed { .. } | Suspicion::Placeholder(_) | Suspicion::PrivateUse(_) => {
            None
        }
    };
    let found = suspicious(&text);
    let bad: Vec<_> = found.iter().filter_map(|(range, why)| Some((range, hidden(why)?))).collect();
    if let Some((_, c)) = bad.first() {
        let (mut without, mut from) = (String::with_capacity(text.len()), 0);
        for (range, _) in &bad {
            without.push_str(text.get(from..range.start).unwrap_or_default());
            from = range.end.max(from);
        }
        without.push_str(text.get(from..).unwrap_or_default());
        return Err(HrefProblem::of(HrefProblemKind::Character(*c), Some(without)));
    }
    if text.contains(char::is_whitespace) {
        let joined = text.split_whitespace().collect::<Vec<_>>().join("%20");
        return Err(HrefProblem::of(HrefProblemKind::Space, Some(joined)));
    }
    if text.contains('\\') {
        return Err(HrefProblem::of(HrefProblemKind::Backslash, Some(text.replace('\\', "/"))));
    }
    Ok(text)
}

/// An address of http or https. `scheme` is how a browser reads it; the text must say so openly.
fn web(text: &str, scheme: &str) -> Result<Href, HrefProblem> {
    let open = text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let rest = text.get(scheme.len()..).and_then(|rest| rest.strip_prefix(':')).filter(|_| open);
    let Some(rest) = rest else {
        return Err(HrefProblemKind::Disguised(scheme.to_owned()).into());
    };
    let bare = rest.trim_start_matches('/');
    if bare.len() + 2 != rest.len() {
        // Browsers read `https:/host` and `https:///host` as the same; people do not.
        return Err(HrefProblem::of(HrefProblemKind::Slashes, Some(format!("{scheme}://{bare}"))));
    }
    let authority = &bare[..bare.find(['/', '?', '#']).unwrap_or(bare.len())];
    if let Some((_, host)) = authority.rsplit_once('@') {
        let without = format!("{scheme}://{host}{}", &bare[authority.len()..]);
        return Err(HrefProblem::of(HrefProblemKind::UserName, Some(without)));
    }
    let url = Url::parse(text).map_err(|error| HrefProblemKind::NotAnAddress(error.to_string()))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(HrefProblemKind::UserName.into());
    }
    let ascii = url.host_str().unwrap_or_default().to_owned();
    let is_domain = matches!(url.host(), Some(url::Host::Domain(_)));
    if is_domain && !host::is_public_name(&ascii) {
        return Err(HrefProblemKind::Host(ascii).into());
    }
    let shown = host::readable(&ascii);
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let rest = decode::tidied(&url[url::Position::BeforePath..]);
    Ok(Href {
        href: format!("{scheme}://{ascii}{port}{rest}"),
        display: format!("{scheme}://{shown}{port}{}", decode::readable(&rest)),
        host: host::without_www(&shown).to_owned(),
        host_ascii: host::without_www(&ascii).to_owned(),
        place: HrefPlace::External,
    })
}

/// An address of mail: one mailbox, and at most a subject. Copies, bodies and attachments are not for a link to fill in.
fn mail(text: &str) -> Result<Href, HrefProblem> {
    let Some(rest) = text.get(7..).filter(|_| text.to_ascii_lowercase().starts_with("mailto:")) else {
        return Err(HrefProblemKind::Disguised("mailto".to_owned()).into());
    };
    let (mailbox, query) = rest.split_once('?').map_or((rest, None), |(mailbox, query)| (mailbox, Some(query)));
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$&'*+-/=^_`{|}~.".contains(c);
    let (name, host) = mailbox.split_once('@').unwrap_or_default();
    let subject = query.is_none_or(|query| {
        query.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("subject=")) && !query.contains(['&', '#'])
    });
    if name.is_empty() || !name.chars().all(plain) || !host::is_public_name(host) || !subject {
        return Err(HrefProblemKind::Mailbox.into());
    }
    let query = query.map(|query| format!("?{}", decode::tidied(query))).unwrap_or_default();
    Ok(Href {
        // `#` and `/` are letters of a mailbox and delimiters of an address.
        href: format!("mailto:{}@{host}{query}", decode::tidied(name).replace('#', "%23")),
        display: mailbox.to_owned(),
        host: String::new(),
        host_ascii: String::new(),
        place: HrefPlace::Mail,
    })
}

/// An address without a scheme, which a browser would look for inside the site.
fn inside(text: &str) -> Result<Href, HrefProblem> {
    if text.starts_with("//") {
        return Err(HrefProblem::of(HrefProblemKind::NoScheme, Some(format!("https:{text}"))));
    }
    if text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
        return Err(no_scheme(text));
    }
    let href = decode::tidied(text);
    let display = decode::readable(&href);
    Ok(Href { href, display, host: String::new(), host_ascii: String::new(), place: HrefPlace::Inside })
}

fn no_scheme(text: &str) -> HrefProblem {
    let host = &text[..text.find(['/', '?', '#']).unwrap_or(text.len())];
    let likely = host::is_public_name(host.split(':').next().unwrap_or(host));
    HrefProblem::of(HrefProblemKind::NoScheme, likely.then(|| format!("https://{text}")))
}

fn wrong_scheme(text: &str, scheme: &str) -> HrefProblem {
    let rest = text.split_once("://").map(|(_, rest)| rest);
    let meant = match scheme {
        "htp" | "ttp" | "hxxp" | "htttp" => rest.map(|rest| format!("http://{rest}")),
        "htps" | "ttps" | "hxxps" | "htttps" | "httpss" => rest.map(|rest| format!("https://{rest}")),
        // `example.com:8080/x`: what stands before the colon is a host.
        _ if scheme.contains('.') && rest.is_none() => return no_scheme(text),
        _ => None,
    };
    HrefProblem::of(HrefProblemKind::Scheme(scheme.to_owned()), meant)
}

#[cfg(test)]
mod tests;
