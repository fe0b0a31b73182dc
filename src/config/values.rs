//! Values of single keys of site.toml: what they may be, and what to write where they may not.

use crate::diagnostic::{Guard, Rule, Severity};
use crate::gate::href::Href;
use crate::model::date::{Day, Month};
use crate::model::lang::Lang;

/// Text that says something.
pub(super) fn filled(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("it is empty".to_owned()) } else { Ok(text.to_owned()) }
}

/// A language tag.
pub(super) fn lang(text: &str) -> Result<Lang, String> {
    Lang::parse(text).ok_or_else(|| "write a BCP 47 tag: `en`, `ar`, `pt-BR`".to_owned())
}

/// The name of a folder of themes/: no path.
pub(super) fn theme(text: &str) -> Result<String, String> {
    let text = filled(text)?;
    if text.contains(['/', '\\', ':']) || text.starts_with('.') {
        return Err("write the name of a folder of `themes/`, without a path".to_owned());
    }
    Ok(text)
}

/// A domain, or nothing.
pub(super) fn domain(text: &str) -> Result<Option<String>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let help = "write the domain alone: `news.example.org`";
    let plain = !text.contains(['/', ':', '?', '#', '@', '*']);
    let href = Href::external(&format!("https://{text}/")).ok().filter(|_| plain).ok_or(help)?;
    // Without the `www.` that Href drops: a custom domain may be either.
    let www = if text.to_ascii_lowercase().starts_with("www.") { "www." } else { "" };
    Ok(Some(format!("{www}{}", href.host_ascii())))
}

/// Authority and date of a tag URI (RFC 4151, section 2.1), or nothing.
pub(super) fn authority(text: &str) -> Result<Option<(String, String)>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let help = "write a domain or mail address that was yours on a day, and that day: `example.org,2026`";
    let (authority, date) = text.split_once(',').ok_or(help)?;
    let (name, host) = authority.split_once('@').map_or((None, authority), |(name, host)| (Some(name), host));
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
    let is_label = |label: &str| {
        let ends = !label.starts_with('-') && !label.ends_with('-');
        ends && !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let is_year = date.len() == 4 && date.bytes().all(|b| b.is_ascii_digit());
    let is_date = is_year || Month::parse_iso(date).is_some() || Day::parse_iso(date).is_some();
    if !name.is_none_or(is_name) || !host.split('.').all(is_label) || !is_date {
        return Err(help.to_owned());
    }
    Ok(Some((authority.to_owned(), date.to_owned())))
}

/// The severity of a rule; rules of safety may be raised, never lowered.
pub(super) fn severity(rule: Rule, text: &str) -> Result<Severity, String> {
    let severity = [Severity::Off, Severity::Warning, Severity::Error].into_iter().find(|s| s.to_string() == text);
    let severity = severity.ok_or("write `\"off\"`, `\"warning\"` or `\"error\"`")?;
    if severity > rule.most() {
        return Err(format!(
            "a date in the future is never more than `\"{}\"`: it is one on some days only",
            rule.most()
        ));
    }
    match rule.guard().filter(|_| severity < rule.severity()) {
        None => Ok(severity),
        Some(Guard::Safety) => Err(format!("a rule of safety stays at least `\"{}\"`", rule.severity())),
        Some(Guard::Whole) => Err(format!(
            "what breaks this rule cannot be published whole, and would vanish in silence: it stays `\"{}\"`",
            rule.severity()
        )),
    }
}
