//! An index that was mended is the one that would be made anew.

use proptest::prelude::*;

use super::*;

/// Words enough for several shards; a document is the numbers of its words.
type Document = Vec<u16>;

fn content(document: &[u16]) -> Content {
    // Some words are in every document, most in one, so that they go with it.
    let word = |number: &u16| format!("w{}", u32::from(*number) * u32::from(*number) / 20_000);
    let text = document.iter().map(word).collect::<Vec<_>>().join(" ");
    let title = document.first().map(word).unwrap_or_default();
    Content { texts: vec![(Field::Title, title), (Field::Body, text)], marks: vec!["lang/en".to_owned()] }
}

fn index(documents: &[Document], old: &Remembered) -> Arc<Index> {
    let listed = documents.iter().enumerate().map(|(place, document)| {
        // The last few are no articles.
        let number = u32::try_from(place).unwrap();
        let number = if place >= 30 { OTHERS + number - 30 } else { number };
        let bytes: Vec<u8> = document.iter().flat_map(|word| word.to_le_bytes()).collect();
        Listed { number, outline: Sum::default(), body: Some(Sum::of(&bytes)) }
    });
    let site = About { head: format!("{}\n", documents.len()), frame: None };
    Arc::new(Index::of(site, listed.collect(), old, &|place| content(&documents[place])))
}

fn files(index: &Arc<Index>) -> Vec<(Name, Sum, Vec<u8>)> {
    index.pieces().map(|piece| (piece.name, piece.sum, piece.bytes())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_mended_index_is_a_new_one(
        before in proptest::collection::vec(proptest::collection::vec(0_u16..20_000, 0..800), 20..40),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0_u8..3, proptest::collection::vec(0_u16..20_000, 0..400)), 0..4),
    ) {
        let mut documents = before.clone();
        for (at, what, document) in edits {
            let at = at.index(documents.len());
            match what {
                0 => documents[at] = document,
                1 => drop(documents.remove(at)),
                _ => documents.insert(at, document),
            }
        }
        let old = index(&before, &Remembered::default());
        prop_assert!(before.iter().map(Vec::len).sum::<usize>() < 12_000 || old.pieces().count() > 5, "several shards");
        let mended = index(&documents, &old.remembered());
        let new = index(&documents, &Remembered::default());
        prop_assert_eq!(files(&mended), files(&new));
        prop_assert_eq!(mended.remembered(), new.remembered());
        for (_, sum, bytes) in files(&mended) {
            prop_assert_eq!(sum, Sum::of(&bytes));
        }
    }
}
