//! Fix: the changes that notes bring along are made in the text of a file, and nothing else in it is touched.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Edit, Span};
use crate::source::{SourceFile, SourcePath};

/// A file whose mistakes were mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The file.
    pub path: SourcePath,
    /// What was in it.
    pub before: Vec<u8>,
    /// What is in it now.
    pub after: Vec<u8>,
    /// The notes that were mended, in their order.
    pub notes: Vec<Diagnostic>,
}

/// Makes the changes of these notes in these files, in the order of paths.
///
/// The changes of one note are made together or not at all; of two that overlap the first is made, and the second comes
/// up again when the file is next checked.
#[must_use]
pub fn fix(files: &[SourceFile], notes: &Diagnostics) -> Vec<Mended> {
    let mut of_file: BTreeMap<&SourcePath, Vec<&Diagnostic>> = BTreeMap::new();
    for note in notes.notes().iter().filter(|note| !note.fix.is_empty()) {
        if let Some(place) = &note.place {
            of_file.entry(&place.file).or_default().push(note);
        }
    }
    let mended = files.iter().filter_map(|file| mend(file, of_file.get(&file.path)?));
    mended.collect()
}

fn mend(file: &SourceFile, notes: &[&Diagnostic]) -> Option<Mended> {
    let mut edits: BTreeMap<(Span, usize), &Edit> = BTreeMap::new();
    let mut done: Vec<Diagnostic> = Vec::new();
    for note in notes {
        let fits = |edit: &Edit| {
            let inside = edit.range.start <= edit.range.end && edit.range.end <= file.bytes.len();
            // Those made already are apart from each other, so that only its neighbours can overlap with it.
            let before = edits.range(..=(edit.range, usize::MAX)).next_back();
            let after = edits.range((edit.range, 0)..).next();
            inside && before.into_iter().chain(after).all(|(_, other)| apart(other, edit))
        };
        if note.fix.iter().all(fits) {
            edits.extend(note.fix.iter().enumerate().map(|(number, edit)| ((edit.range, number), edit)));
            done.push((*note).clone());
        }
    }
    let mut after = Vec::with_capacity(file.bytes.len());
    let mut from = 0;
    for edit in edits.into_values() {
        after.extend_from_slice(file.bytes.get(from..edit.range.start)?);
        after.extend_from_slice(edit.text.as_bytes());
        from = edit.range.end;
    }
    after.extend_from_slice(file.bytes.get(from..)?);
    (after != *file.bytes).then(|| Mended { path: file.path.clone(), before: file.bytes.to_vec(), after, notes: done })
}

/// Takes a round of mending into the files, and into what was mended in the rounds before; both are in the order of paths.
pub fn take(files: &mut [SourceFile], mended: &mut Vec<Mended>, round: Vec<Mended>) {
    for new in round {
        if let Ok(at) = files.binary_search_by(|file| file.path.cmp(&new.path)) {
            files[at] = SourceFile::new(new.path.as_str(), new.after.clone());
        }
        match mended.binary_search_by(|old| old.path.cmp(&new.path)) {
            Ok(at) => {
                mended[at].after = new.after;
                mended[at].notes.extend(new.notes);
            }
            Err(at) => mended.insert(at, new),
        }
    }
}

/// Two changes are apart when neither begins inside the other; two insertions at one place are not.
fn apart(a: &Edit, b: &Edit) -> bool {
    let (first, second) = if a.range <= b.range { (a.range, b.range) } else { (b.range, a.range) };
    first.end <= second.start && first != second
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, Rule};

    fn mended(text: &str, edits: &[&[(usize, usize, &str)]]) -> (String, usize) {
        let file = SourceFile::new("content/a.md", text);
        let mut notes = Diagnostics::default();
        for list in edits {
            let note = notes.add(Rule::DateForm, Place::file(&file.path), "m");
            for (start, end, text) in *list {
                note.fix(*start..*end, *text);
            }
        }
        let files = [file];
        match fix(&files, &notes).pop() {
            Some(mended) => (String::from_utf8(mended.after).expect("UTF-8"), mended.notes.len()),
            None => (text.to_owned(), 0),
        }
    }

    #[test]
    fn only_the_named_bytes_change() {
        assert_eq!(
            mended("a: 1\r\nb: 2 # c\r\n", &[&[(3, 4, "x")], &[(9, 10, "yy")]]),
            ("a: x\r\nb: yy # c\r\n".to_owned(), 2)
        );
    }

    #[test]
    fn of_two_that_overlap_the_first_is_made() {
        assert_eq!(mended("abcd", &[&[(0, 2, "X")], &[(1, 3, "Y")], &[(3, 4, "Z")]]), ("XcZ".to_owned(), 2));
        assert_eq!(mended("ab", &[&[(1, 1, "x")], &[(1, 1, "y")]]), ("axb".to_owned(), 1));
    }

    #[test]
    fn the_changes_of_one_note_are_made_together() {
        assert_eq!(mended("abcd", &[&[(0, 1, "X")], &[(0, 1, "Y"), (3, 4, "Z")]]), ("Xbcd".to_owned(), 1));
    }

    #[test]
    fn a_change_outside_the_file_is_left_out() {
        assert_eq!(mended("ab", &[&[(1, 9, "x")]]), ("ab".to_owned(), 0));
    }
}
