//! What is remembered, damaged and whole.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::model::date::Day;
use crate::source::sum::Sum;

fn key(text: &str) -> Key {
    Key::of([SourceFile::new("site.toml", text)].iter(), &["wish"])
}

fn standing() -> Standing {
    serde_json::from_str(
        r#"{"moment":{"at":5,"disk":1},"manifest":null,"files":{"a":{"hash":[7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7],
        "stat":{"length":1,"modified":2,"changed":3,"number":[4,5]}}}}"#,
    )
    .unwrap()
}

fn front() -> Front {
    Front { standing: standing(), ..Front::default() }
}

fn memory() -> Memory {
    let checked = Checked::new(Some(Sum::of(b"frame")), Day::new(2020, 1, 1).unwrap(), &[], Diagnostics::default());
    Memory { checked, ..Memory::default() }
}

/// All that is remembered.
fn recalled(written: &Written) -> Memory {
    let (memo, checked) = (written.memo().clone(), written.checked().clone());
    Memory { memo, checked, trace: written.trace().clone(), search: written.search().clone() }
}

/// What is written, and the usual front, under a key.
fn written(key: Key, write: impl FnOnce(&mut Draft<Vec<u8>>) -> io::Result<()>) -> Vec<u8> {
    let mut draft = Draft::begin(Vec::new()).unwrap();
    write(&mut draft).unwrap();
    draft.end(key, &front()).unwrap()
}

fn bytes() -> Vec<u8> {
    written(key("a"), |draft| memory().write(draft))
}

fn read(bytes: Vec<u8>, text: &str) -> Standing {
    Written::open(bytes, key(text)).front().standing
}

#[test]
fn what_was_remembered_comes_back_under_its_key_alone() {
    assert_eq!(read(bytes(), "a"), standing());
    assert_eq!(recalled(&Written::open(bytes(), key("a"))), memory());
    assert_eq!(read(bytes(), "b"), Standing::default());
    let one = |wish| Key::of(std::iter::empty(), &[wish]);
    assert!(
        one("a") != one("b") && Key::of(std::iter::empty(), &["ab", "c"]) != Key::of(std::iter::empty(), &["a", "bc"])
    );
}

#[test]
fn what_was_not_read_is_handed_on_under_its_key_alone() {
    let old = Written::open(bytes(), key("a"));
    assert_eq!(written(key("a"), |draft| old.hand_on(key("a"), draft)), bytes());
    let other = written(key("b"), |draft| old.hand_on(key("b"), draft));
    assert_eq!(recalled(&Written::open(other, key("b"))), Memory::default());
}

proptest! {
    #[test]
    fn what_is_damaged_is_forgotten(at in 0_usize..2000, bit in 0_u8..8, cut in any::<bool>()) {
        let mut bytes = bytes();
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] ^= 1 << bit }
        let written = Written::open(bytes, key("a"));
        let (front_now, memory_now) = (written.front(), recalled(&written));
        // One bit is in one of the parts; what is cut is not believed at all.
        let is_front = front_now == front() && memory_now == Memory::default();
        let is_memory = memory_now == memory() && (front_now == Front::default() || front_now == front());
        let is_nothing = front_now == Front::default() && memory_now == Memory::default();
        prop_assert!(is_nothing || (!cut && (is_front || is_memory)));
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes: Vec<u8>) {
        let look = |bytes: Vec<u8>, key| {
            let written = Written::open(bytes, key);
            let _ = (written.front(), recalled(&written));
        };
        look(bytes.clone(), key("a"));
        // The same with everything before it as it should be, in the place of each part.
        let mut hashed = blake3::hash(&bytes).as_bytes().to_vec();
        hashed.extend(&bytes);
        let plain = written(Key::default(), |draft| Memory::default().write(draft));
        let places = places(&plain, Key::default()).unwrap();
        let whole = places.map(|(at, length)| plain[usize::try_from(at).unwrap()..][..length].to_vec());
        for place in 0..PARTS {
            let mut parts = whole.clone();
            parts[place] = hashed.clone();
            let lengths = parts.iter().flat_map(|part| (part.len() as u64).to_le_bytes());
            let head: Vec<u8> = Key::default().0.into_iter().chain(lengths).collect();
            look([head, parts.concat()].concat(), Key::default());
        }
    }
}
