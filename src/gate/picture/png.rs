//! PNG (ISO/IEC 15948, third edition): a signature and chunks.

use super::Copied;
use super::exif::Orientation;
use super::reader::Reader;

/// Chunks that draw the picture or say its colours. Texts, times, histograms and private chunks are left behind.
const KEPT: [&[u8; 4]; 16] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD",
    b"pHYs", b"acTL", b"fcTL", b"fdAT",
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
        if KEPT.contains(&&name) {
            out.extend_from_slice(start.get(..length + 12)?);
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
