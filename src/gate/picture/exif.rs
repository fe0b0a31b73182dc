//! Exif: of all it can say about a picture, how it is turned (Exif 2.32, tag 0x0112, in a TIFF 6.0 directory).

use super::reader::Reader;

/// How the camera was held: 1 upright, 2 to 8 mirrored or turned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Orientation(u8);

impl Orientation {
    /// Reads it from a TIFF directory; nothing where it is upright, missing or unreadable.
    pub(super) fn read(tiff: &[u8]) -> Option<Orientation> {
        let little = match tiff.get(..2)? {
            b"II" => true,
            b"MM" => false,
            _ => return None,
        };
        let short = |bytes: [u8; 2]| if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) };
        let long = |bytes: [u8; 4]| if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
        let mut header = Reader(tiff.get(2..)?);
        if short(header.array()?) != 42 {
            return None;
        }
        let mut directory = Reader(tiff.get(usize::try_from(long(header.array()?)).ok()?..)?);
        for _ in 0..short(directory.array()?) {
            let mut entry = Reader(directory.take(12)?);
            let (tag, kind, count) = (short(entry.array()?), short(entry.array()?), long(entry.array()?));
            if (tag, kind, count) == (0x0112, 3, 1) {
                let value = u8::try_from(short(entry.array()?)).ok()?;
                return (2..=8).contains(&value).then_some(Orientation(value));
            }
        }
        None
    }

    /// A TIFF directory that says this and no more.
    pub(super) fn tiff(self) -> [u8; 26] {
        let mut bytes = *b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
        bytes[19] = self.0;
        bytes
    }

    /// Whether width and height change places.
    pub(super) fn turns(self) -> bool {
        self.0 >= 5
    }
}
