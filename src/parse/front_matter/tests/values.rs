//! Values: each kind of wrong value, as the note a writer would read.

use super::*;

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn dates_are_read_strictly_and_mended() {
    replaced(
        "date",
        "date: September 08, 2016",
        "date-unreadable @4:7-4:25 this date is not in the form YYYY-MM-DD / label: read as 2016-09-08 / help: write `date: 2016-09-08` (`digest check --fix` does it) / fix @4:7: \"September 08, 2016\" -> \"2016-09-08\"",
    );
    replaced(
        "date",
        "date: '08.09.2016'",
        "date-unreadable @4:7-4:19 this date is not in the form YYYY-MM-DD / label: read as 2016-09-08 / help: write `date: 2016-09-08` (`digest check --fix` does it) / fix @4:7: \"'08.09.2016'\" -> \"'2016-09-08'\"",
    );
    replaced(
        "date",
        "date: 08/09/2016",
        "date-unreadable @4:7-4:17 the date can be read in more than one way / label: read as 2016-08-09 or 2016-09-08 / help: write `date: 2016-08-09` or `date: 2016-09-08`",
    );
    replaced(
        "date",
        "date: 2016-9-8",
        "date-form @4:7-4:15 a date is written 2016-09-08 / help: write `date: 2016-09-08` (`digest check --fix` does it) / fix @4:7: \"2016-9-8\" -> \"2016-09-08\"",
    );
    replaced(
        "date",
        "date: 2016-02-30",
        "date-unreadable @4:7-4:17 there is no such date / help: February 2016 has 29 days",
    );
    replaced(
        "date",
        "date: 2016-09-09T10:00+03:00",
        "date-disagrees @4:7-4:29 the file's name says 2016-09-08, the front matter 2016-09-09 / help: the front matter counts: rename the file, or mend the date",
    );
    replaced(
        "date",
        "date:",
        "date-missing @4:6-4:6 there is no date of the original / help: write `date: 2016-09-08`, as the file's name says (`digest check --fix` does it) / fix @4:6: \"\" -> \" 2016-09-08\"",
    );
    replaced(
        "date",
        "date: ~",
        "date-missing @4:7-4:8 there is no date of the original / help: write `date: 2016-09-08`, as the file's name says (`digest check --fix` does it) / fix @4:7: \"~\" -> \"2016-09-08\"",
    );
    replaced(
        "date",
        "date: [2016-09-08]",
        "value-invalid @4:7-4:19 `date` is text, not a list / help: write one value; a text that begins with `[` or `- ` goes between quotes",
    );
    for key in ["accessed", "added"] {
        let at = key.len() + 3;
        check(
            &format!("{key}: 8 Sept 2016"),
            &format!(
                "date-unreadable @7:{at}-7:{} this date is not in the form YYYY-MM-DD / label: read as 2016-09-08 / help: write `{key}: 2016-09-08` (`digest check --fix` does it) / fix @7:{at}: \"8 Sept 2016\" -> \"2016-09-08\"",
                at + 11
            ),
        );
    }
    check(
        "withdrawn: {date: 9/9/2016, reason: r}",
        "date-unreadable @7:19-7:27 this date is not in the form YYYY-MM-DD / label: read as 2016-09-09 / help: write `date: 2016-09-09` (`digest check --fix` does it) / fix @7:19: \"9/9/2016\" -> \"2016-09-09\"",
    );
    check(
        "events: [{when: Sept 2016, what: x}]",
        "event-date-invalid @7:17-7:26 the date is not written in EDTF (ISO 8601-2) / label: read as 2016-09 / help: write `when: 2016-09` (`digest check --fix` does it) / fix @7:17: \"Sept 2016\" -> \"2016-09\"",
    );
}

#[test]
fn a_date_that_is_missing_everywhere_has_no_fix() {
    let file = SourceFile::new(
        "content/articles/some-slug.md",
        format!("---\n{}\n---\n", GOOD.join("\n")).replace("date: 2016-09-08\n", ""),
    );
    assert_eq!(
        read_file(&file).1,
        "date-missing @6:1-6:4 there is no date of the original / help: write `date: YYYY-MM-DD`, the day the original was published\n"
    );
}

#[test]
fn authors_are_named_or_unknown() {
    replaced("author", "author: unknown", "");
    replaced("author", "author: [A B, C D]", "");
    let note = |line: &str, end: usize, count: usize, list: &str, one: &str| {
        replaced(
            "author",
            line,
            &format!(
                "author-list @3:9-3:{end} this is read as one name, and looks like {count} / help: write `author: {list}`, or `author: [{one}]` if it is one name"
            ),
        );
    };
    note("author: Ann Lee and Bob Ray", 28, 2, "[Ann Lee, Bob Ray]", "Ann Lee and Bob Ray");
    note("author: A B, C D & E F", 23, 3, "[A B, C D, E F]", "\"A B, C D & E F\"");
    note("author: Crowther, Ed", 21, 2, "[Crowther, Ed]", "\"Crowther, Ed\"");
    replaced("author", "author: UN Meetings Coverage and Press Releases", "");
    replaced("author", "author: [A B and C D]", "");
    replaced("author", "author:\n- A B and C D", "");
    replaced("author", "author: Sandy Anders, Jr.", "");
    replaced(
        "author",
        "author: [A B, unknown]",
        "value-invalid @3:15-3:22 `unknown` stands beside a name / help: name those who are known, or write `author: unknown` alone",
    );
    replaced(
        "author",
        "author: []",
        "value-invalid @3:9-3:11 `author` names nobody / help: write the name, or `author: unknown`",
    );
    replaced(
        "author",
        "author: {name: x}",
        "value-invalid @3:9-3:18 `author` is text, not a map / help: write one value without keys",
    );
}

#[test]
fn addresses_are_judged_by_the_gate() {
    replaced(
        "original_url",
        "original_url: https://example.org/a b",
        "url-invalid @5:15-5:38 the address holds a space / help: write `original_url: https://example.org/ab` if the space came with copying, else `original_url: https://example.org/a%20b`",
    );
    replaced(
        "original_url",
        "original_url: https://example.org/a-\n  b",
        "url-invalid @5:15-6:4 the address holds a space / help: write `original_url: https://example.org/a-b` / fix @5:15: \"https://example.org/a-\\n  b\" -> \"https://example.org/a-b\"",
    );
    replaced(
        "original_url",
        "original_url: example.org/x",
        "url-invalid @5:15-5:28 the address does not start with `https://` or `http://` / help: write `original_url: https://example.org/x`",
    );
    replaced(
        "original_url",
        "original_url: javascript:alert(1)",
        "url-invalid @5:15-5:34 `javascript:` is not allowed: only http, https and mailto are / help: copy the whole address from the browser's address bar; it begins with https:// or http://",
    );
    replaced(
        "original_url",
        "original_url: https://example.org/x?utm_source=a&id=7&fbclid=b#top",
        "url-tracking @5:15-5:67 this address carries utm_source, fbclid / help: write `original_url: https://example.org/x?id=7#top` / fix @5:15: \"https://example.org/x?utm_source=a&id=7&fbclid=b#top\" -> \"https://example.org/x?id=7#top\"",
    );
    replaced("original_url", "original_url: https://example.org/x?id=7", "");
    check(
        "archived: [ftp://a.org/]",
        "url-invalid @7:12-7:24 `ftp:` is not allowed: only http, https and mailto are / help: copy the whole address from the browser's address bar; it begins with https:// or http://",
    );
    check(
        "sources: [{url: 'https://a.org/?fbclid=1'}]",
        "url-tracking @7:17-7:42 this address carries fbclid / help: write `url: https://a.org/` / fix @7:17: \"'https://a.org/?fbclid=1'\" -> \"'https://a.org/'\"",
    );
    check(
        "archived: {url: 'https://a.org/', sha256: abc}",
        "value-invalid @7:43-7:46 this is not a SHA-256 / help: write its 64 hexadecimal digits, as `sha256sum` prints them",
    );
    assert_eq!(
        good(&format!("archived: [{{url: 'https://a.org/', sha256: {}}}]", "AB".repeat(32))).archived[0].sha256,
        Some("ab".repeat(32))
    );
    assert_eq!(Href::external("https://a.org/").unwrap(), good("archived: https://a.org/").archived[0].href);
}

#[test]
fn tags_are_one_to_twenty() {
    replaced(
        "tags",
        "tags: []",
        "tags-invalid @6:7-6:9 there are no tags / help: write one or more: `tags: [a tag, another tag]`",
    );
    replaced(
        "tags",
        "tags:",
        "tags-invalid @6:6-6:6 there are no tags / help: write one or more: `tags: [a tag, another tag]`",
    );
    replaced(
        "tags",
        "tags: syria",
        "value-invalid @6:7-6:12 `tags` is a list / help: write `tags: [syria]` / fix @6:7: \"syria\" -> \"[syria]\"",
    );
    let tags = |n: usize| format!("tags: [{}]", (0..n).map(|n| format!("t{n:02}")).collect::<Vec<_>>().join(","));
    replaced("tags", &tags(20), "");
    replaced(
        "tags",
        &tags(21),
        "tags-invalid @6:88-6:91 there are 21 tags; 20 are the most / help: keep those that readers would look for",
    );
}

#[test]
fn languages_slugs_aliases_and_images() {
    check(
        "lang: en_GB",
        "lang-invalid @7:7-7:12 `en_GB` is not a language tag / help: write `lang: en-GB` / fix @7:7: \"en_GB\" -> \"en-GB\"",
    );
    check(
        "original_lang: x",
        "lang-invalid @7:16-7:17 `x` is not a language tag / help: write a BCP 47 tag: `ar`, `uk`, `pt-BR`, `sr-Latn`",
    );
    check(
        "slug: Some Slug",
        "slug-invalid @7:7-7:16 `slug` is not a slug / help: write `some-slug` / fix @7:7: \"Some Slug\" -> \"some-slug\"",
    );
    check("slug: +++", "slug-invalid @7:7-7:10 `slug` is not a slug / help: write letters and digits, joined by `-`");
    check(
        "aliases: [old, /a?b]",
        "value-invalid @7:11-7:14 an address inside the site starts with `/` / help: write the old path from the site's root: `/2016/09/old-name/`\nvalue-invalid @7:16-7:20 an old address cannot have a query or a fragment / help: write the old path from the site's root: `/2016/09/old-name/`",
    );
    check(
        "image: {src: 'https://a.org/x.png', alt: x}",
        "image-refused @7:14-7:35 an image is a file beside the article / help: save it there, if its licence allows, and write its name: `src: map.png`",
    );
}

#[test]
fn a_changed_text_says_what_changed() {
    let note = "updated-without-correction @7:10-7:20 `updated` has no entry in `corrections` / help: write `corrections: [{date: 2016-09-10, note: what changed and why}]`";
    check("updated: 2016-09-10", note);
    check("updated: 2016-09-10\ncorrections: []", note);
    check("updated: 2016-09-10\ncorrections: [{date: 2016-09-10, note: x}]", "");
}

#[test]
fn characters_that_deceive_are_found_where_they_stand() {
    replaced(
        "title",
        "title: a\u{202E}b",
        "bidi-control @2:9-2:10 the character U+202E turns the direction of the text / help: remove it; the page takes care of right-to-left text by itself / fix @2:9: \"\\u{202e}\" -> \"\"",
    );
    replaced(
        "title",
        "title: a\u{1}b",
        "control-character @2:9-2:10 the control character U+0001 / help: compare with the original: remove it, or write what stood there",
    );
    replaced(
        "title",
        "title: a\u{2028}b",
        "control-character @2:9-2:10 the control character U+2028 / help: compare with the original: remove it, or write what stood there",
    );
    replaced(
        "title",
        "title: a\u{200B}b",
        "invisible-character @2:9-2:10 the invisible character U+200B / help: remove it / fix @2:9: \"\\u{200b}\" -> \"\"",
    );
    replaced(
        "title",
        "title: a\u{FFFD}b",
        "lost-characters @2:9-2:10 a lost character (U+FFFD): look up what the original says / help: compare with the original and write what stood there",
    );
    replaced(
        "title",
        "title: CafÃ© talks",
        "mojibake @2:11-2:13 text read in the wrong encoding: this was `é` / help: write `é` / fix @2:11: \"Ã©\" -> \"é\"",
    );
    replaced(
        "title",
        "title: \"a\\u202Eb\"",
        "bidi-control @2:8-2:18 the character U+202E turns the direction of the text / help: remove it; the page takes care of right-to-left text by itself",
    );
    replaced(
        "title",
        "title: \"a\\x01b\\tc\\nd\"",
        "control-character @2:8-2:22 the control character U+0001 / help: compare with the original: remove it, or write what stood there",
    );
    check("extra: {\"k\\u200b\": 1}", "invisible-character @7:9-7:18 the invisible character U+200B / help: remove it");
    check(
        "# \u{202E}",
        "bidi-control @7:3-7:4 the character U+202E turns the direction of the text / help: remove it; the page takes care of right-to-left text by itself / fix @7:3: \"\\u{202e}\" -> \"\"",
    );
    // One character is one note, though an escape stands beside it.
    replaced(
        "title",
        "title: \"a\u{200B}\\tb\"",
        "invisible-character @2:10-2:11 the invisible character U+200B / help: remove it / fix @2:10: \"\\u{200b}\" -> \"\"",
    );
    assert_eq!(good("summary: a\tb  c").summary.as_deref(), Some("a b c"));
}
