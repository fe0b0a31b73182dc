//! Slips of people who write their first article: what they are told, and what is mended.

use super::*;

#[test]
fn quotation_marks_of_print_are_named() {
    replaced(
        "date",
        "date: “2016-09-08”",
        "date-unreadable @4:7-4:19 `“` and `”` are letters to YAML, not quotes / help: write `date: 2016-09-08` / fix @4:7: \"“2016-09-08”\" -> \"2016-09-08\"",
    );
    replaced(
        "date",
        "date: „8 Sept 2016“",
        "date-unreadable @4:7-4:20 `„` and `“` are letters to YAML, not quotes / help: write `date: 2016-09-08` / fix @4:7: \"„8 Sept 2016“\" -> \"2016-09-08\"",
    );
    replaced(
        "original_url",
        "original_url: «https://example.org/old»",
        "url-invalid @5:15-5:40 `«` and `»` are letters to YAML, not quotes / help: write `original_url: https://example.org/old` / fix @5:15: \"«https://example.org/old»\" -> \"https://example.org/old\"",
    );
    replaced(
        "author",
        "author: “Ed”",
        "smart-quotes @3:9-3:13 `“` and `”` are no quotes to YAML: they become part of the text / help: write `author: Ed` / fix @3:9: \"“Ed”\" -> \"Ed\"",
    );
    replaced(
        "tags",
        "tags: [“aid”, ‘b’]",
        "smart-quotes @6:8-6:13 `“` and `”` are no quotes to YAML: they become part of the text / help: write `aid` / fix @6:8: \"“aid”\" -> \"aid\"
smart-quotes @6:15-6:18 `‘` and `’` are no quotes to YAML: they become part of the text / help: write `b` / fix @6:15: \"‘b’\" -> \"b\"",
    );
    // A headline may quote somebody, and ‘ is a letter in some names.
    replaced(
        "title",
        "title: “We stay”",
        "smart-quotes @2:8-2:17 `“` and `”` are no quotes to YAML: they become part of the text / help: write `title: We stay`, or `title: \"“We stay”\"` if they belong to it",
    );
    replaced(
        "author",
        "author: ‘Ala’",
        "smart-quotes @3:9-3:14 `‘` and `’` are no quotes to YAML: they become part of the text / help: write `author: Ala`, or `author: \"‘Ala’\"` if they belong to it",
    );
    replaced(
        "title",
        "title: “Truce: what is known”",
        "yaml-invalid @2:8-2:30 a value with `: ` in it stands between plain quotes, which `“` and `”` are not / help: write `\"Truce: what is known\"`, or `\"“Truce: what is known”\"` if they belong to it",
    );
    replaced(
        "date",
        "date: \"2016-09-08”",
        "yaml-invalid @4:7-4:8 this quote is never closed / help: `”` closes nothing: write `\"` at the end of the text, or none at its beginning / fix @4:18: \"”\" -> \"\\\"\"",
    );
    check(
        "lang: русский",
        "lang-invalid @7:7-7:14 `русский` is not a language tag / help: write `lang: ru` / fix @7:7: \"русский\" -> \"ru\"",
    );
    check(
        "lang: “ar”",
        "lang-invalid @7:7-7:11 `“` and `”` are letters to YAML, not quotes / help: write `lang: ar` / fix @7:7: \"“ar”\" -> \"ar\"",
    );
    for good in ["title: \"“We stay”\"", "title: “Truce” and “war”", "title: «Мы остаёмся»", "title: ’Tis over"]
    {
        replaced("title", good, "");
    }
}

#[test]
fn a_hash_that_cuts_a_text_is_named() {
    replaced(
        "title",
        "title: Rally #1 in Kyiv",
        "text-cut @2:14-2:24 ` #` ends the text: what follows is a comment / help: write `title: \"Rally #1 in Kyiv\"` if it belongs to the text, else two spaces before the `#` and one behind it",
    );
    check(
        "summary: a # b",
        "text-cut @7:12-7:15 ` #` ends the text: what follows is a comment / help: write `summary: \"a # b\"` if it belongs to the text, else two spaces before the `#` and one behind it",
    );
    replaced(
        "tags",
        "tags: [aid, b # c]",
        "yaml-invalid @6:15-6:19 ` #` begins a comment, and the `]` in it closes nothing / help: put the text that has a ` #` in it between quotes",
    );
    for good in ["author: Ed # a comment", "author: Ed  #1", "author: \"Ed\" # x", "author: [Ed] #x"] {
        replaced("author", good, "");
    }
    replaced("date", "date: 2016-09-08 #x", "");
}

#[test]
fn what_stands_for_a_value_is_none() {
    for (key, line, place, text, help) in [
        ("title", "title: …", "2:8-2:9", "…", "write the words themselves"),
        (
            "author",
            "author: a name, or unknown",
            "3:9-3:27",
            "a name, or unknown",
            "write the name of who wrote the original, or `unknown` if there is no byline",
        ),
        (
            "author",
            "author: [a name, or unknown]",
            "3:10-3:16",
            "a name",
            "write the name itself; where an original has no byline, its author is `unknown`",
        ),
        (
            "date",
            "date: YYYY-MM-DD",
            "4:7-4:17",
            "YYYY-MM-DD",
            "write the day itself, year first, such as `2016-09-08`",
        ),
        (
            "original_url",
            "original_url: https://…",
            "5:15-5:24",
            "https://…",
            "copy the whole address from the browser's address bar",
        ),
        (
            "tags",
            "tags: [a tag, another tag]",
            "6:8-6:13",
            "a tag",
            "write what it is about, such as `[syria, ceasefire]`",
        ),
    ] {
        replaced(key, line, &format!("placeholder @{place} `{text}` stands for a value and is none / help: {help}"));
    }
    check(
        "key: value",
        "placeholder @7:6-7:11 `key: value` stands for the keys and is none of them / help: write the keys themselves, such as `title: ` and the headline",
    );
}

#[test]
fn an_address_on_two_lines_is_joined() {
    replaced(
        "original_url",
        "original_url: https://example.org/2016/truce-\nin-balance-a55260",
        "yaml-invalid @6:1-6:18 this is the rest of the address in the line above / help: join the two lines: `original_url: https://example.org/2016/truce-in-balance-a55260` / fix @5:46: \"\\n\" -> \"\"",
    );
    replaced(
        "original_url",
        "original_url:\nhttps://example.org/x",
        "yaml-invalid @6:1-6:22 the address stands on a line of its own, and not behind `original_url:` / help: join the two lines: `original_url: https://example.org/x` / fix @5:14: \"\\n\" -> \" \"",
    );
    replaced(
        "original_url",
        "original_url: https://example.org/2016/\ntruce-\nin-balance",
        "yaml-invalid @6:1-6:7 this is the rest of the address in the line above / help: join the two lines: `original_url: https://example.org/2016/truce-`",
    );
    // A second address is no rest of the first.
    check(
        "sources:\nhttps://a.org/1\nhttps://b.org/2",
        "yaml-invalid @8:1-8:16 this is not `key: value` / help: write a key, a colon, a space and the value; what belongs to `sources:` begins with two spaces",
    );
    check(
        "archived: https://a.org/1\nhttps://b.org/2",
        "yaml-invalid @8:1-8:16 this is not `key: value` / help: write a key, a colon, a space and the value; what belongs to `archived:` begins with two spaces",
    );
    replaced(
        "title",
        "title: Truce\nin the balance",
        "yaml-invalid @3:1-3:15 this is not `key: value` / help: write a key, a colon, a space and the value; what belongs to `title:` begins with two spaces",
    );
}

#[test]
fn shape_comes_first_and_keeps_what_was_written() {
    check(
        "sources: https://a.org/x, https://b.org/",
        "value-invalid @7:10-7:41 `sources` is a list / help: write `sources: [https://a.org/x, https://b.org/]` / fix @7:10: \"https://a.org/x, https://b.org/\" -> \"[https://a.org/x, https://b.org/]\"",
    );
    check(
        "sources: see above",
        "value-invalid @7:10-7:19 `sources` is a list / help: write `sources: [{title: see above, url: https://…}]`",
    );
    check(
        "aliases: /a/, /b/",
        "value-invalid @7:10-7:18 `aliases` is a list / help: write `aliases: [/a/, /b/]` / fix @7:10: \"/a/, /b/\" -> \"[/a/, /b/]\"",
    );
    check(
        "corrections: fixed",
        "value-invalid @7:14-7:19 `corrections` is a list / help: write `corrections: [{date: YYYY-MM-DD, note: fixed}]`",
    );
    check(
        "image: foo.png",
        "value-invalid @7:8-7:15 `image` is a map of keys and values / help: write `image: {src: foo.png, alt: what it shows}`",
    );
    check(
        "withdrawn: It was forged",
        "value-invalid @7:12-7:25 `withdrawn` is a map of keys and values / help: write `withdrawn: {date: YYYY-MM-DD, reason: It was forged}`",
    );
    check(
        "corrections:\n  date: 2016-09-10\n  note: x",
        "value-invalid @8:3-8:19 `corrections` is a list / help: write `- ` before the first key below `corrections:`, and indent the others",
    );
    replaced(
        "tags",
        "tags: syria truce",
        "value-invalid @6:7-6:18 `tags` is a list / help: write `tags: [syria truce]`, or `tags: [syria, truce]` if these are several",
    );
    replaced(
        "tags",
        "tags:\n  syria\n  truce",
        "value-invalid @7:3-8:8 `tags` is a list / help: write `tags: [syria, truce]`, or `tags: [syria truce]` if that is one name",
    );
    replaced(
        "tags",
        "tags: #syria #truce",
        "tags-invalid @6:6-6:6 there are no tags / help: ` #` begins a comment: write `tags: [syria, truce]`",
    );
    replaced(
        "tags",
        "tags: Washington, D.C.",
        "value-invalid @6:7-6:23 `tags` is a list / help: write `tags: [Washington, D.C.]`, or `tags: [\"Washington, D.C.\"]` if that is one name",
    );
    replaced(
        "tags",
        "tags: {src: a.png, alt: b: c}",
        "yaml-invalid @6:26-6:30 this is not valid YAML: did not find expected ',' or '}' / help: write `key: value`, one a line",
    );
}

#[test]
fn commas_of_other_scripts_part_no_items() {
    replaced(
        "tags",
        "tags: Сирия; перемирие",
        "value-invalid @6:7-6:23 `tags` is a list / help: write `tags: [Сирия, перемирие]` / fix @6:7: \"Сирия; перемирие\" -> \"[Сирия, перемирие]\"",
    );
    replaced(
        "tags",
        "tags: [سوريا، هدنة]",
        "list-comma @6:8-6:19 `،` parts no items: YAML takes this for one / help: write `سوريا, هدنة` / fix @6:8: \"سوريا، هدنة\" -> \"سوريا, هدنة\"",
    );
    check(
        "places: [日内瓦、大马士革]",
        "list-comma @7:10-7:18 `、` parts no items: YAML takes this for one / help: write `日内瓦, 大马士革`, or `\"日内瓦、大马士革\"` if that is one name",
    );
    replaced(
        "tags",
        "tags:\n- aid; syria",
        "list-comma @7:3-7:13 `;` parts no items: YAML takes this for one / help: write each on a line of its own: `- aid`, `- syria`",
    );
    check(
        "places: Москва، دمشق",
        "value-invalid @7:9-7:21 `places` is a list / help: write `places: [Москва, دمشق]`, or `places: [\"Москва، دمشق\"]` if that is one name",
    );
    check("places: [\"日内瓦、大马士革\"]\nactors:\n- a; b", "");
}

#[test]
fn authors_are_joined_in_many_languages() {
    for (line, list) in [
        ("Иван и Пётр", "[Иван, Пётр]"),
        ("Іван та Петро", "[Іван, Петро]"),
        ("محمد و سارة", "[محمد, سارة]"),
        ("محمد علي، سارة خوري", "[محمد علي, سارة خوري]"),
        ("王伟、李娜", "[王伟, 李娜]"),
        ("Ana Gil y Luis Mas", "[Ana Gil, Luis Mas]"),
        ("Ed; Bob", "[Ed, Bob]"),
        ("“Ed” and “Bob”", "[Ed, Bob]"),
    ] {
        let end = 9 + line.chars().count();
        replaced(
            "author",
            &format!("author: {line}"),
            &format!(
                "author-list @3:9-3:{end} this is read as one name, and looks like 2 / help: write `author: {list}`, or `author: [{}]` if it is one name",
                crate::parse::yaml::quote::item(line)
            ),
        );
    }
    replaced(
        "author",
        "author: неизвестен",
        "value-invalid @3:9-3:19 `неизвестен` would be the name of an author / help: write `author: unknown` where there is no byline / fix @3:9: \"неизвестен\" -> \"unknown\"",
    );
    replaced("author", "author: José Ortega y Gasset", "");
}

#[test]
fn keys_in_other_languages_lead_to_the_english_ones() {
    replaced(
        "title",
        "Название: Перемирие",
        "key-unknown @2:1-2:9 an article has no key `Название` / help: write `title:`; keys are in English, in small letters / fix @2:1: \"Название\" -> \"title\"",
    );
    replaced(
        "author",
        "Author: Ed",
        "key-unknown @3:1-3:7 an article has no key `Author` / help: write `author:`; keys are in English, in small letters / fix @3:1: \"Author\" -> \"author\"",
    );
    // Both are said in one run.
    replaced(
        "title",
        "العنوان: هدنة: خبر",
        "yaml-invalid @2:10-2:19 a value with `: ` in it stands between quotes / help: write `\"هدنة: خبر\"` / fix @2:10: \"هدنة: خبر\" -> \"\\\"هدنة: خبر\\\"\"
key-unknown @2:1-2:8 an article has no key `العنوان` / help: write `title:`; keys are in English, in small letters / fix @2:1: \"العنوان\" -> \"title\"",
    );
    replaced(
        "date",
        "published: 2016-09-08",
        "key-unknown @4:1-4:10 an article has no key `published` / help: did you mean `date`?",
    );
    replaced(
        "original_url",
        "source: https://example.org/x",
        "key-unknown @5:1-5:7 an article has no key `source` / help: did you mean `original_url`?",
    );
    check(
        "source: https://example.org/x",
        "key-unknown @7:1-7:7 an article has no key `source` / help: did you mean `sources`?",
    );
    check(
        "Titel: x",
        "key-unknown @7:1-7:6 an article has no key `Titel` / help: did you mean `title`? it is there already: keep one of them",
    );
}

/// What is below is read all the same: its mistakes are said in the same run.
#[test]
fn mistakes_below_empty_lines_are_said_as_well() {
    let text = format!("\n\n---\n{}\n---\nText.\n", GOOD.join("\n").replace("title:", "titel:"));
    let file = SourceFile::new("content/articles/2016/2016-09-08-a.md", text);
    let mut notes = Diagnostics::default();
    article(&mut notes, &file, Drafts::Published);
    let rules: Vec<Rule> = notes.notes().iter().map(|note| note.rule).collect();
    assert_eq!(rules, [Rule::FrontMatterMissing, Rule::KeyUnknown]);
}

#[test]
fn front_matter_begins_on_the_first_line() {
    let rest = format!("{}\n---\nText.\n", GOOD.join("\n"));
    for (before, end, message, help) in [
        ("\n\n", "3:1", "empty lines stand before the first `---`", "remove them, so that the file begins with `---`"),
        (" ", "1:2", "a space stands before the first `---`", "remove it, so that the file begins with `---`"),
        (
            "\u{200b}\u{feff}",
            "1:3",
            "characters that show nothing stand before the first `---`",
            "remove them, so that the file begins with `---`",
        ),
        (
            "ï»¿",
            "1:4",
            "characters that show nothing stand before the first `---`",
            "remove them, so that the file begins with `---`",
        ),
    ] {
        check_file(
            &format!("{before}---\n{rest}"),
            &format!("front-matter-missing @1:1-{end} {message} / help: {help} / fix @1:1: {before:?} -> \"\""),
        );
    }
    for (line, end) in [("—", "1:2"), ("–––", "1:4"), ("----", "1:5"), ("***", "1:4")] {
        check_file(
            &format!("{line}\n{rest}"),
            &format!(
                "front-matter-missing @1:1-{end} `{line}` is not `---` / help: write three hyphens, `---`, on the first line / fix @1:1: \"{line}\" -> \"---\""
            ),
        );
    }
    check_file(
        &rest,
        "front-matter-missing @1:1-1:15 there is no `---` above `title:` / help: write `---` on a line of its own above `title:`, and another below the last key / fix @1:1: \"\" -> \"---\\n\"",
    );
    check_file(
        &rest.replace("---\n", "\n"),
        "front-matter-missing @1:1-1:15 there is no `---` above `title:` / help: write `---` on a line of its own above `title:`, and another below the last key",
    );
    check_file(
        &format!("```yaml\n---\n{rest}```\n"),
        "front-matter-missing @1:1-1:8 a fence of code stands before the front matter / help: remove the line, and the one that closes it, so that the file begins with `---`",
    );
    let close = "front-matter-missing @7:1-7:2 `—` is not `---` / help: write three hyphens, `---`, on the line after the last key / fix @7:1: \"—\" -> \"---\"";
    check_file(&format!("---\n{}\n—\nText.\n", GOOD.join("\n")), close);
    check_file(&format!("---\n{}\n—\nText.\n\n---\n\nMore.\n", GOOD.join("\n")), close);
    check_file(&format!("---\n{rest}\n—\n\nText.\n----\n"), "");
    check_file(
        "---\ntitle: T\nText.\n—\nText.\n",
        "front-matter-missing @1:1-1:4 the front matter is never closed / help: write a line `---` after the last key",
    );
}
