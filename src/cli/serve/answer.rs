//! What stands at an address: a request's path to one of the site's files, as GitHub Pages finds it. Pure.

use std::collections::BTreeMap;

use axum::body::Bytes;

use crate::gate::route::segment::{percent_decoded, percent_encoded};
use crate::source::SourcePath;

/// A file of the site, as a build would write it.
#[derive(Debug, Clone)]
pub(super) struct Output {
    pub(super) bytes: Bytes,
    /// The round in which its bytes last changed.
    pub(super) since: u64,
    /// The file that asked for it, where there is one.
    pub(super) source: Option<SourcePath>,
}

/// The files of the site by address: `/2016/` is a page, `/feed.xml` a file.
pub(super) type Outputs = BTreeMap<String, Output>;

/// What stands at an address.
#[derive(Debug)]
pub(super) enum Answer<'o> {
    /// A file, and its address.
    Found(&'o str, &'o Output),
    /// A folder that was asked for without the slash at its end: where it is.
    Moved(String),
    /// Nothing.
    Missing,
    /// Nothing of the site: its addresses begin elsewhere.
    Outside,
    /// A path that no link has: it tries to leave the site, or is not text.
    Refused,
}

/// Finds what stands at a path. `base` is where the site begins, encoded and without a slash at its end.
///
/// Nothing is looked for on a disk: a path is a key among the files of the site and can lead nowhere else. What tries to
/// is refused all the same, before it is looked for.
pub(super) fn answer<'o>(outputs: &'o Outputs, base: &str, path: &str) -> Answer<'o> {
    let Some(wanted) = decoded(path) else { return Answer::Refused };
    let below = percent_decoded(base).and_then(|base| wanted.strip_prefix(&base).map(str::to_owned));
    let wanted = match below {
        Some(empty) if empty.is_empty() => return Answer::Moved(format!("{base}/")),
        Some(below) if below.starts_with('/') => below,
        _ => return Answer::Outside,
    };
    let page = wanted.strip_suffix("/index.html").map(|folder| format!("{folder}/"));
    let alone = page.as_deref().unwrap_or(&wanted);
    if let Some((key, output)) = outputs.get_key_value(alone) {
        return Answer::Found(key, output);
    }
    if wanted.ends_with('/') {
        return Answer::Missing;
    }
    // GitHub Pages shows `about.html` at `/about`.
    if let Some((key, output)) = outputs.get_key_value(&format!("{wanted}.html")) {
        return Answer::Found(key, output);
    }
    let folder = format!("{wanted}/");
    let first = outputs.range(folder.clone()..).next();
    match first.filter(|(key, _)| key.starts_with(&folder)) {
        Some(_) => Answer::Moved(format!("{base}{}", percent_encoded(&folder))),
        None => Answer::Missing,
    }
}

/// The path as text; nothing where it is not UTF-8, hides a slash, or climbs.
fn decoded(path: &str) -> Option<String> {
    let text = percent_decoded(path)?;
    let hides = text.matches('/').count() != path.matches('/').count();
    let odd = text.contains(|c: char| c.is_control() || c == '\\');
    // Once more, since some servers decode twice: `%252e` is `%2e`, and that is a dot.
    let again = percent_decoded(&text).unwrap_or_default();
    let climbs = |text: &str| text.split(['/', '\\']).any(|part| part == "." || part == "..");
    (text.starts_with('/') && !hides && !odd && !climbs(&text) && !climbs(&again)).then_some(text)
}

/// What GitHub Pages says a file is, by its name.
pub(super) fn content_type(key: &str) -> &'static str {
    let name = key.rsplit('/').next().unwrap_or_default();
    let extension = if name.is_empty() { "html" } else { name.rsplit_once('.').map_or("", |(_, extension)| extension) };
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "geojson" => "application/geo+json; charset=utf-8",
        "xml" => "application/xml",
        "atom" => "application/atom+xml",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "ics" => "text/calendar",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        _ => "application/octet-stream",
    }
}

/// Whether a file is a page for people.
pub(super) fn is_page(key: &str) -> bool {
    key.ends_with('/') || key.ends_with(".html")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs() -> Outputs {
        let output = |key: &&str| {
            let bytes = Bytes::copy_from_slice(key.as_bytes());
            ((*key).to_owned(), Output { bytes, since: 0, source: None })
        };
        ["/", "/2016/", "/2016/09/08/é/", "/404.html", "/about.html", "/data/x.csv", "/style.css", "/tags/"]
            .iter()
            .map(output)
            .collect()
    }

    fn at(base: &str, path: &str) -> String {
        match answer(&outputs(), base, path) {
            Answer::Found(key, _) => key.to_owned(),
            Answer::Moved(to) => format!("-> {to}"),
            Answer::Missing => "missing".to_owned(),
            Answer::Outside => "outside".to_owned(),
            Answer::Refused => "refused".to_owned(),
        }
    }

    #[test]
    fn addresses_lead_where_github_pages_has_them() {
        for (path, wanted) in [
            ("/", "/"),
            ("/index.html", "/"),
            ("/2016/", "/2016/"),
            ("/2016", "-> /2016/"),
            ("/2016/index.html", "/2016/"),
            ("/2016/09/08/%C3%A9/", "/2016/09/08/é/"),
            ("/2016/09/08/%c3%a9", "-> /2016/09/08/%C3%A9/"),
            ("/2016/09", "-> /2016/09/"),
            ("/2016/09/", "missing"),
            ("/data", "-> /data/"),
            ("/data/", "missing"),
            ("/data/x.csv", "/data/x.csv"),
            ("/data/x.csv/", "missing"),
            ("/about", "/about.html"),
            ("/404", "/404.html"),
            ("/nothing", "missing"),
            ("/STYLE.CSS", "missing"),
            ("//evil.example", "missing"),
            ("//2016", "missing"),
        ] {
            assert_eq!(at("", path), wanted, "{path}");
        }
    }

    #[test]
    fn the_base_path_is_where_the_site_begins() {
        for (path, wanted) in [
            ("/digest/", "/"),
            ("/digest", "-> /digest/"),
            ("/digest/2016", "-> /digest/2016/"),
            ("/digest/style.css", "/style.css"),
            ("/", "outside"),
            ("/digests/", "outside"),
            ("/2016/", "outside"),
            ("/Digest/", "outside"),
        ] {
            assert_eq!(at("/digest", path), wanted, "{path}");
        }
        assert_eq!(at("/a%20b", "/a%20b/2016"), "-> /a%20b/2016/");
    }

    #[test]
    fn nothing_climbs() {
        for path in [
            "/../site.toml",
            "/%2e%2e/site.toml",
            "/.%2e/x",
            "/%252e%252e/x",
            "/a/../../x",
            "/..%2fx",
            "/..%5cx",
            "/..\\x",
            "/2016%2f",
            "/%00",
            "/%c0%ae%c0%ae/x",
            "/%",
            "/%zz",
            "/./2016/",
            "x",
            "",
            "/%0d%0aSet-Cookie:x",
        ] {
            assert_eq!(at("", path), "refused", "{path}");
        }
        assert_eq!(at("", "/...."), "missing");
    }

    #[test]
    fn files_are_what_their_names_say() {
        for (key, wanted) in [
            ("/", "text/html; charset=utf-8"),
            ("/a.b/", "text/html; charset=utf-8"),
            ("/404.html", "text/html; charset=utf-8"),
            ("/feed.xml", "application/xml"),
            ("/x.PNG", "image/png"),
            ("/CNAME", "application/octet-stream"),
            ("/data/articles.ndjson", "application/octet-stream"),
        ] {
            assert_eq!(content_type(key), wanted, "{key}");
        }
    }
}
