//! Every key of every kind of vocabulary, each kind of wrong value, and what two terms claim.

use proptest::prelude::*;

use super::*;
use crate::parse::rendered;

fn config() -> Config {
    let file = SourceFile::new("site.toml", "title = \"T\"\nbase_url = \"https://user.github.io/digest/\"");
    crate::config::parse(&mut Diagnostics::default(), &file).unwrap()
}

fn read(kind: TermKind, text: &str) -> (Vec<(TermEntry, Span)>, String) {
    let file = SourceFile::new(format!("content/{}.yaml", kind.plural()), text);
    let mut notes = Diagnostics::default();
    let terms = vocabulary(&mut notes, kind, &file, &config());
    (terms, rendered(&notes, &file))
}

#[track_caller]
fn check(kind: TermKind, text: &str, expected: &str) {
    assert_eq!(read(kind, text).1.trim(), expected.trim(), "\n--- of ---\n{text}");
}

#[track_caller]
fn good(kind: TermKind, text: &str) -> Vec<TermEntry> {
    let (terms, notes) = read(kind, text);
    assert_eq!(notes, "");
    terms.into_iter().map(|(entry, _)| entry).collect()
}

#[test]
fn a_text_alone_is_a_label() {
    let (terms, notes) =
        read(TermKind::Tag, "# tags\nsyria: Syria\nno: 'No'\n2016: 2016\nسوريا: سوريا\naid-convoys: {}\n");
    assert_eq!(notes, "");
    let shown: Vec<_> =
        terms.iter().map(|(entry, span)| (entry.slug.as_str(), entry.label.as_str(), span.start)).collect();
    assert_eq!(
        shown,
        [
            ("syria", "Syria", 7),
            ("no", "No", 20),
            ("2016", "2016", 29),
            ("سوريا", "سوريا", 40),
            ("aid-convoys", "aid convoys", 63)
        ]
    );
    assert_eq!(good(TermKind::Tag, "").len(), 0);
    assert_eq!(good(TermKind::Tag, "\u{FEFF}a: b\r\nc: d\r\n").len(), 2);
}

#[test]
fn every_key_is_read() {
    let terms = good(
        TermKind::Place,
        "syria: Syria\nghouta:\n  label: Ghouta\n  labels: {ar: الغوطة, en-GB: Ghouta}\n  description: A region.\n  aliases: [Eastern Ghouta]\n\
         \x20 parent: syria\n  country: sy\n  lat: 33.5\n  lon: -36.4\n  precision: region\n  note: Disputed.\n",
    );
    let place = &terms[1];
    assert_eq!((place.label.as_str(), place.labels.len(), place.labels[0].0.as_str()), ("Ghouta", 2, "ar"));
    assert_eq!(
        (place.description.as_deref(), place.aliases.as_slice()),
        (Some("A region."), ["Eastern Ghouta".to_owned()].as_slice())
    );
    assert_eq!(
        (place.parent.as_ref().unwrap().as_str(), place.country.as_deref(), place.position),
        ("syria", Some("SY"), Some((33.5, -36.4)))
    );
    assert_eq!((place.precision.as_deref(), place.note.as_deref()), (Some("region"), Some("Disputed.")));
    let terms = good(
        TermKind::Publisher,
        "tmt: {label: TMT, hosts: [themoscowtimes.com, xn--e1afmkfd.xn--p1ai], lang: en, note: n}",
    );
    assert_eq!(
        (terms[0].hosts.as_slice(), terms[0].lang.as_ref().unwrap().as_str()),
        (["themoscowtimes.com".to_owned(), "пример.рф".to_owned()].as_slice(), "en")
    );
    assert_eq!(good(TermKind::Actor, "un: {label: UN, kind: organisation}")[0].kind.as_deref(), Some("organisation"));
}

#[test]
fn keys_are_slugs_and_stand_once() {
    check(
        TermKind::Tag,
        "Aid Convoys: x",
        "slug-invalid @1:1-1:12 the key `Aid Convoys` is not a slug / help: write `aid-convoys` / fix @1:1: \"Aid Convoys\" -> \"aid-convoys\"",
    );
    check(
        TermKind::Tag,
        "'!': x",
        "slug-invalid @1:1-1:4 the key `!` is not a slug / help: write letters and digits, joined by `-`",
    );
    check(
        TermKind::Tag,
        "a: x\nb: y\na: z",
        "key-duplicate @3:1-3:2 `a` stands twice / help: keep one of them / the first @1:1",
    );
    check(TermKind::Tag, "a:", "vocabulary-invalid @1:1-1:2 `a` says nothing / help: write its label: `a: …`");
    check(
        TermKind::Tag,
        "- a\n- b",
        "yaml-invalid @1:1-2:4 this is not `key: value` / help: write a key, a colon, a space and the value; indent what goes on",
    );
    check(
        TermKind::Tag,
        "a: [b]",
        "value-invalid @1:4-1:7 a tag is a map of keys and values / help: write `key: {label: …, aliases: […]}`",
    );
}

#[test]
fn unknown_keys_depend_on_the_kind() {
    check(
        TermKind::Tag,
        "a: {lable: x}",
        "key-unknown @1:5-1:10 a tag has no key `lable` / help: did you mean `label`?",
    );
    check(
        TermKind::Tag,
        "a: {lat: 1}",
        "key-unknown @1:5-1:8 a tag has no key `lat` / help: its keys are label, labels, description, aliases, parent",
    );
    check(
        TermKind::Author,
        "a: {name: x}",
        "key-unknown @1:5-1:9 an author has no key `name` / help: did you mean `label`?",
    );
    check(
        TermKind::Actor,
        "a: {kinds: x}",
        "key-unknown @1:5-1:10 an actor has no key `kinds` / help: did you mean `kind`?",
    );
    check(
        TermKind::Publisher,
        "a: {host: x}",
        "key-unknown @1:5-1:9 a publisher has no key `host` / help: did you mean `hosts`?",
    );
    check(
        TermKind::Place,
        "a: {kind: x}",
        "key-unknown @1:5-1:9 a place has no key `kind` / help: its keys are label, labels, description, aliases, parent, country, lat, lon, precision, note",
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn values_have_their_kind() {
    check(
        TermKind::Tag,
        "a: {label: [x]}",
        "value-invalid @1:12-1:15 `label` is text, not a list / help: write one value; a text that begins with `[` or `- ` goes between quotes",
    );
    check(
        TermKind::Tag,
        "a: {labels: [x]}",
        "value-invalid @1:13-1:16 `labels` is a map of languages / help: write `labels: {ar: سوريا}`",
    );
    check(
        TermKind::Tag,
        "a: {labels: {arabic: x, uk: }}",
        "lang-invalid @1:14-1:20 `arabic` is not a language tag / help: write `ar` / fix @1:14: \"arabic\" -> \"ar\"\nvalue-invalid @1:28-1:28 a label has no value / help: write a value; a key that may be missing can be removed",
    );
    check(
        TermKind::Tag,
        "a: {aliases: x}",
        "value-invalid @1:14-1:15 `aliases` is a list / help: write `aliases: [x]` / fix @1:14: \"x\" -> \"[x]\"",
    );
    check(
        TermKind::Tag,
        "a: {aliases: ['!']}",
        "vocabulary-invalid @1:15-1:18 this alias has no letter or digit / help: write another spelling of the term",
    );
    check(
        TermKind::Tag,
        "a: {parent: A B}",
        "slug-invalid @1:13-1:16 `parent` is not a slug / help: write `a-b` / fix @1:13: \"A B\" -> \"a-b\"",
    );
    check(
        TermKind::Place,
        "a: {country: Syria}",
        "value-invalid @1:14-1:19 this is not the code of a country / help: write its two letters (ISO 3166-1 alpha-2): `country: SY`",
    );
    for (lat, end) in [("91", 12), ("-90.1", 15), ("36N", 13), ("inf", 13), ("1e1", 13)] {
        check(
            TermKind::Place,
            &format!("a: {{lat: {lat}, lon: 1}}"),
            &format!(
                "value-invalid @1:10-1:{end} `lat` is a number of degrees from -90 to 90 / help: write decimal degrees: `lat: 36.2`; south and west are negative"
            ),
        );
    }
    check(
        TermKind::Place,
        "a: {lat: 1, lon: 181}",
        "value-invalid @1:18-1:21 `lon` is a number of degrees from -180 to 180 / help: write decimal degrees: `lon: 36.2`; south and west are negative",
    );
    check(TermKind::Place, "a: {lat: 1}", "value-invalid @1:5-1:8 `lat` stands without `lon` / help: write `lon` too");
    for host in
        ["https://www.TheMoscowTimes.com/x", "www.themoscowtimes.com", "TheMoscowTimes.com", "themoscowtimes.com/x"]
    {
        check(
            TermKind::Publisher,
            &format!("a: {{hosts: ['{host}']}}"),
            &format!(
                "value-invalid @1:13-1:{} a host is written small, without `https://`, `www.` and path / help: write `themoscowtimes.com` / fix @1:13: \"'{host}'\" -> \"'themoscowtimes.com'\"",
                15 + host.len()
            ),
        );
    }
    check(
        TermKind::Publisher,
        "a: {hosts: [x]}",
        "value-invalid @1:13-1:14 this is not a host / help: write the name between `https://` and the next slash, without `www.`: `themoscowtimes.com`",
    );
    check(
        TermKind::Publisher,
        "a: {lang: russian}",
        "lang-invalid @1:11-1:18 `russian` is not a language tag / help: write `lang: ru` / fix @1:11: \"russian\" -> \"ru\"",
    );
    check(
        TermKind::Tag,
        "a: x\u{202E}y",
        "bidi-control @1:5-1:6 the character U+202E turns the direction of the text / help: remove it; the page takes care of right-to-left text by itself / fix @1:5: \"\\u{202e}\" -> \"\"",
    );
}

#[test]
fn spellings_belong_to_one_term() {
    check(
        TermKind::Tag,
        "a: {aliases: [B b]}\nb-b: x\n",
        "vocabulary-invalid @1:15-1:18 `b-b` belongs to `b-b` already / help: keep it with one term / the other claim @2:1",
    );
    check(
        TermKind::Tag,
        "a: {aliases: [x]}\nb: {aliases: [y, X]}",
        "vocabulary-invalid @2:18-2:19 `x` belongs to `a` already / help: keep it with one term / the other claim @1:15",
    );
    good(TermKind::Tag, "a: {aliases: [A, a, x, X]}");
}

#[test]
fn parents_exist_and_lead_up() {
    check(
        TermKind::Tag,
        "syria: x\nb: {parent: syrai}",
        "vocabulary-invalid @2:13-2:18 there is no term `syrai` / help: did you mean `syria`?",
    );
    check(
        TermKind::Tag,
        "b: {parent: iraq}",
        "vocabulary-invalid @1:13-1:17 there is no term `iraq` / help: a parent is the key of a term of this file; add it, or remove `parent`",
    );
    check(
        TermKind::Tag,
        "a: {parent: a}",
        "vocabulary-invalid @1:13-1:14 `a` is its own ancestor / help: remove one `parent` of the circle",
    );
    let circle = "d: {parent: a}\na: {parent: b}\nb: {parent: c}\nc: {parent: a}\n";
    check(
        TermKind::Tag,
        circle,
        "vocabulary-invalid @4:13-4:14 `c` is its own ancestor / help: remove one `parent` of the circle",
    );
    let terms = read(TermKind::Tag, circle).0;
    assert_eq!(terms.iter().filter(|(entry, _)| entry.parent.is_some()).count(), 3);
}

#[test]
fn one_broken_entry_does_not_hide_the_others() {
    let (terms, notes) = read(TermKind::Tag, "a: x: y\nb: {label: B, aliases: [c}\nd: &x D\ne: E\n");
    assert_eq!(terms.len(), 1);
    assert_eq!(
        notes.lines().map(|line| line.split(' ').next().unwrap()).collect::<Vec<_>>(),
        ["yaml-invalid", "yaml-invalid", "yaml-feature"]
    );
}

#[test]
fn thousands_of_terms_take_no_time() {
    let text: String = (0..20_000)
        .map(|n| format!("term-{n}: {{label: Term {n}, aliases: [t {n}], parent: term-{}}}\n", n / 2))
        .collect();
    let (terms, notes) = read(TermKind::Tag, &text);
    assert_eq!(terms.len(), 20_000);
    assert_eq!(notes.lines().count(), 1, "term-0 is its own parent");
    let chain: String = (0..20_000).map(|n| format!("c{n}: {{parent: c{}}}\n", n + 1)).collect();
    assert_eq!(read(TermKind::Tag, &chain).0.len(), 20_000);
}

proptest! {
    #[test]
    fn nothing_panics(text in "([a-c]{1,2}: ?[-a-c:{}\\[\\], '\"&*#.\u{202E}0-9]{0,20}\n?){0,6}", kind in 0..5usize) {
        let (terms, _) = read(TermKind::ALL[kind], &text);
        // No walk up the parents may go on for ever.
        for (entry, _) in &terms {
            let (mut steps, mut at) = (0, Some(&entry.slug));
            while let Some(slug) = at {
                steps += 1;
                prop_assert!(steps <= terms.len());
                at = terms.iter().find(|(entry, _)| entry.slug == *slug).and_then(|(entry, _)| entry.parent.as_ref());
            }
        }
    }
}
