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
        r#"{"moment":{"at":5,"disk":1},"files":{"a":{"hash":[7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7],
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

fn bytes() -> Vec<u8> {
    Written::default().with(key("a"), &front(), Some(memory().into_parts())).concat()
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
    assert_eq!(old.with(key("a"), &front(), None).concat(), bytes());
    let other = old.with(key("b"), &front(), None).concat();
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
        let (front, memory) = (Front::default(), Memory::default());
        let first = [part(&front.known, 0), part(&front.ended, 0), part(&front.standing, 0)];
        let whole: Vec<Vec<u8>> = first.into_iter().chain(memory.into_parts().0).collect();
        for place in 0..PARTS {
            let mut all = Key::default().0.to_vec();
            for (number, whole) in whole.iter().enumerate() {
                let part = if number == place { &hashed } else { whole };
                all.extend((part.len() as u64).to_le_bytes());
                all.extend(part);
            }
            look(all, Key::default());
        }
    }
}
