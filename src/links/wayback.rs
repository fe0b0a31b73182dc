//! The availability API of the Wayback Machine: which preserved copy of an address is nearest to a day
//! (archive.org/help/wayback_api.php).

use serde_json::Value;
use url::Url;

use crate::gate::href::Href;
use crate::links::Asker;
use crate::links::client::Ask;
use crate::model::date::Day;

/// Where it is asked, unless a test says otherwise.
pub const ENDPOINT: &str = "https://archive.org/wayback/available";

/// Hosts that copies may lie on.
const HOSTS: [&str; 2] = ["web.archive.org", "archive.org"];

/// A preserved copy.
#[derive(Debug, Clone)]
pub struct Copy {
    /// Its address.
    pub href: Href,
    /// When it was made.
    pub day: Day,
}

impl Asker {
    /// The copy of an address that is nearest to a day; nothing where there is none.
    ///
    /// # Errors
    /// When the archive does not answer, or not in its own form.
    pub fn copy(&self, endpoint: &Url, href: &Href, day: Day) -> Result<Option<Copy>, String> {
        let mut url = endpoint.clone();
        let timestamp = format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
        url.query_pairs_mut().append_pair("url", href.as_str()).append_pair("timestamp", &timestamp);
        let host = endpoint.host_str().unwrap_or_default();
        let asked = || self.turns.take(host, || self.client.ask(Ask::Whole, url.as_str()));
        let answer = match asked() {
            Ok(answer) if answer.status < 500 => answer,
            _ => asked().map_err(|fault| fault.words().to_owned())?,
        };
        if answer.status != 200 {
            return Err(format!("its answer was {}", answer.status));
        }
        let value: Value = serde_json::from_slice(&answer.body).map_err(|_| "its answer was not JSON".to_owned())?;
        Ok(closest(&value))
    }
}

/// The copy in an answer. It is a stranger's text too.
fn closest(answer: &Value) -> Option<Copy> {
    let closest = &answer["archived_snapshots"]["closest"];
    let is_page = closest["status"].as_str().is_none_or(|status| status.starts_with('2'));
    if closest["available"].as_bool() != Some(true) || !is_page {
        return None;
    }
    let secure = closest["url"].as_str()?.replacen(
        "http://",
        "https://",
        usize::from(closest["url"].as_str()?.starts_with("http://")),
    );
    let href = Href::external(&secure).ok().filter(|href| HOSTS.contains(&href.host_ascii()))?;
    let digits = closest["timestamp"].as_str()?.get(..8)?;
    let day = Day::parse_iso(&format!("{}-{}-{}", &digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?))?;
    Some(Copy { href, day })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_copies_of_the_archive_are_believed() {
        let answer = |url: &str, timestamp: &str, status: &str| json!({"archived_snapshots": {"closest": {"available": true, "url": url, "timestamp": timestamp, "status": status}}});
        let good =
            closest(&answer("http://web.archive.org/web/20160908120000/http://a.example/", "20160908120000", "200"))
                .unwrap();
        assert_eq!(good.href.as_str(), "https://web.archive.org/web/20160908120000/http://a.example/");
        assert_eq!(good.day.to_string(), "2016-09-08");
        for bad in [
            json!({"archived_snapshots": {}}),
            json!([]),
            answer("http://evil.example/web/1", "20160908120000", "200"),
            answer("javascript:alert(1)", "20160908120000", "200"),
            answer("http://web.archive.org/web/1", "2016", "200"),
            answer("http://web.archive.org/web/1", "日本語日本語", "200"),
            answer("http://web.archive.org/web/1", "20169908120000", "200"),
            answer("http://web.archive.org/web/1", "20160908120000", "404"),
        ] {
            assert!(closest(&bad).is_none(), "{bad}");
        }
    }
}
