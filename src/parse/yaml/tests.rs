//! What YAML becomes: text as written, exact places, refusals; and that nothing makes it panic.

use proptest::prelude::*;

use super::quote::{quoted, scalar};
use super::*;

/// Every value on a line of its own, as `path = text <source>`.
fn shown(text: &str) -> String {
    fn walk(out: &mut String, text: &str, path: &str, node: &Node) {
        let source = &text[node.span.start..node.span.end];
        match &node.kind {
            Kind::Scalar(value, style) => out.push_str(&format!("{path} = {value:?} {style:?} <{source}>\n")),
            Kind::List(items) => {
                out.push_str(&format!("{path} list <{source}>\n"));
                for (index, item) in items.iter().enumerate() {
                    walk(out, text, &format!("{path}[{index}]"), item);
                }
            }
            Kind::Map(entries) => {
                for (key, value) in entries {
                    let source = &text[key.span.start..key.span.end];
                    walk(out, text, &format!("{path}.{}<{source}>", key.text), value);
                }
            }
        }
    }
    let mut out = String::new();
    match parse(text, 0) {
        Ok(node) => walk(&mut out, text, "", &node),
        Err(problem) => out = refused(&problem, text),
    }
    out
}

fn refused(problem: &YamlProblem, text: &str) -> String {
    let at = &text[..problem.span.start];
    let line = at.matches('\n').count() + 1;
    let column = at.rsplit('\n').next().unwrap().chars().count() + 1;
    let source = &text[problem.span.start..problem.span.end];
    let fix = problem.fix.as_ref().map(|(span, new)| format!("{}{new}{}", &text[..span.start], &text[span.end..]));
    let fix = fix.map(|fix| format!(" / {fix}")).unwrap_or_default();
    format!("{} @{line}:{column} <{source}> {} / {}{fix}", problem.rule, problem.message, problem.help)
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(shown(text).trim_matches('\n'), expected.trim_matches('\n'), "\n--- of ---\n{text}");
}

#[test]
fn plain_text_stays_as_it_was_written() {
    check(
        "a: no\nb: on\nc: 1.10\nd: 2016\ne: 2016-09-08\nf: 0x1F\ng: 007\nh: ~\ni: 1e3\nj: .inf\nk: +1\n",
        r#"
.a<a> = "no" Plain <no>
.b<b> = "on" Plain <on>
.c<c> = "1.10" Plain <1.10>
.d<d> = "2016" Plain <2016>
.e<e> = "2016-09-08" Plain <2016-09-08>
.f<f> = "0x1F" Plain <0x1F>
.g<g> = "007" Plain <007>
.h<h> = "~" Plain <~>
.i<i> = "1e3" Plain <1e3>
.j<j> = ".inf" Plain <.inf>
.k<k> = "+1" Plain <+1>
"#,
    );
}

#[test]
fn keys_may_look_like_numbers_and_stand_twice() {
    check(
        "2016: a\nno: b\nnull: c\n'x y': d\n2016: e",
        "
.2016<2016> = \"a\" Plain <a>
.no<no> = \"b\" Plain <b>
.null<null> = \"c\" Plain <c>
.x y<'x y'> = \"d\" Quoted <d>
.2016<2016> = \"e\" Plain <e>"
            .replace("Quoted <d>", "Plain <d>")
            .as_str(),
    );
}

#[test]
fn nothing_is_told_from_empty_text_and_from_the_next_key() {
    check(
        "a:\nb: ''\nc: \"\"\nd:   # none\nnull: x\n\"e\":\n'f': {g, h: }\ni: [~, null, '']\nj:\n-\n- k",
        r#"
.a<a> = "" Absent <>
.b<b> = "" Quoted <''>
.c<c> = "" Quoted <"">
.d<d> = "" Absent <>
.null<null> = "x" Plain <x>
.e<"e"> = "" Absent <>
.f<'f'>.g<g> = "" Absent <>
.f<'f'>.h<h> = "" Absent <>
.i<i> list <[~, null, '']>
.i<i>[0] = "~" Plain <~>
.i<i>[1] = "null" Plain <null>
.i<i>[2] = "" Quoted <''>
.j<j> list <-
- k>
.j<j>[0] = "" Absent <>
.j<j>[1] = "k" Plain <k>
"#,
    );
}

#[test]
fn every_style_knows_its_bytes() {
    check(
        "a: 'it''s' # x\nb: \"\\u0041\\\"b\"\nc: two\n  lines # c\nd: |\n  first\n\n   second\n\ne: >-\n  one\n  two\nf: \"over\n  lines\"\ng: a#b:c :d\n",
        r#"
.a<a> = "it's" Quoted <'it''s'>
.b<b> = "A\"b" Quoted <"\u0041\"b">
.c<c> = "two lines" Plain <two
  lines>
.d<d> = "first\n\n second\n" Block <|
  first

   second>
.e<e> = "one two" Block <>-
  one
  two>
.f<f> = "over lines" Quoted <"over
  lines">
.g<g> = "a#b:c :d" Plain <a#b:c :d>
"#,
    );
}

#[test]
fn blocks_end_where_their_indentation_ends() {
    check(
        "a: |2\n   x\n  y\nb:\n  - |+\n    k: v\n\n  - >\n   z\n  - - |\n      deep\n    - w\n",
        r#"
.a<a> = " x\ny\n" Block <|2
   x
  y>
.b<b> list <- |+
    k: v

  - >
   z
  - - |
      deep
    - w>
.b<b>[0] = "k: v\n\n" Block <|+
    k: v>
.b<b>[1] = "z\n" Block <>
   z>
.b<b>[2] list <- |
      deep
    - w>
.b<b>[2][0] = "deep\n" Block <|
      deep>
.b<b>[2][1] = "w" Plain <w>
"#,
    );
}

#[test]
fn places_are_exact_deep_inside_after_crlf_and_wide_characters() {
    check(
        "ключ: [سوريا, {名: \"é\", x: [1, 2]}] # c\r\nb:\r\n  - k: v\r\n    l: w x\r\n  -   m\r\n",
        "
.ключ<ключ> list <[سوريا, {名: \"é\", x: [1, 2]}]>
.ключ<ключ>[0] = \"سوريا\" Plain <سوريا>
.ключ<ключ>[1].名<名> = \"é\" Quoted <\"é\">
.ключ<ключ>[1].x<x> list <[1, 2]>
.ключ<ключ>[1].x<x>[0] = \"1\" Plain <1>
.ключ<ключ>[1].x<x>[1] = \"2\" Plain <2>
.b<b> list <- k: v\r\n    l: w x\r\n  -   m>
.b<b>[0].k<k> = \"v\" Plain <v>
.b<b>[0].l<l> = \"w x\" Plain <w x>
.b<b>[1] = \"m\" Plain <m>",
    );
}

#[test]
fn pairs_in_brackets_questions_and_comments_are_followed() {
    check(
        "a: [x: y, ? z : w, \"q\": r,]\n? b\n: c\nd: {e: f, # g\n  h: i, }\n",
        "
.a<a> list <[x: y, ? z : w, \"q\": r,]>
.a<a>[0].x<x> = \"y\" Plain <y>
.a<a>[1].z<z> = \"w\" Plain <w>
.a<a>[2].q<\"q\"> = \"r\" Plain <r>
.b<b> = \"c\" Plain <c>
.d<d>.e<e> = \"f\" Plain <f>
.d<d>.h<h> = \"i\" Plain <i>",
    );
}

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
fn signs_inside_text_are_text() {
    check(
        "a: b & c * d ! e\nf: 'x &y *z !w'\ng: |\n  &h *i !j\nk: l\n  &m *n !o # &p",
        r#"
.a<a> = "b & c * d ! e" Plain <b & c * d ! e>
.f<f> = "x &y *z !w" Quoted <'x &y *z !w'>
.g<g> = "&h *i !j\n" Block <|
  &h *i !j>
.k<k> = "l &m *n !o" Plain <l
  &m *n !o>"#,
    );
}

#[test]
fn one_document_may_be_marked() {
    check("# x\n---\na: b\n...\n# y\n", ".a<a> = \"b\" Plain <b>");
    check("", " = \"\" Absent <>");
    check("# only\n", " = \"\" Absent <>");
    check("\u{FEFF}a: b", ".a<a> = \"b\" Plain <b>");
}

#[test]
fn depth_is_limited_in_brackets_and_in_blocks() {
    let deep = |n: usize| format!("{}1{}", "[".repeat(n), "]".repeat(n));
    assert!(parse(&deep(32), 0).is_ok());
    check(&deep(33), &format!("too-deep @1:33 <[> lists and maps nest deeper than 32 levels / flatten them"));
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
    check("[a, b]: c", "yaml-invalid @1:1 <[> a key is plain text / write `key: value`");
}

#[test]
fn offsets_are_added_to_every_place() {
    let node = parse("a: [b]", 100).unwrap();
    let Kind::Map(entries) = node.kind else { panic!() };
    let (key, value) = &entries[0];
    assert_eq!((key.span.start, value.span.start), (100, 103));
    let Kind::List(items) = &value.kind else { panic!() };
    assert_eq!(items[0].span, (104..105).into());
    assert_eq!(parse("a: b: c", 100).unwrap_err().fix.unwrap().0, (103..107).into());
}

#[test]
fn characters_the_parser_refuses_do_not_hide_the_rest() {
    check(
        "a: b\u{2028}c\nd: \u{1}e\u{85}f",
        ".a<a> = \"b\\u{2007}c\" Plain <b\u{2028}c>\n.d<d> = \"e\\u{a0}f\" Plain <e\u{85}f>",
    );
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
    found.extend(pieces.broken.iter().map(|key| format!("broken {key}")));
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
            "yaml-invalid @7:1 <this is a stray line> this is not `key: value` / write a key, a colon, a space and the value; indent what goes on",
            "broken title",
            "broken author",
            "broken tags",
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
            "yaml-invalid @2:1 <---> this is not `key: value` / write a key, a colon, a space and the value; indent what goes on",
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

/// YAML documents as people write them, with every style, depth and line end.
fn document() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zé名][a-z0-9é_./-]{0,6}( [a-z&*!#'\"0-9]{1,4}){0,2}",
        Just("no".to_owned()),
        Just("1.10".to_owned()),
        Just("2016-09-08".to_owned()),
        Just("0x1F".to_owned()),
        Just("~".to_owned()),
        Just("https://example.org/a?b=c#d".to_owned()),
        Just("null".to_owned()),
    ];
    let word = word
        .prop_map(|word| word.trim_end_matches(['#', ' ']).replace(" #", " "))
        .prop_filter("a value", |w| !w.is_empty());
    let leaf = (word, 0..4u8).prop_map(|(word, style)| match style {
        0 => format!("'{}'", word.replace('\'', "''")),
        1 => quoted(&word),
        _ => word,
    });
    let tree = leaf.prop_map(Tree::Leaf).prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            (proptest::collection::vec(inner.clone(), 1..4), any::<bool>())
                .prop_map(|(items, flow)| Tree::List(items, flow)),
            (proptest::collection::vec(("[a-z]{1,3}", inner), 1..4), any::<bool>())
                .prop_map(|(items, flow)| Tree::Map(items, flow)),
        ]
    });
    (tree, any::<bool>()).prop_map(|(tree, crlf)| {
        let text = tree.written(0, false);
        if crlf { text.replace('\n', "\r\n") } else { text }
    })
}

#[derive(Debug, Clone)]
enum Tree {
    Leaf(String),
    List(Vec<Tree>, bool),
    Map(Vec<(String, Tree)>, bool),
}

impl Tree {
    fn written(&self, indent: usize, in_flow: bool) -> String {
        let pad = " ".repeat(indent);
        match self {
            Tree::Leaf(text) => text.clone(),
            Tree::List(items, flow) if *flow || in_flow => {
                let items: Vec<String> = items.iter().map(|item| item.written(0, true)).collect();
                format!("[{}]", items.join(" , "))
            }
            Tree::Map(entries, flow) if *flow || in_flow => {
                let entries: Vec<String> =
                    entries.iter().map(|(key, value)| format!("{key}: {}", value.written(0, true))).collect();
                format!("{{{}}}", entries.join(","))
            }
            Tree::List(items, _) => {
                let item = |item: &Tree| format!("\n{pad}- {} # c", item.written(indent + 2, false).trim_start());
                items.iter().map(item).collect()
            }
            Tree::Map(entries, _) => {
                let entry =
                    |(key, value): &(String, Tree)| format!("\n{pad}{key}: {}", value.written(indent + 2, false));
                entries.iter().map(entry).collect()
            }
        }
    }
}

fn plain_slices(text: &str, node: &Node) {
    match &node.kind {
        Kind::Scalar(value, Style::Plain) => {
            assert_eq!(&text[node.span.start..node.span.end], value)
        }
        Kind::Scalar(..) => {
            assert!(text.is_char_boundary(node.span.start) && text.is_char_boundary(node.span.end))
        }
        Kind::List(items) => items.iter().for_each(|item| plain_slices(text, item)),
        Kind::Map(entries) => entries.iter().for_each(|(key, value)| {
            assert_eq!(text[key.span.start..key.span.end], key.text);
            plain_slices(text, value);
        }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn plain_scalars_slice_back_to_their_text(text in document()) {
        match parse(&text, 0) {
            Ok(node) => plain_slices(&text, &node),
            // Only what the parser refuses may be refused: lexer and parser never differ.
            Err(problem) => prop_assert!(!problem.message.contains("unusual"), "{problem:?}\n{text}"),
        }
    }

    #[test]
    fn nothing_panics(text in "[-a:?,#&*!|>'\"%@`{}\\[\\] \t\r\n\u{85}\u{2028}é\u{FEFF}~0.\\\\<]{0,60}") {
        if let Err(problem) = parse(&text, 0) {
            prop_assert!(text.get(problem.span.start..problem.span.end).is_some());
        }
        for (key, value) in pieces::read(&text, 0).entries {
            prop_assert!(text.get(key.span.start..key.span.end).is_some() && text.get(value.span.start..value.span.end).is_some());
        }
    }

    #[test]
    fn quoted_text_reads_back(text in any::<String>()) {
        for written in [quoted(&text), scalar(&text)] {
            let node = parse(&format!("a: [{written}]\nb: {written}"), 0);
            let Ok(Node { kind: Kind::Map(entries), .. }) = node else { panic!("{written:?} {node:?}") };
            let Kind::List(items) = &entries[0].1.kind else { panic!() };
            prop_assert_eq!(items[0].text(), Some(text.as_str()));
            prop_assert_eq!(entries[1].1.text(), Some(text.as_str()));
        }
    }
}
