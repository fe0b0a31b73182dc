//! Names and addresses: whatever becomes part of a path or a link stays inside the site, and is the same when read again.

use conflict_digest::diagnostic::Diagnostics;
use conflict_digest::gate::href::{Href, HrefPlace};
use conflict_digest::gate::line::line;
use conflict_digest::gate::route::Route;
use conflict_digest::gate::route::attachment::Attachment;
use conflict_digest::gate::slug::{Slug, is_reserved};
use conflict_digest::parse::file_names;
use conflict_digest::source::{SourceFile, SourcePath};

use crate::engine::Marks;

pub(crate) fn law(input: &[u8]) -> Marks {
    let text = String::from_utf8_lossy(input);
    let text = text.as_ref();
    let mut marks = Marks::new();
    if let Some(slug) = Slug::of(text) {
        marks.insert(format!("slug {}", slug.as_str().len() / 16));
        assert_eq!(Slug::of(slug.as_str()).as_ref(), Some(&slug), "a slug of a slug is another");
        assert_eq!(Slug::exact(slug.as_str()).ok(), Some(slug.clone()));
        assert!(!is_reserved(slug.as_str()));
        stays_inside(&Route::root().slug(&slug));
        stays_inside(&Route::root().year(2016).month(9).day(8).slug(&slug));
    }
    if let Err(problem) = Slug::exact(text) {
        let proposed = problem.suggestion().map(|slug| Slug::exact(slug.as_str()).ok());
        assert!(proposed.is_none_or(|slug| slug.is_some()), "what is proposed is refused");
    }
    for route in [Route::alias(text), Route::asset(text)] {
        match route {
            Ok(route) => {
                marks.insert(format!("route {}", route.as_str().split('/').count().min(6)));
                stays_inside(&route);
            }
            Err(problem) => drop(marks.insert(format!("{problem:?}").chars().take(24).collect())),
        }
    }
    if let Ok(name) = Attachment::new(text) {
        marks.insert(format!("attachment {:?}", name.kind()));
        stays_inside(&Route::root().fixed("events").attachment(&name));
    }
    for href in [Href::link(text), Href::external(text)] {
        match href {
            Ok(href) => {
                marks.insert(format!("href {:?} {}", href.place(), href.host() == href.host_ascii()));
                // Without a base, only what a browser takes for a scheme makes an address.
                let scheme = url::Url::parse(href.as_str()).map(|url| url.scheme().to_owned());
                let is_known = |scheme: String| matches!(scheme.as_str(), "http" | "https" | "mailto");
                let is_path = href.place() == HrefPlace::Inside;
                assert!(scheme.map_or(is_path, is_known), "{}", href.as_str());
                assert!(href.place() != HrefPlace::Inside || !href.as_str().starts_with("//"), "{}", href.as_str());
                assert!(href.as_str().bytes().all(|byte| byte.is_ascii_graphic()) || href.host().is_empty());
                assert_eq!(line(href.display()), href.display(), "an address that is shown commands");
                assert_eq!(href.key(), href.key());
            }
            Err(problem) => drop(marks.insert(format!("{:?}", problem.kind()).chars().take(24).collect())),
        }
    }
    let shown = line(text);
    assert!(!shown.contains(|c: char| c.is_control()), "{shown:?}");
    assert!(!shown.contains(['\u{202e}', '\u{2066}']), "{shown:?}");
    let path = SourcePath::new(text);
    let cut = path.folder().len() + path.name().len();
    assert!(cut <= path.as_str().len() && path.as_str().len() <= cut + 1);
    assert!(path.stem().len() + path.extension().len() <= path.name().len());
    let files = [SourceFile::new("content/a.md", ""), SourceFile::new(format!("content/{text}"), "")];
    file_names::check(&mut Diagnostics::default(), &files);
    marks
}

/// A route is a file below the output, whatever system it is written on, and an address of this host.
fn stays_inside(route: &Route) {
    let file = route.file_path();
    assert!(!file.is_empty() && !file.starts_with('/') && !file.contains(['\\', ':', '\0']), "{file:?}");
    for part in file.split('/') {
        assert!(!matches!(part, "" | "." | ".."), "{file:?}");
        assert!(!part.ends_with(['.', ' ']) && part.len() <= 255, "{file:?}");
        assert!(!part.contains(|c: char| c.is_control() || "<>\"|?*".contains(c)), "{file:?}");
    }
    let address = route.percent_encoded();
    assert!(address.starts_with('/') && !address.starts_with("//"), "{address}");
    assert!(address.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"'\\".contains(&byte)), "{address}");
}
