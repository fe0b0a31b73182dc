//! Fixes mend what they are for, and nothing panics.

use proptest::prelude::*;

use super::*;

/// Applies every fix of a file, last first.
fn mended(text: &str) -> String {
    let file = SourceFile::new("content/articles/2016/2016-09-08-some-slug.md", text);
    let mut notes = Diagnostics::default();
    article(&mut notes, &file, Drafts::LeftOut);
    let mut edits: Vec<_> = notes.notes().iter().flat_map(|note| note.fix.clone()).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.range));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.range.start..edit.range.end, &edit.text);
    }
    text
}

#[test]
fn fixes_mend() {
    let text = "---\ntitle: Foo: \"bar\"\nauthor: Ann Lee\ndate:\noriginal_url: \"https:/example.org/a?utm_source=x\"\ntags: syria, aid: convoys\nkey: yes\n\
                lang: arabic\nsummary: x\u{202E}y\naccessed: 8.9.2016\n---\nText.\n";
    let (read, notes) = read(&mended(&mended(text)));
    assert_eq!(notes, "");
    assert_eq!(read.unwrap().head.tags.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_panics_on_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let front: Vec<u8> = [b"---\n".as_slice(), &bytes, b"\n---\n"].concat();
        for bytes in [bytes, front] {
            let file = SourceFile::new("content/events/x.md", bytes);
            let mut notes = Diagnostics::default();
            article(&mut notes, &file, Drafts::LeftOut);
            event(&mut notes, &file, Drafts::LeftOut);
            timeline(&mut notes, &file, Drafts::LeftOut);
            page(&mut notes, &file, Drafts::LeftOut);
            for place in notes.notes().iter().filter_map(|note| note.place.as_ref()) {
                prop_assert!(place.range.start <= place.range.end && place.range.end <= file.bytes.len());
            }
        }
    }

    #[test]
    fn nothing_panics_on_keys(lines in proptest::collection::vec((0..40usize, "[-a-z0-9:{}\\[\\], '\"&*#/?=.é\u{202E}]{0,30}"), 0..12)) {
        let keys = ["title", "author", "date", "original_url", "tags", "claims", "match", "image", "events", "sources", "archived", "extra", "withdrawn", "corrections", "slug", "aliases", "lang", "from", "to", "draft", "key", "status"];
        let lines: Vec<String> = lines.iter().map(|(key, value)| format!("{}: {value}", keys[key % keys.len()])).collect();
        let file = SourceFile::new("content/2016-09-08-x.md", format!("---\n{}\n---\n", lines.join("\n")));
        let mut notes = Diagnostics::default();
        article(&mut notes, &file, Drafts::LeftOut);
        event(&mut notes, &file, Drafts::LeftOut);
        timeline(&mut notes, &file, Drafts::LeftOut);
        for note in notes.notes() {
            let range = note.place.as_ref().unwrap().range;
            prop_assert!(std::str::from_utf8(&file.bytes[range.start..range.end]).is_ok());
            prop_assert!(!note.message.contains('\n') && !note.message.is_empty() && note.help.as_ref().is_some_and(|help| !help.contains('\n')));
            prop_assert!(!note.message.starts_with(char::is_uppercase), "{}", note.message);
        }
    }
}
