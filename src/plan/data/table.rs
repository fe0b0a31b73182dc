//! `timeline.csv` (RFC 4180): the whole timeline as a table, one entry a row. docs/data.md has the codebook.

use std::borrow::Cow;

use crate::model::TermId;
use crate::model::article::Article;
use crate::model::event::Event;
use crate::model::timeline::Entry;
use crate::plan::site::Site;
use crate::plan::timeline::Whose;

use super::make_room;
use super::records::status_word;

/// The columns, in their order.
const COLUMNS: [&str; 17] = [
    "id",
    "kind",
    "date",
    "earliest",
    "latest",
    "title",
    "summary",
    "url",
    "lang",
    "places",
    "actors",
    "tags",
    "key",
    "status",
    "reports",
    "authors",
    "publisher",
];

/// A row: as many cells as columns.
type Row<'d> = [Cow<'d, str>; COLUMNS.len()];

impl<'d> Site<'d> {
    /// `/data/timeline.csv`
    pub(super) fn timeline_csv(&self) -> Vec<u8> {
        let mut out = Vec::new();
        push_row(&mut out, COLUMNS.iter().copied());
        let entries = self.standing_on(Whose::Everything);
        let all = entries.len();
        for (pieces, entry) in entries.into_iter().enumerate() {
            make_room(&mut out, pieces, all);
            let row = match entry {
                Entry::Article(id) => self.article_row(entry, self.digest.article(id)),
                Entry::Event(id) => self.event_row(entry, self.digest.event(id)),
            };
            push_row(&mut out, row.iter().map(AsRef::as_ref));
        }
        out
    }

    fn article_row(&self, entry: Entry, article: &'d Article) -> Row<'d> {
        let day = article.day.to_string();
        [
            self.article_name(article).into(),
            "article".into(),
            article.head.date.to_string().into(),
            day.clone().into(),
            day.into(),
            article.head.title.text.as_str().into(),
            article.summary().unwrap_or_default().into(),
            self.entry_url(entry).unwrap_or_default().into(),
            article.lang.as_str().into(),
            self.keys(&article.places),
            self.keys(&article.actors),
            self.keys(&article.tags),
            truth(article.head.key),
            "".into(),
            "".into(),
            self.labels(&article.authors),
            self.labels(&[article.publisher]),
        ]
    }

    fn event_row(&self, entry: Entry, event: &'d Event) -> Row<'d> {
        let when = &event.head.when;
        let day = |day: Option<crate::model::date::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        [
            self.event_name(event).into(),
            "event".into(),
            when.edtf().into(),
            day(when.begins()).into(),
            day(when.latest()).into(),
            event.head.title.text.as_str().into(),
            event.summary().unwrap_or_default().into(),
            self.entry_url(entry).unwrap_or_default().into(),
            event.lang.as_str().into(),
            self.keys(&event.places),
            self.keys(&event.actors),
            self.keys(&event.tags),
            truth(event.head.key),
            status_word(event.head.status).into(),
            event.reports.len().to_string().into(),
            "".into(),
            "".into(),
        ]
    }

    /// Keys of terms in one cell. A key holds letters, digits and `-`, so what parts them is never in one.
    fn keys(&self, ids: &[TermId]) -> Cow<'d, str> {
        ids.iter().map(|id| self.digest.term(*id).entry.slug.as_str()).collect::<Vec<_>>().join("; ").into()
    }

    /// Names in one cell.
    fn labels(&self, ids: &[TermId]) -> Cow<'d, str> {
        ids.iter().map(|id| self.digest.term(*id).label()).collect::<Vec<_>>().join("; ").into()
    }
}

fn truth(is_so: bool) -> Cow<'static, str> {
    if is_so { "true" } else { "false" }.into()
}

/// A row, every cell in quotes: a program that guesses what parts the cells then guesses right more often.
fn push_row<'c>(out: &mut Vec<u8>, cells: impl Iterator<Item = &'c str>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        out.push(b'"');
        out.extend_from_slice(harmless(cell).replace('"', "\"\"").as_bytes());
        out.push(b'"');
    }
    out.extend_from_slice(b"\r\n");
}

/// A cell that no spreadsheet takes for a formula: an apostrophe stands before one that begins as formulas do. Where
/// apostrophes stood there already there is one more, so that taking one away always gives what was meant.
///
/// Source: OWASP, "CSV Injection"; the wide forms of the signs are read by spreadsheets of East Asia.
fn harmless(cell: &str) -> Cow<'_, str> {
    const BEGIN: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    // White space before the sign is passed over by some programs.
    let begins = cell.trim_start_matches(['\'', ' ', '\u{a0}', '\n']).starts_with(BEGIN);
    if begins { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_would_be_a_formula_is_text_and_can_be_had_back() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "'=1", "''@x", "\n=1"] {
            assert_eq!(harmless(cell), format!("'{cell}"), "{cell:?}");
        }
        for cell in ["", "a=b", "’tis", "'Ndrangheta", "2016-09", "\"=1\"", "tag:example.org,2016:/x/"] {
            assert_eq!(harmless(cell), cell, "{cell:?}");
        }
    }
}
