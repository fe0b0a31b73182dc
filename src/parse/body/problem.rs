//! What the gate found wrong with a body becomes notes: the rule, what to write instead, and the change that does it.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Span};
use crate::gate::html::problem::{BodyProblem, BodyProblemKind};
use crate::gate::html::{Heading, heading_id};
use crate::gate::line::line;
use crate::gate::text::{gap, mojibake};
use crate::model::article::instead;
use crate::source::SourceFile;

use super::super::catalogue::Catalogue;

/// Notes a problem of the Markdown at `span` of a file.
pub(super) fn note(
    notes: &mut Diagnostics,
    (file, span, markdown): (&SourceFile, Span, &str),
    problem: &BodyProblem,
    headings: &[Heading],
    catalogue: &Catalogue,
) {
    let (rule, help) = meaning(&problem.kind);
    let at = super::shift(&problem.range, span);
    let note = notes.add(rule, Place::new(&file.path, at), problem.kind.to_string());
    match &problem.kind {
        BodyProblemKind::BadLink(bad) => {
            if let Some(better) = bad.suggestion() {
                note.help(format!("write `{better}`"));
            }
        }
        BodyProblemKind::BrokenLink(dest) => {
            if let Some(route) = catalogue.meant(dest) {
                note.help(format!("did you mean `{route}`?"));
            }
        }
        BodyProblemKind::BrokenFragment(name) => {
            note.help(instead(&heading_id(name), headings.iter().map(|heading| heading.id.as_str())));
        }
        _ => {
            let source = markdown.get(problem.range.clone()).unwrap_or_default();
            mend(note, at, (source, markdown), problem);
        }
    }
    if note.help.is_none() && !help.is_empty() {
        note.help(help);
    }
}

/// Whether a stretch stands between letters or spaces. Beside a sign of Markdown it may be what keeps that sign from
/// working: to take it away is to change the page, and that is for people to decide.
fn is_inside_prose(markdown: &str, range: &Range<usize>) -> bool {
    let before = markdown.get(..range.start).and_then(|text| text.chars().next_back());
    let after = markdown.get(range.end..).and_then(|text| text.chars().next());
    let is_prose = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || c == ' ');
    is_prose(before) && is_prose(after) && (before, after) != (Some(' '), Some(' '))
}

/// Adds the change, where the file holds at this place what the gate saw: escapes such as `&#x200B;` are left to people.
fn mend(note: &mut Diagnostic, at: Span, (source, markdown): (&str, &str), problem: &BodyProblem) {
    match &problem.kind {
        BodyProblemKind::Mojibake { repaired } => {
            note.help(format!("write `{}`", line(repaired)));
            if let [(range, text)] = mojibake::find(source).as_slice()
                && *range == (0..source.len())
                && text == repaired
            {
                note.fix(at, repaired.clone());
            }
        }
        BodyProblemKind::BidiControl(c) | BodyProblemKind::Invisible(c)
            if !source.is_empty()
                && source.chars().all(|other| other == *c)
                && is_inside_prose(markdown, &problem.range) =>
        {
            note.fix(at, "");
        }
        BodyProblemKind::MixedScripts { word, repaired: Some(repaired) } => {
            note.help(format!("write `{}`, in letters of one script", line(repaired)));
            if source == word {
                note.fix(at, repaired.clone());
            }
        }
        BodyProblemKind::Placeholder(c) if source.chars().all(|other| other == *c) => {
            if let Some((range, text)) = Some(problem.range.clone())
                .filter(|_| gap::is_for_space(*c))
                .and_then(|range| gap::mended(markdown, range))
            {
                let from = at.start - problem.range.start;
                note.help("write a space").fix(from + range.start..from + range.end, text);
            }
        }
        _ => {}
    }
}

/// The rule of a problem, and what to write instead.
fn meaning(kind: &BodyProblemKind) -> (Rule, &'static str) {
    use BodyProblemKind as Kind;
    match kind {
        Kind::RawHtml => (Rule::HtmlNotAllowed, "write it in Markdown, or put `<` between backticks to show it"),
        Kind::BadLink(_) | Kind::RefusedLink(_) => {
            (Rule::LinkRefused, "link to an https address, or to an address of this site such as `/2016/09/08/slug/`")
        }
        Kind::BrokenLink(_) => (
            Rule::LinkBroken,
            "write an address of this site from its root, such as `/2016/09/08/slug/` or `/events/slug/`",
        ),
        Kind::BrokenFragment(_) => {
            (Rule::LinkBroken, "write the words of a heading of this text after `#`, joined by `-`")
        }
        Kind::UndefinedLink(_) => (
            Rule::LinkUndefined,
            "write the address on a line of its own below, `[1]: https://…`, or in the link: `[text](https://…)`",
        ),
        Kind::EmptyLink => (Rule::LinkEmpty, "write what the link leads to between the brackets"),
        Kind::LinkTextNamesOtherHost { .. } => (Rule::LinkTextHost, "write the title of the page as link text"),
        Kind::RemoteImage(_) | Kind::RefusedImage(_) => {
            (Rule::ImageRefused, "save the image beside the article, if its licence allows, and name the file")
        }
        Kind::BrokenImage(_) => (Rule::ImageMissing, "put the file beside the article and write its name"),
        Kind::ImageWithoutAlt => (Rule::AltMissing, "say what it shows: `![A convoy on a road](convoy.jpg)`"),
        Kind::SkippedHeading { .. } => (Rule::HeadingSkipped, "write one `#` less"),
        Kind::EmptyHeading => (Rule::HeadingEmpty, "give it a text, or remove it"),
        Kind::UnusedNote(_) | Kind::DuplicateNote(_) => {
            (Rule::FootnoteInvalid, "a footnote is `[^1]` in the text and `[^1]: …` below")
        }
        Kind::MissingNote(_) => {
            (Rule::FootnoteInvalid, "write the note on a line of its own below the text: `[^1]: the note`")
        }
        Kind::Control(_) => (Rule::ControlCharacter, "compare with the original: remove it, or write what stood there"),
        Kind::BidiControl(_) | Kind::Invisible(_) => {
            (Rule::InvisibleInText, "remove it: the page leaves it out, and search would stumble over it")
        }
        Kind::Placeholder(c) if gap::is_for_space(*c) => {
            (Rule::SymbolForSpace, "write a space if one was lost in copying, or remove the symbol")
        }
        Kind::MixedScripts { .. } => (Rule::MixedScripts, "write the word on one keyboard"),
        Kind::LostCharacter | Kind::Placeholder(_) | Kind::PrivateUse(_) => {
            (Rule::LostCharacters, "compare with the original and write what stood there")
        }
        Kind::Mojibake { .. } => (Rule::Mojibake, ""),
        Kind::TooDeep => (Rule::TooDeep, "flatten the lists and quotations"),
        Kind::TooLarge(_) => (Rule::HtmlTooLarge, "shorten the text"),
    }
}
