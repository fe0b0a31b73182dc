//! PNG (ISO/IEC 15948, third edition): a signature and chunks.

use super::Copied;
use super::exif::Orientation;
use super::reader::Reader;

/// Chunks that draw the picture or say its colours, with the most bytes that each can need: in a longer one somebody put
/// something beside the picture. Texts, times, histograms and private chunks are left behind.
const KEPT: [(&[u8; 4], usize); 16] = [
    (b"IHDR", 13),
    (b"PLTE", 768),
    (b"IDAT", usize::MAX),
    (b"IEND", 0),
    (b"tRNS", 256),
    (b"cHRM", 32),
    (b"gAMA", 4),
    (b"iCCP", usize::MAX),
    (b"sBIT", 4),
    (b"sRGB", 1),
    (b"cICP", 4),
    (b"bKGD", 6),
    (b"pHYs", 9),
    (b"acTL", 8),
    (b"fcTL", 26),
    (b"fdAT", usize::MAX),
];

pub(super) fn copy(bytes: &[u8]) -> Option<Copied> {
    let mut reader = Reader(bytes);
    let mut out = reader.take(8)?.to_vec();
    let mut orientation = None;
    loop {
        let start = reader.0;
        let length = usize::try_from(u32::from_be_bytes(reader.array()?)).ok()?;
        let name: [u8; 4] = reader.array()?;
        let content = reader.take(length)?;
        reader.take(4)?;
        if &name == b"eXIf" && orientation.is_none() {
            orientation = Orientation::read(content);
            if let Some(orientation) = orientation {
                chunk(&mut out, *b"eXIf", &orientation.tiff())?;
            }
        }
        match KEPT.iter().find(|(kept, _)| **kept == name) {
            Some((_, most)) if length <= *most => out.extend_from_slice(start.get(..length + 12)?),
            // Capital letters first: a chunk that no reader may pass over.
            Some(_) if name.first().is_some_and(u8::is_ascii_uppercase) => return None,
            Some(_) | None => {}
        }
        if &name == b"IEND" {
            return Some(Copied { bytes: out, turned: orientation.is_some_and(Orientation::turns) });
        }
    }
}

fn chunk(out: &mut Vec<u8>, name: [u8; 4], content: &[u8]) -> Option<()> {
    out.extend_from_slice(&u32::try_from(content.len()).ok()?.to_be_bytes());
    let start = out.len();
    out.extend_from_slice(&name);
    out.extend_from_slice(content);
    let sum = crc32fast::hash(out.get(start..)?);
    out.extend_from_slice(&sum.to_be_bytes());
    Some(())
}
