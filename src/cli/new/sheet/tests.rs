//! Every title reads back as it was given, to us and to others; dates are taken from an address only where they are plain.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::gate::slug::{MAX_BYTES, MAX_CHARS};
use crate::keys::placeholder;
use crate::parse::front_matter::{self, Drafts};

fn sheet(title: &str) -> Sheet {
    Sheet {
        title: title.to_owned(),
        authors: vec![title.to_owned()],
        date: Some(Stamp::new(Day::new(2016, 9, 8).unwrap(), None)),
        url: Some("https://example.org/a".to_owned()),
        publisher: Some(title.to_owned()),
        tags: vec![title.to_owned(), "plain".to_owned()],
    }
}

/// The title, author, publisher and first tag as our reader and as a reader of plain YAML take them.
fn read_back(sheet: &Sheet) {
    let file = sheet.file();
    let text = std::str::from_utf8(&file.bytes).unwrap();
    let mut notes = Diagnostics::default();
    let head = front_matter::article(&mut notes, &file, Drafts::Published).unwrap().head;
    let title = sheet.title.as_str();
    assert_eq!(head.title.text, title, "{text}");
    assert_eq!(head.tags.iter().map(|tag| tag.text.as_str()).collect::<Vec<_>>(), [title, "plain"], "{text}");
    assert_eq!(head.publisher.map(|publisher| publisher.text).as_deref(), Some(title), "{text}");
    let yaml: serde_json::Value = serde_yaml::from_str(text.split("---\n").nth(1).unwrap()).unwrap();
    for value in [&yaml["title"], &yaml["author"], &yaml["publisher"], &yaml["tags"][0]] {
        assert_eq!(value.as_str(), Some(title), "{text}");
    }
}

#[test]
fn titles_are_quoted_where_they_have_to_be() {
    for (title, written) in [
        ("A plain title", "A plain title"),
        ("It's plain", "It's plain"),
        ("Aleppo: what is known", "\"Aleppo: what is known\""),
        ("\"Enough\", says the envoy", "'\"Enough\", says the envoy'"),
        ("Both \"kinds\" aren't easy", "Both \"kinds\" aren't easy"),
        ("- begins with a sign", "\"- begins with a sign\""),
        ("# hash", "\"# hash\""),
        ("a #hash", "\"a #hash\""),
        ("[brackets]", "\"[brackets]\""),
        ("*star", "\"*star\""),
        ("&and", "\"&and\""),
        ("!bang", "\"!bang\""),
        ("%percent", "\"%percent\""),
        ("@at", "\"@at\""),
        ("`tick`", "\"`tick`\""),
        ("no", "\"no\""),
        ("Off", "\"Off\""),
        ("null", "\"null\""),
        ("~", "\"~\""),
        ("2016", "\"2016\""),
        ("1.10", "\"1.10\""),
        ("0x1F", "\"0x1F\""),
        ("+5", "\"+5\""),
        ("-5", "\"-5\""),
        ("2016-09-08", "\"2016-09-08\""),
        ("20 dead", "20 dead"),
        ("---", "\"---\""),
        ("... and on", "\"... and on\""),
        ("ends:", "\"ends:\""),
        ("back\\slash", "back\\slash"),
        ("🔥 on the lake", "🔥 on the lake"),
        ("وقف إطلاق النار: ما نعرفه", "\"وقف إطلاق النار: ما نعرفه\""),
        ("سوريا", "سوريا"),
        ("“We stay”", "\"“We stay”\""),
    ] {
        assert_eq!(scalar(title), written);
        read_back(&sheet(title));
    }
}

#[test]
fn what_is_missing_is_asked_for_and_never_made_up() {
    let bare = Sheet::new("A title".to_owned(), Vec::new(), Vec::new());
    assert_eq!(bare.missing(), ["`author`", "`date`", "`original_url`", "`tags`"]);
    let file = bare.file();
    assert_eq!(file.path.as_str(), "content/articles/undated/a-title.md");
    assert_eq!(
        String::from_utf8(file.bytes.to_vec()).unwrap(),
        "---\ntitle: A title\n# author: a name, or unknown\n# date: YYYY-MM-DD\n# original_url: https://…\n# tags: [a tag, another tag]\n---\n"
    );
    let whole = sheet("A title");
    assert_eq!(whole.missing(), Vec::<String>::new());
    assert_eq!(whole.file().path.as_str(), "content/articles/2016/2016-09-08-a-title.md");
}

#[test]
fn long_titles_are_cut_at_a_word() {
    for word in ["ceasefire", "перемирие", "توقف", "停火"] {
        let title = vec![word; 60].join(" ");
        let file = sheet(&title).file();
        let slug = file.path.stem().strip_prefix("2016-09-08-").unwrap();
        assert!(slug.chars().count() <= MAX_CHARS && slug.len() <= MAX_BYTES, "{slug}");
        assert!(slug.split('-').all(|part| part == word), "{slug}");
        read_back(&sheet(&title));
    }
}

#[test]
fn plain_dates_of_addresses_are_found() {
    let today = Day::new(2020, 1, 1).unwrap();
    for (path, day) in [
        ("2016/09/08/a-title", Some("2016-09-08")),
        ("news/2016/9/8/a-title", Some("2016-09-08")),
        ("world/2016/sep/08/a-title", Some("2016-09-08")),
        ("world/2016/SEP/08/a-title", Some("2016-09-08")),
        ("2016-09-08-a-title", Some("2016-09-08")),
        ("2016-09-08/", Some("2016-09-08")),
        ("2016/09/08/2016-09-08-a-title", Some("2016-09-08")),
        // Two dates are not plain, and neither is a day that never was or is yet to come.
        ("2016/09/08/2016-09-07-a-title", None),
        ("2016/13/08/a-title", None),
        ("2016/02/30/a-title", None),
        ("2021/09/08/a-title", None),
        ("1016/09/08/a-title", None),
        ("2016/09/a-title", None),
        ("09/08/2016/a-title", None),
        ("20160908/a-title", None),
        ("2016-09-081/a-title", None),
        ("2016/+9/08/x", None),
        ("a-title?date=2016/09/08/", None),
        ("a-title#/2016/09/08/", None),
        ("", None),
    ] {
        let sheet = Sheet { url: Some(format!("https://example.org/{path}")), ..Sheet::default() };
        assert_eq!(sheet.date_of_url(today).map(|day| day.to_string()).as_deref(), day, "{path}");
    }
}

proptest! {
    #[test]
    fn every_title_reads_back(title in "\\PC{1,60}") {
        let title = title.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        prop_assume!(!title.trim().is_empty() && !title.eq_ignore_ascii_case("unknown"));
        read_back(&sheet(&title));
    }

    #[test]
    fn titles_full_of_signs_read_back(title in "[-a1 :#,'\"\\[\\]{}&*!|>%@`?~\\\\.+=<…é🔥ش]{1,20}") {
        let title = title.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        prop_assume!(!title.trim().is_empty() && placeholder::instead(&title).is_none());
        read_back(&sheet(&title));
    }

    #[test]
    fn no_address_makes_it_panic(path in "\\PC{0,40}", digits in "[0-9/-]{0,30}") {
        let sheet = Sheet { url: Some(format!("https://example.org/{path}/{digits}")), ..Sheet::default() };
        sheet.date_of_url(Day::LAST);
    }
}
