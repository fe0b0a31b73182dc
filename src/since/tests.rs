//! Which problems are known, and which files were renamed.

use super::moved::moved;
use super::*;
use crate::diagnostic::{Place, Rule};

/// A file in which each of these texts is a problem, the first place it stands.
fn state(files: &[(&str, &str)], problems: &[(&str, &str, Severity)]) -> (Vec<SourceFile>, Diagnostics) {
    let files: Vec<SourceFile> = files.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect();
    let mut notes = Diagnostics::default();
    for (path, marked, severity) in problems {
        let file = files.iter().find(|file| file.path.as_str() == *path).unwrap();
        let start = String::from_utf8_lossy(&file.bytes).find(marked).unwrap();
        notes.add(Rule::DateForm, Place::new(&file.path, start..start + marked.len()), "m").severity = *severity;
    }
    (files, notes)
}

fn known(before: &(Vec<SourceFile>, Diagnostics), now: &(Vec<SourceFile>, Diagnostics)) -> Vec<bool> {
    let before = Before::new(&State { files: &before.0, notes: &before.1 }, &now.0);
    before.knows(&State { files: &now.0, notes: &now.1 })
}

const W: Severity = Severity::Warning;
const E: Severity = Severity::Error;

#[test]
fn a_problem_is_known_wherever_it_stands() {
    let before = state(&[("a", "one two")], &[("a", "two", E)]);
    assert_eq!(known(&before, &state(&[("a", "one\n\ntwo")], &[("a", "two", E)])), [true]);
    assert_eq!(known(&before, &state(&[("a", "one two")], &[("a", "one", E)])), [false]);
    assert_eq!(known(&before, &state(&[("a", ""), ("b", "two")], &[("b", "two", E)])), [false]);
}

#[test]
fn problems_are_counted() {
    let before = state(&[("a", "x")], &[("a", "x", E)]);
    assert_eq!(known(&before, &state(&[("a", "x x")], &[("a", "x", E), ("a", "x", E)])), [true, false]);
}

#[test]
fn what_became_worse_is_new_and_what_became_milder_is_not() {
    let before = state(&[("a", "x")], &[("a", "x", W)]);
    assert_eq!(known(&before, &state(&[("a", "x")], &[("a", "x", E)])), [false]);
    let before = state(&[("a", "x")], &[("a", "x", E)]);
    assert_eq!(known(&before, &state(&[("a", "x")], &[("a", "x", W)])), [true]);
    // The error stays what it was; the warning beside it does not take its place.
    assert_eq!(known(&before, &state(&[("a", "x")], &[("a", "x", W), ("a", "x", E)])), [false, true]);
}

fn files(list: &[(&str, &str)]) -> Vec<SourceFile> {
    list.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect()
}

fn renamed(before: &[(&str, &str)], now: &[(&str, &str)]) -> Vec<(String, String)> {
    let moved = moved(&files(before), &files(now));
    moved.into_iter().map(|(from, to)| (from.as_str().to_owned(), to.as_str().to_owned())).collect()
}

fn pair(from: &str, to: &str) -> (String, String) {
    (from.to_owned(), to.to_owned())
}

#[test]
fn files_are_followed_by_what_is_in_them() {
    assert_eq!(renamed(&[("a", "1\n2\n3\n")], &[("b", "1\n2\n3\n")]), [pair("a", "b")]);
    assert_eq!(renamed(&[("a", "1\n2\n3\n")], &[("b", "1\r\n2\r\n4\r\n")]), [pair("a", "b")]);
    assert_eq!(renamed(&[("a", "1\n2\n3\n")], &[("b", "1\n7\n8\n9\n")]), []);
    assert_eq!(renamed(&[("a", "1\n2\n")], &[("a", "1\n2\n"), ("b", "1\n2\n")]), [], "a copy is no renaming");
}

#[test]
fn the_most_alike_are_paired() {
    let before = [("a", "1\n2\n3\n"), ("b", "1\n2\n4\n"), ("c", "same")];
    let now = [("x", "1\n2\n4\n5\n"), ("y", "same"), ("z", "1\n2\n3\n6\n")];
    assert_eq!(renamed(&before, &now), [pair("a", "z"), pair("b", "x"), pair("c", "y")]);
    let twice = [("x", "1\n2\n"), ("y", "1\n2\n")];
    assert_eq!(renamed(&[("a", "1\n2\n"), ("b", "1\n2\n")], &twice), [pair("a", "x"), pair("b", "y")]);
}
