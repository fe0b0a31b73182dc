//! WebP (RFC 9649): a RIFF container of chunks.

use super::Copied;
use super::exif::Orientation;
use super::reader::Reader;

/// Flags of `VP8X`: there is metadata of Exif, of XMP.
const EXIF: u8 = 0x08;
const XMP: u8 = 0x04;

pub(super) fn copy(bytes: &[u8]) -> Option<Copied> {
    let mut reader = Reader(bytes);
    let riff = reader.take(4)?;
    let length = usize::try_from(u32::from_le_bytes(reader.array()?)).ok()?;
    let mut chunks = Reader(reader.take(length)?);
    let mut body = chunks.take(4)?.to_vec();
    let mut orientation = None;
    let mut flags = None;
    while !chunks.0.is_empty() {
        let (name, content) = chunk(&mut chunks)?;
        match &name {
            b"VP8X" => {
                let first = *content.first()? & !(EXIF | XMP);
                flags = Some(body.len() + 8);
                write(&mut body, name, &[&[first], content.get(1..10)?].concat())?;
            }
            b"ANIM" => write(&mut body, name, content.get(..6)?)?,
            b"VP8 " | b"VP8L" | b"ALPH" | b"ICCP" => write(&mut body, name, content)?,
            b"ANMF" => write(&mut body, name, &frame(content)?)?,
            b"EXIF" => orientation = Orientation::read(content.strip_prefix(b"Exif\0\0").unwrap_or(content)),
            _ => {}
        }
    }
    // A simple file, without flags, can hold no metadata.
    let orientation = orientation.filter(|_| flags.is_some());
    if let (Some(orientation), Some(flags)) = (orientation, flags) {
        *body.get_mut(flags)? |= EXIF;
        write(&mut body, *b"EXIF", &orientation.tiff())?;
    }
    let mut out = riff.to_vec();
    out.extend_from_slice(&u32::try_from(body.len()).ok()?.to_le_bytes());
    out.append(&mut body);
    Some(Copied { bytes: out, turned: orientation.is_some_and(Orientation::turns) })
}

/// A frame of an animation: where it stands, and chunks of its own.
fn frame(content: &[u8]) -> Option<Vec<u8>> {
    let mut reader = Reader(content);
    let mut out = reader.take(16)?.to_vec();
    while !reader.0.is_empty() {
        let (name, content) = chunk(&mut reader)?;
        if matches!(&name, b"VP8 " | b"VP8L" | b"ALPH") {
            write(&mut out, name, content)?;
        }
    }
    Some(out)
}

fn chunk<'a>(reader: &mut Reader<'a>) -> Option<([u8; 4], &'a [u8])> {
    let name = reader.array()?;
    let length = usize::try_from(u32::from_le_bytes(reader.array()?)).ok()?;
    let content = reader.take(length)?;
    if length % 2 == 1 && !reader.0.is_empty() {
        reader.byte()?;
    }
    Some((name, content))
}

fn write(out: &mut Vec<u8>, name: [u8; 4], content: &[u8]) -> Option<()> {
    out.extend_from_slice(&name);
    out.extend_from_slice(&u32::try_from(content.len()).ok()?.to_le_bytes());
    out.extend_from_slice(content);
    if content.len() % 2 == 1 {
        out.push(0);
    }
    Some(())
}
