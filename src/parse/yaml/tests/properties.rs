//! What holds for any text: plain scalars slice back, nothing panics, what is written for fixes reads back.

use proptest::prelude::*;

use super::super::quote::{quoted, scalar};
use super::*;

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
    #![proptest_config(ProptestConfig::with_cases(1000))]

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

    #[test]
    fn what_the_parser_reads_is_read(text in "([a-b]{1,2}|: |:|- |-|\\? |, |,|\\[|\\]|\\{|\\}|#| #|\n|\n  |\n |  |\"|'|\\||>|\\|-|1|~|\\\\|\r\n|\t|\\.\\.\\.|---){1,14}") {
        let reads = serde_yaml::from_str::<serde_yaml::Value>(&text).is_ok();
        if let (true, Err(problem)) = (reads, parse(&text, 0)) {
            prop_assert!(problem.message.contains("a key is"), "{problem:?}");
        }
    }
}
