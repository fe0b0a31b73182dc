//! Import: any bytes become a draft that the program itself reads back, or a refusal.

use conflict_digest::config;
use conflict_digest::diagnostic::{Diagnostics, Rule};
use conflict_digest::gate::html::Labels;
use conflict_digest::gate::line::line;
use conflict_digest::gate::text::Dir;
use conflict_digest::import::report::Wrote;
use conflict_digest::import::{Format, Known, import};
use conflict_digest::model::lang::Lang;
use conflict_digest::parse;
use conflict_digest::parse::bodies::Waits;
use conflict_digest::parse::memo::Memo;
use conflict_digest::source::SourceFile;

use crate::engine::Marks;
use crate::judge;

pub(crate) fn law(input: &[u8]) -> Marks {
    let mut marks = Marks::new();
    for format in [None, Some(Format::Text), Some(Format::Html)] {
        let lang = Lang::parse("en").unwrap();
        let imported = match import(input, format, Known { lang: &lang, publishers: None }) {
            Ok(imported) => imported,
            Err(refusal) => {
                marks.insert(format!("{format:?} {refusal:?}"));
                continue;
            }
        };
        for finding in imported.report.findings() {
            marks.insert(format!("{format:?} {} {}", finding.what, matches!(finding.wrote, Wrote::Text(_))));
        }
        let draft = &imported.draft;
        assert!(!draft.title.trim().is_empty());
        let text = draft.file(Some(("sources/a.txt", "00")));
        let file = SourceFile::new("content/articles/2016/2016-09-08-a.md", text.clone());
        let files = [file];
        let toml = SourceFile::new("site.toml", "title = \"T\"\nbase_url = \"https://digest.example/\"\n");
        let config = config::parse(&mut Diagnostics::default(), &toml).unwrap();
        let labels = Labels { notes: "", back_to_text: "", table: "" };
        let options =
            parse::Options { drafts: true, dir: Dir::Ltr, quotation_words: 120, labels, waits: Waits::Nowhere };
        let mut notes = Diagnostics::default();
        let parsed = parse::parse(&mut notes, &files, &config, options, &Memo::default()).0;
        judge::notes(&notes, &files);
        marks.extend(judge::marks(&notes));
        let broken = [Rule::YamlInvalid, Rule::YamlFeature, Rule::KeyUnknown, Rule::FrontMatterMissing];
        let wrong = notes.notes().iter().find(|note| broken.contains(&note.rule));
        assert!(wrong.is_none(), "a draft breaks its own front matter: {wrong:?}\n{text}");
        for article in &parsed.articles {
            assert!(article.head.draft, "a draft is no draft");
        }
        assert!(line(&draft.title).len() >= draft.title.len(), "{:?}", draft.title);
    }
    marks
}
