//! The whole program between the disks: a folder of anything becomes notes, or a site that can only be read.

use std::collections::BTreeSet;

use conflict_digest::config::{self, Config};
use conflict_digest::diagnostic::{Diagnostics, Rule};
use conflict_digest::memory::Memory;
use conflict_digest::model::date::Day;
use conflict_digest::parse::memo::Memo;
use conflict_digest::pipeline::{Built, Drafts, Inputs, ThemeFiles, build, notes, rehearse};
use conflict_digest::render::{Kept, Outputs};
use conflict_digest::source::{Folder, SourceFile};
use conflict_digest::theme::embedded::embedded;

use crate::engine::Marks;
use crate::{archive, judge, pages};

const TOML: &str = "title = \"Fuzz\"\nbase_url = \"https://digest.example/base/\"\ndescription = \"Fuzz.\"\n\
                    feed_authority = \"example.org,2016\"\ninline_css = false\n";

pub(crate) fn law(input: &[u8]) -> Marks {
    let files = archive::files(input);
    // Some inputs are looked at more closely than others, always the same ones.
    let chance = input.iter().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte)));
    let inputs = inputs(files, if chance.is_multiple_of(2) { Drafts::With } else { Drafts::Without });
    let (built, outputs) = made(&inputs);
    let mut marks = judge::marks(&built.notes);
    judge::notes(&built.notes, &inputs.content.files);
    judge::reports(&built.notes, &inputs.content.files);
    assert!(built.notes.notes().iter().all(|note| note.rule != Rule::Internal), "{:?}", built.notes);
    built.drawn.unwrap();
    assert_eq!(built.notes.has_errors(), !outputs.contains_key(&conflict_digest::gate::route::Route::root()));
    marks.extend(pages::judge(&outputs));
    if chance.is_multiple_of(8) {
        let (rehearsed, drawn, _) = rehearse(&inputs, &Memory::default());
        assert_eq!(rehearsed, built.notes, "check and build disagree");
        drawn.unwrap();
        assert_eq!(made(&inputs).1, outputs, "the same input gives other bytes");
        if inputs.drafts == Drafts::Without {
            judge::mended(&inputs.content.files, &built.notes, again);
        }
    }
    // Two addresses that a file system takes for one are never published.
    let keys: BTreeSet<String> = outputs.keys().map(|route| route.collision_key()).collect();
    assert_eq!(keys.len(), outputs.len(), "two files at one address");
    marks
}

fn made(inputs: &Inputs) -> (Built, Outputs) {
    let mut kept = Kept::default();
    (build(inputs, &Memory::default(), &mut kept), kept.outputs())
}

fn again(files: &[SourceFile]) -> Diagnostics {
    notes(&inputs(files.to_vec(), Drafts::Without), &Memo::default())
}

fn inputs(files: Vec<SourceFile>, drafts: Drafts) -> Inputs {
    Inputs {
        config: config(),
        content: Folder { files, refused: Vec::new() },
        theme: ThemeFiles { parent: Vec::new(), own: embedded() },
        today: Day::new(2020, 1, 1).unwrap(),
        drafts,
        published: None,
    }
}

fn config() -> Config {
    config::parse(&mut Diagnostics::default(), &SourceFile::new("site.toml", TOML)).unwrap()
}
