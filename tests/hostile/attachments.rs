//! Images of strangers: what is published is the picture, under its own name, beside the article that names it.

use crate::laid::TODAY;
use crate::site::Site;

const JPG: &[u8] = include_bytes!("../fixtures/images/plain.jpg");
const PNG: &[u8] = include_bytes!("../fixtures/images/texts.png");
const WEBP: &[u8] = include_bytes!("../fixtures/images/turned.webp");
const MOVING_WEBP: &[u8] = include_bytes!("../fixtures/images/moving.webp");
const GIF: &[u8] = include_bytes!("../fixtures/images/moving.gif");

/// Exif that says how the camera was held (6: a quarter to the right), where it stood, and a word.
fn exif() -> Vec<u8> {
    let mut tiff = b"II\x2a\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
    tiff.extend(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0");
    tiff.extend(b"\0\0\0\0");
    // GPS: latitude as three fractions, and the datum as text.
    tiff.extend(b"\x02\0\x02\0\x05\0\x03\0\0\0\x44\0\0\0\x12\0\x02\0\x07\0\0\0\x5c\0\0\0\0\0\0\0");
    tiff.extend(b"\x24\0\0\0\x01\0\0\0\x0c\0\0\0\x01\0\0\0\x1e\0\0\0\x01\0\0\0SECRET\0");
    tiff
}

const XMP: &str = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><exif:GPSLatitude>SECRET</exif:GPSLatitude></x:xmpmeta>";

/// A segment behind the start of a JPEG.
fn jpg(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&JPG[..2], &[0xFF, marker], &length, content, &JPG[2..]].concat()
}

/// A chunk behind the header of a PNG that has no other word in it.
fn png(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let chunk = png_chunk(name, content);
    [&PNG[..33], &chunk, &plain_png()[33..]].concat()
}

fn png_chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let body = [&name[..], content].concat();
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&length[..], &body, &crc32fast::hash(&body).to_be_bytes()].concat()
}

/// The PNG of the fixtures without its texts and its Exif.
fn plain_png() -> Vec<u8> {
    let at = PNG.windows(4).position(|window| window == b"IDAT").unwrap() - 4;
    let end = PNG.windows(4).position(|window| window == b"IEND").unwrap() + 8;
    [&PNG[..33], &PNG[at..end]].concat()
}

/// A chunk at the end of a WebP, whose header announces it.
fn webp(of: &[u8], name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_le_bytes();
    let padding: &[u8] = if content.len() % 2 == 1 { b"\0" } else { b"" };
    // Behind what the header counts stands a text, in these fixtures.
    let counted = 8 + usize::try_from(u32::from_le_bytes(of[4..8].try_into().unwrap())).unwrap();
    let body = [&of[8..counted], name, &length, content, padding].concat();
    [b"RIFF", &u32::try_from(body.len()).unwrap().to_le_bytes()[..], &body].concat()
}

/// An extension before the end of a GIF.
fn gif(label: u8, content: &[u8]) -> Vec<u8> {
    let blocks: Vec<u8> = content.chunks(255).flat_map(|part| [&[part.len() as u8][..], part].concat()).collect();
    let end = GIF.iter().rposition(|byte| *byte == 0x3B).unwrap();
    [&GIF[..end], &[0x21, label], &blocks, b"\0\x3b"].concat()
}

/// A site with one article that names these images; what `build` makes of it.
fn site(images: &[(&str, &[u8])]) -> Site {
    let site = Site::empty();
    site.write("site.toml", "title = \"Images\"\nbase_url = \"https://example.org/\"\n");
    let named: String = images.iter().map(|(name, _)| format!("![It shows this](<{name}>)\n\n")).collect();
    site.write("content/articles/2016-01-02-one.md", article("one", &named));
    for (name, bytes) in images {
        site.write(&format!("content/articles/{name}"), bytes);
    }
    site
}

fn article(name: &str, body: &str) -> String {
    format!(
        "---\ntitle: Article {name}\nauthor: A. Nobody\ndate: 2016-01-02\noriginal_url: https://example.org/{name}\ntags: [images]\n---\n{body}"
    )
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// Where the picture was taken, by whom and with what, in every way that the four containers can say it.
#[test]
fn metadata_of_every_kind_is_left_behind_in_every_container() {
    let (exif, xmp) = (exif(), XMP.as_bytes());
    let xmp_jpg = [b"http://ns.adobe.com/xap/1.0/\0", xmp].concat();
    let long_xmp_jpg = [b"http://ns.adobe.com/xmp/extension/\0", xmp].concat();
    let images: Vec<(&str, Vec<u8>)> = vec![
        ("gps.jpg", jpg(0xE1, &[b"Exif\0\0", &exif[..]].concat())),
        ("xmp.jpg", jpg(0xE1, &xmp_jpg)),
        ("xmp-more.jpg", jpg(0xE1, &long_xmp_jpg)),
        ("iptc.jpg", jpg(0xED, b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x06SECRET")),
        ("comment.jpg", jpg(0xFE, b"SECRET")),
        ("maker.jpg", jpg(0xE4, b"SECRET")),
        ("pictures.jpg", jpg(0xE2, b"MPF\0SECRET")),
        ("flashpix.jpg", jpg(0xE2, b"FPXR\0SECRET")),
        ("adobe.jpg", jpg(0xEE, b"Adobe\0\x64\0\0\0\0\0SECRET")),
        ("jfxx.jpg", jpg(0xE0, b"JFXX\0\x10SECRET")),
        ("jumbf.jpg", jpg(0xEB, b"JP\0\0SECRET")),
        ("gps.png", png(b"eXIf", &exif)),
        ("xmp.png", png(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", xmp].concat())),
        ("text.png", png(b"tEXt", b"Author\0SECRET")),
        ("time.png", png(b"tIME", b"SECRET!")),
        ("splat.png", png(b"sPLT", b"SECRET\0\x08")),
        ("private.png", png(b"seCr", b"SECRET")),
        ("raw.png", png(b"zxIf", b"SECRET")),
        ("long.png", png(b"gAMA", b"\0\0\xb1\x8fSECRET")),
        ("gps.webp", webp(MOVING_WEBP, b"EXIF", &exif)),
        ("xmp.webp", webp(WEBP, b"XMP ", xmp)),
        ("private.webp", webp(WEBP, b"SECR", b"SECRET")),
        ("xmp.gif", gif(0xFF, &[b"XMP DataXMP", xmp].concat())),
        ("comment.gif", gif(0xFE, b"SECRET")),
        ("text.gif", gif(0x01, b"SECRETSECRETSECRET")),
        ("private.gif", gif(0xFF, b"SECRETSECRESECRET")),
    ];
    let lent: Vec<(&str, &[u8])> = images.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let site = site(&lent);
    site.run(&["build", "--today", TODAY]).ends(0);
    let published = site.files("public/2016/01/02/one");
    for (name, bytes) in &images {
        assert!(holds(bytes, b"SECRET"), "{name}: the word is in what was sent");
        let copy = &published[*name];
        assert!(!holds(copy, b"SECRET") && !holds(copy, b"xmpmeta"), "{name}");
        assert!(copy.len() > 100, "{name}");
    }
    // The first of two turns counts, and the one that shows nothing else is written anew.
    let upright = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06";
    for name in ["gps.jpg", "gps.png"] {
        assert!(holds(&published[name], upright), "{name} is shown as the camera was held");
    }
    let page = site.read("public/2016/01/02/one/index.html");
    for (name, size) in [("gps.jpg", (16, 24)), ("xmp.jpg", (24, 16)), ("gps.png", (16, 24)), ("text.gif", (12, 8))] {
        let (width, height) = size;
        let wanted = format!("/{name}\" alt=\"It shows this\" width=\"{width}\" height=\"{height}\"");
        assert!(page.contains(&wanted), "{name}: {page}");
    }
}

/// The colours and the movement of a picture are the picture: profiles and frames stay.
#[test]
fn colour_profiles_and_animations_stay() {
    let profile = [b"ICC_PROFILE\0\x01\x01", &[7; 64][..]].concat();
    let moving_png = {
        let plain = plain_png();
        let idat = plain.windows(4).position(|window| window == b"IDAT").unwrap() - 4;
        let end = plain.windows(4).position(|window| window == b"IEND").unwrap() - 4;
        let data = &plain[idat + 8..end - 4];
        let control = |number: u32| {
            let mut content = number.to_be_bytes().to_vec();
            content.extend(b"\0\0\0\x18\0\0\0\x10\0\0\0\0\0\0\0\0\0\x01\0\x0a\0\0");
            png_chunk(b"fcTL", &content)
        };
        let second = png_chunk(b"fdAT", &[&2_u32.to_be_bytes()[..], data].concat());
        let head = [&plain[..33], &png_chunk(b"acTL", b"\0\0\0\x02\0\0\0\0"), &control(0)].concat();
        [&head[..], &plain[idat..end], &control(1), &second, &plain[end..]].concat()
    };
    let icc_png = png(b"iCCP", &[b"p\0\0", &[7; 64][..]].concat());
    let icc_jpg = jpg(0xE2, &profile);
    let icc_webp = webp(WEBP, b"ICCP", &[7; 64]);
    let site = site(&[
        ("icc.jpg", &icc_jpg),
        ("icc.png", &icc_png),
        ("icc.webp", &icc_webp),
        ("moving.png", &moving_png),
        ("moving.webp", MOVING_WEBP),
        ("moving.gif", GIF),
    ]);
    site.run(&["build", "--today", TODAY]).ends(0);
    let published = site.files("public/2016/01/02/one");
    for name in ["icc.jpg", "icc.png", "icc.webp"] {
        assert!(holds(&published[name], &[7; 64]), "{name}");
    }
    assert_eq!(published["moving.png"], moving_png, "nothing in it was beside the picture");
    let frames = |name: &str, sign: &[u8]| published[name].windows(sign.len()).filter(|part| *part == sign).count();
    assert_eq!((frames("moving.webp", b"ANMF"), frames("moving.gif", b"\x21\xf9\x04")), (2, 3));
}

/// A file that is a picture and something else is only the picture afterwards.
#[test]
fn a_file_that_is_two_things_is_one_afterwards() {
    const ZIP: &[u8] = b"PK\x03\x04\x14\0\0\0\0\0SECRET";
    const HTML: &[u8] = b"<!doctype html><script>window.__pwned=1</script>SECRET";
    // A script for those who read `GIF89a` as a name: the width is `/*`, and the comment ends in an extension.
    let mut script = gif(0xFE, b"*/=1;window.__pwned=1;/*SECRET");
    script[6..10].copy_from_slice(b"/*\x01\0");
    let pdf = jpg(0xFE, b"%PDF-1.4 SECRET");
    let names = ["zip.png", "page.png", "page.jpg", "zip.webp", "page.gif", "script.gif", "pdf.jpg"];
    let bytes: [Vec<u8>; 7] = [
        [&plain_png(), ZIP].concat(),
        [&plain_png(), HTML].concat(),
        [JPG, HTML].concat(),
        [WEBP, ZIP].concat(),
        [GIF, HTML].concat(),
        script,
        pdf,
    ];
    let images: Vec<(&str, &[u8])> = names.into_iter().zip(bytes.iter().map(Vec::as_slice)).collect();
    let site = site(&images);
    site.run(&["build", "--today", TODAY]).ends(0);
    let published = site.files("public/2016/01/02/one");
    for (name, copy) in names.map(|name| (name, &published[name])) {
        for needle in [&b"SECRET"[..], b"<script", b"PK\x03\x04", b"__pwned", b"%PDF", b"<!doctype"] {
            assert!(!holds(copy, needle), "{name} holds {:?}", String::from_utf8_lossy(needle));
        }
    }
}

/// By their first bytes, their size, and their wholeness: what is no picture stops the build, and is named.
#[test]
fn what_is_no_picture_is_published_nowhere() {
    let mut huge = plain_png();
    huge[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let mut flat = plain_png();
    flat[16..24].copy_from_slice(&[0, 0, 0, 0, 0, 0, 0, 8]);
    let plain = plain_png();
    let last = [&plain[..plain.len() - 12], &png_chunk(b"IEND", b"<script>SECRET</script>")].concat();
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("drawing.png", b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"window.__pwned=1\"/>".to_vec()),
        ("drawing-xml.webp", b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec()),
        ("page.jpg", b"<!doctype html><script>window.__pwned=1</script>".to_vec()),
        ("script.gif", b"GIF89a/*\x01\0*/=1;window.__pwned=1".to_vec()),
        ("page.gif", b"GIF89a<html><script>window.__pwned=1</script>".to_vec()),
        ("named-otherwise.jpg", PNG.to_vec()),
        ("named-otherwise.png", WEBP.to_vec()),
        ("half.jpg", JPG[..JPG.len() / 2].to_vec()),
        ("half.png", plain[..plain.len() / 2].to_vec()),
        ("half.webp", WEBP[..WEBP.len() / 2].to_vec()),
        ("half.gif", GIF[..GIF.len() / 2].to_vec()),
        ("last.png", last),
        ("huge.png", huge),
        ("flat.png", flat),
        ("empty.png", Vec::new()),
        ("bitmap.png", b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0".to_vec()),
        ("tiff.jpg", b"II\x2a\0\x08\0\0\0\0\0".to_vec()),
        ("icon.png", b"\0\0\x01\0\x01\0\x01\x01\0\0\x01\0\x18\0".to_vec()),
        ("heic.jpg", b"\0\0\0\x18ftypheic\0\0\0\0heicmif1".to_vec()),
        ("avif.webp", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf".to_vec()),
        ("program.gif", b"MZ\x90\0\x03\0\0\0".to_vec()),
        ("archive.png", b"PK\x03\x04\x14\0\0\0".to_vec()),
        ("sound.webp", b"RIFF\x10\0\0\0WAVEfmt \0\0\0\0".to_vec()),
    ];
    let lent: Vec<(&str, &[u8])> = cases.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let site = site(&lent);
    let output = site.run(&["build", "--today", TODAY]).ends(1);
    for (name, _) in &cases {
        let place = format!("content/articles/{name}:1:1");
        let before = output.stderr.split(&place).next().unwrap();
        assert!(output.stderr.contains(&place), "{name}\n{}", output.stderr);
        assert!(before.rsplit("\n\n").next().unwrap().contains("error[image-broken]"), "{name}");
    }
    assert!(!site.path("public").exists());
}

#[test]
fn an_image_is_published_with_each_article_that_names_it_and_nowhere_else() {
    let plain = plain_png();
    let site = site(&[("ours.png", &plain)]);
    site.write("content/articles/2016-01-03-two.md", article("two", "![Again](ours.png) ![Once more](./ours.png)"));
    site.write("content/articles/2016-01-04-three.md", article("three", "Nothing."));
    site.write("content/articles/nobody.png", &plain);
    site.run(&["build", "--today", TODAY]).ends(0).says("image-unused").says("content/articles/nobody.png");
    let published: Vec<String> = site.tree("public").into_iter().filter(|path| path.ends_with(".png")).collect();
    assert_eq!(published, ["2016/01/02/one/ours.png", "2016/01/02/two/ours.png"]);
    assert_eq!(site.files("public")["2016/01/02/one/ours.png"], plain);
}

#[test]
fn a_name_is_published_as_it_is_or_refused() {
    let plain = plain_png();
    let fine = [
        "a b.png",
        "карта & план.png",
        "صورة.png",
        "l'image.png",
        "UPPER.PNG",
        "x.php.png",
        "a+b=c,(1)[2]{3}.png",
        "#1.png",
    ];
    let images: Vec<(&str, &[u8])> = fine.iter().map(|name| (*name, plain.as_slice())).collect();
    let good = site(&images);
    good.run(&["build", "--today", TODAY]).ends(0);
    let published = good.files("public/2016/01/02/one");
    let page = good.read("public/2016/01/02/one/index.html");
    for name in fine {
        assert_eq!(published[name], plain, "{name}");
        let encoded: String = name
            .bytes()
            .map(|byte| match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            })
            .collect();
        assert!(page.contains(&format!("src=\"/2016/01/02/one/{encoded}\"")), "{name}: {page}");
    }
    let bad = [
        "<b>.png",
        "\".png",
        "a:b.png",
        "100%.png",
        "con.png",
        ".hidden.png",
        " a.png",
        "a\u{202e}gnp.png",
        "a\u{200b}.png",
        "a\n::error::x.png",
        "e\u{301}.png",
        "a?.png",
        "a|b.png",
        "*.png",
    ];
    for name in bad {
        let site = site(&[("ours.png", &plain), (name, &plain)]);
        let output = site.run(&["build", "--today", TODAY]).ends(1);
        assert!(!output.stderr.lines().any(|line| line.trim_start().starts_with("::error")), "{}", output.stderr);
        assert!(!site.path("public").exists(), "{name}");
    }
}
