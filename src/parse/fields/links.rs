//! Addresses, languages and slugs in fields: judged by the gate, with what to write where it refuses.

use crate::diagnostic::{Rule, Span};
use crate::gate::href::Href;
use crate::gate::href::problem::HrefProblemKind;
use crate::gate::route::Route;
use crate::gate::slug::Slug;
use crate::gate::text::is_control;
use crate::model::lang::Lang;

use super::super::yaml::{Node, quote};
use super::{Reader, shown};

/// Languages by the name a writer would give them, for the help of a tag that is none.
const LANGUAGES: [(&str, &str); 42] = [
    ("arabic", "ar"),
    ("chinese", "zh"),
    ("dari", "prs"),
    ("english", "en"),
    ("french", "fr"),
    ("german", "de"),
    ("hebrew", "he"),
    ("italian", "it"),
    ("kurdish", "ku"),
    ("pashto", "ps"),
    ("persian", "fa"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
    ("العربية", "ar"),
    ("عربي", "ar"),
    ("中文", "zh"),
    ("دری", "prs"),
    ("français", "fr"),
    ("francais", "fr"),
    ("deutsch", "de"),
    ("עברית", "he"),
    ("italiano", "it"),
    ("kurdî", "ku"),
    ("کوردی", "ckb"),
    ("پښتو", "ps"),
    ("فارسی", "fa"),
    ("farsi", "fa"),
    ("português", "pt"),
    ("русский", "ru"),
    ("английский", "en"),
    ("арабский", "ar"),
    ("украинский", "uk"),
    ("español", "es"),
    ("türkçe", "tr"),
    ("українська", "uk"),
    ("англійська", "en"),
    ("російська", "ru"),
    ("الإنجليزية", "en"),
    ("الروسية", "ru"),
];

impl Reader<'_> {
    /// An address on another site, as it is to be cited: without tracking parameters.
    pub fn href(&mut self, key: &str, node: &Node) -> Option<Href> {
        let href = self.address(key, node)?;
        self.tracking(key, node);
        Some(href)
    }

    /// An address on another site.
    pub fn address(&mut self, key: &str, node: &Node) -> Option<Href> {
        let written = self.scalar(&format!("`{key}`"), node)?.text;
        // An address broken over two lines was one word before it was copied.
        let broken = self.source(node.span).contains(['\n', '\r']);
        let joined = written.replace(' ', "");
        let problem = match Href::external(&written) {
            Ok(href) => return Some(href),
            Err(problem) => problem,
        };
        if self.between_marks(Rule::UrlInvalid, key, node, |text| Href::external(text).ok().map(|_| text.to_owned())) {
            return None;
        }
        let whole = Some(joined.as_str()).filter(|joined| broken && Href::external(joined).is_ok());
        let source = self.source(node.span);
        let note = self.note(Rule::UrlInvalid, node.span, problem.to_string());
        let safe = match problem.kind() {
            // On one line it may have been typed for `%20`, or have come from a line break.
            HrefProblemKind::Space => whole.is_some(),
            HrefProblemKind::Backslash | HrefProblemKind::Slashes => true,
            HrefProblemKind::Character(c) => *c != '\u{FFFD}' && !is_control(*c),
            _ => false,
        };
        match whole.or(problem.suggestion()) {
            Some(meant) if *problem.kind() == HrefProblemKind::Space && !safe => {
                let (without, with) = (shown_url(&joined), shown_url(meant));
                note.help(format!("write `{key}: {without}` if the space came with copying, else `{key}: {with}`"));
            }
            Some(meant) => {
                note.help(format!("write `{key}: {}`", shown_url(meant)));
                if safe {
                    note.fix(node.span, quote::like(source, meant));
                }
            }
            None => {
                note.help("copy the whole address from the browser's address bar; it begins with https:// or http://");
            }
        }
        None
    }

    /// Notes parameters that say where a link was clicked.
    fn tracking(&mut self, key: &str, node: &Node) {
        let Some(written) = node.text() else { return };
        let Some((clean, dropped)) = without_tracking(written.trim()) else { return };
        let source = self.source(node.span);
        let names: Vec<String> = dropped.iter().map(|name| shown(name)).collect();
        self.note(Rule::UrlTracking, node.span, format!("this address carries {}", names.join(", ")))
            .help(format!("write `{key}: {}`", shown_url(&clean)))
            .fix(node.span, quote::like(source, &clean));
    }

    /// A language tag.
    pub fn lang(&mut self, key: &str, node: &Node) -> Option<Lang> {
        let text = self.scalar(&format!("`{key}`"), node)?.text;
        if Lang::parse(&text).is_none()
            && self.between_marks(Rule::LangInvalid, key, node, |text| Lang::parse(text).map(|lang| lang.to_string()))
        {
            return None;
        }
        self.lang_tag(&format!("{key}: "), &text, node.span)
    }

    /// A language tag that stands at a place: a value, or the key of a label. `before` is what stands before it.
    pub fn lang_tag(&mut self, before: &str, text: &str, span: Span) -> Option<Lang> {
        if let Some(lang) = Lang::parse(text) {
            return Some(lang);
        }
        let named = LANGUAGES.iter().find(|(name, _)| *name == text.to_lowercase()).map(|(_, tag)| (*tag).to_owned());
        let meant = named.or_else(|| Lang::parse(&text.replace('_', "-")).map(|lang| lang.to_string()));
        let written = self.source(span);
        let note = self.note(Rule::LangInvalid, span, format!("`{}` is not a language tag", shown(text)));
        match meant {
            Some(tag) => note.help(format!("write `{before}{tag}`")).fix(span, quote::like(written, &tag)),
            None => note.help("write a BCP 47 tag: `ar`, `uk`, `pt-BR`, `sr-Latn`"),
        };
        None
    }

    /// A slug as written.
    pub fn slug(&mut self, key: &str, node: &Node) -> Option<Slug> {
        let text = self.scalar(&format!("`{key}`"), node)?.text;
        self.exact_slug(&format!("`{key}`"), &text, node.span)
    }

    /// A text that has to be a slug.
    pub fn exact_slug(&mut self, what: &str, text: &str, span: Span) -> Option<Slug> {
        match Slug::exact(text) {
            Ok(slug) => Some(slug),
            Err(problem) => {
                let written = self.source(span);
                let note = self.note(Rule::SlugInvalid, span, format!("{what} is not a slug"));
                match problem.suggestion() {
                    Some(slug) => note.help(format!("write `{slug}`")).fix(span, quote::like(written, slug.as_str())),
                    None => note.help("write letters and digits, joined by `-`"),
                };
                None
            }
        }
    }

    /// Old addresses, each with its place.
    pub fn aliases(&mut self, node: &Node) -> Vec<(Route, Span)> {
        let mut routes = Vec::new();
        for written in self.texts("aliases", "an alias", node) {
            match Route::alias(&written.text) {
                Ok(route) => routes.push((route, written.span)),
                Err(problem) => {
                    self.note(Rule::ValueInvalid, written.span, problem.to_string())
                        .help("write the old path from the site's root: `/2016/09/old-name/`");
                }
            }
        }
        routes
    }
}

/// An address without the parameters that say where a link was clicked, and the names of these; nothing where it has none.
#[must_use]
pub fn without_tracking(text: &str) -> Option<(String, Vec<String>)> {
    let (rest, fragment) = text.split_once('#').map_or((text, None), |(rest, fragment)| (rest, Some(fragment)));
    let (path, query) = rest.split_once('?')?;
    // `&amp;` is what the gate takes for `&`.
    let query = query.replace("&amp;", "&");
    let (dropped, kept): (Vec<&str>, Vec<&str>) = query.split('&').partition(|pair| is_tracking(pair));
    let mut clean = path.to_owned();
    for (join, part) in [('?', kept.join("&")), ('#', fragment.unwrap_or_default().to_owned())] {
        if !part.is_empty() {
            clean.push(join);
            clean.push_str(&part);
        }
    }
    let names = dropped.iter().map(|pair| pair.split('=').next().unwrap_or(pair).to_owned());
    (!dropped.is_empty()).then(|| (clean, names.collect()))
}

/// Whether the gate's key of an address leaves this parameter out.
fn is_tracking(pair: &str) -> bool {
    !pair.is_empty()
        && Href::external(&format!("https://example.org/?{pair}")).is_ok_and(|href| !href.key().contains('?'))
}

fn shown_url(url: &str) -> String {
    if url.chars().count() > 120 { "…".to_owned() } else { crate::gate::line::line(url) }
}
