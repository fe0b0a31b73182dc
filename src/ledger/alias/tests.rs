use super::*;

/// The file after the change, aliases found as a reader of YAML finds them: each address of the list, in its order.
fn changed(text: &str, aliases: &[&str], lost: &[&str], rank: Rank) -> Option<String> {
    let span = |alias: &&str| {
        let start = text.find(alias).unwrap();
        (Route::alias(alias).unwrap(), Span::from(start..start + alias.len()))
    };
    let aliases: Vec<(Route, Span)> = aliases.iter().map(span).collect();
    let lost: Vec<String> = lost.iter().map(|address| (*address).to_owned()).collect();
    let edit = entry(&SourceFile::new("content/a.md", text), &aliases, &lost, rank).edit?;
    Some(format!("{}{}{}", &text[..edit.range.start], edit.text, &text[edit.range.end..]))
}

#[test]
fn a_file_without_aliases_gets_a_line() {
    let text = "---\r\ntitle: a\r\n---\r\nText.\r\n";
    let new = changed(text, &[], &["/2016/09/08/a/", "/2016/09/09/ب/"], Rank::First).unwrap();
    assert_eq!(new, "---\r\ntitle: a\r\naliases: [/2016/09/08/a/, /2016/09/09/ب/]\r\n---\r\nText.\r\n");
}

#[test]
fn a_list_grows_in_its_own_form() {
    let flow = "---\naliases: [/a/, /b/]\n---\n";
    assert_eq!(changed(flow, &["/a/", "/b/"], &["/c/"], Rank::Last).unwrap(), "---\naliases: [/a/, /b/, /c/]\n---\n");
    assert_eq!(
        changed(flow, &["/a/", "/b/"], &["/c/", "/d/"], Rank::First).unwrap(),
        "---\naliases: [/c/, /d/, /a/, /b/]\n---\n"
    );
    let block = "---\naliases:\n  - /a/ # old\n  - /b/\nkey: true\n---\n";
    let last = "---\naliases:\n  - /a/ # old\n  - /b/\n  - /c/\nkey: true\n---\n";
    assert_eq!(changed(block, &["/a/", "/b/"], &["/c/"], Rank::Last).unwrap(), last);
    let first = "---\naliases:\n  - /c/\n  - /a/ # old\n  - /b/\nkey: true\n---\n";
    assert_eq!(changed(block, &["/a/", "/b/"], &["/c/"], Rank::First).unwrap(), first);
}

#[test]
fn a_list_that_is_empty_is_left_to_a_person() {
    assert_eq!(changed("---\naliases: []\n---\n", &[], &["/c/"], Rank::Last), None);
    assert_eq!(changed("---\naliases :\n---\n", &[], &["/c/"], Rank::Last), None);
}

#[test]
fn what_yaml_would_read_otherwise_is_encoded() {
    assert_eq!(written("/a, b/#c/"), "/a%2C%20b/%23c/");
    assert_eq!(written("/x\nevil: 1/"), "/x%0Aevil%3A%201/");
    assert_eq!(written("/a, b/"), "/a%2C%20b/");
    assert_eq!(written("/2016/دمشق/"), "/2016/دمشق/");
}
