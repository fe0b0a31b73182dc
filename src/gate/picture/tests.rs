use proptest::prelude::*;

use super::*;
use ImageKind::{Gif, Jpeg, Png, Webp};

const TURNED_JPG: &[u8] = include_bytes!("../../../tests/fixtures/images/turned.jpg");
const PLAIN_JPG: &[u8] = include_bytes!("../../../tests/fixtures/images/plain.jpg");
const TEXTS_PNG: &[u8] = include_bytes!("../../../tests/fixtures/images/texts.png");
const TURNED_WEBP: &[u8] = include_bytes!("../../../tests/fixtures/images/turned.webp");
const MOVING_WEBP: &[u8] = include_bytes!("../../../tests/fixtures/images/moving.webp");
const MOVING_GIF: &[u8] = include_bytes!("../../../tests/fixtures/images/moving.gif");

/// Each file with its kind, and its size as it is shown.
const ALL: [(&[u8], ImageKind, (usize, usize)); 6] = [
    (TURNED_JPG, Jpeg, (16, 24)),
    (PLAIN_JPG, Jpeg, (24, 16)),
    (TEXTS_PNG, Png, (24, 16)),
    (TURNED_WEBP, Webp, (16, 24)),
    (MOVING_WEBP, Webp, (12, 8)),
    (MOVING_GIF, Gif, (12, 8)),
];

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// The fixtures hold names, places, comments, a small picture and a text behind the end, each with this word in it.
#[test]
fn nothing_is_published_beside_the_picture() {
    for (bytes, kind, size) in ALL {
        let picture = Picture::new(bytes, kind).unwrap();
        assert_eq!((picture.width(), picture.height()), size, "{kind}");
        assert!(!holds(picture.bytes(), b"SEC") && !holds(picture.bytes(), b"<script>"), "{kind}");
        assert_eq!(Picture::new(picture.bytes(), kind).unwrap(), picture, "a copy is its own copy");
    }
}

#[test]
fn how_it_is_turned_is_kept() {
    for (bytes, kind, orientation) in [(TURNED_JPG, Jpeg, 6), (TEXTS_PNG, Png, 3), (TURNED_WEBP, Webp, 8)] {
        let picture = Picture::new(bytes, kind).unwrap();
        let kept = [&b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[orientation]].concat();
        assert!(holds(picture.bytes(), &kept), "{kind}");
    }
    assert!(!holds(Picture::new(PLAIN_JPG, Jpeg).unwrap().bytes(), b"Exif"));
}

/// What draws the picture is the same, byte for byte: the coded data, and the frames of an animation.
#[test]
fn the_picture_itself_is_untouched() {
    let scans = |bytes: &[u8]| bytes.windows(2).filter(|pair| pair == b"\xff\xda").count();
    let picture = Picture::new(TURNED_JPG, Jpeg).unwrap();
    assert_eq!(scans(picture.bytes()), scans(TURNED_JPG));
    let at = TURNED_JPG.windows(2).position(|pair| pair == b"\xff\xda").unwrap();
    let end = TURNED_JPG.len() - b"<script>SECRET</script>".len();
    assert!(picture.bytes().ends_with(&TURNED_JPG[at..end]));
    for (bytes, kind, frame, count) in [(MOVING_GIF, Gif, &b"\x21\xf9\x04"[..], 3), (MOVING_WEBP, Webp, b"ANMF", 2)] {
        let frames = |bytes: &[u8]| bytes.windows(frame.len()).filter(|window| *window == frame).count();
        assert_eq!(frames(Picture::new(bytes, kind).unwrap().bytes()), count, "{kind}");
        assert_eq!(frames(bytes), count, "{kind}");
    }
    assert!(holds(Picture::new(MOVING_GIF, Gif).unwrap().bytes(), b"NETSCAPE2.0"), "it still repeats");
}

#[test]
fn what_is_no_picture_is_refused() {
    use PictureProblem::{Broken, Named, NotAnImage, Size};
    let refused = |bytes: &[u8], kind| Picture::new(bytes, kind).unwrap_err();
    assert_eq!(refused(b"", Png), NotAnImage);
    assert_eq!(refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>", Png), NotAnImage);
    assert_eq!(refused(TEXTS_PNG, Jpeg), Named { named: Jpeg, kind: Png });
    assert_eq!(refused(b"GIF89a<script>alert(1)</script>", Gif), Size { width: 29_500, height: 29_283 });
    assert_eq!(refused(b"GIF89a\x01\0\x01\0<script>alert(1)</script>", Gif), Broken);
    for (width, height) in [(0_u32, 5_u32), (5, 0), (16_385, 1), (1, 16_385), (16_384, 4_097), (u32::MAX, u32::MAX)] {
        let mut bytes = TEXTS_PNG.to_vec();
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        assert!(matches!(refused(&bytes, Png), Size { .. }), "{width} × {height}");
    }
    let mut bytes = TEXTS_PNG.to_vec();
    bytes[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x10, 0]);
    assert!(Picture::new(&bytes, Png).is_ok(), "16,384 × 4,096 is the limit");
}

/// Cut off anywhere, a file is refused, or was cut behind its end.
#[test]
fn what_is_cut_off_is_refused() {
    for (bytes, kind, _) in ALL {
        let whole = Picture::new(bytes, kind).unwrap();
        for end in 0..bytes.len() {
            let Ok(picture) = Picture::new(&bytes[..end], kind) else { continue };
            assert_eq!(picture, whole, "{kind} cut at {end}");
        }
    }
}

proptest! {
    /// No panic, and no growth worth the name, whatever the bytes.
    #[test]
    fn any_bytes_are_read(at in any::<proptest::sample::Index>(), noise in proptest::collection::vec(any::<u8>(), 1..12), which in 0..ALL.len()) {
        let (bytes, kind, _) = ALL[which];
        let mut bytes = bytes.to_vec();
        let at = at.index(bytes.len());
        let end = (at + noise.len()).min(bytes.len());
        bytes.splice(at..end, noise);
        if let Ok(picture) = Picture::new(&bytes, kind) {
            prop_assert!(picture.bytes().len() <= bytes.len() + 64);
        }
    }
}
