//! Links that open a file in an editor: each editor has an address of its own for that.

use std::path::Path;

use clap::ValueEnum;

use crate::gate::preview;

/// Editors that can be opened by an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Program {
    Vscode,
    Vscodium,
    Cursor,
    Zed,
    Idea,
}

/// Which editor opens files of which folder.
#[derive(Debug, Clone)]
pub(super) struct Editor {
    before: &'static str,
    root: String,
}

impl Editor {
    pub(super) fn new(program: Program, root: &Path) -> Editor {
        let before = match program {
            Program::Vscode => "vscode://file",
            Program::Vscodium => "vscodium://file",
            Program::Cursor => "cursor://file",
            Program::Zed => "zed://file",
            Program::Idea => "idea://open?file=",
        };
        Editor { before, root: root.to_string_lossy().into_owned() }
    }

    /// The address that opens a file of the site.
    pub(super) fn link(&self, path: &str) -> String {
        preview::editor(self.before, &self.root, path)
    }
}
