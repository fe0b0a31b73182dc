//! When two addresses are one article: the key without what sharing adds to an address.

use url::Url;

use crate::gate::href::decode::tidied;
use crate::gate::route::segment::percent_decoded;

/// Parameters that say who shared a link and how, never what it leads to, in lower case.
///
/// Sources: Mozilla's and Brave's query stripping lists, AdGuard's URL tracking filter, and the networks' own guides.
/// `ref`, `source`, `id` and their like are left: on some sites they choose the article.
const TRACKING: [&str; 58] = [
    // Google Analytics, Google Ads.
    "_ga",
    "_gl",
    "dclid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "wbraid",
    // Meta, X, LinkedIn, TikTok, Snapchat, Reddit, Pinterest.
    "__twitter_impression",
    "epik",
    "fb_action_ids",
    "fb_action_types",
    "fb_ref",
    "fb_source",
    "fbclid",
    "igsh",
    "igshid",
    "li_fat_id",
    "rdt_cid",
    "ref_src",
    "ref_url",
    "sccid",
    "ttclid",
    "twclid",
    // Microsoft, Yahoo, Yandex.
    "_openstat",
    "cvid",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "msclkid",
    "ocid",
    "yclid",
    "ysclid",
    // Letters to subscribers: Mailchimp, HubSpot, Marketo, Vero, Olytics, Drip.
    "__s",
    "_hsenc",
    "_hsmi",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "oly_anon_id",
    "oly_enc_id",
    "vero_conv",
    "vero_id",
    // Newspapers and broadcasters: Guardian, CNN, Reuters, New York Times, Daily Mail, Washington Post, Le Monde.
    "cmp",
    "cmpid",
    "ito",
    "itid",
    "smid",
    "smtyp",
    "sr_share",
    "taid",
    "wpisrc",
    "xtor",
    "xtref",
    // Adobe, Webtrends, Wickedreports.
    "icid",
    "s_kwcid",
    "wickedid",
    "wt_mc",
];

/// What tracking parameters begin with: Urchin (Google), AT Internet (BBC, France Médias Monde), Matomo and Piwik,
/// comScore (BBC), HubSpot, internal campaigns.
const TRACKING_PREFIXES: [&str; 10] = ["utm_", "at_", "mtm_", "pk_", "piwik_", "ns_", "hsa_", "__hs", "itm_", "wt."];

/// The key of an address on another site; `host` is its host in ASCII without `www.`.
pub fn of(url: &Url, host: &str) -> String {
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path = one_spelling(url.path());
    let path = path.trim_end_matches('/');
    let kept: Vec<String> = url
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !is_tracking(pair))
        .map(one_spelling)
        .collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    format!("{}{port}{path}{query}", host.trim_end_matches('.'))
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair);
    let name = percent_decoded(name).unwrap_or_else(|| name.to_owned()).to_lowercase();
    TRACKING.contains(&name.as_str()) || TRACKING_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

/// Escapes of unreserved characters undone, all others in capitals (RFC 3986, 6.2.2).
fn one_spelling(text: &str) -> String {
    let tidied = tidied(text);
    let mut out = String::with_capacity(tidied.len());
    let mut rest = tidied.as_str();
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let (digits, tail) = after.split_at(after.len().min(2));
        match u8::from_str_radix(digits, 16) {
            Ok(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => out.push(char::from(byte)),
            _ => {
                out.push('%');
                out.push_str(&digits.to_ascii_uppercase());
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}
