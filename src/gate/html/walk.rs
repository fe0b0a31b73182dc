//! The walk over the events of a Markdown text: every kind of event is named here, so that none slips through.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options as Syntax, Parser, Tag, TagEnd,
};

use crate::gate::excerpt;
use crate::gate::html::heading::Outline;
use crate::gate::html::link::{Image, Link};
use crate::gate::html::note::Notes;
use crate::gate::html::problem::BodyProblemKind;
use crate::gate::html::quotation::Unclosed;
use crate::gate::html::table::Table;
use crate::gate::html::{Body, MAX_DEPTH, Options, Resolver};

/// Elements that may be open at once before emphasis within emphasis is dropped: browsers flatten at 512.
pub(super) const MAX_OPEN: usize = 200;

/// The ids of a text's headings, for the links that lead to them: such a link may stand before its heading.
pub(super) fn ids(markdown: &str, resolver: &dyn Resolver, options: &Options<'_>) -> BTreeSet<String> {
    let none = BTreeSet::new();
    walked(markdown, resolver, options, &none).outline.into_ids()
}

/// The body that a text becomes. `known` are the ids of its headings, where anything may ask for them.
pub(super) fn body(markdown: &str, resolver: &dyn Resolver, options: &Options<'_>, known: &BTreeSet<String>) -> Body {
    walked(markdown, resolver, options, known).finish(limit(markdown))
}

/// The most bytes of HTML that a text may become.
fn limit(markdown: &str) -> usize {
    4 * 1024 + 40 * markdown.len()
}

fn walked<'a>(
    markdown: &'a str,
    resolver: &'a dyn Resolver,
    options: &'a Options<'a>,
    known: &'a BTreeSet<String>,
) -> Walker<'a> {
    let mut walker = Walker::new(markdown, resolver, options, known);
    // No heading attributes, task lists, mathematics, metadata or wiki links; no smart punctuation: quoted wording stays.
    let syntax = Syntax::ENABLE_TABLES | Syntax::ENABLE_FOOTNOTES | Syntax::ENABLE_STRIKETHROUGH;
    // `[the talks][1]` is meant as a link; `[sic]` alone is what people write between brackets.
    let mut undefined: Vec<(Range<usize>, String)> = Vec::new();
    let note = |link: BrokenLink<'a>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.push((link.span, link.reference.into_string()));
        }
        None
    };
    for (event, range) in Parser::new_with_broken_link_callback(markdown, syntax, Some(note)).into_offset_iter() {
        walker.event(event, range);
        if walker.size() > limit(markdown) {
            break;
        }
    }
    for (range, label) in undefined {
        walker.report(range, BodyProblemKind::UndefinedLink(label));
    }
    walker
}

/// What is open, and what is to be done when it ends.
pub(super) enum Frame<'a> {
    /// Write this.
    Inline(&'static str),
    /// Write this and end the line of plain text. The number is how many blocks it counts for.
    Block(&'static str, usize),
    /// Write nothing: what was opened is not shown, its text is.
    Skip,
    Paragraph {
        plain: usize,
        is_first: bool,
    },
    Heading {
        written: u8,
        plain: usize,
        start: usize,
    },
    Quote {
        plain: usize,
        start: usize,
    },
    Code {
        info: Option<CowStr<'a>>,
        code: String,
    },
    Table(Table),
    Cell {
        plain: usize,
    },
    Note(CowStr<'a>),
    Link(Link),
    Image(Image),
}

pub(super) struct Walker<'a> {
    pub(super) markdown: &'a str,
    pub(super) resolver: &'a dyn Resolver,
    pub(super) options: &'a Options<'a>,
    pub(super) known: &'a BTreeSet<String>,
    pub(super) body: Body,
    /// Where HTML goes now, and what waits below it while a note, a cell or a description is written.
    pub(super) out: String,
    pub(super) waiting: Vec<String>,
    pub(super) waiting_bytes: usize,
    pub(super) plain: String,
    pub(super) open: Vec<Frame<'a>>,
    /// Where in `open` the open link stands: text and notes inside a link are another matter.
    pub(super) link_at: Option<usize>,
    pub(super) is_describing: bool,
    pub(super) quotes: usize,
    /// A quotation that goes on in the next paragraph.
    pub(super) unclosed: Option<Unclosed>,
    pub(super) notes: Notes,
    pub(super) outline: Outline,
    pub(super) code_bytes: usize,
    depth: usize,
    is_too_deep: bool,
    tables: usize,
}

impl<'a> Walker<'a> {
    fn new(
        markdown: &'a str,
        resolver: &'a dyn Resolver,
        options: &'a Options<'a>,
        known: &'a BTreeSet<String>,
    ) -> Walker<'a> {
        Walker {
            markdown,
            resolver,
            options,
            known,
            body: Body::default(),
            out: String::with_capacity(markdown.len() + markdown.len() / 4),
            waiting: Vec::new(),
            waiting_bytes: 0,
            plain: String::with_capacity(markdown.len()),
            open: Vec::new(),
            link_at: None,
            is_describing: false,
            quotes: 0,
            unclosed: None,
            notes: Notes::default(),
            outline: Outline::default(),
            code_bytes: 0,
            depth: 0,
            is_too_deep: false,
            tables: 0,
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(code) => self.code_span(&code, &range),
            Event::Html(html) => self.raw_html(&html, &range),
            Event::InlineHtml(html) => {
                self.report(range.clone(), BodyProblemKind::RawHtml);
                self.raw_html(&html, &range);
            }
            Event::FootnoteReference(label) => self.reference(&label),
            Event::SoftBreak => self.space("\n"),
            Event::HardBreak => self.space("<br>"),
            Event::Rule => self.write("<hr>"),
            // Not asked of the parser; if a new version sends them anyway, they are text.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, &range),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        // The description of an image is text, whatever is written in it.
        let frame = if self.is_describing { Frame::Skip } else { self.frame(tag, range) };
        self.open.push(frame);
    }

    fn frame(&mut self, tag: Tag<'a>, range: Range<usize>) -> Frame<'a> {
        match tag {
            Tag::Paragraph => self.open_paragraph(),
            // Attributes are not asked of the parser, and would be the writer's if it sent them anyway.
            Tag::Heading { level, id: _, classes: _, attrs: _ } => {
                Frame::Heading { written: level as u8, plain: self.plain.len(), start: self.out.len() }
            }
            Tag::BlockQuote(_) => self.open_quote(&range),
            Tag::CodeBlock(kind) => Frame::Code { info: info(kind), code: String::new() },
            Tag::HtmlBlock => {
                self.report(range, BodyProblemKind::RawHtml);
                self.opened("<p>", Frame::Block("</p>", 0))
            }
            Tag::List(first) => self.open_list(first, &range),
            Tag::Item if matches!(self.open.last(), Some(Frame::Skip)) => Frame::Skip,
            Tag::Item => self.opened("<li>", Frame::Block("</li>", 0)),
            Tag::FootnoteDefinition(_) if !self.is_shallow(1, &range) => Frame::Skip,
            Tag::FootnoteDefinition(label) => self.diverted(Frame::Note(label)),
            Tag::Table(alignments) => self.open_table(alignments),
            Tag::TableHead => self.in_table(Table::open_head),
            Tag::TableRow => self.in_table(Table::open_row),
            Tag::TableCell => self.diverted(Frame::Cell { plain: self.plain.len() }),
            Tag::Emphasis => self.open_inline("<em>", "</em>"),
            Tag::Strong => self.open_inline("<strong>", "</strong>"),
            Tag::Strikethrough => self.open_inline("<s>", "</s>"),
            Tag::Link { link_type, dest_url, title, id: _ } => self.open_link(link_type, &dest_url, &title, &range),
            Tag::Image { link_type: _, dest_url, title, id: _ } => self.open_image(&dest_url, &title, &range),
            // Not asked of the parser.
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => Frame::Skip,
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => Frame::Skip,
        }
    }

    /// Ends what is open. The parser promises that starts and ends are in balance, and the frame knows what to do.
    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let Some(frame) = self.open.pop() else { return };
        match frame {
            Frame::Inline(html) => self.out.push_str(html),
            Frame::Block(html, blocks) => {
                self.out.push_str(html);
                self.depth -= blocks.min(self.depth);
                self.end_line();
            }
            Frame::Skip => self.end_skipped(tag),
            Frame::Paragraph { plain, is_first } => {
                self.out.push_str("</p>");
                self.passages(plain, &range);
                if is_first {
                    let text = excerpt::one_line(&self.plain[plain..]);
                    self.body.first_paragraph = Some(text).filter(|text| !text.is_empty());
                }
                self.end_line();
            }
            Frame::Heading { written, plain, start } => self.end_heading(written, plain, start, range),
            Frame::Quote { plain, start } => {
                self.depth -= 1.min(self.depth);
                self.end_quote(plain, start);
                self.block_quotation(plain, range);
            }
            Frame::Code { info, code } => self.end_code(info.as_deref(), &code),
            Frame::Table(table) => {
                self.out.push_str(table.close());
                self.end_line();
            }
            Frame::Cell { plain } => self.end_cell(plain),
            Frame::Note(label) => {
                self.depth -= 1.min(self.depth);
                self.end_note(&label, range);
            }
            Frame::Link(link) => self.end_link(link),
            Frame::Image(image) => self.end_image(image, range),
        }
    }

    /// Where something was not shown, its text must not run into the next. All ends are named, so that a new one is seen.
    fn end_skipped(&mut self, tag: TagEnd) {
        if self.plain.ends_with(char::is_whitespace) {
            return;
        }
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::BlockQuote(_) | TagEnd::CodeBlock => self.space(" "),
            TagEnd::HtmlBlock | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => self.space(" "),
            TagEnd::DefinitionList | TagEnd::DefinitionListTitle => self.space(" "),
            TagEnd::DefinitionListDefinition | TagEnd::MetadataBlock(_) => self.space(" "),
            TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => self.space(" "),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {}
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::Link | TagEnd::Image => {}
        }
    }

    fn open_paragraph(&mut self) -> Frame<'a> {
        let is_first = self.open.is_empty() && self.body.first_paragraph.is_none();
        let frame = Frame::Paragraph { plain: self.plain.len(), is_first };
        self.opened("<p>", frame)
    }

    fn open_inline(&mut self, start: &'static str, end: &'static str) -> Frame<'a> {
        if self.open.len() > MAX_OPEN { Frame::Skip } else { self.opened(start, Frame::Inline(end)) }
    }

    fn open_quote(&mut self, range: &Range<usize>) -> Frame<'a> {
        if !self.is_shallow(1, range) {
            return Frame::Skip;
        }
        self.quotes += 1;
        let frame = Frame::Quote { plain: self.plain.len(), start: self.out.len() };
        self.opened("<blockquote>", frame)
    }

    fn open_list(&mut self, first: Option<u64>, range: &Range<usize>) -> Frame<'a> {
        // A list counts with its items: the one cannot be shown without the other.
        if !self.is_shallow(2, range) {
            return Frame::Skip;
        }
        match first {
            None => self.opened("<ul>", Frame::Block("</ul>", 2)),
            Some(1) => self.opened("<ol>", Frame::Block("</ol>", 2)),
            Some(first) => self.opened(&format!("<ol start=\"{first}\">"), Frame::Block("</ol>", 2)),
        }
    }

    /// Whether so many blocks more may be opened; if so they are counted.
    fn is_shallow(&mut self, blocks: usize, range: &Range<usize>) -> bool {
        if self.depth + blocks <= MAX_DEPTH {
            self.depth += blocks;
            return true;
        }
        if !std::mem::replace(&mut self.is_too_deep, true) {
            self.report(range.clone(), BodyProblemKind::TooDeep);
        }
        false
    }

    fn open_table(&mut self, alignments: Vec<Alignment>) -> Frame<'a> {
        self.tables += 1;
        let (table, html) = Table::open(alignments, self.tables, self.options);
        self.opened(&html, Frame::Table(table))
    }

    fn diverted(&mut self, frame: Frame<'a>) -> Frame<'a> {
        self.divert();
        frame
    }

    fn opened(&mut self, html: &str, frame: Frame<'a>) -> Frame<'a> {
        self.out.push_str(html);
        frame
    }

    fn in_table(&mut self, write: fn(&mut Table) -> &'static str) -> Frame<'a> {
        let Some(Frame::Table(table)) = self.open.last_mut() else {
            return Frame::Skip;
        };
        let html = write(table);
        let end = if html.starts_with("<thead>") { "</tr></thead>" } else { "</tr>" };
        self.opened(html, Frame::Block(end, 0))
    }
}

/// What stands after the fence of a code block, if it has one.
fn info(kind: CodeBlockKind<'_>) -> Option<CowStr<'_>> {
    match kind {
        CodeBlockKind::Indented => None,
        CodeBlockKind::Fenced(info) => Some(info),
    }
}
