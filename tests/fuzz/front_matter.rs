//! Front matter: every kind of document reads the same bytes, and so do the vocabularies.

use conflict_digest::config;
use conflict_digest::diagnostic::{Diagnostics, Rule};
use conflict_digest::model::term::TermKind;
use conflict_digest::parse::front_matter::{self, Drafts};
use conflict_digest::parse::vocabulary::vocabulary;
use conflict_digest::source::SourceFile;

use crate::engine::Marks;
use crate::judge;

pub(crate) fn law(input: &[u8]) -> Marks {
    let file = SourceFile::new("content/articles/2016-09-08-talks.md", input);
    let files = std::slice::from_ref(&file);
    let mut marks = Marks::new();
    let mut seen = |kind: &str, notes: &Diagnostics| {
        judge::notes(notes, files);
        marks.extend(judge::marks(notes).into_iter().map(|mark| format!("{kind} {mark}")));
        marks.insert(format!("{kind} {}", notes.has_errors()));
    };
    let mut notes = Diagnostics::default();
    let read = front_matter::article(&mut notes, &file, Drafts::LeftOut);
    assert!(read.is_some() || !notes.notes().is_empty(), "an article is lost without a word");
    if let Some(read) = read {
        assert!(!read.head.title.text.trim().is_empty() || !read.whole, "a title is empty without a word");
        assert!(input.get(read.body.start..read.body.end).is_some());
    }
    judge::reports(&notes, files);
    seen("article", &notes);
    judge::mended(files, &notes, |files| {
        let mut notes = Diagnostics::default();
        front_matter::article(&mut notes, &files[0], Drafts::LeftOut);
        notes
    });
    let mut notes = Diagnostics::default();
    let read = front_matter::event(&mut notes, &file, Drafts::Published);
    assert!(read.is_some() || notes.has_errors(), "an event is lost without a word");
    seen("event", &notes);
    let mut notes = Diagnostics::default();
    front_matter::timeline(&mut notes, &file, Drafts::Published);
    seen("timeline", &notes);
    let mut notes = Diagnostics::default();
    front_matter::page(&mut notes, &file, Drafts::Published);
    seen("page", &notes);
    let toml = SourceFile::new("site.toml", "title = \"T\"\nbase_url = \"https://digest.example/\"\n");
    let config = config::parse(&mut Diagnostics::default(), &toml).unwrap();
    for kind in [TermKind::Tag, TermKind::Place, TermKind::Publisher] {
        let mut notes = Diagnostics::default();
        vocabulary(&mut notes, kind, &file, &config);
        seen("vocabulary", &notes);
    }
    assert!(marks.iter().all(|mark| !mark.contains(&Rule::Internal.to_string())));
    marks
}
