//! JPEG (ITU-T T.81): segments, and scans between them.

use super::Copied;
use super::exif::Orientation;
use super::reader::Reader;

pub(super) fn copy(bytes: &[u8]) -> Option<Copied> {
    let mut reader = Reader(bytes);
    let mut head = reader.take(2)?.to_vec();
    let mut out = Vec::with_capacity(bytes.len());
    let mut orientation = None;
    loop {
        let marker = marker(&mut reader)?;
        match marker {
            // End of image.
            0xD9 => break out.extend_from_slice(&[0xFF, marker]),
            // Markers without a length.
            0x01 | 0xD0..=0xD8 => continue,
            _ => {}
        }
        let start = reader.0;
        let length = usize::from(u16::from_be_bytes(reader.array()?));
        let content = reader.take(length.checked_sub(2)?)?;
        if marker == 0xE1 && orientation.is_none() {
            orientation = content.strip_prefix(b"Exif\0\0").and_then(Orientation::read);
        }
        if marker == 0xE0 && content.starts_with(b"JFIF\0") {
            // Density of the pixels; the small picture that may follow can show what was cut away from the large one.
            segment(&mut head, marker, &[content.get(..12)?, &[0, 0]].concat())?;
        } else if marker == 0xEE && content.starts_with(b"Adobe") {
            // The colour transform; the segment has twelve bytes, and what follows is no part of it.
            segment(&mut out, marker, content.get(..12)?)?;
        } else if is_kept(marker, content) {
            out.extend_from_slice(&[0xFF, marker]);
            out.extend_from_slice(start.get(..length)?);
        }
        if marker == 0xDA {
            out.extend_from_slice(scan(&mut reader)?);
        }
    }
    if let Some(orientation) = orientation {
        segment(&mut head, 0xE1, &[b"Exif\0\0", &orientation.tiff()[..]].concat())?;
    }
    head.append(&mut out);
    Some(Copied { bytes: head, turned: orientation.is_some_and(Orientation::turns) })
}

/// The next marker; bytes that belong to nothing are passed over, as decoders do.
fn marker(reader: &mut Reader<'_>) -> Option<u8> {
    loop {
        while reader.byte()? != 0xFF {}
        let mut marker = reader.byte()?;
        while marker == 0xFF {
            marker = reader.byte()?;
        }
        if marker != 0x00 {
            return Some(marker);
        }
    }
}

/// Tables, frames, scans and colour profiles; comments and all else of programs stay behind.
fn is_kept(marker: u8, content: &[u8]) -> bool {
    match marker {
        0xC0..=0xCF | 0xDA..=0xDF => true,
        0xE2 => content.starts_with(b"ICC_PROFILE\0"),
        _ => false,
    }
}

/// The coded data of a scan: up to a marker that is neither a stuffed byte nor a restart.
fn scan<'a>(reader: &mut Reader<'a>) -> Option<&'a [u8]> {
    let ends = |pair: &[u8]| pair.first() == Some(&0xFF) && !matches!(pair.get(1), Some(0x00 | 0xD0..=0xD7 | 0xFF));
    let end = reader.0.windows(2).position(ends)?;
    reader.take(end)
}

fn segment(out: &mut Vec<u8>, marker: u8, content: &[u8]) -> Option<()> {
    out.extend_from_slice(&[0xFF, marker]);
    out.extend_from_slice(&u16::try_from(content.len() + 2).ok()?.to_be_bytes());
    out.extend_from_slice(content);
    Some(())
}
