use super::*;
use crate::config;
use crate::diagnostic::Diagnostics;
use crate::source::SourceFile;

fn config(more: &str) -> Config {
    let toml = format!("title = \"T\"\nbase_url = \"https://example.org/\"\n{more}");
    config::parse(&mut Diagnostics::default(), &SourceFile::new("site.toml", toml)).unwrap()
}

fn room(files: &[(&str, u64)]) -> Room {
    let mut room = Room::default();
    files.iter().for_each(|(address, bytes)| room.add(address, *bytes));
    room
}

/// A site with one of everything, in millions of bytes.
const SITE: &[(&str, u64)] = &[
    ("/", 1_000_000),
    ("/style.css", 20_000),
    ("/manifest.json", 2_000_000),
    ("/about/", 1_000_000),
    ("/2016/", 3_000_000),
    ("/2016/09/", 3_000_000),
    ("/2016/09/08/", 4_000_000),
    ("/2016/09/08/talks/", 200_000_000),
    ("/2016/09/08/talks/map.png", 90_000_000),
    ("/tags/", 1_000_000),
    ("/tags/syria/", 300_000_000),
    ("/tags/syria/2016/", 9_000_000),
    ("/tags/syria/timeline/", 60_000_000),
    ("/tags/syria/feed.xml", 40_000_000),
    ("/tags/syria/feed.json", 30_000_000),
    ("/places/timeline/", 5_000_000),
    ("/events/convoy/", 8_000_000),
    ("/timeline/2016/", 20_000_000),
    ("/timelines/truce/feed.xml", 10_000_000),
    ("/feed.xml", 1_000_000),
    ("/editions.xml", 1_000_000),
    ("/search/", 20_000_000),
];

#[test]
fn each_file_stands_in_one_row() {
    let room = room(SITE);
    let rows: Vec<(&str, u64, usize)> =
        room.table().into_iter().map(|(name, size)| (name, size.bytes / 1_000_000, size.files)).collect();
    assert_eq!(
        rows,
        [
            ("tags", 310, 3),
            ("articles", 200, 1),
            ("images", 90, 1),
            ("feeds", 82, 5),
            ("timelines", 80, 2),
            ("search", 20, 1),
            ("days, months, years", 10, 3),
            ("events", 8, 1),
            ("places", 5, 1),
            ("the rest", 4, 4),
        ]
    );
    assert_eq!(rows.iter().map(|(_, _, files)| files).sum::<usize>(), SITE.len());
}

#[test]
fn what_helps_is_named_with_what_it_saves() {
    let config = config("[feeds]\nentries = 30\n");
    let help = |styled| {
        let lines = room(SITE).help(&Ways { config: &config, taken_in: &[], styled });
        lines.into_iter().map(|(way, saves)| format!("{way}: {}", saves.trim())).collect::<Vec<_>>()
    };
    let kinds = [
        "[feeds] entries below 30: 82.0 MB in all feeds, a part of it less",
        "[feeds] terms = false: 80.0 MB less",
        // With its timeline and its feeds.
        "[pages] tags = false: 440.0 MB less",
        "[pages] timelines = false: 90.0 MB less",
        "[pages] search = false: 20.0 MB less",
        "[pages] days = false: 11.0 MB less",
    ];
    assert_eq!(help(10_000)[0], "inline_css = false: 200.0 MB less");
    assert_eq!(help(10_000)[1..], kinds);
    assert_eq!(help(0), kinds);
}

#[test]
fn nothing_is_named_that_hardly_helps() {
    let room = room(&[("/2016/09/08/talks/", 9_900_000), ("/tags/syria/", 99_000), ("/feed.xml", 1_000)]);
    let config = config("");
    let ways = Ways { config: &config, taken_in: &[], styled: 3 };
    assert_eq!(room.help(&ways), []);
    assert!(!room.details(&ways).iter().any(|line| line.contains("smaller")), "{:?}", room.details(&ways));
}

#[test]
fn a_host_fills() {
    let of = |bytes: u64| room(&[("/", bytes / 2), ("/feed.xml", bytes - bytes / 2)]);
    let said = |bytes| (of(bytes).fill(), of(bytes).sentence());
    assert_eq!(
        said(25_300_000),
        (Fill::Roomy, "the site takes 25.3 MB in 2 files, 2 % of the 1 GB that GitHub Pages gives a site".to_owned())
    );
    assert!(said(900).1.contains("900 bytes in 2 files, under 1 % of"), "{}", said(900).1);
    assert_eq!((said(799_999_999).0, said(800_000_000).0), (Fill::Roomy, Fill::Nearly));
    assert!(said(999_999_999).1.ends_with(", 99 % of the 1 GB that GitHub Pages gives a site"));
    assert_eq!(said(1_000_000_000).0, Fill::Nearly);
    assert_eq!(
        said(1_250_000_000),
        (
            Fill::Over,
            "the site takes 1.2 GB in 2 files, 250.0 MB more than the 1 GB that GitHub Pages gives a site: GitHub may \
             refuse to publish it"
                .to_owned()
        )
    );
}

#[test]
fn people_are_told_unasked_where_there_is_little_left() {
    let config = config("");
    let ways = Ways { config: &config, taken_in: &[], styled: 0 };
    let told = |bytes, volume| room(&[("/", bytes)]).told(&ways, volume, Paint::Plain);
    let head = |bytes, volume| told(bytes, volume).map(|text| text.split(':').next().unwrap_or_default().to_owned());
    for (bytes, normal, verbose) in [(1, None, "room"), (800_000_000, Some("warning"), "warning")] {
        assert_eq!(head(bytes, Volume::Quiet), None);
        assert_eq!(head(bytes, Volume::Normal).as_deref(), normal);
        assert_eq!(head(bytes, Volume::Verbose).as_deref(), Some(verbose));
    }
    assert_eq!(
        told(1_001_000_000, Volume::Normal).unwrap(),
        "warning: the site takes 1.0 GB in 1 file, 1.0 MB more than the 1 GB that GitHub Pages gives a site: GitHub may \
         refuse to publish it\n  what takes the room:\n    the rest                        1.0 GB      100 %  1 file\n"
    );
}

#[test]
fn the_details_say_what_why_and_how_long() {
    let config = config("");
    let day = Day::parse_iso("2016-09-08").unwrap();
    let lines = room(SITE).details(&Ways { config: &config, taken_in: &[day; 300], styled: 1000 });
    assert_eq!(lines[0], "what takes the room:");
    assert_eq!(lines[1], "  tags                          310.0 MB       38 %  3 files");
    assert_eq!(lines[2], "  articles                      200.0 MB       24 %  1 file");
    assert_eq!(
        lines[11],
        "at the pace of the first month of content to 2016-09-08 (300 articles a month, 2.7 MB each) it will be full \
         within a month"
    );
    assert_eq!(lines[12], "what would make it smaller, each by itself:");
    assert_eq!(lines[13], "  inline_css = false             20.0 MB less");
    // One that is over has no time left.
    let over = [SITE, &[("/2016/09/08/film.png/", 500_000_000)]].concat();
    let lines = room(&over).details(&Ways { config: &config, taken_in: &[day; 300], styled: 1000 });
    assert!(!lines.iter().any(|line| line.contains("pace")), "{lines:?}");
}
