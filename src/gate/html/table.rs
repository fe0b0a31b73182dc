//! Tables: one that scrolls sideways can be reached by keyboard and has a name.

use pulldown_cmark::Alignment;

use crate::gate::html::Options;
use crate::gate::html::escape::escape_attr;

/// A table while it is written.
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    has_body: bool,
}

impl Table {
    /// A table with the columns' alignments, and what opens it. Several on one page are told apart by their numbers.
    pub(super) fn open(alignments: Vec<Alignment>, number: usize, options: &Options<'_>) -> (Table, String) {
        let label = escape_attr(options.labels.table);
        let html = format!("<section class=\"scroll\" tabindex=\"0\" aria-label=\"{label} {number}\"><table>");
        (Table { alignments, column: 0, in_head: false, has_body: false }, html)
    }

    /// What opens the row of headings.
    pub(super) fn open_head(&mut self) -> &'static str {
        self.in_head = true;
        "<thead><tr>"
    }

    /// What opens a row; a table of headings alone has no body.
    pub(super) fn open_row(&mut self) -> &'static str {
        self.column = 0;
        self.in_head = false;
        if std::mem::replace(&mut self.has_body, true) { "<tr>" } else { "<tbody><tr>" }
    }

    /// A cell with its content. An empty heading is no heading: a reader would be told of a column without a name.
    pub(super) fn cell(&mut self, content: &str, dir: &str) -> String {
        let align = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::None) | None => "",
        };
        self.column += 1;
        if self.in_head && !content.is_empty() {
            format!("<th scope=\"col\"{align}{dir}>{content}</th>")
        } else {
            format!("<td{align}{dir}>{content}</td>")
        }
    }

    /// What closes the table.
    pub(super) fn close(&self) -> &'static str {
        if self.has_body { "</tbody></table></section>" } else { "</table></section>" }
    }
}
