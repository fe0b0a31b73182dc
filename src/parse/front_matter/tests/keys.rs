//! Keys: missing, unknown, twice, of the wrong type, at the top and inside.

use super::*;

#[test]
fn what_is_missing_is_listed_at_once() {
    check_file(
        "---\nsummary: S\n---\n",
        "key-missing @3:1-3:4 an article needs `title` / help: write `title: …`
key-missing @3:1-3:4 an article needs `author` / help: write `author: a name, or unknown`
key-missing @3:1-3:4 an article needs `original_url` / help: write `original_url: https://…`
key-missing @3:1-3:4 an article needs `tags` / help: write `tags: [a tag, another tag]`
date-missing @3:1-3:4 there is no date of the original / help: write `date: 2016-09-08`, as the file's name says (`digest check --fix` does it) / fix @3:1: \"\" -> \"date: 2016-09-08\\n\"",
    );
}

#[test]
fn a_broken_value_is_not_missing_and_hides_nothing() {
    check_file(
        "---\ntitle: Foo: bar\nauthor: \"Ed\ndate: 8 Sept 2016\noriginal_url: https://example.org/x\ntags: [a\nlang: english\n---\n",
        "yaml-invalid @2:8-2:16 a value with `: ` in it stands between quotes / help: write `\"Foo: bar\"` / fix @2:8: \"Foo: bar\" -> \"\\\"Foo: bar\\\"\"
yaml-invalid @3:9-3:10 this quote is never closed / help: write `\"` at the end of the text, or none at its beginning
yaml-invalid @6:7-6:8 this `[` is never closed / help: write `]` at its end, or put the value between quotes when it is text
date-unreadable @4:7-4:18 this date is not in the form YYYY-MM-DD / label: read as 2016-09-08 / help: write `date: 2016-09-08` (`digest check --fix` does it) / fix @4:7: \"8 Sept 2016\" -> \"2016-09-08\"
lang-invalid @7:7-7:14 `english` is not a language tag / help: write `lang: en` / fix @7:7: \"english\" -> \"en\"",
    );
}

#[test]
fn unknown_keys_show_the_nearest_everywhere() {
    check("sumary: x", "key-unknown @7:1-7:7 an article has no key `sumary` / help: did you mean `summary`?");
    check(
        "titel: x",
        "key-unknown @7:1-7:6 an article has no key `titel` / help: did you mean `title`? it is there already: keep one of them",
    );
    check("language: x", "key-unknown @7:1-7:9 an article has no key `language` / help: did you mean `lang`?");
    check(
        "layout: post",
        "key-unknown @7:1-7:7 an article has no key `layout` / help: remove it; what only a theme reads goes under `extra`",
    );
    check(
        "corrections: [{date: 2016-09-10, not: x}]",
        "key-unknown @7:34-7:37 a correction has no key `not` / help: did you mean `note`?",
    );
    check(
        "sources:\n  - ulr: https://a.org/\n",
        "key-unknown @8:5-8:8 a source has no key `ulr` / help: did you mean `url`?",
    );
    check(
        "archived: {url: 'https://a.org/', sha: x}",
        "key-unknown @7:35-7:38 a preserved copy has no key `sha` / help: its keys are url, date, sha256",
    );
    check(
        "image: {src: a.png, alt: x, credits: y}",
        "key-unknown @7:29-7:36 `image` has no key `credits` / help: did you mean `credit`?",
    );
    check(
        "withdrawn: {date: 2016-09-10, reason: y, x: 1}",
        "key-unknown @7:42-7:43 `withdrawn` has no key `x` / help: its keys are date, reason",
    );
    check(
        "events: [{when: 2016, what: x, were: y}]",
        "key-unknown @7:32-7:36 an event in place has no key `were` / help: did you mean `where`?",
    );
}

#[test]
fn keys_that_stand_twice_show_both_places() {
    check("title: B", "key-duplicate @7:1-7:6 `title` stands twice / help: keep one of them / the first @2:1");
    check(
        "extra: {a: 1, b: {c: 1, c: 2}}",
        "key-duplicate @7:25-7:26 `c` stands twice / help: keep one of them / the first @7:19",
    );
    check(
        "withdrawn: {date: 2016-09-10, reason: y, date: 1}",
        "key-duplicate @7:42-7:46 `date` stands twice / help: keep one of them / the first @7:13",
    );
}
