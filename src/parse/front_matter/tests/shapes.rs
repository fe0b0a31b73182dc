//! Shapes: text, lists, maps, flags and choices, and what stands there instead.

use super::*;

#[test]
fn text_is_text() {
    for key in ["publisher", "original_title", "summary", "translator", "warning", "translation_of"] {
        let at = key.len() + 3;
        check(
            &format!("{key}:"),
            &format!(
                "value-invalid @7:{0}-7:{0} `{key}` has no value / help: write a value; a key that may be missing can be removed",
                at - 1
            ),
        );
        check(
            &format!("{key}: \" \""),
            &format!(
                "value-invalid @7:{at}-7:{} `{key}` has no value / help: write a value; a key that may be missing can be removed",
                at + 3
            ),
        );
        check(
            &format!("{key}: null"),
            &format!(
                "value-invalid @7:{at}-7:{} `{key}` has no value / help: remove the key; the word `null` itself goes between quotes",
                at + 4
            ),
        );
        check(
            &format!("{key}: [a]"),
            &format!(
                "value-invalid @7:{at}-7:{} `{key}` is text, not a list / help: write one value; a text that begins with `[` or `- ` goes between quotes",
                at + 3
            ),
        );
        check(
            &format!("{key}: {{a: b}}"),
            &format!(
                "value-invalid @7:{at}-7:{} `{key}` is text, not a map / help: write one value without keys",
                at + 6
            ),
        );
    }
    for text in ["no", "on", "1.10", "2016", "0x1F", "1e3", "2016-09-08"] {
        assert_eq!(good(&format!("summary: {text}")).summary.as_deref(), Some(text));
    }
    replaced(
        "title",
        "title:",
        "value-invalid @2:7-2:7 `title` has no value / help: write a value; a key that may be missing can be removed",
    );
}

#[test]
fn lists_are_lists() {
    for (key, item) in [("places", "place"), ("actors", "name")] {
        let at = key.len() + 3;
        check(
            &format!("{key}: Geneva, New York"),
            &format!(
                "value-invalid @7:{at}-7:{} `{key}` is a list / help: write `{key}: [Geneva, New York]`, or `{key}: [\"Geneva, New York\"]` if that is one name",
                at + 16
            ),
        );
        check(
            &format!("{key}: {{a: b}}"),
            &format!(
                "value-invalid @7:{at}-7:{} `{key}` is a list, not a map / help: write `{key}: [a {item}, another {item}]`",
                at + 6
            ),
        );
        check(
            &format!("{key}:"),
            &format!(
                "value-invalid @7:{0}-7:{0} `{key}` has no value / help: write a value; a key that may be missing can be removed",
                at - 1
            ),
        );
        assert!(good(&format!("{key}: []")).places.is_empty());
    }
    check(
        "places:\n  - Ghouta: east\n  - b",
        "value-invalid @8:5-8:17 a place is text, not a map / help: a text with `: ` in it goes between quotes: \"Ghouta: east\" / fix @8:5: \"Ghouta: east\" -> \"\\\"Ghouta: east\\\"\"",
    );
    check(
        "places: [a, [b]]",
        "value-invalid @7:13-7:16 a place is text, not a list / help: write one value; a text that begins with `[` or `- ` goes between quotes",
    );
    check(
        "sources: https://a.org/",
        "value-invalid @7:10-7:24 `sources` is a list / help: write `sources: [https://a.org/]` / fix @7:10: \"https://a.org/\" -> \"[https://a.org/]\"",
    );
    check(
        "corrections: {date: 2016-09-10, note: x}",
        "value-invalid @7:14-7:41 `corrections` is a list / help: write `corrections: [{date: 2016-09-10, note: x}]` / fix @7:14: \"{date: 2016-09-10, note: x}\" -> \"[{date: 2016-09-10, note: x}]\"",
    );
    check(
        "events: some-event",
        "value-invalid @7:9-7:19 `events` is a list / help: write `events: [some-event]` / fix @7:9: \"some-event\" -> \"[some-event]\"",
    );
}

#[test]
fn maps_are_maps() {
    check(
        "withdrawn: true",
        "value-invalid @7:12-7:16 `withdrawn` is a map of keys and values / help: write `withdrawn: {date: YYYY-MM-DD, reason: …}`",
    );
    check(
        "image: map.png",
        "value-invalid @7:8-7:15 `image` is a map of keys and values / help: write `image: {src: map.png, alt: what it shows}`",
    );
    check(
        "image:",
        "value-invalid @7:7-7:7 `image` has no value / help: write a value; a key that may be missing can be removed",
    );
    check("extra: x", "value-invalid @7:8-7:9 `extra` is a map of keys and values / help: write `extra: {key: value}`");
    check(
        "extra:",
        "value-invalid @7:7-7:7 `extra` has no value / help: write a value; a key that may be missing can be removed",
    );
    check(
        "corrections: [x]",
        "value-invalid @7:15-7:16 a correction is a map of keys and values / help: write `{date: YYYY-MM-DD, note: x}`",
    );
}

#[test]
fn nested_keys_may_be_missing() {
    check(
        "corrections: [{}]",
        "key-missing @7:15-7:17 a correction needs `date` / help: write `date: YYYY-MM-DD`\nkey-missing @7:15-7:17 a correction needs `note` / help: write `note: …`",
    );
    check(
        "withdrawn: {date: 2016-09-10}",
        "key-missing @7:12-7:30 `withdrawn` needs `reason` / help: write `reason: …`",
    );
    check(
        "image: {src: a.png}",
        "alt-missing @7:8-7:20 `image` needs `alt` / help: write `alt: what it shows to someone who cannot see it`",
    );
    check(
        "events: [{what: x}]",
        "key-missing @7:10-7:19 an event in place needs `when` / help: write `when: YYYY-MM-DD`",
    );
    check(
        "archived: [{date: 2016-09-10}]",
        "key-missing @7:12-7:30 a preserved copy needs `url` / help: write `url: https://…`",
    );
}

#[test]
fn flags_are_true_or_false() {
    check(
        "key: yes",
        "value-invalid @7:6-7:9 `key` is `true` or `false` / help: write `key: true` / fix @7:6: \"yes\" -> \"true\"",
    );
    check(
        "key: off",
        "value-invalid @7:6-7:9 `key` is `true` or `false` / help: write `key: false` / fix @7:6: \"off\" -> \"false\"",
    );
    check(
        "draft: maybe",
        "value-invalid @7:8-7:13 `draft` is `true` or `false` / help: write `draft: true`, or remove the key",
    );
    check(
        "key:",
        "value-invalid @7:5-7:5 `key` has no value / help: write a value; a key that may be missing can be removed",
    );
    assert!(good("key: True").key && !good("key: false").key);
}

#[test]
fn choices_show_the_nearest() {
    check(
        "original_state: paywaled",
        "value-invalid @7:17-7:25 `original_state` is one of live, changed, paywalled, gone / help: did you mean `paywalled`?",
    );
    check(
        "original_state: dead",
        "value-invalid @7:17-7:21 `original_state` is one of live, changed, paywalled, gone / help: write one of them, as in `original_state: live`",
    );
    check(
        "corrections: [{date: 2016-09-10, note: x, kind: Update}]",
        "value-invalid @7:49-7:55 `kind` is one of correction, clarification, update / help: write `kind: update` / fix @7:49: \"Update\" -> \"update\"",
    );
}
