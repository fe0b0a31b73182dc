//! A fault of the program in one file is a note on that file; all others are read as ever (safety.md, 7).

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::diagnostic::{Diagnostics, Place, Rule};
use crate::source::SourceFile;

/// What work on a file gives, and what it noted; where it panics, nothing but a note of that.
pub(super) fn caught<T>(
    file: &SourceFile,
    work: impl FnOnce(&mut Diagnostics) -> Option<T>,
) -> (Diagnostics, Option<T>) {
    // What the work could leave half done is thrown away with it.
    let done = catch_unwind(AssertUnwindSafe(|| {
        let mut notes = Diagnostics::default();
        let made = work(&mut notes);
        (notes, made)
    }));
    done.unwrap_or_else(|panic| {
        let mut notes = Diagnostics::default();
        let message = format!("the program met a fault of its own in this file: {}", reason(panic.as_ref()));
        notes
            .add(Rule::Internal, Place::file(&file.path), message)
            .help("please report it with this file; nothing is published");
        (notes, None)
    })
}

fn reason(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.and_then(|text| text.lines().next()).unwrap_or("no reason is known")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    #[test]
    fn a_panic_is_a_note_on_its_file() {
        let file = SourceFile::new("content/a.md", "text");
        let (notes, made) = caught(&file, |notes| {
            notes.add(Rule::DateForm, Place::file(&file.path), "half done");
            let numbers: [usize; 1] = [0];
            Some(numbers.iter().position(|number| *number == 1).expect("two\nlines"))
        });
        assert_eq!(made, None);
        let [note] = notes.notes() else { panic!("{notes:?}") };
        assert_eq!((note.rule, note.severity), (Rule::Internal, Severity::Error));
        assert_eq!(note.place, Some(Place::file(&file.path)));
        assert_eq!(note.message, "the program met a fault of its own in this file: two");
        let (notes, made) = caught(&file, |_| Some(1));
        assert_eq!((notes, made), (Diagnostics::default(), Some(1)));
    }
}
