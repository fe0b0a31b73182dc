//! What YAML is refused, in which words, and what mends it.

use super::*;

#[test]
fn what_safety_forbids_is_refused_where_it_stands() {
    check(
        "a: &x 1\nb: *x",
        "yaml-feature @1:4 <&x> `&x` is a YAML anchor / write the value out, or put it between quotes when it is text",
    );
    check(
        "a: [b, *x]",
        "yaml-feature @1:8 <*x> `*x` is a YAML alias / write the value out, or put it between quotes when it is text",
    );
    check(
        "a: !!str 1",
        "yaml-feature @1:4 <!!str> `!!str` is a YAML tag / put the value between quotes: `\"!!str 1\"` / a: \"!!str 1\"",
    );
    check(
        "a: !x",
        "yaml-feature @1:4 <!x> `!x` is a YAML tag / write the value out, or put it between quotes when it is text",
    );
    check(
        "%YAML 1.2\n---\na: b",
        "yaml-feature @1:1 <%YAML> `%YAML` is a YAML directive / write the value out, or put it between quotes when it is text",
    );
    check(
        "a: b\n---\nc: d",
        "yaml-feature @2:1 <---> a second YAML document begins here / join them into one; a line `---` or `...` ends a document",
    );
    check(
        "a: b\n...\nc: d",
        "yaml-feature @2:1 <...> a second YAML document begins here / join them into one; a line `---` or `...` ends a document",
    );
    check("a: {<<: {b: c}}", "yaml-feature @1:5 <<<> `<<` is a YAML merge key / write the keys out here");
    check(
        "a: *Foo* bar",
        "yaml-feature @1:4 <*Foo*> `*Foo*` is a YAML alias / put the value between quotes: `\"*Foo* bar\"` / a: \"*Foo* bar\"",
    );
}

#[test]
fn depth_is_limited_in_brackets_and_in_blocks() {
    let deep = |n: usize| format!("{}1{}", "[".repeat(n), "]".repeat(n));
    assert!(parse(&deep(32), 0).is_ok());
    check(&deep(33), "too-deep @1:33 <[> lists and maps nest deeper than 32 levels / flatten them");
    let block = |n: usize| (0..n).map(|level| format!("{}a:\n", " ".repeat(level))).collect::<String>();
    assert!(parse(&block(32), 0).is_ok());
    assert_eq!(parse(&block(33), 0).unwrap_err().rule, Rule::TooDeep);
    assert_eq!(parse(&"- ".repeat(33), 0).unwrap_err().rule, Rule::TooDeep);
    // What the parser would take minutes for is refused at once.
    assert_eq!(parse(&"{a: ".repeat(2_000_000), 0).unwrap_err().rule, Rule::TooDeep);
}

#[test]
fn what_is_broken_is_explained_and_mended() {
    check(
        "title: Foo: bar",
        "yaml-invalid @1:8 <Foo: bar> a value with `: ` in it stands between quotes / write `\"Foo: bar\"` / title: \"Foo: bar\"",
    );
    check(
        "a: b\nc:\n  d: e: f\n",
        "yaml-invalid @3:6 <e: f> a value with `: ` in it stands between quotes / write `\"e: f\"` / a: b\nc:\n  d: \"e: f\"\n",
    );
    check(
        "a: @home",
        "yaml-invalid @1:4 <@home> a value that begins with `@` stands between quotes / write `\"@home\"` / a: \"@home\"",
    );
    check(
        "a: [New] talks",
        "yaml-invalid @1:4 <[New] talks> a value that begins with `[` stands between quotes / write `\"[New] talks\"` / a: \"[New] talks\"",
    );
    check(
        "a: \"Foo\" bar",
        "yaml-invalid @1:4 <\"Foo\" bar> the text goes on after the closing quote / write `'\"Foo\" bar'` / a: '\"Foo\" bar'",
    );
    check(
        "a: 'Ed O'Connor'",
        "yaml-invalid @1:4 <'Ed O'Connor'> the text goes on after the closing quote / write `\"Ed O'Connor\"` / a: \"Ed O'Connor\"",
    );
    check(
        "a: \"Foo",
        "yaml-invalid @1:4 <\"> this quote is never closed / write `\"` at the end of the text, or none at its beginning",
    );
    check(
        "a: [b, c\nd: e",
        "yaml-invalid @1:4 <[> this `[` is never closed / write `]` at its end, or put the value between quotes when it is text",
    );
    check("a:\n\t- b", "yaml-invalid @2:1 <\t> a tab indents this line / indent with spaces, two a level / a:\n  - b");
    check(
        "a: b\ntitle:Foo\n",
        "yaml-invalid @2:1 <title:> a space is missing after `title:` / write `title: …` / a: b\ntitle: Foo\n",
    );
    check(
        "a: \"\\q\"",
        "yaml-invalid @1:4 <\"\\q\"> the text goes on after the closing quote / write `'\\q'` / a: '\\q'",
    );
    check(
        "a:\n  - b\n - c\n",
        "yaml-invalid @3:2 <- c> this is not valid YAML: did not find expected key / write `key: value`, one a line",
    );
    check(
        ": a",
        "yaml-invalid @1:1 <: a> this is not valid YAML: did not find expected key, while parsing a block mapping / write `key: value`, one a line",
    );
    check("? \na: b", "yaml-invalid @2:1 <a> a key is missing here / write `key: value`");
    check("? a: b", "yaml-invalid @1:3 <a> a key is plain text / write `key: value`");
    check("[a, b]: c", "yaml-invalid @1:1 <[> a key is plain text / write `key: value`");
}

#[track_caller]
fn pieces_of(text: &str, expected: &[&str]) {
    let pieces = pieces::read(text, 0);
    let mut found: Vec<String> = Vec::new();
    for (key, value) in &pieces.entries {
        found.push(format!(
            "{}<{}> <{}>",
            key.text,
            &text[key.span.start..key.span.end],
            &text[value.span.start..value.span.end]
        ));
    }
    found.extend(pieces.problems.iter().map(|problem| refused(problem, text)));
    found.extend(pieces.broken.iter().map(|key| format!("broken {}", key.text)));
    assert_eq!(found, expected);
}

#[test]
fn one_broken_value_does_not_hide_the_others() {
    pieces_of(
        "title: Foo: bar\nauthor: \"Ed\ntags: [a, b\ndate: 2016\nplaces:\n- x\nthis is a stray line\nend: z\n",
        &[
            "date<date> <2016>",
            "places<places> <- x>",
            "end<end> <z>",
            "yaml-invalid @1:8 <Foo: bar> a value with `: ` in it stands between quotes / write `\"Foo: bar\"` / title: \"Foo: bar\"\nauthor: \"Ed\ntags: [a, b\ndate: 2016\nplaces:\n- x\nthis is a stray line\nend: z\n",
            "yaml-invalid @2:9 <\"> this quote is never closed / write `\"` at the end of the text, or none at its beginning",
            "yaml-invalid @3:7 <[> this `[` is never closed / write `]` at its end, or put the value between quotes when it is text",
            "yaml-invalid @7:1 <this is a stray line> this is not `key: value` / write a key, a colon, a space and the value; what belongs to `places:` begins with two spaces",
            "broken title",
            "broken author",
            "broken tags",
        ],
    );
}

#[test]
fn a_space_that_is_missing_is_named() {
    pieces_of(
        "title: T\ndate:2016\nauthor:\u{a0}Ed\n",
        &[
            "title<title> <T>",
            "yaml-invalid @2:1 <date:2016> a space is missing after `date:` / write `date: 2016` / title: T\ndate: 2016\nauthor:\u{a0}Ed\n",
            "yaml-invalid @3:8 <\u{a0}> after `author:` stands a space that is none to YAML, as word processors write it / write `author: Ed` / title: T\ndate:2016\nauthor: Ed\n",
            "broken date",
            "broken author",
        ],
    );
}

#[test]
fn pieces_of_what_is_no_map() {
    pieces_of(
        "- a\n- b",
        &[
            "yaml-invalid @1:1 <- a\n- b> this is not `key: value` / write a key, a colon, a space and the value; indent what goes on",
        ],
    );
    pieces_of("", &[]);
    pieces_of("# nothing\n", &[]);
    pieces_of(
        "just words",
        &[
            "yaml-invalid @1:1 <just words> this is not `key: value` / write a key, a colon, a space and the value; indent what goes on",
        ],
    );
    pieces_of("a: b\na: c", &["a<a> <b>", "a<a> <c>"]);
    pieces_of(
        "a: b\n---\nc: d: e\n",
        &[
            "a<a> <b>",
            "yaml-invalid @2:1 <---> this is not `key: value` / write a key, a colon, a space and the value; what belongs to `a:` begins with two spaces",
            "yaml-invalid @3:4 <d: e> a value with `: ` in it stands between quotes / write `\"d: e\"` / a: b\n---\nc: \"d: e\"\n",
            "broken c",
        ],
    );
}

#[test]
fn hostile_sizes_take_no_time() {
    let many = "a: b: c\n".repeat(200_000);
    assert_eq!(pieces::read(&many, 0).problems.len(), 50);
    let aliases = format!("a: &x [{}]\nb: [{}]", "1,".repeat(10_000), "*x,".repeat(10_000));
    assert!(pieces::read(&aliases, 0).problems.len() == 2);
    let keys: String = (0..50_000).map(|n| format!("k{n}: {{label: \"L {n}\", aliases: [a, b]}}\n")).collect();
    assert_eq!(pieces::read(&keys, 0).entries.len(), 50_000);
}
