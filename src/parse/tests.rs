//! Whatever stands in a file, mending comes to an end, and what it wrote is right. Nothing but tests is here.

use proptest::prelude::*;

use super::*;
use crate::fix::fix;

/// Pieces that mend themselves, and those that may come between.
const PIECES: [&str; 34] = [
    "John⊠Kerry",
    "**⊠**",
    "■",
    "∎ ",
    "cafÃ©",
    "â€œ",
    "Cирия",
    "Киïв",
    "раypal",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "\u{ad}",
    "\u{fffd}",
    "\u{1}",
    "\"",
    "'",
    ": ",
    ", ",
    " #",
    "[",
    "]",
    "{",
    "}",
    "- ",
    "\\",
    "*",
    "`",
    "https:/a.org/?utm_source=x&b=1",
    "8 Sept 2016",
    "2016-9-8",
    "yes",
    " ",
    "word",
];

const KEYS: [&str; 12] = [
    "title",
    "author",
    "date",
    "original_url",
    "tags",
    "summary",
    "key",
    "lang",
    "accessed",
    "places",
    "sources",
    "events",
];

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(prop_oneof![proptest::sample::select(PIECES.to_vec()), Just("word"), Just(" ")], 0..8)
        .prop_map(|pieces| pieces.concat())
}

fn file() -> impl Strategy<Value = String> {
    let line = (proptest::sample::select(KEYS.to_vec()), text()).prop_map(|(key, value)| format!("{key}: {value}\n"));
    (proptest::collection::vec(line, 0..8), proptest::collection::vec(text(), 0..4), any::<bool>()).prop_map(
        |(lines, body, windows)| {
            let text = format!("---\n{}---\n{}\n", lines.concat(), body.join("\n\n"));
            if windows { format!("\u{feff}{}", text.replace('\n', "\r\n")) } else { text }
        },
    )
}

fn noted(file: &SourceFile) -> Diagnostics {
    let toml = SourceFile::new("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n");
    let config = crate::config::parse(&mut Diagnostics::default(), &toml).unwrap();
    let labels = Labels { notes: "Notes", back_to_text: "Back", table: "Table" };
    let options = Options { drafts: false, dir: Dir::Ltr, quotation_words: 120, labels, waits: Waits::InMemory };
    let mut notes = Diagnostics::default();
    parse(&mut notes, std::slice::from_ref(file), &config, options, &Memo::default());
    notes.in_order()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn mending_comes_to_an_end(text in file()) {
        let mut file = SourceFile::new("content/2016-09-08-x.md", text.clone());
        let mut rounds = 0;
        while let Some(mended) = fix(std::slice::from_ref(&file), &noted(&file)).pop() {
            prop_assert!(std::str::from_utf8(&mended.after).is_ok());
            file = SourceFile::new("content/2016-09-08-x.md", mended.after);
            rounds += 1;
            prop_assert!(rounds <= 8, "{:?}\nis still mended: {:?}", text, String::from_utf8_lossy(&file.bytes));
        }
        for note in noted(&file).notes() {
            prop_assert!(note.fix.is_empty(), "{:?}\n{:?}", note, String::from_utf8_lossy(&file.bytes));
        }
        let ends = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\r').count();
        let was_windows = ends(text.as_bytes()) > 0;
        prop_assert!(was_windows || ends(&file.bytes) == 0);
    }
}
