//! Blocks of a page's text, and how they are written in Markdown.

use crate::import::markdown;

/// A heading, a paragraph or an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// The line of the page on which it stands, as far as that is known.
    pub(super) line: Option<usize>,
    pub(super) kind: Kind,
    /// How many quotations it stands in.
    pub(super) quotes: usize,
    /// How many lists it stands in.
    pub(super) lists: usize,
    pub(super) pieces: Vec<Piece>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    /// The level, 1 to 6, as the page has it.
    Heading(u8),
    /// The first block of an item; with its number in a numbered list.
    Item(Option<usize>),
}

/// A stretch of text, with where it leads if it is a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) href: Option<String>,
}

/// Lists and quotations inside each other that are kept apart; deeper ones are shown at this depth.
const DEEPEST: usize = 5;

impl Block {
    /// Its text without markup.
    pub(super) fn plain(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    pub(super) fn is_heading(&self) -> bool {
        matches!(self.kind, Kind::Heading(_))
    }

    /// Whether all of its text is links.
    pub(super) fn is_link(&self) -> bool {
        self.pieces.iter().all(|piece| piece.href.is_some() || !piece.text.contains(char::is_alphanumeric))
    }

    /// Its text with its links.
    fn inline(&self) -> String {
        let links = !self.is_heading();
        let mut out = String::new();
        for piece in &self.pieces {
            let marked = match piece.href.as_deref().filter(|_| links) {
                Some(href) => link(&piece.text, href),
                None => markdown::inline(&piece.text),
            };
            // Before a link, `!` would make it an image.
            if marked.starts_with('[') && out.ends_with('!') {
                out.insert(out.len() - 1, '\\');
            }
            out.push_str(&marked);
        }
        markdown::opening(out.trim())
    }
}

/// A link with the spaces around its text outside.
fn link(text: &str, href: &str) -> String {
    let bare = text.trim();
    if bare.is_empty() {
        return text.to_owned();
    }
    let before = if text.starts_with(' ') { " " } else { "" };
    let after = if text.ends_with(' ') { " " } else { "" };
    let href = if href.contains(['(', ')']) { format!("<{href}>") } else { href.to_owned() };
    format!("{before}[{}]({href}){after}", markdown::inline(bare))
}

/// The Markdown of all blocks, with headings that begin at level 2 and skip none.
pub(super) fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    let top = blocks.iter().filter_map(level).min().unwrap_or(1);
    let mut last_level = 1;
    let mut before: Option<(&Block, usize)> = None;
    for block in blocks.iter().filter(|block| !block.plain().trim().is_empty()) {
        let inline = block.inline();
        let depth = depth(block, before);
        let indent = "    ".repeat(depth.saturating_sub(1));
        let first = match block.kind {
            Kind::Heading(level) if block.lists == 0 => {
                last_level = (level - top + 2).min(last_level + 1).min(6);
                format!("{} ", "#".repeat(usize::from(last_level)))
            }
            Kind::Item(None) => format!("{indent}-   "),
            Kind::Item(Some(number)) => {
                let marker = format!("{}. ", number.min(999_999_999));
                format!("{indent}{marker:<4}")
            }
            // What follows the first block of an item stands below it.
            Kind::Paragraph | Kind::Heading(_) => "    ".repeat(depth),
        };
        let quote = "> ".repeat(block.quotes.min(DEEPEST));
        if let Some((before, above)) = before
            && !is_tight(before, block, above == depth)
        {
            let inside = before.quotes == block.quotes && before.quotes > 0;
            out.push_str(if inside { quote.trim_end() } else { "" });
            out.push('\n');
        }
        out.push_str(&format!("{quote}{first}{inline}\n"));
        before = Some((block, depth));
    }
    out
}

/// How deep a block stands in lists that are open above it: Markdown has no list in a list without an item.
fn depth(block: &Block, before: Option<(&Block, usize)>) -> usize {
    let open = before.filter(|(before, _)| before.quotes == block.quotes).map_or(0, |(_, depth)| depth);
    match block.kind {
        Kind::Item(_) => block.lists.min(open + 1).clamp(1, DEEPEST),
        Kind::Paragraph | Kind::Heading(_) => block.lists.min(open),
    }
}

/// Whether two items need no blank line between them: a number other than the next would be taken for text.
fn is_tight(before: &Block, block: &Block, same_depth: bool) -> bool {
    let follows = match (before.kind, block.kind) {
        (Kind::Item(None), Kind::Item(None)) => true,
        (Kind::Item(Some(last)), Kind::Item(Some(next))) => same_depth && next == last.saturating_add(1),
        _ => false,
    };
    follows && before.quotes == block.quotes
}

fn level(block: &Block) -> Option<u8> {
    match block.kind {
        Kind::Heading(level) if block.lists == 0 => Some(level),
        _ => None,
    }
}
