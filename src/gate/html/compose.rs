//! HTML made of safe parts: a body taken apart, lists for feeds.

use super::Html;
use super::escape::{escape_attr, escape_text};

impl Html {
    /// The first paragraph without its tags, when the text begins with one, and what follows it.
    ///
    /// Cutting is sound because a `</p>` in a stranger's text is always written as `&lt;/p&gt;`: this one is our own.
    #[must_use]
    pub fn split_first_paragraph(&self) -> (Option<Html>, Html) {
        let cut = self.0.strip_prefix("<p>").and_then(|inside| inside.split_once("</p>"));
        match cut {
            Some((first, rest)) => (Some(Html(first.to_owned())), Html(rest.trim_start().to_owned())),
            None => (None, self.clone()),
        }
    }
}

/// A list of links with summaries, for feeds: address, title, summary.
pub fn list<'t>(lines: impl Iterator<Item = (String, &'t str, Option<&'t str>)>) -> Html {
    let mut html = String::from("<ul>");
    for (href, title, summary) in lines {
        let summary = summary.map(|text| format!("<br>{}", escape_text(text))).unwrap_or_default();
        html.push_str(&format!("<li><a href=\"{}\">{}</a>{summary}</li>", escape_attr(&href), escape_text(title)));
    }
    html.push_str("</ul>");
    Html(html)
}

/// A style sheet for a `style` element, which nothing in it can end: `<\/` is `</` to CSS, and no tag to HTML.
pub fn style(css: &str) -> Html {
    Html(css.replace("</", "<\\/"))
}

/// A content warning under its label, for feeds: what a page says in its own way.
pub fn warning(label: &str, text: &str) -> Html {
    Html(format!("<p><strong>{}:</strong> {}</p>", escape_text(label), escape_text(text)))
}

/// A link, for programs that read texts as HTML.
pub fn link(href: &str, text: &str) -> Html {
    Html(format!("<a href=\"{}\">{}</a>", escape_attr(href), escape_text(text)))
}

/// A paragraph; nothing where there is no text.
pub fn paragraph(text: &str) -> Html {
    if text.is_empty() { Html::default() } else { Html(format!("<p>{}</p>", escape_text(text))) }
}

/// A list of things, each with links under its name: name, language and direction where they are not the page's, and
/// address and text of each link.
pub fn shelf<'t>(things: impl Iterator<Item = (&'t str, &'t str, &'t str, Vec<(String, &'t str)>)>) -> Html {
    let mut html = String::from("<ul>");
    for (name, lang, dir, links) in things {
        let links: Vec<String> = links.iter().map(|(href, text)| link(href, text).0).collect();
        let (name, lang, dir) = (escape_text(name), escape_attr(lang), escape_attr(dir));
        html.push_str(&format!("<li><bdi lang=\"{lang}\" dir=\"{dir}\">{name}</bdi>: {}</li>", links.join(", ")));
    }
    html.push_str("</ul>");
    Html(html)
}

/// One text after another.
pub fn joined(first: &Html, second: &Html) -> Html {
    Html([first.as_str(), second.as_str()].join("\n"))
}
