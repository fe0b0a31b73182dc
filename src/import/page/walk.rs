//! The main part of a page, element by element, without recursion: what is text becomes blocks, the rest is counted.

use std::collections::BTreeMap;

use scraper::node::Element;
use scraper::{ElementRef, Html, Node};
use url::Url;

use super::blocks::{Block, Kind, Piece};
use super::place::Follower;
use super::{left_out, select};
use crate::gate::excerpt;
use crate::gate::href::Href;
use crate::gate::html::is_honest_link;
use crate::import::damage;
use crate::import::input::Line;
use crate::import::report::{Report, Sure};

/// Elements that are no part of an article's text.
const LEFT_OUT: [&str; 29] = [
    "nav", "script", "style", "noscript", "template", "aside", "footer", "form", "button", "select", "input",
    "textarea", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video", "picture", "img", "figure",
    "dialog", "menu", "map", "head", "title", "applet",
];

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 31] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "hgroup",
    "address",
    "pre",
    "hr",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "dl",
    "dt",
    "dd",
    "ul",
    "ol",
    "li",
    "blockquote",
    "details",
    "summary",
    "center",
    "fieldset",
    "legend",
    "body",
    "html",
    "search",
];

/// The element that holds the article: the richest of those that say so, else the whole body.
pub(super) fn main_part(html: &Html) -> ElementRef<'_> {
    for css in ["[itemprop~=articleBody]", "article", "main, [role=main]", "body"] {
        let richest =
            select(html, css).into_iter().map(|element| (letters(element), element)).max_by_key(|(count, _)| *count);
        if let Some((_, element)) = richest.filter(|(count, _)| *count > 80 || css == "body") {
            return element;
        }
    }
    html.root_element()
}

/// How many letters an element's paragraphs have.
fn letters(element: ElementRef<'_>) -> usize {
    let own = element.text().take(100_000).map(|text| text.trim().len());
    own.sum()
}

/// The blocks of the main part. `base` is the page's address, to which its links are relative.
pub(super) fn blocks(report: &mut Report, main: ElementRef<'_>, base: Option<&str>, source: &str) -> Vec<Block> {
    let mut walk = Walk { base: base.and_then(|base| Url::parse(base).ok()), ..Walk::new(source) };
    let mut stack = vec![(*main, false)];
    while let Some((node, seen)) = stack.pop() {
        match node.value() {
            Node::Text(text) => walk.text(text),
            Node::Element(element) if seen => walk.close(element),
            Node::Element(element) => {
                if is_left_out(element) {
                    continue;
                }
                walk.open(element);
                stack.push((node, true));
                let mut child = node.last_child();
                while let Some(node) = child {
                    stack.push((node, false));
                    child = node.prev_sibling();
                }
            }
            _ => {}
        }
    }
    walk.flush();
    walk.blocks.iter_mut().for_each(|block| mend(report, block));
    walk.blocks.retain(|block| !block.plain().trim().is_empty());
    walk.blocks
}

fn is_left_out(element: &Element) -> bool {
    LEFT_OUT.contains(&element.name())
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
}

/// Says how much of the page was left out: elements by name, and the words around the article.
pub(super) fn count_left_out(report: &mut Report, html: &Html, main: ElementRef<'_>) {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut around, mut hidden) = (0, 0);
    // What is inside the article or the head has its words shown or said elsewhere.
    let mut stack = vec![(*html.root_element(), false, false)];
    while let Some((node, inside, left)) = stack.pop() {
        let mut inside = inside || node.id() == main.id();
        let mut left = left;
        match node.value() {
            Node::Text(text) if !inside && !left => around += excerpt::words(text),
            Node::Element(element) if matches!(element.name(), "head" | "title") => inside = true,
            Node::Element(element) if !left && is_left_out(element) => {
                left = true;
                if LEFT_OUT.contains(&element.name()) {
                    *names.entry(element.name()).or_default() += 1;
                } else {
                    hidden += 1;
                }
            }
            _ => {}
        }
        let mut child = node.last_child();
        while let Some(node) = child {
            stack.push((node, inside, left));
            child = node.prev_sibling();
        }
    }
    let mut counts: Vec<String> = names.iter().map(|(name, count)| format!("{name}: {count}")).collect();
    if hidden > 0 {
        counts.push(format!("hidden elements: {hidden}"));
    }
    if !counts.is_empty() {
        left_out(
            report,
            counts.join(", "),
            "elements of the page that are no text of the article, with all that stands in them",
        );
    }
    if around > 0 {
        left_out(
            report,
            format!("words around the article: {around}"),
            "they stand outside the element that holds the text",
        );
    }
}

/// The repairs of a text, made in each piece of a block.
fn mend(report: &mut Report, block: &mut Block) {
    for piece in &mut block.pieces {
        let href = piece.href.as_deref().and_then(|href| Href::link(href).ok());
        if href.is_some_and(|href| !is_honest_link(&piece.text, &href)) {
            let read = format!("[{}]({})", piece.text.trim(), piece.href.take().unwrap_or_default());
            let why = "its text looks like another address than it leads to: the text stays, without the link";
            report.note("link", Sure::Likely, why).at(block.line).read(read).wrote(piece.text.trim());
        }
        let mut lines = [Line { number: block.line.unwrap_or(1), text: piece.text.clone() }];
        damage::mend(report, &mut lines);
        let [line] = lines;
        if line.text != piece.text {
            // A symbol at an end was a space to the next piece.
            let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c.is_ascii_punctuation());
            let before = if word(piece.text.chars().next()) { "" } else { " " };
            let after = if word(piece.text.chars().next_back()) { "" } else { " " };
            piece.text = format!("{before}{}{after}", line.text.trim());
        }
    }
}

/// What is open while the page is walked.
struct Walk<'a> {
    places: Follower<'a>,
    base: Option<Url>,
    blocks: Vec<Block>,
    pieces: Vec<Piece>,
    line: Option<usize>,
    heading: Option<u8>,
    quotes: usize,
    /// The lists that are open, each with the number of its next item if it is numbered.
    lists: Vec<Option<usize>>,
    /// The item whose first block is still to come.
    item: Option<Kind>,
    href: Option<String>,
    pre: usize,
    /// A line break was the last thing seen.
    broken: bool,
}

impl<'a> Walk<'a> {
    fn new(source: &'a str) -> Self {
        Walk {
            places: Follower::new(source),
            base: None,
            blocks: Vec::new(),
            pieces: Vec::new(),
            line: None,
            heading: None,
            quotes: 0,
            lists: Vec::new(),
            item: None,
            href: None,
            pre: 0,
            broken: false,
        }
    }

    fn open(&mut self, element: &Element) {
        let name = element.name();
        if BLOCKS.contains(&name) || level(name).is_some() {
            self.flush();
        }
        match name {
            "br" if self.broken || self.pre > 0 => self.flush(),
            "br" => {
                self.push(" ");
                self.broken = true;
            }
            // A row of a table is a line: what it says is read together.
            "td" | "th" if !self.pieces.is_empty() => self.push(" | "),
            "a" => self.href = element.attr("href").and_then(|href| self.resolved(href)),
            "blockquote" => self.quotes += 1,
            "ul" => self.lists.push(None),
            "ol" => self.lists.push(Some(element.attr("start").and_then(|start| start.parse().ok()).unwrap_or(1))),
            "li" => {
                self.item = Some(Kind::Item(self.lists.last().copied().flatten()));
                if let Some(Some(next)) = self.lists.last_mut() {
                    *next = next.saturating_add(1);
                }
            }
            "pre" => self.pre += 1,
            _ => self.heading = level(name).or(self.heading),
        }
    }

    fn close(&mut self, element: &Element) {
        let name = element.name();
        if BLOCKS.contains(&name) || level(name).is_some() {
            self.flush();
        }
        match name {
            "a" => self.href = None,
            "blockquote" => self.quotes = self.quotes.saturating_sub(1),
            "ul" | "ol" => drop(self.lists.pop()),
            "li" => self.item = None,
            "pre" => self.pre = self.pre.saturating_sub(1),
            _ if level(name).is_some() => self.heading = None,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if text.trim().is_empty() {
            return self.push(" ");
        }
        let line = self.places.line(text);
        self.line.get_or_insert(line);
        self.broken = false;
        if self.pre > 0 {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.flush();
                }
                self.push(line);
            }
        } else {
            self.push(text);
        }
    }

    /// Adds text with every run of white space as one space, none at the start of a block.
    fn push(&mut self, text: &str) {
        let starts = self.pieces.last().is_none_or(|piece| piece.text.ends_with(' '));
        let mut clean = String::with_capacity(text.len());
        for c in text.chars() {
            // Spaces that do not break are letters here.
            let space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}');
            if !space {
                clean.push(c);
            } else if !(clean.ends_with(' ') || clean.is_empty() && starts) {
                clean.push(' ');
            }
        }
        if clean.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.href == self.href => last.text.push_str(&clean),
            _ => self.pieces.push(Piece { text: clean, href: self.href.clone() }),
        }
    }

    /// Ends a block, if there is any text in it.
    fn flush(&mut self) {
        self.broken = false;
        let mut pieces = std::mem::take(&mut self.pieces);
        if let Some(last) = pieces.last_mut() {
            last.text.truncate(last.text.trim_end_matches(' ').len());
        }
        pieces.retain(|piece| !piece.text.is_empty());
        if pieces.iter().all(|piece| piece.text.trim().is_empty()) {
            return;
        }
        let kind = match (self.heading, self.item.take()) {
            (_, Some(item)) if !self.lists.is_empty() => item,
            (Some(level), _) => Kind::Heading(level),
            _ => Kind::Paragraph,
        };
        let (line, quotes, lists) = (self.line.take(), self.quotes, self.lists.len());
        self.blocks.push(Block { line, kind, quotes, lists, pieces });
    }

    /// A link as it may stand in the draft: to another site, or to a mailbox.
    fn resolved(&self, href: &str) -> Option<String> {
        let href = href.trim();
        let whole = match &self.base {
            Some(base) if !href.starts_with('#') => base.join(href).ok()?.to_string(),
            _ => href.to_owned(),
        };
        let web = ["http:", "https:", "mailto:"].iter().any(|scheme| whole.starts_with(scheme));
        Href::link(&whole).ok().filter(|_| web).map(|href| href.as_str().to_owned())
    }
}

/// The level of a heading's element.
fn level(name: &str) -> Option<u8> {
    match name {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}
