//! What YAML becomes: text as it was written, and exact places.

mod problems;
mod properties;

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

#[test]
fn what_goes_on_belongs_to_what_it_is_indented_under() {
    check("? a\n: b\n c", ".a<a> = \"b c\" Plain <b\n c>");
    check("a: |\nb: c", ".a<a> = \"\" Block <|>\n.b<b> = \"c\" Plain <c>");
    check("a:\n  b: |\n\n   c\n  d: e", ".a<a>.b<b> = \"\\nc\\n\" Block <|\n\n   c>\n.a<a>.d<d> = \"e\" Plain <e>");
}
