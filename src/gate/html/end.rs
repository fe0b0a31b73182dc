//! The walk's other half: text on its way out, and what is known only when a block or the whole body ends.

use std::ops::Range;

use pulldown_cmark::CowStr;

use crate::gate::excerpt::one_line;
use crate::gate::html::escape::push_escaped;
use crate::gate::html::problem::BodyProblemKind;
use crate::gate::html::walk::{Frame, Walker};
use crate::gate::html::{Body, Heading, Html, clean, code};
use crate::gate::text::main_direction;

impl Walker<'_> {
    /// Running text, or a piece of a code block.
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        if let Some(Frame::Code { code, .. }) = self.open.last_mut() {
            code.push_str(&clean::code(&mut self.body.problems, self.markdown, text, range));
            return;
        }
        self.missing_notes(range);
        let text = clean::text(&mut self.body.problems, self.markdown, text, range);
        self.plain.push_str(&text);
        if !self.is_describing {
            match self.address_shown() {
                Some(address) => push_escaped(&mut self.out, &address),
                None => push_escaped(&mut self.out, &text),
            }
        }
    }

    pub(super) fn code_span(&mut self, code: &str, range: &Range<usize>) {
        let code = clean::code(&mut self.body.problems, self.markdown, code, range);
        self.plain.push_str(&code);
        if !self.is_describing {
            self.out.push_str("<code dir=\"ltr\">");
            push_escaped(&mut self.out, &code);
            self.out.push_str("</code>");
        }
    }

    /// HTML as text. It is no part of the plain text: a summary with tags in it helps nobody.
    pub(super) fn raw_html(&mut self, html: &str, range: &Range<usize>) {
        let html = clean::text(&mut self.body.problems, self.markdown, html, range);
        if !self.is_describing {
            push_escaped(&mut self.out, &html);
        }
    }

    /// A reference to a footnote. A link cannot hold a link, so inside one it waits for its end.
    pub(super) fn reference(&mut self, label: &CowStr<'_>) {
        if self.is_describing {
            return;
        }
        let html = self.notes.reference(label, self.options);
        match self.link_at.and_then(|at| self.open.get_mut(at)) {
            Some(Frame::Link(link)) => link.after.push_str(&html),
            _ => self.out.push_str(&html),
        }
    }

    /// A break between words: `html` in the page, a space in plain text.
    pub(super) fn space(&mut self, html: &str) {
        self.plain.push(' ');
        self.write(html);
    }

    /// HTML of our own, unless a description is being read, which is no HTML.
    pub(super) fn write(&mut self, html: &str) {
        if !self.is_describing {
            self.out.push_str(html);
        }
    }

    pub(super) fn report(&mut self, range: Range<usize>, kind: BodyProblemKind) {
        clean::report(&mut self.body.problems, range, kind);
    }

    pub(super) fn end_line(&mut self) {
        if !self.plain.is_empty() && !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
    }

    /// From here on HTML goes to a place of its own, until [`Walker::revert`].
    pub(super) fn divert(&mut self) {
        let outer = std::mem::take(&mut self.out);
        self.waiting_bytes += outer.len();
        self.waiting.push(outer);
    }

    /// What was written since [`Walker::divert`].
    pub(super) fn revert(&mut self) -> String {
        let outer = self.waiting.pop().unwrap_or_default();
        self.waiting_bytes -= outer.len();
        std::mem::replace(&mut self.out, outer)
    }

    /// How many bytes of HTML there are by now, wherever they wait.
    pub(super) fn size(&self) -> usize {
        self.out.len() + self.waiting_bytes + self.notes.bytes
    }

    /// The attribute `dir` of a passage that runs against the body, or inside another passage that may do so.
    fn other_direction(&self, plain: usize, always: bool) -> &'static str {
        match main_direction(&self.plain[plain..]) {
            Some(dir) if always || dir != self.options.dir => match dir {
                crate::gate::text::Dir::Ltr => " dir=\"ltr\"",
                crate::gate::text::Dir::Rtl => " dir=\"rtl\"",
            },
            _ => "",
        }
    }

    pub(super) fn end_quote(&mut self, plain: usize, start: usize) {
        self.quotes -= 1.min(self.quotes);
        let dir = self.other_direction(plain, self.quotes > 0);
        self.out.insert_str(start + "<blockquote".len(), dir);
        self.out.push_str("</blockquote>");
        self.end_line();
    }

    pub(super) fn end_cell(&mut self, plain: usize) {
        let content = self.revert();
        let dir = self.other_direction(plain, false);
        let row = self.open.len().checked_sub(2);
        if let Some(Frame::Table(table)) = row.and_then(|row| self.open.get_mut(row)) {
            let html = table.cell(&content, dir);
            self.out.push_str(&html);
        }
        self.plain.push(' ');
    }

    pub(super) fn end_note(&mut self, label: &str, range: Range<usize>) {
        let html = self.revert();
        self.end_line();
        if !self.notes.define(label, &html, range.clone()) {
            self.report(range, BodyProblemKind::DuplicateNote(label.to_owned()));
        }
    }

    pub(super) fn end_code(&mut self, info: Option<&str>, text: &str) {
        self.body.has_code = true;
        let html = code::block(text, info, self.code_bytes);
        self.code_bytes += text.len();
        self.write(&html);
        self.plain.push_str(text);
        self.end_line();
    }

    pub(super) fn end_heading(&mut self, written: u8, plain: usize, start: usize, range: Range<usize>) {
        let text = one_line(&self.plain[plain..]);
        self.end_line();
        if self.out[start..].trim().is_empty() {
            self.out.truncate(start);
            self.report(range, BodyProblemKind::EmptyHeading);
            return;
        }
        // Notes are written at the end, whatever stands above them in the outline.
        if self.open.iter().any(|frame| matches!(frame, Frame::Note(_))) {
            self.out.insert_str(start, "<p><strong>");
            self.out.push_str("</strong></p>");
            return;
        }
        let (level, expected) = self.outline.level(written);
        if let Some(expected) = expected {
            self.report(range, BodyProblemKind::SkippedHeading { level: written, expected });
        }
        let id = self.outline.id(&text, self.options);
        self.out.insert_str(start, &format!("<h{level} id=\"{id}\">"));
        self.out.push_str(&format!("</h{level}>"));
        self.body.headings.push(Heading { level, id, text });
    }

    /// The body, whole or, where it is larger than `limit`, without its HTML.
    pub(super) fn finish(mut self, limit: usize) -> Body {
        for (label, range) in self.notes.unused() {
            self.report(range, BodyProblemKind::UnusedNote(label));
        }
        let notes = self.notes.list(self.options);
        let mut body = self.body;
        if self.waiting_bytes + self.out.len() + notes.len() > limit || self.notes.bytes > limit {
            let range = 0..self.markdown.len();
            body.problems.push(super::problem::BodyProblem { range, kind: BodyProblemKind::TooLarge(limit) });
        } else {
            self.out.push_str(&notes);
            // It may wait for its page, among those of ten thousand others.
            self.out.shrink_to_fit();
            body.html = Html::trusted(self.out);
        }
        body.problems.sort_by_key(|problem| problem.range.start);
        body.plain_text = self.plain.trim_end().to_owned();
        body
    }
}
