//! Tables in as much room as a comment or an issue has: each is cut at whole rows, and says how many it has left out.

use crate::gate::markdown;
use crate::report::shown;

/// GitHub takes 65,536 characters. Bytes are never fewer than characters, however those are counted, and the workflow that
/// posts the comment may add a line of its own.
const MOST_BYTES: usize = 60_000;

/// What a table takes besides its rows, at most: its heading, its columns, the line that says how many are left out.
const FRAME: usize = 400;

/// One table of a comment.
pub(super) struct Section {
    /// Above the table.
    pub(super) heading: &'static str,
    /// Over its columns.
    pub(super) columns: &'static [&'static str],
    /// Made by [`markdown::row`].
    pub(super) rows: Vec<String>,
}

/// Writes every table that has rows.
pub(super) fn lay_out(out: &mut String, sections: &[Section]) {
    let sections: Vec<&Section> = sections.iter().filter(|section| !section.rows.is_empty()).collect();
    let room = MOST_BYTES.saturating_sub(out.len() + sections.len() * FRAME);
    let sizes: Vec<usize> = sections.iter().map(|section| section.rows.iter().map(String::len).sum()).collect();
    for (section, room) in sections.iter().zip(shares(&sizes, room)) {
        write(out, section, room);
    }
}

/// The room of each: small ones get what they need, and the large ones the same each of what is left.
fn shares(sizes: &[usize], room: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|index| (sizes[*index], *index));
    let mut shares = vec![0; sizes.len()];
    let mut left = room;
    for (done, index) in order.iter().enumerate() {
        let share = sizes[*index].min(left / (sizes.len() - done));
        shares[*index] = share;
        left -= share;
    }
    shares
}

fn write(out: &mut String, section: &Section, room: usize) {
    let mut used = 0;
    let shown = section.rows.iter().take_while(|row| {
        used += row.len();
        used <= room
    });
    let shown: Vec<&str> = shown.map(String::as_str).collect();
    out.push_str(&format!("#### {}\n\n", section.heading));
    if !shown.is_empty() {
        let [open, close] = markdown::TABLE;
        out.push_str(open);
        out.push_str(&markdown::headings(section.columns));
        shown.iter().for_each(|row| out.push_str(row));
        out.push_str(close);
        out.push('\n');
    }
    match section.rows.len() - shown.len() {
        0 => {}
        1 => out.push_str("1 more row had no room here.\n\n"),
        many => out.push_str(&format!("{many} more rows had no room here.\n\n")),
    }
}

/// A text of a stranger as a cell, cut where it is long.
pub(super) fn cut(text: &str, most: usize) -> String {
    // No more is looked at than can be shown: a text may have a million characters.
    let text: String = text.chars().take(most + 1).collect();
    let text = shown::line(&text);
    match text.char_indices().nth(most) {
        Some((end, _)) => markdown::cell(&format!("{}…", &text[..end])),
        None => markdown::cell(&text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_tables_are_whole_and_large_ones_share_the_rest() {
        assert_eq!(shares(&[10, 500, 20, 900], 1_000), [10, 485, 20, 485]);
        assert_eq!(shares(&[10, 20], 1_000), [10, 20]);
        assert_eq!(shares(&[], 1_000), [0; 0]);
        assert_eq!(shares(&[600, 100, 600], 1_000), [450, 100, 450]);
    }

    #[test]
    fn a_table_is_cut_at_whole_rows() {
        let section = |rows: usize| Section {
            heading: "Problems",
            columns: &["a"],
            rows: vec![markdown::row(&[&[markdown::cell(&"@".repeat(100))]]); rows],
        };
        let mut out = String::new();
        lay_out(&mut out, &[section(2), section(1_000)]);
        assert!(out.len() <= MOST_BYTES && out.len() > MOST_BYTES - 2 * FRAME - 700, "{}", out.len());
        assert_eq!(out.matches("<tr>").count(), out.matches("</tr>").count());
        let shown = out.matches("<td>").count();
        assert!(out.ends_with(&format!("{} more rows had no room here.\n\n", 1_002 - shown)), "{shown}");
        assert_eq!(out.matches("had no room").count(), 1);
    }
}
