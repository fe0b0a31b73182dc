//! GIF (versions 87a and 89a): a screen, then blocks.

use super::Copied;
use super::reader::Reader;

pub(super) fn copy(bytes: &[u8]) -> Option<Copied> {
    let mut reader = Reader(bytes);
    let screen = reader.take(13)?;
    let mut out = screen.to_vec();
    out.extend_from_slice(reader.take(table(*screen.get(10)?))?);
    loop {
        match reader.byte()? {
            // Trailer.
            0x3B => {
                out.push(0x3B);
                return Some(Copied { bytes: out, turned: false });
            }
            // Image.
            0x2C => {
                let descriptor = reader.take(9)?;
                out.push(0x2C);
                out.extend_from_slice(descriptor);
                out.extend_from_slice(reader.take(table(*descriptor.get(8)?))?);
                out.extend_from_slice(reader.take(1)?);
                out.extend_from_slice(blocks(&mut reader)?);
            }
            // Extension: graphic control, or how often an animation repeats. Comments, texts and the rest stay behind.
            0x21 => {
                let label = reader.byte()?;
                let content = blocks(&mut reader)?;
                let loops = content.starts_with(b"\x0bNETSCAPE2.0") || content.starts_with(b"\x0bANIMEXTS1.0");
                if label == 0xF9 && content.len() == 6 || label == 0xFF && loops && content.len() == 17 {
                    out.extend_from_slice(&[0x21, label]);
                    out.extend_from_slice(content);
                }
            }
            _ => return None,
        }
    }
}

/// Bytes of the colour table that these flags announce.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 0x07) + 1) }
}

/// Blocks of up to 255 bytes, each after its length, ended by an empty one.
fn blocks<'a>(reader: &mut Reader<'a>) -> Option<&'a [u8]> {
    let start = reader.0;
    loop {
        let length = usize::from(reader.byte()?);
        if length == 0 {
            return start.get(..start.len() - reader.0.len());
        }
        reader.take(length)?;
    }
}
