//! SHA-256 of files: of what is in memory, of what can be read, and as a manifest lists them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// The SHA-256 of a file.
pub(super) type Hash = [u8; 32];

/// Bytes for each read: thousands of files go through the same small memory.
const PIECE: usize = 1 << 16;

/// The SHA-256 of these bytes.
pub(crate) fn sha256(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// The SHA-256 of what can be read, a piece at a time.
pub(crate) fn sha256_of(mut from: impl Read) -> io::Result<Hash> {
    let (mut hasher, mut piece) = (Sha256::new(), vec![0; PIECE]);
    loop {
        match from.read(&mut piece) {
            Ok(0) => return Ok(hasher.finalize().into()),
            Ok(read) => hasher.update(&piece[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// In hexadecimal digits.
pub(crate) fn hexadecimal(hash: &Hash) -> String {
    digits(hash).iter().copied().map(char::from).collect()
}

fn digits(hash: &Hash) -> [u8; 64] {
    let mut text = [0; 64];
    for (pair, byte) in text.chunks_exact_mut(2).zip(hash) {
        let digit = |value: u8| b"0123456789abcdef"[usize::from(value)];
        pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
    }
    text
}

/// A hash as a manifest writes it: 64 hexadecimal digits.
pub(super) struct Hex(pub(super) Hash);

impl Serialize for Hex {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(std::str::from_utf8(&digits(&self.0)).unwrap_or_default())
    }
}

/// A hash of 64 digits.
fn read(text: &str) -> Option<Hash> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut hash = [0; 32];
    let digits: &[u8; 64] = text.as_bytes().try_into().ok()?;
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(hash)
}

/// Reads what a manifest lists: path, with a slash before it, to hash. Paths are given without it.
pub(super) fn listed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, Hash>, D::Error> {
    struct Listed;
    impl<'de> Visitor<'de> for Listed {
        type Value = BTreeMap<String, Hash>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("paths and hashes")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut files = Vec::new();
            while let Some((Text(path), Text(hash))) = map.next_entry()? {
                // Of what is no hash, that of no file: it is found to be another than it should be.
                files.push((plain(&path), read(&hash).unwrap_or_default()));
            }
            // They come in order, and a map is made of these at once.
            Ok(files.into_iter().collect())
        }
    }
    deserializer.deserialize_map(Listed)
}

/// Text that is lent, where it stands in the file as it is.
#[derive(Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

/// A path without the slash before it; one that has none is given one, which makes it none of ours.
fn plain(path: &str) -> String {
    path.strip_prefix('/').map_or_else(|| format!("/{path}"), str::to_owned)
}
