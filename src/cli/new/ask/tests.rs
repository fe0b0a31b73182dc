//! Conversations: what is asked, what is offered, and that nobody's silence is an answer.

use super::*;
use crate::config;
use crate::diagnostic::Diagnostics;
use crate::source::SourceFile;

const FILES: &[(&str, &str)] = &[
    ("content/tags.yaml", "ceasefire: {label: Ceasefires, aliases: [truce]}\ntalks: Talks\n"),
    ("content/authors.yaml", "mara-lind: Mara Lind\n"),
    ("content/publishers.yaml", "courier: {label: The Courier, hosts: [courier.example]}\n"),
];

fn known() -> Known {
    let site = SourceFile::new("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n");
    let config = config::parse(&mut Diagnostics::default(), &site).unwrap();
    let files: Vec<SourceFile> = FILES.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect();
    Known::of(&files, &config)
}

/// What a sheet becomes when these lines are typed, and what was shown.
fn typed(mut sheet: Sheet, lines: &str) -> (Sheet, String) {
    let mut output = Vec::new();
    let today = Day::new(2020, 1, 1).unwrap();
    ask(&mut Desk::new(&mut lines.as_bytes(), &mut output), &mut sheet, &known(), today).unwrap();
    (sheet, String::from_utf8(output).unwrap())
}

fn titled(title: &str) -> Sheet {
    Sheet::new(title.to_owned(), Vec::new(), Vec::new())
}

#[test]
fn everything_is_asked_once() {
    let lines =
        "https://www.courier.example/2016/09/08/x?utm_source=mail\n\nMara Lind\n\nceasefire, new tag , ceasefire,\n";
    let (sheet, shown) = typed(titled("A truce on the lake"), lines);
    assert_eq!(sheet.url.as_deref(), Some("https://www.courier.example/2016/09/08/x"));
    assert_eq!(sheet.date.map(|date| date.to_string()).as_deref(), Some("2016-09-08"));
    assert_eq!(sheet.authors, ["Mara Lind"]);
    assert_eq!(sheet.tags, ["ceasefire", "new tag"]);
    assert_eq!(sheet.publisher, None);
    assert_eq!(
        shown,
        "Enter leaves an answer out; it can be written into the file later.\n\
         Address of the original: \
         Date of the original, YYYY-MM-DD [2016-09-08, as in the address]: \
         Author, or `unknown` (`?` shows those in use): Another author: \
         Publisher: The Courier, by the host of the address\n\
         Tags, with commas between them (in the title: ceasefire) (`?` shows those in use): "
    );
}

#[test]
fn what_is_given_is_not_asked() {
    let whole = Sheet {
        title: "T".to_owned(),
        authors: vec!["A".to_owned()],
        date: Some(Stamp::new(Day::new(2016, 9, 8).unwrap(), None)),
        url: Some("https://courier.example/x".to_owned()),
        publisher: None,
        tags: vec!["talks".to_owned()],
    };
    let (sheet, shown) = typed(whole.clone(), "");
    assert_eq!((sheet, shown.as_str()), (whole, "Publisher: The Courier, by the host of the address\n"));
}

#[test]
fn near_terms_are_offered_and_may_be_declined() {
    let (sheet, shown) = typed(titled("T"), "\n\nMara Lnd\n\n\nceasefier, talk\n\nn\n");
    assert_eq!(
        (sheet.authors, sheet.tags),
        (vec!["Mara Lind".to_owned()], vec!["ceasefire".to_owned(), "talk".to_owned()])
    );
    assert!(shown.contains("  `Mara Lnd` is new. Is `Mara Lind` meant? [Y/n]: "), "{shown}");
    assert!(shown.contains("  `ceasefier` is new. Is `ceasefire` meant? [Y/n]: "), "{shown}");
}

#[test]
fn terms_in_use_are_shown() {
    let (sheet, shown) = typed(titled("T"), "\n\n?\nunknown\n?\ntalks\n");
    assert_eq!((sheet.authors, sheet.tags), (vec!["unknown".to_owned()], vec!["talks".to_owned()]));
    assert!(shown.contains("  Mara Lind\n") && shown.contains("  ceasefire, talks\n"), "{shown}");
    let (sheet, shown) = typed(titled("T"), "\n\n\n?\n?\n?\ntalks\n");
    assert_eq!((sheet.tags.len(), shown.matches("  ceasefire, talks\n").count()), (0, TIMES));
}

#[test]
fn an_unknown_host_has_a_publisher_to_name() {
    let (sheet, shown) = typed(titled("T"), "https://news.example.org/x\n\n\nThe News\n\n");
    assert_eq!(sheet.publisher.as_deref(), Some("The News"));
    assert!(shown.contains("Publisher [news.example.org]: "), "{shown}");
}

#[test]
fn wrong_answers_are_explained_and_asked_again() {
    let (sheet, shown) = typed(titled("T"), "example.org/x\nhttps://example.org/x\nSeptember 8, 2016\n2016-09-08\n");
    assert_eq!(sheet.url.as_deref(), Some("https://example.org/x"));
    assert_eq!(sheet.date.map(|date| date.to_string()).as_deref(), Some("2016-09-08"));
    assert!(shown.contains("This cannot be taken: "), "{shown}");
    assert!(shown.contains("write https://example.org/x."), "{shown}");
    assert!(shown.contains("This cannot be taken: write 2016-09-08."), "{shown}");
    let (sheet, shown) = typed(titled("T"), "x\nx\nx\n2016-09-08\n");
    assert_eq!(sheet.url, None);
    assert_eq!(shown.matches("Address of the original").count(), TIMES);
    assert_eq!(sheet.date.map(|date| date.to_string()).as_deref(), Some("2016-09-08"));
}

#[test]
fn who_leaves_has_agreed_to_nothing() {
    let (sheet, _) = typed(titled("T"), "");
    assert_eq!(sheet, titled("T"));
    // The date of the address is an offer, and nobody is there to take it.
    let (sheet, shown) = typed(titled("T"), "https://courier.example/2016/09/08/x\n");
    assert_eq!(sheet.date, None);
    assert_eq!(shown.matches(": ").count(), 3, "{shown}");
    let (sheet, _) = typed(titled("T"), "\n\nMara Lnd\n");
    assert_eq!(sheet.authors, ["Mara Lnd"]);
}

/// What an arrow key leaves in an answer is said at once, and not when everything else was answered.
#[test]
fn signs_that_no_text_has_are_asked_about_at_once() {
    let (sheet, shown) = typed(titled("T"), "\n\nMara\u{1b}[D Lind\nMara Lind\n\ntal\u{200b}ks\ntalks\n");
    assert_eq!(
        (sheet.authors.as_slice(), sheet.tags.as_slice()),
        (&["Mara Lind".to_owned()][..], &["talks".to_owned()][..])
    );
    assert!(shown.contains("This cannot be taken: it holds the control character U+001B."), "{shown}");
    assert!(shown.contains("This cannot be taken: it holds the invisible character U+200B."), "{shown}");
}

#[test]
fn nothing_typed_commands_the_terminal() {
    let (_, shown) = typed(titled("T"), "\u{1b}[2J\n\n\nMara\u{1b}[31m Lnd\n\n\u{1b}]0;x\u{7}talk\n\n");
    assert!(!shown.contains('\u{1b}'), "{shown:?}");
    let mut desk_input: &[u8] = b"\xFF\xFE\n";
    let mut output = Vec::new();
    let answer = Desk::new(&mut desk_input, &mut output).line("Q").unwrap();
    assert_eq!(answer.as_deref(), Some("\u{FFFD}\u{FFFD}"));
}
