//! Laws of the import: no input makes it panic, no word is lost, and no title or name can write front matter.

use proptest::prelude::*;

use super::draft::{Date, Draft};
use super::report::Wrote;
use super::{Format, Imported, Known, MOST_BYTES, Refusal, import};
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostics, Rule};
use crate::gate::html::Labels;
use crate::gate::text::Dir;
use crate::model::article::Head;
use crate::model::lang::Lang;
use crate::parse;
use crate::parse::bodies::Waits;
use crate::source::SourceFile;

fn made(bytes: &[u8], format: Option<Format>) -> Result<Imported, Refusal> {
    let lang = Lang::parse("en").expect("a tag");
    import(bytes, format, Known { lang: &lang, publishers: None })
}

fn text(input: &str) -> Imported {
    made(input.as_bytes(), Some(Format::Text)).expect("there is text in it")
}

fn page(input: &str) -> Imported {
    made(input.as_bytes(), Some(Format::Html)).expect("there is text in it")
}

fn site() -> Config {
    let toml = SourceFile::new("site.toml", "title = \"T\"\nbase_url = \"https://digest.example/\"\n");
    config::parse(&mut Diagnostics::default(), &toml).expect("a good site.toml")
}

/// The draft as `check` reads it back, with the rules it breaks.
fn read_back(draft: &Draft) -> (Option<Head>, Vec<Rule>) {
    let file = SourceFile::new("content/articles/2016/2016-09-08-a.md", draft.file(Some(("sources/a.txt", "00"))));
    let labels = Labels { notes: "", back_to_text: "", table: "" };
    let options = parse::Options { drafts: true, dir: Dir::Ltr, quotation_words: 120, labels, waits: Waits::Nowhere };
    let mut notes = Diagnostics::default();
    let (files, memo) = ([file], parse::memo::Memo::default());
    let mut parsed = parse::parse(&mut notes, &files, &site(), options, &memo).0;
    (parsed.articles.pop().map(|drawn| drawn.head), notes.notes().iter().map(|note| note.rule).collect())
}

/// Everything that a person gets to see of an import.
fn everything(imported: &Imported) -> String {
    let draft = &imported.draft;
    let mut all = vec![draft.title.clone(), draft.authors.join(" "), draft.body.replace('\\', "")];
    all.extend(draft.original_url.clone());
    for finding in imported.report.findings() {
        all.push(finding.read.clone());
        all.push(finding.why.clone());
        if let Wrote::Text(text) = &finding.wrote {
            all.push(text.clone());
        }
    }
    all.join("\n")
}

fn lost_words(input: &str, imported: &Imported) -> Vec<String> {
    let all = everything(imported);
    let words = input.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !all.contains(word)).map(str::to_owned).collect()
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(made(b"", None).unwrap_err(), Refusal::Empty);
    assert_eq!(made(b" \n\t\r\n--- ***\n", None).unwrap_err(), Refusal::Empty);
    assert_eq!(made(b"<html><body><script>x</script></body></html>", None).unwrap_err(), Refusal::Empty);
    assert_eq!(made(b"%PDF-1.7\n", None).unwrap_err(), Refusal::NotText("a PDF"));
    assert!(matches!(made(&[0; 4096], None), Err(Refusal::NotText(_))));
    assert_eq!(made(&vec![b'a'; MOST_BYTES + 1], None).unwrap_err(), Refusal::TooLarge);
    let deep = "<div>".repeat(100_000);
    assert_eq!(made(deep.as_bytes(), Some(Format::Html)).unwrap_err(), Refusal::TooDeep);
    let bold: String = (0..2_000).map(|n| format!("<b id={n}><p>x")).collect();
    assert_eq!(made(bold.as_bytes(), Some(Format::Html)).unwrap_err(), Refusal::TooDeep);
}

#[test]
fn bylines_of_six_languages_are_read() {
    for (line, names) in [
        ("By Ed Stone", vec!["Ed Stone"]),
        ("by Ed Stone, Ana Ruiz and Li Wei", vec!["Ed Stone", "Ana Ruiz", "Li Wei"]),
        ("BY ED STONE", vec!["ED STONE"]),
        ("Written by Ed van der Stone", vec!["Ed van der Stone"]),
        ("By Ed Stone, staff writer", vec!["Ed Stone"]),
        ("By Ed Stone (Reuters)", vec!["Ed Stone"]),
        ("(By Ed Stone)", vec!["Ed Stone"]),
        ("By Ed Stone in Geneva", vec!["Ed Stone"]),
        ("By A. B. Stone & Ana Ruiz", vec!["A. B. Stone", "Ana Ruiz"]),
        ("Автор: Вера Лисина", vec!["Вера Лисина"]),
        ("Авторы: Вера Лисина и Глеб Тур", vec!["Вера Лисина", "Глеб Тур"]),
        ("Автор Олена Гай", vec!["Олена Гай"]),
        ("Автори: Олена Гай та Ігор Стеценко", vec!["Олена Гай", "Ігор Стеценко"]),
        ("بقلم سلمى الخطيب", vec!["سلمى الخطيب"]),
        ("بقلم: سلمى الخطيب و كريم نصار", vec!["سلمى الخطيب", "كريم نصار"]),
        ("Par Odile Ferrand et Jean d’Orla", vec!["Odile Ferrand", "Jean d’Orla"]),
        ("Por Inés Marrero y Raúl Peña", vec!["Inés Marrero", "Raúl Peña"]),
        ("Von Ute Brandt und Jan Vell", vec!["Ute Brandt", "Jan Vell"]),
    ] {
        let draft = text(&format!("A Headline of Some Kind\n\n{line}\n\n8 September 2016\n\nIt is so.\n")).draft;
        assert_eq!(draft.authors, names, "{line}");
        assert_eq!(draft.body, "It is so.\n", "{line}");
    }
    for line in [
        "By the lake nothing moved.",
        "By Wednesday it was over",
        "Par ailleurs, rien",
        "Por la mañana, nada",
        "Authorities say so",
    ] {
        let draft = text(&format!("A Headline of Some Kind\n\n{line}\n\nIt is so.\n")).draft;
        assert_eq!(draft.authors, Vec::<String>::new(), "{line}");
        assert!(draft.body.contains(line), "{line}");
    }
}

#[test]
fn dates_of_six_languages_are_read() {
    for (line, date) in [
        ("September 08, 2016", "2016-09-08"),
        ("Published: 8 Sept 2016, 19:00 GMT", "2016-09-08T19:00Z"),
        ("8 сентября 2016 г.", "2016-09-08"),
        ("Опубликовано 08.09.2016", "2016-09-08"),
        ("8 вересня 2016 року", "2016-09-08"),
        ("٨ سبتمبر ٢٠١٦", "2016-09-08"),
        ("تاريخ النشر: 8 أيلول 2016", "2016-09-08"),
        ("Publié le jeudi 8 septembre 2016", "2016-09-08"),
        ("Geneva, 8 September 2016", "2016-09-08"),
        ("Fecha: 8 de septiembre de 2016", "2016-09-08"),
        ("2016-09-08", "2016-09-08"),
    ] {
        let draft = text(&format!("A Headline of Some Kind\n\n{line}\n\nIt is so.\n")).draft;
        assert!(matches!(&draft.date, Date::Day(_, form) if form == date), "{line}: {:?}", draft.date);
    }
    let draft = text("A Headline of Some Kind\n\n08/09/2016\n\nIt is so.\n").draft;
    assert_eq!(
        draft.date,
        Date::Several(vec!["2016-08-09".to_owned(), "2016-09-08".to_owned()], "08/09/2016".to_owned())
    );
    assert!(draft.file(None).contains("\n# date: 2016-08-09 or 2016-09-08 (printed: \"08/09/2016\")\n"));
    for line in [
        "It was in 2016",
        "31 November 2016",
        "8 September",
        "The 8 September 2016 talks",
        "Published by the lake on 8 September 2016",
    ] {
        assert_eq!(text(&format!("A Headline of Some Kind\n\n{line}\n\nIt is so.\n")).draft.date, Date::None, "{line}");
    }
}

#[test]
fn text_read_in_the_wrong_encoding_is_read_back() {
    for (line, was) in [
        ("RÃ©uni Ã  Stenvik, voilÃ .", "Réuni à Stenvik, voilà."),
        ("RÃ©uni Ã Stenvik, voilÃ", "Réuni à Stenvik, voilà"),
        ("Il a dit : Â«\u{a0}OuiÂ\u{a0}Â», hÃ©las", "Il a dit : «\u{a0}Oui\u{a0}», hélas"),
        ("â€œItâ€™s overâ€, he said", "“It’s over”, he said"),
        ("Р РѕСЃСЃРёСЏ Рё РњРѕСЃРєРІР° вЂ” РґРІР° СЃР»РѕРІР°", "Россия и Москва — два слова"),
        ("Ïåðåìèðèå âñòóïèëî â ñèëó", "Перемирие вступило в силу"),
        ("Ø³ÙˆØ±ÙŠØ§", "سوريا"),
    ] {
        let imported = text(&format!("A Headline of Some Kind\n\n{line}\n"));
        assert_eq!(imported.draft.body, format!("{was}\n"));
    }
}

#[test]
fn text_that_is_right_is_left_alone() {
    for line in [
        "«CAFÉ», dit-il à São Tomé, naïve…",
        "Рёбра, ржавчина и «Рим» — всё на месте.",
        "Ångström, Øystein’s Ñandú, Þór",
        "Українські ґанки й їжаки",
        "T-72 и Ка-52, Wi-Fi в Сирии",
        "می\u{200c}شود و می\u{200c}رود",
        "قال: «نعم»\u{200f}.",
    ] {
        let imported = text(&format!("A Headline of Some Kind\n\n{line}\n"));
        assert_eq!(imported.draft.body, format!("{line}\n"));
    }
}

#[test]
fn pages_that_hide_things_are_harmless() {
    let draft = page("<title>T</title><p>One<script>two()</script> three <p hidden>four</p><img src=x onerror=five()><a href='data:text/html,six'>seven</a> <a href='/eight'>nine</a>").draft;
    assert_eq!((draft.title.as_str(), draft.body.as_str()), ("T", "One three\n\nseven nine\n"));
    let draft = page("<html><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"A\\ndraft: false\",\"author\":\"]\\n---\",\"datePublished\":\"never\",\"url\":\"javascript:alert(1)\"}</script><p># x\n---\n").draft;
    let (head, _) = read_back(&draft);
    assert_eq!(head.map(|head| head.title.text), Some("A draft: false".to_owned()));
    assert_eq!(draft.original_url, None);
    let draft = page("<title>T</title><p>See <a href='https://evil.example/'>https://good.example/a</a>!<a href='https://good.example/b'>so</a>.").draft;
    assert_eq!(draft.body, "See https://good.example/a\\![so](https://good.example/b).\n");
}

/// Words and damage of every kind.
fn any_article() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,9}",
        2 => "[A-Z][a-z]{1,9}",
        1 => "[а-яё]{1,9}|[а-я]{3}і[а-я]{2}|[ا-ي]{2,8}|[à-ÿ]{1,7}|[a-z]{1,3}[а-я]{1,3}",
        1 => Just("https://www.orlapost.example/2016/09/08/some-words-of-a-head-line".to_owned()),
        1 => "By [A-Z][a-z]{2,5} [A-Z][a-z]{2,5}|Автор: [А-Я][а-я]{2,5}|Source:|Original url:|Published:|Updated:",
        1 => "[0-9]{1,2}/[0-9]{1,2}/2016|[0-9]{1,2} September 2016|2016-09-[0-3][0-9]",
        1 => "Ã©|â€™|Â«|РџР°СЂ|\u{ad}|\u{200b}|\u{fffd}|\u{7}|\u{e000}|\u{202e}|\u{feff}",
        1 => "[⊠■∎]|\\*\\*⊠\\*\\*|\\*\\*[a-z]{1,4}\\*\\*",
        1 => "---|#|>|- |1\\. |\\[x\\]: y|<b>|&amp;|\\||```|~~|\\\\|===",
    ];
    let gap = prop_oneof![6 => Just(" "), 1 => Just("\n"), 1 => Just("\n\n"), 1 => Just("-\n"), 1 => Just(""), 1 => Just(". "), 1 => Just("\r\n"), 1 => Just("\u{2028}")];
    prop::collection::vec((piece, gap), 1..60)
        .prop_map(|parts| parts.into_iter().map(|(piece, gap)| format!("{piece}{gap}")).collect())
}

/// What a reader of Markdown sees.
fn shown(markdown: &str) -> String {
    let events = pulldown_cmark::Parser::new_ext(markdown, pulldown_cmark::Options::ENABLE_TABLES);
    let texts = events.map(|event| match event {
        pulldown_cmark::Event::Text(text) => text.into_string(),
        _ => " ".to_owned(),
    });
    texts.collect()
}

fn sorted(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text.split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect();
    words.retain(|word| !word.is_empty());
    words.sort();
    words
}

/// The body of a page, well formed or not.
fn any_body() -> impl Strategy<Value = String> {
    let tags = prop::sample::select(vec![
        "</p><p>",
        "<p>",
        "<h2>",
        "</h2>",
        "<h5>",
        "</h5>",
        "<ul><li>",
        "</li></ul>",
        "<ol start=7><li>",
        "<li>",
        "<blockquote>",
        "</blockquote>",
        "<a href='/x y(1)'>",
        "</a>",
        "<b>",
        "<table><tr><td>",
        "<br>",
        "<pre>\n",
        "<div>",
        "</div>",
    ]);
    let piece = prop_oneof![
        3 => "[a-z]{2,8} ",
        1 => "[-#>*_`~\\[\\]()!;|=+.1 ]{1,6}",
        4 => tags.prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..50).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_page_becomes_markdown_that_says_the_same(body in any_body()) {
        let head = "<link rel=canonical href='https://www.orlapost.example/a'><meta property='article:published_time' content='2016-09-08'><title>A Headline</title>";
        let imported = page(&format!("<html><head>{head}</head><body><article>{body}</article></body></html>"));
        let words: String = format!(">{body}").split('<').filter_map(|part| Some(format!("{} ", part.split_once('>')?.1))).collect();
        prop_assert_eq!(lost_words(&words, &imported), Vec::<String>::new(), "{}", everything(&imported));
        // Misnested tables change the order of words, in browsers too.
        prop_assert_eq!(sorted(&words), sorted(&shown(&imported.draft.body)), "{}", imported.draft.body);
        let (head, rules) = read_back(&imported.draft);
        prop_assert!(head.is_some(), "{}", imported.draft.file(None));
        prop_assert!(rules.iter().all(|rule| *rule == Rule::TagsInvalid || imported.draft.body.is_empty()), "{rules:?} {}", imported.draft.file(None));
    }

    #[test]
    fn any_bytes_are_taken(bytes in prop::collection::vec(any::<u8>(), 0..600), html in any::<Option<bool>>()) {
        let format = html.map(|html| if html { Format::Html } else { Format::Text });
        if let Ok(imported) = made(&bytes, format) {
            prop_assert!(!imported.draft.title.is_empty());
            prop_assert!(imported.draft.file(None).starts_with("---\ntitle: "));
        }
    }

    #[test]
    fn any_text_is_taken(input in "(\\PC|[\\n\\r\\t <>/\"'&#-]|https?://|<p>|<a href=|</){0,80}", html in any::<bool>()) {
        let format = if html { Format::Html } else { Format::Text };
        if let Ok(imported) = made(input.as_bytes(), Some(format)) {
            prop_assert!(imported.draft.file(None).starts_with("---\ntitle: "));
        }
    }

    #[test]
    fn no_word_is_lost(input in any_article()) {
        if let Ok(imported) = made(input.as_bytes(), Some(Format::Text)) {
            prop_assert_eq!(lost_words(&input, &imported), Vec::<String>::new(), "{}", everything(&imported));
        }
    }

    #[test]
    fn a_draft_reads_back_as_it_is(input in any_article()) {
        if let Ok(imported) = made(input.as_bytes(), Some(Format::Text)) {
            let (head, rules) = read_back(&imported.draft);
            let known = imported.draft.day().is_some() && imported.draft.original_url.is_some();
            match head.filter(|_| known) {
                Some(head) => {
                    prop_assert!(head.draft);
                    prop_assert_eq!(head.title.text, imported.draft.title);
                }
                None => prop_assert!(!rules.is_empty()),
            }
        }
    }

    #[test]
    fn no_title_or_name_writes_front_matter(title in "[ -~\\n\\u{85}\\u{2028}]{1,60}", name in "\\PC{1,30}", read in "(?s).{0,30}") {
        let mut draft = text("A Headline of Some Kind\n\n2016-09-08\n\nIt is so.\n\nhttps://www.orlapost.example/2016/09/08/a-headline-of-some-kind\n").draft;
        draft.title = super::fields::clean(&format!("T {title}"));
        draft.authors = vec![format!("A {name}"), "B ]".to_owned()];
        let file = draft.file(None);
        prop_assert_eq!(file.lines().take_while(|line| !line.starts_with("tags: ")).filter(|line| line.starts_with("title: ")).count(), 1);
        let (head, rules) = read_back(&draft);
        prop_assert!(head.as_ref().is_some_and(|head| head.draft) || !rules.is_empty());
        draft.date = Date::Several(vec!["2016-08-09".to_owned()], read);
        prop_assert!(draft.file(None).lines().any(|line| line == "draft: true"));
    }
}
