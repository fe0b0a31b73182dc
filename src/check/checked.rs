//! What was said of a site as a whole, to be said again while nothing that it hangs on is another.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::date::Day;
use crate::source::sum::Sum;
use crate::source::{SourceFile, SourcePath};

/// What was said of a site as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The site, but for the HTML of its texts; nothing where that is not known.
    frame: Option<Sum>,
    /// The day that was today.
    today: Option<Day>,
    notes: Diagnostics,
    /// The files that the notes point into: in another text the same words stand at other places.
    files: Vec<(SourcePath, Sum)>,
}

impl Checked {
    /// Takes down what was said of the site of these files, sorted by path.
    #[must_use]
    pub fn new(frame: Option<Sum>, today: Day, files: &[SourceFile], notes: Diagnostics) -> Checked {
        let mut named: Vec<&SourcePath> = notes.notes().iter().flat_map(places).collect();
        named.sort_unstable();
        named.dedup();
        // One that has no sum is never what it was.
        let sums = named.into_iter().map(|path| Some((path.clone(), sum_of(files, path)?))).collect::<Option<Vec<_>>>();
        let frame = frame.filter(|_| sums.is_some());
        Checked { frame, today: Some(today), files: sums.unwrap_or_default(), notes }
    }

    /// The notes.
    #[must_use]
    pub fn notes(&self) -> &Diagnostics {
        &self.notes
    }

    /// Whether the same is to be said of the site of these files.
    #[must_use]
    pub fn holds(&self, frame: Option<Sum>, today: Day, files: &[SourceFile]) -> bool {
        let is_same = frame.is_some() && self.frame == frame && self.today == Some(today);
        let stands = |(path, sum): &(SourcePath, Sum)| sum_of(files, path) == Some(*sum);
        is_same && self.files.iter().all(stands)
    }
}

/// The files that a note points into.
fn places(note: &Diagnostic) -> impl Iterator<Item = &SourcePath> {
    note.place.iter().chain(note.related.iter().map(|(place, _)| place)).map(|place| &place.file)
}

fn sum_of(files: &[SourceFile], path: &SourcePath) -> Option<Sum> {
    let index = files.binary_search_by(|file| file.path.cmp(path)).ok()?;
    files.get(index)?.sum
}
