//! What a slip costs is counted in steps: no test may measure time.

use super::*;
use crate::diagnostic::Span;

fn listed(tags: &[&str]) -> Vocabularies {
    let entry = |tag: &&str| (TermEntry::new(Slug::of(tag).unwrap(), *tag), Span::default());
    let source = SourcePath::new("content/tags.yaml");
    vec![Vocabulary { kind: TermKind::Tag, source, entries: tags.iter().map(entry).collect() }]
}

fn write(tags: &[String]) -> Vec<Written> {
    tags.iter().map(|tag| Written { text: tag.clone(), span: Span::default() }).collect()
}

#[test]
fn thousands_of_slips_are_compared_with_what_is_known_only() {
    let (mut notes, file) = (Diagnostics::default(), SourcePath::new("content/a.md"));
    let known = format!("{}-known", "x".repeat(70));
    let mut terms = Terms::of(&listed(&["aid", &known]));
    for article in 0..400 {
        let tags: Vec<String> = (0..20).map(|tag| format!("{}{article}q{tag}", "x".repeat(70))).collect();
        let ids = terms.resolve_all(&mut notes, TermKind::Tag, &write(&tags), &file);
        assert_eq!(ids.len(), 20);
    }
    assert_eq!(notes.notes().len(), 8000, "each is said");
    let steps = terms.listed[&TermKind::Tag].get().unwrap().steps();
    assert!(steps <= 8000 * 81, "{steps} steps for 8,000 slips and one name that could be meant");
}

#[test]
fn slips_past_the_limit_are_said_without_a_proposal() {
    let (mut notes, file) = (Diagnostics::default(), SourcePath::new("content/a.md"));
    // Names of the same letters: only the distance tells them apart.
    let name = |n: usize| format!("{}{}{}", "ab".repeat(n % 38), "c".repeat(n / 38 % 3), "ba".repeat(38 - n % 38));
    let known: Vec<String> = (0..114).map(name).collect();
    let mut terms = Terms::of(&listed(&known.iter().map(String::as_str).collect::<Vec<_>>()));
    let slips: Vec<String> = (0..4000).map(|n| format!("aabb{}{n}", "ab".repeat(35))).collect();
    terms.resolve_all(&mut notes, TermKind::Tag, &write(&slips), &file);
    assert_eq!(notes.notes().len(), 4000);
    assert!(terms.listed[&TermKind::Tag].get().unwrap().steps() <= crate::diagnostic::nearest::MOST_STEPS);
    assert!(notes.notes().iter().all(|note| note.help.is_some()), "what to write instead is always said");
}
