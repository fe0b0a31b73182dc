//! A build of what was built already: it ends as the last one did, and nothing is read through or drawn.

use anyhow::Result;

use crate::diagnostic::Diagnostics;
use crate::memory::ended::Ended;
use crate::plan::facts::sum::sum_of;
use crate::render::Outlet;
use crate::source::sum::Sum;

use super::{Built, Drawn, Inputs, Rest, unchanged};

/// What a build of these inputs comes to, where the last one read the same and all that it published stands; nothing where
/// it has to be built.
///
/// # Errors
/// When the disk does not say what stands.
pub fn again(inputs: &Inputs, ended: &Ended, outlet: &mut dyn Outlet) -> Result<Option<Built>> {
    let Some(notes) = said_again(inputs, ended) else { return Ok(None) };
    if !outlet.keep_all()? {
        return Ok(None);
    }
    unchanged(inputs)?;
    let drawn = Drawn { pages: ended.pages, styled: ended.styled, drawn: 0 };
    Ok(Some(Built { drawn: Ok(drawn), notes, ledger: None, ended: ended.clone(), memory: None, rest: Rest::default() }))
}

/// What people should know of these inputs, where the last build read the same, and drew it without a fault; nothing where
/// it has to be looked at.
#[must_use]
pub fn said_again(inputs: &Inputs, ended: &Ended) -> Option<Diagnostics> {
    let is_same = ended.inputs.is_some() && ended.inputs == read_by(inputs);
    // Beside another site that was published there may be more to say. Where nothing is given, it is the one that was left.
    let is_published = inputs.published.as_ref().is_none_or(|published| sum_of(published) == ended.ledger);
    (is_same && is_published).then(|| ended.notes.clone())
}

/// The sum of all that a build reads, besides what the key of its memory stands for; nothing where it cannot be known again.
pub(super) fn read_by(inputs: &Inputs) -> Option<Sum> {
    let content = &inputs.content;
    let files: Option<Vec<(&str, Sum)>> =
        content.files.iter().map(|file| Some((file.path.as_str(), file.sum?))).collect();
    let refused: Vec<(&str, &str)> =
        content.refused.iter().map(|refused| (refused.path.as_str(), refused.what.as_str())).collect();
    Some(sum_of(&(files?, refused, inputs.today)))
}
