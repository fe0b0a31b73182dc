//! What `digest serve` adds to a page on its way out, the pages it has of its own, and the addresses it speaks of.
//!
//! The page itself stays what a build would write: what is added is one element before its end, and where a theme's policy
//! would not let that in, the least that does.

use crate::gate::html::compose;
use crate::gate::html::escape::{escape_attr, escape_text};
use crate::gate::route::segment::percent_encoded;

mod policy;

/// The folder of addresses that belong to the preview. No page can stand there: a name of the site never begins with a dot.
pub const FOLDER: &str = "/.digest/";

/// What the script of the preview is told of its page.
#[derive(Debug, Clone, Copy)]
pub struct Told<'t> {
    /// Which state of which page this is; the server reads it again.
    pub token: &'t str,
    /// The file that the page was made from, and the address by which an editor opens it.
    pub source: Option<(&'t str, &'t str)>,
    /// What lets the script in where a policy knows no `'self'`.
    pub nonce: &'t str,
    /// Scheme, host and port by which the preview was asked for.
    pub origin: &'t str,
}

/// The page with the script of the preview before its end.
#[must_use]
pub fn with_script(page: &str, told: &Told<'_>) -> String {
    let let_in = policy::rewritten(page, |policy| policy::let_in(policy, told.nonce, told.origin));
    let page = let_in.as_deref().unwrap_or(page);
    // A stranger's text spells no tag, so this one is the theme's. HTML lets a theme leave it out.
    let end = page.rfind("</body>").unwrap_or(page.len());
    format!("{}{}{}", &page[..end], script(told, let_in.is_some()), &page[end..])
}

fn script(told: &Told<'_>, is_let_in: bool) -> String {
    let mut element = format!("<script src=\"{FOLDER}live.js\" data-token=\"{}\"", escape_attr(told.token));
    if let Some((path, editor)) = told.source {
        element.push_str(&format!(" data-source=\"{}\" data-editor=\"{}\"", escape_attr(path), escape_attr(editor)));
    }
    if is_let_in {
        element.push_str(&format!(" nonce=\"{}\"", escape_attr(told.nonce)));
    }
    element.push_str("></script>");
    element
}

/// The page without the style sheet that it carries, and without the sum of that in its policy: what has to be drawn
/// anew for a reader, and not only dressed anew.
#[must_use]
pub fn without_style(page: &str, sheet: &str) -> String {
    let style = format!("<style>{}</style>", compose::style(sheet).as_str());
    match page.split_once(&style) {
        Some((before, after)) => {
            let bare = format!("{before}{after}");
            policy::rewritten(&bare, |policy| Some(policy::without_sums(policy))).unwrap_or(bare)
        }
        None => page.to_owned(),
    }
}

/// What stands at every address while there is no site to show.
#[must_use]
pub fn nothing_yet() -> String {
    own("Nothing to show yet", "The site cannot be built yet. This page becomes the site when it can.")
}

/// What stands outside the site.
#[must_use]
pub fn outside(home: &str) -> String {
    let home = escape_text(home);
    own("Not a part of the site", &format!("The site begins at <a href=\"{home}\">{home}</a>."))
}

/// What stands where nothing is, when the site has no page for that.
#[must_use]
pub fn missing() -> String {
    own("Not found", "There is no such page.")
}

fn own(title: &str, sentence: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n</head>\n<body>\n<h1>{title}</h1>\n<p>{sentence}</p>\n</body>\n</html>\n"
    )
}

/// An address of the preview: scheme, host, port, and a path that is encoded already.
#[must_use]
pub fn address(authority: &str, path: &str) -> String {
    format!("http://{authority}{path}")
}

/// The address by which an editor opens a file, `before` being what that editor wants before the path.
#[must_use]
pub fn editor(before: &str, root: &str, path: &str) -> String {
    let whole = format!("{}/{path}", root.replace('\\', "/"));
    // `C:/site` is `/C:/site` in an address.
    format!("{before}/{}", percent_encoded(whole.trim_start_matches('/')))
}

#[cfg(test)]
mod tests;
